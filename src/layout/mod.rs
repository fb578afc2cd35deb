//! An article wrapped to a width: a table of lines that know which bytes they show.
//!
//! Scrolling, searching, highlighting, jumping and copying are look-ups in this table. Blocks are
//! wrapped when first asked for, so that the first screen of a book costs what a screen costs.

use crate::{article::Article, span::Span};
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

/// A run of characters on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// What is drawn; harmless already.
    pub shown: &'a str,
    /// The given text it stands for; `None` for what the layout added (a hyphen, a bullet).
    /// When `span.len() == shown.len()` the two correspond byte by byte, else as a whole.
    pub span: Option<Span>,
}

/// One line of the page.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// The given text it shows; empty for gaps and for lines made from metadata.
    pub span: Span,
    /// Columns to leave free before it (lists, quotations).
    pub indent: u16,
}

impl Line {
    /// The runs of the line, from left to right as drawn.
    pub fn segments(&self) -> impl Iterator<Item = Segment<'_>> {
        std::iter::empty()
    }

    /// The line as plain text, indent included, no trailing space.
    pub fn text(&self) -> String {
        String::new()
    }
}

/// An article set in lines.
#[derive(Debug)]
pub struct Layout {
    measure: Measure,
}

impl Layout {
    /// Prepares an article for a measure. Cheap: nothing is wrapped yet.
    pub fn new(_article: Arc<Article>, measure: Measure) -> Self {
        Self { measure }
    }

    /// The measure it was set for.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// The first line of the page.
    pub fn first(&self) -> Place {
        Place::default()
    }

    /// The last line of the page.
    pub fn last(&self) -> Place {
        Place::default()
    }

    /// The line at a place; `None` past the end.
    pub fn line(&self, _place: Place) -> Option<&Line> {
        None
    }

    /// The place `count` lines further down, or the last.
    pub fn down(&self, place: Place, _count: usize) -> Place {
        place
    }

    /// The place `count` lines further up, or the first.
    pub fn up(&self, place: Place, _count: usize) -> Place {
        place
    }

    /// How many lines lie between two places, counted up to `limit`.
    pub fn distance(&self, _from: Place, _to: Place, _limit: usize) -> usize {
        0
    }

    /// The line that shows the byte `offset` of the given text, or the next one that shows any.
    pub fn find(&self, _offset: usize) -> Place {
        Place::default()
    }

    /// The block of the article that a place belongs to; `None` for lines made from metadata.
    pub fn block(&self, _place: Place) -> Option<usize> {
        None
    }
}
