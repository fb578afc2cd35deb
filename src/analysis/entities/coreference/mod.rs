//! Coreference: who "he" is, and "the attorney general", over the whole article.
//!
//! One walk through the text ([`walk`]) keeps in mind what has been talked of ([`discourse`]): names,
//! unnamed people and things ([`phrases`]), and what pronouns took up. Each pronoun and each definite
//! description is a [`Case`]: its candidates are what was mentioned lately, their features
//! ([`features`]) are ranked by a small trained model ([`model`]). What the ranker is not sure of stays
//! unresolved.

mod candidates;
pub mod discourse;
pub mod features;
pub mod model;
pub mod phrases;
pub mod walk;
pub mod words;

use super::{Named, linking::Sex};
use crate::analysis::{Form, document::Document};
use features::{Anaphor, Features};
use model::{Weights, softmax};
use std::ops::Range;

/// A mention of an entity by a pronoun or a description.
#[derive(Clone, Debug)]
pub struct Link {
    /// Its tokens: the whole noun phrase.
    pub tokens: Range<usize>,
    /// The token of its head.
    pub head: usize,
    /// Index of the entity.
    pub entity: usize,
    /// Pronoun or nominal.
    pub form: Form,
    /// Probability that it means this entity.
    pub confidence: f32,
    /// Whether it takes up a name, not another pronoun or description: what it tells is its own.
    pub fresh: bool,
}

/// Something that an anaphor can stand for.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The entity, when it has a name.
    pub entity: Option<usize>,
    /// The token of the head of its first mention.
    pub head: usize,
    /// What the ranker sees.
    pub features: Features,
    pub(crate) referent: usize,
}

/// An anaphor with what it can stand for.
#[derive(Clone, Debug)]
pub struct Case {
    /// The pronoun or description.
    pub anaphor: Anaphor,
    /// The groups of weights it is ranked by.
    pub groups: Vec<usize>,
    /// What it can stand for.
    pub candidates: Vec<Candidate>,
    /// The features of "none of them".
    pub none: Features,
}

/// Who decides a case.
pub trait Judge {
    /// The index of the candidate meant, `None` for none of them, and how sure that is, in [0, 1].
    fn choose(&mut self, case: &Case) -> (Option<usize>, f32);

    /// The candidate with a name that is meant if any is, and how sure that is.
    fn guess(&mut self, _case: &Case) -> Option<(usize, f32)> {
        None
    }
}

/// The judge that weighs features.
#[derive(Clone, Copy, Debug)]
pub struct Ranker<'w>(pub &'w Weights);

impl Ranker<'_> {
    /// The probability of each candidate, and last that of none.
    pub fn probabilities(&self, case: &Case) -> Vec<f32> {
        let of = |features: &Features| self.0.score(&case.groups, features.slots());
        let candidates = case.candidates.iter().map(|candidate| of(&candidate.features));
        let mut scores: Vec<f32> = candidates.chain([of(&case.none)]).collect();
        softmax(&mut scores);
        scores
    }
}

impl Judge for Ranker<'_> {
    fn choose(&mut self, case: &Case) -> (Option<usize>, f32) {
        let chances = self.probabilities(case);
        let best = chances.iter().copied().enumerate().reduce(|a, b| if b.1 > a.1 { b } else { a });
        let (best, sure) = best.unwrap_or((0, 1.0));
        ((best < case.candidates.len()).then_some(best), sure)
    }

    fn guess(&mut self, case: &Case) -> Option<(usize, f32)> {
        let chances = self.probabilities(case).into_iter().enumerate();
        let named = chances.take(case.candidates.len());
        let named = named.filter(|(index, _)| case.candidates[*index].entity.is_some());
        named.reduce(|a, b| if b.1 > a.1 { b } else { a })
    }
}

/// All mentions by pronoun and description, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Chains {
    /// The mentions.
    pub links: Vec<Link>,
}

impl Chains {
    /// Resolves a document; `quoted` are the token ranges inside quotation marks, in order.
    pub fn new(document: &Document, named: &Named, quoted: &[Range<usize>]) -> Self {
        Self::judged(document, named, quoted, &mut Ranker(Weights::shipped()))
    }

    /// Resolves a document as a judge decides.
    pub fn judged(
        document: &Document,
        named: &Named,
        quoted: &[Range<usize>],
        judge: &mut impl Judge,
    ) -> Self {
        let links = walk::Walk::new(document, named, quoted, &[]).run(judge);
        let told = told(document, named, &links);
        if told.iter().all(|&sex| sex == Sex::Unknown) {
            return Self { links };
        }
        Self { links: walk::Walk::new(document, named, quoted, &told).run(judge) }
    }

    /// The mention whose head is a token.
    pub fn at(&self, token: usize) -> Option<&Link> {
        let found = self.links.binary_search_by_key(&token, |link| link.head).ok()?;
        self.links.get(found)
    }
}

/// How much more one sex must be spoken of than the other.
const MAJORITY: f32 = 2.0;

/// What the pronouns that seem to mean each entity tell of its sex.
fn told(document: &Document, named: &Named, links: &[Link]) -> Vec<Sex> {
    let mut votes = vec![[0.0_f32; 2]; named.entities.len()];
    for link in links.iter().filter(|link| link.form == Form::Pronoun && link.fresh) {
        let vote = &mut votes[link.entity];
        match document.lower(link.head) {
            "he" | "him" | "his" | "himself" => vote[0] += link.confidence,
            "she" | "her" | "hers" | "herself" => vote[1] += link.confidence,
            _ => {}
        }
    }
    let sex = |[he, she]: [f32; 2]| match (he, she) {
        _ if he > 0.5 && he > she * MAJORITY => Sex::Male,
        _ if she > 0.5 && she > he * MAJORITY => Sex::Female,
        _ => Sex::Unknown,
    };
    votes.into_iter().map(sex).collect()
}
