use super::Tree;
use crate::library::{
    Entry, Listing, Origin,
    select::{SelectError, select},
};
use proptest::prelude::*;

/// A listing of articles with these headlines; the files do not exist.
fn titled(titles: &[&str]) -> Listing {
    let entry = |n: usize| Entry {
        id: format!("{n}.txt"),
        origin: Origin::File(format!("/news/{n}.txt").into()),
        date: None,
    };
    Listing { entries: (0..titles.len()).map(entry).collect(), ..Listing::default() }
}

fn choose(titles: &[&str], selector: &str) -> Result<usize, SelectError> {
    select(&titled(titles), selector, &mut |index| titles[index].to_owned())
}

fn ambiguous(selector: &str, candidates: &[usize]) -> Result<usize, SelectError> {
    let (selector, candidates) = (selector.to_owned(), candidates.to_vec());
    Err(SelectError::Ambiguous { selector, candidates })
}

#[test]
fn numbers_ids_and_paths_open_no_file() {
    let tree = Tree::of(&["deep/a.txt", "b.txt"]);
    let listing = tree.listing();
    let select = |selector: &str| select(&listing, selector, &mut |_| panic!("opened a file"));
    assert_eq!(select("1"), Ok(0));
    assert_eq!(select(" 2 "), Ok(1));
    assert_eq!(select("b.txt"), Ok(1));
    assert_eq!(select("deep/a.txt"), Ok(0));
    assert_eq!(select(tree.path("b.txt").to_str().unwrap()), Ok(1));
    assert_eq!(select(tree.path("deep/../b.txt").to_str().unwrap()), Ok(1));
}

#[test]
fn a_relative_path_means_the_file_it_leads_to() {
    let listing = Listing {
        entries: vec![Entry {
            id: "a.txt".into(),
            origin: Origin::File("some/folder/a.txt".into()),
            date: None,
        }],
        ..Listing::default()
    };
    let absolute = std::env::current_dir().unwrap().join("some/folder/a.txt");
    for path in ["some/folder/a.txt", "./some/folder/a.txt", absolute.to_str().unwrap()] {
        assert_eq!(select(&listing, path, &mut |_| String::new()), Ok(0), "{path}");
    }
}

#[test]
fn the_better_fit_wins() {
    let titles = [
        "Rivers of gold",
        "River rises in Norholt",
        "Norholt counts the cost as the river rises",
        "Norholt: river rises",
        "Upriver, prices keep rising",
    ];
    assert_eq!(choose(&titles, "norholt river rises"), Ok(3), "the whole headline");
    assert_eq!(choose(&titles, "rises in"), Ok(1), "a phrase");
    assert_eq!(choose(&titles, "cost rises"), Ok(2), "whole words in any order");
    assert_eq!(choose(&titles, "riv gol"), Ok(0), "beginnings of words");
    assert_eq!(choose(&titles, "priver"), Ok(4), "parts of words");
    assert_eq!(choose(&titles, "RIVERS"), Ok(0), "in any case");
}

#[test]
fn every_word_must_occur() {
    let titles = ["River rises in Norholt"];
    for selector in ["river falls", "norholt zebra", "", "…", "99"] {
        let selector = selector.to_owned();
        assert_eq!(choose(&titles, &selector), Err(SelectError::NotFound { selector }));
    }
}

#[test]
fn equally_good_fits_are_named_shortest_first() {
    let titles = ["Budget row deepens again", "Budget passed", "Storm warning", "Budget passed"];
    assert_eq!(choose(&titles, "budget"), ambiguous("budget", &[1, 3, 0]));
    assert_eq!(choose(&titles, "budget passed"), ambiguous("budget passed", &[1, 3]));
    assert_eq!(choose(&titles, "4"), Ok(3), "a number always tells them apart");
}

#[test]
fn headlines_with_numbers_accents_and_other_scripts_are_found() {
    let titles = ["2031: a forecast", "Café Zoë closes", "東京で大雨", "किताब मेला शुरू"];
    assert_eq!(choose(&titles, "2031"), Ok(0));
    assert_eq!(choose(&titles, "CAFÉ zoë"), Ok(1));
    assert_eq!(choose(&titles, "大雨"), Ok(2));
    assert_eq!(choose(&titles, "मेला"), Ok(3));
}

#[test]
fn built_in_articles_are_chosen_by_their_place_too() {
    let entry = Entry { id: "x".into(), origin: Origin::BuiltIn("a.txt", b""), date: None };
    let listing = Listing { entries: vec![entry], ..Listing::default() };
    assert_eq!(select(&listing, "builtin:a.txt", &mut |_| String::new()), Ok(0));
}

proptest! {
    #[test]
    fn every_number_and_every_id_finds_its_article(titles in prop::collection::vec("\\PC{0,20}", 1..20)) {
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let listing = titled(&titles);
        for (index, entry) in listing.entries.iter().enumerate() {
            prop_assert_eq!(choose(&titles, &entry.id), Ok(index));
            prop_assert_eq!(choose(&titles, &(index + 1).to_string()), Ok(index));
            prop_assert_eq!(choose(&titles, &entry.key()), Ok(index));
        }
    }

    #[test]
    fn a_whole_headline_finds_it_or_its_equals(titles in prop::collection::vec("[a-c]{1,3}( [a-c]{1,3}){0,3}", 1..12), pick: prop::sample::Index) {
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let wanted = pick.index(titles.len());
        match choose(&titles, titles[wanted]) {
            Ok(found) => prop_assert_eq!(found, wanted),
            Err(SelectError::Ambiguous { candidates, .. }) => {
                prop_assert!(candidates.contains(&wanted));
                prop_assert!(candidates.iter().all(|&other| titles[other] == titles[wanted]));
            }
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}
