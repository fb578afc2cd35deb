//! Bytes to text.
//!
//! A byte-order mark decides; without one, bytes that are valid UTF-8 are UTF-8; all others are
//! either UTF-8 with a few damaged places or windows-1252, whichever explains more of them. Bytes
//! that are no text at all are refused with a reason a person can read.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memchr_iter;

/// Why bytes were refused: what they are instead of a text ("a PNG image").
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a text: {0}")]
pub struct NotText(pub &'static str);

/// One of these many bytes may be a control character before the file counts as binary.
const CONTROLS_AT_MOST_ONE_IN: usize = 10;

/// First bytes of formats that people keep next to their texts.
const SIGNATURES: [(&[u8], &str); 9] = [
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
];

/// Turns the bytes of a file into its text. The byte-order mark is no part of the text.
///
/// # Errors
/// [`NotText`] when the bytes are binary data.
pub fn decode(bytes: &[u8]) -> Result<String, NotText> {
    match transcode(bytes)? {
        Some(text) => Ok(text),
        None => Ok(String::from_utf8_lossy(bytes).into_owned()),
    }
}

/// Like [`decode`], without a copy when the bytes are UTF-8 without a mark.
///
/// # Errors
/// [`NotText`] when the bytes are binary data.
pub fn decode_vec(bytes: Vec<u8>) -> Result<String, NotText> {
    if Mark::of(&bytes).is_some() {
        return decode(&bytes);
    }
    match String::from_utf8(bytes) {
        Ok(text) => not_binary(text),
        Err(error) => without_mark(error.as_bytes()),
    }
}

/// The text, or `None` when the bytes are already the UTF-8 of their text.
fn transcode(bytes: &[u8]) -> Result<Option<String>, NotText> {
    if let Some(mark) = Mark::of(bytes) {
        return not_binary(mark.decode(bytes)).map(Some);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if nulls_in_bulk(text) => Err(NotText("binary data")),
        Ok(_) => Ok(None),
        Err(_) => without_mark(bytes).map(Some),
    }
}

/// A byte-order mark.
#[derive(Clone, Copy)]
enum Mark {
    Utf8,
    Utf16(&'static Encoding),
    Utf32(fn([u8; 4]) -> u32),
}

impl Mark {
    /// The mark the bytes begin with. That of UTF-32 begins with that of UTF-16, so it goes first.
    fn of(bytes: &[u8]) -> Option<Self> {
        Some(match bytes {
            [0xEF, 0xBB, 0xBF, ..] => Self::Utf8,
            [0xFF, 0xFE, 0, 0, ..] => Self::Utf32(u32::from_le_bytes),
            [0, 0, 0xFE, 0xFF, ..] => Self::Utf32(u32::from_be_bytes),
            [0xFF, 0xFE, ..] => Self::Utf16(UTF_16LE),
            [0xFE, 0xFF, ..] => Self::Utf16(UTF_16BE),
            _ => return None,
        })
    }

    /// The text after the mark; what cannot be read becomes U+FFFD.
    fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Utf8 => String::from_utf8_lossy(bytes.get(3..).unwrap_or_default()).into_owned(),
            Self::Utf16(encoding) => {
                let (text, _) = encoding.decode_with_bom_removal(bytes);
                text.into_owned()
            }
            Self::Utf32(number) => utf32(bytes.get(4..).unwrap_or_default(), number),
        }
    }
}

fn utf32(bytes: &[u8], number: fn([u8; 4]) -> u32) -> String {
    let (units, rest) = bytes.as_chunks::<4>();
    let torn = (!rest.is_empty()).then_some(char::REPLACEMENT_CHARACTER);
    units
        .iter()
        .map(|&unit| char::from_u32(number(unit)).unwrap_or(char::REPLACEMENT_CHARACTER))
        .chain(torn)
        .collect()
}

/// Text from bytes that have no mark and are not valid UTF-8.
fn without_mark(bytes: &[u8]) -> Result<String, NotText> {
    if let Some((_, name)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(NotText(name));
    }
    let controls = bytes.iter().filter(|byte| is_odd_control(**byte)).count();
    if memchr::memchr(0, bytes).is_some() || controls * CONTROLS_AT_MOST_ONE_IN > bytes.len() {
        return Err(NotText("binary data"));
    }
    Ok(if is_damaged_utf8(bytes) {
        String::from_utf8_lossy(bytes).into_owned()
    } else {
        windows_1252(bytes)
    })
}

