//! How the words of names compare.
//!
//! Capitals, possessives, articles, marks, academic suffixes and lower-case particles do not tell two
//! people apart; a nickname in quotation marks is a name of its own. What calls a person alone differs
//! by custom: the last word (English), the first of two family names (Spanish), the first word
//! (Chinese, Korean, Icelandic; anywhere between friends), the word after an article (Arabic).

use super::super::{Name, joins::is_nickname_mark, titles::is_post_nominal};
use crate::analysis::{document::Document, lexicon::Class, tokens::Shape};

/// One word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// What equal words share.
    pub key: u64,
    /// Its first letter, in lower case.
    pub initial: char,
    /// Whether it is only an initial ("J.").
    pub short: bool,
    /// The classes of the word.
    pub class: Class,
    /// The keys of its parts, when it has a hyphen.
    pub parts: Vec<u64>,
}

/// The words of a name that count.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// Without particles, marks and suffixes.
    pub words: Vec<Word>,
    /// The nickname given in quotation marks.
    pub nickname: Option<u64>,
    /// How many words there are, particles too.
    pub length: usize,
    /// Whether it is written in capitals only.
    pub upper: bool,
}

/// What part of a full name a word alone can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// What a family is called by, or the whole short name.
    Family,
    /// The first word, where it is no first name that is known: the family's in some customs.
    First,
    /// A name of the person alone, or half of a family name.
    Given,
}

/// The lower-case words of a name that tell it from others.
pub(super) fn content<'d>(
    document: &'d Document,
    name: &Name,
) -> impl Iterator<Item = u32> + use<'d> {
    let article = usize::from(name.tokens.len() > 1 && document.lower(name.tokens.start) == "the");
    (name.tokens.start + article..name.tokens.end)
        .filter(|&token| !matches!(document.shape(token), Shape::Mark | Shape::Possessive))
        .map(|token| document.tokens[token].word)
}

impl Form {
    /// The form of one mention.
    pub(super) fn new(document: &Document, name: &Name) -> Self {
        let mut form = Self { words: Vec::new(), nickname: None, length: 0, upper: true };
        let mut quoted = false;
        for token in name.tokens.clone() {
            let text = document.lower(token);
            if document.shape(token) == Shape::Mark {
                quoted ^= is_nickname_mark(text);
                continue;
            }
            if document.shape(token) == Shape::Possessive || is_suffix(text) && form.length > 1 {
                continue;
            }
            form.length += 1;
            form.upper &= document.shape(token) == Shape::Upper;
            let word = Word::new(text, document.class(token));
            // "Von Doe" at the start of a sentence is von Doe; Van Doe is somebody, Van der Doe is not.
            let goes_on = document.shape(token + 1) == Shape::Lower
                && document.class(token + 1).has(Class::PARTICLE);
            let leads = form.length == 1
                && name.tokens.len() > 1
                && (goes_on || !word.class.has(Class::FIRST));
            let particle = (document.shape(token) == Shape::Lower || leads)
                && (word.class.has(Class::PARTICLE) || text == "the");
            if quoted {
                form.nickname = form.nickname.or(Some(word.key));
            } else if !particle {
                form.words.push(word);
            }
        }
        form
    }

    /// Whether its last word is what places are called: "Tamsin County".
    pub(super) fn has_place_head(&self) -> bool {
        self.words.last().is_some_and(|word| word.class.has(Class::PLACE_HEAD))
    }

    /// The words by which a person of this name can be called alone, and what part of it they are.
    pub(super) fn calls(&self) -> Vec<(u64, Part)> {
        let (Some(first), Some(last)) = (self.words.first(), self.words.last()) else {
            return Vec::new();
        };
        let mut calls = vec![(last.key, Part::Family)];
        // A first word that is no first name we know can be the family's: "Li Wenhai".
        let foreign = !first.class.has(Class::FIRST);
        calls.push((first.key, if foreign { Part::First } else { Part::Given }));
        if let [_, middle @ .., _] = self.words.as_slice() {
            calls.extend(middle.iter().filter(|w| !w.short).map(|w| (w.key, Part::Given)));
        }
        calls.extend(last.parts.iter().map(|&part| (part, Part::Given)));
        calls.extend(self.nickname.map(|nickname| (nickname, Part::Given)));
        calls
    }

    /// Whether two full names can be one person's: the same ends with or without what is between, or
    /// one the beginning of the other (the second Spanish family name left out).
    pub(super) fn same_person(&self, other: &Self) -> bool {
        let (short, long) =
            if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let (Some(first), Some(last)) = (short.words.first(), short.words.last()) else {
            return false;
        };
        let Some(given) = long.words.first() else { return false };
        if short.is_end_of(long) || short.is_reverse_of(long) {
            return true;
        }
        if !first.matches(given) {
            return false;
        }
        let begins = short.words.iter().zip(&long.words).all(|(a, b)| a.matches(b));
        let ends = long.words.last().is_some_and(|word| word.key == last.key);
        let middles = short.words.len() < 3 || long.words.len() < 3 || {
            let (a, b) = (&short.words[1], &long.words[1]);
            a.matches(b) || short.words.len() != long.words.len()
        };
        ends && middles || begins && !last.short
    }

