//! Who a cue's words come from: the noun phrases of its sentence, and what speaks for each.

use super::{
    contents::step,
    sight::{Sight, Sign, sort},
    weights::emit,
};
use crate::analysis::{
    lexicon::Class,
    quotes::{
        phrases::{ending, is_pronoun, starting},
        subjects::{shared_subject, subject},
    },
    tagger::spelling::mix,
    tokens::Shape,
};
use std::ops::Range;

/// How far from a cue its source is looked for.
const REACH: usize = 45;
/// How many nouns in a row may follow a name: "campaign finance committee officials".
const NOUNS: usize = 4;
/// At most this many phrases are compared.
const MOST: usize = 20;

/// A noun phrase that may name the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its items.
    pub items: Range<usize>,
    /// Which rules propose it: a set of bits.
    pub rules: u8,
}

/// Where a phrase stands as seen from the cue.
struct Place {
    first: usize,
    last: usize,
    /// Whether it is after the cue.
    right: bool,
    /// The items between the two.
    between: Range<usize>,
    /// How many, and on which side.
    gap: u64,
    /// What it is by its last word; pronouns have a number of their own.
    head: u64,
}

/// A cue in its sentence with what it reports.
pub struct Asked<'s, 'l, 'd, 'a> {
    /// The paragraph.
    pub sight: &'s Sight<'l, 'd, 'a>,
    /// The sentence.
    pub sentence: Range<usize>,
    /// The item of the cue.
    pub at: usize,
    /// What it reports.
    pub content: &'s [Range<usize>],
}

impl Asked<'_, '_, '_, '_> {
    /// The phrases of the sentence, those that rules propose first.
    pub fn phrases(&self) -> Vec<Phrase> {
        let line = self.sight.line;
        let (start, end) = (self.sentence.start, self.sentence.end);
        let mut found: Vec<Phrase> = Vec::new();
        let mut add = |phrase: Option<Range<usize>>, rule: u8| {
            let Some(items) = phrase.filter(|phrase| !phrase.contains(&self.at)) else { return };
            let same = |known: &&mut Phrase| known.items.end == items.end;
            match found.iter_mut().find(same) {
                Some(known) => known.rules |= rule,
                None => found.push(Phrase { items, rules: rule }),
            }
        };
        add(subject(line, start, self.at), 1);
        add(self.after(), 2);
        let participle = line.class(self.at).has(Class::PARTICIPLE.with(Class::BASE));
        if participle {
            add(shared_subject(line, &self.sentence, self.at), 4);
        }
        let by = (self.at + 1..end.min(self.at + 8)).find(|&i| line.lower(i) == "by");
        add(by.and_then(|by| starting(line, by + 1, end)), 8);
        let near = start.max(self.at.saturating_sub(REACH))..end.min(self.at + REACH);
        let mut heads: Vec<usize> = near.filter(|&i| self.is_head(i)).collect();
        heads.sort_by_key(|&i| (i.abs_diff(self.at), i));
        for head in heads.into_iter().take(MOST) {
            add(ending(line, start, head + 1), 0);
        }
        found
    }

    /// Whether a sign does what the cue says, and nobody: "`n` finds the next place", "`/` hides the sidebar
    /// or shows it again". Such a sentence begins with a sign or a single letter, right before its verb.
    pub fn is_of_sign(&self) -> bool {
        let line = self.sight.line;
        let is_letter = |at: usize| line.is_lower(at) && line.lower(at).chars().count() == 1;
        let (first, verb) = (self.sentence.start, self.sentence.start + 1);
        let begins = is_letter(first) || self.sight.sort(first) == sort::MARK;
        let does = line.is_finite(verb) || self.sight.sort(verb) == sort::ENDS_IN_S;
        let own = || subject(line, first, self.at).is_none_or(|own| is_letter(own.end - 1));
        begins && does && (self.at == verb || own())
    }

    /// "said X", "according to X".
    fn after(&self) -> Option<Range<usize>> {
        let line = self.sight.line;
        let mut from = self.at + 1;
        let skips = |i: usize| {
            line.class(i).has(Class::CALENDAR.with(Class::ADV))
                || matches!(line.lower(i), "to" | "on")
        };
        while from < self.sentence.end && skips(from) && !line.is_name(from) {
            from += 1;
        }
        let object = from < self.sentence.end && line.class(from).has(Class::OBJECT);
        // "According to her, it rained", not "according to her brother".
        if object && line.lower(from - 1) == "to" && self.sight.is_mark(from + 1) {
            return Some(from..from + 1);
        }
        starting(line, from, self.sentence.end)
    }

