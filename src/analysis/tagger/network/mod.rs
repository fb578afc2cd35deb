//! The random field's partner: a small network whose scores are added to the field's.
//!
//! The field weighs what it has seen; the network, made of few and dense numbers, must find what names have in
//! common, and knows more of those that nobody has seen. Their sum is better than either (a product of experts,
//! Hinton 2002). It is a network of windows as in Collobert et al. 2011: a word is the sum of the rows of its
//! [`features`]; a first layer sees the words at [`features::PLACES`] places, a second one [`TAPS`] neighbours of
//! the first; what the document was tagged as elsewhere comes in there, so that a second pass costs little.
//!
//! Rows lie in the field's table, [`LANES`] lanes to a part. All numbers are fixed-point integers of two bytes whose
//! scales the trainer chose; products keep their upper half. What one spelling adds at one place is computed once
//! per document.

pub mod features;
pub mod weights;

use super::{
    Kin, add,
    features::members,
    frequent::Frequent,
    labels::LANES,
    memory::Recollection,
    model::Model,
    spelling::Spelling,
    table::{Asked, Scores, Table},
    view::View,
};
use fearless_simd::{Level, Simd, dispatch, i16x16, prelude::*};
use features::{PLACES, Place};
use std::ops::Range;
use weights::Weights;

/// Numbers that stand for a word: two parts of a row.
pub const WORD: usize = 2 * LANES;
/// Numbers of the first layer.
pub const FIRST: usize = 8 * LANES;
/// Numbers of the second layer.
pub const SECOND: usize = 4 * LANES;
/// How many neighbours of the first layer the second sees.
pub const TAPS: usize = 2 * SIDE + 1;
/// Of these, so many are to each side.
pub const SIDE: usize = 2;

/// Parts of the row of a word's feature.
const WORD_PARTS: usize = WORD / LANES;
/// Parts of the row of a place's feature.
const PLACE_PARTS: usize = FIRST / LANES;
/// Parts of the row of a feature of memory.
const MEMORY_PARTS: usize = SECOND / LANES;

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

/// What the rows of a thing's features add up to, their parts in a row and moved up by some bits.
fn joined<const PARTS: usize, const ALL: usize>(parts: [Scores; PARTS], shift: u32) -> [i16; ALL] {
    let mut all = [0; ALL];
    all.iter_mut().zip(parts.as_flattened()).for_each(|(slot, &number)| *slot = number);
    moved_up(&all, shift)
}

/// Moves numbers up by some bits; those out of range stay at its ends.
fn moved_up<const ALL: usize>(numbers: &[i16; ALL], shift: u32) -> [i16; ALL] {
    let most = i16::MAX >> shift;
    numbers.map(|number| number.clamp(-most, most) << shift)
}

/// What leaves a layer: nothing negative, the rest moved up.
#[inline(always)]
fn rectified<const ALL: usize>(numbers: &[i16; ALL]) -> [i16; ALL] {
    let most = i16::MAX >> LAYER_SHIFT;
    numbers.map(|number| number.clamp(0, most) << LAYER_SHIFT)
}

/// Adds the product of a layer and a matrix, in the widest lanes that the processor has.
fn multiply<const ALL: usize>(layer: &[i16], matrix: &[[i16; ALL]], sum: &mut [i16; ALL]) {
    dispatch!(Level::new(), _ => multiply_lanes(layer, matrix, sum));
}

#[inline(always)]
fn multiply_lanes<const ALL: usize>(layer: &[i16], matrix: &[[i16; ALL]], sum: &mut [i16; ALL]) {
    let mut total = made_up(sum, layer.iter().filter(|&&number| number != 0).count());
    for (&number, row) in layer.iter().zip(matrix) {
        add_product(number, row, &mut total);
    }
    *sum = total;
}

/// Cutting products off loses half a unit of each on average.
#[inline(always)]
fn made_up<const ALL: usize>(sum: &[i16; ALL], products: usize) -> [i16; ALL] {
    let lost = products as i16 / 2;
    sum.map(|slot| slot.saturating_add(lost))
}

