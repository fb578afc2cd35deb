//! Who the reporter says said it: the cue and the source of one quoted segment.
//!
//! The shapes are those that news style guides know: `"…," X said`, `"…," said X`, `X said: "…"`,
//! `according to X`, `X called it "…"`, `…, officials say`. Everything happens inside one sentence
//! of the reporter.

use super::{
    line::Line,
    phrases::{ending, is_pronoun, starting},
};
use crate::analysis::{lexicon::Class, tokens::Shape};
use std::ops::Range;

/// How far a cue may be from its quote, in items.
const REACH: usize = 60;

/// How many cues before a quote are tried.
const TRIES: usize = 4;

/// A source and the cue that ties it to the quote, as ranges of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The noun phrase that names the source.
    pub source: Range<usize>,
    /// The cue.
    pub cue: Range<usize>,
    /// How close the tie is.
    pub tie: Tie,
}

/// How close cue and quote are, closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// Next to each other.
    Adjacent,
    /// In the clause before the quote.
    Before,
    /// In a clause after it.
    After,
    /// The source is named by a possessive or a shared subject far away.
    Loose,
}

/// The attribution of the quote at item `at` in the reporter's sentence.
pub fn attribute(
    line: &Line,
    sentence: &Range<usize>,
    at: usize,
    ends_open: bool,
) -> Option<Attribution> {
    let opens = sentence.start == at || line.quote(at - 1).is_some();
    let left = before(line, sentence, at);
    if let Some(found) = left.as_ref().filter(|found| found.tie == Tie::Adjacent && !opens) {
        return Some(found.clone());
    }
    let right = next_to(line, sentence, at);
    if ends_open || opens {
        return right.or(left).or_else(|| after(line, sentence, at));
    }
    left.or(right).or_else(|| after(line, sentence, at))
}

/// `"…," X said`, `"…," said X`, `"…," according to X`.
fn next_to(line: &Line, sentence: &Range<usize>, at: usize) -> Option<Attribution> {
    let mut from = at + 1;
    while line.lower(from) == "," || is_dash(line, from) {
        from += 1;
    }
    if line.lower(from) == "as" {
        from += 1;
    }
    if from >= sentence.end {
        return None;
    }
    according(line, sentence.end, from)
        .or_else(|| signed(line, sentence, from))
        .or_else(|| inverted(line, sentence, from))
        .or_else(|| subject_first(line, sentence, from))
        .map(|(source, cue)| Attribution { source, cue, tie: Tie::Adjacent })
}

/// The attribution that a sentence without quotes of its own gives to the quote after it: its last
/// cue with a subject.
pub fn introduction(line: &Line, sentence: &Range<usize>) -> Option<Attribution> {
    before(line, sentence, sentence.end)
}

type SourceAndCue = (Range<usize>, Range<usize>);

/// "according to X", "in the words of X".
fn according(line: &Line, end: usize, at: usize) -> Option<SourceAndCue> {
    let (lead, skip) = match (line.lower(at), line.lower(at + 1)) {
        ("according", "to") => (at, 2),
        ("in", "the") if line.lower(at + 2) == "words" => (at, 4),
        ("per", _) => (at, 1),
        _ => return None,
    };
    let source = starting(line, lead + skip, end)?;
    Some((source, lead..lead + skip))
}

/// `"…" — X`: a dash, a name, and nothing more.
fn signed(line: &Line, sentence: &Range<usize>, from: usize) -> Option<SourceAndCue> {
    let dash = from.checked_sub(1).filter(|&dash| is_dash(line, dash))?;
    let source = starting(line, from, sentence.end)?;
    let capital = line.is_name(from) || line.shape(from) != Shape::Lower;
    let alone = (source.end..sentence.end.min(from + 16))
        .all(|item| !line.is_finite(item) && line.quote(item).is_none());
    (capital && alone && sentence.end - from <= 16).then_some((source, dash..from))
}

fn is_dash(line: &Line, item: usize) -> bool {
    matches!(line.lower(item), "-" | "–" | "—" | "--" | "―" | "~")
}

/// `said X`.
fn inverted(line: &Line, sentence: &Range<usize>, at: usize) -> Option<SourceAndCue> {
    let cue = skip_adverbs(line, at);
    if !is_cue(line, cue) || line.class(cue).has(Class::PARTICIPLE) {
        return None;
    }
    let mut from = cue + 1;
    while from < sentence.end && line.class(from).has(Class::CALENDAR) {
        from += 1;
    }
    if line.class(from).has(Class::OBJECT) && !line.is_name(from) {
        return None;
    }
    let source = starting(line, from, sentence.end)?;
    Some((source, cue..cue + 1))
}

