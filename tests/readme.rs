//! What the README says about the program, held against the program.
//!
//! The key table, the commands, the exit statuses, the example of JSON and the picture are made by
//! the program; `UPDATE_README=1 cargo test --test readme` writes them anew. The examples are run, and
//! the settings shown are checked.

// Helpers of tests may stop a test, as tests may; the lints know only functions marked as tests.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use assert_cmd::Command;
use quotidian::tui::keys::KeyMap;
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    sync::Mutex,
};
use tempfile::TempDir;

/// The article, the keys and the colours of the picture.
const PICTURE: &[&str] = &[
    "--article",
    "Ferry crew",
    "--keys",
    "cjjjj<Enter>",
    "--theme",
    "dark",
    "--dump-screen",
    "120x36",
    "--format",
    "svg",
];

/// The article that the example of JSON is made from.
const SHORT: &str = "Bridge opens\n\n\"It is done,\" said Mara Holm, the mayor of Norholt.\n";

/// Tests that renew the README do so one after the other.
static WRITING: Mutex<()> = Mutex::new(());

#[test]
fn the_keys_are_those_in_force() {
    let map = KeyMap::from_config("default", &BTreeMap::new()).unwrap();
    let mut table = "| keys | what they do |\n| --- | --- |\n".to_owned();
    for (chapter, rows) in map.sections() {
        table.push_str(&format!("| **{chapter}** | |\n"));
        for (keys, what) in rows {
            let keys: Vec<String> = keys.split(' ').map(code).collect();
            table.push_str(&format!("| {} | {} |\n", keys.join(" "), cell(&what)));
        }
    }
    check_section("keys", &table);
}

#[test]
fn the_commands_are_those_there_are() {
    let mut table = "| command | what it does |\n| --- | --- |\n\
                     | `quotidian [PATH]...` | Read, in three panes |\n"
        .to_owned();
    for (name, what) in chapter_of_help("Commands:").iter().filter(|(name, _)| name != "help") {
        table.push_str(&format!("| {} | {} |\n", code(&format!("quotidian {name}")), cell(what)));
    }
    check_section("commands", &table);
}

#[test]
fn the_exit_statuses_are_those_of_help() {
    let statuses = chapter_of_help("Exit status:");
    assert!(statuses.len() > 4, "{statuses:?}");
    let rows = statuses.iter().map(|(status, what)| format!("| {status} | {} |\n", cell(what)));
    let table = format!("| exit status | meaning |\n| --- | --- |\n{}", rows.collect::<String>());
    check_section("exit", &table);
}

#[test]
fn the_record_is_what_extract_writes() {
    let run = quotidian().args(["extract", "-"]).write_stdin(SHORT).assert().success();
    let record = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    check_section("record", &format!("```json\n{}\n```\n", laid_out(record.trim_end())));
}

#[test]
fn every_key_of_the_record_is_explained() {
    let run = quotidian().args(["extract", "-"]).write_stdin(SHORT).assert().success();
    let record = serde_json::from_slice(&run.get_output().stdout).unwrap();
    let readme = readme();
    let table = between(&readme, "## What `extract` writes", "Positions are");
    let mut keys = Vec::new();
    collect_keys(&record, &mut keys);
    for key in keys {
        assert!(table.contains(&code(&key)), "the README does not explain {key}");
    }
}

#[test]
fn the_picture_is_of_this_program() {
    let run = quotidian().args(PICTURE).assert().success();
    let picture = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(readme().contains("(tests/readme/screen.svg)"), "the README shows no picture");
    check_file(&root().join("tests/readme/screen.svg"), &picture);
}

#[test]
#[cfg(unix)]
fn every_example_runs() {
    let readme = readme();
    let examples: Vec<&str> =
        readme.lines().filter(|line| line.starts_with("quotidian ")).collect();
    assert!(examples.len() > 5, "{examples:?}");
    let home = home();
    for example in examples {
        let own = example.split("  #").next().unwrap().split(" | ").next().unwrap();
        // What is to be read on a screen is drawn: without one it would be refused.
        let on_screen = own.contains(" --at ") && !own.contains("--dump-screen");
        let own = if on_screen { format!("{own} --dump-screen 80x24") } else { own.to_owned() };
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &own]).current_dir(home.path()).env_clear().env("HOME", home.path());
        let programs = Path::new(env!("CARGO_BIN_EXE_quotidian")).parent().unwrap();
        shell.env("PATH", programs).env("TERM", "dumb").assert().success();
    }
}

