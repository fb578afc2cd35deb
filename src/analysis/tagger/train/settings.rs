//! The file that says what to train on, and how.

use serde::Deserialize;

/// The whole file.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Folder of word vectors.
    pub vectors: String,
    /// How many of the most frequent words get clusters.
    pub words: usize,
    /// How many rows of weights are kept, besides the scaffold.
    pub rows: usize,
    /// How the weights are learnt.
    pub learning: Learning,
    /// How the random field's partner is learnt.
    pub network: Partner,
    /// What they are learnt from.
    pub corpus: Vec<Source>,
    /// Texts whose names a larger model told.
    #[serde(default)]
    pub told: Vec<Told>,
    /// Texts that are like none of the corpora: where they tell corpora apart, strangers must be possible.
    #[serde(default)]
    pub strangers: Vec<String>,
    /// What else is scored.
    #[serde(default)]
    pub dev: Vec<Held>,
}

/// How the weights are learnt. Shares are in [0, 1].
#[derive(Deserialize, Clone, Copy)]
#[serde(deny_unknown_fields)]
pub struct Learning {
    /// How many are learnt one after the other and averaged: what one makes of the order of the blocks and of the
    /// rows left out, the others do not.
    pub models: usize,
    /// Rounds over all blocks.
    pub epochs: usize,
    /// Size of steps.
    pub rate: f32,
    /// Rows left out at random (Sutton, Sindelar and McCallum 2006: frequent features must not keep the
    /// others from learning).
    pub dropout: f64,
    /// Blocks that learn without their corpus' own rows.
    pub shared: f64,
    /// Blocks that learn as the first pass.
    pub first: f64,
    /// Articles read once more in other case.
    pub recase: f64,
    /// Features seen less often are forgotten.
    pub rare: u32,
}

/// How the network is learnt. Shares are in [0, 1].
#[derive(Deserialize, Clone, Copy)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// How much its scores count; those of the field count the rest.
    pub share: f32,
    /// Rounds over all stretches.
    pub epochs: usize,
    /// Size of a matrix' steps.
    pub rate: f32,
    /// Size of a row's steps.
    pub rows: f32,
    /// Stretches whose gradients make a step.
    pub batch: usize,
    /// Numbers and rows left out.
    pub dropout: f64,
    /// Words that may be names and are read as unknown ones.
    pub unknown: f64,
    /// Stretches that learn without what is peculiar to their corpus.
    pub shared: f64,
    /// Stretches that learn as the first pass.
    pub first: f64,
    /// Features seen in fewer spellings are forgotten.
    pub rare: u32,
}

/// A corpus.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is called in the model's description.
    pub name: String,
    /// What is learnt from.
    pub train: String,
    /// What is scored.
    pub dev: Option<String>,
    /// Whether it has rows of its own, which only documents that are like it use. A corpus of all kinds of
    /// texts has no likeness: the rows of one are wrong for the strangers taken for it.
    #[serde(default = "yes")]
    pub own: bool,
    /// How much its texts count.
    #[serde(default = "one")]
    pub weight: f32,
}

const fn yes() -> bool {
    true
}

const fn one() -> f32 {
    1.0
}

/// Texts whose names a larger model told: what `teacher.py` writes.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// What they are called in the model's description.
    pub name: String,
    /// Where they are, under the folder of told texts.
    pub path: String,
    /// How much they count; texts of a corpus count one, unless it says otherwise.
    pub weight: f32,
    /// One of so many is a stranger, too.
    #[serde(default)]
    pub strange: Option<usize>,
}

/// A corpus that is only scored.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub path: String,
}
