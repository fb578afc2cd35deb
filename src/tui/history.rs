//! What can be taken back: jumps, and changes of read marks and stars.

use crate::library::state::Mark;

/// Most jumps and changes kept.
const MOST: usize = 10_000;

/// A place in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The article's identifier.
    pub article: String,
    /// Byte offset of the reading line.
    pub offset: usize,
}

/// A mark as it was before a change.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// Key of the article.
    pub key: String,
    /// What was remembered about it.
    pub mark: Mark,
}

/// The jumps made and the changes made, latest last.
#[derive(Debug, Default)]
pub struct History {
    jumps: Vec<Spot>,
    changes: Vec<Vec<Before>>,
}

impl History {
    /// Remembers where a jump began.
    pub fn jumped(&mut self, from: Spot) {
        if self.jumps.last() != Some(&from) {
            push(&mut self.jumps, from);
        }
    }

    /// Where the latest jump began; forgets that jump.
    pub fn back(&mut self) -> Option<Spot> {
        self.jumps.pop()
    }

    /// Remembers how marks were before a change of them.
    pub fn changed(&mut self, before: Vec<Before>) {
        if !before.is_empty() {
            push(&mut self.changes, before);
        }
    }

    /// How marks were before the latest change; forgets that change.
    pub fn undo(&mut self) -> Option<Vec<Before>> {
        self.changes.pop()
    }
}

fn push<T>(kept: &mut Vec<T>, item: T) {
    if kept.len() == MOST {
        kept.remove(0);
    }
    kept.push(item);
}
