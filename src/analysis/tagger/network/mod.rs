//! The random field's partner: a small network whose scores are added to the field's.
//!
//! The field weighs what it has seen; the network, made of few and dense numbers, must find what names have in
//! common, and knows more of those that nobody has seen. Their sum is better than either (a product of experts,
//! Hinton 2002). It is a network of windows as in Collobert et al. 2011: a word is the sum of the rows of its
//! [`features`]; a first layer sees the words at [`features::PLACES`] places, a second one three neighbours of
//! the first; what the document was tagged as elsewhere comes in there, so that a second pass costs little.
//!
//! Rows lie in the field's table, [`LANES`] lanes to a part. All numbers are fixed-point integers of two bytes whose
//! scales the trainer chose; products keep their upper half. What one spelling adds at one place is computed once
//! per document.

pub mod features;
pub mod frequent;
pub mod weights;

use super::{
    Kin, add,
    labels::LANES,
    memory::Recollection,
    model::Model,
    spelling::mix,
    table::{Batch, Scores, Table},
    view::View,
};
use features::{PLACES, Place};
use frequent::{Frequent, Sums};
use std::ops::Range;
use weights::Weights;

/// Numbers that stand for a word: two parts of a row.
pub const WORD: usize = 2 * LANES;
/// Numbers of the first layer.
pub const FIRST: usize = 4 * LANES;
/// Numbers of the second layer.
pub const SECOND: usize = 2 * LANES;
/// So many neighbours of the first layer are seen by the second.
pub const TAPS: usize = 3;

/// The second layer of a token, before what is remembered of it comes in.
pub type Late = [i16; SECOND];

/// Bits by which sums of rows of words are moved up, to use the whole range of two bytes.
pub const WORD_SHIFT: u32 = 4;
/// The same for sums of rows of places.
pub const PLACE_SHIFT: u32 = 2;
/// The same for sums of rows of memory.
pub const MEMORY_SHIFT: u32 = 2;
/// The same for what leaves a layer.
pub const LAYER_SHIFT: u32 = 2;
/// Bits by which the last sums are finer than scores.
pub const SCORE_SHIFT: u32 = 4;

/// The row of one part of a feature.
pub const fn part(feature: u64, part: usize) -> u64 {
    mix(feature, part as u64 + 0x3c6e)
}

/// Features whose rows, of several parts, are asked for together.
struct Wide<'m, const PARTS: usize>([Batch<'m>; PARTS]);

impl<'m, const PARTS: usize> Wide<'m, PARTS> {
    fn new(table: Table<'m>) -> Self {
        Self(std::array::from_fn(|_| Batch::new(table)))
    }

    fn add(&mut self, feature: u64) {
        for (number, batch) in self.0.iter_mut().enumerate() {
            batch.add(part(feature, number));
        }
    }

    /// The sum of all rows asked for, moved up by some bits; begins anew.
    fn take<const ALL: usize>(&mut self, shift: u32) -> [i16; ALL] {
        let mut sum = [0; ALL];
        let (parts, _) = sum.as_chunks_mut::<LANES>();
        for (slot, batch) in parts.iter_mut().zip(&mut self.0) {
            *slot = batch.take();
        }
        moved_up(&sum, shift)
    }
}

/// Moves numbers up by some bits; those out of range stay at its ends.
fn moved_up<const ALL: usize>(numbers: &[i16; ALL], shift: u32) -> [i16; ALL] {
    let most = i16::MAX >> shift;
    numbers.map(|number| number.clamp(-most, most) << shift)
}

/// What leaves a layer: nothing negative, the rest moved up.
fn rectified<const ALL: usize>(numbers: &[i16; ALL]) -> [i16; ALL] {
    let most = i16::MAX >> LAYER_SHIFT;
    numbers.map(|number| number.clamp(0, most) << LAYER_SHIFT)
}

/// Adds the product of a layer and a matrix.
#[inline]
fn multiply<const ALL: usize>(layer: &[i16], matrix: &[[i16; ALL]], sum: &mut [i16; ALL]) {
    // Cutting a product off loses half a unit of it on average.
    let lost = layer.iter().filter(|&&number| number != 0).count() as i16 / 2;
    sum.iter_mut().for_each(|slot| *slot = slot.saturating_add(lost));
    for (&number, row) in layer.iter().zip(matrix) {
        for (slot, &weight) in sum.iter_mut().zip(row) {
            // The upper half of the product: one instruction for many lanes.
            let product = (i32::from(number) * i32::from(weight)) >> 16;
            *slot = slot.saturating_add(product as i16);
        }
    }
}

/// The network at work on one document.
pub struct Partner<'v, 'm> {
    weights: &'m Weights,
    frequent: &'m Frequent,
    view: &'v View<'v>,
    words: Wide<'m, { WORD / LANES }>,
    places: Wide<'m, { FIRST / LANES }>,
    memory: Wide<'m, { SECOND / LANES }>,
    /// What every token's first layer begins with.
    start: [i16; FIRST],
    /// By spelling.
    known: Vec<Option<Known<'m>>>,
    /// What spellings add to the first layer at one place.
    sums: Vec<[i16; FIRST]>,
    /// What places add, with their keys; a slot is taken by the last that came.
    stands: Vec<(u64, [i16; FIRST])>,
}

/// What is known of a spelling.
#[derive(Clone)]
enum Known<'m> {
    /// What it adds at each place.
    All(&'m Sums),
    /// The word; and by place one more than the number of its sum, zero where there is none yet.
    Word([i16; WORD], [u32; PLACES]),
}

/// Sums that are kept at most: a long document must not fill the memory (some 2 MB).
const KEPT: usize = 16_384;

