//! Ids that name one article each, also where several PATHs hold files of the same name.

use super::{Entry, entry::absolute};
use std::{
    collections::{HashMap, HashSet},
    path::{Component, Path},
};

/// Makes all ids different. Ids that clash get the part of the path before them in front, and so
/// on; what still clashes (names that differ only in bytes that are no text) gets a number.
pub(super) fn settle(entries: &mut [Entry]) {
    loop {
        let clashes = clashes(entries);
        if clashes.is_empty() {
            return;
        }
        let (_, same): (Vec<_>, Vec<_>) =
            clashes.into_iter().partition(|clash| lengthen_all(entries, clash));
        if same.is_empty() {
            continue;
        }
        // Once for all of them: there may be as many groups as articles.
        let mut taken: HashSet<String> = entries.iter().map(|entry| entry.id.clone()).collect();
        for clash in same {
            number(entries, clash, &mut taken);
        }
    }
}

/// The groups of entries that share an id, in the order of the entries.
fn clashes(entries: &[Entry]) -> Vec<Vec<usize>> {
    let mut by_id: HashMap<&str, Vec<usize>> = HashMap::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        by_id.entry(&entry.id).or_default().push(index);
    }
    let mut groups: Vec<_> = by_id.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_unstable();
    groups
}

/// Puts one more part of its path in front of each; `false` when that would not tell them apart.
fn lengthen_all(entries: &mut [Entry], clash: &[usize]) -> bool {
    let folders: HashSet<_> = clash
        .iter()
        .filter_map(|&at| Some(entries.get(at)?.path()?.parent()?.to_path_buf()))
        .collect();
    if folders.len() < 2 {
        return false;
    }
    let longer: Vec<_> = clash.iter().map(|&index| lengthened(&entries[index])).collect();
    let any = longer.iter().any(Option::is_some);
    for (&index, id) in clash.iter().zip(longer) {
        if let Some(id) = id {
            entries[index].rename(id);
        }
    }
    any
}

/// The id with one more part of the path in front.
fn lengthened(entry: &Entry) -> Option<String> {
    let path = absolute(&entry.path()?);
    let parts = entry.id.split('/').count();
    let part = named_parts(&path).rev().nth(parts)?;
    Some(format!("{part}/{}", entry.id))
}

fn named_parts(path: &Path) -> impl DoubleEndedIterator<Item = String> + '_ {
    path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    })
}

/// Adds `~2`, `~3`, … to all but the first by path. `taken` are the ids that there are.
fn number(entries: &mut [Entry], mut clash: Vec<usize>, taken: &mut HashSet<String>) {
    clash.sort_by(|&a, &b| entries[a].compare_paths(&entries[b]));
    let mut count = 1;
    for &index in clash.iter().skip(1) {
        let id = loop {
            count += 1;
            let id = format!("{}~{count}", entries[index].id);
            if taken.insert(id.clone()) {
                break id;
            }
        };
        entries[index].rename(id);
    }
}
