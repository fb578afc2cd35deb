//! Full names that the best labels leave out although a name is more probable there than none.
//!
//! What is best as a whole need not be most probable in each place (Goodman 1996): in "details of Reality Winner's
//! arrest" no name at all is better than a person of that name, an award, or somebody called Winner, each by itself,
//! but not than all of these together. Of such runs of capitals those are names that most probably are people's.

use super::{
    labels::{KINDS, Label, OUTSIDE},
    view::View,
};
use crate::analysis::{EntityKind, document::Document, lexicon::Class, tokens::Shape};
use std::ops::{Range, RangeInclusive};

/// How many words with capitals can be somebody's full name.
const LENGTHS: RangeInclusive<usize> = 2..=3;

/// A name where none is less probable than this is more probable than none.
const NONE: f32 = 0.5;

/// Where the labels of a stretch may leave out a full name: as many words with capitals as one has, all outside of all
/// names, after a word without, and none with after them. `start` is the token of the first label, from which the
/// ranges count.
pub fn runs(
    document: &Document,
    view: &View,
    start: usize,
    labels: &[Label],
) -> impl Iterator<Item = Range<usize>> {
    let capital = move |at: usize| at < labels.len() && view.at(start + at, 0).is_capitalised();
    let begins = move |at: &usize| {
        let (before, token) = (start + at - 1, start + at);
        document.shape(before) == Shape::Lower && !document.tokens[token].first
    };
    let run = move |at: usize| {
        let end = (at..=labels.len()).find(|&token| !capital(token)).unwrap_or(at);
        at..end
    };
    let may_be_full = move |run: &Range<usize>| {
        LENGTHS.contains(&run.len())
            && labels[run.clone()].iter().all(|&label| label == OUTSIDE)
            && can_be_full(document, start + run.start..start + run.end)
    };
    (1..labels.len()).filter(begins).map(run).filter(may_be_full)
}

/// Whether words with capitals can be a person's name: none is a month or a people, the last is no office.
fn can_be_full(document: &Document, mut tokens: Range<usize>) -> bool {
    let other = Class::CLOSED.with(Class::CALENDAR).with(Class::NATIONALITY);
    let office = Class::TITLE.with(Class::OFFICE);
    !document.class(tokens.end - 1).has(office)
        && tokens.all(|token| !document.class(token).has(other))
}

/// Whether some words are a person's name, by the chances that they name something of each kind and that no name is
/// among them.
pub fn is_person(chances: &[f32; KINDS.len()], none: f32) -> bool {
    let best = KINDS.iter().zip(chances).max_by(|a, b| a.1.total_cmp(b.1));
    none < NONE && best.is_some_and(|(&kind, _)| kind == EntityKind::Person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{lexicon::Lexicon, tagger::model},
        article::{self, Format},
    };

    /// The runs of a text none of whose words has a label.
    fn found(text: &str) -> Vec<String> {
        let article = article::read(text.to_owned(), Format::Plain, "test".to_owned(), None);
        let (prose, lexicon) = (article.prose(), Lexicon::open());
        let document = Document::new(&article, &prose, &lexicon);
        let view = View::new(&document, &model::embedded().expect("the model is whole").clusters);
        let labels = vec![OUTSIDE; document.tokens.len()];
        let runs = runs(&document, &view, 0, &labels);
        runs.map(|run| document.text[document.bytes(run)].to_owned()).collect()
    }

    #[test]
    fn two_or_three_capitals_inside_a_sentence_may_be_a_full_name() {
        let text = "They heard of Virtue Runner, and some of King Harald II. Virtue Runner left.";
        assert_eq!(found(text), ["Virtue Runner", "King Harald II"]);
        assert!(found("They heard of Runner and of Great North Light Trust.").is_empty());
    }

    #[test]
    fn months_peoples_and_offices_are_no_full_names() {
        let text = "It was late August Bank when many Tory MPs and some Danish Bakers met.";
        assert!(found(text).is_empty());
        assert!(found("3 Reasons to Hold Virtue Runner Despite Cost Inflation").is_empty());
    }

    #[test]
    fn a_person_is_what_is_more_probable_than_none_and_than_other_kinds() {
        assert!(is_person(&[0.2, 0.1, 0.1, 0.1], 0.4));
        assert!(!is_person(&[0.2, 0.1, 0.1, 0.0], 0.6));
        assert!(!is_person(&[0.1, 0.2, 0.1, 0.1], 0.4));
    }
}
