//! Where the articles of one visit are.

use super::{Listing, OpenError, built_in, scan};
use std::path::PathBuf;

/// Files and folders, or what came on standard input, or, without either, the articles built in.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// What came on standard input; then there are no paths.
    pub given: Option<Vec<u8>>,
}

impl Shelf {
    /// Lists the articles without opening any. `progress` is told how many files were seen.
    ///
    /// # Errors
    /// When a path cannot be opened.
    pub fn scan(&self, progress: &mut dyn FnMut(usize)) -> Result<Listing, OpenError> {
        match &self.given {
            Some(bytes) => Ok(Listing::given(bytes.clone())),
            None if self.paths.is_empty() => Ok(built_in()),
            None => scan(&self.paths, progress),
        }
    }
}
