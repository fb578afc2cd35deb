//! What the tagger remembers of a document while it reads it a second time.
//!
//! A name is mostly the same thing throughout an article (one sense per discourse; Krishnan and Manning
//! 2006 use it as here): the second pass sees, for each word, what its other occurrences were tagged as.

use super::labels::{LABELS, Label, OUTSIDE, Part, label, meaning};

/// How often each word of a document got each label.
pub struct Memory {
    counts: Vec<[u16; LABELS]>,
}

/// What other occurrences of a word were tagged as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recollection {
    /// The most frequent label, and how far it is the only one: 0 to 2.
    pub label: u64,
    /// The most frequent kind of name, and how it compares with no name.
    pub kind: u64,
    /// The most frequent label among the first and last words of longer names.
    pub edge: u64,
}

impl Memory {
    /// Nothing remembered of any of a number of distinct words.
    pub fn new(words: usize) -> Self {
        Self { counts: vec![[0; LABELS]; words] }
    }

    /// Takes in one occurrence.
    pub fn add(&mut self, word: u32, label: Label) {
        let slot = &mut self.counts[word as usize][label as usize];
        *slot = slot.saturating_add(1);
    }

    /// What is known of a word beside the occurrence that got `own`.
    pub fn recall(&self, word: u32, own: Label) -> Option<Recollection> {
        let mut counts = self.counts[word as usize];
        counts[own as usize] = counts[own as usize].saturating_sub(1);
        let total: u16 = counts.iter().fold(0, |sum, &count| sum.saturating_add(count));
        if total == 0 {
            return None;
        }
        let most = |labels: &mut dyn Iterator<Item = Label>| {
            labels.fold((0, OUTSIDE), |best, label| {
                let count = counts[label as usize];
                if count > best.0 { (count, label) } else { best }
            })
        };
        let (count, best) = most(&mut (0..LABELS as Label));
        let (edges, edge) =
            most(&mut (0..4).flat_map(|kind| [label(kind, Part::Begin), label(kind, Part::End)]));
        let mut kinds = [0u16; 4];
        for (at, &count) in counts.iter().enumerate() {
            if let Some((kind, _)) = meaning(at as Label) {
                kinds[kind] = kinds[kind].saturating_add(count);
            }
        }
        let (kind, named) = kinds
            .iter()
            .enumerate()
            .fold((0, 0), |best, (kind, &count)| if count > best.1 { (kind, count) } else { best });
        let outside = counts[OUTSIDE as usize];
        let share = |part: u16| u64::from(part == total) + u64::from(part > total / 2);
        Some(Recollection {
            label: u64::from(best) << 4 | share(count) << 1 | u64::from(total > 2),
            kind: if named == 0 {
                0
            } else {
                (1 + kind as u64) << 4 | share(named) << 1 | u64::from(outside > 0)
            },
            edge: if edges == 0 { 0 } else { u64::from(edge) },
        })
    }
}
