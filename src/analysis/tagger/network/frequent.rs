//! What frequent words add to the network's first layer, kept from one document to the next.
//!
//! Half of all words around names are the same few hundred. Who comes first takes a slot for good, which is
//! mostly a frequent word; nothing is ever replaced, so readers wait for nobody.

use super::FIRST;
use crate::analysis::tagger::{
    network::features::PLACES,
    spelling::{Spelling, mix},
};
use std::sync::OnceLock;

/// What a word adds at each place.
pub type Sums = [[i16; FIRST]; PLACES];

/// Slots for words: some 1.2 MB when all are taken.
const SLOTS: usize = 1024;

/// The words kept.
#[derive(Clone, Debug)]
pub struct Frequent(Vec<OnceLock<Box<(u64, Sums)>>>);

impl Default for Frequent {
    fn default() -> Self {
        Self(vec![OnceLock::new(); SLOTS])
    }
}

impl Frequent {
    /// What a spelling adds, computed if its slot is free; none if another has it, or if it may be a name's:
    /// names are seldom the same in two documents.
    pub fn get(&self, spelling: &Spelling, sums: impl FnOnce() -> Sums) -> Option<&Sums> {
        if spelling.may_be_name() {
            return None;
        }
        let key = mix(mix(spelling.word, spelling.shape), u64::from(spelling.casing));
        let slot = self.0.get(key as usize % SLOTS)?;
        let (kept, sums) = &**slot.get_or_init(|| Box::new((key, sums())));
        (*kept == key).then_some(sums)
    }
}
