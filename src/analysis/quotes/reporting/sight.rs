//! A paragraph as the models of reporting see it: every item with its word, its clusters and its sort.

use super::glossary::{Entry, Glossary};
use crate::analysis::{
    EntityKind,
    lexicon::Class,
    quotes::line::{Item, Line},
    tokens::Shape,
};
use std::ops::Range;

/// What part an item plays, as far as lists, shapes and endings tell: a rough part of speech.
pub type Sort = u8;

/// Sorts that are asked for by name.
pub mod sort {
    use super::Sort;
    /// Beyond the ends of the sentence.
    pub const EDGE: Sort = 0;
    /// A quoted segment.
    pub const QUOTE: Sort = 1;
    /// A comma.
    pub const COMMA: Sort = 2;
    /// A colon.
    pub const COLON: Sort = 3;
    /// A full stop, question or exclamation mark.
    pub const STOP: Sort = 4;
    /// A dash.
    pub const DASH: Sort = 5;
    /// Any other mark.
    pub const MARK: Sort = 6;
    /// The name of a person.
    pub const PERSON: Sort = 7;
    /// Any other name.
    pub const NAME: Sort = 8;
    /// A word of which no list knows more than that it ends in "s": a verb, or a plural.
    pub const ENDS_IN_S: Sort = 32;
}

/// The paragraph.
pub struct Sight<'l, 'd, 'a> {
    /// The reporter's line through it.
    pub line: &'l Line<'d, 'a>,
    entries: Vec<Entry>,
    sorts: Vec<Sort>,
    /// How many items of each sign stand before an item.
    before: Vec<[u32; SIGNS]>,
}

/// What is counted over stretches of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Finite verbs.
    Verb,
    /// Words that may be cues.
    Cue,
    /// Marks that can part clauses.
    Mark,
    /// Commas.
    Comma,
    /// Quoted segments.
    Quote,
}

/// How many signs there are.
const SIGNS: usize = 5;

/// What a quoted segment has for a word.
const QUOTED: Entry = Entry { hash: 2, clusters: [0; 4], ending: 2, cue: false };
/// What is beyond a sentence.
const EDGE: Entry = Entry { hash: 1, clusters: [0; 4], ending: 1, cue: false };

impl<'l, 'd, 'a> Sight<'l, 'd, 'a> {
    /// Looks at a line.
    pub fn new(line: &'l Line<'d, 'a>, glossary: &Glossary) -> Self {
        let entry = |item: &Item| match *item {
            Item::Token(token) => glossary.get(line.document.tokens[token].word),
            Item::Quote(_) => QUOTED,
        };
        let entries = line.items.iter().map(entry).collect();
        let sorts = (0..line.items.len()).map(|at| sort_of(line, at)).collect();
        let mut sight = Self { line, entries, sorts, before: vec![[0; SIGNS]] };
        let mut counts = [0; SIGNS];
        for at in 0..line.items.len() {
            for (count, holds) in counts.iter_mut().zip(sight.signs(at)) {
                *count += u32::from(holds);
            }
            sight.before.push(counts);
        }
        sight
    }

    fn signs(&self, at: usize) -> [bool; SIGNS] {
        [
            self.line.is_finite(at),
            self.is_cue_word(at),
            (sort::COMMA..=sort::MARK).contains(&self.sort(at)),
            self.sort(at) == sort::COMMA,
            self.sort(at) == sort::QUOTE,
        ]
    }

    /// How many items of a stretch have a sign.
    pub fn count(&self, sign: Sign, items: Range<usize>) -> usize {
        let before = |at: usize| self.before.get(at).map_or(0, |counts| counts[sign as usize]);
        before(items.end).saturating_sub(before(items.start)) as usize
    }

    /// The first item of a stretch that has a sign, by halving: texts without marks have long sentences.
    pub fn first(&self, sign: Sign, items: Range<usize>) -> Option<usize> {
        let end = items.end.min(self.sorts.len());
        let counts = self.before.get(items.start..=end)?;
        let none = counts.first()?[sign as usize];
        let with = counts.partition_point(|counts| counts[sign as usize] == none);
        (with < counts.len()).then(|| items.start + with - 1)
    }

    /// Whether an item has a sign.
    pub fn is(&self, sign: Sign, at: usize) -> bool {
        at < self.sorts.len() && self.count(sign, at..at + 1) > 0
    }

    /// The word of an item.
    pub fn entry(&self, at: usize) -> Entry {
        self.entries.get(at).copied().unwrap_or(EDGE)
    }

    /// The sort of an item.
    pub fn sort(&self, at: usize) -> Sort {
        self.sorts.get(at).copied().unwrap_or(sort::EDGE)
    }

    /// Whether an item may be a cue.
    pub fn may_be_cue(&self, at: usize) -> bool {
        self.is(Sign::Cue, at)
    }

    fn is_cue_word(&self, at: usize) -> bool {
        let class = self.line.class(at);
        self.entry(at).cue
            && !self.line.is_name(at)
            && (self.line.is_lower(at)
                || self.sort(at) == sort::COLON
                || class.has(Class::CUE) && !class.has(Class::BASE) && self.line.is_word(at)
                || self.line.lower(at) == "according")
    }

    /// Whether an item is a mark that can part clauses.
    pub fn is_mark(&self, at: usize) -> bool {
        self.is(Sign::Mark, at)
    }
}

fn sort_of(line: &Line, at: usize) -> Sort {
    let Some(token) = line.token(at) else { return sort::QUOTE };
    let (class, word) = (line.class(at), line.lower(at));
    match line.shape(at) {
        Shape::Mark => return mark_of(word),
        Shape::Number => return 9,
        Shape::Possessive => return 10,
        Shape::Address => return sort::NAME,
        _ => {}
    }
    if let Some(entity) = line.named.entity_at(token) {
        let person = line.named.entities[entity].kind == EntityKind::Person;
        return if person { sort::PERSON } else { sort::NAME };
    }
    let classes: [(Class, Sort); 9] = [
        (Class::CALENDAR, 11),
        (Class::AUX, 12),
        (Class::PRON, 13),
        (Class::OBJECT, 14),
        (Class::SUB, 15),
        (Class::CONJ, 16),
        (Class::DET, 17),
        (Class::PREP, 18),
        (Class::ADV, 19),
    ];
    if let Some((_, sort)) = classes.iter().find(|(of, _)| class.has(*of)) {
        return *sort;
    }
    if class.has(Class::CUE.with(Class::ACT)) {
        return match () {
            () if class.has(Class::PARTICIPLE) => 20,
            () if class.has(Class::BASE) => 21,
            () if class.has(Class::CUE) => 22,
            () => 23,
        };
    }
    let kinds: [(Class, Sort); 4] =
        [(Class::HUMAN, 24), (Class::BODY, 25), (Class::VERB, 26), (Class::NATIONALITY, 27)];
    if let Some((_, sort)) = kinds.iter().find(|(of, _)| class.has(*of)) {
        return *sort;
    }
    match word {
        _ if !line.is_lower(at) => 28,
        _ if word.ends_with("ed") => 29,
        _ if word.ends_with("ing") => 30,
        _ if word.ends_with("ly") => 31,
        _ if word.ends_with('s') => sort::ENDS_IN_S,
        _ => 33,
    }
}

fn mark_of(mark: &str) -> Sort {
    match mark {
        "," => sort::COMMA,
        ":" => sort::COLON,
        "." | "!" | "?" | "…" | "..." => sort::STOP,
        "-" | "–" | "—" | "--" | "―" => sort::DASH,
        _ => sort::MARK,
    }
}
