//! Noun phrases whose head means one person: "the former chief engineer of Tarn Water".
//!
//! Read from left to right, without a parser: modifiers up to the last noun of a run, then what
//! prepositions tie to it.

use super::nouns::is_role;
use crate::analysis::{
    EntityKind, document::Document, entities::Named, lexicon::Class, tokens::Shape,
};
use std::ops::Range;

/// Longest run of words up to the head.
const LONGEST: usize = 10;
/// Longest run of words after a preposition.
const LONGEST_OBJECT: usize = 8;

/// A phrase that says what somebody is.
pub(super) struct Role {
    /// Its tokens: without article, age and possessive pronoun.
    pub tokens: Range<usize>,
    /// Whether an article or a possessor begins it.
    pub determined: bool,
}

/// What is needed to read.
#[derive(Clone, Copy)]
pub(super) struct Reader<'d, 'a> {
    pub document: &'d Document<'a>,
    pub named: &'d Named,
}

impl Reader<'_, '_> {
    /// The phrase that begins with a token and ends before `end`.
    pub fn role(&self, token: usize, end: usize) -> Option<Role> {
        let end = end.min(self.document.tokens.len());
        let (first, mut determined) = self.determiner(token);
        let (start, head) = self.core(first, end.min(first + LONGEST))?;
        determined |= start > first;
        let stop = self.tied(head + 1, end);
        Some(Role { tokens: self.without_age(start..head + 1).start..stop, determined })
    }

    /// The token after an article or a possessive pronoun.
    fn determiner(&self, token: usize) -> (usize, bool) {
        const OPENERS: [&str; 14] = [
            "the", "a", "an", "this", "that", "his", "her", "its", "their", "our", "my", "your",
            "another", "one",
        ];
        let opens = OPENERS.contains(&self.document.lower(token));
        (token + usize::from(opens), opens)
    }

    /// The first token of the role and its head: the last noun of the run.
    fn core(&self, first: usize, end: usize) -> Option<(usize, usize)> {
        let (mut start, mut head, mut at) = (first, None, first);
        let indefinite =
            first > 0 && matches!(self.document.lower(first - 1), "a" | "an" | "another");
        while at < end && (at == first || !self.document.tokens[at].first) {
            if let Some(name) = self.named.name_at(at) {
                let (stop, last) = self.through(name, at)?;
                head = last.or(if last.is_none() && self.is_person(name) { head } else { None });
                if self.is_person(name) && self.document.shape(stop) != Shape::Possessive {
                    // A person's name ends the phrase: it is the title of that person.
                    return None;
                }
                at = stop;
                continue;
            }
            if self.document.shape(at) == Shape::Possessive {
                let named = at > first && self.named.name_at(at - 1).is_some();
                if !named && !indefinite {
                    start = at + 1;
                }
                (head, at) = (None, at + 1);
                continue;
            }
            if self.stops(at, head) {
                break;
            }
            head = if is_role(self.document, at) { Some(at) } else { None };
            at += 1;
        }
        head.map(|head| (start, head))
    }

    /// Where a name inside a phrase ends, and its last word when that is an office.
    fn through(&self, name: usize, at: usize) -> Option<(usize, Option<usize>)> {
        let name = self.named.names.get(name)?;
        let last = name.tokens.end.checked_sub(1)?;
        let office = name.kind() != EntityKind::Person
            && name.tokens.len() > 1
            && is_role(self.document, last);
        Some((name.tokens.end.max(at + 1), office.then_some(last)))
    }

    fn is_person(&self, name: usize) -> bool {
        self.named.names.get(name).is_some_and(|name| name.kind() == EntityKind::Person)
    }

    /// Whether the run of a phrase ends before a token.
    fn stops(&self, at: usize, head: Option<usize>) -> bool {
        let (document, class) = (self.document, self.document.class(at));
        match document.shape(at) {
            Shape::Mark | Shape::Address => return true,
            Shape::Number => return head.is_some(),
            _ => {}
        }
        if is_ordinal(document.lower(at)) && head.is_none() {
            return false;
        }
        if class.has(Class::CLOSED) {
            return !is_role(document, at);
        }
        if class.has(Class::CALENDAR) && !is_role(document, at) {
            return true;
        }
        let plain = !document.capitalised(at) || document.tokens[at].first;
        let verbal = plain && self.is_verbal(at) && !is_role(document, at);
        let finite = class.has(Class::CUE.with(Class::VERB)) && !class.has(Class::PARTICIPLE);
        verbal && (head.is_some() || finite && !document.lower(at).ends_with("ed"))
    }

