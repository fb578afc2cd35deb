//! Starting, reading, and what is done with the world outside.

use crate::{
    bytes::{self, Piece, is_drawing},
    desk::{Desk, QUOTE},
    terminal::Terminal,
};
use portable_pty::CommandBuilder;
use vt100::MouseProtocolMode;

#[test]
fn it_starts_and_shows_the_first_headline_and_article() {
    let desk = Desk::new();
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Headlines").wait_for("Bridge opens").wait_for("Tobias Renn");
    assert!(terminal.look().parser.screen().alternate_screen());
    assert!(terminal.look().parser.screen().hide_cursor());
    assert!(terminal.look().parser.screen().bracketed_paste());
    assert_ne!(terminal.settings(), terminal.settings_before(), "keys come one by one");
    terminal.type_until("j", "Nobody came.");
    terminal.type_until("\x1b[B", "The Aldis left");
    terminal.type_until("?", "Help: the keys in force");
    assert_eq!(terminal.send("qq").end_restored(), 0);
}

#[test]
fn nothing_is_written_but_drawing() {
    let desk = Desk::new();
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Tobias Renn").send("jk\r/the\r").wait_for("1/2");
    terminal.send("h?").wait_for("Help: the");
    assert_eq!(terminal.send("Q").end_restored(), 0);
    let pieces = bytes::pieces(&terminal.look().bytes);
    let foreign: Vec<&Piece> = pieces.iter().filter(|piece| !is_drawing(piece)).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
}

#[test]
fn what_is_pasted_is_not_typed() {
    let desk = Desk::new();
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Tobias Renn");
    terminal.send("\x1b[200~Q\nq\x1b[201~").type_until("/", "narrow:");
    terminal.type_until("\x1b[200~ferry\nsold\x1b[201~", "narrow: ferry sold");
    terminal.wait_for("The Aldis left");
    assert_eq!(terminal.send("\rQ").end_restored(), 0);
}

#[test]
fn the_mouse_can_be_used_or_left_alone() {
    let desk = Desk::new();
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Tobias Renn");
    assert_ne!(terminal.look().parser.screen().mouse_protocol_mode(), MouseProtocolMode::None);
    // A click on the sixth row: the third headline, each of two rows.
    terminal.type_until("\x1b[<0;6;6M\x1b[<0;6;6m", "The Aldis left");
    assert_eq!(terminal.send("Q").end_restored(), 0);

    desk.configure("mouse = false\n");
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("The Aldis left");
    assert_eq!(terminal.look().parser.screen().mouse_protocol_mode(), MouseProtocolMode::None);
    assert_eq!(terminal.send("Q").end_restored(), 0);
    let asked = Piece::Control("?1000".into(), 'h');
    assert!(!bytes::pieces(&terminal.look().bytes).contains(&asked), "nor was it asked for");
}

#[test]
fn a_quote_is_put_into_the_clipboard_of_the_terminal() {
    let desk = Desk::new();
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Tobias Renn").send("\ryq").wait_for("copied quote");
    assert_eq!(terminal.send("Q").end_restored(), 0);
    assert_eq!(bytes::copies(&terminal.look().bytes), [QUOTE]);
}

#[test]
fn a_folder_that_changes_is_noticed() {
    let desk = Desk::new();
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Tobias Renn");
    desk.put("news/2026-03-05-new.txt", "Something new\n\nIt happened today.\n");
    terminal.wait_for("Something new");
    desk.put("news/deep/2026-03-06-er.txt", "Something deeper\n\nIt happened below.\n");
    terminal.wait_for("Something deeper");
    std::fs::remove_file(desk.path("news/2026-03-05-new.txt")).unwrap();
    terminal.wait("it goes", |seen| !seen.shows("Something new"));
    assert!(terminal.look().shows("Tobias Renn"), "the open article stays");
    assert_eq!(terminal.send("Q").end_restored(), 0);
}

#[test]
fn damage_to_what_was_kept_is_told_before_what_was_left_out_and_again_at_the_end() {
    let desk = Desk::new();
    desk.put("home/state/quotidian/state.json", "{bad");
    desk.put("news/picture.png", "");
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Tobias Renn").wait_for("marks cannot be read: ");
    assert_eq!(terminal.send("Q").end_restored(), 0);
    terminal.wait_for("quotidian: skipped ").wait_for("quotidian: marks cannot be read: ");
}

