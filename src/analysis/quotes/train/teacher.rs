//! Who said the quotes of an article: answers as the annotators did, and notes what was asked.

use super::{
    examples::SLOTS,
    gold::naming,
    learn::Example,
    polnear::{Annotated, Attribution},
    read::{Read, shared, tokens},
};
use quotidian::analysis::{
    entities::coreference::Chains,
    quotes::{
        self,
        assemble::Assembler,
        reporting::{
            Reporter,
            weights::{Weigh, slot},
        },
        speakers::{Case, Chances, Judge},
    },
};
use std::ops::Range;

/// A judge that knows the answers.
struct Teacher<'a> {
    annotated: &'a Annotated,
    read: &'a Read<'a>,
    examples: Vec<Example>,
}

impl Teacher<'_> {
    /// The right answer; `None` when the source is not among the claims.
    fn right(&self, case: &Case) -> Option<usize> {
        let covers = |attribution: &&Attribution| {
            shared(&attribution.content, &case.words) * 2 > case.words.len()
        };
        let size = |attribution: &&Attribution| -> usize {
            attribution.content.iter().map(|span| span.end - span.start).sum()
        };
        let covering = self.annotated.attributions.iter().filter(covers);
        let Some(own) = covering.min_by_key(size) else { return Some(case.claims.len() + 1) };
        if own.source.is_empty() {
            return Some(case.claims.len());
        }
        let claims: Vec<_> = case.claims.iter().map(|claim| claim.source.clone()).collect();
        naming(self.read, &claims, &tokens(&self.read.document, &own.source))
    }
}

impl Judge for Teacher<'_> {
    fn chances(&mut self, case: &Case) -> Chances {
        let right = self.right(case);
        if let Some(right) = right {
            let slots = |features: &Vec<u64>| {
                features.iter().map(|&feature| slot(feature, SLOTS) as u32).collect()
            };
            self.examples.push(Example::plain(case.features.iter().map(slots).collect(), right));
        }
        let right = right.unwrap_or(case.claims.len());
        (0..case.features.len()).map(|answer| f32::from(u8::from(answer == right))).collect()
    }
}

/// The examples of one article, with reports found by `reporter`.
pub fn of_speakers<W: Weigh>(
    read: &Read,
    annotated: &Annotated,
    reporter: &Reporter<W>,
) -> Vec<Example> {
    let document = &read.document;
    let quoted: Vec<Range<usize>> =
        read.segments.iter().map(|segment| quotes::kinds::tokens(document, segment)).collect();
    let chains = Chains::new(document, &read.named, &quoted);
    let mut teacher = Teacher { annotated, read, examples: Vec::new() };
    Assembler::new(document, &read.named, &chains, &read.segments, reporter).run(&mut teacher);
    teacher.examples
}
