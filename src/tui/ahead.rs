//! Keys typed ahead: those about an article that is still on its way wait for it, and all after them.
//!
//! Who types `jyq` means the quote of the next article, not of the one that is still shown.

use super::{
    action::Action,
    app::App,
    geometry::Pane,
    keys::{Chord, Meaning},
};

impl App {
    /// Whether the chosen article has been asked for, or is about to be, and is not there yet.
    fn is_turning(&self) -> bool {
        let shown = self.page.as_ref().map(|page| page.entry);
        let wanted = self.headlines.chosen();
        wanted.is_some() && shown != wanted && !(self.failure.is_some() && self.wanted == wanted)
    }

    /// Whether a key must wait: for its article, or for keys before it.
    pub(super) fn must_wait(&self, action: Action) -> bool {
        self.is_turning() && self.is_about_article(action)
    }

    /// Lets a key wait behind others that do; says whether it does. Ending the program does not wait,
    /// and a cancel drops what waits.
    pub(super) fn wait_in_line(&mut self, chord: Chord) -> bool {
        if self.ahead.is_empty() {
            return false;
        }
        match self.keys.meaning(&[chord]) {
            Meaning::Bound(Action::Interrupt | Action::Quit) => {
                self.ahead.clear();
                false
            }
            Meaning::Bound(Action::Cancel) => {
                self.ahead.clear();
                true
            }
            _ => {
                self.ahead.push_back(chord);
                true
            }
        }
    }

    /// Types what waited, as far as it need not wait again.
    pub(super) fn type_ahead(&mut self) {
        if self.ahead.is_empty() || self.is_turning() {
            return;
        }
        let mut waiting = std::mem::take(&mut self.ahead);
        while let Some(chord) = waiting.pop_front() {
            self.press(chord);
            if !self.ahead.is_empty() {
                self.ahead.append(&mut waiting);
            }
        }
    }

    /// Lets the keys pressed for an action wait, its count before them.
    pub(super) fn put_off(&mut self) {
        let count = self.count.map(|count| count.to_string()).unwrap_or_default();
        // Digits are keys that can always be written.
        let digits = Chord::sequence(&count).unwrap_or_default();
        self.ahead.extend(digits);
        self.ahead.extend(self.pending.iter().copied());
        self.forget_keys();
    }

    /// Whether what an action does depends on which article is shown.
    fn is_about_article(&self, action: Action) -> bool {
        use Action::*;
        match action {
            Down | Up | First | Last | HalfPageDown | HalfPageUp | PageDown | PageUp | Search
            | Next | Previous => self.focus != Pane::Headlines,
            Open => self.focus.is_sidebar(),
            ReadOn | BodyDown | BodyUp | SidebarNext | SidebarPrevious | NextParagraph
            | PreviousParagraph | NextOccurrence | PreviousOccurrence | NextName | PreviousName
            | Light | KindPerson | KindOrganization | KindLocation | KindMisc | Split | Join
            | Speaker | Accept | OnlySpeaker | Browser | BrowserRead | CopyQuote
            | CopyParagraph | CopyTitle | CopyAddress | Pipe | Edit => true,
            _ => false,
        }
    }
}
