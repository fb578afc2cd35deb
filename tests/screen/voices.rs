//! The list of quotes: who speaks, what is shown of it, and saying who it was.

use crate::{
    news::News,
    screen::{Screen, Setup},
};
use quotidian::{
    analysis::{
        Analysis, Candidate, Entity, EntityKind, Form, Mention, Quote, QuoteKind, Reason, Speaker,
    },
    corrections::{Corrections, Right},
    span::Span,
    tui::{
        geometry::Pane,
        message::{Found, Message, MouseEvent, Opened},
        theme::ThemeName,
    },
};
use ratatui::style::Modifier;
use std::sync::Arc;

const TEXT: &str = "Bridge stays shut\n\nMara Holm said that the bridge was “not safe” and would stay \
                    shut until the Harbour Board had tested every bolt. “We wait,” she said.\n\n\
                    Officials in Norholt said the steel was late.\n\n“It is a shame,” said Tobias \
                    Renn. “Nobody asked us.”\n\n“Open it,” one sign read.\n";

fn span(words: &str, nth: usize) -> Span {
    let start = TEXT.match_indices(words).nth(nth).unwrap().0;
    Span::new(start, start + words.len())
}

fn entity(name: &str, kind: EntityKind, salience: f32) -> Entity {
    let mention = Mention { span: span(name, 0), form: Form::Name, confidence: 0.9 };
    let (name, mentions) = (name.into(), vec![mention]);
    Entity { name, kind, roles: Vec::new(), salience, credit: false, mentions }
}

fn quote(kind: QuoteKind, words: &[&str], speaker: Option<Speaker>) -> Quote {
    Quote {
        kind,
        within: None,
        spans: words.iter().map(|words| span(words, 0)).collect(),
        speaker,
        cue: Some(span("said", 0)),
        confidence: 0.93,
        reason: Reason::Cue,
        candidates: Vec::new(),
    }
}

/// Reported speech with a fragment in it, a pronoun that is in doubt, a source without a name, an
/// interrupted quote, and one by nobody.
fn analysis() -> Analysis {
    use QuoteKind::{Direct, Indirect, Partial};
    let by = |words: &str, entity| Some(Speaker { span: span(words, 0), entity });
    let reported = "that the bridge was “not safe” and would stay shut until the Harbour Board had \
                    tested every bolt";
    let fragment =
        Quote { within: Some(0), ..quote(Partial, &["not safe"], by("Mara Holm", Some(0))) };
    let she = Quote {
        confidence: 0.48,
        candidates: vec![
            Candidate { speaker: by("Tobias Renn", Some(1)), confidence: 0.37 },
            Candidate { speaker: None, confidence: 0.09 },
        ],
        ..quote(Direct, &["We wait,"], by("she", Some(0)))
    };
    let sign = Quote { cue: None, reason: Reason::Only, ..quote(Direct, &["Open it,"], None) };
    Analysis {
        entities: vec![
            entity("Mara Holm", EntityKind::Person, 0.9),
            entity("Tobias Renn", EntityKind::Person, 0.5),
            entity("Harbour Board", EntityKind::Organization, 0.3),
            entity("Norholt", EntityKind::Location, 0.2),
        ],
        quotes: vec![
            quote(Indirect, &[reported], by("Mara Holm", Some(0))),
            fragment,
            she,
            quote(Indirect, &["the steel was late"], by("Officials in Norholt", None)),
            quote(Direct, &["It is a shame,", "Nobody asked us."], by("Tobias Renn", Some(1))),
            sign,
        ],
        ..Analysis::default()
    }
}

fn news() -> News {
    let news = News::empty();
    news.put("2026-03-20-bridge.txt", TEXT);
    news
}

/// A screen on which the engine has found what these tests say it has.
fn screen_with(news: &News, change: impl FnOnce(&mut Setup)) -> Screen {
    let mut screen = Screen::with(news, |setup| {
        setup.held = true;
        change(setup);
    });
    find(&mut screen);
    screen
}

