//! What the engine knows about single words and about names before it has read the article.
//!
//! Three automata are compiled in (Mihov and Maurel's minimal acyclic transducers, as the `fst` crate
//! builds them), so there is nothing to load, and what is kept of them between documents needs no lock:
//! [`Lexicon::word`] gives the classes of a lower-case word, [`Lexicon::name`] finds listed names of several
//! words in one walk. Where the lists come from is told in `lists/README.md`; `lists/derive/main.rs`
//! writes them.

use super::{intern, slots::Slots};
use fst::raw::Fst;
use std::sync::LazyLock;

/// The classes of a word or a listed name: a set of the constants below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(pub u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Class {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    /// Commonly written in lower case.
    COMMON = 0;
    /// A first name of men.
    MALE = 1;
    /// A first name of women.
    FEMALE = 2;
    /// A family name.
    SURNAME = 3;
    /// Reports speech: "said", "tells".
    CUE = 4;
    /// Frames quoted words without reporting a clause: "called", "praised".
    ACT = 5;
    /// A participle of a cue or an act: "saying", "calling".
    PARTICIPLE = 6;
    /// The base form of a cue or an act: "say", "call".
    BASE = 7;
    /// A noun for people: "officials", "chairman".
    HUMAN = 8;
    /// A noun for bodies and documents that say things: "company", "report".
    BODY = 9;
    /// Stands before a person's name: "Mr", "Sen.".
    TITLE = 10;
    /// A title that only men bear.
    TITLE_MALE = 11;
    /// A title that only women bear.
    TITLE_FEMALE = 12;
    /// Part of an office when capitalised before a name: "Prime", "Minister".
    OFFICE = 13;
    /// Makes a name an organisation's: "Ministry", "Inc".
    ORG_HEAD = 14;
    /// Makes a name a place's: "River", "Street".
    PLACE_HEAD = 15;
    /// Months, days, times of day.
    CALENDAR = 16;
    /// An abbreviation whose full stop ends no sentence.
    ABBREVIATION = 17;
    /// A lower-case part of a name: "van", "bin".
    PARTICLE = 18;
    /// Determiners, numerals and possessives.
    DET = 19;
    /// Prepositions.
    PREP = 20;
    /// Coordinating conjunctions.
    CONJ = 21;
    /// Words that open a subordinate clause.
    SUB = 22;
    /// Auxiliary verbs and their contractions.
    AUX = 23;
    /// Pronouns that can be a subject.
    PRON = 24;
    /// Pronouns that are objects.
    OBJECT = 25;
    /// Adverbs that come between subject and verb.
    ADV = 26;
    /// Nationalities, religions and parties' adherents, and their adjectives.
    NATIONALITY = 27;
    /// Before quoted words: these are a title, a nickname, a slogan.
    WORK = 28;
    /// A place: country, state, region, city.
    PLACE = 29;
    /// A place so large that its name alone means it.
    BIG_PLACE = 30;
    /// An organisation.
    ORGANIZATION = 31;
    /// Makes a name an event's, a law's, a work's: "Cup", "Act".
    EVENT = 32;
    /// Finite forms of frequent verbs that endings do not tell.
    VERB = 33;
}

impl Class {
    /// Word classes with a fixed membership: none of these is a name by itself.
    pub const CLOSED: Self = Self(
        Self::DET.0
            | Self::PREP.0
            | Self::CONJ.0
            | Self::SUB.0
            | Self::AUX.0
            | Self::PRON.0
            | Self::OBJECT.0
            | Self::ADV.0,
    );
    /// First names of either sex.
    pub const FIRST: Self = Self(Self::MALE.0 | Self::FEMALE.0);

