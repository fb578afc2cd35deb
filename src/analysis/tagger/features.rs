//! What the tagger looks at: features of a token, each a hash that names a row of weights.
//!
//! In three groups, by how often they must be computed. [`of_word`]: what a spelling says, at
//! the token and at its neighbours; computed once per distinct spelling of a document. [`of_context`]:
//! combinations of neighbours; once per token. [`of_memory`]: what the rest of the document was tagged
//! as; once per token of the second pass, for names only.

use super::{
    memory::Recollection,
    spelling::{Spelling, mix},
    view::View,
};

/// The neighbours whose words count, in the order of [`of_word`].
pub const OFFSETS: [isize; 5] = [0, -1, 1, -2, 2];

/// How many of them have rows that hold for one corpus alone.
pub const OWN_OFFSETS: usize = 5;

/// Numbers a template; one number per line below and in the trainer's `scaffold.rs`, so that no two share rows.
const fn template(number: u64) -> u64 {
    mix(number, 0x51ed_270b_27d4_eb2f)
}

/// The feature that a value gives in one of the templates, for those that only the trainer has.
pub const fn feature(number: u64, value: u64) -> u64 {
    mix(template(number), value)
}

/// Asks for the row of a value in one of the templates of the module that it is used in.
macro_rules! emit {
    ($row:expr, $number:expr, $value:expr) => {
        $row(mix(const { template($number) }, $value))
    };
}
pub(super) use emit;

/// The members of a set that is written as bits, by their numbers.
pub(super) fn members(mut set: u64) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let member = (set != 0).then(|| u64::from(set.trailing_zeros()))?;
        set &= set - 1;
        Some(member)
    })
}

/// The features that a spelling gives to the token at one of [`OFFSETS`] from it (by index).
pub fn of_word(spelling: &Spelling, offset: usize, row: &mut impl FnMut(u64)) {
    match offset {
        0 => of_own_word(spelling, row),
        1 => of_neighbour::<40>(spelling, row),
        2 => of_next_word(spelling, row),
        3 => of_far_word::<80>(spelling, row),
        _ => of_far_word::<90>(spelling, row),
    }
}

fn of_own_word(spelling: &Spelling, row: &mut impl FnMut(u64)) {
    let casing = u64::from(spelling.casing);
    let [tiny, coarse, middle, _] = spelling.clusters.map(u64::from);
    emit!(row, 0, spelling.word);
    emit!(row, 1, mix(spelling.word, casing));
    emit!(row, 2, casing);
    emit!(row, 3, spelling.shape);
    emit!(row, 4, spelling.prefixes[0]);
    emit!(row, 5, spelling.prefixes[1]);
    emit!(row, 6, spelling.prefixes[2]);
    emit!(row, 7, spelling.suffixes[0]);
    emit!(row, 13, mix(tiny, casing));
    emit!(row, 14, mix(coarse, casing));
    emit!(row, 15, mix(middle, casing));
    emit!(row, 17, middle);
    emit!(row, 18, coarse);
    emit!(row, 19, mix(spelling.classes, casing));
    members(spelling.classes).for_each(|class| emit!(row, 20, mix(class, casing)));
    if spelling.parts[0] != 0 {
        emit!(row, 21, spelling.parts[0]);
        emit!(row, 22, spelling.parts[1]);
    }
}

fn of_neighbour<const BASE: u64>(spelling: &Spelling, row: &mut impl FnMut(u64)) {
    let casing = u64::from(spelling.casing);
    let [tiny, coarse, middle, fine] = spelling.clusters.map(u64::from);
    emit!(row, BASE, spelling.word);
    emit!(row, BASE + 2, spelling.shape);
    emit!(row, BASE + 3, mix(tiny, casing));
    emit!(row, BASE + 4, mix(coarse, casing));
    emit!(row, BASE + 5, mix(middle, casing));
    emit!(row, BASE + 6, fine);
    emit!(row, BASE + 8, spelling.prefixes[1]);
    emit!(row, BASE + 9, mix(spelling.classes, casing));
}

/// The word before a name tells less by how it is written and how it ends than the one behind, which may still be of it.
fn of_next_word(spelling: &Spelling, row: &mut impl FnMut(u64)) {
    of_neighbour::<60>(spelling, row);
    emit!(row, 61, u64::from(spelling.casing));
    emit!(row, 67, spelling.suffixes[2]);
}

