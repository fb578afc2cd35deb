//! A quote as the row of a table.

use super::{Found, kind_name};
use quotidian::schema::rounded;

/// What the columns are called.
pub const NAMES: [&str; 13] = [
    "article",
    "title",
    "source",
    "published",
    "id",
    "kind",
    "within",
    "speaker",
    "named",
    "words",
    "cue",
    "confidence",
    "text",
];

/// The fields of a quote, in this order.
pub fn fields(found: &Found<'_>) -> [String; 13] {
    let Found { id, article, analysis, at, quote } = found;
    let prose = article.prose();
    let of = |span| prose.of(span).to_owned();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    [
        id.to_string(),
        text(article.title.as_deref()),
        text(article.source.as_deref()),
        article.published.map(|published| published.to_string()).unwrap_or_default(),
        at.to_string(),
        kind_name(quote.kind).to_owned(),
        quote.within.map(|within| within.to_string()).unwrap_or_default(),
        text(found.speaker()),
        analysis.speaker_name(quote).is_some().to_string(),
        quote.speaker.as_ref().map(|speaker| of(speaker.span)).unwrap_or_default(),
        quote.cue.map(of).unwrap_or_default(),
        rounded(quote.confidence).to_string(),
        found.analysis.words(found.article, found.quote),
    ]
}
