//! What nouns beside a name and the name itself tell of the pronoun that suits its bearer.

use super::{Name, linking::Sex};
use crate::analysis::{document::Document, lexicon::Class, tokens::Shape};
use crate::text::folded;

/// How many tokens after a name an apposition's head is looked for.
const REACH: usize = 6;

/// The sex that a noun tells ("woman", "chairman").
pub(super) fn of_noun(text: &str) -> Sex {
    match text {
        "man" | "boy" | "father" | "son" | "brother" | "husband" | "king" | "prince" | "uncle"
        | "grandfather" | "grandson" | "nephew" | "gentleman" | "guy" | "dad" | "widower"
        | "bishop" | "archbishop" | "pope" | "priest" | "monk" | "businessman" | "actor"
        | "boyfriend" | "stepfather" | "stepson" | "father-in-law" | "brother-in-law"
        | "son-in-law" | "congressman" | "duke" | "emperor" | "waiter" | "fiancé" | "groom"
        | "lad" | "sir" | "lord" => Sex::Male,
        "woman" | "girl" | "mother" | "daughter" | "sister" | "wife" | "queen" | "princess"
        | "aunt" | "grandmother" | "granddaughter" | "niece" | "lady" | "mum" | "mom" | "widow"
        | "actress" | "nun" | "girlfriend" | "stepmother" | "stepdaughter" | "mother-in-law"
        | "sister-in-law" | "daughter-in-law" | "duchess" | "empress" | "waitress" | "fiancée"
        | "bride" | "heroine" | "hostess" | "businesswoman" | "congresswoman" => Sex::Female,
        _ if text.ends_with("woman") && text.len() > 7 => Sex::Female,
        _ if text.ends_with("sman") || text.ends_with("chairman") => Sex::Male,
        _ => Sex::Unknown,
    }
}

/// What nouns directly beside a person's name tell.
pub(super) fn beside(document: &Document, name: &Name) -> Sex {
    noun(document, name).map_or(Sex::Unknown, |at| of_noun(document.lower(at)))
}

/// The noun beside a person's name that tells the sex: "his son Kit", "Her sister, Ann Doe,", "Kit Doe,
/// her nephew,".
pub(super) fn noun(document: &Document, name: &Name) -> Option<usize> {
    let start = if name.title.is_empty() { name.tokens.start } else { name.title.start };
    let comma = start > 1 && document.lower(start - 1) == ",";
    let before = start.checked_sub(1 + usize::from(comma));
    let possessed = |at: usize| {
        (at.saturating_sub(3)..at).any(|before| {
            document.class(before).has(Class::DET) || document.shape(before) == Shape::Possessive
        })
    };
    let tells = |at: &usize| of_noun(document.lower(*at)) != Sex::Unknown;
    let before = before.filter(tells).filter(|&at| !comma || possessed(at));
    before.or_else(|| {
        let comma = document.lower(name.tokens.end) == ",";
        comma.then(|| after(document, name.tokens.end + 1))?
    })
}

/// The noun of an apposition that begins with a token.
fn after(document: &Document, start: usize) -> Option<usize> {
    let opens = document.class(start).has(Class::DET);
    let own = document.capitalised(start) && document.shape(start + 1) == Shape::Possessive;
    if !opens && !own {
        return None;
    }
    for at in start + 1..start + REACH {
        if document.shape(at) == Shape::Mark || document.class(at).has(Class::PREP.with(Class::SUB))
        {
            return None;
        }
        let next = at + 1;
        let ends = document.shape(next) == Shape::Mark
            || document.class(next).has(Class::PREP.with(Class::SUB))
            || !document.goes_on(next);
        if ends && of_noun(document.lower(at)) != Sex::Unknown {
            return Some(at);
        }
    }
    None
}

/// What the first name tells that is on no list as it is written: written without accents or the part
/// after a hyphen it may be on one, and words used like it may be women's names or men's.
pub(super) fn likely(document: &Document, name: &Name) -> Sex {
    let first = document.lower(name.tokens.start);
    let listed = |word: &str| {
        let class = document.words.lookup(word);
        Sex::of(class, Class::MALE, Class::FEMALE)
    };
    if name.tokens.len() == 1 {
        // A name alone is mostly a family's.
        let family = document.class(name.tokens.start).has(Class::SURNAME);
        return if family { Sex::Unknown } else { listed(first) };
    }
    let folded = folded(first);
    let part = folded.first().map_or("", String::as_str);
    let known = document.class(name.tokens.start).has(Class::FIRST);
    let by_list = listed(part);
    if !known && by_list != Sex::Unknown {
        return by_list;
    }
    let words = &document.words;
    match words.woman(first).or_else(|| words.woman(part)) {
        Some(woman) if woman > 0.5 => Sex::Female,
        Some(_) => Sex::Male,
        None => Sex::Unknown,
    }
}

/// What the endings of a name that is on no list hint at: Slavic and Icelandic family names of women
/// and of men, first names in -a.
pub(super) fn hinted(document: &Document, name: &Name) -> Sex {
    let word = |token: Option<usize>| token.map_or("", |token| document.lower(token));
    let last = word(name.tokens.end.checked_sub(1));
    let first = word(Some(name.tokens.start));
    let ends = |text: &str, endings: &[&str]| {
        endings.iter().any(|end| text.len() > end.len() + 2 && text.ends_with(end))
    };
    if ends(last, &["ova", "eva", "yeva", "skaya", "ovna", "evna", "dóttir", "dottir", "owska"]) {
        return Sex::Female;
    }
    if ends(last, &["ov", "yev", "skiy", "sson"]) && !ends(first, &["a"]) {
        return Sex::Male;
    }
    if name.tokens.len() > 1 && ends(first, &["a"]) { Sex::Female } else { Sex::Unknown }
}
