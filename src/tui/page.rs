//! The article pane: the page, the reading line, and what is lit on it.

use super::{message::Found, search::Search};
use crate::{
    analysis::Analysis,
    article::Article,
    layout::{Layout, LineKind, Measure, Place},
    library::Stamp,
    span::Span,
};
use std::sync::Arc;

/// Lines kept between the reading line and the edge of the pane.
const MARGIN: usize = 3;

/// Whoever moves by more lines than this means the end.
const FAR: usize = 10_000;
/// An open article.
#[derive(Debug)]
pub struct Page {
    /// Which entry of the listing it is.
    pub entry: usize,
    /// The version of its file, once that is known.
    pub stamp: Option<Stamp>,
    /// The article.
    pub article: Arc<Article>,
    /// What it says, as it was corrected; `None` until that is known.
    pub analysis: Option<Arc<Analysis>>,
    /// The same before any correction.
    pub found: Option<Found>,
    /// The entity whose mentions are lit.
    pub lit: Option<usize>,
    /// Its names in the order of the text, each with its entity.
    pub names: Vec<(Span, usize)>,
    /// The spans of its quotes in the order of the text, each with its quote.
    pub quotes: Vec<(Span, usize)>,
    /// Its lines.
    pub layout: Layout,
    /// The first line on the screen.
    pub top: Place,
    /// The reading line.
    pub line: Place,
    /// The name that `w` stepped to last.
    pub name: Option<Span>,
    /// A passage to show that one has just jumped to.
    pub flash: Option<Span>,
    /// The search that is on.
    pub search: Option<Search>,
    /// Whether the reader has moved in it.
    pub touched: bool,
    /// Whether the reader wants it unread, though its end may be on the screen.
    pub kept_unread: bool,
    /// The byte that the reading line was set on for, while it is still that line: a line of another
    /// width begins elsewhere, and going back and forth must not move it.
    anchor: Option<(Place, usize)>,
    /// The top and the reading line before a search was typed.
    before_search: Option<(Place, Place)>,
    /// Lines the pane has room for.
    height: usize,
}

impl Page {
    /// Opens an article in a pane of `height` lines.
    pub fn new(entry: usize, article: Arc<Article>, measure: Measure, height: usize) -> Self {
        let layout = Layout::new(Arc::clone(&article), measure);
        let top = layout.first();
        let line = next_text(&layout, top, true).unwrap_or(top);
        Self {
            entry,
            stamp: None,
            article,
            analysis: None,
            found: None,
            lit: None,
            names: Vec::new(),
            quotes: Vec::new(),
            layout,
            top,
            line,
            name: None,
            flash: None,
            search: None,
            touched: false,
            kept_unread: false,
            anchor: None,
            before_search: None,
            height,
        }
    }

    /// Sets the page for another measure or height; what was read stays where it was on the screen.
    pub fn reshape(&mut self, measure: Measure, height: usize) {
        let row = self.layout.distance(self.top, self.line, self.height.max(1));
        if measure != self.layout.measure() {
            let anchored = self.anchor.filter(|(line, _)| *line == self.line);
            let offset = anchored.map_or_else(|| self.offset(), |(_, offset)| offset);
            let at_top =
                self.line <= next_text(&self.layout, self.layout.first(), true).unwrap_or_default();
            self.layout = Layout::new(Arc::clone(&self.article), measure);
            self.before_search = None;
            self.line = if at_top {
                next_text(&self.layout, self.layout.first(), true).unwrap_or_default()
            } else {
                self.layout.find(offset)
            };
            self.anchor = Some((self.line, offset));
        }
        self.height = height;
        self.top = self.layout.up(self.line, row.min(height.saturating_sub(1)));
        self.settle();
    }

    /// Byte offset of the reading line in the text; 0 on lines made from metadata.
    pub fn offset(&self) -> usize {
        self.layout.line(self.line).map_or(0, |line| line.span.start)
    }

    /// The text that the reading line shows.
    pub fn line_span(&self) -> Span {
        self.layout.line(self.line).map(|line| line.span).unwrap_or_default()
    }

    /// The block of the article that the reading line belongs to.
    pub fn block(&self) -> Option<Span> {
        let block = self.layout.block(self.line)?;
        self.article.blocks.get(block).map(|block| block.span)
    }

    /// Moves the reading line by lines of text, gaps not counted.
    pub fn step(&mut self, delta: isize) {
        self.touched = true;
        if delta.unsigned_abs() > FAR {
            return self.go_to_end(delta > 0);
        }
        for _ in 0..delta.unsigned_abs() {
            match next_text_beyond(&self.layout, self.line, delta > 0) {
                Some(place) => self.line = place,
                None => break,
            }
        }
        self.settle();
    }

    /// Scrolls the page by lines; the reading line stays on the screen.
    pub fn scroll(&mut self, delta: isize) {
        self.touched = true;
        self.top = self.moved(self.top, delta > 0, delta.unsigned_abs());
        let margin = self.margin();
        let above = if self.top == self.layout.first() { 0 } else { margin };
        let highest = self.layout.down(self.top, above);
        let lowest = self.layout.down(self.top, self.height.saturating_sub(1 + margin));
        if self.line < highest {
            self.line = next_text(&self.layout, highest, true).unwrap_or(self.line);
        } else if self.line > lowest && !self.end_visible() {
            self.line = next_text(&self.layout, lowest, false).unwrap_or(self.line);
        }
    }

