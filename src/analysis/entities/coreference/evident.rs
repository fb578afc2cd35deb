//! What needs no weighing: descriptions in the words of a role or a name, "the company" after the one
//! company, "Acme said it".
//!
//! Such cases are decided by grammar before the ranker is asked; in doubt they are left to it.

use super::{
    discourse::Seen,
    phrases::{Opening, Phrase, Sort},
    walk::Walk,
    words::{Case, Neighbour},
};
use crate::analysis::{EntityKind, entities::linking::Sex, lexicon::Class, tokens::Shape};
use std::ops::Range;

/// How sure an evident case of each sort is.
mod sure {
    /// Only one person has the role.
    pub const ROLE: f32 = 0.8;
    /// The last one mentioned of several.
    pub const NEAREST: f32 = 0.6;
    /// The head is the last word of the name.
    pub const NAME: f32 = 0.75;
    /// "the company" after one company.
    pub const GENERIC: f32 = 0.6;
    /// "Acme said it".
    pub const SAID: f32 = 0.85;
    /// "its" in a sentence with one body.
    pub const ONLY: f32 = 0.65;
    /// "It said" after a sentence about a body.
    pub const NEXT: f32 = 0.7;
}

/// How many mentions back are looked at.
const MENTIONS: usize = 40;
/// How many sentences back "the company" reaches.
const REACH: u32 = 3;

/// Nouns for firms.
const FIRMS: [&str; 16] = [
    "company",
    "firm",
    "group",
    "business",
    "bank",
    "lender",
    "developer",
    "manufacturer",
    "retailer",
    "airline",
    "carmaker",
    "operator",
    "supplier",
    "maker",
    "startup",
    "corporation",
];

/// Nouns for other bodies.
const GROUPS: [&str; 12] = [
    "organisation",
    "organization",
    "agency",
    "party",
    "club",
    "team",
    "side",
    "charity",
    "network",
    "newspaper",
    "paper",
    "magazine",
];
/// Nouns for places that have names.
const PLACES: [&str; 7] = ["town", "city", "village", "island", "port", "country", "region"];

/// Nouns that mostly mean nothing that was named before.
const IDIOMS: [&str; 8] = ["house", "world", "state", "times", "post", "street", "day", "game"];

/// Whom or what an evident case means, and how sure that is.
type Found = Option<(usize, f32)>;

impl Walk<'_, '_> {
    fn word(&self, token: usize) -> Option<u32> {
        self.document.tokens.get(token).map(|token| token.word)
    }

    /// The entity that a description evidently means.
    pub(super) fn described(&self, phrase: &Phrase, headline: bool) -> Found {
        let bare = phrase.opening == Opening::Bare && headline;
        let definite = matches!(phrase.opening, Opening::Definite | Opening::Demonstrative);
        if phrase.plural || !definite && !bare && phrase.opening != Opening::Possessive {
            return None;
        }
        if phrase.sort == Sort::Human {
            return self.by_role(phrase).or_else(|| self.by_kinship(phrase));
        }
        if !definite {
            return None;
        }
        self.by_name(phrase).or_else(|| self.generic(phrase)).or_else(|| self.by_hypernym(phrase))
    }

    /// "the attorney general": who is said to be one.
    fn by_role(&self, phrase: &Phrase) -> Found {
        let word = self.word(phrase.head)?;
        let mut fitting: Vec<(usize, usize)> = Vec::new();
        for &entity in self.named.bearers(word) {
            let roles = self.named.roles[entity].iter().take(8);
            let best = roles.filter_map(|role| self.fits_role(phrase, role)).max();
            fitting.extend(best.map(|best| (entity, best)));
        }
        let most = fitting.iter().map(|(_, best)| *best).max()?;
        fitting.retain(|(_, best)| *best == most);
        if let [(only, _)] = fitting.as_slice() {
            return Some((*only, sure::ROLE));
        }
        self.nearest(|entity| fitting.iter().any(|(known, _)| *known == entity))
            .map(|entity| (entity, sure::NEAREST))
    }

    /// "her sister": who was named beside the noun.
    fn by_kinship(&self, phrase: &Phrase) -> Found {
        let kin = self.named.kin(self.word(phrase.head)?);
        match kin {
            [] => None,
            [only] => Some((*only, sure::NAME)),
            _ => self.nearest(|entity| kin.contains(&entity)).map(|found| (found, sure::NEAREST)),
        }
    }

