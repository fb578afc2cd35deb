//! Whether an article is in English.
//!
//! Function words are the surest sign of a language that needs no model (Grefenstette 1995, word
//! method): one English word in four is among a few dozen. A bounded sample is counted, so that
//! the answer costs the same for a brief and for a book.

use super::{Language, document::Document, tokens::Shape};

/// Tokens looked at, spread evenly over the text.
const SAMPLE: usize = 2_000;

/// English words that are rare, or mean something else, in other languages.
const ENGLISH: [&str; 48] = [
    "the", "of", "and", "to", "that", "is", "was", "for", "with", "as", "his", "he", "she", "it",
    "by", "at", "from", "this", "be", "are", "were", "have", "has", "had", "not", "but", "which",
    "who", "they", "their", "been", "will", "would", "there", "said", "says", "after", "about",
    "when", "we", "you", "her", "than", "could", "what", "into", "its", "'s",
];

/// Function words of the larger languages in Latin script that English does not have.
const FOREIGN: [&str; 72] = [
    "der", "die", "das", "und", "ist", "nicht", "ein", "eine", "den", "von", "mit", "auf", "für",
    "dem", "sich", "le", "la", "les", "des", "et", "est", "une", "un", "du", "que", "qui", "dans",
    "pour", "pas", "sur", "el", "los", "las", "del", "y", "es", "por", "con", "una", "para", "il",
    "di", "che", "della", "per", "non", "sono", "gli", "o", "da", "do", "em", "não", "uma", "os",
    "het", "een", "van", "dat", "niet", "zijn", "och", "att", "som", "är", "på", "det", "og", "av",
    "ikke", "til", "na",
];

/// The language, from function words and scripts. Too little text to tell counts as English when it
/// is in Latin script.
pub fn language(document: &Document) -> Language {
    let stride = document.tokens.len() / SAMPLE + 1;
    let (mut words, mut english, mut foreign) = (0u32, 0u32, 0u32);
    let (mut other_script, mut running) = (0u32, 0u32);
    for index in (0..document.tokens.len()).step_by(stride) {
        if !document.tokens[index].is_word() {
            continue;
        }
        words += 1;
        let lower = document.lower(index);
        english += u32::from(ENGLISH.contains(&lower));
        let lower_case = document.shape(index) == Shape::Lower;
        running += u32::from(lower_case);
        foreign += u32::from(lower_case && FOREIGN.contains(&lower));
        other_script += u32::from(!lower.starts_with(is_latin));
    }
    let foreign_script = other_script * 2 > words;
    let foreign_words = foreign > english && foreign * 20 >= words && (words >= 12 || foreign >= 2);
    // Running text without any of the words it needs in English; tables and results are no running text.
    let no_english = words >= 20 && running * 10 >= words * 6 && english * 25 < words;
    if foreign_script || foreign_words || no_english { Language::Other } else { Language::English }
}

fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '’' | '‘')
}
