use super::{Tree, ids, listing, skipped, try_listing};
use crate::library::scan as scan_paths;
use proptest::prelude::*;
use std::{collections::HashSet, fs};

#[test]
fn a_folder_is_listed_newest_first_then_by_path_descending() {
    let tree = Tree::of(&[
        "2025-01-02-old.txt",
        "a.txt",
        "deep/er/2026-02-03-new.md",
        "deep/b.markdown",
        "2026-02-03-same-day.txt",
        "z.txt",
    ]);
    assert_eq!(
        ids(&tree.listing()),
        [
            "deep/er/2026-02-03-new.md",
            "2026-02-03-same-day.txt",
            "2025-01-02-old.txt",
            "z.txt",
            "deep/b.markdown",
            "a.txt",
        ]
    );
}

#[test]
fn other_files_are_named_and_hidden_ones_are_not() {
    let tree = Tree::of(&["a.txt", "photo.png", "data.csv", ".git/notes.txt", ".hidden.txt"]);
    let listing = tree.listing();
    assert_eq!(ids(&listing), ["a.txt"]);
    let why = "neither text nor Markdown by its name";
    assert_eq!(skipped(&listing), [("data.csv".into(), why), ("photo.png".into(), why)]);
}

#[test]
fn a_file_given_by_itself_is_taken_whatever_its_name() {
    let tree = Tree::of(&["README", ".hidden", "x.log"]);
    let given: Vec<_> = ["README", ".hidden", "x.log"].map(|name| tree.path(name)).into();
    assert_eq!(ids(&listing(&given)), ["x.log", "README", ".hidden"]);
}

#[test]
fn a_folder_may_itself_be_hidden() {
    let tree = Tree::of(&[".notes/a.txt"]);
    assert_eq!(ids(&listing(&[tree.path(".notes")])), ["a.txt"]);
}

#[test]
fn what_cannot_be_opened_is_an_error_with_advice() {
    let tree = Tree::of(&[]);
    let error = try_listing(&[tree.path("nowhere")]).unwrap_err().to_string();
    assert!(error.contains("nowhere") && error.contains("check how it is spelt"), "{error}");
}

#[test]
fn ids_that_clash_get_the_folder_in_front() {
    let tree = Tree::of(&["one/news/a.txt", "two/news/a.txt", "two/news/b.txt", "three/a.txt"]);
    let paths = ["one/news", "two/news", "three"].map(|name| tree.path(name));
    let listing = listing(&paths);
    assert_eq!(
        ids(&listing),
        ["two/news/a.txt", "b.txt", "three/a.txt", "one/news/a.txt"].sorted_by_path(&listing)
    );
}

#[test]
fn the_same_file_is_listed_once_however_it_is_given() {
    let tree = Tree::of(&["news/2026/a.txt", "news/b.txt", "news/c.txt"]);
    let given = |names: &[&str]| {
        let paths: Vec<_> = names.iter().map(|name| tree.path(name)).collect();
        let mut ids: Vec<_> = listing(&paths).entries.into_iter().map(|entry| entry.id).collect();
        ids.sort();
        ids
    };
    assert_eq!(given(&["news", "news/2026", "news/../news"]), ["2026/a.txt", "b.txt", "c.txt"]);
    assert_eq!(given(&["news/2026", "news"]), ["a.txt", "b.txt", "c.txt"]);
    assert_eq!(given(&["news/b.txt", "news/./b.txt", "news/2026/../b.txt"]), ["b.txt"]);
    assert_eq!(given(&["news", "news/2026/a.txt"]), ["a.txt", "b.txt", "c.txt"]);
}

