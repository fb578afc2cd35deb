//! Wheel, click, drag.

use crate::{news::News, screen::Screen};
use quotidian::tui::{geometry::Pane, message::MouseEvent};

/// The column of the border on the left (or right) of the article.
fn border(screen: &Screen, right: bool) -> u16 {
    let article = screen.app.areas().article.unwrap();
    let column = if right { article.right() } else { article.x - 1 };
    assert_eq!(screen.frame().buffer[(column, 20)].symbol(), "│");
    column
}

#[test]
fn the_wheel_moves_what_is_under_it() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    let article = screen.frame().find("Paragraph 3 ");
    let before = screen.body(Pane::Article);
    screen.mouse(MouseEvent::WheelDown, article);
    assert!(screen.body(Pane::Article)[0] != before[0]);
    assert_eq!(screen.frame().find("Paragraph 3 ").1, article.1 - 3, "three lines a notch");
    screen.mouse(MouseEvent::WheelUp, article);
    assert_eq!(screen.frame().find("Paragraph 3 "), article);
    screen.mouse(MouseEvent::WheelDown, (3, 10));
    assert!(screen.chosen_headline().contains("Ferry"));
    screen.mouse(MouseEvent::WheelUp, (3, 10)).mouse(MouseEvent::WheelUp, (3, 10));
    assert!(screen.chosen_headline().contains("Bridge"));
    let quotes = screen.frame().find("Quotes");
    screen.mouse(MouseEvent::WheelDown, (quotes.0, quotes.1 + 3));
    assert!(screen.chosen_in_sidebar("Quotes").contains("The harbour is"));
    assert_eq!(screen.app.focus, Pane::Headlines, "the wheel moves no focus");
}

#[test]
fn a_click_chooses_a_headline_and_another_opens_it() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.click("Notice 14");
    assert!(screen.chosen_headline().contains("Notice 14"));
    assert!(screen.pane(Pane::Article).contains("It met on day 14"));
    assert_eq!(screen.app.focus, Pane::Headlines);
    screen.click("14 Mar, news");
    assert_eq!(screen.app.focus, Pane::Article);
    screen.click("Notice 12");
    assert_eq!(screen.app.focus, Pane::Headlines);
    assert!(screen.chosen_headline().contains("Notice 12"));
}

#[test]
fn a_click_in_the_article_moves_the_reading_line() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.click("Paragraph 4 ");
    assert_eq!(screen.app.focus, Pane::Article);
    assert!(screen.reading_line().1.starts_with("Paragraph 4 "));
}

#[test]
fn a_click_ends_what_is_typed_to_narrow_or_to_search() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("/notice 1").click("Notice 14");
    assert!(screen.app.prompt.is_none(), "{}", screen.bottom());
    assert!(screen.chosen_headline().contains("Notice 14"), "still narrowed: {}", screen.text());
    assert!(!screen.pane(Pane::Headlines).contains("Ferry"));
    screen.click("14 Mar, news");
    assert_eq!(screen.keys("gg").app.focus, Pane::Article, "keys are keys again");
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>/Paragraph").click("Paragraph 4 ");
    assert!(screen.app.prompt.is_none() && screen.reading_line().1.starts_with("Paragraph 4 "));
    assert!(screen.keys("n").reading_line().1.starts_with("Paragraph 2 "), "the search is kept");
    screen.keys("|cat").click("Paragraph 5 ");
    assert!(screen.app.prompt.is_some(), "a command is not run by a click");
}

#[test]
fn a_click_in_the_sidebar_goes_to_the_passage() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.click("I will not cross");
    assert_eq!(screen.app.focus, Pane::Quotes);
    assert!(screen.chosen_in_sidebar("Quotes").contains("I will not cross"));
    assert!(screen.reading_line().1.contains("I will not cross it"));
    let (x, y) = screen.frame().find("P Tobias Renn");
    screen.mouse(MouseEvent::Press, (x + 3, y)).mouse(MouseEvent::Release, (x + 3, y));
    assert_eq!(screen.app.focus, Pane::Entities);
    assert!(screen.reading_line().1.contains("The harbour is quiet"));
    screen.keys("'");
    assert!(screen.reading_line().1.contains("I will not cross it"));
}

#[test]
fn a_border_is_dragged() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    let left = border(&screen, false);
    screen.mouse(MouseEvent::Press, (left, 12)).mouse(MouseEvent::Drag, (left + 9, 14));
    assert_eq!(border(&screen, false), left + 9);
    screen.mouse(MouseEvent::Drag, (left + 5, 14)).mouse(MouseEvent::Release, (left + 5, 14));
    assert_eq!(border(&screen, false), left + 5);
    screen.mouse(MouseEvent::Drag, (left + 20, 14));
    assert_eq!(border(&screen, false), left + 5, "let go");
    let right = border(&screen, true);
    screen.mouse(MouseEvent::Press, (right, 3)).mouse(MouseEvent::Drag, (right - 10, 3));
    assert_eq!(border(&screen, true), right - 10);
    screen.mouse(MouseEvent::Drag, (0, 0)).mouse(MouseEvent::Drag, (500, 500));
    assert!(screen.pane(Pane::Article).contains("Article"), "no pane is squeezed out");
}

#[test]
fn clicks_anywhere_and_off_the_screen_do_no_harm() {
    let news = News::new();
    for size in [(120, 40), (80, 24), (50, 20), (20, 5), (1, 1)] {
        let mut screen = Screen::with(&news, |setup| setup.size = size);
        for column in (0..size.0 + 4).step_by(3) {
            for row in 0..size.1 + 3 {
                screen
                    .mouse(MouseEvent::Press, (column, row))
                    .mouse(MouseEvent::Release, (column, row));
            }
        }
        for event in [
            MouseEvent::WheelDown,
            MouseEvent::WheelUp,
            MouseEvent::Drag,
            MouseEvent::Press,
            MouseEvent::Drag,
        ] {
            screen.mouse(event, (u16::MAX, u16::MAX)).mouse(event, (0, 0));
        }
        screen.keys("?").mouse(MouseEvent::WheelDown, (0, 0)).mouse(MouseEvent::WheelUp, (9, 9));
        assert_eq!(screen.ended(), None);
    }
}

#[test]
fn the_wheel_scrolls_the_help_as_far_as_there_is_any() {
    let news = News::new();
    let mut screen = Screen::with(&news, |setup| setup.size = (100, 20));
    screen.keys("?");
    let top = screen.text();
    for _ in 0..60 {
        screen.mouse(MouseEvent::WheelDown, (5, 5));
    }
    let end = screen.frame().rows();
    assert!(end[end.len() - 3..].iter().any(|row| row.contains("quit")), "{}", screen.text());
    for _ in 0..60 {
        screen.mouse(MouseEvent::WheelUp, (5, 5));
    }
    assert_eq!(screen.text(), top);
}
