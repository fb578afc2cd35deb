//! No meaning by colour alone: in the theme without colours everything is told apart.

use crate::{
    news::News,
    screen::{Frame, Screen},
};
use quotidian::tui::geometry::Pane;
use ratatui::style::{Color, Modifier};

fn desk() -> News {
    let news = News::new();
    news.put(
        "2026-03-22-kinds.txt",
        "Four kinds of names\n\nAda Moreau of Harrow Foods Ltd spoke in Lisbon about the World \
         Cup.\n\n“Bread is bread,” Ms Moreau said.\n\nShe called the law “a bad joke”.\n",
    );
    news
}

/// Where a headline stands in the list.
fn headline(frame: &Frame, words: &str) -> (u16, u16) {
    frame.find_all(words).into_iter().find(|(x, _)| *x < 20).unwrap()
}

#[test]
fn there_is_no_colour_at_all() {
    let news = desk();
    let mut screen = Screen::on(&news);
    for keys in ["", "s<Enter>/bread<Enter>", "e<Enter>", "c<Enter>", "jjjjq", "?", "/x"] {
        let frame = screen.keys(keys).frame();
        let coloured =
            |cell: &&ratatui::buffer::Cell| cell.fg != Color::Reset || cell.bg != Color::Reset;
        assert_eq!(frame.buffer.content().iter().find(coloured), None, "{keys}");
    }
}

#[test]
fn the_focused_pane_has_its_heading_reversed_and_no_other() {
    let news = desk();
    let mut screen = Screen::on(&news);
    let headings = ["Headlines", "Article", "Entities", "Quotes"];
    for focused in headings {
        let frame = screen.frame();
        for heading in headings {
            let reversed = frame.has(frame.find(heading), Modifier::REVERSED);
            assert_eq!(reversed, heading == focused, "{heading} while {focused} has the focus");
        }
        screen.keys("<Tab>");
    }
}

#[test]
fn the_focus_can_be_seen_in_the_text_alone() {
    let news = desk();
    let mut screen = Screen::on(&news);
    assert!(screen.text().contains('▸') && !screen.text().contains('▶'));
    assert!(!screen.text().lines().next().unwrap().contains("Headlines ─"));
    screen.keys("<Enter>");
    assert!(screen.text().contains('▶') && !screen.text().contains('▸'));
    assert!(screen.text().lines().next().unwrap().contains("Headlines ─"));
}

#[test]
fn the_chosen_row_has_a_mark_and_is_reversed_where_the_focus_is() {
    let news = desk();
    let mut screen = Screen::on(&news);
    screen.keys("j");
    let frame = screen.frame();
    let (x, y) = headline(&frame, "Bridge opens");
    assert_eq!(frame.buffer[(0, y)].symbol(), ">");
    assert!(frame.has((x, y), Modifier::REVERSED));
    let other = headline(&frame, "Ferry sold");
    assert_eq!(frame.buffer[(0, other.1)].symbol(), " ");
    assert!(!frame.has(other, Modifier::REVERSED));
    let frame = screen.keys("<Enter>").frame();
    assert_eq!(frame.buffer[(0, y)].symbol(), ">");
    assert!(!frame.has((x, y), Modifier::REVERSED) && frame.has((x, y), Modifier::BOLD));
}

#[test]
fn unread_and_starred_rows_have_marks() {
    let news = desk();
    let mut screen = Screen::on(&news);
    screen.keys("jms");
    let rows = screen.body(Pane::Headlines);
    let row = |words: &str| rows.iter().find(|row| row.contains(words)).unwrap().as_str();
    assert!(row("Four kinds").starts_with(" • "), "{}", row("Four kinds"));
    assert!(row("Bridge").starts_with("> ★"), "{}", row("Bridge"));
    let frame = screen.frame();
    assert!(frame.has(frame.find("Four kinds of names"), Modifier::BOLD), "unread is bold");
}

#[test]
fn kinds_of_names_have_letters_and_kinds_of_quotes_marks() {
    let news = desk();
    let screen = Screen::on(&news);
    let sidebar = screen.pane(Pane::Entities);
    let of = |words: &str| {
        let row = sidebar.lines().find(|row| row.contains(words));
        row.unwrap_or_else(|| panic!("{words}:\n{sidebar}")).chars().nth(1).unwrap()
    };
    assert_eq!(of("Ada Moreau"), 'P');
    assert_eq!(of("Harrow Foods"), 'O');
    assert_eq!(of("Lisbon"), 'L');
    assert_eq!(of("World Cup"), 'M');
    let speakers: Vec<char> = sidebar
        .lines()
        .skip_while(|row| !row.contains("Quotes"))
        .filter_map(|row| row.chars().take(4).find(|mark| "“‘".contains(*mark)))
        .collect();
    assert_eq!(speakers, ['“', '‘'], "direct, then partial:\n{sidebar}");
}

#[test]
fn names_and_quotes_are_marked_in_the_article() {
    let news = desk();
    let mut screen = Screen::on(&news);
    let frame = screen.frame();
    assert!(frame.has(frame.find("Ada Moreau of"), Modifier::UNDERLINED));
    assert!(!frame.has(frame.find("spoke in"), Modifier::UNDERLINED));
    let (x, y) = frame.find("Bread is bread");
    assert!(frame.has((x, y), Modifier::ITALIC));
    assert_eq!(frame.buffer[(x - 2, y)].symbol(), "▏", "a bar where somebody speaks");
    assert!(!frame.has(frame.find("spoke in"), Modifier::ITALIC));
    let frame = screen.keys("e").frame();
    let name = frame.find("Ada Moreau of");
    assert!(frame.has(name, Modifier::BOLD | Modifier::UNDERLINED), "the chosen one stands out");
    assert!(!frame.has(frame.find("Lisbon about"), Modifier::BOLD));
}

#[test]
fn a_mistake_is_told_in_words() {
    let news = desk();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>/nowhere to be found<Enter>");
    assert!(screen.bottom().contains("not found"));
    let frame = screen.frame();
    assert!(frame.has(frame.find("not found"), Modifier::BOLD));
}
