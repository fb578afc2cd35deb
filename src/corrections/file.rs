//! The file that corrections are kept in: JSON Lines, replaced as a whole or not at all.

use super::{Change, Correction, Corrections};
use crate::files;
use std::{fs, io, path::Path};

/// How many lines that are not understood are named before the rest is counted.
const NAMED: usize = 10;

impl Corrections {
    /// Reads the file; a missing one holds none. A line that is not understood is passed over, as
    /// another version may have written it: [`Corrections::passed_over`] names it.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn load(path: &Path) -> io::Result<Self> {
        match fs::read(path) {
            Ok(bytes) => Ok(Self::parse(&String::from_utf8_lossy(&bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    fn parse(lines: &str) -> Self {
        let mut all = Self::default();
        for (number, line) in (1..).zip(lines.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            match serde_json::from_str::<Correction>(line) {
                Ok(known) => all.articles.entry(known.article.clone()).or_default().push(known),
                Err(_) => all.foreign.push((number, line.to_owned())),
            }
        }
        all
    }

    /// What there is to say of lines of `file` that were passed over when it was read, if any were.
    pub fn passed_over(&self, file: &Path) -> Option<String> {
        let numbers = self.foreign.iter().take(NAMED).map(|(number, _)| number.to_string());
        let numbers = numbers.collect::<Vec<_>>().join(", ");
        let more = match self.foreign.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let file = file.display();
        (!numbers.is_empty()).then(|| {
            format!(
                "corrections that are not understood stay as they are: {file}, line {numbers}{more}"
            )
        })
    }

    /// Makes a change to what the file holds now, so that two readers at once lose nothing.
    ///
    /// # Errors
    /// When the file or its folder cannot be written.
    pub fn save(path: &Path, change: &Change) -> io::Result<()> {
        files::rewrite(path, |path| {
            let mut all = Self::load(path)?;
            let corrections = change.over(all.of(&change.article));
            all.replace(&change.article, corrections);
            all.written()
        })
    }

    fn written(&self) -> io::Result<Vec<u8>> {
        let mut lines = Vec::new();
        for correction in self.iter() {
            serde_json::to_writer(&mut lines, correction)?;
            lines.push(b'\n');
        }
        for (_, line) in &self.foreign {
            lines.extend_from_slice(line.as_bytes());
            lines.push(b'\n');
        }
        Ok(lines)
    }
}
