//! What is said of the kind of a thing, and how strongly.

use crate::analysis::{EntityKind, tagger::labels::KINDS};
use std::ops::{AddAssign, SubAssign};

/// A weight for each kind. Of one mention they are probabilities, which add up to one at most; those of a thing are
/// the sums of its mentions', so that what half of them doubt is not lost (soft voting).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Votes([f32; KINDS.len()]);

impl Votes {
    /// The probabilities of [`KINDS`], in their order.
    pub const fn new(chances: [f32; KINDS.len()]) -> Self {
        Self(chances)
    }

    /// All for one kind.
    pub fn only(kind: EntityKind, weight: f32) -> Self {
        let mut votes = Self::default();
        votes.add(kind, weight);
        votes
    }

    /// Adds to those for a kind.
    pub fn add(&mut self, kind: EntityKind, weight: f32) {
        let at = KINDS.iter().position(|&known| known == kind).unwrap_or(3);
        self.0[at] += weight;
    }

    /// Those for a kind.
    pub fn of(self, kind: EntityKind) -> f32 {
        KINDS.iter().zip(self.0).find(|(known, _)| **known == kind).map_or(0.0, |(_, vote)| vote)
    }

    /// The kind with most; ties go to the first of [`KINDS`].
    pub fn kind(self) -> EntityKind {
        let best = KINDS.into_iter().zip(self.0).reduce(|a, b| if b.1 > a.1 { b } else { a });
        best.map_or(EntityKind::Misc, |(kind, _)| kind)
    }

    /// Those for all kinds but one.
    pub fn without(mut self, kind: EntityKind) -> Self {
        self.add(kind, -self.of(kind));
        self
    }

    /// Each counting less where they would add up to more than so much.
    pub fn at_most(self, most: f32) -> Self {
        let total = self.total();
        if total > most { Self(self.0.map(|vote| vote * most / total)) } else { self }
    }

    /// What they add up to.
    pub fn total(self) -> f32 {
        self.0.iter().sum()
    }
}

impl SubAssign for Votes {
    fn sub_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, its)| *mine -= its);
    }
}

impl AddAssign for Votes {
    fn add_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, its)| *mine += its);
    }
}

#[cfg(test)]
mod tests {
    use super::Votes;
    use crate::analysis::EntityKind::{Location, Organization, Person};

    #[test]
    fn what_most_mentions_doubt_counts() {
        let doubtful = Votes::new([0.0, 0.45, 0.4, 0.1]);
        assert_eq!(doubtful.kind(), Organization);
        let mut votes = Votes::only(Location, 0.5);
        for _ in 0..3 {
            votes += doubtful;
        }
        assert_eq!(votes.kind(), Location, "one sure mention and three that nearly say the same");
        assert_eq!(votes.without(Location).kind(), Organization);
        votes -= Votes::only(Location, 0.5);
        assert_eq!(votes.kind(), Organization);
    }

    #[test]
    fn votes_that_are_bounded_keep_their_shares() {
        let votes = Votes::new([3.0, 1.0, 0.0, 0.0]).at_most(1.0);
        assert!((votes.total() - 1.0).abs() < 1e-6 && (votes.of(Person) - 0.75).abs() < 1e-6);
    }
}