fn screen(news: &News) -> Screen {
    screen_with(news, |_| {})
}

fn find(screen: &mut Screen) {
    while let Some(job) = screen.jobs.pop_front() {
        for message in screen.answers(job.clone()) {
            screen.tell(match message {
                Message::Opened(ticket, Ok(opened)) if opened.article.text == TEXT => {
                    let found = Some(Found::new(&opened.article, analysis()));
                    Message::Opened(ticket, Ok(Opened { found, ..opened }))
                }
                other => other,
            });
        }
    }
}

/// The list of quotes as it is on the screen, its heading first, without what is empty.
fn list(screen: &Screen) -> Vec<String> {
    let rows: Vec<String> = screen.pane(Pane::Quotes).lines().map(str::to_owned).collect();
    let heading = |row: &String| {
        ["Quotes", "By speaker", " only ", "Who said"].iter().any(|of| row.contains(of))
    };
    let from = rows.iter().position(heading).unwrap();
    let rows = rows.into_iter().skip(from).map(|row| row.trim_end().to_owned());
    rows.filter(|row| !row.is_empty()).collect()
}

fn chosen(screen: &Screen) -> String {
    list(screen).into_iter().find(|row| row.starts_with('>')).unwrap()
}

fn speakers(screen: &Screen) -> Vec<Option<String>> {
    let analysis = screen.app.analysis().unwrap();
    let name = |quote| analysis.speaker_name(quote).map(str::to_owned);
    analysis.quotes.iter().map(name).collect()
}

#[test]
fn quotes_as_they_follow_in_the_text() {
    let news = news();
    let mut screen = screen_with(&news, |setup| setup.size = (140, 40));
    insta::assert_snapshot!("follow", list(&screen).join("\n"));
    screen.keys("cjj");
    insta::assert_snapshot!("follow-in-doubt", list(&screen).join("\n"));
}

#[test]
fn quotes_by_speaker() {
    let news = news();
    let mut screen = screen_with(&news, |setup| setup.size = (140, 40));
    screen.keys("cv");
    insta::assert_snapshot!("by-speaker", list(&screen).join("\n"));
    screen.keys("v");
    assert!(!list(&screen)[0].contains("by speaker"));
    screen.resize(80, 24).keys("v");
    insta::assert_snapshot!("by-speaker-narrow", list(&screen).join("\n"));
    screen.resize(50, 20);
    insta::assert_snapshot!("by-speaker-alone", list(&screen).join("\n"));
}

#[test]
fn the_grouping_stays_for_the_next_article_and_can_be_set() {
    let news = news();
    news.put("2026-03-19-other.txt", "Other news\n\n“Well,” said Piet Anders.\n");
    let mut screen = screen_with(&news, |setup| setup.settings.group_quotes = true);
    assert!(list(&screen)[0].contains("By speaker"), "{:#?}", list(&screen));
    screen.keys("v").keys("j");
    find(&mut screen);
    assert!(screen.pane(Pane::Article).contains("Piet Anders"));
    assert!(!list(&screen)[0].contains("by speaker"), "{:#?}", list(&screen));
}

