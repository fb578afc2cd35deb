//! What the network looks at: features of words, of places and of memory, each a hash that names a wide row.
//!
//! Fewer than the random field's (`tagger::features`), and none joins two words: joining is the network's work.

use crate::analysis::tagger::{
    features::{emit, members},
    memory::Recollection,
    spelling::{Spelling, mix},
    view::View,
};

/// Words to each side that are seen.
const REACH: usize = 4;

/// The word itself and its neighbours.
const WINDOW: usize = 2 * REACH + 1;

/// Places of the window, and four more for the run of capitals that a word is in: the words before and behind
/// it, its first and its last.
pub const PLACES: usize = WINDOW + 4;

/// Numbers a template; no two share rows, nor do they share any with the random field's.
const fn template(number: u64) -> u64 {
    mix(number, 0x6a09_e667_f3bc_c909)
}

/// How a word is written, and what is known of it however rare it is.
pub fn of_form(spelling: &Spelling, row: &mut impl FnMut(u64)) {
    emit!(row, 0, u64::from(spelling.casing));
    emit!(row, 1, spelling.shape);
    emit!(row, 2, spelling.tiny());
    emit!(row, 3, spelling.prefixes[0]);
    emit!(row, 4, spelling.prefixes[1]);
    emit!(row, 5, spelling.prefixes[2]);
    emit!(row, 6, spelling.suffixes[0]);
    emit!(row, 7, spelling.suffixes[1]);
    emit!(row, 8, spelling.suffixes[2]);
    emit!(row, 9, spelling.suffixes[3]);
    members(spelling.classes).for_each(|class| emit!(row, 10, class));
}

/// Which word it is, and which others it is like: what an unknown word lacks.
pub fn of_identity(spelling: &Spelling, row: &mut impl FnMut(u64)) {
    emit!(row, 11, spelling.word);
    emit!(row, 12, spelling.coarse());
    emit!(row, 13, spelling.middle());
    emit!(row, 14, u64::from(spelling.clusters[3]));
    if spelling.parts[0] != 0 {
        emit!(row, 15, spelling.parts[0]);
        emit!(row, 16, spelling.parts[1]);
    }
}

/// Where a token stands, and how the document uses its word elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Kind of block and place in it, with the word's capitals.
    stand: u64,
    /// The document's signs of the word; none if it is no name by its looks.
    signs: u64,
    /// Place in the run of capitals, and the run's length; likewise.
    run: Option<u64>,
    /// What a listed name says.
    listed: u64,
}

impl Place {
    /// Looks at a token.
    pub fn of(view: &View, token: usize) -> Self {
        let own = view.at(token, 0);
        let stand = mix(view.place(token), u64::from(own.casing));
        if !own.may_be_name() {
            return Self { stand, signs: 0, run: None, listed: 0 };
        }
        let run = view.run(token);
        let ends = u64::from(token == run.start) | u64::from(token + 1 == run.end) << 1;
        Self {
            stand,
            signs: u64::from(view.signs(token)),
            run: Some(mix(ends, run.len().min(6) as u64)),
            listed: view.listed(token).unwrap_or(0),
        }
    }

    /// A hash of all of it.
    pub fn key(&self) -> u64 {
        mix(mix(self.stand, self.run.unwrap_or(0)), mix(self.listed, self.signs))
    }

    /// Its features.
    pub fn features(&self, row: &mut impl FnMut(u64)) {
        emit!(row, 20, self.stand);
        let Some(run) = self.run else { return };
        members(self.signs).for_each(|sign| emit!(row, 21, sign));
        emit!(row, 22, run);
        emit!(row, 23, self.listed);
    }
}

/// What the word was tagged as elsewhere.
pub fn of_memory(recollection: &Recollection, row: &mut impl FnMut(u64)) {
    emit!(row, 30, recollection.label);
    emit!(row, 31, recollection.kind);
    emit!(row, 32, recollection.edge);
}

/// What is peculiar to a corpus, given by its number.
pub const fn of_corpus(corpus: usize) -> u64 {
    mix(template(40), corpus as u64)
}

/// The spellings (their numbers in the view) at the [`PLACES`] that a token sees, and how many of them there
/// are: a word that is no name by its looks is in no run.
pub fn seen_from(view: &View, token: usize) -> ([usize; PLACES], usize) {
    let mut seen = [0; PLACES];
    for (place, slot) in seen.iter_mut().take(WINDOW).enumerate() {
        *slot = view.id(token, place as isize - REACH as isize);
    }
    if !view.at(token, 0).may_be_name() {
        return (seen, WINDOW);
    }
    let run = view.run(token);
    seen[WINDOW] = view.id(run.start, -1);
    seen[WINDOW + 1] = view.id(run.end - 1, 1);
    seen[WINDOW + 2] = view.id(run.start, 0);
    seen[WINDOW + 3] = view.id(run.end - 1, 0);
    (seen, PLACES)
}
