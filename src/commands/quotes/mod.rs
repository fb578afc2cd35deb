//! `quotidian quotes`: who said what, in all articles or those of one's choice.

mod columns;
mod markdown;
mod matching;

use super::{
    Context, Failure,
    analysed::{self, Source, Written},
    jsonl::Id,
    output::{json_line, one_line},
    table,
};
use crate::cli::{QuoteKind as Kind, Quotes, QuotesFormat};
use matching::Wanted;
use quotidian::{
    analysis::{Analysis, Quote, QuoteKind},
    article::Article,
    schema::{self, QuoteRecord},
    span::Span,
    wording,
};
use serde::Serialize;
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// The most that a line of JSON has of a paragraph, in bytes. Hardly any is as long; without a limit a
/// text that is all one paragraph would be written out once for every quote in it.
const PARAGRAPH: usize = 16 * 1024;

/// What a line of JSON says, in this order.
#[derive(Serialize)]
struct Row<'a> {
    article: &'a Id,
    title: Option<&'a str>,
    source: Option<&'a str>,
    published: Option<String>,
    #[serde(flatten)]
    quote: QuoteRecord<'a>,
    paragraph: &'a str,
}

/// One quote, with what it stands in.
struct Found<'a> {
    id: &'a Id,
    article: &'a Article,
    analysis: &'a Analysis,
    at: usize,
    quote: &'a Quote,
}

pub fn run(command: &Quotes, context: &Context) -> Result<(), Failure> {
    let kinds = command.kind.iter().copied().map(kind).collect();
    let wanted = Wanted::new(command.by.as_deref(), command.about.as_deref(), kinds);
    let narrowed = wanted.is_narrow();
    let source = Source { paths: &command.paths, jsonl: command.jsonl.as_deref() };
    let corrections = context.corrections(command.uncorrected);
    let format = command.format;
    let head =
        if format == QuotesFormat::Csv { table::csv(&columns::NAMES) } else { String::new() };
    let any = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&any);
    analysed::write_below(&head, &source, corrections, move |id, read| match read {
        Ok((article, analysis)) => {
            let lines = lines(&wanted, format, &id, &article, &analysis)?;
            seen.fetch_or(!lines.is_empty(), Ordering::Relaxed);
            Ok(Written::line(lines))
        }
        Err(error) => Written::unread(&id, &error, format == QuotesFormat::Json),
    })?;
    match (any.load(Ordering::Relaxed), narrowed) {
        (true, _) => Ok(()),
        (false, true) => Err(Failure::Nothing(
            "no such quote there: try fewer of --by, --about and --kind".to_owned(),
        )),
        (false, false) => Err(Failure::Nothing("nobody is quoted there".to_owned())),
    }
}

const fn kind(kind: Kind) -> QuoteKind {
    match kind {
        Kind::Direct => QuoteKind::Direct,
        Kind::Partial => QuoteKind::Partial,
        Kind::Indirect => QuoteKind::Indirect,
    }
}

const fn kind_name(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Partial => "partial",
        QuoteKind::Indirect => "indirect",
    }
}

/// The lines for one article.
fn lines(
    wanted: &Wanted,
    format: QuotesFormat,
    id: &Id,
    article: &Article,
    analysis: &Analysis,
) -> io::Result<Vec<u8>> {
    let found = wanted.find(article, analysis);
    if found.is_empty() {
        return Ok(Vec::new());
    }
    if format == QuotesFormat::Json {
        return as_json(&found, id, article, analysis);
    }
    // In Markdown the reported clause shows its fragments, in their marks: one block quote is enough.
    let shown = |at: usize| {
        let within = analysis.quotes[at].within.filter(|_| format == QuotesFormat::Markdown);
        within.is_some_and(|clause| found.binary_search(&clause).is_ok())
    };
    let mut lines = Vec::new();
    for at in found.iter().copied().filter(|&at| !shown(at)) {
        let found = Found { id, article, analysis, at, quote: &analysis.quotes[at] };
        let line = match format {
            QuotesFormat::Csv => table::csv(&columns::fields(&found)),
            QuotesFormat::Tsv => table::tsv(&columns::fields(&found)),
            QuotesFormat::Markdown => markdown::entry(&found),
            QuotesFormat::Json | QuotesFormat::Text => found.as_text(),
        };
        lines.extend(line.into_bytes());
    }
    Ok(lines)
}

fn as_json(
    found: &[usize],
    id: &Id,
    article: &Article,
    analysis: &Analysis,
) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    for (at, quote) in schema::quotes(article, analysis).into_iter().enumerate() {
        if found.binary_search(&at).is_err() {
            continue;
        }
        let first = analysis.quotes[at].spans.first().copied().unwrap_or_default();
        lines.extend(json_line(&Row {
            article: id,
            title: article.title.as_deref(),
            source: article.source.as_deref(),
            published: article.published.map(|published| published.to_string()),
            quote,
            paragraph: paragraph(article, first),
        })?);
    }
    Ok(lines)
}

/// The paragraph that some words begin in; of a very long one what stands around their beginning.
fn paragraph(article: &Article, words: Span) -> &str {
    let block = article.blocks.partition_point(|block| block.span.end <= words.start);
    let Some(block) = article.blocks.get(block).filter(|block| block.span.overlaps(words)) else {
        return "";
    };
    let prose = article.prose();
    let (text, whole, begin) = (prose.text(), prose.range(block.span), prose.range(words).start);
    if whole.len() <= PARAGRAPH {
        return &text[whole];
    }
    let start = begin.saturating_sub(PARAGRAPH / 2).clamp(whole.start, whole.end - PARAGRAPH);
    let end = text.floor_char_boundary(start + PARAGRAPH);
    &text[text.ceil_char_boundary(start)..end]
}

impl Found<'_> {
    /// Who said it: the name, else the words used; nothing when nobody is named.
    fn speaker(&self) -> Option<&str> {
        wording::speaker(self.article, self.analysis, self.quote)
    }

    /// For people: kind, who, what, and the article. What is reported gets no marks.
    fn as_text(&self) -> String {
        let (kind, words) = (self.quote.kind, wording::of(self.article, self.quote));
        let words = match kind {
            QuoteKind::Indirect => words,
            QuoteKind::Direct | QuoteKind::Partial => format!("“{words}”"),
        };
        let speaker = self.speaker().unwrap_or(wording::NOBODY);
        let line = format!("{speaker}: {words}  ({})", self.id);
        format!("{:8}  {}\n", kind_name(kind), one_line(&line))
    }
}
