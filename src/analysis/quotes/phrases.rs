//! Noun phrases that can be the source of words, found without a parser.
//!
//! From a verb one walks left over what a noun phrase is made of, and through prepositions as long
//! as a noun stands before them: "a spokeswoman for the group in Oslo said".

use super::line::Line;
use crate::analysis::{lexicon::Class, tokens::Shape};
use std::ops::Range;

/// Longest phrase, in items.
const LONGEST: usize = 24;

/// The noun phrase that ends before item `end` and does not begin before `from`.
pub fn ending(line: &Line, from: usize, end: usize) -> Option<Range<usize>> {
    let end = before_time(line, from, end);
    let mut at = end;
    let floor = from.max(end.saturating_sub(LONGEST));
    while at > floor {
        let Some(next) = step_left(line, floor, at, end) else { break };
        at = next;
        if at + 1 == end && is_pronoun(line, at) {
            break;
        }
    }
    let phrase = without_edges(line, at..end);
    is_source(line, &phrase).then_some(phrase)
}

/// Without a time between subject and verb: "Doe last week", "Doe on Friday".
fn before_time(line: &Line, from: usize, end: usize) -> usize {
    let Some(last) = end.checked_sub(1).filter(|&last| last > from) else { return end };
    let relative = matches!(
        line.lower(last - 1),
        "last" | "this" | "next" | "that" | "earlier" | "late" | "early"
    );
    let period = matches!(
        line.lower(last),
        "week"
            | "month"
            | "year"
            | "night"
            | "morning"
            | "afternoon"
            | "evening"
            | "time"
            | "weekend"
            | "summer"
            | "spring"
    );
    let day = line.class(last).has(Class::CALENDAR) && !line.is_name(last);
    match (relative, period, day) {
        (true, true, _) | (true, _, true) => before_time(line, from, last - 1),
        (_, _, true) if line.lower(last - 1) == "on" => before_time(line, from, last - 1),
        (_, _, true) => before_time(line, from, last),
        _ => end,
    }
}

/// Where the phrase begins if the item before `at` belongs to it.
fn step_left(line: &Line, floor: usize, at: usize, end: usize) -> Option<usize> {
    let item = at - 1;
    let class = line.class(item);
    let empty = at == end;
    if line.lower(item) == ")" {
        return (floor..item).rev().take(10).find(|&open| line.lower(open) == "(");
    }
    if line.is_name(item) || line.shape(item) == Shape::Number {
        return Some(item);
    }
    if line.shape(item) == Shape::Possessive {
        return (!empty && item > floor).then_some(item);
    }
    if is_pronoun(line, item) {
        return empty.then_some(item);
    }
    if matches!(line.lower(item), "-" | "/" | "&") && !empty && item > floor {
        return Some(item);
    }
    if !line.is_word(item)
        || at_determiner(line, at, end)
            && !class.has(Class::PREP.with(Class::DET).with(Class::CONJ))
    {
        return None;
    }
    if class.has(Class::DET) {
        return Some(item);
    }
    if class.has(Class::PREP) {
        let links = matches!(
            line.lower(item),
            "of" | "for" | "in" | "at" | "from" | "with" | "to" | "on" | "by"
        );
        return (links && !empty && item > floor && is_noun(line, item - 1)).then_some(item);
    }
    if class.has(Class::CONJ) {
        let joins = !empty && item > floor && matches!(line.lower(item), "and" | "or");
        return (joins
            && is_human(line, item - 1)
            && (line.is_name(at)
                || is_human(line, at)
                || line.class(at).has(Class::DET.with(Class::HUMAN))))
        .then_some(item);
    }
    is_content(line, floor, item, empty).then_some(item)
}

/// "Oslo-based": the second part of a hyphenated word is no verb.
fn is_hyphenated(line: &Line, item: usize) -> bool {
    item > 0 && line.lower(item - 1) == "-"
}

/// Whether the phrase found so far begins with a determiner.
fn at_determiner(line: &Line, at: usize, end: usize) -> bool {
    at < end && line.class(at).has(Class::DET) && !line.is_name(at)
}

/// Nouns and adjectives: what is no verb, adverb or other closed word.
fn is_content(line: &Line, floor: usize, item: usize, empty: bool) -> bool {
    let class = line.class(item);
    if class.has(Class::HUMAN.with(Class::BODY))
        || line.shape(item) != Shape::Lower && !class.has(Class::CLOSED)
    {
        return true;
    }
    if class.has(Class::CLOSED) {
        return false;
    }
    let word = line.lower(item);
    if class.has(Class::CUE.with(Class::ACT)) {
        return class.has(Class::BASE) && !empty;
    }
    let verbal = (word.ends_with("ed") || word.ends_with("ing") || class.has(Class::VERB))
        && !is_hyphenated(line, item);
    let after_determiner = item > floor && line.class(item - 1).has(Class::DET);
    !(word.ends_with("ly") && empty) && (!verbal || after_determiner && !empty)
}

