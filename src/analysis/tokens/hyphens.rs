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

/// What begins words, also where these begin a sentence or a name: "Co-operation".
const BEGINNINGS: [&str; 8] = ["co", "re", "self", "vice", "multi", "semi", "inter", "sub"];

/// Whether a hyphen between a word and the text after it parts a name from what is beside it. A word that follows one
/// with a capital can be the first syllable of a name.
pub(super) fn parts(lexicon: &Lexicon, follows: bool, before: &str, after: &str) -> bool {
    let next = after.split(|c| !is_word_char(c)).next().unwrap_or_default();
    if before.len() > LONGEST || next.len() > LONGEST {
        return false;
    }
    let (name, said) = (lower_case(before), lower_case(next));
    let sides = Sides {
        lexicon,
        capital: [before, next].map(|word| word.starts_with(char::is_uppercase)),
        class: [&name, &said].map(|word| lexicon.word(word)),
        text: [before, next],
        lower: [&name, &said],
    };
    sides.are_opposed() || sides.tell(follows) || sides.are_places(after)
}

/// What stands before a hyphen and behind it.
struct Sides<'s> {
    lexicon: &'s Lexicon,
    text: [&'s str; 2],
    lower: [&'s str; 2],
    capital: [bool; 2],
    class: [Class; 2],
}

impl Sides<'_> {
    /// Whether a place's name stands before the hyphen.
    fn is_place(&self) -> bool {
        !self.text[0].contains(['-', '‐', '‑']) && is_place(self.lexicon, &[self.lower[0]])
    }

    /// "Anti-Paris".
    fn are_opposed(&self) -> bool {
        let common = self.class[1].has(Class::COMMON);
        let prefixes = match self.capital {
            [false, true] => &PREFIXES[..],
            [true, true] if !common => &PREFIXES[..CAPITAL_PREFIXES],
            _ => &[],
        };
        prefixes.contains(&self.lower[0])
    }

    /// "Paris-based".
    fn tell(&self, follows: bool) -> bool {
        let [before, next] = self.text;
        let [name, said] = self.class;
        let tells = SAID.contains(&self.lower[1]);
        let low = next.chars().all(char::is_lowercase);
        // "US-led", but not "MAN-MADE".
        let common = name.has(Class::COMMON.with(Class::CLOSED)) && !(low && is_acronym(before));
        if common {
            return false;
        }
        if !self.capital[0] {
            return tells && (name.has(Class::SURNAME.with(Class::FIRST)) || self.is_place());
        }
        let short = [before, next].iter().all(|word| word.len() <= SYLLABLE);
        let noun = || {
            said.has(Class::COMMON) && !(follows && short && !self.is_place())
                || self.lower[1].ends_with("ed")
        };
        let shouted = || next.chars().all(char::is_uppercase) && self.is_place();
        before.len() > 1
            && next.len() > 2
            && (tells || noun() && (low || shouted()))
            && !BEGINNINGS.contains(&self.lower[0])
    }

    /// "Paris-London", but neither "Guinea-Bissau" nor "Asia-Pacific", which are one.
    fn are_places(&self, after: &str) -> bool {
        let [before, next] = self.text;
        if self.capital != [true, true] {
            return false;
        }
        let one = || {
            let whole = format!("{}-{}", self.lower[0], self.lower[1]);
            self.lower[1] == "pacific" || is_place(self.lexicon, &[&whole])
        };
        let other = || {
            let words = after.split(|c| !is_word_char(c)).take(WORDS).map(lower_case);
            let words: Vec<_> = words.collect();
            is_place(self.lexicon, &words.iter().map(|word| &**word).collect::<Vec<_>>())
        };
        let side = |word: &str, class: Class| class.has(Class::NATIONALITY) || is_acronym(word);
        let both = if self.is_place() {
            side(next, self.class[1]) || other()
        } else {
            side(before, self.class[0]) && other()
        };
        both && !one()
    }
}

/// At most this many words of a place's name are looked at.
const WORDS: usize = 3;

/// Whether some words begin with the name of a place, which is no first name unless the place is a large one.
fn is_place(lexicon: &Lexicon, words: &[&str]) -> bool {
    let first_name = || words.first().is_some_and(|word| lexicon.word(word).has(Class::FIRST));
    lexicon.name(words.iter().copied()).is_some_and(|(_, listed)| {
        listed.has(Class::PLACE) && (listed.has(Class::BIG_PLACE) || !first_name())
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
        assert_eq!(cut("Paris-like US-led"), ["Paris", "-", "like", "US", "-", "led"]);
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
            "MAN-MADE",
            "Paris-Hall",
            "Guinea-Bissau",
            "Asia-Pacific",
            "Co-operation",
            "Anti-Corruption",
            "Ban",
            "Ki-moon",
            "Doe-Roe",
            "Post-Dispatch",
            "community-led",
            "so-called",
        ];
        assert_eq!(cut(&whole.join(" ")), whole);
    }
}
