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
    assert_eq!(narrow("hbr", &TITLES), [0, 2]);
    assert_eq!(narrow("CAFÉ", &["café", "CAFÉ"]), [1]);
    assert_eq!(narrow("café", &TITLES), [3]);
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
    fn a_headline_is_found_by_its_own_letters(title in "[A-Za-z]{2,12}( [a-z]{1,9}){0,5}", keep in prop::collection::vec(any::<bool>(), 80)) {
        let typed: String = title.chars().zip(keep).filter(|(_, keep)| *keep).map(|(c, _)| c).collect();
        prop_assert_eq!(narrow(&typed, &[title.as_str()]), [0]);
    }
}
