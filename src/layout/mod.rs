//! An article wrapped to a width: a table of lines that know which bytes they show.
//!
//! Scrolling, searching, highlighting, jumping and copying are look-ups in this table. Blocks are
//! wrapped when first asked for, so that the first screen of a book costs what a screen costs.

mod bidi;
mod breaks;
mod line;
mod page;
mod set;
mod shown;
#[cfg(test)]
mod tests;
mod words;

use crate::{article::Article, span::Span};
pub use line::{Line, Segment};
use page::{Piece, Plan, Source};
use set::Form;
use shown::Shown;
use std::sync::Arc;

/// How to set the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Width of the column, in terminal columns (at least 1).
    pub width: u16,
    /// Whether long words may be divided.
    pub hyphenate: bool,
    /// Whether spaces are stretched so that both edges are straight.
    pub justify: bool,
}

/// What a line is, for the style it is drawn in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Space between blocks.
    Gap,
    /// The headline at the top.
    Headline,
    /// The standfirst.
    Standfirst,
    /// Byline, date and place of publication.
    Byline,
    /// A picture's caption.
    Caption,
    /// A heading inside the body.
    Crosshead,
    /// Running text.
    Paragraph,
    /// A list item.
    ListItem,
    /// A paragraph set apart as a quotation.
    QuoteBlock,
}

/// The position of a line: line `line` of piece `piece`. Ordered as the page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the piece (a block, or part of a very long one).
    pub piece: usize,
    /// Index of the line in the piece.
    pub line: usize,
}

/// An article set in lines.
#[derive(Debug)]
pub struct Layout {
    article: Arc<Article>,
    measure: Measure,
    plan: Plan,
}

impl Layout {
    /// Prepares an article for a measure. Cheap: nothing is wrapped yet.
    pub fn new(article: Arc<Article>, measure: Measure) -> Self {
        let plan = Plan::new(&article);
        Self { article, measure, plan }
    }

    /// The measure it was set for.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// The first line of the page.
    pub fn first(&self) -> Place {
        let mut pieces = 0..self.plan.pieces.len();
        let piece = pieces.find(|&piece| !self.lines_of(piece).is_empty());
        Place { piece: piece.unwrap_or_default(), line: 0 }
    }

    /// The last line of the page.
    pub fn last(&self) -> Place {
        let pieces = (0..self.plan.pieces.len()).rev();
        let mut ends = pieces.filter_map(|piece| {
            Some(Place { piece, line: self.lines_of(piece).len().checked_sub(1)? })
        });
        ends.next().unwrap_or_default()
    }

    /// The line at a place; `None` past the end.
    pub fn line(&self, place: Place) -> Option<&Line> {
        self.lines_of(place.piece).get(place.line)
    }

    /// All lines of the page, from first to last. They are set as they are asked for and not kept,
    /// so that a book can be printed in the memory of a page.
    pub fn lines(&self) -> impl Iterator<Item = Line> {
        self.plan.pieces.iter().flat_map(|piece| self.set(piece))
    }

    /// The place `count` lines further down, or the last.
    pub fn down(&self, place: Place, count: usize) -> Place {
        let mut left = place.line.saturating_add(count);
        for piece in place.piece..self.plan.pieces.len() {
            let lines = self.lines_of(piece).len();
            if left < lines {
                return Place { piece, line: left };
            }
            left -= lines;
        }
        self.last()
    }

    /// The place `count` lines further up, or the first.
    pub fn up(&self, place: Place, count: usize) -> Place {
        if count <= place.line {
            return Place { line: place.line - count, ..place };
        }
        let mut left = count - place.line;
        for piece in (0..place.piece.min(self.plan.pieces.len())).rev() {
            let lines = self.lines_of(piece).len();
            if left <= lines {
                return Place { piece, line: lines - left };
            }
            left -= lines;
        }
        self.first()
    }

    /// How many lines lie between two places, counted up to `limit`.
    pub fn distance(&self, from: Place, to: Place, limit: usize) -> usize {
        let (from, to) = if from <= to { (from, to) } else { (to, from) };
        let mut lines = 0;
        for piece in from.piece..to.piece {
            lines += self.lines_of(piece).len();
            if lines.saturating_sub(from.line) >= limit {
                return limit;
            }
        }
        (lines + to.line).saturating_sub(from.line).min(limit)
    }

    /// The line that shows the byte `offset` of the given text, or the next one that shows any.
    /// Past the last, the last.
    pub fn find(&self, offset: usize) -> Place {
        let span = Span::new(offset, offset.saturating_add(1));
        let prose = self.article.prose().range(span).start;
        let pieces = &self.plan.pieces;
        let is_past = |piece: &Piece| piece.prose().is_none_or(|range| range.end <= prose);
        let body = pieces.get(self.plan.body..).unwrap_or_default();
        let in_body = self.plan.body + body.partition_point(is_past);
        let head = (0..self.plan.body).filter(|&piece| !is_past(&pieces[piece]));
        let head = head.filter_map(|piece| self.find_in(piece, offset));
        let body = (in_body..pieces.len()).find_map(|piece| self.find_in(piece, offset));
        let found = head.chain(body);
        let found = found.min_by_key(|&place| self.line(place).map(|line| line.span.start));
        found.unwrap_or_else(|| self.last())
    }

    /// The block of the article that a place belongs to; `None` for lines made from metadata.
    pub fn block(&self, place: Place) -> Option<usize> {
        match self.plan.pieces.get(place.piece)?.source {
            Source::Block { block, .. } => Some(block),
            Source::Made { .. } => None,
        }
    }

    /// The first line of a piece that shows the byte `offset` or one after it.
    fn find_in(&self, piece: usize, offset: usize) -> Option<Place> {
        let lines = self.lines_of(piece);
        let line = lines.partition_point(|line| line.span.end <= offset);
        let is_gap = lines.get(line)?.kind == LineKind::Gap;
        Some(Place { piece, line: line + usize::from(is_gap) })
    }

    /// The lines of a piece, set now if they were not before; none past the end.
    fn lines_of(&self, index: usize) -> &[Line] {
        let piece = self.plan.pieces.get(index);
        piece.map_or(&[], |piece| piece.lines.get_or_init(|| self.set(piece)))
    }

    fn set(&self, piece: &Piece) -> Box<[Line]> {
        match &piece.source {
            Source::Made { kind, text } => {
                let form = Form::plain(*kind, bidi::is_rtl_paragraph(text));
                self.set_text(piece, &Shown::made(text), form)
            }
            Source::Block { block, prose, opens } => {
                let Some(block) = self.article.blocks.get(*block) else {
                    return Box::default();
                };
                let shown = Shown::new(&self.article, prose.clone(), block.preformatted);
                self.set_text(piece, &shown, page::form(&self.article, block, *opens))
            }
        }
    }

    fn set_text(&self, piece: &Piece, shown: &Shown<'_>, form: Form) -> Box<[Line]> {
        let rtl = form.rtl;
        piece.with_gap(set::lines(shown, form, self.measure), rtl)
    }
}
