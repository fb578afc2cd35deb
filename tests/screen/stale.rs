//! Answers that come late, for something else, or not at all.

use crate::{news::News, screen::Screen};
use quotidian::tui::{
    geometry::Pane,
    message::{Effect, Job, Message},
};

/// The requests for articles among the work that is held.
fn opens(screen: &mut Screen) -> Vec<Job> {
    let jobs: Vec<Job> = screen.jobs.drain(..).collect();
    jobs.into_iter().filter(|job| matches!(job, Job::Open(..))).collect()
}

#[test]
fn only_the_article_asked_for_last_is_shown() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.held = true;
    screen.keys("jG");
    let asked = opens(&mut screen);
    assert_eq!(asked.len(), 2, "one for each key");
    assert!(screen.pane(Pane::Article).contains("Mara Holm"), "until then the old one stays");
    screen.answer(asked[1].clone());
    assert!(screen.pane(Pane::Article).contains("It met on day 5"));
    screen.answer(asked[0].clone());
    assert!(screen.pane(Pane::Article).contains("It met on day 5"), "the late one is dropped");
    assert!(!screen.text().contains("The Aldis left"));
}

#[test]
fn a_late_failure_does_not_hide_an_article_that_is_there() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.held = true;
    screen.keys("3jj");
    let asked = opens(&mut screen);
    screen.answer(asked[1].clone());
    screen.answer(asked[0].clone());
    assert!(screen.pane(Pane::Article).contains("It met on day 16"));
}

#[test]
fn headlines_of_an_older_listing_are_dropped() {
    let news = News::new();
    let mut screen = Screen::with(&news, |setup| setup.size = (120, 12));
    screen.held = true;
    screen.keys("G");
    let late: Vec<Job> = screen.jobs.drain(..).collect();
    assert!(late.iter().any(|job| matches!(job, Job::Heads(..))), "{late:?}");
    for day in 5..12 {
        std::fs::remove_file(news.path(&format!("2026-03-{day:02}-notice.txt"))).unwrap();
    }
    screen.held = false;
    screen.tell(Message::FolderChanged);
    for job in late {
        screen.answer(job);
    }
    screen.keys("gg");
    for _ in 0..9 {
        let title = screen.app.headlines.title(screen.app.headlines.chosen().unwrap());
        assert!(screen.pane(Pane::Article).contains(&title) || title == "Broken", "{title}");
        screen.keys("j");
    }
}

#[test]
fn counts_and_analyses_of_an_older_question_are_dropped() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.tell(Message::Counted(0, vec![(0, 77)]));
    assert!(!screen.text().contains("“77"));
    let found = screen.app.page.as_ref().unwrap().found.clone().unwrap();
    screen.keys("j").tell(Message::Analysed(1, found));
    assert!(!screen.pane(Pane::Entities).contains("Mara Holm"));
}

#[test]
fn keys_are_taken_before_anything_has_arrived() {
    let news = News::new();
    let mut screen = Screen::with(&news, |setup| setup.held = true);
    assert!(screen.text().contains("looking for articles"), "{}", screen.text());
    screen.keys("jkGgg<Enter>ecwW.,yqypytyumsAUz<lt>>/abc<Enter>nN'<Space>?q|x<Esc>oEr=gu<Tab>");
    screen.tell(Message::Scanning(4711));
    assert!(screen.text().contains("4711"), "a long load says how far it is: {}", screen.text());
    screen.keys("ga");
    screen.release();
    assert!(screen.text().contains("Bridge opens in"), "{}", screen.text());
}

#[test]
fn a_file_that_cannot_be_read_says_why_and_the_rest_goes_on() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("3j");
    assert!(screen.chosen_headline().contains("Broken"), "its name stands for its headline");
    let article = screen.body(Pane::Article).join(" ");
    let article = article.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(article.contains("broken.txt is not a text"), "{article}");
    assert!(!screen.pane(Pane::Entities).contains("Notice"));
    screen.keys("<Enter>jkGggecwW.,yqypyt/a<Enter>n<Esc>'msq");
    screen.keys("<Esc><Esc>gg4j");
    assert!(screen.pane(Pane::Article).contains("It met on day 16"));
}

#[test]
fn a_file_that_vanished_says_so() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    std::fs::remove_file(news.path("2026-03-19-ferry.txt")).unwrap();
    screen.keys("j");
    let article = screen.body(Pane::Article).join(" ");
    assert!(article.contains("cannot read"), "{article}");
    screen.keys("k");
    assert!(screen.pane(Pane::Article).contains("Mara Holm"));
}

#[test]
fn a_library_that_becomes_unreadable_stays_on_the_screen() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.tell(Message::Scanned(Err("the disk is gone".to_owned())));
    assert!(screen.bottom().contains("the disk is gone"));
    assert!(screen.text().contains("Mara Holm cut"));
    screen.keys("j");
    assert!(screen.pane(Pane::Article).contains("The Aldis left"));
}

#[test]
fn keys_about_an_article_wait_until_it_is_there() {
    let news = News::new();
    let mut screen = Screen::with(&news, |setup| setup.size = (120, 12));
    screen.held = true;
    screen.keys("Gytggjyq3J");
    assert!(screen.asked.iter().all(|effect| !matches!(effect, Effect::Copy(_))));
    assert!(screen.bottom().contains("ytggjyq3J"), "{}", screen.bottom());
    screen.release();
    let copies: Vec<&str> = screen
        .asked
        .iter()
        .filter_map(|effect| match effect {
            Effect::Copy(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(copies[0], "Notice 05 from the council", "its headline, no name of a file");
    assert!(copies[1].starts_with("“It is gone for good” — Tobias Renn"), "{copies:?}");
    assert_eq!(copies.len(), 2);
}

#[test]
fn what_is_typed_into_a_line_waits_with_the_key_that_opens_it() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.held = true;
    screen.keys("j<Enter>/harbour<Enter>ww");
    assert!(screen.app.prompt.is_none());
    screen.release();
    assert!(screen.reading_line().1.contains("harbour") || screen.text().contains("1/1"));
    assert!(screen.app.ahead.is_empty());
}

#[test]
fn a_cancel_drops_what_waits_and_an_end_does_not_wait() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.held = true;
    screen.keys("jyq<Esc>");
    screen.release();
    assert!(screen.asked.iter().all(|effect| !matches!(effect, Effect::Copy(_))));
    screen.held = true;
    screen.keys("jyqQ");
    assert_eq!(screen.ended(), Some(0));
}

#[test]
fn nothing_waits_for_an_article_that_cannot_be_read() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("3j*yp");
    assert!(screen.app.ahead.is_empty());
    assert!(screen.bottom().contains("no paragraph"), "{}", screen.bottom());
}
