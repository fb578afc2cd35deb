//! The conditional random field while it learns: AdaGrad on the likelihood of whole blocks.
//!
//! Duchi, Hazan and Singer 2011 for the step sizes; scaled forward and backward passes as in Rabiner 1989.

#![allow(clippy::needless_range_loop, reason = "matrices read best by their indices")]

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

type Matrix = [[f32; LABELS]; LABELS];

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

/// Buffers that outlive a block.
#[derive(Default)]
pub struct Scratch {
    emissions: Vec<[f32; LABELS]>,
    forward: Vec<[f32; LABELS]>,
    scales: Vec<f32>,
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

    fn scores(&self, rows: &[u32]) -> [f32; LABELS] {
        let mut sum = [0.0f32; LANES];
        for &row in rows {
            let weights = &self.rows[row as usize].weights;
            for (total, weight) in sum.iter_mut().zip(weights) {
                *total += weight;
            }
        }
        sum.iter_mut().for_each(|total| *total *= self.scale);
        let mut scores = [0.0; LABELS];
        scores[1..].copy_from_slice(&sum);
        scores
    }

    /// The best labels of a block.
    pub fn decode(&self, rows: &[&[u32]]) -> Vec<Label> {
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(rows.len());
        let mut best = [f32::NEG_INFINITY; LABELS];
        for (at, rows) in rows.iter().enumerate() {
            let scores = self.scores(rows);
            let mut next = [f32::NEG_INFINITY; LABELS];
            let mut from = [0u8; LABELS];
            for label in 0..LABELS {
                for before in 0..LABELS {
                    let (score, ok) = if at == 0 {
                        (0.0, before == 0 && labels::follows(0, label as u8))
                    } else {
                        (
                            best[before] + self.transitions[before][label],
                            labels::follows(before as u8, label as u8),
                        )
                    };
                    if ok && score + scores[label] > next[label] {
                        next[label] = score + scores[label];
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

    /// One step on one block; gives its negative log-likelihood.
    pub fn learn(&mut self, example: &Example, scratch: &mut Scratch) -> f64 {
        let count = example.rows.len();
        let mut loss = 0.0f64;
        let factors = self.factors();
        scratch.emissions.clear();
        scratch.forward.clear();
        scratch.scales.clear();
        for (at, rows) in example.rows.iter().enumerate() {
            let mut scores = self.scores(rows);
            let gold = example.labels[at] as usize;
            let top = scores.iter().copied().fold(0.0, f32::max);
            loss += f64::from(top - scores[gold]);
            scores.iter_mut().for_each(|score| *score = (*score - top).exp());
            scratch.emissions.push(scores);
            let mut row = [0.0f32; LABELS];
            if at == 0 {
                for (label, slot) in row.iter_mut().enumerate() {
                    *slot = if labels::follows(0, label as u8) { scores[label] } else { 0.0 };
                }
            } else {
                let before = &scratch.forward[at - 1];
                for (p, factor) in before.iter().zip(&factors) {
                    for (slot, f) in row.iter_mut().zip(factor) {
                        *slot += p * f;
                    }
                }
                row.iter_mut().zip(&scores).for_each(|(slot, score)| *slot *= score);
                loss -= f64::from(self.transitions[example.labels[at - 1] as usize][gold]);
            }
            if at + 1 == count {
                for (label, slot) in row.iter_mut().enumerate() {
                    if !labels::closes(label as u8) {
                        *slot = 0.0;
                    }
                }
            }
            let scale: f32 = row.iter().sum::<f32>().max(1e-30);
            row.iter_mut().for_each(|slot| *slot /= scale);
            loss += f64::from(scale.ln());
            scratch.scales.push(scale);
            scratch.forward.push(row);
        }
        let mut backward = [1.0f32; LABELS];
        let mut moves: Matrix = [[0.0; LABELS]; LABELS];
        for at in (0..count).rev() {
            let gold = example.labels[at] as usize;
            let mut gradient = [0.0f32; LABELS];
            for ((slot, f), b) in gradient.iter_mut().zip(&scratch.forward[at]).zip(&backward) {
                *slot = f * b;
            }
            gradient[gold] -= 1.0;
            gradient.iter_mut().for_each(|slot| *slot *= example.weight);
            self.step(example.rows[at], &gradient);
            if at == 0 {
                break;
            }
            let mut weighted = [0.0f32; LABELS];
            for label in 0..LABELS {
                weighted[label] =
                    scratch.emissions[at][label] * backward[label] / scratch.scales[at];
            }
            if at + 1 == count {
                for (label, slot) in weighted.iter_mut().enumerate() {
                    if !labels::closes(label as u8) {
                        *slot = 0.0;
                    }
                }
            }
            let before = &scratch.forward[at - 1];
            let mut next = [0.0f32; LABELS];
            for p in 0..LABELS {
                let mut sum = 0.0;
                for label in 0..LABELS {
                    let flow = factors[p][label] * weighted[label];
                    sum += flow;
                    moves[p][label] += before[p] * flow;
                }
                next[p] = sum;
            }
            backward = next;
            moves[example.labels[at - 1] as usize][gold] -= 1.0;
        }
        self.step_transitions(&moves);
        loss
    }

    fn factors(&self) -> Matrix {
        let mut factors = [[0.0; LABELS]; LABELS];
        for (before, row) in factors.iter_mut().enumerate() {
            for (label, slot) in row.iter_mut().enumerate() {
                if labels::follows(before as u8, label as u8) {
                    *slot = self.transitions[before][label].exp();
                }
            }
        }
        factors
    }

    fn step(&mut self, rows: &[u32], gradient: &[f32; LABELS]) {
        let lanes: &[f32] = &gradient[1..];
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