#[inline(always)]
fn add_product<const ALL: usize>(number: i16, row: &[i16; ALL], total: &mut [i16; ALL]) {
    for (slot, &weight) in total.iter_mut().zip(row) {
        // The upper half of the product: one instruction for many lanes.
        let product = (i32::from(number) * i32::from(weight)) >> 16;
        *slot = slot.saturating_add(product as i16);
    }
}

/// What leaves the first layer of a token: most of it is zero, and only the rest is kept, with its places.
#[derive(Clone, Copy)]
struct Given {
    numbers: [(u16, i16); FIRST],
    count: usize,
}

impl Given {
    /// What a token gives that is not there.
    const NOTHING: Self = Self { numbers: [(0, 0); FIRST], count: 0 };

    /// Takes what is more than zero of a layer, which is the sum of some rows.
    fn take(&mut self, rows: &[&[i16; FIRST]]) {
        dispatch!(Level::new(), simd => self.take_lanes(simd, rows));
    }

    #[inline(always)]
    fn take_lanes(&mut self, simd: impl Simd, rows: &[&[i16; FIRST]]) {
        let nothing = i16x16::splat(simd, 0);
        let mut layer = [0; FIRST];
        let mut given = [0u64; FIRST / LARGE];
        for (part, slots) in layer.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
            let lanes = |row: &[i16; FIRST]| {
                let (parts, _) = row.as_chunks::<LANES>();
                i16x16::simd_from(simd, parts[part])
            };
            let mut sum = nothing;
            for row in rows {
                sum = sum.saturating_add(lanes(row));
            }
            *slots = rectified(&sum.into());
            let bits = i16x16::simd_from(simd, *slots).simd_gt(nothing).to_bitmask();
            given[part * LANES / LARGE] |= bits << (part * LANES % LARGE);
        }
        let mut count = 0;
        for (half, bits) in given.into_iter().enumerate() {
            for place in members(bits) {
                let place = half * LARGE + place as usize;
                self.numbers[count] = (place as u16, layer[place]);
                count += 1;
            }
        }
        self.count = count;
    }

    /// Adds the products of some neighbours and a matrix, of which each has a part.
    fn multiply(neighbours: [&Self; TAPS], matrix: &[[i16; SECOND]], sum: &mut Late) {
        dispatch!(Level::new(), _ => Self::multiply_lanes(neighbours, matrix, sum));
    }

    #[inline(always)]
    fn multiply_lanes(neighbours: [&Self; TAPS], matrix: &[[i16; SECOND]], sum: &mut Late) {
        let mut total = made_up(sum, neighbours.iter().map(|given| given.count).sum());
        for (given, rows) in neighbours.iter().zip(matrix.chunks_exact(FIRST)) {
            for &(place, number) in given.numbers.iter().take(given.count) {
                add_product(number, &rows[usize::from(place)], &mut total);
            }
        }
        *sum = total;
    }
}

/// Places whose bits are in one number.
const LARGE: usize = u64::BITS as usize;

/// What a word adds to the first layer at each place.
pub type Sums = [[i16; FIRST]; PLACES];

/// The network at work on one document.
pub struct Partner<'v, 'm> {
    weights: &'m Weights,
    frequent: &'m Frequent<Sums>,
    view: &'v View<'v>,
    table: Table<'m>,
    /// What every token's first layer begins with.
    start: [i16; FIRST],
    /// By spelling.
    known: Vec<Option<Known<'m>>>,
    /// What spellings add to the first layer at one place.
    sums: Vec<[i16; FIRST]>,
    /// How many sums before these are forgotten.
    forgotten: u32,
    /// What places add, with their keys; a slot is taken by the last that came.
    stands: Vec<(u64, [i16; FIRST])>,
    /// The first layers of a token and its neighbours while tokens are read; here, so that nobody need clear it.
    ring: Vec<Given>,
}

/// What is known of a spelling.
#[derive(Clone)]
enum Known<'m> {
    /// What it adds at each place.
    All(&'m Sums),
    /// The word; and by place one more than the number of its sum among all there were, zero where there was none.
    Word([i16; WORD], [u32; PLACES]),
}

/// Sums that are kept at most: a long document must not fill the memory (some 4 MB).
const KEPT: usize = 16_384;

/// At so many places a spelling of an article is seen, on average.
const OFTEN: usize = 4;

