//! Which words are cues, and on which side of them the words lie that they report.

use super::{
    sight::{Sight, Sign, sort},
    weights::emit,
};
use crate::analysis::{
    lexicon::Class,
    quotes::{phrases::is_pronoun, subjects::subject},
    tagger::spelling::mix,
};
use std::ops::Range;

/// Where the reported words lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Nowhere: the word is no cue.
    None,
    /// After the cue: "X said that …".
    Right,
    /// Before it: "…, X said".
    Left,
    /// On both sides: "…, X said, …".
    Both,
}

/// All sides.
pub const SIDES: [Side; 4] = [Side::None, Side::Right, Side::Left, Side::Both];

/// How far a quoted segment is looked for.
const NEAR: usize = 4;

/// The features of the item `at` as a cue in its sentence, whatever the side: its word and its neighbours.
pub fn of_word(sight: &Sight, sentence: &Range<usize>, at: usize, row: &mut impl FnMut(u64)) {
    let item = |offset: isize| {
        let there = at.wrapping_add_signed(offset);
        if sentence.contains(&there) { there } else { usize::MAX }
    };
    let word = |offset| sight.entry(item(offset)).hash;
    let kind = |offset| u64::from(sight.sort(item(offset)));
    let own = sight.entry(at);
    let [tiny, coarse, middle, fine] = own.clusters.map(u64::from);
    emit!(row, 1, own.hash);
    emit!(row, 2, mix(own.hash, kind(1)));
    emit!(row, 3, mix(own.hash, kind(-1)));
    emit!(row, 4, mix(own.hash, word(1)));
    emit!(row, 5, mix(own.hash, word(-1)));
    emit!(row, 6, word(-1));
    emit!(row, 7, word(1));
    emit!(row, 8, mix(kind(-2), kind(-1)));
    emit!(row, 9, mix(kind(1), kind(2)));
    emit!(row, 10, mix(word(-2), word(-1)));
    emit!(row, 11, mix(word(1), word(2)));
    emit!(row, 12, tiny);
    emit!(row, 13, coarse);
    emit!(row, 14, middle);
    emit!(row, 15, fine);
    emit!(row, 16, mix(middle, kind(1)));
    emit!(row, 17, mix(middle, kind(-1)));
    emit!(row, 18, mix(mix(coarse, kind(1)), kind(-1)));
    emit!(row, 19, own.ending);
    emit!(row, 20, mix(mix(kind(-1), kind(0)), kind(1)));
    emit!(row, 21, mix(mix(own.hash, kind(-1)), kind(1)));
    emit!(row, 22, mix(mix(own.hash, kind(1)), kind(2)));
    emit!(row, 23, mix(mix(own.hash, kind(-2)), kind(-1)));
    emit!(row, 24, mix(mix(middle, word(1)), 0));
    emit!(row, 25, mix(mix(middle, word(-1)), 0));
    emit!(row, 26, mix(kind(0), kind(1)));
    emit!(row, 27, mix(kind(0), kind(-1)));
}

/// More features of it: the rest of the sentence.
pub fn of_rest(sight: &Sight, sentence: &Range<usize>, at: usize, row: &mut impl FnMut(u64)) {
    of_sentence(sight, sentence, at, row);
    of_subject(sight, sentence, at, row);
    of_company(sight, sentence, at, row);
}

