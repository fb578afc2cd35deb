//! From files, folders or a stream of JSON to what each article says, in order and in bounded memory.

use super::{
    Failure, Output, input,
    jsonl::{self, Id, Lines},
    messages,
    output::json_line,
    pipeline::{self, Panicked, Results},
};
use quotidian::{
    analysis::{Analysis, analyse},
    article::Article,
    corrections::{Corrections, fingerprint},
    library::{Entry, Origin},
    schema::ErrorRecord,
};
use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

/// How much of a stream is read at once, in bytes.
const BUFFER: usize = 64 * 1024;

/// Where articles come from.
pub struct Source<'a> {
    /// Files and folders.
    pub paths: &'a [PathBuf],
    /// A stream of JSON objects instead.
    pub jsonl: Option<&'a Path>,
}

/// What is to be written about one article.
pub struct Written {
    /// Whole lines, harmless already.
    pub lines: Vec<u8>,
    /// Whether it could not be read.
    pub unread: bool,
    /// What is to be said about that on standard error.
    pub complaint: Option<String>,
}

/// An article and what it says, or why there is none.
pub type Read = Result<(Article, Analysis), anyhow::Error>;

impl Written {
    /// Lines about an article that was read.
    pub fn line(lines: Vec<u8>) -> Self {
        Self { lines, unread: false, complaint: None }
    }

    /// What is said of an article that could not be read: in JSON in its place, else on standard
    /// error.
    pub fn unread(id: &Id, error: &anyhow::Error, as_json: bool) -> io::Result<Self> {
        let (lines, complaint) = match as_json {
            true => (json_line(&ErrorRecord::new(id, &error.to_string()))?, None),
            false => (Vec::new(), Some(format!("{id}: {error}"))),
        };
        Ok(Self { lines, unread: true, complaint })
    }
}

/// Writes what `make` makes of every article, as it comes; says at the end whether all were articles.
pub fn write(
    source: &Source<'_>,
    corrections: Corrections,
    make: impl Fn(Id, Read) -> io::Result<Written> + Send + Sync + 'static,
) -> Result<(), Failure> {
    write_below("", source, corrections, make)
}

/// The same below something that stands at the top, harmless already.
pub fn write_below(
    head: &str,
    source: &Source<'_>,
    corrections: Corrections,
    make: impl Fn(Id, Read) -> io::Result<Written> + Send + Sync + 'static,
) -> Result<(), Failure> {
    let work = move |id: Id, read: Opener<'_>| make(id, analysed(read, &corrections));
    let mut results = match source.jsonl {
        Some(path) => from_lines(lines(path)?, work),
        None => from_entries(input::articles(source.paths)?.entries, work),
    };
    let mut output = Output::new();
    output.bytes(head.as_bytes())?;
    let mut unread = 0;
    while let Some(result) = results.next(|| output.flush())? {
        let written = result?.map_err(not_read)?;
        unread += usize::from(written.unread);
        output.bytes(&written.lines)?;
        if let Some(complaint) = &written.complaint {
            messages::say(complaint);
        }
    }
    output.finish()?;
    Failure::of_articles(unread)
}

fn not_read(error: io::Error) -> Failure {
    Failure::Input(format!("cannot read the articles: {error}"))
}

/// Reads an article and analyses it. Should that panic, that is the reason why there is none, and the
/// rest goes on.
fn analysed(read: Opener<'_>, corrections: &Corrections) -> Read {
    let analysed = || -> Read {
        let article = read()?;
        let analysis = analyse(&article);
        // Without any, the text need not be fingerprinted.
        if corrections.is_empty() {
            return Ok((article, analysis));
        }
        let analysis = corrections.apply(&fingerprint(&article.text), &article, analysis);
        Ok((article, analysis))
    };
    catch_unwind(AssertUnwindSafe(analysed)).unwrap_or_else(|_| Err(Panicked.into()))
}

/// Reads an article when it is its turn.
type Opener<'a> = Box<dyn FnOnce() -> Result<Article, anyhow::Error> + 'a>;

/// What is done with an article.
trait Work: Fn(Id, Opener<'_>) -> io::Result<Written> + Send + Sync + 'static {}

impl<F: Fn(Id, Opener<'_>) -> io::Result<Written> + Send + Sync + 'static> Work for F {}

fn from_entries(entries: Vec<Entry>, work: impl Work) -> Results<io::Result<Written>> {
    let size = |entry: &Entry| match &entry.origin {
        Origin::BuiltIn(_, bytes) => bytes.len(),
        Origin::Given(bytes) => bytes.len(),
        Origin::File(_) | Origin::Below(_) => {
            let file = entry.path().and_then(|path| fs::metadata(path).ok());
            file.map_or(0, |file| file.len() as usize)
        }
    };
    pipeline::in_order(entries.into_iter(), size, move |entry| {
        work(Id::Text(entry.id.clone()), Box::new(|| Ok(entry.load()?)))
    })
}

fn from_lines(
    lines: impl BufRead + Send + 'static,
    work: impl Work,
) -> Results<io::Result<Written>> {
    let size = |line: &io::Result<jsonl::Line>| match line {
        Ok(line) => line.bytes.as_ref().map_or(0, Vec::len),
        Err(_) => 0,
    };
    pipeline::in_order(Lines::new(lines), size, move |line| {
        let (id, object) = line?.parse();
        work(id, Box::new(|| Ok(object?.into_article())))
    })
}

/// The stream of objects: standard input or a file.
fn lines(path: &Path) -> Result<Box<dyn BufRead + Send>, Failure> {
    if input::is_standard_input(path) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, io::stdin())));
    }
    let file = File::open(path)
        .map_err(|error| Failure::Input(format!("cannot open {}: {error}", path.display())))?;
    Ok(Box::new(BufReader::with_capacity(BUFFER, file)))
}