/// Slots for what places add.
const STANDS: usize = 256;

impl<'v, 'm> Partner<'v, 'm> {
    /// A network for a document, which is like a corpus or like none.
    pub fn new(model: &'m Model<'m>, view: &'v View<'v>, kin: Option<Kin>) -> Self {
        let mut partner = Self {
            weights: &model.network,
            frequent: &model.frequent_sums,
            view,
            table: model.table,
            start: model.network.first_bias,
            known: vec![None; view.spellings.len()],
            sums: Vec::with_capacity((view.spellings.len() * OFTEN).min(KEPT)),
            forgotten: 0,
            stands: vec![(0, [0; FIRST]); STANDS],
            ring: vec![Given::NOTHING; TAPS],
        };
        if let Some(kin) = kin {
            let own =
                model.table.sum::<PLACE_PARTS>(|asked| asked.add(features::of_corpus(kin.corpus)));
            add(&mut partner.start, &kin.part_of(joined(own, PLACE_SHIFT)));
        }
        partner
    }

    /// Reads tokens of one block, prepared before: for each the second layer, and what that gives to the scores.
    pub fn read(&mut self, tokens: Range<usize>, mut each: impl FnMut(usize, Late, Scores)) {
        let around = with_neighbours(self.view, tokens.clone());
        // The first layers of neighbours; a token's place is its number and SIDE.
        let mut ring = std::mem::take(&mut self.ring);
        let fill = |partner: &mut Self, ring: &mut [Given], place: usize| {
            let slot = &mut ring[place % TAPS];
            match place.checked_sub(SIDE).filter(|token| around.contains(token)) {
                Some(token) => partner.first(token, slot),
                None => slot.count = 0,
            }
        };
        for place in tokens.start..tokens.start + TAPS - 1 {
            fill(self, &mut ring, place);
        }
        for token in tokens {
            fill(self, &mut ring, token + TAPS - 1);
            let neighbours = std::array::from_fn(|tap| &ring[(token + tap) % TAPS]);
            let mut late = self.weights.second_bias;
            Given::multiply(neighbours, &self.weights.second, &mut late);
            let scores = self.scores(&late);
            each(token, late, scores);
        }
        self.ring = ring;
    }

    /// Computes the first layer of a token.
    fn first(&mut self, token: usize, given: &mut Given) {
        let (seen, count) = features::seen_from(self.view, token);
        let stand = self.stand(&Place::of(self.view, token));
        if self.sums.len() + PLACES > KEPT {
            self.forgotten += self.sums.len() as u32;
            self.sums.clear();
        }
        for (place, &spelling) in seen.iter().enumerate().take(count) {
            self.add_up(spelling, place);
        }
        let mut rows = [&self.start; 2 + PLACES];
        for (place, &spelling) in seen.iter().enumerate().take(count) {
            rows[1 + place] = self.sum_of(spelling, place);
        }
        rows[1 + count] = &self.stands[stand].1;
        given.take(&rows[..2 + count]);
    }

    /// Looks up together what reading some tokens needs.
    pub fn prepare(&mut self, tokens: impl Iterator<Item = Range<usize>>) {
        let Self { view, frequent, weights, table, known, stands, .. } = self;
        let all = |spelling: &Spelling| {
            let word =
                joined(table.sum::<WORD_PARTS>(|asked| of_word(spelling, asked)), WORD_SHIFT);
            let mut sums = [[0; FIRST]; PLACES];
            for (place, sum) in sums.iter_mut().enumerate() {
                weights.add(&word, place, sum);
            }
            sums
        };
        let mut words = Vec::new();
        let mut places = Vec::new();
        for token in tokens.flat_map(|tokens| with_neighbours(view, tokens)) {
            let place = Place::of(view, token);
            let key = place.key();
            let (kept, _) = &mut stands[key as usize % STANDS];
            if *kept != key {
                *kept = key;
                places.push((key, place));
            }
            let (seen, count) = features::seen_from(view, token);
            for &spelling in &seen[..count] {
                known[spelling].get_or_insert_with(|| {
                    let text = &view.spellings[spelling];
                    match frequent.get(text, || all(text)) {
                        Some(sums) => Known::All(sums),
                        None => {
                            words.push(spelling);
                            Known::Word([0; WORD], [0; PLACES])
                        }
                    }
                });
            }
        }
        table.sums(
            places,
            |(_, place), asked| place.features(&mut |feature| asked.add(feature)),
            |(key, _), parts: [_; PLACE_PARTS]| {
                let (kept, sum) = &mut stands[key as usize % STANDS];
                if *kept == key {
                    *sum = joined(parts, PLACE_SHIFT);
                }
            },
        );
        table.sums(
            words,
            |&spelling, asked| of_word(&view.spellings[spelling], asked),
            |spelling, parts: [_; WORD_PARTS]| {
                known[spelling] = Some(Known::Word(joined(parts, WORD_SHIFT), [0; PLACES]));
            },
        );
    }

