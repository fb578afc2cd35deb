//! Keys as they are pressed: counts, sequences, and what they are bound to.

use super::{
    action::Action,
    app::App,
    keys::{Chord, Meaning},
};

impl App {
    /// Whether what is still to be typed at the start may give the terminal to another program. Keys
    /// that only begin something count, and so does all that is typed into the bottom line.
    pub fn may_lend(&self) -> bool {
        use Action::{Edit, Pipe, Suspend};
        let lends = |&chord: &Chord| match self.keys.meaning(&[chord]) {
            Meaning::Bound(action) => matches!(action, Edit | Pipe | Suspend),
            Meaning::Prefix => true,
            Meaning::Nothing => false,
        };
        let keys = &self.start.keys;
        !keys.is_empty() && (self.prompt.is_some() || keys.iter().any(lends))
    }

    pub(super) fn press(&mut self, chord: Chord) {
        self.notice = None;
        if self.prompt.is_some() {
            return self.press_in_prompt(chord);
        }
        if self.wait_in_line(chord) {
            return;
        }
        if self.count.is_some() && self.pending.is_empty() && self.ends_typing(chord) {
            return self.forget_keys();
        }
        if let Some(digit) = self.digit(chord) {
            let count = self.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
            self.count = Some(count.min(99_999_999));
            return;
        }
        self.pending.push(chord);
        match self.keys.meaning(&self.pending) {
            Meaning::Prefix if self.means_speaker(&self.pending) => {
                self.take_up(Action::Speaker);
            }
            Meaning::Prefix => {}
            Meaning::Nothing => self.forget_keys(),
            Meaning::Bound(action) => self.take_up(action),
        }
    }

    /// Does what the keys typed mean, unless that must wait.
    fn take_up(&mut self, action: Action) {
        if self.help.is_none() && self.must_wait(action) {
            return self.put_off();
        }
        let count = self.count;
        self.forget_keys();
        self.act(action, count);
    }

    /// Whether a key takes back a count before anything else.
    fn ends_typing(&self, chord: Chord) -> bool {
        let meaning = self.keys.meaning(&[chord]);
        matches!(meaning, Meaning::Bound(Action::Cancel | Action::Interrupt))
    }

    /// A digit that is part of a count: any, but a zero only after another.
    fn digit(&self, chord: Chord) -> Option<usize> {
        let digit = chord.typed()?.to_digit(10)? as usize;
        let begins = self.pending.is_empty() && (digit > 0 || self.count.is_some());
        begins.then_some(digit)
    }

    pub(super) fn forget_keys(&mut self) {
        self.pending.clear();
        self.count = None;
    }
}
