//! Counts of what is right, and the figures made from them.

use std::{
    collections::HashSet,
    hash::Hash,
    iter::Sum,
    ops::{Add, AddAssign},
};

/// How many are right, of how many in the gold and how many given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In both.
    pub right: usize,
    /// In the gold.
    pub gold: usize,
    /// Given by the engine.
    pub given: usize,
}

impl Tally {
    /// Counts what two sets have in common.
    pub fn of<T: Eq + Hash>(gold: &HashSet<T>, given: &HashSet<T>) -> Self {
        let right = gold.intersection(given).count();
        Self { right, gold: gold.len(), given: given.len() }
    }

    /// Percent of those given that are right; 0 when none are given.
    pub fn precision(self) -> f64 {
        percent(self.right, self.given)
    }

    /// Percent of the gold that is right: accuracy, where what is not given counts as wrong.
    pub fn recall(self) -> f64 {
        percent(self.right, self.gold)
    }

    /// The harmonic mean of the two, in percent.
    pub fn f1(self) -> f64 {
        percent(2 * self.right, self.gold + self.given)
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.gold += other.gold;
        self.given += other.given;
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}
