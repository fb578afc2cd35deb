//! Files that are kept from one visit to the next: replaced as a whole or not at all, by one reader at
//! a time, and for nobody but their owner to read.

use std::{
    ffi::OsString,
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, SystemTime},
};

/// How often, and how long between, a lock held by another reader is tried.
const LOCK_TRIES: (usize, Duration) = (50, Duration::from_millis(10));

/// What the name of a file in the making ends with.
const NEW: &str = ".new";
/// A file in the making that is older than this is nobody's: whoever wrote it was ended meanwhile.
const FORSAKEN: Duration = Duration::from_secs(60);

/// Replaces a file by what `change` makes of it, while no other reader does. `change` is given the path
/// behind any links; the folder is made where there is none.
///
/// # Errors
/// When the file or its folder cannot be written, or `change` fails.
pub(crate) fn rewrite(
    path: &Path,
    change: impl FnOnce(&Path) -> io::Result<Vec<u8>>,
) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    create_private_folder(path.parent().unwrap_or(Path::new("")))?;
    let _lock = lock(&beside(path, ".lock"));
    remove_forsaken(path);
    replace(path, &change(path)?)
}

/// The path with something added to its last part.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// Waits a moment for other readers that are writing. Where locks do not work, or one is held for
/// too long, the file is written without: it is still replaced as a whole.
fn lock(path: &Path) -> Option<File> {
    let file = private().truncate(false).open(path).ok()?;
    let (tries, pause) = LOCK_TRIES;
    for _ in 0..tries {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(TryLockError::WouldBlock) => thread::sleep(pause),
            Err(TryLockError::Error(_)) => return None,
        }
    }
    None
}

/// Removes what was to take the place of `path` and was left half-way, as when the terminal is closed.
/// That it cannot be removed changes nothing.
fn remove_forsaken(path: &Path) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned() + ".";
    let folder = path.parent().and_then(|folder| fs::read_dir(folder).ok());
    for item in folder.into_iter().flatten().flatten() {
        let found = item.file_name().to_string_lossy().into_owned();
        let process = found.strip_prefix(&name).and_then(|rest| rest.strip_suffix(NEW));
        let is_ours = process.is_some_and(|process| process.parse::<u32>().is_ok());
        let modified = || item.metadata().ok()?.modified().ok();
        let age = || SystemTime::now().duration_since(modified()?).ok();
        if is_ours && age().is_some_and(|age| age > FORSAKEN) {
            let _ = fs::remove_file(item.path());
        }
    }
}

/// Writes a file beside `path`, makes sure of it, and lets it take the place of `path`.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = beside(path, &format!(".{}{NEW}", std::process::id()));
    let written = write(&new, bytes).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        // Half a file is of no use; that it cannot be removed changes nothing.
        let _ = fs::remove_file(&new);
    }
    written
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = private().truncate(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// How to open a file for writing that only its owner may read.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn create_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    if path.as_os_str().is_empty() { Ok(()) } else { builder.create(path) }
}
