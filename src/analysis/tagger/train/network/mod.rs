//! Trains the random field's partner: what it learns from, how, and how it is written.

mod fixed;
mod learn;
mod material;
mod optimise;

pub use fixed::Fixed;
pub use learn::train;
pub use material::Material;

use crate::likelihood;
use quotidian::analysis::tagger::network::{FIRST, SECOND, WORD};

/// Rows with the hashes of their features.
pub type Rows<const WIDTH: usize> = Vec<(u64, [f32; WIDTH])>;

/// A network as it is learnt; matrices one row after the other.
pub struct Network {
    /// Rows of words.
    pub words: Rows<WORD>,
    /// Rows of places, and of corpora.
    pub places: Rows<FIRST>,
    /// Rows of memory.
    pub memory: Rows<SECOND>,
    /// Place by place, from words to the first layer.
    pub first: Vec<f32>,
    /// Begins the first layer.
    pub first_bias: Vec<f32>,
    /// From the first layer to the second.
    pub second: Vec<f32>,
    /// Begins the second layer.
    pub second_bias: Vec<f32>,
    /// From the second layer to the scores.
    pub third: Vec<f32>,
    /// Begins the scores.
    pub third_bias: Vec<f32>,
    /// What a label after another adds.
    pub transitions: likelihood::Matrix,
}
