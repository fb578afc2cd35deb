//! One article of a listing: where it is, what it is called, and how to open it.

use super::{Entry, Head, LoadError, Origin, Root, Stamp};
use crate::article::{self, Article, Format, Published, decode};
use std::{
    borrow::Cow,
    cmp::Ordering,
    ffi::{OsStr, OsString},
    fs::{self, File},
    io::{self, Read},
    path::{Component, MAIN_SEPARATOR_STR, Path, PathBuf, is_separator},
    sync::Arc,
    time::UNIX_EPOCH,
};

/// How much of a file is read for its head. Nearly every article is smaller.
const HEAD_BYTES: u64 = 256 * 1024;

/// The largest article that is opened. A text of this size would be a hundred novels; what is
/// larger is no article, and would not fit into memory several times over.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// The folders named for a date that may lie between an article and the folder that has a name:
/// year, month and day.
const DATED_FOLDERS: usize = 3;

/// The bytes of an article, or the first of them.
struct Raw {
    bytes: Vec<u8>,
    stamp: Stamp,
}

impl Root {
    /// The folder at `path`.
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_path_buf(), key: exact(&absolute(path)) }
    }
}

impl Entry {
    /// An article given as bytes: standard input. Its id is `-`, as on the command line.
    pub fn given(bytes: Vec<u8>) -> Self {
        Self { id: "-".into(), origin: Origin::Given(Arc::from(bytes)), date: None }
    }

