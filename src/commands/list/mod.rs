//! `quotidian list`: which articles there are, one a line.

mod row;

use super::{Context, Failure, Output, input, messages, pipeline, table};
use crate::cli::{List, ListFormat};
use quotidian::library::Entry;
use row::{COLUMNS, Row};

pub fn run(command: &List, context: &Context) -> Result<(), Failure> {
    let entries = input::articles(&command.paths)?.entries;
    let digits = entries.len().to_string().len();
    let (format, analyse, state) = (command.format, command.analyse, context.state());
    let line = move |(number, entry): (usize, Entry)| {
        let (row, error) = Row::new(&entry, &state, analyse);
        let number = format!("{number:digits$}");
        row.written(format, &number).map(|line| (line, error))
    };
    let mut lines = pipeline::in_order((1..).zip(entries), |_| 0, line);
    let mut output = Output::new();
    if format == ListFormat::Csv {
        output.bytes(table::csv(&COLUMNS).as_bytes())?;
    }
    let mut unread = 0;
    while let Some(result) = lines.next(|| output.flush())? {
        let (line, error) = result?.map_err(Failure::Output)?;
        output.bytes(&line)?;
        if let Some(error) = error {
            messages::say(&error.to_string());
            unread += 1;
        }
    }
    output.finish()?;
    Failure::of_articles(unread)
}
