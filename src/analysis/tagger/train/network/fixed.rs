//! The network in numbers of one and two bytes.
//!
//! Each layer may have a scale of its own, because the next one's matrix can take it back: what leaves a layer
//! is only ever cut off at zero. Scales are as large as bytes, matrices and layers allow.

use super::{Network, Rows};
use quotidian::analysis::tagger::{
    labels::LANES,
    network::{LAYER_SHIFT, MEMORY_SHIFT, PLACE_SHIFT, SCORE_SHIFT, WORD_SHIFT, weights::Weights},
    table::part,
};

/// A network as it is shipped.
pub struct Fixed {
    /// Rows of bytes, of one part each.
    pub rows: Vec<(u64, [i8; LANES])>,
    /// The matrices.
    pub weights: Weights,
}

/// Of so many weights one may be cut off.
const CUT: usize = 2_000;
/// Numbers that leave a layer are seldom larger.
const LARGEST: f32 = 14.0;
/// Products of two numbers of two bytes are divided by so much, as only their upper half is kept.
const HALF: f32 = 65_536.0;

impl Fixed {
    /// Takes a network; its scores count `share`, and a score of one is `unit` in log odds.
    pub fn new(network: &Network, share: f32, unit: f32) -> Self {
        let byte = |rows: &mut dyn Iterator<Item = f32>| 127.0 / nearly_largest(rows);
        let words = byte(&mut values(&network.words));
        let moved = words * (1 << WORD_SHIFT) as f32;
        let first = (moved * matrix_scale(&network.first) / HALF)
            .min(byte(&mut values(&network.places)) * (1 << PLACE_SHIFT) as f32)
            .min(room());
        let left = first * (1 << LAYER_SHIFT) as f32;
        let second = (left * matrix_scale(&network.second) / HALF)
            .min(byte(&mut values(&network.memory)) * (1 << MEMORY_SHIFT) as f32)
            .min(room());
        let score = share / unit * (1 << SCORE_SHIFT) as f32;
        let third = score * HALF / (second * (1 << LAYER_SHIFT) as f32);
        let mut weights = Weights::default();
        fill(
            weights.first.as_flattened_mut().as_flattened_mut(),
            &network.first,
            first * HALF / moved,
        );
        fill(&mut weights.first_bias, &network.first_bias, first);
        fill(weights.second.as_flattened_mut(), &network.second, second * HALF / left);
        fill(&mut weights.second_bias, &network.second_bias, second);
        fill(weights.third.as_flattened_mut(), &network.third, third);
        fill(&mut weights.third_bias, &network.third_bias, score);
        let mut rows = Vec::new();
        bytes(&network.words, words, &mut rows);
        bytes(&network.places, first / (1 << PLACE_SHIFT) as f32, &mut rows);
        bytes(&network.memory, second / (1 << MEMORY_SHIFT) as f32, &mut rows);
        Self { rows, weights }
    }
}

/// The largest scale of a layer at which what leaves it is seldom cut off.
fn room() -> f32 {
    (i16::MAX >> LAYER_SHIFT) as f32 / LARGEST
}

fn values<const WIDTH: usize>(rows: &Rows<WIDTH>) -> impl Iterator<Item = f32> {
    rows.iter().flat_map(|(_, row)| row).copied()
}

fn nearly_largest(values: &mut dyn Iterator<Item = f32>) -> f32 {
    let mut sizes: Vec<f32> = values.map(f32::abs).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.get(sizes.len() / CUT).copied().unwrap_or(1.0).max(1e-6)
}

/// The scale at which a matrix uses all of two bytes.
fn matrix_scale(matrix: &[f32]) -> f32 {
    f32::from(i16::MAX) / matrix.iter().fold(1e-6, |most: f32, weight| most.max(weight.abs()))
}

fn fill(slots: &mut [i16], numbers: &[f32], scale: f32) {
    for (slot, number) in slots.iter_mut().zip(numbers) {
        *slot = (number * scale).round() as i16;
    }
}

fn bytes<const WIDTH: usize>(rows: &Rows<WIDTH>, scale: f32, all: &mut Vec<(u64, [i8; LANES])>) {
    for (feature, row) in rows {
        for (number, lanes) in row.as_chunks::<LANES>().0.iter().enumerate() {
            let lanes = lanes.map(|weight| (weight * scale).round().clamp(-127.0, 127.0) as i8);
            all.push((part(*feature, number), lanes));
        }
    }
}
