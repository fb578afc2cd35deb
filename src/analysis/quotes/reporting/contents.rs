//! What a cue reports: the stretches of a sentence that can be its content, and what speaks for each.

use super::{
    sight::{Sight, Sign, sort},
    weights::emit,
};
use crate::analysis::{lexicon::Class, tagger::spelling::mix};
use std::ops::Range;

/// A side of the cue, and whether the other side has words too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Whether it is after the cue.
    pub right: bool,
    /// Whether there are words on the other side, too.
    pub both: bool,
}

impl Part {
    /// Where the numbers of what speaks for a start begin.
    fn of_start(self) -> u64 {
        100 + u64::from(self.right) * 100 + u64::from(self.both) * 400
    }

    /// The same for an end.
    fn of_end(self) -> u64 {
        self.of_start() + 50
    }
}

/// How many items after a cue its content may begin.
const LATE: usize = 10;
/// At most this many places where it may begin or end are looked at on each side.
const MOST: usize = 28;
/// No content reaches further from its cue.
pub const FAR: usize = 160;
/// How far before the cue it may end.
const BEFORE: usize = 22;

/// The bounds that a content can have on one side of the cue at item `at`.
pub struct Bounds {
    /// Where it may begin.
    pub starts: Vec<usize>,
    /// Where it may end: the item after the last.
    pub ends: Vec<usize>,
}

/// The bounds on a side.
pub fn bounds(sight: &Sight, sentence: &Range<usize>, at: usize, right: bool) -> Bounds {
    let mut end = sentence.end;
    while end > sentence.start && sight.is_mark(end - 1) {
        end -= 1;
    }
    if right { after(sight, end, at) } else { before(sight, sentence.start, at) }
}

fn after(sight: &Sight, end: usize, at: usize) -> Bounds {
    let mut starts: Vec<usize> =
        (at + 1..end.min(at + 1 + LATE)).filter(|&i| !sight.is_mark(i)).collect();
    let leads = |i: usize| matches!(sight.line.lower(i), "that" | ":" | "," | "to" | "whether");
    starts.extend((at + 1 + LATE..end.min(at + 30)).filter(|&i| !sight.is_mark(i) && leads(i - 1)));
    // The end of the sentence always counts, unless it is out of all reach.
    let near = end.min(at + FAR);
    let ends = (at + 2..=near).filter(|&i| i == near || may_end(sight, i));
    let mut ends: Vec<usize> = ends.collect();
    if ends.len() > MOST {
        ends.drain(MOST - 1..ends.len() - 1);
    }
    Bounds { starts, ends }
}

fn before(sight: &Sight, start: usize, at: usize) -> Bounds {
    let start = start.max(at.saturating_sub(FAR));
    let begins = |i: usize| i == start || may_begin(sight, i);
    let mut starts: Vec<usize> =
        (start..at).rev().filter(|&i| !sight.is_mark(i) && begins(i)).take(MOST).collect();
    if !starts.contains(&start) && start < at && !sight.is_mark(start) {
        starts.push(start);
    }
    let floor = start.max(at.saturating_sub(BEFORE));
    let ends = (floor + 1..=at).rev();
    let ends = ends.filter(|&i| !sight.is_mark(i - 1) && (i == at || may_end(sight, i)));
    Bounds { starts, ends: ends.take(MOST).collect() }
}

/// Whether a clause may end before an item.
fn may_end(sight: &Sight, at: usize) -> bool {
    let parting = Class::SUB.with(Class::CONJ).with(Class::PREP).with(Class::CALENDAR);
    sight.is_mark(at)
        || sight.line.quote(at).is_some()
        || sight.line.quote(at - 1).is_some()
        || sight.line.class(at).has(parting.with(Class::AUX).with(Class::PRON).with(Class::ADV))
        || sight.may_be_cue(at)
}

fn may_begin(sight: &Sight, at: usize) -> bool {
    sight.is_mark(at - 1)
        || sight.line.quote(at - 1).is_some()
        || sight.line.quote(at).is_some()
        || sight.line.class(at - 1).has(Class::CONJ.with(Class::SUB))
        || sight.line.class(at).has(Class::SUB.with(Class::PRON).with(Class::DET))
        || sight.sort(at) == sort::PERSON && sight.sort(at - 1) != sort::PERSON
        || sight.sort(at) == sort::NAME && sight.sort(at - 1) != sort::NAME
}

