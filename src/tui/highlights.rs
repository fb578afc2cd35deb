//! What is marked on a page: names, quotes, and the mentions that are lit.

use super::{page::Page, quotes::is_unsure};
use crate::{
    analysis::{Analysis, Form, Mention, QuoteKind},
    span::Span,
};
use std::sync::Arc;

/// How many quotes that begin before a line can still run on it: quotes are cut at paragraphs, so
/// only nested ones do, and those of one paragraph.
const NESTED: usize = 32;
/// No name that reaches into a line begins further before it than this many bytes.
const LONGEST_NAME: usize = 400;

impl Page {
    /// Takes the analysis of the article.
    pub fn learn(&mut self, analysis: Arc<Analysis>) {
        self.names = analysis
            .entities
            .iter()
            .enumerate()
            .flat_map(|(entity, known)| {
                let names = known.mentions.iter().filter(|mention| mention.form == Form::Name);
                names.map(move |mention| (mention.span, entity))
            })
            .collect();
        self.names.sort_unstable();
        let quotes = analysis.quotes.iter().enumerate();
        self.quotes = quotes
            .flat_map(|(index, quote)| quote.spans.iter().map(move |&span| (span, index)))
            .collect();
        self.quotes.sort_unstable();
        self.analysis = Some(analysis);
    }

    /// The next (or previous) name after the one stepped to, or on the reading line.
    pub fn next_name(&self, forward: bool) -> Option<(Span, usize)> {
        let here = match self.name.filter(|name| self.line_span().overlaps(*name)) {
            Some(name) => name.start + usize::from(forward),
            None => self.offset(),
        };
        let index = self.names.partition_point(|(span, _)| span.start < here);
        let index = if forward { Some(index) } else { index.checked_sub(1) };
        self.names.get(index?).copied()
    }

    /// The name stepped to, while it is on the reading line; else the first name on it or after it.
    pub fn name_here(&self) -> Option<(Span, usize)> {
        let stepped = self.name.filter(|name| self.line_span().overlaps(*name));
        let here = stepped.map_or_else(|| self.offset(), |name| name.start);
        self.names.get(self.names.partition_point(|(span, _)| span.end <= here)).copied()
    }

    /// The mentions of the entity that is lit, on a line.
    pub fn lit_on(&self, line: Span) -> &[Mention] {
        let entity = self.analysis.as_ref().zip(self.lit);
        let entity = entity.and_then(|(analysis, lit)| analysis.entities.get(lit));
        let mentions = entity.map_or(&[][..], |entity| &entity.mentions);
        let until = mentions.partition_point(|mention| mention.span.start < line.end);
        let from = mentions[..until].partition_point(|mention| mention.span.end <= line.start);
        &mentions[from..until]
    }

    /// The quote on the reading line, or the next one after it, of those that are wanted.
    pub fn quote_here(&self, wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let here = self.offset();
        let begun = self.quotes.partition_point(|(span, _)| span.start < here);
        let mut near = self.quotes[begun.saturating_sub(NESTED)..].iter();
        let found = near.find(|(span, quote)| span.end > here && wanted(*quote));
        found.map(|(_, quote)| *quote)
    }

    /// The last quote of those that are wanted.
    pub fn last_quote(&self, wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let last = self.quotes.iter().rfind(|(_, quote)| wanted(*quote));
        last.map(|(_, quote)| *quote)
    }

    /// The spans of quotes on a line, each with its kind; not of reported speech that may well be none.
    pub fn quotes_on(&self, line: Span) -> impl Iterator<Item = (Span, QuoteKind)> {
        let until = self.quotes.partition_point(|(quote, _)| quote.start < line.end);
        let from = until.saturating_sub(NESTED);
        let quotes = self.quotes[from..until].iter().filter(move |(quote, _)| quote.overlaps(line));
        quotes.filter_map(|&(span, quote)| {
            let quote = self.analysis.as_ref()?.quotes.get(quote)?;
            let kind = (!is_unsure(quote)).then_some(quote.kind)?;
            Some((span, kind))
        })
    }

    /// The names on a line, each with its entity.
    pub fn names_on(&self, line: Span) -> impl Iterator<Item = (Span, usize)> {
        let until = self.names.partition_point(|(name, _)| name.start < line.end);
        let from = self.names.partition_point(|(name, _)| name.start + LONGEST_NAME < line.start);
        let names = &self.names[from.min(until)..until];
        names.iter().copied().filter(move |(name, _)| name.overlaps(line))
    }
}
