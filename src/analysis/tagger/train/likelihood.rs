//! How probable the right labels of a block are, and which way the scores should go.
//!
//! Scaled forward and backward passes as in Rabiner 1989.

#![allow(clippy::needless_range_loop, reason = "matrices read best by their indices")]

use quotidian::analysis::tagger::labels::{self, LABELS, LANES, Label};

/// A number for each pair of labels, one after the other.
pub type Matrix = [[f32; LABELS]; LABELS];

/// Scores of a token; that of a token outside of all names is zero.
pub type Emission = [f32; LANES];

/// What is told of a block.
#[derive(Default)]
pub struct Likelihood {
    /// The negative logarithm of the probability of the right labels.
    pub loss: f64,
    /// Its gradient by the scores of each token.
    pub by_score: Vec<Emission>,
    /// Its gradient by the transitions.
    pub by_step: Matrix,
    emissions: Vec<[f32; LABELS]>,
    forward: Vec<[f32; LABELS]>,
    scales: Vec<f32>,
}

/// What transitions multiply probabilities with; nothing where one label cannot follow another.
pub fn factors(transitions: &Matrix) -> Matrix {
    let mut factors = [[0.0; LABELS]; LABELS];
    for (before, row) in factors.iter_mut().enumerate() {
        for (label, slot) in row.iter_mut().enumerate() {
            if labels::follows(before as Label, label as Label) {
                *slot = transitions[before][label].exp();
            }
        }
    }
    factors
}

impl Likelihood {
    /// Looks at a block. Buffers are used again.
    pub fn of(&mut self, scores: &[Emission], right: &[Label], transitions: &Matrix) {
        let factors = factors(transitions);
        self.loss = 0.0;
        self.forward(scores, right, &factors);
        for pair in right.windows(2) {
            self.loss -= f64::from(transitions[pair[0] as usize][pair[1] as usize]);
        }
        self.backward(right, &factors);
    }

    fn forward(&mut self, scores: &[Emission], right: &[Label], factors: &Matrix) {
        self.emissions.clear();
        self.forward.clear();
        self.scales.clear();
        for (at, scores) in scores.iter().enumerate() {
            let top = scores.iter().copied().fold(0.0, f32::max);
            let mut emission = [(-top).exp(); LABELS];
            for (slot, score) in emission[1..].iter_mut().zip(scores) {
                *slot = (score - top).exp();
            }
            let own = right[at].checked_sub(1).map_or(0.0, |lane| scores[lane as usize]);
            self.loss += f64::from(top - own);
            let mut row = [0.0f32; LABELS];
            if let Some(before) = self.forward.last() {
                for (p, factor) in before.iter().zip(factors) {
                    row.iter_mut().zip(factor).for_each(|(slot, f)| *slot += p * f);
                }
                row.iter_mut().zip(&emission).for_each(|(slot, e)| *slot *= e);
            } else {
                for (label, slot) in row.iter_mut().enumerate() {
                    *slot = if labels::follows(0, label as Label) { emission[label] } else { 0.0 };
                }
            }
            if at + 1 == right.len() {
                closed(&mut row);
            }
            let scale = row.iter().sum::<f32>().max(1e-30);
            row.iter_mut().for_each(|slot| *slot /= scale);
            self.loss += f64::from(scale.ln());
            self.scales.push(scale);
            self.emissions.push(emission);
            self.forward.push(row);
        }
    }

    fn backward(&mut self, right: &[Label], factors: &Matrix) {
        let count = right.len();
        self.by_step = [[0.0; LABELS]; LABELS];
        self.by_score.clear();
        self.by_score.resize(count, [0.0; LANES]);
        let mut backward = [1.0f32; LABELS];
        for at in (0..count).rev() {
            let lanes = self.forward[at].iter().zip(&backward).skip(1);
            self.by_score[at].iter_mut().zip(lanes).for_each(|(slot, (f, b))| *slot = f * b);
            if let Some(lane) = right[at].checked_sub(1) {
                self.by_score[at][lane as usize] -= 1.0;
            }
            if at == 0 {
                break;
            }
            let mut weighted = [0.0f32; LABELS];
            for label in 0..LABELS {
                weighted[label] = self.emissions[at][label] * backward[label] / self.scales[at];
            }
            if at + 1 == count {
                closed(&mut weighted);
            }
            let before = &self.forward[at - 1];
            for p in 0..LABELS {
                let mut sum = 0.0;
                for label in 0..LABELS {
                    let flow = factors[p][label] * weighted[label];
                    sum += flow;
                    self.by_step[p][label] += before[p] * flow;
                }
                backward[p] = sum;
            }
            self.by_step[right[at - 1] as usize][right[at] as usize] -= 1.0;
        }
    }
}

/// No name stays open at the end of a block.
fn closed(row: &mut [f32; LABELS]) {
    for (label, slot) in row.iter_mut().enumerate() {
        if !labels::closes(label as Label) {
            *slot = 0.0;
        }
    }
}
