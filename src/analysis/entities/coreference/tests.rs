//! What pronouns and descriptions mean; names are given, so that only coreference is tried.

use super::{
    super::marked::{with, words},
    Chains,
    model::Weights,
};
use std::ops::Range;

/// Each mention that is no name, with the first name of its entity.
fn resolved(marked: &str) -> Vec<(String, String)> {
    with(marked, |document, named| {
        let chains = Chains::new(document, named, &[]);
        let sure = chains.links.iter().filter(|link| link.confidence >= 0.3);
        let name = |entity: usize| {
            let first = named.entities[entity].names[0];
            words(document, &named.names[first].tokens)
        };
        sure.map(|link| (words(document, &link.tokens), name(link.entity))).collect()
    })
}

fn pairs(found: &[(String, String)]) -> Vec<(&str, &str)> {
    found.iter().map(|(words, name)| (words.as_str(), name.as_str())).collect()
}

#[test]
fn titles_tell_who_he_and_she_are() {
    let found = resolved("Mr [P Tarn] met Ms [P Vole] on Monday. He said she had kept his letter.");
    assert_eq!(pairs(&found), [("He", "Tarn"), ("she", "Vole"), ("his", "Tarn")]);
}

#[test]
fn the_last_word_on_sex_is_the_article_s() {
    // "Zorvan" is on no list; the second sentence tells.
    let found = resolved(
        "[P Zorvan Quell] resigned on Monday. She had been ill. [P Peter Oakes] praised her.\n\n\
         [P Quell] and [P Oakes] met on Friday. She smiled.",
    );
    assert!(pairs(&found).ends_with(&[("She", "Zorvan Quell")]), "{found:?}");
}

#[test]
fn an_office_means_whoever_holds_it() {
    let found = resolved(
        "Attorney General [P Jorun Falk] resigned on Monday.\n\nCritics of the attorney general cheered.",
    );
    assert_eq!(pairs(&found), [("the attorney general", "Jorun Falk")]);
}

#[test]
fn an_unnamed_woman_is_not_the_named_one() {
    let found = resolved("[P Peter Oakes] said a woman had called. She was in tears.");
    assert!(!pairs(&found).contains(&("She", "Peter Oakes")), "{found:?}");
}

#[test]
fn no_mention_lies_in_another_of_the_same_entity() {
    with("[P Ada Lund] left. Her brother said the mayor of her town knew.", |document, named| {
        let chains = Chains::new(document, named, &[]);
        let links = || chains.links.iter();
        let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        for (at, link) in links().enumerate() {
            let others = links().skip(at + 1).filter(|other| other.entity == link.entity);
            assert!(others.into_iter().all(|other| !overlap(&link.tokens, &other.tokens)));
        }
    });
}

#[test]
fn the_shipped_table_is_what_the_trainer_writes() {
    let table = include_str!("weights.tsv");
    assert_eq!(Weights::shipped().table(0.005), table, "a row names no group or template");
    assert!(table.lines().count() > 100);
}