/// Slots for what places add.
const STANDS: usize = 256;

impl<'v, 'm> Partner<'v, 'm> {
    /// A network for a document, which is like a corpus or like none.
    pub fn new(model: &'m Model<'m>, view: &'v View<'v>, kin: Option<Kin>) -> Self {
        let mut partner = Self {
            weights: &model.network,
            frequent: &model.frequent,
            view,
            words: Wide::new(model.table),
            places: Wide::new(model.table),
            memory: Wide::new(model.table),
            start: model.network.first_bias,
            known: vec![None; view.spellings.len()],
            sums: Vec::new(),
            stands: vec![(0, [0; FIRST]); STANDS],
        };
        if let Some(kin) = kin {
            partner.places.add(features::of_corpus(kin.corpus));
            let own = partner.places.take(PLACE_SHIFT);
            add(&mut partner.start, &kin.part_of(own));
        }
        partner
    }

    /// Reads tokens of one block: for each the second layer, and what that gives to the scores.
    pub fn read(&mut self, tokens: Range<usize>, mut each: impl FnMut(usize, Late, Scores)) {
        let (first, last) = (tokens.start, tokens.end.saturating_sub(1));
        let before = if self.view.id(first, -1) == 0 { [0; FIRST] } else { self.first(first - 1) };
        let mut window = [[0; FIRST], before, self.first(first)];
        for token in tokens {
            window.rotate_left(1);
            let beyond = token == last && self.view.id(token, 1) == 0;
            window[TAPS - 1] = if beyond { [0; FIRST] } else { self.first(token + 1) };
            let mut late = self.weights.second_bias;
            multiply(window.as_flattened(), &self.weights.second, &mut late);
            let scores = self.scores(&late);
            each(token, late, scores);
        }
    }

    /// The first layer of a token.
    fn first(&mut self, token: usize) -> [i16; FIRST] {
        let mut sum = self.start;
        let (seen, count) = features::seen_from(self.view, token);
        for (place, &spelling) in seen.iter().enumerate().take(count) {
            add(&mut sum, self.sum_of(spelling, place));
        }
        add(&mut sum, self.stand(&Place::of(self.view, token)));
        rectified(&sum)
    }

    /// What a token's place adds.
    fn stand(&mut self, place: &Place) -> &[i16; FIRST] {
        let key = place.key();
        let (kept, sum) = &mut self.stands[key as usize % STANDS];
        if *kept != key {
            place.features(&mut |feature| self.places.add(feature));
            (*kept, *sum) = (key, self.places.take(PLACE_SHIFT));
        }
        sum
    }

    /// What a spelling adds at a place.
    fn sum_of(&mut self, spelling: usize, place: usize) -> &[i16; FIRST] {
        let Self { weights, sums, .. } = self;
        if sums.len() >= KEPT {
            sums.clear();
            self.known.fill(None);
        }
        let known = self.known[spelling].get_or_insert_with(|| {
            let spelling = &self.view.spellings[spelling];
            let mut word = || {
                features::of_form(spelling, &mut |feature| self.words.add(feature));
                features::of_identity(spelling, &mut |feature| self.words.add(feature));
                self.words.take(WORD_SHIFT)
            };
            let all = || {
                let word = word();
                std::array::from_fn(|place| weights.place(&word, place))
            };
            match self.frequent.get(spelling, all) {
                Some(sums) => Known::All(sums),
                None => Known::Word(word(), [0; PLACES]),
            }
        });
        match known {
            Known::All(sums) => &sums[place],
            Known::Word(word, numbers) => {
                if numbers[place] == 0 {
                    sums.push(weights.place(word, place));
                    numbers[place] = sums.len() as u32;
                }
                &sums[numbers[place] as usize - 1]
            }
        }
    }

    /// What a second layer gives to the scores of its token.
    fn scores(&self, late: &Late) -> Scores {
        let mut sum = self.weights.third_bias;
        multiply(&rectified(late), &self.weights.third, &mut sum);
        sum.map(|score| score >> SCORE_SHIFT)
    }

    /// How the scores of a token change by what is remembered of its word.
    pub fn change(&mut self, late: &Late, recollection: &Recollection) -> Scores {
        features::of_memory(recollection, &mut |feature| self.memory.add(feature));
        let mut remembering = *late;
        add(&mut remembering, &self.memory.take(MEMORY_SHIFT));
        let (mut scores, before) = (self.scores(&remembering), self.scores(late));
        scores.iter_mut().zip(before).for_each(|(score, before)| *score -= before);
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{document::Document, lexicon::Lexicon, tagger::model},
        article::{self, Format},
    };

    #[test]
    fn what_a_token_gets_does_not_depend_on_where_reading_begins() {
        let text = "Old Carrow, home of Mara Vell and of the Tarn Bank, lies on the Orme.";
        let article = article::read(text.to_owned(), Format::Plain, String::new(), None);
        let (prose, lexicon) = (article.prose(), Lexicon::open());
        let document = Document::new(&article, &prose, &lexicon);
        let model = model::embedded().expect("the embedded model is whole");
        let view = View::new(&document, &model.clusters);
        let mut partner = Partner::new(model, &view, None);
        let mut read = |tokens| {
            let mut all = Vec::new();
            partner.read(tokens, |_, _, scores| all.push(scores));
            all
        };
        let count = document.tokens.len();
        let together = read(0..count);
        let apart: Vec<Scores> = (0..count).flat_map(|token| read(token..token + 1)).collect();
        assert_eq!(together, apart);
        assert!(together.iter().any(|scores| scores != &together[0]), "{together:?}");
    }
}