    /// The slot of what a token's place adds.
    fn stand(&mut self, place: &Place) -> usize {
        let key = place.key();
        let slot = key as usize % STANDS;
        let (kept, sum) = &mut self.stands[slot];
        // Another that shares its slot may have come since it was prepared.
        if *kept != key {
            let parts = self.table.sum::<PLACE_PARTS>(|asked| {
                place.features(&mut |feature| asked.add(feature));
            });
            (*kept, *sum) = (key, joined(parts, PLACE_SHIFT));
        }
        slot
    }

    /// Works out what a spelling adds at a place, where it is not known yet.
    fn add_up(&mut self, spelling: usize, place: usize) {
        let Some(Known::Word(word, numbers)) = &mut self.known[spelling] else { return };
        if numbers[place] <= self.forgotten {
            let mut sum = [0; FIRST];
            self.weights.add(word, place, &mut sum);
            self.sums.push(sum);
            numbers[place] = self.forgotten + self.sums.len() as u32;
        }
    }

    /// What a spelling adds at a place, worked out before.
    fn sum_of(&self, spelling: usize, place: usize) -> &[i16; FIRST] {
        let sum = match &self.known[spelling] {
            None => None,
            Some(Known::All(sums)) => sums.get(place),
            Some(Known::Word(_, numbers)) => {
                let number = numbers[place].checked_sub(self.forgotten + 1);
                number.and_then(|number| self.sums.get(number as usize))
            }
        };
        sum.unwrap_or(&[0; FIRST])
    }

    /// What a second layer gives to the scores of its token.
    fn scores(&self, late: &Late) -> Scores {
        let mut sum = self.weights.third_bias;
        multiply(&rectified(late), &self.weights.third, &mut sum);
        sum.map(|score| score >> SCORE_SHIFT)
    }

    /// How the scores of tokens, given with their second layers, change by what is remembered of their words.
    pub fn remember(
        &self,
        remembered: &[(usize, Late, Recollection)],
        mut each: impl FnMut(usize, Scores),
    ) {
        self.table.sums(
            remembered,
            |(_, _, known), asked| features::of_memory(known, &mut |feature| asked.add(feature)),
            |(token, late, _), parts: [_; MEMORY_PARTS]| {
                let mut remembering = *late;
                add(&mut remembering, &joined(parts, MEMORY_SHIFT));
                let (mut scores, before) = (self.scores(&remembering), self.scores(late));
                scores.iter_mut().zip(before).for_each(|(score, before)| *score -= before);
                each(*token, scores);
            },
        );
    }
}

/// Asks for the rows of a word.
fn of_word(spelling: &Spelling, asked: &mut Asked<WORD_PARTS>) {
    features::of_form(spelling, &mut |feature| asked.add(feature));
    features::of_identity(spelling, &mut |feature| asked.add(feature));
}

/// Some tokens of one block and the neighbours they have in it.
fn with_neighbours(view: &View, tokens: Range<usize>) -> Range<usize> {
    if tokens.is_empty() {
        return tokens;
    }
    let Range { start, end } = tokens;
    let reach = |from: usize, way: isize| {
        (1..=SIDE).take_while(|&far| view.id(from, way * far as isize) != 0).count()
    };
    start - reach(start, -1)..end + reach(end - 1, 1)
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
        let mut read = |tokens: Range<usize>| {
            let mut all = Vec::new();
            partner.prepare(std::iter::once(tokens.clone()));
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
