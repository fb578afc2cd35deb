//! Taking back what was done, the latest first.

use crate::{news::News, screen::Screen};
use quotidian::tui::{
    geometry::Pane,
    message::{Job, Message, MouseEvent},
};

/// The headline chosen, and the place in the article.
fn place(screen: &Screen) -> (String, (usize, String)) {
    (screen.chosen_headline(), screen.reading_line())
}

#[test]
fn scrolling_in_an_article_is_taken_back() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>");
    let before = place(&screen);
    screen.keys("<Space>5jU");
    assert_eq!(place(&screen), before);
    assert!(screen.bottom().contains("undone: your place in “Bridge opens"), "{}", screen.bottom());
    screen.keys("U");
    assert!(screen.bottom().contains("nothing to undo"), "{}", screen.bottom());
}

#[test]
fn what_was_taken_back_can_be_gone_back_to() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>/Paragraph 20 <Enter><Esc>");
    let there = place(&screen);
    assert_eq!(place(screen.keys("U'")), there);
}

#[test]
fn going_to_another_article_is_taken_back_with_the_place_in_it() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    let began = place(&screen);
    screen.keys("<Enter>/Paragraph 20 <Enter><Esc>q");
    let left = place(&screen);
    screen.keys("jU");
    assert_eq!(place(&screen), left);
    assert!(screen.bottom().contains("undone: back in “Bridge opens"), "{}", screen.bottom());
    assert_eq!(place(screen.keys("U")), began, "then the place");
    assert!(screen.keys("U").bottom().contains("nothing to undo"));
}

#[test]
fn places_and_the_last_article_are_taken_back_for_the_next_visit_too() {
    let news = News::new();
    Screen::on(&news).keys("<Enter>/Paragraph 20 <Enter><Esc>qjQ");
    let mut screen = Screen::on(&news);
    assert!(screen.chosen_headline().contains("Ferry"));
    screen.keys("k<Enter>/Paragraph 22 <Enter><Esc>U");
    assert!(screen.bottom().contains("your place"), "{}", screen.bottom());
    assert!(screen.keys("U").bottom().contains("back in “Ferry"), "{}", screen.bottom());
    screen.keys("Q");
    let mut screen = Screen::on(&news);
    assert!(screen.chosen_headline().contains("Ferry"), "the last article is the one before");
    assert!(screen.keys("k").reading_line().1.starts_with("Paragraph 20 "));
}

#[test]
fn keys_held_in_the_list_are_taken_back_at_once() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("jjj<PgDn>k");
    assert!(!screen.chosen_headline().contains("Bridge"));
    assert!(screen.keys("U").chosen_headline().contains("Bridge"));
    assert!(screen.keys("U").bottom().contains("nothing to undo"));
}

#[test]
fn anything_between_two_runs_parts_them() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("j<Enter>qjj");
    assert!(screen.keys("U").chosen_headline().contains("Ferry"));
    assert!(screen.bottom().contains("undone: back in"));
    screen.keys("U");
    assert!(screen.bottom().contains("marks of “Ferry"), "opening it had read it");
    assert!(screen.keys("U").chosen_headline().contains("Bridge"));
}

#[test]
fn a_run_that_comes_back_to_where_it_began_is_nothing() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("jjkkU");
    assert!(screen.bottom().contains("nothing to undo"), "{}", screen.bottom());
}

#[test]
fn the_wheel_in_the_list_is_one_run() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    for _ in 0..4 {
        screen.mouse(MouseEvent::WheelDown, (3, 5));
    }
    assert!(!screen.chosen_headline().contains("Bridge"));
    assert!(screen.keys("U").chosen_headline().contains("Bridge"));
}

#[test]
fn a_word_typed_to_narrow_is_one_run() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("/notice<Enter>");
    assert!(screen.chosen_headline().contains("Notice"));
    screen.keys("U");
    assert!(screen.chosen_headline().contains("Bridge"), "{}", screen.text());
    assert!(screen.pane(Pane::Headlines).contains("Ferry"), "it is listed again");
    assert!(screen.keys("U").bottom().contains("nothing to undo"));
}

#[test]
fn marks_places_and_articles_come_back_in_their_order() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>10js10jqjs");
    let mut said = Vec::new();
    for _ in 0..6 {
        said.push(screen.keys("U").bottom());
    }
    let order = [
        "marks of “Ferry",
        "back in “Bridge",
        "place in “Bridge",
        "marks of “Bridge",
        "place in “Bridge",
        "nothing",
    ];
    for (said, expected) in said.iter().zip(order) {
        assert!(said.contains(expected), "{said} is not {expected}");
    }
}

#[test]
fn an_article_that_has_not_arrived_is_left_at_once() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.held = true;
    screen.keys("jjU");
    assert!(screen.chosen_headline().contains("Bridge"), "{}", screen.text());
    let late: Vec<Job> = screen.jobs.drain(..).collect();
    for job in late {
        screen.answer(job);
    }
    assert!(screen.pane(Pane::Article).contains("Mara Holm"));
    screen.held = false;
    assert!(screen.keys("U").bottom().contains("nothing to undo"), "{}", screen.bottom());
}

#[test]
fn what_is_gone_is_passed_over() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("sjm");
    std::fs::remove_file(news.path("2026-03-19-ferry.txt")).unwrap();
    screen.tell(Message::FolderChanged);
    screen.keys("U");
    assert!(screen.chosen_headline().contains("Bridge"), "{}", screen.text());
    assert!(screen.keys("U").bottom().contains("marks of “Bridge"), "{}", screen.bottom());
}