    /// Whether a phrase that names somebody may end with an item.
    fn is_head(&self, at: usize) -> bool {
        let line = self.sight.line;
        let class = line.class(at);
        if line.is_name(at) {
            let name = |i: usize| line.token(i).and_then(|token| line.named.name_at(token));
            let owns_office = self.sight.sort(at) != sort::PERSON && self.is_office(at + 1);
            return name(at) != name(at + 1) && !owns_office;
        }
        let goes_on = line.is_capitalised(at) && self.is_office(at + 1);
        if at == self.at || goes_on || !line.is_word(at) {
            return false;
        }
        is_pronoun(line, at)
            || class.has(Class::HUMAN.with(Class::BODY)) && !self.sight.may_be_cue(at)
            || class.has(Class::HUMAN)
            || line.is_lower(at)
                && self.sight.sort(at) >= sort::ENDS_IN_S
                && (self.sight.is_mark(at + 1)
                    || line.is_finite(at + 1)
                    || self.sight.may_be_cue(at + 1))
    }

    /// Whether an office with capitals begins with an item, and the phrase goes on with it: "US Attorney General".
    fn is_office(&self, first: usize) -> bool {
        let line = self.sight.line;
        let capital = |&at: &usize| at != self.at && line.is_capitalised(at) && !line.is_name(at);
        let words = (first..self.sentence.end).take_while(capital).take(NOUNS);
        words.last().is_some_and(|last| line.class(last).has(Class::HUMAN))
    }

    /// A phrase with the nouns that its last name only modifies: "a Doe aide" for "a Doe", "Mr Doe's campaign
    /// manager" for "Mr Doe".
    pub fn whole(&self, phrase: Range<usize>) -> Range<usize> {
        let line = self.sight.line;
        let name = phrase.end - 1;
        let first = name + 1 + usize::from(line.shape(name + 1) == Shape::Possessive);
        let is_noun = |at: &usize| {
            *at != self.at
                && line.is_lower(*at)
                && line.class(*at).has(Class::HUMAN.with(Class::BODY))
                && !self.sight.may_be_cue(*at)
        };
        let nouns = (first..self.sentence.end.min(first + NOUNS)).take_while(is_noun).count();
        let modifies = nouns > 0 && line.is_name(name);
        let longer = modifies.then(|| ending(line, self.sentence.start, first + nouns)).flatten();
        let holds = |longer: &Range<usize>| longer.start <= phrase.start && longer.end > first;
        longer.filter(|longer| holds(longer) && !longer.contains(&self.at)).unwrap_or(phrase)
    }

    /// Where a phrase stands.
    fn place(&self, phrase: &Phrase) -> Place {
        let (first, last) = (phrase.items.start, phrase.items.end - 1);
        let right = first > self.at;
        let between = if right {
            self.at + 1..first
        } else {
            phrase.items.end..self.at.max(phrase.items.end)
        };
        let gap = step(between.len()) << 1 | u64::from(right);
        let head = if is_pronoun(self.sight.line, first) { 60 } else { self.kind(last) };
        Place { first, last, right, between, gap, head }
    }

    /// The item, if it is in the sentence.
    fn inside(&self, at: usize) -> usize {
        if self.sentence.contains(&at) { at } else { usize::MAX }
    }

    fn word(&self, at: usize) -> u64 {
        self.sight.entry(self.inside(at)).hash
    }

    fn kind(&self, at: usize) -> u64 {
        u64::from(self.sight.sort(self.inside(at)))
    }

    /// What speaks for a phrase by its ends and its distance, the rules that propose it and the cue.
    pub fn of_place(&self, phrase: &Phrase, row: &mut impl FnMut(u64)) {
        let own = self.sight.entry(self.at);
        let Place { first, last, right, gap, head, .. } = self.place(phrase);
        let (before, after) = (first.wrapping_sub(1), phrase.items.end);
        let (word, kind) = (|at| self.word(at), |at| self.kind(at));
        let rules = u64::from(phrase.rules);
        emit!(row, 3001, gap);
        emit!(row, 3002, head);
        emit!(row, 3003, mix(gap, head));
        emit!(row, 3004, word(last));
        emit!(row, 3005, mix(own.hash, gap));
        emit!(row, 3006, rules);
        emit!(row, 3007, mix(rules, own.hash));
        emit!(row, 3008, mix(rules, head));
        emit!(row, 3009, word(before));
        emit!(row, 3010, word(after));
        emit!(row, 3011, mix(kind(before), head));
        emit!(row, 3012, mix(head, kind(after)));
        emit!(row, 3013, mix(mix(kind(before), head), kind(after)));
        emit!(row, 3014, mix(rules, gap));
        emit!(row, 3015, mix(u64::from(own.clusters[1]), gap));
        emit!(row, 3016, mix(u64::from(own.clusters[2]), mix(head, u64::from(right))));
    }