    /// Whether a description is a kinship that no name stands beside: whom it means is not said.
    pub(super) fn is_kinship(&self, phrase: &Phrase) -> bool {
        phrase.opening == Opening::Possessive && phrase.sex != Sex::Unknown
    }

    /// How well a role fits a description with its head: the words they share; not at all where they
    /// are tied to other names.
    fn fits_role(&self, phrase: &Phrase, role: &Range<usize>) -> Option<usize> {
        let word = self.word(phrase.head)?;
        let at = role.clone().find(|&token| self.word(token) == Some(word))?;
        let next = at + 1;
        let headed = next >= role.end || self.document.class(next).has(Class::PREP);
        let names = |tokens: Range<usize>| tokens.filter_map(|token| self.named.entity_at(token));
        let mut tied = names(phrase.head + 1..phrase.tokens.end).peekable();
        let clash = tied.peek().is_some()
            && names(role.clone()).next().is_some()
            && !tied.any(|entity| names(role.clone()).any(|other| other == entity));
        let former = |mut tokens: Range<usize>| {
            tokens.any(|token| matches!(self.document.lower(token), "former" | "then" | "ex"))
        };
        let past = former(phrase.tokens.start..phrase.head);
        let modifiers = phrase.tokens.start..phrase.head;
        let shared = modifiers.filter(|&token| {
            let word = self.word(token);
            role.clone().any(|other| self.word(other) == word)
        });
        let fits = headed && !clash && (!past || former(role.start..at));
        fits.then(|| shared.count() * 2 + usize::from(past == former(role.start..at)))
    }

    /// "the union" for a name that ends in "Union", or begins with "Union of".
    fn by_name(&self, phrase: &Phrase) -> Found {
        let head = self.document.lower(phrase.head);
        let plain = phrase.tokens.end == phrase.head + 1
            && !self.document.class(phrase.head).has(Class::CLOSED);
        if IDIOMS.contains(&head) || !plain {
            return None;
        }
        let word = self.word(phrase.head)?;
        let entity = self.nearest(|entity| {
            let linked = &self.named.entities[entity];
            linked.kind != EntityKind::Person
                && linked.names.iter().take(4).any(|&name| {
                    let tokens = &self.named.names[name].tokens;
                    self.heads(tokens, word, linked.kind) && self.holds_modifiers(phrase, tokens)
                })
        })?;
        Some((entity, sure::NAME))
    }

    /// Whether a word is the head of a name of several words: the first of what is no body ("Storm Ottoline") as of
    /// those whose noun stands before "of".
    fn heads(&self, tokens: &Range<usize>, word: u32, kind: EntityKind) -> bool {
        let Some(last) = tokens.end.checked_sub(1).filter(|_| tokens.len() > 1) else {
            return false;
        };
        let first = tokens.start + usize::from(self.document.lower(tokens.start) == "the");
        let class = Class::PLACE_HEAD.with(Class::ORG_HEAD).with(Class::BODY);
        let plain = || !tokens.clone().any(|token| self.document.class(token).has(Class::CLOSED));
        let leads = self.word(first) == Some(word)
            && (kind == EntityKind::Misc
                && plain()
                && self.document.class(first).has(Class::COMMON)
                || self.document.lower(first + 1) == "of"
                || self.document.class(first).has(class));
        self.word(last) == Some(word) || leads
    }

    /// Whether the words between article and head are words of a name, too.
    fn holds_modifiers(&self, phrase: &Phrase, name: &Range<usize>) -> bool {
        (phrase.tokens.start + 1..phrase.head).all(|token| {
            let word = self.word(token);
            name.clone().any(|other| self.word(other) == word)
        })
    }

