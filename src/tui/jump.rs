//! Going places in an article and between articles, and coming back.

use super::{
    app::{App, At, Destination, Goal},
    geometry::Pane,
    lines,
    message::{Effect, Notice},
    page::Page,
};
use crate::span::Span;

impl App {
    /// The next hit while a search is on, else the next unread article.
    pub(super) fn next(&mut self, delta: isize) {
        if !self.steps_through_hits() {
            return self.next_unread(delta > 0);
        }
        match self.page.as_mut().and_then(|page| page.search.as_mut()?.step(delta)) {
            Some(hit) => self.with_page(|page| page.go(hit.start)),
            None => self.miss_hit(),
        }
    }

    /// Whether there is a search whose hits are stepped through here.
    pub(super) fn steps_through_hits(&self) -> bool {
        let searching = self.page.as_ref().is_some_and(|page| page.search.is_some());
        searching && self.focus != Pane::Headlines
    }

    /// Says that what is searched for is not there.
    pub(super) fn miss_hit(&mut self) {
        let search = self.page.as_ref().and_then(|page| page.search.as_ref());
        let Some(pattern) = search.map(|search| &search.pattern) else { return };
        self.notice = Some(Notice::failed(format!("not found: {pattern}")));
    }

    pub(super) fn next_unread(&mut self, forward: bool) {
        match self.headlines.unread(forward) {
            Some(row) => self.headlines.choose(row),
            None => self.notice = Some(Notice::said("no further unread article")),
        }
    }

    /// Remembers where one is, before a jump.
    pub(super) fn leave_spot(&mut self) {
        if let Some(spot) = self.spot() {
            self.history.jumped(spot);
        }
    }

    pub(super) fn jump_back(&mut self) {
        let open = |page: &Page| self.headlines.chosen() == Some(page.entry);
        let here = self.spot().filter(|_| self.page.as_ref().is_some_and(open));
        let Some(spot) = self.history.back(here.as_ref()) else {
            return self.notice = Some(Notice::said("no jump to go back from"));
        };
        if here.is_some_and(|here| here.article == spot.article) {
            return self.arrive(spot.offset);
        }
        if let Some(entry) = self.headlines.entry_of_id(&spot.article) {
            self.headlines.choose_entry(entry);
            let place = Goal::Offset(spot.offset);
            self.destination = Some(Destination { article: spot.article, place });
        }
    }

    /// Goes to a byte of the open article.
    pub(super) fn arrive(&mut self, offset: usize) {
        self.with_page(|page| page.go(offset));
    }

    /// Goes to a place asked for on the command line.
    pub(super) fn go_at(&mut self, at: &At) {
        match at {
            At::Quote(number) => match self.analysis().map_or(0, |known| known.quotes.len()) {
                count if (1..=count).contains(number) => self.go_to_quote(number - 1),
                count => {
                    self.miss(format!("there is no quote {number}: the article has {count}"));
                }
            },
            At::Entity(name) => self.go_to_entity(name),
            At::Line(line) => {
                let Some(text) = self.page.as_ref().map(|page| &page.article.text) else { return };
                match lines::count(text) {
                    count if *line > count => {
                        self.miss(format!("there is no line {line}: the text has {count}"));
                    }
                    _ => self.go_to_line(*line),
                }
            }
        }
    }

    /// Goes to a line of the text, from 1; to the last for numbers beyond it.
    pub(super) fn go_to_line(&mut self, line: usize) {
        let Some(page) = &self.page else { return };
        self.arrive(lines::start_of_line(&page.article.text, line));
    }

    /// Says that what was asked for is not there.
    fn miss(&mut self, text: String) {
        self.unmet = Some(text.clone());
        self.notice = Some(Notice::failed(text));
    }

    fn go_to_entity(&mut self, name: &str) {
        let Some(analysis) = self.analysis() else { return };
        let wanted = name.to_lowercase();
        let found =
            analysis.entities.iter().position(|e| e.name.to_lowercase() == wanted).or_else(|| {
                analysis.entities.iter().position(|e| e.name.to_lowercase().contains(&wanted))
            });
        match found {
            Some(entity) => {
                let count = analysis.entities.len();
                self.sidebar.entities.choose(entity, count);
                self.sidebar.occurrence = None;
                self.go_to_mention();
            }
            None => {
                self.miss(format!("the article names nobody and nothing like “{name}”"));
            }
        }
    }

    pub(super) fn go_to_quote(&mut self, quote: usize) {
        let Some(analysis) = self.analysis() else { return };
        let Some(span) = analysis.quotes.get(quote).and_then(|q| q.spans.first().copied()) else {
            return;
        };
        self.sidebar.quotes.choose(quote);
        self.go_and_flash(span);
    }

    /// Goes to the mention of the chosen entity that one is at.
    pub(super) fn go_to_mention(&mut self) {
        let Some(analysis) = self.analysis() else { return };
        let entity = analysis.entities.get(self.sidebar.entities.selected);
        let occurrence = self.sidebar.occurrence.unwrap_or(0);
        let mention = entity.and_then(|entity| entity.mentions.get(occurrence));
        if let Some(span) = mention.map(|mention| mention.span) {
            self.go_and_flash(span);
        }
    }

    pub(super) fn step_occurrence(&mut self, delta: isize) {
        let Some(analysis) = self.analysis() else { return };
        let Some(entity) = analysis.entities.get(self.sidebar.entities.selected) else { return };
        let count = entity.mentions.len() as isize;
        if count == 0 {
            return;
        }
        let next = match self.sidebar.occurrence {
            Some(at) => (at as isize + delta).rem_euclid(count),
            None if delta > 0 => (delta - 1).rem_euclid(count),
            None => delta.rem_euclid(count),
        };
        self.sidebar.occurrence = Some(next as usize);
        self.go_to_mention();
        let text = format!("mention {} of {count}", next + 1);
        self.notice = Some(Notice::said(text));
    }

    pub(super) fn step_name(&mut self, forward: bool, times: isize) {
        for _ in 0..times {
            let Some(page) = &mut self.page else { return };
            let Some((span, entity)) = page.next_name(forward) else {
                return self.notice = Some(Notice::said("no further name"));
            };
            page.go(span.start);
            page.name = Some(span);
            let count = self.counts().0;
            self.sidebar.entities.choose(entity, count);
            self.follow();
        }
    }

    fn go_and_flash(&mut self, span: Span) {
        let Some(page) = &mut self.page else { return };
        page.go(span.start);
        page.flash = Some(span);
        page.name = None;
        if self.areas().article.is_none() {
            self.focus = Pane::Article;
        }
        self.flashes += 1;
        self.effects.push(Effect::EndFlash(self.flashes));
    }

    pub(super) fn end_flash(&mut self, flash: u64) {
        if flash == self.flashes
            && let Some(page) = &mut self.page
        {
            page.flash = None;
        }
    }
}
