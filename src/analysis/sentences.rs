//! Where sentences begin.
//!
//! A full stop ends one unless it belongs to an abbreviation, an initial or a number; closing marks
//! stay with the sentence they close.

use super::{
    lexicon::Class,
    tokens::{Shape, Token, Words},
};

/// Marks the tokens that begin a sentence. `tokens` are those of one block.
pub fn mark_sentences(text: &str, tokens: &mut [Token], words: &Words) {
    let mut fresh = true;
    let mut end = 0;
    for index in 0..tokens.len() {
        let token = tokens[index];
        let mark = text[token.range()].chars().next().unwrap_or(' ');
        if fresh && !closes(mark, token, end == token.start) {
            tokens[index].first = true;
            fresh = false;
        }
        end = token.end;
        fresh |= ends_sentence(text, tokens, index, words);
    }
}

/// Whether a mark still belongs to the sentence before it. `touches`: no space is between.
fn closes(mark: char, token: Token, touches: bool) -> bool {
    token.shape == Shape::Mark
        && (matches!(mark, '”' | '’' | '»' | ')' | ']' | '.' | '!' | '?' | '…')
            || touches && matches!(mark, '"' | '\''))
}

fn ends_sentence(text: &str, tokens: &[Token], index: usize, words: &Words) -> bool {
    let token = tokens[index];
    let next = tokens[index + 1..].iter().take(4).find(|next| next.shape != Shape::Mark);
    let Some(next) = next else {
        return false;
    };
    let starts =
        next.capitalised() || matches!(next.shape, Shape::Number | Shape::Other | Shape::Address);
    match &text[token.range()] {
        "." | "。" | "！" | "？" | "!" | "?" | "…" | "..." | "...." => starts,
        word if token.is_word() && word.ends_with('.') => {
            ends_with_abbreviation(*next, word, words)
        }
        _ => false,
    }
}

/// "… in the U.S. The …": only words that start sentences and no names tell.
fn ends_with_abbreviation(next: Token, word: &str, words: &Words) -> bool {
    let starter = next.capitalised() && words.class(next.word).has(Class::CLOSED);
    starter && word.trim_end_matches('.').contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{lexicon::Lexicon, tokens::tokenise};

    fn sentences(text: &str) -> Vec<String> {
        let lexicon = Lexicon::open();
        let mut words = Words::new(&lexicon);
        let mut tokens = Vec::new();
        tokenise(text, 0..text.len(), &mut words, &mut tokens);
        mark_sentences(text, &mut tokens, &words);
        let starts: Vec<usize> =
            tokens.iter().filter(|t| t.first).map(|t| t.start as usize).collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        starts.iter().zip(ends).map(|(&a, b)| text[a..b].trim().to_owned()).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(
            sentences("Dr. J. Doe went to the U.S. The trip cost 4.5 pounds. \"Fine.\" It was."),
            ["Dr. J. Doe went to the U.S.", "The trip cost 4.5 pounds.", "\"Fine.\"", "It was."]
        );
        assert_eq!(sentences("No. 5 won. No. He lost..."), ["No. 5 won.", "No.", "He lost..."]);
    }
}
