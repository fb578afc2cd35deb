//! What has been talked of so far: referents, named or not, and where each was seen.

use super::{
    phrases::{Opening, Sort},
    words::Neighbour,
};
use crate::analysis::{EntityKind, Form, entities::linking::Sex};

/// What tells the sex of a referent, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A title or a noun.
    Title,
    /// A list of first names, or pronouns that surely mean it.
    Strong,
    /// A first name that is used like those of one sex, or a pronoun that seems to mean it.
    Fair,
    /// The endings of the name, or little more than nothing.
    Weak,
    /// Nothing.
    Nothing,
}

/// Someone or something that the article talks of.
#[derive(Clone, Debug)]
pub struct Referent {
    /// The entity, when it has a name.
    pub entity: Option<usize>,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// Whether it is several.
    pub plural: bool,
    /// What pronoun suits it.
    pub sex: Sex,
    /// What tells so.
    pub source: Source,
    /// How often it was mentioned so far.
    pub count: usize,
    /// Whether a headline names it.
    pub headline: bool,
    /// The block it was mentioned in last, and how often there.
    pub here: (u32, usize),
    /// The token of the head of its first mention.
    pub head: usize,
}

/// One place where a referent was mentioned.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Which one.
    pub referent: usize,
    /// Its first token.
    pub token: usize,
    /// The token after its last.
    pub end: usize,
    /// Number of the sentence.
    pub sentence: u32,
    /// Number of the block.
    pub section: u32,
    /// How it was mentioned.
    pub form: Form,
    /// What stands before it, and after.
    pub before: Neighbour,
    /// What stands after it.
    pub after: Neighbour,
    /// The quote it stands in, counted from 1; 0 outside.
    pub quote: u32,
    /// Whether nothing was mentioned before it in its sentence.
    pub initial: bool,
    /// Whether it is a possessive pronoun.
    pub owns: bool,
    /// What a description begins with.
    pub opening: Option<Opening>,
}

/// The last mentions, and all referents.
#[derive(Clone, Debug, Default)]
pub(super) struct Discourse {
    pub(super) referents: Vec<Referent>,
    pub(super) seen: Vec<Seen>,
    /// The referent of each entity.
    of_entity: Vec<Option<usize>>,
    /// The person and the body mentioned most.
    leading: [Option<usize>; 2],
    /// Where the talk is.
    pub(super) talk: Talk,
}

/// Where the talk is: who was named last, and who said what.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Talk {
    /// Who said something last.
    pub(super) speaker: Option<usize>,
    /// The first person or body of the sentence, outside quotes.
    pub(super) subject: Option<usize>,
    /// The sentence in which a person or body was mentioned last.
    pub(super) last_actor: Option<u32>,
    /// The first person of each of the last two sentences that mention one outside quotes, later first.
    openers: [Option<(u32, usize)>; 2],
    /// The first person of the last block that mentions one, and the block.
    leader: Option<(u32, usize)>,
}

impl Discourse {
    pub(super) fn new(entities: usize) -> Self {
        Self { of_entity: vec![None; entities], ..Self::default() }
    }

    /// The referent of an entity, made by `make` when it is first needed.
    pub(super) fn entity(&mut self, entity: usize, make: impl FnOnce() -> Referent) -> usize {
        if let Some(known) = self.of_entity[entity] {
            return known;
        }
        let made = self.add(make());
        self.of_entity[entity] = Some(made);
        made
    }

    /// How a referent was mentioned last.
    pub(super) fn last_form(&self, referent: usize) -> Option<Form> {
        let mut lately = self.seen.iter().rev().take(64);
        lately.find(|seen| seen.referent == referent).map(|seen| seen.form)
    }

    pub(super) fn known(&self, entity: usize) -> Option<usize> {
        self.of_entity.get(entity).copied().flatten()
    }

    pub(super) fn add(&mut self, referent: Referent) -> usize {
        self.referents.push(referent);
        self.referents.len() - 1
    }

