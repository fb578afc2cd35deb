//! Narrowing the list of headlines as one types.

use crate::{news::News, screen::Screen};
use quotidian::tui::{geometry::Pane, keys::Chord, message::Message};

fn titles(screen: &Screen) -> String {
    screen.body(Pane::Headlines).join("\n")
}

#[test]
fn every_key_narrows_and_the_best_match_is_chosen_and_shown() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("/fer");
    assert!(titles(&screen).contains("Ferry") && titles(&screen).contains("La feria"));
    assert!(!titles(&screen).contains("Bridge"));
    screen.keys("ry");
    assert!(screen.chosen_headline().contains("Ferry sold"));
    assert!(!titles(&screen).contains("La feria"));
    assert!(screen.pane(Pane::Article).contains("The Aldis left"), "the article follows");
    assert_eq!(screen.bottom().trim_end(), "narrow: ferry".to_owned() + &" ".repeat(106) + "1");
    screen.keys("<BS><BS><BS>");
    assert!(titles(&screen).contains("La feria"), "and widens again");
}

#[test]
fn letters_that_are_scattered_match_nothing() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    assert!(titles(screen.keys("/frsold")).contains("nothing matches"));
    screen.keys("<C-u>SOLD fer");
    assert!(titles(&screen).contains("Ferry sold") && !titles(&screen).contains("La feria"));
}

#[test]
fn enter_keeps_the_narrowed_list_and_escape_gives_all_back() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    let before = titles(&screen);
    screen.keys("/notice<Enter>");
    assert!(screen.pane(Pane::Headlines).contains("Headlines ~ not…"));
    assert!(screen.pane(Pane::Headlines).lines().next().unwrap().ends_with("1/12"));
    screen.keys("jj");
    assert!(screen.chosen_headline().contains("Notice 14"));
    screen.keys("<Esc>");
    assert!(screen.chosen_headline().contains("Notice 14"), "what was chosen stays chosen");
    assert!(screen.pane(Pane::Headlines).lines().next().unwrap().ends_with("7/16"));
    screen.keys("gg");
    assert_eq!(titles(&screen), before);
}

#[test]
fn escape_while_typing_goes_back_to_where_one_was() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("4j");
    let before = screen.text();
    screen.keys("/ferry<Esc>");
    assert_eq!(screen.text(), before);
}

#[test]
fn an_empty_list_says_why_and_how_to_leave_it() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    let said = |screen: &Screen| titles(screen).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(said(screen.keys("gs")), "nothing has a star; ga shows all");
    assert!(titles(screen.keys("<Esc>")).contains("Bridge"), "a cancel shows all, too");
    assert_eq!(said(screen.keys("Aguj")), "all is read; ga shows all");
    assert_eq!(said(screen.keys("ga/zzzz")), "nothing matches");
}

#[test]
fn a_headline_is_found_that_was_never_on_the_screen() {
    let news = News::new();
    for number in 0..200 {
        news.put(&format!("old/{number}.txt"), format!("Story number {number}\n\nText.\n"));
    }
    news.put("old/x.txt", "Quinces for the governor\n\nText.\n");
    let mut screen = Screen::on(&news);
    screen.keys("/quince");
    assert!(screen.chosen_headline().contains("Quinces"), "{}", screen.text());
}

#[test]
fn keys_at_the_start_choose_the_same_whatever_was_open_last() {
    let news = News::new();
    Screen::on(&news).keys("12jQ");
    let mut screen = Screen::with(&news, |setup| {
        setup.size = (120, 12);
        setup.start.keys = Chord::sequence("/council<Enter>").unwrap().into();
    });
    assert!(screen.chosen_headline().contains("Notice 16"), "{}", screen.text());
    screen.keys("Q");
}

#[test]
fn nothing_matches() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("/zzzzz");
    assert!(titles(&screen).contains("nothing matches"));
    screen.keys("<Enter>jkGgg<Enter>ecwyqms<Space>q");
    assert!(screen.ended().is_none());
    screen.keys("<Esc><Esc>");
    assert!(titles(&screen).contains("Bridge"));
}

#[test]
fn what_is_pasted_is_typed_on_one_line() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.tell(Message::Pasted("q\nQ".to_owned()));
    assert_eq!(screen.ended(), None, "pasted text is never keys");
    screen.keys("/").tell(Message::Pasted("ferry\nsold\u{1b}[2J".to_owned()));
    assert!(screen.bottom().starts_with("narrow: ferry sold[2J"), "{}", screen.bottom());
    screen.keys("<C-w>sold");
    assert!(screen.chosen_headline().contains("Ferry sold"));
}

#[test]
fn unread_and_starred_headlines_only() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("mjs");
    screen.keys("gs");
    assert!(screen.pane(Pane::Headlines).starts_with(" Starred"));
    assert!(screen.pane(Pane::Headlines).lines().next().unwrap().ends_with("1/1"));
    assert!(screen.chosen_headline().contains("Ferry"));
    screen.keys("gu");
    assert!(screen.pane(Pane::Headlines).lines().next().unwrap().ends_with("/15"));
    assert!(!titles(&screen).contains("Bridge"), "it was marked read");
    screen.keys("ga");
    assert!(screen.pane(Pane::Headlines).lines().next().unwrap().ends_with("/16"));
    assert!(screen.chosen_headline().contains("Ferry"));
}
