//! Who does what a verb says: its subject, found by the order of words.

use super::{
    attribution::REACH,
    line::Line,
    phrases::{ending, is_pronoun, starting},
};
use crate::analysis::lexicon::Class;
use std::ops::Range;

/// The subject of the verb at item `verb`.
pub fn subject(line: &Line, from: usize, verb: usize) -> Option<Range<usize>> {
    if line.class(verb).has(Class::PARTICIPLE) {
        return own_subject(line, from, verb);
    }
    let mut end = verb;
    while end > from && is_between(line, end - 1) {
        end -= 1;
    }
    if end > from && line.lower(end - 1) == "," {
        return across_apposition(line, from, end - 1).or_else(|| ending(line, from, end - 1));
    }
    ending(line, from, end)
}

/// "footage of X saying": a participle right after a person who is not the clause's subject.
fn own_subject(line: &Line, from: usize, verb: usize) -> Option<Range<usize>> {
    let before = verb.checked_sub(1).filter(|&before| before >= from)?;
    line.named.person_at(line.token(before)?)?;
    let phrase = ending(line, from, verb)?;
    let governed = (from..before).rev().take(6).any(|item| line.class(item).has(Class::PREP));
    governed.then_some(phrase)
}

/// What may come between subject and verb: auxiliaries and adverbs.
fn is_between(line: &Line, at: usize) -> bool {
    let class = line.class(at);
    let adverb = line.is_lower(at)
        && (class.has(Class::ADV) || line.lower(at).ends_with("ly") && !class.has(Class::HUMAN));
    (class.has(Class::AUX)
        || adverb
        || line.lower(at) == "'s" && line.class(at.wrapping_sub(1)).has(Class::PRON))
        && !line.is_name(at)
}

/// "X, the chairman of Y, said": the first phrase before a comma that can be a subject, people first.
fn across_apposition(line: &Line, from: usize, last: usize) -> Option<Range<usize>> {
    let floor = from.max(last.saturating_sub(REACH));
    let commas = (floor..last).filter(|&at| line.lower(at) == ",").take(8);
    let phrases = commas.filter_map(|comma| {
        let phrase = ending(line, from, comma)?;
        let before = Class::PREP.with(Class::SUB);
        let governed = phrase.start > from && line.class(phrase.start - 1).has(before);
        (!governed).then_some(phrase)
    });
    let mut best: Option<(bool, Range<usize>)> = None;
    for phrase in phrases {
        let human =
            phrase.clone().any(|item| is_human(line, item)) || is_pronoun(line, phrase.start);
        if best.as_ref().is_none_or(|(known, _)| human && !known) {
            best = Some((human, phrase));
        }
    }
    best.map(|(_, phrase)| phrase)
}

/// Whether an item names a person or is a noun for people.
fn is_human(line: &Line, item: usize) -> bool {
    line.class(item).has(Class::HUMAN)
        || line.token(item).is_some_and(|token| line.named.person_at(token).is_some())
}

/// At most this many finite verbs of a sentence are asked for the subject that another one shares.
const ASKED: usize = 12;

/// The subject of a participle, an infinitive or a second verb: that of the clause before.
pub fn shared_subject(line: &Line, sentence: &Range<usize>, verb: usize) -> Option<Range<usize>> {
    let mut relative = None;
    let floor = sentence.start.max(verb.saturating_sub(2 * REACH));
    for finite in (floor + 1..verb).filter(|&item| line.is_finite(item)).take(ASKED) {
        let Some(source) = subject(line, sentence.start, finite) else { continue };
        let prepositional =
            source.start > sentence.start && line.class(source.start - 1).has(Class::PREP);
        let subordinate = source.start > sentence.start
            && line.class(source.start - 1).has(Class::SUB)
            && line.lower(source.start - 1) != "that";
        let is_relative = matches!(line.lower(source.start), "who" | "which" | "that");
        if !prepositional && !is_relative && !subordinate {
            return Some(source);
        }
        relative = relative.or(Some(source));
    }
    first_person(line, sentence, verb).or(relative)
}

/// The first pronoun or person's name of the sentence that no preposition governs.
fn first_person(line: &Line, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
    let floor = sentence.start.max(end.saturating_sub(2 * REACH));
    (floor..end).find_map(|at| {
        let person = line.token(at).is_some_and(|token| line.named.person_at(token).is_some());
        let governed = at > sentence.start && line.class(at - 1).has(Class::PREP);
        (!governed && (person || is_pronoun(line, at))).then(|| starting(line, at, end)).flatten()
    })
}
