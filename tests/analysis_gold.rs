//! The engine against the project's own gold articles (`tests/gold/README.md`).
//!
//! The figures reached are kept in `tests/gold/scores.toml`; one that falls by more than half a
//! point fails. The table is shown with `--nocapture`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test says what must hold"
)]

#[path = "gold/format.rs"]
mod format;
mod kept;
mod marked;
#[path = "gold/score.rs"]
mod score;
mod scored;
#[path = "../src/analysis/evaluate/tally.rs"]
mod tally;

use format::Gold;
use kept::{Figures, fallen};
use quotidian::{
    analysis::{EntityKind, Form, analyse},
    article::{self, Format},
    span::Span,
};
use score::Scores;
use std::path::PathBuf;
use tally::Tally;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/gold")
}

/// Every gold article, by the name of its file.
fn articles() -> Vec<Gold> {
    scored::articles(&folder(), format::read)
}

fn scores(gold: &Gold) -> Scores {
    let article = article::read(gold.text.clone(), Format::Plain, gold.name.clone(), None);
    Scores::new(gold, &analyse(&article))
}

/// The figures that are kept, in percent with one digit.
fn figures(all: &Scores) -> Figures {
    let mut figures = Figures::new();
    for (name, tally) in all.rows() {
        let mut keep = |what: &str, figure: f64| {
            figures.insert(format!("{name}_{what}"), kept::rounded(figure));
        };
        if ["he_she", "it_they", "nominals"].contains(&name) {
            keep("accuracy", tally.recall());
            keep("precision", tally.precision());
        } else {
            keep("f1", tally.f1());
        }
    }
    figures
}

/// What the file with the figures begins with.
const ABOUT: &str = "What the engine reaches on the gold articles, in percent.";

#[test]
fn the_engine_reaches_its_kept_scores() {
    let each: Vec<(String, Scores)> =
        articles().iter().map(|gold| (gold.name.clone(), scores(gold))).collect();
    let mut all = Scores::default();
    each.iter().for_each(|(_, scores)| all += *scores);
    let rows: Vec<_> = each.iter().map(|(name, scores)| (name.clone(), scores.rows())).collect();
    println!("{}", scored::table(&rows, &all.rows(), |_| true));
    kept::check(&folder().join("scores.toml"), "analysis_gold", ABOUT, &figures(&all));
}

#[test]
fn a_figure_that_falls_by_more_than_half_a_point_is_told() {
    let one = |figure: f64| Figures::from([("names_f1".to_owned(), figure)]);
    assert!(fallen(&one(80.0), &one(79.5)).is_empty());
    assert!(fallen(&one(80.0), &one(95.0)).is_empty());
    assert_eq!(fallen(&one(80.0), &one(79.4)), ["names_f1 fell from 80.0 to 79.4"]);
    assert_eq!(fallen(&one(80.0), &Figures::new()).len(), 1);
    assert_eq!(fallen(&Figures::new(), &one(80.0)).len(), 1);
}

#[test]
fn marks_stand_for_the_words_above_them() {
    let file = "  Łódź greets Ann\n| 1===        2==\n+ Lee. “I came,”\n|       2\n\n  said her son.\n\
                |      3------\n|      2~~\n===\n1 location Łódź\n2 person Ann (credit) = a; b c\n\
                3 person Kit\n";
    let gold = format::read("small", file).unwrap();
    assert_eq!(gold.text, "Łódź greets Ann Lee. “I came,”\n\nsaid her son.\n");
    let marked = |at: usize| -> Vec<(&str, Form)> {
        gold.entities[at].mentions.iter().map(|(span, form)| (span.of(&gold.text), *form)).collect()
    };
    assert_eq!(marked(0), [("Łódź", Form::Name)]);
    assert_eq!(marked(1), [("Ann", Form::Name), ("I", Form::Pronoun), ("her", Form::Pronoun)]);
    assert_eq!(marked(2), [("her son", Form::Nominal)]);
    assert_eq!(gold.entities[1].roles, ["a", "b c"]);
    assert!(gold.entities[1].credit && !gold.entities[2].credit);
    assert!(format::read("small", "  Ann\n| 7==\n===\n1 person Ann\n").is_err());
    assert!(format::read("small", "  Ann\n| 1====\n===\n1 person Ann\n").is_err());
}

#[test]
fn what_is_marked_agrees_with_what_is_listed() {
    for Gold { name, text, entities } in articles() {
        let borders = |span: Span| {
            let before = text[..span.start].chars().next_back();
            let after = text[span.end..].chars().next();
            [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
        };
        for entity in &entities {
            let is_name =
                |(span, form): &(Span, Form)| *form == Form::Name && span.of(&text) == entity.name;
            assert!(entity.mentions.iter().any(is_name), "{name}: {} stands nowhere", entity.name);
            assert!(entity.mentions.iter().all(|m| borders(m.0)), "{name}: {}", entity.name);
            assert!(entity.roles.is_empty() || entity.kind == EntityKind::Person, "{name}");
            let same = entities.iter().filter(|other| other.id == entity.id).count();
            assert_eq!(same, 1, "{name}: {} is listed twice", entity.id);
        }
        let mut spans: Vec<Span> = entities.iter().flat_map(|e| &e.mentions).map(|m| m.0).collect();
        spans.sort_by_key(|span| (span.start, span.end));
        assert!(spans.windows(2).all(|two| two[0] != two[1]), "{name}: words marked twice");
    }
}

#[test]
fn an_analysis_that_says_what_the_gold_says_is_all_right() {
    for gold in articles() {
        let mentions = |list: &[(Span, Form)]| {
            list.iter()
                .map(|&(span, form)| quotidian::analysis::Mention { span, form, confidence: 1.0 })
                .collect()
        };
        let entities = gold.entities.iter().map(|entity| quotidian::analysis::Entity {
            name: entity.name.clone(),
            kind: entity.kind,
            roles: entity.roles.iter().map(|role| role.to_uppercase()).collect(),
            salience: 1.0,
            credit: entity.credit,
            mentions: mentions(&entity.mentions),
        });
        let analysis =
            quotidian::analysis::Analysis { entities: entities.collect(), ..Default::default() };
        for (what, tally) in Scores::new(&gold, &analysis).rows() {
            let whole = Tally { right: tally.gold, gold: tally.gold, given: tally.gold };
            assert_eq!(tally, whole, "{}: {what}", gold.name);
        }
    }
}
