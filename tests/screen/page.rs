//! How the article is set: its width, the size of the screen, with and without side panes.

use crate::{news::News, screen::Screen};
use proptest::prelude::*;
use quotidian::tui::geometry::Pane;

/// A screen with the reading line at the beginning of a paragraph in the middle.
fn in_the_middle(news: &News) -> Screen {
    let mut screen = Screen::on(news);
    screen.keys("<Enter>/Paragraph 20 <Enter><Esc>jjjkkk");
    assert!(screen.reading_line().1.starts_with("Paragraph 20 "));
    screen
}

#[test]
fn wider_and_narrower_lines_keep_what_one_reads_under_the_eyes() {
    let news = News::new();
    let mut screen = in_the_middle(&news);
    let (row, _) = screen.reading_line();
    for keys in ["<lt>", "<lt><lt><lt>", ">", "10<lt>", "99>", "5<lt>"] {
        screen.keys(keys);
        let (now, line) = screen.reading_line();
        assert!(line.starts_with("Paragraph 20 "), "{keys}: {line}");
        assert_eq!(now, row, "{keys}");
        assert!(screen.bottom().contains("text width:"), "{}", screen.bottom());
    }
}

#[test]
fn lines_are_as_wide_as_was_asked_for() {
    let news = News::new();
    let mut screen = in_the_middle(&news);
    let widest = |screen: &Screen| {
        let rows = screen.body(Pane::Article).into_iter();
        rows.map(|row| row.trim_start_matches(['▶', '▏', ' ']).chars().count()).max().unwrap()
    };
    assert!((60..=70).contains(&widest(&screen)), "{}", widest(&screen));
    screen.keys("15<lt>");
    assert!((30..=40).contains(&widest(&screen)), "{}", widest(&screen));
    assert!(screen.bottom().contains("text width: 40"), "{}", screen.bottom());
    screen.keys("99<lt>");
    assert!(screen.bottom().contains("text width: 20"), "{}", screen.bottom());
}

#[test]
fn a_screen_of_another_size_shows_the_same_place() {
    let news = News::new();
    let mut screen = in_the_middle(&news);
    for (columns, rows) in [(80, 24), (50, 20), (200, 60), (100, 10), (65, 5), (120, 40)] {
        screen.resize(columns, rows);
        let (row, line) = screen.reading_line();
        assert!(line.starts_with("Paragraph 20 "), "{columns}x{rows}: {line}");
        assert!(row < usize::from(rows));
    }
}

#[test]
fn a_side_pane_that_comes_or_goes_keeps_the_place() {
    let news = News::new();
    let mut screen = in_the_middle(&news);
    let (row, line) = screen.reading_line();
    for keys in ["z", "z", "\\", "\\", "z<Esc>"] {
        screen.keys(keys);
        assert!(screen.reading_line().1.starts_with("Paragraph 20 "), "{keys}");
    }
    assert_eq!(screen.reading_line(), (row, line));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn going_to_other_sizes_and_back_again_moves_nothing(
        sizes in prop::collection::vec((20_u16..160, 4_u16..60), 1..12), lines in 3_usize..90,
    ) {
        let news = News::new();
        let mut screen = Screen::on(&news);
        screen.keys("<Enter>gg").keys(&format!("{lines}j"));
        let (_, before) = screen.reading_line();
        for (columns, rows) in sizes {
            screen.resize(columns, rows);
        }
        screen.resize(120, 40);
        prop_assert_eq!(screen.reading_line().1, before);
    }
}

#[test]
fn zen_is_nothing_but_the_article() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("z");
    let text = screen.text();
    assert!(text.contains("Mara Holm cut") && !text.contains("Headlines"), "{text}");
    assert!(!text.contains("Entities") && !text.contains('│'), "{text}");
    screen.keys("z");
    assert!(screen.text().contains("Headlines") && screen.text().contains("Entities"));
    screen.keys("ze");
    assert!(screen.text().contains("Entities"), "asking for another pane ends it");
}

#[test]
fn the_sidebar_can_be_hidden_and_is_there_when_it_is_asked_for() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    assert!(!screen.keys("\\").text().contains("Entities"));
    screen.keys("<Tab><Tab>");
    assert_eq!(screen.app.focus, Pane::Headlines, "one does not stumble into it");
    assert!(screen.keys("e").text().contains("Entities"));
    assert!(!screen.keys("q").text().contains("Entities"));
    assert!(screen.keys("\\").text().contains("Entities"));
}

#[test]
fn long_words_can_be_divided() {
    let news = News::new();
    news.put(
        "2026-03-22-long.txt",
        "Long words\n\nIncomprehensibilities characterize representational \
         internationalization responsibilities, notwithstanding uncharacteristically \
         straightforward counterdemonstrations of electroencephalographical knowledge, \
         and all of that is printed here to see how lines of it are set in a column.\n",
    );
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>15<lt>");
    let column = |screen: &Screen| {
        let rows = screen.body(Pane::Article).into_iter().skip(4);
        let rows = rows.map(|row| row.trim().to_owned()).filter(|row| !row.is_empty());
        rows.collect::<Vec<_>>()
    };
    let ragged = column(&screen);
    assert!(!ragged.iter().any(|row| row.ends_with('-')), "{ragged:#?}");
    let divided = column(screen.keys("gh"));
    assert!(divided.iter().any(|row| row.ends_with('-')), "{divided:#?}");
    assert_eq!(column(screen.keys("gh")), ragged);
}

#[test]
fn a_word_without_end_is_set_in_every_way() {
    let news = News::new();
    news.put("2026-03-22-long.txt", format!("Long\n\n{0} {0} and {0}.\n", "x".repeat(3000)));
    let mut screen = Screen::on(&news);
    for keys in ["gh", "gj", "gh", "99<lt>", "gh"] {
        screen.keys(keys);
        assert!(screen.pane(Pane::Article).contains("xxxxxxxxxxxxxxxxxx"), "{keys}");
    }
}

#[test]
fn a_straight_right_edge() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    let widths = |screen: &Screen| -> Vec<usize> {
        let rows = screen.body(Pane::Article).into_iter();
        let full = rows.filter(|row| row.contains("Paragraph"));
        full.map(|row| row.chars().count() - 2).collect()
    };
    assert!(widths(&screen).iter().any(|&width| width < 70), "{:?}", widths(&screen));
    screen.keys("gj");
    assert!(widths(&screen).len() > 6);
    assert!(widths(&screen).iter().all(|&width| width == 70), "{:?}", widths(&screen));
}

#[test]
fn progress_grows_to_the_end() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>");
    let percent = |screen: &Screen| {
        let heading = screen.pane(Pane::Article).lines().next().unwrap().to_owned();
        heading.trim().trim_end_matches('%').rsplit(' ').next().unwrap().parse::<usize>().unwrap()
    };
    let mut last = percent(&screen);
    assert!(last < 50);
    while last < 100 {
        let now = percent(screen.keys("5j"));
        assert!(now >= last);
        if screen.reading_line().1.contains("Good night") {
            assert_eq!(now, 100);
        }
        last = now;
    }
}

#[test]
fn themes_change_no_letter() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("s<Enter>/lantern<Enter>");
    let text = |screen: &Screen| {
        let mut rows = screen.frame().rows();
        rows.pop();
        rows
    };
    let before = text(&screen);
    for _ in 0..4 {
        assert_eq!(text(screen.keys("T")), before, "{}", screen.bottom());
    }
}
