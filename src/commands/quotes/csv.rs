//! Quotes as comma-separated values (RFC 4180), for spreadsheets and programs.

use super::{Found, kind_name};
use quotidian::{
    schema::rounded,
    text::{harmless, harmless_line},
};

/// What the columns are called.
const COLUMNS: [&str; 13] = [
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

/// The first line.
pub fn head() -> String {
    COLUMNS.join(",") + "\r\n"
}

/// The line of a quote.
pub fn line(found: &Found<'_>) -> String {
    let Found { id, article, analysis, at, quote } = found;
    let prose = article.prose();
    let of = |span| prose.of(span).to_owned();
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let fields = [
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
    ];
    fields.map(|words| field(&words)).join(",") + "\r\n"
}

/// A field: on one line, harmless, and no formula to whatever opens it.
fn field(words: &str) -> String {
    let line = harmless_line(words);
    let line = harmless(&line);
    let guarded = if is_formula(&line) { format!("'{line}") } else { line.into_owned() };
    match guarded.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", guarded.replace('"', "\"\"")),
        false => guarded,
    }
}

/// Whether a spreadsheet would work out what stands there, rather than show it.
fn is_formula(words: &str) -> bool {
    words.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_one_field_whatever_is_in_them() {
        assert_eq!(field("plain words"), "plain words");
        assert_eq!(field("one, two"), "\"one, two\"");
        assert_eq!(field("so \"called\""), "\"so \"\"called\"\"\"");
        assert_eq!(field("two\r\nlines\u{1b}[2J"), "two lines␛[2J");
    }

    #[test]
    fn no_spreadsheet_takes_a_field_for_a_formula() {
        for evil in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", " =1", "\t=1", "\u{200b}=1"] {
            assert!(field(evil).starts_with('\''), "{evil:?} is {}", field(evil));
        }
        assert_eq!(field("=HYPERLINK(\"a\",\"b\")"), "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"");
    }
}