/// Controls that do not occur in a text of one byte per character (ESC does, in logs).
fn is_odd_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)
}

/// Whether more of the bytes outside ASCII belong to well-formed characters than to damaged places.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        damaged += chunk.invalid().len();
    }
    sound > damaged
}

/// The five bytes that windows-1252 leaves open would come out as C1 controls: they are damage.
fn windows_1252(bytes: &[u8]) -> String {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let is_c1 = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    if text.contains(is_c1) {
        return text.replace(is_c1, "\u{fffd}");
    }
    text.into_owned()
}

fn not_binary(text: String) -> Result<String, NotText> {
    if nulls_in_bulk(&text) { Err(NotText("binary data")) } else { Ok(text) }
}

/// A stray NUL in a text is made visible later; a tenth of them is not a text.
fn nulls_in_bulk(text: &str) -> bool {
    memchr_iter(0, text.as_bytes()).count() * CONTROLS_AT_MOST_ONE_IN > text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SAID: &str = "“Café – naïve”, said Zoë for €5 😀";

    fn utf16(text: &str, mark: &[u8], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        [mark.to_vec(), text.encode_utf16().flat_map(bytes).collect()].concat()
    }

    fn utf32(text: &str, mark: &[u8], bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
        [mark.to_vec(), text.chars().flat_map(|c| bytes(c.into())).collect()].concat()
    }

    #[test]
    fn a_mark_decides_and_is_no_part_of_the_text() {
        for bytes in [
            [b"\xef\xbb\xbf", SAID.as_bytes()].concat(),
            utf16(SAID, b"\xff\xfe", u16::to_le_bytes),
            utf16(SAID, b"\xfe\xff", u16::to_be_bytes),
            utf32(SAID, b"\xff\xfe\0\0", u32::to_le_bytes),
            utf32(SAID, b"\0\0\xfe\xff", u32::to_be_bytes),
        ] {
            assert_eq!(decode(&bytes).unwrap(), SAID);
            assert_eq!(decode_vec(bytes).unwrap(), SAID);
        }
        assert_eq!(decode(b"\xef\xbb\xbf").unwrap(), "");
    }

    #[test]
    fn without_a_mark_the_better_explanation_wins() {
        assert_eq!(decode(SAID.as_bytes()).unwrap(), SAID);
        assert_eq!(decode(b"\x93Caf\xe9\x94 for \x805").unwrap(), "“Café” for €5");
        let torn = [SAID.as_bytes(), b" \xc3 end"].concat();
        assert_eq!(decode(&torn).unwrap(), format!("{SAID} \u{fffd} end"));
        assert_eq!(decode(b"one \x81 two").unwrap(), "one \u{fffd} two");
    }

    #[test]
    fn binary_data_is_refused_but_a_stray_null_is_not() {
        assert_eq!(decode(&[0; 1000]), Err(NotText("binary data")));
        let picture = [b"\x89PNG\r\n\x1a\n".to_vec(), (0..=255).collect()].concat();
        assert_eq!(decode(&picture), Err(NotText("a PNG image")));
        assert_eq!(decode(b"the first\0the second").unwrap(), "the first\0the second");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let text = decode(&bytes);
            prop_assert_eq!(&text, &decode_vec(bytes.clone()));
            if let (Ok(given), Ok(text)) = (std::str::from_utf8(&bytes), text) {
                prop_assert_eq!(given.trim_start_matches('\u{feff}'), text.trim_start_matches('\u{feff}'));
            }
        }

        #[test]
        fn a_mark_for_utf8_makes_it_utf8(bytes in prop::collection::vec(1_u8.., 0..40)) {
            let marked = [b"\xef\xbb\xbf".as_slice(), &bytes].concat();
            prop_assert_eq!(decode(&marked).unwrap(), String::from_utf8_lossy(&bytes));
        }
    }
}
