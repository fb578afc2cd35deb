//! What a user would notice if it failed, tried on real folders.

mod built_in;
mod entry;
mod listing;
mod narrow;
mod order;
mod scan;
mod select;
mod state;
mod watch;

use super::{Listing, OpenError, scan as scan_paths};
use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A folder that goes away with the test.
struct Tree(TempDir);

impl Tree {
    /// A folder with these files in it, each holding its own name.
    fn of(files: &[&str]) -> Self {
        let tree = Self(TempDir::new().unwrap());
        files.iter().for_each(|file| tree.write(file, file));
        tree
    }

    fn write(&self, name: impl AsRef<OsStr>, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn path(&self, name: impl AsRef<OsStr>) -> PathBuf {
        self.0.path().join(Path::new(name.as_ref()))
    }

    fn root(&self) -> PathBuf {
        self.0.path().to_path_buf()
    }

    fn listing(&self) -> Listing {
        listing(&[self.root()])
    }
}

fn try_listing(paths: &[PathBuf]) -> Result<Listing, OpenError> {
    scan_paths(paths, &mut |_| {})
}

fn listing(paths: &[PathBuf]) -> Listing {
    try_listing(paths).unwrap()
}

fn ids(listing: &Listing) -> Vec<&str> {
    listing.entries.iter().map(|entry| entry.id.as_str()).collect()
}

/// The names of skipped files and why, in order.
fn skipped(listing: &Listing) -> Vec<(String, &str)> {
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    listing.skipped.iter().map(|skipped| (name(&skipped.path), skipped.why.as_str())).collect()
}
