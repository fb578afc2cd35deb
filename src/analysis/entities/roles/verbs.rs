//! Verbs that tell what somebody is, and those that are none of it.

use super::nouns::is_role;
use crate::analysis::document::Document;

/// Whether a word without a capital is a verb: "would replace Finance Minister". After "to" it may also be an
/// adjective: "to military leader".
pub(super) fn is_after_auxiliary(document: &Document, token: usize) -> bool {
    const ENDINGS: [&str; 12] =
        ["ive", "al", "ary", "ic", "ous", "il", "im", "ed", "or", "er", "nse", "nce"];
    const ADJECTIVES: [&str; 6] = ["new", "top", "key", "chief", "deputy", "fellow"];
    let Some(before) = token.checked_sub(1).filter(|_| !document.tokens[token].first) else {
        return false;
    };
    let word = document.lower(token);
    let may_describe = is_role(document, token)
        || ADJECTIVES.contains(&word)
        || ENDINGS.iter().any(|ending| word.ends_with(ending));
    match document.lower(before) {
        "will" | "would" | "can" | "could" | "should" | "must" | "may" | "might" => {
            !is_role(document, token)
        }
        "to" => !may_describe && !is_before_to(document.lower(before.wrapping_sub(1))),
        _ => false,
    }
}

/// Words after which "to" stands before somebody, not before a verb: "according to campaign manager Doe".
fn is_before_to(word: &str) -> bool {
    matches!(
        word,
        "according" | "thanks" | "due" | "close" | "next" | "addressed" | "married" | "related"
    ) || ["spoke", "speak", "talk", "said", "referr", "answer", "listen", "report", "apolog"]
        .iter()
        .any(|start| word.starts_with(start))
}

/// Verbs that say what their subject is.
pub(super) fn is_copula(word: &str) -> bool {
    matches!(word, "is" | "was" | "'s" | "became" | "becomes" | "remains" | "remained")
}

/// Words with which they say what it is not.
pub(super) fn is_negative(word: &str) -> bool {
    matches!(word, "not" | "n't" | "never" | "hardly")
}

/// Participles of verbs that make somebody something.
pub(super) fn is_naming(word: &str) -> bool {
    matches!(
        word,
        "named" | "appointed" | "elected" | "made" | "crowned" | "re-elected" | "reappointed"
    )
}

/// Verbs that "as" and a role can follow.
pub(super) fn is_serving(word: &str) -> bool {
    matches!(
        word,
        "served"
            | "serves"
            | "serving"
            | "worked"
            | "works"
            | "working"
            | "acted"
            | "acts"
            | "resigned"
            | "resigns"
            | "quit"
            | "quits"
            | "retired"
            | "sworn"
            | "began"
            | "started"
            | "trained"
            | "ousted"
            | "stepped"
            | "steps"
            | "down"
            | "fired"
            | "sacked"
            | "dismissed"
            | "removed"
            | "replaced"
            | "succeeded"
            | "elected"
            | "appointed"
            | "reappointed"
            | "hired"
            | "doubled"
            | "employed"
    )
}
