//! How well a model does on articles with their names told.

use super::corpora::{self, Annotated};
use quotidian::analysis::{
    document::Document,
    tagger::{self, labels::KINDS, model::Model},
};
use std::collections::HashSet;

/// How many articles are taken for like each corpus, by its number; the last number: for like none.
pub fn kin(model: &Model, texts: &[Annotated], corpora: usize) -> Vec<usize> {
    let mut counts = vec![0; corpora + 1];
    for text in texts {
        let kin = corpora::see(text, &model.clusters, |seen| tagger::kinship(model, seen.view));
        let corpus = kin.map_or(corpora, |kin| kin.corpus).min(corpora);
        counts[corpus] += 1;
    }
    counts
}

/// Micro F1 of persons, organisations and places with exact spans, in percent.
pub fn f1(model: &Model, texts: &[Annotated]) -> f64 {
    let (mut right, mut all) = (0, 0);
    for text in texts {
        let prose = text.article.prose();
        let document = Document::new(&text.article, &prose, corpora::lexicon());
        let gold = text.names.iter().map(|name| (name.span, name.kind));
        let gold: HashSet<_> = gold.filter(|(_, kind)| *kind < 3).collect();
        let found: HashSet<_> = tagger::tag(model, &document)
            .into_iter()
            .filter_map(|name| {
                let span = prose.to_text(document.bytes(name.tokens));
                let kind = KINDS.iter().position(|kind| *kind == name.kind)?;
                Some((corpora::trimmed(&text.article.text, span.start, span.end), kind))
            })
            .filter(|(_, kind)| *kind < 3)
            .collect();
        right += gold.intersection(&found).count();
        all += gold.len() + found.len();
    }
    200.0 * right as f64 / all.max(1) as f64
}
