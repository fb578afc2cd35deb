//! What an article is: a text, the blocks it is made of, and what is known about it.
//!
//! Bytes become an [`Article`] in two steps: [`decode`] turns bytes into a text, one reader per
//! format ([`plain`], [`markdown`]) finds the blocks. A reader never changes the text. Where what is
//! shown differs from what was given (Markdown's marks, character references), the article also
//! holds its [`Prose`]: the text as a reader sees it, with the way back to the given bytes.

pub mod decode;
mod excerpt;
mod format;
mod head;
pub mod markdown;
pub mod plain;
pub mod printed;
mod prose;
mod published;

use crate::span::Span;
pub use format::Format;
pub use head::{HeadFields, count_words, head, read};
pub use prose::{Prose, ProseBuilder};
pub use published::Published;

/// What part a block plays in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The title of the article. A repeated headline is a second block of this kind.
    Headline,
    /// The line or two under the headline that sum the article up.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// What a picture shows, with its credit.
    Caption,
    /// A heading inside the body, or a pulled quote on a line of its own.
    Crosshead,
    /// Running text. Tables and preformatted text are paragraphs too.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A paragraph set apart as a quotation (Markdown's `>`).
    QuoteBlock,
}

/// The deepest that a block is nested: more says nothing to a reader.
const MAX_DEPTH: u8 = 15;

/// One block of an article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What part it plays.
    pub kind: BlockKind,
    /// Where it is in [`Article::text`]; in Markdown this runs over the marks inside the block,
    /// which [`Article::prose`] leaves out.
    pub span: Span,
    /// How deep it is nested in lists or quotations, from 0.
    pub depth: u8,
    /// The number of an item in a numbered list.
    pub ordinal: Option<u32>,
    /// Whether line breaks inside it are the author's (preformatted text, tables) or may move.
    pub preformatted: bool,
    /// Whether it is a program's text: it is shown, but nobody says it and it names nobody.
    pub code: bool,
}

impl Block {
    /// A block of running text: not nested, not numbered, free to be wrapped.
    pub const fn new(kind: BlockKind, span: Span) -> Self {
        Self { kind, span, depth: 0, ordinal: None, preformatted: false, code: false }
    }
}

/// An article: its text as it was decoded, its blocks, and what its front matter or first lines say.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The identifier it is selected by and extracted under.
    pub id: String,
    /// The path or URL it came from; `None` for standard input.
    pub source: Option<String>,
    /// The headline, as plain text.
    pub title: Option<String>,
    /// The standfirst, as plain text.
    pub standfirst: Option<String>,
    /// The author or authors, as plain text.
    pub byline: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Who published it, when the article itself says so.
    pub publisher: Option<String>,
    /// Its address on the web (`http` or `https` only).
    pub url: Option<String>,
    /// Tags or topics.
    pub tags: Vec<String>,
    /// The text that every span counts in: decoded, otherwise as it was given.
    pub text: String,
    /// The blocks, in the order of the text, not overlapping.
    pub blocks: Vec<Block>,
    /// How the text is shown where that differs from the text itself; `None` when it does not.
    pub shown: Option<Box<prose::Shown>>,
}

impl Article {
    /// The text as a reader sees it.
    pub fn prose(&self) -> Prose<'_> {
        Prose::new(&self.text, self.shown.as_deref())
    }

    /// The headline, or the best stand-in: the first words of the text, else the identifier.
    pub fn headline(&self) -> String {
        self.title.clone().unwrap_or_else(|| {
            let prose = self.prose();
            let opening = self.blocks.first().map(|block| prose.of(block.span));
            let words: Vec<&str> =
                opening.unwrap_or_default().split_whitespace().take(12).collect();
            if words.is_empty() { self.id.clone() } else { words.join(" ") }
        })
    }

    /// How many words its blocks hold, counted as runs between white space.
    pub fn words(&self) -> usize {
        let prose = self.prose();
        self.blocks.iter().map(|block| prose.of(block.span).split_whitespace().count()).sum()
    }
}
