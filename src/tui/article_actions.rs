//! What is done with articles: marking, copying, opening elsewhere.

use super::{
    app::App,
    clip,
    geometry::Pane,
    history::Before,
    lines,
    message::{Effect, Notice},
};
use crate::{library::state::Mark, text};

/// Longest text that is copied, in bytes: terminals ignore more (xterm takes about this much).
const LONGEST_COPY: usize = 74_994;

impl App {
    /// Opens the article's address, and marks it read once that is done if that is wanted.
    pub(super) fn browse(&mut self, read: bool) {
        let article = self.page.as_ref().map(|page| &page.article);
        let Some((article, url)) = article.and_then(|of| Some((of, of.url.clone()?))) else {
            return self.notice = Some(Notice::failed("this article gives no address"));
        };
        self.notice = Some(Notice::said(format!("opening {url}")));
        let read = read.then(|| article.id.clone());
        self.effects.push(Effect::Browse(url, read));
    }

    /// Says whether the browser took an address, and marks the article read if it did.
    pub(super) fn browsed(&mut self, notice: Notice, read: Option<&str>) {
        let read = read.filter(|_| !notice.error).and_then(|id| self.headlines.entry_of_id(id));
        if let Some(entry) = read {
            self.set_read(&[entry], true);
            self.keep_unread();
        }
        self.notice = Some(notice);
    }

    pub(super) fn edit(&mut self) {
        let Some(page) = &self.page else { return };
        let line = lines::line_at(&page.article.text, page.offset());
        match self.headlines.listing.entries.get(page.entry).and_then(|entry| entry.path()) {
            Some(path) => {
                let effect = Effect::Edit(path.into_owned(), line);
                self.save();
                self.effects.push(effect);
            }
            None => self.notice = Some(Notice::failed("this article is in no file to edit")),
        }
    }

    pub(super) fn set_chosen_read(&mut self, read: impl Fn(bool) -> bool) {
        if let Some(entry) = self.headlines.chosen() {
            let read = read(self.headlines.known[entry].read);
            self.set_read(&[entry], read);
            self.keep_unread();
            let text = if read { "read" } else { "unread" };
            self.notice = Some(Notice::said(text));
        }
    }

    /// What the reader marks unread stays so, though its end may still be on the screen.
    pub(super) fn keep_unread(&mut self) {
        if let Some(page) = &mut self.page {
            page.kept_unread = !self.headlines.known[page.entry].read;
        }
    }

    /// Sets read marks, in one step that can be undone.
    pub(super) fn set_read(&mut self, entries: &[usize], read: bool) {
        self.change_marks(entries, |mark| mark.read = read);
    }

    pub(super) fn toggle_star(&mut self) {
        let Some(entry) = self.headlines.chosen() else { return };
        self.change_marks(&[entry], |mark| mark.starred ^= true);
    }

    fn change_marks(&mut self, entries: &[usize], change: impl Fn(&mut Mark)) {
        // Where one has been reading came before this: it is taken back after it.
        self.keep_position();
        let mut before = Vec::new();
        for &entry in entries {
            let key = self.headlines.listing.entries[entry].key();
            let mark = self.state.marks.get(&key).cloned().unwrap_or_default();
            self.remember(entry, &change);
            if self.state.marks.get(&key) != Some(&mark) {
                before.push(Before { key, mark });
            }
        }
        self.history.marked(before);
        self.save();
    }

    pub(super) fn mark_rows_read(&mut self) {
        let unread = |&entry: &usize| !self.headlines.known[entry].read;
        let entries: Vec<usize> = self.headlines.rows.iter().copied().filter(unread).collect();
        self.set_read(&entries, true);
        let advice = self.how_to_undo();
        self.notice = Some(Notice::said(format!("{} marked read{advice}", entries.len())));
    }

    fn copy(&mut self, what: &str, text: Option<String>) {
        match text {
            Some(text) if text.len() > LONGEST_COPY => {
                let text = format!("this {what} is too long for the clipboard of a terminal");
                self.notice = Some(Notice::failed(text));
            }
            Some(text) => {
                let text = text::harmless_line(&text).into_owned();
                self.notice = Some(Notice::said(format!("copied {what}")));
                self.effects.push(Effect::Copy(text));
            }
            None => self.notice = Some(Notice::failed(format!("there is no {what} to copy here"))),
        }
    }

    pub(super) fn copy_quote(&mut self) {
        let text = self.page.as_ref().and_then(|page| {
            let quote = match self.focus {
                Pane::Quotes => self.sidebar.quotes.chosen(),
                _ => page.quote_here(|_| true),
            }?;
            let head = self.headlines.known[page.entry].head.as_ref();
            let listed = head.map(|head| head.publisher.as_str());
            // The article itself knows, though its row may not have been read yet.
            let publisher = page.article.publisher.as_deref().or(listed).unwrap_or_default();
            clip::quote(&page.article, page.analysis.as_ref()?, quote, publisher)
        });
        self.copy("quote", text);
    }

    pub(super) fn copy_paragraph(&mut self) {
        let text = self.page.as_ref().and_then(|page| {
            let paragraph = page.article.prose().of(page.block()?);
            Some(paragraph.to_owned())
        });
        self.copy("paragraph", text);
    }

    pub(super) fn copy_title(&mut self) {
        let Some(entry) = self.headlines.chosen() else { return self.copy("headline", None) };
        match self.headline(entry) {
            Some(headline) => self.copy("headline", Some(headline)),
            None => self.notice = Some(Notice::failed("this headline is still being read")),
        }
    }

    /// The headline of an entry, as far as the open article or the list knows it. The name of its
    /// file may stand in the list meanwhile, and is no headline.
    fn headline(&self, entry: usize) -> Option<String> {
        let open = self.page.as_ref().filter(|page| page.entry == entry);
        let head = || Some(self.headlines.known[entry].head.as_ref()?.title.clone());
        open.map(|page| page.article.headline()).filter(|title| !title.is_empty()).or_else(head)
    }

    pub(super) fn copy_address(&mut self) {
        let text = self.page.as_ref().and_then(|page| {
            let entry = self.headlines.listing.entries.get(page.entry);
            let path = || Some(entry?.path()?.to_string_lossy().into_owned());
            page.article.url.clone().or_else(path)
        });
        self.copy("address", text);
    }
}
