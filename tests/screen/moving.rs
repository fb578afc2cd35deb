//! Moving in the panes, and from one to another.

use crate::{
    news::{COUNT, News},
    screen::Screen,
};
use quotidian::tui::geometry::Pane;

fn place(screen: &Screen) -> String {
    screen.pane(Pane::Headlines).lines().next().unwrap().rsplit(' ').next().unwrap().to_owned()
}

#[test]
fn the_article_and_the_sidebar_follow_the_chosen_headline() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    assert!(screen.chosen_headline().contains("Bridge opens"));
    assert!(screen.pane(Pane::Article).contains("Mara Holm cut the ribbon"));
    assert!(screen.pane(Pane::Entities).contains("Mara Holm"));
    screen.keys("j");
    assert!(screen.chosen_headline().contains("Ferry sold"));
    assert!(screen.pane(Pane::Article).contains("The Aldis left the harbour"));
    let sidebar = screen.pane(Pane::Entities);
    assert!(sidebar.contains("Aldis") && sidebar.contains("It is gone"), "{sidebar}");
    assert!(!sidebar.contains("Mara Holm"), "{sidebar}");
    screen.keys("k");
    assert!(screen.pane(Pane::Article).contains("Mara Holm cut the ribbon"));
}

#[test]
fn counts_and_ends_of_the_list() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    for (keys, row) in [
        ("3j", 4),
        ("2k", 2),
        ("99999999999999999999j", COUNT),
        ("99999999999999999999k", 1),
        ("G", COUNT),
        ("gg", 1),
        ("12G", 12),
        ("3gg", 3),
        ("10j", 13),
        ("<Esc>j", 14),
        ("<Home>", 1),
        ("<End>", COUNT),
        ("40G", COUNT),
        ("gxk", COUNT - 1),
    ] {
        screen.keys(keys);
        assert_eq!(place(&screen), format!("{row}/{COUNT}"), "{keys}");
    }
}

#[test]
fn a_count_and_half_a_sequence_are_shown_until_they_are_done() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    assert!(screen.keys("12").bottom().ends_with("12"));
    assert!(screen.keys("g").bottom().ends_with("12g"));
    assert!(!screen.keys("g").bottom().ends_with("12g"));
    assert_eq!(place(&screen), format!("12/{COUNT}"));
}

#[test]
fn the_keys_that_may_follow_fit_or_a_sign_says_that_there_are_more() {
    let news = News::new();
    let mut screen = Screen::with(&news, |setup| setup.size = (80, 24));
    assert!(screen.keys("<Enter>!").bottom().contains("j join  s speaker"), "{}", screen.bottom());
    assert!(screen.bottom().ends_with(" !"), "{}", screen.bottom());
    assert!(screen.keys("<Esc>f").bottom().contains("a all  "), "{}", screen.bottom());
    assert!(screen.keys("<Esc>y").bottom().contains("y address  "), "{}", screen.bottom());
    assert!(screen.keys("<Esc>").resize(40, 24).keys("!").bottom().ends_with("…  !"));
    assert!(!screen.bottom().contains("join"), "{}", screen.bottom());
}

#[test]
fn pages_of_headlines() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    let row = |screen: &Screen| place(screen).split_once('/').unwrap().0.parse::<usize>().unwrap();
    for (there, back) in [("<C-d>", "<C-u>"), ("<C-f>", "<C-b>"), ("<PgDn>", "<PgUp>")] {
        let down = row(screen.keys("gg").keys(there));
        assert!(down > 4, "{there} goes to {down}");
        assert!(screen.chosen_headline().starts_with('>'), "the chosen row is on the screen");
        assert!(row(screen.keys(back)) < down - 2, "{back}");
    }
}

#[test]
fn the_last_headlines_fill_the_pane() {
    let news = News::new();
    let mut screen = Screen::with(&news, |setup| setup.size = (120, 24));
    let last = screen.keys("G").body(Pane::Headlines);
    assert!(last[last.len() - 4..].iter().any(|row| !row.is_empty()), "{}", screen.text());
}

#[test]
fn one_level_back_at_a_time_until_quitting() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    assert_eq!(screen.keys("<Enter>").app.focus, Pane::Article);
    assert_eq!(screen.keys("c").app.focus, Pane::Quotes);
    assert_eq!(screen.keys("q").app.focus, Pane::Article);
    assert_eq!(screen.keys("q").app.focus, Pane::Headlines);
    assert_eq!(screen.ended(), None);
    assert_eq!(screen.keys("q").ended(), Some(0));
}

#[test]
fn escape_goes_back_but_never_quits() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>ce<Esc>");
    assert_eq!(screen.app.focus, Pane::Article);
    screen.keys("<Esc><Esc><Esc><Esc>");
    assert_eq!((screen.app.focus, screen.ended()), (Pane::Headlines, None));
    screen.keys("?<Esc>z<Esc>");
    assert!(screen.app.help.is_none() && !screen.app.zen);
    assert_eq!(screen.ended(), None);
}

#[test]
fn quitting_from_anywhere() {
    let news = News::new();
    assert_eq!(Screen::on(&news).keys("<Enter>eQ").ended(), Some(0));
    assert_eq!(Screen::on(&news).keys("?Q").ended(), Some(0));
    assert_eq!(Screen::on(&news).keys("<C-c>").ended(), Some(130));
    assert_eq!(Screen::on(&news).keys("/abc<C-c>").ended(), None, "typing is stopped first");
}

