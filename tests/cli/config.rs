//! Settings: where they come from, which of them wins, and what is said of mistakes.

use crate::desk::{Desk, stderr, stdout};

const FILE: &str = "home/config/quotidian/config.toml";

fn in_force(desk: &Desk, args: &[&str], options: &str) -> toml::Table {
    let mut command = desk.command(&[&["config", "print"], args].concat());
    let run = command.env("QUOTIDIAN_OPTS", options).assert().success();
    toml::from_str(&stdout(&run)).unwrap()
}

#[test]
fn the_command_line_wins_over_the_environment_and_that_over_the_file() {
    let desk = Desk::new();
    assert_eq!(in_force(&desk, &[], "")["width"], 66.into());
    desk.file(FILE, "width = 60\ntheme = \"mono\"\n[keys.bind]\n\"x\" = \"quit\"\n");
    let file = in_force(&desk, &[], "");
    assert_eq!(file["width"], 60.into());
    assert_eq!(file["keys"]["bind"]["x"], "quit".into());
    let environment = in_force(&desk, &[], "--width 61");
    assert_eq!((&environment["width"], &environment["theme"]), (&61.into(), &"mono".into()));
    let line = in_force(&desk, &["--width", "62", "--theme=light"], "--width 61 --theme dark");
    assert_eq!((&line["width"], &line["theme"]), (&62.into(), &"light".into()));
}

#[test]
fn the_configuration_file_can_be_named() {
    let desk = Desk::new();
    desk.file("other.toml", "width = 44\n");
    assert_eq!(in_force(&desk, &["-c", "other.toml"], "")["width"], 44.into());
    assert_eq!(in_force(&desk, &[], "-c other.toml")["width"], 44.into());
    let mut command = desk.command(&["config", "path"]);
    let run = command.env("QUOTIDIAN_CONFIG", "other.toml").assert().success();
    assert_eq!(stdout(&run), "other.toml\n");
    let run = desk.run(&["list", "-c", "missing.toml"]).code(3);
    assert!(stderr(&run).contains("missing.toml"));
}

#[test]
fn the_default_file_is_valid_as_it_stands() {
    let desk = Desk::new();
    let default = stdout(&desk.run(&["config", "print", "--default"]).success());
    desk.file(FILE, default);
    desk.run(&["config", "check"]).success();
}

#[test]
fn a_mistake_is_pointed_at_and_what_is_allowed_is_named() {
    let desk = Desk::new();
    desk.file(FILE, "mouse = true\nwidht = 66\n");
    for args in [&["config", "check"][..], &["list"], &["man"]] {
        let run = desk.run(args).code(2);
        let said = stderr(&run);
        assert!(said.contains("config.toml"), "{said}");
        assert!(said.contains("2 | widht = 66\n  | ^^^^^\n"), "{said}");
        assert!(said.contains("`width`"), "{said}");
        assert_eq!(stdout(&run), "");
    }
}

#[test]
fn keys_that_are_wrong_are_named_with_their_line_or_as_they_were_typed() {
    let desk = Desk::with_news();
    desk.file(FILE, "width = 66\n\n[keys.bind]\n\"x\" = \"quit\"\n\"<Foo>\" = \"quit\"\n");
    for args in [&["config", "check"][..], &["man"], &["news", "--dump-screen", "40x12"]] {
        let said = stderr(&desk.run(args).code(2));
        assert!(said.contains("config.toml, line 5, [keys]: `<Foo>` is no key"), "{said}");
    }
    desk.file(FILE, "[keys.bind]\n\"x\" = \"quitt\"\n");
    let said = stderr(&desk.run(&["config", "check"]).code(2));
    assert!(said.contains("config.toml, line 2, [keys]: `quitt` (bound to x)"), "{said}");
    desk.file(FILE, "");
    let said = stderr(&desk.run(&["news", "--keys", "j<Foo>", "--dump-screen", "40x12"]).code(2));
    assert!(said.contains("--keys <KEYS>") && said.contains("`<Foo>` is no key"), "{said}");
    assert!(!said.contains("config"), "{said}");
}

#[test]
fn path_says_where_the_file_belongs_whether_it_is_there_or_not() {
    let desk = Desk::new();
    let run = desk.run(&["config", "path"]).success();
    assert_eq!(stdout(&run).trim_end(), desk.path(FILE).to_str().unwrap());
}

#[test]
fn options_in_the_environment_that_are_wrong_are_named() {
    let desk = Desk::new();
    let run =
        desk.command(&["config", "print"]).env("QUOTIDIAN_OPTS", "--widht 3").assert().code(2);
    assert!(stderr(&run).contains("QUOTIDIAN_OPTS"), "{}", stderr(&run));
}
