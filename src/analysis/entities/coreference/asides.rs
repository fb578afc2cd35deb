//! Headings and captions: which blocks are no part of the talk.

use crate::{
    analysis::{
        document::{Document, Section},
        entities::Named,
        lexicon::Class,
        tokens::Shape,
    },
    article::BlockKind,
};
use std::ops::Range;

/// What stands between a heading's noun and the person whose it is: "A letter from Doe".
const BEFORE_OWNER: [&str; 7] = ["of", "from", "by", "with", "and", "to", "after"];

/// Whether a block is no part of what is told around it: a caption, and a heading, but for one of which somebody is
/// the subject, since what follows tells of them.
pub(super) fn is_aside(document: &Document, named: &Named, section: &Section) -> bool {
    match section.kind {
        BlockKind::Caption => true,
        BlockKind::Crosshead => !is_topic(document, named, section.tokens.clone()),
        _ => false,
    }
}

/// "Dora Doe", "Mayor Doe: a life", "Why Doe won", "The case for Doe": whether a heading names one person and is not
/// of what is theirs ("A letter from Doe", "Doe's garden"). "Doe, 47" is one, too, but "Doe, 2nd Earl of Roe" is what
/// stands under a picture.
fn is_topic(document: &Document, named: &Named, heading: Range<usize>) -> bool {
    let person_at = |token: usize| named.person_at(token);
    let title = Class::TITLE.with(Class::OFFICE);
    let Some(first) = heading.clone().find(|&token| person_at(token).is_some()) else {
        return false;
    };
    let person = person_at(first);
    let end = (first..heading.end).find(|&token| person_at(token) != person);
    let end = end.unwrap_or(heading.end);
    let mut before = (heading.start..first).rev();
    let before = before.find(|&token| !document.class(token).has(title));
    let theirs = before.is_some_and(|token| BEFORE_OWNER.contains(&document.lower(token)))
        || end < heading.end && document.shape(end) == Shape::Possessive;
    let number = |token: usize| document.of(token).bytes().all(|byte| byte.is_ascii_digit());
    let apposed = end + 1 < heading.end && document.of(end) == "," && !number(end + 1);
    let alone = heading.filter_map(person_at).all(|other| Some(other) == person);
    alone && !theirs && !apposed
}