#[test]
fn only_one_speaker_or_one_kind_and_all_again() {
    let news = news();
    let mut screen = screen_with(&news, |setup| setup.size = (140, 40));
    screen.keys("cfs");
    assert!(screen.bottom().contains("only Mara Holm: 3 of 6 quotes"), "{}", screen.bottom());
    let heading = |screen: &Screen| list(screen)[0].trim().to_owned();
    assert!(heading(&screen).contains("only Mara Holm"), "{}", heading(&screen));
    assert!(heading(&screen).ends_with("3/6"), "{}", heading(&screen));
    screen.keys("fd");
    assert!(heading(&screen).contains("only Mara Holm, direct"), "{}", heading(&screen));
    let narrow = screen.resize(120, 40).pane(Pane::Quotes);
    assert!(narrow.lines().any(|row| row.starts_with(" Mara Holm, d")), "{narrow}");
    assert!(screen.resize(200, 40).pane(Pane::Quotes).contains("Quotes: only Mara Holm, direct"));
    assert!(chosen(&screen).contains("We wait"), "{}", chosen(&screen));
    screen.keys("fs");
    assert!(heading(&screen).contains("only direct") && heading(&screen).ends_with("3/6"));
    screen.keys("fi");
    assert!(heading(&screen).contains("only reported") && heading(&screen).ends_with("2/6"));
    screen.keys("fi");
    assert!(heading(&screen).ends_with(" 6"), "the same key shows all: {}", heading(&screen));
    screen.keys("fp<Esc>");
    assert!(heading(&screen).ends_with(" 6"), "a cancel shows all before it goes back");
    assert_eq!(screen.app.focus, Pane::Quotes);
    screen.keys("<Esc>");
    assert_eq!(screen.app.focus, Pane::Article);
    screen.keys("ejfs");
    assert!(heading(&screen).contains("only Tobias Renn"), "from the entities, too");
    screen.keys("jfs");
    assert!(screen.bottom().contains("they are not quoted here"), "{}", screen.bottom());
    screen.keys("cfp");
    let told = list(&screen)[1..].join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(told, "only Tobias Renn, fragments: none here; fa shows all");
    screen.keys("j<Enter>yq!afsfa");
    assert!(heading(&screen).ends_with(" 6"));
}

#[test]
fn showing_all_says_what_waits_until_it_is_asked_for() {
    let news = news();
    let mut screen = screen(&news);
    let mut found = analysis();
    let reported = found.quotes.iter_mut().find(|quote| quote.kind == QuoteKind::Indirect);
    reported.unwrap().confidence = 0.3;
    screen.app.page.as_mut().unwrap().learn(Arc::new(found));
    screen.keys("cfa");
    let said = " of 6 quotes; fi shows reported speech in doubt, too";
    assert!(screen.bottom().contains(said), "{}", screen.bottom());
}

#[test]
fn what_is_quoted_is_stepped_through_as_it_is_listed() {
    let news = news();
    let mut screen = screen(&news);
    let mut line = |keys: &str| {
        screen.keys(keys);
        screen.reading_line().1
    };
    assert!(line("<Enter>gg]").contains("Mara Holm said"), "from the headline on");
    assert!(line("]").contains("not safe"), "one on the same line, too");
    assert!(line("]").contains("We wait"));
    assert!(line("]").contains("the steel"));
    assert!(line("]").contains("It is a shame"));
    assert!(line("]").contains("Open it"), "an interrupted quote is one");
    assert!(line("[").contains("It is a shame"));
    assert!(line("gg2]").contains("not safe"));
    // By speaker: first all that Holm says, then Renn, then the officials, then nobody.
    assert!(line("ggv]]]").contains("We wait"));
    assert!(line("]").contains("It is a shame"), "who says more comes before who says less");
    assert!(line("]").contains("the steel"));
    // Only Renn: whatever lies between is passed over.
    assert!(line("vcggfsh[").contains("We wait"), "the last of Holm's before here");
    assert!(line("]").contains("We wait"), "there is no further");
    assert!(line("G[").contains("We wait"), "back from the end");
    assert!(line("fagg5]cfshgg]").contains("It is a shame"));
}

#[test]
fn moving_in_the_body_moves_the_mark_whatever_is_shown() {
    let news = news();
    let mut screen = screen(&news);
    screen.keys("<Enter>gg");
    assert!(chosen(&screen).contains("~ that the bridge"), "{}", chosen(&screen));
    screen.keys("/steel<Enter>");
    assert!(chosen(&screen).contains("~ the steel was"), "{}", chosen(&screen));
    screen.keys("fd");
    assert!(chosen(&screen).contains("“ It is a shame"), "the next that is shown");
    screen.keys("gg");
    assert!(chosen(&screen).contains("“ We wait"), "{}", chosen(&screen));
    screen.keys("v/steel<Enter>");
    assert!(chosen(&screen).contains("“ It is a shame"), "in groups, too: {}", chosen(&screen));
    screen.keys("cgg<Enter>");
    assert!(screen.reading_line().1.contains("It is a shame"), "{}", screen.text());
}

