//! From the paths on the command line to the articles they mean.

use super::{Failure, messages};
use quotidian::library::{LARGEST, Listing, Shelf};
use std::{
    io::{self, Read},
    path::{Path, PathBuf},
};

/// How many files that are no articles are named before the rest is counted.
const NAMED: usize = 10;

/// Where the articles at `paths` are; reads standard input when the path is `-`.
pub fn shelf(paths: &[PathBuf]) -> Result<Shelf, Failure> {
    match standard_input(paths)? {
        Some(bytes) => Ok(Shelf { paths: Vec::new(), given: Some(bytes) }),
        None => Ok(Shelf { paths: paths.to_vec(), given: None }),
    }
}

/// The articles at `paths`. Names the files that were left out on standard error. Fails when no
/// article is left.
pub fn articles(paths: &[PathBuf]) -> Result<Listing, Failure> {
    on_shelf(&shelf(paths)?)
}

/// The articles on a shelf, as [`articles`].
pub fn on_shelf(shelf: &Shelf) -> Result<Listing, Failure> {
    let listing = shelf.scan(&mut |_| {})?;
    name_skipped(&listing);
    if listing.entries.is_empty() {
        return Err(nothing_in(&shelf.paths));
    }
    Ok(listing)
}

/// The article on standard input, when `paths` say that it is there.
fn standard_input(paths: &[PathBuf]) -> Result<Option<Vec<u8>>, Failure> {
    if !paths.iter().any(|path| is_standard_input(path)) {
        return Ok(None);
    }
    if paths.len() > 1 {
        let message = "`-` is standard input and goes alone; a file called - is ./-";
        return Err(Failure::Usage(message.into()));
    }
    read_all(io::stdin().lock()).map(Some)
}

/// Whether a path stands for standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn read_all(from: impl Read) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::Input(format!("cannot read standard input: {error}")))?;
    if bytes.len() as u64 > LARGEST {
        let message = "what comes on standard input is larger than 64 MiB; that is no article";
        return Err(Failure::Input(message.into()));
    }
    Ok(bytes)
}

/// Names the files that are no articles on standard error.
pub fn name_skipped(listing: &Listing) {
    let skipped = listing.skipped.iter();
    let named = skipped.map(|file| format!("skipped {}: {}", file.path.display(), file.why));
    messages::say_some(named, NAMED, "skipped");
}

fn nothing_in(paths: &[PathBuf]) -> Failure {
    let places: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
    Failure::Nothing(format!(
        "no articles in {}; articles are text files (.txt) and Markdown files (.md)",
        places.join(", ")
    ))
}
