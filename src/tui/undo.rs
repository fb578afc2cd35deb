//! Taking back what was done, the latest first: marks, the place in an article, going to another.

use super::{
    action::Action,
    app::App,
    history::{Before, Step},
    message::Notice,
};
use crate::corrections::Correction;

/// Keys that belong together: what they do to the choice of the article is taken back at once, and
/// one goes back at once from where they led in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// Moving in the list of headlines.
    List,
    /// Stepping through what is in the article.
    Steps,
    /// Typing into the bottom line.
    Typing,
}

impl App {
    /// Notes which run of keys a key belongs to; any other key ends a run.
    pub(super) fn go_on(&mut self, run: Option<Run>) {
        if run.is_none() || self.run != run {
            self.history.end_run();
        }
        self.run = run;
    }

    /// Notes that the article of this key is open now, and which was before.
    pub(super) fn note_turn(&mut self, key: &str) {
        if let Some(from) = self.open_last.replace(key.to_owned())
            && from != key
        {
            self.history.turned(from, key);
        }
        self.set_last(key.to_owned());
    }

    fn set_last(&mut self, key: String) {
        self.unsaved.last = Some(key.clone());
        self.state.last = Some(key);
    }

    /// What is added to a word about what was done: which key takes it back, if one does.
    pub(super) fn how_to_undo(&self) -> String {
        let undo = self.keys.keys(Action::Undo).first();
        undo.map(|key| format!("; {key} undoes it")).unwrap_or_default()
    }

    /// Takes back the latest thing done that can still be taken back.
    pub(super) fn undo(&mut self) {
        self.run = None;
        // A place not kept yet is the latest there is.
        self.keep_position();
        if self.undo_choice() {
            return;
        }
        while let Some(step) = self.history.undo() {
            let undone = match step {
                Step::Marked(before) => self.undo_marks(before),
                Step::Moved { key, before } => self.undo_move(&key, before),
                Step::Corrected { key, fingerprint, before } => {
                    self.undo_correction(&key, fingerprint, before)
                }
                Step::Turned { from } => self.undo_turn(&from),
            };
            if let Some(what) = undone {
                self.save();
                return self.notice = Some(Notice::said(format!("undone: {what}")));
            }
        }
        self.notice = Some(Notice::said("nothing to undo"));
    }

    /// Takes back the choice of an article that is not open (yet), with the run of keys that led to
    /// it; says whether there is one.
    fn undo_choice(&mut self) -> bool {
        let Some(open) = self.open_last.clone() else { return false };
        let chosen =
            self.headlines.chosen().map(|entry| self.headlines.listing.entries[entry].key());
        if chosen.is_none_or(|key| key == open) {
            return false;
        }
        let from = self.history.undo_run().unwrap_or(open);
        let Some(what) = self.undo_turn(&from) else { return false };
        self.notice = Some(Notice::said(format!("undone: {what}")));
        true
    }

    /// Sets marks back; says of what, if any of it is still listed.
    fn undo_marks(&mut self, changes: Vec<Before>) -> Option<String> {
        let entry = |before: Before| Some((self.headlines.entry_of_key(&before.key)?, before));
        let found: Vec<(usize, Before)> = changes.into_iter().filter_map(entry).collect();
        let what = match found.as_slice() {
            [] => return None,
            &[(entry, _)] => {
                self.choose_again(entry);
                format!("marks of “{}”", self.headlines.title(entry))
            }
            found => format!("marks of {} articles", found.len()),
        };
        for (entry, before) in found {
            self.remember(entry, |mark| {
                (mark.read, mark.starred) = (before.mark.read, before.mark.starred);
            });
        }
        self.keep_unread();
        Some(what)
    }

    /// Goes back to where one was in an article before.
    fn undo_move(&mut self, key: &str, before: Option<usize>) -> Option<String> {
        let entry = self.headlines.entry_of_key(key)?;
        self.remember(entry, |mark| mark.position = before);
        self.choose_again(entry);
        if self.page.as_ref().is_some_and(|page| page.entry == entry) {
            self.leave_spot();
            self.with_page(|page| match before {
                Some(offset) => page.go(offset),
                None => page.go_to_end(false),
            });
            // The place is kept already, as it was.
            self.page.iter_mut().for_each(|page| page.touched = false);
        }
        Some(format!("your place in “{}”", self.headlines.title(entry)))
    }

    /// Takes a correction back, and goes to its article.
    fn undo_correction(
        &mut self,
        key: &str,
        fingerprint: String,
        before: Vec<Correction>,
    ) -> Option<String> {
        let entry = self.headlines.entry_of_key(key)?;
        self.put_corrections(fingerprint, before);
        self.choose_again(entry);
        self.correct_again(None);
        Some(format!("a correction in “{}”", self.headlines.title(entry)))
    }

    /// Goes back to the article that was open before.
    fn undo_turn(&mut self, from: &str) -> Option<String> {
        let entry = self.headlines.entry_of_key(from)?;
        self.leave_spot();
        self.choose_again(entry);
        Some(format!("back in “{}”", self.headlines.title(entry)))
    }

    /// Chooses an article without that being a step of its own.
    fn choose_again(&mut self, entry: usize) {
        let key = self.headlines.listing.entries[entry].key();
        self.headlines.choose_entry(entry);
        self.open_last = Some(key.clone());
        self.set_last(key);
    }
}
