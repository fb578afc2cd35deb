//! An article as a page: wrapped, and styled where somebody looks.

use crate::commands::{Failure, Output, output};
use quotidian::{
    article::Article,
    layout::{Layout, Line, LineKind, Measure},
    text::harmless,
};
use std::sync::Arc;
use unicode_bidi::{BidiClass, bidi_class};

/// Prints `article`, set for `measure`.
pub fn print(article: Article, measure: Measure) -> Result<(), Failure> {
    let article = Arc::new(article);
    let layout = Layout::new(Arc::clone(&article), measure);
    let (is_drawn, is_styled) = (output::is_terminal(), output::is_styled());
    let mut output = Output::new();
    for line in layout.lines() {
        let text = if is_drawn { line.text() } else { as_read(&line, &article) };
        output.line(&if is_styled { styled(line.kind, text) } else { text })?;
    }
    output.finish()
}

/// The characters of a line in the order they are read. A terminal draws them from left to right;
/// in a pipe or a file, whoever reads them will put right-to-left text in its order themselves.
fn as_read(line: &Line, article: &Article) -> String {
    let drawn = line.text();
    if line.span.is_empty() || !drawn.chars().any(runs_to_the_left) {
        return drawn;
    }
    let written = article.prose().of(line.span).split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{:indent$}{}", "", harmless(&written), indent = usize::from(line.indent))
}

fn runs_to_the_left(c: char) -> bool {
    !c.is_ascii() && matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// A line with the style of its kind.
fn styled(kind: LineKind, text: String) -> String {
    const BOLD: &str = "1";
    const FAINT: &str = "2";
    const ITALIC: &str = "3";
    let style = match kind {
        LineKind::Headline | LineKind::Crosshead => BOLD,
        LineKind::Standfirst | LineKind::QuoteBlock => ITALIC,
        LineKind::Byline | LineKind::Caption => FAINT,
        LineKind::Gap | LineKind::Paragraph | LineKind::ListItem => return text,
    };
    if text.is_empty() { text } else { format!("\x1b[{style}m{text}\x1b[m") }
}
