//! Articles as the network sees them, ready to learn from.

use crate::{
    corpora::{Labels, Seen},
    dataset::{Dataset, Index, Origin},
};
use quotidian::analysis::tagger::{
    network::{
        SIDE,
        features::{self, PLACES, Place},
    },
    view::is_read,
};

/// A spelling of an article: the numbers of its features.
pub struct Word {
    /// How it is written.
    pub form: Vec<u32>,
    /// Which word it is.
    pub identity: Vec<u32>,
    /// Whether it may be (part of) a name.
    pub may_be_name: bool,
}

/// A token.
pub struct Token {
    /// The spellings it sees, by place: their numbers in the article.
    seen: [u32; PLACES],
    count: usize,
    /// Its features of place.
    pub place: Vec<u32>,
    /// Its features of memory.
    pub memory: Vec<u32>,
    /// How many tokens of the article are read before it.
    number: usize,
}

impl Token {
    /// The spellings it sees, in the order of the places.
    pub fn seen(&self) -> &[u32] {
        &self.seen[..self.count]
    }
}

/// Tokens that are learnt together.
pub struct Stretch {
    /// The tokens that the network scores, with [`SIDE`] more at either end, where the block has them.
    pub tokens: Vec<Option<Token>>,
    /// The labels of all tokens of the stretch.
    pub labels: Vec<Labels>,
    /// How many of them come before the first that is scored.
    pub before: usize,
    /// Its article.
    pub text: usize,
}

/// An article.
pub struct Text {
    /// Its spellings.
    pub words: Vec<Word>,
    /// The corpus whose peculiarities it has.
    pub corpus: Option<usize>,
    /// How much it counts.
    pub weight: f32,
}

/// All that is learnt from, with the features there are.
#[derive(Default)]
pub struct Material {
    /// Features of words.
    pub words: Index,
    /// Features of places.
    pub places: Index,
    /// Features of memory.
    pub memory: Index,
    /// All articles.
    pub texts: Vec<Text>,
    /// All their stretches.
    pub stretches: Vec<Stretch>,
}

impl Material {
    /// Adds an article.
    pub fn add(&mut self, Seen { document, view, labels }: &Seen, origin: Origin) {
        let number = self.texts.len();
        let words = view.spellings.iter().map(|spelling| {
            let mut word = Word {
                form: Vec::new(),
                identity: Vec::new(),
                may_be_name: spelling.may_be_name(),
            };
            features::of_form(spelling, &mut |f| word.form.push(self.words.number(f)));
            features::of_identity(spelling, &mut |f| word.identity.push(self.words.number(f)));
            word
        });
        let words = words.collect();
        self.texts.push(Text { words, corpus: origin.corpus, weight: origin.weight });
        let mut reading = vec![0; document.tokens.len()];
        let read = document.sections.iter().filter(|section| is_read(section));
        for (order, token) in read.flat_map(|section| section.tokens.clone()).enumerate() {
            reading[token] = order;
        }
        for stretch in view.stretches() {
            let block = &document.sections[stretch.section].tokens;
            let inner = view.inner(stretch);
            let around = inner.start as isize - SIDE as isize..(inner.end + SIDE) as isize;
            let tokens = around.map(|at| {
                let at = usize::try_from(at).ok().filter(|at| block.contains(at))?;
                let (seen, count) = features::seen_from(view, at);
                let mut place = Vec::new();
                Place::of(view, at).features(&mut |f| place.push(self.places.number(f)));
                Some(Token {
                    seen: seen.map(|spelling| spelling as u32),
                    count,
                    place,
                    memory: Vec::new(),
                    number: reading[at],
                })
            });
            self.stretches.push(Stretch {
                tokens: tokens.collect(),
                labels: labels[stretch.tokens.clone()].to_vec(),
                before: inner.start - stretch.tokens.start,
                text: number,
            });
        }
    }

    /// Takes in what the data remembers of the same articles.
    pub fn remember(&mut self, data: &Dataset) {
        let mut known = (usize::MAX, Vec::new());
        for stretch in &mut self.stretches {
            if known.0 != stretch.text {
                known = (stretch.text, data.recollections(stretch.text).collect());
            }
            for token in stretch.tokens.iter_mut().flatten() {
                let Some(recollection) = known.1.get(token.number).copied().flatten() else {
                    continue;
                };
                let memory = &mut self.memory;
                features::of_memory(&recollection, &mut |f| token.memory.push(memory.number(f)));
            }
        }
    }
}