/// Short distances as they are, long ones in steps.
pub(super) fn step(distance: usize) -> u64 {
    match distance {
        0..=6 => distance as u64,
        7..=9 => 7,
        10..=14 => 8,
        15..=20 => 9,
        21..=30 => 10,
        _ => 11,
    }
}

/// A sentence with a cue in it.
pub struct Scene<'s, 'l, 'd, 'a> {
    /// The paragraph.
    pub sight: &'s Sight<'l, 'd, 'a>,
    /// The sentence.
    pub sentence: Range<usize>,
    /// The item of the cue.
    pub at: usize,
}

impl Scene<'_, '_, '_, '_> {
    fn item(&self, place: usize, offset: isize) -> usize {
        let there = place.wrapping_add_signed(offset);
        if self.sentence.contains(&there) { there } else { usize::MAX }
    }

    fn word(&self, place: usize, offset: isize) -> u64 {
        self.sight.entry(self.item(place, offset)).hash
    }

    fn kind(&self, place: usize, offset: isize) -> u64 {
        u64::from(self.sight.sort(self.item(place, offset)))
    }

    fn sequence(&self, range: Range<usize>) -> u64 {
        range.fold(3, |hash, i| mix(hash, u64::from(self.sight.sort(i))))
    }

    /// What speaks for a content that begins at an item by the words there, and by the cue.
    pub fn start(&self, part: Part, start: usize, row: &mut impl FnMut(u64)) {
        let own = self.sight.entry(self.at);
        let middle = u64::from(own.clusters[2]);
        let tag = part.of_start();
        let (here, before) = (self.word(start, 0), self.word(start, -1));
        let (kind, last) = (self.kind(start, 0), self.kind(start, -1));
        emit!(row, tag + 1, here);
        emit!(row, tag + 2, kind);
        emit!(row, tag + 3, before);
        emit!(row, tag + 4, last);
        emit!(row, tag + 5, mix(own.hash, here));
        emit!(row, tag + 6, mix(own.hash, kind));
        emit!(row, tag + 7, mix(before, here));
        emit!(row, tag + 8, mix(mix(last, kind), self.kind(start, 1)));
        emit!(row, tag + 9, mix(u64::from(own.clusters[1]), kind));
        emit!(row, tag + 10, mix(own.hash, last));
        emit!(row, tag + 11, mix(middle, mix(last, kind)));
        emit!(row, tag + 12, mix(mix(self.kind(start, -2), last), kind));
    }

    /// What else speaks for it: what stands between there and the cue, or before it.
    pub fn start_afar(&self, part: Part, start: usize, row: &mut impl FnMut(u64)) {
        let own = self.sight.entry(self.at);
        let tag = part.of_start();
        let kind = self.kind(start, 0);
        if part.right {
            let gap = start - self.at - 1;
            emit!(row, tag + 21, mix(own.hash, step(gap)));
            let between = self.at + 1..start;
            if gap <= 6 {
                let sequence = self.sequence(between.clone());
                emit!(row, tag + 23, sequence);
                emit!(row, tag + 24, mix(sequence, kind));
                emit!(row, tag + 25, mix(own.hash, sequence));
            }
            let commas = self.sight.count(Sign::Mark, between.clone());
            let that = between.clone().any(|i| self.sight.line.lower(i) == "that");
            emit!(row, tag + 26, mix(commas.min(3) as u64, u64::from(that)));
            let verbs = self.sight.count(Sign::Verb, between);
            emit!(row, tag + 28, verbs.min(2));
        } else {
            let first = start == self.sentence.start;
            emit!(row, tag + 30, u64::from(first));
            emit!(row, tag + 31, step(start - self.sentence.start));
            emit!(row, tag + 32, mix(u64::from(first), kind));
            emit!(row, tag + 33, mix(u64::from(first), own.hash));
        }
    }

    /// What speaks for a content that ends before an item by the words there, and by the cue.
    pub fn end(&self, part: Part, end: usize, row: &mut impl FnMut(u64)) {
        let own = self.sight.entry(self.at);
        let tag = part.of_end();
        let (here, next) = (self.word(end, 0), self.word(end, 1));
        let (last, kind, after) = (self.kind(end, -1), self.kind(end, 0), self.kind(end, 1));
        emit!(row, tag + 1, here);
        emit!(row, tag + 2, kind);
        emit!(row, tag + 3, self.word(end, -1));
        emit!(row, tag + 4, last);
        emit!(row, tag + 5, mix(here, next));
        emit!(row, tag + 6, mix(mix(kind, after), self.kind(end, 2)));
        emit!(row, tag + 7, mix(last, kind));
        emit!(row, tag + 8, mix(own.hash, here));
        emit!(row, tag + 9, mix(own.hash, kind));
        emit!(row, tag + 10, mix(u64::from(own.clusters[1]), mix(kind, after)));
        emit!(row, tag + 11, mix(here, after));
        emit!(row, tag + 12, mix(kind, next));
    }

