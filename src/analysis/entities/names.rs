//! One run of capitals to the names in it: offices, titles and nationalities are set apart.
//!
//! "US Attorney General Jeff Sessions" is a place, an office and a person; "Mr Sessions" a title and
//! a person; "Swedish Foreign Ministry" one organisation.

use super::{Name, chunks::listed_end};
use crate::analysis::{EntityKind, document::Document, lexicon::Class, tokens::Shape};
use std::ops::Range;

/// The names in one run.
pub fn names(document: &Document, chunk: Range<usize>, section: usize) -> Vec<Name> {
    let mut found = Vec::new();
    split(document, chunk, section, &mut found);
    found
}

fn split(document: &Document, chunk: Range<usize>, section: usize, found: &mut Vec<Name>) {
    let chunk = trimmed(document, chunk);
    if chunk.is_empty() {
        return;
    }
    if is_whole(document, &chunk) {
        return push(document, chunk.clone(), chunk.start..chunk.start, section, found);
    }
    if let Some(office) = office(document, &chunk) {
        split(document, chunk.start..office.start, section, found);
        let rest = trimmed(document, office.end..chunk.end);
        if !rest.is_empty() {
            push(document, rest, office, section, found);
        }
        return;
    }
    if let Some(end) = leading_place(document, &chunk) {
        push(document, chunk.start..end, chunk.start..chunk.start, section, found);
        return split(document, end..chunk.end, section, found);
    }
    let start = chunk.start + usize::from(is_adjective(document, &chunk));
    push(document, start..chunk.end, start..start, section, found);
}

fn push(
    document: &Document,
    tokens: Range<usize>,
    title: Range<usize>,
    section: usize,
    found: &mut Vec<Name>,
) {
    if !tokens.is_empty() && (!title.is_empty() || !is_no_name(document, &tokens)) {
        let (kind, confidence) = (EntityKind::Misc, 0.0);
        found.push(Name { tokens, title, section, kind, confidence });
    }
}

/// Nationalities, days and bare offices have capitals but name nobody.
fn is_no_name(document: &Document, tokens: &Range<usize>) -> bool {
    let class = document.class(tokens.start);
    if tokens.len() > 1 {
        let leads = tokens.start..tokens.end - 1;
        return document.class(tokens.end - 1).has(Class::NATIONALITY)
            && leads.clone().all(|token| document.class(token).has(Class::PLACE_HEAD));
    }
    let person = Class::FIRST.with(Class::SURNAME);
    let office = class.has(Class::TITLE.with(Class::OFFICE)) && !class.has(person);
    let token = document.tokens[tokens.start];
    let initial =
        document.of(tokens.start).chars().count() <= 2 && document.of(tokens.start).ends_with('.');
    initial
        || class.has(Class::NATIONALITY.with(Class::CALENDAR))
        || office
        || token.end - token.start < 2
}

/// Without possessives, and without closed words at the ends.
fn trimmed(document: &Document, mut chunk: Range<usize>) -> Range<usize> {
    let loose = Class::DET.with(Class::PREP).with(Class::CONJ);
    let drop = |index: usize| {
        document.shape(index) == Shape::Possessive
            || document.shape(index) == Shape::Mark
            || document.class(index).has(loose) && document.shape(index) != Shape::Upper
    };
    while !chunk.is_empty() && drop(chunk.end - 1) {
        chunk.end -= 1;
    }
    while chunk.len() > 1
        && (drop(chunk.start)
            || matches!(document.lower(chunk.start), "former" | "acting" | "then" | "late" | "ex"))
        && listed_end(document, chunk.start, chunk.end).is_none()
    {
        chunk.start += 1;
    }
    chunk
}

/// Whether the run is one listed name, or ends in (or is led by) a word that makes it one.
fn is_whole(document: &Document, chunk: &Range<usize>) -> bool {
    if document
        .listed(chunk.start, chunk.end)
        .is_some_and(|(count, _)| count == chunk.len() && count > 1)
    {
        return true;
    }
    let last = document.class(chunk.end - 1);
    let heads = Class::ORG_HEAD.with(Class::EVENT);
    let of = (chunk.start + 1..chunk.end).find(|&index| document.lower(index) == "of");
    let led = of.is_some_and(|of| {
        document.class(of - 1).has(heads) && !document.class(of - 1).has(Class::HUMAN)
    });
    chunk.len() > 1
        && (last.has(heads) && !last.has(Class::HUMAN) || led)
        && !document.class(chunk.start).is(Class::TITLE.with(Class::TITLE_MALE))
}

/// The office or title in a run: the words before the name, or all to the end.
fn office(document: &Document, chunk: &Range<usize>) -> Option<Range<usize>> {
    let stands = Class::TITLE.with(Class::HUMAN);
    let is_office = |index: usize| {
        let class = document.class(index);
        class.has(Class::TITLE) || class.has(Class::OFFICE) && !class.has(Class::FIRST)
    };
    let last =
        chunk.clone().rev().find(|&index| is_office(index) && document.class(index).has(stands))?;
    let after = chunk.end - last - 1;
    let titled = after <= 5;
    let mut start = last;
    let portfolio = |index: usize| {
        // "Harbour Minister": what the office is for.
        let class = document.class(index);
        let common = class.has(Class::COMMON)
            || index == chunk.start && class.has(Class::PLACE_HEAD.with(Class::EVENT));
        common
            && !class.has(Class::NATIONALITY.with(Class::ORG_HEAD))
            && document.listed(index, index + 1).is_none()
    };
    let joins = |index: usize| matches!(document.lower(index), "of" | "-" | "&");
    while start > chunk.start && (is_office(start - 1) || joins(start - 1) || portfolio(start - 1))
    {
        start -= 1;
    }
    titled.then_some(start..last + 1)
}

/// A large place at the start of a run that goes on with something else: "US Congress" stays whole
/// (an organisation), "Chicago Bill Smith" does not.
fn leading_place(document: &Document, chunk: &Range<usize>) -> Option<usize> {
    let (count, class) = document.listed(chunk.start, chunk.end)?;
    let rest = chunk.start + count..chunk.end;
    let person = rest.len() >= 2 && document.class(rest.start).has(Class::FIRST);
    let organization = document
        .listed(rest.start, rest.end)
        .is_some_and(|(n, c)| n == rest.len() && c.has(Class::ORGANIZATION));
    let place = class.has(Class::BIG_PLACE) && class.has(Class::PLACE);
    (place
        && !rest.is_empty()
        && (person || organization || document.shape(chunk.start) == Shape::Upper))
        .then_some(rest.start)
}

/// Whether the run begins with a nationality that is no part of the name.
fn is_adjective(document: &Document, chunk: &Range<usize>) -> bool {
    chunk.len() > 1 && document.class(chunk.start).has(Class::NATIONALITY)
}
