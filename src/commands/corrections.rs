//! `quotidian corrections`: what was corrected by hand.

use super::{Context, Failure, Output, output::json_line};
use crate::cli::{Corrections, CorrectionsFormat};
use quotidian::{
    analysis::EntityKind,
    corrections::{self, Correction, Right},
    text::harmless_line,
};

pub fn run(command: &Corrections, context: &Context) -> Result<(), Failure> {
    let mut output = Output::new();
    let file = context.dirs.corrections_file();
    let kept = corrections::Corrections::load(&file).map_err(|error| {
        Failure::Input(format!("cannot read corrections in {}: {error}", file.display()))
    })?;
    for correction in kept.iter() {
        match command.format {
            CorrectionsFormat::Json => {
                output.bytes(&json_line(correction).map_err(Failure::Output)?)?;
            }
            CorrectionsFormat::Text => output.line(&harmless_line(&in_words(correction)))?,
        }
    }
    output.finish()?;
    kept.passed_over(&file).map_or(Ok(()), |text| Err(Failure::Input(text)))
}

/// What is right, for people.
fn in_words(correction: &Correction) -> String {
    let right = match &correction.right {
        Right::Kind(EntityKind::Person) => "is a person".to_owned(),
        Right::Kind(EntityKind::Organization) => "is an organization".to_owned(),
        Right::Kind(EntityKind::Location) => "is a place".to_owned(),
        Right::Kind(EntityKind::Misc) => "is neither person, organization nor place".to_owned(),
        Right::SameAs(same) => {
            format!("is the same as “{}” (at {})", same.passage.words, same.passage.start)
        }
        Right::ApartFrom(other) => {
            format!("is another than “{}” (at {})", other.words, other.start)
        }
        Right::Speaker(Some(source)) => {
            format!("was said by “{}” (at {})", source.passage.words, source.passage.start)
        }
        Right::Speaker(None) => "was said by nobody who is named".to_owned(),
    };
    let Correction { id, passage, .. } = correction;
    format!("{id}: “{}” (at {}) {right}", passage.words, passage.start)
}
