//! Which hyphens part a name from what is beside it, so that it is a token of its own: "Paris-based", "anti-Paris",
//! "Paris-London". "Well-known" and "Al-wahda" stay whole.

use super::{Lexicon, is_word_char, lower_case};
use crate::analysis::lexicon::Class;

/// What is longer, in bytes, is no name with a hyphen behind it: hostile text has a million of them in a word.
const LONGEST: usize = 40;

/// What stands before a hyphen and a name and is no part of it.
const PREFIXES: [&str; 10] =
    ["anti", "pro", "ex", "non", "pre", "post", "mid", "trans", "zero", "then"];

/// Those of them that with a capital begin no name of their own: "Post-Dispatch" is one.
const CAPITAL_PREFIXES: usize = 3;

/// What is said of a name before it, whichever way it is written: "ROE-LED".
const SAID: [&str; 22] = [
    "based",
    "led",
    "backed",
    "owned",
    "run",
    "born",
    "funded",
    "sponsored",
    "affiliated",
    "related",
    "trained",
    "controlled",
    "linked",
    "held",
    "made",
    "built",
    "style",
    "era",
    "like",
    "wide",
    "sized",
    "bound",
];

/// The syllables of a name such as "Ban Ki-moon" are no longer.
const SYLLABLE: usize = 6;

/// Whether a hyphen between a word and the text after it parts a name from what is beside it. A word that follows one
/// with a capital can be the first syllable of a name.
pub(super) fn parts(lexicon: &Lexicon, follows: bool, before: &str, after: &str) -> bool {
    let next = after.split(|c| !is_word_char(c)).next().unwrap_or_default();
    if before.len() > LONGEST || next.len() > LONGEST {
        return false;
    }
    let (name, said) = (lower_case(before), lower_case(next));
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    if capital(next) {
        let prefixes = if capital(before) { &PREFIXES[..CAPITAL_PREFIXES] } else { &PREFIXES };
        if prefixes.contains(&&*name) {
            return true;
        }
    }
    let (of_name, of_said) = (lexicon.word(&name), lexicon.word(&said));
    let place = !before.contains('-') && is_place(lexicon, before, of_name);
    let known = place || of_name.has(Class::SURNAME.with(Class::FIRST));
    let common = of_name.has(Class::COMMON.with(Class::CLOSED));
    let tells = SAID.contains(&&*said);
    if !capital(before) {
        return known && tells && !common;
    }
    let low = next.chars().all(char::is_lowercase);
    let syllables = follows && !place && before.len() <= SYLLABLE && next.len() <= SYLLABLE;
    let noun = of_said.has(Class::COMMON) && !syllables || said.ends_with("ed");
    let described =
        before.len() > 1 && next.len() > 2 && (tells || noun && (place || low)) && !common;
    described
        || capital(next) && {
            let other = is_place(lexicon, after, of_said);
            let side = |word: &str, class: Class| class.has(Class::NATIONALITY) || is_acronym(word);
            (place || side(before, of_name) && other) && (other || side(next, of_said))
        }
}

/// Whether a text begins with the name of a place; its first word, of a class, is no first name unless the place is
/// a large one.
fn is_place(lexicon: &Lexicon, text: &str, class: Class) -> bool {
    const WORDS: usize = 3;
    let words: Vec<_> = text.split(|c| !is_word_char(c)).take(WORDS).map(lower_case).collect();
    lexicon.name(words.iter().map(|word| &**word)).is_some_and(|(_, listed)| {
        listed.has(Class::PLACE) && (listed.has(Class::BIG_PLACE) || !class.has(Class::FIRST))
    })
}

/// "US", "EU", "U.S.": what may be short for a place.
fn is_acronym(word: &str) -> bool {
    (2..5).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::super::tests::cut;

    #[test]
    fn names_are_parted_from_what_they_are_beside() {
        assert_eq!(cut("China-US"), ["China", "-", "US"]);
        assert_eq!(cut("U.S.-China"), ["U.S.", "-", "China"]);
        assert_eq!(cut("Japan-South Korea"), ["Japan", "-", "South", "Korea"]);
        assert_eq!(cut("Russian-Ukraine"), ["Russian", "-", "Ukraine"]);
        assert_eq!(cut("ex-Morales Anti-Morales"), ["ex", "-", "Morales", "Anti", "-", "Morales"]);
        assert_eq!(cut("SINGAPORE-BASED"), ["SINGAPORE", "-", "BASED"]);
        assert_eq!(
            cut("Karsund-Owned morales-led"),
            ["Karsund", "-", "Owned", "morales", "-", "led"]
        );
        assert_eq!(cut("Paris-like"), ["Paris", "-", "like"]);
    }

    #[test]
    fn other_words_stay_whole() {
        let whole = [
            "Well-known",
            "Chester-le-Street",
            "Al-wahda",
            "Anglo-Saxon",
            "Jean-Paul",
            "Georgia-Mae",
            "co-Author",
            "F-16",
            "Doe-Roe",
            "Post-Dispatch",
            "community-led",
            "so-called",
        ];
        assert_eq!(cut(&whole.join(" ")), whole);
    }
}
