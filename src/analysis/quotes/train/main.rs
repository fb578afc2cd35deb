//! Trains the models of quotes, speakers and reported speech.
//!
//! `cargo run --release --example train-quotes -- --date 2026-01-31` reads PolNeAR under `../shared/data` and
//! writes the model that is compiled in. The same data, options, seed and date give the same bytes.
//! The model of names must be there: its names and clusters are looked at.

mod examples;
mod gold;
mod learn;
mod polnear;
#[path = "../../train/random.rs"]
mod random;
mod read;
mod teacher;

use clap::Parser;
use examples::SLOTS;
use gold::Rates;
use learn::{Example, Learner, Pace};
use polnear::Annotated;
use quotidian::{
    analysis::{
        quotes::reporting::{Reporter, glossary::Glossary, model},
        tagger::{self, clusters::Clusters, spelling},
    },
    article::Prose,
};
use random::Mixed;
use read::Read;
use serde_json::json;
use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fs,
    path::PathBuf,
};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Train the models of quotes, speakers and reported speech.
#[derive(Parser)]
struct Options {
    /// Who said what, in annotated articles, packed or not.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/quotes/polnear.train.jsonl.gz"))]
    train: PathBuf,
    /// Where the model is written.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/src/analysis/model/quotes.model"))]
    out: PathBuf,
    /// The date that the model is to bear.
    #[arg(long)]
    date: String,
    /// Where random numbers start.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

const PACE: Pace = Pace { rounds: 5, rate: 0.05, dropout: 0.3 };

/// Who said a quote is learnt from reports that models find which have not seen the article.
const FOLDS: usize = 2;

/// How many models are learnt from other random numbers; their average is steadier than any.
const MODELS: usize = 9;

/// Examples of speakers are few, so they are shown so often a round.
const SPEAKERS: usize = 2;

/// The largest weight that a byte can hold.
const LARGEST: f32 = 4.0;

#[allow(clippy::print_stdout, reason = "a tool for the terminal")]
fn main() -> Outcome<()> {
    let options = Options::parse();
    let articles = polnear::read(&options.train)?;
    let proses: Vec<Prose> = articles.iter().map(|annotated| annotated.article.prose()).collect();
    let reads: Vec<Read> = articles
        .iter()
        .zip(&proses)
        .map(|(annotated, prose)| Read::new(annotated, prose))
        .collect();
    let (rates, cues) = cue_words(&articles, &reads);
    println!("{} articles, {} words that are cues", articles.len(), cues.len());
    let clusters = tagger::model::embedded()?.clusters;
    let look = |read: &Read| Glossary::new(&read.document, &clusters, |word| cues.contains(&word));
    let reports: Vec<Vec<Example>> = articles
        .iter()
        .zip(&reads)
        .map(|(annotated, read)| examples::of_reports(read, annotated, &look(read), &rates))
        .collect();
    let mut random = Mixed(options.seed);
    let speakers = speakers(&articles, &reads, &reports, (&clusters, &cues), &mut random);
    let all: Vec<&Example> = reports
        .iter()
        .flatten()
        .chain(std::iter::repeat_n(&speakers, SPEAKERS).flatten())
        .collect();
    println!("{} examples, {} of them of speakers", all.len(), speakers.len());
    let mut weights = vec![0.0; SLOTS];
    for _ in 0..MODELS {
        let mut learner = Learner::new(SLOTS);
        learner.learn(&all, PACE, &mut random);
        weights.iter_mut().zip(&learner.weights).for_each(|(sum, w)| *sum += w / MODELS as f32);
    }
    let unit = LARGEST / 127.0;
    let byte = |weight: &f32| (weight / unit).round().clamp(-127.0, 127.0) as i8;
    let bytes: Vec<i8> = weights.iter().map(byte).collect();
    let description = json!({
        "date": options.date, "seed": options.seed, "corpora": ["polnear"], "examples": all.len(),
    });
    let cues: Vec<u64> = cues.into_iter().collect();
    fs::write(&options.out, model::write(&description.to_string(), &cues, &bytes, unit))?;
    Ok(())
}

/// Seen so often, and so often as part of a cue, a word may be one.
const SEEN: f32 = 2.0;
/// The share of its uses.
const SHARE: f32 = 0.04;

/// How often each word is part of a cue, and the words that may be one.
fn cue_words(articles: &[Annotated], reads: &[Read]) -> (Rates, BTreeSet<u64>) {
    let mut seen: BTreeMap<u64, (f32, f32)> = BTreeMap::new();
    for (annotated, read) in articles.iter().zip(reads) {
        let cues: HashSet<usize> = annotated
            .attributions
            .iter()
            .flat_map(|attribution| read::tokens(&read.document, &attribution.cue))
            .collect();
        for token in 0..read.document.tokens.len() {
            let (cue, all) = seen.entry(spelling::hash(read.document.lower(token))).or_default();
            *cue += f32::from(u8::from(cues.contains(&token)));
            *all += 1.0;
        }
    }
    let rates = seen.iter().map(|(&word, &(cue, all))| (word, cue / (all + 3.0))).collect();
    let often = seen.iter().filter(|(_, (cue, all))| *cue >= SEEN && cue / all > SHARE);
    (rates, often.map(|(&word, _)| word).collect())
}

/// The examples of who said what, article by article.
fn speakers(
    articles: &[Annotated],
    reads: &[Read],
    reports: &[Vec<Example>],
    (clusters, cues): (&Clusters, &BTreeSet<u64>),
    random: &mut Mixed,
) -> Vec<Example> {
    let mut found: Vec<Vec<Example>> = articles.iter().map(|_| Vec::new()).collect();
    for fold in 0..FOLDS {
        let others = reports.iter().enumerate().filter(|(number, _)| number % FOLDS != fold);
        let others: Vec<&Example> = others.flat_map(|(_, examples)| examples).collect();
        let mut learner = Learner::new(SLOTS);
        learner.learn(&others, PACE, random);
        for number in (fold..articles.len()).step_by(FOLDS) {
            let (read, annotated) = (&reads[number], &articles[number]);
            let glossary = Glossary::new(&read.document, clusters, |word| cues.contains(&word));
            let reporter = Reporter { weigh: &learner, glossary };
            found[number] = teacher::of_speakers(read, annotated, &reporter);
        }
    }
    found.into_iter().flatten().collect()
}
