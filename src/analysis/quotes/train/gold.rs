//! Annotated attributions as cues, contents and sources in the reporter's lines.

use super::{
    polnear::{Annotated, Attribution},
    read::{Read, tokens},
};
use quotidian::analysis::{
    lexicon::Class,
    quotes::{
        line::{Item, Line},
        reporting::cues::Side,
    },
    tagger::spelling,
    tokens::Shape,
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// How often each word, by its hash, is part of a cue: what tells the head of a longer cue.
pub type Rates = HashMap<u64, f32>;

/// An attribution in a line.
pub struct Gold {
    /// The item of the cue's head.
    pub cue: usize,
    /// On which side of it the content lies.
    pub side: Side,
    /// The content before the cue, as items.
    pub left: Option<Range<usize>>,
    /// The content after it.
    pub right: Option<Range<usize>>,
    /// The tokens of the source in the cue's sentence: none when nobody is named, `None` when the source is
    /// named elsewhere.
    pub source: Option<Vec<usize>>,
}

impl Gold {
    /// The content, as items.
    pub fn content(&self) -> Vec<Range<usize>> {
        self.left.iter().chain(&self.right).cloned().collect()
    }

    fn size(&self) -> usize {
        self.content().iter().map(Range::len).sum()
    }
}

/// The attributions of a line by their cues; of several with one cue the longest.
pub fn golds(
    line: &Line,
    read: &Read,
    annotated: &Annotated,
    rates: &Rates,
) -> HashMap<usize, Gold> {
    let mut found: HashMap<usize, Gold> = HashMap::new();
    for gold in annotated.attributions.iter().filter_map(|a| gold_of(line, read, a, rates)) {
        if found.get(&gold.cue).is_none_or(|known| known.size() < gold.size()) {
            found.insert(gold.cue, gold);
        }
    }
    found
}

fn gold_of(line: &Line, read: &Read, attribution: &Attribution, rates: &Rates) -> Option<Gold> {
    let cue = head(line, &items(line, &tokens(&read.document, &attribution.cue)), rates)?;
    let sentence = line.sentences.iter().find(|sentence| sentence.contains(&cue))?;
    let covered: Vec<usize> = sentence
        .clone()
        .filter(|&item| item != cue && covers(line, read, attribution, item))
        .collect();
    let left = stretch(line, covered.iter().copied().filter(|&item| item < cue).collect());
    let right = stretch(line, covered.iter().copied().filter(|&item| item > cue).collect());
    let side = match (&left, &right) {
        (None, None) => return None,
        (Some(_), None) => Side::Left,
        (None, Some(_)) => Side::Right,
        (Some(_), Some(_)) => Side::Both,
    };
    let source = tokens(&read.document, &attribution.source);
    let inside = |token: &usize| sentence.clone().any(|item| line.token(item) == Some(*token));
    let here: Vec<usize> = source.iter().copied().filter(inside).collect();
    let source = (source.is_empty() || !here.is_empty()).then_some(here);
    Some(Gold { cue, side, left, right, source })
}

fn items(line: &Line, tokens: &[usize]) -> Vec<usize> {
    let tokens: HashSet<usize> = tokens.iter().copied().collect();
    let is = |&item: &usize| line.token(item).is_some_and(|token| tokens.contains(&token));
    (0..line.items.len()).filter(is).collect()
}

/// The word of a cue that is most often one; of equals the last.
fn head(line: &Line, cue: &[usize], rates: &Rates) -> Option<usize> {
    let rate = |item: usize| rates.get(&spelling::hash(line.lower(item))).copied().unwrap_or(0.0);
    cue.iter().copied().reduce(|a, b| if rate(b) >= rate(a) { b } else { a })
}

/// Whether most of an item lies in the content.
fn covers(line: &Line, read: &Read, attribution: &Attribution, item: usize) -> bool {
    let bytes = match line.items[item] {
        Item::Token(token) => read.document.tokens[token].range(),
        Item::Quote(quote) => read.segments[quote].words.clone(),
    };
    super::read::shared(&attribution.content, &bytes) * 2 > bytes.len()
}

/// From the first to the last of some items, marks at the ends left out.
fn stretch(line: &Line, items: Vec<usize>) -> Option<Range<usize>> {
    let mark =
        |item: usize| line.quote(item).is_none() && !line.is_word(item) && line.lower(item) != ")";
    let first = items.iter().copied().find(|&item| !mark(item))?;
    let last = items.iter().rev().copied().find(|&item| !mark(item))?;
    Some(first..last + 1)
}

/// Of phrases, the one that names a source: the first person's name if at most one comma stands
/// before it, else the earliest. "Doe" in "Doe's lawyer, Roe" and in "Doe spokeswoman Ann Roe" names
/// nobody who speaks. `phrases` are token ranges, `source` the tokens of the gold.
pub fn naming(read: &Read, phrases: &[Range<usize>], source: &[usize]) -> Option<usize> {
    let document = &read.document;
    let last_of = |name: usize| {
        let same = |&token: &usize| read.named.name_at(token) == read.named.name_at(name);
        (name..).take_while(same).last().unwrap_or(name)
    };
    let modifies = |name: usize| {
        let next = last_of(name) + 1;
        let noun = document.tokens.get(next).is_some_and(|_| {
            document.shape(next) == Shape::Possessive
                || document.shape(next) == Shape::Lower && !document.class(next).has(Class::CLOSED)
        });
        noun && source.contains(&next)
    };
    let person = |token: &usize| read.named.person_at(*token).is_some() && !modifies(*token);
    let first = source.iter().copied().find(person).filter(|&name| {
        let before = source.iter().take_while(|&&token| token < name);
        before.filter(|&&token| document.of(token) == ",").count() < 2
    });
    let last = first.map(last_of);
    let overlaps = |&n: &usize| phrases[n].clone().any(|token| source.contains(&token));
    (0..phrases.len()).filter(overlaps).min_by_key(|&n| {
        let phrase = &phrases[n];
        (last != Some(phrase.end - 1), phrase.end, usize::MAX - phrase.len())
    })
}