#[test]
fn progress_is_reported_while_a_large_folder_is_read() {
    let names: Vec<String> = (0..600).map(|n| format!("{n}.txt")).collect();
    let tree = Tree::of(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut told = Vec::new();
    let listing = scan_paths(&[tree.root()], &mut |seen| told.push(seen)).unwrap();
    assert_eq!((told.as_slice(), listing.entries.len()), (&[256, 512][..], 600));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt, os::unix::fs::symlink};

    #[test]
    fn rings_of_links_end_and_list_every_article_once() {
        let tree = Tree::of(&["a/x.txt", "b/y.txt"]);
        symlink(tree.root(), tree.path("a/up")).unwrap();
        symlink(tree.path("b"), tree.path("a/to-b")).unwrap();
        symlink(tree.path("a"), tree.path("b/to-a")).unwrap();
        symlink(tree.path("self"), tree.path("self")).unwrap();
        symlink("nowhere", tree.path("broken")).unwrap();
        let listing = tree.listing();
        assert_eq!(ids(&listing), ["b/y.txt", "a/x.txt"]);
        let names: Vec<_> = skipped(&listing).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["to-b", "up", "to-a", "broken", "self"]);
    }

    #[test]
    fn links_to_files_and_folders_elsewhere_are_followed() {
        let elsewhere = Tree::of(&["deep/c.txt", "d.txt"]);
        let tree = Tree::of(&["a.txt"]);
        symlink(elsewhere.path("deep"), tree.path("linked")).unwrap();
        symlink(elsewhere.path("d.txt"), tree.path("d.txt")).unwrap();
        assert_eq!(ids(&tree.listing()), ["linked/c.txt", "d.txt", "a.txt"]);
    }

    #[test]
    fn names_that_are_no_text_are_listed_opened_and_told_apart() {
        let tree = Tree::of(&[]);
        let names: [&[u8]; 4] = [b"\xff.txt", b"\xfe.txt", b"new\nline.txt", b"\x1b[2J.txt"];
        names.iter().for_each(|name| tree.write(OsStr::from_bytes(name), name));
        let listing = tree.listing();
        let found: HashSet<_> = ids(&listing).into_iter().collect();
        assert_eq!(
            found,
            HashSet::from(["\u{fffd}.txt", "\u{fffd}.txt~2", "new\nline.txt", "\u{1b}[2J.txt"])
        );
        let keys: HashSet<_> = listing.entries.iter().map(crate::library::Entry::key).collect();
        assert_eq!(keys.len(), 4);
        assert!(listing.entries.iter().all(|entry| entry.load().is_ok()));
    }

    #[test]
    fn a_folder_that_may_not_be_read_is_skipped_and_the_rest_is_listed() {
        use std::os::unix::fs::PermissionsExt;
        let tree = Tree::of(&["a.txt", "locked/b.txt"]);
        fs::set_permissions(tree.path("locked"), fs::Permissions::from_mode(0o000)).unwrap();
        let readable = fs::read_dir(tree.path("locked")).is_ok();
        let listing = tree.listing();
        fs::set_permissions(tree.path("locked"), fs::Permissions::from_mode(0o755)).unwrap();
        if readable {
            println!("skipped: this user may read every folder");
            return;
        }
        assert_eq!(ids(&listing), ["a.txt"]);
        assert_eq!(listing.skipped.len(), 1);
    }

    #[test]
    fn a_socket_in_a_folder_is_skipped_and_not_opened() {
        let tree = Tree::of(&["a.txt"]);
        let _socket = std::os::unix::net::UnixListener::bind(tree.path("s.txt")).unwrap();
        assert_eq!(skipped(&tree.listing()), [("s.txt".into(), "a socket")]);
    }
}

/// Puts ids into the order of the listing's paths, which begin with the name of a random folder.
trait SortedByPath {
    fn sorted_by_path(self, listing: &crate::library::Listing) -> Vec<String>;
}

impl SortedByPath for [&str; 4] {
    fn sorted_by_path(self, listing: &crate::library::Listing) -> Vec<String> {
        let mut ids: Vec<_> = self.into_iter().map(str::to_owned).collect();
        let path = |id: &String| {
            let entry = listing.entries.iter().find(|entry| entry.id == *id);
            entry.and_then(|entry| entry.path().map(std::borrow::Cow::into_owned))
        };
        ids.sort_by_key(|id| std::cmp::Reverse(path(id)));
        ids
    }
}

/// Paths of up to three parts from a small alphabet, so that they often clash.
fn paths() -> impl Strategy<Value = Vec<String>> {
    let name = prop::sample::select(vec!["a", "b", "2026-01-02-c", "a b"]);
    let path = prop::collection::vec(name, 1..4).prop_map(|parts| parts.join("/") + ".txt");
    prop::collection::vec(path, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn ids_are_unique_and_the_order_depends_on_nothing_but_the_files(files in paths()) {
        let tree = Tree::of(&files.iter().map(String::as_str).collect::<Vec<_>>());
        let mut roots: Vec<_> = fs::read_dir(tree.root()).unwrap().map(|item| item.unwrap().path()).collect();
        let one = listing(&roots);
        roots.reverse();
        let other = listing(&roots);
        prop_assert_eq!(ids(&one), ids(&other));
        let distinct: HashSet<_> = ids(&one).into_iter().map(str::to_owned).collect();
        prop_assert_eq!(distinct.len(), one.entries.len());
        let real: HashSet<_> = files.into_iter().collect();
        prop_assert_eq!(one.entries.len(), real.len());
        let dates: Vec<_> = one.entries.iter().map(|entry| entry.date).collect();
        prop_assert!(dates.is_sorted_by(|a, b| a >= b));
    }
}
