//! JSON that cannot move a terminal.
//!
//! RFC 8259 asks for escapes below U+0020 only. DEL, the C1 controls and the characters that turn
//! the direction of writing command a terminal just as well, so they are escaped too. Nothing is
//! lost: a JSON parser gives every character back.

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, Write};

/// Writes `value` as compact JSON, without a line break at its end.
///
/// # Errors
/// When `writer` fails, or `value` cannot be JSON.
pub fn write_json(writer: impl Write, value: &impl Serialize) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(writer, Escaping))
}

/// Compact JSON with more escapes.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut written = 0;
        for (at, c) in fragment.char_indices().filter(|&(_, c)| commands(c)) {
            writer.write_all(&fragment.as_bytes()[written..at])?;
            write!(writer, "\\u{:04x}", u32::from(c))?;
            written = at + c.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[written..])
    }
}

/// Whether a character commands a terminal: C0, DEL, C1, and UAX 9's embeddings, overrides and
/// isolates. (C0 never arrives here: every JSON writer escapes it.)
fn commands(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn json(text: &str) -> String {
        let mut bytes = Vec::new();
        write_json(&mut bytes, &text).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn controls_and_overrides_are_escaped() {
        assert_eq!(
            json("\u{1b}[2J\u{7f}\u{9b}\u{202e}é\u{2066}"),
            r#""\u001b[2J\u007f\u009b\u202eé\u2066""#
        );
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_commands(chars in prop::collection::vec(any::<char>(), 0..99)) {
            let text = String::from_iter(chars);
            let json = json(&text);
            prop_assert!(!json.chars().any(commands), "{}", json.escape_debug());
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
