//! Numbers that look random and are the same on every run: what the trainers share. It is no part of the
//! library; each trainer takes it in by its path.
//!
//! There are two streams because models that are compiled in were learnt from either: another stream
//! would give other bytes.

#![allow(dead_code, reason = "each trainer draws from one of the streams")]

use quotidian::analysis::tagger::spelling::mix;

/// A stream of numbers.
pub trait Random {
    /// The next number.
    fn next(&mut self) -> u64;

    /// A number below `count`, which is more than nothing.
    fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    /// Brings things into another order (Fisher and Yates).
    fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            things.swap(at, self.below(at + 1));
        }
    }
}

/// Numbers that are mixed from a seed as features are.
pub struct Mixed(pub u64);

impl Mixed {
    /// Whether something of a probability happens.
    pub fn happens(&mut self, probability: f64) -> bool {
        ((self.next() >> 11) as f64) < probability * (1u64 << 53) as f64
    }

    /// A number in a range.
    pub fn between(&mut self, least: f32, most: f32) -> f32 {
        least + (most - least) * ((self.next() >> 40) as f32 / (1u64 << 24) as f32)
    }
}

impl Random for Mixed {
    fn next(&mut self) -> u64 {
        self.0 = mix(self.0, 0x1234_5678);
        self.0
    }
}

/// The upper bits of a linear congruential sequence (Knuth's MMIX).
pub struct Linear(pub u64);

impl Random for Linear {
    fn next(&mut self) -> u64 {
        const FACTOR: u64 = 6_364_136_223_846_793_005;
        self.0 = self.0.wrapping_mul(FACTOR).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }
}
