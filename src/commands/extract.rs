//! `quotidian extract`: what articles say, as JSON Lines.

use super::{
    Context, Failure,
    analysed::{self, Source, Written},
    output::json_line,
};
use crate::cli::Extract;
use quotidian::schema::{ErrorRecord, Record};

pub fn run(command: &Extract, context: &Context) -> Result<(), Failure> {
    let source = Source { paths: &command.paths, jsonl: command.jsonl.as_deref() };
    let corrections = context.corrections(command.uncorrected);
    analysed::write(&source, corrections, |id, read| match read {
        Ok((article, analysis)) => {
            Ok(Written::line(json_line(&Record::new(id, &article, &analysis))?))
        }
        Err(error) => {
            // The reason stands in its place.
            let line = json_line(&ErrorRecord::new(id, &error.to_string()))?;
            Ok(Written { unread: true, ..Written::line(line) })
        }
    })
}
