//! The orders that the headlines can be read in.
//!
//! A listing comes newest first as far as paths tell. Once heads are known, rows can be sorted by
//! what they say. Every order is total: what it does not tell apart stays as listed, so that the
//! same rows always come out the same way.

use super::Head;
use crate::article::Published;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// A way to sort rows of headlines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// As the listing has them.
    #[default]
    Listed,
    /// By date of publication, newest first, undated ones last.
    Newest,
    /// By date of publication, oldest first, undated ones last.
    Oldest,
    /// By headline, from A to Z.
    Title,
    /// By publisher from A to Z, then newest first.
    Source,
    /// Long reads first.
    Longest,
    /// Briefs first.
    Shortest,
    /// Unread ones first.
    Unread,
    /// Those with a star first.
    Starred,
}

/// What a row is sorted by.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its place in the listing.
    pub index: usize,
    /// What is known of the article; `None` until it was opened. Such rows come last in orders that
    /// need it.
    pub head: Option<&'a Head>,
    /// Whether it was read.
    pub read: bool,
    /// Whether it has a star.
    pub starred: bool,
}

impl Order {
    /// All of them, in the order a menu shows them.
    pub const ALL: [Self; 9] = [
        Self::Listed,
        Self::Newest,
        Self::Oldest,
        Self::Title,
        Self::Source,
        Self::Longest,
        Self::Shortest,
        Self::Unread,
        Self::Starred,
    ];

    /// Its name, as the screen says it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Title => "title",
            Self::Source => "source",
            Self::Longest => "longest",
            Self::Shortest => "shortest",
            Self::Unread => "unread",
            Self::Starred => "starred",
        }
    }

    /// The order after this one in [`Order::ALL`], the first after the last.
    pub fn next(self) -> Self {
        let after = Self::ALL.into_iter().skip_while(|&order| order != self).nth(1);
        after.unwrap_or_default()
    }

    /// Sorts rows. What the order does not tell apart comes as listed.
    pub fn sort(self, rows: &mut [Row]) {
        rows.sort_unstable_by_key(|row| row.index);
        match self {
            Self::Listed => {}
            Self::Newest => rows.sort_by_key(newest),
            Self::Oldest => rows.sort_by_key(|row| (instant(row).is_none(), instant(row))),
            Self::Title => rows.sort_by_cached_key(|row| of_head(row, |head| folded(&head.title))),
            Self::Source => {
                rows.sort_by_cached_key(|row| {
                    (of_head(row, |head| folded(&head.publisher)), newest(row))
                });
            }
            Self::Longest => rows.sort_by_key(|row| of_head(row, |head| Reverse(head.words))),
            Self::Shortest => rows.sort_by_key(|row| of_head(row, |head| head.words)),
            Self::Unread => rows.sort_by_key(|row| row.read),
            Self::Starred => rows.sort_by_key(|row| !row.starred),
        }
    }
}

/// A key made from the head, rows without one last.
fn of_head<K>(row: &Row, key: impl Fn(&Head) -> K) -> (bool, Option<K>) {
    (row.head.is_none(), row.head.map(key))
}

fn instant(row: &Row) -> Option<Timestamp> {
    row.head?.published.as_ref().map(Published::instant)
}

fn newest(row: &Row) -> Reverse<Option<Timestamp>> {
    Reverse(instant(row))
}

/// A text as it is filed: whatever its case, from its first letter or digit on.
fn folded(text: &str) -> String {
    text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
