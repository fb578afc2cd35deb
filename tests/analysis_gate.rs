//! Quotes, speakers and reported speech in annotated news, when the data are there.
//!
//! Counts as the scorer beside the data does. The figures reached are kept in `tests/analysis_gate.toml`; one
//! that falls by more than half a point fails. They are shown with `--nocapture`, and so is how far the
//! confidences are to be trusted.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test says what must hold"
)]

#[path = "polnear/corpus.rs"]
mod corpus;
mod kept;
#[path = "polnear/marks.rs"]
mod marks;
mod quoted;
#[path = "polnear/score.rs"]
mod score;
#[allow(dead_code, reason = "others use more of it")]
#[path = "../src/analysis/evaluate/tally.rs"]
mod tally;

use corpus::Record;
use kept::Figures;
use quotidian::{
    analysis::analyse,
    article::{self, Format},
    span::Span,
};
use score::Scores;
use std::path::Path;

/// What the file with the figures begins with.
const ABOUT: &str = "Quotes in the development half of PolNeAR, in percent.";

fn scores(record: &Record) -> Scores {
    let article = article::read(record.text.clone(), Format::Plain, String::new(), None);
    score::score(record, &score::given(&article.text, &analyse(&article)))
}

/// The figures that are promised, exactly.
fn figures(all: &Scores) -> [(&'static str, f64); 7] {
    [
        ("direct_found_f1", all.direct.found.f1()),
        ("direct_speaker", all.direct.speaker()),
        ("direct_joint_f1", all.direct.joint(false)),
        ("quoted_found_f1", all.all.found.f1()),
        ("quoted_joint_f1", all.all.joint(true)),
        ("reported_token_f1", all.reported.f1()),
        ("last_name", all.names.recall()),
    ]
}

#[test]
fn quotes_of_the_development_set_are_found_as_well_as_before() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("../shared/data/quotes/polnear.dev.jsonl.gz");
    if !path.exists() {
        return println!("skipped: {} is not there", path.display());
    }
    let mut all = Scores::default();
    corpus::read(&path).iter().for_each(|record| all += &scores(record));
    println!("{:?}\n{:?}\n{:?} {:?}", all.direct, all.all, all.reported, all.names);
    figures(&all).iter().for_each(|(name, figure)| println!("{name:18} {figure:6.2}"));
    println!("\n{}", all.quoted_confidence.table("quoted words"));
    println!("{}", all.reported_confidence.table("reported speech"));
    let figures: Figures =
        figures(&all).map(|(name, figure)| (name.to_owned(), kept::rounded(figure))).into();
    kept::check(&root.join("tests/analysis_gate.toml"), "analysis_gate", ABOUT, &figures);
}

fn segments(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let words = |span: &Span| characters[span.start..span.end].iter().collect();
    marks::segments(&characters).iter().map(words).collect()
}

#[test]
fn quoted_segments_are_those_of_the_scorer() {
    assert_eq!(segments("“A b,” she said. “C."), ["A b,", "C."]);
    assert_eq!(segments("“A\n\n“B”\n\nc “d"), ["A", "B", "d"]);
    assert_eq!(segments("\"A\nb\nc \"d e"), ["A", "d e"]);
    assert_eq!(segments("\"A \"b c\" d"), ["A", "b c"]);
    assert_eq!(segments("''A b'' and ''''"), ["A b"]);
    assert_eq!(segments("'''A' b'' c"), ["A' b"]);
    assert_eq!(segments("a 6\" nail, <a href=\"b c\">d</a>"), [""; 0]);
    assert_eq!(segments("A 'b c' and 'em, the dogs' 'd'"), ["b c"]);
    assert_eq!(segments("»a b« it's ‘c d’"), ["a b", "c d"]);
}

/// One direct attribution, one reported with a quoted part.
const RECORD: &str = r#"{"text": "“We never won it,” Ann Lee said. Kit said it was “far too late now”.",
    "attributions": [
        {"kind": "direct", "content": [{"start": 0, "end": 18}], "speaker_name": "Ann Lee",
            "source": [{"start": 19, "end": 26}]},
        {"kind": "mixed", "content": [{"start": 42, "end": 68}], "speaker_name": null,
            "source": [{"start": 33, "end": 36}]}
    ]}"#;

/// The scores of quotes in [`RECORD`]: kind, span, speaker's words, name.
fn scored(quotes: &[(&str, &str, &str)]) -> [f64; 7] {
    use quotidian::analysis::{Analysis, Entity, EntityKind, Quote, QuoteKind, Reason, Speaker};
    let record: Record = serde_json::from_str(RECORD).unwrap();
    let find = |words: &str| {
        let start = record.text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let mut analysis = Analysis::default();
    for &(words, speaker, name) in quotes {
        let entity = Entity {
            name: name.to_owned(),
            kind: EntityKind::Person,
            roles: Vec::new(),
            salience: 0.0,
            credit: false,
            mentions: Vec::new(),
        };
        analysis.quotes.push(Quote {
            kind: if words.contains('“') { QuoteKind::Indirect } else { QuoteKind::Direct },
            within: None,
            spans: vec![find(words)],
            speaker: Some(Speaker { span: find(speaker), entity: Some(analysis.entities.len()) }),
            cue: None,
            confidence: 1.0,
            reason: Reason::Cue,
            candidates: Vec::new(),
        });
        analysis.entities.push(entity);
    }
    let scores = score::score(&record, &score::given(&record.text, &analysis));
    figures(&scores).map(|(_, figure)| figure.round())
}

#[test]
fn scores_are_those_of_the_scorer() {
    let (direct, mixed) = ("We never won it,", "it was “far too late now”");
    let lee = (direct, "Ann Lee", "Ms Lee");
    let kit = (mixed, "Kit", "Kit");
    assert_eq!(scored(&[lee, kit]), [100.0; 7]);
    assert_eq!(scored(&[lee]), [100.0, 100.0, 100.0, 67.0, 67.0, 0.0, 100.0]);
    assert_eq!(scored(&[(direct, "Kit", "Kit"), kit]), [100.0, 0.0, 0.0, 100.0, 50.0, 100.0, 0.0]);
    assert_eq!(scored(&[kit]), [0.0, 0.0, 0.0, 67.0, 67.0, 100.0, 0.0]);
    let short = ("it was “far too", "Kit", "Kit");
    assert_eq!(scored(&[lee, short]), [100.0, 100.0, 100.0, 67.0, 67.0, 80.0, 100.0]);
}