    /// Whether another name ends in all words of this one, two or more: two family names without the
    /// first ("Tavares da Cunha").
    fn is_end_of(&self, other: &Self) -> bool {
        let (own, all) = (&self.words, &other.words);
        own.len() > 1
            && all.len() > own.len()
            && own.iter().rev().zip(all.iter().rev()).all(|(a, b)| a.key == b.key)
    }

    /// Whether it is another name with family and first name the other way round.
    fn is_reverse_of(&self, other: &Self) -> bool {
        match (self.words.as_slice(), other.words.as_slice()) {
            ([a, b], [c, d]) => a.key == d.key && b.key == c.key,
            _ => false,
        }
    }

    /// The first letters of its words, the small ones left out: "fbi" for "Federal Bureau of
    /// Investigation".
    pub(super) fn initials(&self) -> String {
        let small = Class::DET.with(Class::PREP).with(Class::CONJ);
        self.words.iter().filter(|word| !word.class.has(small)).map(|word| word.initial).collect()
    }

    /// Whether at least half of some letters, two or more, are first letters of its words, each of one.
    pub(super) fn has_most_letters(&self, short: &str) -> bool {
        let mut initials: Vec<char> = self.words.iter().map(|word| word.initial).collect();
        let letters = || short.chars().filter(|c| c.is_alphabetic());
        let shared = letters().filter(|letter| {
            let own = initials.iter().position(|initial| initial == letter);
            own.map(|own| initials.swap_remove(own)).is_some()
        });
        let shared = shared.count();
        shared > 1 && shared * 2 >= letters().count()
    }
}

impl Word {
    fn new(text: &str, class: Class) -> Self {
        let bare = without_article(text);
        let mut letters = bare.chars();
        let initial = letters.next().unwrap_or(' ');
        let rest = letters.as_str();
        let short = rest.is_empty() || rest.chars().all(|c| c == '.' || c == '-') || {
            rest.starts_with('.') && bare.split('.').all(|part| part.chars().count() <= 1)
        };
        let parts: Vec<u64> =
            if bare.contains('-') { bare.split('-').map(key).collect() } else { Vec::new() };
        Self { key: key(bare), initial, short, class, parts }
    }

    /// Whether two first names can be one: equal, one the other's initial, or one short for the other.
    fn matches(&self, other: &Self) -> bool {
        self.key == other.key
            || (self.short || other.short) && self.initial == other.initial
            || PET_NAMES.iter().any(|line| {
                let known = |word: &Self| line.iter().any(|name| key(name) == word.key);
                known(self) && known(other)
            })
    }
}

/// Short forms of English first names that are not their beginnings, with what they stand for.
const PET_NAMES: [&[&str]; 22] = [
    &["william", "bill", "will", "billy"],
    &["robert", "bob", "rob", "bobby"],
    &["richard", "dick", "rick", "rich"],
    &["james", "jim", "jimmy", "jamie"],
    &["john", "jack", "johnny"],
    &["thomas", "tom", "tommy"],
    &["michael", "mike", "mick"],
    &["edward", "ed", "ted", "eddie"],
    &["charles", "charlie", "chuck"],
    &["joseph", "joe", "joey"],
    &["anthony", "tony", "antony"],
    &["elizabeth", "liz", "beth", "betty"],
    &["margaret", "maggie", "peggy"],
    &["katherine", "catherine", "kate", "kathy", "cathy"],
    &["daniel", "dan", "danny"],
    &["david", "dave"],
    &["stephen", "steven", "steve"],
    &["andrew", "andy", "drew"],
    &["benjamin", "ben"],
    &["samuel", "sam"],
    &["christopher", "chris"],
    &["timothy", "tim"],
];

/// What follows a name and tells nobody apart: generations, orders, degrees.
fn is_suffix(text: &str) -> bool {
    ["jr", "sr", "ii", "iii", "iv"].contains(&text.trim_end_matches('.')) || is_post_nominal(text)
}

/// "al-Hadid" and "Hadid" are one.
fn without_article(text: &str) -> &str {
    let bare = ["al-", "el-", "ul-", "ad-", "as-"].iter().find_map(|a| text.strip_prefix(a));
    bare.filter(|rest| rest.chars().count() > 2).unwrap_or(text)
}

/// Equal words have equal keys (FNV-1a over the lower-case letters, full stops left out).
pub(super) fn key(text: &str) -> u64 {
    text.bytes().filter(|&byte| byte != b'.').fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
