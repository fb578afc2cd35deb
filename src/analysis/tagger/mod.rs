//! The tagger: which tokens are names, and of what kind.
//!
//! A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001): [`features`] name rows of
//! weights, whose sum scores the [`labels`] of each token; the best sequence is found by dynamic programming
//! ([`decode`]). It reads a document twice: the second time it remembers what each word was tagged as elsewhere
//! ([`memory`]). The weights are trained by the example `train-tagger`; the card in `analysis/model/README.md`
//! says on what.

pub mod clusters;
pub mod decode;
pub mod features;
pub mod labels;
pub mod memory;
pub mod model;
pub mod network;
pub mod spelling;
pub mod table;
pub mod view;

use super::{EntityKind, document::Document};
use decode::Decoder;
use features::OFFSETS;
use labels::{KINDS, LANES, Label, OUTSIDE};
use memory::Memory;
use model::Model;
use network::Partner;
use spelling::Spelling;
use std::ops::Range;
use table::{Batch, Scores};
use view::{Stretch, View};

/// A name as the tagger gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    /// Its tokens, without titles, without an article before or a possessive behind.
    pub tokens: Range<usize>,
    /// Index of its block.
    pub section: usize,
    /// What kind of thing it names.
    pub kind: EntityKind,
    /// Probability that tokens and kind are right.
    pub confidence: f32,
}

/// Spellings of a document that are asked which corpus it is like.
pub const KINSHIP_SAMPLE: usize = 400;

/// A corpus must be this much more likely than all others for its own rows to count in full (log odds); they
/// count the less the less it is.
const KINSHIP_FULL: f32 = 1.5;

/// Finds all names of a document, in order. Blocks that repeat the headline have none of their own.
pub fn tag(model: &Model, document: &Document) -> Vec<Tagged> {
    let view = View::new(document, &model.clusters);
    let kin = kinship(model, &view);
    let mut scores = scores(model, document, &view, kin);
    let mut partner = Partner::new(model, &view, kin);
    // The tokens that something may be remembered of, each with the network's second layer.
    let mut lates = Vec::new();
    let mut found = vec![OUTSIDE; document.tokens.len()];
    let mut decoder = Decoder::new(&model.transitions);
    for stretch in view.stretches() {
        partner.read(view.inner(stretch), |token, late, answer| {
            add(&mut scores[token], &answer);
            if view.at(token, 0).may_be_name() {
                lates.push((token, late));
            }
        });
        let tokens = stretch.tokens.clone();
        decoder.decode(&scores[tokens.clone()], &mut found[tokens]);
    }
    let memory = remember(document, &view, &found);
    let mut batch = Batch::new(model.table);
    let mut lates = lates.into_iter().peekable();
    for Stretch { tokens, .. } in view.stretches() {
        let mut changed = false;
        while let Some((token, late)) = lates.next_if(|(token, _)| tokens.contains(token)) {
            let Some(recollection) = memory.recall(document.tokens[token].word, found[token])
            else {
                continue;
            };
            let own = view.at(token, 0);
            features::of_memory(&recollection, own, &mut |feature| batch.add(feature));
            add(&mut scores[token], &batch.take());
            add(&mut scores[token], &partner.change(&late, &recollection));
            changed = true;
        }
        if changed {
            decoder.decode(&scores[tokens.clone()], &mut found[tokens.clone()]);
        }
    }
    let mut names = Vec::new();
    for &Stretch { section, ref tokens } in view.stretches() {
        let (labels, scores) = (&found[tokens.clone()], &scores[tokens.clone()]);
        for (name, kind) in labels::names(labels) {
            names.push(Tagged {
                confidence: decoder.confidence(scores, labels, name.clone(), model.unit),
                tokens: tokens.start + name.start..tokens.start + name.end,
                section,
                kind: KINDS[kind],
            });
        }
    }
    names
}

/// The scores of all tokens that can be in a name, in the first pass.
fn scores(model: &Model, document: &Document, view: &View, kin: Option<Kin>) -> Vec<Scores> {
    let mut words = WordScores::new(model, view, kin);
    let mut batch = Batch::new(model.table);
    let mut scores = vec![[0; LANES]; document.tokens.len()];
    for token in view.stretches().iter().flat_map(|stretch| stretch.tokens.clone()) {
        let sum = &mut scores[token];
        for (offset, &distance) in OFFSETS.iter().enumerate() {
            words.add(view.id(token, distance), offset, sum);
        }
        features::of_context(view, token, &mut |feature| batch.add(feature));
        add(sum, &batch.take());
    }
    scores
}