#[test]
fn a_click_on_words_or_a_name_goes_there() {
    let news = news();
    let mut screen = screen(&news);
    screen.click("~ the steel");
    assert!(screen.reading_line().1.contains("the steel was late"), "{}", screen.text());
    let area = screen.app.areas().sidebar.unwrap();
    let frame = screen.frame();
    let name = frame.find_all("Tobias Renn").into_iter().rfind(|(x, _)| *x >= area.x).unwrap();
    screen.mouse(MouseEvent::Press, name);
    assert!(screen.reading_line().1.contains("It is a shame"), "{}", screen.text());
}

#[test]
fn what_is_reported_is_told_from_what_is_quoted() {
    let news = news();
    for theme in [ThemeName::Terminal, ThemeName::Dark, ThemeName::Light, ThemeName::Mono] {
        let screen = screen_with(&news, |setup| setup.settings.theme = theme);
        let frame = screen.frame();
        let italic = |words: &str| {
            let area = screen.app.areas().article.unwrap();
            let place = frame.find_all(words).into_iter().find(|(x, _)| *x < area.right()).unwrap();
            frame.has(place, Modifier::ITALIC)
        };
        assert!(italic("not safe") && italic("We wait"), "{theme:?}: what was said");
        assert!(!italic("the steel was late"), "{theme:?}: what is reported");
        let rows = screen.body(Pane::Article);
        let bar = |words: &str| rows.iter().find(|row| row.contains(words)).unwrap().chars().nth(1);
        let bars = [bar("the steel was"), bar("It is a shame"), bar("Bridge stays")];
        let shift = rows[0].len() - rows[0].trim_start().len();
        let near = |words: &str, bar: char| {
            rows.iter().find(|row| row.contains(words)).unwrap().contains(bar)
        };
        assert!(near("the steel was", '┊') && near("It is a shame", '▏'), "{bars:?} {shift}");
        assert!(!near("Bridge stays", '┊') && !near("Bridge stays", '▏'));
    }
}

#[test]
fn a_speaker_in_doubt_has_a_quiet_mark_with_colours_and_without() {
    let news = news();
    for theme in [ThemeName::Terminal, ThemeName::Dark, ThemeName::Light, ThemeName::Mono] {
        let mut screen = screen_with(&news, |setup| setup.settings.theme = theme);
        screen.keys("c");
        let row = |screen: &Screen, words: &str| {
            list(screen).into_iter().find(|row| row.contains(words)).unwrap()
        };
        assert!(row(&screen, "We wait").ends_with('?'), "{theme:?}");
        assert!(!row(&screen, "It is a shame").ends_with('?'));
        screen.keys("jja");
        assert!(row(&screen, "We wait").ends_with('✓'), "{theme:?}: what you said yourself");
        let frame = screen.frame();
        let words = frame.find_all("We wait").pop().unwrap();
        assert!(frame.has(words, Modifier::REVERSED), "{theme:?}: the chosen row");
        let name = frame.find_all("Tobias Renn").pop().unwrap();
        assert!(frame.has(name, Modifier::BOLD), "{theme:?}: a name stands out");
    }
}

#[test]
fn copying_what_is_reported_puts_no_marks_on_it() {
    let news = news();
    let mut screen = screen(&news);
    screen.keys("cjjjyq");
    assert!(screen.copied().starts_with("the steel was late — Officials"), "{}", screen.copied());
    assert!(screen.copied().contains("reported in “Bridge stays shut”"), "{}", screen.copied());
}

