//! The distinct words of a text, numbered in the order in which they first occur.

use std::{borrow::Cow, hash::BuildHasher};

/// A slot that holds no word.
const EMPTY: u32 = u32::MAX;

/// A set of strings with numbers: a hash table of numbers with open addressing.
///
/// Its hash is faster than the one of the standard library. It starts from a number that differs from run to run,
/// so that no text can be made whose words share slots; the numbers do not depend on it.
#[derive(Debug)]
pub struct Interner<'a> {
    seed: u64,
    /// A power of two of them, at most half of them taken.
    slots: Vec<u32>,
    hashes: Vec<u64>,
    texts: Vec<Cow<'a, str>>,
}

impl<'a> Interner<'a> {
    /// No words yet.
    pub fn new() -> Self {
        let seed = std::hash::RandomState::new().hash_one(0);
        Self { seed, slots: vec![EMPTY; 1024], hashes: Vec::new(), texts: Vec::new() }
    }

    /// The words, by number.
    pub fn texts(&self) -> &[Cow<'a, str>] {
        &self.texts
    }

    /// The number of a word, and whether it is new; `owned` makes what is kept of a new word.
    pub fn number(&mut self, word: &str, owned: impl FnOnce() -> Cow<'a, str>) -> (u32, bool) {
        let hash = hash(self.seed, word.as_bytes());
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at] != EMPTY {
            let number = self.slots[at] as usize;
            if self.hashes[number] == hash && self.texts[number] == word {
                return (number as u32, false);
            }
            at = (at + 1) & mask;
        }
        let number = self.texts.len() as u32;
        self.slots[at] = number;
        self.hashes.push(hash);
        self.texts.push(owned());
        if self.texts.len() * 2 > self.slots.len() {
            self.grow();
        }
        (number, true)
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        self.slots = vec![EMPTY; mask + 1];
        for (number, &hash) in self.hashes.iter().enumerate() {
            let mut at = hash as usize & mask;
            while self.slots[at] != EMPTY {
                at = (at + 1) & mask;
            }
            self.slots[at] = number as u32;
        }
    }
}

/// Folded multiplication over eight bytes at a time (as in wyhash), from a seed.
pub fn hash(seed: u64, bytes: &[u8]) -> u64 {
    let fold = |state: u64, value: u64| {
        let product = u128::from(state ^ value) * u128::from(seed | 1);
        (product as u64) ^ ((product >> 64) as u64) ^ state.rotate_left(23)
    };
    let (chunks, rest) = bytes.as_chunks::<8>();
    let state = chunks
        .iter()
        .fold(seed ^ bytes.len() as u64, |state, chunk| fold(state, u64::from_le_bytes(*chunk)));
    let last = rest.iter().fold(0, |value, &byte| value << 8 | u64::from(byte));
    fold(fold(state, last), 0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_keeps_its_number() {
        let words: Vec<String> = (0..5_000).map(|n| format!("word{}", n * 7)).collect();
        let mut interner = Interner::new();
        for round in 0..2 {
            for (number, word) in words.iter().enumerate() {
                let found = interner.number(word, || Cow::Borrowed(word));
                assert_eq!(found, (number as u32, round == 0));
            }
        }
        assert_eq!(interner.texts().len(), words.len());
        assert_eq!(interner.texts()[4_999], words[4_999]);
    }
}