#[test]
fn all_panes_in_turn() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    for pane in [Pane::Article, Pane::Entities, Pane::Quotes, Pane::Headlines] {
        assert_eq!(screen.keys("<Tab>").app.focus, pane);
    }
    for pane in [Pane::Quotes, Pane::Entities, Pane::Article, Pane::Headlines] {
        assert_eq!(screen.keys("<S-Tab>").app.focus, pane);
    }
    for (key, pane) in [
        ("l", Pane::Article),
        ("l", Pane::Entities),
        ("l", Pane::Entities),
        ("h", Pane::Article),
        ("<Left>", Pane::Headlines),
        ("h", Pane::Headlines),
        ("<Right>", Pane::Article),
    ] {
        assert_eq!(screen.keys(key).app.focus, pane, "{key}");
    }
}

#[test]
fn every_pane_can_be_reached_on_a_narrow_screen() {
    let news = News::new();
    for columns in [80, 50, 30, 12] {
        let mut screen = Screen::with(&news, |setup| setup.size = (columns, 24));
        assert!(screen.pane(Pane::Headlines).contains("Headlines"), "{columns}");
        screen.keys("<Enter>");
        assert!(screen.pane(Pane::Article).contains("Article"), "{columns}");
        screen.keys("e");
        assert!(screen.pane(Pane::Entities).contains("Entities"), "{columns}");
        screen.keys("cq");
        assert!(screen.pane(Pane::Article).contains("Article"), "{columns}");
        screen.keys("q");
        assert!(screen.pane(Pane::Headlines).contains("Headlines"), "{columns}");
    }
}

#[test]
fn the_article_scrolls_while_the_headlines_have_the_focus() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    let lines = |screen: &Screen| {
        let rows = screen.body(Pane::Article).into_iter();
        rows.map(|row| row.replace('▸', " ").trim().to_owned()).collect::<Vec<_>>()
    };
    let before = lines(&screen);
    screen.keys("JJJ");
    assert_eq!(lines(&screen)[..30], before[3..33]);
    assert_eq!(screen.app.focus, Pane::Headlines);
    assert_eq!(place(&screen), format!("1/{COUNT}"));
    assert_eq!(lines(screen.keys("KKK")), before);
}

#[test]
fn the_reading_line_moves_by_lines_of_text() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>gg");
    let mut lines = Vec::new();
    for _ in 0..5 {
        lines.push(screen.reading_line().1);
        screen.keys("j");
    }
    assert!(lines.iter().all(|line| !line.is_empty()), "{lines:?}");
    assert_eq!(lines[0], "Bridge opens in Norholt");
    assert_eq!(lines[3], "Mara Holm cut the ribbon on Friday, and a lantern was lit for every");
    assert_eq!(lines[4], "year.");
    screen.keys("5k");
    assert_eq!(screen.reading_line().1, lines[0]);
    assert!(screen.keys("G").reading_line().1.contains("Good night"));
    assert!(screen.keys("9G").reading_line().1.starts_with("Mara Holm cut"), "line 9 of the file");
}

#[test]
fn a_jump_that_leads_nowhere_is_none_to_go_back_from() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    let (_, here) = screen.keys("<Enter>6j").reading_line();
    screen.keys("GGG'");
    assert_eq!(screen.reading_line().1, here);
    assert!(screen.keys("'").bottom().contains("no jump to go back from"));
}

#[test]
fn paragraph_by_paragraph() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>gg9G}}");
    assert!(screen.reading_line().1.starts_with("Paragraph 1 is"), "{}", screen.text());
    screen.keys("5}");
    assert!(screen.reading_line().1.starts_with("Paragraph 6 is"));
    screen.keys("j{");
    assert!(screen.reading_line().1.starts_with("Paragraph 6 is"), "to its own beginning first");
    screen.keys("3{");
    assert!(screen.reading_line().1.starts_with("Paragraph 3 is"));
}

#[test]
fn space_reads_on_and_at_the_end_goes_to_the_next_unread_article() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("jm<Enter>k").keys("qk<Enter>");
    assert!(screen.chosen_headline().contains("Bridge"));
    let mut pages = 0;
    while screen.chosen_headline().contains("Bridge") {
        assert!(pages < 10, "the end is never reached");
        screen.keys("<Space>");
        pages += 1;
    }
    assert!(pages > 3, "{pages} pages");
    assert!(screen.chosen_headline().contains("La feria"), "the ferry was read");
    assert!(screen.pane(Pane::Article).contains("La feria vuelve"));
}

#[test]
fn next_and_previous_unread() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("jmjmgg");
    assert!(screen.keys("n").chosen_headline().contains("Broken"), "two were read");
    assert!(screen.keys("N").chosen_headline().contains("Bridge"));
    screen.keys("GAggn");
    assert!(screen.bottom().contains("no further unread"), "{}", screen.bottom());
}

#[test]
fn the_list_sorted_in_another_way_keeps_the_chosen_article() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("j");
    let mut orders = vec![screen.body(Pane::Headlines)];
    for _ in 0..6 {
        screen.keys("=");
        assert!(screen.bottom().contains("sorted:"), "{}", screen.bottom());
        assert!(screen.chosen_headline().contains("Ferry sold"), "{}", screen.bottom());
        let rows = screen.body(Pane::Headlines);
        if !orders.contains(&rows) {
            orders.push(rows);
        }
    }
    assert!(orders.len() > 2, "there are different orders");
}