#[test]
fn one_key_offers_who_may_have_said_it_and_one_puts_it_right() {
    let news = news();
    let mut first = screen_with(&news, |setup| setup.size = (140, 40));
    first.keys("cjj!");
    insta::assert_snapshot!("choices", list(&first).join("\n"));
    assert!(first.bottom().contains("said by:"), "{}", first.bottom());
    assert!(first.bottom().contains("Tobias Renn 1/"), "{}", first.bottom());
    let lit = |screen: &Screen| {
        let frame = screen.frame();
        frame.has(frame.find("We wait"), Modifier::REVERSED)
    };
    assert!(lit(&first), "the quote is lit in the article meanwhile");
    first.keys("<Enter>");
    assert!(first.bottom().contains("said by Tobias Renn; U undoes it"), "{}", first.bottom());
    assert_eq!(speakers(&first)[2].as_deref(), Some("Tobias Renn"));
    assert!(!lit(&first));
    assert!(chosen(&first).contains("We wait"), "the quote stays chosen: {}", chosen(&first));
    find(&mut first);
    let mut second = screen(&news);
    assert_eq!(speakers(&second)[2].as_deref(), Some("Tobias Renn"), "it is remembered");
    second.keys("cjj!holm<Enter>");
    assert_eq!(speakers(&second)[2].as_deref(), Some("Mara Holm"));
    let kept: Vec<_> = second.app.corrections.iter().collect();
    assert_eq!(kept.len(), 1, "said again, it takes the place of what was said before");
    assert_eq!(kept[0].passage.words, "We wait,");
    second.keys("U");
    assert_eq!(speakers(&second)[2].as_deref(), Some("Tobias Renn"));
    first.keys("U");
    assert!(first.bottom().contains("undone: a correction"), "{}", first.bottom());
    assert_eq!(speakers(&first)[2].as_deref(), Some("Mara Holm"), "as the engine had it");
    find(&mut first);
    assert!(Corrections::load(&news.dirs().corrections_file()).unwrap().is_empty());
}

#[test]
fn who_it_was_is_narrowed_down_by_typing_and_may_be_nobody() {
    let news = news();
    let mut screen = screen(&news);
    screen.keys("cjj!harb");
    assert!(
        list(&screen).iter().any(|row| row.starts_with(">O Harbour Board")),
        "{:#?}",
        list(&screen)
    );
    assert!(!list(&screen).iter().any(|row| row.contains("Tobias")), "only what fits");
    screen.keys("<Enter>");
    assert_eq!(speakers(&screen)[2].as_deref(), Some("Harbour Board"));
    screen.keys("!officials<Enter>");
    assert_eq!(speakers(&screen)[2], None);
    let quote = screen.app.analysis().unwrap().quotes[2].clone();
    assert_eq!(quote.speaker.map(|speaker| speaker.span), Some(span("Officials in Norholt", 0)));
    screen.keys("!nobody<Enter>");
    let quote = &screen.app.analysis().unwrap().quotes[2];
    assert_eq!((&quote.speaker, quote.confidence), (&None, 1.0));
    let kept: Vec<_> = screen.app.corrections.iter().collect();
    assert_eq!((kept.len(), &kept[0].right), (1, &Right::Speaker(None)));
    screen.keys("!zzz<Enter>");
    assert!(screen.bottom().contains("said by: zzz"), "it stays open: {}", screen.bottom());
    assert!(screen.bottom().ends_with("nobody here is called that"), "{}", screen.bottom());
    assert!(!screen.keys("<BS>").bottom().contains("called that"), "{}", screen.bottom());
    screen.keys("<Esc>!<Down><Down><Esc>");
    assert_eq!(speakers(&screen)[2], None, "dropped, it changes nothing");
    assert_eq!(screen.app.focus, Pane::Quotes);
}

