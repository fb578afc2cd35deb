//! Noun phrases, found without a parser: where one begins, its head, whether it means people, a body
//! or a thing.

use super::words::{Lexis, Neighbour};
use crate::analysis::{
    document::Document,
    entities::{Named, linking::Sex},
    lexicon::{Class, is_plural},
    tokens::Shape,
};
use std::ops::Range;

/// Longest run of words after the determiner.
const LONGEST: usize = 8;

/// Nouns for several people that stand in the singular: nobody is "he" by them.
const COLLECTIVE: [&str; 8] =
    ["jury", "family", "crew", "staff", "team", "public", "audience", "couple"];

/// What a phrase begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Opening {
    /// "the".
    Definite,
    /// "this", "that".
    Demonstrative,
    /// "a", "another", "some".
    Indefinite,
    /// "his", "Doe's".
    Possessive,
    /// Nothing.
    Bare,
}

/// What a phrase can mean, by its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// People.
    Human,
    /// A company, a group, an office.
    Body,
    /// Anything else.
    Thing,
}

/// A noun phrase whose head is a common noun.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its tokens, from the determiner to the head, and what "of" ties to it.
    pub tokens: Range<usize>,
    /// The token of its head.
    pub head: usize,
    /// What it begins with.
    pub opening: Opening,
    /// What it can mean.
    pub sort: Sort,
    /// Whether it means several.
    pub plural: bool,
    /// The sex its head tells.
    pub sex: Sex,
}

/// The phrase that begins with a token; `end` is the end of the block.
pub fn at(
    document: &Document,
    named: &Named,
    lexis: &Lexis,
    token: usize,
    end: usize,
) -> Option<Phrase> {
    let (opening, first) = opening(document, named, lexis, token)?;
    let (head, stop) = head(document, named, lexis, first, end)?;
    let class = document.class(head);
    let aged = document.lower(head).ends_with("-year-old");
    let sex = lexis.sex(document, head);
    let human =
        class.has(Class::HUMAN) || aged || sex != Sex::Unknown || lexis.human(document, head);
    let sort = match (human, class.has(Class::BODY)) {
        (true, _) if COLLECTIVE.contains(&document.lower(head)) => Sort::Thing,
        (true, _) => Sort::Human,
        (_, true) => Sort::Body,
        _ if opening == Opening::Bare => return None,
        _ => Sort::Thing,
    };
    let start =
        if document.shape(token) == Shape::Possessive { owner(named, token) } else { token };
    let stop = stop.max(head + 1);
    Some(Phrase {
        tokens: start..stop,
        head,
        opening,
        sort,
        plural: is_plural(document.lower(head)),
        sex,
    })
}

/// The first token of the name before a possessive; the word before it where that is no name.
fn owner(named: &Named, token: usize) -> usize {
    let before = token.saturating_sub(1);
    named.name_at(before).map_or(before, |name| named.names[name].tokens.start)
}

/// What a phrase at a token begins with, and its first word after that.
fn opening(
    document: &Document,
    named: &Named,
    lexis: &Lexis,
    token: usize,
) -> Option<(Opening, usize)> {
    if document.shape(token) == Shape::Possessive {
        let owned = token > 0 && !document.class(token - 1).has(Class::PRON);
        return owned.then_some((Opening::Possessive, token + 1));
    }
    let class = document.class(token);
    let begins = class.has(Class::DET.with(Class::HUMAN).with(Class::BODY));
    if !begins || named.name_at(token).is_some() {
        return None;
    }
    let opening = match document.lower(token) {
        "the" => Opening::Definite,
        "this" | "that" | "these" | "those" => Opening::Demonstrative,
        "my" | "your" | "his" | "her" | "its" | "our" | "their" => Opening::Possessive,
        _ if document.class(token).has(Class::DET) => Opening::Indefinite,
        _ => {
            let class = document.class(token);
            let lower = document.shape(token) == Shape::Lower || document.tokens[token].first;
            let noun = class.has(Class::HUMAN.with(Class::BODY)) && !class.has(Class::CLOSED);
            let inside = token > 0
                && !document.tokens[token].first
                && matches!(lexis.neighbour_at(document, token - 1), Neighbour::Word)
                && document.shape(token - 1) == Shape::Lower;
            return (noun && lower && !inside).then_some((Opening::Bare, token));
        }
    };
    Some((opening, token + 1))
}

/// The last noun of the run that begins at `first`, and where the phrase ends.
fn head(
    document: &Document,
    named: &Named,
    lexis: &Lexis,
    first: usize,
    end: usize,
) -> Option<(usize, usize)> {
    let end = end.min(first + LONGEST).min(document.tokens.len());
    let (mut head, mut at) = (None, first);
    while at < end && !document.tokens[at].first {
        if let Some(name) = named.name_at(at) {
            at = named.names[name].tokens.end.max(at + 1);
            head = None;
            continue;
        }
        if stops(document, lexis, at, head) {
            break;
        }
        head = Some(at);
        at += 1;
    }
    // A phrase whose first word is also the first of a sentence has no head before it.
    let head = head.or_else(|| {
        (at == first
            && document.tokens.get(first).is_some_and(|t| t.first)
            && document.class(first).has(Class::HUMAN.with(Class::BODY)))
        .then_some(first)
    })?;
    Some((head, tied(document, named, lexis, head + 1, end)))
}

/// Whether a run ends before a token.
fn stops(document: &Document, lexis: &Lexis, at: usize, head: Option<usize>) -> bool {
    if matches!(document.shape(at), Shape::Mark | Shape::Possessive | Shape::Address) {
        return true;
    }
    if document.shape(at) == Shape::Number {
        return false;
    }
    let class = document.class(at);
    if class.has(Class::CLOSED) && !class.has(Class::HUMAN) {
        return true;
    }
    let Some(head) = head else { return false };
    let noun = Class::HUMAN.with(Class::BODY);
    match lexis.neighbour_at(document, at) {
        Neighbour::Cue | Neighbour::Verb => !class.has(noun) || class.has(Class::CUE),
        Neighbour::Ending | Neighbour::Participle | Neighbour::Adverb => {
            document.class(head).has(noun) && !class.has(noun)
        }
        _ => false,
    }
}

/// Where a phrase ends whose head is followed by "of" and a noun phrase.
fn tied(document: &Document, named: &Named, lexis: &Lexis, from: usize, end: usize) -> usize {
    if document.lower(from) != "of" || from + 1 >= end {
        return from;
    }
    let mut at = from + 1 + usize::from(document.class(from + 1).has(Class::DET));
    let start = at;
    while at < end && !document.tokens[at].first {
        if let Some(name) = named.name_at(at) {
            return named.names[name].tokens.end;
        }
        if stops(document, lexis, at, (at > start).then(|| at - 1)) {
            break;
        }
        at += 1;
    }
    if at > start { at } else { from }
}
