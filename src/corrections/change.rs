//! A change of an article's corrections, made by one reader while others may change them, too.

use super::{Correction, Right};

/// What a reader made of the corrections of one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The fingerprint of the article's text.
    pub article: String,
    /// The corrections that the reader knew of.
    pub before: Vec<Correction>,
    /// What they are to be.
    pub after: Vec<Correction>,
}

impl Change {
    /// The same change, made to what is kept by now: what other readers added meanwhile stays. Of two
    /// answers to the same question the one that was given last holds.
    ///
    /// What the reader knew of and is not kept comes back: it may be what could not be written before.
    pub fn over(&self, kept: &[Correction]) -> Vec<Correction> {
        let known = |one: &Correction| self.before.contains(one) || self.after.contains(one);
        let is_new = |one: &Correction| !self.before.contains(one);
        let outdated =
            |one: &Correction| self.after.iter().any(|later| is_new(later) && later.replaces(one));
        let others: Vec<&Correction> =
            kept.iter().filter(|one| !known(one) && !outdated(one)).collect();
        let ours = self.after.iter();
        let ours = ours.filter(|one| is_new(one) || !others.iter().any(|o| o.replaces(one)));
        let mut all: Vec<Correction> = ours.cloned().collect();
        // They are applied in the order in which they were made.
        let place = all.iter().position(is_new).unwrap_or(all.len());
        all.splice(place..place, others.into_iter().cloned());
        all
    }
}

impl Correction {
    /// Whether this one takes the place of one that was made of the same words before.
    pub fn replaces(&self, before: &Self) -> bool {
        use Right::{Kind, Speaker};
        let same =
            matches!((&self.right, &before.right), (Kind(_), Kind(_)) | (Speaker(_), Speaker(_)));
        same && self.passage == before.passage
    }
}
