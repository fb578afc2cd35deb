//! What pronouns and descriptions mean; names are given, so that only coreference is tried.

use super::{
    super::marked::{with, words},
    Chains, Ranker,
    discourse::Source,
    evidence,
    model::Weights,
};
use crate::analysis::entities::linking::Sex;
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
fn whom_a_description_before_a_comma_names_is_the_subject() {
    let before =
        "Mr [P Tarn] said the province was treated badly. He demanded that the ministry act.\n\n";
    for said in [
        "The chairman of the [O Vell Traders], [P Peter Oakes], said that shops had lost money.",
        "Mr [P Tarn]'s lawyer, [P Peter Oakes], said that shops had lost money.",
    ] {
        let found = resolved(&format!("{before}{said}\n\nNothing was sold, he added."));
        assert_eq!(pairs(&found).last(), Some(&("he", "Peter Oakes")), "{said}");
    }
}

#[test]
fn an_unnamed_spokesman_speaks_on() {
    let found = resolved(
        "Mr [P Tarn] said it was late. He left.\n\nA spokesman for the [O Vell Union] said [O Acme] \
         had promised nothing. It was sad, he said.",
    );
    let he: Vec<_> = pairs(&found).into_iter().filter(|(words, _)| *words == "he").collect();
    assert!(he.is_empty(), "{found:?}");
}

#[test]
fn who_is_asked_is_not_whom_the_question_names() {
    for asked in
        ["When asked by reporters if [P Tarn] would be charged", "Pressed on the trial of [P Tarn]"]
    {
        let found = resolved(&format!(
            "Mr [P Vole] spoke of Mr [P Tarn] on Monday.\n\n{asked}, he said it was a matter for others."
        ));
        assert_eq!(pairs(&found), [("he", "Vole")], "{asked}");
    }
}

