//! The sidebar: the entities and the quotes of the open article, and which of them are chosen.

use super::{
    label,
    scroll::{self, Edge},
};
use crate::{
    analysis::{Analysis, Entity, Quote},
    article::Article,
};
use ratatui::layout::Rect;
use std::cell::OnceCell;

/// Lines of a quote's words that a row shows.
const WORDS: usize = 2;
/// Lines for the sentence that stands in place of entities.
const SENTENCE: usize = 4;
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
    /// The quotes, in the order of the text.
    pub quotes: List,
    /// The words of each quote as a row of `width` columns shows them, once they were needed.
    folded: Vec<OnceCell<Vec<String>>>,
    width: u16,
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
    /// Begins anew with the analysis of another article.
    pub fn replace(&mut self, analysis: &Analysis) {
        let folded = vec![OnceCell::new(); analysis.quotes.len()];
        *self = Self { folded, width: self.width, ..Self::default() };
    }

    /// Forgets the article.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Moves both windows so that the chosen rows are inside an area of the screen.
    pub fn show_selected(&mut self, article: &Article, analysis: &Analysis, area: Rect) {
        if self.width != area.width {
            self.width = area.width;
            self.folded = vec![OnceCell::new(); analysis.quotes.len()];
        }
        let (entities, quotes) = share(area, Some(analysis));
        let entity = |row: usize| {
            analysis.entities.get(row).map_or(1, |entity| entity_height(entity, area.width))
        };
        self.entities.show(entities, entity);
        let mut list = self.quotes;
        list.show(quotes, |row| 1 + self.folded(article, analysis, row).len());
        self.quotes = list;
    }

    /// Chooses what the reading line is at: the quote there, and with `offset` in a mention of the
    /// chosen entity, that mention.
    pub fn follow(&mut self, analysis: &Analysis, quote: Option<usize>, offset: usize) {
        if let Some(quote) = quote {
            self.quotes.choose(quote, analysis.quotes.len());
        }
        if let Some(entity) = analysis.entities.get(self.entities.selected) {
            let passed = entity.mentions.partition_point(|mention| mention.span.start <= offset);
            self.occurrence = passed.checked_sub(1);
        }
    }

    /// The words of a quote as its row shows them.
    pub fn folded(&self, article: &Article, analysis: &Analysis, quote: usize) -> &[String] {
        let (Some(folded), Some(of)) = (self.folded.get(quote), analysis.quotes.get(quote)) else {
            return &[];
        };
        let room = usize::from(self.width.saturating_sub(MARGIN)).max(1);
        folded.get_or_init(|| label::fold(&analysis.words(article, of), room, WORDS))
    }
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
pub fn share(area: Rect, analysis: Option<&Analysis>) -> (usize, usize) {
    let (room, width) = (usize::from(area.height).saturating_sub(2), area.width);
    let Some(analysis) = analysis else {
        return (room / 2, room - room / 2);
    };
    let names = match analysis.entities.is_empty() {
        true => SENTENCE,
        false => analysis.entities.iter().map(|entity| entity_height(entity, width)).sum(),
    };
    let quotes = analysis.quotes.len() * (1 + WORDS);
    let half = room / 2;
    let names = if quotes < half { names.min(room - quotes) } else { names.min(half) };
    let names = names.max(1).min(room);
    (names, room - names)
}

/// How a quote's speaker is written in the sidebar: the name, else the words used, else nobody.
pub fn speaker<'a>(article: &'a Article, analysis: &'a Analysis, quote: &Quote) -> &'a str {
    if let Some(name) = analysis.speaker_name(quote) {
        return name;
    }
    match &quote.speaker {
        Some(speaker) => article.prose().of(speaker.span),
        None => "nobody named",
    }
}
