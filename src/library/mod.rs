//! Which articles there are: folders, single files, standard input, the library that is built in.
//!
//! A [`Listing`] names the articles and says nothing about what is in them, so that it is ready
//! before a single file was opened. A [`Head`] is what the headlines pane shows of one; reading it
//! opens the file, and is done for the rows that are looked at.
//!
//! - [`scan()`] and [`built_in()`] make listings, [`Entry`] opens what they name.
//! - [`select`] finds the one article that a user means, [`narrow`] those that match as one types.
//! - [`order`] sorts rows whose heads are known.
//! - [`state`] remembers what was read, [`watch`] tells when a folder changes.

mod built_in;
mod entry;
mod ids;
pub mod narrow;
pub mod order;
mod scan;
pub mod select;
mod shelf;
pub mod state;
pub mod watch;

#[cfg(test)]
mod tests;

use crate::article::Published;
use jiff::civil::Date;
use std::{io, path::PathBuf, sync::Arc};

pub use built_in::built_in;
pub use entry::LARGEST;
pub use scan::scan;
pub use shelf::Shelf;

/// Where an article's bytes are.
#[derive(Clone, Debug)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// The file whose path below a folder is the entry's identifier: thousands of paths need not be
    /// kept beside thousands of identifiers.
    Below(Arc<Root>),
    /// Compiled in: its file name and its bytes.
    BuiltIn(&'static str, &'static [u8]),
    /// Given on standard input, or through a pipe.
    Given(Arc<[u8]>),
}

/// A folder that was given as a PATH.
#[derive(Clone, Debug)]
pub struct Root {
    path: PathBuf,
    /// What the keys of the files below it begin with: see [`Entry::key`].
    key: String,
}

/// One article of a listing, not opened yet.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The identifier it is selected by and extracted under: the path below the PATH it came from,
    /// with `/` between its parts. No two entries of a listing have the same.
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
    /// When it was published: what the article says, else the date in its path.
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
        error: io::Error,
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
    /// What was left out, by path.
    pub skipped: Vec<Skipped>,
}

impl Listing {
    /// A listing of one article, given as bytes: standard input.
    pub fn given(bytes: Vec<u8>) -> Self {
        Self { entries: vec![Entry::given(bytes)], skipped: Vec::new() }
    }

    /// Puts everything in the order that is promised.
    fn arrange(&mut self) {
        // Small keys are sorted, and then each entry, many times as large, moves once.
        let entry = |at: u32| &self.entries[at as usize];
        let mut order: Vec<(i32, u32)> =
            (0..).zip(&self.entries).map(|(at, entry)| (entry.sort_day(), at)).collect();
        order.sort_unstable_by(|&(day, a), &(other, b)| {
            other.cmp(&day).then_with(|| entry(b).compare_paths(entry(a)))
        });
        for place in 0..order.len() {
            // What belongs here may have made way for an entry before: follow it.
            let mut from = order[place].1 as usize;
            while from < place {
                from = order[from].1 as usize;
            }
            self.entries.swap(place, from);
            // Whoever is led here need not take the same way: a folder that comes in an order turned
            // by one would be a chain through everything before, for every entry.
            order[place].1 = from as u32;
        }
        self.skipped.sort_unstable_by(|a, b| a.path.as_os_str().cmp(b.path.as_os_str()));
    }
}

/// A path that cannot be opened.
#[derive(Debug, thiserror::Error)]
#[error("cannot open {path}: {}", advice(error))]
pub struct OpenError {
    /// Which path.
    pub path: String,
    /// What the system said.
    pub error: io::Error,
}

/// What went wrong, and what to do about it.
fn advice(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            "there is no such file or folder; check how it is spelt, and from which folder".into()
        }
        io::ErrorKind::PermissionDenied => {
            "you may not read it; ask its owner, or change its permissions with chmod".into()
        }
        _ => error.to_string(),
    }
}
