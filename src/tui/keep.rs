//! What is remembered between visits, and when it is handed over to be kept.

use super::{
    app::App,
    message::{Effect, Job},
};
use crate::library::state::{Changes, Mark, MarkChange};

impl App {
    /// Changes what is remembered about an entry.
    pub(super) fn remember(&mut self, entry: usize, change: impl FnOnce(&mut Mark)) {
        let key = self.headlines.listing.entries[entry].key();
        let mark = self.state.marks.entry(key.clone()).or_default();
        let before = mark.clone();
        change(mark);
        if *mark != before {
            let known = &mut self.headlines.known[entry];
            (known.read, known.starred) = (mark.read, mark.starred);
            let change = MarkChange::between(&before, mark);
            let unsaved = self.unsaved.marks.entry(key).or_default();
            *unsaved = unsaved.then(&change);
        }
    }

    /// Remembers where one is in the open article.
    pub(super) fn keep_position(&mut self) {
        let Some(page) = &self.page else { return };
        let (entry, offset, touched) = (page.entry, page.offset(), page.touched);
        let known = self.headlines.listing.entries.get(entry);
        let Some(known) = known.filter(|known| touched && known.id == page.article.id) else {
            return;
        };
        let (key, place) = (known.key(), (offset > 0).then_some(offset));
        let before = self.state.marks.get(&key).and_then(|mark| mark.position);
        if before != place {
            self.remember(entry, |mark| mark.position = place);
            self.history.moved(key, before);
        }
    }

    /// Hands over what was not saved yet.
    pub(super) fn save(&mut self) {
        let job = self.save_now();
        self.effects.extend(job.map(Effect::Work));
    }

    /// The job that keeps what was not saved yet, for an end that comes without warning.
    pub fn save_now(&mut self) -> Option<Job> {
        self.keep_position();
        let unsaved = std::mem::take(&mut self.unsaved);
        (unsaved != Changes::default()).then_some(Job::Save(unsaved))
    }

    pub(super) fn quit(&mut self, status: u8) {
        self.save();
        self.effects.push(Effect::Quit(status));
    }
}