fn of_far_word<const BASE: u64>(spelling: &Spelling, row: &mut impl FnMut(u64)) {
    let casing = u64::from(spelling.casing);
    let [_, coarse, middle, _] = spelling.clusters.map(u64::from);
    emit!(row, BASE, spelling.word);
    emit!(row, BASE + 1, mix(coarse, casing));
    emit!(row, BASE + 2, middle);
    emit!(row, BASE + 3, casing);
}

/// A feature's copy that holds for one corpus alone, given by its number: corpora disagree on what a
/// name is (Daumé 2007, feature augmentation).
pub const fn of_corpus(feature: u64, corpus: usize) -> u64 {
    mix(feature, corpus as u64 + 77)
}

/// The features that tell which corpus a document is most like, of one of its spellings. The lanes of
/// their rows stand for corpora.
pub fn of_kinship(spelling: &Spelling, row: &mut impl FnMut(u64)) {
    emit!(row, 180, mix(spelling.word, u64::from(spelling.casing)));
    emit!(row, 181, mix(spelling.middle(), u64::from(spelling.casing)));
    emit!(row, 182, spelling.shape);
}

/// The features that follow from a token's company.
pub fn of_context(view: &View, token: usize, row: &mut impl FnMut(u64)) {
    let [own, before, after, before2, after2] = OFFSETS.map(|offset| view.at(token, offset));
    let casing = u64::from(own.casing);
    let casings = mix(u64::from(before.casing) << 8 | casing, u64::from(after.casing));
    emit!(row, 100, mix(before.word, own.word));
    emit!(row, 101, mix(own.word, after.word));
    emit!(row, 102, casings);
    emit!(row, 103, mix(casings, u64::from(before2.casing) << 8 | u64::from(after2.casing)));
    emit!(row, 104, mix(before.word, casing));
    emit!(row, 105, mix(after.word, casing));
    let cluster = own.coarse();
    emit!(row, 106, mix(cluster, before.coarse()));
    emit!(row, 108, mix(before.word, cluster));
    emit!(row, 109, mix(after.word, cluster));
    emit!(row, 110, mix(view.place(token), casing));
    if own.is_capitalised() {
        of_capital(view, token, &[own, before, after, after2], row);
    }
}

/// More for words with a capital: what stands around the run of capitals they belong to, and what
/// the document does with them elsewhere.
fn of_capital(view: &View, token: usize, window: &[&Spelling; 4], row: &mut impl FnMut(u64)) {
    let [own, before, after, after2] = window;
    let casing = u64::from(own.casing);
    let run = view.run(token);
    let (first, last) = (view.at(run.start, 0), view.at(run.end - 1, 0));
    let (outer_left, outer_right) = (view.at(run.start, -1), view.at(run.end - 1, 1));
    let place = u64::from(token == run.start) | u64::from(token + 1 == run.end) << 1;
    let length = run.len().min(6) as u64;
    emit!(row, 120, mix(place, length));
    emit!(row, 121, mix(outer_left.word, place));
    emit!(row, 122, mix(outer_right.word, place));
    emit!(row, 125, mix(last.word, place));
    emit!(row, 126, mix(first.word, place));
    emit!(row, 128, mix(first.middle(), place));
    emit!(row, 129, mix(mix(first.classes, last.classes), place << 8 | length));
    emit!(row, 130, mix(outer_left.middle(), place));
    emit!(row, 131, mix(outer_right.middle(), place));
    emit!(row, 133, mix(mix(after.word, after2.word), casing));
    emit!(row, 134, mix(mix(before.word, after.word), casing));
    emit!(row, 135, mix(own.middle(), outer_left.word));
    emit!(row, 136, mix(own.middle(), outer_right.word));
    let signs = u64::from(view.signs(token));
    emit!(row, 140, mix(signs, casing));
    members(signs).for_each(|sign| emit!(row, 141, mix(sign, place)));
    if let Some(listed) = view.listed(token) {
        emit!(row, 143, mix(listed, casings_of(before, after)));
    }
}

fn casings_of(before: &Spelling, after: &Spelling) -> u64 {
    u64::from(before.casing) << 8 | u64::from(after.casing)
}

/// The features of the second pass, from what the word was tagged as elsewhere.
pub fn of_memory(recollection: &Recollection, own: &Spelling, row: &mut impl FnMut(u64)) {
    let casing = u64::from(own.casing);
    emit!(row, 160, recollection.label);
    emit!(row, 161, recollection.kind);
    emit!(row, 162, mix(recollection.edge, casing));
    emit!(row, 164, mix(recollection.kind, own.coarse()));
}
