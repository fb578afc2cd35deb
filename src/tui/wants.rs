//! What the state asks for: the chosen article, the headlines of the rows, the counts of quotes.

use super::{
    app::App,
    geometry,
    message::{Effect, Job},
};
use crate::library::{Listing, order::Order};
use std::sync::Arc;

/// Files longer than this, in bytes, are analysed when they are opened and not for their row alone.
const LONGEST_COUNTED: u64 = 1 << 20;

impl App {
    pub(super) fn rescan(&mut self) {
        self.scanning = Some(0);
        self.effects.push(Effect::Work(Job::Scan));
    }

    /// Asks for the chosen article if another one is shown.
    pub(super) fn want_chosen(&mut self) {
        let chosen = self.headlines.chosen();
        if chosen == self.wanted && (chosen.is_some() || self.page.is_none()) {
            return;
        }
        self.keep_position();
        self.wanted = chosen;
        self.long = None;
        self.failure = None;
        let Some(entry) = chosen else { return self.close_page() };
        let id = &self.headlines.listing.entries[entry].id;
        self.destination.take_if(|goal| goal.article != *id);
        self.ticket += 1;
        let (_, listing) = self.listing();
        self.effects.push(Effect::Work(Job::Open(self.ticket, listing, entry)));
    }

    /// The entries whose headlines are on the screen: the rows, and the open article.
    fn seen(&self) -> impl Iterator<Item = usize> {
        self.rows_on_screen().chain(self.page.as_ref().map(|page| page.entry))
    }

    /// Asks for the headlines of the rows on the screen, or of all where the order rests on them.
    pub(super) fn want_rows(&mut self) {
        self.want_visible_heads();
        if self.headlines.order != Order::Listed {
            self.want_all_heads();
        }
    }

    /// The rows on the screen whose quotes nobody has counted yet.
    fn uncounted(&self) -> impl Iterator<Item = usize> {
        self.rows_on_screen().filter(|&entry| {
            let known = &self.headlines.known[entry];
            let short = known.head.as_ref().is_some_and(|head| head.stamp.size <= LONGEST_COUNTED);
            short && known.quotes.is_none() && !known.counting
        })
    }

    /// Whether there is something to do once the reader rests, which
    /// [`Message::Rested`](super::message::Message::Rested) says.
    pub fn awaits_rest(&self) -> bool {
        self.long.is_some() || self.uncounted().next().is_some()
    }

    /// Asks for what could wait until the reader rests.
    pub(super) fn rested(&mut self) {
        if let Some(article) = self.long.take() {
            self.effects.push(Effect::Work(Job::Analyse(self.ticket, article)));
        }
        self.count_rows();
    }

    /// Asks for the quote counts of the rows on the screen.
    fn count_rows(&mut self) {
        let count: Vec<usize> = self.uncounted().collect();
        if count.is_empty() {
            return;
        }
        for &entry in &count {
            self.headlines.known[entry].counting = true;
        }
        let (generation, listing) = self.listing();
        self.effects.push(Effect::Work(Job::Count(generation, listing, count)));
    }

    /// Asks for all headlines, once somebody looks for one: until then those on the screen do, and
    /// the names of the files stand for the rest.
    pub(super) fn want_all_heads(&mut self) {
        if !std::mem::replace(&mut self.all_asked, true) {
            let (generation, listing) = self.listing();
            self.effects.push(Effect::Work(Job::AllHeads(generation, listing)));
        }
    }

    fn want_visible_heads(&mut self) {
        let unasked = |&entry: &usize| !self.headlines.known[entry].asked;
        let mut ask: Vec<usize> = self.seen().filter(unasked).collect();
        ask.dedup();
        if ask.is_empty() {
            return;
        }
        for &entry in &ask {
            self.headlines.known[entry].asked = true;
        }
        let (generation, listing) = self.listing();
        self.effects.push(Effect::Work(Job::Heads(generation, listing, ask)));
    }

    pub(super) fn listing(&self) -> (u64, Arc<Listing>) {
        (self.headlines.generation, Arc::clone(&self.headlines.listing))
    }

    pub(super) fn rows_on_screen(&self) -> impl Iterator<Item = usize> {
        let area = self.areas().headlines.map(geometry::body).unwrap_or_default();
        let rows = self.headlines.visible(area.width, area.height.into());
        rows.into_iter().map(|(row, _)| self.headlines.rows[row])
    }
}
