//! What a program may write to a terminal, told apart from everything else.

/// One thing in a stream of bytes for a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A character to be shown.
    Shown(char),
    /// A control sequence (`ESC [`): parameters and the final byte.
    Control(String, char),
    /// An operating system command (`ESC ]`), without its ends.
    System(String),
    /// Two bytes that save or restore the cursor (`ESC 7`, `ESC 8`).
    Cursor(char),
    /// Anything else that is no character to be shown.
    Other(char),
}

/// Takes a stream apart. What is not UTF-8 is a mistake of the program.
pub fn pieces(bytes: &[u8]) -> Vec<Piece> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (piece, length) = match sequence(rest) {
            Some(found) => found,
            None if is_shown(first) => (Piece::Shown(first), first.len_utf8()),
            None => (Piece::Other(first), first.len_utf8()),
        };
        pieces.push(piece);
        rest = &rest[length..];
    }
    pieces
}

/// The sequence that a text begins with, and its length; none if it is not one of those known.
fn sequence(text: &str) -> Option<(Piece, usize)> {
    let inner = text.strip_prefix('\u{1b}')?;
    if let Some(control) = inner.strip_prefix('[') {
        let end = control.find(|c: char| !"0123456789;?".contains(c))?;
        let last = control[end..].chars().next().filter(char::is_ascii_alphabetic)?;
        return Some((Piece::Control(control[..end].to_owned(), last), 2 + end + 1));
    }
    if let Some(system) = inner.strip_prefix(']') {
        let end = system.find(|c: char| c.is_control())?;
        let length =
            ["\u{1b}\\", "\u{7}"].iter().find(|end_| system[end..].starts_with(**end_))?.len();
        return Some((Piece::System(system[..end].to_owned()), 2 + end + length));
    }
    let cursor = inner.chars().next().filter(|c| "78".contains(*c))?;
    Some((Piece::Cursor(cursor), 2))
}

/// Whether a character shows something and commands nothing.
fn is_shown(c: char) -> bool {
    let overrides = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !c.is_control() && !overrides && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}')
}

/// Private modes that the screen may set: cursor, alternate screen, mouse, paste, whole frames.
const MODES: [&str; 9] =
    ["?25", "?1000", "?1002", "?1003", "?1006", "?1015", "?1049", "?2004", "?2026"];

/// Whether drawing has any use for a piece. System commands are never part of drawing.
pub fn is_drawing(piece: &Piece) -> bool {
    match piece {
        Piece::Shown(_) | Piece::Cursor(_) => true,
        Piece::Control(mode, 'h' | 'l') => MODES.contains(&mode.as_str()),
        Piece::Control(parameters, last) => {
            "mHJKABCDG".contains(*last) && !parameters.contains('?') && parameters.len() < 40
        }
        Piece::System(_) | Piece::Other(_) => false,
    }
}

/// The texts that a stream puts into the clipboard.
pub fn copies(bytes: &[u8]) -> Vec<String> {
    let copied = |piece: Piece| match piece {
        Piece::System(command) => Some(decode(command.strip_prefix("52;c;")?)),
        _ => None,
    };
    pieces(bytes).into_iter().filter_map(copied).collect()
}

/// Base 64 (RFC 4648) of a text.
fn decode(base64: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0_u32, 0);
    for digit in base64.bytes().filter(|&byte| byte != b'=') {
        let value = DIGITS.iter().position(|&known| known == digit).expect("a digit of base 64");
        held = (held << 6 | u32::try_from(value).unwrap()) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn streams_are_taken_apart() {
    let stream = "a\u{1b}[1;31mé\u{1b}]52;c;aGFja2Vk\u{1b}\\\u{1b}7\u{1b}[?1049l\u{1b}c\u{9b}";
    assert_eq!(
        pieces(stream.as_bytes()),
        [
            Piece::Shown('a'),
            Piece::Control("1;31".into(), 'm'),
            Piece::Shown('é'),
            Piece::System("52;c;aGFja2Vk".into()),
            Piece::Cursor('7'),
            Piece::Control("?1049".into(), 'l'),
            Piece::Other('\u{1b}'),
            Piece::Shown('c'),
            Piece::Other('\u{9b}'),
        ]
    );
    assert_eq!(copies(stream.as_bytes()), ["hacked"]);
    for hostile in
        ["\u{1b}[6n", "\u{1b}[8;1t", "\u{1b}[?5i", "\u{1b}[3r", "\u{1b}[1000b", "\r", "\u{7f}"]
    {
        assert!(!pieces(hostile.as_bytes()).iter().all(is_drawing), "{hostile:?}");
    }
}
