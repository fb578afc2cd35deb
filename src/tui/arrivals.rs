//! What arrives while the reader reads: listings, heads, articles, analyses, counts.

use super::{
    app::{App, Destination, Goal},
    geometry::Pane,
    message::{Effect, Found, Notice, Opened},
    page::Page,
    prompt::{Prompt, Purpose},
};
use crate::{
    analysis::Analysis,
    article::Article,
    corrections::Corrections,
    library::{Head, Listing},
};
use std::{collections::BTreeSet, sync::Arc};

/// Exit statuses: nothing found, and a path that cannot be opened.
const NOTHING: u8 = 1;
const UNREADABLE: u8 = 3;

impl App {
    pub(super) fn scanned(&mut self, result: Result<Arc<Listing>, String>) {
        self.scanning = None;
        self.known_listing = true;
        let first = self.headlines.generation == 0;
        let listing = match result {
            Ok(listing) if first && listing.entries.is_empty() => {
                return self.give_up(NOTHING, nothing_there(&listing));
            }
            Ok(listing) => listing,
            Err(error) if first => return self.give_up(UNREADABLE, error),
            Err(error) => return self.notice = Some(Notice::failed(error)),
        };
        if std::mem::take(&mut self.scan_cancelled) {
            // The clerk dropped what it had been asked for when it began to scan.
            return self.headlines.known.iter_mut().for_each(|known| known.asked = false);
        }
        self.keep_position();
        self.headlines.replace(listing, &self.state);
        self.find_page_again();
        self.all_asked = false;
        if first {
            self.choose_start();
            self.name_skipped();
            self.effects.push(Effect::Watch);
        }
    }

    /// Finds the open article in a new listing. What was asked for under the old one is void.
    fn find_page_again(&mut self) {
        self.ticket += 1;
        self.wanted = None;
        let Some(page) = &mut self.page else { return };
        match self.headlines.entry_of_id(&page.article.id) {
            Some(entry) => {
                page.entry = entry;
                self.wanted = Some(entry).filter(|_| page.analysis.is_some());
            }
            None => self.close_page(),
        }
    }

    pub(super) fn close_page(&mut self) {
        self.drop_choice();
        self.page = None;
        self.sidebar.clear();
    }

    /// Drops a choice among the entities of an article that is not shown any more.
    pub(super) fn drop_choice(&mut self) {
        if self.joining.is_some() || self.attributing.is_some() {
            self.prompt = None;
            self.end_join(false);
            self.end_attributing(false);
        }
    }

    /// Ends before there was anything to read.
    fn give_up(&mut self, status: u8, why: String) {
        self.last_words.push(why);
        self.effects.push(Effect::Quit(status));
    }

    /// Names the first file that was left out, unless there is worse to say.
    fn name_skipped(&mut self) {
        if self.notice.as_ref().is_some_and(|notice| notice.error) {
            return;
        }
        let skipped = &self.headlines.listing.skipped;
        if let Some(first) = skipped.first() {
            let more = match skipped.len() - 1 {
                0 => String::new(),
                more => format!(" and {more} more, named when you quit"),
            };
            let text = format!("skipped {}: {}{more}", first.path.display(), first.why);
            self.notice = Some(Notice::said(text));
        }
    }

    /// Chooses the article asked for, else the one that was open last.
    fn choose_start(&mut self) {
        let asked = self.start.article.take();
        let entry = match (&asked, &self.state.last) {
            (Some(id), _) => self.headlines.entry_of_id(id),
            (None, Some(key)) => self.headlines.entry_of_key(key),
            (None, None) => None,
        };
        if let Some(entry) = entry {
            self.headlines.choose_entry(entry);
        }
        if asked.is_some() {
            self.focus = Pane::Article;
        }
        let chosen = self.headlines.chosen().map(|entry| &self.headlines.listing.entries[entry]);
        if let (Some(at), Some(chosen)) = (self.start.at.take(), chosen) {
            let article = chosen.id.clone();
            self.destination = Some(Destination { article, place: Goal::At(at) });
            self.focus = Pane::Article;
        }
    }

