//! A quote as people write it: its words, where the parts of an interrupted one stand together, and
//! after them who said it and where.
//!
//! In the article a part that leads on to "he said" ends with a comma. Where that ends the sentence
//! ("…," he said. "…") the comma stands for a full stop; where the sentence goes on ("…," he said, "…") it
//! is one; and at the end of a quote it belongs to the reporter. What is reported goes on around the
//! reporter's own words ("Both are expected to vote"): dots stand where these are left out.

use crate::{
    analysis::{Analysis, Quote, QuoteKind},
    article::Article,
    span::Span,
};

/// What stands for a speaker where nobody is named.
pub const NOBODY: &str = "nobody named";

/// Who said a quote, and where that stands.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// Who said it, if anybody is named.
    pub speaker: Option<&'a str>,
    /// What the article says they are.
    pub role: Option<&'a str>,
    /// What leads to the headline. What is reported was not said in these words: it says so.
    pub place: &'static str,
    /// The headline of the article.
    pub headline: String,
    /// Who published it.
    pub publisher: Option<&'a str>,
    /// The day on which that was.
    pub day: Option<String>,
}

/// What a part of a source is, for those who set it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Who said it.
    Speaker,
    /// The headline of the article.
    Headline,
    /// Anything else.
    Other,
}

impl<'a> Source<'a> {
    /// Who said a quote of an article, and where that stands.
    pub fn of(article: &'a Article, analysis: &'a Analysis, quote: &Quote) -> Self {
        let entity = quote.speaker.as_ref().and_then(|speaker| speaker.entity);
        let entity = entity.and_then(|entity| analysis.entities.get(entity));
        let reported = quote.kind == QuoteKind::Indirect;
        let day = article.published.map(|published| published.date());
        Self {
            speaker: speaker(article, analysis, quote),
            role: entity.and_then(|entity| entity.roles.first()).map(String::as_str),
            place: if reported { "reported in" } else { "in" },
            headline: article.headline(),
            publisher: article.publisher.as_deref(),
            day: day.map(|day| day.strftime("%-d %B %Y").to_string()),
        }
    }

    /// Its parts in the order in which they are written, each as `write` writes it.
    pub fn parts(&self, write: impl Fn(Part, &str) -> String) -> Vec<String> {
        let other = |words: &str| write(Part::Other, words);
        let mut parts = Vec::new();
        parts.extend(self.speaker.map(|name| write(Part::Speaker, name)));
        parts.extend(self.role.map(other));
        parts.push(format!("{} {}", self.place, write(Part::Headline, &self.headline)));
        parts.extend(self.publisher.map(other));
        parts.extend(self.day.as_deref().map(other));
        parts
    }
}

/// Who said a quote: the name, else the words used; `None` where nobody is named.
pub fn speaker<'a>(article: &'a Article, analysis: &'a Analysis, quote: &Quote) -> Option<&'a str> {
    let speaker = quote.speaker.as_ref()?;
    let words = || article.prose().of(speaker.span);
    Some(analysis.speaker_name(quote).unwrap_or_else(words))
}

/// The words of a quote in one line, as far as its own line breaks allow; without quotation marks.
pub fn of(article: &Article, quote: &Quote) -> String {
    let prose = article.prose();
    if quote.kind == QuoteKind::Indirect {
        let parts = quote.spans.iter().map(|&span| prose.of(span).trim_end_matches(','));
        return parts.collect::<Vec<_>>().join(" … ");
    }
    let mut words = String::new();
    for (at, &span) in quote.spans.iter().enumerate() {
        let part = prose.of(span);
        let Some(before_comma) = part.strip_suffix(',') else {
            words.push_str(part);
            words.push(' ');
            continue;
        };
        words.push_str(before_comma);
        if let Some(next) = quote.spans.get(at + 1) {
            let between = Span::new(span.end, next.start.max(span.end));
            words.push_str(if ends_sentence(prose.of(between)) { ". " } else { ", " });
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Whether a sentence ends before the mark that opens the next part.
fn ends_sentence(between: &str) -> bool {
    let punctuation =
        |c: &char| matches!(c, '.' | '!' | '?' | ':' | ';' | ',' | '…' | '-' | '–' | '—');
    let last = between.chars().rfind(|c| c.is_alphanumeric() || punctuation(c));
    matches!(last, Some('.' | '!' | '?' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::Reason,
        article::{Block, BlockKind},
    };

    /// The words of a quote whose parts are those in curly marks.
    #[track_caller]
    fn reads(text: &str, words: &str) {
        reads_as(QuoteKind::Direct, text, words);
    }

    #[track_caller]
    fn reads_as(kind: QuoteKind, text: &str, words: &str) {
        let begins = text.match_indices('“').map(|(at, mark)| at + mark.len());
        let ends = text.match_indices('”').map(|(at, _)| at);
        let quote = Quote {
            kind,
            within: None,
            spans: begins.zip(ends).map(|(start, end)| Span::new(start, end)).collect(),
            speaker: None,
            cue: None,
            confidence: 1.0,
            reason: Reason::Only,
            candidates: Vec::new(),
        };
        let blocks = vec![Block::new(BlockKind::Paragraph, Span::new(0, text.len()))];
        let article = Article { text: text.to_owned(), blocks, ..Article::default() };
        assert_eq!(of(&article, &quote), words);
    }

    #[test]
    fn the_comma_of_a_sentence_that_ends_is_a_full_stop() {
        reads("“It is shut,” said Holm. “Go home.”", "It is shut. Go home.");
        reads("“It is shut,” said Holm (68). “Go home.”", "It is shut. Go home.");
        reads("“It is shut,” said Holm, adding: “Go home.”", "It is shut. Go home.");
    }

    #[test]
    fn the_comma_of_a_sentence_that_goes_on_stays() {
        reads("“It is shut,” said Holm, “for good,” and left.", "It is shut, for good");
        reads("“If it opens,” said Holm “we go.”", "If it opens, we go.");
        reads("“Why?” said Holm. “It is shut.”", "Why? It is shut.");
        reads("“It”, said Holm, “is shut”.", "It is shut");
    }

    #[test]
    fn dots_stand_for_the_reporters_words_within_what_is_reported() {
        reads_as(QuoteKind::Indirect, "“Both” are expected “to vote”.", "Both … to vote");
        reads_as(QuoteKind::Indirect, "“It was,” he said, “shut”.", "It was … shut");
        reads_as(QuoteKind::Indirect, "He said “that it was shut”.", "that it was shut");
    }

    #[test]
    fn the_comma_at_the_end_is_the_reporters() {
        reads("“It is shut,” said Holm.", "It is shut");
        reads("“,”", "");
    }
}
