//! Background work: jobs in, messages out.
//!
//! Two threads: one opens the chosen article, and only ever the latest one asked for; the other
//! does everything else, what is on the screen first and the rest of the library in small pieces.
//! A panic in a job is reported and ends nothing but the job.

use super::message::{Job, Message, Notice, Opened};
use crate::{
    analysis::analyse,
    library::{Entry, Head, Listing, Shelf, Stamp, state::State},
};
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::Arc,
    thread::JoinHandle,
};

/// Texts up to this length, in bytes, are shown together with their analysis; longer ones before.
const QUICK: usize = 256 * 1024;
/// Headlines read between two looks at what else is to do.
const PIECE: usize = 64;

/// What the workers work with.
#[derive(Clone, Debug, Default)]
pub struct Workplace {
    /// Where the articles are.
    pub shelf: Shelf,
    /// The state file; `None` keeps nothing.
    pub state: Option<PathBuf>,
}

/// Does one job here and now. All headlines of a library are read in one go.
pub fn perform(job: Job, place: &Workplace, send: &mut dyn FnMut(Message)) {
    match job {
        Job::Scan => {
            let scanned = place.shelf.scan(&mut |seen| send(Message::Scanning(seen)));
            send(Message::Scanned(scanned.map(Arc::new).map_err(|error| error.to_string())));
        }
        Job::Open(ticket, listing, entry) => open(ticket, &listing.entries[entry], send),
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
                Some((entry, analyse(&article).quotes.len()))
            };
            send(Message::Counted(generation, entries.into_iter().filter_map(count).collect()));
        }
        Job::Save(changes) => {
            if let Some(path) = &place.state
                && let Err(error) = State::save(path, &changes)
            {
                let text = format!("marks are not kept: {}: {error}", path.display());
                send(Message::Report(Notice::failed(text)));
            }
        }
    }
}

fn open(ticket: u64, entry: &Entry, send: &mut dyn FnMut(Message)) {
    let article = match entry.load() {
        Ok(article) => Arc::new(article),
        Err(error) => return send(Message::Opened(ticket, Err(error.to_string()))),
    };
    if article.text.len() <= QUICK {
        let analysis = Some(Arc::new(analyse(&article)));
        return send(Message::Opened(ticket, Ok(Opened { article, analysis })));
    }
    let opened = Opened { article: Arc::clone(&article), analysis: None };
    send(Message::Opened(ticket, Ok(opened)));
    send(Message::Analysed(ticket, Arc::new(analyse(&article))));
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
pub struct Workers {
    opener: Option<(Sender<Job>, JoinHandle<()>)>,
    clerk: Option<(Sender<Job>, JoinHandle<()>)>,
}

impl Workers {
    /// Starts the threads; `send` takes their messages.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn start<F>(place: &Arc<Workplace>, send: F) -> std::io::Result<Self>
    where
        F: FnMut(Message) + Clone + Send + 'static,
    {
        Ok(Self {
            opener: Some(spawn("opener", place, send.clone(), run_opener)?),
            clerk: Some(spawn("clerk", place, send, run_clerk)?),
        })
    }

    /// Hands a job to the thread it is for.
    pub fn give(&self, job: Job) {
        let thread = if matches!(job, Job::Open(..)) { &self.opener } else { &self.clerk };
        if let Some((jobs, _)) = thread {
            // A thread that has ended was told to: nothing is lost.
            let _ = jobs.send(job);
        }
    }

    /// Lets what must be kept be kept, and waits for that; all other work is dropped.
    pub fn finish(&mut self) {
        self.opener = None;
        if let Some((jobs, thread)) = self.clerk.take() {
            drop(jobs);
            let _ = thread.join();
        }
    }
}

type Run<F> = fn(&Receiver<Job>, &Workplace, F);

fn spawn<F>(
    name: &str,
    place: &Arc<Workplace>,
    send: F,
    run: Run<F>,
) -> std::io::Result<(Sender<Job>, JoinHandle<()>)>
where
    F: FnMut(Message) + Send + 'static,
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

/// Does everything else, the reading of all headlines last and in pieces.
fn run_clerk<F: FnMut(Message)>(inbox: &Receiver<Job>, place: &Workplace, mut send: F) {
    let mut rest: VecDeque<Job> = VecDeque::new();
    loop {
        let job = if rest.is_empty() { inbox.recv().ok() } else { inbox.try_recv().ok() };
        match job {
            Some(Job::AllHeads(generation, listing)) => {
                rest = pieces(generation, &listing);
            }
            Some(job) => perform_safely(job, place, &mut send),
            None => match rest.pop_front().filter(|_| !is_closed(inbox)) {
                Some(piece) => perform_safely(piece, place, &mut send),
                None => return,
            },
        }
    }
}

fn is_closed(inbox: &Receiver<Job>) -> bool {
    matches!(inbox.try_recv(), Err(crossbeam_channel::TryRecvError::Disconnected))
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
fn perform_safely<F: FnMut(Message)>(job: Job, place: &Workplace, send: &mut F) {
    let ticket = match &job {
        Job::Open(ticket, ..) => Some(*ticket),
        _ => None,
    };
    let done = catch_unwind(AssertUnwindSafe(|| perform(job, place, send)));
    if done.is_err() {
        let text = "this article cannot be shown: the program made a mistake with it";
        send(match ticket {
            Some(ticket) => Message::Opened(ticket, Err(text.to_owned())),
            None => Message::Report(Notice::failed("background work failed")),
        });
    }
}