    pub(super) fn learn_heads(&mut self, heads: Vec<(usize, Head)>) {
        let open = self.page.as_ref().map(|page| page.entry);
        let fresh = heads.iter().find(|(entry, _)| Some(*entry) == open);
        if let (Some((_, head)), Some(page)) = (fresh, &mut self.page) {
            let before = page.stamp.replace(head.stamp);
            if before.is_some_and(|before| before != head.stamp) {
                self.wanted = None;
            }
        }
        if !self.headlines.learn(heads, &self.state) {
            return;
        }
        let narrowing = |prompt: &Prompt| prompt.purpose == Purpose::Narrow;
        if self.prompt.as_ref().is_some_and(narrowing) {
            // While somebody types, the best of what is known by now is chosen.
            self.headlines.narrow(self.headlines.query.clone());
        } else {
            self.headlines.rearrange();
        }
    }

    pub(super) fn opened(&mut self, opened: Result<Opened, String>) {
        let Some(entry) = self.wanted else { return };
        self.long = None;
        let opened = match opened {
            Ok(opened) => opened,
            Err(error) => {
                self.close_page();
                self.failure = Some(error);
                return;
            }
        };
        self.failure = None;
        let same = self.page.as_ref().is_some_and(|page| {
            page.article.id == opened.article.id && page.article.text == opened.article.text
        });
        if !same {
            self.turn_to(entry, &opened);
        } else if self.page.as_ref().is_some_and(|page| page.analysis.is_some()) {
            return;
        }
        match opened.found {
            Some(found) => self.analysed(found),
            None => self.long = Some(opened.article),
        }
    }

    /// Shows another article, where one was in it.
    fn turn_to(&mut self, entry: usize, opened: &Opened) {
        let (measure, height) = self.measure();
        let mut page = Page::new(entry, Arc::clone(&opened.article), measure, height);
        let key = self.headlines.listing.entries[entry].key();
        if let Some(offset) = self.state.marks.get(&key).and_then(|mark| mark.position) {
            page.go(offset);
            page.touched = false;
        }
        page.stamp = self.headlines.known[entry].head.as_ref().map(|head| head.stamp);
        self.page = Some(page);
        self.sidebar.clear();
        self.note_turn(&key);
        if let Some(Goal::Offset(offset)) = self.goal_here() {
            self.destination = None;
            self.arrive(offset);
        }
    }

    /// Where one wants to go in the open article.
    fn goal_here(&self) -> Option<Goal> {
        let here = &self.page.as_ref()?.article.id;
        let destination = self.destination.as_ref().filter(|goal| goal.article == *here)?;
        Some(destination.place.clone())
    }

    pub(super) fn analysed(&mut self, found: Found) {
        self.drop_choice();
        let Some(page) = self.page.as_mut() else { return };
        let (analysis, corrected) = corrected(&self.corrections, &page.article, &found);
        page.found = Some(found);
        self.sidebar.replace(&page.article, &analysis, corrected);
        let entry = page.entry;
        let count = analysis.quotes.len();
        page.learn(analysis);
        self.headlines.known[entry].quotes = Some(count);
        self.keep_count(entry, count);
        if let Some(Goal::At(at)) = self.goal_here() {
            self.destination = None;
            self.go_at(&at);
        }
        self.follow();
    }

    pub(super) fn counted(&mut self, counts: &[(usize, usize)]) {
        for &(entry, count) in counts {
            self.headlines.known[entry].quotes = Some(count);
            self.keep_count(entry, count);
        }
    }

    /// Keeps a count for the next visit, with the version of the file that it is true of.
    fn keep_count(&mut self, entry: usize, count: usize) {
        let head = self.headlines.known[entry].head.clone();
        if let Some(stamp) = head.map(|head| head.stamp) {
            self.remember(entry, |mark| mark.quotes = Some((stamp, count)));
        }
    }
}

/// What an article says as it was corrected, and the quotes whose speaker was.
pub(super) fn corrected(
    corrections: &Corrections,
    article: &Article,
    found: &Found,
) -> (Arc<Analysis>, BTreeSet<usize>) {
    let Found { analysis, fingerprint } = found;
    if corrections.of(fingerprint).is_empty() {
        return (Arc::clone(analysis), BTreeSet::new());
    }
    let analysis = corrections.apply(fingerprint, article, (**analysis).clone());
    let speakers = corrections.speakers(fingerprint, article, &analysis);
    (Arc::new(analysis), speakers)
}

/// What is said of a library without an article.
fn nothing_there(listing: &Listing) -> String {
    let skipped = match listing.skipped.len() {
        0 => String::new(),
        count => format!(" ({count} other files were skipped)"),
    };
    format!("no articles there{skipped}: name a folder or file of plain text or Markdown")
}
