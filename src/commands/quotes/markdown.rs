//! Quotes as block quotes in Markdown, to be put into a text.

use super::Found;
use quotidian::{
    analysis::QuoteKind,
    text::harmless_line,
    wording::{self, NOBODY, Part, Source},
};

/// A quote, who said it, and where.
pub fn entry(found: &Found<'_>) -> String {
    let words = wording::of(found.article, found.quote);
    let words = escaped(&harmless_line(&words));
    let words = match found.quote.kind {
        QuoteKind::Indirect => plain_start(&words),
        QuoteKind::Direct | QuoteKind::Partial => format!("“{words}”"),
    };
    format!("> {words}\n>\n> — {}\n\n", source(found))
}

fn source(found: &Found<'_>) -> String {
    let source = Source::of(found.article, found.analysis, found.quote);
    let source = Source { speaker: source.speaker.or(Some(NOBODY)), ..source };
    let parts = source.parts(|part, words| {
        let words = escaped(&harmless_line(words));
        match part {
            Part::Speaker => format!("**{words}**"),
            Part::Headline => format!("*{words}*"),
            Part::Other => words,
        }
    });
    parts.join(", ")
}

/// Text that Markdown takes for nothing but text.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' | '!' | '$'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The same where a line begins, which must begin no list and no heading.
fn plain_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marks = |c: char| matches!(c, '-' | '+' | '=' | '.' | ')');
    match line[digits..].chars().next() {
        Some(c) if marks(c) => format!("{}\\{}", &line[..digits], &line[digits..]),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_is_nothing_but_text() {
        assert_eq!(escaped("<b>*a*_b_[c](d)"), "\\<b\\>\\*a\\*\\_b\\_\\[c\\](d)");
        assert_eq!(plain_start("1. May"), "1\\. May");
        assert_eq!(plain_start("- that"), "\\- that");
        assert_eq!(plain_start("2026 that"), "2026 that");
    }
}
