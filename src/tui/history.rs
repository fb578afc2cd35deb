//! What can be taken back: jumps, and everything done that is remembered between visits.

use crate::{corrections::Correction, library::state::Mark};

/// Most jumps and steps kept.
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

/// Something done that is remembered between visits, with what was remembered before.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Read marks or stars were changed.
    Marked(Vec<Before>),
    /// The place in an article was changed.
    Moved {
        /// Key of the article.
        key: String,
        /// The place kept before: a byte offset, `None` for the beginning.
        before: Option<usize>,
    },
    /// The analysis of an article was corrected.
    Corrected {
        /// Key of the article.
        key: String,
        /// The fingerprint of its text.
        fingerprint: String,
        /// Its corrections before.
        before: Vec<Correction>,
    },
    /// Another article was opened.
    Turned {
        /// Key of the article that was open before.
        from: String,
    },
}

/// The jumps made and the steps taken, latest last.
#[derive(Debug, Default)]
pub struct History {
    jumps: Vec<Spot>,
    steps: Vec<Step>,
    /// Whether the next article turned to goes on with what the latest step began: keys held in the
    /// list are one step, however many articles they passed.
    running: bool,
}

impl History {
    /// Remembers where a jump began.
    pub fn jumped(&mut self, from: Spot) {
        if self.jumps.last() != Some(&from) {
            push(&mut self.jumps, from);
        }
    }

    /// Where the latest jump began that led away from `here`; forgets it and all after it.
    pub fn back(&mut self, here: Option<&Spot>) -> Option<Spot> {
        while let Some(spot) = self.jumps.pop() {
            if Some(&spot) != here {
                return Some(spot);
            }
        }
        None
    }

    /// Remembers how marks were before a change of them.
    pub fn marked(&mut self, before: Vec<Before>) {
        if !before.is_empty() {
            push(&mut self.steps, Step::Marked(before));
        }
    }

    /// Remembers the place kept in an article before it changed. The place may be kept several times
    /// on the way; only the first of these in a row counts.
    pub fn moved(&mut self, key: String, before: Option<usize>) {
        let goes_on = matches!(self.steps.last(), Some(Step::Moved { key: of, .. }) if *of == key);
        if !goes_on {
            push(&mut self.steps, Step::Moved { key, before });
        }
    }

    /// Remembers an article's corrections before they changed.
    pub fn corrected(&mut self, key: String, fingerprint: String, before: Vec<Correction>) {
        push(&mut self.steps, Step::Corrected { key, fingerprint, before });
    }

    /// Remembers that the article `to` was opened after the article `from`.
    pub fn turned(&mut self, from: String, to: &str) {
        match self.steps.last() {
            Some(Step::Turned { from: began }) if self.running => {
                if began == to {
                    self.steps.pop();
                }
            }
            _ => push(&mut self.steps, Step::Turned { from }),
        }
        self.running = true;
    }

    /// Ends a run of keys that turn to one article after another.
    pub fn end_run(&mut self) {
        self.running = false;
    }

    /// Where the run of keys began that is under way: the key of the article open then. Forgets the
    /// step that the run is so far.
    pub fn undo_run(&mut self) -> Option<String> {
        let step = self.steps.pop_if(|step| self.running && matches!(step, Step::Turned { .. }))?;
        self.running = false;
        match step {
            Step::Turned { from } => Some(from),
            Step::Marked(_) | Step::Moved { .. } | Step::Corrected { .. } => None,
        }
    }

    /// The latest step; forgets it.
    pub fn undo(&mut self) -> Option<Step> {
        self.running = false;
        self.steps.pop()
    }
}

fn push<T>(kept: &mut Vec<T>, item: T) {
    if kept.len() == MOST {
        kept.remove(0);
    }
    kept.push(item);
}
