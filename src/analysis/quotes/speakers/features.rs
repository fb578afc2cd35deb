//! What speaks for the answers to who said a quote.

use super::claims::{Claim, origin};
use crate::analysis::{
    QuoteKind,
    document::Document,
    entities::Named,
    lexicon::Class,
    quotes::{kinds, marks::Segment, reporting::weights::emit},
    tagger::spelling::{hash, mix},
    tokens::Shape,
};
use std::ops::Range;

/// A quote as the model sees it.
pub struct Quoted<'d, 'a> {
    /// The document.
    pub document: &'d Document<'a>,
    /// Its names.
    pub named: &'d Named,
    /// The quoted words.
    pub segment: &'d Segment,
    /// The tokens of the quoted words with their marks.
    pub tokens: Range<usize>,
    /// Whether they look like a clause of their own.
    pub kind: QuoteKind,
    /// Whether the quote fills its reporter's sentence.
    pub sole: bool,
    /// Whether the quote opens its sentence.
    pub opens: bool,
    /// Whether it is the first of its paragraph.
    pub first: bool,
    /// How many sentences the reporter has in the paragraph, up to four.
    pub sentences: usize,
    /// Whether words before it announce a title, or it is written like one.
    pub title: bool,
    /// How likely the likeliest report is that covers it.
    pub chance: f32,
}

/// How many tokens between a source and a quote are looked at.
const SEEN: usize = 80;

fn share(chance: f32) -> u64 {
    (chance * 8.0).clamp(0.0, 8.0) as u64
}

fn distance(gap: i32) -> u64 {
    let size = match gap.unsigned_abs() {
        size @ 0..=4 => size,
        5..=7 => 5,
        8..=12 => 6,
        13..=20 => 7,
        _ => 8,
    };
    u64::from(size) << 1 | u64::from(gap > 0)
}

impl Quoted<'_, '_> {
    /// What the quote is like, in two sizes.
    fn manner(&self) -> [u64; 2] {
        let text = &self.document.text[self.segment.words.clone()];
        let open = text.ends_with([',', '?', '!', '—', '-']);
        let stop = text.ends_with(['.', '…']);
        let section = self.document.sections[self.segment.section].kind as u64;
        let few = u64::from(self.kind == QuoteKind::Direct)
            | u64::from(self.sole) << 1
            | u64::from(self.opens) << 2;
        let more = few
            | u64::from(open) << 3
            | u64::from(stop) << 4
            | u64::from(self.first) << 5
            | u64::from(self.segment.single) << 6
            | section << 8;
        [few, more]
    }

    /// The features of one of the claims.
    pub fn of_claim(&self, claims: &[Claim], number: usize, row: &mut impl FnMut(u64)) {
        let claim = &claims[number];
        let rivals = claims.len();
        let [few, more] = self.manner();
        let origins = u64::from(claim.origins);
        let tie = claim.tie.map_or(9, |tie| tie as u64);
        let (chance, sure) = (share(claim.chance), share(claim.sure));
        let cue = claim.cue.as_ref().map_or(0, |cue| hash(self.document.lower(cue.start)));
        let class = claim.cue.as_ref().map_or(0, |cue| self.sort_of_cue(cue.start));
        let form = self.form(claim);
        let gap = distance(claim.gap);
        emit!(row, 4001, origins);
        emit!(row, 4002, mix(origins, few));
        emit!(row, 4003, mix(origins, more));
        emit!(row, 4004, mix(tie, few));
        emit!(row, 4005, mix(tie, class));
        emit!(row, 4006, mix(chance, origins));
        emit!(row, 4007, mix(chance, sure));
        emit!(row, 4008, mix(mix(chance, sure), few));
        emit!(row, 4009, mix(mix(tie, chance), few));
        emit!(row, 4010, gap);
        emit!(row, 4011, mix(gap, few));
        emit!(row, 4012, mix(gap, tie));
        emit!(row, 4013, cue);
        emit!(row, 4014, mix(cue, few));
        emit!(row, 4015, mix(cue, gap));
        emit!(row, 4016, mix(class, few));
        emit!(row, 4017, mix(form, few));
        emit!(row, 4018, mix(form, origins));
        emit!(row, 4019, mix(form, tie));
        emit!(row, 4020, mix(mix(gap, chance), few));
        emit!(row, 4021, mix(rivals.min(5) as u64, origins));
        emit!(row, 4022, mix(self.sentences.min(4) as u64, mix(origins, few)));
        emit!(row, 4023, mix(class, mix(tie, chance)));
        self.lie(claims, number, few, row);
        for bit in 0..u64::from(origin::COUNT) {
            if claim.origins >> bit & 1 == 1 {
                emit!(row, 4030, bit);
                emit!(row, 4031, mix(bit, few));
                emit!(row, 4032, mix(bit, more));
                emit!(row, 4033, mix(bit, form));
                emit!(row, 4034, mix(bit, share(self.chance)));
            }
        }
    }

