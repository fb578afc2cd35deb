//! Whose words are quoted, as far as coreference must know: in someone's own words "he" is another,
//! and "I" the one who speaks.
//!
//! Quotes and their speakers are found later and with more care; here the words right beside the marks
//! are asked, and the names that open the turns of a transcript.

use super::words::{Lexis, Neighbour};
use crate::analysis::{
    EntityKind, document::Document, entities::Named, lexicon::Class, tokens::Shape,
};
use std::{collections::HashSet, ops::Range};

/// How many tokens from the marks a verb of saying is looked for.
const REACH: usize = 12;

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// Somebody named.
    Entity(usize),
    /// Whoever the words with this head mean.
    Head(usize),
}

/// The quoted parts of a document.
pub(super) struct Speech {
    /// The quote that each token stands in, counted from 1; 0 outside.
    pub of_token: Vec<u32>,
    /// The tokens of each quote.
    pub quotes: Vec<Range<usize>>,
    /// Who speaks in each.
    pub voices: Vec<Option<Voice>>,
    /// The first tokens of the names that open the turns of a transcript.
    pub labels: HashSet<usize>,
}

impl Speech {
    /// `quoted` are the token ranges inside quotation marks, in order.
    pub fn new(document: &Document, named: &Named, lexis: &Lexis, quoted: &[Range<usize>]) -> Self {
        let mut speech = Self {
            of_token: vec![0; document.tokens.len()],
            quotes: Vec::new(),
            voices: Vec::new(),
            labels: HashSet::new(),
        };
        speech.add_turns(document, named);
        let ears = Ears { document, named, lexis };
        let mut before: Option<(Range<usize>, Option<Voice>)> = None;
        for range in quoted {
            if speech.of_token.get(range.start).is_none_or(|&quote| quote != 0) {
                continue;
            }
            let goes_on = before.take().filter(|(last, _)| ears.goes_on(last, range));
            let voice = ears.voice(range).or_else(|| goes_on.and_then(|(_, voice)| voice));
            speech.add(range.clone(), voice);
            before = Some((range.clone(), voice));
        }
        speech
    }

    fn add(&mut self, tokens: Range<usize>, voice: Option<Voice>) {
        self.quotes.push(tokens.clone());
        self.voices.push(voice);
        let number = self.quotes.len() as u32;
        if let Some(inside) = self.of_token.get_mut(tokens) {
            inside.fill(number);
        }
    }

    /// The voice of a quote, counted from 1.
    pub fn voice(&self, quote: u32) -> Option<Voice> {
        let at = (quote as usize).checked_sub(1)?;
        self.voices.get(at).copied().flatten()
    }

    /// A transcript: blocks that begin with a person's name and a colon.
    fn add_turns(&mut self, document: &Document, named: &Named) {
        let turn = |tokens: &Range<usize>| {
            let name = &named.names[named.name_at(tokens.start)?];
            let person = named.person_at(tokens.start)?;
            (document.lower(name.tokens.end) == ":").then_some((person, name.tokens.end + 1))
        };
        let sections = || document.sections.iter().filter(|section| !section.repeated);
        let turns: Vec<_> = sections()
            .filter_map(|section| turn(&section.tokens).map(|turn| (turn, section.tokens.end)))
            .collect();
        if turns.len() < 3 {
            return;
        }
        for ((person, start), end) in turns {
            self.labels.extend(
                document.section_of(start - 1).map(|at| document.sections[at].tokens.start),
            );
            self.add(start.min(end)..end, Some(Voice::Entity(person)));
        }
    }
}

/// Listens beside quotation marks.
struct Ears<'e, 'a> {
    document: &'e Document<'a>,
    named: &'e Named,
    lexis: &'e Lexis,
}

impl Ears<'_, '_> {
    /// Whether a quote goes on from the one before: in the same paragraph, or the next one without a
    /// word between.
    fn goes_on(&self, last: &Range<usize>, next: &Range<usize>) -> bool {
        if last.end > next.start {
            return false;
        }
        let (here, there) =
            (self.document.section_of(next.start), self.document.section_of(last.start));
        let adjacent = next.start - last.end <= 3
            && (last.end..next.start).all(|token| self.document.shape(token) == Shape::Mark);
        here == there && here.is_some() || adjacent
    }

    fn voice(&self, quote: &Range<usize>) -> Option<Voice> {
        self.after(quote).or_else(|| self.before(quote))
    }

    fn is_cue(&self, token: usize) -> bool {
        self.lexis.neighbour_at(self.document, token) == Neighbour::Cue
            && self.named.name_at(token).is_none()
    }

