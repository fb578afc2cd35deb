//! Whose words a quote is: rules propose, a model decides.
//!
//! What may name the speaker of a quote are [`claims`]: by the grammar of its sentence, by what is
//! reported there, by what introduces it, by who spoke before or speaks next. A log-linear model ranks
//! them, together with two more answers: that the article names nobody, and that the words are no quote at
//! all. It is trained on PolNeAR by the example `train-quotes`.

pub(super) mod cases;
pub mod claims;
pub mod features;

use super::reporting::{softmax, weights::Weigh};
use claims::Claim;

/// A quote whose speaker is asked for.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its first words, in prose bytes.
    pub words: std::ops::Range<usize>,
    /// Who may have said it.
    pub claims: Vec<Claim>,
    /// What speaks for each claim, for nobody, and for no quote.
    pub features: Vec<Vec<u64>>,
    /// Whether it is announced as a title, or written like one.
    pub title: bool,
}

/// The answers to a case: a probability for each claim, then for nobody, then for no quote.
pub type Chances = Vec<f32>;

/// Who answers cases.
pub trait Judge {
    /// The probabilities of all answers.
    fn chances(&mut self, case: &Case) -> Chances;
}

/// The judge that weighs features.
#[derive(Clone, Copy, Debug)]
pub struct Ranker<W>(pub W);

impl<W: Weigh> Judge for Ranker<W> {
    fn chances(&mut self, case: &Case) -> Chances {
        let score = |features: &Vec<u64>| features.iter().map(|&f| self.0.weight(f)).sum::<f32>();
        let mut scores: Vec<f32> = case.features.iter().map(score).collect();
        softmax(&mut scores);
        scores
    }
}
