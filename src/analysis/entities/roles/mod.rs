//! What the article says someone is, in its own words.
//!
//! A role is a noun phrase whose head means one person (`nouns`, `phrase`), tied to a name: before
//! it ("US Attorney General Jeff Doe", "the mate, Jane Doe,"), after it ("Jane Doe, 45, a teacher from
//! Zell,", "Doe, who was then managing director"), as what the name is the subject of ("Doe is the head
//! of Acme", "Doe served as clerk").

mod nouns;
mod phrase;
mod verbs;

use super::{Name, Named, titles};
use crate::analysis::{
    EntityKind,
    document::Document,
    lexicon::{Class, is_plural},
    tokens::Shape,
};
pub use nouns::is_person;
use nouns::{is_honorific, is_role};
use phrase::{Reader, Role};
use std::ops::Range;
use verbs::{is_after_auxiliary, is_copula, is_naming, is_negative, is_serving};

/// How many tokens before a name its role can begin.
const LONGEST: usize = 14;
/// How far after a name a verb is looked for that says what its bearer is.
const REACH: usize = 10;

/// Finds the roles of people.
pub struct Finder<'d, 'a> {
    document: &'d Document<'a>,
    named: &'d Named,
    reader: Reader<'d, 'a>,
}

impl<'d, 'a> Finder<'d, 'a> {
    /// For the names of a document, which are linked.
    pub fn new(document: &'d Document<'a>, named: &'d Named) -> Self {
        Self { document, named, reader: Reader { document, named } }
    }