/// What the spellings of a document give to the scores of the tokens around them, computed when it is
/// first asked for.
struct WordScores<'v, 'm> {
    batch: Batch<'m>,
    /// The same for the rows of the corpus that the document is like.
    own: Batch<'m>,
    spellings: &'v [Spelling],
    kin: Option<Kin>,
    /// By spelling and offset.
    known: Vec<[Scores; OFFSETS.len()]>,
    /// Which of them are there: a bit for each offset.
    there: Vec<u8>,
}

impl<'v, 'm> WordScores<'v, 'm> {
    fn new(model: &Model<'m>, view: &'v View, kin: Option<Kin>) -> Self {
        let count = view.spellings.len();
        Self {
            batch: Batch::new(model.table),
            own: Batch::new(model.table),
            spellings: &view.spellings,
            kin,
            known: vec![[[0; LANES]; OFFSETS.len()]; count],
            there: vec![0; count],
        }
    }

    fn add(&mut self, spelling: usize, offset: usize, sum: &mut Scores) {
        if self.there[spelling] >> offset & 1 == 0 {
            self.there[spelling] |= 1 << offset;
            let scores = self.scores(spelling, offset);
            self.known[spelling][offset] = scores;
        }
        add(sum, &self.known[spelling][offset]);
    }

    fn scores(&mut self, spelling: usize, offset: usize) -> Scores {
        let kin = self.kin.filter(|_| offset < features::OWN_OFFSETS);
        features::of_word(&self.spellings[spelling], offset, &mut |feature| {
            self.batch.add(feature);
            if let Some(kin) = kin {
                self.own.add(features::of_corpus(feature, kin.corpus));
            }
        });
        let mut scores = self.batch.take();
        if let Some(kin) = kin {
            add(&mut scores, &kin.part_of(self.own.take()));
        }
        scores
    }
}

fn add<const ALL: usize>(sum: &mut [i16; ALL], part: &[i16; ALL]) {
    sum.iter_mut().zip(part).for_each(|(total, number)| *total = total.saturating_add(*number));
}

/// The training corpus whose ways of writing a document follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kin {
    /// Its number.
    pub corpus: usize,
    /// How much its own rows count, in parts of [`KINSHIP_WHOLE`].
    pub share: i32,
}

impl Kin {
    /// How much sums of the corpus' own rows count.
    fn part_of<const ALL: usize>(self, own: [i16; ALL]) -> [i16; ALL] {
        own.map(|number| (i32::from(number) * self.share / KINSHIP_WHOLE) as i16)
    }
}

/// The whole of a [`Kin::share`].
pub const KINSHIP_WHOLE: i32 = 64;

/// The corpus that a document is like, if it is like one clearly.
pub fn kinship(model: &Model, view: &View) -> Option<Kin> {
    let mut sums = [0i32; CORPORA];
    let mut batch = Batch::new(model.table);
    let last = view.spellings.len().min(KINSHIP_SAMPLE + 1);
    for some in view.spellings.get(1..last).unwrap_or_default().chunks(20) {
        for spelling in some {
            features::of_kinship(spelling, &mut |feature| batch.add(feature));
        }
        let rows = batch.take();
        for (lane, sum) in sums.iter_mut().enumerate() {
            *sum += i32::from(rows[lane]) * KINSHIP_PARTS + i32::from(rows[lane + CORPORA]);
        }
    }
    let count = view.spellings.len().saturating_sub(1).clamp(1, KINSHIP_SAMPLE) as f32;
    let unit = model.unit * KINSHIP_SCALE / (count * KINSHIP_PARTS as f32);
    let score = |corpus: usize| sums[corpus] as f32 * unit;
    let best = (0..CORPORA).reduce(|a, b| if score(b) > score(a) { b } else { a })?;
    let rest = (0..CORPORA).filter(|&corpus| corpus != best).map(score).fold(0.0, f32::max);
    let lead = score(best) - rest;
    let share = (lead / KINSHIP_FULL).clamp(0.0, 1.0) * KINSHIP_WHOLE as f32;
    (share >= 1.0).then_some(Kin { corpus: best, share: share as i32 })
}

/// At most so many corpora can be told apart: half the lanes of a row, as each weight takes two.
const CORPORA: usize = LANES / 2;

/// The second half of a row of kinship holds what rounding took from the first, in these parts: many
/// small weights must not all become zero.
pub const KINSHIP_PARTS: i32 = 64;

/// Keeps the weights of kinship in the range of a byte.
pub const KINSHIP_SCALE: f32 = 20.0;

/// What the first pass made of each word that may be a name.
fn remember(document: &Document, view: &View, found: &[Label]) -> Memory {
    let mut memory = Memory::new(document.words.len());
    for token in view.stretches().iter().flat_map(|stretch| stretch.tokens.clone()) {
        if view.at(token, 0).may_be_name() {
            memory.add(document.tokens[token].word, found[token]);
        }
    }
    memory
}