/// Whether an item can be the head of a phrase before a preposition.
fn is_noun(line: &Line, item: usize) -> bool {
    let class = line.class(item);
    line.is_name(item)
        || class.has(Class::HUMAN.with(Class::BODY))
        || line.is_word(item)
            && !class.has(Class::CLOSED.with(Class::VERB).with(Class::CUE).with(Class::ACT))
            && !line.lower(item).ends_with("ed")
            && !line.lower(item).ends_with("ing")
            && !line.lower(item).ends_with("ly")
}

fn is_human(line: &Line, item: usize) -> bool {
    line.is_name(item) || line.class(item).has(Class::HUMAN)
}

/// Whether an item is a pronoun in subject position.
pub fn is_pronoun(line: &Line, item: usize) -> bool {
    line.class(item).has(Class::PRON) && !line.is_name(item) && line.lower(item) != "there"
}

/// Without days, conjunctions and marks at the start.
fn without_edges(line: &Line, mut phrase: Range<usize>) -> Range<usize> {
    while phrase.len() > 1 {
        let class = line.class(phrase.start);
        let loose = Class::CALENDAR.with(Class::CONJ).with(Class::PREP);
        if !line.is_name(phrase.start) && class.has(loose) || !line.is_word(phrase.start) {
            phrase.start += 1;
        } else {
            break;
        }
    }
    phrase
}

/// Whether a phrase can be someone or something that says things.
fn is_source(line: &Line, phrase: &Range<usize>) -> bool {
    if phrase.is_empty() {
        return false;
    }
    let only_days = phrase
        .clone()
        .all(|i| line.class(i).has(Class::CALENDAR) || line.shape(i) == Shape::Number);
    let any = |class: Class| phrase.clone().any(|i| line.class(i).has(class));
    let named = phrase.clone().any(|i| line.is_name(i));
    let capital = phrase
        .clone()
        .any(|i| matches!(line.shape(i), Shape::Capital | Shape::Upper | Shape::Address));
    let determined = line.class(phrase.start).has(Class::DET);
    let plural = line.lower(phrase.end - 1).ends_with('s') && line.is_lower(phrase.end - 1);
    let only_closed = phrase.clone().all(|i| line.class(i).has(Class::DET) && !line.is_name(i))
        && !matches!(
            line.lower(phrase.start),
            "others"
                | "many"
                | "some"
                | "several"
                | "both"
                | "few"
                | "most"
                | "one"
                | "another"
                | "all"
                | "this"
        );
    !only_days
        && !only_closed
        && (named
            || capital
            || determined
            || plural
            || is_pronoun(line, phrase.start)
            || any(Class::HUMAN.with(Class::BODY)))
}

/// The noun phrase that begins at item `from` and ends before `limit`, up to its first preposition
/// (taken in when "of" or "for"), verb or mark.
pub fn starting(line: &Line, from: usize, limit: usize) -> Option<Range<usize>> {
    let limit = limit.min(from + LONGEST);
    let mut at = from;
    if at < limit && is_pronoun(line, at) {
        return Some(at..at + 1);
    }
    while at < limit && belongs(line, at, from) {
        at += 1;
    }
    while at > from
        && (line.class(at - 1).has(Class::PREP.with(Class::CONJ).with(Class::DET))
            || line.shape(at - 1) == Shape::Possessive)
        && !line.is_name(at - 1)
    {
        at -= 1;
    }
    let phrase = without_edges(line, from..at);
    (phrase.start == from && is_source(line, &phrase)).then_some(phrase)
}

fn belongs(line: &Line, at: usize, from: usize) -> bool {
    let class = line.class(at);
    if line.is_name(at)
        || class.has(Class::DET) && at == from
        || line.shape(at) == Shape::Possessive
    {
        return true;
    }
    if class.has(Class::CALENDAR) {
        return false;
    }
    let links = at > from && matches!(line.lower(at), "of" | "for" | "and");
    let inner_determiner = class.has(Class::DET) && line.class(at - 1).has(Class::PREP);
    let joint = at > from && matches!(line.lower(at), "/" | "-") && line.is_word(at + 1);
    links
        || joint
        || inner_determiner
        || line.is_word(at)
            && (class.has(Class::HUMAN.with(Class::BODY))
                || !class.has(Class::CLOSED) && (!line.is_finite(at) || is_hyphenated(line, at)))
}
