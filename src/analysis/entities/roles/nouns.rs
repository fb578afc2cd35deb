//! Which words mean what one person is: trades, offices, standings.

use crate::analysis::{
    document::Document,
    lexicon::{Class, is_plural},
};
use std::{collections::HashSet, sync::LazyLock};

/// Words to look up.
type Listed = LazyLock<HashSet<&'static str>>;

/// Titles of honour and of courtesy: they say nothing about what someone does.
static HONOURS: Listed = LazyLock::new(|| {
    words(
        "mr mr. mrs mrs. ms ms. miss mx dr dr. sir dame lord lady baroness baron viscount earl count countess duke \
         duchess prince princess king queen emperor hon hon. fr fr. father brother sister don doña herr frau \
         monsieur madame señor senor signor sheikh sheik comrade sr sr. jr jr. rt",
    )
});

/// People by kinship, age, acquaintance or chance, and words that mean nobody in particular.
static NO_ROLES: Listed = LazyLock::new(|| {
    words(
        "man woman boy girl child person baby teenager youth toddler adult gentleman lady guy lad father mother son \
         daughter brother sister husband wife parent uncle aunt cousin grandfather grandmother widow widower grandson \
         granddaughter grandchild nephew niece sibling twin spouse fiancé fiancée boyfriend girlfriend stepfather \
         stepmother stepson stepdaughter father-in-law mother-in-law son-in-law daughter-in-law brother-in-law \
         sister-in-law bride groom dad mum mom orphan friend lover neighbour neighbor colleague acquaintance family \
         people police troops jury justice everyone everybody someone somebody anyone nobody no-one others many some \
         one source witness victim survivor suspect defendant resident passer-by bystander onlooker passenger guest \
         visitor stranger star loser opponent rival enemy foe ally critic fan supporter hero heroine local native \
         citizen voter customer patient inmate prisoner hostage casualty believer member-state party",
    )
});

static KNOWN: Listed = LazyLock::new(|| words(include_str!("../../lists/words/roles.txt")));

/// The words of a list, without its lines of comment.
fn words(list: &'static str) -> HashSet<&'static str> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
}

/// Endings of words that mean somebody who does something.
const ENDINGS: [&str; 17] = [
    "ologist",
    "ician",
    "woman",
    "sman",
    "chairman",
    "keeper",
    "maker",
    "writer",
    "master",
    "-holder",
    "-worker",
    "-owner",
    "-winner",
    "-in-chief",
    "-general",
    "-player",
    "-director",
];

/// What may stand before a noun without changing that it means a person.
const PREFIXES: [&str; 7] = ["ex-", "co-", "vice-", "deputy-", "sub-", "under-", "arch-"];

/// Whether a word is a title that is borne for honour or courtesy.
pub(super) fn is_honorific(document: &Document, token: usize) -> bool {
    HONOURS.contains(document.lower(token))
}

/// Whether a word, in lower case, can be the head of a role: one person's trade, office or standing.
pub(super) fn is_role(document: &Document, token: usize) -> bool {
    let word = document.lower(token);
    let class = document.class(token);
    if class.has(Class::NATIONALITY) || is_plural(word) || NO_ROLES.contains(word) {
        return false;
    }
    let closed = Class::DET.with(Class::PREP).with(Class::CONJ).with(Class::SUB).with(Class::PRON);
    class.has(Class::HUMAN) && !class.has(closed) || is_known(word)
}

/// Whether a common noun, in lower case, means a person by trade, office or standing.
pub fn is_person(word: &str, class: Class) -> bool {
    class.has(Class::HUMAN) || !class.has(Class::CLOSED.with(Class::CUE)) && is_known(word)
}

fn is_known(word: &str) -> bool {
    let bare = PREFIXES.iter().find_map(|prefix| word.strip_prefix(prefix)).unwrap_or(word);
    if KNOWN.contains(word) || bare.len() < word.len() && KNOWN.contains(bare) {
        return true;
    }
    let last = bare.rsplit('-').next().unwrap_or(bare);
    bare.len() > 5 && (ENDINGS.iter().any(|end| bare.ends_with(end)) || is_ist(bare))
        || last.len() < bare.len()
            && last.len() > 3
            && KNOWN.contains(last)
            && !bare.ends_with("-old")
}

/// "cellist", but not "checklist" nor "insist".
fn is_ist(word: &str) -> bool {
    let Some(stem) = word.strip_suffix("ist") else { return false };
    !["ex", "cons", "ass", "res", "ins", "pers", "subs", "des", "tw", "enl"].contains(&stem)
        && !["kl", "hl", "tl", "yl"].iter().any(|end| stem.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trades_are_known_by_list_and_by_ending() {
        for word in
            ["mason", "ex-minister", "co-founder", "harpist", "epidemiologist", "spokeswoman"]
        {
            assert!(is_known(word), "{word}");
        }
        for word in ["checklist", "insist", "table", "german", "woman"] {
            assert!(!is_known(word), "{word}");
        }
    }

    #[test]
    fn words_are_found_whole_in_a_line() {
        assert!(HONOURS.contains("dame") && HONOURS.contains("mr."));
        assert!(!HONOURS.contains("ord") && !HONOURS.contains(""));
    }
}
