use super::Tree;
use crate::library::{
    Stamp,
    state::{Changes, Mark, MarkChange, State},
};
use proptest::prelude::*;
use std::{
    fs::{self, File},
    io,
    path::Path,
    thread,
    time::{Duration, SystemTime},
};
use tempfile::TempDir;

fn read() -> Mark {
    Mark { read: true, ..Mark::default() }
}

/// All of a mark as a change.
fn all_of(mark: Mark) -> MarkChange {
    let Mark { read, starred, position, quotes } = mark;
    MarkChange {
        read: Some(read),
        starred: Some(starred),
        position: Some(position),
        quotes: Some(quotes),
    }
}

fn changes(state: State) -> Changes {
    let marks = state.marks.into_iter().map(|(key, mark)| (key, all_of(mark)));
    Changes { last: state.last, marks: marks.collect() }
}

fn change(key: &str, mark: Mark) -> Changes {
    Changes { last: None, marks: [(key.to_owned(), all_of(mark))].into() }
}

fn save(path: &Path, key: &str, mark: Mark) {
    State::save(path, &change(key, mark)).unwrap();
}

#[test]
fn a_missing_file_is_an_empty_state() {
    let tree = Tree::of(&[]);
    assert_eq!(State::load(&tree.path("none/state.json")).unwrap(), State::default());
}

#[test]
fn two_readers_at_once_lose_nothing() {
    let tree = Tree::of(&[]);
    let path = tree.path("new/folder/state.json");
    thread::scope(|scope| {
        for reader in 0..4 {
            let path = &path;
            scope.spawn(move || (0..10).for_each(|n| save(path, &format!("{reader}/{n}"), read())));
        }
    });
    let state = State::load(&path).unwrap();
    assert_eq!(state.marks.len(), 40);
    let left: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().collect();
    assert_eq!(left.len(), 2, "the state and its lock: {left:?}");
}

#[test]
fn two_readers_of_one_article_keep_each_others_marks() {
    let tree = Tree::of(&[]);
    let path = tree.path("state.json");
    let save = |before: &Mark, after: &Mark| {
        let marks = [("a".to_owned(), MarkChange::between(before, after))].into();
        State::save(&path, &Changes { last: None, marks }).unwrap();
    };
    let starred = Mark { starred: true, ..Mark::default() };
    let further = Mark { position: Some(70), ..read() };
    save(&Mark::default(), &starred);
    save(&Mark::default(), &further);
    let mark = |path| State::load(path).unwrap().marks.remove("a");
    assert_eq!(mark(&path), Some(Mark { starred: true, ..further.clone() }));
    save(&starred, &Mark::default());
    save(&further, &Mark { position: None, ..further.clone() });
    assert_eq!(mark(&path), Some(read()));
}

#[test]
fn a_mark_that_says_nothing_is_removed_and_the_last_article_kept() {
    let tree = Tree::of(&[]);
    let path = tree.path("state.json");
    let both = State {
        last: Some("b".into()),
        marks: [("a".into(), read()), ("b".into(), read())].into(),
    };
    State::save(&path, &changes(both)).unwrap();
    save(&path, "a", Mark::default());
    let state = State::load(&path).unwrap();
    assert_eq!(state, State { last: Some("b".into()), marks: [("b".into(), read())].into() });
}

#[test]
fn a_damaged_file_is_told_of_and_never_overwritten() {
    let tree = Tree::of(&[]);
    let path = tree.path("state.json");
    for (damage, kept) in [("{\"marks\":", "state.json.damaged"), ("\0\0", "state.json.damaged.2")]
    {
        fs::write(&path, damage).unwrap();
        let error = State::load(&path).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        assert!(error.to_string().contains("damaged"), "{error}");
        save(&path, "a", read());
        assert_eq!(fs::read_to_string(tree.path(kept)).unwrap(), damage);
        assert_eq!(State::load(&path).unwrap().marks.len(), 1);
    }
}

#[test]
fn a_file_that_cannot_be_replaced_is_an_error_and_stays() {
    let tree = Tree::of(&["file"]);
    assert!(State::save(&tree.path("file/state.json"), &change("a", read())).is_err());
    fs::create_dir(tree.path("state.json")).unwrap();
    assert!(State::save(&tree.path("state.json"), &change("a", read())).is_err());
    assert!(tree.path("state.json").is_dir());
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_it_and_a_link_to_it_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let tree = Tree::of(&[]);
    let real = tree.path("kept/state.json");
    save(&real, "a", read());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&real), mode(&tree.path("kept"))), (0o600, 0o700));
    let link = tree.path("state.json");
    symlink(&real, &link).unwrap();
    save(&link, "b", read());
    assert!(link.is_symlink());
    assert_eq!(State::load(&real).unwrap().marks.len(), 2);
}

#[test]
fn very_many_counts_of_quotes_are_dropped_before_anything_a_reader_did() {
    let tree = Tree::of(&[]);
    let path = tree.path("state.json");
    let counted = Mark { quotes: Some((Stamp { size: 1, modified: 2 }, 3)), ..Mark::default() };
    let starred = Mark { starred: true, ..counted.clone() };
    let mut state = State::default();
    state.marks.extend((0..20_000).map(|n| (n.to_string(), counted.clone())));
    State::save(&path, &changes(state.clone())).unwrap();
    assert_eq!(State::load(&path).unwrap().marks.len(), 20_000);
    save(&path, "starred", starred.clone());
    assert_eq!(State::load(&path).unwrap().marks, [("starred".to_owned(), starred)].into());
}

fn marks() -> impl Strategy<Value = Mark> {
    let quotes = prop::option::of((any::<u64>(), any::<u64>(), any::<usize>()));
    (any::<bool>(), any::<bool>(), prop::option::of(any::<usize>()), quotes).prop_map(
        |(read, starred, position, quotes)| {
            let stamped = |(size, modified, count)| (Stamp { size, modified }, count);
            Mark { read, starred, position, quotes: quotes.map(stamped) }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_was_saved_is_what_is_loaded(saved in prop::collection::btree_map("\\PC{0,12}", marks(), 0..6)) {
        let tree = Tree::of(&[]);
        let path = tree.path("state.json");
        let mut state = State { last: None, marks: saved };
        State::save(&path, &changes(state.clone())).unwrap();
        state.marks.retain(|_, mark| *mark != Mark::default());
        prop_assert_eq!(State::load(&path).unwrap(), state);
    }
}

#[test]
fn what_a_writer_left_half_way_is_removed_once_it_is_old() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("state.json");
    let [old, fresh, other] = ["state.json.41.new", "state.json.42.new", "notes.43.new"]
        .map(|name| folder.path().join(name));
    let hour_ago = SystemTime::now() - Duration::from_secs(3600);
    for left in [&old, &fresh, &other] {
        fs::write(left, "{").unwrap();
    }
    for left in [&old, &other] {
        File::options().write(true).open(left).unwrap().set_modified(hour_ago).unwrap();
    }
    State::save(&path, &Changes::default()).unwrap();
    assert!(path.exists() && !old.exists());
    assert!(fresh.exists(), "somebody may be writing it now");
    assert!(other.exists(), "it is not ours");
}
