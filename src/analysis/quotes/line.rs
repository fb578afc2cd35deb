//! What the reporter says around the quotes of one paragraph.
//!
//! Each quoted segment counts as one item, so that "…," X said, "…" reads as a sentence with two
//! objects. Sentences are the reporter's: a full stop inside a quote ends one only where what
//! follows starts another.

use super::marks::Segment;
use crate::analysis::{document::Document, entities::Named, lexicon::Class, tokens::Shape};
use std::ops::Range;

/// A word of the reporter, or a whole quoted segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A token of the document.
    Token(usize),
    /// A segment, by its index.
    Quote(usize),
}

/// The reporter's line through one block.
pub struct Line<'d, 'a> {
    /// The tokens.
    pub document: &'d Document<'a>,
    /// The names.
    pub named: &'d Named,
    /// The items of the block.
    pub items: Vec<Item>,
    /// The reporter's sentences, as ranges of items.
    pub sentences: Vec<Range<usize>>,
    looks: Vec<Look>,
}

/// What is asked most of an item, at hand.
#[derive(Clone, Copy)]
struct Look {
    class: Class,
    shape: Shape,
    is_name: bool,
}

impl Look {
    /// What a quoted segment looks like, and what is beyond the ends of a line.
    const QUOTE: Self = Self { class: Class(0), shape: Shape::Mark, is_name: false };
}

impl<'d, 'a> Line<'d, 'a> {
    /// The line of one block. `segments` are all segments, `own` those of the block.
    pub fn new(
        document: &'d Document<'a>,
        named: &'d Named,
        tokens: Range<usize>,
        segments: &[Segment],
        own: Range<usize>,
    ) -> Self {
        let items = Vec::with_capacity(tokens.len());
        let mut line = Self { document, named, items, sentences: Vec::new(), looks: Vec::new() };
        let mut at = tokens.start;
        for index in own {
            let outer = &segments[index].outer;
            let open = document.token_at(outer.start).max(at);
            line.items.extend((at..open).map(Item::Token));
            line.items.push(Item::Quote(index));
            at = document.token_at(outer.end).max(at);
        }
        line.items.extend((at..tokens.end).map(Item::Token));
        let look = |item: &Item| match *item {
            Item::Token(token) => Look {
                class: document.class(token),
                shape: document.shape(token),
                is_name: named.name_at(token).is_some(),
            },
            Item::Quote(_) => Look::QUOTE,
        };
        line.looks = line.items.iter().map(look).collect();
        line.cut(segments);
        line
    }

    fn cut(&mut self, segments: &[Segment]) {
        let mut start = 0;
        for at in 1..self.items.len() {
            if self.begins_sentence(at, segments) {
                self.sentences.push(start..at);
                start = at;
            }
        }
        self.sentences.push(start..self.items.len());
    }

    fn begins_sentence(&self, at: usize, segments: &[Segment]) -> bool {
        match (self.items[at - 1], self.items[at]) {
            (Item::Quote(quote), Item::Token(token)) => {
                self.after_quote(&segments[quote], token, at)
            }
            (Item::Token(before), Item::Quote(quote)) => {
                matches!(self.document.of(before), "." | "!" | "?")
                    || self.breaks_line(before, &segments[quote])
            }
            (Item::Token(_), Item::Token(token)) => self.document.tokens[token].first,
            (Item::Quote(_), Item::Quote(_)) => true,
        }
    }

    /// Whether a quote begins a line of its own inside its block, and nothing leads in to it.
    fn breaks_line(&self, before: usize, quote: &Segment) -> bool {
        let between = self.document.tokens[before].end as usize..quote.outer.start;
        let leads_in =
            self.document.class(before).has(Class::CUE.with(Class::ACT).with(Class::SUB))
                || matches!(self.document.of(before), "," | ":");
        !leads_in && self.document.text.get(between).is_some_and(|gap| gap.contains('\n'))
    }

