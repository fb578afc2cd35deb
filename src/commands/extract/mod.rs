//! `quotidian extract`: what articles say, as JSON Lines.

mod jsonl;

use super::{Failure, Output, input, output::json_line, pipeline};
use crate::cli::Extract;
use jsonl::Lines;
use pipeline::{Panicked, Results};
use quotidian::{
    analysis::{Analysis, analyse},
    article::Article,
    library::{Entry, Origin},
    schema::{ErrorRecord, Record},
};
use serde::Serialize;
use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

/// How much of a stream is read at once, in bytes.
const BUFFER: usize = 64 * 1024;

/// A line to write, and whether it says what an article says (else: why it could not be read).
struct Written {
    line: Vec<u8>,
    is_article: bool,
}

pub fn run(command: &Extract) -> Result<(), Failure> {
    match &command.jsonl {
        Some(path) => write(from_lines(lines(path)?)),
        None => write(from_entries(input::articles(&command.paths)?.entries)),
    }
}

/// Writes the results as they come, and says at the end whether all were articles.
fn write(mut results: Results<io::Result<Written>>) -> Result<(), Failure> {
    let mut output = Output::new();
    let mut unread = 0;
    while let Some(result) = results.next(|| output.flush())? {
        let written = result?.map_err(not_read)?;
        unread += usize::from(!written.is_article);
        output.bytes(&written.line)?;
    }
    output.finish()?;
    Failure::of_articles(unread)
}

fn not_read(error: io::Error) -> Failure {
    Failure::Input(format!("cannot read the articles: {error}"))
}

fn from_entries(entries: Vec<Entry>) -> Results<io::Result<Written>> {
    let size = |entry: &Entry| match &entry.origin {
        Origin::BuiltIn(_, bytes) => bytes.len(),
        Origin::Given(bytes) => bytes.len(),
        Origin::File(_) | Origin::Below(_) => entry
            .path()
            .and_then(|path| fs::metadata(path).ok())
            .map_or(0, |file| file.len() as usize),
    };
    pipeline::in_order(entries.into_iter(), size, |entry| record(&entry.id, || Ok(entry.load()?)))
}

fn from_lines(lines: impl BufRead + Send + 'static) -> Results<io::Result<Written>> {
    let size = |line: &io::Result<jsonl::Line>| match line {
        Ok(line) => line.bytes.as_ref().map_or(0, Vec::len),
        Err(_) => 0,
    };
    pipeline::in_order(Lines::new(lines), size, |line| {
        let (id, object) = line?.parse();
        record(id, || Ok(object?.into_article()))
    })
}

/// The stream of objects: standard input or a file.
fn lines(path: &Path) -> Result<Box<dyn BufRead + Send>, Failure> {
    if input::is_standard_input(path) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, io::stdin())));
    }
    let file = File::open(path)
        .map_err(|error| Failure::Input(format!("cannot open {}: {error}", path.display())))?;
    Ok(Box::new(BufReader::with_capacity(BUFFER, file)))
}

/// The line for one article, or for the reason why there is none. Should reading it panic, that is
/// the reason, and the rest goes on.
fn record(
    id: impl Serialize,
    read: impl FnOnce() -> Result<Article, anyhow::Error>,
) -> io::Result<Written> {
    let analysed = || -> anyhow::Result<(Article, Analysis)> {
        let article = read()?;
        let analysis = analyse(&article);
        Ok((article, analysis))
    };
    match catch_unwind(AssertUnwindSafe(analysed)).unwrap_or_else(|_| Err(Panicked.into())) {
        Ok((article, analysis)) => {
            let line = json_line(&Record::new(id, &article, &analysis))?;
            Ok(Written { line, is_article: true })
        }
        Err(error) => {
            let line = json_line(&ErrorRecord::new(id, &error.to_string()))?;
            Ok(Written { line, is_article: false })
        }
    }
}
