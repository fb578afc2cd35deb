//! Tells of every "he" and "she" that is not resolved right what came of it, and why.

use super::{
    corpus::Text,
    gold::{Gold, walk},
};
use quotidian::analysis::{
    document::Document,
    entities::{
        Named,
        coreference::{
            Case, Chains, Judge, Ranker, Verdict,
            model::Weights,
            words::{Family, Lexis},
        },
    },
};
use std::{collections::HashMap, fmt::Write, ops::Range};

/// How many tokens are shown before a pronoun, and after.
const AROUND: (usize, usize) = (60, 12);

/// A judge that remembers what it was asked.
struct Witness<'w> {
    ranker: Ranker<'w>,
    asked: HashMap<usize, Case>,
}

impl Judge for Witness<'_> {
    fn judge(&mut self, case: &Case) -> Verdict {
        self.asked.insert(case.anaphor.head, case.clone());
        self.ranker.judge(case)
    }
}

/// One paragraph for every pronoun that is wrong in some texts.
pub(super) fn errors(texts: &[Text], weights: &Weights) -> String {
    let mut told = String::new();
    for text in texts.iter().filter(|text| text.speakers.is_none()) {
        walk(text, true, |document, named, quoted, gold| {
            let mut witness = Witness { ranker: Ranker::trusting(weights), asked: HashMap::new() };
            let chains = Chains::judged(document, named, quoted, &mut witness);
            let teller = Teller { document, named, gold, quoted };
            let lexis = Lexis::new(document);
            for token in 0..document.tokens.len() {
                let pronoun = lexis.pronoun(document, token).map(|pronoun| pronoun.family);
                let link = chains.at(token).map(|link| link.entity);
                if matches!(pronoun, Some(Family::Person(_))) && !teller.is_right(token, link) {
                    let case = witness.asked.get(&token);
                    let why = teller.why(token, link, case, &witness.ranker);
                    let _ = writeln!(told, "{} {why}", text.article.id);
                }
            }
        });
    }
    told
}

struct Teller<'t, 'd> {
    document: &'t Document<'d>,
    named: &'t Named,
    gold: &'t Gold,
    quoted: &'t [Range<usize>],
}

impl Teller<'_, '_> {
    /// Whether a pronoun means whom it is said to mean; somebody without a name is nobody.
    fn is_right(&self, token: usize, link: Option<usize>) -> bool {
        let meant = self.gold.of_token[token].filter(|meant| self.gold.people.contains(meant));
        match link {
            Some(entity) => meant.is_some() && self.gold.of_entity[entity] == meant,
            None => meant.is_none(),
        }
    }

    fn words(&self, tokens: Range<usize>) -> String {
        let words: Vec<&str> = tokens.map(|token| self.document.of(token)).collect();
        words.join(" ")
    }

    fn name(&self, entity: usize) -> String {
        let linked = &self.named.entities[entity];
        let first = &self.named.names[linked.names[0]];
        let titled = if linked.titled { "!" } else { "" };
        format!("{} ({:?}{titled})", self.words(first.tokens.clone()), linked.sex)
    }

    fn why(
        &self,
        token: usize,
        link: Option<usize>,
        case: Option<&Case>,
        ranker: &Ranker,
    ) -> String {
        let meant = self.gold.of_token[token].filter(|meant| self.gold.people.contains(meant));
        let entity = meant.and_then(|meant| {
            self.gold.of_entity.iter().position(|&cluster| cluster == Some(meant))
        });
        let among = entity.is_some_and(|entity| {
            case.is_some_and(|case| case.candidates.iter().any(|c| c.entity == Some(entity)))
        });
        let what = match (meant, entity, link) {
            (None, _, _) => "MEANS NOBODY NAMED",
            (_, None, _) => "NO NAME FOUND",
            _ if !among => "NO CANDIDATE",
            (_, _, None) => "LEFT OPEN",
            _ => "BEATEN",
        };
        let mut told = format!("{what}: \"{}\"", self.document.of(token));
        if self.quoted.iter().any(|quoted| quoted.contains(&token)) {
            told.push_str(" (quoted)");
        }
        let or_nobody =
            |entity: Option<usize>| entity.map_or("nobody".to_owned(), |e| self.name(e));
        let _ = writeln!(told, " means {}, given {}", or_nobody(entity), or_nobody(link));
        let (start, end) = (token.saturating_sub(AROUND.0), self.document.tokens.len());
        let before = self.words(start..token);
        let after = self.words(token + 1..end.min(token + AROUND.1));
        let _ = writeln!(told, "    … {before} >>{}<< {after}", self.document.of(token));
        let Some(case) = case else { return told };
        let chances = ranker.probabilities(case);
        for (candidate, chance) in case.candidates.iter().zip(&chances) {
            let name = match candidate.entity {
                Some(entity) => self.name(entity),
                None => format!("\"{}\"", self.document.of(candidate.head)),
            };
            let _ = write!(told, "    {chance:.2} {name};");
        }
        let _ = writeln!(told, "    {:.2} none", chances.last().unwrap_or(&0.0));
        told
    }
}
