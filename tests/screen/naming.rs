//! Mentions lit in the article, and what is corrected about them.

use crate::{news::News, screen::Screen};
use quotidian::{
    analysis::{Analysis, Entity, EntityKind, Form, Mention},
    corrections::{Corrections, Right},
    span::Span,
    tui::{
        geometry::Pane,
        message::{Found, Message, MouseEvent, Opened},
        theme::ThemeName,
    },
};
use ratatui::style::Modifier;

const TEXT: &str = "Lantern lit\n\nÅsa Holm lit it. The mayor was proud of it, and she laughed. \
                    “She is early,” said Piet Holm, a fisherman of Norholt.\n\nMs Holm left the harbour.\n";

fn mention(words: &str, nth: usize, form: Form) -> Mention {
    let start = TEXT.match_indices(words).nth(nth).unwrap().0;
    Mention { span: Span::new(start, start + words.len()), form, confidence: 0.9 }
}

fn entity(name: &str, kind: EntityKind, salience: f32, mentions: Vec<Mention>) -> Entity {
    Entity { name: name.into(), kind, roles: Vec::new(), salience, credit: false, mentions }
}

/// Åsa Holm by name, description and pronoun; Piet Holm taken for the same; a place.
fn analysis() -> Analysis {
    use Form::{Name, Nominal, Pronoun};
    let holm = vec![
        mention("Åsa Holm", 0, Name),
        mention("The mayor", 0, Nominal),
        mention("she", 0, Pronoun),
        mention("She", 0, Pronoun),
        mention("Piet Holm", 0, Name),
        mention("Holm", 2, Name),
    ];
    let norholt = vec![mention("Norholt", 0, Name)];
    let entities = vec![
        entity("Åsa Holm", EntityKind::Person, 0.9, holm),
        entity("Norholt", EntityKind::Person, 0.2, norholt),
    ];
    Analysis { entities, ..Analysis::default() }
}

fn news() -> News {
    let news = News::empty();
    news.put("2026-03-20-lantern.txt", TEXT);
    news
}

/// A screen on which the engine has found what these tests say it has.
fn screen(news: &News, theme: ThemeName) -> Screen {
    let mut screen = Screen::with(news, |setup| {
        setup.held = true;
        setup.settings.theme = theme;
    });
    while let Some(job) = screen.jobs.pop_front() {
        for message in screen.answers(job.clone()) {
            screen.tell(match message {
                Message::Opened(ticket, Ok(opened)) => {
                    let found = Some(Found::new(&opened.article, analysis()));
                    Message::Opened(ticket, Ok(Opened { found, ..opened }))
                }
                other => other,
            });
        }
    }
    screen
}

/// Whether these words are bold, and whether they are underlined.
fn lit(screen: &Screen, words: &str) -> (bool, bool) {
    let frame = screen.frame();
    let area = screen.app.areas().article.unwrap();
    let all = frame.find_all(words);
    let place = *all.iter().find(|(x, y)| area.contains((*x, *y).into()) && *y > 3).unwrap();
    (frame.has(place, Modifier::BOLD), frame.has(place, Modifier::UNDERLINED))
}

/// Does what was asked for and not done.
fn work(screen: &mut Screen) {
    while let Some(job) = screen.jobs.pop_front() {
        screen.answer(job);
    }
}

#[test]
fn all_mentions_are_lit_each_form_in_its_own_way_with_colours_and_without() {
    for theme in [ThemeName::Terminal, ThemeName::Dark, ThemeName::Light, ThemeName::Mono] {
        let news = news();
        let mut screen = screen(&news, theme);
        screen.keys("<Enter>j*");
        assert_eq!(lit(&screen, "Åsa Holm"), (true, true), "{theme:?}: a name");
        assert_eq!(lit(&screen, "The mayor"), (false, true), "{theme:?}: a description");
        assert_eq!(lit(&screen, "she laughed"), (true, false), "{theme:?}: a pronoun");
        assert_eq!(lit(&screen, "She is"), (true, false), "{theme:?}: one in a quote");
        assert_eq!(lit(&screen, "Holm left"), (true, true), "{theme:?}");
        assert_eq!(lit(&screen, "Norholt"), (false, false), "{theme:?}: another name stands back");
        let said = screen.bottom();
        assert!(said.contains("Åsa Holm: 3 by name, 1 described, 2 by pronoun"), "{said}");
        screen.keys("*");
        assert_eq!(lit(&screen, "she laughed"), (false, false), "{theme:?}: out again");
        assert_eq!(lit(&screen, "The mayor"), (false, false));
    }
}

