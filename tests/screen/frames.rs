//! Whole frames, to be read by a person when they change.

use crate::{
    news::News,
    screen::{Frame, Screen},
};
use ratatui::style::Modifier;

fn frame(size: (u16, u16), keys: &str) -> String {
    let news = News::new();
    let mut screen = Screen::with(&news, |setup| setup.size = size);
    screen.keys(keys).text()
}

#[test]
fn three_panes() {
    insta::assert_snapshot!("120x40", frame((120, 40), ""));
}

#[test]
fn wide_panes_with_a_search() {
    insta::assert_snapshot!("200x50", frame((200, 50), "<Enter>/lantern<Enter>n"));
}

#[test]
fn two_panes() {
    insta::assert_snapshot!("80x24", frame((80, 24), "j"));
}

#[test]
fn two_panes_with_the_sidebar() {
    insta::assert_snapshot!("80x24-quotes", frame((80, 24), "cj<Enter>"));
}

#[test]
fn one_pane() {
    insta::assert_snapshot!("50x20", frame((50, 20), "<Enter>J"));
}

#[test]
fn hardly_any_room() {
    insta::assert_snapshot!("20x5", frame((20, 5), "<Enter>}"));
}

#[test]
fn help() {
    insta::assert_snapshot!("80x24-help", frame((80, 24), "?"));
}

/// Text and styles: under every row its modifiers, by their first letters, unless it has none.
#[test]
fn styles_without_colours() {
    let news = News::new();
    let mut screen = Screen::with(&news, |setup| setup.size = (110, 16));
    screen.keys("mj<Enter>k").keys("/renn<Enter>");
    insta::assert_snapshot!("110x16-styles", styled(&screen.frame()));
}

fn styled(frame: &Frame) -> String {
    let mut text = String::new();
    for (row, y) in frame.rows().iter().zip(0..) {
        text += &format!("{row}\n");
        let marks: String = (0..frame.buffer.area.width).map(|x| letter(frame, (x, y))).collect();
        if !marks.trim().is_empty() {
            text += &format!("{}\n", marks.trim_end());
        }
    }
    text
}

/// One letter for what a cell looks like; capitals where it is bold, too.
fn letter(frame: &Frame, place: (u16, u16)) -> char {
    let letters = [
        (Modifier::REVERSED, 'r'),
        (Modifier::UNDERLINED, 'u'),
        (Modifier::ITALIC, 'i'),
        (Modifier::DIM, 'd'),
    ];
    let bold = frame.has(place, Modifier::BOLD);
    let found = letters.into_iter().find(|(modifier, _)| frame.has(place, *modifier));
    match found {
        Some((_, letter)) if bold => letter.to_ascii_uppercase(),
        Some((_, letter)) => letter,
        None if bold => 'B',
        None => ' ',
    }
}
