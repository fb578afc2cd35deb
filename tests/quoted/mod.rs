//! What every measure of quotes shares: spans trimmed of their marks, how far they agree, which one
//! answers which, and how far a confidence is to be trusted.

#![allow(dead_code, reason = "each test uses its part")]

use quotidian::span::Span;
use std::{fmt::Write, ops::AddAssign};

/// Marks at the ends of quoted words that a comparison leaves out, as it does white space.
const MARKS: &str = "\"“”„«»'‘’`＂";

/// Agreement from which two spans count as the same.
pub const SAME: f64 = 0.8;

/// Whether a character is left out at the ends of quoted words.
pub fn is_outer(c: char) -> bool {
    c.is_whitespace() || MARKS.contains(c)
}

/// A span of bytes without marks and white space at its ends.
pub fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start_matches(is_outer).len());
    Span::new(start, start.max(span.start + words.trim_end_matches(is_outer).len()))
}

/// How much two spans have in common.
pub fn overlap(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Intersection over union.
pub fn agreement(a: Span, b: Span) -> f64 {
    let shared = overlap(a, b);
    if shared == 0 { 0.0 } else { shared as f64 / (a.len() + b.len() - shared) as f64 }
}

/// Pairs of two lists that agree by at least `least`, one to one, the best first.
pub fn pairs(
    gold: usize,
    given: usize,
    least: f64,
    agreement: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    let all = (0..gold).flat_map(|g| (0..given).map(move |p| (g, p)));
    let mut likely: Vec<(f64, usize, usize)> = all
        .map(|(g, p)| (agreement(g, p), g, p))
        .filter(|(how, ..)| *how >= least && *how > 0.0)
        .collect();
    likely.sort_by(|a, b| b.partial_cmp(a).expect("an agreement is a number"));
    let (mut golds, mut givens) = (vec![false; gold], vec![false; given]);
    likely.retain(|&(_, g, p)| {
        let is_free = !golds[g] && !givens[p];
        golds[g] |= is_free;
        givens[p] |= is_free;
        is_free
    });
    likely.into_iter().map(|(_, g, p)| (g, p)).collect()
}

/// Whether a character belongs to a word.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The runs of word characters.
pub fn tokens(characters: &[char]) -> Vec<Span> {
    let mut tokens: Vec<Span> = Vec::new();
    for (at, _) in characters.iter().enumerate().filter(|(_, c)| is_word(**c)) {
        match tokens.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => tokens.push(Span::new(at, at + 1)),
        }
    }
    tokens
}

/// How often answers of a confidence are right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reliability {
    bins: [Bin; 10],
}

impl AddAssign for Reliability {
    fn add_assign(&mut self, other: Self) {
        for (bin, more) in self.bins.iter_mut().zip(other.bins) {
            bin.answers += more.answers;
            bin.right += more.right;
            bin.confidence += more.confidence;
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Bin {
    answers: usize,
    right: usize,
    confidence: f64,
}

impl Reliability {
    /// Counts an answer.
    pub fn add(&mut self, confidence: f32, is_right: bool) {
        let bin = &mut self.bins[((confidence * 10.0) as usize).min(9)];
        bin.answers += 1;
        bin.right += usize::from(is_right);
        bin.confidence += f64::from(confidence);
    }

    /// How far confidence and share right lie apart, weighed by answers, in percent.
    pub fn error(&self) -> f64 {
        let answers: usize = self.bins.iter().map(|bin| bin.answers).sum();
        let apart: f64 =
            self.bins.iter().map(|bin| (bin.confidence - bin.right as f64).abs()).sum();
        if answers == 0 { 0.0 } else { 100.0 * apart / answers as f64 }
    }

    /// The table: one row for each tenth of confidence in which there are answers.
    pub fn table(&self, what: &str) -> String {
        let mut table = format!("confidence, {what}: answers, mean confidence, share right\n");
        let used = self.bins.iter().enumerate().filter(|(_, bin)| bin.answers > 0);
        for (at, Bin { answers, right, confidence }) in used {
            let (low, high) = (at as f64 / 10.0, (at + 1) as f64 / 10.0);
            let share = |part: f64| 100.0 * part / *answers as f64;
            let (mean, right) = (share(*confidence), share(*right as f64));
            let _ = writeln!(table, "  {low:.1} to {high:.1} {answers:6} {mean:6.1} {right:6.1}");
        }
        let _ = writeln!(table, "  apart by {:.1} points on average", self.error());
        table
    }
}