    /// How the words of a claim lie to the quote, to their cue and to other claims.
    fn lie(&self, claims: &[Claim], number: usize, few: u64, row: &mut impl FnMut(u64)) {
        let claim = &claims[number];
        let (before, whole) = self.between(&claim.source);
        // What lies near the quote tells most, and a paragraph may be as long as a book.
        let between = if before {
            whole.start.max(whole.end.saturating_sub(SEEN))..whole.end
        } else {
            whole.start..whole.end.min(whole.start + SEEN)
        };
        let side = u64::from(before);
        let cue = claim.cue.as_ref().map_or(usize::MAX, |cue| cue.start);
        let tokens = &self.document.tokens;
        let count = |is: &dyn Fn(usize) -> bool| between.clone().filter(|&t| is(t)).count().min(3);
        let verbs = Class::CUE.with(Class::ACT).with(Class::AUX).with(Class::VERB);
        let verb = |t: usize| {
            t != cue && self.document.shape(t) == Shape::Lower && self.document.class(t).has(verbs)
        };
        let far = distance(i32::try_from(whole.len()).unwrap_or(i32::MAX));
        let stops = count(&|t| tokens[t].first) as u64;
        let verbs = count(&verb) as u64;
        let commas = count(&|t| self.document.of(t) == ",") as u64;
        let marks = count(&|t| self.document.of(t).contains(['"', '“', '”'])) as u64;
        let tied = claim.cue.as_ref().map_or(20, |cue| {
            let (first, last) =
                (cue.start.min(claim.source.start), cue.start.max(claim.source.end));
            let side = u64::from(cue.start < claim.source.start);
            let apart = last - first - claim.source.len().min(last - first);
            (apart.min(6) as u64) << 1 | side
        });
        let lead = if before { between.end.checked_sub(1) } else { Some(between.start) };
        let lead = lead.map_or(0, |token| hash(self.document.lower(token)));
        let next = self.between_cue(cue);
        let nearer = claims.iter().filter(|other| {
            let (side, far) = self.between(&other.source);
            side == before && far.len() < whole.len()
        });
        let nearer = nearer.count().min(3) as u64;
        let strength = |claim: &Claim| claim.chance * claim.sure;
        let stronger = claims.iter().filter(|other| strength(other) > strength(claim)).count();
        let stronger = stronger.min(3) as u64;
        let place = mix(side, mix(stops, marks));
        emit!(row, 4040, mix(far, side));
        emit!(row, 4041, mix(place, few));
        emit!(row, 4042, mix(place, mix(verbs, commas)));
        emit!(row, 4043, mix(mix(place, verbs), tied));
        emit!(row, 4044, mix(tied, mix(side, few)));
        emit!(row, 4045, mix(tied, next));
        emit!(row, 4046, mix(mix(side, lead), tied));
        emit!(row, 4047, mix(mix(side, lead), next));
        emit!(row, 4048, mix(nearer, place));
        emit!(row, 4049, mix(nearer, mix(side, few)));
        emit!(row, 4050, mix(stronger, share(claim.chance)));
        emit!(row, 4051, mix(stronger, mix(side, few)));
        emit!(row, 4052, mix(mix(nearer, stronger), next));
        let last = hash(self.document.lower(claim.source.end.saturating_sub(1)));
        let common = self.document.shape(claim.source.end.saturating_sub(1)) == Shape::Lower
            || self.document.class(claim.source.start).has(Class::PRON);
        let last = if common { last } else { 1 };
        emit!(row, 4053, last);
        emit!(row, 4054, mix(last, place));
        emit!(row, 4055, mix(last, mix(next, tied)));
        if claim.cue.is_some() && cue + 1 < tokens.len() {
            let word = hash(self.document.lower(cue));
            let after = hash(self.document.lower(cue + 1));
            emit!(row, 4056, after);
            emit!(row, 4057, mix(after, tied));
            emit!(row, 4058, mix(word, mix(next, tied)));
        }
    }

    /// Whether words come before the quote, and the tokens between the two.
    fn between(&self, words: &Range<usize>) -> (bool, Range<usize>) {
        let before = words.start < self.tokens.start;
        let between =
            if before { words.end..self.tokens.start } else { self.tokens.end..words.start };
        (before, between.start..between.end.max(between.start))
    }

