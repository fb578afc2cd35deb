//! An article as the analysis sees it: its blocks cut into tokens, in prose offsets.

use super::{
    lexicon::{Class, Lexicon},
    sentences::mark_sentences,
    tokens::{Shape, Token, Words, tokenise},
};
use crate::article::{Article, BlockKind, Prose};
use std::ops::Range;

/// No listed name has more tokens.
const LONGEST_NAME: usize = 12;

/// One block of the article.
#[derive(Clone, Debug)]
pub struct Section {
    /// What part it plays.
    pub kind: BlockKind,
    /// Its bytes in the prose.
    pub range: Range<usize>,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether it is a headline that was shown before: nothing in it counts of its own.
    pub repeated: bool,
    /// Whether capitals say nothing here: most of its words have one.
    pub title_case: bool,
}

/// All tokens of an article, block by block.
pub struct Document<'a> {
    /// The prose that all ranges count in.
    pub text: &'a str,
    /// The blocks, in order.
    pub sections: Vec<Section>,
    /// The tokens of all blocks, in order.
    pub tokens: Vec<Token>,
    /// The distinct words.
    pub words: Words<'a>,
}

impl<'a> Document<'a> {
    /// Cuts an article into tokens. Code is left out, and blocks beyond 4 GiB are: tokens count in 32 bits.
    pub fn new(article: &Article, prose: &Prose<'a>, lexicon: &'a Lexicon) -> Self {
        let text = prose.text();
        let mut document =
            Self { text, sections: Vec::new(), tokens: Vec::new(), words: Words::new(lexicon) };
        document.tokens.reserve(text.len() / 5);
        let mut headline = false;
        for block in &article.blocks {
            let range = prose.range(block.span);
            let out_of_range = range.end > u32::MAX as usize || text.get(range.clone()).is_none();
            if block.code || out_of_range {
                continue;
            }
            let repeated = headline && block.kind == BlockKind::Headline;
            headline |= block.kind == BlockKind::Headline;
            document.add(block.kind, range, repeated);
        }
        document
    }

    fn add(&mut self, kind: BlockKind, range: Range<usize>, repeated: bool) {
        let from = self.tokens.len();
        tokenise(self.text, range.clone(), &mut self.words, &mut self.tokens);
        mark_sentences(self.text, &mut self.tokens[from..], &self.words);
        let tokens = from..self.tokens.len();
        let heading =
            matches!(kind, BlockKind::Headline | BlockKind::Crosshead | BlockKind::Standfirst);
        let title_case = self.is_title_case(&self.tokens[from..], heading);
        self.sections.push(Section { kind, range, tokens, repeated, title_case });
    }

    /// Whether three quarters of the longer words that are no closed-class words have a capital, in
    /// running text are capitals.
    fn is_title_case(&self, tokens: &[Token], heading: bool) -> bool {
        let content = tokens.iter().filter(|token| {
            let long = token.end - token.start > 3;
            token.is_word() && long && !self.words.class(token.word).has(Class::CLOSED)
        });
        let (mut all, mut capital) = (0usize, 0usize);
        for token in content.take(200) {
            all += 1;
            let counts = if heading { token.capitalised() } else { token.shape == Shape::Upper };
            capital += usize::from(counts);
        }
        all >= 3 && capital * 4 >= all * 3
    }

    /// The longest listed name that begins with a token and stays before `end`.
    pub fn listed(&self, token: usize, end: usize) -> Option<(usize, Class)> {
        let end = end.min(token + LONGEST_NAME).min(self.tokens.len());
        self.words.listed((token..end).map(|index| self.tokens[index].word))
    }

    /// Whether some tokens are, all of them, a listed place's name.
    pub fn is_place(&self, tokens: Range<usize>) -> bool {
        let listed = self.listed(tokens.start, tokens.end);
        listed.is_some_and(|(words, class)| words == tokens.len() && class.has(Class::PLACE))
    }

    /// Whether there is a token and it goes on the sentence of the one before.
    pub fn goes_on(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|token| !token.first)
    }

    /// The words of a token as they are written.
    pub fn of(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |token| &self.text[token.range()])
    }

    /// The lower-case form of a token.
    pub fn lower(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |token| self.words.text(token.word))
    }

    /// The classes of a token's word; none for marks and numbers.
    pub fn class(&self, token: usize) -> Class {
        self.tokens.get(token).map_or(Class::default(), |token| self.words.class(token.word))
    }

    /// What a token is made of.
    pub fn shape(&self, token: usize) -> Shape {
        self.tokens.get(token).map_or(Shape::Mark, |token| token.shape)
    }

    /// Whether a token starts with a capital.
    pub fn capitalised(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(Token::capitalised)
    }

    /// The bytes of a range of tokens.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        match (
            self.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                first.start as usize..last.end as usize
            }
            _ => 0..0,
        }
    }

    /// The index of the block that holds a token.
    pub fn section_of(&self, token: usize) -> Option<usize> {
        let after = self.sections.partition_point(|section| section.tokens.start <= token);
        let section = after.checked_sub(1)?;
        self.sections[section].tokens.contains(&token).then_some(section)
    }

    /// The first token that starts at or after a byte.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| (token.start as usize) < byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{self, Format};

    #[test]
    fn code_is_not_read() {
        let text = "Mara Vell wrote:\n\n```\nextract Tarn > \"Orme.jsonl\"\n```\n\nIt ran.";
        let article = article::read(text.to_owned(), Format::Markdown, String::new(), None);
        let (prose, lexicon) = (article.prose(), Lexicon::open());
        let document = Document::new(&article, &prose, &lexicon);
        let words: Vec<&str> = (0..document.tokens.len()).map(|token| document.of(token)).collect();
        assert_eq!(words, ["Mara", "Vell", "wrote", ":", "It", "ran", "."]);
        assert!(prose.text().contains("Orme.jsonl"), "it is shown");
    }
}
