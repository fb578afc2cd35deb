//! The engine against the project's own gold articles of quotes (`tests/gold_quotes/README.md`).
//!
//! The figures reached are kept in `tests/gold_quotes/scores.toml`; one that falls by more than half
//! a point fails. The tables are shown with `--nocapture`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test says what must hold"
)]

#[path = "gold_quotes/format.rs"]
mod format;
mod kept;
mod marked;
mod quoted;
#[path = "gold_quotes/score.rs"]
mod score;
mod scored;
#[path = "../src/analysis/evaluate/tally.rs"]
mod tally;

use format::{Gold, GoldQuote, Who};
use kept::Figures;
use quoted::Reliability;
use quotidian::{
    analysis::{
        Analysis, Entity, EntityKind, Form, Mention, Quote, QuoteKind, Reason, Speaker, analyse,
    },
    article::{self, Format},
    span::Span,
};
use score::{Comparison, Scores};
use std::path::PathBuf;
use tally::Tally;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/gold_quotes")
}

/// Every gold article, by the name of its file.
fn articles() -> Vec<Gold> {
    scored::articles(&folder(), format::read)
}

/// The figures that are kept, in percent with one digit.
fn figures(all: &Scores) -> Figures {
    const ACCURACIES: [&str; 4] = ["kind", "speaker_words", "reported_words", "reported_name"];
    let kept = all.rows().into_iter().map(|(name, tally)| {
        if ACCURACIES.contains(&name) {
            (format!("{name}_accuracy"), kept::rounded(tally.recall()))
        } else {
            (format!("{name}_f1"), kept::rounded(tally.f1()))
        }
    });
    kept.collect()
}

/// The columns of the table by article.
const SHOWN: [&str; 6] =
    ["direct", "quoted", "joint", "reported", "reported_words", "reported_name"];

/// What the file with the figures begins with.
const ABOUT: &str = "What the engine reaches on the gold articles of quotes, in percent.";

#[test]
fn the_engine_reaches_its_kept_scores() {
    let mut all = Scores::default();
    let mut each = Vec::new();
    let (mut quoted, mut reported) = (Reliability::default(), Reliability::default());
    for gold in articles() {
        let article = article::read(gold.text.clone(), Format::Plain, gold.name.clone(), None);
        let analysis = analyse(&article);
        let comparison = Comparison::new(&gold, &analysis);
        comparison.add_confidences(&mut quoted, &mut reported);
        all += comparison.scores();
        each.push((gold.name.clone(), comparison.scores().rows()));
    }
    println!("{}", scored::table(&each, &all.rows(), |name| SHOWN.contains(&name)));
    println!("{}\n{}", quoted.table("quoted words"), reported.table("reported speech"));
    kept::check(&folder().join("scores.toml"), "analysis_quotes", ABOUT, &figures(&all));
}

#[test]
fn marks_stand_for_the_words_above_them() {
    let file = "  Ann Lee said\n| 1^^^^^^\n|         1...\n+ she “won’t\n| 1~~~~~~~~~\n|      2----\n\
                + go”. “I,”\n| 1~~\n| 2-\n|       3=\n\n  “Ärger?”\n|  3=====\n\
                ===\n1 indirect = Ann Lee / Ann\n2 partial in 1\n3 direct = nobody\n";
    let gold = format::read("small", file).unwrap();
    assert_eq!(gold.text, "Ann Lee said she “won’t go”. “I,”\n\n“Ärger?”\n");
    let words = |spans: &[Span]| -> Vec<String> {
        spans.iter().map(|span| span.of(&gold.text).to_owned()).collect()
    };
    let [first, second, third] = &gold.quotes[..] else { panic!("{:?}", gold.quotes) };
    assert_eq!(words(&first.spans), ["she “won’t go”"]);
    assert_eq!(words(&second.spans), ["won’t go"]);
    assert_eq!(words(&third.spans), ["I,", "Ärger?"]);
    assert_eq!(words(&second.sources), ["Ann Lee"]);
    assert_eq!(words(&second.cues), ["said"]);
    assert_eq!(first.speaker, Who::Named(vec!["Ann Lee".to_owned(), "Ann".to_owned()]));
    assert_eq!((second.within, &second.speaker), (Some(0), &first.speaker));
    assert_eq!((third.kind, &third.speaker), (Some(QuoteKind::Direct), &Who::Nobody));
    let broken = |from: &str, to: &str| format::read("small", &file.replace(from, to)).is_err();
    assert!(broken("1~~\n", "1--\n") && broken("in 1", "in 9") && broken(" = nobody", ""));
    assert!(broken("3=\n", "3==========\n") && broken("direct", "straight"));
}

