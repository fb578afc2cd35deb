//! The plan of a page: which pieces it has, in which order, and the space between them.

use super::{
    Line, LineKind,
    line::LineBuilder,
    set::{BAR, Form, Marker},
};
use crate::{
    article::{Article, Block, BlockKind},
    layout::bidi,
    span::Span,
    text::{harmless, harmless_line},
};
use std::{cell::OnceCell, ops::Range};

/// The length from which a block is cut into pieces, in bytes of prose.
const LONG: usize = 6_144;

/// The length of such a piece.
const CUT: usize = 4_096;

/// How far from there the end of a sentence is looked for, in bytes.
const NEAR: usize = 256;

/// A part of the page that is set in one go, when it is first asked for.
#[derive(Debug)]
pub(super) struct Piece {
    /// What it shows.
    pub source: Source,
    /// The space above it.
    pub gap: Gap,
    /// Its lines, once set.
    pub lines: OnceCell<Box<[Line]>>,
}

impl Piece {
    /// The prose it shows; `None` for metadata.
    pub fn prose(&self) -> Option<Range<usize>> {
        match &self.source {
            Source::Block { prose, .. } => Some(prose.clone()),
            Source::Made { .. } => None,
        }
    }

    /// Its lines with the space above them; without lines there is no space either.
    pub fn with_gap(&self, lines: Box<[Line]>, rtl: bool) -> Box<[Line]> {
        let Some(first) = lines.first().filter(|_| self.gap != Gap::None) else {
            return lines;
        };
        let mut gap = LineBuilder::default();
        if self.gap == Gap::Bar && !rtl {
            gap.add(BAR);
        }
        let at = Span::new(first.span.start, first.span.start);
        let gap = gap.finish(LineKind::Gap, at, usize::from(first.indent));
        std::iter::once(gap).chain(lines).collect()
    }
}

/// What a piece shows.
#[derive(Debug)]
pub(super) enum Source {
    /// Prose of a block; `opens` on its first piece.
    Block { block: usize, prose: Range<usize>, opens: bool },
    /// Metadata, harmless already.
    Made { kind: LineKind, text: Box<str> },
}

/// The space above a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// None: it goes on from the piece before.
    None,
    /// A blank line.
    Blank,
    /// A blank line inside a quotation of several paragraphs.
    Bar,
}

/// The pieces of a page. Those before `body` come first whatever their place in the text.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// All pieces, in the order of the page.
    pub pieces: Vec<Piece>,
    /// How many belong to the head of the page: headline, standfirst, byline.
    pub body: usize,
}

impl Plan {
    /// Plans the page of an article.
    pub fn new(article: &Article) -> Self {
        let mut plan = Self::default();
        let head = Head::of(article);
        plan.head_part(article, head.headline, LineKind::Headline, article.title.as_deref());
        plan.head_part(
            article,
            head.standfirst,
            LineKind::Standfirst,
            article.standfirst.as_deref(),
        );
        plan.byline(article, head.byline);
        plan.body = plan.pieces.len();
        plan.pieces.reserve(article.blocks.len());
        plan.rest(article, &head);
        plan
    }

    /// A block of the head, or what the metadata have instead.
    fn head_part(
        &mut self,
        article: &Article,
        block: Option<usize>,
        kind: LineKind,
        made: Option<&str>,
    ) {
        match block {
            Some(block) => self.block(article, block, Gap::Blank),
            None => self.made(kind, made.unwrap_or_default(), Gap::Blank),
        }
    }

    /// The byline, then the day and the publisher: on one line if both are from the metadata.
    fn byline(&mut self, article: &Article, block: Option<usize>) {
        let day = article.published.map(|published| published.date());
        let day = day.map(|day| day.strftime("%-d %B %Y").to_string());
        let who = article.byline.clone().filter(|_| block.is_none());
        let parts: Vec<String> =
            [who, day, article.publisher.clone()].into_iter().flatten().collect();
        let before = self.pieces.len();
        if let Some(block) = block {
            self.block(article, block, Gap::Blank);
        }
        let gap = if self.pieces.len() > before { Gap::None } else { Gap::Blank };
        self.made(LineKind::Byline, &parts.join(" · "), gap);
    }

    fn made(&mut self, kind: LineKind, text: &str, gap: Gap) {
        let text = harmless_line(text);
        if !text.is_empty() {
            self.push(Source::Made { kind, text: text.into() }, gap);
        }
    }

    /// All blocks that are not in the head, in order.
    fn rest(&mut self, article: &Article, head: &Head) {
        let mut before: Option<&Block> = None;
        for (index, block) in article.blocks.iter().enumerate() {
            if head.has(index) || head.is_repeated(article, block) {
                continue;
            }
            let gap = before.map_or(Gap::Blank, |before| gap_between(article, before, block));
            self.block(article, index, gap);
            before = Some(block);
        }
    }

    /// The pieces of one block; none if it shows nothing.
    fn block(&mut self, article: &Article, block: usize, gap: Gap) {
        let Some(Block { span, preformatted, .. }) = article.blocks.get(block) else {
            return;
        };
        let prose = article.prose();
        let range = prose.range(*span);
        let text = prose.text().get(range.clone()).unwrap_or_default();
        if is_blank(text) {
            return;
        }
        let mut start = 0;
        while start < text.len() {
            let end = cut(text, start, *preformatted);
            let part = range.start + start..range.start + end;
            let opens = start == 0;
            let gap = if opens { gap } else { Gap::None };
            self.push(Source::Block { block, prose: part, opens }, gap);
            start = end;
        }
    }