    /// "the ferry": the one mentioned last of what is said to be one, unless an unnamed one came after it.
    fn by_hypernym(&self, phrase: &Phrase) -> Found {
        let word = self.word(phrase.head)?;
        let said = self.named.hypernyms.entities(word);
        if said.is_empty()
            || !is_plain(phrase)
            || IDIOMS.contains(&self.document.lower(phrase.head))
        {
            return None;
        }
        for seen in self.discourse.seen.iter().rev().take(MENTIONS * 8) {
            let referent = &self.discourse.referents[seen.referent];
            match referent.entity {
                Some(entity) if said.contains(&entity) => {
                    let confidence = if said.len() == 1 { sure::NAME } else { sure::NEAREST };
                    return Some((entity, confidence));
                }
                None if self.word(referent.head) == Some(word) => return None,
                _ => {}
            }
        }
        None
    }

    /// "the company", "the town": the one of its kind that was mentioned in the last sentences.
    fn generic(&self, phrase: &Phrase) -> Found {
        let head = self.document.lower(phrase.head);
        if !is_plain(phrase) || self.document.lower(phrase.head + 1) == "of" {
            return None;
        }
        if FIRMS.contains(&head) {
            return self.lone(phrase, REACH, |entity| self.is_firm(entity));
        }
        if GROUPS.contains(&head) {
            return self.lone(phrase, REACH, |entity| self.is_of(entity, EntityKind::Organization));
        }
        if PLACES.contains(&head) {
            return self.lone(phrase, REACH, |entity| self.is_of(entity, EntityKind::Location));
        }
        None
    }

    fn is_of(&self, entity: usize, kind: EntityKind) -> bool {
        self.named.entities[entity].kind == kind
    }

    /// The only entity of a kind in the last sentences, or the one that weighs more than all others.
    fn lone(&self, phrase: &Phrase, reach: u32, fits: impl Fn(usize) -> bool) -> Found {
        let sentence = self.sentence_of(phrase.tokens.start);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for seen in self.lately(phrase.tokens.start) {
            if seen.sentence + reach < sentence {
                break;
            }
            let Some(entity) = self.discourse.referents[seen.referent].entity else { continue };
            if fits(entity) {
                let subject = usize::from(seen.role() == 0);
                match found.iter_mut().find(|(known, _)| *known == entity) {
                    Some((_, weight)) => *weight += 1 + subject,
                    None => found.push((entity, 1 + subject)),
                }
            }
        }
        match found.as_slice() {
            [(only, _)] => Some((*only, sure::GENERIC)),
            [(first, weight), rest @ ..] if rest.iter().all(|(_, other)| other < weight) => {
                Some((*first, sure::GENERIC - 0.08))
            }
            _ => None,
        }
    }

    /// Whether a body can be a firm: its name is not that of an authority, a school, a paper, a party.
    fn is_firm(&self, entity: usize) -> bool {
        const OTHERS: [&str; 32] = [
            "ministry",
            "department",
            "council",
            "court",
            "tribunal",
            "university",
            "college",
            "school",
            "party",
            "union",
            "police",
            "parliament",
            "senate",
            "congress",
            "government",
            "agency",
            "authority",
            "commission",
            "committee",
            "office",
            "service",
            "institute",
            "association",
            "federation",
            "times",
            "post",
            "journal",
            "news",
            "herald",
            "guardian",
            "fc",
            "club",
        ];
        let linked = &self.named.entities[entity];
        linked.kind == EntityKind::Organization
            && linked.names.iter().take(3).all(|&name| {
                self.named.names[name]
                    .tokens
                    .clone()
                    .all(|token| !OTHERS.contains(&self.document.lower(token)))
            })
    }

    /// The last mentions before a token, latest first.
    fn lately(&self, token: usize) -> impl Iterator<Item = &Seen> {
        let seen = self.discourse.seen.iter().rev().take(MENTIONS);
        seen.filter(move |seen| seen.token < token)
    }

    /// The entity mentioned last that fits.
    fn nearest(&self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let seen = self.discourse.seen.iter().rev().take(MENTIONS * 8);
        let mut entities = seen.filter_map(|seen| self.discourse.referents[seen.referent].entity);
        entities.find(|&entity| fits(entity))
    }

