//! Compares the names that an analysis gives with those annotated: exact span and kind.
//!
//! Both sides are made comparable as the scorer of the corpora does: white space at the ends, a
//! leading "the" and a trailing possessive are left out, and a span counts once.

use super::{corpus::Annotated, tally::Tally};
use quotidian::{
    analysis::{
        Analysis, EntityKind, Form, analyse,
        document::Document,
        lexicon::Lexicon,
        tagger::{self, model},
    },
    span::Span,
};
use rayon::prelude::*;
use std::{collections::HashSet, iter::Sum, ops::Add};

/// The kinds that are scored.
pub const KINDS: [EntityKind; 3] =
    [EntityKind::Person, EntityKind::Organization, EntityKind::Location];

/// Names by what they are in lower case, with their kinds: those of the training corpora.
pub type Known = HashSet<(String, EntityKind)>;

/// How well names are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// One tally for each of [`KINDS`].
    pub by_kind: [Tally; 3],
    /// Annotated names that are known. Nothing that is given belongs here or there, so that only
    /// recall has a meaning.
    pub known: Tally,
    /// Annotated names that are not known.
    pub unknown: Tally,
}

impl Scores {
    /// All kinds together.
    pub fn micro(&self) -> Tally {
        self.by_kind.into_iter().sum()
    }
}

impl Add for Scores {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            by_kind: std::array::from_fn(|at| self.by_kind[at] + other.by_kind[at]),
            known: self.known + other.known,
            unknown: self.unknown + other.unknown,
        }
    }
}

