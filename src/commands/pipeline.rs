//! Work on many things at once, in bounded memory, with results in the order of the things.
//!
//! One thread takes the items as they come and gives each to the pool; the caller takes the results
//! in order. Every item holds tokens from when it is read until its result is taken, more when it
//! is large; when no token is left, no further item is read. So a slow item never lets the rest run
//! away, and a caller that stops taking stops the reading.

use crossbeam_channel::{Receiver, Sender, TryRecvError, bounded, unbounded};
use std::{panic::AssertUnwindSafe, sync::Arc, thread};

/// Tokens there are: how many small items are under way at once, at most.
const TOKENS: usize = 64;

/// How many bytes of an item one token stands for.
const TOKEN_BYTES: usize = 256 * 1024;

/// The results of work under way, in the order of the items.
pub struct Results<R> {
    order: Receiver<Slot<R>>,
    waiting: Option<Slot<R>>,
    tokens: Receiver<()>,
}

/// Where the result of one item will be.
struct Slot<R> {
    result: Receiver<R>,
    tokens: usize,
}

/// Starts `work` on each of `items`, on all cores. `bytes` says how much memory an item stands for.
pub fn in_order<I, R>(
    items: impl Iterator<Item = I> + Send + 'static,
    bytes: impl Fn(&I) -> usize + Send + 'static,
    work: impl Fn(I) -> R + Send + Sync + 'static,
) -> Results<R>
where
    I: Send + 'static,
    R: Send + 'static,
{
    let (give, order) = unbounded();
    let (take_token, tokens) = bounded(TOKENS);
    // Not joined: when the caller stops, the program ends, even if the next item never comes.
    thread::spawn(move || {
        let work = Arc::new(work);
        for item in items {
            let needed = (1 + bytes(&item) / TOKEN_BYTES).min(TOKENS);
            let Some(slot) = start(item, needed, &take_token, &work) else { return };
            if give.send(slot).is_err() {
                return;
            }
        }
    });
    Results { order, waiting: None, tokens }
}

/// Takes the tokens for an item and gives it to the pool. `None` when nobody waits for results.
fn start<I, R>(
    item: I,
    needed: usize,
    tokens: &Sender<()>,
    work: &Arc<impl Fn(I) -> R + Send + Sync + 'static>,
) -> Option<Slot<R>>
where
    I: Send + 'static,
    R: Send + 'static,
{
    for _ in 0..needed {
        tokens.send(()).ok()?;
    }
    let (done, result) = bounded(1);
    let work = Arc::clone(work);
    rayon::spawn(move || {
        // A panic was reported by the hook; the slot stays empty, which says it to the caller.
        if let Ok(result) = std::panic::catch_unwind(AssertUnwindSafe(|| work(item))) {
            let _ = done.send(result);
        }
    });
    Some(Slot { result, tokens: needed })
}

impl<R> Results<R> {
    /// The next result; an error in it says that the work on this item panicked. Before waiting for
    /// it, calls `pause`: a good moment to hand over what was collected.
    pub fn next<E>(
        &mut self,
        pause: impl FnOnce() -> Result<(), E>,
    ) -> Result<Option<Result<R, Panicked>>, E> {
        if !self.is_ready() {
            pause()?;
        }
        let Some(slot) = self.waiting.take().or_else(|| self.order.recv().ok()) else {
            return Ok(None);
        };
        let result = slot.result.recv().map_err(|_| Panicked);
        for _ in 0..slot.tokens {
            let _ = self.tokens.recv();
        }
        Ok(Some(result))
    }

    /// Whether the next result can be had without waiting.
    fn is_ready(&mut self) -> bool {
        if self.waiting.is_none() {
            match self.order.try_recv() {
                Ok(slot) => self.waiting = Some(slot),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => return false,
            }
        }
        self.waiting.as_ref().is_some_and(|slot| !slot.result.is_empty())
    }
}

/// The work on an item panicked: a mistake in the program.
#[derive(Debug, thiserror::Error)]
#[error("a mistake in the program kept it from being read; please report it")]
pub struct Panicked;
