use super::Tree;
use crate::library::watch::Watch;
use std::{
    fs,
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

/// Long enough for the slowest machine; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

fn watch(paths: &[std::path::PathBuf]) -> (Watch, Receiver<()>) {
    let (sender, told) = channel();
    let watch = Watch::new(paths, move || {
        let _ = sender.send(());
    });
    (watch.unwrap(), told)
}

#[test]
fn articles_that_come_change_and_go_are_noticed() {
    let tree = Tree::of(&["news/a.txt"]);
    let (watch, told) = watch(&[tree.root()]);
    assert_eq!(watch.unwatched(), 0);
    tree.write("news/b.txt", "new");
    told.recv_timeout(PATIENCE).expect("a new file");
    tree.write("news/a.txt", "changed");
    told.recv_timeout(PATIENCE).expect("a changed file");
    fs::rename(tree.path("news/a.txt"), tree.path("news/c.txt")).unwrap();
    told.recv_timeout(PATIENCE).expect("a renamed file");
    fs::remove_file(tree.path("news/b.txt")).unwrap();
    told.recv_timeout(PATIENCE).expect("a removed file");
}

#[test]
fn a_new_folder_is_watched_too() {
    let tree = Tree::of(&["a.txt"]);
    let (_watch, told) = watch(&[tree.root()]);
    fs::create_dir_all(tree.path("new/deep")).unwrap();
    told.recv_timeout(PATIENCE).expect("a new folder");
    tree.write("new/deep/b.txt", "new");
    told.recv_timeout(PATIENCE).expect("a file in a new folder");
    fs::remove_dir_all(tree.path("new")).unwrap();
    told.recv_timeout(PATIENCE).expect("a removed folder");
    fs::create_dir_all(tree.path("new")).unwrap();
    told.recv_timeout(PATIENCE).expect("the folder again");
    tree.write("new/c.txt", "new");
    told.recv_timeout(PATIENCE).expect("a file in the folder that came again");
}

#[test]
fn a_file_given_by_itself_is_noticed_also_when_it_is_replaced() {
    let tree = Tree::of(&["README", "draft"]);
    let (_watch, told) = watch(&[tree.path("README")]);
    for text in ["once", "twice"] {
        tree.write("draft", text);
        fs::rename(tree.path("draft"), tree.path("README")).unwrap();
        told.recv_timeout(PATIENCE).expect("a replaced file");
    }
}

#[test]
fn a_burst_of_changes_is_told_as_one() {
    let tree = Tree::of(&[]);
    let (watch, told) = watch(&[tree.root()]);
    for n in 0..200 {
        tree.write(format!("{n}.txt"), "new");
    }
    told.recv_timeout(PATIENCE).expect("a burst");
    drop(watch);
    // The channel closes when the thread ends. A machine that stalls may break the burst in parts.
    assert!(told.iter().count() < 10);
}
