//! The tagger: which tokens are names, and of what kind.
//!
//! A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001): [`features`] name rows of
//! weights, whose sum scores the [`labels`] of each token; the best sequence is found by dynamic programming
//! ([`decode`]). It reads a document twice: the second time it remembers what each word was tagged as elsewhere
//! ([`memory`]). What these labels leave out although it more probably is a full name than none is found beside them
//! ([`doubtful`]). The weights are trained by the example `train-tagger`; the card in `analysis/model/README.md`
//! says on what.

pub mod clusters;
pub mod decode;
pub mod doubtful;
pub mod features;
pub mod frequent;
pub mod labels;
pub mod memory;
pub mod model;
pub mod network;
pub mod spelling;
pub mod table;
pub mod view;

use super::{EntityKind, document::Document};
use decode::Decoder;
use features::{OFFSETS, OWN_OFFSETS};
use frequent::Frequent;
use labels::{KINDS, LANES, Label, OUTSIDE};
use memory::Memory;
use model::Model;
use network::{Late, Partner};
use spelling::Spelling;
use std::{ops::Range, sync::OnceLock};
use table::{Scores, Table};
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
    /// Probability that tokens and kind are right, for each of [`KINDS`].
    pub chances: [f32; KINDS.len()],
}

/// Spellings of a document that are asked which corpus it is like.
pub const KINSHIP_SAMPLE: usize = 400;

/// A corpus must be this much more likely than all others for its own rows to count in full (log odds); they
/// count the less the less it is.
const KINSHIP_FULL: f32 = 1.5;

/// How many stretches are looked at together.
const TOGETHER: usize = 16;

/// Finds all names of a document, in order. Blocks that repeat the headline have none of their own.
pub fn tag(model: &Model, document: &Document) -> Vec<Tagged> {
    let view = View::new(document, &model.clusters);
    let kin = kinship(model, &view);
    let mut scores = vec![[0; LANES]; document.tokens.len()];
    let mut words = WordScores::new(model, &view, kin);
    let mut partner = Partner::new(model, &view, kin);
    // The tokens that something may be remembered of, each with the network's second layer.
    let mut lates = Vec::new();
    let mut found = vec![OUTSIDE; document.tokens.len()];
    let mut decoder = Decoder::new(&model.transitions);
    for stretches in view.stretches().chunks(TOGETHER) {
        let tokens = || stretches.iter().flat_map(|stretch| stretch.tokens.clone());
        words.prepare(&view, tokens());
        model.table.sums(
            tokens(),
            |&token, asked| features::of_context(&view, token, &mut |feature| asked.add(feature)),
            |token, [sum]| {
                scores[token] = words.sum(&view, token);
                add(&mut scores[token], &sum);
            },
        );
        partner.prepare(stretches.iter().map(|stretch| view.inner(stretch)));
        for stretch in stretches {
            partner.read(view.inner(stretch), |token, late, answer| {
                add(&mut scores[token], &answer);
                if view.at(token, 0).may_be_name() {
                    lates.push((token, late));
                }
            });
            let tokens = stretch.tokens.clone();
            decoder.decode(&scores[tokens.clone()], &mut found[tokens]);
        }
    }
    let memory = remember(document, &view, &found);
    let recall = |(token, late): (usize, Late)| {
        let recollection = memory.recall(document.tokens[token].word, found[token])?;
        Some((token, late, recollection))
    };
    let remembered: Vec<_> = lates.into_iter().filter_map(recall).collect();
    model.table.sums(
        &remembered,
        |&&(token, _, recollection), asked| {
            let own = view.at(token, 0);
            features::of_memory(&recollection, own, &mut |feature| asked.add(feature));
        },
        |&(token, ..), [sum]| add(&mut scores[token], &sum),
    );
    partner.remember(&remembered, |token, change| add(&mut scores[token], &change));
    let mut changed = remembered.iter().map(|&(token, ..)| token).peekable();
    for Stretch { tokens, .. } in view.stretches() {
        let changes = std::iter::from_fn(|| changed.next_if(|token| tokens.contains(token)));
        if changes.count() > 0 {
            decoder.decode(&scores[tokens.clone()], &mut found[tokens.clone()]);
        }
    }
    let names = |stretch| names(document, &view, stretch, &scores, &found, &decoder, model.unit);
    view.stretches().iter().flat_map(names).collect()
}

/// The names of a stretch whose tokens have their labels, in order, with the full names that these leave out.
fn names(
    document: &Document,
    view: &View,
    stretch: &Stretch,
    scores: &[Scores],
    found: &[Label],
    decoder: &Decoder,
    unit: f32,
) -> Vec<Tagged> {
    let start = stretch.tokens.start;
    let (labels, scores) = (&found[stretch.tokens.clone()], &scores[stretch.tokens.clone()]);
    let tagged = |tokens: Range<usize>, kind, chances| Tagged {
        tokens: start + tokens.start..start + tokens.end,
        section: stretch.section,
        kind,
        chances,
    };
    let told = labels::names(labels).into_iter().map(|(name, kind)| {
        let chances = decoder.chances(scores, labels, name.clone(), unit);
        tagged(name, KINDS[kind], chances)
    });
    let doubtful = doubtful::runs(document, view, start, labels).filter_map(|run| {
        let (chances, none) = decoder.doubts(scores, labels, run.clone(), unit);
        doubtful::is_person(&chances, none).then(|| tagged(run, EntityKind::Person, chances))
    });
    let mut names: Vec<Tagged> = told.chain(doubtful).collect();
    names.sort_by_key(|name| name.tokens.start);
    names
}

