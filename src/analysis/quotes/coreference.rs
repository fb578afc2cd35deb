//! Who the words at a quote stand for: "he", "the attorney general", "Mr Doe", "officials".

use crate::analysis::{
    EntityKind,
    document::Document,
    entities::{Named, linking::Sex},
    lexicon::Class,
    tokens::Shape,
};
use std::ops::Range;

/// How many names back a pronoun may reach.
const NAMES_BACK: usize = 40;

/// Resolves sources in the order of the text, learning the sex of people from their pronouns.
pub struct Resolver<'d, 'a> {
    document: &'d Document<'a>,
    named: &'d Named,
    /// Number of the sentence of each token.
    sentence: Vec<u32>,
    /// Whether each token stands inside quotation marks.
    quoted: Vec<bool>,
    sex: Vec<Sex>,
    last_speaker: Option<usize>,
}

/// Who a source is.
pub struct Resolved {
    /// The words that name the speaker, as tokens, title included.
    pub tokens: Range<usize>,
    /// The entity behind them.
    pub entity: Option<usize>,
}

impl<'d, 'a> Resolver<'d, 'a> {
    /// A resolver for one document; `quoted` are the token ranges inside quotation marks.
    pub fn new(
        document: &'d Document<'a>,
        named: &'d Named,
        quoted: impl Iterator<Item = Range<usize>>,
    ) -> Self {
        let mut count = 0;
        let sentence = document.tokens.iter().map(|token| {
            count += u32::from(token.first);
            count
        });
        let sentence = sentence.collect();
        let mut flags = vec![false; document.tokens.len()];
        for range in quoted {
            flags[range].fill(true);
        }
        let sex = named.entities.iter().map(|entity| entity.sex).collect();
        Self { document, named, sentence, quoted: flags, sex, last_speaker: None }
    }

    /// Who the noun phrase `source` stands for.
    pub fn resolve(&mut self, source: Range<usize>) -> Resolved {
        let head = self.head_end(&source);
        let resolved = self
            .pronoun(&source)
            .or_else(|| self.name_at_head(&source, head))
            .unwrap_or_else(|| {
                let entity =
                    self.apposition(&source, head).or_else(|| self.description(&source, head));
                Resolved { entity, tokens: source }
            });
        if resolved.entity.is_some() {
            self.last_speaker = resolved.entity;
        }
        resolved
    }

    /// The end of the part of a phrase that holds its head: up to the first preposition or mark.
    fn head_end(&self, source: &Range<usize>) -> usize {
        let stops = |token: usize| {
            let preposition =
                self.document.class(token).has(Class::PREP) && self.named.name_at(token).is_none();
            preposition || matches!(self.document.of(token), "," | "(")
        };
        (source.start + 1..source.end).find(|&token| stops(token)).unwrap_or(source.end)
    }

    fn pronoun(&mut self, source: &Range<usize>) -> Option<Resolved> {
        let token = source.start;
        if source.len() > 1
            || !self.document.class(token).has(Class::PRON)
            || self.named.name_at(token).is_some()
        {
            return None;
        }
        let entity = match self.document.lower(token) {
            "he" => self.person(token, Sex::Male),
            "she" => self.person(token, Sex::Female),
            "who" | "which" | "that" => self.antecedent(token),
            "it" => self.body(token),
            _ => None,
        };
        Some(Resolved { tokens: source.clone(), entity })
    }

    /// The name just before a relative pronoun.
    fn antecedent(&self, token: usize) -> Option<usize> {
        let before = (token.saturating_sub(2)..token).rev();
        before.filter(|&at| self.document.of(at) != ",").find_map(|at| self.named.entity_at(at))
    }

    /// The person a pronoun means: recent, a subject, of the right sex.
    fn person(&mut self, token: usize, sex: Sex) -> Option<usize> {
        let other = if sex == Sex::Male { Sex::Female } else { Sex::Male };
        let suits = |entity: usize| {
            self.named.entities[entity].kind == EntityKind::Person && self.sex[entity] != other
        };
        let entity = self.best_before(token, sex, suits)?;
        if self.sex[entity] == Sex::Unknown {
            self.sex[entity] = sex;
        }
        Some(entity)
    }

    fn body(&self, token: usize) -> Option<usize> {
        let suits = |entity: usize| self.named.entities[entity].kind == EntityKind::Organization;
        let near = |entity: usize| {
            let names = &self.named.entities[entity].names;
            let last = names
                .iter()
                .rev()
                .map(|&name| self.named.names[name].tokens.start)
                .find(|&at| at < token);
            last.is_some_and(|at| self.sentence[token] - self.sentence[at] <= 2)
        };
        self.best_before(token, Sex::Unknown, suits).filter(|&entity| near(entity))
    }

    fn best_before(&self, token: usize, sex: Sex, suits: impl Fn(usize) -> bool) -> Option<usize> {
        let after = self.named.names.partition_point(|name| name.tokens.start < token);
        let recent = (after.saturating_sub(NAMES_BACK)..after).rev();
        let scored = recent.filter_map(|name| {
            let entity = self.named.entity_of[name].filter(|&entity| suits(entity))?;
            Some((self.nearness(name, entity, token, sex), entity))
        });
        scored
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
            .map(|(_, entity)| entity)
    }

