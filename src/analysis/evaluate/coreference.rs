//! How many "he" and "she" go to the right person, counted as `train-coreference measure` does.

#[path = "../entities/coreference/train/corpus.rs"]
#[allow(dead_code)]
mod corpus;
#[path = "../../../tests/gold/format.rs"]
#[allow(dead_code)]
mod format;
#[path = "../entities/coreference/train/gold.rs"]
#[allow(dead_code)]
mod gold;
#[path = "../../../tests/marked/mod.rs"]
mod marked;
#[path = "../entities/coreference/train/measure.rs"]
#[allow(dead_code)]
mod measure;
#[path = "../entities/coreference/train/speeches.rs"]
mod speeches;

use super::Outcome;
use quotidian::analysis::entities::coreference::model::Weights;
use std::{fmt::Write, path::Path};

/// What recall must reach on the development set, in percent.
const GOAL: f64 = 85.0;

/// The development set, with the names that annotators found and with our own.
pub fn table(folder: &Path) -> Outcome<String> {
    let path = folder.join("gum.dev.coref.jsonl.gz");
    let texts = corpus::read(&path.to_string_lossy())?;
    let texts: Vec<&corpus::Text> = texts.iter().collect();
    let mut table = "| he, she and their forms in gum | recall | precision | goal |\n\
                     | --- | --- | --- | --- |\n"
        .to_owned();
    for (names, given) in [("our own names", false), ("annotated names", true)] {
        let tally = measure::measure(&texts, Weights::shipped(), given);
        let (recall, precision) = (tally.recall(), tally.precision());
        let goal = if given { String::new() } else { format!("{GOAL:.0}") };
        let _ = writeln!(table, "| {names} | {recall:.2} | {precision:.2} | {goal} |");
    }
    Ok(table)
}
