//! Articles in which annotators marked who said what: one JSON object a line, spans in code points.

use flate2::read::GzDecoder;
use quotidian::span::Span;
use serde::Deserialize;
use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

/// An article and the attributions in it.
#[derive(Deserialize)]
pub struct Record {
    /// Its text.
    pub text: String,
    /// Who said what.
    pub attributions: Vec<Attribution>,
}

/// Words, who they are from, and what ties the two.
#[derive(Deserialize)]
pub struct Attribution {
    kind: String,
    /// The words.
    pub content: Vec<Part>,
    /// The words that name the source.
    pub source: Vec<Part>,
    /// The source's full name, as far as a machine found it.
    pub speaker_name: Option<String>,
}

/// One of the pieces that words are in.
#[derive(Deserialize)]
pub struct Part {
    start: usize,
    end: usize,
}

impl Part {
    /// Where it is, in code points.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

impl Attribution {
    /// Whether it is quoted as a whole; else it is reported, or partly so.
    pub fn is_direct(&self) -> bool {
        self.kind == "direct"
    }
}

/// Reads a packed file of records.
///
/// # Panics
///
/// When it is damaged: a corpus beside the project is whole.
pub fn read(path: &Path) -> Vec<Record> {
    let file = BufReader::new(GzDecoder::new(File::open(path).expect("the corpus can be opened")));
    let record = |line: std::io::Result<String>| {
        let line = line.expect("the corpus can be read");
        serde_json::from_str(&line).expect("the corpus is JSON")
    };
    file.lines().map(record).collect()
}
