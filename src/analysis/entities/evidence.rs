//! What speaks for a name being a person, an organisation, a place or something else.
//!
//! Each sign adds to one kind's score: lists, the words of the name, the words around it. The scores
//! of all mentions of a name in the article are added before anything is decided.

use super::Name;
use crate::analysis::{EntityKind, document::Document, lexicon::Class, tokens::Shape};
use std::ops::AddAssign;

/// A score per kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence {
    /// For a human being.
    pub person: f32,
    /// For an organisation.
    pub organization: f32,
    /// For a place.
    pub place: f32,
    /// For any other name.
    pub misc: f32,
}

impl AddAssign for Evidence {
    fn add_assign(&mut self, other: Self) {
        self.person += other.person;
        self.organization += other.organization;
        self.place += other.place;
        self.misc += other.misc;
    }
}

impl Evidence {
    /// All scores times a factor.
    #[must_use]
    pub fn scaled(self, factor: f32) -> Self {
        Self {
            person: self.person * factor,
            organization: self.organization * factor,
            place: self.place * factor,
            misc: self.misc * factor,
        }
    }

    /// The kind with the highest score; ties go to the first named.
    pub fn kind(self) -> EntityKind {
        let ranked = [
            (self.person, EntityKind::Person),
            (self.organization, EntityKind::Organization),
            (self.place, EntityKind::Location),
            (self.misc, EntityKind::Misc),
        ];
        let best =
            ranked.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map_or(EntityKind::Misc, |(_, kind)| kind)
    }
}

/// What the words of the name say, wherever it stands.
pub fn of_words(document: &Document, name: &Name) -> Evidence {
    let mut evidence = Evidence::default();
    let tokens = name.tokens.clone();
    let (first, last) = (document.class(tokens.start), document.class(tokens.end - 1));
    listed(document, name, &mut evidence);
    if tokens.len() == 1 {
        single(document, name, first, &mut evidence);
        return evidence;
    }
    let has = |class: Class| tokens.clone().any(|index| document.class(index).has(class));
    let of = tokens.clone().any(|index| document.lower(index) == "of");
    if last.has(Class::ORG_HEAD) || of && has(Class::ORG_HEAD) {
        evidence.organization += 4.0;
    }
    if last.has(Class::PLACE_HEAD) || first.has(Class::PLACE_HEAD) {
        evidence.place += if last.has(Class::PLACE_HEAD) { 3.0 } else { 2.0 };
    }
    let company =
        document.class(tokens.end).has(Class::ORG_HEAD) && document.of(tokens.end).len() <= 4;
    if tokens.clone().any(|index| document.of(index) == "&") || company {
        evidence.organization += 3.0;
    }
    if has(Class::EVENT) {
        evidence.misc += 3.0;
    }
    if tokens.clone().any(|index| document.shape(index) == Shape::Upper) {
        evidence.organization += 0.7;
    }
    let common = tokens.clone().filter(|&index| document.class(index).has(Class::COMMON)).count();
    if common == tokens.len() {
        evidence.misc += 1.0;
    }
    evidence.person += person_shape(document, name);
    evidence
}

/// First name, initials, family name.
fn person_shape(document: &Document, name: &Name) -> f32 {
    let tokens = name.tokens.clone();
    let (first, last) = (document.class(tokens.start), document.class(tokens.end - 1));
    let heads = Class::ORG_HEAD.with(Class::EVENT);
    let mut score = 0.0;
    if tokens.len() <= 5 && !last.has(heads) {
        let acronym = document.shape(tokens.start) == Shape::Upper
            && document.shape(tokens.end - 1) != Shape::Upper;
        score += if first.has(Class::FIRST) && !acronym { 3.0 } else { 0.8 };
        score += if last.has(Class::SURNAME) { 0.8 } else { 0.0 };
        let initial =
            tokens.clone().any(|i| document.of(i).ends_with('.') && document.of(i).len() <= 3);
        score += if initial && !document.of(tokens.end - 1).ends_with('.') { 3.0 } else { 0.0 };
        let particle = tokens
            .clone()
            .any(|i| document.shape(i) == Shape::Lower && document.class(i).has(Class::PARTICLE));
        score += if particle { 1.0 } else { 0.0 };
    }
    let common = tokens.clone().filter(|&i| document.class(i).has(Class::COMMON)).count();
    if common == tokens.len() {
        score - if last.has(Class::SURNAME) { 0.8 } else { 1.5 }
    } else {
        score
    }
}

fn listed(document: &Document, name: &Name, evidence: &mut Evidence) {
    let tokens = name.tokens.clone();
    let Some((count, class)) = document.listed(tokens.start, tokens.end) else {
        return;
    };
    if count != tokens.len() {
        // "PA Wire", "Sky Sports": what begins with an organisation's name is mostly part of it.
        evidence.organization += if class.has(Class::ORGANIZATION) { 2.0 } else { 0.0 };
        return;
    }
    let big = class.has(Class::BIG_PLACE);
    if class.has(Class::ORGANIZATION) {
        evidence.organization += if big { 4.5 } else { 2.2 };
    }
    if class.has(Class::PLACE) {
        let sure = if tokens.len() > 1 { 5.0 } else { 4.0 };
        evidence.place += if big { sure } else { 1.2 };
    }
}

