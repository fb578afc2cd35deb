//! Who the words at a quote stand for: "he", "the attorney general", "Mr Doe", "officials".
//!
//! Names are looked at here; what pronouns and descriptions mean is asked of the article's
//! [`Chains`], so that the speaker of a quote and the mentions of a person are one thing.

use crate::analysis::{
    EntityKind, Form,
    document::Document,
    entities::{Named, coreference::Chains},
    lexicon::Class,
    tokens::Shape,
};
use std::ops::Range;

/// Resolves the sources of quotes.
#[derive(Clone, Copy)]
pub struct Resolver<'d, 'a> {
    document: &'d Document<'a>,
    named: &'d Named,
    chains: &'d Chains,
}

/// Who a source is.
pub struct Resolved {
    /// The words that name the speaker, as tokens, title included.
    pub tokens: Range<usize>,
    /// The entity behind them.
    pub entity: Option<usize>,
}

impl<'d, 'a> Resolver<'d, 'a> {
    /// A resolver for one document.
    pub const fn new(document: &'d Document<'a>, named: &'d Named, chains: &'d Chains) -> Self {
        Self { document, named, chains }
    }

    /// Who the noun phrase `source` stands for.
    pub fn resolve(&self, source: Range<usize>) -> Resolved {
        let head = self.head_end(&source);
        self.pronoun(&source).or_else(|| self.name_at_head(&source, head)).unwrap_or_else(|| {
            let entity = self.apposition(&source, head).or_else(|| self.description(&source, head));
            Resolved { entity, tokens: source }
        })
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

    fn pronoun(&self, source: &Range<usize>) -> Option<Resolved> {
        let token = source.start;
        if source.len() > 1
            || !self.document.class(token).has(Class::PRON)
            || self.named.name_at(token).is_some()
        {
            return None;
        }
        let entity = match self.document.lower(token) {
            "who" | "which" | "that" => self.antecedent(token),
            _ => self.chains.at(token).map(|link| link.entity),
        };
        Some(Resolved { tokens: source.clone(), entity })
    }

    /// The name just before a relative pronoun.
    fn antecedent(&self, token: usize) -> Option<usize> {
        let before = (token.saturating_sub(2)..token).rev();
        before.filter(|&at| self.document.of(at) != ",").find_map(|at| self.named.entity_at(at))
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

    /// "the attorney general": whom the article means by it; a role that only one person has, of
    /// whom it says so later, tells as well.
    fn description(&self, source: &Range<usize>, head: usize) -> Option<usize> {
        let last = head.checked_sub(1)?;
        if let Some(link) = source.clone().find_map(|token| self.chains.at(token)) {
            let whole = link.form == Form::Nominal && link.tokens.start == source.start;
            return whole.then_some(link.entity).or_else(|| self.bearer(source, last));
        }
        self.bearer(source, last)
    }

    fn bearer(&self, source: &Range<usize>, last: usize) -> Option<usize> {
        let word = self.document.tokens.get(last)?.word;
        let lower = self.document.lower(source.start);
        let definite = matches!(lower, "the" | "this" | "that" | "his" | "her")
            || self.document.capitalised(source.start);
        let singular =
            !self.document.lower(last).ends_with('s') || self.document.lower(last).ends_with("ss");
        let office = self.document.class(last).has(Class::HUMAN.with(Class::OFFICE));
        if !definite || !singular || !office {
            return None;
        }
        let all = self.named.bearers(word).iter().copied();
        let mut bearers = all.filter(|&entity| self.bears_role(entity, word, source, last));
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
