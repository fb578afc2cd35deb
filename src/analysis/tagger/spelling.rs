//! What the tagger sees of a word as it is spelt, wherever it stands.

use super::clusters::Clusters;
use crate::analysis::{lexicon::Class, tokens::Shape};

/// How a text uses capitals: what a capital says depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Manner {
    /// As sentences do: a capital makes a name likely.
    #[default]
    Sentence,
    /// Most words begin with one, as in headlines.
    Title,
    /// Capitals throughout.
    Capitals,
    /// None at all in the whole text.
    Lower,
}

/// A hash for every combination of two values; spreads all bits (folded multiplication, as in wyhash).
pub const fn mix(a: u64, b: u64) -> u64 {
    let product = ((a ^ 0xa076_1d64_78bd_642f) as u128) * ((b ^ 0xe703_7ed1_a0b4_28db) as u128);
    (product as u64) ^ ((product >> 64) as u64)
}

const FNV: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over characters, one step; digits are all alike.
const fn step(hash: u64, c: char) -> u64 {
    let c = if c.is_ascii_digit() { '0' } else { c };
    (hash ^ c as u64).wrapping_mul(0x0100_0000_01b3)
}

/// Hashes a string; its digits count as zeros.
pub fn hash(text: &str) -> u64 {
    text.chars().fold(FNV, step)
}

/// One spelling of a word: all that features take from the word itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spelling {
    /// Hash of its lower-case form.
    pub word: u64,
    /// Capitals and signs in one small number.
    pub casing: u8,
    /// Hash of the pattern of capitals, small letters, digits and signs.
    pub shape: u64,
    /// Hashes of its first two, three and four letters, in lower case.
    pub prefixes: [u64; 3],
    /// Hashes of its last one to four letters, in lower case.
    pub suffixes: [u64; 4],
    /// Its word clusters, coarse to fine; zero when the word has none.
    pub clusters: [u16; 4],
    /// Its classes in the lexicon.
    pub classes: u64,
    /// Hashes of what stands before its first and after its last hyphen; zero without one.
    pub parts: [u64; 2],
}

/// Casings of words that begin with a capital.
const CAPITALISED: std::ops::RangeInclusive<u8> = 2..=5;

impl Spelling {
    /// What stands beyond the ends of a block.
    pub const fn edge() -> Self {
        Self {
            word: 1,
            casing: 15,
            shape: 1,
            prefixes: [0; 3],
            suffixes: [0; 4],
            clusters: [0; 4],
            classes: 0,
            parts: [0; 2],
        }
    }

    /// Looks at a word. `lower` is its lower-case form.
    pub fn new(
        text: &str,
        lower: &str,
        shape: Shape,
        classes: Class,
        manner: Manner,
        clusters: &Clusters,
    ) -> Self {
        let mut word = FNV;
        let mut prefixes = [FNV; 3];
        for (place, c) in lower.chars().enumerate() {
            word = step(word, c);
            // A word that is shorter is a beginning of itself.
            prefixes.iter_mut().skip(place.saturating_sub(1)).for_each(|prefix| *prefix = word);
        }
        let mut suffixes = [0; 4];
        let mut suffix = FNV;
        let mut letters = lower.chars().rev();
        for slot in &mut suffixes {
            if let Some(c) = letters.next() {
                suffix = step(suffix, c);
            }
            *slot = suffix;
        }
        let inside = |at: Option<usize>| at.filter(|&at| at > 0 && at + 1 < lower.len());
        let first = inside(lower.find('-')).map_or(0, |at| hash(&lower[..at]));
        let last = inside(lower.rfind('-')).map_or(0, |at| hash(&lower[at + 1..]));
        Self {
            word,
            casing: casing(text, shape) | (manner as u8) << 4,
            shape: pattern(text),
            prefixes,
            suffixes,
            clusters: clusters.of(word),
            classes: classes.0,
            parts: [first, last],
        }
    }

    /// Whether it begins with a capital, in a text where that says something.
    pub const fn is_capitalised(&self) -> bool {
        self.casing >= *CAPITALISED.start() && self.casing <= *CAPITALISED.end()
    }

    /// Whether it is a word in a text whose capitals say nothing.
    pub const fn is_without_manner(&self) -> bool {
        let sign = self.casing & 15;
        self.casing > 15 && sign >= 1 && sign <= 6
    }

    /// Whether it may be part of a name, as far as capitals tell.
    pub const fn may_be_name(&self) -> bool {
        self.is_capitalised() || self.is_without_manner()
    }

    /// Whether a name may be here or next to here: all but plain words, marks and numbers of a text whose
    /// capitals say something.
    pub const fn draws(&self) -> bool {
        !matches!(self.casing, 0 | 1 | 7 | 8)
    }

    /// Its cluster among the fewest.
    pub const fn tiny(&self) -> u64 {
        self.clusters[0] as u64
    }

    /// Its cluster among few.
    pub const fn coarse(&self) -> u64 {
        self.clusters[1] as u64
    }

    /// Its cluster among many.
    pub const fn middle(&self) -> u64 {
        self.clusters[2] as u64
    }

    /// Whether it is in any of some classes.
    pub const fn has(&self, class: Class) -> bool {
        self.classes & class.0 != 0
    }
}

fn casing(text: &str, shape: Shape) -> u8 {
    match shape {
        Shape::Mark => 0,
        Shape::Lower if text.contains(char::is_uppercase) => 6,
        Shape::Lower => 1,
        Shape::Capital if text.trim_end_matches('.').chars().count() == 1 => 4,
        Shape::Capital if text.chars().skip(1).any(char::is_uppercase) => 5,
        Shape::Capital => 2,
        Shape::Upper => 3,
        Shape::Number => 7,
        Shape::Possessive => 8,
        Shape::Address => 9,
        Shape::Other => 10,
    }
}

/// Runs of one kind of character as one: "McDonald's" is "XxXx'x".
fn pattern(text: &str) -> u64 {
    let (mut hash, mut last, mut run) = (FNV, ' ', 0);
    for c in text.chars() {
        let kind = if c.is_uppercase() {
            'X'
        } else if c.is_alphabetic() {
            'x'
        } else if c.is_numeric() {
            '0'
        } else {
            c
        };
        run = if kind == last { run + 1 } else { 0 };
        if run < 2 {
            hash = step(hash, kind);
        }
        last = kind;
    }
    hash
}
