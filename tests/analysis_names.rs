//! How well names are found in annotated news, when the data are there.
//!
//! The figures reached are kept in `tests/analysis_names.toml`; one that falls by more than half a
//! point fails. They are shown with `--nocapture`; `cargo run --release --example evaluate` says more.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a test says what must hold")]

#[path = "../src/analysis/evaluate/corpus.rs"]
mod corpus;
mod kept;
#[path = "../src/analysis/evaluate/scoring.rs"]
mod scoring;
#[path = "../src/analysis/evaluate/tally.rs"]
mod tally;

use corpus::{Case, DEV_SETS};
use kept::Figures;
use scoring::{KINDS, Known, Scores, score_all, score_tagger};
use std::path::Path;

/// What the file with the figures begins with.
const ABOUT: &str = "Micro F1 of names in the development sets, in percent.";

/// The cases that the first set is written in, too.
const CASES: [(Case, &str); 3] =
    [(Case::Upper, "upper"), (Case::Title, "title"), (Case::Lower, "lower")];

/// How many points may be lost by making entities of the names that the tagger finds: in the smallest set, two or three
/// of its 635 names.
const LINKING: f64 = 0.5;

fn show(what: &str, scores: &Scores) {
    let row = |name: &str, tally: tally::Tally| {
        let (precision, recall, f1) = (tally.precision(), tally.recall(), tally.f1());
        println!("{what:24} {name:13} {precision:6.2} {recall:6.2} {f1:6.2}");
    };
    KINDS.iter().zip(scores.by_kind).for_each(|(kind, tally)| row(&format!("{kind:?}"), tally));
    row("micro", scores.micro());
}

#[test]
fn names_of_the_development_sets_are_found_as_well_as_before() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = match corpus::folder(&root.join("../shared/data")) {
        Ok(folder) => folder,
        Err(reason) => return println!("skipped: {reason}"),
    };
    let first = DEV_SETS[0];
    let given = DEV_SETS.map(|set| (set, Case::Given, set.to_owned()));
    let cases = CASES.map(|(case, name)| (first, case, format!("{first}-{name}")));
    let mut figures = Figures::new();
    for (set, case, name) in given.into_iter().chain(cases) {
        let articles = corpus::read(&folder, &format!("{set}.dev"), case).expect("a corpus");
        let scores = score_all(&articles, &Known::new());
        show(&name, &scores);
        let (all, alone) = (scores.micro().f1(), score_tagger(&articles).micro().f1());
        assert!(all + LINKING >= alone, "{name}: {all:.2} linked, {alone:.2} by the tagger alone");
        figures.insert(name, kept::rounded(scores.micro().f1()));
    }
    kept::check(&root.join("tests/analysis_names.toml"), "analysis_names", ABOUT, &figures);
}
