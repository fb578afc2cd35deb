//! Two readers at once, of the same article: neither loses what the other did.

use crate::{news::News, screen::Screen};
use quotidian::{corrections::Corrections, library::state::State};

#[test]
fn what_both_correct_in_one_article_is_kept() {
    let news = News::new();
    let (mut first, mut second) = (Screen::on(&news), Screen::on(&news));
    first.keys("e!m");
    second.keys("ej!o");
    first.keys("jj!l");
    let kept = || Corrections::load(&news.dirs().corrections_file()).unwrap();
    assert_eq!(kept().iter().count(), 3);
    assert_eq!(Screen::on(&news).app.corrections.iter().count(), 3, "the next visit has them all");
    second.keys("U");
    assert_eq!(kept().iter().count(), 2, "each takes back its own");
    first.keys("UU");
    assert!(kept().is_empty());
}

#[test]
fn a_star_stays_when_another_reader_goes_on_in_the_article() {
    let news = News::new();
    let (mut first, mut second) = (Screen::on(&news), Screen::on(&news));
    first.keys("<Enter>sq");
    second.keys("<Enter>/Paragraph 20 <Enter><Esc>q");
    first.keys("Q");
    second.keys("Q");
    let state = State::load(&news.dirs().state_file()).unwrap();
    let starred: Vec<_> = state.marks.values().filter(|mark| mark.starred).collect();
    assert_eq!(starred.len(), 1);
    assert!(starred[0].position.is_some(), "and the place of the other is kept");
}
