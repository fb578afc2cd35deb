//! What frequent words give to the scores of names, kept from one document to the next.

use super::spelling::{Spelling, mix};
use crate::analysis::slots::Slots;

/// Slots for words.
const SLOTS: usize = 1024;

/// The words kept, each with what was worked out of its spelling.
#[derive(Clone, Debug)]
pub struct Frequent<T>(Slots<(u64, T)>);

impl<T: Clone> Default for Frequent<T> {
    fn default() -> Self {
        Self(Slots::new(SLOTS))
    }
}

impl<T> Frequent<T> {
    /// What is kept of a spelling, worked out if its slot is free; none if another has it, or if it may be a
    /// name's: names are seldom the same in two documents.
    pub fn get(&self, spelling: &Spelling, work_out: impl FnOnce() -> T) -> Option<&T> {
        if spelling.may_be_name() {
            return None;
        }
        let key = mix(mix(spelling.word, spelling.shape), u64::from(spelling.casing));
        let (kept, known) = self.0.get(key, || (key, work_out()))?;
        (*kept == key).then_some(known)
    }
}
