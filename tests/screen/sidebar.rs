//! Entities and quotes: to the passage and back, one occurrence after another.

use crate::{news::News, screen::Screen};
use quotidian::tui::{
    geometry::Pane,
    message::{Effect, Message},
};
use ratatui::style::Modifier;

#[test]
fn the_sidebar_says_who_is_named_and_who_said_what() {
    let news = News::new();
    let screen = Screen::on(&news);
    let sidebar = screen.body(Pane::Entities);
    let holm = sidebar.iter().find(|row| row.contains("Mara Holm")).unwrap();
    assert!(holm.starts_with(">P Mara Holm") && holm.ends_with("4█"), "{holm}");
    let below = &sidebar[sidebar.iter().position(|row| row == holm).unwrap() + 1];
    assert!(below.contains("▄▁▁▁▁▂▁▂") && below.contains("mayor"), "{below}");
    let quotes = sidebar.iter().position(|row| row.contains("Quotes")).unwrap();
    assert!(sidebar[quotes + 1].contains("Holm"), "who speaks how much: {sidebar:#?}");
    assert!(sidebar[quotes + 2].starts_with(" Mara Holm"));
    assert!(sidebar[quotes + 3].starts_with(">“ We waited nine"));
}

#[test]
fn enter_on_a_quote_goes_there_and_flashes_it_for_a_moment() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("cjj<Enter>");
    assert!(screen.reading_line().1.contains("I will not cross it"));
    let lit = |screen: &Screen, words: &str| {
        let frame = screen.frame();
        frame.has(frame.find(words), Modifier::REVERSED)
    };
    assert!(lit(&screen, "I will not cross it,”") && lit(&screen, "cross it,”"));
    assert!(!lit(&screen, "said Mr Renn"), "only the words");
    let flash = screen.asked.iter().rev().find_map(|effect| match effect {
        Effect::EndFlash(flash) => Some(*flash),
        _ => None,
    });
    screen.tell(Message::FlashOver(flash.unwrap() - 1));
    assert!(lit(&screen, "I will not cross it,”"), "an older flash ends nothing");
    screen.tell(Message::FlashOver(flash.unwrap()));
    assert!(!lit(&screen, "I will not cross it,”"));
}

#[test]
fn back_to_where_the_jump_began() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>6j");
    let here = screen.reading_line().1;
    screen.keys("cG<Enter>");
    assert!(screen.reading_line().1.contains("Good night"));
    screen.keys("kk<Enter>");
    assert!(screen.reading_line().1.contains("harbour is quiet"));
    screen.keys("'");
    assert!(screen.reading_line().1.contains("Good night"), "one jump at a time");
    screen.keys("'");
    assert_eq!(screen.reading_line().1, here);
    screen.keys("'");
    assert!(screen.bottom().contains("no jump"), "{}", screen.bottom());
}

#[test]
fn steps_in_a_row_are_one_jump_to_go_back_from() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    let here = screen.keys("<Enter>6j").reading_line().1;
    for steps in ["]]]", "www", "}}}", "...", "w]}"] {
        screen.keys(steps);
        assert_ne!(screen.reading_line().1, here, "{steps}");
        screen.keys("'");
        assert_eq!(screen.reading_line().1, here, "{steps}");
    }
    screen.keys("/lantern<Enter>nnj");
    assert_ne!(screen.reading_line().1, here);
    assert!(screen.keys("'").reading_line().1.contains("The Lantern"), "the first hit");
    assert_eq!(screen.keys("'").reading_line().1, here);
}

#[test]
fn back_to_another_article() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>6j");
    let here = screen.reading_line().1;
    screen.keys("cG<Enter>qqj");
    assert!(screen.pane(Pane::Article).contains("The Aldis left"));
    screen.keys("'");
    assert!(screen.chosen_headline().contains("Bridge"));
    assert_eq!(screen.reading_line().1, here);
}

#[test]
fn all_mentions_of_an_entity_in_turn() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("e");
    for (key, number, words) in [
        (".", 1, "cut the ribbon"),
        (".", 2, "We waited nine years"),
        (".", 3, "of Ms Holm"),
        (".", 4, "said Ms Holm"),
        (".", 1, "cut the ribbon"),
        (",", 4, "said Ms Holm"),
        (",", 3, "of Ms Holm"),
    ] {
        screen.keys(key);
        let said = screen.bottom();
        assert!(said.contains(&format!("mention {number} of 4")), "{key}: {said}");
        let line = screen.reading_line().1;
        assert!(line.contains(words), "{key}: {line}");
        assert_eq!(screen.app.focus, Pane::Entities, "one can go on");
    }
}

#[test]
fn the_first_enter_goes_to_the_first_mention() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>Ge<Esc>gg").keys("ej<Enter>");
    assert!(screen.reading_line().1.contains("The harbour is quiet now"));
}

#[test]
fn names_in_the_article_in_turn_and_the_sidebar_goes_along() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>gg");
    let mut at = |keys: &str| {
        screen.keys(keys);
        (screen.reading_line().1, screen.chosen_in_sidebar("Entities"))
    };
    let (line, chosen) = at("w");
    assert!(line.contains("Mara Holm cut") && chosen.contains("Mara Holm"), "{line} {chosen}");
    let (line, chosen) = at("w");
    assert!(line.contains("We waited") && chosen.contains("Mara Holm"), "{line} {chosen}");
    let (_, chosen) = at("w");
    assert!(chosen.contains("Norholt"), "{chosen}");
    let (line, chosen) = at("w");
    assert!(line.contains("quiet now") && chosen.contains("Tobias Renn"), "{line} {chosen}");
    let (line, chosen) = at("3W");
    assert!(line.contains("Mara Holm cut") && chosen.contains("Mara Holm"), "{line} {chosen}");
    let (_, chosen) = at("3w");
    assert!(chosen.contains("Tobias Renn"), "{chosen}");
}

#[test]
fn moving_in_the_body_moves_the_mark_of_the_quotes() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>gg");
    let chosen = |screen: &Screen| {
        let sidebar = screen.body(Pane::Quotes);
        let at = sidebar.iter().rposition(|row| row.starts_with('>')).unwrap();
        sidebar[at].trim_start_matches(['>', '“', ' ']).to_owned()
    };
    assert!(chosen(&screen).starts_with("We waited"));
    screen.keys("/Paragraph 10 <Enter>");
    assert!(chosen(&screen).starts_with("I will not"), "the next quote from here");
    screen.keys("G");
    assert!(chosen(&screen).starts_with("Good night"));
    screen.keys("gg");
    assert!(chosen(&screen).starts_with("We waited"));
}

#[test]
fn the_sidebar_steps_from_any_pane() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("]");
    assert!(screen.reading_line().1.contains("We waited nine"), "{}", screen.text());
    screen.keys("]");
    assert!(screen.reading_line().1.contains("The harbour is quiet"), "{}", screen.text());
    assert_eq!(screen.app.focus, Pane::Headlines);
    screen.keys("2]");
    assert!(screen.reading_line().1.contains("Good night"));
    screen.keys("[");
    assert!(screen.reading_line().1.contains("I will not cross"));
}

#[test]
fn an_article_that_is_not_english_says_so() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("jj");
    let sidebar = screen.pane(Pane::Entities).replace('\n', " ");
    let sidebar = sidebar.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(sidebar.contains("not English: only quotation marks"), "{sidebar}");
    assert!(sidebar.contains("Nunca hemos visto"), "its quotes are there: {sidebar}");
    screen.keys("ejkG<Enter>.,w");
}