/// What a spelling gives to the scores of the tokens around it, by offset.
#[derive(Clone, Debug)]
pub struct WordRows {
    all: [Scores; OFFSETS.len()],
    /// More for documents that are like one corpus, by its number.
    own: [OnceLock<Box<[Scores; OWN_OFFSETS]>>; CORPORA],
}

impl WordRows {
    fn new(table: Table, spelling: &Spelling) -> Self {
        Self { all: Self::sums(table, spelling, |feature| feature), own: Default::default() }
    }

    /// The same for a document that is like a corpus.
    fn with_own(&self, table: Table, spelling: &Spelling, kin: Kin) -> [Scores; OFFSETS.len()] {
        let copy = |feature| features::of_corpus(feature, kin.corpus);
        let own = self.own[kin.corpus].get_or_init(|| Box::new(Self::sums(table, spelling, copy)));
        let mut sums = self.all;
        sums.iter_mut().zip(&**own).for_each(|(sum, own)| add(sum, &kin.part_of(*own)));
        sums
    }

    fn sums<const COUNT: usize>(
        table: Table,
        spelling: &Spelling,
        copy: impl Fn(u64) -> u64,
    ) -> [Scores; COUNT] {
        std::array::from_fn(|offset| {
            let [sum] = table.sum(|asked| {
                features::of_word(spelling, offset, &mut |feature| asked.add(copy(feature)));
            });
            sum
        })
    }
}

/// What the spellings of a document give to the scores of the tokens around them, computed once.
struct WordScores<'m> {
    table: Table<'m>,
    frequent: &'m Frequent<WordRows>,
    kin: Option<Kin>,
    /// By spelling and offset.
    known: Vec<[Scores; OFFSETS.len()]>,
    /// Which of them are there: a bit for each offset.
    there: Vec<u8>,
}

impl<'m> WordScores<'m> {
    fn new(model: &'m Model<'m>, view: &View, kin: Option<Kin>) -> Self {
        let count = view.spellings.len();
        Self {
            table: model.table,
            frequent: &model.frequent,
            kin,
            known: vec![[[0; LANES]; OFFSETS.len()]; count],
            there: vec![0; count],
        }
    }

    /// Computes what is still missing of what some tokens need.
    fn prepare(&mut self, view: &View, tokens: impl Iterator<Item = usize>) {
        let Self { table, frequent, kin, known, there } = self;
        let around = |token| {
            let seen = move |(offset, distance)| (view.id(token, distance), offset);
            OFFSETS.into_iter().enumerate().map(seen)
        };
        let mut wanted = Vec::new();
        for (spelling, offset) in tokens.flat_map(around) {
            let text = &view.spellings[spelling];
            if there[spelling] == 0
                && let Some(rows) = frequent.get(text, || WordRows::new(*table, text))
            {
                let with_own = |kin| rows.with_own(*table, text, kin);
                known[spelling] = kin.map_or(rows.all, with_own);
                there[spelling] = u8::MAX;
            }
            if there[spelling] >> offset & 1 == 0 {
                there[spelling] |= 1 << offset;
                wanted.push((spelling, offset));
            }
        }
        // Once for all corpora, and once for the one that the document is like.
        let kins = |(spelling, offset)| {
            let own = kin.filter(|_| offset < OWN_OFFSETS).map(Some);
            [None].into_iter().chain(own).map(move |kin| (spelling, offset, kin))
        };
        table.sums(
            wanted.into_iter().flat_map(kins),
            |&(spelling, offset, kin), asked| {
                let word = &view.spellings[spelling];
                features::of_word(word, offset, &mut |feature| {
                    asked.add(
                        kin.map_or(feature, |kin: Kin| features::of_corpus(feature, kin.corpus)),
                    );
                });
            },
            |(spelling, offset, kin), [sum]| {
                add(&mut known[spelling][offset], &kin.map_or(sum, |kin| kin.part_of(sum)));
            },
        );
    }

    /// What the words around a token, prepared before, give to its scores.
    fn sum(&self, view: &View, token: usize) -> Scores {
        let mut sum = [0; LANES];
        for (offset, &distance) in OFFSETS.iter().enumerate() {
            add(&mut sum, &self.known[view.id(token, distance)][offset]);
        }
        sum
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
    let last = view.spellings.len().min(KINSHIP_SAMPLE + 1);
    model.table.sums(
        view.spellings.get(1..last).unwrap_or_default().chunks(20),
        |some, asked| {
            for spelling in *some {
                features::of_kinship(spelling, &mut |feature| asked.add(feature));
            }
        },
        |_, [rows]| {
            for (lane, sum) in sums.iter_mut().enumerate() {
                *sum += i32::from(rows[lane]) * KINSHIP_PARTS + i32::from(rows[lane + CORPORA]);
            }
        },
    );
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
