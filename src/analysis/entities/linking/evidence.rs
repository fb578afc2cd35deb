//! What the words around a name tell of its kind, whatever found it thinks.

use super::{super::Name, SURE, Votes};
use crate::{
    analysis::{EntityKind, document::Document, lexicon::Class, tokens::Shape},
    article::BlockKind,
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// Whether an honorific or office stands before the name; only people have them.
pub(super) fn is_titled(document: &Document, name: &Name) -> bool {
    name.title.clone().take(8).any(|token| document.class(token).has(Class::TITLE))
}

/// What a mention says of its kind by itself. What is no person is not a little of one: what makes a person of a
/// name is told by all of its mentions.
pub(super) fn own(name: &Name) -> Votes {
    match name.kind() {
        EntityKind::Person => Votes::only(EntityKind::Person, name.confidence()),
        _ => name.votes.without(EntityKind::Person),
    }
}

/// What a mention says of the kind of what bears the name, and what stands beside it; see [`firms`].
pub(super) fn votes(document: &Document, name: &Name, firms: &HashSet<u32>) -> Votes {
    let mut votes = Votes::default();
    if is_titled(document, name) {
        votes.add(EntityKind::Person, 1.0);
    }
    if let Some(kind) = told(document, name) {
        votes.add(kind, TOLD);
        return votes;
    }
    if name.kind() != EntityKind::Person || !name.title.is_empty() {
        votes += own(name);
        return votes;
    }
    let described = is_described(document, name);
    let related = is_which(document, name);
    if described {
        votes.add(EntityKind::Organization, SURE);
    }
    if related {
        votes.add(impersonal_kind(document, name), 1.0);
    }
    let impersonal = described
        || related
        || is_definite(document, name)
        || governed(document, name).is_some()
        || is_team(document, name, firms);
    let kind = if impersonal { impersonal_kind(document, name) } else { EntityKind::Person };
    votes.add(kind, name.confidence());
    votes
}

/// How much what the text says that something is counts, against what its mentions look like.
const TOLD: f32 = 2.0;

/// What sails or flies and has a name.
const VESSELS: [&str; 23] = [
    "ship",
    "ferry",
    "trawler",
    "tanker",
    "tug",
    "tugboat",
    "freighter",
    "yacht",
    "vessel",
    "boat",
    "lifeboat",
    "barge",
    "schooner",
    "liner",
    "frigate",
    "destroyer",
    "submarine",
    "warship",
    "battleship",
    "corvette",
    "icebreaker",
    "bulker",
    "spacecraft",
];

/// The kind that the text itself says: "the trawler Helen Doe", "Doe, a catering firm". Of a name that is sure to be of
/// another kind it says nothing.
fn told(document: &Document, name: &Name) -> Option<EntityKind> {
    let (first, end) = (name.tokens.start, name.tokens.end);
    let doubtful = name.confidence() < SURE_OF_OTHER;
    let body = |token: usize| {
        let class = document.class(token);
        class.has(Class::BODY) && !class.has(Class::HUMAN.with(Class::WORK).with(Class::EVENT))
    };
    match () {
        () if !name.title.is_empty() => None,
        () if is_vessel(document, first) => Some(EntityKind::Misc),
        () if doubtful && may_be_body(document, name) && is_said_to_be(document, end, body) => {
            Some(EntityKind::Organization)
        }
        () => None,
    }
}

/// Whether what is taken for a person or an unknown place may be a body. Behind what is a place something else may
/// begin: "on the River Doe, a group of men sat".
fn may_be_body(document: &Document, name: &Name) -> bool {
    let place = |token: usize| document.class(token).has(Class::PLACE_HEAD);
    match name.kind() {
        EntityKind::Person => true,
        EntityKind::Location => {
            !document.is_place(name.tokens.clone()) && !name.tokens.clone().any(place)
        }
        EntityKind::Organization | EntityKind::Misc => false,
    }
}

/// Whether a ship's noun stands before a token, with its article.
fn is_vessel(document: &Document, token: usize) -> bool {
    let carrier =
        || is_after(document, token, &["carrier"]) && is_after(document, token - 1, &["aircraft"]);
    (is_after(document, token, &VESSELS) || carrier()) && is_determined(document, token - 1)
}

/// A name at least so sure of its kind is not taken for another by what is said after it.
const SURE_OF_OTHER: f32 = 0.9;

/// Whether a noun before a name has its article: "the ship X"; in "they ship X" it is a verb.
fn is_determined(document: &Document, noun: usize) -> bool {
    let floor = noun.saturating_sub(MODIFIERS + 1);
    let mut before = (floor..noun).rev().take_while(|&token| !document.tokens[token + 1].first);
    let article = before.find(|&token| {
        document.class(token).has(Class::DET) || document.shape(token) != Shape::Lower
    });
    article.is_some_and(|token| document.class(token).has(Class::DET))
}

/// The kind of a name whose grammar forbids that it is a person.
fn impersonal_kind(document: &Document, name: &Name) -> EntityKind {
    let (first, last) = (name.tokens.start, name.tokens.end.saturating_sub(1));
    let place = [first, last].iter().any(|&end| document.class(end).has(Class::PLACE_HEAD));
    let named = |token: usize| document.class(token).has(Class::ORG_HEAD);
    match (governed(document, name), place) {
        (_, true) => EntityKind::Location,
        (Some(kind), _) if !named(last) => kind,
        (None, _) if document.lower(first.wrapping_sub(1)) == "of" && !named(last) => {
            EntityKind::Location
        }
        _ => EntityKind::Organization,
    }
}

/// Whether "the" stands before a name.
pub(super) fn has_article(document: &Document, name: &Name) -> bool {
    document.lower(name.tokens.start.wrapping_sub(1)) == "the"
}

/// Whether "the" before a name is its own, not that of a noun behind it: "the Doe government".
pub(super) fn has_own_article(document: &Document, name: &Name) -> bool {
    let end = name.tokens.end;
    let people = Class::HUMAN.with(Class::BODY).with(Class::OFFICE);
    let heads = people.with(Class::ORG_HEAD).with(Class::PLACE_HEAD);
    let noun = document.goes_on(end)
        && match document.shape(end) {
            Shape::Lower => document.class(end).has(heads),
            Shape::Mark => document.of(end) == "-",
            _ => document.capitalised(end),
        };
    has_article(document, name) && !noun
}

/// "The Carrow Courier reported": no person has an article, but for families ("the Kennedys") and where more
/// of the phrase follows ("the Doe campaign", "the Doe-led walk", "the Doe and Roe Foundation").
fn is_definite(document: &Document, name: &Name) -> bool {
    let end = name.tokens.end;
    let plural = document.lower(end - 1).ends_with('s');
    let noun = document.goes_on(end)
        && match document.shape(end) {
            Shape::Lower if document.class(end).has(Class::CONJ) => document.capitalised(end + 1),
            Shape::Lower => !document.class(end).has(Class::CLOSED.with(Class::CUE)),
            Shape::Mark => matches!(document.of(end), "-" | "&"),
            _ => true,
        };
    has_article(document, name) && !plural && !noun
}

/// Who governs places and nothing else.
const GOVERNORS: [&str; 8] =
    ["minister", "mayor", "governor", "king", "queen", "emperor", "sultan", "ambassador"];

/// "The mayor of X", "the port of X", "the chairman of X": a place or a body has offices and parts, a person has none.
/// Which of the two it is; that of presidents can be either, and is taken for a place.
fn governed(document: &Document, name: &Name) -> Option<EntityKind> {
    governing(document, name).and_then(|head| kind_under(document, head))
}

/// The same where it is beyond doubt: of officers but presidents.
pub(super) fn ruled(document: &Document, name: &Name) -> Option<EntityKind> {
    let sure = |&head: &usize| {
        document.class(head).has(Class::HUMAN) && document.lower(head) != "president"
    };
    governing(document, name).filter(sure).and_then(|head| kind_under(document, head))
}

/// What that is which has such an office or part.
fn kind_under(document: &Document, head: usize) -> Option<EntityKind> {
    let (class, word) = (document.class(head), document.lower(head));
    let place = class.has(Class::PLACE_HEAD) || GOVERNORS.contains(&word) || word == "president";
    match () {
        () if class.has(Class::CUE) => None,
        () if place => Some(EntityKind::Location),
        () if !class.has(Class::OFFICE) => None,
        () if class.has(Class::HUMAN) => Some(EntityKind::Organization),
        () => Some(EntityKind::Location),
    }
}

/// The noun in lower case before "of" or "of the" and a name. "The chairman of X's campaign" is of the campaign.
fn governing(document: &Document, name: &Name) -> Option<usize> {
    let mut at = name.tokens.start;
    let mut before = |word: &str| {
        let found = document.lower(at.wrapping_sub(1)) == word;
        at -= usize::from(found);
        found
    };
    before("the");
    let head = if before("of") { at.checked_sub(1) } else { None };
    let own = document.shape(name.tokens.end) != Shape::Possessive;
    head.filter(|&head| own && document.shape(head) == Shape::Lower)
}

/// Whether one of some words stands before a token in its sentence.
pub(super) fn is_after(document: &Document, token: usize, words: &[&str]) -> bool {
    document.goes_on(token)
        && token.checked_sub(1).is_some_and(|before| words.contains(&document.lower(before)))
}

/// What stands before places more than before people.
pub(super) const BEFORE_PLACES: [&str; 7] = ["in", "near", "outside", "at", "from", "to", "around"];

/// What stands before places and before others, too.
const BEFORE_BOTH: [&str; 20] = [
    "of", "into", "through", "across", "between", "the", "via", "over", "towards", "toward", "hit",
    "visit", "visits", "visited", "reach", "reached", "leave", "left", "leaving", "toured",
];

/// Whether a name may stand as a place does: after such a word, before what tells where it lies ("Doe, Ohio"), at
/// the head of a report ("DOE (News) - ") or as a part of something longer ("Doe-based"). In "in Doe's house" it
/// does not.
pub(super) fn stands_as_place(document: &Document, name: &Name) -> bool {
    let (first, end) = (name.tokens.start, name.tokens.end);
    let begins = document.sections[name.section].tokens.start == first;
    let heads = begins && (document.shape(end) == Shape::Number || document.of(end) == "(");
    let located =
        document.of(end) == "," && document.goes_on(end + 1) && document.capitalised(end + 1);
    let dashed = document.goes_on(end) && matches!(document.of(end), "-" | "–" | "—" | "--");
    let after =
        is_after(document, first, &BEFORE_PLACES) || is_after(document, first, &BEFORE_BOTH);
    let beside = is_in_list(document, name.tokens.clone());
    document.shape(end) != Shape::Possessive && (heads || located || dashed || after || beside)
}

/// "Doe and Milan", "Lyon, Doe": whether a known place stands beside a name in a list.
fn is_in_list(document: &Document, name: Range<usize>) -> bool {
    let parts = |token: usize| {
        document.goes_on(token) && matches!(document.lower(token), "and" | "," | "or")
    };
    let is_place = |token: usize| document.is_place(token..token + 1);
    let before = name.start >= 2 && parts(name.start - 1) && is_place(name.start - 2);
    before || parts(name.end) && name.end + 1 < document.tokens.len() && is_place(name.end + 1)
}

/// "Doe, who": no place is "who".
pub(super) fn is_who(document: &Document, name: &Name) -> bool {
    let end = name.tokens.end;
    document.of(end) == "," && ["who", "whose", "whom"].contains(&document.lower(end + 1))
}

/// What people live in.
pub(super) const SETTLEMENTS: [&str; 17] = [
    "commune",
    "township",
    "parish",
    "neighbourhood",
    "neighborhood",
    "town",
    "city",
    "village",
    "hamlet",
    "suburb",
    "municipality",
    "county",
    "province",
    "island",
    "port",
    "region",
    "district",
];

/// What goes on to say where a place is: "a province high in the hills".
const WHERE: [&str; 10] =
    ["high", "close", "near", "north", "south", "east", "west", "deep", "famous", "known"];

/// "The town of Doe", "Doe, a town": whoever else bears the name, here it is a place's.
pub(super) fn is_of_settlement(document: &Document, name: &Name) -> bool {
    let first = name.tokens.start;
    name.title.is_empty()
        && (is_after(document, first, &["of"]) && is_after(document, first - 1, &SETTLEMENTS)
            || is_said_to_be(document, name.tokens.end, |token| {
                SETTLEMENTS.contains(&document.lower(token))
            }))
}

/// "Doe, a small town in": whether it says after a name, with "a", that it is one of some things.
fn is_said_to_be(document: &Document, end: usize, is_thing: impl Fn(usize) -> bool) -> bool {
    let comma = document.lower(end) == ",";
    let article = comma && is_after(document, end + 2, &["a", "an"]);
    let mut after = (end + 2..end + 3 + MODIFIERS).take_while(|&token| {
        document.shape(token) == Shape::Lower && !document.class(token).has(Class::CLOSED)
    });
    let noun = after.find(|&token| is_thing(token));
    // In "Doe, a city councillor" it is only part of what follows.
    let ends = |noun: usize| {
        document.shape(noun + 1) != Shape::Lower
            || document.class(noun + 1).has(Class::CLOSED)
            || WHERE.contains(&document.lower(noun + 1))
    };
    article && noun.is_some_and(ends)
}

/// "Vantoor, which was founded": nobody is "which". Only where the name begins its sentence, since elsewhere
/// the word can be of what stands before ("a letter to Doe, which").
fn is_which(document: &Document, name: &Name) -> bool {
    let (first, end) = (name.tokens.start, name.tokens.end);
    let follows =
        |token: usize, word: &str| document.goes_on(token) && document.lower(token) == word;
    document.tokens[first].first && follows(end, ",") && follows(end + 1, "which")
}

/// Firms that cars and horses are of in an article's rows of results: words that end two different names there, and
/// no other person's.
pub(super) fn firms(document: &Document, names: &[Name]) -> HashSet<u32> {
    let word = |token: usize| document.tokens[token].word;
    let last = |name: &Name| word(name.tokens.end - 1);
    let (started, others): (Vec<&Name>, Vec<&Name>) = names
        .iter()
        .filter(|name| name.tokens.len() > 1)
        .partition(|n| is_started_for(document, n));
    let mut before: HashMap<u32, u32> = HashMap::new();
    let shared = started.into_iter().filter_map(|name| {
        let first = word(name.tokens.start);
        (*before.entry(last(name)).or_insert(first) != first).then(|| last(name))
    });
    let mut shared: HashSet<u32> = shared.collect();
    for name in others.into_iter().filter(|name| name.kind() == EntityKind::Person) {
        shared.remove(&last(name));
    }
    shared
}

/// Whether a name in a row of results is a team's: it stands where teams do and has a firm's name in it.
fn is_team(document: &Document, name: &Name, firms: &HashSet<u32>) -> bool {
    let is_firm = |token: usize| {
        let listed = document.listed(token, name.tokens.end);
        listed.is_some_and(|(_, class)| class.has(Class::ORGANIZATION))
            || firms.contains(&document.tokens[token].word)
    };
    is_started_for(document, name) && name.tokens.clone().any(is_firm)
}

/// "1. Ada Doe (Kenya), Vesper Honda, 53.98": whether a name stands in a row of results where what somebody started
/// for stands: behind them and a country in brackets, and before a number if a comma parts them.
fn is_started_for(document: &Document, name: &Name) -> bool {
    let section = &document.sections[name.section];
    let row = section.tokens.clone();
    let ranked = section.kind == BlockKind::ListItem || document.shape(row.start) == Shape::Number;
    let comma = row.start < name.tokens.start && document.of(name.tokens.start - 1) == ",";
    let close = name.tokens.start.checked_sub(1 + usize::from(comma)).filter(|at| row.contains(at));
    let Some(close) = close.filter(|&close| ranked && document.of(close) == ")") else {
        return false;
    };
    let after = name.tokens.end + usize::from(document.of(name.tokens.end) == ",");
    let timed = row.contains(&after) && document.shape(after) == Shape::Number;
    if comma && !timed {
        return false;
    }
    let mut inside = (row.start..close).rev().take(LONGEST_COUNTRY + 1);
    let Some(open) = inside.find(|&token| document.of(token) == "(") else { return false };
    let before = row.start.max(open.saturating_sub(LONGEST_RANKED))..open;
    let rank = |token: &usize| matches!(document.shape(*token), Shape::Mark | Shape::Number);
    document.is_place(open + 1..close)
        && before
            .skip_while(rank)
            .all(|token| document.capitalised(token) || document.class(token).has(Class::PARTICLE))
}

/// A country in brackets has so many words at most.
const LONGEST_COUNTRY: usize = 4;

/// How many words stand before it in a row at most, a rank among them.
const LONGEST_RANKED: usize = 8;

/// How many words may stand between the article and the noun that tells what a name is of.
const MODIFIERS: usize = 3;

/// "The messaging service X": a noun for a body with its article, right before a name that begins with no
/// first name that is known, tells that it is of a body where that was in doubt: in "the service X runs" it
/// is somebody's.
fn is_described(document: &Document, name: &Name) -> bool {
    let first = name.tokens.start;
    let Some(noun) = first.checked_sub(1) else { return false };
    let class = document.class(noun);
    let body = document.shape(noun) == Shape::Lower
        && class.has(Class::BODY)
        && class.has(Class::ORG_HEAD)
        && !class.has(Class::HUMAN.with(Class::OFFICE).with(Class::CUE));
    body && name.confidence() < SURE
        && !document.tokens[first].first
        && !document.class(first).has(Class::FIRST)
        && is_determined(document, noun)
}
