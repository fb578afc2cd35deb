//! A document as the tagger sees it: spellings, runs of capitals, and what the document itself tells
//! of its words.

use super::{
    clusters::Clusters,
    spelling::{Manner, Spelling, mix},
};
use crate::analysis::{
    document::{Document, Section},
    lexicon::Class,
    tokens::{Shape, Token},
};
use crate::article::BlockKind;
use std::ops::Range;

/// What is beyond the first and last token of a block.
const EDGE: u32 = 0;

/// Longest part of a run of capitals that is looked at.
const LONGEST_RUN: usize = 12;

/// How a word is used in the document, wherever it stands: a set of these.
mod sign {
    /// Written in lower case.
    pub const LOWER: u16 = 1;
    /// Written with a capital where none was needed.
    pub const CAPITAL: u16 = 1 << 1;
    /// After a title.
    pub const TITLED: u16 = 1 << 2;
    /// Before a verb of saying.
    pub const SPEAKS: u16 = 1 << 3;
    /// After a preposition of place.
    pub const PLACED: u16 = 1 << 4;
    /// The last of several words with capitals.
    pub const LAST: u16 = 1 << 5;
    /// The first of several.
    pub const FIRST: u16 = 1 << 6;
    /// Among words of which the last makes an organisation's name.
    pub const BODY: u16 = 1 << 7;
    /// Before a possessive.
    pub const OWNER: u16 = 1 << 8;
    /// After "the".
    pub const DEFINITE: u16 = 1 << 9;
    /// Alone, inside a sentence.
    pub const ALONE: u16 = 1 << 10;
    /// In capitals throughout.
    pub const UPPER: u16 = 1 << 11;
    /// The last of several words of which the first is a first name.
    pub const FAMILY: u16 = 1 << 12;
}

/// What the tagger sees of a document. Tokens are given by their index in it.
pub struct View<'d> {
    document: &'d Document<'d>,
    /// Distinct spellings; the first stands for what is beyond a block.
    pub spellings: Vec<Spelling>,
    /// The spelling of each token.
    pub spelling: Vec<u32>,
    /// The block of each token: its tokens.
    section: Vec<u32>,
    /// Which run of capitals a token is in, for tokens that are.
    run: Vec<(u32, u32)>,
    /// What the lexicon's listed names say of a token; zero: nothing.
    listed: Vec<u64>,
    /// What the document tells of each word.
    signs: Vec<u16>,
    /// Where names can be.
    stretches: Vec<Stretch>,
}

/// Tokens of one block in which names can be: those that may be (part of) one by their looks, and
/// their neighbours. The rest, two thirds of running text, is in no name, and nobody looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Index of the block.
    pub section: usize,
    /// The tokens.
    pub tokens: Range<usize>,
}

/// The spellings of words while they are collected, as chains: a word has one or two.
struct Known {
    /// The last spelling of each word, or [`EDGE`].
    last: Vec<u32>,
    /// What tells each spelling from others of its word, and the word's one before it.
    spellings: Vec<(Shape, Manner, u32)>,
}

impl<'d> View<'d> {
    /// Looks at a whole document.
    pub fn new(document: &'d Document<'d>, clusters: &Clusters) -> Self {
        let count = document.tokens.len();
        let mut view = Self {
            document,
            spellings: vec![Spelling::edge()],
            spelling: Vec::with_capacity(count),
            section: Vec::with_capacity(count),
            run: vec![(0, 0); count],
            listed: vec![0; count],
            signs: vec![0; document.words.len()],
            stretches: Vec::new(),
        };
        let whole = manner_of(document, &document.tokens, Manner::Sentence);
        let mut known = Known {
            last: vec![EDGE; document.words.len()],
            spellings: vec![(Shape::Other, whole, EDGE)],
        };
        for (number, section) in document.sections.iter().enumerate() {
            let tokens = &document.tokens[section.tokens.clone()];
            let manner = manner_of(document, tokens, whole);
            for token in tokens {
                view.section.push(number as u32);
                let id = view.spelling_of(token, manner, clusters, &mut known);
                view.spelling.push(id);
            }
        }
        view.find_runs();
        view.find_signs();
        view.find_listed();
        view.stretches = view.find_stretches();
        view
    }

    /// Where names can be, in order. Blocks that repeat the headline have none of their own.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The tokens of a stretch without those at its ends that are there as neighbours only.
    pub fn inner(&self, stretch: &Stretch) -> Range<usize> {
        let Range { start, end } = stretch.tokens;
        let first = start + usize::from(!self.at(start, 0).draws());
        let last = end - usize::from(!self.at(end - 1, 0).draws());
        first..last.max(first)
    }

