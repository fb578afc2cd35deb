//! The headlines pane: which rows there are, in which order, and which one is chosen.

use super::{
    label,
    scroll::{self, Edge},
};
use crate::library::{
    Entry, Head, Listing, Stamp,
    narrow::narrow,
    order::{Order, Row},
    state::State,
};
use std::{
    cell::{Cell, OnceCell},
    collections::HashMap,
    fmt,
    rc::Rc,
    sync::Arc,
};

/// Which articles are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All.
    #[default]
    All,
    /// Those not read.
    Unread,
    /// Those with a star.
    Starred,
}

/// What is known of one entry beside its place.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// What its row shows, once it was read.
    pub head: Option<Arc<Head>>,
    /// Whether the head was asked for.
    pub asked: bool,
    /// How many quotes it has, once counted.
    pub quotes: Option<usize>,
    /// Whether the count was asked for.
    pub counting: bool,
    /// Whether it was read by the user.
    pub read: bool,
    /// Whether it has a star.
    pub starred: bool,
    /// Its headline set for a row of that width: each frame needs it again.
    folded: FoldedCell,
}

/// A headline on one or two lines, and the width of the row that shows it so.
type Folded = (u16, Rc<[String]>);

/// A headline that was set once. Boxed: of thousands of rows few are ever shown.
#[derive(Default)]
struct FoldedCell(Cell<Option<Box<Folded>>>);

impl Clone for FoldedCell {
    /// The copy has it set again where it is needed.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for FoldedCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FoldedCell")
    }
}

impl Known {
    /// What is still known when the library was listed again: the file may have changed.
    fn anew(self) -> Self {
        Self { asked: false, counting: false, ..self }
    }

    /// What is known of an entry from earlier visits.
    fn remembered(entry: &Entry, state: &State) -> Self {
        if state.marks.is_empty() {
            return Self::default();
        }
        let mark = state.marks.get(&entry.key());
        let (read, starred) = mark.map_or((false, false), |mark| (mark.read, mark.starred));
        Self { read, starred, ..Self::default() }
    }
}

/// The state of the pane.
#[derive(Debug, Default)]
pub struct Headlines {
    /// The articles there are.
    pub listing: Arc<Listing>,
    /// Counts the listings, so that answers about an older one are dropped.
    pub generation: u64,
    /// What is known of each entry.
    pub known: Vec<Known>,
    /// The entries shown, in the order shown.
    pub rows: Vec<usize>,
    /// The chosen row.
    pub selected: usize,
    /// The first row on the screen.
    pub top: usize,
    /// What the list is narrowed by.
    pub query: String,
    /// Which articles are listed.
    pub scope: Scope,
    /// The sort order.
    pub order: Order,
    /// The list before somebody began to narrow it.
    before: Option<Before>,
    /// The entry of each key, once somebody asked.
    keys: OnceCell<HashMap<String, usize>>,
}

/// What is restored when a narrowing is dropped.
#[derive(Debug)]
struct Before {
    query: String,
    chosen: Option<String>,
    top: usize,
}

impl Headlines {
    /// Takes a new listing; keeps the chosen article, and what is known of those still there.
    pub fn replace(&mut self, listing: Arc<Listing>, state: &State) {
        let chosen = self.chosen().map(|entry| self.listing.entries[entry].id.clone());
        let before = std::mem::take(&mut self.known);
        let old = std::mem::replace(&mut self.listing, listing);
        self.generation += 1;
        self.keys.take();
        if !before.is_empty() && same_ids(&old, &self.listing) {
            self.known = before.into_iter().map(Known::anew).collect();
            return;
        }
        let mut before: HashMap<&str, Known> =
            old.entries.iter().map(|entry| entry.id.as_str()).zip(before).collect();
        // The first listing has nothing before it to look up.
        let fresh = before.is_empty();
        let mut kept = |id: &str| if fresh { None } else { before.remove(id) };
        let known = |entry: &Entry| match kept(&entry.id) {
            Some(known) => known.anew(),
            None => Known::remembered(entry, state),
        };
        self.known = self.listing.entries.iter().map(known).collect();
        self.arrange(chosen.as_deref());
    }

