//! `show`: one article, printed.

use crate::desk::{Desk, stdout};
use unicode_width::UnicodeWidthStr;

const LONG: &str = "A headline\n\nThe ferry to Norholt, which has run twice a day for as long as \
                    anyone on the island can remember, will stop for good in October.\n\nA second \
                    paragraph follows.\n";

#[test]
fn lines_fit_the_width_and_lose_no_word() {
    let desk = Desk::new();
    desk.article("ferry.txt", LONG);
    for width in [20, 40, 70] {
        let args = ["show", "news", "--width", &width.to_string()];
        let text = stdout(&desk.run(&args).success());
        assert!(text.lines().all(|line| line.width() <= width), "{width}: {text}");
        let words: Vec<_> = text.split_whitespace().collect();
        let given: Vec<_> = LONG.split_whitespace().collect();
        assert!(words.windows(given.len()).any(|run| run == given), "{width}: {text}");
    }
}

#[test]
fn a_narrow_terminal_makes_narrow_lines_and_a_wide_one_no_wider_than_is_readable() {
    let desk = Desk::new();
    desk.article("ferry.txt", LONG);
    let widest = |columns: &str| {
        let run = desk.command(&["show", "news"]).env("COLUMNS", columns).assert().success();
        stdout(&run).lines().map(UnicodeWidthStr::width).max().unwrap()
    };
    assert!(widest("30") <= 30);
    assert!((50..=66).contains(&widest("200")), "{}", widest("200"));
}

#[test]
fn plain_is_one_line_for_every_paragraph() {
    let desk = Desk::new();
    desk.article("ferry.txt", LONG);
    let text = stdout(&desk.run(&["show", "news", "--plain"]).success());
    let paragraphs: Vec<_> = LONG.trim_end().split("\n\n").collect();
    assert_eq!(text.trim_end().split("\n\n").collect::<Vec<_>>(), paragraphs);
}

#[test]
fn what_is_to_do_and_done_in_a_list_stands_apart_from_its_box() {
    let desk = Desk::new();
    desk.article("todo.md", "# To do\n\n- [ ] alpha\n- [x] *beta*\n");
    let shown = stdout(&desk.run(&["show", "news", "--plain"]).success());
    assert!(shown.contains("[ ] alpha") && shown.contains("[x] beta"), "{shown}");
}

#[test]
fn the_chosen_article_can_be_named_by_number_id_path_or_words() {
    let desk = Desk::with_news();
    for selector in ["3", "2026-03-02-ferry.txt", "news/2026-03-02-ferry.txt", "sold FERRY"] {
        let text = stdout(&desk.run(&["show", "news", "--article", selector]).success());
        assert!(text.contains("It is gone."), "{selector}: {text}");
    }
}

#[test]
fn right_to_left_text_is_written_in_the_order_it_is_read() {
    let desk = Desk::new();
    desk.article("il.txt", "שלום עולם\n\nשלום לכל הקוראים.\n");
    let text = stdout(&desk.run(&["show", "news"]).success());
    assert!(text.contains("שלום לכל הקוראים."), "{text}");
}

#[test]
fn standard_input_can_be_shown() {
    let run = Desk::new().feed(&["-"], "From a pipe\n\nText.\n").success();
    assert!(stdout(&run).contains("From a pipe"));
}
