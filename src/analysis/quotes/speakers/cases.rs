//! The quotes of a block as cases for a judge, and what follows from its answers.

use super::{
    Case, Judge,
    claims::{Claims, origin},
    features::{Quoted, is_of_sentence},
};
use crate::analysis::{
    QuoteKind, Reason,
    document::Document,
    quotes::{
        assemble::{Assembler, Block},
        attribution::{Attribution, introduction, is_dash},
        draft::{Draft, Source},
        kinds,
        place::Place,
        reporting::{near, weights::Weigh},
    },
};
use crate::article::BlockKind;
use std::ops::Range;

/// Words are no quote when that is likelier than all speakers together.
const NOTHING: f32 = 0.5;

/// The same of words that are written like a title.
const TITLE: f32 = 0.25;

/// Words that look like a clause are given up as a quote only when that is so likely.
const SURELY: f32 = 0.8;

/// What is written like a sentence of so many words and marks is quoted though nobody is named, as in digests of
/// other papers: no title and no word that is only talked about is so long.
const SENTENCE: usize = 12;

/// A quote of the block whose speaker is not settled by a label.
pub(in crate::analysis::quotes) struct Open {
    /// Its index among the drafts.
    pub draft: usize,
    /// Where it stands.
    pub place: Place,
    /// What the grammar of its sentence says.
    pub found: Option<Attribution>,
}

impl<W: Weigh> Assembler<'_, '_, W> {
    /// Finds the speakers of the block's open quotes; gives those that are no quotes.
    pub(in crate::analysis::quotes) fn speakers(
        &mut self,
        block: &Block,
        open: &[Open],
        judge: &mut impl Judge,
    ) -> Vec<usize> {
        let mut dropped = Vec::new();
        for at in 0..open.len() {
            let case = self.case(block, open, at);
            let chances = judge.chances(&case);
            if self.decide(block, &open[at], &case, &chances) {
                dropped.push(open[at].draft);
            }
        }
        dropped
    }

    fn case(&self, block: &Block, open: &[Open], at: usize) -> Case {
        let Open { draft, place, found } = &open[at];
        let line = block.line;
        let draft = &self.drafts[*draft];
        let mut claims = Claims::default();
        claims.ruled(line, place.item, found.as_ref(), origin::RULE);
        let reports = near(block.reports, place.item);
        claims.reported(line, place, reports);
        claims.touching(line, place);
        if draft.sole {
            self.signed_by_paragraph(place.segment, &mut claims);
        }
        if let Some(number) = place.number.checked_sub(1) {
            let sentence = &line.sentences[number];
            let introduced = introduction(line, sentence);
            claims.ruled(line, place.item, introduced.as_ref(), origin::INTRODUCED);
        } else if place.item <= 1 {
            self.introduced_by_paragraph(block.section, &mut claims);
        }
        // "…" — X: a signature leaves no room for anybody else.
        let signed = found.as_ref().is_some_and(|found| is_dash(line, found.cue.start));
        let tokens = |draft: &Draft| draft.speaker.as_ref().map(|speaker| speaker.tokens.clone());
        if signed {
            claims.0.truncate(1);
        } else if open[at].draft > block.first {
            claims.spoken(tokens(&self.drafts[open[at].draft - 1]), origin::BEFORE);
        } else if let Some(above) = self.above(block) {
            claims.spoken(tokens(above), origin::ABOVE);
        }
        if let Some(next) = open.get(at + 1).filter(|next| next.place.number > place.number) {
            claims.ruled(line, next.place.item, next.found.as_ref(), origin::NEXT);
        }
        let segment = &self.segments[place.segment];
        let token = |at| self.document.token_at(at);
        let covering = reports.iter().filter(|report| report.covers(place.item));
        let quoted = Quoted {
            document: self.document,
            named: self.named,
            segment,
            tokens: token(segment.outer.start)..token(segment.outer.end),
            kind: draft.kind,
            sole: draft.sole,
            opens: place.sentence.start == place.item,
            first: at == 0,
            sentences: line.sentences.len(),
            title: kinds::is_title(line, segment, place.item, false),
            chance: covering.map(|report| report.chance).fold(0.0, f32::max),
        };
        let claims = claims.0;
        let mut features = vec![Vec::new(); claims.len() + 2];
        for (answer, features) in features.iter_mut().enumerate() {
            let row = &mut |feature| features.push(feature);
            match answer.checked_sub(claims.len()) {
                None => quoted.of_claim(&claims, answer, row),
                Some(0) => quoted.of_nobody(claims.len(), row),
                Some(_) => quoted.of_nothing(claims.len(), row),
            }
        }
        Case { words: draft.spans[0].clone(), claims, features, title: quoted.title }
    }

