//! Annotated articles, read as the engine reads them.

use super::polnear::Annotated;
use quotidian::{
    analysis::{
        document::Document,
        entities::Named,
        lexicon::Lexicon,
        quotes::{self, line::Line, marks::Segment},
    },
    article::Prose,
    span::Span,
};
use std::{ops::Range, sync::OnceLock};

/// An article with its names and quoted segments.
pub struct Read<'a> {
    /// The document.
    pub document: Document<'a>,
    /// Who and what it names.
    pub named: Named,
    /// What stands between quotation marks.
    pub segments: Vec<Segment>,
}

impl<'a> Read<'a> {
    /// Reads an article.
    pub fn new(annotated: &Annotated, prose: &Prose<'a>) -> Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        let document = Document::new(&annotated.article, prose, LEXICON.get_or_init(Lexicon::open));
        let named = Named::new(&document);
        let segments = quotes::segments(&document);
        Self { document, named, segments }
    }

    /// The reporter's lines through all blocks.
    pub fn lines(&self) -> Vec<Line<'_, 'a>> {
        let mut next = 0;
        let mut lines = Vec::new();
        for (number, section) in self.document.sections.iter().enumerate() {
            let from = next;
            next += self.segments[next..].iter().take_while(|s| s.section == number).count();
            if !section.repeated && !section.tokens.is_empty() {
                let tokens = section.tokens.clone();
                let own = from..next;
                lines.push(Line::new(&self.document, &self.named, tokens, &self.segments, own));
            }
        }
        lines
    }
}

/// The tokens that lie in spans.
pub fn tokens(document: &Document, spans: &[Span]) -> Vec<usize> {
    let of = |span: &Span| {
        let from = document.token_at(span.start);
        let inside = |t: &&quotidian::analysis::tokens::Token| t.end as usize <= span.end;
        from..from + document.tokens[from..].iter().take_while(inside).count()
    };
    spans.iter().flat_map(of).collect()
}

/// How many bytes spans share with a range.
pub fn shared(spans: &[Span], bytes: &Range<usize>) -> usize {
    let with = |s: &Span| s.end.min(bytes.end).saturating_sub(s.start.max(bytes.start));
    spans.iter().map(with).sum()
}
