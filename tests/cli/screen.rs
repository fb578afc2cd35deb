//! `--dump-screen`: one screen, without a terminal.

use crate::desk::{Desk, stderr, stdout};

#[test]
fn a_place_and_keys_are_refused_where_there_is_no_screen() {
    let desk = Desk::with_news();
    for option in [["--at", "quote:1"], ["--keys", "j"]] {
        let run = desk.run(&[&["news"][..], &option].concat()).code(2);
        assert!(stderr(&run).contains("needs a screen"), "{}", stderr(&run));
        assert_eq!(stdout(&run), "");
    }
}

#[test]
fn a_line_that_is_not_there_is_nothing_found() {
    let desk = Desk::with_news();
    let draw = |at| desk.run(&["news", "--dump-screen", "80x24", "--at", at]);
    assert!(stderr(&draw("line:99").code(1)).contains("there is no line 99: the text has 5"));
    draw("line:5").success();
}

#[test]
fn a_screen_has_the_size_that_was_asked_for() {
    let desk = Desk::with_news();
    for (size, width, height) in [("120x40", 120, 40), ("40x10", 40, 10), ("1x1", 1, 1)] {
        let screen = stdout(&desk.run(&["news", "--dump-screen", size]).success());
        assert_eq!(screen.lines().count(), height, "{size}");
        assert!(screen.lines().all(|line| line.chars().count() <= width), "{size}:\n{screen}");
    }
}

#[test]
fn a_screen_shows_the_chosen_article_and_what_keys_do() {
    let desk = Desk::with_news();
    let screen = |args: &[&str]| {
        let args = [&["news", "--dump-screen", "120x40"], args].concat();
        stdout(&desk.run(&args).success())
    };
    assert!(screen(&[]).contains("It is done"));
    assert!(screen(&["--article", "ferry sold"]).contains("It is gone."));
    assert!(screen(&["--keys", "jj"]).contains("It is gone."));
}

#[test]
fn a_screen_can_be_a_picture() {
    let desk = Desk::with_news();
    let picture = desk.run(&["news", "--dump-screen", "80x24", "--format", "svg"]).success();
    let picture = stdout(&picture);
    assert!(picture.contains("<svg") && picture.trim_end().ends_with("</svg>"), "{picture}");
    assert!(picture.contains("Ferry"), "{picture}");
}

#[test]
fn an_article_on_standard_input_can_be_drawn() {
    let run = Desk::new().feed(&["-", "--dump-screen", "80x24"], "From a pipe\n\nSome text.\n");
    assert!(stdout(&run.success()).contains("Some text."));
}

#[test]
fn a_screen_of_what_is_not_there_is_a_failure() {
    let desk = Desk::with_news();
    for (args, status) in [
        (&["news", "--article", "volcano"][..], 1),
        (&["news", "--article", "bridge norholt"], 2),
        (&["missing"], 3),
        (&["news", "--keys", "<Nonsense>"], 2),
    ] {
        let run = desk.run(&[args, &["--dump-screen", "80x24"]].concat()).code(status);
        assert_eq!(stdout(&run), "", "{args:?}");
        assert!(!stderr(&run).is_empty(), "{args:?}");
    }
}

#[test]
fn a_screen_is_drawn_though_one_article_is_more_than_the_engine_can_bear() {
    let desk = Desk::with_news();
    // Marks in each other's way, at which the engine once made a mistake.
    desk.article("odd.txt", " said''Q:\n\n”''’\n\n said");
    let screen = |keys: &str| {
        let run = desk.run(&["news", "--dump-screen", "120x40", "--keys", keys]);
        stdout(&run.success())
    };
    let odd = screen("G");
    assert!(odd.contains("▸ said''Q:") && odd.contains("”''’"), "its text is shown: {odd}");
    assert!(screen("gg").contains("It is done"), "nor does it keep another from being read");
}