    /// How a cue touches the quote: the side, and how many tokens of which sort stand between.
    fn between_cue(&self, cue: usize) -> u64 {
        if cue == usize::MAX {
            return 40;
        }
        let (before, whole) = self.between(&(cue..cue + 1));
        let between = whole.start..whole.end.min(whole.start + SEEN);
        let verb = between
            .clone()
            .any(|t| self.document.class(t).has(Class::AUX.with(Class::CUE).with(Class::ACT)));
        let stop = between.clone().any(|t| self.document.tokens[t].first);
        let far = match whole.len() {
            far @ 0..=3 => far as u64,
            4..=6 => 4,
            7..=12 => 5,
            _ => 6,
        };
        far << 3 | u64::from(before) << 2 | u64::from(verb) << 1 | u64::from(stop)
    }

    fn sort_of_cue(&self, token: usize) -> u64 {
        let class = self.document.class(token);
        let of = |of: Class, bit: u64| u64::from(class.has(of)) << bit;
        1 | of(Class::CUE, 1)
            | of(Class::ACT, 2)
            | of(Class::PARTICIPLE, 3)
            | of(Class::BASE, 4)
            | u64::from(self.document.shape(token) == Shape::Mark) << 5
    }

    /// What the words of a claim are: pronoun, name, description.
    fn form(&self, claim: &Claim) -> u64 {
        let last = claim.source.end.saturating_sub(1);
        if let Some(entity) = claim.source.clone().rev().find_map(|t| self.named.entity_at(t)) {
            return 1 + self.named.entities[entity].kind as u64;
        }
        let class = self.document.class(last);
        match () {
            () if class.has(Class::PRON) => 6,
            () if class.has(Class::HUMAN) => 7,
            () if class.has(Class::BODY) => 8,
            () => 9,
        }
    }

    /// The features of the answer that nobody is named.
    pub fn of_nobody(&self, rivals: usize, row: &mut impl FnMut(u64)) {
        let [few, more] = self.manner();
        emit!(row, 4100, 0);
        emit!(row, 4101, few);
        emit!(row, 4102, more);
        emit!(row, 4103, mix(rivals.min(4) as u64, few));
        emit!(row, 4104, share(self.chance));
    }

    /// The features of the answer that the words are no quote.
    pub fn of_nothing(&self, rivals: usize, row: &mut impl FnMut(u64)) {
        let [few, more] = self.manner();
        let tokens = kinds::tokens(self.document, self.segment);
        let length = match tokens.len() {
            length @ 0..=8 => length as u64,
            9..=12 => 9,
            13..=20 => 10,
            _ => 11,
        };
        let before = tokens.start.checked_sub(2);
        let word = |token: Option<usize>| token.map_or(0, |token| hash(self.document.lower(token)));
        let after = self.document.token_at(self.segment.outer.end);
        let capitals = tokens.clone().filter(|&t| self.document.capitalised(t)).count();
        let words = tokens.clone().filter(|&t| self.document.tokens[t].is_word()).count();
        let casing = match () {
            () if capitals == 0 => 0,
            () if capitals == words => 1,
            () if capitals * 2 > words => 2,
            () if self.document.capitalised(tokens.start) => 3,
            () => 4,
        };
        let title = u64::from(self.title);
        emit!(row, 4200, 0);
        emit!(row, 4201, few);
        emit!(row, 4202, more);
        emit!(row, 4203, length);
        emit!(row, 4204, mix(length, few));
        emit!(row, 4205, casing);
        emit!(row, 4206, mix(casing, few));
        emit!(row, 4207, mix(casing, length));
        emit!(row, 4208, mix(title, few));
        emit!(row, 4209, mix(title, casing));
        emit!(row, 4210, share(self.chance));
        emit!(row, 4211, mix(share(self.chance), few));
        emit!(row, 4212, mix(share(self.chance), length));
        emit!(row, 4213, word(before));
        emit!(row, 4214, word(Some(after)));
        emit!(row, 4215, word(Some(tokens.start)));
        emit!(row, 4216, mix(rivals.min(4) as u64, few));
        emit!(row, 4217, mix(rivals.min(2) as u64, length));
        emit!(row, 4218, mix(u64::from(self.segment.single), length));
        if let Some(before) = before {
            emit!(row, 4219, self.document.class(before).0);
            emit!(row, 4220, mix(self.document.shape(before) as u64, few));
        }
        emit!(row, 4221, mix(self.document.class(after).0, few));
    }
}

/// Whether a claim comes from the sentence of its quote, or from right beside it.
pub const fn is_of_sentence(origins: u16) -> bool {
    origins & (origin::RULE | origin::REPORT | origin::BESIDE | origin::TOUCHES | origin::SIGNED)
        != 0
}
