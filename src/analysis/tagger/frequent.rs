//! What frequent words give to the scores of names, kept from one document to the next.

use super::spelling::{Spelling, mix};
use crate::analysis::slots::Slots;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Slots for words.
const SLOTS: usize = 1024;

/// How many numbers of 64 bits mark what was asked for.
const ASKED: usize = 256;

/// The words kept, each with what was worked out of its spelling. Most words, above all names, are in one document
/// alone: what is asked for a second time is kept.
#[derive(Debug)]
pub struct Frequent<T> {
    kept: Slots<Box<T>>,
    /// A bit for each word that was asked for; some share one (a Bloom filter of one hash).
    asked: [AtomicU64; ASKED],
}

impl<T> Default for Frequent<T> {
    fn default() -> Self {
        Self { kept: Slots::new(SLOTS), asked: [const { AtomicU64::new(0) }; ASKED] }
    }
}

impl<T> Clone for Frequent<T> {
    /// With nothing kept: it can be worked out again.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> Frequent<T> {
    /// What is kept of a spelling, worked out if it was asked for before and a slot is free.
    pub fn get(&self, spelling: &Spelling, work_out: impl FnOnce() -> T) -> Option<&T> {
        // The hash of a word takes all digits for one; the lexicon does not ("G20").
        let spelt = mix(mix(spelling.word, spelling.shape), u64::from(spelling.casing));
        let key = mix(spelt, spelling.classes);
        let work_out = || self.was_asked(key).then(|| Box::new(work_out()));
        self.kept.get(key, work_out).map(|kept| &**kept)
    }

    /// Whether a word was asked for before; from now on it was.
    fn was_asked(&self, key: u64) -> bool {
        let (number, bit) = (key >> 6 & (ASKED as u64 - 1), key & 63);
        self.asked[number as usize].fetch_or(1 << bit, Relaxed) >> bit & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_in_digits_and_class_are_not_taken_for_each_other() {
        let frequent = Frequent::default();
        let spelling = |classes| Spelling { classes, ..Spelling::edge() };
        let get = |classes| frequent.get(&spelling(classes), || classes).copied();
        assert_eq!((get(1), get(2)), (None, None), "what is asked for once is not kept");
        assert_eq!((get(1), get(2)), (Some(1), Some(2)));
    }
}