    pub(super) fn note(&mut self, seen: Seen) {
        let index = seen.referent;
        let known = &mut self.referents[index];
        known.count += 1;
        let again = if known.here.0 == seen.section { known.here.1 } else { 0 };
        known.here = (seen.section, again + 1);
        if known.kind == EntityKind::Person && !known.plural && seen.quote == 0 {
            // The first in spite of one before: that one was only named in its description.
            let first = seen.initial && self.talk.last_actor == Some(seen.sentence);
            self.open(index, seen.sentence, seen.section, first);
        }
        let (sentence, initial) = (seen.sentence, seen.initial && seen.quote == 0);
        // "Acme said Doe had left" has its subject already.
        let taken = self.seen.last().is_some_and(|last| last.end + 1 == seen.token);
        let asked = seen.before == Neighbour::Cue && seen.form == Form::Name && !taken;
        self.seen.push(seen);
        let Some(class) = class(self.referents[index].kind) else { return };
        self.talk.last_actor = Some(sentence);
        if initial {
            self.talk.subject = Some(index);
        }
        if asked {
            self.talk.speaker = Some(index);
        }
        let count = self.referents[index].count;
        let leads = self.leading[class].is_none_or(|known| self.referents[known].count < count);
        if self.referents[index].entity.is_some() && leads {
            self.leading[class] = Some(index);
        }
    }

    /// Whether no person or body is mentioned in a sentence before a token.
    pub(super) fn is_first(&self, sentence: u32, token: usize) -> bool {
        let here = self.seen.iter().rev().take_while(|seen| seen.sentence == sentence);
        let mut before = here.filter(|seen| seen.token < token);
        !before.any(|seen| class(self.referents[seen.referent].kind).is_some())
    }

    /// Notes a person who may be the first of a sentence or a block; is, if `first`.
    fn open(&mut self, referent: usize, sentence: u32, section: u32, first: bool) {
        match &mut self.talk.openers[0] {
            Some((known, opener)) if *known == sentence => {
                *opener = if first { referent } else { *opener };
            }
            last => self.talk.openers = [Some((sentence, referent)), *last],
        }
        if self.talk.leader.is_none_or(|(known, _)| known != section) {
            self.talk.leader = Some((section, referent));
        }
    }

    /// Takes up the talk where it was before an aside (a heading, a caption) and so many mentions: only those stay in
    /// mind who are new. What an aside says is no part of what is told around it.
    pub(super) fn take_up(&mut self, talk: Talk, mentions: usize, known: usize) {
        let aside = self.seen.split_off(mentions);
        self.seen.extend(aside.into_iter().filter(|seen| seen.referent >= known));
        self.talk = talk;
    }

    /// Whether a referent was the first person of a sentence (1), of the last one before that named a
    /// person (2), of both (3), of neither (0).
    pub(super) fn opened(&self, referent: usize, sentence: u32) -> usize {
        let [last, other] = self.talk.openers;
        let (here, before) =
            if last.is_some_and(|(at, _)| at == sentence) { (last, other) } else { (None, last) };
        let is = |opener: Option<(u32, usize)>| {
            usize::from(opener.is_some_and(|(_, first)| first == referent))
        };
        is(here) + is(before) * 2
    }

    /// Whether a referent was the first person of a block, or of the last that named one.
    pub(super) fn leads(&self, referent: usize, section: u32) -> usize {
        match self.talk.leader {
            Some((at, first)) if first == referent => 1 + usize::from(at == section),
            _ => 0,
        }
    }

    /// Notes a verb of saying: whoever stands before it says something, else the first of the sentence, whom a body
    /// may only describe ("A spokesman for Acme said").
    pub(super) fn said(&mut self, token: usize, sentence: u32) {
        let last = self.seen.last().filter(|seen| seen.sentence == sentence);
        let (Some(last), first) = (last, self.talk.subject) else { return };
        let is_person = |referent: usize| self.referents[referent].kind == EntityKind::Person;
        let has_first = self.talk.last_actor == Some(sentence);
        let describes = has_first
            && last.before == Neighbour::Preposition
            && !is_person(last.referent)
            && first.is_some_and(is_person);
        let acts = last.end == token && class(self.referents[last.referent].kind).is_some();
        if acts && !describes {
            self.talk.speaker = Some(last.referent);
        } else if has_first {
            self.talk.speaker = first;
        }
    }

    /// The entity of a kind that was mentioned most so far.
    pub(super) fn leading(&self, kind: EntityKind) -> Option<usize> {
        class(kind).and_then(|class| self.leading[class])
    }
}

fn class(kind: EntityKind) -> Option<usize> {
    match kind {
        EntityKind::Person => Some(0),
        EntityKind::Organization => Some(1),
        EntityKind::Location | EntityKind::Misc => None,
    }
}

/// The kind of entity that the head of a phrase asks for.
pub(super) fn kind(sort: Sort) -> EntityKind {
    match sort {
        Sort::Human => EntityKind::Person,
        Sort::Body => EntityKind::Organization,
        Sort::Thing => EntityKind::Misc,
    }
}
