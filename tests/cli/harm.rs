//! Hostile text: nothing that commands a terminal comes out, on any command, on either stream.

use crate::desk::Desk;

/// An escape sequence, an 8-bit control, a bell, and an override, with words around them.
const HOSTILE: &str = "MARK1 \u{1b}]0;pwned\u{7}\u{9b}2J\u{202e}lived\u{2066} \u{7f}MARK2";

fn assert_harmless(bytes: &[u8], what: &str) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{what}: not UTF-8"));
    let commands = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(commands), "{what}: {}", text.escape_debug());
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.article("plain.txt", format!("{HOSTILE} plain\n\nBody {HOSTILE} end.\n\n{HOSTILE}\n"));
    desk.article(
        "marked.md",
        format!("---\ntitle: \"{HOSTILE}\"\nauthor: x\n---\n\n# {HOSTILE}\n\n- {HOSTILE}\n"),
    );
    desk.article("wrong.txt", b"MARK1 \x9b2J \x1b[2J MARK2 plain\n");
    desk
}

#[test]
fn no_command_lets_foreign_controls_through() {
    let desk = desk();
    for args in [
        &["list", "news"][..],
        &["list", "news", "--format", "tsv"],
        &["list", "news", "--format", "json", "--analyse"],
        &["show", "news", "--article", "plain.txt"],
        &["show", "news", "--article", "wrong.txt", "--plain"],
        &["show", "news", "--article", "marked.md"],
        &["news"],
        &["extract", "news"],
        &["show", "news", "--article", "MARK1"],
        &["show", "news", "--article", HOSTILE],
        &[HOSTILE],
        &["--theme", HOSTILE],
        &["list", "-c", HOSTILE],
    ] {
        let run = desk.run(args);
        let output = run.get_output();
        assert_harmless(&output.stdout, &format!("{args:?}"));
        assert_harmless(&output.stderr, &format!("{args:?}"));
        assert!(output.status.code().is_some_and(|code| code < 4), "{args:?}");
    }
}

#[test]
fn what_is_made_harmless_is_still_shown() {
    let desk = desk();
    for args in [&["list", "news"][..], &["show", "news", "--article", "plain.txt"]] {
        let run = desk.run(args).success();
        let text = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        assert!(text.contains("MARK1") && text.contains("MARK2"), "{text}");
    }
}

#[test]
fn a_hostile_configuration_is_reported_harmlessly() {
    let desk = desk();
    desk.file("home/config/quotidian/config.toml", format!("# {HOSTILE}\nx = \"{HOSTILE}\"\n"));
    let run = desk.run(&["config", "check"]).code(2);
    assert_harmless(&run.get_output().stderr, "config check");
}

#[cfg(unix)]
#[test]
fn a_hostile_file_name_is_reported_harmlessly() {
    let desk = desk();
    desk.article("\u{1b}[2J\u{9b}1m.pdf", "x");
    desk.article("\u{1b}[31m\n\u{202e}name.txt", "Headline\n\nText.\n");
    for args in [&["list", "news"][..], &["extract", "news"], &["list", "news", "--format", "tsv"]]
    {
        let run = desk.run(args).success();
        assert_harmless(&run.get_output().stdout, &format!("{args:?}"));
        assert_harmless(&run.get_output().stderr, &format!("{args:?}"));
    }
}

#[test]
fn a_hostile_stream_is_answered_harmlessly() {
    let lines = format!(
        "{}\n{{\"id\":\"\u{9b}2J\u{202e}\",\"text\":3}}\n\u{9b}\u{1b}[2J\n",
        serde_json::json!({"id": HOSTILE, "text": HOSTILE, "title": HOSTILE})
    );
    let run = Desk::new().feed(&["extract", "--jsonl", "-"], lines).code(3);
    assert_harmless(&run.get_output().stdout, "extract");
    assert_harmless(&run.get_output().stderr, "extract");
}