#[test]
fn a_heading_is_no_part_of_the_talk_unless_it_is_a_name() {
    let told = "Mr [P Tarn] rose at noon. Mr [P Tarn] thanked Mr [P Vole] and the staff.";
    let meant = |heading: &str| {
        let found = resolved(&format!(
            "News of the day\n\n{told}\n\n{heading}\n\nHe left for home at once, and all was well.\n"
        ));
        found.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    assert_eq!(meant("The garden of Mr [P Vole]"), ["Tarn"]);
    for aside in
        ["[P Vole], 2nd Earl of Nowhere", "One of [P Vole]'s letters", "Letters to [P Vole]"]
    {
        assert_eq!(meant(aside), ["Tarn"], "{aside}");
    }
    for topic in [
        "[P Vole]",
        "The case for Mr [P Vole]",
        "[P Vole] on the staff",
        "Why [P Vole] left",
        "[P Vole], 47",
    ] {
        assert_eq!(meant(topic), ["Vole"], "{topic}");
    }
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
fn the_words_of_a_name_or_of_a_kinship_take_it_up() {
    let found = resolved(
        "[P Ada Lund] sued the [O Tarn Dockers Union].\n\nHer nephew, [P Jon Orr], praised the union.\n\n\
         The nephew smiled.",
    );
    assert!(pairs(&found).contains(&("the union", "Tarn Dockers Union")), "{found:?}");
    assert!(pairs(&found).contains(&("The nephew", "Jon Orr")), "{found:?}");
    assert!(!pairs(&found).iter().any(|(words, _)| *words == "Her nephew"), "{found:?}");
}

#[test]
fn what_is_said_to_be_a_ferry_is_the_ferry() {
    for said in [
        "The [M Haneul Star], a new ferry, sailed.",
        "The [M Haneul Star] is a ferry.",
        "They built a ferry called the [M Haneul Star].",
        "They sailed with the ferry [M Haneul Star].",
        "Their ferry, the [M Haneul Star], sailed.",
    ] {
        let later = |text: &str| pairs(&resolved(&format!("{said} {text}"))).len();
        assert_eq!(later("Fog hid the ferry."), 1, "{said}");
        assert_eq!(later("A ferry from Zell came. Fog hid the ferry."), 0, "{said}");
        assert_eq!(later("Fog hid the port."), 0, "{said}");
    }
    let other = resolved(
        "The public [M Silent Strike] began. The law [O Acme] broke is old. The public and the law won.",
    );
    assert!(other.is_empty(), "{other:?}");
}

#[test]
fn a_body_says_it_of_itself() {
    let found = resolved("[O Corvax] said it would close. Its director left.");
    assert_eq!(pairs(&found), [("it", "Corvax"), ("Its", "Corvax")]);
}

#[test]
fn own_words_are_whose_they_are() {
    let text = "Mr [P Tarn] met Mr [P Vole]. \"I think he lied,\" [P Vole] said.";
    with(text, |document, named| {
        let open = (0..document.tokens.len()).find(|&at| document.of(at) == "I").unwrap_or(0);
        let close = (open..document.tokens.len()).find(|&at| document.of(at) == "lied");
        let quoted = open..close.unwrap_or(open) + 1;
        let chains = Chains::new(document, named, &[quoted]);
        let of = |word: &str| {
            let link = chains.links.iter().find(|link| document.of(link.head) == word);
            link.map(|link| {
                words(document, &named.names[named.entities[link.entity].names[0]].tokens)
            })
        };
        assert_eq!(of("I").as_deref(), Some("Vole"));
        assert_eq!(of("he").as_deref(), Some("Tarn"));
    });
}

#[test]
fn nobody_is_his_own_son() {
    let found = resolved(
        "[P Peter Oakes] was found on Sunday. His son, [P Kit Oakes], wept. [P Peter Oakes] thanked his son.",
    );
    let his: Vec<_> = pairs(&found).into_iter().filter(|(words, _)| *words == "his").collect();
    assert_eq!(his, [("his", "Peter Oakes")], "{found:?}");
    assert!(pairs(&found).contains(&("His", "Peter Oakes")), "{found:?}");
}

#[test]
fn a_headline_may_speak_of_who_is_named_later() {
    let found = resolved("He burned the letters\n\n[P Peter Oakes] wept. [P Peter Oakes] smiled.");
    assert_eq!(pairs(&found), [("He", "Peter Oakes")]);
}

#[test]
fn who_takes_a_turn_is_not_talked_of() {
    let found = resolved(
        "[P Peter Oakes]: [P John Vole] came late.\n\n[P Adam Lund]: Did he?\n\n[P Peter Oakes]: He did.",
    );
    assert_eq!(pairs(&found), [("he", "John Vole"), ("He", "John Vole")]);
}

#[test]
fn evidence_of_the_sex_adds_up() {
    let of = evidence::weighed;
    assert_eq!(of(0.0), (Sex::Unknown, Source::Nothing));
    assert_eq!(of(-0.5), (Sex::Male, Source::Weak));
    assert_eq!(of(1.2), (Sex::Female, Source::Fair));
    // Two pronouns outweigh what a first name makes likely, and only three leave a list's word in doubt.
    assert_eq!(of(-1.2 + 2.0), (Sex::Female, Source::Weak));
    assert_eq!(of(-3.0 + 1.0), (Sex::Male, Source::Strong));
    assert_eq!(of(-3.0 + 3.0), (Sex::Unknown, Source::Nothing));
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

#[test]
fn nothing_is_missed_behind_the_last_he_or_she() {
    for marked in [
        "Mr [P Tarn] met Ms [P Vole] on Monday. He said she had kept his letter. The woman left.\n\n\
         [O Acme] sacked the manager. Ms [P Vole] praised it, and the company thanked the woman.",
        "[O Acme] sacked Mr [P Tarn]. The company said it would sell the yard. The man left.",
    ] {
        with(marked, |document, named| {
            let chains = Chains::new(document, named, &[]);
            let judge = &mut Ranker::trusting(Weights::shipped());
            let whole = Chains::judged(document, named, &[], judge);
            assert!(!chains.links.is_empty(), "{marked}");
            assert_eq!(format!("{chains:?}"), format!("{whole:?}"), "{marked}");
        });
    }
}