    fn find_stretches(&self) -> Vec<Stretch> {
        let mut found: Vec<Stretch> = Vec::new();
        for (number, section) in self.document.sections.iter().enumerate() {
            if !is_read(section) {
                continue;
            }
            let Range { start, end } = section.tokens;
            for token in (start..end).filter(|&token| self.at(token, 0).draws()) {
                let around = token.saturating_sub(1).max(start)..(token + 2).min(end);
                match found.last_mut() {
                    Some(last) if last.section == number && around.start <= last.tokens.end => {
                        last.tokens.end = around.end;
                    }
                    _ => found.push(Stretch { section: number, tokens: around }),
                }
            }
        }
        found
    }

    fn spelling_of(
        &mut self,
        token: &Token,
        manner: Manner,
        clusters: &Clusters,
        known: &mut Known,
    ) -> u32 {
        // Words that differ only inside ("McDonald", "Mcdonald") share the first one's spelling.
        let last = known.last[token.word as usize];
        let mut number = last;
        while number != EDGE {
            let (shape, used, before) = known.spellings[number as usize];
            if (shape, used) == (token.shape, manner) {
                return number;
            }
            number = before;
        }
        let text = &self.document.text[token.range()];
        let lower = self.document.words.text(token.word);
        let classes = self.document.words.class(token.word);
        let number = self.spellings.len() as u32;
        self.spellings.push(Spelling::new(text, lower, token.shape, classes, manner, clusters));
        known.spellings.push((token.shape, manner, last));
        known.last[token.word as usize] = number;
        number
    }

