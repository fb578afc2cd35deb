//! Listings that no folder was read for: their order, and ids that are all different.

use crate::library::{Entry, Listing, Origin, ids::settle};
use jiff::civil::date;
use proptest::prelude::*;
use std::{
    collections::HashSet,
    path::PathBuf,
    time::{Duration, Instant},
};

/// Far more than this takes, and far less than what grows with the square of the entries would.
const SOON: Duration = Duration::from_secs(5);

fn entry(path: PathBuf, day: Option<i8>) -> Entry {
    let id = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Entry { id, origin: Origin::File(path), date: day.map(|day| date(2026, 3, day)) }
}

fn arranged(entries: Vec<Entry>) -> Vec<(Option<jiff::civil::Date>, String)> {
    let mut listing = Listing { entries, skipped: Vec::new() };
    listing.arrange();
    listing.entries.into_iter().map(|entry| (entry.date, entry.id)).collect()
}

proptest! {
    #[test]
    fn newest_come_first_then_paths_from_the_last_to_the_first(
        days in prop::collection::vec(prop::option::of(1_i8..4), 0..40),
        turn in 0_usize..40,
    ) {
        let named = |(at, day): (usize, &Option<i8>)| entry(format!("/a/{at:02}.txt").into(), *day);
        let mut entries: Vec<Entry> = days.iter().enumerate().map(named).collect();
        let mut expected: Vec<_> = entries.iter().map(|of| (of.date, of.id.clone())).collect();
        expected.sort_by(|a, b| b.cmp(a));
        prop_assert_eq!(&arranged(entries.clone()), &expected);
        entries.rotate_left(turn % days.len().max(1));
        prop_assert_eq!(&arranged(entries.clone()), &expected);
        entries.sort_by_key(|of| std::cmp::Reverse((of.date, of.id.clone())));
        entries.rotate_right(turn % days.len().max(1));
        prop_assert_eq!(&arranged(entries), &expected);
    }
}

#[test]
fn a_large_folder_in_an_order_turned_by_one_is_soon_arranged() {
    let paths = (0..200_000).rev().map(|at| PathBuf::from(format!("/a/{at:06}.txt")));
    let mut entries: Vec<Entry> = paths.map(|path| entry(path, None)).collect();
    let start = Instant::now();
    entries.rotate_left(1);
    let ids = arranged(entries);
    assert!(ids.is_sorted_by(|(_, a), (_, b)| a > b));
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[cfg(unix)]
#[test]
fn many_pairs_of_names_that_are_no_text_soon_have_numbers() {
    use std::{ffi::OsString, os::unix::ffi::OsStringExt};
    let path = |at: u32, byte: u8| {
        let mut name = format!("/a/{at:06}").into_bytes();
        name.push(byte);
        PathBuf::from(OsString::from_vec(name))
    };
    let pairs = (0..20_000).flat_map(|at| [path(at, b'\xfe'), path(at, b'\xff')]);
    let mut entries: Vec<Entry> = pairs.map(|path| entry(path, None)).collect();
    let start = Instant::now();
    settle(&mut entries);
    let ids: HashSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids.len(), entries.len());
    assert_eq!(entries[0].id, "000000\u{fffd}");
    assert_eq!(entries[1].id, "000000\u{fffd}~2");
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}
