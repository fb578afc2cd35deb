//! Finding the articles in files and folders.
//!
//! No file is opened and, where the system says what is what, none is looked at: a folder's own
//! list of names is enough. Links are followed, and every real folder is listed once, so that no
//! ring of links and no PATH inside another PATH lists an article twice.

use super::{
    Entry, Listing, OpenError, Origin, Root, Skipped,
    entry::{LARGEST, absolute, joined},
    ids,
};
use crate::article::{Format, Published};
use std::{
    collections::HashSet,
    ffi::{OsStr, OsString},
    fs::{self, DirEntry, File, FileType, Metadata},
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

/// How many files are seen between two reports of progress.
const STRIDE: usize = 256;

/// Lists the articles at `paths` without opening any. `progress` is told how many files were seen,
/// every few hundred of them.
///
/// In folders, files that are neither text nor Markdown by their name are skipped, hidden files and
/// folders are left out silently. A file given by itself is always taken; a pipe is read.
///
/// # Errors
/// When one of `paths` itself cannot be opened.
pub fn scan(paths: &[PathBuf], progress: &mut dyn FnMut(usize)) -> Result<Listing, OpenError> {
    let mut scan = Scan::new(progress);
    let mut folders = Vec::new();
    for path in paths {
        folders.extend(scan.open(path).map_err(|error| refused(path, error))?);
    }
    for folder in folders {
        let path = folder.path.clone();
        scan.walk(folder).map_err(|error| refused(&path, error))?;
    }
    Ok(scan.finish(paths.len()))
}

fn refused(path: &Path, error: io::Error) -> OpenError {
    OpenError { path: path.to_string_lossy().into_owned(), error }
}

/// A folder still to be read.
struct Folder {
    /// As it was reached from the PATH given.
    path: PathBuf,
    /// Without links, to know it again.
    real: PathBuf,
    /// What ids of its files begin with: empty, or ending in `/`.
    id: String,
    /// The PATH it is in.
    root: Arc<Root>,
}

struct Scan<'a> {
    progress: &'a mut dyn FnMut(usize),
    seen: usize,
    listing: Listing,
    /// Files given by themselves, without links in their folder.
    given: HashSet<PathBuf>,
    /// Folders read or about to be read, without links.
    visited: HashSet<PathBuf>,
    /// Whether some name was not UTF-8, so that two ids may be the same.
    lossy: bool,
}

impl<'a> Scan<'a> {
    fn new(progress: &'a mut dyn FnMut(usize)) -> Self {
        let (given, visited) = (HashSet::new(), HashSet::new());
        Self { progress, seen: 0, listing: Listing::default(), given, visited, lossy: false }
    }

    fn finish(mut self, paths: usize) -> Listing {
        if paths > 1 || self.lossy {
            ids::settle(&mut self.listing.entries);
        }
        self.listing.arrange();
        self.listing
    }

    /// Takes a PATH that is a file; gives back one that is a folder.
    fn open(&mut self, path: &Path) -> io::Result<Option<Folder>> {
        let metadata = fs::metadata(path)?;
        if metadata.is_dir() {
            let real = fs::canonicalize(path)?;
            let (path, root) = (path.to_path_buf(), Arc::new(Root::new(path)));
            return Ok(Some(Folder { path, real, id: String::new(), root }));
        }
        let name = path.file_name().unwrap_or(path.as_os_str());
        if is_pipe(&metadata) {
            self.take_pipe(path, name)?;
        } else if metadata.is_file() {
            File::open(path)?;
            self.take_given(path, name);
        } else {
            return Err(io::Error::other("it is neither a file nor a folder nor a pipe"));
        }
        Ok(None)
    }

    fn take_given(&mut self, path: &Path, name: &OsStr) {
        let full = absolute(path);
        let folder = full.parent().map(|folder| fs::canonicalize(folder).unwrap_or(folder.into()));
        if self.given.insert(folder.unwrap_or_default().join(name)) {
            let id = self.id("", name.to_owned());
            self.take(id, Origin::File(path.to_path_buf()));
        }
    }

    /// A pipe can be read once only, so it is read now.
    fn take_pipe(&mut self, path: &Path, name: &OsStr) -> io::Result<()> {
        let mut bytes = Vec::new();
        File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
        let id = name.to_string_lossy().into_owned();
        self.listing.entries.push(Entry {
            id,
            origin: Origin::Given(Arc::from(bytes)),
            date: None,
        });
        Ok(())
    }

    /// Adds an entry for a file.
    fn take(&mut self, id: String, origin: Origin) {
        let date = Published::in_path(Path::new(&id));
        self.listing.entries.push(Entry { id, origin, date });
    }

    /// Adds an entry for a file in a folder.
    fn take_below(&mut self, folder: &Folder, name: OsString) {
        // An id that is not the very name does not lead to the file.
        let path = name.to_str().is_none().then(|| joined(&folder.path, &name));
        let id = self.id(&folder.id, name);
        let origin = path.map_or_else(|| Origin::Below(Arc::clone(&folder.root)), Origin::File);
        self.take(id, origin);
    }