    /// The last quote of the paragraph before, if it is direct.
    fn above(&self, block: &Block) -> Option<&Draft> {
        let above = self.drafts.get(block.first.checked_sub(1)?)?;
        let near = above.section + 1 == block.section;
        (near && above.kind == QuoteKind::Direct).then_some(above)
    }

    /// Takes the likeliest answer; says whether it is that there is no quote.
    fn decide(&mut self, block: &Block, open: &Open, case: &Case, chances: &[f32]) -> bool {
        let count = case.claims.len();
        let nothing = chances.get(count + 1).copied().unwrap_or(0.0);
        let mut order: Vec<usize> = (0..=count).collect();
        let chance = |&answer: &usize| chances.get(answer).copied().unwrap_or(0.0);
        order.sort_by(|a, b| chance(b).total_cmp(&chance(a)));
        let rest = (1.0 - nothing).max(0.01);
        let answers: Vec<(Option<Source>, f32)> = order
            .iter()
            .map(|&answer| {
                let claim = case.claims.get(answer);
                let source = claim.map(|claim| self.source(claim.source.clone()));
                (source, chance(&answer) / rest)
            })
            .collect();
        let best = order.first().copied().unwrap_or(count);
        let (section, words) =
            (block.section, kinds::tokens(self.document, &self.segments[open.place.segment]));
        let draft = &mut self.drafts[open.draft];
        let mut answers = answers.into_iter();
        if let Some((speaker, confidence)) = answers.next() {
            (draft.speaker, draft.confidence) = (speaker, confidence);
        }
        draft.others = answers.take(5).collect();
        if nothing > if case.title { TITLE } else { NOTHING } {
            // Words in quotation marks that nobody says: a fragment without a speaker, if it is short.
            draft.speaker = None;
            draft.confidence = nothing;
            let heading = self.document.sections[section].kind == BlockKind::Crosshead;
            let partial = draft.kind == QuoteKind::Partial;
            let surely = case.title || words.len() >= 3 && (partial || nothing > SURELY);
            let sentence = !partial && words.len() >= SENTENCE;
            return !heading && !draft.sole && surely && !sentence;
        }
        if let Some(claim) = case.claims.get(best) {
            draft.cue = claim.cue.clone();
            draft.reason = reason(self.document, claim.origins, claim.cue.as_ref());
        }
        false
    }
}

fn reason(document: &Document, origins: u16, cue: Option<&Range<usize>>) -> Reason {
    let label = cue.is_none_or(|cue| document.of(cue.start) == ":");
    match () {
        () if is_of_sentence(origins) && label => Reason::Headline,
        () if is_of_sentence(origins) || cue.is_some() => Reason::Cue,
        () => Reason::Continued,
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        analysis::{QuoteKind, analyse},
        article::{self, Format},
    };

    /// The words that are quoted in a text.
    fn quoted(text: &str) -> Vec<String> {
        let article = article::read(text.to_owned(), Format::Plain, String::new(), None);
        let quotes = analyse(&article).quotes;
        let marked = quotes.into_iter().filter(|quote| quote.kind != QuoteKind::Indirect);
        marked.map(|quote| quote.spans[0].of(&article.text).to_owned()).collect()
    }

    #[test]
    fn a_digest_of_other_papers_is_quoted_though_nobody_is_named() {
        let told = "The mill at Carrow will close for good in March, and with it goes the last \
                    water wheel on the river.";
        let digest = format!("Top stories\n\nTHE LAST MILL ON THE ORME “{told}” [Carrow Courier.]");
        assert_eq!(quoted(&digest), [told]);
        assert!(quoted("Top stories\n\nTHEY RODE THE “Night Mail” to Carrow.").is_empty());
    }
}
