//! Trains and measures the ranker of coreference: writes `weights.tsv`.
//!
//! `cargo run --release --example train-coreference -- train CORPUS…` writes the table to standard
//! output, `… measure CORPUS…` prints how many pronouns the compiled-in weights get right, `… errors
//! CORPUS…` which they get wrong, `… cross CORPUS…` cross-validates over five parts. A corpus is
//! `NAME.coref.jsonl.gz` with `NAME.jsonl` (its named entities) beside it, a folder of marked articles
//! as in `tests/gold`, or a `.jsonl.gz` of attributions, of which the speakers that are one pronoun are
//! learnt from; `weights.md` says which were used. The same corpora give the same bytes. A `.tsv` among
//! them holds weights to be used in place of those compiled in.

mod corpus;
mod cross;
mod errors;
#[path = "../../../../../tests/gold/format.rs"]
#[allow(dead_code)]
mod format;
mod gold;
mod learn;
#[path = "../../../../../tests/marked/mod.rs"]
mod marked;
mod masked;
mod measure;
#[path = "../../../train/random.rs"]
mod random;
mod speeches;

use corpus::Text;
use quotidian::analysis::entities::coreference::model::Weights;
use std::error::Error;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What weighs less is left out of the table.
const LEAST: f32 = 0.01;

#[allow(clippy::print_stdout)]
fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next().unwrap_or_default();
    let mut texts = Vec::new();
    let mut weights = Weights::shipped().clone();
    for path in arguments {
        if path.ends_with(".tsv") {
            weights = Weights::parse(&std::fs::read_to_string(&path)?);
        } else {
            texts.extend(corpus::read(&path)?);
        }
    }
    match task.as_str() {
        "train" => print!("{}", learn::train(&texts.iter().collect::<Vec<_>>()).table(LEAST)),
        "cross" => cross::cross(&texts),
        "errors" => print!("{}", errors::errors(&texts, &weights)),
        "measure" => {
            let (speakers, whole): (Vec<&Text>, Vec<&Text>) =
                texts.iter().partition(|text| text.speakers.is_some());
            let measured = |gold| measure::measure(&whole, &weights, gold);
            measure::report("gold names", &measured(true));
            measure::report("own names", &measured(false));
            measure::report_speakers(measure::speakers(&speakers, &weights));
        }
        _ => return Err("train, cross, errors or measure, then corpora".into()),
    }
    Ok(())
}
