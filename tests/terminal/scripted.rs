//! Started by a script: keys, articles and passages on the command line, pipes and files.

use crate::{desk::Desk, terminal::Terminal};

#[test]
fn keys_are_typed_at_the_start() {
    let desk = Desk::new();
    let mut terminal = Terminal::run(&desk, &["news", "--keys", "jj<Enter>"]);
    terminal.wait_for("The Aldis left").wait_for("read on");
    assert_eq!(terminal.send("Q").end_restored(), 0);
    assert_eq!(Terminal::run(&desk, &["news", "--keys", "jjQ"]).end_restored(), 0);
}

#[test]
fn a_pipe_may_be_typed_at_the_start() {
    let desk = Desk::new();
    let keys = "|cat > piped<Enter>";
    let mut terminal = Terminal::run(&desk, &["news", "--article", "ferry", "--keys", keys]);
    terminal.wait_for("Enter goes back");
    assert!(desk.read("piped").contains("The Aldis left on Thursday."), "{}", desk.read("piped"));
    terminal.send("\n").wait("back", |seen| seen.parser.screen().alternate_screen());
    terminal.wait_for("The Aldis left");
    assert_eq!(terminal.send("Q").end_restored(), 0);
}

#[test]
fn a_correction_is_kept_printed_and_in_force_at_the_next_start() {
    let desk = Desk::new();
    let mut terminal = Terminal::run(&desk, &["news", "--article", "bridge opens"]);
    terminal.wait_for("Mara Holm").type_until("w!o", "Mara Holm is an organization");
    assert_eq!(terminal.send("Q").end_restored(), 0);
    let kept = desk.read("home/state/quotidian/corrections.jsonl");
    assert!(kept.contains("\"right\":{\"kind\":\"organization\"}"), "{kept}");
    let line = "\"$q\" corrections; \"$q\" entities news --kind organization";
    let mut shell = Terminal::shell(&desk, line);
    shell.wait_for("2026-03-04-bridge.md: “Mara Holm” (at").wait_for("is an organization");
    shell.wait_for("organization").wait_for("Mara Holm, ");
    assert_eq!(shell.end_restored(), 0);
    let mut terminal = Terminal::run(&desk, &["news", "--article", "bridge opens"]);
    terminal.wait_for("O Mara Holm").type_until("*", "by name").type_until("U", "nothing to undo");
    assert_eq!(terminal.send("Q").end_restored(), 0);
    let files = std::fs::read_dir(desk.path("news")).unwrap().count();
    assert_eq!(files, 3, "nothing is written among the articles");
}

#[test]
fn it_starts_on_an_article_and_at_a_passage() {
    let desk = Desk::new();
    let mut terminal = Terminal::run(&desk, &["news", "--article", "ferry"]);
    terminal.wait_for("The Aldis left");
    assert_eq!(terminal.send("Q").end_restored(), 0);
    for (at, words) in [
        ("quote:2", "▸▏“The harbour is quiet"),
        ("entity:Renn", "▸▏“The harbour is quiet"),
        ("line:10", "▶ People came"),
    ] {
        let args = ["news", "--article", "bridge opens", "--at", at];
        let mut terminal = Terminal::run(&desk, &args);
        let words = words.trim_start_matches(['▸', '▶', '▏', ' ']);
        terminal.wait(at, |seen| {
            let text = seen.text();
            text.lines().any(|row| row.contains(words) && row.contains(['▸', '▶']))
        });
        assert_eq!(terminal.send("Q").end_restored(), 0);
    }
}

#[test]
fn a_passage_that_is_not_there_is_told_on_the_screen() {
    let desk = Desk::new();
    let mut terminal = Terminal::run(&desk, &["news", "--at", "quote:9"]);
    terminal.wait_for("there is no quote 9");
    assert_eq!(terminal.send("Q").end_restored(), 0);
}

#[test]
fn an_article_from_a_pipe_is_read_with_keys_from_the_terminal() {
    let desk = Desk::new();
    let line = "cat news/2026-03-04-bridge.md | \"$q\" -; echo \"ended $?\"";
    let mut terminal = Terminal::shell(&desk, line);
    terminal.wait_for("Bridge opens").wait_for("Tobias Renn");
    terminal.type_until("\r/harbour\r", "1/1").type_until("?", "Help: the keys");
    terminal.send("Q").wait_for("ended 0");
    assert_eq!(terminal.end_restored(), 0);
}

#[test]
fn an_article_from_a_pipe_can_be_piped_on_and_what_comes_of_it_stays_until_it_was_seen() {
    let desk = Desk::new();
    let mut terminal = Terminal::shell(&desk, "cat news/2026-03-02-ferry.txt | \"$q\" -");
    terminal.wait_for("The Aldis left").send("|tr a-z A-Z\r").wait_for("THE ALDIS LEFT");
    terminal.wait_for("Enter goes back");
    terminal.send("Q").send("\n").wait("back", |seen| seen.parser.screen().alternate_screen());
    terminal.wait_for("The Aldis left");
    assert_eq!(terminal.send("Q").end_restored(), 0);
}

#[test]
fn output_that_is_no_terminal_gets_the_article_and_no_commands() {
    let desk = Desk::new();
    for line in ["\"$q\" news > out", "\"$q\" news | cat > out", "\"$q\" < /dev/null news > out"] {
        assert_eq!(Terminal::shell(&desk, line).end_restored(), 0, "{line}");
        let out = desk.read("out");
        assert!(out.contains("People came from all sides."), "{line}: {out}");
        assert!(!out.contains('\u{1b}'), "{line}: {out:?}");
    }
    let mut terminal = Terminal::shell(&desk, "TERM=dumb \"$q\" news --article ferry");
    assert_eq!(terminal.end_restored(), 0);
    assert!(terminal.look().shows("The Aldis left on Thursday."));
    assert!(!terminal.look().bytes.contains(&0x1b));
}

#[test]
fn a_mistake_in_the_command_line_takes_no_terminal_over() {
    let desk = Desk::new();
    for (args, status) in [
        (&["news", "--keys", "<Nonsense>"][..], 2),
        (&["news", "--article", "volcano"], 1),
        (&["news", "--article", "bridge"], 2),
        (&["news", "--at", "verse:3"], 2),
    ] {
        let mut terminal = Terminal::run(&desk, args);
        assert_eq!(terminal.end_restored(), status, "{args:?}");
        let taken = terminal.look().bytes.windows(6).any(|bytes| bytes == b"[?1049");
        assert!(!taken, "{args:?}: {}", terminal.look().text());
    }
}