    /// The chosen entry.
    pub fn chosen(&self) -> Option<usize> {
        self.rows.get(self.selected).copied()
    }

    /// The entry of that identifier.
    pub fn entry_of_id(&self, id: &str) -> Option<usize> {
        self.listing.entries.iter().position(|entry| entry.id == id)
    }

    /// The entry that marks are kept for under this key.
    pub fn entry_of_key(&self, key: &str) -> Option<usize> {
        let keys = self.keys.get_or_init(|| {
            let entries = self.listing.entries.iter().enumerate();
            entries.map(|(index, entry)| (entry.key(), index)).collect()
        });
        keys.get(key).copied()
    }

    /// The headline of an entry as far as it is known.
    pub fn title(&self, entry: usize) -> String {
        match &self.known[entry].head {
            Some(head) => head.title.clone(),
            None => self.listing.entries[entry].stand_in(),
        }
    }

    /// Lists only the articles of a scope, the chosen one too only if it belongs there.
    pub fn show(&mut self, scope: Scope) {
        let chosen = self.chosen();
        self.scope = scope;
        self.arrange(None);
        if let Some(row) = self.rows.iter().position(|&entry| Some(entry) == chosen) {
            self.selected = row;
        }
    }

    /// Works out the rows again from scope, order and query, keeping the chosen article though it
    /// may have left the scope: nobody wants it taken away while reading.
    pub fn rearrange(&mut self) {
        let chosen = self.chosen().map(|entry| self.listing.entries[entry].id.clone());
        self.arrange(chosen.as_deref());
    }

    fn arrange(&mut self, chosen: Option<&str>) {
        let is_chosen = |entry: usize| Some(self.listing.entries[entry].id.as_str()) == chosen;
        let keep = |&entry: &usize| match self.scope {
            Scope::All => true,
            Scope::Unread => !self.known[entry].read || is_chosen(entry),
            Scope::Starred => self.known[entry].starred || is_chosen(entry),
        };
        let mut rows: Vec<usize> = match self.scope {
            Scope::All => (0..self.known.len()).collect(),
            Scope::Unread | Scope::Starred => (0..self.known.len()).filter(keep).collect(),
        };
        self.sort(&mut rows);
        self.rows = self.narrowed(rows);
        let find = |id: &str| self.rows.iter().position(|&e| self.listing.entries[e].id == id);
        let last = self.rows.len().saturating_sub(1);
        self.selected = chosen.and_then(find).unwrap_or(self.selected.min(last));
        self.top = self.top.min(self.selected);
    }

    fn sort(&self, rows: &mut [usize]) {
        if self.order == Order::Listed {
            return;
        }
        let row = |&index: &usize| {
            let known = &self.known[index];
            Row { index, head: known.head.as_deref(), read: known.read, starred: known.starred }
        };
        let mut sorted: Vec<Row<'_>> = rows.iter().map(row).collect();
        self.order.sort(&mut sorted);
        for (slot, row) in rows.iter_mut().zip(sorted) {
            *slot = row.index;
        }
    }

    fn narrowed(&self, rows: Vec<usize>) -> Vec<usize> {
        if self.query.is_empty() {
            return rows;
        }
        let titles: Vec<String> = rows.iter().map(|&entry| self.title(entry)).collect();
        narrow(&self.query, &titles).into_iter().map(|row| rows[row]).collect()
    }

    /// Remembers the list as it is before it is narrowed.
    pub fn begin_narrowing(&mut self) {
        let chosen = self.chosen().map(|entry| self.listing.entries[entry].id.clone());
        self.before = Some(Before { query: self.query.clone(), chosen, top: self.top });
    }

    /// Makes the list what it was before it was narrowed.
    pub fn drop_narrowing(&mut self) {
        if let Some(before) = self.before.take() {
            self.query = before.query;
            self.arrange(before.chosen.as_deref());
            self.top = before.top.min(self.selected);
        }
    }

    /// Narrows to headlines like `query`; the best one is chosen while typing.
    pub fn narrow(&mut self, query: String) {
        let cleared = query.is_empty();
        self.query = query;
        self.rearrange();
        if !cleared {
            (self.selected, self.top) = (0, 0);
        }
    }

    /// Chooses the row `delta` further down (or up), as far as there are rows.
    pub fn step(&mut self, delta: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(delta).min(last);
    }