    /// "…?" he asked: no new sentence. "….” The …: a new one. "…!” Doe said.: no new one.
    fn after_quote(&self, quote: &Segment, token: usize, at: usize) -> bool {
        let end = self.document.text[quote.words.clone()].chars().next_back().unwrap_or(' ');
        if !matches!(end, '.' | '!' | '?' | '…' | ')' | ']') || !self.document.capitalised(token)
        {
            return false;
        }
        let gap = quote.outer.end..self.document.tokens[token].start as usize;
        if self.document.text.get(gap).is_some_and(|gap| gap.contains('\n')) {
            return true;
        }
        if matches!(end, ')' | ']') {
            return self.document.tokens[token].first;
        }
        !self.attributes(at, matches!(end, '!' | '?'))
    }

    /// Whether a short attribution that ends its sentence begins at `at`: "Doe said."
    fn attributes(&self, at: usize, asked: bool) -> bool {
        let end = self.items.len().min(at + 12);
        let Some(cue) = (at..end).find(|&i| {
            self.is_lower(i)
                && (self.class(i).has(Class::CUE) || matches!(self.lower(i), "went" | "shot"))
        }) else {
            return false;
        };
        let plain = (at..cue).all(|i| {
            self.is_word(i) && !self.class(i).has(Class::AUX.with(Class::SUB))
                || self.lower(i) == "'s"
        });
        let closes = matches!(self.lower(cue + 1), "." | "," | "")
            || self.class(cue + 1).has(Class::CALENDAR)
            || asked
                && (self.class(cue + 1).has(Class::PREP)
                    || matches!(self.lower(cue + 1), "as" | "on" | "back" | "out"));
        let leads_in = self.quote(cue + 1).is_some()
            || matches!(self.lower(cue + 1), "," | ":") && self.quote(cue + 2).is_some();
        cue > at && plain && closes && !leads_in
    }

    fn look(&self, at: usize) -> Look {
        self.looks.get(at).copied().unwrap_or(Look::QUOTE)
    }

    /// The token of an item.
    pub fn token(&self, at: usize) -> Option<usize> {
        match self.items.get(at) {
            Some(&Item::Token(token)) => Some(token),
            _ => None,
        }
    }

    /// The segment of an item.
    pub fn quote(&self, at: usize) -> Option<usize> {
        match self.items.get(at) {
            Some(&Item::Quote(quote)) => Some(quote),
            _ => None,
        }
    }

    /// The lower-case form of an item's word; empty for quotes.
    pub fn lower(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| self.document.lower(token))
    }

    /// The classes of an item's word.
    pub fn class(&self, at: usize) -> Class {
        self.look(at).class
    }

    /// What an item is made of; a quote counts as a mark.
    pub fn shape(&self, at: usize) -> Shape {
        self.look(at).shape
    }

    /// Whether an item is a word, number or possessive of the reporter.
    pub fn is_word(&self, at: usize) -> bool {
        self.shape(at) != Shape::Mark
    }

    /// Whether an item is a word in lower case.
    pub fn is_lower(&self, at: usize) -> bool {
        self.shape(at) == Shape::Lower
    }

    /// Whether an item is a word with a capital.
    pub fn is_capitalised(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| self.document.capitalised(token))
    }

    /// Whether a name covers an item.
    pub fn is_name(&self, at: usize) -> bool {
        self.look(at).is_name
    }

    /// Whether an item is a finite verb, as far as lists and endings tell.
    pub fn is_finite(&self, at: usize) -> bool {
        let class = self.class(at);
        if !self.is_lower(at) || class.has(Class::PARTICIPLE) {
            return false;
        }
        if class.has(Class::HUMAN.with(Class::BODY)) && !class.has(Class::CUE) {
            return false;
        }
        class.has(Class::AUX.with(Class::VERB))
            && !matches!(self.lower(at), "be" | "been" | "being" | "having")
            || class.has(Class::CUE.with(Class::ACT)) && !class.has(Class::BASE)
            || self.lower(at).ends_with("ed")
    }

    /// The tokens of a range of items that holds no quote.
    pub fn tokens(&self, items: Range<usize>) -> Option<Range<usize>> {
        let first = self.token(items.start)?;
        let last = self.token(items.end.checked_sub(1)?)?;
        (items.start < items.end && first <= last).then_some(first..last + 1)
    }
}
