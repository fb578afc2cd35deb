//! Verbs that tie words to a speaker, told from the nouns that look like them.

use super::line::Line;
use crate::analysis::{lexicon::Class, tokens::Shape};

/// Whether an item is a verb of saying.
pub fn is_cue(line: &Line, at: usize) -> bool {
    let class = line.class(at);
    (class.has(Class::CUE) || is_phrasal(line, at))
        && line.is_lower(at)
        && !is_noun_use(line, at)
        && !(class.has(Class::HUMAN.with(Class::BODY))
            && line.class(at.wrapping_sub(1)).has(Class::DET))
}

/// Whether an item is a verb that can frame quoted words: of saying, or of naming and judging.
pub fn can_frame(line: &Line, at: usize) -> bool {
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
