//! The sidebar: the entities and the quotes of the open article, and which of them are chosen.

use super::{
    app::App,
    geometry::Pane,
    quotes::{Quotes, WORDS},
    scroll::{self, Edge},
};
use crate::{
    analysis::{Analysis, Entity},
    article::Article,
};
use ratatui::layout::Rect;
use std::collections::BTreeSet;

/// Lines for the sentence that stands in place of entities.
const SENTENCE: usize = 4;
/// Lines of the list of quotes that are no rows: who speaks, and how that was found.
const AROUND: usize = 2;
/// Columns of a row taken by the mark of choice and the letter or the bar.
pub const MARGIN: u16 = 4;

/// One of the sidebar's two lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The chosen row.
    pub selected: usize,
    /// The first row on the screen.
    pub top: usize,
}

/// The state of the pane.
#[derive(Debug, Default)]
pub struct Sidebar {
    /// The entities, most salient first.
    pub entities: List,
    /// The quotes.
    pub quotes: Quotes,
    /// The mention of the chosen entity that one is at; `None` before the first.
    pub occurrence: Option<usize>,
}

impl List {
    /// Chooses the row `delta` further down (or up) of `count`.
    pub fn step(&mut self, delta: isize, count: usize) {
        self.choose(self.selected.saturating_add_signed(delta), count);
    }

    /// Chooses a row of `count`.
    pub fn choose(&mut self, row: usize, count: usize) {
        self.selected = row.min(count.saturating_sub(1));
    }

    fn show(&mut self, room: usize, height: impl Fn(usize) -> usize) {
        self.top = scroll::window(self.top, self.selected, height, room.max(1), Edge::Follow);
    }
}

impl Sidebar {
    /// Begins anew with the analysis of another article, in which these quotes were corrected.
    pub fn replace(&mut self, article: &Article, analysis: &Analysis, corrected: BTreeSet<usize>) {
        (self.entities, self.occurrence) = (List::default(), None);
        self.quotes.replace(article, analysis, corrected);
    }

    /// Forgets the article.
    pub fn clear(&mut self) {
        (self.entities, self.occurrence) = (List::default(), None);
        self.quotes.clear();
    }

    /// Moves both windows so that the chosen rows are inside an area of the screen.
    pub fn show_selected(
        &mut self,
        article: &Article,
        analysis: &Analysis,
        area: Rect,
        focus: Pane,
    ) {
        let (entities, quotes) = share(area, Some(analysis), focus);
        let entity = |row: usize| {
            analysis.entities.get(row).map_or(1, |entity| entity_height(entity, area.width))
        };
        self.entities.show(entities, entity);
        self.quotes.show(article, analysis, area.width, quotes);
    }

    /// Chooses what the reading line is at: the quote there, and with `offset` in a mention of the
    /// chosen entity, that mention.
    pub fn follow(&mut self, analysis: &Analysis, quote: Option<usize>, offset: usize) {
        if let Some(quote) = quote {
            self.quotes.choose(quote);
        }
        if let Some(entity) = analysis.entities.get(self.entities.selected) {
            let passed = entity.mentions.partition_point(|mention| mention.span.start <= offset);
            self.occurrence = passed.checked_sub(1);
        }
    }
}

impl App {
    /// The places of the sidebar's two lists in its area, entities and quotes, headings included.
    pub fn lists(&self, area: Rect) -> (Rect, Rect) {
        let analysis = self.analysis().map(|analysis| &**analysis);
        let (names, quotes) = share(area, analysis, self.focus);
        // One chooses among more than is shown otherwise.
        let choosing = self.attributing.is_some();
        let names = if choosing { names.min((names + quotes) / 3) } else { names };
        let above = area.height.min(1 + u16::try_from(names).unwrap_or(0));
        let above = Rect { height: above, ..area };
        (above, Rect { y: above.bottom(), height: area.height - above.height, ..area })
    }
}

/// A list's rows, below its heading.
pub fn below_heading(area: Rect) -> Rect {
    Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }
}

/// From this width on the bar of mentions stands beside the name.
pub const ROOMY: u16 = 34;

/// Lines that an entity's row takes: its name, and what it is if that is known; in a narrow sidebar
/// the second line is there for the bar of mentions, too.
pub fn entity_height(entity: &Entity, width: u16) -> usize {
    if width >= ROOMY && entity.roles.is_empty() && !entity.credit { 1 } else { 2 }
}

/// How the sidebar's lines are shared: lines for entities and for quotes, the two headings
/// not counted. Neither takes more than it needs while the other lacks room.
pub fn share(area: Rect, analysis: Option<&Analysis>, focus: Pane) -> (usize, usize) {
    let (room, width) = (usize::from(area.height).saturating_sub(2), area.width);
    let Some(analysis) = analysis else {
        return (room / 2, room - room / 2);
    };
    let names = match analysis.entities.is_empty() {
        true => SENTENCE,
        false => analysis.entities.iter().map(|entity| entity_height(entity, width)).sum(),
    };
    let quotes = match analysis.quotes.len() {
        0 => 1,
        count => count * (1 + WORDS) + AROUND,
    };
    // Whoever looks at the quotes gets more of them.
    let most = if focus == Pane::Quotes { room / 3 } else { room / 2 };
    let names = if quotes < room - most { names.min(room - quotes) } else { names.min(most) };
    let names = names.max(1).min(room);
    (names, room - names)
}
