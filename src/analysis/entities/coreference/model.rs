//! The ranker: which of several candidates a pronoun or description stands for.
//!
//! A log-linear model (Denis and Baldridge 2008, "Specialized models and ranking for coreference
//! resolution"): the score of a candidate is the sum of the weights of its features, the
//! probabilities of all candidates and of "none of them" add up to one. Weights are kept for each
//! group of anaphors and, on top, for each form of pronoun, in a table that a person can read
//! (`weights.tsv`); the example `train-coreference` writes it.

use super::features::{SLOTS, TEMPLATES};
use std::{fmt::Write as _, ops::Range, sync::LazyLock};

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

    /// Reads a table: group, template, and the weights of its values in hundredths, a row each. Rows of
    /// other forms are left out.
    pub fn parse(table: &str) -> Self {
        let mut weights = Self::zero();
        for line in table.lines() {
            let mut cells = line.split('\t');
            let (Some(group), Some(template), Some(given)) =
                (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let group = GROUPS.iter().position(|known| *known == group);
            let (Some(group), Some(slots)) = (group, slots(template)) else { continue };
            let row = &mut weights.0[group * SLOTS..(group + 1) * SLOTS][slots];
            for (weight, given) in row.iter_mut().zip(given.split(' ')) {
                *weight = f32::from(given.parse::<i16>().unwrap_or_default()) / 100.0;
            }
        }
        weights
    }

    /// Writes the table: what weighs less than `least` is none.
    pub fn table(&self, least: f32) -> String {
        let mut out = String::new();
        for (group, name) in GROUPS.iter().enumerate() {
            for (template, _) in TEMPLATES {
                let Some(slots) = slots(template) else { continue };
                let row = &self.0[group * SLOTS..(group + 1) * SLOTS][slots];
                let kept =
                    row.iter().map(|weight| if weight.abs() >= least { *weight } else { 0.0 });
                let hundredths: Vec<i32> =
                    kept.map(|weight| (weight * 100.0).round() as i32).collect();
                if hundredths.iter().any(|&weight| weight != 0) {
                    let cells: Vec<String> = hundredths.iter().map(i32::to_string).collect();
                    let _ = writeln!(out, "{name}\t{template}\t{}", cells.join(" "));
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

/// The slots of a template.
fn slots(template: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for (name, values) in TEMPLATES {
        if *name == template {
            return Some(start..start + values);
        }
        start += values;
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
