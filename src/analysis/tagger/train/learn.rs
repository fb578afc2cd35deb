//! The course of learning: rounds over blocks in random order, and the average of the weights.

use super::{
    corpora::READINGS,
    crf::{Crf, Example},
    dataset::Dataset,
    likelihood::Likelihood,
    random::{Mixed, Random},
    settings::Learning,
};
use quotidian::analysis::tagger::labels::LANES;

/// How often per round the weights are taken into the average.
const SNAPSHOTS: usize = 4;

/// Teaches some blocks, which come in another order every round. The average of the weights over all
/// rounds but the first is what remains (Polyak and Juditsky 1992).
pub fn learn(
    crf: &mut Crf,
    data: &Dataset,
    mut order: Vec<usize>,
    settings: &Learning,
    random: &mut Mixed,
) {
    let mut average = vec![[0.0f32; LANES]; crf.rows.len()];
    let mut taken = 0.0;
    let mut likelihood = Likelihood::default();
    for epoch in 0..settings.epochs {
        crf.rate = if epoch + 2 >= settings.epochs { settings.rate * 0.5 } else { settings.rate };
        crf.scale = 1.0 / (1.0 - settings.dropout) as f32;
        random.shuffle(&mut order);
        for part in order.chunks(order.len().div_ceil(SNAPSHOTS).max(1)) {
            for &block in part {
                step(crf, data, block, settings, random, &mut likelihood);
            }
            if epoch > 0 || settings.epochs == 1 {
                taken += 1.0;
                for (sum, row) in average.iter_mut().zip(&crf.rows) {
                    sum.iter_mut().zip(&row.weights).for_each(|(sum, weight)| *sum += weight);
                }
            }
        }
    }
    crf.scale = 1.0;
    for (sum, row) in average.iter().zip(&mut crf.rows) {
        row.weights = sum.map(|sum| sum / taken);
    }
}

fn step(
    crf: &mut Crf,
    data: &Dataset,
    block: usize,
    settings: &Learning,
    random: &mut Mixed,
    likelihood: &mut Likelihood,
) {
    let own = !random.happens(settings.shared);
    let second = !random.happens(settings.first);
    let tokens = &data.tokens[data.blocks[block].clone()];
    let (mut kept, mut ends) = (Vec::new(), Vec::new());
    for token in tokens {
        let memory: &[u32] = if second { &token.memory } else { &[] };
        let rows = data.rows(token, own).iter().chain(memory);
        kept.extend(rows.filter(|_| !random.happens(settings.dropout)));
        ends.push(kept.len());
    }
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let rows = starts.zip(&ends).map(|(start, &end)| &kept[start..end]).collect();
    let reading = random.below(READINGS);
    let labels: Vec<_> = tokens.iter().map(|token| token.labels[reading]).collect();
    let weight = data.weights[block];
    crf.learn(&Example { rows, labels: &labels, weight }, likelihood);
}
