//! Which corpus a document is like: one logistic regression per corpus, over what its spellings are.

use super::random::{Mixed, Random};
use quotidian::analysis::tagger::{
    KINSHIP_SAMPLE, KINSHIP_SCALE, features, labels::LANES, view::View,
};
use std::collections::BTreeMap;

/// The features of a document, with how often each occurs in its sample.
pub fn sample(view: &View) -> BTreeMap<u64, f32> {
    let spellings = view.spellings.get(1..).unwrap_or_default();
    let count = spellings.len().clamp(1, KINSHIP_SAMPLE) as f32;
    let mut found = BTreeMap::new();
    for spelling in spellings.iter().take(KINSHIP_SAMPLE) {
        features::of_kinship(spelling, &mut |feature| {
            *found.entry(feature).or_default() += KINSHIP_SCALE / count;
        });
    }
    found
}

/// Documents in which a feature must be seen.
const SEEN: u32 = 20;

/// Rounds over all documents; the weights of the second half of them are averaged.
const ROUNDS: usize = 20;

/// How far weights go towards zero at each step, as a share of its size.
const DECAY: f32 = 1e-3;

/// What a document is made of, and the number of its corpus; none for a stranger.
pub type Sample = (BTreeMap<u64, f32>, Option<usize>);

/// Weights of features seen in many documents, one lane per corpus.
///
/// Steps are small and the weights are averaged (Polyak and Juditsky 1992): those of the last step differ
/// so much from one order of the documents to the next that every tenth document changes its corpus.
pub fn train(samples: &[Sample], corpora: usize, random: &mut Mixed) -> Vec<(u64, [f32; LANES])> {
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    for feature in samples.iter().flat_map(|(sample, _)| sample.keys()) {
        *seen.entry(*feature).or_default() += 1;
    }
    let frequent = seen.into_iter().filter(|&(_, count)| count >= SEEN).map(|(feature, _)| feature);
    let features: Vec<u64> = frequent.collect();
    let numbered = |sample: &BTreeMap<u64, f32>| -> Vec<(usize, f32)> {
        let known = |(feature, &value)| Some((features.binary_search(feature).ok()?, value));
        sample.iter().filter_map(known).collect()
    };
    let mut documents: Vec<_> =
        samples.iter().map(|(sample, corpus)| (numbered(sample), *corpus)).collect();
    let mut sizes = vec![0.0f32; corpora];
    samples.iter().filter_map(|(_, corpus)| *corpus).for_each(|corpus| sizes[corpus] += 1.0);
    let largest = sizes.iter().copied().fold(1.0, f32::max);
    let mut weights = vec![[0.0f32; LANES]; features.len()];
    let mut sums = weights.clone();
    for round in 0..ROUNDS {
        random.shuffle(&mut documents);
        let rate = 0.03 / (1.0 + round as f32 / 4.0);
        for (sample, corpus) in &documents {
            // Every corpus counts alike, however small.
            let weight = corpus.map_or(1.0, |corpus| (largest / sizes[corpus]).sqrt());
            step(&mut weights, sample, *corpus, rate, weight, corpora);
        }
        if round * 2 >= ROUNDS {
            let pairs = sums.iter_mut().flatten().zip(weights.iter().flatten());
            pairs.for_each(|(sum, weight)| *sum += weight);
        }
    }
    let taken = ROUNDS.div_ceil(2) as f32;
    features.into_iter().zip(sums.into_iter().map(|row| row.map(|sum| sum / taken))).collect()
}

/// Learns from one document.
fn step(
    weights: &mut [[f32; LANES]],
    sample: &[(usize, f32)],
    corpus: Option<usize>,
    rate: f32,
    weight: f32,
    corpora: usize,
) {
    let mut scores = [0.0; LANES];
    for &(feature, value) in sample {
        scores.iter_mut().zip(&weights[feature]).for_each(|(score, w)| *score += w * value);
    }
    let mut errors = scores.map(|score| weight / (1.0 + (-score).exp()));
    corpus.into_iter().for_each(|corpus| errors[corpus] -= weight);
    for &(feature, value) in sample {
        for (w, error) in weights[feature].iter_mut().zip(errors).take(corpora) {
            *w -= rate * (error * value + DECAY * *w);
        }
    }
}