#[test]
fn a_cancel_puts_the_light_out_before_it_does_anything_else() {
    let news = news();
    let mut screen = screen(&news, ThemeName::Mono);
    screen.keys("<Enter>j*<Esc>");
    assert_eq!(lit(&screen, "she laughed"), (false, false));
    assert_eq!(screen.app.focus, Pane::Article);
    screen.keys("e*");
    assert_eq!(lit(&screen, "she laughed"), (true, false), "from the sidebar, too");
    screen.keys("<Esc>");
    assert_eq!((lit(&screen, "she laughed"), screen.app.focus), ((false, false), Pane::Entities));
    assert_eq!(screen.keys("<Esc>").app.focus, Pane::Article);
}

#[test]
fn the_name_stepped_to_is_the_one_that_is_lit_and_chosen() {
    let news = news();
    let mut screen = screen(&news, ThemeName::Mono);
    screen.keys("<Enter>jwww*");
    assert_eq!(lit(&screen, "Norholt"), (true, true));
    assert!(screen.chosen_in_sidebar("Entities").contains("Norholt"));
    screen.keys("gg*");
    assert!(screen.chosen_in_sidebar("Entities").contains("Åsa Holm"), "the nearest after");
}

#[test]
fn where_nothing_is_named_nothing_is_lit() {
    let news = News::new();
    let mut screen = Screen::on(&news);
    screen.keys("G<Enter>*");
    assert!(screen.bottom().contains("no name here"), "{}", screen.bottom());
    screen.keys("!p!x!j");
    assert!(screen.bottom().contains("no name here"), "{}", screen.bottom());
}

#[test]
fn a_wrong_kind_is_corrected_kept_and_taken_back() {
    let news = news();
    let mut first = screen(&news, ThemeName::Mono);
    first.keys("ej!l");
    assert!(first.bottom().contains("Norholt is a place; U undoes it"), "{}", first.bottom());
    assert!(first.chosen_in_sidebar("Entities").contains("L Norholt"), "{}", first.text());
    work(&mut first);
    let second = screen(&news, ThemeName::Mono);
    assert!(second.pane(Pane::Entities).contains("L Norholt"), "it is remembered");
    assert!(std::fs::read_dir(news.folder()).unwrap().count() == 1, "nothing is written there");
    first.keys("U");
    assert!(first.bottom().contains("undone: a correction in “Lantern lit”"), "{}", first.bottom());
    assert!(first.chosen_in_sidebar("Entities").contains("P Norholt"));
    work(&mut first);
    assert!(Corrections::load(&news.dirs().corrections_file()).unwrap().is_empty());
}

#[test]
fn two_taken_for_one_are_parted_and_joined_as_they_should_be() {
    let news = news();
    let mut screen = screen(&news, ThemeName::Mono);
    screen.keys("<Enter>jww!x");
    assert!(
        screen.bottom().contains("this “Piet Holm” is someone or something else"),
        "{}",
        screen.bottom()
    );
    let names = |screen: &Screen| -> Vec<(String, usize)> {
        let analysis = screen.app.analysis().unwrap();
        analysis.entities.iter().map(|of| (of.name.clone(), of.mentions.len())).collect()
    };
    let named = |found: &[(&str, usize)]| -> Vec<(String, usize)> {
        found.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    };
    assert_eq!(names(&screen), named(&[("Åsa Holm", 5), ("Norholt", 1), ("Piet Holm", 1)]));
    // The last "Holm" is his, too: it joins him alone.
    screen.keys("Gw!jpiet");
    assert!(screen.bottom().contains("the same as: piet"), "{}", screen.bottom());
    assert!(screen.bottom().contains("Piet Holm 1/1"), "{}", screen.bottom());
    assert!(!screen.pane(Pane::Entities).contains("Norholt"), "only what fits is listed");
    screen.keys("<Enter>");
    assert_eq!(names(&screen), named(&[("Åsa Holm", 4), ("Piet Holm", 2), ("Norholt", 1)]));
    assert_eq!(screen.app.focus, Pane::Article);
    // All of one joins another, chosen with the arrows.
    screen.keys("e!j<Down><Up><Enter>");
    assert_eq!(names(&screen), named(&[("Åsa Holm", 6), ("Norholt", 1)]));
    while !screen.keys("U").bottom().contains("nothing to undo") {}
    assert_eq!(names(&screen), named(&[("Åsa Holm", 6), ("Norholt", 1)]), "as the engine found it");
    work(&mut screen);
    assert!(Corrections::load(&news.dirs().corrections_file()).unwrap().is_empty());
}

