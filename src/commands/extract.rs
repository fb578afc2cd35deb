//! `quotidian extract`: what articles say, as JSON Lines.

use super::{
    Context, Failure,
    analysed::{self, Source, Written},
    output::json_line,
};
use crate::cli::{Extract, ExtractFormat};
use quotidian::schema::Record;

pub fn run(command: &Extract, context: &Context) -> Result<(), Failure> {
    let ExtractFormat::Json = command.format;
    let source = Source { paths: &command.paths, jsonl: command.jsonl.as_deref() };
    let corrections = context.corrections(command.uncorrected);
    analysed::write(&source, corrections, |id, read| match read {
        Ok((article, analysis)) => {
            Ok(Written::line(json_line(&Record::new(id, &article, &analysis))?))
        }
        Err(error) => Written::unread(&id, &error, true),
    })
}