#[test]
fn a_click_on_somebody_says_that_it_was_they() {
    let news = news();
    for size in [(140, 40), (80, 12), (50, 9)] {
        let mut screen = screen_with(&news, |setup| setup.size = size);
        screen.keys("cjj!");
        screen.mouse(MouseEvent::WheelDown, (1, 1)).mouse(MouseEvent::WheelDown, (1, 1));
        screen.mouse(MouseEvent::WheelUp, (1, 1));
        let listed = list(&screen);
        let chosen = listed.iter().position(|row| row.starts_with('>')).unwrap();
        let (was, place) = (&listed[chosen], screen.frame().find_all("Harbour Board"));
        assert!(screen.bottom().contains(" 2/"), "the wheel moves: {was}, {}", screen.bottom());
        let area = screen.app.areas().sidebar.unwrap();
        let place = place.into_iter().rfind(|(x, _)| *x >= area.x).unwrap();
        screen.mouse(MouseEvent::Press, place).mouse(MouseEvent::Release, place);
        assert_eq!(speakers(&screen)[2].as_deref(), Some("Harbour Board"), "{size:?}");
        assert!(screen.app.attributing.is_none() && screen.app.prompt.is_none());
        screen.keys("U");
        assert_eq!(speakers(&screen)[2].as_deref(), Some("Mara Holm"), "one step to undo");
        screen.keys("!").mouse(MouseEvent::Press, (area.right() - 1, 0));
        assert!(screen.app.attributing.is_some(), "a click beside the list loses nothing");
    }
}

#[test]
fn who_says_most_is_named_however_long_the_name() {
    let news = news();
    let mut screen = screen_with(&news, |setup| setup.size = (120, 40));
    let mut found = analysis();
    found.entities[0].name = "Wilhelmina Quarshie-Holmgren".into();
    let quotes = &mut screen.app.sidebar.quotes;
    quotes.renew(&screen.app.page.as_ref().unwrap().article, &found, Default::default());
    screen.app.page.as_mut().unwrap().learn(Arc::new(found));
    let who = list(&screen)[1].clone();
    assert!(who.contains(" Quarshie… 61%  +3"), "{who}");
}

#[test]
fn on_a_narrow_screen_the_chosen_name_leaves_room_to_type() {
    let news = news();
    let mut screen = screen_with(&news, |setup| setup.size = (20, 6));
    screen.keys("c!r");
    assert_eq!(screen.bottom().split_whitespace().collect::<Vec<_>>(), ["said", "by:", "r", "1/4"]);
    screen.resize(34, 8);
    assert!(screen.bottom().starts_with("said by: r "), "{}", screen.bottom());
    assert!(screen.bottom().contains(" 1/4"), "{}", screen.bottom());
}

#[test]
fn what_is_as_good_as_ruled_out_stands_in_nobodys_way() {
    let news = news();
    let mut screen = screen(&news);
    let mut found = analysis();
    let bolt = Speaker { span: span("every bolt", 0), entity: None };
    let unlikely = |speaker| Candidate { speaker, confidence: 0.004 };
    found.quotes[4].candidates = vec![unlikely(None), unlikely(Some(bolt))];
    screen.app.page.as_mut().unwrap().learn(Arc::new(found));
    screen.keys("cjjjj!");
    let offered: Vec<String> = list(&screen).into_iter().skip(3).collect();
    let place = |name: &str| offered.iter().position(|row| row.contains(name)).unwrap();
    assert!(offered[0].starts_with(">P Mara Holm"), "{offered:#?}");
    assert!(place("Harbour Board") < place("nobody named"), "{offered:#?}");
    assert!(place("nobody named") < place("every bolt"), "{offered:#?}");
}

#[test]
fn words_that_stand_near_a_quote_can_be_its_source() {
    let news = news();
    let mut screen = screen(&news);
    screen.keys("cG!one si");
    assert!(list(&screen).iter().any(|row| row.trim() == ">  one sign"), "{:#?}", list(&screen));
    screen.keys("<Enter>");
    let quote = screen.app.analysis().unwrap().quotes[5].clone();
    let source = Some(Speaker { span: span("one sign", 0), entity: None });
    assert_eq!(quote.speaker, source);
    assert!(chosen(&screen).contains("Open it"));
    screen.keys("!open<Enter>");
    assert!(screen.bottom().contains("nobody here"), "not its own words: {}", screen.bottom());
    screen.keys("!(((\\<Enter>!<C-u> <Enter>U");
}