    /// Chooses a row by number, from 0.
    pub fn choose(&mut self, row: usize) {
        self.selected = row.min(self.rows.len().saturating_sub(1));
    }

    /// Chooses an entry if it has a row; widens scope and query when it has not.
    pub fn choose_entry(&mut self, entry: usize) {
        if !self.rows.contains(&entry) {
            (self.scope, self.query) = (Scope::All, String::new());
            self.rearrange();
        }
        if let Some(row) = self.rows.iter().position(|&shown| shown == entry) {
            self.selected = row;
        }
    }

    /// The next unread row after (or before) the chosen one.
    pub fn unread(&self, forward: bool) -> Option<usize> {
        let unread = |&row: &usize| !self.known[self.rows[row]].read;
        if forward {
            (self.selected + 1..self.rows.len()).find(unread)
        } else {
            (0..self.selected.min(self.rows.len())).rev().find(unread)
        }
    }

    /// Takes heads that were read; the counts kept from an earlier visit hold if the file is as it
    /// was. Says whether any of them can move rows.
    pub fn learn(&mut self, heads: Vec<(usize, Head)>, state: &State) -> bool {
        for (entry, head) in heads {
            let kept = self.kept_count(entry, head.stamp, state);
            let Some(known) = self.known.get_mut(entry) else { continue };
            if known.head.as_ref().is_some_and(|before| before.stamp != head.stamp) {
                (known.quotes, known.counting) = (None, false);
            }
            known.quotes = known.quotes.or(kept);
            known.head = Some(Arc::new(head));
            known.folded.0.take();
        }
        self.order != Order::Listed || !self.query.is_empty()
    }

    fn kept_count(&self, entry: usize, stamp: Stamp, state: &State) -> Option<usize> {
        if state.marks.is_empty() {
            return None;
        }
        let (kept, count) = state.marks.get(&self.listing.entries.get(entry)?.key())?.quotes?;
        (kept == stamp).then_some(count)
    }

    /// Moves the window of `room` lines so that the chosen row is inside.
    pub fn show_selected(&mut self, width: u16, room: usize) {
        let heights = |row: usize| self.height(row, width);
        let top = scroll::window(self.top, self.selected, heights, room, Edge::Recentre);
        self.top = scroll::filled(top, self.rows.len(), heights, room);
    }

    /// How many lines a row takes in a pane of this width: its headline on one or two, and a line of
    /// facts; one line in a wide pane.
    pub fn height(&self, row: usize, width: u16) -> usize {
        match self.rows.get(row) {
            Some(&entry) if width < WIDE => 1 + self.folded(entry, width).len(),
            _ => 1,
        }
    }

    /// The headline of an entry as a row of a pane of this width shows it: on one or two lines.
    pub fn folded(&self, entry: usize, width: u16) -> Rc<[String]> {
        let cell = &self.known[entry].folded.0;
        let kept = cell.take().filter(|kept| kept.0 == width);
        let folded = kept.unwrap_or_else(|| {
            let room = usize::from(width.saturating_sub(TITLE_MARGIN)).max(1);
            Box::new((width, label::fold(&self.title(entry), room, 2).into()))
        });
        let lines = Rc::clone(&folded.1);
        cell.set(Some(folded));
        lines
    }

    /// The rows in the window of `room` lines, each with its height.
    pub fn visible(&self, width: u16, room: usize) -> Vec<(usize, usize)> {
        let mut rows = Vec::new();
        let mut used = 0;
        for row in self.top..self.rows.len() {
            if used >= room {
                break;
            }
            let height = self.height(row, width);
            rows.push((row, height));
            used += height;
        }
        rows
    }
}

/// From this width on, a headline and its facts stand on one line.
pub const WIDE: u16 = 90;
/// Columns of a row that its headline cannot use: the mark of choice, the unread mark, the star, and
/// a margin after it.
pub const TITLE_MARGIN: u16 = 4;

/// Whether two listings name the same articles in the same order.
fn same_ids(one: &Listing, other: &Listing) -> bool {
    let ids = one.entries.iter().map(|entry| &entry.id);
    ids.eq(other.entries.iter().map(|entry| &entry.id))
}
