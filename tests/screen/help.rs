//! The help page and the hints: they show the keys in force.

use crate::{news::News, screen::Screen};
use quotidian::tui::action::Action;

/// The whole help page, scrolled through.
fn help(screen: &mut Screen) -> String {
    screen.resize(100, 200).keys("?").text()
}

#[test]
fn help_names_every_key_and_what_it_does() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    let text = help(&mut screen);
    for line in [
        "j <Down>              down a row or line (with a count: so many)",
        "gg <Home>             to the first row or line",
        "yq                    copy the quote on or after the reading line, with speaker, article",
        "Q                     quit now",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for action in Action::ALL {
        assert!(words.contains(action.help()), "{}", action.name());
    }
    screen.keys("q");
    assert!(screen.text().contains("Headlines"), "closed, and not quit");
    assert_eq!(screen.ended(), None);
}

#[test]
fn help_can_be_searched_and_scrolled() {
    let news = News::new();
    let mut screen = Screen::with(&news, |setup| setup.size = (100, 24));
    screen.keys("?");
    let top = screen.text();
    assert_ne!(screen.keys("<Space>").text(), top);
    assert!(screen.keys("G").text().contains("quit now"));
    assert_eq!(screen.keys("gg").text(), top);
    screen.keys("/star");
    let text = screen.text();
    assert!(text.contains("set or take away its star"), "{text}");
    assert!(!text.contains("half a page down"), "{text}");
    let text = screen.keys("<C-u>mark").text();
    assert!(text.contains("m                     mark it read, or unread again"), "{text}");
    screen.keys("<Enter>/zzzz");
    assert!(screen.text().contains("nothing in the help matches"));
    screen.keys("<Esc>");
    assert_eq!(screen.text(), top);
}

#[test]
fn help_can_be_read_on_a_narrow_screen() {
    let news = News::new();
    for width in [24, 30, 44, 60] {
        let mut screen = Screen::with(&news, |setup| setup.size = (width, 900));
        let text = screen.keys("?").text();
        let words: Vec<&str> = text.split_whitespace().collect();
        let all = |what: &str| what.split_whitespace().all(|word| words.contains(&word));
        for action in Action::ALL {
            assert!(all(action.help()), "{width}: {}\n{text}", action.help());
        }
    }
}

#[test]
fn other_keys_are_in_force_in_help_and_in_the_hints() {
    let news = News::new();
    let mut screen = Screen::with(&news, |setup| {
        for (key, action) in [("x", "back"), ("q", ""), ("<C-x>s", "toggle-star"), ("s", "")] {
            setup.bind.insert(key.to_owned(), action.to_owned());
        }
    });
    assert!(screen.bottom().contains("x quit"), "{}", screen.bottom());
    assert!(screen.bottom().contains("<C-x>s star"), "{}", screen.bottom());
    screen.keys("<C-x>");
    assert!(screen.bottom().ends_with("<C-x>"), "{}", screen.bottom());
    assert!(screen.keys("s").chosen_headline().contains('★'));
    screen.keys("<Enter>q");
    assert!(screen.bottom().contains("x back"), "q does nothing now: {}", screen.bottom());
    let text = help(&mut screen);
    assert!(text.contains("<C-x>s                set or take away its star"), "{text}");
    assert!(text.contains("x                     back one level"), "{text}");
    screen.keys("xxx");
    assert_eq!(screen.ended(), Some(0));
}

#[test]
fn presets_are_in_force() {
    for (preset, keys, title) in [
        ("newsboat", "jjN", "feria"),
        ("less", "<C-n><C-n>m", "feria"),
        ("emacs", "<C-n><C-n>m", "feria"),
        ("default", "jjm", "feria"),
    ] {
        let news = News::new();
        let mut screen = Screen::with(&news, |setup| setup.preset = preset);
        screen.keys(keys);
        let chosen = screen.chosen_headline();
        assert!(chosen.contains(title) && !chosen.contains('•'), "{preset}: {chosen}");
        screen.keys("?");
        assert!(screen.text().contains("Help"), "{preset}");
    }
}

#[test]
fn hints_are_about_the_focused_pane() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    assert!(screen.bottom().contains("/ narrow") && screen.bottom().contains("q quit"));
    assert!(screen.keys("<Enter>").bottom().contains("/ search"));
    assert!(screen.keys("e").bottom().contains("./, mentions"), "{}", screen.bottom());
    assert!(screen.keys("c").bottom().contains("go there"));
    for columns in [80, 60, 40, 20] {
        screen.resize(columns, 24);
        assert!(screen.bottom().chars().count() <= usize::from(columns));
        assert!(screen.bottom().starts_with(" j/k move"), "{}", screen.bottom());
    }
}