/// `X said`, `X, the chairman, told Y`.
fn subject_first(line: &Line, sentence: &Range<usize>, from: usize) -> Option<SourceAndCue> {
    let limit = sentence.end.min(from + REACH);
    let cue = (from..limit)
        .take_while(|&i| line.quote(i).is_none())
        .find(|&i| is_cue(line, i) && !line.is_name(i))?;
    if line.class(cue).has(Class::PARTICIPLE) {
        return shared_subject(line, sentence, cue).map(|source| (source, cue..cue + 1));
    }
    let source = subject(line, from, cue)?;
    let near = source.start <= from + 1
        || source.start <= from + 2 && line.class(from).has(Class::CONJ.with(Class::ADV));
    near.then(|| (source, cue..cue + 1))
}

/// The nearest cue before the quote, or the one that frames it.
fn before(line: &Line, sentence: &Range<usize>, at: usize) -> Option<Attribution> {
    let floor = sentence.start.max(at.saturating_sub(REACH));
    let (mut loose, mut tries) = (None, 0);
    for cue in (floor..at).rev() {
        if let Some((source, cue)) = according(line, at, cue) {
            return Some(Attribution { source, cue, tie: Tie::Before });
        }
        if !can_frame(line, cue) || tries == TRIES || is_closed_off(line, cue, at) {
            continue;
        }
        tries += 1;
        let found =
            subject(line, sentence.start, cue).or_else(|| shared_subject(line, sentence, cue));
        if let Some(source) = found {
            let tie = if is_adjacent(line, cue, at) { Tie::Adjacent } else { Tie::Before };
            let found = Attribution { source, cue: cue..cue + 1, tie };
            return Some(framed(line, sentence, &found).unwrap_or(found));
        }
        loose = loose.or_else(|| possessed(line, sentence, cue));
    }
    leading_cue(line, sentence, at).or_else(|| named_before_colon(line, sentence, at)).or(loose)
}

/// "X says he hopes …", "X said the group would not allow …": the clause of the nearest verb is itself
/// what X says.
fn framed(line: &Line, sentence: &Range<usize>, inner: &Attribution) -> Option<Attribution> {
    let verb = inner.cue.start;
    let pronoun = is_pronoun(line, inner.source.start);
    let weak = inner.tie != Tie::Adjacent || line.class(verb).is(Class::BASE);
    let mut cue = inner
        .source
        .start
        .checked_sub(1)
        .filter(|&cue| cue > sentence.start && (pronoun || weak))?;
    if line.lower(cue) == "that" {
        cue -= 1;
    }
    let says = is_cue(line, cue) && !line.class(cue).has(Class::PARTICIPLE) && !line.is_name(cue);
    let source = says.then(|| subject(line, sentence.start, cue)).flatten()?;
    let tie = if inner.tie == Tie::Adjacent { Tie::Adjacent } else { Tie::Before };
    Some(Attribution { source, cue: cue..cue + 1, tie })
}

/// `Said X: "…"`: the cue begins the sentence.
fn leading_cue(line: &Line, sentence: &Range<usize>, at: usize) -> Option<Attribution> {
    let cue = sentence.start;
    let finite = line.class(cue).has(Class::CUE)
        && !line.class(cue).has(Class::BASE.with(Class::PARTICIPLE));
    let source = (finite && cue + 1 < at).then(|| starting(line, cue + 1, at)).flatten()?;
    Some(Attribution { source, cue: cue..cue + 1, tie: Tie::Before })
}

/// `… the pollster X: "…"`: a person's name and a colon right before the quote.
fn named_before_colon(line: &Line, sentence: &Range<usize>, at: usize) -> Option<Attribution> {
    let colon =
        at.checked_sub(1).filter(|&colon| colon > sentence.start && line.lower(colon) == ":")?;
    line.named.person_at(line.token(colon - 1)?)?;
    let source = ending(line, sentence.start, colon)?;
    Some(Attribution { source, cue: colon..at, tie: Tie::Adjacent })
}

/// Whether the clause of a verb of naming or judging ends before the quote: another verb follows.
fn is_closed_off(line: &Line, cue: usize, at: usize) -> bool {
    let mut subordinate = false;
    !line.class(cue).has(Class::CUE)
        && (cue + 1..at).any(|item| {
            subordinate |= line.class(item).has(Class::SUB);
            !subordinate && line.class(item).has(Class::AUX) && line.is_finite(item)
        })
}