fn single(document: &Document, name: &Name, class: Class, evidence: &mut Evidence) {
    let token = name.tokens.start;
    evidence.organization += 0.45;
    evidence.person += 0.4;
    evidence.place += 0.2;
    if document.shape(token) == Shape::Upper
        && document.of(token).len() <= 6
        && evidence.place < 4.0
    {
        evidence.organization += 2.0;
    }
    if class.has(Class::SURNAME) {
        evidence.person += if class.has(Class::COMMON) { 0.3 } else { 0.9 };
    }
    if class.has(Class::FIRST) {
        evidence.person += if class.has(Class::COMMON) { 0.2 } else { 0.7 };
    }
    if class.has(Class::COMMON.with(Class::BODY).with(Class::HUMAN)) {
        evidence.misc += 1.6;
    }
    if class.has(Class::EVENT) {
        evidence.misc += 3.0;
    }
    if class.has(Class::ORG_HEAD) {
        evidence.organization += 0.8;
    }
    let odd = document.of(token).chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit());
    if odd
        && document.shape(token) == Shape::Capital
        && !document.of(token).starts_with("Mc")
        && !document.of(token).contains(['-', '\'', '’'])
    {
        evidence.organization += 1.5;
    }
}

/// What the words around one mention say.
pub fn of_context(document: &Document, name: &Name) -> Evidence {
    let mut evidence = Evidence::default();
    if !name.title.is_empty() {
        evidence.person += 6.0;
    }
    let start = if name.title.is_empty() { name.tokens.start } else { name.title.start };
    if let Some(before) = start.checked_sub(1) {
        before_name(document, name, before, &mut evidence);
    }
    after_name(document, name, &mut evidence);
    evidence
}

fn before_name(document: &Document, name: &Name, before: usize, evidence: &mut Evidence) {
    let class = document.class(before);
    let opening = if document.of(before) == "The" { before.saturating_sub(1) } else { before };
    if name.tokens.len() > 1 && matches!(document.of(opening), "“" | "\"" | "‘" | "«") {
        evidence.misc += 1.2;
    }
    if document.shape(before) == Shape::Lower && class.has(Class::HUMAN) {
        evidence.person += if name.tokens.len() > 1 { 2.5 } else { 1.0 };
    }
    match document.lower(before) {
        "in" => evidence.place += 1.6,
        "near" | "outside" | "across" | "throughout" => evidence.place += 1.6,
        "from" | "at" | "to" | "around" | "into" => evidence.place += 0.6,
        "of" if before.checked_sub(1).is_some_and(|head| rules_a_place(document, head)) => {
            evidence.place += 1.8;
        }
        "the" if !is_large_place(document, name) => {
            evidence.person -= 2.0;
            evidence.organization += 0.9;
            evidence.misc += 0.3;
        }
        "a" | "an" => evidence.misc += 0.8,
        _ => {}
    }
}

/// Whether a noun is followed by "of" and a place: "the mayor of", "the outskirts of".
fn rules_a_place(document: &Document, token: usize) -> bool {
    matches!(
        document.lower(token),
        "mayor"
            | "governor"
            | "sheriff"
            | "bishop"
            | "archbishop"
            | "king"
            | "queen"
            | "city"
            | "town"
            | "village"
            | "port"
            | "capital"
            | "province"
            | "district"
            | "county"
            | "region"
            | "island"
            | "suburb"
            | "outskirts"
            | "streets"
            | "coast"
            | "people"
            | "residents"
            | "inhabitants"
            | "citizens"
            | "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
    )
}

fn is_large_place(document: &Document, name: &Name) -> bool {
    let listed = document.listed(name.tokens.start, name.tokens.end);
    listed.is_some_and(|(count, class)| {
        count == name.tokens.len() && class.is(Class::PLACE.with(Class::BIG_PLACE))
    })
}

fn after_name(document: &Document, name: &Name, evidence: &mut Evidence) {
    let next = name.tokens.end;
    let class = document.class(next);
    if document.shape(next) == Shape::Possessive {
        evidence.person += 0.4;
    }
    if class.has(Class::CUE) && document.shape(next) == Shape::Lower {
        evidence.person += 0.9;
        evidence.organization += 0.4;
    }
    if document.lower(next) == "who"
        || document.lower(next) == "," && document.lower(next + 1) == "who"
    {
        evidence.person += 2.0;
    }
    let age = document.lower(next) == ","
        && document.shape(next + 1) == Shape::Number
        && document.of(next + 1).len() <= 3
        && matches!(document.lower(next + 2), "," | ".");
    if age {
        evidence.person += 2.5;
    }
    if document.lower(next) == "," && document.capitalised(next + 1) {
        let listed = document.listed(next + 1, next + 4);
        if listed.is_some_and(|(_, class)| class.is(Class::PLACE.with(Class::BIG_PLACE))) {
            evidence.place += 1.6;
        }
    }
    let reign =
        matches!(document.lower(next), "administration" | "presidency" | "campaign" | "era");
    if reign && name.tokens.len() <= 2 && !is_large_place(document, name) {
        // "the Doe administration": the article belongs to the noun.
        evidence.person += 3.4;
        evidence.organization -= 0.9;
    } else if document.shape(next) == Shape::Lower
        && document.class(next).has(Class::BODY)
        && name.tokens.len() == 1
    {
        evidence.organization += 0.4;
    }
}
