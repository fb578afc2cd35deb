//! The ranker: which of several candidates a pronoun or description stands for.
//!
//! A log-linear model (Denis and Baldridge 2008, "Specialized models and ranking for coreference
//! resolution"): the score of a candidate is the sum of the weights of its features, the
//! probabilities of all candidates and of "none of them" add up to one. Weights are kept for each
//! group of anaphors and, on top, for each form of pronoun, in a table that a person can read
//! (`weights.tsv`); the example `train-coreference` writes it.

use super::features::{SLOTS, TEMPLATES};
use std::{fmt::Write as _, sync::LazyLock};

/// The groups of anaphors that have weights of their own, as the table names them.
pub const GROUPS: [&str; 13] = [
    "person",
    "person.subject",
    "person.object",
    "person.possessive",
    "person.reflexive",
    "thing",
    "thing.subject",
    "thing.possessive",
    "plural",
    "plural.subject",
    "plural.possessive",
    "description.human",
    "description.body",
];

/// A weight for each slot of each group.
#[derive(Clone, Debug)]
pub struct Weights(Vec<f32>);

static SHIPPED: LazyLock<Weights> = LazyLock::new(|| Weights::parse(include_str!("weights.tsv")));

impl Weights {
    /// The weights that are compiled in.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// All zero.
    pub fn zero() -> Self {
        Self(vec![0.0; GROUPS.len() * SLOTS])
    }

    /// Reads a table: group, template, value, weight, a row each. Rows of other forms are left out.
    pub fn parse(table: &str) -> Self {
        let mut weights = Self::zero();
        for line in table.lines() {
            let mut cells = line.split('\t');
            let (Some(group), Some(template), Some(value), Some(weight)) =
                (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let group = GROUPS.iter().position(|known| *known == group);
            let (Some(group), Ok(value), Ok(weight)) =
                (group, value.parse::<usize>(), weight.parse::<f32>())
            else {
                continue;
            };
            if let Some(slot) = slot(template, value) {
                weights.0[group * SLOTS + slot] = weight;
            }
        }
        weights
    }

    /// Writes the table: what weighs less than `least` is left out.
    pub fn table(&self, least: f32) -> String {
        let mut out = String::new();
        for (group, name) in GROUPS.iter().enumerate() {
            let mut slot = group * SLOTS;
            for (template, values) in TEMPLATES {
                for value in 0..*values {
                    if self.0[slot].abs() >= least {
                        let _ = writeln!(out, "{name}\t{template}\t{value}\t{:.2}", self.0[slot]);
                    }
                    slot += 1;
                }
            }
        }
        out
    }

    /// The score of a candidate with some features, for an anaphor of some groups.
    pub fn score(&self, groups: &[usize], features: &[u16]) -> f32 {
        let of = |group: &usize| -> f32 {
            let row = &self.0[group * SLOTS..(group + 1) * SLOTS];
            features.iter().map(|&slot| row[slot as usize]).sum()
        };
        groups.iter().map(of).sum()
    }

    /// Adds to the weights of some features.
    pub fn add(&mut self, group: usize, slot: u16, amount: f32) {
        self.0[group * SLOTS + slot as usize] += amount;
    }

    /// All weights, group by group.
    pub fn all_mut(&mut self) -> &mut [f32] {
        &mut self.0
    }
}

fn slot(template: &str, value: usize) -> Option<usize> {
    let mut slot = 0;
    for (name, values) in TEMPLATES {
        if *name == template {
            return (value < *values).then_some(slot + value);
        }
        slot += values;
    }
    None
}

/// Scores to probabilities.
pub fn softmax(scores: &mut [f32]) {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|score| *score = (*score - highest).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}
