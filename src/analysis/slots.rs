//! What was worked out once, kept from one document to the next.
//!
//! Half of all words are the same few hundred. Who comes first takes one of two slots for good, which is mostly a
//! frequent word; nothing is ever replaced, so readers wait for nobody, and memory is bounded. Answers do not depend
//! on what is kept: whoever finds nothing works them out anew.

use std::sync::{
    OnceLock,
    atomic::{AtomicU64, Ordering},
};

/// Values by hash.
#[derive(Debug)]
pub struct Slots<T> {
    /// The hash of each value, zero where there is none: apart from the values, so that many lie in a cache line.
    hashes: Vec<AtomicU64>,
    values: Vec<OnceLock<T>>,
}

/// How many slots there are for a hash.
const CHOICE: usize = 2;

impl<T> Slots<T> {
    /// `count` free slots, or one more.
    pub fn new(count: usize) -> Self {
        let count = count.next_multiple_of(CHOICE);
        Self {
            hashes: std::iter::repeat_with(AtomicU64::default).take(count).collect(),
            values: std::iter::repeat_with(OnceLock::new).take(count).collect(),
        }
    }

    /// What is kept under a hash. If nothing is and a slot is free, what `work_out` gives is kept from now on.
    pub fn get(&self, hash: u64, work_out: impl FnOnce() -> Option<T>) -> Option<&T> {
        // Zero stands for a free slot.
        let hash = hash.max(1);
        let first = (hash as usize).checked_rem(self.values.len())? / CHOICE * CHOICE;
        for slot in first..first + CHOICE {
            let value = self.values.get(slot)?;
            // The hash is written last: where it is, the value is.
            match self.hashes.get(slot)?.load(Ordering::Acquire) {
                0 => {
                    let taken = value.set(work_out()?).is_ok();
                    if taken {
                        self.hashes[slot].store(hash, Ordering::Release);
                    }
                    return value.get().filter(|_| taken);
                }
                kept if kept == hash => return value.get(),
                _ => {}
            }
        }
        None
    }
}

impl<T> Clone for Slots<T> {
    /// The same number of slots, all of them free: what is kept can be worked out again.
    fn clone(&self) -> Self {
        Self::new(self.values.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_first_stays() {
        let slots = Slots::new(2);
        let get = |hash: u64, value: u64| slots.get(hash, || Some(value)).copied();
        assert_eq!(slots.get(4, || None), None, "nothing is kept of nothing");
        assert_eq!((get(4, 7), get(4, 8)), (Some(7), Some(7)));
        assert_eq!(get(6, 9), Some(9), "there is a second slot");
        assert_eq!((get(8, 10), get(4, 11), get(6, 11)), (None, Some(7), Some(9)));
        let slots = Slots::new(2);
        let get = |hash: u64, value: u64| slots.get(hash, || Some(value)).copied();
        assert_eq!((get(0, 7), get(0, 8)), (Some(7), Some(7)), "no hash is without a slot");
        assert_eq!(Slots::new(0).get(4, || Some(1)), None);
    }
}
