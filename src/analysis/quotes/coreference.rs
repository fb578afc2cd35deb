//! Who the words at a quote stand for: "he", "the attorney general", "Mr Doe", "officials".
//!
//! Names are looked at here; what pronouns and descriptions mean is asked of the article's
//! [`Chains`], so that the speaker of a quote and the mentions of a person are one thing.

use crate::analysis::{
    EntityKind, Form,
    document::Document,
    entities::{Named, coreference::Chains, titles},
    lexicon::{Class, is_plural},
    tokens::Shape,
};
use std::ops::Range;

/// How many tokens before a relative pronoun its name is looked for.
const REACH: usize = 8;

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
            || !self.document.class(token).has(Class::PRON.with(Class::OBJECT))
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

    /// The name just before a relative pronoun, whatever age, degree or seat stands between: "Doe, 45, who".
    fn antecedent(&self, token: usize) -> Option<usize> {
        let document = self.document;
        let skipped = |at: usize| {
            let appended = |at: usize| titles::is_appended(document, at);
            match document.of(at) {
                "," => true,
                "(" => appended(at + 1),
                "." => appended(at.wrapping_sub(1)),
                ")" => (1..=2).any(|back| appended(at.wrapping_sub(back))),
                _ => document.shape(at) == Shape::Number || appended(at),
            }
        };
        let before = (token.saturating_sub(REACH)..token).rev();
        before.filter(|&at| !skipped(at)).take(2).find_map(|at| self.named.entity_at(at))
    }

    /// A name that is the head of the phrase, or names the group that is.
    fn name_at_head(&self, source: &Range<usize>, head: usize) -> Option<Resolved> {
        let last = head.checked_sub(1).filter(|&last| last >= source.start)?;
        let (token, head) = self.leading(source, last)?;
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

    /// The name that speaks in a phrase, the last one, of "X and Y" the first; and where its part of
    /// the phrase ends.
    fn leading(&self, source: &Range<usize>, last: usize) -> Option<(usize, usize)> {
        let named = |&token: &usize| self.named.name_at(token).is_some();
        let joined = (source.start..last).find(|&token| {
            self.document.lower(token) == "and"
                && token > source.start
                && self.named.person_at(token - 1).is_some()
        });
        let end = joined.unwrap_or(last + 1);
        Some(((source.start..end).rev().find(named)?, end))
    }

    /// The name that stands beside a description: of a person for "his sister, the novelist X," or
    /// "X of Y, the chief executive,", of a body for "the company, X,".
    fn apposition(&self, source: &Range<usize>, head: usize) -> Option<usize> {
        let last = head.checked_sub(1)?;
        let lower = self.document.lower(last);
        let plural = is_plural(lower);
        let class = self.document.class(last);
        let human = class.has(Class::HUMAN);
        let possessed = source.clone().any(|token| self.document.shape(token) == Shape::Possessive);
        if plural || !human && !possessed && !self.is_determined(source) {
            return None;
        }
        if let Some(body) = self.body_after(source) {
            return Some(body);
        }
        // "Her ministry" is no person, whoever was named right before it.
        let body = !human && class.has(Class::BODY.with(Class::ORG_HEAD));
        (!body).then(|| self.name_after(source).or_else(|| self.name_before(source)))?
    }

    /// ", X,": the body of which the name alone stands between commas, and no list goes on after it.
    fn body_after(&self, source: &Range<usize>) -> Option<usize> {
        let is_comma = |token: usize| self.document.of(token) == ",";
        let first = source.end + 1;
        let number = self.named.name_at(first).filter(|_| is_comma(source.end))?;
        let name = &self.named.names[number].tokens;
        let entity = self.named.entity_of[number]?;
        let closed = name.start == first
            && is_comma(name.end)
            && !self.document.class(name.end + 1).has(Class::CONJ);
        let body = self.named.entities[entity].kind == EntityKind::Organization;
        (closed && body).then_some(entity)
    }

    fn is_determined(&self, source: &Range<usize>) -> bool {
        self.document.class(source.start).has(Class::DET)
    }

    /// ", the novelist X,": the first name that no preposition governs. A phrase such as "at the time"
    /// may stand before the comma.
    fn name_after(&self, source: &Range<usize>) -> Option<usize> {
        let end = self.document.tokens.len();
        let within = |from: usize, most: usize| from..end.min(from + most);
        let comma = within(source.end, 5).find(|&token| self.document.of(token) == ",")?;
        let linked = comma == source.end || self.document.class(source.end).has(Class::PREP);
        let words = within(comma + 1, 7).take_while(|&token| {
            self.document.tokens[token].is_word() && !self.document.class(token).has(Class::PREP)
        });
        let mut words = words.filter(|_| linked);
        let name = words.find(|&token| self.named.person_at(token).is_some())?;
        let verb = (comma + 1..name).any(|token| {
            self.document.class(token).has(Class::AUX.with(Class::CUE).with(Class::PRON))
        });
        if verb { None } else { self.named.person_at(name) }
    }

    /// "X of Y," before the description.
    fn name_before(&self, source: &Range<usize>) -> Option<usize> {
        let comma = source.start.checked_sub(1).filter(|&at| self.document.of(at) == ",")?;
        let reach = comma.saturating_sub(6);
        let words = (reach..comma).rev().take_while(|&at| {
            self.document.tokens[at].is_word() && !self.document.tokens[at + 1].first
        });
        let mut names = words.filter(|&at| self.named.entity_at(at).is_some());
        let nearest = names.next().filter(|&at| at + 1 == comma)?;
        let person =
            std::iter::once(nearest).chain(names).find(|&at| self.named.person_at(at).is_some())?;
        self.named.person_at(person)
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
        let singular = !is_plural(self.document.lower(last));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::entities::marked;

    /// Who some words, which stand once in a marked text, are taken for.
    fn who(marked: &str, source: &str) -> Option<String> {
        marked::with(marked, |document, named| {
            let chains = Chains::new(document, named, &[]);
            let start = document.text.find(source).unwrap();
            let tokens = document.token_at(start)..document.token_at(start + source.len());
            let entity = Resolver::new(document, named, &chains).resolve(tokens).entity?;
            let name = named.entities[entity].names[0];
            Some(document.text[document.bytes(named.names[name].tokens.clone())].to_owned())
        })
    }

    #[test]
    fn who_is_whose_name_stands_before() {
        for text in [
            "[P Ada Lund], who wrote it, wept.",
            "[P Ada Lund], 45, who wrote it, wept.",
            "Sen. [P Ada Lund], D-N.M., who wrote it, wept.",
            "Sen. [P Ada Lund] (R-Wyo.), who wrote it, wept.",
        ] {
            assert_eq!(who(text, "who").as_deref(), Some("Ada Lund"), "{text}");
        }
        assert_eq!(who("[P Ada Lund] met a man, 45, who wept.", "who"), None);
    }

    #[test]
    fn a_name_between_commas_tells_who_a_description_is() {
        let text = "The company, [O Northline], calls it fair.";
        assert_eq!(who(text, "The company").as_deref(), Some("Northline"));
        let text = "The novelist, [P Ada Brandt], calls it fair.";
        assert_eq!(who(text, "The novelist").as_deref(), Some("Ada Brandt"));
        let list = "The company, [O Northline], and the town call it fair.";
        assert_eq!(who(list, "The company"), None);
    }

    #[test]
    fn a_body_is_nobody_named_before_it() {
        let text = "In that paper, leaked to [P Brandt], her ministry warned of a shortfall.";
        assert_eq!(who(text, "her ministry"), None);
    }
}
