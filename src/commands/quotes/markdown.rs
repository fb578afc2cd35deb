//! Quotes as block quotes in Markdown, to be put into a text.

use super::Found;
use quotidian::{analysis::QuoteKind, text::harmless_line, wording};

/// A quote, who said it, and where.
pub fn entry(found: &Found<'_>) -> String {
    let words = wording::of(found.article, found.quote);
    let words = escaped(&harmless_line(&words));
    let reported = found.quote.kind == QuoteKind::Indirect;
    let words = match reported {
        true => plain_start(&words),
        false => format!("“{words}”"),
    };
    format!("> {words}\n>\n> — {}\n\n", source(found, reported))
}

fn source(found: &Found<'_>, reported: bool) -> String {
    let speaker = found.speaker().unwrap_or("nobody named");
    let mut parts = vec![format!("**{}**", escaped(&harmless_line(speaker)))];
    parts.extend(found.role().map(|role| escaped(&harmless_line(role))));
    let place = if reported { "reported in" } else { "in" };
    let headline = found.article.headline();
    parts.push(format!("{place} *{}*", escaped(&harmless_line(&headline))));
    parts.extend(found.article.publisher.as_deref().map(|name| escaped(&harmless_line(name))));
    let date = found.article.published.map(|published| published.date());
    parts.extend(date.map(|date| date.strftime("%-d %B %Y").to_string()));
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
