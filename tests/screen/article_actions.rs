//! What is done with an article: copied, piped, edited, opened in the browser.

use crate::{news::News, screen::Screen};
use quotidian::tui::message::{Effect, Message, Notice};

const QUOTE: &str = "Said\n\n“We have waited for nine years.”\n";

#[test]
fn a_quote_is_copied_with_its_speaker_article_and_date() {
    let news = News::new();
    news.put(
        "2026-03-22-said.md",
        "---\ntitle: A short speech\ndate: 2026-03-22\nsource: Norholt Post\n\
         url: https://news.example/speech\n---\n\nThe hall was still for an hour.\n\n\
         Mara Holm, the mayor of Norholt, said: “We waited\nnine years.”\n\n\
         “Then we built a bridge. It holds,” Ms Holm said.\n",
    );
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>ggyq");
    assert_eq!(
        screen.copied(),
        "“We waited nine years.” — Mara Holm, mayor of Norholt, in “A short speech”, \
         Norholt Post, 22 March 2026, https://news.example/speech"
    );
    assert!(screen.bottom().contains("copied quote"), "{}", screen.bottom());
    screen.keys("Gyq");
    assert!(screen.copied().starts_with("“Then we built a bridge."), "{}", screen.copied());
    screen.keys("cggyq");
    assert!(screen.copied().starts_with("“We waited nine years.”"), "the chosen one");
}

#[test]
fn what_is_not_there_is_not_copied() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("G<Enter>yq");
    assert!(screen.asked.iter().all(|effect| !matches!(effect, Effect::Copy(_))));
    assert!(screen.bottom().contains("no quote"), "{}", screen.bottom());
}

#[test]
fn paragraph_headline_and_address_are_copied() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>/cut the ribbon<Enter>jyp");
    let ribbon = "Mara Holm cut the ribbon on Friday, and a lantern was lit for every year.";
    assert_eq!(screen.copied(), ribbon);
    assert_eq!(screen.keys("yt").copied(), "Bridge opens in Norholt");
    assert_eq!(screen.keys("yu").copied(), "https://news.example/bridge");
    let path = news.path("2026-03-19-ferry.txt");
    assert_eq!(screen.keys("qjyu").copied(), path.to_str().unwrap(), "it has no address");
}

#[test]
fn the_article_is_piped_to_a_command_that_is_typed() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("j|wc -w<Enter>");
    let piped = screen.asked.iter().find_map(|effect| match effect {
        Effect::Pipe(command, text) => Some((command.as_str(), text.as_str())),
        _ => None,
    });
    let text = "Ferry sold after forty years\n\n2026-03-19\n\nThe Aldis left the harbour of Norholt on \
                Thursday.\n\n“It is gone for good,” said Tobias Renn, a fisherman.\n";
    assert_eq!(piped, Some(("wc -w", text)));
    assert!(screen.keys("|").bottom().starts_with("pipe to: wc -w"), "it is offered again");
    assert_eq!(screen.keys("false").bottom().trim_end(), "pipe to: false", "or typed over");
}

#[test]
fn a_command_that_is_not_finished_is_not_run() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("|rm -r x<Esc>|<C-c>|   <Enter>|<BS><BS><BS><BS>");
    assert!(screen.asked.iter().all(|effect| !matches!(effect, Effect::Pipe(..))));
}

#[test]
fn the_editor_opens_the_file_at_the_reading_line() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>/We waited nine<Enter>E");
    let path = news.path("2026-03-20-bridge.md");
    let file = std::fs::read_to_string(&path).unwrap();
    let line = 1 + file.lines().position(|line| line.contains("We waited nine")).unwrap();
    let edits =
        |effect: &Effect| matches!(effect, Effect::Edit(of, at) if *of == path && *at == line);
    assert!(screen.asked.iter().any(edits), "{:?}", screen.asked);
}

#[test]
fn what_is_in_no_file_is_not_edited() {
    let mut screen = Screen::built_in(|_| {});
    screen.keys("E");
    assert!(screen.asked.iter().all(|effect| !matches!(effect, Effect::Edit(..))));
    assert!(screen.bottom().contains("in no file"), "{}", screen.bottom());
}

#[test]
fn what_has_no_address_and_is_in_no_file_has_none_to_copy() {
    let mut screen = Screen::built_in(|_| {});
    screen.keys("yu");
    assert!(screen.bottom().contains("there is no address to copy here"), "{}", screen.bottom());
}

#[test]
fn the_browser_opens_the_address() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("o");
    let browsed = |effect: &Effect| matches!(effect, Effect::Browse(url, _) if url == "https://news.example/bridge");
    assert!(screen.asked.iter().any(browsed), "{:?}", screen.asked);
    assert!(screen.chosen_headline().contains('•'), "it is still unread");
    assert!(screen.keys("O").chosen_headline().contains('•'), "nothing was opened yet");
    let Some(Effect::Browse(_, read)) = screen.asked.pop() else { panic!("{:?}", screen.asked) };
    screen.tell(Message::Browsed(Notice::failed("no browser"), read.clone()));
    assert!(screen.chosen_headline().contains('•'), "nothing was opened");
    screen.tell(Message::Browsed(Notice::said("opened"), read));
    assert!(!screen.chosen_headline().contains('•'));
    assert!(screen.keys("U").chosen_headline().contains('•'), "and it is taken back");
}

#[test]
fn addresses_that_are_not_of_the_web_are_refused() {
    for address in [
        "javascript:alert(1)",
        "file:///etc/hostname",
        "data:text/html,x",
        "-oProxyCommand=x",
        "--version",
        "https://e.example/a b",
        "ssh://-oProxyCommand=x/",
        "smb://x/y",
        "",
    ] {
        let news = News::empty();
        news.put("a.md", format!("---\ntitle: T\nurl: \"{address}\"\n---\n\n{QUOTE}"));
        let mut screen = Screen::on(&news);
        screen.keys("oO");
        let browses = |effect: &Effect| matches!(effect, Effect::Browse(..));
        assert!(!screen.asked.iter().any(browses), "{address}");
        assert!(!screen.bottom().trim().is_empty(), "{address}: it says why");
        screen.keys("yu");
        assert_eq!(screen.copied(), news.path("a.md").to_str().unwrap(), "{address}");
    }
}

#[test]
fn suspending_keeps_what_was_done_so_far() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("<Enter>/Paragraph 20 <Enter><C-z>");
    assert!(screen.asked.iter().any(|effect| matches!(effect, Effect::Suspend)));
    assert!(Screen::on(&news).reading_line().1.starts_with("Paragraph 20 "));
    assert!(screen.keys("<C-l>").asked.iter().any(|effect| matches!(effect, Effect::Redraw)));
}
