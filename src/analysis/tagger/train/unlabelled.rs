//! Texts without labels: a model tells their names, and another learns from that.
//!
//! The first model reads an article twice, and with its document in view knows names that no corpus has;
//! the second has then seen them (self-training; Scudder 1965, Yarowsky 1995).

use super::{
    Outcome,
    corpora::{self, Annotated, Recase},
    random::{Mixed, Random},
    settings::Unlabelled,
};
use quotidian::analysis::{
    document::Document,
    tagger::{self, labels::KINDS, model::Model, spelling::mix},
};
use serde_json::{Value, json};
use std::path::Path;

/// What the corpora call the kinds of names.
const TYPES: [&str; 4] = ["PERSON", "ORG", "LOC", "MISC"];

/// Labels every so-manieth article of a source; a share of them is given in other case.
pub fn labelled(
    model: &Model,
    source: &Unlabelled,
    data: &Path,
    recase: f64,
) -> Outcome<Vec<Annotated>> {
    let given = corpora::records(&data.join(&source.path))?;
    let records = match source.confirmed {
        Some(together) => given.chunks(together.max(1)).map(bundle).collect(),
        None => given,
    };
    let mut texts = Vec::new();
    for (number, record) in records.iter().step_by(source.every.max(1)).enumerate() {
        let mut told = told(model, &corpora::annotated(record, None)?);
        if source.confirmed.is_some() {
            told = confirmed(record, &told);
        }
        let mut random = Mixed(mix(number as u64, 7));
        let manners = [Recase::Upper, Recase::Title, Recase::Lower];
        let other = random.happens(recase).then(|| manners[(random.next() % 3) as usize]);
        texts.push(corpora::annotated(&told, other)?);
    }
    Ok(texts)
}

/// A name: where it starts and ends, in characters, and its type.
type Name = (u64, u64, String);

fn names(record: &Value) -> Vec<Name> {
    let of = |name: &Value| {
        let kind = name["type"].as_str()?.to_owned();
        Some((name["start"].as_u64()?, name["end"].as_u64()?, kind))
    };
    record["entities"].as_array().into_iter().flatten().filter_map(of).collect()
}

fn record(text: &str, names: &[Name]) -> Value {
    let entities =
        names.iter().map(|(start, end, kind)| json!({ "start": start, "end": end, "type": kind }));
    json!({ "text": text, "entities": entities.collect::<Vec<_>>() })
}

/// Some sentences, each with its names, as the paragraphs of one article.
fn bundle(sentences: &[Value]) -> Value {
    let (mut text, mut all) = (String::new(), Vec::new());
    for sentence in sentences {
        let start = text.chars().count() as u64;
        let moved = names(sentence).into_iter().map(|(a, b, kind)| (a + start, b + start, kind));
        all.extend(moved);
        text.push_str(sentence["text"].as_str().unwrap_or_default());
        text.push_str("\n\n");
    }
    record(&text, &all)
}

/// What is left of an article and the names told of it when paragraphs are left out of which other names
/// were given.
fn confirmed(given: &Value, told: &Value) -> Value {
    let (given_names, told_names) = (names(given), names(told));
    let (mut text, mut kept) = (String::new(), Vec::new());
    let (mut start, mut length) = (0, 0);
    for paragraph in given["text"].as_str().unwrap_or_default().split_inclusive("\n\n") {
        let end = start + paragraph.chars().count() as u64;
        let within = |names: &[Name]| -> Vec<Name> {
            names.iter().filter(|name| name.0 >= start && name.1 <= end).cloned().collect()
        };
        let told = within(&told_names);
        if agree(&within(&given_names), &told) {
            kept.extend(
                told.into_iter().map(|(a, b, kind)| (a - start + length, b - start + length, kind)),
            );
            text.push_str(paragraph);
            length += end - start;
        }
        start = end;
    }
    record(&text, &kept)
}

/// Whether the same persons, organisations and places are given and told. What is given may begin earlier,
/// with a title, and nationalities may be told as places: some countries are given as such.
fn agree(given: &[Name], told: &[Name]) -> bool {
    let counts = |name: &Name| matches!(name.2.as_str(), "PERSON" | "ORG" | "LOC");
    let same = |given: &Name, told: &Name| {
        let kind = given.2 == told.2 || (given.2 == "NORP" && told.2 == "LOC");
        kind && given.1 == told.1 && given.0 <= told.0
    };
    let told_of = |name: &Name| told.iter().any(|told| same(name, told));
    let given_of = |name: &Name| given.iter().any(|given| same(given, name));
    given.iter().filter(|name| counts(name)).all(told_of)
        && told.iter().filter(|name| counts(name)).all(given_of)
}

/// An article as a corpus would have it, names and all.
fn told(model: &Model, text: &Annotated) -> Value {
    let prose = text.article.prose();
    let document = Document::new(&text.article, &prose, corpora::lexicon());
    let given = &text.article.text;
    let points = |at: usize| given[..at].chars().count();
    let names = tagger::tag(model, &document).into_iter().map(|name| {
        let span = prose.to_text(document.bytes(name.tokens));
        let kind = KINDS.iter().position(|kind| *kind == name.kind).unwrap_or(3);
        json!({ "start": points(span.start), "end": points(span.end), "type": TYPES[kind] })
    });
    json!({ "text": given, "entities": names.collect::<Vec<_>>() })
}
