//! Learns weights from the cases that a walk through gold texts meets.

use super::{
    corpus::Text,
    gold::{Gold, walk},
    masked::{self, Hidden},
    random::{Linear, Random},
};
use quotidian::analysis::entities::coreference::{
    Case, Chains, Judge, Ranker, Verdict,
    features::SLOTS,
    model::{Weights, softmax},
};

/// Rounds of walking with the model of the round before.
const ROUNDS: usize = 2;
/// Passes over the cases in each round.
const PASSES: usize = 15;
const RATE: f32 = 0.1;
/// Weight of the squares of the weights, per case.
const DECAY: f32 = 0.1;
/// How much a case counts of which only the hidden sexes tell who is meant: there are many, and writers
/// say "she" more freely where no other woman is near.
const MASKED: f32 = 0.3;
/// How far the pupil trusts that "he" is somebody named (see [`Ranker`]): less than the graduate.
const DOUBT: f32 = 0.5;

/// Genres that are not learnt from: talk in which people point at what no text names.
const LEFT_OUT: [&str; 2] = ["conversation", "vlog"];

/// One case to learn from.
struct Example {
    /// How much it counts.
    weight: f32,
    groups: Vec<usize>,
    /// The features of the candidates, and last of none.
    slots: Vec<Vec<u16>>,
    right: Vec<bool>,
}

/// Walks as a model decides (as the gold decides without one) and keeps the cases.
struct Pupil<'g> {
    gold: &'g Gold,
    /// Whether the whole coreference is known, not only that of speakers.
    coref: bool,
    model: Option<&'g Weights>,
    examples: Vec<Example>,
}

impl Judge for Pupil<'_> {
    fn judge(&mut self, case: &Case) -> Verdict {
        let right = self.gold.right(case);
        // Where both a name and an unnamed mention of one person are there, the name is wanted.
        let right = right.map(|mut right| {
            let named = |at: usize| case.candidates[at].entity.is_some();
            if right.iter().enumerate().any(|(at, &right)| right && named(at)) {
                right.iter_mut().enumerate().for_each(|(at, right)| *right &= named(at));
            }
            right
        });
        let taught = right.as_ref().and_then(|right| right.iter().position(|&right| right));
        let known = right.as_ref().filter(|right| self.coref || right.contains(&true));
        if let Some(mut right) = known.cloned() {
            right.push(!right.contains(&true));
            let slots = case.candidates.iter().map(|c| &c.features).chain([&case.none]);
            self.examples.push(Example {
                weight: 1.0,
                groups: case.groups.clone(),
                slots: slots.map(|features| features.slots().to_vec()).collect(),
                right,
            });
        }
        match self.model {
            Some(model) => Ranker { weights: model, trust: DOUBT, named: 0.0 }.judge(case),
            None => Verdict::told(taught),
        }
    }
}

/// Walks through a text whose sexes are hidden and keeps the cases in which they tell who is meant.
struct Guesser<'g> {
    hidden: &'g Hidden,
    model: Option<&'g Weights>,
    examples: Vec<Example>,
}

impl Judge for Guesser<'_> {
    fn judge(&mut self, case: &Case) -> Verdict {
        let right = self.hidden.right(case);
        let named = |at: &usize| case.candidates[*at].entity.is_some();
        // Whether somebody without a name is meant is not known.
        let rivals: Vec<usize> = (0..case.candidates.len()).filter(named).collect();
        if let Some(right) = right.filter(|_| rivals.len() > 1) {
            let slots = rivals.iter().map(|&at| case.candidates[at].features.slots().to_vec());
            self.examples.push(Example {
                weight: MASKED,
                groups: case.groups.clone(),
                slots: slots.collect(),
                right: rivals.iter().map(|&at| at == right).collect(),
            });
        }
        match self.model {
            Some(model) => Ranker { weights: model, trust: DOUBT, named: 0.0 }.judge(case),
            None => Verdict::told(right),
        }
    }
}

