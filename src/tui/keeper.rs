//! What is kept between visits, on its way to the files: what cannot be written now is not lost, but
//! tried again with whatever comes next, and at the end.

use super::message::Job;
use crate::{
    config::Dirs,
    corrections::{Change, Corrections},
    library::state::{Changes, State},
};
use std::{collections::VecDeque, io, path::Path};

/// What was not written yet.
#[derive(Debug, Default)]
pub struct Keeper {
    marks: Changes,
    /// Each rests on those before it: they are written in their order.
    corrections: VecDeque<Change>,
}

impl Keeper {
    /// Takes what a job asks to be kept; other jobs ask for nothing.
    pub fn take(&mut self, job: Job) {
        match job {
            Job::Save(changes) => self.marks.add(changes),
            Job::Correct(change) => self.corrections.push_back(change),
            _ => {}
        }
    }

    /// Writes all that was not written yet. Says what cannot be written, and why.
    pub fn write(&mut self, dirs: &Dirs) -> Vec<String> {
        let (state, corrections) = (dirs.state_file(), dirs.corrections_file());
        let marks = self.write_marks(&state).map_err(|error| lost("marks", &state, &error));
        let corrected = self.write_corrections(&corrections);
        let corrected = corrected.map_err(|error| lost("corrections", &corrections, &error));
        [marks, corrected].into_iter().filter_map(Result::err).collect()
    }

    fn write_marks(&mut self, file: &Path) -> io::Result<()> {
        if self.marks != Changes::default() {
            State::save(file, &self.marks)?;
            self.marks = Changes::default();
        }
        Ok(())
    }

    fn write_corrections(&mut self, file: &Path) -> io::Result<()> {
        while let Some(change) = self.corrections.front() {
            Corrections::save(file, change)?;
            self.corrections.pop_front();
        }
        Ok(())
    }
}

/// The reason comes first: a path may be longer than the bottom line.
fn lost(what: &str, file: &Path, error: &io::Error) -> String {
    format!("{what} are not kept: {error}: {}", file.display())
}
