//! Searching in the article.

use crate::{news::News, screen::Screen};
use quotidian::tui::geometry::Pane;
use ratatui::style::Modifier;

fn opened(news: &News) -> Screen {
    let mut screen = Screen::on(news);
    screen.keys("<Enter>");
    screen
}

/// The count of hits as the heading of the article pane has it.
fn count(screen: &Screen) -> String {
    let heading = screen.pane(Pane::Article).lines().next().unwrap_or_default().to_owned();
    let words = heading.split_whitespace();
    words.filter(|word| word.contains('/')).collect()
}

#[test]
fn the_first_hit_is_shown_while_one_types() {
    let news = News::new();
    let mut screen = opened(&news);
    screen.keys("/noi");
    assert!(screen.bottom().starts_with("/noi"), "{}", screen.bottom());
    assert!(screen.bottom().ends_with("0/0"), "{}", screen.bottom());
    screen.keys("<BS><BS><BS>will n");
    assert!(screen.bottom().ends_with("1/1"), "{}", screen.bottom());
    assert!(screen.reading_line().1.contains("I will not cross it"));
}

#[test]
fn all_hits_are_lit_and_the_one_one_is_at_most_of_all() {
    let news = News::new();
    let mut screen = opened(&news);
    screen.keys("/boats<Enter>");
    let frame = screen.frame();
    let lit = frame.find_all("boats");
    assert!(lit.len() > 8, "{}", screen.text());
    let here = |place: &&(u16, u16)| frame.has(**place, Modifier::BOLD | Modifier::UNDERLINED);
    assert!(lit.iter().all(|&place| frame.has(place, Modifier::REVERSED)));
    assert_eq!(lit.iter().filter(here).count(), 1);
    let (x, y) = lit[0];
    assert!(!frame.has((x - 2, y), Modifier::REVERSED), "and nothing else is");
}

#[test]
fn lower_case_finds_both_cases_and_upper_case_only_its_own() {
    let news = News::new();
    let mut screen = opened(&news);
    assert_eq!(count(screen.keys("/lantern<Enter>")), "1/4");
    assert_eq!(count(screen.keys("/Lantern<Enter>")), "1/1");
    assert_eq!(count(screen.keys("/LANTERN<Enter>")), "0/0");
    assert!(screen.bottom().contains("not found: LANTERN"), "{}", screen.bottom());
    assert!(screen.keys("gg").keys("n").bottom().contains("not found: LANTERN"), "asked again");
}

#[test]
fn accents_and_printed_quotation_marks_are_found_by_what_is_on_a_keyboard() {
    let news = News::empty();
    let text = "“We don’t open,” said Jo Müller of the Cafe\u{301} Zoë.\n";
    news.put("a.txt", format!("Shut\n\nBefore it all.\n\n{text}"));
    let mut screen = Screen::with(&news, |setup| setup.settings.sidebar = false);
    screen.keys("<Enter>");
    for (typed, lit) in [
        ("\"we don't", "“We don’t"),
        ("muller", "Müller"),
        ("Müller", "Müller"),
        ("cafe zoe", "Cafe\u{301} Zoë"),
    ] {
        assert_eq!(count(screen.keys(&format!("/{typed}<Enter>"))), "1/1", "{typed}");
        let frame = screen.frame();
        let (x, y) = frame.find(lit);
        let end = x + u16::try_from(quotidian::text::width(lit)).unwrap();
        assert!((x..end).all(|x| frame.has((x, y), Modifier::REVERSED)), "{typed}");
        let edges = [x - 1, end];
        assert!(edges.iter().all(|&x| !frame.has((x, y), Modifier::REVERSED)), "{typed}");
    }
}

#[test]
fn patterns_are_regular_expressions_and_half_of_one_is_taken_as_it_stands() {
    let news = News::new();
    let mut screen = opened(&news);
    assert_eq!(count(screen.keys("/lan.er(n|m) was<Enter>")), "1/2");
    assert_eq!(count(screen.keys("/^Paragraph [12] <Enter>")), "1/2");
    assert_eq!(count(screen.keys("/lantern (<Enter>")), "0/0");
    assert_eq!(count(screen.keys("/nets that were mended<Enter>")), "1/33", "across a line's end");
}

#[test]
fn next_and_previous_go_round() {
    let news = News::new();
    let mut screen = opened(&news);
    screen.keys("/lantern<Enter>");
    for (key, at, words) in [
        ("n", "2/4", "The Lantern was closed"),
        ("n", "3/4", "One more lantern"),
        ("n", "4/4", "Good night to the lantern"),
        ("n", "1/4", "a lantern was lit"),
        ("N", "4/4", "Good night to the lantern"),
        ("2N", "2/4", "The Lantern was closed"),
        ("3n", "1/4", "a lantern was lit"),
    ] {
        screen.keys(key);
        assert_eq!(count(&screen), at);
        assert!(screen.reading_line().1.contains(words), "{at}: {}", screen.reading_line().1);
    }
}

#[test]
fn a_search_goes_on_from_where_one_is() {
    let news = News::new();
    let mut screen = opened(&news);
    screen.keys("/Paragraph 20<Enter><Esc>/lantern<Enter>");
    assert_eq!(count(&screen), "3/4");
}

#[test]
fn escape_while_typing_goes_back_to_where_one_was() {
    let news = News::new();
    let mut screen = opened(&news);
    screen.keys("/Paragraph 20 <Enter><Esc>jjj");
    let (row, line) = screen.reading_line();
    screen.keys("/good night");
    assert!(screen.reading_line().1.contains("Good night"));
    screen.keys("<Esc>");
    assert_eq!(screen.reading_line().1, line);
    assert_eq!(screen.reading_line().0, row, "on the row it was on");
    assert_eq!(count(&screen), "");
}

#[test]
fn escape_ends_a_search_and_next_is_the_next_article_again() {
    let news = News::new();
    let mut screen = opened(&news);
    screen.keys("/lantern<Enter><Esc>");
    assert_eq!((count(&screen), screen.app.focus), (String::new(), Pane::Article));
    assert!(screen.keys("n").chosen_headline().contains("Ferry"));
}

#[test]
fn back_to_where_the_search_began() {
    let news = News::new();
    let mut screen = opened(&news);
    screen.keys("10j");
    let (_, line) = screen.reading_line();
    screen.keys("/good night<Enter>'");
    assert_eq!(screen.reading_line().1, line);
}

#[test]
fn the_cursor_is_where_one_types() {
    let news = News::new();
    let mut screen = opened(&news);
    assert_eq!(screen.frame().cursor, None);
    screen.keys("/漢字x<Left>");
    assert_eq!(screen.frame().cursor.map(|at| (at.x, at.y)), Some((5, 39)));
    screen.keys(&"long words ".repeat(30));
    assert!(screen.frame().cursor.is_some_and(|at| at.x < 120 && at.y == 39));
}
