//! Weights by the hash of their feature.
//!
//! Feature hashing (Weinberger et al. 2009): a feature's hash says where its weight lies, nothing says
//! whose it is. Collisions cost little and the trainer learns around them, so a look-up is one read.

/// Asks for the weight of a value in one of the numbered templates.
macro_rules! emit {
    ($row:expr, $number:expr, $value:expr) => {
        $row(mix($number, $value as u64))
    };
}
pub(in crate::analysis::quotes) use emit;

/// Weights of one byte, in place; the number of them is a power of two.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weights<'m> {
    bytes: &'m [u8],
    unit: f32,
}

impl<'m> Weights<'m> {
    /// Takes weights from a model; `unit` is what a weight of one is worth in log odds.
    pub const fn new(bytes: &'m [u8], unit: f32) -> Self {
        Self { bytes, unit }
    }
}

/// The slot of a feature among a number of slots that is a power of two.
pub const fn slot(feature: u64, slots: usize) -> usize {
    (feature.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & slots.wrapping_sub(1)
}

/// Answers that are weighed together: their weights lie side by side.
pub const ANSWERS: usize = 4;

/// The slots of a feature's weights for [`ANSWERS`] answers.
pub const fn slots(feature: u64, slots: usize) -> [usize; ANSWERS] {
    let first = slot(feature, slots) & !(ANSWERS - 1);
    [first, first + 1, first + 2, first + 3]
}

/// What weighs features: the model that is shipped, or the one in training.
pub trait Weigh {
    /// The weight of a feature, in log odds.
    fn weight(&self, feature: u64) -> f32;

    /// The weights of a feature for several answers, in log odds.
    fn weights(&self, feature: u64) -> [f32; ANSWERS];
}

impl<W: Weigh> Weigh for &W {
    fn weight(&self, feature: u64) -> f32 {
        (**self).weight(feature)
    }

    fn weights(&self, feature: u64) -> [f32; ANSWERS] {
        (**self).weights(feature)
    }
}

impl Weigh for Weights<'_> {
    fn weight(&self, feature: u64) -> f32 {
        let byte = self.bytes.get(slot(feature, self.bytes.len()));
        byte.map_or(0.0, |&byte| f32::from(byte as i8) * self.unit)
    }

    fn weights(&self, feature: u64) -> [f32; ANSWERS] {
        let [first, ..] = slots(feature, self.bytes.len());
        let row = self.bytes.get(first..).and_then(<[u8]>::first_chunk::<ANSWERS>);
        row.map_or([0.0; ANSWERS], |row| row.map(|byte| f32::from(byte as i8) * self.unit))
    }
}