    /// Whether a word looks like a verb or an adverb.
    pub fn is_verbal(&self, at: usize) -> bool {
        let class = self.document.class(at);
        let text = self.document.lower(at);
        class.has(Class::CUE.with(Class::ACT).with(Class::VERB))
            || text.ends_with("ed")
            || text.ends_with("ing")
            || text.ends_with("ly") && text.len() > 4
    }

    /// "45-year-old teacher": without what tells the age.
    fn without_age(&self, role: Range<usize>) -> Range<usize> {
        let age = |&token: &usize| {
            self.document.lower(token).ends_with("-year-old")
                || self.document.shape(token) == Shape::Number
        };
        let skipped = role.clone().take_while(age).count();
        role.start + skipped..role.end
    }

    /// Where a phrase ends whose head ends before `from`, with what prepositions tie to it.
    fn tied(&self, from: usize, end: usize) -> usize {
        let mut stop = from;
        for place in 0..3 {
            let object = match self.document.lower(stop) {
                "of" => self.object(stop + 1, end, false),
                "for" => self
                    .object(stop + 1, end, true)
                    .filter(|&to| self.names(stop + 1..to) || !self.is_determined(stop + 1)),
                "at" => self.object(stop + 1, end, true).filter(|&to| self.names(stop + 1..to)),
                "to" => self
                    .object(stop + 1, end, true)
                    .filter(|&to| self.names(stop + 1..to) || self.is_determined(stop + 1)),
                "in" | "from" | "with" if place == 0 => {
                    self.object(stop + 1, end, true).filter(|&to| self.names(stop + 1..to))
                }
                _ => None,
            };
            let Some(to) = object.filter(|_| !self.document.tokens[stop].first) else { break };
            stop = to;
        }
        stop
    }

    fn is_determined(&self, token: usize) -> bool {
        self.document.class(token).has(Class::DET)
    }

    /// Whether a name or a word with a capital is among some tokens.
    fn names(&self, tokens: Range<usize>) -> bool {
        tokens.clone().any(|token| self.named.name_at(token).is_some())
            || tokens.clone().any(|token| {
                self.document.capitalised(token) && !self.document.class(token).has(Class::CALENDAR)
            })
    }

    /// Where a noun phrase ends that begins with a token. A `strict` one is none of time.
    fn object(&self, token: usize, end: usize, strict: bool) -> Option<usize> {
        let document = self.document;
        let end = end.min(token + LONGEST_OBJECT).min(document.tokens.len());
        let start = token + usize::from(self.is_determined(token));
        let (mut at, mut full) = (start, false);
        while at < end && !document.tokens[at].first {
            if let Some(name) = self.named.name_at(at) {
                // A title before a person's name belongs to the object.
                at = self.named.names[name].tokens.end.max(at + 1);
                if document.shape(at) == Shape::Possessive && at + 1 < end {
                    (at, full) = (at + 1, false);
                    continue;
                }
                return Some(at);
            }
            let class = document.class(at);
            let small = document.shape(at) == Shape::Mark
                || document.shape(at) == Shape::Number
                || class.has(Class::CLOSED)
                || document.shape(at) == Shape::Possessive;
            if document.shape(at) == Shape::Possessive && full && at + 1 < end {
                (at, full) = (at + 1, false);
                continue;
            }
            if small || class.has(Class::CALENDAR) && strict {
                break;
            }
            let plain = !document.capitalised(at);
            if plain && full && self.is_verbal(at) && !is_gerund_noun(document.lower(at)) {
                break;
            }
            (at, full) = (at + 1, true);
        }
        full.then_some(at)
    }
}

/// Words in -ing that are nouns more often than verbs after another noun.
fn is_gerund_noun(text: &str) -> bool {
    matches!(
        text,
        "marketing"
            | "engineering"
            | "programming"
            | "training"
            | "planning"
            | "housing"
            | "banking"
    )
}

/// Words of closed classes that can begin a role: "then minister", "first minister".
fn is_ordinal(text: &str) -> bool {
    matches!(text, "then" | "first" | "second" | "third" | "vice" | "former" | "once" | "longtime")
}
