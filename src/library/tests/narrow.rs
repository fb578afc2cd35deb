use crate::library::narrow::narrow;
use proptest::prelude::*;

const TITLES: [&str; 5] = [
    "Council approves harbour bridge",
    "Rovers snatch late winner",
    "Harbour master resigns",
    "Bridge players meet in Élan café",
    "Ferry fire: report blames wiring",
];

#[test]
fn an_empty_query_keeps_all_in_their_order() {
    assert_eq!(narrow("", &TITLES), [0, 1, 2, 3, 4]);
    assert_eq!(narrow("  ", &TITLES), [0, 1, 2, 3, 4]);
}

#[test]
fn words_match_in_any_order_and_the_best_fit_comes_first() {
    assert_eq!(narrow("bridge harb", &TITLES), [0]);
    assert_eq!(narrow("harbour", &TITLES), [2, 0]);
    assert_eq!(narrow("lay", &TITLES), [3], "parts of words, too");
}

#[test]
fn every_word_is_in_the_headline_as_it_was_typed() {
    assert_eq!(narrow("hbr", &TITLES), [] as [usize; 0], "not letter by letter");
    assert_eq!(narrow("market strike", &["Marked: a trike", "Strike shuts Market"]), [1]);
}

#[test]
fn case_accents_and_printed_marks_do_not_count() {
    assert_eq!(narrow("CAFÉ", &["café", "CAFÉ", "Cafe\u{301}"]), [0, 1, 2]);
    assert_eq!(narrow("cafe elan", &TITLES), [3]);
    assert_eq!(narrow("don't", &["“Don’t go”"]), [0]);
}

#[test]
fn equally_good_headlines_stay_in_their_order() {
    assert_eq!(narrow("budget", &["The budget", "A storm", "The budget", "The budget"]), [0, 2, 3]);
}

proptest! {
    #[test]
    fn any_query_is_survived_and_no_headline_comes_twice(
        typed in "\\PC{0,300}",
        titles in prop::collection::vec("\\PC{0,80}", 0..20),
    ) {
        let mut found = narrow(&typed, &titles);
        let count = found.len();
        found.sort_unstable();
        found.dedup();
        prop_assert_eq!(found.len(), count);
        prop_assert!(found.iter().all(|&index| index < titles.len()));
    }

    #[test]
    fn a_headline_is_found_by_its_own_words(
        title in "[A-Za-z]{2,12}( [a-z]{1,9}){0,5}",
        keep in prop::collection::vec(any::<bool>(), 6),
    ) {
        let words = title.split(' ').zip(keep).filter(|(_, keep)| *keep);
        let typed: Vec<&str> = words.map(|(word, _)| word).collect();
        prop_assert_eq!(narrow(&typed.join(" "), &[title.as_str()]), [0]);
    }
}