impl Sum for Scores {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

/// Analyses a set, on all cores, and scores it.
pub fn score_all(set: &[Annotated], known: &Known) -> Scores {
    set.par_iter().map(|one| score(one, &analyse(&one.article), known)).sum()
}

/// What the tagger says of a set, before its names are linked.
pub fn score_tagger(set: &[Annotated]) -> Scores {
    let lexicon = Lexicon::open();
    let score = |annotated: &Annotated| {
        let prose = annotated.article.prose();
        let document = Document::new(&annotated.article, &prose, &lexicon);
        let Ok(model) = model::embedded() else { return Scores::default() };
        let names = tagger::tag(model, &document).into_iter().map(|name| {
            (bare(&annotated.article.text, prose.to_text(document.bytes(name.tokens))), name.kind)
        });
        compare(annotated, &names.collect(), &Known::new())
    };
    set.par_iter().map(score).sum()
}

/// Scores one analysis.
pub fn score(annotated: &Annotated, analysis: &Analysis, known: &Known) -> Scores {
    let text = &annotated.article.text;
    let named = analysis.entities.iter().filter(|entity| KINDS.contains(&entity.kind));
    let given = named
        .flat_map(|entity| entity.mentions.iter().map(move |mention| (mention, entity.kind)))
        .filter(|(mention, _)| mention.form == Form::Name)
        .map(|(mention, kind)| (bare(text, mention.span), kind));
    compare(annotated, &given.collect(), known)
}

fn compare(annotated: &Annotated, given: &HashSet<(Span, EntityKind)>, known: &Known) -> Scores {
    let text = &annotated.article.text;
    let gold: HashSet<(Span, EntityKind)> =
        annotated.names.iter().map(|&(span, kind)| (bare(text, span), kind)).collect();
    let by_kind = KINDS.map(|kind| {
        let only = |names: &HashSet<(Span, EntityKind)>| {
            names.iter().copied().filter(|name| name.1 == kind).collect::<HashSet<_>>()
        };
        Tally::of(&only(&gold), &only(given))
    });
    let mut scores = Scores { by_kind, ..Scores::default() };
    for name in &gold {
        let is_known = known.contains(&(name.0.of(text).to_lowercase(), name.1));
        let tally = if is_known { &mut scores.known } else { &mut scores.unknown };
        tally.gold += 1;
        tally.right += usize::from(given.contains(name));
    }
    scores
}

/// The names of a corpus, as they are known after training on it.
pub fn names(corpus: &[Annotated]) -> impl Iterator<Item = (String, EntityKind)> {
    corpus.iter().flat_map(|Annotated { article, names }| {
        let lower = |span: Span| bare(&article.text, span).of(&article.text).to_lowercase();
        names.iter().map(move |&(span, kind)| (lower(span), kind))
    })
}

/// A span without what the scorer of the corpora leaves out.
pub fn bare(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let without = words.trim_end_matches(is_space);
    let end = span.start + without.len();
    let without = without.trim_start_matches(is_space);
    let article = without.strip_prefix("the").or_else(|| without.strip_prefix("The"));
    let without = article
        .map(|rest| (rest, rest.trim_start_matches(is_space)))
        .filter(|(rest, words)| words.len() < rest.len())
        .map_or(without, |(_, words)| words);
    let owner = ["'s", "’s", "'", "’"].iter().find_map(|mark| without.strip_suffix(mark));
    let owner = owner.map(|owner| owner.trim_end_matches(is_space));
    let start = end - without.len();
    match owner {
        Some(owner) if !owner.is_empty() => Span::new(start, start + owner.len()),
        _ => Span::new(start, end),
    }
}

/// White space as Python has it: the separators of ASCII are some too.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use quotidian::{
        analysis::{Entity, Mention},
        article::{self, Format},
    };

    #[test]
    fn what_the_scorer_leaves_out_is_left_out() {
        let bare = |words: &'static str| super::bare(words, Span::new(0, words.len())).of(words);
        assert_eq!(bare("The  Norholt Echo’s"), "Norholt Echo");
        assert_eq!(bare(" Ada Lund's\n"), "Ada Lund");
        assert_eq!(bare("the\u{1c}Moors '"), "Moors");
        assert_eq!(bare("Theo"), "Theo");
        assert_eq!(bare("The"), "The");
        assert_eq!(bare("The's"), "The");
        assert_eq!(bare("'s"), "'s");
        assert_eq!(bare("Lund''"), "Lund'");
        assert_eq!(bare(" "), "");
    }

    fn entity(kind: EntityKind, spans: &[(usize, usize)], form: Form) -> Entity {
        let mention =
            |&(start, end)| Mention { span: Span::new(start, end), form, confidence: 1.0 };
        let mentions = spans.iter().map(mention).collect();
        Entity { name: String::new(), kind, roles: vec![], salience: 1.0, credit: false, mentions }
    }

    #[test]
    fn span_and_kind_must_be_right_and_a_name_counts_once() {
        let text = "The Echo met Ada Lund in Norholt.".to_owned();
        let article = article::read(text, Format::Plain, String::new(), None);
        let names = vec![
            (Span::new(0, 8), EntityKind::Organization),
            (Span::new(4, 8), EntityKind::Organization),
            (Span::new(13, 21), EntityKind::Person),
            (Span::new(25, 32), EntityKind::Location),
        ];
        let annotated = Annotated { article, names };
        let analysis = Analysis {
            entities: vec![
                entity(EntityKind::Organization, &[(4, 8), (25, 32)], Form::Name),
                entity(EntityKind::Person, &[(13, 16)], Form::Name),
                entity(EntityKind::Person, &[(13, 21)], Form::Nominal),
                entity(EntityKind::Misc, &[(22, 24)], Form::Name),
            ],
            ..Analysis::default()
        };
        let known = Known::from([
            ("echo".to_owned(), EntityKind::Organization),
            ("norholt".to_owned(), EntityKind::Person),
        ]);
        let scores = score(&annotated, &analysis, &known);
        assert_eq!(scores.micro(), Tally { right: 1, gold: 3, given: 3 });
        assert_eq!(scores.by_kind[1], Tally { right: 1, gold: 1, given: 2 });
        assert_eq!(scores.known, Tally { right: 1, gold: 1, given: 0 });
        assert_eq!(scores.unknown, Tally { right: 0, gold: 2, given: 0 });
        let train: Known = super::names(&[annotated]).collect();
        assert!(train.contains(&("ada lund".to_owned(), EntityKind::Person)) && train.len() == 3);
    }
}
