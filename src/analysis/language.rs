//! Whether an article is in English.
//!
//! Function words are the surest sign of a language that needs no model (Grefenstette 1995, word
//! method): one English word in four is among a few dozen. A bounded sample is counted, so that
//! the answer costs the same for a brief and for a book.

use super::{Language, document::Document, tokens::Shape};

/// Tokens looked at, spread evenly over the text.
const SAMPLE: usize = 2_000;

/// English words that are rare, or mean something else, in other languages; in order.
const ENGLISH: [&str; 48] = [
    "'s", "about", "after", "and", "are", "as", "at", "be", "been", "but", "by", "could", "for",
    "from", "had", "has", "have", "he", "her", "his", "into", "is", "it", "its", "not", "of",
    "said", "says", "she", "than", "that", "the", "their", "there", "they", "this", "to", "was",
    "we", "were", "what", "when", "which", "who", "will", "with", "would", "you",
];

/// Function words of the larger languages in Latin script that English does not have; in order.
const FOREIGN: [&str; 72] = [
    "att", "auf", "av", "che", "con", "da", "dans", "das", "dat", "del", "della", "dem", "den",
    "der", "des", "det", "di", "die", "do", "du", "een", "ein", "eine", "el", "em", "es", "est",
    "et", "für", "gli", "het", "ikke", "il", "ist", "la", "las", "le", "les", "los", "mit", "na",
    "nicht", "niet", "non", "não", "o", "och", "og", "os", "para", "pas", "per", "por", "pour",
    "på", "que", "qui", "sich", "som", "sono", "sur", "til", "uma", "un", "una", "und", "une",
    "van", "von", "y", "zijn", "är",
];

/// No word of the lists has more bytes.
const LONGEST: usize = 5;

/// The language, from function words and scripts. Too little text to tell counts as English when it
/// is in Latin script.
pub fn language(document: &Document) -> Language {
    let stride = document.tokens.len() / SAMPLE + 1;
    let (mut words, mut english, mut foreign) = (0u32, 0u32, 0u32);
    let (mut other_script, mut running) = (0u32, 0u32);
    let mut known = vec![None; document.words.len()];
    for index in (0..document.tokens.len()).step_by(stride) {
        if !document.tokens[index].is_word() {
            continue;
        }
        words += 1;
        let told = *known[document.tokens[index].word as usize]
            .get_or_insert_with(|| Told::by(document.lower(index)));
        let lower_case = document.shape(index) == Shape::Lower;
        running += u32::from(lower_case);
        english += u32::from(told.english);
        foreign += u32::from(lower_case && told.foreign);
        other_script += u32::from(!told.latin);
    }
    let foreign_script = other_script * 2 > words;
    let foreign_words = foreign > english && foreign * 20 >= words && (words >= 12 || foreign >= 2);
    // Running text without any of the words it needs in English; tables and results are no running text.
    let no_english = words >= 20 && running * 10 >= words * 6 && english * 25 < words;
    if foreign_script || foreign_words || no_english { Language::Other } else { Language::English }
}

/// What one word tells of the language.
#[derive(Clone, Copy)]
struct Told {
    english: bool,
    foreign: bool,
    latin: bool,
}

impl Told {
    fn by(lower: &str) -> Self {
        let short = lower.len() <= LONGEST;
        Self {
            english: short && ENGLISH.binary_search(&lower).is_ok(),
            foreign: short && FOREIGN.binary_search(&lower).is_ok(),
            latin: lower.starts_with(is_latin),
        }
    }
}

fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '’' | '‘')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order() {
        assert!(ENGLISH.is_sorted() && FOREIGN.is_sorted());
        assert!(ENGLISH.iter().chain(&FOREIGN).all(|word| word.len() <= LONGEST));
    }
}