    fn push(&mut self, source: Source, gap: Gap) {
        let gap = if self.pieces.is_empty() { Gap::None } else { gap };
        self.pieces.push(Piece { source, gap, lines: OnceCell::new() });
    }
}

/// The blocks that make the head of the page.
struct Head {
    headline: Option<usize>,
    standfirst: Option<usize>,
    byline: Option<usize>,
}

impl Head {
    fn of(article: &Article) -> Self {
        let first = |kind| article.blocks.iter().position(|block| block.kind == kind);
        Self {
            headline: first(BlockKind::Headline),
            standfirst: first(BlockKind::Standfirst),
            byline: first(BlockKind::Byline),
        }
    }

    fn has(&self, block: usize) -> bool {
        [self.headline, self.standfirst, self.byline].contains(&Some(block))
    }

    /// Whether a block is the headline once more.
    fn is_repeated(&self, article: &Article, block: &Block) -> bool {
        let first = self.headline.and_then(|headline| article.blocks.get(headline));
        let prose = article.prose();
        block.kind == BlockKind::Headline
            && first.is_some_and(|first| {
                let first = prose.of(first.span).split_whitespace();
                first.eq(prose.of(block.span).split_whitespace())
            })
    }
}

/// The space between two blocks of the body. Items of a list, lines of a table and what stands
/// under a crosshead follow closely.
fn gap_between(article: &Article, before: &Block, block: &Block) -> Gap {
    use BlockKind::{Crosshead, ListItem, Paragraph, QuoteBlock};
    match (before.kind, block.kind) {
        (ListItem, ListItem) | (Crosshead, Paragraph | ListItem | QuoteBlock) => Gap::None,
        _ if before.preformatted && block.preformatted => {
            let between = article.text.get(before.span.end..block.span.start).unwrap_or_default();
            if between.matches('\n').nth(1).is_none() { Gap::None } else { Gap::Blank }
        }
        (QuoteBlock, QuoteBlock) if before.depth == block.depth => Gap::Bar,
        _ => Gap::Blank,
    }
}

/// Whether nothing of a text is to be seen. Mostly the first character decides.
fn is_blank(text: &str) -> bool {
    let mut chars = text.char_indices().map(|(at, c)| &text[at..at + c.len_utf8()]);
    chars.all(|c| harmless(c).trim().is_empty())
}

/// Where the piece that begins at `start` ends: at the end of a sentence, else at a space, else
/// anywhere between two characters.
fn cut(text: &str, start: usize, preformatted: bool) -> usize {
    if text.len() - start <= LONG {
        return text.len();
    }
    let mut end = start + CUT;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let window = &text[start..end];
    let at =
        if preformatted { memchr::memrchr(b'\n', window.as_bytes()) } else { sentence_end(window) };
    let at = at.or_else(|| memchr::memrchr2(b' ', b'\n', window.as_bytes()));
    at.map_or_else(|| start + character_end(window), |at| start + at + 1)
}

/// The last space after a full stop, if one is near the end of a window.
fn sentence_end(window: &str) -> Option<usize> {
    let bytes = window.as_bytes();
    let near = bytes.len().saturating_sub(NEAR);
    let spaces = memchr::memchr2_iter(b' ', b'\n', &bytes[near..]).rev().map(|at| near + at);
    let before = |at: usize| at.checked_sub(1).and_then(|before| bytes.get(before));
    spaces.into_iter().find(|&at| matches!(before(at), Some(b'.' | b'!' | b'?')))
}

/// The start of the last character that has a width: those without stay with the one they belong to.
fn character_end(window: &str) -> usize {
    let mut starts = window.char_indices().rev().take(64);
    let found =
        starts.find(|&(at, c)| at > 0 && unicode_width::UnicodeWidthChar::width(c) > Some(0));
    found.map_or(window.len(), |(at, _)| at)
}

/// How a block is set; `opens` on its first piece.
pub(super) fn form(article: &Article, block: &Block, opens: bool) -> Form {
    Form {
        kind: line_kind(block.kind),
        indent: 2 * usize::from(block.depth),
        marker: marker(block, opens),
        preformatted: block.preformatted,
        rtl: bidi::is_rtl_paragraph(article.prose().of(block.span)),
    }
}

fn marker(block: &Block, opens: bool) -> Marker {
    match block.kind {
        BlockKind::QuoteBlock => Marker::Bar,
        BlockKind::ListItem => {
            let bullet =
                block.ordinal.map_or_else(|| "•".to_owned(), |number| format!("{number}."));
            if opens { Marker::Once(bullet) } else { Marker::Room(crate::text::width(&bullet) + 1) }
        }
        _ => Marker::None,
    }
}

fn line_kind(kind: BlockKind) -> LineKind {
    match kind {
        BlockKind::Headline => LineKind::Headline,
        BlockKind::Standfirst => LineKind::Standfirst,
        BlockKind::Byline => LineKind::Byline,
        BlockKind::Caption => LineKind::Caption,
        BlockKind::Crosshead => LineKind::Crosshead,
        BlockKind::Paragraph => LineKind::Paragraph,
        BlockKind::ListItem => LineKind::ListItem,
        BlockKind::QuoteBlock => LineKind::QuoteBlock,
    }
}