    /// What else speaks for it: what stands between it and the cue, and around both.
    pub fn of_rest(&self, phrase: &Phrase, row: &mut impl FnMut(u64)) {
        let line = self.sight.line;
        let own = self.sight.entry(self.at);
        let Place { first, last, right, between, head, .. } = self.place(phrase);
        let before = first.wrapping_sub(1);
        let (word, kind) = (|at| self.word(at), |at| self.kind(at));
        let rules = u64::from(phrase.rules);
        if between.len() <= 6 {
            let sequence = between.clone().fold(5, |hash, i| mix(hash, kind(i)));
            emit!(row, 3020, mix(sequence, u64::from(right)));
            emit!(row, 3021, mix(mix(sequence, head), u64::from(right)));
            emit!(row, 3022, mix(mix(sequence, own.hash), u64::from(right)));
        }
        let verbs = self.sight.count(Sign::Verb, between.clone()).min(3) as u64;
        let cues = self.sight.count(Sign::Cue, between.clone()).min(2) as u64;
        let marks = self.sight.count(Sign::Mark, between.clone()).min(4) as u64;
        let quotes = self.sight.count(Sign::Quote, between).min(1) as u64;
        emit!(row, 3030, mix(verbs, u64::from(right)));
        emit!(row, 3031, mix(cues, u64::from(right)));
        emit!(row, 3032, mix(marks, u64::from(right)));
        emit!(row, 3033, mix(verbs << 4 | cues << 2 | quotes, marks));
        emit!(row, 3034, mix(verbs << 4 | marks, rules));
        let reported = self.content.iter().any(|part| part.contains(&last));
        emit!(row, 3035, u64::from(reported));
        emit!(row, 3036, mix(u64::from(reported), mix(rules, head)));
        let opens = first == self.sentence.start
            || first == self.sentence.start + 1 && !line.is_word(self.sentence.start);
        emit!(row, 3037, mix(u64::from(opens), u64::from(right)));
        emit!(row, 3038, mix(u64::from(opens), head));
        emit!(row, 3039, mix(mix(u64::from(opens), kind(self.at)), rules));
        emit!(row, 3040, mix(word(first), head));
        let passive = (self.at.saturating_sub(3)..self.at).any(|i| {
            matches!(line.lower(i), "is" | "are" | "was" | "were" | "be" | "been" | "being")
        });
        emit!(row, 3041, mix(mix(u64::from(passive), rules), word(before)));
        emit!(row, 3044, mix(own.hash, word(before)));
        emit!(row, 3045, mix(mix(kind(self.at), word(before)), u64::from(right)));
    }

    /// What speaks for a source that the sentence does not name.
    pub fn unnamed(&self, row: &mut impl FnMut(u64)) {
        let own = self.sight.entry(self.at);
        let kind = |at| self.kind(at);
        emit!(row, 3100, 0);
        emit!(row, 3101, own.hash);
        emit!(row, 3102, kind(self.at));
        emit!(row, 3103, kind(self.at.wrapping_sub(1)));
        emit!(row, 3104, self.word(self.at.wrapping_sub(1)));
        emit!(row, 3105, mix(own.hash, kind(self.at.wrapping_sub(1))));
        emit!(row, 3106, u64::from(own.clusters[2]));
        emit!(row, 3107, u64::from(self.at == self.sentence.start));
        emit!(row, 3108, mix(kind(self.at.wrapping_sub(2)), kind(self.at.wrapping_sub(1))));
        let rule = subject(self.sight.line, self.sentence.start, self.at).is_some();
        emit!(row, 3109, mix(own.hash, u64::from(rule)));
        emit!(row, 3110, mix(kind(self.at), u64::from(rule)));
    }
}