    /// The file it is in, if it is in one.
    pub fn path(&self) -> Option<Cow<'_, Path>> {
        match &self.origin {
            Origin::File(path) => Some(Cow::Borrowed(path)),
            Origin::Below(root) => Some(Cow::Owned(joined(&root.path, OsStr::new(&self.id)))),
            Origin::BuiltIn(..) | Origin::Given(_) => None,
        }
    }

    /// Where it came from: the path as it was given, `builtin:NAME`, or `None` for standard input.
    pub fn place(&self) -> Option<String> {
        match &self.origin {
            Origin::BuiltIn(name, _) => Some(format!("builtin:{name}")),
            _ => self.path().map(|path| path.to_string_lossy().into_owned()),
        }
    }

    /// A number that grows with the date in the path, and is least without one.
    pub(super) fn sort_day(&self) -> i32 {
        self.date.map_or(i32::MIN, |date| {
            i32::from(date.year()) << 9 | i32::from(date.month()) << 5 | i32::from(date.day())
        })
    }

    /// How entries of one day are ordered: by the bytes of their paths, which is many times faster
    /// than part by part.
    pub(super) fn compare_paths(&self, other: &Self) -> Ordering {
        match (&self.origin, &other.origin) {
            (Origin::Below(one), Origin::Below(two)) if Arc::ptr_eq(one, two) => {
                self.id.cmp(&other.id)
            }
            _ => self.sort_path().as_os_str().cmp(other.sort_path().as_os_str()),
        }
    }

    /// The path, or what stands for it.
    fn sort_path(&self) -> Cow<'_, Path> {
        let name = match &self.origin {
            Origin::BuiltIn(name, _) => name,
            _ => self.id.as_str(),
        };
        self.path().unwrap_or(Cow::Borrowed(Path::new(name)))
    }

    /// Changes the identifier; where the article is stays as it is.
    pub(super) fn rename(&mut self, id: String) {
        if let Origin::Below(root) = &self.origin {
            self.origin = Origin::File(joined(&root.path, OsStr::new(&self.id)));
        }
        self.id = id;
    }

    /// What read marks and positions are kept under: the absolute path, `builtin:NAME`, or
    /// `stdin:` and a fingerprint of what was given.
    ///
    /// The path is made absolute without asking the file system: `..` takes back the part before
    /// it, also where that is a link. Bytes that are not UTF-8 are written as `\xNN`.
    pub fn key(&self) -> String {
        match &self.origin {
            Origin::File(path) => exact(&absolute(path)),
            Origin::Below(root) if root.key.ends_with(is_separator) => root.key.clone() + &self.id,
            Origin::Below(root) => [&root.key, MAIN_SEPARATOR_STR, &self.id].concat(),
            Origin::BuiltIn(name, _) => format!("builtin:{name}"),
            Origin::Given(bytes) => format!("stdin:{:016x}", fingerprint(bytes)),
        }
    }

    /// A stand-in for the headline until the file was opened, made from its name:
    /// `2026-03-14-flood-in-norholt.md` is "Flood in norholt". Never empty.
    pub fn stand_in(&self) -> String {
        let title = match &self.origin {
            Origin::File(path) => readable(&name_of(path)),
            // The folder above may be the root's own.
            Origin::Below(root) => readable(&name_of(&joined(&root.path, OsStr::new(&self.id)))),
            Origin::BuiltIn(name, _) => readable(&name_of(Path::new(name))),
            Origin::Given(_) => "Standard input".into(),
        };
        if title.is_empty() { self.id.clone() } else { title }
    }

    /// Reads and parses the article. One that gives no date has the date in its path.
    ///
    /// # Errors
    /// When the file cannot be read, is larger than 64 MiB, or is not a text.
    pub fn load(&self) -> Result<Article, LoadError> {
        let raw = self.read(LARGEST)?;
        if raw.stamp.size.max(raw.bytes.len() as u64) > LARGEST {
            let error = io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 64 MiB");
            return Err(self.unreadable(error));
        }
        let text = self.decode(raw.bytes)?;
        let format = self.format(&text);
        let article = article::read(text, format, self.id.clone(), self.place());
        let published = article.published.or_else(|| self.published());
        Ok(Article { published, ..article })
    }

    /// Reads just enough for a row of the headlines pane: at most the first 256 KiB.
    ///
    /// # Errors
    /// As [`Entry::load`].
    pub fn head(&self) -> Result<Head, LoadError> {
        let Raw { mut bytes, stamp } = self.read(HEAD_BYTES)?;
        if stamp.size > HEAD_BYTES {
            drop_broken_character(&mut bytes);
        }
        let read = bytes.len() as u64;
        let text = self.decode(bytes)?;
        let format = self.format(&text);
        let head = article::head(&text, format);
        let words = article::count_words(text.get(head.body..).unwrap_or_default());
        Ok(Head {
            title: filled(head.title).unwrap_or_else(|| self.opening(text, format)),
            published: head.published.or_else(|| self.published()),
            publisher: filled(head.publisher).unwrap_or_else(|| self.shelf()),
            words: scaled(words, read, stamp.size),
            stamp,
        })
    }

    /// What stands for a headline that the article does not have: its first words, as its page
    /// shows them, or its name when it has none.
    fn opening(&self, text: String, format: Format) -> String {
        let words = article::read(text, format, String::new(), None).headline();
        filled(Some(words)).unwrap_or_else(|| self.stand_in())
    }

    /// When it was published, going by its path.
    fn published(&self) -> Option<Published> {
        self.date.and_then(Published::on)
    }

    /// What stands for a publisher that the article does not name.
    fn shelf(&self) -> String {
        match &self.origin {
            Origin::BuiltIn(..) => "Quotidian".into(),
            Origin::Given(_) => "standard input".into(),
            Origin::File(_) | Origin::Below(_) => {
                let path = self.path().map(|path| absolute(&path));
                path.and_then(|path| folder_name(&path)).unwrap_or_default()
            }
        }
    }

    /// The first `limit` bytes, and one more if there are more.
    fn read(&self, limit: u64) -> Result<Raw, LoadError> {
        match &self.origin {
            Origin::File(path) => read_file(path, limit).map_err(|error| self.unreadable(error)),
            Origin::Below(root) => read_file(&joined(&root.path, OsStr::new(&self.id)), limit)
                .map_err(|error| self.unreadable(error)),
            Origin::BuiltIn(_, bytes) => Ok(held(bytes, limit)),
            Origin::Given(bytes) => Ok(held(bytes, limit)),
        }
    }

    fn decode(&self, bytes: Vec<u8>) -> Result<String, LoadError> {
        decode::decode_vec(bytes)
            .map_err(|error| LoadError::NotText { path: self.called(), why: error.0 })
    }

    fn format(&self, text: &str) -> Format {
        let by_name = match &self.origin {
            Origin::File(path) => Format::of_path(path),
            Origin::Below(_) => Format::of_path(Path::new(&self.id)),
            Origin::BuiltIn(name, _) => Format::of_path(Path::new(name)),
            Origin::Given(_) => None,
        };
        by_name.unwrap_or_else(|| Format::sniff(text))
    }

    /// What it is called in a message.
    fn called(&self) -> String {
        self.place().unwrap_or_else(|| "standard input".into())
    }

    fn unreadable(&self, error: io::Error) -> LoadError {
        LoadError::Read { path: self.called(), error }
    }
}

/// Reads the first `limit` bytes of a file, and one more if there are more.
fn read_file(path: &Path, limit: u64) -> io::Result<Raw> {
    let file = File::open(path)?;
    let stamp = stamp(&file.metadata()?);
    let mut bytes = Vec::with_capacity(stamp.size.min(limit) as usize + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(Raw { bytes, stamp })
}

/// The same of bytes that are in memory.
fn held(bytes: &[u8], limit: u64) -> Raw {
    let stamp = Stamp { size: bytes.len() as u64, modified: 0 };
    let end = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
    Raw { bytes: bytes.get(..end).unwrap_or(bytes).to_vec(), stamp }
}

fn stamp(metadata: &fs::Metadata) -> Stamp {
    let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let modified = modified.and_then(|age| u64::try_from(age.as_nanos()).ok()).unwrap_or(0);
    Stamp { size: metadata.len(), modified }
}

/// Drops a UTF-8 character that the cut at the end left incomplete: it would make the whole text
/// look like another encoding. UTF-16 (with its mark) is cut between units by an even limit, but
/// for the one byte more that is read.
fn drop_broken_character(bytes: &mut Vec<u8>) {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        bytes.truncate(bytes.len() & !1);
        return;
    }
    let tail = bytes.len().saturating_sub(3);
    let start = bytes[tail..].iter().rposition(|&byte| byte >= 0xC0);
    if let Some(start) = start {
        bytes.truncate(tail + start);
    }
}

