//! How fast the engine is: processor time of this process, which other work on the machine does not
//! add to.

use super::Outcome;
use cpu_time::ProcessTime;
use quotidian::{
    analysis::{
        analyse,
        document::Document,
        entities::Named,
        lexicon::Lexicon,
        tagger::{self, model},
    },
    article::{self, Article, Format},
};
use std::{hint::black_box, process::Command, time::Duration};

/// The argument that makes this program do nothing but [`start`].
pub const START: &str = "--start";

/// How many runs over a set, or starts of a process, there are, of which the median counts.
const RUNS: usize = 9;

/// What is done to an article, and how fast.
pub struct Pace {
    /// What is done.
    pub what: &'static str,
    /// What is counted.
    pub unit: &'static str,
    /// How many of them are done in a second.
    pub per_second: f64,
}

/// How fast each part of the work is on one core.
pub fn paces(articles: &[Article]) -> Vec<Pace> {
    let lexicon = Lexicon::open();
    let document =
        |article: &Article| Document::new(article, &article.prose(), &lexicon).tokens.len();
    let words = articles.iter().map(Article::words).sum();
    let tokens = articles.iter().map(document).sum();
    let named = |article: &Article, what: &dyn Fn(&Document)| {
        what(&Document::new(article, &article.prose(), &lexicon));
    };
    let tag = |document: &Document| {
        black_box(model::embedded().map_or(0, |model| tagger::tag(model, document).len()));
    };
    let link = |document: &Document| {
        black_box(Named::new(document).entities.len());
    };
    vec![
        pace("tokenising", "tokens/s", tokens, || {
            articles.iter().for_each(|article| {
                black_box(document(article));
            });
        }),
        pace("tokenising and tagging", "tokens/s", tokens, || {
            articles.iter().for_each(|article| named(article, &tag));
        }),
        pace("names and entities, tokenising too", "words/s", words, || {
            articles.iter().for_each(|article| named(article, &link));
        }),
        pace("whole analysis, quotes too", "words/s", words, || {
            articles.iter().for_each(|article| {
                black_box(analyse(article));
            });
        }),
    ]
}

fn pace(what: &'static str, unit: &'static str, count: usize, mut work: impl FnMut()) -> Pace {
    work();
    let run = |_| {
        let start = ProcessTime::now();
        work();
        start.elapsed()
    };
    let taken = median((0..RUNS).map(run).collect());
    Pace { what, unit, per_second: count as f64 / taken.as_secs_f64() }
}

/// What a process has used when its `main` begins, and when it has analysed a first sentence.
pub struct Readiness {
    /// Until `main`.
    pub started: Duration,
    /// Until the first analysis is there.
    pub ready: Duration,
}

/// Starts this program anew some times, to find how soon it can analyse.
pub fn readiness() -> Outcome<Readiness> {
    let mut started = Vec::new();
    let mut ready = Vec::new();
    for _ in 0..RUNS {
        let run = Command::new(std::env::current_exe()?).arg(START).output()?;
        let told = String::from_utf8(run.stdout)?;
        let (first, second) = told.trim().split_once(' ').ok_or("a process told no times")?;
        started.push(Duration::from_micros(first.parse()?));
        ready.push(Duration::from_micros(second.parse()?));
    }
    Ok(Readiness { started: median(started), ready: median(ready) })
}

/// Analyses one sentence as the first thing in a process; tells the microseconds used before and
/// after.
pub fn start() -> String {
    let started = ProcessTime::now().as_duration();
    let text = "Ada Lund, who leads Norholt Rail, is in Marbury.".to_owned();
    black_box(analyse(&article::read(text, Format::Plain, String::new(), None)));
    let ready = ProcessTime::now().as_duration();
    format!("{} {}", started.as_micros(), ready.as_micros())
}

/// The one in the middle; zero of none.
fn median(mut all: Vec<Duration>) -> Duration {
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}
