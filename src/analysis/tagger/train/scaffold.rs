//! Features that stand while the field learns and are taken down after.
//!
//! Most say what the network knows, too: endings of words, clusters of words and of their neighbours, pairs of words.
//! While the field learns they take up what is common to many words, and leave to the rows of single words and of the
//! document what is peculiar to them; in the sum with the network's scores the common part would count twice. Names that
//! nobody has seen are found more often without them. Which are taken down was chosen on the development sets, one after
//! the other (backward elimination; Guyon and Elisseeff 2003), with the model that is shipped, for which they competed
//! for its rows; here they stand to the end beside these.

use quotidian::analysis::tagger::{
    features::feature,
    memory::Recollection,
    spelling::{Spelling, mix},
    view::View,
};

/// What a spelling gives to the token at one of the tagger's offsets from it (by index).
pub fn of_word(spelling: &Spelling, offset: usize, row: &mut impl FnMut(u64)) {
    let casing = u64::from(spelling.casing);
    if offset == 0 {
        row(feature(8, spelling.suffixes[1]));
        row(feature(9, spelling.suffixes[2]));
        row(feature(10, spelling.suffixes[3]));
        row(feature(11, mix(spelling.suffixes[2], casing)));
        row(feature(12, mix(spelling.suffixes[1], casing)));
        row(feature(16, u64::from(spelling.clusters[3])));
    } else if offset == 1 {
        row(feature(41, casing));
        row(feature(47, spelling.suffixes[2]));
    }
}

/// What follows from a token's company.
pub fn of_context(view: &View, token: usize, row: &mut impl FnMut(u64)) {
    let [own, before, after, before2] = [0, -1, 1, -2].map(|offset| view.at(token, offset));
    let casing = u64::from(own.casing);
    row(feature(107, mix(own.coarse(), after.coarse())));
    if own.is_capitalised() {
        of_capital(view, token, row);
        row(feature(132, mix(mix(before2.word, before.word), casing)));
        if let Some(listed) = view.listed(token) {
            row(feature(142, listed));
        }
    } else {
        row(feature(111, mix(before.tiny() << 16 | after.tiny(), own.tiny())));
    }
    if own.is_without_manner() {
        row(feature(112, mix(u64::from(view.signs(token)), casing)));
        row(feature(113, mix(view.listed(token).unwrap_or(0), casing)));
    }
}

/// What stands around a run of capitals, and how it ends.
fn of_capital(view: &View, token: usize, row: &mut impl FnMut(u64)) {
    let run = view.run(token);
    let (left, right) = (view.at(run.start, -1), view.at(run.end - 1, 1));
    let place = u64::from(token == run.start) | u64::from(token + 1 == run.end) << 1;
    row(feature(123, mix(left.word, right.word)));
    row(feature(124, mix(left.coarse() << 16 | right.coarse(), place)));
    row(feature(127, mix(view.at(run.end - 1, 0).middle(), place)));
}

/// What the word was tagged as elsewhere.
pub fn of_memory(recollection: &Recollection, row: &mut impl FnMut(u64)) {
    row(feature(163, mix(recollection.kind, recollection.edge)));
}