    /// Whether it shares a class with `other`.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it is in all classes of `other`.
    pub const fn is(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const WORDS: &[u8] = include_bytes!("lists/words.fst");
const NAMES: &[u8] = include_bytes!("lists/names.fst");
const GIVEN: &[u8] = include_bytes!("lists/given.fst");

/// Words that were asked for: an automaton reads a word letter by letter, which takes a thousand instructions.
static KNOWN: LazyLock<Slots<(Class, Box<str>)>> = LazyLock::new(|| Slots::new(4096));

/// Longer words, in bytes, are not kept.
const LONGEST: usize = 48;

/// Where the hashes of words start.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// The lists, opened: reading a header, no more.
pub struct Lexicon {
    words: Option<Fst<&'static [u8]>>,
    names: Option<Fst<&'static [u8]>>,
    given: Option<Fst<&'static [u8]>>,
}

impl Lexicon {
    /// Opens the lists that are compiled in.
    pub fn open() -> Self {
        Self {
            words: Fst::new(WORDS).ok(),
            names: Fst::new(NAMES).ok(),
            given: Fst::new(GIVEN).ok(),
        }
    }

    /// How likely it is that a woman bears a first name that is on no list, given in lower case.
    pub fn woman(&self, lower: &str) -> Option<f32> {
        let tenths = self.given.as_ref()?.get(lower)?.value().min(10);
        Some(tenths as f32 / 10.0)
    }

    /// The classes of a word given in lower case, straight apostrophes.
    pub fn word(&self, lower: &str) -> Class {
        let hash = intern::hash(SEED, lower.as_bytes());
        let kept = || (lower.len() <= LONGEST).then(|| (self.look_up(lower), lower.into()));
        // Two words share a hash once in many millions of millions, unless somebody makes them.
        match KNOWN.get(hash, kept) {
            Some((class, word)) if **word == *lower => *class,
            _ => self.look_up(lower),
        }
    }

    fn look_up(&self, lower: &str) -> Class {
        let value = self.words.as_ref().and_then(|words| words.get(lower));
        Class(value.map_or(0, |output| output.value()))
    }

    /// The longest listed name that the words, given in lower case, begin with: how many words it
    /// has and its classes.
    pub fn name<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<(usize, Class)> {
        let names = self.names.as_ref()?;
        let (mut node, mut output, mut longest) = (names.root(), 0, None);
        for (count, word) in words.enumerate() {
            let gap: &[u8] = if count == 0 { b"" } else { b" " };
            for &byte in gap.iter().chain(word.as_bytes()) {
                let Some(index) = node.find_input(byte) else {
                    return longest;
                };
                let step = node.transition(index);
                output += step.out.value();
                node = names.node(step.addr);
            }
            if node.is_final() {
                longest = Some((count + 1, Class(output + node.final_output().value())));
            }
        }
        longest
    }
}

/// Whether a noun in lower case means several: "ministers", "spokesmen", "people"; not "boss", "virus",
/// nor short words like "gas".
pub fn is_plural(word: &str) -> bool {
    let irregular = word.len() > 3 && word.ends_with("men") && !word.ends_with("specimen")
        || matches!(word, "men" | "people" | "police" | "children" | "staff" | "media");
    irregular
        || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_by_class() {
        let lexicon = Lexicon::open();
        assert!(lexicon.word("said").has(Class::CUE));
        assert!(lexicon.word("saying").has(Class::PARTICIPLE));
        assert!(lexicon.word("spokeswoman").has(Class::HUMAN));
        assert!(lexicon.word("mr").is(Class::TITLE.with(Class::TITLE_MALE)));
        assert!(lexicon.word("the").has(Class::CLOSED));
        assert_eq!(lexicon.word("qwertzuiop"), Class::default());
        assert!(lexicon.woman("anjali").is_some_and(|woman| woman > 0.5));
        assert!(lexicon.woman("narendra").is_none_or(|woman| woman < 0.5));
        assert_eq!(lexicon.woman("qwertzuiop"), None);
    }

    #[test]
    fn the_lists_in_the_tree_are_compiled_in() {
        let lexicon = Lexicon::open();
        for (list, class) in [
            (include_str!("lists/words/humans.txt"), Class::HUMAN),
            (include_str!("lists/words/bodies.txt"), Class::BODY),
            (include_str!("lists/words/offices.txt"), Class::OFFICE),
            (include_str!("lists/words/org_heads.txt"), Class::ORG_HEAD),
            (include_str!("lists/words/place_heads.txt"), Class::PLACE_HEAD),
            (include_str!("lists/words/events.txt"), Class::EVENT),
            (include_str!("lists/words/works.txt"), Class::WORK),
            (include_str!("lists/words/cues.txt"), Class::CUE),
            (include_str!("lists/words/acts.txt"), Class::ACT),
            (include_str!("lists/words/nationalities.txt"), Class::NATIONALITY),
        ] {
            let lines = list.lines().filter(|line| !line.starts_with('#'));
            for word in lines.flat_map(str::split_whitespace) {
                let word = word.split(':').next().unwrap_or_default();
                assert!(lexicon.word(word).has(class), "{word}: run the example derive-lists");
            }
        }
    }

    #[test]
    fn plurals_are_known_by_their_endings() {
        for word in ["ministers", "spokesmen", "men", "people"] {
            assert!(is_plural(word), "{word}");
        }
        for word in ["boss", "virus", "gas", "chief", "specimen", "woman"] {
            assert!(!is_plural(word), "{word}");
        }
    }

    #[test]
    fn the_longest_listed_name_wins() {
        let lexicon = Lexicon::open();
        let found = lexicon.name(["new", "york", "city", "hall"].into_iter());
        assert!(matches!(found, Some((3, class)) if class.has(Class::PLACE)));
        assert!(lexicon.name(["zzz"].into_iter()).is_none());
    }
}
