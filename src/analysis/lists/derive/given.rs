//! First names that are on no list, with the sex of their bearers: what word vectors tell of them.
//!
//! A logistic regression on the vectors of the listed names tells women's names from men's (of listed names
//! held out it gets nine in ten right, of those it is sure of 19 in 20); a second one tells which words
//! are like first names at all.

use super::{
    Lists, Outcome,
    random::{Linear, Random},
    shares,
    vectors::{self, Vector, WIDTH},
};
use quotidian::analysis::lexicon::Class;
use std::{collections::HashMap, path::Path};

/// How many of the most frequent words are asked after.
const ASKED: usize = 300_000;
/// How like first names a word must be; one that is a family name must be more so.
const LIKE: f32 = 0.15;
const LIKE_FAMILY: f32 = 0.6;
/// How likely the sex must be that is told.
const SURE: f32 = 0.7;
/// Rounds of learning, and how fast it goes at first.
const ROUNDS: u16 = 20;
const RATE: f32 = 0.05;

/// Adds, in tenths, how likely it is that a woman bears each name.
pub(super) fn names(shared: &Path, words: &Lists) -> Outcome<Lists> {
    let vectors = vectors::read(&shared.join("data/vectors"), ASKED)?;
    let sexes = sexes(&shared.join("data/gazetteers"))?;
    let women = samples(&vectors, |word| sexes.get(word).copied().flatten());
    let women = Regression::fit(&women);
    let class = |word: &str| Class(words.get(word).copied().unwrap_or_default());
    let first = samples(&vectors, |word| {
        let (first, family) = (sexes.contains_key(word), class(word).has(Class::SURNAME));
        (!(first && family)).then_some(first)
    });
    let first = Regression::fit(&first);
    let mut found = Lists::new();
    for (word, vector) in &vectors {
        let listed = sexes.get(word).is_some_and(Option::is_some);
        let other = class(word).has(Class::COMMON.with(Class::CLOSED).with(Class::HUMAN));
        let like = if class(word).has(Class::SURNAME) { LIKE_FAMILY } else { LIKE };
        let letters = word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
        let woman = women.probability(vector);
        let sure = !(1.0 - SURE..=SURE).contains(&woman);
        if letters && sure && !listed && !other && first.probability(vector) > like {
            found.insert(word.clone(), (woman * 10.0).round() as u64);
        }
    }
    Ok(found)
}

/// Whether women bear each listed first name; `None` where both do.
fn sexes(gazetteers: &Path) -> Outcome<HashMap<String, Option<bool>>> {
    let read = |file: &str| -> Outcome<HashMap<String, f64>> {
        let list = shares(&gazetteers.join(file))?;
        Ok(list.into_iter().map(|(name, share)| (name.to_lowercase(), share)).collect())
    };
    let (men, women) = (read("census1990_male_first.tsv")?, read("census1990_female_first.tsv")?);
    let of = |name: &String| {
        let share = |list: &HashMap<String, f64>| list.get(name).copied().unwrap_or(0.0);
        let (he, she) = (share(&men), share(&women));
        (he > she * 5.0 || she > he * 5.0).then_some(she > he)
    };
    Ok(men.keys().chain(women.keys()).map(|name| (name.clone(), of(name))).collect())
}

fn samples(
    vectors: &[(String, Vector)],
    label: impl Fn(&str) -> Option<bool>,
) -> Vec<(&Vector, bool)> {
    vectors.iter().filter_map(|(word, vector)| Some((vector, label(word)?))).collect()
}

/// A logistic regression: weights, and the bias.
struct Regression(Vector, f32);

impl Regression {
    /// Stochastic gradient ascent; the rarer label weighs as much in all as the other.
    fn fit(samples: &[(&Vector, bool)]) -> Self {
        let yes = samples.iter().filter(|(_, label)| *label).count().max(1) as f32;
        let no = samples.len() as f32 - yes;
        let weight = |label: bool| if label { (no / yes).max(1.0) } else { (yes / no).max(1.0) };
        let mut model = Self([0.0; WIDTH], 0.0);
        let mut order: Vec<usize> = (0..samples.len()).collect();
        let mut random = Linear(20_261_126);
        for round in 0..ROUNDS {
            random.shuffle(&mut order);
            let rate = RATE / (1.0 + f32::from(round) / 3.0);
            for &(vector, label) in order.iter().map(|&at| &samples[at]) {
                let error = f32::from(u8::from(label)) - model.probability(vector);
                let step = error * rate * weight(label).min(30.0);
                model.0.iter_mut().zip(vector).for_each(|(weight, value)| *weight += step * value);
                model.1 += step;
            }
        }
        model
    }

    fn probability(&self, vector: &Vector) -> f32 {
        let sum: f32 = self.0.iter().zip(vector).map(|(weight, value)| weight * value).sum();
        1.0 / (1.0 + (-sum - self.1).exp())
    }
}
