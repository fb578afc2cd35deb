//! From scores to labels: the best sequence, and how sure each name in it is.

use super::{
    labels::{self, LABELS, LANES, Label, OUTSIDE},
    table::Scores,
};
use std::ops::Range;

/// What a label after another adds, in the units of [`Scores`].
pub type Transitions = [[i16; LABELS]; LABELS];

/// Worse than anything that rows and transitions can add up to in a step.
const NEVER: i32 = i32::MIN / 4;

/// Finds best sequences; keeps its buffers from block to block.
pub struct Decoder<'m> {
    /// Transitions, impossible ones with [`NEVER`].
    steps: [[i32; LABELS]; LABELS],
    /// The same as given.
    transitions: &'m Transitions,
    back: Vec<[u8; LABELS]>,
}

/// Labels that leave no name open, from which any name can begin.
const CLOSED: [usize; 9] = [0, 3, 4, 7, 8, 11, 12, 15, 16];
/// Labels that can follow those.
const OPENING: [usize; 9] = [0, 1, 4, 5, 8, 9, 12, 13, 16];

impl<'m> Decoder<'m> {
    /// A decoder for a model's transitions.
    pub fn new(transitions: &'m Transitions) -> Self {
        let mut steps = [[NEVER; LABELS]; LABELS];
        for (before, row) in steps.iter_mut().enumerate() {
            for (after, step) in row.iter_mut().enumerate() {
                if labels::follows(before as Label, after as Label) {
                    *step = i32::from(transitions[before][after]);
                }
            }
        }
        Self { steps, transitions, back: Vec::new() }
    }

    /// The best labels of a block (Viterbi 1967), written to `found`, which has its length.
    pub fn decode(&mut self, scores: &[Scores], found: &mut [Label]) {
        self.back.clear();
        let mut best = [NEVER; LABELS];
        for (at, scores) in scores.iter().enumerate() {
            let (mut next, from) = if at == 0 { opened() } else { self.advance(&best) };
            for (slot, &score) in next[1..].iter_mut().zip(scores) {
                *slot += i32::from(score);
            }
            // Scores stay near zero: only differences count, and a long block must not overflow.
            let top = next[OUTSIDE as usize];
            best = next.map(|score| (score - top).max(NEVER));
            self.back.push(from);
        }
        let ends = CLOSED.iter().map(|&label| (best[label], label as Label));
        let last = ends.reduce(|best, next| if next.0 > best.0 { next } else { best });
        let mut label = last.map_or(OUTSIDE, |(_, label)| label);
        for (slot, from) in found.iter_mut().zip(&self.back).rev() {
            *slot = label;
            label = from[label as usize];
        }
    }

    /// One step of the recursion: the best way to each label, and where it came from.
    fn advance(&self, best: &[i32; LABELS]) -> ([i32; LABELS], [u8; LABELS]) {
        let mut next = [NEVER; LABELS];
        let mut from = [0u8; LABELS];
        for after in OPENING {
            for before in CLOSED {
                let score = best[before] + self.steps[before][after];
                if score > next[after] {
                    next[after] = score;
                    from[after] = before as u8;
                }
            }
        }
        for kind in 0..LANES / 4 {
            let (begin, inside, end) = (kind * 4 + 1, kind * 4 + 2, kind * 4 + 3);
            for after in [inside, end] {
                let begun = best[begin] + self.steps[begin][after];
                let on = best[inside] + self.steps[inside][after];
                next[after] = begun.max(on);
                from[after] = if begun >= on { begin } else { inside } as u8;
            }
        }
        (next, from)
    }

    /// How probable the labels of a name are, given all others: the product of what each is worth
    /// between its neighbours (pseudo-likelihood, Besag 1975). `unit` is what a score of one means
    /// in log odds.
    pub fn confidence(
        &self,
        scores: &[Scores],
        found: &[Label],
        name: Range<usize>,
        unit: f32,
    ) -> f32 {
        let mut least = 1.0f32;
        for at in name {
            let before = at.checked_sub(1).map_or(OUTSIDE, |at| found[at]);
            let after = found.get(at + 1).copied().unwrap_or(OUTSIDE);
            let mut total = 0.0;
            let value = |label: usize| {
                let own = label.checked_sub(1).map_or(0, |lane| scores[at][lane]);
                let sum = i32::from(own)
                    + i32::from(self.transitions[before as usize][label])
                    + i32::from(self.transitions[label][after as usize]);
                sum as f32 * unit
            };
            let chosen = value(found[at] as usize);
            for label in 0..LABELS {
                // Other parts of the same kind are other borders; they cannot stand here alone.
                total += (value(label) - chosen).exp();
            }
            least = least.min(1.0 / total);
        }
        least
    }
}

/// Before the first token nothing is open.
const fn opened() -> ([i32; LABELS], [u8; LABELS]) {
    let mut next = [NEVER; LABELS];
    let mut at = 0;
    while at < OPENING.len() {
        next[OPENING[at]] = 0;
        at += 1;
    }
    (next, [0; LABELS])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tagger::spelling::mix;

    /// The best score of all sequences, tried one after the other.
    fn best_of_all(scores: &[Scores], transitions: &Transitions) -> i32 {
        let mut best = NEVER;
        let mut sequence = vec![0u8; scores.len()];
        loop {
            let valid = labels::follows(OUTSIDE, sequence[0])
                && sequence.windows(2).all(|pair| labels::follows(pair[0], pair[1]))
                && labels::closes(sequence[sequence.len() - 1]);
            if valid {
                best = best.max(total(scores, transitions, &sequence));
            }
            let Some(place) = sequence.iter().position(|&label| usize::from(label) + 1 < LABELS)
            else {
                return best;
            };
            sequence[place] += 1;
            sequence[..place].fill(0);
        }
    }

    fn total(scores: &[Scores], transitions: &Transitions, labels: &[Label]) -> i32 {
        let own: i32 = labels
            .iter()
            .zip(scores)
            .filter(|(label, _)| **label > 0)
            .map(|(&label, scores)| i32::from(scores[label as usize - 1]))
            .sum();
        let moves = labels
            .windows(2)
            .map(|pair| i32::from(transitions[usize::from(pair[0])][usize::from(pair[1])]));
        own + moves.sum::<i32>()
    }

    #[test]
    fn the_sequence_found_is_the_best_there_is() {
        let small = |seed: u64| (mix(seed, 5) % 61) as i16 - 30;
        for round in 0..20u64 {
            let mut transitions = [[0; LABELS]; LABELS];
            for (a, row) in transitions.iter_mut().enumerate() {
                for (b, slot) in row.iter_mut().enumerate() {
                    *slot = small(round * 1_000 + (a * LABELS + b) as u64);
                }
            }
            let scores: Vec<Scores> = (0..4)
                .map(|at| std::array::from_fn(|lane| small(round * 7_919 + at * 31 + lane as u64)))
                .collect();
            let mut found = vec![0; scores.len()];
            let mut decoder = Decoder::new(&transitions);
            decoder.decode(&scores, &mut found);
            assert!(labels::closes(found[3]));
            assert_eq!(total(&scores, &transitions, &found), best_of_all(&scores, &transitions));
        }
    }
}
