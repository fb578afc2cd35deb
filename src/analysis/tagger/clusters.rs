//! Word clusters: words that occur in like company have like numbers.
//!
//! Clusters let what was learnt of "Paris" hold for "Lyon" (Miller, Guinness and Zamanian 2004; Turian,
//! Ratinov and Bengio 2010). They are k-means clusters of GloVe vectors at four sizes. The table is an
//! open-addressed hash table that is used where it lies, in the model's bytes. Homes are groups of slots, so
//! that it can be nearly full and a word that has none is mostly told from one group.

/// Bytes of one slot: from the lowest bit on the clusters (6 bits for the coarsest, 8 for the next, 12 for the
/// finest, of which the upper 10 are the one between), then 22 bits of the word's hash. A word without clusters
/// is taken for another once in some hundred thousand.
const SLOT: usize = 6;

/// Bits of the clusters.
const CLUSTERS: u32 = 26;

/// Slots that lie together, in a cache line or two.
const LINE: usize = 8;

/// The clusters of a word, coarse to fine, counted from one; zero: none.
pub type Ids = [u16; 4];

/// The table, in place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clusters<'m> {
    slots: &'m [u8],
}

impl<'m> Clusters<'m> {
    /// Takes a table from the bytes of a model; a rest shorter than a slot is left alone.
    pub const fn new(slots: &'m [u8]) -> Self {
        Self { slots }
    }

    /// The clusters of a word, given by [`super::spelling::hash`] of its lower-case form.
    pub fn of(&self, word: u64) -> Ids {
        let (slots, _) = self.slots.as_chunks::<SLOT>();
        if slots.is_empty() {
            return Ids::default();
        }
        let mut at = home(word, slots.len());
        // A table is never full (see `table`); the bound keeps a damaged one from turning for ever.
        for _ in 0..LONGEST {
            let [a, b, c, d, e, f] = slots[at];
            let packed = u64::from_le_bytes([a, b, c, d, e, f, 0, 0]);
            let key = packed >> CLUSTERS;
            if key == tag(word) {
                let id = |shift: u32, bits: u32| (packed >> shift & ((1 << bits) - 1)) as u16 + 1;
                return [id(0, 6), id(6, 8), id(16, 10), id(14, 12)];
            }
            if key == 0 {
                break;
            }
            at = (at + 1) % slots.len();
        }
        Ids::default()
    }
}

/// Lays out a table for words given by hash, with three clusters each, counted from zero: below 64, below
/// 256, and below 4,096. The same words give the same bytes.
pub fn table(words: &[(u64, [u16; 3])]) -> Vec<u8> {
    // Six in seven slots are taken.
    let count = (words.len() * 7 / 6 + 1).next_multiple_of(LINE);
    let mut bytes = vec![0; count * SLOT];
    let (slots, _) = bytes.as_chunks_mut::<SLOT>();
    for &(word, [tiny, coarse, fine]) in words {
        let mut at = home(word, count);
        while slots[at] != [0; SLOT] {
            at = (at + 1) % count;
        }
        let packed = u64::from(tiny) | u64::from(coarse) << 6 | u64::from(fine) << 14;
        let bytes = (packed | tag(word) << CLUSTERS).to_le_bytes();
        slots[at].copy_from_slice(&bytes[..SLOT]);
    }
    bytes
}

/// A word is never sought further from its home.
const LONGEST: usize = 512 * LINE;

/// Where the group of a word's slot begins.
const fn home(word: u64, slots: usize) -> usize {
    ((spread(word) as u128 * slots as u128) >> 64) as usize / LINE * LINE
}

/// What tells words of one home apart; never zero, which marks an empty slot.
const fn tag(word: u64) -> u64 {
    spread(word) >> 16 & 0x003f_ffff | 1
}

/// A hash whose middle and upper bits can be used: FNV mixes its lowest bits best, and words that differ in
/// their last letters share most of the others.
const fn spread(word: u64) -> u64 {
    word.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tagger::spelling::hash;

    #[test]
    fn every_word_of_a_table_is_found_again() {
        let word = |n: u16| hash(&format!("word{}", alphabetic(n)));
        let words: Vec<(u64, [u16; 3])> =
            (0..4_096).map(|n| (word(n), [n % 64, n % 256, n])).collect();
        let bytes = table(&words);
        let clusters = Clusters::new(&bytes);
        for n in 0..4_096 {
            assert_eq!(clusters.of(word(n)), [n % 64 + 1, n % 256 + 1, n / 4 + 1, n + 1]);
        }
        assert_eq!(clusters.of(hash("elsewhere")), Ids::default());
        assert_eq!(Clusters::default().of(3), Ids::default());
    }

    fn alphabetic(mut n: u16) -> String {
        let mut text = String::new();
        loop {
            text.push((b'a' + (n % 26) as u8) as char);
            n /= 26;
            if n == 0 {
                return text;
            }
        }
    }
}
