//! The file that corrections are kept in: JSON Lines, replaced as a whole or not at all.

use super::{Change, Correction, Corrections};
use crate::files;
use std::{fs, io, path::Path};

impl Corrections {
    /// Reads the file; a missing one holds none. A line that is not understood is no mistake: another
    /// version may have written it.
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
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            match serde_json::from_str::<Correction>(line) {
                Ok(known) => all.articles.entry(known.article.clone()).or_default().push(known),
                Err(_) => all.foreign.push(line.to_owned()),
            }
        }
        all
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
        for line in &self.foreign {
            lines.extend_from_slice(line.as_bytes());
            lines.push(b'\n');
        }
        Ok(lines)
    }
}