    /// How likely a pronoun at `token` takes up a name, by distance and grammar.
    fn nearness(&self, name: usize, entity: usize, token: usize, sex: Sex) -> f32 {
        let name = &self.named.names[name];
        let start = if name.title.is_empty() { name.tokens.start } else { name.title.start };
        let sentences = (self.sentence[token] - self.sentence[start]) as f32;
        let mut score = -sentences.min(20.0) * 0.8;
        let before = start.wrapping_sub(1);
        let governed = self.document.class(before).has(Class::PREP)
            || self.document.shape(name.tokens.end) == Shape::Possessive;
        let next = self.document.class(name.tokens.end);
        let active = next.has(Class::AUX.with(Class::CUE).with(Class::ACT).with(Class::VERB))
            || self.document.lower(name.tokens.end).ends_with("ed");
        score += if self.document.tokens[start].first { 1.2 } else { 0.0 };
        score += if active { 0.9 } else { 0.0 };
        score -= if governed || self.document.lower(before).ends_with("ing") { 0.8 } else { 0.0 };
        score -= if self.is_subordinate(start) { 0.6 } else { 0.0 };
        score -= if self.quoted[start] { 3.0 } else { 0.0 };
        score += if self.last_speaker == Some(entity) { 1.4 } else { 0.0 };
        score += if sex != Sex::Unknown && self.sex[entity] == sex { 0.3 } else { 0.0 };
        score + self.prominence(entity)
    }

    /// Whether one of the three words before opens a subordinate clause.
    fn is_subordinate(&self, start: usize) -> bool {
        (start.saturating_sub(3)..start).any(|token| self.document.class(token).has(Class::SUB))
    }

    fn prominence(&self, entity: usize) -> f32 {
        (self.named.entities[entity].names.len() as f32).ln() * 0.25
    }

    /// A name that is the head of the phrase, or names the group that is.
    fn name_at_head(&self, source: &Range<usize>, head: usize) -> Option<Resolved> {
        let last = head.checked_sub(1).filter(|&last| last >= source.start)?;
        let token =
            (source.start..=last).rev().find(|&token| self.named.name_at(token).is_some())?;
        let name = &self.named.names[self.named.name_at(token)?];
        let entity = self.named.entity_at(token)?;
        let person = self.named.entities[entity].kind == EntityKind::Person;
        let rest = token + 1..head;
        let possessed = self.document.shape(token + 1) == Shape::Possessive && token + 1 < head;
        if rest.is_empty() {
            let titled = !name.title.is_empty() && name.tokens.len() == 1;
            let start = if titled { name.title.start } else { name.tokens.start };
            return Some(Resolved {
                tokens: start.max(source.start)..name.tokens.end.min(source.end),
                entity: Some(entity),
            });
        }
        let group = rest.len() == 1 && self.document.class(rest.start).has(Class::BODY);
        (group && !person && !possessed)
            .then(|| Resolved { tokens: source.clone(), entity: Some(entity) })
    }

    /// "his sister, the novelist X,": the person whose name follows the description.
    fn apposition(&self, source: &Range<usize>, head: usize) -> Option<usize> {
        let last = head.checked_sub(1)?;
        let human = self.document.class(last).has(Class::HUMAN)
            && !self.document.lower(last).ends_with('s');
        if !human || head != source.end || self.document.of(head) != "," {
            return None;
        }
        let after = (head + 1..head + 8).take_while(|&token| self.document.of(token) != ",");
        let mut ungoverned =
            after.take_while(|&token| !self.document.class(token).has(Class::PREP));
        ungoverned.find_map(|token| self.named.person_at(token))
    }

    /// "the attorney general": the last person before (else the first at all) who is said to be one.
    fn description(&self, source: &Range<usize>, head: usize) -> Option<usize> {
        let last = head.checked_sub(1)?;
        let word = self.document.tokens.get(last)?.word;
        let definite =
            matches!(self.document.lower(source.start), "the" | "this" | "that" | "his" | "her")
                || self.document.capitalised(source.start);
        let singular =
            !self.document.lower(last).ends_with('s') || self.document.lower(last).ends_with("ss");
        if !definite
            || !singular
            || !self.document.class(last).has(Class::HUMAN.with(Class::OFFICE))
        {
            return None;
        }
        let bears = |entity: &usize| self.bears_role(*entity, word, source, last);
        let mut bearers = (0..self.named.entities.len()).filter(bears).take(2);
        let first = bearers.next()?;
        bearers.next().is_none().then_some(first)
    }

    /// Whether a role of the entity ends its head in `word` and does not contradict the phrase.
    fn bears_role(&self, entity: usize, word: u32, source: &Range<usize>, last: usize) -> bool {
        self.named.roles[entity].iter().take(8).any(|role| {
            let Some(at) = role.clone().find(|&token| self.document.tokens[token].word == word)
            else {
                return false;
            };
            let (mut here, mut there) = (last, at);
            while here > source.start && there > role.start {
                here -= 1;
                there -= 1;
                if self.document.class(here).has(Class::DET) {
                    break;
                }
                if self.document.tokens[here].word != self.document.tokens[there].word {
                    return false;
                }
            }
            true
        })
    }
}
