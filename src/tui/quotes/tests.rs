use super::*;
use crate::{
    analysis::{Entity, EntityKind, Reason, Speaker},
    article::{Block, BlockKind},
    span::Span,
};
use proptest::prelude::*;

const TEXT: &str = "Holm: one two three four. Renn: five six. officials: seven. Officials: \
                    eight. Holm: nine ten. eleven.";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn quote(words: &str, kind: QuoteKind, within: Option<usize>, speaker: Option<Speaker>) -> Quote {
    Quote {
        kind,
        within,
        spans: vec![span(words)],
        speaker,
        cue: None,
        confidence: 0.9,
        reason: Reason::Cue,
        candidates: Vec::new(),
    }
}

fn article() -> Article {
    let blocks = vec![Block::new(BlockKind::Paragraph, Span::new(0, TEXT.len()))];
    Article { text: TEXT.into(), blocks, ..Article::default() }
}

fn analysis() -> Analysis {
    use QuoteKind::{Direct, Indirect, Partial};
    let entity = |name: &str| Entity {
        name: name.into(),
        kind: EntityKind::Person,
        roles: Vec::new(),
        salience: 0.5,
        credit: false,
        mentions: Vec::new(),
    };
    let by = |words: &str, entity| Some(Speaker { span: span(words), entity });
    Analysis {
        entities: vec![entity("Tobias Renn"), entity("Mara Holm")],
        quotes: vec![
            quote("one two three four", Indirect, None, by("Holm", Some(1))),
            quote("two three", Partial, Some(0), by("Holm", Some(1))),
            quote("five six", Direct, None, by("Renn", Some(0))),
            quote("seven", Indirect, None, by("officials", None)),
            quote("eight", Indirect, None, by("Officials", None)),
            quote("nine ten", Direct, None, by("Holm", Some(1))),
            quote("eleven", Partial, None, None),
        ],
        ..Analysis::default()
    }
}

fn quotes() -> Quotes {
    let mut quotes = Quotes::default();
    quotes.replace(&article(), &analysis(), BTreeSet::new());
    quotes
}

fn order(quotes: &Quotes) -> Vec<usize> {
    quotes.rows.iter().map(|row| row.quote).collect()
}

#[test]
fn those_who_say_most_come_first_and_nobody_last() {
    let quotes = quotes();
    let voices: Vec<(&str, usize)> =
        quotes.voices.iter().map(|voice| (voice.name.as_str(), voice.words)).collect();
    let counted = [("Mara Holm", 6), ("Tobias Renn", 2), ("officials", 2), ("nobody named", 1)];
    assert_eq!(voices, counted, "what is quoted within reported speech counts once");
    assert!((quotes.share(0) - 6.0 / 11.0).abs() < 1e-6);
}

#[test]
fn names_stand_above_runs_or_above_groups() {
    let mut quotes = quotes();
    let firsts = |quotes: &Quotes| -> Vec<usize> {
        quotes.rows.iter().filter(|row| row.first).map(|row| row.quote).collect()
    };
    assert_eq!((order(&quotes), firsts(&quotes)), (vec![0, 1, 2, 3, 4, 5, 6], vec![0, 2, 3, 5, 6]));
    assert!(quotes.rows[1].part);
    quotes.choose(4);
    quotes.change(&article(), &analysis(), |quotes| quotes.grouped = true);
    assert_eq!((order(&quotes), firsts(&quotes)), (vec![0, 1, 5, 2, 3, 4, 6], vec![0, 2, 3, 6]));
    assert_eq!(quotes.chosen(), Some(4), "what is chosen stays so");
}

#[test]
fn filters_leave_rows_out_and_the_next_one_is_chosen() {
    let mut quotes = quotes();
    quotes.choose(1);
    quotes.change(&article(), &analysis(), |quotes| {
        quotes.filter.kind = Some(QuoteKind::Direct);
    });
    assert_eq!((order(&quotes), quotes.chosen()), (vec![2, 5], Some(2)));
    quotes.change(&article(), &analysis(), |quotes| {
        quotes.filter.who = Some(Who::Words("officials".into()));
    });
    assert_eq!((order(&quotes), quotes.chosen()), (vec![], None));
    quotes.change(&article(), &analysis(), |quotes| {
        quotes.filter.kind = Some(QuoteKind::Partial);
        quotes.filter.who = None;
    });
    assert_eq!(order(&quotes), [1, 6]);
    assert!(!quotes.rows[0].part, "without the reported speech it stands alone");
    quotes.replace(&article(), &analysis(), BTreeSet::new());
    assert_eq!(order(&quotes), [1, 6], "the kind stays for the next article");
}

proptest! {
    /// Whatever refers to whatever: every quote that is wanted has one row, and the chosen one is
    /// on the screen.
    #[test]
    fn every_quote_has_its_row_and_the_chosen_one_is_seen(
        within in prop::collection::vec(prop::option::of(0_usize..12), 1..12),
        whom in prop::collection::vec(0_usize..4, 12), grouped in any::<bool>(),
        chosen in 0_usize..12, width in 0_u16..60, room in 0_usize..20,
    ) {
        let mut analysis = analysis();
        let speakers: Vec<Option<Speaker>> =
            [0, 2, 3, 6].iter().map(|&at: &usize| analysis.quotes[at].speaker.clone()).collect();
        analysis.quotes = within.iter().zip(&whom).map(|(&within, &whom)| {
            quote("one two three four", QuoteKind::Indirect, within, speakers[whom].clone())
        }).collect();
        let mut quotes = Quotes { grouped, ..Quotes::default() };
        quotes.replace(&article(), &analysis, BTreeSet::new());
        let mut seen = order(&quotes);
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..within.len()).collect::<Vec<_>>());
        quotes.choose(chosen);
        quotes.show(&article(), &analysis, width, room);
        let lines = quotes.lines(&article(), &analysis, room);
        prop_assert_eq!(lines.len(), room);
        let here = |line: &Line| matches!(line, Line::Words(row, 0) if *row == quotes.list.selected);
        prop_assert!(room == 0 || lines.iter().any(here), "{:?}", lines);
    }
}

#[test]
fn reported_speech_that_may_be_none_waits_until_it_is_asked_for() {
    let mut analysis = analysis();
    analysis.quotes[0].confidence = 0.3;
    analysis.quotes[3].confidence = 0.3;
    let mut quotes = Quotes::default();
    quotes.replace(&article(), &analysis, BTreeSet::from([3]));
    assert_eq!(order(&quotes), [1, 2, 3, 4, 5, 6], "what somebody confirmed stays");
    quotes.filter.kind = Some(QuoteKind::Indirect);
    quotes.arrange(&article(), &analysis);
    assert_eq!(order(&quotes), [0, 3, 4]);
}
