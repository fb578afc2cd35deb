//! Learning to choose: AdaGrad on the likelihood of the right candidate, with averaged weights.
//!
//! Duchi, Hazan and Singer 2011 for the step sizes; Polyak and Juditsky 1992 for the average.

use super::random::Random;
use quotidian::analysis::{
    quotes::reporting::{
        softmax,
        weights::{ANSWERS, Weigh, slot, slots},
    },
    tagger::spelling::mix,
};

/// Something to choose from: candidates, each the sum of some units, each unit a list of slots.
pub struct Example {
    /// Slots of each unit.
    pub units: Vec<Vec<u32>>,
    /// The units of each candidate.
    pub candidates: Vec<Vec<u32>>,
    /// The index of the right candidate.
    pub right: usize,
}

impl Example {
    /// One whose candidates are a unit each.
    pub fn plain(units: Vec<Vec<u32>>, right: usize) -> Self {
        let candidates = (0..units.len() as u32).map(|unit| vec![unit]).collect();
        Self { units, candidates, right }
    }
}

/// How to learn.
#[derive(Clone, Copy)]
pub struct Pace {
    /// Rounds over all examples.
    pub rounds: usize,
    /// Size of the first steps.
    pub rate: f32,
    /// Share of features left out at random.
    pub dropout: f64,
}

/// Weights in training.
pub struct Learner {
    /// The weights.
    pub weights: Vec<f32>,
    squares: Vec<f32>,
    sums: Vec<f32>,
    taken: f32,
}

impl Weigh for Learner {
    fn weight(&self, feature: u64) -> f32 {
        self.weights[slot(feature, self.weights.len())]
    }

    fn weights(&self, feature: u64) -> [f32; ANSWERS] {
        slots(feature, self.weights.len()).map(|slot| self.weights[slot])
    }
}

/// How often per round the weights are taken into the average.
const SNAPSHOTS: usize = 4;

impl Learner {
    /// This many weights, all zero.
    pub fn new(slots: usize) -> Self {
        let zeros = || vec![0.0; slots];
        Self { weights: zeros(), squares: zeros(), sums: zeros(), taken: 0.0 }
    }

    /// Learns examples, in another order every round. The average of the weights over all rounds but the
    /// first is what remains.
    pub fn learn(&mut self, examples: &[&Example], pace: Pace, random: &mut impl Random) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for round in 0..pace.rounds {
            random.shuffle(&mut order);
            let rate = pace.rate / (1.0 + round as f32 * 0.3);
            for part in order.chunks(order.len().div_ceil(SNAPSHOTS).max(1)) {
                for &number in part {
                    self.step(examples[number], rate, pace.dropout, random);
                }
                if round > 0 {
                    self.taken += 1.0;
                    for (sum, weight) in self.sums.iter_mut().zip(&self.weights) {
                        *sum += weight;
                    }
                }
            }
        }
        let taken = self.taken.max(1.0);
        for (weight, sum) in self.weights.iter_mut().zip(&self.sums) {
            *weight = sum / taken;
        }
    }

    fn step(&mut self, example: &Example, rate: f32, dropout: f64, random: &mut impl Random) {
        let cut = (dropout * (1u64 << 32) as f64) as u64;
        let draws: Vec<u64> = example.units.iter().map(|_| random.next()).collect();
        let kept = |unit: usize, index: usize| mix(draws[unit], index as u64) >> 32 >= cut;
        let scale = 1.0 / (1.0 - dropout) as f32;
        let score = |(unit, slots): (usize, &Vec<u32>)| {
            let kept = slots.iter().enumerate().filter(|(index, _)| kept(unit, *index));
            kept.map(|(_, &slot)| self.weights[slot as usize]).sum::<f32>() * scale
        };
        let units: Vec<f32> = example.units.iter().enumerate().map(score).collect();
        let sum = |parts: &Vec<u32>| parts.iter().map(|&unit| units[unit as usize]).sum();
        let mut chances: Vec<f32> = example.candidates.iter().map(sum).collect();
        softmax(&mut chances);
        let mut gradients = vec![0.0f32; units.len()];
        for (number, parts) in example.candidates.iter().enumerate() {
            let gradient = chances[number] - f32::from(u8::from(number == example.right));
            parts.iter().for_each(|&unit| gradients[unit as usize] += gradient);
        }
        for (unit, slots) in example.units.iter().enumerate() {
            let gradient = gradients[unit];
            if gradient.abs() < 1e-4 {
                continue;
            }
            for (_, &slot) in slots.iter().enumerate().filter(|(index, _)| kept(unit, *index)) {
                let slot = slot as usize;
                self.squares[slot] += gradient * gradient;
                self.weights[slot] -= rate * gradient / (self.squares[slot].sqrt() + 0.1);
            }
        }
    }
}
