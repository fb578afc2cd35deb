//! One key as it is pressed, and how it is written: `j`, `<C-d>`, `<Space>`.

use super::KeyError;
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::fmt;

/// A key with its modifiers. Shift is part of the character, so it is never a modifier here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    /// Which key.
    pub code: KeyCode,
    /// Whether Control was held.
    pub control: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

/// The keys that are written by name.
const NAMED: &[(&str, KeyCode)] = &[
    ("Space", KeyCode::Char(' ')),
    ("lt", KeyCode::Char('<')),
    ("Enter", KeyCode::Enter),
    ("Tab", KeyCode::Tab),
    ("S-Tab", KeyCode::BackTab),
    ("Esc", KeyCode::Esc),
    ("BS", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Ins", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
];

impl Chord {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, control: false, alt: false }
    }

    /// The key of a terminal event; `None` for releases and for modifiers alone.
    pub fn pressed(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release || matches!(event.code, KeyCode::Modifier(_)) {
            return None;
        }
        Some(Self {
            code: event.code,
            control: event.modifiers.contains(KeyModifiers::CONTROL),
            alt: event.modifiers.contains(KeyModifiers::ALT),
        })
    }

    /// The character it types, if it types one.
    pub const fn typed(self) -> Option<char> {
        match self {
            Self { code: KeyCode::Char(c), control: false, alt: false } => Some(c),
            _ => None,
        }
    }

    /// Reads a sequence of keys such as `gg`, `<C-d>` or `jj<Enter>`.
    ///
    /// # Errors
    /// When a name between `<` and `>` is no key.
    pub fn sequence(written: &str) -> Result<Vec<Self>, KeyError> {
        let mut chords = Vec::new();
        let mut rest = written;
        while let Some(first) = rest.chars().next() {
            match name_at(rest) {
                Some((name, after)) if !name.is_empty() => {
                    chords.push(Self::named(name)?);
                    rest = after;
                }
                _ => {
                    chords.push(Self::plain(KeyCode::Char(first)));
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        Ok(chords)
    }

    /// The key named between `<` and `>`: `C-x`, `M-x`, `F5`, `Enter`, in any case.
    fn named(name: &str) -> Result<Self, KeyError> {
        let unknown = || KeyError::UnknownKey(name.to_owned());
        if let Some((_, code)) = NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            return Ok(Self::plain(*code));
        }
        if let Some((modifier, key)) = name.split_once('-')
            && !key.is_empty()
        {
            let mut chars = key.chars();
            let inner = match (chars.next(), chars.next()) {
                (Some(only), None) => Self::plain(KeyCode::Char(only)),
                _ => Self::named(key)?,
            };
            return match modifier {
                "C" | "c" => Ok(Self { control: true, ..inner }),
                "M" | "m" | "A" | "a" => Ok(Self { alt: true, ..inner }),
                _ => Err(unknown()),
            };
        }
        let number = name.strip_prefix(['F', 'f']).and_then(|n| n.parse().ok());
        match number {
            Some(n @ 1..=24) => Ok(Self::plain(KeyCode::F(n))),
            _ => Err(unknown()),
        }
    }
}

/// The name in `<…>` that a text begins with, and what follows; the name may end in `>` itself.
fn name_at(written: &str) -> Option<(&str, &str)> {
    let inner = written.strip_prefix('<')?;
    let end = inner.find('>')?;
    let is_key = inner[..end].ends_with('-') && inner[end + 1..].starts_with('>');
    let end = end + usize::from(is_key);
    Some((&inner[..end], &inner[end + 1..]))
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = NAMED.iter().find(|(_, code)| *code == self.code).map(|(name, _)| *name);
        let key = match (self.code, named) {
            (_, Some(name)) => name.to_owned(),
            (KeyCode::Char(c), None) => c.to_string(),
            (KeyCode::F(n), None) => format!("F{n}"),
            (code, None) => code.to_string(),
        };
        match (self.control, self.alt) {
            (true, true) => write!(f, "<C-M-{key}>"),
            (true, false) => write!(f, "<C-{key}>"),
            (false, true) => write!(f, "<M-{key}>"),
            (false, false) if named.is_none() && matches!(self.code, KeyCode::Char(_)) => {
                f.write_str(&key)
            }
            (false, false) => write!(f, "<{key}>"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_as_they_are_read() {
        for written in
            ["gg", "<C-d>", "<Space>", "<lt>", "<S-Tab>", "<F5>", "<M-x>", "<M->>", "yq", "é"]
        {
            let chords = Chord::sequence(written).unwrap();
            let again: String = chords.iter().map(Chord::to_string).collect();
            assert_eq!(again, written);
        }
        assert_eq!(Chord::sequence("<c-D>").unwrap()[0].to_string(), "<C-D>");
        assert_eq!(Chord::sequence("a<b").unwrap().len(), 3);
        assert!(Chord::sequence("<Hyper-x>").is_err());
    }
}
