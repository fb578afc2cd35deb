//! Read marks, stars, places: set, undone, remembered.

use crate::{
    news::{COUNT, News},
    screen::Screen,
};
use quotidian::tui::{
    geometry::Pane,
    message::{Job, Message},
};

/// The row of the headlines with these words: its marks are the first three columns.
fn row(screen: &Screen, words: &str) -> String {
    let rows = screen.body(Pane::Headlines);
    rows.into_iter().find(|row| row.contains(words)).unwrap()
}

fn is_unread(screen: &Screen, words: &str) -> bool {
    row(screen, words).contains('•')
}

fn is_starred(screen: &Screen, words: &str) -> bool {
    row(screen, words).contains('★')
}

#[test]
fn an_article_is_read_once_its_end_was_on_the_screen() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    assert!(is_unread(&screen, "Bridge"));
    screen.keys("<Enter>20j<C-f>");
    assert!(is_unread(&screen, "Bridge"), "not before its end");
    screen.keys("G");
    assert!(!is_unread(&screen, "Bridge"));
    screen.keys("gg");
    assert!(!is_unread(&screen, "Bridge"), "and it stays so");
}

#[test]
fn passing_by_in_the_list_reads_nothing() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("jjjjkk");
    assert!(is_unread(&screen, "Ferry"), "all of it was on the screen, but nobody read it");
    screen.keys("kk<Enter>");
    assert!(is_unread(&screen, "Ferry"));
    screen.keys("qj<Enter>");
    assert!(!is_unread(&screen, "Ferry"), "now it was opened");
}

#[test]
fn reading_on_from_the_list_reads_what_was_wholly_on_the_screen() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("j");
    assert!(is_unread(&screen, "Ferry"));
    screen.keys("<Space>");
    assert!(!screen.chosen_headline().contains("Ferry"), "it went on");
    assert!(!is_unread(&screen, "Ferry"), "and what it went on from is read");
}

#[test]
fn read_and_unread_by_hand() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    assert!(!is_unread(screen.keys("m"), "Bridge"));
    assert!(is_unread(screen.keys("m"), "Bridge"));
    screen.keys("j<Enter>m");
    assert!(is_unread(&screen, "Ferry"), "though its end is on the screen");
    screen.keys("jkG");
    assert!(is_unread(&screen, "Ferry"));
}

#[test]
fn a_star_is_set_and_taken_away() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    assert!(is_starred(screen.keys("s"), "Bridge"));
    assert!(!is_starred(screen.keys("s"), "Bridge"));
    assert!(is_starred(screen.keys("<Enter>s"), "Bridge"), "from the article, too");
}

#[test]
fn every_change_of_marks_can_be_undone_the_latest_first() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("sjmA");
    assert!(screen.bottom().contains("15 marked read; U undoes it"), "{}", screen.bottom());
    assert!(!screen.text().contains('•'));
    screen.keys("U");
    assert!(is_unread(&screen, "Bridge") && !is_unread(&screen, "Ferry"));
    screen.keys("U");
    assert!(is_unread(&screen, "Ferry") && is_starred(&screen, "Bridge"));
    assert!(screen.keys("U").chosen_headline().contains("Bridge"), "going on came before");
    screen.keys("U");
    assert!(!is_starred(&screen, "Bridge"));
    screen.keys("U");
    assert!(screen.bottom().contains("nothing to undo"), "{}", screen.bottom());
}

#[test]
fn having_read_to_the_end_can_be_undone() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>G");
    assert!(!is_unread(&screen, "Bridge"));
    screen.keys("U");
    assert!(is_unread(&screen, "Bridge"), "and is not done again at once");
}

#[test]
fn marks_places_and_the_last_article_survive_a_restart() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("jjmjjs").keys("gg<Enter>/Paragraph 20 <Enter><Esc>j");
    let (_, line) = screen.reading_line();
    screen.keys("qj<Enter>ggqkjj").keys("k");
    screen.keys("Q");
    assert_eq!(screen.ended(), Some(0));

    let mut screen = Screen::on(&news);
    assert!(screen.chosen_headline().contains("Ferry"), "the article open last");
    assert!(!is_unread(&screen, "feria") && !is_unread(&screen, "Ferry"));
    assert!(is_unread(&screen, "Bridge"));
    assert!(is_starred(&screen, "Notice 16") && !is_starred(&screen, "Notice 15"));
    screen.keys("k");
    assert_eq!(screen.reading_line().1, line);
    screen.keys("<Enter>Q");
    assert!(Screen::on(&news).chosen_headline().contains("Bridge"));
}

#[test]
fn undone_marks_are_forgotten_by_the_next_visit_too() {
    let news = News::new();
    Screen::on(&news).keys("sjAUUUQ");
    let screen = Screen::on(&news);
    assert!(!screen.text().contains('★'));
    assert_eq!(screen.app.headlines.known.iter().filter(|known| known.read).count(), 0);
}

#[test]
fn what_was_done_is_kept_when_the_process_is_ended() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>/Paragraph 20 <Enter>");
    screen.tell(Message::Signal(15));
    assert_eq!(screen.ended(), Some(143));
    assert!(Screen::on(&news).reading_line().1.starts_with("Paragraph 20 "));
}

#[test]
fn counts_of_quotes_are_known_from_the_visit_before() {
    let news = News::new();
    Screen::on(&news).keys("Q");
    let mut screen = Screen::with(&news, |setup| setup.held = true);
    for _ in 0..2 {
        let work = std::mem::take(&mut screen.jobs);
        for job in work.into_iter().filter(|job| !matches!(job, Job::Count(..))) {
            screen.answer(job);
        }
    }
    let rows = screen.body(Pane::Headlines);
    assert!(rows.iter().any(|row| row.contains("19 Mar") && row.ends_with("“1")), "{rows:#?}");
}

#[test]
fn a_folder_that_changes_keeps_what_is_known_and_where_one_is() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("js<Enter>qk<Enter>12j");
    let (_, line) = screen.reading_line();
    news.put("2026-03-21-new.txt", "Something new\n\nIt happened today.\n");
    screen.tell(Message::FolderChanged);
    assert!(screen.body(Pane::Headlines)[0].contains("Something new"));
    assert!(screen.pane(Pane::Headlines).lines().next().unwrap().ends_with("2/17"));
    assert!(screen.chosen_headline().contains("Bridge"));
    assert_eq!(screen.reading_line().1, line);
    assert!(is_starred(&screen, "Ferry") && !is_unread(&screen, "Ferry"));
    std::fs::remove_file(news.path("2026-03-20-bridge.md")).unwrap();
    screen.tell(Message::FolderChanged);
    assert!(!screen.pane(Pane::Headlines).contains("Bridge"));
    assert_eq!(screen.app.headlines.rows.len(), COUNT);
    assert!(screen.pane(Pane::Article).lines().count() > 10, "something else is shown");
}

#[test]
fn an_article_that_was_rewritten_is_read_anew() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("j");
    news.put("2026-03-19-ferry.txt", "Ferry not sold\n\n“It stays,” said Tobias Renn.\n");
    screen.tell(Message::FolderChanged);
    assert!(screen.chosen_headline().contains("Ferry not sold"), "{}", screen.text());
    assert!(screen.pane(Pane::Article).contains("It stays"));
    assert!(screen.pane(Pane::Entities).contains("It stays"));
}