#[test]
fn the_settings_shown_are_settings() {
    let readme = readme();
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("config.toml");
    fs::write(&file, between(&readme, "```toml\n", "```")).unwrap();
    quotidian().arg("--config").arg(file).args(["config", "check"]).assert().success();
}

/// A home with the articles that the examples speak of.
#[cfg(unix)]
fn home() -> TempDir {
    let home = TempDir::new().unwrap();
    fs::create_dir(home.path().join("news")).unwrap();
    let article = "Bridge vote goes on\n\n\"One,\" said Mara Holm.\n\n\"Two,\" said Piet Anders. \
                   \"Three,\" said Ms Holm.\n";
    fs::write(home.path().join("news/2026-01-02-bridge.txt"), article).unwrap();
    let line = serde_json::json!({ "text": article });
    fs::write(home.path().join("articles.jsonl"), format!("{line}\n")).unwrap();
    home
}

/// The program, without anything of this machine's own.
fn quotidian() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quotidian"));
    command.env_clear().env("HOME", "/nonexistent");
    command
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// The terms of a chapter of `--help`, each with its meaning.
fn chapter_of_help(heading: &str) -> Vec<(String, String)> {
    let run = quotidian().arg("--help").assert().success();
    let help = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    let lines = help.lines().skip_while(|line| *line != heading).skip(1);
    let lines = lines.take_while(|line| line.starts_with("  "));
    let term = |line: &str| {
        let (term, meaning) = line.trim().split_once("  ")?;
        Some((term.to_owned(), meaning.trim().to_owned()))
    };
    lines.filter_map(term).collect()
}

/// All keys of objects, however deep.
fn collect_keys(value: &serde_json::Value, keys: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (key, value) in object {
                keys.push(key.clone());
                collect_keys(value, keys);
            }
        }
        serde_json::Value::Array(array) => array.iter().for_each(|item| collect_keys(item, keys)),
        _ => {}
    }
}

/// A record with a line for each of its parts that has several.
fn laid_out(record: &str) -> String {
    let mut record = record.to_owned();
    for key in ["text", "blocks", "entities", "quotes"] {
        record = record.replacen(&format!(",\"{key}\":"), &format!(",\n \"{key}\":"), 1);
    }
    record.replace("},{\"id\":", "},\n  {\"id\":").replace(",\"speaker\":", ",\n   \"speaker\":")
}

/// Words as code in a cell of a table.
fn code(words: &str) -> String {
    format!("`{}`", cell(words))
}

fn cell(words: &str) -> String {
    words.replace('|', "\\|")
}

/// Compares what stands between `<!-- name -->` and `<!-- end -->`, or writes it.
fn check_section(name: &str, expected: &str) {
    let _one = WRITING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let readme = readme();
    let (open, close) = (format!("<!-- {name} -->\n"), "<!-- end -->");
    let stands = between(&readme, &open, close);
    let new =
        readme.replacen(&format!("{open}{stands}{close}"), &format!("{open}{expected}{close}"), 1);
    check_file(&root().join("README.md"), &new);
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> &'a str {
    let (_, rest) = text.split_once(open).unwrap_or_else(|| panic!("no {open:?} in the README"));
    let (inside, _) =
        rest.split_once(close).unwrap_or_else(|| panic!("no {close:?} after {open:?}"));
    inside
}

/// Compares a file with what it should hold, or writes it where that was asked for.
fn check_file(path: &Path, expected: &str) {
    let stands = fs::read_to_string(path).unwrap_or_default();
    if stands == expected {
        return;
    }
    if env::var_os("UPDATE_README").is_some() {
        return fs::write(path, expected).unwrap();
    }
    let first = stands.lines().zip(expected.lines()).find(|(stands, new)| stands != new);
    panic!(
        "{} is stale; look whether the change is meant, then renew it with\n  \
         UPDATE_README=1 cargo test --test readme\nthe first line that differs: {first:#?}",
        path.display()
    );
}