#[test]
fn the_browser_is_given_one_argument_and_no_shell_sees_it() {
    let desk = Desk::new();
    desk.script("browser", "printf '%s\\n' \"$#\" \"$@\" > told.part; mv told.part told");
    desk.configure("browser = './browser'\n");
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Tobias Renn").send("o").wait_for("opened https://news.example");
    terminal.wait_outside("the browser was told", || !desk.read("told").is_empty());
    assert_eq!(desk.read("told"), "1\nhttps://news.example/$(touch${IFS}pwned)\n");
    assert!(!desk.path("pwned").exists());
    assert_eq!(terminal.send("Q").end_restored(), 0);
}

#[test]
fn a_browser_that_fails_opens_nothing_and_reads_nothing() {
    let desk = Desk::new();
    desk.configure("browser = 'false'\n");
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("• ").wait_for("Tobias Renn");
    terminal.type_until("O", "false failed (exit status: 1)");
    assert_eq!(terminal.send("Q").end_restored(), 0);
    assert!(!desk.read("home/state/quotidian/state.json").contains("read"));

    // One that stays for as long as its window does not hold up anything.
    desk.script("browser", "sleep 5");
    desk.configure("browser = './browser'\n");
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Tobias Renn").type_until("O", "opened https://news.example");
    assert_eq!(terminal.send("Q").end_restored(), 0);
    assert!(desk.read("home/state/quotidian/state.json").contains("\"read\":true"));
}

#[test]
fn the_editor_has_the_terminal_to_itself_and_then_it_is_drawn_again() {
    let desk = Desk::new();
    desk.script(
        "vim",
        "printf '%s\\n' \"$@\" > told; echo EDITING; read line; echo \"$line\" >> told",
    );
    desk.configure("editor = './vim'\n");
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Tobias Renn").send("\r/harbour\r").wait_for("1/1").send("E");
    terminal.wait_for("EDITING");
    terminal.wait("given back", |seen| seen.is_given_back());
    assert_eq!(terminal.settings(), terminal.settings_before());
    terminal.send("jjQ typed\n");
    terminal.wait("taken over", |seen| seen.parser.screen().alternate_screen());
    terminal.wait_for("Tobias Renn");
    let told = desk.read("told");
    let (line, typed) = told.split_once("news/2026-03-04-bridge.md\n").unwrap();
    assert!(line.starts_with("+12\n"), "{told}");
    assert_eq!(typed, "jjQ typed\n", "every key went to the editor");
    assert_eq!(terminal.send("Q").end_restored(), 0);
}

#[test]
fn an_article_is_piped_and_what_comes_of_it_can_be_read() {
    let desk = Desk::new();
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Tobias Renn").send("G").wait_for("The Aldis left");
    terminal.send("|tee piped | tr a-z A-Z\r").wait_for("THE ALDIS LEFT ON THURSDAY.");
    terminal.wait_for("Enter goes back");
    assert!(terminal.look().is_given_back());
    terminal.send("\n").wait("back", |seen| seen.parser.screen().alternate_screen());
    terminal.wait_for("Headlines");
    assert_eq!(desk.read("piped"), "Ferry sold\n\n2026-03-02\n\nThe Aldis left on Thursday.\n");
    assert_eq!(terminal.send("Q").end_restored(), 0);
}

#[test]
fn no_colour_is_written_where_none_is_wanted() {
    let desk = Desk::new();
    let mut command = CommandBuilder::new(crate::terminal::PROGRAM);
    command.args(["news"]);
    let mut terminal = Terminal::start(&desk, command, &[("NO_COLOR", "1")]);
    terminal.wait_for("Tobias Renn").send("\r/the\rjQ");
    assert_eq!(terminal.end_restored(), 0);
    let coloured =
        |number: &str| matches!(number.parse(), Ok(30..=38 | 40..=48 | 90..=97 | 100..=107));
    for piece in bytes::pieces(&terminal.look().bytes) {
        if let Piece::Control(numbers, 'm') = piece {
            assert!(!numbers.split(';').any(coloured), "{numbers}");
        }
    }
}

#[test]
fn a_speaker_put_right_is_right_on_the_next_visit() {
    let desk = Desk::new();
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Tobias Renn").send("c").wait_for("go there");
    // The chosen quote is Mara Holm's; the other person is Tobias Renn.
    terminal.type_until("!", "said by:").type_until("renn", "Tobias Renn 1/1");
    terminal.type_until("\r", "said by Tobias Renn; U undoes it").type_until("fs", "2 of 2 quotes");
    let kept = "home/state/quotidian/corrections.jsonl";
    terminal.wait_outside("it is kept", || desk.read(kept).contains("\"speaker\":{"));
    assert_eq!(terminal.send("Q").end_restored(), 0);

    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Tobias Renn").type_until("cfs", "only Tobias Renn: 2 of 2 quotes");
    terminal.wait_for("as you said");
    assert_eq!(terminal.send("Q").end_restored(), 0);
}
