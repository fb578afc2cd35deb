//! Runs of capitalised words that may hold one name or several.

use super::casing::{Casing, starts};
use crate::analysis::{
    document::{Document, Section},
    lexicon::Class,
    tokens::Shape,
};
use std::ops::Range;

/// Finds the runs of one block, in order.
pub fn chunks(document: &Document, casing: &Casing, section: &Section) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = section.tokens.start;
    while at < section.tokens.end {
        if begins_name(document, casing, section, at) {
            let end = chunk_end(document, casing, section, at);
            found.push(at..end);
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// Whether a name can begin with this token.
fn begins_name(document: &Document, casing: &Casing, section: &Section, at: usize) -> bool {
    let token = &document.tokens[at];
    if !token.capitalised() {
        return false;
    }
    let class = document.class(at);
    let listed = document.listed(at, section.tokens.end).is_some_and(|(count, _)| {
        count > 1
            && (at..at + count)
                .all(|i| document.capitalised(i) || document.class(i).has(Class::CLOSED))
    });
    if listed {
        return true;
    }
    let plain =
        Class::DET.with(Class::PREP).with(Class::OBJECT).with(Class::PRON).with(Class::CONJ);
    let closed =
        class.has(plain) && !(token.shape == Shape::Upper && document.listed(at, at + 1).is_some());
    let short = token.end - token.start < 2;
    if closed || class.has(Class::CALENDAR) || short || is_compound(document, at) {
        return false;
    }
    if section.title_case {
        return named_elsewhere(document, casing, at);
    }
    !starts(document, at) || named_at_start(document, casing, section, at)
}

/// "London-based", "Iranian-Saudi": an adjective with a hyphen, not a name.
fn is_compound(document: &Document, at: usize) -> bool {
    let word = document.of(at);
    let Some((first, last)) = word.rsplit_once('-') else { return false };
    let last_class = document.words.lookup(&last.to_lowercase());
    let first_class = document.words.lookup(&first.to_lowercase());
    let lower = last.starts_with(char::is_lowercase)
        && (last_class.has(Class::COMMON) || last.ends_with("ed"));
    let nationalities = last_class.has(Class::NATIONALITY)
        && (first_class.has(Class::NATIONALITY) || first.len() <= 5);
    lower || nationalities
}

/// In a headline in capitals only what the text or the lists know as a name is one.
fn named_elsewhere(document: &Document, casing: &Casing, at: usize) -> bool {
    let class = document.class(at);
    let listed = Class::FIRST.with(Class::SURNAME);
    let token = &document.tokens[at];
    casing.is_name(token)
        || !casing.is_common(token)
            && !class.has(Class::COMMON.with(Class::CLOSED).with(Class::CUE).with(Class::ACT))
            && (class.has(listed)
                || document.listed(at, at + 1).is_some()
                || class.has(Class::TITLE) && document.capitalised(at + 1)
                || class == Class::default())
}

/// At the start of a sentence the article's other uses decide, then the lists.
fn named_at_start(document: &Document, casing: &Casing, section: &Section, at: usize) -> bool {
    let token = &document.tokens[at];
    let class = document.class(at);
    let followed =
        at + 1 < section.tokens.end && document.capitalised(at + 1) && !starts(document, at + 1);
    if casing.is_name(token) {
        return true;
    }
    if class.has(Class::CLOSED) {
        return false;
    }
    if followed && class.has(Class::TITLE.with(Class::FIRST).with(Class::OFFICE)) {
        return true;
    }
    if casing.is_common(token) || class.has(Class::CUE.with(Class::ACT)) {
        return false;
    }
    let of = document.lower(at + 1) == "of"
        && document.capitalised(at + 2)
        && class.has(Class::ORG_HEAD);
    if class.has(Class::COMMON) {
        return of
            || followed
                && class.has(Class::ORG_HEAD.with(Class::PLACE_HEAD))
                && !class.has(Class::HUMAN);
    }
    !looks_common(document.lower(at))
}

/// Adverbs, participles and the like that the lists do not have.
fn looks_common(word: &str) -> bool {
    let endings = ["ly", "ing", "ed", "ous", "ful", "less", "ness", "able", "ible", "ists", "ers"];
    word.len() > 5 && endings.iter().any(|ending| word.ends_with(ending))
}

/// Where the run that begins at `at` ends.
fn chunk_end(document: &Document, casing: &Casing, section: &Section, at: usize) -> usize {
    let limit = section.tokens.end;
    let mut end = listed_end(document, at, limit).unwrap_or(at + 1);
    while end < limit && end - at < 24 {
        let next = joined(document, casing, section, at, end);
        if next == end {
            break;
        }
        end = next;
    }
    end
}

/// The end of a listed name whose words have their capitals.
pub fn listed_end(document: &Document, at: usize, limit: usize) -> Option<usize> {
    let (count, _) = document.listed(at, limit)?;
    let capitals = (at..at + count).all(|i| {
        document.capitalised(i)
            || document.class(i).has(Class::CLOSED)
            || document.shape(i) == Shape::Possessive
    });
    (capitals && count > 1 && document.capitalised(at + count - 1)).then_some(at + count)
}

/// The end of the run with what follows at `end` taken in, or `end` itself.
fn joined(document: &Document, casing: &Casing, section: &Section, at: usize, end: usize) -> usize {
    let limit = section.tokens.end;
    let continues =
        |index: usize| index < limit && continues_name(document, casing, section, index);
    if continues(end) {
        let month =
            document.class(end).has(Class::CALENDAR) && !document.class(end - 1).has(Class::FIRST);
        return if month { end } else { listed_end(document, end, limit).unwrap_or(end + 1) };
    }
    if document.shape(end) == Shape::Possessive {
        return if is_plural_owner(document, end) && continues(end + 1) { end + 2 } else { end };
    }
    if is_particle(document, end) {
        let after = end + 1 + usize::from(is_particle(document, end + 1));
        return if continues(after) { after + 1 } else { end };
    }
    let head = (at..end).any(|index| document.class(index).has(Class::ORG_HEAD.with(Class::EVENT)));
    match document.lower(end) {
        "of" if head || document.lower(at) == "house" => after_of(document, end, &continues),
        "for" if document.class(end - 1).has(Class::ORG_HEAD) && continues(end + 1) => end + 2,
        "and" if head && document.lower(end.saturating_sub(2)) == "of" && continues(end + 1) => {
            end + 2
        }
        "&" if continues(end + 1) => end + 2,
        _ => end,
    }
}

/// Whether a token has what a further word of a name has.
fn continues_name(document: &Document, casing: &Casing, section: &Section, index: usize) -> bool {
    let class = document.class(index);
    let closed = Class::DET.with(Class::PREP).with(Class::OBJECT).with(Class::CONJ);
    document.capitalised(index)
        && !document.tokens[index].first
        && !is_compound(document, index)
        && !class.has(closed)
        && (!section.title_case
            || named_elsewhere(document, casing, index)
            || class.has(Class::ORG_HEAD))
}

fn is_particle(document: &Document, index: usize) -> bool {
    document.class(index).has(Class::PARTICLE) && document.shape(index) == Shape::Lower
}

/// "Fishermen's Association": the owner is a common noun, the owned an organisation.
fn is_plural_owner(document: &Document, possessive: usize) -> bool {
    document.class(possessive - 1).has(Class::COMMON.with(Class::HUMAN))
        && document.class(possessive + 1).has(Class::ORG_HEAD)
}

/// "Department of Justice", "Bank of the West".
fn after_of(document: &Document, of: usize, continues: &impl Fn(usize) -> bool) -> usize {
    if continues(of + 1) {
        of + 2
    } else if document.lower(of + 1) == "the" && continues(of + 2) {
        of + 3
    } else {
        of
    }
}