    /// Turns `count` pages or half pages; the reading line stays on its row, or goes on to the end
    /// when the page cannot move.
    pub fn turn(&mut self, half: bool, forward: bool, count: usize) {
        self.touched = true;
        let page = if half { self.height / 2 } else { self.height.saturating_sub(2) }.max(1);
        let lines = page.saturating_mul(count);
        let row = self.layout.distance(self.top, self.line, self.height);
        let before = self.top;
        self.top = self.moved(before, forward, lines);
        if self.top == before {
            let lines = isize::try_from(lines).unwrap_or(isize::MAX);
            return self.step(if forward { lines } else { -lines });
        }
        let target = self.layout.down(self.top, row);
        let near = next_text(&self.layout, target, true);
        self.line = near.or_else(|| next_text(&self.layout, target, false)).unwrap_or(self.line);
        self.settle();
    }

    /// The top of the page after moving it by lines.
    fn moved(&self, top: Place, down: bool, lines: usize) -> Place {
        if down {
            self.layout.down(top, lines).min(self.lowest_top().max(top))
        } else {
            self.layout.up(top, lines)
        }
    }

    /// Goes to a byte of the text; it comes to stand in the upper third if it was off the screen.
    pub fn go(&mut self, offset: usize) {
        self.touched = true;
        self.line = self.layout.find(offset);
        if !self.on_screen(self.line) {
            self.top = self.layout.up(self.line, self.height / 3);
        }
        self.settle();
    }

    /// Remembers where one is while a search is typed.
    pub fn begin_search(&mut self) {
        self.before_search = Some((self.top, self.line));
    }

    /// Goes back to where the search began: to the same row if the page is set as it was, else to
    /// the byte `offset`.
    pub fn return_from_search(&mut self, offset: usize) {
        match self.before_search {
            Some((top, line)) => (self.top, self.line) = (top, line),
            None => self.go(offset),
        }
        self.settle();
    }

    /// Puts the reading line on a row of the pane, from 0, if there is text.
    pub fn point(&mut self, row: usize) {
        let place = self.layout.down(self.top, row.min(self.height.saturating_sub(1)));
        if self.layout.line(place).is_some_and(|line| line.kind != LineKind::Gap) {
            (self.line, self.touched) = (place, true);
        }
    }

    /// Goes to the first or the last line.
    pub fn go_to_end(&mut self, last: bool) {
        self.touched = true;
        let end = if last { self.layout.last() } else { self.layout.first() };
        self.line = next_text(&self.layout, end, !last).unwrap_or(end);
        if !last {
            self.top = end;
        }
        self.settle();
    }

    /// Goes to the beginning of the next or the previous block.
    pub fn step_block(&mut self, forward: bool) {
        let here = self.layout.block(self.line);
        let mut place = self.line;
        while let Some(next) = next_text_beyond(&self.layout, place, forward) {
            place = next;
            let above = next_text_beyond(&self.layout, place, false);
            let begins =
                above.is_none_or(|above| self.layout.block(above) != self.layout.block(place));
            if begins && (place != self.line) && (self.layout.block(place) != here || !forward) {
                break;
            }
        }
        self.line = place;
        self.touched = true;
        self.settle();
    }

    /// Whether the last line of the article is on the screen.
    pub fn end_visible(&self) -> bool {
        self.on_screen(self.layout.last())
    }

    /// How much of the article lies above the bottom of the screen, in percent.
    pub fn progress(&self) -> usize {
        if self.end_visible() {
            return 100;
        }
        let bottom = self.layout.down(self.top, self.height.saturating_sub(1));
        let mut place = bottom;
        while self.layout.line(place).is_some_and(|line| line.span.is_empty()) && place > self.top {
            place = self.layout.up(place, 1);
        }
        let end = self.layout.line(place).map_or(0, |line| line.span.end);
        (end * 100 / self.article.text.len().max(1)).min(99)
    }

    /// The lines on the screen.
    pub fn visible(&self) -> impl Iterator<Item = Place> {
        let mut next = Some(self.top);
        (0..self.height).map_while(move |_| {
            let place = next?;
            self.layout.line(place)?;
            let after = self.layout.down(place, 1);
            next = (after != place).then_some(after);
            Some(place)
        })
    }

    fn on_screen(&self, place: Place) -> bool {
        place >= self.top && self.layout.distance(self.top, place, self.height) < self.height.max(1)
    }

    fn margin(&self) -> usize {
        MARGIN.min(self.height.saturating_sub(1) / 2)
    }

    /// The top of the page when its last line is the last of the pane.
    fn lowest_top(&self) -> Place {
        self.layout.up(self.layout.last(), self.height.saturating_sub(1))
    }

    /// Moves the window as far as the reading line needs.
    fn settle(&mut self) {
        let margin = self.margin();
        let highest = self.layout.up(self.line, margin);
        let lowest = self.layout.up(self.line, self.height.saturating_sub(1 + margin));
        self.top = self.top.min(highest).max(lowest).min(self.lowest_top());
    }
}

/// The first line with text at `place` or beyond it.
fn next_text(layout: &Layout, place: Place, forward: bool) -> Option<Place> {
    let gap = layout.line(place).is_none_or(|line| line.kind == LineKind::Gap);
    if gap { next_text_beyond(layout, place, forward) } else { Some(place) }
}

/// The first line with text beyond `place`.
fn next_text_beyond(layout: &Layout, place: Place, forward: bool) -> Option<Place> {
    let mut place = place;
    loop {
        let next = if forward { layout.down(place, 1) } else { layout.up(place, 1) };
        if next == place {
            return None;
        }
        place = next;
        if layout.line(place).is_some_and(|line| line.kind != LineKind::Gap) {
            return Some(place);
        }
    }
}
