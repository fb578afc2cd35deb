use super::{Tree, listing};
use crate::library::{Entry, Listing, LoadError, Origin, built_in};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn file(path: impl Into<PathBuf>) -> Entry {
    Entry { id: "id".into(), origin: Origin::File(path.into()), date: None }
}

#[test]
fn a_stand_in_reads_like_a_headline() {
    let stand_in = |path: &str| file(path).stand_in();
    assert_eq!(stand_in("2026-03-14-flood-in-norholt.md"), "Flood in norholt");
    assert_eq!(stand_in("x/20260314_river_rises.txt"), "River rises");
    assert_eq!(stand_in("2026-03-14 Three killed.txt"), "Three killed");
    assert_eq!(stand_in("posts/river-rises/index.md"), "River rises");
    assert_eq!(stand_in("2026-03-14.txt"), "2026 03 14");
    assert_eq!(stand_in("2024-election-results.txt"), "2024 election results");
    assert_eq!(stand_in("---.txt"), "---");
    assert_eq!(stand_in("ßtraße.txt"), "SStraße");
}

#[test]
fn the_key_is_the_same_from_wherever_the_article_is_opened() {
    let here = std::env::current_dir().unwrap();
    let key = here.join("news/a.txt").to_str().unwrap().to_owned();
    assert_eq!(file("news/a.txt").key(), key);
    assert_eq!(file("./other/../news/./a.txt").key(), key);
    assert_eq!(file(here.join("news/a.txt")).key(), key);
}

#[test]
fn standard_input_is_known_again_by_what_it_held() {
    let key = |text: &str| Entry::given(text.as_bytes().to_vec()).key();
    assert_eq!(key("The same words"), key("The same words"));
    assert_ne!(key("The same words"), key("The same Words"));
    assert_ne!(key("Trailing zero"), key("Trailing zero\0"));
    assert_eq!(Entry::given(b"x".to_vec()).place(), None);
}

#[test]
fn the_publisher_is_the_folder_that_has_a_name() {
    let tree = Tree::of(&["Harbour Herald/2026/03/14/a.txt"]);
    let head = file(tree.path("Harbour Herald/2026/03/14/a.txt")).head().unwrap();
    assert_eq!(head.publisher, "Harbour Herald");
}

#[test]
fn the_headlines_pane_and_the_page_say_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/library/digitalgov");
    if !folder.is_dir() {
        println!("skipped: ../shared/library/digitalgov is not there");
    }
    let large = if folder.is_dir() { listing(&[folder]) } else { Listing::default() };
    for entry in built_in().entries.iter().chain(&large.entries) {
        let (head, article) = (entry.head().unwrap(), entry.load().unwrap());
        // An article of no words has nothing to say but its name, which the pane makes readable.
        if article.words() > 0 {
            assert_eq!(head.title, article.headline(), "{}", entry.id);
        }
        assert_eq!(head.published, article.published, "{}", entry.id);
    }
}

#[test]
fn an_empty_file_has_a_head_all_the_same() {
    let tree = Tree::of(&[]);
    tree.write("2026-03-14-nothing-yet.txt", "");
    let head = file(tree.path("2026-03-14-nothing-yet.txt")).head().unwrap();
    assert_eq!((head.title.as_str(), head.words, head.stamp.size), ("Nothing yet", 0, 0));
}

#[test]
fn a_large_text_is_headed_from_its_beginning_and_its_words_are_estimated() {
    let tree = Tree::of(&[]);
    let text = "The mill reopens\n\n".to_owned()
        + &"eight ö wörds — of elevên bytes hère. ".repeat(40_000);
    tree.write("mill.txt", &text);
    let head = file(tree.path("mill.txt")).head().unwrap();
    let words = text.split_whitespace().count();
    assert_eq!(head.title, "The mill reopens");
    assert!(head.words.abs_diff(words) * 100 < words, "{} of {words}", head.words);
}

#[test]
fn a_character_cut_in_two_does_not_change_the_encoding() {
    for shift in 0..4 {
        let text = "x".repeat(shift) + "\u{1f30a} title\n\n" + &"\u{1f30a}".repeat(70_000);
        let head = Entry::given(text.into_bytes()).head().unwrap();
        assert_eq!(head.title, "x".repeat(shift) + "\u{1f30a} title");
    }
}

#[test]
fn what_cannot_be_loaded_says_why() {
    let tree = Tree::of(&[]);
    let gone = file(tree.path("gone.txt")).load().unwrap_err();
    assert!(matches!(gone, LoadError::Read { .. }) && gone.to_string().contains("gone.txt"));
    tree.write("image.txt", [0; 100]);
    let image = file(tree.path("image.txt")).load().unwrap_err();
    assert!(matches!(image, LoadError::NotText { .. }), "{image}");
    let huge = std::fs::File::create(tree.path("huge.txt")).unwrap();
    huge.set_len(65 * 1024 * 1024).unwrap();
    let huge = file(tree.path("huge.txt")).load().unwrap_err();
    assert!(huge.to_string().contains("larger than"), "{huge}");
}

#[test]
fn the_stamp_changes_when_the_file_does() {
    let tree = Tree::of(&["a.txt"]);
    let entry = file(tree.path("a.txt"));
    let before = entry.head().unwrap().stamp;
    assert_eq!(before, entry.head().unwrap().stamp);
    tree.write("a.txt", "something longer");
    assert_ne!(before, entry.head().unwrap().stamp);
}

proptest! {
    #[test]
    fn every_name_gives_a_stand_in(name in "\\PC{1,20}") {
        let entry = Entry { id: "x".into(), origin: Origin::File(Path::new(&name).into()), date: None };
        prop_assert!(!entry.stand_in().is_empty());
    }
}
