//! What an article says that a body, a place or a work is: "the Haneul Star, a ferry", "a storm called Ottoline".
//!
//! Patterns after Hearst (1992): apposition, "is a", "called", a noun before the name. "The ferry" later means what
//! was said to be one.

use super::{Name, Named, roles};
use crate::analysis::{
    EntityKind,
    document::Document,
    lexicon::{Class, is_plural},
    tokens::Shape,
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// At most this many names of an entity are looked at.
const NAMES: usize = 16;

/// Longest run of words from an article to its noun.
const LONGEST: usize = 6;

/// Nouns that say nothing of what something is.
const EMPTY: [&str; 17] = [
    "part", "member", "kind", "sort", "type", "number", "result", "way", "example", "sign",
    "matter", "lot", "series", "thing", "reason", "place", "name",
];

/// Which nouns the article says of which entities.
#[derive(Clone, Debug, Default)]
pub struct Hypernyms {
    entities: HashMap<u32, Vec<usize>>,
    heads: HashSet<usize>,
}

impl Hypernyms {
    /// Reads what stands beside the names of a document, which are linked.
    pub fn new(document: &Document, named: &Named) -> Self {
        let mut found = Self::default();
        let reader = Reader { document, named };
        for (number, entity) in named.entities.iter().enumerate() {
            if entity.kind == EntityKind::Person {
                continue;
            }
            for &name in entity.names.iter().take(NAMES) {
                let name = &named.names[name];
                let section = &document.sections[name.section].tokens;
                let heads = [
                    reader.after(name, entity.kind, section),
                    reader.called(name, section),
                    reader.before(name, entity.kind, section),
                ];
                let suits = |&head: &usize| {
                    entity.kind != EntityKind::Location
                        || document.class(head).has(Class::PLACE_HEAD)
                };
                for head in heads.into_iter().flatten().filter(suits) {
                    found.heads.insert(head);
                    let known = found.entities.entry(document.tokens[head].word).or_default();
                    if !known.contains(&number) {
                        known.push(number);
                    }
                }
            }
        }
        found
    }

    /// The entities of which the article says that they are what a word says.
    pub fn entities(&self, word: u32) -> &[usize] {
        self.entities.get(&word).map_or(&[], Vec::as_slice)
    }

    /// Whether a noun says what something is that is named beside it.
    pub fn tells(&self, token: usize) -> bool {
        self.heads.contains(&token)
    }
}

struct Reader<'d, 'a> {
    document: &'d Document<'a>,
    named: &'d Named,
}

impl Reader<'_, '_> {
    /// "Acme, a company from Zell,", "Acme is a company": the noun.
    fn after(&self, name: &Name, kind: EntityKind, section: &Range<usize>) -> Option<usize> {
        let document = self.document;
        let next = name.tokens.end;
        let copula = matches!(document.lower(next), "is" | "was" | "remains" | "became");
        let comma = document.lower(next) == ",";
        if next >= section.end || !(copula || comma && !self.is_setting(name, kind, section)) {
            return None;
        }
        let article = next + 1 + usize::from(copula && document.class(next + 1).has(Class::ADV));
        let noun = self.noun(article, section.end)?;
        let after = document.class(noun + 1);
        let closes = copula
            || noun + 1 >= section.end
            || document.shape(noun + 1) == Shape::Mark
            || after.has(Class::SUB.with(Class::PREP));
        closes.then_some(noun)
    }

    /// Whether a place only says where the sentence is: "In Zell, a court ruled".
    fn is_setting(&self, name: &Name, kind: EntityKind, section: &Range<usize>) -> bool {
        let start = name.tokens.start;
        kind == EntityKind::Location
            && start > section.start
            && self.document.class(start - 1).has(Class::PREP)
            && self.document.tokens[start - 1].first
    }

    /// The noun of the phrase that begins with an article.
    fn noun(&self, article: usize, end: usize) -> Option<usize> {
        let document = self.document;
        if !matches!(document.lower(article), "a" | "an" | "the" | "one") {
            return None;
        }
        let mut noun = None;
        for at in article + 1..end.min(article + 1 + LONGEST) {
            let class = document.class(at);
            let verbal = class.has(Class::CUE.with(Class::VERB).with(Class::PARTICIPLE));
            let stops = matches!(document.shape(at), Shape::Mark | Shape::Possessive)
                || class.has(Class::CLOSED)
                || document.tokens[at].first
                || noun.is_some() && (verbal || is_participle(document.lower(at)));
            if stops {
                break;
            }
            noun = Some(at);
        }
        noun.filter(|&noun| self.is_noun(noun) && document.shape(noun + 1) != Shape::Possessive)
    }

    /// Whether a word can say what one thing is.
    fn is_noun(&self, token: usize) -> bool {
        let document = self.document;
        let word = document.lower(token);
        let other = Class::CLOSED.with(Class::CALENDAR).with(Class::HUMAN).with(Class::NATIONALITY);
        document.shape(token) == Shape::Lower
            && word.len() > 2
            && self.named.name_at(token).is_none()
            && !document.class(token).has(other)
            && !roles::is_person(word, document.class(token))
            && !EMPTY.contains(&word)
            && !is_plural(word)
    }

    /// "A storm called Ottoline": the noun.
    fn called(&self, name: &Name, section: &Range<usize>) -> Option<usize> {
        let document = self.document;
        let opens = |at: usize| {
            matches!(document.of(at), "\"" | "“" | "‘" | "'") || document.lower(at) == "the"
        };
        let verb = (section.start..name.tokens.start).rev().find(|&at| !opens(at))?;
        let verb = if document.lower(verb) == "as" { verb.checked_sub(1)? } else { verb };
        let calls = matches!(
            document.lower(verb),
            "called" | "named" | "titled" | "entitled" | "dubbed" | "known" | "codenamed"
        );
        let noun = verb.checked_sub(1)?;
        let noun = if document.lower(noun) == "," { noun.checked_sub(1)? } else { noun };
        (calls && noun >= section.start && self.is_determined(noun, section)).then_some(noun)
    }

    /// "The ferry Haneul Star", "the ferry, the Haneul Star,": the noun, where the name is not the subject of a clause
    /// that the noun is told by ("the law Acme broke").
    fn before(&self, name: &Name, kind: EntityKind, section: &Range<usize>) -> Option<usize> {
        let document = self.document;
        let mut start = name.tokens.start;
        let end = name.tokens.end;
        let stands = |at: usize, words: &[&str]| {
            at > section.start && words.contains(&document.lower(at - 1))
        };
        start -= usize::from(stands(start, &["the"]));
        let apart = stands(start, &[","]);
        start -= usize::from(apart);
        let ends = end >= section.end || document.shape(end) == Shape::Mark;
        let closes = ends || !apart && document.class(end).has(Class::PREP.with(Class::CONJ));
        let bears = matches!(kind, EntityKind::Misc | EntityKind::Organization);
        let noun = start.checked_sub(1).filter(|&at| at >= section.start)?;
        let fits = bears && closes && document.goes_on(noun + 1) && !self.may_describe(noun);
        (fits && self.is_determined(noun, section)).then_some(noun)
    }

    /// Whether a word before a name looks like an adjective: "the public Silent Strike".
    fn may_describe(&self, token: usize) -> bool {
        const ENDINGS: [&str; 10] =
            ["ic", "al", "ive", "ous", "ful", "less", "ble", "ary", "ent", "ant"];
        let heads = Class::BODY.with(Class::ORG_HEAD).with(Class::PLACE_HEAD).with(Class::EVENT);
        let word = self.document.lower(token);
        let ends = ENDINGS.iter().any(|ending| word.ends_with(ending)) || word.contains('-');
        ends && !self.document.class(token).has(heads)
    }

    /// Whether a word is a noun with an article before it and only plain words between.
    fn is_determined(&self, noun: usize, section: &Range<usize>) -> bool {
        let document = self.document;
        let floor = section.start.max(noun.saturating_sub(LONGEST));
        let verbal = Class::CUE.with(Class::VERB).with(Class::PARTICIPLE).with(Class::AUX);
        let plain = |at: usize| {
            document.shape(at) == Shape::Lower && !document.class(at).has(Class::CLOSED)
        };
        let article = (floor..noun).rev().find(|&at| !plain(at));
        self.is_noun(noun)
            && !document.class(noun).has(verbal)
            && !is_participle(document.lower(noun))
            && article.is_some_and(|at| {
                matches!(document.lower(at), "a" | "an" | "the" | "its" | "his" | "her" | "their")
            })
    }
}

/// Whether a word looks like a participle.
fn is_participle(word: &str) -> bool {
    word.ends_with("ing") || word.ends_with("ed")
}
