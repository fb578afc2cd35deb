//! Articles as rows of features, ready to learn from.

use super::{
    corpora::{Labels, Seen},
    scaffold,
};
use quotidian::analysis::tagger::{
    features::{self, OFFSETS, OWN_OFFSETS},
    labels::Label,
    memory::{Memory, Recollection},
    spelling::Spelling,
    view::{View, is_read},
};
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    ops::Range,
};

/// Features are hashes already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.0 = self.0 << 8 | u64::from(byte));
    }

    fn write_u64(&mut self, feature: u64) {
        self.0 = feature;
    }
}

/// Features by number, in the order in which they were first seen.
#[derive(Default)]
pub struct Index {
    numbers: HashMap<u64, u32, BuildHasherDefault<AsIs>>,
    /// How often each was seen.
    pub counts: Vec<u32>,
    /// Whether each stands only while the field learns.
    pub scaffold: Vec<bool>,
}

impl Index {
    /// The number of a feature; counts it.
    pub fn number(&mut self, feature: u64) -> u32 {
        let next = self.counts.len() as u32;
        let number = *self.numbers.entry(feature).or_insert(next);
        if number == next {
            self.counts.push(0);
            self.scaffold.push(false);
        }
        self.counts[number as usize] += 1;
        number
    }

    /// The same for one that stands only while the field learns.
    fn passing(&mut self, feature: u64) -> u32 {
        let number = self.number(feature);
        self.scaffold[number as usize] = true;
        number
    }

    /// How many features there are.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// The features, by number.
    pub fn features(&self) -> Vec<u64> {
        let mut features = vec![0; self.len()];
        for (&feature, &number) in &self.numbers {
            features[number as usize] = feature;
        }
        features
    }
}

/// A token's rows and label.
pub struct Token {
    /// Where its rows begin, where those of its corpus alone, and where they end.
    rows: [usize; 3],
    /// What it is, in each reading.
    pub labels: Labels,
    /// Its word's number in the document.
    word: u32,
    spelling: Spelling,
    /// What the second pass sees.
    pub memory: Vec<u32>,
    /// What that is made of.
    recollection: Option<Recollection>,
}

/// One article: its blocks and how many distinct words it has.
struct Text {
    blocks: Range<usize>,
    words: usize,
    /// Whether people told its names.
    labelled: bool,
}

/// Where an article comes from.
#[derive(Clone, Copy)]
pub struct Origin {
    /// The corpus, by its number, that has rows of its own.
    pub corpus: Option<usize>,
    /// Whether people told its names.
    pub labelled: bool,
    /// How much it counts.
    pub weight: f32,
}

/// All that is learnt from.
#[derive(Default)]
pub struct Dataset {
    rows: Vec<u32>,
    /// All tokens.
    pub tokens: Vec<Token>,
    /// Tokens of each block.
    pub blocks: Vec<Range<usize>>,
    /// How much each block counts.
    pub weights: Vec<f32>,
    texts: Vec<Text>,
}

impl Dataset {
    /// Adds an article.
    pub fn add(
        &mut self,
        index: &mut Index,
        Seen { document, view, labels }: &Seen,
        Origin { corpus, labelled, weight }: Origin,
    ) {
        let first = self.blocks.len();
        // Whole blocks, though names are sought in stretches only: what never is a name teaches, too.
        for section in document.sections.iter().filter(|s| is_read(s) && !s.tokens.is_empty()) {
            let from = self.tokens.len();
            for token in section.tokens.clone() {
                let rows = self.add_rows(index, view, token, corpus);
                self.tokens.push(Token {
                    rows,
                    labels: labels[token],
                    word: document.tokens[token].word,
                    spelling: *view.at(token, 0),
                    memory: Vec::new(),
                    recollection: None,
                });
            }
            self.blocks.push(from..self.tokens.len());
            self.weights.push(weight);
        }
        let blocks = first..self.blocks.len();
        self.texts.push(Text { blocks, words: document.words.len(), labelled });
    }