/// Where it stands in its sentence, and where quotes and commas do.
fn of_sentence(sight: &Sight, sentence: &Range<usize>, at: usize, row: &mut impl FnMut(u64)) {
    let own = sight.entry(at);
    let before = (at - sentence.start).min(6);
    let after = (sentence.end - at).min(6);
    emit!(row, 40, before);
    emit!(row, 41, after);
    emit!(row, 42, mix(own.hash, after as u64));
    let near = |range: Range<usize>| range.clone().find(|&i| sight.line.quote(i).is_some());
    let left = near(at.saturating_sub(NEAR).max(sentence.start)..at);
    let right = near(at + 1..sentence.end.min(at + 1 + NEAR));
    let far_left = sight.count(Sign::Quote, sentence.start..at) > 0;
    let far_right = sight.count(Sign::Quote, at + 1..sentence.end) > 0;
    let quotes = u64::from(left.is_some())
        | u64::from(right.is_some()) << 1
        | u64::from(far_left) << 2
        | u64::from(far_right) << 3;
    emit!(row, 43, quotes);
    emit!(row, 44, mix(own.hash, quotes));
    let find = |range: Range<usize>, wanted: &str| {
        range.clone().take(8).position(|i| sight.line.lower(i) == wanted).map_or(15, |d| d as u64)
    };
    emit!(row, 45, find(at + 1..sentence.end, "that"));
    emit!(row, 46, find(at + 1..sentence.end, "to"));
    emit!(row, 47, find(at + 1..sentence.end, ":"));
    emit!(row, 48, mix(own.hash, find(at + 1..sentence.end, "that").min(5)));
    let comma = (sentence.start..at).rev().take(10).position(|i| sight.sort(i) == sort::COMMA);
    let next = (at + 1..sentence.end).take(6).position(|i| sight.is_mark(i));
    let code = |place: Option<usize>| place.map_or(15, |d| d as u64);
    emit!(row, 49, code(comma));
    emit!(row, 50, code(next));
    emit!(row, 51, code(comma) << 8 | code(next));
    emit!(row, 52, mix(own.hash, code(comma).min(6) << 8 | code(next).min(4)));
    let kind = sight.line.token(at).and_then(|token| sight.line.document.section_of(token));
    let kind = kind.map_or(9, |section| sight.line.document.sections[section].kind as u64);
    emit!(row, 53, kind);
    emit!(row, 54, mix(own.hash, kind));
}

/// Who does it, as far as the order of words tells; negation and mood.
fn of_subject(sight: &Sight, sentence: &Range<usize>, at: usize, row: &mut impl FnMut(u64)) {
    let own = sight.entry(at);
    let line = sight.line;
    let found = subject(line, sentence.start, at);
    let (head, kind, gap) = found.as_ref().map_or((0, 0, 9), |phrase| {
        let last = phrase.end - 1;
        let pronoun = is_pronoun(line, phrase.start);
        let kind = if pronoun { 50 } else { u64::from(sight.sort(last)) + 1 };
        (sight.entry(last).hash, kind, (at - phrase.end).min(6) as u64)
    });
    emit!(row, 60, kind);
    emit!(row, 61, head);
    emit!(row, 62, mix(own.hash, kind));
    emit!(row, 63, mix(u64::from(own.clusters[2]), kind));
    emit!(row, 64, mix(kind, gap));
    emit!(row, 65, mix(own.hash, gap));
    let first = found.as_ref().is_some_and(|phrase| phrase.start == sentence.start);
    emit!(row, 66, mix(kind, u64::from(first)));
    let mut mood = 0u64;
    for i in (sentence.start..at).rev().take(4) {
        if sight.is_mark(i) {
            break;
        }
        mood |= match line.lower(i) {
            "not" | "n't" | "never" | "no" => 1,
            "to" => 2,
            "is" | "are" | "was" | "were" | "be" | "been" | "being" => 4,
            "will" | "would" | "should" | "could" | "can" | "may" | "might" | "must" => 8,
            "has" | "have" | "had" => 16,
            _ if line.class(i).has(Class::AUX) => 32,
            _ => 0,
        };
    }
    emit!(row, 67, mood);
    emit!(row, 68, mix(own.hash, mood));
    emit!(row, 69, mix(u64::from(own.clusters[1]), mood));
}

/// The other words of the sentence that may be cues.
fn of_company(sight: &Sight, sentence: &Range<usize>, at: usize, row: &mut impl FnMut(u64)) {
    let own = sight.entry(at).hash;
    let left = (sentence.start..at).rev().take(40).find(|&i| sight.may_be_cue(i));
    let right = (at + 1..sentence.end).take(40).find(|&i| sight.may_be_cue(i));
    let last = (at + 1..sentence.end).rev().take(12).find(|&i| sight.may_be_cue(i));
    let word = |place: Option<usize>| place.map_or(0, |place| sight.entry(place).hash);
    let gap = |place: Option<usize>| place.map_or(9, |place| place.abs_diff(at).min(8) as u64);
    emit!(row, 80, word(left));
    emit!(row, 81, word(right));
    emit!(row, 82, word(last));
    emit!(row, 83, mix(word(left), gap(left)));
    emit!(row, 84, mix(word(right), gap(right)));
    emit!(row, 85, mix(own, word(left)));
    emit!(row, 86, mix(own, word(right)));
}