#[test]
fn a_choice_that_is_dropped_changes_nothing() {
    let news = news();
    let mut screen = screen(&news, ThemeName::Mono);
    screen.keys("<Enter>j!jnor<Esc>!jzzz<Enter>");
    assert!(screen.bottom().contains("the same as: zzz"), "it stays open: {}", screen.bottom());
    assert!(screen.bottom().ends_with("nothing here is called that"), "{}", screen.bottom());
    screen.keys("<Esc>");
    assert!(screen.app.corrections.is_empty());
    assert_eq!(screen.app.focus, Pane::Article);
}

#[test]
fn a_click_while_one_chooses_chooses_or_goes_nowhere() {
    let news = news();
    let mut screen = screen(&news, ThemeName::Mono);
    screen.keys("<Enter>j!j");
    let (place, focus) = (screen.reading_line(), screen.app.focus);
    let article = screen.app.areas().article.unwrap();
    let sidebar = screen.app.areas().sidebar.unwrap();
    for place in [(article.x + 9, 9), (sidebar.x + 3, 0), (sidebar.x + 3, sidebar.bottom() - 1)] {
        screen.mouse(MouseEvent::Press, place).mouse(MouseEvent::Release, place);
    }
    assert_eq!((screen.reading_line(), screen.app.focus), (place, focus));
    assert!(screen.app.joining.is_some() && screen.app.corrections.is_empty());
    screen.click("P Norholt");
    assert!(screen.bottom().contains("is the same as Norholt"), "{}", screen.bottom());
    assert!(screen.app.joining.is_none() && screen.app.prompt.is_none());
    assert_eq!(screen.app.focus, Pane::Article);
}

#[test]
fn what_is_chosen_among_ends_with_its_article() {
    let news = news();
    news.put("2026-03-19-other.txt", "Other\n\nNothing is named.\n");
    let mut screen = screen(&news, ThemeName::Mono);
    screen.keys("<Enter>j!j");
    std::fs::remove_file(news.path("2026-03-20-lantern.txt")).unwrap();
    screen.held = false;
    screen.tell(Message::FolderChanged);
    assert!(screen.app.prompt.is_none() && screen.app.joining.is_none());
}

#[test]
fn one_mention_cannot_be_split() {
    let news = news();
    let mut screen = screen(&news, ThemeName::Mono);
    screen.keys("ej!x");
    assert!(screen.bottom().contains("nothing to split off"), "{}", screen.bottom());
}

#[test]
fn a_kind_said_twice_is_kept_once() {
    let news = news();
    let mut screen = screen(&news, ThemeName::Mono);
    screen.keys("ej!o!l");
    let kept: Vec<_> = screen.app.corrections.iter().collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].right, Right::Kind(EntityKind::Location));
    assert_eq!(
        (kept[0].passage.words.as_str(), kept[0].id.as_str()),
        ("Norholt", "2026-03-20-lantern.txt")
    );
}

#[test]
fn keys_that_go_on_are_named_while_one_hesitates() {
    let news = news();
    let mut screen = screen(&news, ThemeName::Mono);
    screen.keys("!");
    assert!(screen.bottom().contains("p person"), "{}", screen.bottom());
    assert!(screen.bottom().contains("j join"), "{}", screen.bottom());
}

#[test]
fn the_sidebar_says_quietly_how_much_the_article_is_about_each() {
    let news = news();
    let screen = screen(&news, ThemeName::Mono);
    let rows = screen.body(Pane::Entities);
    let level = |name: &str| rows.iter().find(|row| row.contains(name)).unwrap().chars().last();
    assert_eq!((level("Åsa Holm"), level("Norholt")), (Some('█'), Some('▂')), "{rows:#?}");
}