    fn add_rows(
        &mut self,
        index: &mut Index,
        view: &View,
        token: usize,
        corpus: Option<usize>,
    ) -> [usize; 3] {
        let start = self.rows.len();
        let rows = &mut self.rows;
        let mut own = Vec::new();
        for (offset, &distance) in OFFSETS.iter().enumerate() {
            let corpus = corpus.filter(|_| offset < OWN_OFFSETS);
            let copied = |feature| corpus.map(|corpus| features::of_corpus(feature, corpus));
            let spelling = view.at(token, distance);
            features::of_word(spelling, offset, &mut |feature| {
                rows.push(index.number(feature));
                own.extend(copied(feature).map(|copy| index.number(copy)));
            });
            scaffold::of_word(spelling, offset, &mut |feature| {
                rows.push(index.passing(feature));
                own.extend(copied(feature).map(|copy| index.passing(copy)));
            });
        }
        features::of_context(view, token, &mut |feature| rows.push(index.number(feature)));
        scaffold::of_context(view, token, &mut |feature| rows.push(index.passing(feature)));
        let middle = self.rows.len();
        self.rows.extend(own);
        [start, middle, self.rows.len()]
    }

    /// Leaves out all rows but some; `kept` gives their new numbers.
    pub fn retain(&mut self, kept: &[Option<u32>]) {
        let mut rows = Vec::with_capacity(self.rows.len());
        for token in &mut self.tokens {
            let [start, middle, end] = token.rows;
            let from = rows.len();
            rows.extend(self.rows[start..middle].iter().filter_map(|&row| kept[row as usize]));
            let between = rows.len();
            rows.extend(self.rows[middle..end].iter().filter_map(|&row| kept[row as usize]));
            token.rows = [from, between, rows.len()];
            token.memory = token.memory.iter().filter_map(|&row| kept[row as usize]).collect();
        }
        self.rows = rows;
    }

    /// The rows of a token, with those of its corpus alone or without.
    pub fn rows(&self, token: &Token, own: bool) -> &[u32] {
        let [start, middle, end] = token.rows;
        &self.rows[start..if own { end } else { middle }]
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether people told the names of an article.
    pub fn is_labelled(&self, text: usize) -> bool {
        self.texts[text].labelled
    }

    /// What is remembered of each token of an article, in the order in which they are read.
    pub fn recollections(&self, text: usize) -> impl Iterator<Item = Option<Recollection>> {
        let blocks = self.blocks[self.texts[text].blocks.clone()].iter().cloned();
        blocks.flatten().map(|token| self.tokens[token].recollection)
    }

    /// The blocks of some articles.
    pub fn blocks_of(&self, chosen: impl Fn(usize) -> bool) -> Vec<usize> {
        let texts = self.texts.iter().enumerate().filter(|(number, _)| chosen(*number));
        texts.flat_map(|(_, text)| text.blocks.clone()).collect()
    }

    /// Notes for the second pass what a tagger, given as a function from a block to its labels, makes
    /// of an article.
    pub fn remember(
        &mut self,
        index: &mut Index,
        text: usize,
        tag: impl Fn(&Self, Range<usize>) -> Vec<Label>,
    ) {
        let Text { blocks, words, .. } = &self.texts[text];
        let mut memory = Memory::new(*words);
        let mut tagged = Vec::new();
        for block in self.blocks[blocks.clone()].iter().cloned() {
            for (at, label) in block.clone().zip(tag(self, block)) {
                let token = &self.tokens[at];
                if token.spelling.may_be_name() {
                    memory.add(token.word, label);
                    tagged.push((at, label));
                }
            }
        }
        for (at, label) in tagged {
            let token = &mut self.tokens[at];
            let Some(recollection) = memory.recall(token.word, label) else { continue };
            token.recollection = Some(recollection);
            let Token { memory: rows, spelling, .. } = token;
            features::of_memory(&recollection, spelling, &mut |row| rows.push(index.number(row)));
            scaffold::of_memory(&recollection, &mut |row| rows.push(index.passing(row)));
        }
    }
}
