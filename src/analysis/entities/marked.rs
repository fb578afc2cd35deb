//! For tests: texts whose names are marked, `[P Jane Doe] joined [O Acme].` A small letter marks a
//! name whose kind the tagger is not sure of.

use super::{Name, Named, titles, votes::Votes};
use crate::{
    analysis::{EntityKind, document::Document, lexicon::Lexicon},
    article::{self, Article, Format},
};
use std::ops::Range;

/// Reads a marked text and hands over its document and its names, linked.
pub(in crate::analysis) fn with<T>(marked: &str, then: impl FnOnce(&Document, &Named) -> T) -> T {
    read(marked, |document, names| then(document, &Named::of(document, names)))
}

/// Reads a marked text and hands over its document and its names as they are marked.
pub(super) fn read<T>(marked: &str, then: impl FnOnce(&Document, Vec<Name>) -> T) -> T {
    let (text, spans) = unmark(marked);
    let article: Article = article::read(text, Format::Plain, "test".to_owned(), None);
    let prose = article.prose();
    let lexicon = Lexicon::open();
    let document = Document::new(&article, &prose, &lexicon);
    let names: Vec<Name> = spans
        .into_iter()
        .map(|(span, kind, confidence)| {
            let tokens = document.token_at(span.start)..document.token_at(span.end);
            let section = document.section_of(tokens.start).expect("a name is in a block");
            titles::named(&document, tokens, section, Votes::only(kind, confidence))
        })
        .collect();
    then(&document, names)
}

/// The words of the names of a marked text after something was done to them.
pub(super) fn after(marked: &str, change: impl FnOnce(&Document, &mut Vec<Name>)) -> Vec<String> {
    read(marked, |document, mut names| {
        change(document, &mut names);
        names.iter().map(|name| words(document, &name.tokens)).collect()
    })
}

fn unmark(marked: &str) -> (String, Vec<(Range<usize>, EntityKind, f32)>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for part in marked.split_inclusive(']') {
        let Some((before, name)) = part.split_once('[') else {
            text.push_str(part);
            continue;
        };
        text.push_str(before);
        let (kind, name) = name.trim_end_matches(']').split_at(2);
        let confidence = if kind.starts_with(char::is_lowercase) { 0.4 } else { 0.9 };
        let kind = match kind.to_uppercase().as_str() {
            "P " => EntityKind::Person,
            "O " => EntityKind::Organization,
            "L " => EntityKind::Location,
            _ => EntityKind::Misc,
        };
        spans.push((text.len()..text.len() + name.len(), kind, confidence));
        text.push_str(name);
    }
    (text, spans)
}

/// The words of some tokens.
pub(super) fn words(document: &Document, tokens: &Range<usize>) -> String {
    document.text[document.bytes(tokens.clone())].to_owned()
}