#[test]
fn reported_speech_is_corrected_with_the_fragments_in_it() {
    let news = news();
    let mut screen = screen(&news);
    screen.keys("c!renn<Enter>");
    let renn = Some("Tobias Renn".to_owned());
    assert_eq!(speakers(&screen)[..2], [renn.clone(), renn]);
    screen.keys("v");
    let names: Vec<String> =
        list(&screen).into_iter().filter(|row| row.contains('%') && !row.contains("→")).collect();
    assert!(names[0].contains("Tobias Renn"), "he says most now: {names:#?}");
}

#[test]
fn a_speaker_is_confirmed_with_one_key() {
    let news = news();
    let mut screen = screen(&news);
    screen.keys("cjja");
    assert!(screen.bottom().contains("confirmed: said by Mara Holm"), "{}", screen.bottom());
    let quote = &screen.app.analysis().unwrap().quotes[2];
    assert_eq!(quote.confidence, 1.0);
    let words = quote.speaker.as_ref().map(|speaker| speaker.span);
    assert_eq!(words, Some(span("she", 0)), "the words at the quote stay known");
    screen.keys("jjj").keys("a");
    assert!(screen.bottom().contains("said by nobody who is named"), "{}", screen.bottom());
    screen.keys("a");
    assert!(screen.bottom().contains("confirmed"), "said again, it is no other correction");
    assert_eq!(screen.app.corrections.iter().count(), 2);
    screen.keys("UU");
    assert!(screen.app.corrections.is_empty());
}

#[test]
fn in_the_article_the_whole_key_is_needed_for_names_are_corrected_there_too() {
    let news = news();
    let mut screen = screen(&news);
    screen.keys("<Enter>gg!");
    assert!(screen.bottom().contains("s speaker") && screen.app.prompt.is_none());
    screen.keys("srenn<Enter>");
    assert_eq!(speakers(&screen)[0].as_deref(), Some("Tobias Renn"));
    assert_eq!(screen.app.focus, Pane::Article);
    screen.keys("e!s");
    assert!(screen.bottom().contains("no quote here to correct"), "{}", screen.bottom());
}

#[test]
fn another_binding_of_the_prefix_is_waited_for() {
    let news = news();
    let mut screen = screen_with(&news, |setup| {
        setup.bind.insert("!z".into(), "zen".into());
    });
    screen.keys("c!");
    assert!(screen.app.prompt.is_none(), "it may mean something else");
    screen.keys("s<Esc>");
    assert!(screen.keys("c").bottom().contains("!s correct"), "{}", screen.bottom());
}

#[test]
fn the_choice_ends_with_its_article() {
    let news = news();
    news.put("2026-03-19-other.txt", "Other\n\nNothing is said.\n");
    let mut screen = screen(&news);
    screen.keys("c!");
    assert!(screen.app.attributing.is_some());
    screen.click("Headlines");
    assert!(screen.app.attributing.is_some(), "a click leaves it alone");
    let chosen = |screen: &Screen| screen.app.attributing.as_ref().map(|choice| choice.at);
    let before = chosen(&screen);
    assert_ne!(chosen(screen.mouse(MouseEvent::WheelDown, (60, 20))), before, "the wheel chooses");
    assert_eq!(chosen(screen.mouse(MouseEvent::WheelUp, (60, 20))), before);
    std::fs::remove_file(news.path("2026-03-20-bridge.txt")).unwrap();
    screen.held = false;
    screen.tell(Message::FolderChanged);
    assert!(screen.app.prompt.is_none() && screen.app.attributing.is_none());
}
