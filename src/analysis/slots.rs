//! What was worked out once, kept from one document to the next.
//!
//! Half of all words are the same few hundred. Who comes first takes a slot for good, which is mostly a frequent
//! word; nothing is ever replaced, so readers wait for nobody, and memory is bounded. Answers do not depend on
//! what is kept: whoever finds a slot taken by another works them out anew.

use std::sync::OnceLock;

/// Values by hash.
#[derive(Clone, Debug)]
pub struct Slots<T>(Vec<OnceLock<Box<T>>>);

impl<T: Clone> Slots<T> {
    /// So many free slots.
    pub fn new(count: usize) -> Self {
        Self(vec![OnceLock::new(); count])
    }
}

impl<T> Slots<T> {
    /// The value in the slot of a hash: that of `work_out` if it is free, perhaps another's if it is not; none
    /// if there are no slots.
    pub fn get(&self, hash: u64, work_out: impl FnOnce() -> T) -> Option<&T> {
        let slot = self.0.get((hash as usize).checked_rem(self.0.len())?)?;
        Some(slot.get_or_init(|| Box::new(work_out())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_first_stays() {
        let slots = Slots::new(2);
        assert_eq!(slots.get(4, || "a"), Some(&"a"));
        assert_eq!(slots.get(6, || "b"), Some(&"a"));
        assert_eq!(slots.get(7, || "c"), Some(&"c"));
        assert_eq!(Slots::new(0).get(7, || "c"), None);
    }
}
