//! Coreference: who "he" is, and "the attorney general", over the whole article.
//!
//! One walk through the text ([`walk`]) keeps in mind what has been talked of ([`discourse`]): names,
//! unnamed people and things ([`phrases`]), and what pronouns took up. Each pronoun and each definite
//! description is a [`Case`]: its candidates are what was mentioned lately, their features
//! ([`features`]) are ranked by a small trained model ([`model`]). What grammar makes plain (`evident`)
//! is decided without it: the holder of a role, "Acme said it", the speaker's own "I" (`speech`). What
//! headings and captions say is forgotten after them (`asides`); what is not sure stays unresolved.

mod asides;
mod candidates;
pub mod discourse;
mod evidence;
mod evident;
pub mod features;
pub mod model;
pub mod phrases;
mod scene;
mod speech;
pub mod walk;
pub mod words;

use super::Named;
use crate::analysis::{Form, document::Document};
use features::{Anaphor, Features};
use model::{Weights, softmax};
use std::ops::Range;
use walk::Walk;
use words::Family;

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
    /// Whether it said something last, and the anaphor says more.
    pub speaks_on: bool,
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
    /// The index of the only candidate whose role or name has the very noun of a description.
    pub evident: Option<usize>,
}

/// What a judge says of a case.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// The index of the candidate meant, `None` for none of them.
    pub chosen: Option<usize>,
    /// How sure that is, in [0, 1].
    pub sure: f32,
    /// The probability of each candidate, and last that of none; empty where the judge does not weigh.
    pub chances: Vec<f32>,
}

impl Verdict {
    /// What is known without weighing.
    pub fn told(chosen: Option<usize>) -> Self {
        Self { chosen, sure: 1.0, chances: Vec::new() }
    }

    /// The candidate with a name that is meant if any is, and how sure that is.
    fn guess(&self, case: &Case) -> Option<(usize, f32)> {
        let chances = self.chances.iter().copied().enumerate().take(case.candidates.len());
        let named = chances.filter(|(index, _)| case.candidates[*index].entity.is_some());
        named.reduce(|a, b| if b.1 > a.1 { b } else { a })
    }
}

/// Who decides a case.
pub trait Judge {
    /// Decides it.
    fn judge(&mut self, case: &Case) -> Verdict;
}

/// How sure a description is that has the very noun of one role or name; measured on GUM's training
/// part.
const EVIDENT: f32 = 0.6;

/// Where annotators followed everybody who is talked of, news means somebody that it names.
const TRUST: f32 = 2.0;

/// How much less somebody without a name weighs for "he" and "she" than was learnt, for the same reason.
const NAMED: f32 = 2.0;

/// How much more somebody without a name weighs who said something right before: "A clerk said so. 'Now,' he said."
const SPEAKS_ON: f32 = 1.5;

/// The judge that weighs features.
#[derive(Clone, Copy, Debug)]
pub struct Ranker<'w> {
    /// What was learnt.
    pub weights: &'w Weights,
    /// How much less "none of them" weighs for "he" and "she" than was learnt.
    pub trust: f32,
    /// How much less people without names do.
    pub named: f32,
}

impl<'w> Ranker<'w> {
    /// The judge of news.
    pub const fn trusting(weights: &'w Weights) -> Self {
        Self { weights, trust: TRUST, named: NAMED }
    }

    /// The probability of each candidate, and last that of none.
    pub fn probabilities(&self, case: &Case) -> Vec<f32> {
        let of = |features: &Features| self.weights.score(&case.groups, features.slots());
        let candidates = case.candidates.iter().map(|candidate| of(&candidate.features));
        let mut scores: Vec<f32> = candidates.chain([of(&case.none)]).collect();
        if let Some((Family::Person(_), _)) = case.anaphor.pronoun {
            for (score, candidate) in scores.iter_mut().zip(&case.candidates) {
                *score += match candidate.entity {
                    None if candidate.speaks_on => SPEAKS_ON,
                    None => -self.named,
                    Some(_) => 0.0,
                };
            }
            scores.last_mut().into_iter().for_each(|none| *none -= self.trust);
        }
        softmax(&mut scores);
        scores
    }
}

impl Judge for Ranker<'_> {
    fn judge(&mut self, case: &Case) -> Verdict {
        let chances = self.probabilities(case);
        let best = chances.iter().copied().enumerate().reduce(|a, b| if b.1 > a.1 { b } else { a });
        let (best, sure) = best.unwrap_or((0, 1.0));
        let (chosen, sure) = match case.evident {
            _ if best < case.candidates.len() => (Some(best), sure),
            Some(index) => (Some(index), chances[index].max(EVIDENT)),
            None => (None, sure),
        };
        Verdict { chosen, sure, chances }
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
        let judge = &mut Ranker::trusting(Weights::shipped());
        // The first walk asks after the sex of people alone, and goes no further than it can be told.
        Self::walked(document, named, quoted, judge, |walk| walk.silence())
    }

    /// Resolves a document as a judge decides. Both walks go to the end: one who learns wants every case.
    pub fn judged(
        document: &Document,
        named: &Named,
        quoted: &[Range<usize>],
        judge: &mut impl Judge,
    ) -> Self {
        Self::walked(document, named, quoted, judge, |_| usize::MAX)
    }

    fn walked(
        document: &Document,
        named: &Named,
        quoted: &[Range<usize>],
        judge: &mut impl Judge,
        end: impl Fn(&Walk) -> usize,
    ) -> Self {
        let scene = scene::Scene::new(document, named, quoted);
        let first = Walk::new(document, named, &scene, None);
        let end = end(&first);
        let told = first.listen(judge, end);
        let links = Walk::new(document, named, &scene, Some(&told)).run(judge);
        Self { links }
    }

    /// The mention whose head is a token.
    pub fn at(&self, token: usize) -> Option<&Link> {
        let found = self.links.binary_search_by_key(&token, |link| link.head).ok()?;
        self.links.get(found)
    }
}

#[cfg(test)]
mod tests;
