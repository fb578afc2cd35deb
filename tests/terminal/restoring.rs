//! The terminal is given back as it was, on every way out.

use crate::{desk::Desk, terminal::Terminal};

const STATE: &str = "home/state/quotidian/state.json";
const CORRECTIONS: &str = "home/state/quotidian/corrections.jsonl";

fn reading(desk: &Desk) -> Terminal {
    let mut terminal = Terminal::open(desk);
    terminal.wait_for("Tobias Renn");
    assert!(!terminal.look().is_given_back(), "it is taken over");
    assert_ne!(terminal.settings(), terminal.settings_before());
    terminal
}

#[test]
fn after_quitting() {
    let desk = Desk::new();
    for (keys, status) in [("q", 0), ("Q", 0), ("\r/an\rcQ", 0), ("?Q", 0), ("\x03", 130)] {
        assert_eq!(reading(&desk).send(keys).end_restored(), status, "{keys:?}");
    }
}

#[test]
fn after_signals_that_end_it() {
    let desk = Desk::new();
    for (signal, status) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
        let mut terminal = reading(&desk);
        terminal.signal(signal);
        assert_eq!(terminal.end_restored(), status, "SIG{signal}");
    }
}

#[test]
fn after_a_signal_while_something_is_typed_or_helped() {
    for (keys, words) in [("/ferry", "narrow: ferry"), ("?/star", "search help: star")] {
        let mut terminal = reading(&Desk::new());
        terminal.type_until(keys, words).signal("TERM");
        assert_eq!(terminal.end_restored(), 143, "{keys}");
    }
}

#[test]
fn what_was_done_is_kept_when_a_signal_ends_it() {
    let desk = Desk::new();
    let mut terminal = reading(&desk);
    terminal.type_until("j", "Nobody came.").type_until("s", "★");
    terminal.signal("HUP");
    assert_eq!(terminal.end_restored(), 129);
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for("Nobody came.").wait_for("★");
    assert_eq!(terminal.send("Q").end_restored(), 0);
}

#[test]
fn what_could_not_be_kept_is_tried_again() {
    let desk = Desk::new();
    // No folder can be made where a file is, whoever asks.
    desk.put("home/state", "in the way");
    let mut terminal = reading(&desk);
    terminal.type_until("s", "marks are not kept: ");
    terminal.type_until("w!o", "corrections are not kept: ");
    std::fs::remove_file(desk.path("home/state")).unwrap();
    terminal.send("jm").wait_outside("kept", || desk.read(STATE).contains("late.txt"));
    assert!(desk.read(STATE).contains("\"starred\":true"), "{}", desk.read(STATE));
    assert_eq!(terminal.send("Q").end_restored(), 0);
    assert!(desk.read(CORRECTIONS).contains("Mara Holm"), "{}", desk.read(CORRECTIONS));
}

#[test]
fn what_cannot_be_kept_at_the_end_is_said_after_the_screen() {
    let desk = Desk::new();
    desk.put("home/state", "in the way");
    let mut terminal = reading(&desk);
    terminal.type_until("s", "marks are not kept: ");
    assert_eq!(terminal.send("Q").end_restored(), 3);
    assert!(terminal.look().shows("quotidian: marks are not kept: "), "{}", terminal.look().text());
}

#[test]
fn while_it_is_suspended_by_a_key() {
    suspended(|terminal| {
        terminal.send("\x1a");
    });
}

#[test]
fn while_it_is_suspended_by_a_signal() {
    suspended(|terminal| terminal.signal("TSTP"));
}

fn suspended(suspend: impl Fn(&mut Terminal)) {
    let desk = Desk::new();
    let mut terminal = reading(&desk);
    for _ in 0..3 {
        suspend(&mut terminal);
        terminal.wait_outside("stopped", || terminal.is_stopped());
        terminal.wait("given back", |seen| seen.is_given_back());
        assert_eq!(terminal.settings(), terminal.settings_before());
        terminal.resize(100, 30);
        terminal.signal("CONT");
        terminal.wait("taken over", |seen| seen.parser.screen().alternate_screen());
        terminal.wait_for("Tobias Renn").wait_for("help");
        assert_ne!(terminal.settings(), terminal.settings_before());
        terminal.type_until("?", "Help: the keys").type_until("q", "Headlines");
        terminal.resize(120, 40);
        terminal.wait_for("Tobias Renn");
    }
    assert_eq!(terminal.send("q").end_restored(), 0);
}

#[test]
fn after_it_was_ended_while_suspended() {
    let desk = Desk::new();
    let mut terminal = reading(&desk);
    terminal.send("\x1a");
    terminal.wait_outside("stopped", || terminal.is_stopped());
    terminal.signal("TERM");
    terminal.signal("CONT");
    assert_eq!(terminal.end_restored(), 143);
}

#[test]
fn after_there_was_nothing_to_read() {
    let desk = Desk::empty();
    let mut terminal = Terminal::open(&desk);
    assert_eq!(terminal.end_restored(), 1);
    assert!(terminal.look().shows("no articles"), "{}", terminal.look().text());
    let mut terminal = Terminal::run(&desk, &["nowhere"]);
    assert_eq!(terminal.end_restored(), 3);
    assert!(terminal.look().shows("nowhere"), "{}", terminal.look().text());
}

#[test]
fn when_the_window_is_closed_it_ends_and_keeps_what_was_done() {
    let desk = Desk::new();
    let mut terminal = Terminal::shell(&desk, "\"$q\" news; true");
    terminal.wait_for("Tobias Renn");
    terminal.type_until("j", "Nobody came.").type_until("s", "★");
    let children = format!("/proc/{0}/task/{0}/children", terminal.pid());
    let reader = std::fs::read_to_string(children).unwrap().trim().to_owned();
    // The shell is the first process on the terminal: with it the terminal goes.
    terminal.signal("KILL");
    terminal.wait_outside("it ends", || {
        let stat = std::fs::read_to_string(format!("/proc/{reader}/stat")).unwrap_or_default();
        !stat.contains(") S ") && !stat.contains(") R ")
    });
    assert!(desk.read("home/state/quotidian/state.json").contains("2026-03-03-late.txt"));
}