    /// "…," Doe said; "…," said Doe; "…," she added.
    fn after(&self, quote: &Range<usize>) -> Option<Voice> {
        let document = self.document;
        let section = document.section_of(quote.start)?;
        let end = document.sections[section].tokens.end;
        let mark = |&token: &usize| {
            document.shape(token) == Shape::Mark
                && !matches!(document.lower(token), "." | ":" | "(")
        };
        let start = quote.end + (quote.end..end.min(quote.end + 3)).take_while(mark).count();
        if start == quote.end || start >= end {
            return None;
        }
        if self.is_cue(start) {
            let next = start + 1;
            let name = self.named_from(next, end);
            return name.or_else(|| self.described(next, end));
        }
        let (subject, mut at) = self.subject(start, end)?;
        while at < end && self.is_between(at) {
            at += 1;
        }
        // "Doe, 45, said": what stands between commas belongs to the subject.
        if document.lower(at) == "," {
            let close = (at + 1..end.min(at + REACH)).find(|&t| document.lower(t) == ",")?;
            at = close + 1;
        }
        (at < end && self.is_cue(at)).then_some(subject)
    }

    /// The subject that begins with a token, and the token after it.
    fn subject(&self, start: usize, end: usize) -> Option<(Voice, usize)> {
        if matches!(self.document.lower(start), "he" | "she" | "they" | "it") {
            return Some((Voice::Head(start), start + 1));
        }
        let titled = (start..end.min(start + 4)).find(|&at| self.named.name_at(at).is_some());
        if let Some(at) = titled.filter(|&at| self.is_title(start..at)) {
            let name = self.named.name_at(at)?;
            return Some((self.of_name(name)?, self.named.names[name].tokens.end));
        }
        if !self.document.class(start).has(Class::DET) {
            return None;
        }
        let cue = (start + 1..end.min(start + 6)).find(|&at| self.is_cue(at))?;
        Some((Voice::Head(cue - 1), cue))
    }

    fn is_title(&self, mut tokens: Range<usize>) -> bool {
        tokens.all(|token| {
            self.document.class(token).has(Class::TITLE.with(Class::OFFICE).with(Class::HUMAN))
        })
    }

    fn of_name(&self, name: usize) -> Option<Voice> {
        let entity = self.named.entity_of[name]?;
        let kind = self.named.entities[entity].kind;
        matches!(kind, EntityKind::Person | EntityKind::Organization)
            .then_some(Voice::Entity(entity))
    }

    fn named_from(&self, start: usize, end: usize) -> Option<Voice> {
        let at = (start..end.min(start + 8)).find(|&at| self.named.name_at(at).is_some())?;
        let open = (start..at).all(|token| {
            self.document.shape(token) != Shape::Mark
                && !self.document.class(token).has(Class::PREP.with(Class::SUB).with(Class::AUX))
        });
        open.then(|| self.of_name(self.named.name_at(at)?))?
    }

    /// "…," said the minister.
    fn described(&self, start: usize, end: usize) -> Option<Voice> {
        if matches!(self.document.lower(start), "he" | "she") {
            return Some(Voice::Head(start));
        }
        let stop = (start..end.min(start + 6)).find(|&at| {
            self.document.shape(at) == Shape::Mark
                || at > start && self.document.class(at).has(Class::CLOSED)
        });
        let stop = stop.unwrap_or(end.min(start + 6));
        (self.document.class(start).has(Class::DET) && stop > start + 1)
            .then(|| Voice::Head(stop - 1))
    }

    fn is_between(&self, token: usize) -> bool {
        matches!(
            self.lexis.neighbour_at(self.document, token),
            Neighbour::Auxiliary | Neighbour::Adverb
        )
    }

    /// Doe said: "…"; she called it "…".
    fn before(&self, quote: &Range<usize>) -> Option<Voice> {
        let document = self.document;
        let section = document.section_of(quote.start)?;
        let floor = document.sections[section].tokens.start.max(quote.start.saturating_sub(REACH));
        let mut cue = None;
        for at in (floor..quote.start).rev() {
            if self.is_cue(at) {
                cue = Some(at);
                break;
            }
            if document.tokens[at].first {
                break;
            }
        }
        let mut at = cue?;
        while at > floor && self.is_between(at - 1) {
            at -= 1;
        }
        let last = at.checked_sub(1).filter(|&last| last >= floor)?;
        if let Some(name) = self.named.name_at(last) {
            return self.of_name(name);
        }
        if matches!(document.lower(last), "he" | "she" | "they" | "it") {
            return Some(Voice::Head(last));
        }
        let noun = document.class(last).has(Class::HUMAN.with(Class::BODY));
        (noun && document.shape(last) == Shape::Lower).then_some(Voice::Head(last))
    }
}

/// Whether a word is the speaker's own pronoun.
pub(super) fn is_own(word: &str) -> bool {
    matches!(word, "i" | "me" | "my" | "mine" | "myself")
}
