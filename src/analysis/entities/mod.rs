//! Who and what an article names.
//!
//! The [`tagger`] finds the names, [`credits`] those beside pictures, [`left_out`] those that the rest of the text
//! tells; [`joins`] puts those together that are parts of one, [`titles`] takes titles off them, [`demonyms`] leaves out
//! what is only made of a name. [`linking`] makes entities of them, [`roles`] says what people are, [`hypernyms`] what
//! else is, and [`coreference`] who "he" is, "the minister", and "the ferry".

pub mod casing;
pub mod coreference;
pub mod credits;
pub mod demonyms;
pub mod hypernyms;
pub mod joins;
pub mod left_out;
pub mod linking;
#[cfg(test)]
pub(in crate::analysis) mod marked;
pub mod roles;
mod sexes;
pub mod titles;
pub mod turns;
pub mod votes;

use super::{
    EntityKind,
    document::Document,
    tagger::{self, model},
};
use crate::article::BlockKind;
use hypernyms::Hypernyms;
use linking::Linked;
use std::{collections::HashMap, ops::Range};
use votes::Votes;

/// At most this many roles of one person, and people with one role, are looked at.
const MOST_ROLES: usize = 8;

/// A name where it stands, as whatever finds names gives it.
#[derive(Clone, Debug)]
pub struct Name {
    /// Its tokens, without titles.
    pub tokens: Range<usize>,
    /// The title or office directly before it; empty when there is none.
    pub title: Range<usize>,
    /// Index of its block.
    pub section: usize,
    /// How probable it is that these tokens name a thing of each kind, as far as this mention tells by itself.
    pub votes: Votes,
}

impl Name {
    /// The kind of thing that it most probably names.
    pub fn kind(&self) -> EntityKind {
        self.votes.kind()
    }

    /// Probability that tokens and kind are right, in [0, 1].
    pub fn confidence(&self) -> f32 {
        self.votes.of(self.kind())
    }
}

/// Everything an article names.
pub struct Named {
    /// All names in the order of the text.
    pub names: Vec<Name>,
    /// The entities, in the order of their first mention.
    pub entities: Vec<Linked>,
    /// The entity of each name.
    pub entity_of: Vec<Option<usize>>,
    /// The name that covers each token, where one does.
    name_at: Vec<Option<u32>>,
    /// The roles of each entity, as ranges of tokens.
    pub roles: Vec<Vec<Range<usize>>>,
    /// The people in whose roles each word stands.
    bearers: HashMap<u32, Vec<usize>>,
    /// The people beside whose names each noun of kinship stands.
    kin: HashMap<u32, Vec<usize>>,
    /// What bodies, places and works are said to be.
    pub hypernyms: Hypernyms,
}

impl Named {
    /// Finds the names and entities of a document.
    pub fn new(document: &Document) -> Self {
        let names =
            model::embedded().map_or_else(|_| Vec::new(), |model| tagger::tag(model, document));
        let names = names.into_iter().map(|name| {
            let tagger::Tagged { tokens, section, chances, .. } = name;
            titles::named(document, tokens, section, Votes::new(chances))
        });
        let mut names: Vec<Name> = names.collect();
        joins::read(document, &mut names);
        titles::without_post_nominals(document, &mut names);
        names = titles::without_offices(document, names);
        demonyms::read(document, &mut names);
        credits::read(document, &mut names);
        left_out::complete(document, &mut names);
        Self::of(document, names)
    }

    /// Links given names, which are in the order of the text and do not overlap.
    pub fn of(document: &Document, names: Vec<Name>) -> Self {
        let entities = linking::link(document, &names);
        let mut named = Self {
            entity_of: vec![None; names.len()],
            name_at: vec![None; document.tokens.len()],
            roles: Vec::new(),
            bearers: HashMap::new(),
            kin: HashMap::new(),
            hypernyms: Hypernyms::default(),
            names,
            entities,
        };
        named.take_articles(document);
        named.index();
        named.find_roles(document);
        named.index_roles(document);
        named.index_kin(document);
        named.hypernyms = Hypernyms::new(document, &named);
        named
    }

    /// "The Guardian": inside a sentence a capital makes the article part of an organisation's name.
    fn take_articles(&mut self, document: &Document) {
        for entity in self.entities.iter().filter(|entity| entity.kind == EntityKind::Organization)
        {
            for &name in &entity.names {
                let tokens = &mut self.names[name].tokens;
                let Some(before) = tokens.start.checked_sub(1) else { continue };
                if document.of(before) == "The" && !casing::starts(document, before) {
                    tokens.start = before;
                }
            }
        }
    }

    fn index(&mut self) {
        for (number, entity) in self.entities.iter().enumerate() {
            for &name in &entity.names {
                self.entity_of[name] = Some(number);
            }
        }
        for (number, name) in self.names.iter().enumerate() {
            for token in name.tokens.clone() {
                self.name_at[token] = Some(number as u32);
            }
        }
    }

    fn find_roles(&mut self, document: &Document) {
        let finder = roles::Finder::new(document, self);
        let of = |entity: &Linked| {
            let mut found: Vec<Range<usize>> = Vec::new();
            if entity.kind != EntityKind::Person {
                return found;
            }
            for &name in &entity.names {
                let name = &self.names[name];
                let section = &document.sections[name.section];
                if section.kind != BlockKind::Caption || found.is_empty() {
                    found.extend(finder.roles(name, &section.tokens));
                }
            }
            found
        };
        self.roles = self.entities.iter().map(of).collect();
    }

    fn index_roles(&mut self, document: &Document) {
        for (entity, roles) in self.roles.iter().enumerate() {
            for token in roles.iter().take(MOST_ROLES).flat_map(Clone::clone) {
                let bearers = self.bearers.entry(document.tokens[token].word).or_default();
                if bearers.len() < MOST_ROLES && bearers.last() != Some(&entity) {
                    bearers.push(entity);
                }
            }
        }
    }

    /// The people beside whose names a noun of kinship stands; at most eight.
    pub fn kin(&self, word: u32) -> &[usize] {
        self.kin.get(&word).map_or(&[], Vec::as_slice)
    }

    fn index_kin(&mut self, document: &Document) {
        for (number, entity) in self.entities.iter().enumerate() {
            if entity.kind != EntityKind::Person || !entity.titled {
                continue;
            }
            for &name in entity.names.iter().take(MOST_ROLES * 2) {
                let Some(noun) = sexes::noun(document, &self.names[name]) else { continue };
                let known = self.kin.entry(document.tokens[noun].word).or_default();
                if known.len() < MOST_ROLES && known.last() != Some(&number) {
                    known.push(number);
                }
            }
        }
    }

    /// The people of whom the article says that they are what a word says; at most eight.
    pub fn bearers(&self, word: u32) -> &[usize] {
        self.bearers.get(&word).map_or(&[], Vec::as_slice)
    }

    /// The name that covers a token.
    pub fn name_at(&self, token: usize) -> Option<usize> {
        self.name_at.get(token).copied().flatten().map(|name| name as usize)
    }

    /// The entity whose name covers a token.
    pub fn entity_at(&self, token: usize) -> Option<usize> {
        self.name_at(token).and_then(|name| self.entity_of[name])
    }

    /// Whether a person's name covers the token.
    pub fn person_at(&self, token: usize) -> Option<usize> {
        self.entity_at(token).filter(|&entity| self.entities[entity].kind == EntityKind::Person)
    }
}
