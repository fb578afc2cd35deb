//! One line of the list, in each of the formats.

use crate::{
    cli::ListFormat,
    commands::{
        output::{json_line, one_line},
        table,
    },
};
use quotidian::{
    analysis::analyse,
    article::Published,
    library::{
        Entry, Head, LoadError,
        state::{Mark, State},
    },
};
use serde::{Serialize, Serializer};
use std::io;

/// What the columns of a table are called.
pub const COLUMNS: [&str; 7] = ["id", "title", "source", "published", "words", "quotes", "read"];

/// What the list says about an article, in this order.
#[derive(Serialize)]
pub struct Row {
    id: String,
    title: String,
    source: Option<String>,
    #[serde(serialize_with = "as_text")]
    published: Option<Published>,
    words: Option<usize>,
    quotes: Option<usize>,
    read: bool,
}

impl Row {
    /// What is known about `entry`; with `analysed`, its quotes are counted now. One that cannot be
    /// read has its row all the same, so that every article keeps its number, and the reason.
    pub fn new(entry: &Entry, state: &State, analysed: bool) -> (Self, Option<LoadError>) {
        let mark = state.marks.get(&entry.key());
        let mut row = Self {
            id: entry.id.clone(),
            title: entry.stand_in(),
            source: entry.place(),
            published: entry.date.and_then(Published::on),
            words: None,
            quotes: None,
            read: mark.is_some_and(|mark| mark.read),
        };
        let error = row.fill(entry, mark, analysed).err();
        (row, error)
    }

    /// Adds what only the file itself can say.
    fn fill(
        &mut self,
        entry: &Entry,
        mark: Option<&Mark>,
        analysed: bool,
    ) -> Result<(), LoadError> {
        let head = entry.head()?;
        self.quotes = match analysed {
            true => Some(analyse(&entry.load()?).quotes.len()),
            false => mark.and_then(|mark| kept_quotes(mark, &head)),
        };
        self.title = head.title;
        self.published = head.published;
        self.words = Some(head.words);
        Ok(())
    }

    /// The line, with its line break. `number` is what selects the article.
    pub fn written(&self, format: ListFormat, number: &str) -> io::Result<Vec<u8>> {
        match format {
            ListFormat::Json => json_line(self),
            ListFormat::Csv => Ok(table::csv(&self.fields()).into_bytes()),
            ListFormat::Tsv => Ok(table::tsv(&self.fields()).into_bytes()),
            ListFormat::Text => Ok(self.as_text(number).into_bytes()),
        }
    }

    /// The fields of a table, as [`COLUMNS`].
    fn fields(&self) -> [String; 7] {
        [
            self.id.clone(),
            self.title.clone(),
            self.source.clone().unwrap_or_default(),
            self.published.map_or_else(String::new, |published| published.to_string()),
            self.words.map_or_else(String::new, |words| words.to_string()),
            self.quotes.map_or_else(String::new, |quotes| quotes.to_string()),
            self.read.to_string(),
        ]
    }

    /// For people: number, whether it is unread, day, words, quotes, title, and where it is.
    fn as_text(&self, number: &str) -> String {
        let unread = if self.read { ' ' } else { '*' };
        let day = self.published.map_or_else(String::new, |published| published.date().to_string());
        let words = self.words.map_or_else(|| "·".into(), |words| words.to_string());
        let quotes = self.quotes.map_or_else(|| "·".into(), |quotes| quotes.to_string());
        let (title, place) = (one_line(&self.title), self.place());
        format!(
            "{number} {unread} {day:10} {words:>6} words {quotes:>3} quotes  {title}  ({place})\n"
        )
    }

    /// The source, and the id where the source does not end with it.
    fn place(&self) -> String {
        match &self.source {
            Some(source) if source.ends_with(&self.id) => one_line(source),
            Some(source) => one_line(&format!("{}, {source}", self.id)),
            None => one_line(&self.id),
        }
    }
}

/// The quotes found on an earlier visit, if the file is still the same.
fn kept_quotes(mark: &Mark, head: &Head) -> Option<usize> {
    mark.quotes.filter(|(stamp, _)| *stamp == head.stamp).map(|(_, quotes)| quotes)
}

fn as_text<S: Serializer>(published: &Option<Published>, serializer: S) -> Result<S::Ok, S::Error> {
    match published {
        Some(published) => serializer.collect_str(published),
        None => serializer.serialize_none(),
    }
}