    /// The tokens of the block that a token is in.
    fn section(&self, token: usize) -> &'d Section {
        &self.document.sections[self.section[token] as usize]
    }

    /// The spelling at a distance from a token, or the block's edge.
    pub fn at(&self, token: usize, offset: isize) -> &Spelling {
        let neighbour = token.wrapping_add_signed(offset);
        let inside =
            neighbour < self.spelling.len() && self.section[neighbour] == self.section[token];
        let id = if inside { self.spelling[neighbour] } else { EDGE };
        &self.spellings[id as usize]
    }

    /// The spelling's number at a distance from a token.
    pub fn id(&self, token: usize, offset: isize) -> usize {
        let neighbour = token.wrapping_add_signed(offset);
        let inside =
            neighbour < self.spelling.len() && self.section[neighbour] == self.section[token];
        if inside { self.spelling[neighbour] as usize } else { EDGE as usize }
    }

    /// Where a token stands: kind of block, start of a sentence, ends of the block.
    pub fn place(&self, token: usize) -> u64 {
        let section = self.section(token);
        let bounds = &section.tokens;
        let short = bounds.len() < 12;
        (section.kind as u64) << 4
            | u64::from(self.document.tokens[token].first)
            | u64::from(token == bounds.start) << 1
            | u64::from(token + 1 == bounds.end) << 2
            | u64::from(short) << 3
    }

    /// The run of capitals that a token is in; a token in none is one by itself.
    pub fn run(&self, token: usize) -> Range<usize> {
        let (start, end) = self.run[token];
        if end == 0 { token..token + 1 } else { start as usize..end as usize }
    }

    /// How the document uses the word of a token: a set of signs.
    pub fn signs(&self, token: usize) -> u16 {
        self.signs[self.document.tokens[token].word as usize]
    }

    /// What a listed name that covers the token says, as a hash.
    pub fn listed(&self, token: usize) -> Option<u64> {
        Some(self.listed[token]).filter(|&listed| listed != 0)
    }

    fn is_capitalised(&self, token: usize) -> bool {
        self.spellings[self.spelling[token] as usize].is_capitalised()
    }

    /// Whether a name can go on through a token without a capital.
    fn joins(&self, token: usize) -> bool {
        self.document.class(token).has(Class::PARTICLE) || self.document.of(token) == "&"
    }

    fn find_runs(&mut self) {
        for section in &self.document.sections {
            let end = section.tokens.end;
            let mut at = section.tokens.start;
            while at < end {
                let opens = self.document.tokens[at].first
                    && self.document.class(at).has(Class::CLOSED)
                    && self.document.shape(at) == Shape::Capital;
                if opens || !self.is_capitalised(at) {
                    at += 1;
                    continue;
                }
                let mut stop = at + 1;
                while stop < end && stop - at < LONGEST_RUN {
                    let first = self.document.tokens[stop].first;
                    if self.is_capitalised(stop) && !first {
                        stop += 1;
                    } else if stop + 1 < end && self.joins(stop) && self.is_capitalised(stop + 1) {
                        stop += 2;
                    } else {
                        break;
                    }
                }
                self.run[at..stop].fill((at as u32, stop as u32));
                at = stop;
            }
        }
    }

    fn find_signs(&mut self) {
        for token in 0..self.document.tokens.len() {
            let shape = self.document.shape(token);
            let signs = match shape {
                Shape::Lower => sign::LOWER,
                Shape::Capital | Shape::Upper if self.is_capitalised(token) => self.signs_at(token),
                _ => continue,
            };
            self.signs[self.document.tokens[token].word as usize] |= signs;
        }
    }

    fn signs_at(&self, token: usize) -> u16 {
        let run = self.run(token);
        let section = self.section(token).tokens.clone();
        let inside = |at: usize| section.contains(&at).then_some(at);
        let before = run.start.checked_sub(1).and_then(inside);
        let after = inside(run.end);
        let class = |at: Option<usize>| at.map_or(Class::default(), |at| self.document.class(at));
        let first = self.document.tokens[token].first;
        let previous = token.checked_sub(1).and_then(inside);
        let place = before.is_some_and(|at| {
            matches!(self.document.lower(at), "in" | "at" | "from" | "near" | "across" | "outside")
        });
        let several = run.len() > 1;
        let last = self.document.class(run.end - 1);
        let family = several
            && token + 1 == run.end
            && self.document.class(run.start).has(Class::FIRST)
            && !last.has(Class::ORG_HEAD);
        [
            (!first, sign::CAPITAL),
            (class(previous).has(Class::TITLE), sign::TITLED),
            (class(after).has(Class::CUE), sign::SPEAKS),
            (place && token == run.start, sign::PLACED),
            (several && token + 1 == run.end, sign::LAST),
            (several && token == run.start && !first, sign::FIRST),
            (several && last.has(Class::ORG_HEAD), sign::BODY),
            (after.is_some_and(|at| self.document.shape(at) == Shape::Possessive), sign::OWNER),
            (before.is_some_and(|at| self.document.lower(at) == "the"), sign::DEFINITE),
            (!several && !first, sign::ALONE),
            (self.document.shape(token) == Shape::Upper, sign::UPPER),
            (family, sign::FAMILY),
        ]
        .into_iter()
        .filter(|(holds, _)| *holds)
        .fold(0, |signs, (_, sign)| signs | sign)
    }

    fn find_listed(&mut self) {
        for section in &self.document.sections {
            let mut at = section.tokens.start;
            while at < section.tokens.end {
                let spelling = &self.spellings[self.spelling[at] as usize];
                if !(spelling.is_capitalised() || spelling.is_without_manner()) {
                    at += 1;
                    continue;
                }
                let Some((count, class)) = self.document.listed(at, section.tokens.end) else {
                    at += 1;
                    continue;
                };
                for (index, slot) in self.listed[at..at + count].iter_mut().enumerate() {
                    let place = u64::from(index == 0) | u64::from(index + 1 == count) << 1;
                    *slot = mix(class.0, place << 4 | count.min(3) as u64) | 1;
                }
                at += count;
            }
        }
    }
}

/// Whether names in a block count.
pub fn is_read(section: &Section) -> bool {
    !(section.repeated && section.kind == BlockKind::Headline)
}

/// How a stretch of text uses capitals; `otherwise` where it is too short to tell.
fn manner_of(document: &Document, tokens: &[Token], otherwise: Manner) -> Manner {
    let (mut words, mut long, mut capital, mut upper, mut any) = (0u32, 0u32, 0u32, 0u32, false);
    for token in tokens.iter().filter(|token| token.is_word()) {
        words += 1;
        any |= token.capitalised();
        let closed = document.words.class(token.word).has(Class::CLOSED);
        if token.end - token.start > 3 && !closed {
            long += 1;
            capital += u32::from(token.capitalised());
            upper += u32::from(token.shape == Shape::Upper);
        }
    }
    if words >= 8 && !any {
        return Manner::Lower;
    }
    match long {
        0..3 => otherwise,
        _ if upper * 4 >= long * 3 => Manner::Capitals,
        _ if capital * 5 >= long * 4 => Manner::Title,
        _ => Manner::Sentence,
    }
}
