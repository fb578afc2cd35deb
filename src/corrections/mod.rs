//! What a reader corrected: a wrong kind, two things taken for one, one taken for two, a wrong speaker.
//!
//! A correction names an article by the fingerprint of its text and a place by its span, never an
//! entity or a quote by its number: so it outlives the model that made the mistake, and is a test case for the
//! next. [`Corrections::apply`] is a pure function, run after every analysis.
//!
//! They are kept one a line, as JSON, in the form in which `quotidian corrections` prints them.

mod apply;
mod change;
mod file;
mod record;
mod speakers;

#[cfg(test)]
mod tests;

use crate::{analysis::Analysis, article::Article};
pub use change::Change;
pub use record::{Correction, Excerpt, Passage, Right, SameAs, Source};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// All corrections there are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corrections {
    articles: BTreeMap<String, Vec<Correction>>,
    /// Lines of the file that this version does not understand, by their numbers from 1; they stay as
    /// they are.
    foreign: Vec<(usize, String)>,
}

/// What an article's corrections are kept under: the SHA-256 of its text in UTF-8, as hexadecimal
/// digits. For a file in UTF-8 without a mark that is what `sha256sum` says of it. It takes all of the
/// text: who asks more than once keeps it.
pub fn fingerprint(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Corrections {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// All of them, article by article, each in the order in which they were made.
    pub fn iter(&self) -> impl Iterator<Item = &Correction> {
        self.articles.values().flatten()
    }

    /// Those of the article with this fingerprint, in the order in which they were made.
    pub fn of(&self, fingerprint: &str) -> &[Correction] {
        self.articles.get(fingerprint).map_or(&[], Vec::as_slice)
    }

    /// Replaces the corrections of the article with this fingerprint.
    pub fn replace(&mut self, fingerprint: &str, corrections: Vec<Correction>) {
        if corrections.is_empty() {
            self.articles.remove(fingerprint);
        } else {
            self.articles.insert(fingerprint.to_owned(), corrections);
        }
    }

    /// The analysis of an article with this fingerprint as it was corrected. What a correction names
    /// and the analysis does not is added; what is right already stays as it is.
    pub fn apply(&self, fingerprint: &str, article: &Article, analysis: Analysis) -> Analysis {
        match self.of(fingerprint) {
            [] => analysis,
            corrections => apply::all(article, analysis, corrections),
        }
    }

    /// The quotes of an article with this fingerprint whose speaker somebody corrected or confirmed.
    pub fn speakers(
        &self,
        fingerprint: &str,
        article: &Article,
        analysis: &Analysis,
    ) -> BTreeSet<usize> {
        let corrections = self.of(fingerprint).iter();
        let about = corrections.filter(|known| matches!(known.right, Right::Speaker(_)));
        let spans = about.filter_map(|known| known.passage.span(&article.text));
        spans.flat_map(|span| speakers::family(analysis, span)).collect()
    }
}
