//! Background work: jobs in, messages out.
//!
//! The opener opens the chosen article, and only ever the latest one asked for. The clerk lists the
//! library, reads headlines and counts quotes: what was asked for last comes first, all headlines
//! of a library come last and in pieces. The keeper writes the state; the program ends when it is
//! done, whatever the others are at. Long texts are analysed on threads of their own. A panic in a
//! job is reported and ends nothing but the job.

use super::{
    keeper::Keeper,
    message::{Found, Job, Message, Notice, Opened},
};
use crate::{
    analysis::{Analysis, analyse},
    article::Article,
    config::Dirs,
    library::{Entry, Head, Listing, Shelf, Stamp},
};
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread::JoinHandle,
    time::{Duration, Instant},
};

/// Texts up to this length, in bytes, are shown together with their analysis; longer ones before.
const QUICK: usize = 256 * 1024;
/// Headlines read between two looks at what else is to do.
const PIECE: usize = 512;

/// How long the listing of a library goes on between two words about how far it is: each is a frame
/// to draw, and most libraries are listed before the first is due.
const NEWS: Duration = Duration::from_millis(100);

/// What the workers work with.
#[derive(Clone, Debug, Default)]
pub struct Workplace {
    /// Where the articles are.
    pub shelf: Shelf,
    /// Where the state and the corrections are; `None` keeps nothing.
    pub dirs: Option<Dirs>,
}

/// Does one job here and now. All headlines of a library are read in one go.
pub fn perform(job: Job, place: &Workplace, send: &mut dyn FnMut(Message)) {
    match job {
        Job::Scan => {
            let mut told = Instant::now();
            let scanned = place.shelf.scan(&mut |seen| {
                if told.elapsed() >= NEWS {
                    told = Instant::now();
                    send(Message::Scanning(seen));
                }
            });
            send(Message::Scanned(scanned.map(Arc::new).map_err(|error| error.to_string())));
        }
        Job::Open(ticket, listing, entry) => {
            send(Message::Opened(ticket, open(&listing.entries[entry])));
        }
        Job::Analyse(ticket, article) => {
            send(Message::Analysed(ticket, Found::new(&article, analyse(&article))));
        }
        Job::Heads(generation, listing, entries) => {
            send(Message::Heads(generation, heads(&listing, entries)));
        }
        Job::AllHeads(generation, listing) => {
            let all = (0..listing.entries.len()).collect();
            send(Message::Heads(generation, heads(&listing, all)));
        }
        Job::Count(generation, listing, entries) => {
            let count = |entry: usize| {
                let article = listing.entries[entry].load().ok()?;
                Some((entry, analysed(&article)?.quotes.len()))
            };
            send(Message::Counted(generation, entries.into_iter().filter_map(count).collect()));
        }
        Job::Save(_) | Job::Correct(_) => {
            let mut keeper = Keeper::default();
            keeper.take(job);
            let lost = keep(&mut keeper, place);
            lost.into_iter().for_each(|text| send(Message::Report(Notice::failed(text))));
        }
    }
}

/// Writes what a keeper has, where anything is kept; says what cannot be written.
fn keep(keeper: &mut Keeper, place: &Workplace) -> Vec<String> {
    place.dirs.as_ref().map(|dirs| keeper.write(dirs)).unwrap_or_default()
}

/// Reads an article, and analyses it if that is quick.
fn open(entry: &Entry) -> Result<Opened, String> {
    let article = entry.load().map(Arc::new).map_err(|error| error.to_string())?;
    let quick = article.text.len() <= QUICK;
    let analysis = if quick { analysed(&article) } else { None };
    let found = analysis.map(|analysis| Found::new(&article, analysis));
    Ok(Opened { article, found })
}

/// The analysis of an article; `None` where the program makes a mistake with it: the text can be read
/// all the same.
fn analysed(article: &Article) -> Option<Analysis> {
    catch_unwind(|| analyse(article)).ok()
}

/// Reads headlines; an article that cannot be read gets its name and the reason when it is opened.
fn heads(listing: &Listing, entries: Vec<usize>) -> Vec<(usize, Head)> {
    let head = |entry: usize| {
        let known = &listing.entries[entry];
        (entry, known.head().unwrap_or_else(|_| nameless(known)))
    };
    entries.into_iter().map(head).collect()
}

/// What stands in the row of an article that cannot be read.
fn nameless(entry: &Entry) -> Head {
    let stamp = Stamp { size: 0, modified: 0 };
    Head { title: entry.stand_in(), published: None, publisher: String::new(), words: 0, stamp }
}

/// The threads that do jobs.
#[derive(Debug)]
pub struct Workers<F> {
    opener: Sender<Job>,
    clerk: Sender<Job>,
    keeper: Sender<Job>,
    kept: JoinHandle<Vec<String>>,
    place: Arc<Workplace>,
    send: F,
}

