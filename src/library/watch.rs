//! Telling when the articles of a library change.
//!
//! Every folder is watched by itself, hidden ones left out: listing them costs far less than what a
//! recursive watch does, which looks at every file. A file given by itself is watched through its
//! folder, because editors replace files rather than write into them. One thread sleeps until the
//! system reports something; when nothing happens, nothing wakes.

use super::{entry::absolute, scan::is_hidden};
use crate::article::Format;
use crossbeam_channel::{Receiver, Sender, bounded, never, select, unbounded};
use notify::{
    Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{CreateKind, ModifyKind, RemoveKind},
};
use std::{
    collections::HashSet,
    fs::{self, DirEntry},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

/// How long it must be quiet before a change is told.
const QUIET: Duration = Duration::from_millis(120);

/// How long a change is kept back at most while others keep coming.
const PATIENCE: Duration = Duration::from_secs(2);

/// Watches articles until it is dropped.
#[derive(Debug)]
pub struct Watch {
    unwatched: usize,
    /// Dropping this ends the thread.
    _alive: Sender<()>,
}

/// Why nothing can be watched.
#[derive(Debug, thiserror::Error)]
#[error("changes to the articles will not be noticed: {0}")]
pub struct WatchError(#[from] notify::Error);

impl Watch {
    /// Calls `on_change` each time that articles at `paths` came, went or changed: once for a burst
    /// of changes, at most 200 ms after the last of them (or every two seconds while they do not
    /// end), on a thread of its own. It must not block for long.
    ///
    /// Changes made before this returns are not told: scan again after it. It reads all folders, so
    /// call it on a worker.
    ///
    /// # Errors
    /// When the system offers no way to watch. A folder that cannot be watched, or one too many for
    /// the system's limit, is no error: see [`Watch::unwatched`].
    pub fn new(
        paths: &[PathBuf],
        on_change: impl Fn() + Send + 'static,
    ) -> Result<Self, WatchError> {
        let (alive, dropped) = bounded(0);
        let (sender, events) = unbounded();
        let mut watched = Watched::new(paths, sender)?;
        let unwatched = watched.unwatched;
        thread::Builder::new()
            .name("watch".into())
            .spawn(move || tell(&mut watched, &events, &dropped, on_change))
            .map_err(notify::Error::io)?;
        Ok(Self { unwatched, _alive: alive })
    }

    /// How many folders could not be watched, so that changes in them will not be noticed.
    pub fn unwatched(&self) -> usize {
        self.unwatched
    }
}

/// Waits for changes and tells of them when it has become quiet.
fn tell(
    watched: &mut Watched,
    events: &Receiver<PathBuf>,
    dropped: &Receiver<()>,
    on_change: impl Fn(),
) {
    // When to tell at the latest, and when if nothing more happens.
    let mut pending: Option<(Instant, Receiver<Instant>)> = None;
    loop {
        let quiet = pending.as_ref().map_or_else(never, |(_, quiet)| quiet.clone());
        select! {
            recv(dropped) -> _ => return,
            recv(quiet) -> _ => {
                pending = None;
                on_change();
            }
            recv(events) -> path => {
                let Ok(path) = path else { return };
                watched.add(&path);
                let latest = pending.map_or_else(|| Instant::now() + PATIENCE, |(latest, _)| latest);
                let wait = QUIET.min(latest.saturating_duration_since(Instant::now()));
                pending = Some((latest, crossbeam_channel::after(wait)));
            }
        }
    }
}

/// The system's watch on every folder.
struct Watched {
    watcher: RecommendedWatcher,
    unwatched: usize,
    /// Whether the system will take no more.
    full: bool,
}

impl Watched {
    fn new(paths: &[PathBuf], events: Sender<PathBuf>) -> Result<Self, notify::Error> {
        let relevant = Relevant::new(paths);
        let folders = relevant.folders.clone();
        let parents: HashSet<PathBuf> =
            relevant.files.iter().filter_map(|file| Some(file.parent()?.to_path_buf())).collect();
        let watcher = notify::recommended_watcher(move |event| {
            for path in relevant.paths(event) {
                // Nobody listens any more only when nobody wants to know.
                let _ = events.send(path);
            }
        })?;
        let mut watched = Self { watcher, unwatched: 0, full: false };
        parents.iter().for_each(|folder| watched.watch(folder));
        folders.iter().for_each(|folder| watched.add(folder));
        Ok(watched)
    }

    /// Watches a folder and all below it. A path that is no folder is left alone.
    fn add(&mut self, path: &Path) {
        let mut folders = vec![path.to_path_buf()];
        let mut links = HashSet::new();
        while let Some(folder) = folders.pop() {
            let Ok(items) = fs::read_dir(&folder) else { continue };
            self.watch(&folder);
            folders.extend(items.flatten().filter_map(|item| subfolder(&item, &mut links)));
        }
    }

    fn watch(&mut self, folder: &Path) {
        if !self.full
            && let Err(error) = self.watcher.watch(folder, RecursiveMode::NonRecursive)
        {
            self.full = matches!(error.kind, notify::ErrorKind::MaxFilesWatch);
            self.unwatched += usize::from(!self.full);
        }
        self.unwatched += usize::from(self.full);
    }
}

/// The path of a folder in a folder; one that is a link only when it leads where none did before.
fn subfolder(item: &DirEntry, links: &mut HashSet<PathBuf>) -> Option<PathBuf> {
    let kind = item.file_type().ok().filter(|kind| !kind.is_file())?;
    if is_hidden(&item.file_name()) {
        return None;
    }
    let path = item.path();
    if kind.is_symlink() {
        let real = fs::canonicalize(&path).ok()?;
        return (real.is_dir() && links.insert(real)).then_some(path);
    }
    kind.is_dir().then_some(path)
}

/// What tells changes of articles from all others.
struct Relevant {
    folders: Vec<PathBuf>,
    files: HashSet<PathBuf>,
}

impl Relevant {
    fn new(paths: &[PathBuf]) -> Self {
        let paths = paths.iter().map(|path| absolute(path));
        let (folders, files): (Vec<_>, Vec<_>) = paths.partition(|path| path.is_dir());
        Self { folders, files: files.into_iter().collect() }
    }

    /// The relevant paths of an event. When the system lost count, that is the empty path.
    fn paths(&self, event: notify::Result<Event>) -> Vec<PathBuf> {
        let Ok(mut event) = event else { return Vec::new() };
        if event.need_rescan() {
            return vec![PathBuf::new()];
        }
        let kind = event.kind;
        event.paths.retain(|path| self.has(path, kind));
        event.paths
    }

    fn has(&self, path: &Path, kind: EventKind) -> bool {
        let changes = !matches!(
            kind,
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) | EventKind::Other
        );
        changes && (self.files.contains(path) || self.is_listed(path, kind))
    }

    /// Whether a path is in a watched folder, not hidden, and an article or a folder.
    fn is_listed(&self, path: &Path, kind: EventKind) -> bool {
        let below = self.folders.iter().find_map(|folder| path.strip_prefix(folder).ok());
        let hidden = |below: &Path| below.iter().any(is_hidden);
        below.is_some_and(|below| !hidden(below))
            && (Format::of_path(path).is_some() || may_be_folder(path, kind))
    }
}

/// Whether an event may be about a folder. One that was renamed or removed can no longer be asked;
/// folders seldom have an extension.
fn may_be_folder(path: &Path, kind: EventKind) -> bool {
    match kind {
        EventKind::Create(CreateKind::File)
        | EventKind::Remove(RemoveKind::File)
        | EventKind::Modify(ModifyKind::Data(_)) => false,
        EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => true,
        _ => path.extension().is_none() || path.is_dir(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, DataChange, MetadataKind, RenameMode};

    fn tells(path: &str, kind: EventKind) -> bool {
        let relevant = Relevant {
            folders: vec![PathBuf::from("/.home/news")],
            files: HashSet::from([PathBuf::from("/notes/README")]),
        };
        !relevant.paths(Ok(Event::new(kind).add_path(path.into()))).is_empty()
    }

    #[test]
    fn only_articles_and_folders_matter() {
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        assert!(tells("/.home/news/a.txt", written));
        assert!(tells("/.home/news/deep/a.md", EventKind::Remove(RemoveKind::File)));
        assert!(tells("/.home/news/deep", EventKind::Create(CreateKind::Folder)));
        assert!(tells("/.home/news/deep", EventKind::Modify(ModifyKind::Name(RenameMode::From))));
        assert!(tells("/.home/news", EventKind::Remove(RemoveKind::Folder)));
        assert!(tells("/notes/README", written));
        assert!(!tells("/notes/other.txt", written), "beside a file given by itself");
        assert!(!tells("/.home/news/a.png", EventKind::Create(CreateKind::File)));
        assert!(!tells("/.home/news/.a.txt.swp", written));
        assert!(!tells("/.home/news/.git/x.txt", written));
    }

    #[test]
    fn reading_an_article_is_no_change() {
        assert!(!tells("/.home/news/a.txt", EventKind::Access(AccessKind::Any)));
        let touched = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        assert!(!tells("/.home/news/a.txt", touched));
    }

    #[test]
    fn a_system_that_lost_count_means_everything_may_have_changed() {
        let relevant = Relevant::new(&[]);
        let lost = Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
        assert_eq!(relevant.paths(Ok(lost)), [PathBuf::new()]);
    }
}
