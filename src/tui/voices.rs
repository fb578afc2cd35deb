//! What is done with the list of quotes: grouping it, leaving quotes out, stepping through it.

use super::{
    action::Action,
    app::App,
    geometry::Pane,
    message::Notice,
    quotes::{Quotes, Who, kind_name},
};
use crate::{analysis::QuoteKind, span::Span, wording::NOBODY};

impl App {
    /// The quote that a key is about: the chosen one, elsewhere than in the sidebar that on the
    /// reading line or next after it.
    pub(super) fn quote_meant(&self) -> Option<usize> {
        match self.focus {
            Pane::Quotes => self.sidebar.quotes.chosen(),
            Pane::Entities => None,
            Pane::Headlines | Pane::Article => self.page.as_ref()?.quote_here(|_| true),
        }
    }

    /// Groups the quotes by speaker, or lets them follow the text again.
    pub(super) fn group_quotes(&mut self) {
        self.change_quotes(|quotes| quotes.grouped ^= true);
        let grouped = self.sidebar.quotes.grouped;
        let said = if grouped { "quotes by speaker" } else { "quotes as they follow" };
        self.notice = Some(Notice::said(said));
    }

    /// Shows the quotes of one speaker only: of the chosen quote's, or the chosen entity. Shows all
    /// again where that is so already.
    pub(super) fn only_speaker(&mut self) {
        if self.sidebar.quotes.filter.who.is_some() && self.focus != Pane::Entities {
            return self.filter_quotes(|quotes| quotes.filter.who = None);
        }
        let Some(who) = self.speaker_meant() else {
            return self.notice = Some(Notice::failed("there is no quote here to filter by"));
        };
        if !self.sidebar.quotes.voices.iter().any(|voice| voice.who == who) {
            return self.notice = Some(Notice::said("they are not quoted here"));
        }
        let again = self.sidebar.quotes.filter.who.as_ref() == Some(&who);
        self.filter_quotes(|quotes| quotes.filter.who = Some(who).filter(|_| !again));
    }

    fn speaker_meant(&self) -> Option<Who> {
        let page = self.page.as_ref()?;
        let analysis = page.analysis.as_ref()?;
        if self.focus == Pane::Entities {
            return Some(Who::Entity(self.sidebar.entities.selected));
        }
        let quote = analysis.quotes.get(self.quote_meant()?)?;
        Some(Who::of(&page.article, analysis, quote))
    }

    /// Shows quotes of one kind only; all again where that is so already.
    pub(super) fn only_kind(&mut self, kind: QuoteKind) {
        self.filter_quotes(|quotes| {
            quotes.filter.kind = Some(kind).filter(|_| quotes.filter.kind != Some(kind));
        });
    }

    /// Shows all quotes.
    pub(super) fn all_quotes(&mut self) {
        self.filter_quotes(|quotes| quotes.filter = Default::default());
    }

    fn filter_quotes(&mut self, change: impl FnOnce(&mut Quotes)) {
        self.change_quotes(change);
        let all = self.analysis().map_or(0, |analysis| analysis.quotes.len());
        let quotes = &self.sidebar.quotes;
        let shown = quotes.rows.len();
        let said = match quotes.filter.is_on() {
            true => format!("{}: {shown} of {all} quotes", self.wanted_quotes()),
            false if shown < all => {
                let key = self.key_for(Action::OnlyReported);
                format!("{shown} of {all} quotes; {key} shows reported speech in doubt, too")
            }
            false => format!("all {all} quotes"),
        };
        self.notice = Some(Notice::said(said));
    }

    fn change_quotes(&mut self, change: impl FnOnce(&mut Quotes)) {
        let page = self.page.as_ref();
        match page.and_then(|page| Some((&page.article, page.analysis.as_ref()?))) {
            Some((article, analysis)) => self.sidebar.quotes.change(article, analysis, change),
            None => change(&mut self.sidebar.quotes),
        }
    }

    /// Which quotes are shown, in words.
    pub fn wanted_quotes(&self) -> String {
        let quotes = &self.sidebar.quotes;
        let voice = quotes.filter.who.as_ref().map(|who| {
            let known = quotes.voices.iter().find(|voice| voice.who == *who);
            known.map_or_else(|| self.name_of_speaker(who), |voice| voice.name.clone())
        });
        let kind = quotes.filter.kind.map(|kind| kind_name(kind).to_owned());
        let parts: Vec<String> = voice.into_iter().chain(kind).collect();
        format!("only {}", parts.join(", "))
    }

    fn name_of_speaker(&self, who: &Who) -> String {
        match who {
            Who::Entity(entity) => self.name_of(*entity),
            Who::Words(words) => words.clone(),
            Who::Nobody => NOBODY.to_owned(),
        }
    }

    /// Goes to the quote `delta` rows of the list after the reading line, or before it.
    pub(super) fn step_quote(&mut self, delta: isize) {
        if !self.spans_of_chosen().iter().any(|span| self.is_on_line(*span)) {
            self.follow();
        }
        let Some(line) = self.page.as_ref().map(|page| page.line_span()) else { return };
        let begins = self.spans_of_chosen().first().map(|span| span.start);
        // The chosen row is the quote at the reading line or the one next to it: that one is a step
        // away already.
        let ahead = begins.is_some_and(|start| start >= line.end) && delta > 0;
        let behind = begins.is_some_and(|start| start < line.start) && delta < 0;
        let delta = delta - isize::from(ahead) + isize::from(behind);
        let quotes = &self.sidebar.quotes;
        let next = quotes.list.selected.checked_add_signed(delta);
        if let Some(quote) = next.and_then(|row| quotes.rows.get(row)).map(|row| row.quote) {
            self.go_to_quote(quote);
        }
    }

    fn spans_of_chosen(&self) -> &[Span] {
        let quote = self.sidebar.quotes.chosen();
        let of = quote.and_then(|quote| self.analysis()?.quotes.get(quote));
        of.map_or(&[], |quote| &quote.spans)
    }

    fn is_on_line(&self, span: Span) -> bool {
        self.page.as_ref().is_some_and(|page| page.line_span().overlaps(span))
    }

    /// The first key of an action, for advice.
    pub fn key_for(&self, action: Action) -> &str {
        self.keys.keys(action).first().map_or("", String::as_str)
    }
}