/// A count made over `read` of `size` bytes, as it would be over all of them.
fn scaled(count: usize, read: u64, size: u64) -> usize {
    if read == 0 || size <= HEAD_BYTES {
        return count;
    }
    let all = count as u128 * u128::from(size) / u128::from(read);
    usize::try_from(all).unwrap_or(usize::MAX)
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

/// The path from the root of the file system, `.` and `..` taken out.
pub(super) fn absolute(path: &Path) -> PathBuf {
    if is_absolute_already(path) {
        return path.to_path_buf();
    }
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    if !full.components().any(|part| part == Component::ParentDir) {
        return full;
    }
    let mut folded = PathBuf::with_capacity(full.as_os_str().len());
    for part in full.components() {
        if part == Component::ParentDir {
            folded.pop();
        } else {
            folded.push(part);
        }
    }
    folded
}

/// `folder/name`, with one allocation where `Path::join` takes two, and without a look at the parts:
/// a name in a folder is one part.
pub(super) fn joined(folder: &Path, name: &OsStr) -> PathBuf {
    let mut path = OsString::with_capacity(folder.as_os_str().len() + 1 + name.len());
    path.push(folder);
    if !path.as_encoded_bytes().last().is_some_and(|&end| is_separator(end.into())) {
        path.push(MAIN_SEPARATOR_STR);
    }
    path.push(name);
    path.into()
}

/// Whether a path is from the root and has no part that may have to be taken out: thousands of
/// entries are asked for their keys at once.
fn is_absolute_already(path: &Path) -> bool {
    let bytes = path.as_os_str().as_encoded_bytes();
    path.is_absolute() && !bytes.windows(2).any(|pair| pair == b"/." || pair == b"//")
}

/// The path as a string from which it could be told apart from every other path.
fn exact(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    text
}

/// A number that stands for some bytes: mixed eight at a time, in the manner of FNV-1a, with a
/// shift so that high bits reach the low ones. Stable for good; no defence against forgery.
fn fingerprint(bytes: &[u8]) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    bytes.chunks(8).fold(OFFSET ^ bytes.len() as u64, |hash, chunk| {
        let word = chunk.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
        let mixed = (hash ^ word).wrapping_mul(ODD);
        mixed ^ (mixed >> 32)
    })
}

/// The part of a path that names the article: the file's name without its extension, or the
/// folder's where every file is called `index`.
fn name_of(path: &Path) -> Cow<'_, str> {
    let stem = path.file_stem().unwrap_or_default();
    let folder = path.parent().and_then(Path::file_name);
    match folder {
        Some(folder) if stem == "index" || stem == "_index" => folder.to_string_lossy(),
        _ => stem.to_string_lossy(),
    }
}

/// A file name as a headline: the date in front dropped, dashes as spaces, a capital first.
fn readable(name: &str) -> String {
    let words: Vec<&str> = undated(name)
        .split(|c: char| c == '-' || c == '_' || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    let mut text = if words.is_empty() { name.trim().to_owned() } else { words.join(" ") };
    if let Some(first) = text.chars().next().filter(|c| c.is_lowercase()) {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    text
}

/// The name after a date in front of it (`2026-03-14-`, `2026_03_14 `, `20260314-`).
fn undated(name: &str) -> &str {
    let is_part = |c: char| c.is_ascii_digit() || c == '-' || c == '_' || c == '.';
    let rest = name.trim_start_matches(is_part);
    let digits = name[..name.len() - rest.len()].bytes().filter(u8::is_ascii_digit).count();
    let ends = name[..name.len() - rest.len()].ends_with(['-', '_']) || rest.starts_with(' ');
    if digits == 8 && ends && !rest.trim().is_empty() { rest } else { name }
}

/// The name of the folder that an article is in. Folders named for a year, a month or a day are
/// passed over for the one that holds them.
fn folder_name(path: &Path) -> Option<String> {
    let above =
        || path.ancestors().skip(1).filter_map(Path::file_name).map(|n| n.to_string_lossy());
    let mut near = above().take(DATED_FOLDERS + 1);
    let named = near.find(|name| name.chars().any(char::is_alphabetic));
    named.or_else(|| above().next()).map(Cow::into_owned)
}
