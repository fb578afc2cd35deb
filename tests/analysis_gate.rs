//! The engine against annotated news, when the data are there: what it must find at least.
//!
//! Counts as the scorer beside the data does: a gold unit is a quoted segment of three words or
//! more that lies in a direct attribution; found when characters overlap by four fifths; the
//! speaker is right when the words given for it overlap those annotated.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test says what must hold")]

use quotidian::{
    analysis::{Quote, analyse},
    article::{self, Format},
    span::Span,
};
use serde_json::Value;
use std::{io::Read, path::PathBuf, process::Command};

#[derive(Debug, Default)]
struct Tally {
    gold: usize,
    found: usize,
    extra: usize,
    sourced: usize,
    right: usize,
}

/// Byte spans of the parts of an attribution, given in code points.
fn spans(parts: &Value, bytes: &[usize]) -> Vec<Span> {
    let at = |part: &Value, key: &str| bytes[part[key].as_u64().unwrap() as usize];
    parts
        .as_array()
        .unwrap()
        .iter()
        .map(|part| Span::new(at(part, "start"), at(part, "end")))
        .collect()
}

fn overlap(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether a span holds the whole of one quoted content and hardly anything else.
fn matches(found: Span, content: Span) -> bool {
    let shared = overlap(found, content) as f64;
    let union = (found.len() + content.len()) as f64 - shared;
    shared / union >= 0.8
}

fn score(text: &str, attributions: &Value, quotes: &[Quote], tally: &mut Tally) {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut annotated: Vec<Span> = Vec::new();
    for attribution in attributions.as_array().unwrap() {
        let content = spans(&attribution["content"], &bytes);
        annotated.extend(&content);
        if attribution["kind"] != "direct" || content.len() != 1 || words(content[0].of(text)) < 3 {
            continue;
        }
        // Runs over paragraphs are cut into units by the scorer; here only whole ones are counted.
        if content[0].of(text).contains('\n') {
            continue;
        }
        tally.gold += 1;
        let Some(quote) =
            quotes.iter().find(|quote| quote.spans.iter().any(|&span| matches(span, content[0])))
        else {
            continue;
        };
        tally.found += 1;
        let source = spans(&attribution["source"], &bytes);
        tally.sourced += usize::from(!source.is_empty());
        let speaker = quote.speaker.as_ref().map(|speaker| speaker.span);
        tally.right +=
            usize::from(source.iter().any(|&gold| speaker.is_some_and(|span| span.overlaps(gold))));
    }
    let stray = |span: &&Span| {
        words(span.of(text)) >= 3 && !annotated.iter().any(|gold| gold.overlaps(**span))
    };
    tally.extra += quotes.iter().flat_map(|quote| &quote.spans).filter(stray).count();
}

#[test]
fn direct_quotes_and_speakers_of_polnear_dev() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data/quotes/polnear.dev.jsonl.gz");
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return;
    }
    let packed = Command::new("gzip").arg("-dc").arg(&path).output().expect("gzip runs");
    let mut lines = String::new();
    packed.stdout.as_slice().read_to_string(&mut lines).expect("the data are UTF-8");
    let mut tally = Tally::default();
    for line in lines.lines() {
        let record: Value = serde_json::from_str(line).expect("the data are JSON");
        let text = record["text"].as_str().unwrap().to_owned();
        let article = article::read(text, Format::Plain, String::new(), None);
        score(&article.text, &record["attributions"], &analyse(&article).quotes, &mut tally);
    }
    let recall = tally.found as f64 / tally.gold as f64;
    let precision = tally.found as f64 / (tally.found + tally.extra) as f64;
    let speakers = tally.right as f64 / tally.sourced as f64;
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("{tally:?}: found F1 {f1:.3}, speaker right {speakers:.3}");
    assert!(f1 >= 0.95, "direct quotes found: F1 {f1:.3}");
    assert!(speakers >= 0.90, "speaker right: {speakers:.3}");
}
