//! The network's matrices, as they stand in the file of a model.

use super::{FIRST, Late, SECOND, TAPS, WORD, features::PLACES, multiply};
use crate::analysis::tagger::{labels::LANES, table::Scores};

/// What one layer gives to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// From a word to the first layer, for each place.
    pub first: Vec<[[i16; FIRST]; WORD]>,
    /// What the first layer begins with.
    pub first_bias: [i16; FIRST],
    /// From the first layer to the second, one neighbour after the other.
    pub second: Vec<[i16; SECOND]>,
    /// What the second layer begins with.
    pub second_bias: Late,
    /// From the second layer to the scores.
    pub third: Vec<[i16; LANES]>,
    /// What the scores begin with.
    pub third_bias: Scores,
}

impl Default for Weights {
    /// A network that says nothing.
    fn default() -> Self {
        Self {
            first: vec![[[0; FIRST]; WORD]; PLACES],
            first_bias: [0; FIRST],
            second: vec![[0; SECOND]; TAPS * FIRST],
            second_bias: [0; SECOND],
            third: vec![[0; LANES]; SECOND],
            third_bias: [0; LANES],
        }
    }
}

/// Bytes of all matrices.
pub const BYTES: usize =
    2 * (PLACES * WORD * FIRST + FIRST + TAPS * FIRST * SECOND + SECOND + SECOND * LANES + LANES);

impl Weights {
    /// Reads matrices; numbers that are missing are zero.
    pub fn read(bytes: &[u8]) -> Self {
        let (pairs, _) = bytes.as_chunks::<2>();
        let mut weights = Self::default();
        let slots = weights.parts().into_iter().flatten();
        slots.zip(pairs).for_each(|(slot, pair)| *slot = i16::from_le_bytes(*pair));
        weights
    }

    /// The bytes that [`Self::read`] reads.
    pub fn write(&self) -> Vec<u8> {
        let mut copy = self.clone();
        let numbers = copy.parts().into_iter().flatten();
        numbers.flat_map(|number| number.to_le_bytes()).collect()
    }

    /// Adds what a word gives to the first layer at one of the places.
    pub fn add(&self, word: &[i16; WORD], place: usize, sum: &mut [i16; FIRST]) {
        multiply(word, &self.first[place], sum);
    }

    /// All numbers in the order of the file.
    fn parts(&mut self) -> [&mut [i16]; 6] {
        [
            self.first.as_flattened_mut().as_flattened_mut(),
            &mut self.first_bias,
            self.second.as_flattened_mut(),
            &mut self.second_bias,
            self.third.as_flattened_mut(),
            &mut self.third_bias,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut weights = Weights::default();
        for (number, slot) in weights.parts().into_iter().flatten().enumerate() {
            *slot = (number * 7919) as i16;
        }
        let bytes = weights.write();
        assert_eq!(bytes.len(), BYTES);
        assert_eq!(Weights::read(&bytes), weights);
        assert_eq!(Weights::read(&[]), Weights::default());
    }
}
