//! Rows of a table: comma-separated values (RFC 4180) for spreadsheets, tab-separated ones for programs.

use super::output::one_line;
use quotidian::text::{harmless, harmless_line};

/// A row of comma-separated values.
pub fn csv<S: AsRef<str>>(fields: &[S]) -> String {
    let fields: Vec<String> = fields.iter().map(|words| field(words.as_ref())).collect();
    fields.join(",") + "\r\n"
}

/// A row of tab-separated values.
pub fn tsv<S: AsRef<str>>(fields: &[S]) -> String {
    let fields: Vec<String> = fields.iter().map(|words| one_line(words.as_ref())).collect();
    fields.join("\t") + "\n"
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