    /// The roles that one mention of a person gives, as ranges of tokens.
    pub fn roles(&self, name: &Name, section: &Range<usize>) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        found.extend(self.before(name, section));
        found.extend(self.ahead(name, section));
        self.after(name, section, &mut found);
        self.predicates(name.tokens.end, section, &mut found);
        found
    }

    /// The roles that a verb gives to the subject that ends before a token: "is the head of Acme",
    /// "was its head and is now its chairman".
    pub fn predicates(&self, from: usize, section: &Range<usize>, found: &mut Vec<Range<usize>>) {
        let mut verb = self.verb(from, section.end);
        let mut said = from;
        for _ in 0..3 {
            if let Some(role) = verb.and_then(|at| self.predicate(at, section)) {
                said = role.tokens.end;
                self.take(role, section, found);
            }
            let Some(next) = self.second_verb(said, section.end) else { return };
            (verb, said) = (self.verb(next, section.end), next);
        }
    }

    fn predicate(&self, at: usize, section: &Range<usize>) -> Option<Role> {
        let then = self.document.lower(at.wrapping_sub(1)) == "then";
        let role = self.reader.role(at, section.end)?;
        if self.named.name_at(role.tokens.end).is_some() {
            return None;
        }
        let start = if then { at - 1 } else { role.tokens.start };
        Some(Role { tokens: start..role.tokens.end, ..role })
    }

    /// The copula that "and" ties to a clause, while nobody else can be its subject: "he resigned last
    /// month, and is a visiting fellow".
    fn second_verb(&self, from: usize, end: usize) -> Option<usize> {
        let document = self.document;
        let end = end.min(from + REACH + 4);
        for at in from..end {
            let class = document.class(at);
            let copula = is_copula(document.lower(at + 1)) && at + 1 < end;
            if document.lower(at) == "and" && copula {
                return Some(at + 1);
            }
            let other = self.named.name_at(at).is_some() && at > from
                || class.has(Class::PRON.with(Class::SUB).with(Class::CUE))
                || document.shape(at) == Shape::Mark && !matches!(document.lower(at), "," | ";");
            if other || document.tokens[at].first && at > from {
                return None;
            }
        }
        None
    }

    /// Keeps a role and those that "and" ties to it.
    fn take(&self, role: Role, section: &Range<usize>, found: &mut Vec<Range<usize>>) {
        let mut next = role.tokens.end;
        found.push(role.tokens);
        for _ in 0..3 {
            let comma = usize::from(self.document.lower(next) == ",");
            if self.document.lower(next + comma) != "and" {
                return;
            }
            let from = next + comma + 1;
            let also = usize::from(matches!(self.document.lower(from), "also" | "now"));
            let Some(other) = self.reader.role(from + also, section.end) else { return };
            next = other.tokens.end;
            if self.named.name_at(next).is_some() || !self.ends(next, section) {
                return;
            }
            found.push(other.tokens);
        }
    }

    /// Whether a phrase may end before a token: a mark, the end, a clause, a conjunction.
    fn ends(&self, token: usize, section: &Range<usize>) -> bool {
        let class = self.document.class(token);
        token >= section.end
            || self.document.tokens[token].first
            || self.document.shape(token) == Shape::Mark
            || class.has(Class::SUB.with(Class::PREP).with(Class::CONJ))
    }

    /// "CIA director Jane Doe": what stands directly before a name and its title.
    fn before(&self, name: &Name, section: &Range<usize>) -> Option<Range<usize>> {
        let end = self.without_honours(name, section)?;
        let floor = section.start.max(end.saturating_sub(LONGEST));
        let mut start = end;
        while start > floor && self.modifies(start - 1, end, floor) {
            start -= 1;
        }
        let start = self.trimmed(start, end)?;
        // "Secretary of State": the head is before "of".
        let tied = || (start + 1..end).find(|&at| self.document.lower(at) == "of");
        let headed = is_role(self.document, end - 1);
        let last = if headed { end } else { tied().unwrap_or(end) } - 1;
        let class = self.document.class(last);
        let title = class.has(Class::TITLE.with(Class::OFFICE)) && self.document.capitalised(last);
        let noun = is_role(self.document, last) || title && !is_plural(self.document.lower(last));
        (noun && !class.has(Class::NATIONALITY)).then_some(start..end)
    }

    /// Where what stands before a name ends when titles of honour are left out: "Sir", "Dr". Nobody
    /// is described by what stands before "Mr".
    fn without_honours(&self, name: &Name, section: &Range<usize>) -> Option<usize> {
        let mut end = name.tokens.start;
        while end > section.start && is_honorific(self.document, end - 1) {
            end -= 1;
        }
        let mut title = name.title.clone();
        let courteous = title.any(|at| {
            matches!(
                self.document.lower(at),
                "mr" | "mr." | "mrs" | "mrs." | "ms" | "ms." | "miss" | "mx"
            )
        });
        (!courteous && end > section.start).then_some(end)
    }

    /// Whether a token before a name can be part of what its bearer is.
    fn modifies(&self, token: usize, end: usize, floor: usize) -> bool {
        let (document, class) = (self.document, self.document.class(token));
        if document.tokens[token + 1].first && token + 1 < end {
            return false;
        }
        if let Some(name) = self.named.name_at(token) {
            let name = &self.named.names[name];
            let owns = document.shape(name.tokens.end) == Shape::Possessive;
            return token + 1 < end && (owns || name.kind() != EntityKind::Person);
        }
        match document.shape(token) {
            Shape::Possessive => {
                return token + 1 < end && self.named.name_at(token.wrapping_sub(1)).is_some();
            }
            Shape::Mark => return document.of(token) == "-" && token + 1 < end,
            Shape::Number | Shape::Address => return false,
            _ => {}
        }
        let word = document.lower(token);
        if matches!(word, "vice" | "former" | "then" | "ex")
            || word == "first" && document.capitalised(token) && !document.tokens[token].first
        {
            return true;
        }
        let verb = document.shape(token) == Shape::Lower && is_after_auxiliary(document, token);
        if verb || matches!(word, "week" | "month" | "year" | "night") {
            return false;
        }
        if word == "of" {
            // "Secretary of State Jane Doe", "head of research Jane Doe".
            return token > floor && is_role(document, token - 1) && token + 1 < end;
        }
        if class.has(Class::CLOSED) && !is_role(document, token) || class.has(Class::CALENDAR) {
            return false;
        }
        if document.capitalised(token) && !document.tokens[token].first {
            return true;
        }
        // "State Sen. Jane Doe" at the start of a sentence is no order to state something.
        let opens = document.tokens[token].first && class.has(Class::BASE);
        is_role(document, token)
            || opens
            || !self.reader.is_verbal(token)
            || self.is_adjective(token)
    }

    /// Whether what looks like a verb describes: "the retired judge", "Disgraced financier".
    fn is_adjective(&self, token: usize) -> bool {
        let class = self.document.class(token);
        if class.has(Class::CUE.with(Class::VERB)) && !class.has(Class::PARTICIPLE) {
            return false;
        }
        let word = self.document.lower(token);
        if word.ends_with("ing")
            && matches!(word, "acting" | "outgoing" | "incoming" | "leading" | "managing")
        {
            return true;
        }
        let begins = self.document.tokens[token].first && !word.ends_with("ing");
        let before = token.wrapping_sub(1);
        let determined = self.document.class(before).has(Class::DET)
            && !matches!(self.document.lower(before), "that" | "this" | "all");
        let tied =
            word.ends_with("ed") && self.document.class(before).has(Class::PREP.with(Class::CUE));
        begins || determined || tied
    }

    /// The start of a role without possessive, age and what only opens the sentence.
    fn trimmed(&self, mut start: usize, end: usize) -> Option<usize> {
        let document = self.document;
        while start < end
            && (document.shape(start) == Shape::Possessive
                || document.shape(start) == Shape::Mark
                || document.lower(start) == "of"
                || document.lower(start).ends_with("-year-old"))
        {
            start += 1;
        }
        if let Some(aged) = (start..end).find(|&at| document.lower(at).ends_with("-year-old")) {
            start = aged + 1;
        }
        (start < end).then_some(start)
    }

    /// "The minister for supply, Jane Doe, said": what a comma parts from the name after it.
    fn ahead(&self, name: &Name, section: &Range<usize>) -> Option<Range<usize>> {
        let document = self.document;
        let mut start = if name.title.is_empty() { name.tokens.start } else { name.title.start };
        while start > section.start && is_honorific(document, start - 1) {
            start -= 1;
        }
        start -= self.praise(start, section);
        let comma = start.checked_sub(1).filter(|&at| at > section.start)?;
        let closed = self.ends_apposition(name.tokens.end, section);
        if document.lower(comma) != "," || document.tokens[start].first || !closed {
            return None;
        }
        let floor = section.start.max(comma.saturating_sub(LONGEST));
        let mut best = None;
        for at in (floor..comma).rev() {
            if document.shape(at) == Shape::Mark && self.named.name_at(at).is_none() {
                break;
            }
            let opens = document.class(at).has(Class::DET)
                || document.tokens[at].first
                || document.lower(at) == "whose"
                || self.begins_possessor(at);
            if opens {
                let from = at + usize::from(document.lower(at) == "whose");
                let role = self.reader.role(from, comma).filter(|role| role.tokens.end == comma);
                best = role.map(|role| role.tokens).or(best);
            }
            if document.tokens[at].first {
                break;
            }
        }
        best
    }

    /// How many words say no more than how somebody is: "the Italian Doe", "the formidable Doe".
    fn praise(&self, start: usize, section: &Range<usize>) -> usize {
        let document = self.document;
        let Some(article) = start.checked_sub(2).filter(|&at| at > section.start) else { return 0 };
        let word = start - 1;
        let plain = document.shape(word) == Shape::Lower
            || document.class(word).has(Class::NATIONALITY)
            || matches!(
                document.lower(word),
                "venerable" | "reverend" | "honourable" | "honorable"
            );
        let praises = document.lower(article) == "the"
            && document.lower(article - 1) == ","
            && plain
            && self.named.name_at(word).is_none()
            && !is_role(document, word);
        if praises { 2 } else { 0 }
    }

    fn begins_possessor(&self, token: usize) -> bool {
        let Some(name) = self.named.name_at(token) else { return false };
        let tokens = &self.named.names[name].tokens;
        tokens.start == token && self.document.shape(tokens.end) == Shape::Possessive
    }

    /// Whether an apposition that is a name ends before a token.
    fn ends_apposition(&self, token: usize, section: &Range<usize>) -> bool {
        token >= section.end
            || self.document.tokens[token].first
            || self.document.shape(token) == Shape::Mark
            || matches!(self.document.lower(token), "who" | "whose" | "of")
    }

    /// "Jane Doe, 45, a teacher from Zell," and "Jane Doe (chief executive)".
    fn after(&self, name: &Name, section: &Range<usize>, found: &mut Vec<Range<usize>>) {
        let document = self.document;
        let mark = name.tokens.end;
        if mark >= section.end
            || !matches!(document.lower(mark), "," | "(" | "–" | "—" | "-" | "--")
        {
            return;
        }
        let mut at = mark + 1;
        if document.shape(at) == Shape::Number && document.lower(at + 1) == "," {
            at += 2;
        }
        while titles::is_post_nominal(document.lower(at)) && document.lower(at + 1) == "," {
            at += 2;
        }
        at += self.adverbs(at);
        let Some(role) = self.reader.role(at, section.end) else { return };
        let next = role.tokens.end;
        let listed = self.named.name_at(next).is_some();
        let closed = next >= section.end
            || document.tokens[next].first
            || document.shape(next) == Shape::Mark
            || matches!(document.lower(next), "who" | "whose" | "whom")
            || document.lower(next) == "and" && !document.lower(mark).is_empty();
        let fits = if role.determined { !listed } else { closed && !listed };
        // "Doe, the president said": a verb of saying takes the phrase for its subject.
        let class = document.class(next);
        let speaks = next < section.end
            && document.shape(next) == Shape::Lower
            && (class.has(Class::CUE) && !class.has(Class::PARTICIPLE) || class.has(Class::AUX));
        if fits && !speaks {
            self.take(role, section, found);
        }
    }

    /// How many tokens of "at the time", "then", "now" stand at a token.
    fn adverbs(&self, token: usize) -> usize {
        let word = |at: usize| self.document.lower(token + at);
        if word(0) == "at" && word(1) == "the" && word(2) == "time" {
            return 3;
        }
        usize::from(matches!(
            word(0),
            "now"
                | "also"
                | "currently"
                | "formerly"
                | "previously"
                | "still"
                | "once"
                | "himself"
                | "herself"
        ))
    }

    /// The token after "is", "was", "became", "served as" of the subject that ends before a token.
    fn verb(&self, from: usize, end: usize) -> Option<usize> {
        let document = self.document;
        let mut at = from;
        at += usize::from(document.lower(at) == "," && document.lower(at + 1) == "who");
        at += usize::from(document.lower(at) == "who");
        let end = end.min(at + REACH);
        let stands = |at: usize| at < end && !document.tokens[at].first;
        while stands(at) && document.class(at).has(Class::ADV) && !is_negative(document.lower(at)) {
            at += 1;
        }
        if !stands(at) || self.owns(at) {
            return None;
        }
        let word = document.lower(at);
        if is_copula(word) || matches!(word, "has" | "had") && document.lower(at + 1) == "been" {
            at += if matches!(word, "has" | "had") { 2 } else { 1 };
            while stands(at)
                && document.class(at).has(Class::ADV)
                && !is_negative(document.lower(at))
            {
                at += 1;
            }
            if is_naming(document.lower(at)) {
                at += 1;
                at += usize::from(document.lower(at) == "as");
            }
            return stands(at).then_some(at);
        }
        self.as_role(at, end)
    }

    /// "Doe's spokesman" is not what Doe is; "Doe's a baker" may be.
    fn owns(&self, token: usize) -> bool {
        let document = self.document;
        document.shape(token) == Shape::Possessive
            && token.checked_sub(1).is_some_and(|before| self.named.name_at(before).is_some())
            && !matches!(document.lower(token + 1), "a" | "an" | "the")
    }

    /// "worked as a speechwriter", "served both of them as clerk", "left to become chairman".
    fn as_role(&self, at: usize, end: usize) -> Option<usize> {
        let document = self.document;
        let within =
            |&token: &usize| !document.tokens[token].first && document.shape(token) != Shape::Mark;
        let mut serving = false;
        for token in (at..end).take_while(within) {
            let word = document.lower(token);
            if word == "become" && document.lower(token.wrapping_sub(1)) == "to" && token > at + 1 {
                let wish = matches!(
                    document.lower(at),
                    "wants"
                        | "wanted"
                        | "hopes"
                        | "hoped"
                        | "would"
                        | "could"
                        | "plans"
                        | "may"
                        | "might"
                );
                return (!wish).then_some(token + 1);
            }
            if word == "as" && serving {
                return Some(token + 1);
            }
            serving |= is_serving(word);
        }
        None
    }
}

#[cfg(test)]
mod tests;