    /// The entity that "it" or "its" evidently means.
    pub(super) fn it(&self, token: usize, case: Case) -> Found {
        if let Some(entity) = self.sayer(token) {
            return Some((entity, sure::SAID));
        }
        let first = self.document.tokens[token].first;
        if first {
            let cue = self.lexis.neighbour_at(self.document, token + 1) == Neighbour::Cue;
            return match case {
                Case::Possessive => self.told_of(token).map(|entity| (entity, sure::ONLY)),
                Case::Subject if cue => self.told_of(token).map(|entity| (entity, sure::NEXT)),
                _ => None,
            };
        }
        if matches!(case, Case::Possessive | Case::Reflexive) {
            return self.only_body(token).map(|entity| (entity, sure::ONLY));
        }
        None
    }

    /// "Acme said it": the body that is the subject of the verb of saying right before.
    fn sayer(&self, token: usize) -> Option<usize> {
        let that = usize::from(self.document.lower(token.wrapping_sub(1)) == "that");
        let cue = token.checked_sub(1 + that)?;
        if self.lexis.neighbour_at(self.document, cue) != Neighbour::Cue {
            return None;
        }
        let seen = self.lately(token).next()?;
        let gap = cue.checked_sub(seen.end)?;
        let close = (seen.end..cue).all(|at| {
            matches!(
                self.lexis.neighbour_at(self.document, at),
                Neighbour::Auxiliary | Neighbour::Adverb
            )
        });
        (gap <= 3 && close).then(|| self.body(seen))?
    }

    /// The body that a mention means.
    fn body(&self, seen: &Seen) -> Option<usize> {
        let entity = self.discourse.referents[seen.referent].entity?;
        (self.named.entities[entity].kind == EntityKind::Organization).then_some(entity)
    }

    /// What the sentence before is about: its first body, where no person is before it, or its only one.
    fn told_of(&self, token: usize) -> Option<usize> {
        let sentence = self.sentence_of(token);
        let section = self.document.section_of(token)?;
        let before: Vec<&Seen> = self
            .lately(token)
            .take_while(|seen| seen.sentence + 1 >= sentence)
            .filter(|seen| seen.sentence + 1 == sentence && seen.section as usize == section)
            .collect();
        let mut bodies: Vec<usize> =
            before.iter().rev().filter_map(|seen| self.body(seen)).collect();
        bodies.dedup();
        match bodies.as_slice() {
            [only] => Some(*only),
            [first, ..] => {
                let subject = before.last().and_then(|seen| self.body(seen));
                (subject == Some(*first)).then_some(*first)
            }
            [] => None,
        }
    }

    /// The only body or place named so far in the sentence of a token.
    fn only_body(&self, token: usize) -> Option<usize> {
        let sentence = self.sentence_of(token);
        let mut only = None;
        for seen in self.lately(token).take_while(|seen| seen.sentence == sentence) {
            let referent = &self.discourse.referents[seen.referent];
            if referent.kind == EntityKind::Person || referent.plural {
                continue;
            }
            let entity = referent.entity?;
            if only.is_some_and(|known| known != entity) {
                return None;
            }
            only = Some(entity);
        }
        only.filter(|&entity| self.named.entities[entity].kind != EntityKind::Misc)
    }

    /// Whether a description is said of its subject: "She was the captain".
    pub(super) fn is_predicate(&self, phrase: &Phrase) -> bool {
        let before = self.document.lower(phrase.tokens.start.wrapping_sub(1));
        matches!(before, "is" | "was" | "be" | "been" | "being" | "became" | "become" | "as" | "'s")
            && phrase.sort != Sort::Thing
    }

    /// Whether a description only stands beside the name of whom it means: "Doe, her nephew,", "her
    /// nephew, Kit Doe,".
    pub(super) fn is_apposition(&self, phrase: &Phrase) -> bool {
        let document = self.document;
        let (start, end) = (phrase.tokens.start, phrase.tokens.end);
        let after = start
            .checked_sub(2)
            .is_some_and(|at| document.lower(start - 1) == "," && self.named.name_at(at).is_some());
        let closes = document.shape(end) == Shape::Mark || document.class(end).has(Class::SUB);
        let honour = usize::from(document.class(end + 1).has(Class::TITLE));
        let named = self.named.name_at(end + 1 + honour).is_some();
        after && closes || document.lower(end) == "," && named && !document.tokens[end].first
    }
}

/// Whether a description is an article and a noun.
fn is_plain(phrase: &Phrase) -> bool {
    phrase.head == phrase.tokens.start + 1 && phrase.tokens.end == phrase.head + 1
}