fn assert_words(name: &str, text: &str, spans: &[Span]) {
    for span in spans {
        let words = span.of(text);
        assert!(!words.is_empty() && words.trim() == words, "{name}: {words:?}");
        assert!(!words.contains('\n'), "{name}: {words:?} runs over a paragraph");
        let before = text[..span.start].chars().next_back();
        let after = text[span.end..].chars().next();
        let cuts = |outer: Option<char>, inner: Option<char>| {
            [outer, inner].iter().all(|c| c.is_some_and(char::is_alphanumeric))
        };
        assert!(!cuts(before, words.chars().next()), "{name}: {words:?} begins in a word");
        assert!(!cuts(after, words.chars().next_back()), "{name}: {words:?} ends in a word");
    }
}

#[test]
fn gold_quotes_nest_and_overlap_only_by_within() {
    for Gold { name, text, quotes } in articles() {
        for quote in &quotes {
            let GoldQuote { spans, sources, cues, .. } = quote;
            assert!(!spans.is_empty(), "{name}: {} has no words", quote.id);
            [spans, sources, cues].iter().for_each(|spans| assert_words(&name, &text, spans));
            let around = quote.within.map(|around| &quotes[around]);
            let covers =
                |outer: &GoldQuote, span: &Span| outer.spans.iter().any(|o| o.covers(*span));
            if let Some(around) = around {
                assert_eq!(around.kind, Some(QuoteKind::Indirect), "{name}: {}", quote.id);
                assert!(spans.iter().all(|span| covers(around, span)), "{name}: {}", quote.id);
            }
            let unnamed = quote.speaker == Who::Unnamed;
            assert!(!unnamed || !sources.is_empty(), "{name}: {} has no source", quote.id);
        }
        for is_within in [false, true] {
            let those = quotes.iter().filter(|quote| quote.within.is_some() == is_within);
            let mut spans: Vec<Span> = those.flat_map(|quote| quote.spans.clone()).collect();
            spans.sort_unstable();
            assert!(spans.windows(2).all(|two| two[0].end <= two[1].start), "{name}: overlap");
        }
        let starts = |two: &[GoldQuote]| two[0].spans[0].start <= two[1].spans[0].start;
        assert!(quotes.windows(2).all(starts), "{name}: out of order");
    }
}

/// What an engine would give that finds all that the gold says.
fn perfect(gold: &Gold) -> Analysis {
    let mut entities: Vec<Entity> = Vec::new();
    let mut entity = |who: &Who| {
        let Who::Named(names) = who else { return None };
        let mention = Mention { span: Span::new(0, 1), form: Form::Name, confidence: 1.0 };
        entities.push(Entity {
            name: names[0].to_uppercase(),
            kind: EntityKind::Person,
            roles: Vec::new(),
            salience: 1.0,
            credit: false,
            mentions: vec![mention],
        });
        Some(entities.len() - 1)
    };
    let quote = |quote: &GoldQuote| {
        let entity = entity(&quote.speaker);
        let place = quote.sources.first().copied().or(entity.map(|_| Span::new(0, 1)));
        Quote {
            kind: quote.kind.unwrap_or(QuoteKind::Partial),
            within: quote.within,
            spans: quote.spans.clone(),
            speaker: place.map(|span| Speaker { span, entity }),
            cue: quote.cues.first().copied(),
            confidence: 0.95,
            reason: Reason::Cue,
            candidates: Vec::new(),
        }
    };
    let quotes = gold.quotes.iter().map(quote).collect();
    Analysis { entities, quotes, ..Default::default() }
}

#[test]
fn an_analysis_that_says_what_the_gold_says_is_all_right() {
    let (mut quoted, mut reported) = (Reliability::default(), Reliability::default());
    for gold in articles() {
        let analysis = perfect(&gold);
        let comparison = Comparison::new(&gold, &analysis);
        for (what, tally) in comparison.scores().rows() {
            let whole = Tally { right: tally.gold, gold: tally.gold, given: tally.gold };
            assert_eq!(tally, whole, "{}: {what}", gold.name);
        }
        comparison.add_confidences(&mut quoted, &mut reported);
    }
    assert!((quoted.error() - 5.0).abs() < 0.01, "{}", quoted.error());
}

#[test]
fn what_is_wrong_is_counted_as_wrong() {
    let mut found = Scores::default();
    for gold in articles() {
        let mut analysis = perfect(&gold);
        for quote in &mut analysis.quotes {
            quote.speaker = None;
            quote.within = None;
            if quote.kind != QuoteKind::Indirect {
                quote.kind = QuoteKind::Direct;
            }
        }
        analysis.quotes.retain(|quote| quote.kind != QuoteKind::Indirect);
        found += Comparison::new(&gold, &analysis).scores();
    }
    let Scores { kind, within, speaker_words, speaker_name, nameless, .. } = found;
    assert_eq!((within.right, speaker_words.right, speaker_name.right), (0, 0, 0));
    assert!(kind.right < kind.gold && kind.right > 0);
    assert!(nameless.right == nameless.gold && nameless.given > nameless.gold);
    assert!(found.quoted.right == found.quoted.gold && found.quoted.given > found.quoted.gold);
    assert!(found.reported.recall() < 40.0 && found.reported.right > 0);
}
