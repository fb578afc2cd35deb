//! Exit statuses, and the message that comes with each.

use crate::desk::{Desk, binary, stderr, stdout};
use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

#[test]
fn a_library_without_articles_is_nothing_found() {
    let desk = Desk::new();
    for command in [&["list", "news"][..], &["show", "news"], &["extract", "news"], &["news"]] {
        let run = desk.run(command).code(1);
        assert!(stderr(&run).contains("no articles in news"), "{}", stderr(&run));
        assert_eq!(stdout(&run), "");
    }
}

#[test]
fn a_selector_that_fits_nothing_is_nothing_found() {
    let desk = Desk::with_news();
    for command in [&["show", "news"][..], &["news"]] {
        let args = [command, &["--article", "bridge volcano"]].concat();
        let run = desk.run(&args).code(1);
        assert!(stderr(&run).contains("quotidian list"), "says what to do: {}", stderr(&run));
    }
}

#[test]
fn an_ambiguous_selector_lists_its_candidates() {
    let run = Desk::with_news().run(&["show", "news", "--article", "norholt bridge"]).code(2);
    let said = stderr(&run);
    assert!(said.contains("1  Bridge opens in Norholt  (2026-03-04-bridge-opens.txt)"), "{said}");
    assert!(said.contains("2  Bridge late again in Norholt"), "{said}");
    assert!(!said.contains("Ferry"), "{said}");
    assert_eq!(stdout(&run), "");
}

#[test]
fn wrong_usage_is_2() {
    let desk = Desk::with_news();
    for args in [
        &["--no-such-option"][..],
        &["news", "--format", "svg"],
        &["news", "--dump-screen", "0x40"],
        &["news", "--dump-screen", "80"],
        &["news", "--at", "quote:0"],
        &["news", "--at", "page:3"],
        &["news", "--width", "3"],
        &["news", "--theme", "pink"],
        &["list", "-", "news"],
        &["extract", "news", "--jsonl", "-"],
        &["--article", "1", "list", "news"],
    ] {
        let run = desk.run(args).code(2);
        assert!(!stderr(&run).is_empty(), "{args:?}");
        assert_eq!(stdout(&run), "", "{args:?}");
    }
}

#[test]
fn a_path_that_cannot_be_opened_is_3() {
    let desk = Desk::with_news();
    let missing =
        [&["missing"][..], &["list", "news", "missing"], &["extract", "--jsonl", "missing"]];
    for args in missing {
        let run = desk.run(args).code(3);
        assert!(stderr(&run).contains("cannot open missing"), "{}", stderr(&run));
    }
}

#[test]
fn without_a_screen_the_first_article_is_printed() {
    let desk = Desk::with_news();
    let run = desk.run(&["news"]).success();
    assert!(stdout(&run).contains("It is done"), "{}", stdout(&run));
    assert!(!stdout(&run).contains('\u{1b}'));
    let run = desk.run(&["news", "--article", "ferry"]).success();
    assert!(stdout(&run).contains("It is gone."), "{}", stdout(&run));
}

#[test]
fn a_folder_called_like_a_command_can_be_opened() {
    let desk = Desk::new();
    desk.file("list/one.txt", "In a folder called list\n\nText.\n");
    assert!(stdout(&desk.run(&["./list"]).success()).contains("In a folder called list"));
    assert!(stdout(&desk.run(&["--", "list"]).success()).contains("In a folder called list"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_message_and_3() {
    let desk = Desk::with_news();
    for command in
        ["list news", "show news", "extract news", "news", "--help", "man", "config path"]
    {
        let run = desk.shell(&format!("\"$q\" {command} > /dev/full; echo $?")).success();
        assert_eq!(stdout(&run), "3\n", "{command}");
        assert!(stderr(&run).contains("cannot write the output"), "{command}: {}", stderr(&run));
    }
}

#[cfg(unix)]
#[test]
fn a_reader_who_has_enough_is_no_error() {
    let desk = Desk::new();
    for number in 0..300 {
        desk.article(
            &format!("{number}.txt"),
            format!("Headline {number}\n\n{}\n", "word ".repeat(500)),
        );
    }
    for command in ["list news", "extract news", "show news", "completions zsh"] {
        let script = format!("{{ \"$q\" {command}; echo $? >&2; }} | head -c 1 > /dev/null");
        let run = desk.shell(&script).success();
        assert_eq!(stderr(&run), "0\n", "{command}");
    }
}

#[cfg(unix)]
#[test]
fn signals_end_the_program_with_their_status() {
    // The program waits for input that never comes; the signal is sent once it has answered.
    const SCRIPT: &str = r#"sh -c 'echo $$; exec "$q" extract --jsonl -'; echo $?"#;
    for (signal, status) in [("-INT", "130"), ("-TERM", "143")] {
        // What is ignored when a program starts (`nohup`, a job in the background) it goes on to ignore.
        let script = format!("kill {signal} $$; echo on");
        let ignores = Command::new("/bin/sh").args(["-c", &script]).output();
        if !ignores.unwrap().stdout.is_empty() {
            println!("skipped: whoever runs this test ignores {signal}");
            continue;
        }
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", SCRIPT]).env("q", binary()).env("HOME", "/nonexistent");
        shell.stderr(Stdio::null());
        let mut shell = shell.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(shell.stdout.take().unwrap()).lines().map(Result::unwrap);
        let process = lines.next().unwrap();
        writeln!(shell.stdin.as_mut().unwrap(), "{{\"text\":\"x\"}}").unwrap();
        assert!(lines.next().unwrap().starts_with("{\"schema\":1,"));
        assert!(Command::new("kill").args([signal, &process]).status().unwrap().success());
        assert_eq!(lines.next().unwrap(), status);
        shell.wait().unwrap();
    }
}
