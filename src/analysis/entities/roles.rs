//! What the article says someone is, in its own words.
//!
//! Three shapes carry nearly all roles in news: an office before the name ("US Attorney General Jeff
//! Doe"), a description before it ("WikiLeaks founder Jane Doe"), and an apposition after it ("Jane
//! Doe, the chief executive of Acme,").

use super::Name;
use crate::analysis::{document::Document, lexicon::Class, tokens::Shape};
use std::ops::Range;

/// Longest role, in tokens.
const LONGEST: usize = 10;

/// The roles that one mention of a person gives, as ranges of tokens.
pub fn roles(document: &Document, name: &Name, section: &Range<usize>) -> Vec<Range<usize>> {
    let before = before(document, name, section);
    let after = after(document, name, section);
    before.into_iter().chain(after).collect()
}

fn before(document: &Document, name: &Name, section: &Range<usize>) -> Option<Range<usize>> {
    let end = name.tokens.start;
    let mut start = end;
    while start > section.start && end - start < LONGEST && is_modifier(document, start - 1, end) {
        start -= 1;
    }
    while start < end && document.shape(start) == Shape::Possessive {
        start += 1;
    }
    let role = without_honorifics(document, start..end);
    let named = role.clone().any(|token| document.class(token).has(Class::HUMAN));
    let first_word = document.class(role.start);
    let sentence_opener = role.len() == 1
        && document.shape(role.start) == Shape::Lower
        && document.lower(role.start).ends_with('s');
    (named && !role.is_empty() && !first_word.has(Class::CUE) && !sentence_opener).then_some(role)
}

/// Whether a token before a name can be part of what its bearer is.
fn is_modifier(document: &Document, token: usize, end: usize) -> bool {
    let class = document.class(token);
    if document.shape(token) == Shape::Possessive {
        return false;
    }
    if document.shape(token) == Shape::Mark {
        return document.of(token) == "-" && token + 1 < end;
    }
    if document.capitalised(token) {
        return !class.has(Class::DET.with(Class::PREP).with(Class::SUB).with(Class::CONJ))
            || document.shape(token) == Shape::Upper;
    }
    let verb = class.has(Class::CUE.with(Class::ACT)) && !class.has(Class::HUMAN);
    document.shape(token) == Shape::Lower
        && !class.has(Class::CLOSED)
        && !verb
        && !document.lower(token).ends_with("ing")
        || document.lower(token) == "vice"
        || document.lower(token) == "former"
}

/// Honorifics say nothing about what someone does.
fn without_honorifics(document: &Document, role: Range<usize>) -> Range<usize> {
    let honorific = |token: usize| {
        let class = document.class(token);
        class.has(Class::TITLE) && !class.has(Class::HUMAN) && !class.has(Class::COMMON)
    };
    let mut end = role.end;
    while end > role.start && honorific(end - 1) {
        end -= 1;
    }
    role.start..end
}

fn after(document: &Document, name: &Name, section: &Range<usize>) -> Option<Range<usize>> {
    let comma = name.tokens.end;
    if document.lower(comma) != "," {
        return None;
    }
    let start = comma + 1 + usize::from(matches!(document.lower(comma + 1), "the" | "a" | "an"));
    let limit = section.end.min(start + LONGEST);
    let end = (start..limit).find(|&token| {
        document.shape(token) == Shape::Mark
            || document.class(token).has(Class::SUB.with(Class::AUX))
                && document.shape(token) != Shape::Possessive
            || document.tokens[token].first
    })?;
    let head = (start..end).take_while(|&token| !document.class(token).has(Class::PREP));
    let named = head.clone().any(|token| document.class(token).has(Class::HUMAN));
    let verb = head.clone().any(|token| {
        let class = document.class(token);
        class.has(Class::CUE.with(Class::ACT))
            && !class.has(Class::HUMAN)
            && document.shape(token) == Shape::Lower
    });
    (named && !verb && document.shape(end) == Shape::Mark).then_some(start..end)
}
