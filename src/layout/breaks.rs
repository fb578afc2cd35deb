//! Where to end lines: the set of breaks that makes the whole paragraph look best.
//!
//! After Knuth and Plass, "Breaking Paragraphs into Lines" (1981), without glue that shrinks: a
//! terminal's spaces cannot. Every line fits; among all ways to do that, the one with the smallest
//! sum of squared gaps is taken. The search looks back over one line's worth of words for each word.

use super::words::Word;
use std::ops::Range;

/// What a last line of one word costs.
const WIDOW: u64 = 25;

/// How a paragraph is to be broken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Goal {
    /// The width that no line exceeds, in columns.
    pub columns: usize,
    /// Whether the last line should be about as long as the others (headings).
    pub balance: bool,
    /// Whether gaps will be spread over the spaces of the line: the fewer, the worse.
    pub justify: bool,
}

/// The lines of a paragraph, each as the range of its words.
pub(super) fn lines(words: &[Word], goal: Goal) -> Vec<Range<usize>> {
    let total: usize = words.iter().map(|word| word.width + word.space).sum();
    if total <= goal.columns {
        return if words.is_empty() {
            Vec::new()
        } else {
            std::iter::once(0..words.len()).collect()
        };
    }
    trace(&best_starts(words, goal))
}

/// For every count of words, where the last line begins when they are set best.
fn best_starts(words: &[Word], goal: Goal) -> Vec<usize> {
    let mut costs = vec![0_u64];
    let mut starts = vec![0];
    for end in 1..=words.len() {
        let (start, cost) = best_line(words, end, &costs, goal);
        starts.push(start);
        costs.push(cost);
    }
    starts
}

/// The best line that ends after the word `end - 1`: where it begins, and the cost of all up to it.
fn best_line(words: &[Word], end: usize, costs: &[u64], goal: Goal) -> (usize, u64) {
    let last = &words[end - 1];
    let mut width = last.width + usize::from(last.hyphen);
    let mut spaces = 0;
    let mut best = (end - 1, u64::MAX);
    for start in (0..end).rev() {
        if start + 1 < end {
            width += words[start].width + words[start].space;
            spaces += usize::from(words[start].space > 0);
            if width > goal.columns {
                break;
            }
        }
        let is_last = end == words.len();
        let cost = if is_last && !goal.balance {
            if start + 1 == end { WIDOW } else { 0 }
        } else {
            goal.cost(goal.columns.saturating_sub(width), spaces) + u64::from(last.toll)
        };
        let cost = costs[start] + goal.one_more() + cost;
        if cost < best.1 {
            best = (start, cost);
        }
    }
    best
}

impl Goal {
    /// What a gap at the end of a line costs.
    fn cost(self, gap: usize, spaces: usize) -> u64 {
        let squared = (gap * gap) as u64;
        if self.justify { squared * 5 / (spaces as u64 + 1) } else { squared }
    }

    /// What every line costs: more than any gap, so that no paragraph grows longer to look more even.
    fn one_more(self) -> u64 {
        8 * (self.columns * self.columns) as u64
    }
}

/// Follows the best starts back from the end.
fn trace(starts: &[usize]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut end = starts.len() - 1;
    while end > 0 {
        lines.push(starts[end]..end);
        end = starts[end];
    }
    lines.reverse();
    lines
}