    fn id(&mut self, folder_id: &str, name: OsString) -> String {
        let name = name.into_string().unwrap_or_else(|name| {
            self.lossy = true;
            name.to_string_lossy().into_owned()
        });
        if folder_id.is_empty() {
            return name;
        }
        let mut id = String::with_capacity(folder_id.len() + name.len());
        id.push_str(folder_id);
        id.push_str(&name);
        id
    }

    fn skip(&mut self, path: PathBuf, why: impl Into<String>) {
        self.listing.skipped.push(Skipped { path, why: why.into() });
    }

    /// Lists a folder and all below it: first what is really there, then what links lead to, so
    /// that an article is listed under its own path where it has one.
    fn walk(&mut self, folder: Folder) -> io::Result<()> {
        let mut links = Vec::new();
        if self.visited.insert(folder.real.clone()) {
            let below = self.read(&folder, &mut links)?;
            self.descend(below, &mut links);
        }
        while !links.is_empty() {
            links.sort_unstable_by(|a, b| a.path.cmp(&b.path));
            for link in std::mem::take(&mut links) {
                self.follow(link, &mut links);
            }
        }
        Ok(())
    }

    fn descend(&mut self, mut folders: Vec<Folder>, links: &mut Vec<Folder>) {
        while let Some(folder) = folders.pop() {
            if !self.visited.insert(folder.real.clone()) {
                continue;
            }
            match self.read(&folder, links) {
                Ok(below) => folders.extend(below),
                Err(error) => self.skip(folder.path, format!("cannot be read: {error}")),
            }
        }
    }

    fn follow(&mut self, link: Folder, links: &mut Vec<Folder>) {
        if self.visited.contains(&link.real) {
            self.skip(link.path, "a link to a folder that is listed already");
        } else {
            self.descend(vec![link], links);
        }
    }

    /// Takes the articles of one folder; gives the folders in it.
    fn read(&mut self, folder: &Folder, links: &mut Vec<Folder>) -> io::Result<Vec<Folder>> {
        let mut below = Vec::new();
        for item in fs::read_dir(&folder.path)? {
            match item {
                Ok(item) => self.item(folder, &item, &mut below, links),
                Err(error) => {
                    self.skip(folder.path.clone(), format!("cannot be read to its end: {error}"));
                    break;
                }
            }
        }
        Ok(below)
    }

    fn item(
        &mut self,
        folder: &Folder,
        item: &DirEntry,
        below: &mut Vec<Folder>,
        links: &mut Vec<Folder>,
    ) {
        let name = item.file_name();
        if is_hidden(&name) {
            return;
        }
        match item.file_type() {
            Ok(kind) if kind.is_file() => self.file(folder, name),
            Ok(kind) if kind.is_dir() => {
                below.push(self.subfolder(folder, &name, folder.real.join(&name)));
            }
            Ok(kind) if kind.is_symlink() => links.extend(self.link(folder, &name)),
            Ok(kind) => self.skip(folder.path.join(&name), what_is(kind)),
            Err(error) => self.skip(folder.path.join(&name), error.to_string()),
        }
    }

    fn file(&mut self, folder: &Folder, name: OsString) {
        self.count();
        if Format::of_path(Path::new(&name)).is_none() {
            self.skip(joined(&folder.path, &name), "neither text nor Markdown by its name");
        } else if self.given.is_empty() || !self.given.contains(&folder.real.join(&name)) {
            self.take_below(folder, name);
        }
    }

    /// Takes a link that leads to a file; gives one that leads to a folder.
    fn link(&mut self, folder: &Folder, name: &OsStr) -> Option<Folder> {
        let path = folder.path.join(name);
        match fs::metadata(&path).map(|metadata| metadata.file_type()) {
            Ok(kind) if kind.is_file() => self.file(folder, name.to_owned()),
            Ok(kind) if kind.is_dir() => match fs::canonicalize(&path) {
                Ok(real) => return Some(self.subfolder(folder, name, real)),
                Err(error) => self.skip(path, format!("cannot be read: {error}")),
            },
            Ok(kind) => self.skip(path, what_is(kind)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.skip(path, "a link that leads nowhere");
            }
            Err(error) => self.skip(path, format!("a link that cannot be followed: {error}")),
        }
        None
    }

    fn subfolder(&mut self, folder: &Folder, name: &OsStr, real: PathBuf) -> Folder {
        let id = self.id(&folder.id, name.to_owned()) + "/";
        Folder { path: folder.path.join(name), real, id, root: Arc::clone(&folder.root) }
    }

    fn count(&mut self) {
        self.seen += 1;
        if self.seen.is_multiple_of(STRIDE) {
            (self.progress)(self.seen);
        }
    }
}

/// Whether the name says that it is not for everyday eyes.
pub(super) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

#[cfg(unix)]
fn is_pipe(metadata: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    metadata.file_type().is_fifo()
}

#[cfg(not(unix))]
fn is_pipe(_metadata: &Metadata) -> bool {
    false
}

#[cfg(unix)]
fn what_is(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn what_is(_kind: FileType) -> &'static str {
    "neither a file nor a folder"
}
