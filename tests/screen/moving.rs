//! Moving in the panes, and from one to another.

use crate::{
    news::{COUNT, News},
    screen::Screen,
};
use quotidian::tui::geometry::Pane;

#[test]
fn the_article_and_the_sidebar_follow_the_chosen_headline() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    println!("{}", screen.text());
    assert!(screen.pane(Pane::Article).contains("Mara Holm cut the ribbon"));
    assert!(screen.pane(Pane::Entities).contains("Mara Holm"));
    screen.keys("j");
    println!("{}", screen.text());
    panic!();
}
