//! What the engine finds, in the form the scorers read.
//!
//! `cargo run --release --example evaluate < gold.jsonl > found.jsonl` reads objects with `id` and
//! `text`, one a line, and writes their quotes and entities in code points; with `--time` it writes
//! the speed to standard error.

use quotidian::{
    analysis::{Analysis, analyse},
    article::{self, Article, Format},
    span::{CodePoints, Span},
};
use serde_json::{Value, json};
use std::{
    error::Error,
    io::{BufWriter, Write, stdin, stdout},
    time::Instant,
};

/// Speed goes where a person reads it and a pipe does not.
#[allow(clippy::print_stderr)]
fn main() -> Result<(), Box<dyn Error>> {
    let time = std::env::args().any(|argument| argument == "--time");
    let mut out = BufWriter::new(stdout().lock());
    let (mut words, mut seconds) = (0, 0.0);
    for line in stdin().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().unwrap_or_default().to_owned();
        let article = article::read(text, Format::Plain, String::new(), None);
        let start = Instant::now();
        let analysis = analyse(&article);
        seconds += start.elapsed().as_secs_f64();
        words += article.words();
        writeln!(out, "{}", found(&record["id"], &article, &analysis))?;
    }
    if time {
        eprintln!("{words} words, {:.0} words/s", words as f64 / seconds);
    }
    Ok(())
}

fn found(id: &Value, article: &Article, analysis: &Analysis) -> Value {
    let points = CodePoints::new(&article.text);
    let span =
        |span: Span| json!({"start": points.before(span.start), "end": points.before(span.end)});
    let entities: Vec<Value> = analysis
        .entities
        .iter()
        .enumerate()
        .map(|(id, entity)| {
            let mentions: Vec<Value> = entity
                .mentions
                .iter()
                .map(|mention| {
                    let mut value = span(mention.span);
                    value["form"] = json!(mention.form);
                    value["confidence"] = json!(mention.confidence);
                    value
                })
                .collect();
            json!({"id": id, "name": entity.name, "kind": entity.kind, "roles": entity.roles,
                "salience": entity.salience, "credit": entity.credit, "mentions": mentions})
        })
        .collect();
    let quotes: Vec<Value> = analysis
        .quotes
        .iter()
        .enumerate()
        .map(|(id, quote)| {
            let speaker = quote.speaker.as_ref().map(|speaker| {
                let mut value = span(speaker.span);
                value["entity"] = json!(speaker.entity);
                value["name"] = json!(analysis.speaker_name(quote));
                value
            });
            json!({"id": id, "kind": quote.kind, "within": quote.within,
                "spans": quote.spans.iter().map(|&s| span(s)).collect::<Vec<_>>(),
                "text": analysis.words(article, quote), "speaker": speaker,
                "cue": quote.cue.map(span), "confidence": quote.confidence, "reason": quote.reason})
        })
        .collect();
    json!({"id": id, "quotes": quotes, "entities": entities})
}
