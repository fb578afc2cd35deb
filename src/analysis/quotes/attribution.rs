//! Who the reporter says said it: the cue and the source of one quoted segment.
//!
//! The shapes are those that news style guides know: `"…," X said`, `"…," said X`, `X said: "…"`,
//! `according to X`, `X called it "…"`, `…, officials say`. Everything happens inside one sentence
//! of the reporter.

use super::{
    line::Line,
    phrases::{ending, is_pronoun, starting},
    subjects::{shared_subject, subject},
    verbs::{can_frame, is_cue},
};
use crate::analysis::{lexicon::Class, tokens::Shape};
use std::ops::Range;

/// How far a cue may be from its quote, in items.
pub const REACH: usize = 60;

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

/// Whether an item is a dash.
pub fn is_dash(line: &Line, item: usize) -> bool {
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

fn skip_adverbs(line: &Line, mut at: usize) -> usize {
    while line.class(at).has(Class::ADV) && line.is_lower(at) {
        at += 1;
    }
    at
}
