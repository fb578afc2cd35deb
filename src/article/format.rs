//! Which reader a text is for.

use super::{excerpt, markdown};
use std::path::Path;

/// The format of a text, which decides who reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain news text: see [`plain`](super::plain).
    #[default]
    Plain,
    /// Markdown with or without front matter: see [`markdown`].
    Markdown,
}

/// How much of a text is looked at to tell its format.
const SNIFFED: usize = 16 * 1024;

impl Format {
    /// The format a file's name promises; `None` for files that are no articles. A visible name
    /// without an extension promises plain text.
    pub fn of_path(path: &Path) -> Option<Self> {
        // Cut by hand: thousands of names are asked at once, and paths are slow to take apart.
        let bytes = path.as_os_str().as_encoded_bytes();
        let name = bytes.rsplit(|&byte| std::path::is_separator(byte.into())).next()?;
        match name.iter().rposition(|&byte| byte == b'.') {
            None if name.is_empty() => None,
            None => Some(Self::Plain),
            Some(0) => None,
            Some(dot) => Self::of_extension(&name[dot + 1..]),
        }
    }

    fn of_extension(extension: &[u8]) -> Option<Self> {
        const PLAIN: [&str; 3] = ["txt", "text", "asc"];
        const MARKDOWN: [&str; 7] = ["md", "markdown", "mdown", "mdwn", "mkd", "mkdn", "mdtext"];
        let is = |known: &&str| known.as_bytes().eq_ignore_ascii_case(extension);
        if MARKDOWN.iter().any(is) {
            Some(Self::Markdown)
        } else {
            PLAIN.iter().any(is).then_some(Self::Plain)
        }
    }

    /// The format of a text without a name. Markdown has front matter, a heading, a fence or a
    /// link; what plain news text has too (lists, `>`, stars) says nothing.
    pub fn sniff(text: &str) -> Self {
        if markdown::has_front_matter(text) {
            return Self::Markdown;
        }
        let start = excerpt::first(text, SNIFFED);
        if start.lines().any(is_markdown_line) || has_link(start) {
            return Self::Markdown;
        }
        Self::Plain
    }
}

/// A heading (`## `, not `#hashtag`) or the fence of a code block.
fn is_markdown_line(line: &str) -> bool {
    let after = line.trim_start_matches('#');
    let hashes = line.len() - after.len();
    ((1..=6).contains(&hashes) && after.starts_with(' ')) || line.starts_with("```")
}

/// `](` with an address behind it.
fn has_link(text: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), b"](").any(|at| {
        let target = text.get(at + 2..).unwrap_or_default();
        ["http://", "https://", "/", "#", "<", "mailto:"]
            .iter()
            .any(|kind| target.starts_with(kind))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_promises_a_format() {
        let of = |name: &str| Format::of_path(Path::new(name));
        assert_eq!(of("a/b.TXT"), Some(Format::Plain));
        assert_eq!(of("a.b/c"), Some(Format::Plain));
        assert_eq!(of("a.Md"), Some(Format::Markdown));
        assert_eq!(of("a.png"), None);
        assert_eq!(of("a/.gitignore"), None);
    }

    #[test]
    fn a_text_without_a_name_is_told_by_its_marks() {
        for text in
            ["---\ntitle: A\n---\nB", "+++\na = 1\n+++\n", "# A\n\nb", "a [b](https://c.d) e"]
        {
            assert_eq!(Format::sniff(text), Format::Markdown, "{text}");
        }
        for text in
            ["Mayor quits\n\nShe left.", "#mayor quits\n\n- a\n- b", "---\n\nA note: b\n", ""]
        {
            assert_eq!(Format::sniff(text), Format::Plain, "{text}");
        }
    }
}
