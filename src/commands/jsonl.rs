//! Articles that come as JSON Lines: one object a line, `text` and what else is known.

use quotidian::article::{self, Article, Format, Published};
use serde::{
    Deserialize, Serialize,
    de::{DeserializeOwned, Error},
};
use std::{
    fmt,
    io::{self, BufRead, Read},
};

/// The longest line that is read, in bytes. What is longer is no article, and would not fit into
/// memory several times over.
const LONGEST: u64 = 16 * 1024 * 1024;

/// A line as it came in.
#[derive(Debug)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// What it holds; nothing when it is too long.
    pub bytes: Option<Vec<u8>>,
}

/// The identifier of an article, as it came in.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Id {
    /// A string, or the number of the line.
    Text(String),
    /// A number.
    Number(serde_json::Number),
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
        }
    }
}

/// Why a line is no article.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// It is too long.
    #[error("line {0} is longer than 16 MiB")]
    TooLong(usize),
    /// It is not a JSON object with the right members.
    #[error("line {line} is not an article as JSON: {}", told(error))]
    NotJson {
        /// Its number.
        line: usize,
        /// What is wrong with it.
        error: serde_json::Error,
    },
}

/// What a line says about an article.
#[derive(Debug, Deserialize)]
pub struct Object {
    text: String,
    id: Option<Id>,
    title: Option<String>,
    source: Option<String>,
    published: Option<String>,
}

/// What is looked for in an object that is no article.
#[derive(Deserialize)]
struct OnlyId {
    id: Option<Id>,
}

/// The lines of a stream. Blank ones are counted and left out.
pub struct Lines<R> {
    stream: R,
    number: usize,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `stream`.
    pub fn new(stream: R) -> Self {
        Self { stream, number: 0 }
    }

    fn read(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let length = self.stream.by_ref().take(LONGEST + 1).read_until(b'\n', &mut bytes)?;
        if length == 0 {
            return Ok(None);
        }
        self.number += 1;
        if length as u64 > LONGEST && bytes.last() != Some(&b'\n') {
            self.stream.skip_until(b'\n')?;
            return Ok(Some(Line { number: self.number, bytes: None }));
        }
        Ok(Some(Line { number: self.number, bytes: Some(bytes) }))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.read().transpose()? {
                Ok(line) if line.is_blank() => {}
                line => return Some(line),
            }
        }
    }
}

impl Line {
    fn is_blank(&self) -> bool {
        self.bytes.as_ref().is_some_and(|bytes| bytes.trim_ascii().is_empty())
    }

    /// What this line says, and the identifier it came with.
    pub fn parse(self) -> (Id, Result<Object, LineError>) {
        let number = Id::Text(self.number.to_string());
        let Some(bytes) = self.bytes else {
            return (number, Err(LineError::TooLong(self.number)));
        };
        match from_object::<Object>(&bytes) {
            Ok(mut object) => (object.id.take().unwrap_or(number), Ok(object)),
            Err(error) => {
                let id = from_object(&bytes).ok().and_then(|OnlyId { id }| id);
                (id.unwrap_or(number), Err(LineError::NotJson { line: self.number, error }))
            }
        }
    }
}

/// Reads an object. A list would do for serde, but not for who wrote it.
fn from_object<T: DeserializeOwned>(bytes: &[u8]) -> serde_json::Result<T> {
    if bytes.trim_ascii_start().starts_with(b"[") {
        return Err(serde_json::Error::custom("it is a list, not an object"));
    }
    serde_json::from_slice(bytes)
}

/// What went wrong, and in which column. The line it names is always the first.
fn told(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line 1 column ") {
        Some((what, column)) => format!("{what} (column {column})"),
        None => text,
    }
}

impl Object {
    /// The text as an article. What the object says about it counts for more than what the text
    /// looks like.
    pub fn into_article(self) -> Article {
        let mut article = article::read(self.text, Format::Plain, String::new(), self.source);
        article.title = self.title.or(article.title);
        let published = self.published.as_deref().and_then(Published::parse);
        article.published = published.or(article.published);
        article
    }
}
