//! Which quotes are wanted: by whom, about what, of which kind.

use quotidian::{
    analysis::{Analysis, Entity, Form, Quote, QuoteKind, document::Document, lexicon::Lexicon},
    article::{Article, Prose},
    span::Span,
    text::folded,
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// What is asked for. Names and words are compared without regard to case and accents.
pub struct Wanted {
    by: Option<Vec<String>>,
    about: Option<Vec<String>>,
    kinds: Vec<QuoteKind>,
}

impl Wanted {
    /// What the command line asks for; all kinds when none is named.
    pub fn new(by: Option<&str>, about: Option<&str>, kinds: Vec<QuoteKind>) -> Self {
        Self { by: by.map(folded), about: about.map(folded), kinds }
    }

    /// Whether anything is left out.
    pub fn is_narrow(&self) -> bool {
        self.by.is_some() || self.about.is_some() || !self.kinds.is_empty()
    }

    /// The quotes of an article that are wanted, in order.
    pub fn find(&self, article: &Article, analysis: &Analysis) -> Vec<usize> {
        let prose = article.prose();
        let speaks: Vec<bool> =
            analysis.entities.iter().map(|entity| self.is_by(&prose, entity)).collect();
        let wanted = |quote: &Quote| {
            (self.kinds.is_empty() || self.kinds.contains(&quote.kind))
                && self.is_said_by(&prose, quote, &speaks)
        };
        let quotes = analysis.quotes.iter().enumerate().filter(|(_, quote)| wanted(quote));
        let found: Vec<usize> = quotes.map(|(at, _)| at).collect();
        match &self.about {
            Some(about) if !found.is_empty() => {
                let mut sentences = Sentences::new(article, prose, about);
                let is_about = |at: &usize| sentences.have(&analysis.quotes[*at]);
                found.into_iter().filter(is_about).collect()
            }
            _ => found,
        }
    }

    /// Whether an entity is called so, by any of its names.
    fn is_by(&self, prose: &Prose, entity: &Entity) -> bool {
        let Some(by) = &self.by else { return true };
        let named = entity.mentions.iter().filter(|mention| mention.form == Form::Name);
        let names = named.map(|mention| prose.of(mention.span));
        std::iter::once(entity.name.as_str()).chain(names).any(|name| has_in_order(name, by))
    }

    /// Whether a quote is by whom it should be: an entity, or a source without a name by its words.
    fn is_said_by(&self, prose: &Prose, quote: &Quote, speaks: &[bool]) -> bool {
        let Some(by) = &self.by else { return true };
        let Some(speaker) = &quote.speaker else { return false };
        let named = speaker.entity.and_then(|entity| speaks.get(entity));
        named.copied().unwrap_or_else(|| has_in_order(prose.of(speaker.span), by))
    }
}

/// Whether all of these words are in a name, in their order: "Ada Moreau" is in "Ada M. Moreau".
fn has_in_order(name: &str, words: &[String]) -> bool {
    let mut name = folded(name).into_iter();
    !words.is_empty() && words.iter().all(|word| name.any(|of| of == *word))
}

/// The sentences that quotes stand in, and which of the words that are asked for are in them.
struct Sentences<'a> {
    prose: Prose<'a>,
    words: &'a [String],
    /// Where sentences begin and blocks end, in bytes of the prose.
    bounds: Vec<usize>,
    /// The words by their places, of the sentences that were looked at: one sentence may hold
    /// thousands of quotes.
    known: HashMap<Range<usize>, Vec<usize>>,
}

impl<'a> Sentences<'a> {
    fn new(article: &Article, prose: Prose<'a>, words: &'a [String]) -> Self {
        let lexicon = Lexicon::open();
        let document = Document::new(article, &prose, &lexicon);
        let blocks = document.sections.iter().flat_map(|of| [of.range.start, of.range.end]);
        let begins = document.tokens.iter().filter(|token| token.first);
        let mut bounds: Vec<usize> =
            begins.map(|token| token.start as usize).chain(blocks).collect();
        bounds.sort_unstable();
        Self { prose, words, bounds, known: HashMap::new() }
    }

    /// Whether all of the words are in a quote or in the sentences it stands in.
    fn have(&mut self, quote: &Quote) -> bool {
        let mut there: HashSet<usize> = HashSet::new();
        for &span in &quote.spans {
            there.extend(self.words_around(span));
        }
        !self.words.is_empty() && there.len() == self.words.len()
    }

    /// The places of those words that are in the sentences a span stands in.
    fn words_around(&mut self, span: Span) -> &[usize] {
        let around = self.around(span);
        self.known.entry(around.clone()).or_insert_with(|| {
            let said = folded(self.prose.text().get(around).unwrap_or_default());
            let said: HashSet<&str> = said.iter().map(String::as_str).collect();
            let words = self.words.iter().enumerate();
            words.filter(|(_, word)| said.contains(word.as_str())).map(|(at, _)| at).collect()
        })
    }

    /// The sentences that a span stands in, in bytes of the prose.
    fn around(&self, span: Span) -> Range<usize> {
        let quoted = self.prose.range(span);
        let before = self.bounds.partition_point(|bound| *bound <= quoted.start);
        let start = before.checked_sub(1).map_or(quoted.start, |at| self.bounds[at]);
        let after = self.bounds.partition_point(|bound| *bound < quoted.end);
        start..self.bounds.get(after).copied().unwrap_or(quoted.end)
    }
}
