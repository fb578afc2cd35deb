//! The conditional random field while it learns: AdaGrad on the likelihood of whole blocks.
//!
//! Duchi, Hazan and Singer 2011 for the step sizes.

#![allow(clippy::needless_range_loop, reason = "matrices read best by their indices")]

use super::likelihood::{Emission, Likelihood, Matrix};
use quotidian::analysis::tagger::labels::{self, LABELS, LANES, Label};

/// Weights and the sums of their squared gradients, one pair of lanes per feature.
#[derive(Clone)]
pub struct Row {
    pub weights: [f32; LANES],
    pub squares: [f32; LANES],
}

impl Default for Row {
    fn default() -> Self {
        Self { weights: [0.0; LANES], squares: [0.0; LANES] }
    }
}

/// The model being trained.
pub struct Crf {
    /// By feature.
    pub rows: Vec<Row>,
    /// What a label after another adds.
    pub transitions: Matrix,
    squares: Matrix,
    /// Size of steps.
    pub rate: f32,
    /// What the sums of rows are multiplied with: more than one while some rows are left out.
    pub scale: f32,
}

/// A block to learn from: the rows of each token, and its labels.
pub struct Example<'a> {
    pub rows: Vec<&'a [u32]>,
    pub labels: &'a [Label],
    /// How much it counts.
    pub weight: f32,
}

impl Crf {
    pub fn new(rows: usize) -> Self {
        Self {
            rows: vec![Row::default(); rows],
            transitions: [[0.0; LABELS]; LABELS],
            squares: [[0.0; LABELS]; LABELS],
            rate: 0.0,
            scale: 1.0,
        }
    }

    /// Takes another model into the average of so many.
    pub fn average(&mut self, other: &Self, taken: usize) {
        let share = 1.0 / (taken + 1) as f32;
        let blend = |mine: &mut f32, other: f32| *mine += (other - *mine) * share;
        for (mine, other) in self.rows.iter_mut().zip(&other.rows) {
            mine.weights.iter_mut().zip(other.weights).for_each(|(mine, other)| blend(mine, other));
            mine.squares.iter_mut().zip(other.squares).for_each(|(mine, other)| blend(mine, other));
        }
        let pairs = self.transitions.as_flattened_mut().iter_mut();
        let pairs = pairs.zip(other.transitions.as_flattened());
        pairs.for_each(|(mine, other)| blend(mine, *other));
        let pairs = self.squares.as_flattened_mut().iter_mut();
        pairs.zip(other.squares.as_flattened()).for_each(|(mine, other)| blend(mine, *other));
    }

    fn scores(&self, rows: &[u32]) -> Emission {
        let mut sum = [0.0f32; LANES];
        for &row in rows {
            let weights = &self.rows[row as usize].weights;
            for (total, weight) in sum.iter_mut().zip(weights) {
                *total += weight;
            }
        }
        sum.map(|total| total * self.scale)
    }

    /// The best labels of a block.
    pub fn decode(&self, rows: &[&[u32]]) -> Vec<Label> {
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(rows.len());
        let mut best = [f32::NEG_INFINITY; LABELS];
        for (at, rows) in rows.iter().enumerate() {
            let own = self.scores(rows);
            let score = |label: usize| label.checked_sub(1).map_or(0.0, |lane| own[lane]);
            let mut next = [f32::NEG_INFINITY; LABELS];
            let mut from = [0u8; LABELS];
            for label in 0..LABELS {
                for before in 0..LABELS {
                    let (way, ok) = if at == 0 {
                        (0.0, before == 0 && labels::follows(0, label as u8))
                    } else {
                        (
                            best[before] + self.transitions[before][label],
                            labels::follows(before as u8, label as u8),
                        )
                    };
                    if ok && way + score(label) > next[label] {
                        next[label] = way + score(label);
                        from[label] = before as u8;
                    }
                }
            }
            best = next;
            back.push(from);
        }
        let mut label = (0..LABELS as u8)
            .filter(|&label| labels::closes(label))
            .max_by(|&a, &b| best[a as usize].total_cmp(&best[b as usize]))
            .unwrap_or(0);
        let mut found = vec![0; rows.len()];
        for at in (0..rows.len()).rev() {
            found[at] = label;
            label = back[at][label as usize];
        }
        found
    }

    /// One step on one block.
    pub fn learn(&mut self, example: &Example, likelihood: &mut Likelihood) {
        let scores: Vec<Emission> = example.rows.iter().map(|rows| self.scores(rows)).collect();
        likelihood.of(&scores, example.labels, &self.transitions);
        for (rows, gradient) in example.rows.iter().zip(&likelihood.by_score).rev() {
            self.step(rows, &gradient.map(|g| g * example.weight));
        }
        self.step_transitions(&likelihood.by_step);
    }

    fn step(&mut self, rows: &[u32], lanes: &Emission) {
        if lanes.iter().all(|g| g.abs() < 1e-3) {
            return;
        }
        for &row in rows {
            let Row { weights, squares } = &mut self.rows[row as usize];
            for lane in 0..LANES {
                let g = lanes[lane];
                squares[lane] += g * g;
                weights[lane] -= self.rate * g / (squares[lane].sqrt() + 0.1);
            }
        }
    }

    fn step_transitions(&mut self, moves: &Matrix) {
        for before in 0..LABELS {
            for label in 0..LABELS {
                let g = moves[before][label];
                if g != 0.0 && labels::follows(before as u8, label as u8) {
                    self.squares[before][label] += g * g;
                    let size = self.squares[before][label].sqrt() + 1e-1;
                    self.transitions[before][label] -= self.rate * g / size;
                }
            }
        }
    }
}
