//! Credits of pictures: who took them, and for whom.
//!
//! "Picture by: Jane Doe/Norpress/Nor Images" is a form, not a sentence: its parts are told by their
//! places, where a tagger of running text has little to go by.

use super::{Name, votes::Votes};
use crate::{
    analysis::{
        EntityKind,
        document::{Document, Section},
        lexicon::Class,
        tokens::Shape,
    },
    article::{BlockKind, plain::PICTURE},
};
use std::ops::Range;

/// How sure the form of a credit is.
const SURE: f32 = 0.9;
/// Longest part of a credit, in tokens.
const LONGEST: usize = 6;

/// The tokens of a caption from "Picture by" on; in a caption without one, its last words between
/// slashes.
pub fn part(document: &Document, section: &Section) -> Option<Range<usize>> {
    if section.kind != BlockKind::Caption {
        return None;
    }
    let tokens = section.tokens.clone();
    let found = tokens.clone().find(|&token| introduces(document, token));
    let slash = || {
        let slash = tokens.clone().find(|&token| document.of(token) == "/")?;
        tokens
            .clone()
            .take_while(|&token| token < slash)
            .filter(|&token| document.shape(token) == Shape::Mark)
            .last()
            .map(|mark| mark + 1)
    };
    found.or_else(slash).map(|start| start..tokens.end)
}

/// Whether a word, given in lower case, introduces a credit.
fn is_credit(word: &str) -> bool {
    word == "©" || PICTURE.contains(&word)
}

fn introduces(document: &Document, token: usize) -> bool {
    is_credit(document.lower(token))
        && (matches!(document.lower(token + 1), "by" | ":" | "courtesy")
            || document.of(token) == "©")
}

/// Puts what credits name in the place of what was found in them. One pass over the names, however many
/// credits there are.
pub(super) fn read(document: &Document, names: &mut Vec<Name>) {
    let mut credited: Vec<Name> = Vec::new();
    let mut taken: Vec<Range<usize>> = Vec::new();
    for (number, section) in document.sections.iter().enumerate() {
        let Some(credit) = part(document, section) else { continue };
        let slashed = credit.clone().any(|token| document.of(token) == "/");
        if !slashed || !introduces(document, credit.start) {
            continue;
        }
        let named = parts(document, number, credit);
        if let (Some(first), Some(last)) = (named.first(), named.last()) {
            taken.push(first.tokens.start..last.tokens.end);
        }
        credited.extend(named);
    }
    if taken.is_empty() {
        return;
    }
    names.retain(|name| {
        let after = taken.partition_point(|credit| credit.end <= name.tokens.start);
        taken.get(after).is_none_or(|credit| name.tokens.end <= credit.start)
    });
    names.extend(credited);
    names.sort_by_key(|name| name.tokens.start);
}

/// The names between the slashes of a credit.
fn parts(document: &Document, section: usize, credit: Range<usize>) -> Vec<Name> {
    let start = credit
        .clone()
        .find(|&token| document.capitalised(token) && !is_credit(document.lower(token)));
    let mut found = Vec::new();
    let mut from = start.unwrap_or(credit.end);
    while from < credit.end {
        let slash = (from..credit.end).find(|&token| document.of(token) == "/");
        let stop = slash.unwrap_or(credit.end);
        let end = (from..stop).find(|&token| !belongs(document, token)).unwrap_or(stop);
        if end > from && end - from <= LONGEST && document.capitalised(from) {
            let first = found.is_empty() && slash.is_some();
            let person = first && is_person(document, from..end);
            let kind = if person { EntityKind::Person } else { EntityKind::Organization };
            let (tokens, title) = (from..end, from..from);
            found.push(Name { tokens, title, section, votes: Votes::only(kind, SURE) });
        }
        if end < stop {
            break;
        }
        from = stop + 1;
    }
    found
}

/// Whether a token is part of a name in a credit.
fn belongs(document: &Document, token: usize) -> bool {
    document.capitalised(token)
        || document.shape(token) == Shape::Other
        || document.class(token).has(Class::PARTICLE)
        || matches!(document.of(token), "-" | "'" | "’" | "&")
}

/// Whether the first part of a credit is a photographer: several words, none of them a firm's.
fn is_person(document: &Document, mut tokens: Range<usize>) -> bool {
    let body = Class::ORG_HEAD.with(Class::BODY).with(Class::ORGANIZATION);
    tokens.len() > 1
        && document.shape(tokens.start) != Shape::Upper
        && tokens.all(|token| {
            let class = document.class(token);
            !class.has(body) && !is_credit(document.lower(token))
        })
}

#[cfg(test)]
mod tests {
    use crate::{
        analysis::{EntityKind, analyse},
        article::{self, Format},
    };

    #[test]
    fn photographer_and_agencies_are_told_by_their_places() {
        for picture in ["Picture", "Photographs", "Illustration", "Graphic"] {
            let text = format!(
                "Docks at Zell reopen after strike\n\nCranes at Zell on Monday. {picture} by: \
                 Sky Marsh/NRP/Norpress Images\n\nThe docks at Zell have reopened, the harbour \
                 authority said on Monday, after a strike that lasted for two weeks.\n"
            );
            let article = article::read(text, Format::Plain, "test".to_owned(), None);
            let analysis = analyse(&article);
            let credits = analysis.entities.iter().filter(|entity| entity.credit);
            let mut found: Vec<(&str, EntityKind)> =
                credits.map(|entity| (entity.name.as_str(), entity.kind)).collect();
            found.sort_unstable();
            let body = EntityKind::Organization;
            let expected =
                [("NRP", body), ("Norpress Images", body), ("Sky Marsh", EntityKind::Person)];
            assert_eq!(found, expected, "{picture}");
        }
    }
}
