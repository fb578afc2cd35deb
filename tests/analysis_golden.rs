//! Articles written for this project, with what the engine finds in them, for a person to read.
//!
//! A change of the engine is a change of these files: read it before accepting it.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test says what must hold")]

use quotidian::{
    analysis::{Analysis, analyse},
    article::{self, Article, Format},
    span::Span,
};
use std::fmt::Write;

/// Names as `[Ada Lund]3` with the entity's number, quotes as `{…}Q1`, speakers as `<she>Q1`.
fn marked(article: &Article, analysis: &Analysis) -> String {
    let mut marks: Vec<(usize, usize, String)> = Vec::new();
    let mut mark = |span: Span, open: &str, close: String| {
        marks.push((span.start, 1, open.to_owned()));
        marks.push((span.end, 0, close));
    };
    for (id, entity) in analysis.entities.iter().enumerate() {
        entity.mentions.iter().for_each(|mention| mark(mention.span, "[", format!("]{id}")));
    }
    for (id, quote) in analysis.quotes.iter().enumerate() {
        quote.spans.iter().for_each(|&span| mark(span, "{", format!("}}Q{id}")));
        if let Some(speaker) = &quote.speaker {
            mark(speaker.span, "<", format!(">Q{id}"));
        }
    }
    marks.sort_by_key(|(at, order, _)| (*at, *order));
    let mut out = String::new();
    let mut at = 0;
    for (next, _, text) in marks {
        out.push_str(&article.text[at..next]);
        out.push_str(&text);
        at = next;
    }
    out + &article.text[at..]
}

fn listed(article: &Article, analysis: &Analysis) -> String {
    let mut out = format!("language: {:?}\n\n", analysis.language);
    for (id, entity) in analysis.entities.iter().enumerate() {
        let credit = if entity.credit { " (credit)" } else { "" };
        let roles = if entity.roles.is_empty() {
            String::new()
        } else {
            format!(" = {}", entity.roles.join("; "))
        };
        let _ = writeln!(
            out,
            "{id:>2} {:?} {}{roles}{credit} x{}",
            entity.kind,
            entity.name,
            entity.mentions.len()
        );
    }
    out.push('\n');
    for (id, quote) in analysis.quotes.iter().enumerate() {
        let source =
            quote.speaker.as_ref().map_or("nobody", |speaker| speaker.span.of(&article.text));
        let name = analysis.speaker_name(quote).map_or(String::new(), |name| format!(" = {name}"));
        let words = analysis.words(article, quote);
        let _ =
            writeln!(out, "Q{id} {:?} by {source}{name} ({:?}): {words}", quote.kind, quote.reason);
    }
    out
}

fn golden(name: &str) {
    let path = format!("{}/tests/analysis/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the article is there");
    let article = article::read(text, Format::Plain, name.to_owned(), None);
    let analysis = analyse(&article);
    let shown = format!("{}\n{}", marked(&article, &analysis), listed(&article, &analysis));
    insta::with_settings!({snapshot_path => "analysis", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, shown);
    });
}

#[test]
fn an_agency_report_with_caption_crosshead_and_single_quotes() {
    golden("harbour");
}

#[test]
fn rival_speakers_interrupted_quotes_and_descriptions() {
    golden("council");
}

#[test]
fn an_interview_as_a_transcript() {
    golden("interview");
}

#[test]
fn turns_whose_labels_are_first_letters() {
    golden("initials");
}

#[test]
fn organisations_documents_and_titles() {
    golden("court");
}

#[test]
fn another_language_has_only_its_quotation_marks() {
    golden("kommune");
}