impl<F: FnMut(Message) + Clone + Send + 'static> Workers<F> {
    /// Starts the threads; `send` takes their messages.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn start(place: &Arc<Workplace>, send: F) -> std::io::Result<Self> {
        let (opener, _) = spawn("opener", place, send.clone(), run_opener)?;
        let (clerk, _) = spawn("clerk", place, send.clone(), run_clerk)?;
        let (keeper, kept) = spawn("keeper", place, send.clone(), run_keeper)?;
        Ok(Self { opener, clerk, keeper, kept, place: Arc::clone(place), send })
    }

    /// Hands a job to the thread it is for.
    pub fn give(&self, job: Job) {
        let thread = match job {
            Job::Open(..) => &self.opener,
            Job::Save(_) | Job::Correct(_) => &self.keeper,
            Job::Analyse(..) => return self.begin(job),
            Job::Scan | Job::Heads(..) | Job::AllHeads(..) | Job::Count(..) => &self.clerk,
        };
        // The threads end with the program: there is always somebody to take it.
        let _ = thread.send(job);
    }

    /// Does a job on a thread of its own: it may take long, and the next must not wait for it.
    fn begin(&self, job: Job) {
        let (place, mut send) = (Arc::clone(&self.place), self.send.clone());
        std::thread::spawn(move || perform_safely(job, &place, &mut send));
    }

    /// Waits until what must be kept is kept, and says what could not be; all other work is left
    /// where it is.
    pub fn finish(self) -> Vec<String> {
        drop(self.keeper);
        // A keeper that panicked has nothing more to keep.
        self.kept.join().unwrap_or_default()
    }
}

type Run<F, T> = fn(&Receiver<Job>, &Workplace, F) -> T;

fn spawn<F, T>(
    name: &str,
    place: &Arc<Workplace>,
    send: F,
    run: Run<F, T>,
) -> std::io::Result<(Sender<Job>, JoinHandle<T>)>
where
    F: FnMut(Message) + Send + 'static,
    T: Send + 'static,
{
    let (jobs, inbox) = unbounded();
    let place = Arc::clone(place);
    let work = move || run(&inbox, &place, send);
    let thread = std::thread::Builder::new().name(name.to_owned()).spawn(work)?;
    Ok((jobs, thread))
}

/// Opens articles: always the latest one asked for.
fn run_opener<F: FnMut(Message)>(inbox: &Receiver<Job>, place: &Workplace, mut send: F) {
    while let Ok(job) = inbox.recv() {
        let latest = inbox.try_iter().last().unwrap_or(job);
        perform_safely(latest, place, &mut send);
    }
}

/// Keeps what must be kept; says at the end what could not be.
fn run_keeper<F: FnMut(Message)>(
    inbox: &Receiver<Job>,
    place: &Workplace,
    mut send: F,
) -> Vec<String> {
    let mut keeper = Keeper::default();
    let mut keep_safely = |job: Option<Job>| {
        job.into_iter().for_each(|job| keeper.take(job));
        catch_unwind(AssertUnwindSafe(|| keep(&mut keeper, place)))
            .unwrap_or_else(|_| vec!["background work failed".to_owned()])
    };
    while let Ok(job) = inbox.recv() {
        let lost = keep_safely(Some(job));
        lost.into_iter().for_each(|text| send(Message::Report(Notice::failed(text))));
    }
    keep_safely(None)
}

/// Lists, reads and counts: what was asked for last comes first, except that a listing goes before
/// everything and the reading of all headlines after it.
fn run_clerk<F: FnMut(Message)>(inbox: &Receiver<Job>, place: &Workplace, mut send: F) {
    let mut stack: Vec<Job> = Vec::new();
    let mut rest: VecDeque<Job> = VecDeque::new();
    loop {
        if stack.is_empty() && rest.is_empty() {
            match inbox.recv() {
                Ok(job) => file(job, &mut stack, &mut rest),
                Err(_) => return,
            }
        }
        inbox.try_iter().for_each(|job| file(job, &mut stack, &mut rest));
        if let Some(job) = stack.pop().or_else(|| rest.pop_front()) {
            perform_safely(job, place, &mut send);
        }
    }
}

/// Puts a job where its turn is.
fn file(job: Job, stack: &mut Vec<Job>, rest: &mut VecDeque<Job>) {
    match job {
        Job::AllHeads(generation, listing) => *rest = pieces(generation, &listing),
        Job::Scan => {
            // Everything else is about the listing that is being replaced.
            stack.clear();
            rest.clear();
            stack.push(job);
        }
        job => stack.push(job),
    }
}

fn pieces(generation: u64, listing: &Arc<Listing>) -> VecDeque<Job> {
    let count = listing.entries.len();
    let piece = |start: usize| {
        let entries = (start..(start + PIECE).min(count)).collect();
        Job::Heads(generation, Arc::clone(listing), entries)
    };
    (0..count).step_by(PIECE).map(piece).collect()
}

/// Does a job; if that panics, says so where the answer was expected.
pub(super) fn perform_safely<F: FnMut(Message)>(job: Job, place: &Workplace, send: &mut F) {
    let mistake =
        |what: &str| format!("this article cannot be {what}: the program made a mistake with it");
    let told = match &job {
        Job::Open(ticket, ..) => Message::Opened(*ticket, Err(mistake("shown"))),
        Job::Analyse(..) => Message::Report(Notice::failed(mistake("analysed"))),
        _ => Message::Report(Notice::failed("background work failed")),
    };
    if catch_unwind(AssertUnwindSafe(|| perform(job, place, send))).is_err() {
        send(told);
    }
}
