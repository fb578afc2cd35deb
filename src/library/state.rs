//! What is remembered between visits: what was read, starred, where one was, and counts of quotes.
//!
//! The state is one JSON file. Several readers may run at once: each writes only what it changed,
//! over what the file holds by then. A file that cannot be understood is never overwritten: it is
//! set aside under another name when the state is next saved.
//!
//! Marks are kept for good, also for articles that are gone (they may come back). Only counts of
//! quotes, which can be found again, are dropped once there are very many.

use super::Stamp;
use crate::files::{beside, rewrite};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, io, path::Path};

/// From this many marks on, those that hold nothing but a count of quotes are dropped.
const MANY: usize = 20_000;

/// How many damaged files are kept aside.
const KEPT_ASIDE: usize = 100;

/// What is remembered about one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mark {
    /// Its end was on the screen, or it was marked read.
    #[serde(skip_serializing_if = "is_default")]
    pub read: bool,
    /// It has a star.
    #[serde(skip_serializing_if = "is_default")]
    pub starred: bool,
    /// Where one was: byte offset of the reading line in the article's text.
    #[serde(skip_serializing_if = "is_default")]
    pub position: Option<usize>,
    /// How many quotes the last analysis found, and in which version of the file.
    #[serde(skip_serializing_if = "is_default")]
    pub quotes: Option<(Stamp, usize)>,
}

/// What a reader changed about one article; what is not given stays as others left it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MarkChange {
    /// New value of [`Mark::read`].
    pub read: Option<bool>,
    /// New value of [`Mark::starred`].
    pub starred: Option<bool>,
    /// New value of [`Mark::position`].
    pub position: Option<Option<usize>>,
    /// New value of [`Mark::quotes`].
    pub quotes: Option<Option<(Stamp, usize)>>,
}

/// What a reader changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Key of the article that is open now, if it is another.
    pub last: Option<String>,
    /// What changed about each article, by [`Entry::key`](super::Entry::key).
    pub marks: BTreeMap<String, MarkChange>,
}

impl Changes {
    /// Adds what was changed later.
    pub fn add(&mut self, later: Self) {
        self.last = later.last.or_else(|| self.last.take());
        for (key, change) in later.marks {
            let mark = self.marks.entry(key).or_default();
            *mark = mark.then(&change);
        }
    }
}

impl MarkChange {
    /// What makes `before` into `after`.
    pub fn between(before: &Mark, after: &Mark) -> Self {
        fn new<T: PartialEq + Clone>(before: &T, after: &T) -> Option<T> {
            (before != after).then(|| after.clone())
        }
        Self {
            read: new(&before.read, &after.read),
            starred: new(&before.starred, &after.starred),
            position: new(&before.position, &after.position),
            quotes: new(&before.quotes, &after.quotes),
        }
    }

    /// This change and then a later one.
    pub fn then(&self, later: &Self) -> Self {
        Self {
            read: later.read.or(self.read),
            starred: later.starred.or(self.starred),
            position: later.position.or(self.position),
            quotes: later.quotes.or(self.quotes),
        }
    }

    fn apply(&self, mark: &mut Mark) {
        mark.read = self.read.unwrap_or(mark.read);
        mark.starred = self.starred.unwrap_or(mark.starred);
        mark.position = self.position.unwrap_or(mark.position);
        mark.quotes = self.quotes.unwrap_or(mark.quotes);
    }
}

/// All that is remembered, by [`Entry::key`](super::Entry::key).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// Key of the article that was open last.
    #[serde(skip_serializing_if = "is_default")]
    pub last: Option<String>,
    /// What is remembered about each article.
    pub marks: BTreeMap<String, Mark>,
}

impl State {
    /// Reads the state file; a missing one is an empty state.
    ///
    /// # Errors
    /// When it is there and cannot be read; of kind `InvalidData` when it cannot be understood. The
    /// caller may then go on with an empty state: saving sets the damaged file aside.
    pub fn load(path: &Path) -> io::Result<Self> {
        match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| damaged(path, &error)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// Writes these changes over what the file holds now, so that two readers at once lose nothing,
    /// not even of one article. A mark that is all default then is removed. The file is replaced as a
    /// whole or not at all, and only its owner may read it.
    ///
    /// # Errors
    /// When the file or its folder cannot be written.
    pub fn save(path: &Path, changes: &Changes) -> io::Result<()> {
        rewrite(path, |path| {
            let mut state = Self::load_or_set_aside(path)?;
            state.apply(changes);
            Ok(serde_json::to_vec(&state)?)
        })
    }

    fn load_or_set_aside(path: &Path) -> io::Result<Self> {
        match Self::load(path) {
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                set_aside(path)?;
                Ok(Self::default())
            }
            loaded => loaded,
        }
    }

    fn apply(&mut self, changes: &Changes) {
        self.last = changes.last.clone().or_else(|| self.last.take());
        for (key, change) in &changes.marks {
            let mark = self.marks.entry(key.clone()).or_default();
            change.apply(mark);
            if is_default(mark) {
                self.marks.remove(key);
            }
        }
        if self.marks.len() > MANY {
            self.marks.retain(|_, mark| *mark != Mark { quotes: mark.quotes, ..Mark::default() });
        }
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn damaged(path: &Path, error: &serde_json::Error) -> io::Error {
    let message = format!(
        "{} is damaged ({error}); it will be kept as {}",
        path.display(),
        beside(path, ".damaged").display()
    );
    io::Error::new(io::ErrorKind::InvalidData, message)
}

/// Gives a damaged file a name of its own, without taking that of an earlier one.
fn set_aside(path: &Path) -> io::Result<()> {
    let mut names = (2..=KEPT_ASIDE).map(|count| beside(path, &format!(".damaged.{count}")));
    let first = beside(path, ".damaged");
    let name = if first.exists() { names.find(|name| !name.exists()) } else { Some(first) };
    fs::rename(path, name.ok_or_else(|| io::Error::other("too many damaged state files"))?)
}