/// The cases of a text whose sexes are hidden: once nothing is known of anybody, once all are men.
fn masked(text: &Text, model: Option<&Weights>) -> Vec<Example> {
    let of = |all_men: bool| {
        masked::walk(text, all_men, |document, named, quoted, hidden| {
            let mut guesser = Guesser { hidden, model, examples: Vec::new() };
            Chains::judged(document, named, quoted, &mut guesser);
            guesser.examples
        })
    };
    [false, true].into_iter().filter_map(of).flatten().collect()
}

fn is_left_out(text: &Text) -> bool {
    text.article.id.split('_').nth(1).is_some_and(|genre| LEFT_OUT.contains(&genre))
}

fn examples(texts: &[&Text], model: Option<&Weights>) -> Vec<Example> {
    let mut all = Vec::new();
    for text in texts.iter().filter(|text| !is_left_out(text)) {
        // Speakers tell nothing of what pronouns mean that say nothing.
        for own in [false, true].into_iter().filter(|own| *own || text.speakers.is_none()) {
            all.extend(walk(text, own, |document, named, quoted, gold| {
                let mut pupil =
                    Pupil { gold, coref: text.speakers.is_none(), model, examples: Vec::new() };
                Chains::judged(document, named, quoted, &mut pupil);
                pupil.examples
            }));
        }
        if text.speakers.is_some() {
            all.extend(masked(text, model));
        }
    }
    all
}

pub(super) fn train(texts: &[&Text]) -> Weights {
    let mut weights: Option<Weights> = None;
    let mut kept: Vec<Example> = Vec::new();
    for _ in 0..ROUNDS {
        kept.extend(examples(texts, weights.as_ref()));
        weights = Some(fit(&kept));
    }
    weights.unwrap_or_else(Weights::zero)
}

/// Stochastic gradient ascent on the log-likelihood with AdaGrad's rates (Duchi et al. 2011).
fn fit(examples: &[Example]) -> Weights {
    let (mut weights, mut squares) = (Weights::zero(), Weights::zero());
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Linear(20_261_124);
    let mut mean = Weights::zero();
    for pass in 0..PASSES {
        random.shuffle(&mut order);
        for &index in &order {
            step(&examples[index], &mut weights, &mut squares);
        }
        if pass >= PASSES / 2 {
            mean.all_mut()
                .iter_mut()
                .zip(weights.all_mut())
                .for_each(|(sum, weight)| *sum += *weight);
        }
    }
    let share = 1.0 / (PASSES - PASSES / 2) as f32;
    mean.all_mut().iter_mut().for_each(|sum| *sum *= share);
    mean
}

fn step(example: &Example, weights: &mut Weights, squares: &mut Weights) {
    let mut chances: Vec<f32> =
        example.slots.iter().map(|slots| weights.score(&example.groups, slots)).collect();
    softmax(&mut chances);
    let sum: f32 =
        chances.iter().zip(&example.right).filter(|(_, right)| **right).map(|(p, _)| p).sum();
    let mut gradient = [0.0; SLOTS];
    for ((slots, chance), right) in example.slots.iter().zip(&chances).zip(&example.right) {
        let wanted = if *right { chance / sum.max(1e-9) } else { 0.0 };
        for &slot in slots {
            gradient[slot as usize] += wanted - chance;
        }
    }
    for &group in &example.groups {
        for (slot, amount) in
            gradient.iter().copied().enumerate().filter(|(_, amount)| *amount != 0.0)
        {
            let slot = slot as u16;
            let value = weights.score(&[group], &[slot]);
            let slope = (amount - DECAY * value) * example.weight;
            squares.add(group, slot, slope * slope);
            let rate = RATE / (1e-6 + squares.score(&[group], &[slot])).sqrt();
            weights.add(group, slot, rate * slope);
        }
    }
}