    /// What else speaks for it: what stands between there and the cue, or behind it.
    pub fn end_afar(&self, part: Part, end: usize, row: &mut impl FnMut(u64)) {
        let own = self.sight.entry(self.at);
        let (tag, kind) = (part.of_end(), self.kind(end, 0));
        if part.right {
            self.rest(tag, end, row);
        } else {
            let gap = self.at - end;
            emit!(row, tag + 30, step(gap));
            emit!(row, tag + 31, mix(own.hash, step(gap)));
            emit!(row, tag + 32, mix(kind, step(gap)));
            if gap <= 7 {
                let sequence = self.sequence(end..self.at);
                emit!(row, tag + 33, sequence);
                emit!(row, tag + 34, mix(own.hash, sequence));
            }
            let marks = self.sight.count(Sign::Mark, end..self.at);
            emit!(row, tag + 35, mix(marks.min(4) as u64, kind));
            let verbs = self.sight.count(Sign::Verb, end..self.at);
            emit!(row, tag + 36, mix(verbs.min(3) as u64, kind));
        }
    }

    /// What is left of the sentence after a content.
    fn rest(&self, tag: u64, end: usize, row: &mut impl FnMut(u64)) {
        let own = self.sight.entry(self.at);
        let (here, kind) = (self.word(end, 0), self.kind(end, 0));
        let rest = end..self.sentence.end;
        let whole = self.sight.count(Sign::Mark, rest.clone()) == rest.len();
        let verbs = self.sight.count(Sign::Verb, rest.clone()).min(2);
        let near = |from: usize| from..rest.end.min(from + FAR);
        let cue = self.sight.first(Sign::Cue, near(end));
        let quoted = self.sight.count(Sign::Quote, rest.clone()) > 0;
        emit!(row, tag + 20, u64::from(whole));
        emit!(row, tag + 21, mix(u64::from(whole), own.hash));
        emit!(row, tag + 22, mix(verbs as u64, kind));
        emit!(row, tag + 23, mix(verbs as u64, here));
        emit!(row, tag + 24, cue.map_or(0, |cue| self.sight.entry(cue).hash));
        emit!(row, tag + 25, mix(cue.map_or(99, |cue| step(cue - end)), kind));
        emit!(row, tag + 26, mix(step(rest.len()), kind));
        emit!(row, tag + 27, mix(u64::from(quoted), kind));
        let next = self.sight.first(Sign::Mark, near(end + 1));
        emit!(row, tag + 28, mix(next.map_or(99, |next| step(next - end)), here));
    }

    /// What speaks for a content as a whole.
    pub fn whole(&self, part: Part, content: Range<usize>, row: &mut impl FnMut(u64)) {
        let own = self.sight.entry(self.at);
        let tag = 1_100 + u64::from(part.right) * 100 + u64::from(part.both) * 400;
        let length = step(content.len());
        let verbs = self.sight.count(Sign::Verb, content.clone()).min(3) as u64;
        let commas = self.sight.count(Sign::Comma, content.clone()).min(4);
        let quotes = self.sight.count(Sign::Quote, content.clone()).min(2);
        let only = content.len() == quotes;
        let (first, next) = (self.kind(content.start, 0), self.kind(content.end, 0));
        let word = self.word(content.start, 0);
        emit!(row, tag + 1, length);
        emit!(row, tag + 2, mix(length, own.hash));
        emit!(row, tag + 3, mix(verbs, first));
        emit!(row, tag + 4, mix(verbs, next));
        emit!(row, tag + 5, mix(verbs, word));
        emit!(row, tag + 6, mix(commas as u64, next));
        emit!(row, tag + 7, mix(quotes as u64, u64::from(only)));
        emit!(row, tag + 8, mix(mix(quotes as u64, u64::from(only)), own.hash));
        emit!(row, tag + 9, mix(first, next));
        emit!(row, tag + 12, mix(length, next));
        let before = self.kind(content.start, -1);
        emit!(row, tag + 14, mix(mix(before, first), next));
        emit!(row, tag + 15, mix(mix(verbs, first), next));
    }
}
