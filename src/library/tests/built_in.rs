use super::ids;
use crate::library::built_in;
use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn all_of_the_articles_folder_is_compiled_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles");
    let files: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .collect();
    let listing = built_in();
    assert_eq!(ids(&listing).into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), files);
    assert!(files.len() >= 12);
}

#[test]
fn every_built_in_article_can_be_opened_and_has_a_head() {
    for entry in built_in().entries {
        let head = entry.head().unwrap();
        assert!(head.published.is_some() && head.words > 0, "{}", entry.id);
        assert!(!entry.load().unwrap().blocks.is_empty(), "{}", entry.id);
    }
}
