//! Any size, any keys, any pasted text, any article: nothing panics and every row fits.

use crate::{news::News, screen::Screen};
use proptest::prelude::*;
use quotidian::{
    text,
    tui::{
        action::Action,
        keys::KeyMap,
        message::{Message, MouseEvent},
        theme::ThemeName,
        view,
    },
};
use ratatui::{buffer::Buffer, layout::Rect};
use std::collections::BTreeMap;

/// Something a reader, or a terminal, may do.
#[derive(Clone, Debug)]
enum Deeds {
    Keys(String),
    Paste(String),
    Resize(u16, u16),
    Mouse(usize, u16, u16),
}

fn deeds() -> impl Strategy<Value = Deeds> {
    let map = KeyMap::from_config("default", &BTreeMap::new()).unwrap();
    let bound = Action::ALL.iter().flat_map(|&action| map.keys(action).to_vec());
    let ends = |key: &String| ["Q", "q", "<C-c>"].contains(&key.as_str());
    let keys: Vec<String> = bound.filter(|key| !ends(key)).collect();
    prop_oneof![
        12 => prop::sample::select(keys).prop_map(Deeds::Keys),
        2 => "[0-9]{1,9}".prop_map(Deeds::Keys),
        2 => "[a-z漢é ]{1,4}".prop_map(Deeds::Keys),
        1 => "(<BS>|<C-w>|<C-u>|<Left>|<Enter>|<Del>)".prop_map(Deeds::Keys),
        1 => any::<String>().prop_map(Deeds::Paste),
        1 => size().prop_map(|(columns, rows)| Deeds::Resize(columns, rows)),
        1 => (0_usize..5, 0_u16..500, 0_u16..200).prop_map(|(d, x, y)| Deeds::Mouse(d, x, y)),
    ]
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![(1_u16..30, 1_u16..12), (20_u16..150, 3_u16..50), (1_u16..=500, 1_u16..=200)]
}

fn perform(screen: &mut Screen, deeds: &Deeds) {
    match deeds {
        Deeds::Keys(keys) => screen.keys(keys),
        Deeds::Paste(text) => screen.tell(Message::Pasted(text.clone())),
        Deeds::Resize(columns, rows) => screen.resize(*columns, *rows),
        Deeds::Mouse(event, x, y) => {
            use MouseEvent::*;
            let event = [Press, Drag, Release, WheelDown, WheelUp][*event];
            screen.mouse(event, (*x, *y))
        }
    };
}

/// Every cell holds something printable, and what is two columns wide has two columns.
fn check(screen: &Screen) {
    let frame = screen.frame();
    let area = frame.buffer.area;
    assert_eq!((area.width, area.height), screen.app.size);
    for y in 0..area.height {
        for x in 0..area.width {
            let symbol = frame.buffer[(x, y)].symbol();
            let width = u16::try_from(text::width(symbol)).unwrap();
            assert!(x + width <= area.width, "{symbol:?} at {x}, {y} of {}", area.width);
            assert!(!symbol.chars().any(char::is_control), "{symbol:?} at {x}, {y}");
        }
    }
    // A terminal may have another size by the time it is drawn on.
    for (columns, rows) in [(area.width / 2, area.height), (area.width, area.height / 2), (3, 2)] {
        view::draw(&screen.app, None, &mut Buffer::empty(Rect::new(0, 0, columns, rows)));
    }
    if let Some(cursor) = frame.cursor {
        assert!(area.contains(cursor), "{cursor:?}");
    }
}

/// Articles that are hard on a screen, and two ordinary ones.
fn library() -> News {
    let news = News::empty();
    news.put(
        "2026-03-20-wide.txt",
        format!("{0}\n\n“{0}”, 漢字 said {0}.\n", "漢字かな".repeat(40)),
    );
    news.put("2026-03-19-long.txt", format!("{0}\n\n{0} {0}\n", "x".repeat(3000)));
    news.put(
        "2026-03-18-marks.txt",
        format!("e{0}\n\n\u{202e}a{0} שלום abc עולם\u{1b}[2J\n", "\u{301}".repeat(90)),
    );
    news.put("2026-03-17-none.txt", "\n");
    news.put("2026-03-16-a.txt", "Ferry sold\n\n“It is gone,” said Tobias Renn, a fisherman.\n");
    let long = "“We waited,” said Mara Holm, the mayor of Norholt. And so on it went.\n\n";
    news.put("2026-03-15-b.md", format!("# Bridge\n\n{}", long.repeat(60)));
    news
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_one_does_the_screen_stands(
        size in size(), theme in 0_usize..4, deeds in prop::collection::vec(deeds(), 30),
    ) {
        let news = library();
        let theme = ["terminal", "dark", "light", "mono"][theme];
        let mut screen = Screen::with(&news, |setup| {
            setup.size = size;
            setup.settings.theme = ThemeName::named(theme).unwrap();
        });
        check(&screen);
        for deeds in &deeds {
            perform(&mut screen, deeds);
            check(&screen);
        }
    }
}

#[test]
fn every_small_size_and_every_article_that_is_built_in() {
    let mut screen = Screen::built_in(|_| {});
    for _ in 0..screen.app.headlines.rows.len() {
        for columns in [1, 2, 3, 5, 8, 13, 21, 34, 59, 60, 99, 100, 500] {
            for rows in [1, 2, 3, 4, 7, 30, 200] {
                screen.resize(columns, rows);
                check(&screen);
            }
        }
        screen.resize(120, 40).keys("j");
    }
}
