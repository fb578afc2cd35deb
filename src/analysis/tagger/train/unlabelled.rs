//! Texts without labels: a model tells their names, and another learns from that.
//!
//! The first model reads an article twice, and with its document in view knows names that no corpus has;
//! the second has then seen them (self-training; Scudder 1965, Yarowsky 1995).

use super::{
    Outcome,
    corpora::{self, Annotated, Recase},
    learn::Random,
};
use quotidian::analysis::{
    document::Document,
    tagger::{self, labels::KINDS, model::Model, spelling::mix},
};
use serde_json::{Value, json};
use std::path::Path;

/// What the corpora call the kinds of names.
const TYPES: [&str; 4] = ["PERSON", "ORG", "LOC", "MISC"];

/// Labels every so-manieth article of a file; a share of them is given in other case.
pub fn labelled(model: &Model, path: &Path, every: usize, recase: f64) -> Outcome<Vec<Annotated>> {
    let mut texts = Vec::new();
    for (number, record) in corpora::records(path)?.iter().step_by(every.max(1)).enumerate() {
        let record = told(model, &corpora::annotated(record, None)?);
        let mut random = Random(mix(number as u64, 7));
        let manners = [Recase::Upper, Recase::Title, Recase::Lower];
        let other = random.happens(recase).then(|| manners[(random.next() % 3) as usize]);
        texts.push(corpora::annotated(&record, other)?);
    }
    Ok(texts)
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