/// "X's claim that …": the noun that goes with a verb of saying, and whose it is.
fn possessed(line: &Line, sentence: &Range<usize>, noun: usize) -> Option<Attribution> {
    let owner =
        (sentence.start..noun).rev().take(4).find(|&i| line.shape(i) == Shape::Possessive)?;
    let source = ending(line, sentence.start, owner)?;
    Some(Attribution { source, cue: noun..noun + 1, tie: Tie::Loose })
}

/// Only the words that lead in a quote stand between the cue and it.
fn is_adjacent(line: &Line, cue: usize, at: usize) -> bool {
    at - cue <= 8
        && (cue + 1..at).all(|i| line.quote(i).is_none())
        && (at == cue + 1
            || matches!(line.lower(at - 1), ":" | ",") && !(cue + 1..at).any(|i| line.is_finite(i))
            || at == cue + 2
                && matches!(line.lower(at - 1), "that" | "as" | "it" | "him" | "her" | "them"))
}

/// The first cue after the quote with a subject of its own: `…, officials said`.
fn after(line: &Line, sentence: &Range<usize>, at: usize) -> Option<Attribution> {
    let limit = sentence.end.min(at + REACH);
    for cue in at + 1..limit {
        if let Some((source, cue)) = according(line, sentence.end, cue) {
            return Some(Attribution { source, cue, tie: Tie::After });
        }
        if is_cue(line, cue)
            && !line.is_name(cue)
            && !line.class(cue).has(Class::PARTICIPLE)
            && line.is_lower(cue)
        {
            let source =
                subject(line, at + 1, cue).or_else(|| subject(line, sentence.start, cue))?;
            return Some(Attribution { source, cue: cue..cue + 1, tie: Tie::After });
        }
    }
    None
}

/// Whether an item is a verb of saying.
fn is_cue(line: &Line, at: usize) -> bool {
    let class = line.class(at);
    (class.has(Class::CUE) || is_phrasal(line, at))
        && line.is_lower(at)
        && !is_noun_use(line, at)
        && !(class.has(Class::HUMAN.with(Class::BODY))
            && line.class(at.wrapping_sub(1)).has(Class::DET))
}

/// Whether an item is a verb that can frame quoted words: of saying, or of naming and judging.
fn can_frame(line: &Line, at: usize) -> bool {
    (line.class(at).has(Class::CUE.with(Class::ACT)) || is_phrasal(line, at))
        && line.is_lower(at)
        && !line.is_name(at)
        && !is_noun_use(line, at)
}

/// Verbs of saying in two words: "as X put it", "he went on", "she pointed out".
fn is_phrasal(line: &Line, at: usize) -> bool {
    matches!(
        (line.lower(at), line.lower(at + 1)),
        ("put" | "puts", "it")
            | ("went" | "goes", "on")
            | ("point" | "points" | "pointed", "out")
            | ("shot" | "shoots" | "fired" | "hit" | "snapped", "back")
            | ("chimed", "in")
            | ("spoke", "up")
    )
}

/// "a call", "his pledge", "campaign message": a noun that looks like the verb.
fn is_noun_use(line: &Line, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let class = line.class(before);
    let base = line.class(at).has(Class::BASE);
    if !base && !line.lower(at).ends_with('s') {
        return false;
    }
    if class.has(Class::DET) && line.lower(before) != "that"
        || line.shape(before) == Shape::Possessive
    {
        return true;
    }
    base && !takes_base_form(line, before)
}

/// Whether a verb can stand in its base form after this item: "they say", "officials say", "to say".
fn takes_base_form(line: &Line, before: usize) -> bool {
    let class = line.class(before);
    let word = line.lower(before);
    let between = class.has(Class::AUX.with(Class::ADV))
        || word.ends_with("ly")
        || word == ","
        || word == "and";
    let subject = matches!(
        word,
        "i" | "we" | "you" | "they" | "who" | "that" | "which" | "to" | ")" | "others" | "people"
    );
    between
        || subject
        || word.ends_with('s')
        || line.is_name(before)
        || class.has(Class::HUMAN) && !word.ends_with('s')
}

fn skip_adverbs(line: &Line, mut at: usize) -> usize {
    while line.class(at).has(Class::ADV) && line.is_lower(at) {
        at += 1;
    }
    at
}

/// The subject of the verb at item `verb`.
fn subject(line: &Line, from: usize, verb: usize) -> Option<Range<usize>> {
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

/// The subject of a participle, an infinitive or a second verb: that of the clause before.
fn shared_subject(line: &Line, sentence: &Range<usize>, verb: usize) -> Option<Range<usize>> {
    let mut relative = None;
    let floor = sentence.start.max(verb.saturating_sub(2 * REACH));
    for finite in floor + 1..verb {
        if !line.is_finite(finite) {
            continue;
        }
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
