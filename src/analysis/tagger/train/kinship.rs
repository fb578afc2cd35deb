//! Which corpus a document is like: one logistic regression per corpus, over what its spellings are.

use super::{
    corpora::{self, Annotated},
    learn::Random,
};
use quotidian::analysis::{
    document::Document,
    tagger::{
        KINSHIP_SAMPLE, KINSHIP_SCALE, clusters::Clusters, features, labels::LANES, view::View,
    },
};
use std::collections::{BTreeMap, HashMap};

/// The features of a document, with how often each occurs in its sample.
pub fn sample(text: &Annotated, clusters: &Clusters) -> BTreeMap<u64, f32> {
    let prose = text.article.prose();
    let document = Document::new(&text.article, &prose, corpora::lexicon());
    let view = View::new(&document, clusters);
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

/// Weights of features seen in several documents, one lane per corpus.
pub fn train(
    samples: &[(BTreeMap<u64, f32>, usize)],
    corpora: usize,
    random: &mut Random,
) -> Vec<(u64, [f32; LANES])> {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    for feature in samples.iter().flat_map(|(sample, _)| sample.keys()) {
        *seen.entry(*feature).or_default() += 1;
    }
    let mut sizes = vec![0.0f32; corpora];
    samples.iter().for_each(|(_, corpus)| sizes[*corpus] += 1.0);
    let largest = sizes.iter().copied().fold(1.0, f32::max);
    let mut weights: BTreeMap<u64, [f32; LANES]> = BTreeMap::new();
    let mut order: Vec<usize> = (0..samples.len()).collect();
    for epoch in 0..20 {
        for at in (1..order.len()).rev() {
            order.swap(at, (random.next() % (at as u64 + 1)) as usize);
        }
        let rate = 0.3 / (1.0 + epoch as f32 / 4.0);
        for &number in &order {
            let (sample, corpus) = &samples[number];
            // Every corpus counts alike, however small.
            let weight = (largest / sizes[*corpus]).sqrt();
            let mut scores = [0.0; LANES];
            for (feature, value) in sample {
                let Some(row) = weights.get(feature) else { continue };
                scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight * value);
            }
            for (feature, value) in sample.iter().filter(|(feature, _)| seen[feature] >= 8) {
                let row = weights.entry(*feature).or_default();
                for lane in 0..corpora {
                    let gold = f32::from(u8::from(lane == *corpus));
                    let error = 1.0 / (1.0 + (-scores[lane]).exp()) - gold;
                    row[lane] -= rate * (weight * error * value + 1e-4 * row[lane]);
                }
            }
        }
    }
    weights.into_iter().collect()
}
