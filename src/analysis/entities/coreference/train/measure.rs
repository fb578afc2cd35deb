//! Counts how many pronouns and descriptions are resolved right.

use super::{
    corpus::Text,
    gold::{Gold, walk},
};
use quotidian::analysis::{
    Form,
    document::Document,
    entities::coreference::{
        Chains, Ranker,
        model::Weights,
        words::{Family, Lexis},
    },
};
use std::collections::HashMap;

/// What came of the pronouns of a text.
#[derive(Default)]
pub(super) struct Tally {
    /// Pronouns whose chain has a person's name.
    gold: usize,
    right: usize,
    /// Resolved pronouns he/she, whether the chain has a name or not.
    given: usize,
    /// The same for descriptions and for it/they: given, right, gold.
    other: [[usize; 3]; 3],
    genres: HashMap<String, [usize; 2]>,
}

impl Tally {
    /// How many pronouns he/she of those whose chain has a name go to the right person, in percent.
    pub(super) fn recall(&self) -> f64 {
        percent(self.right, self.gold)
    }

    /// How many of those that go to somebody go to the right person, in percent.
    pub(super) fn precision(&self) -> f64 {
        percent(self.right, self.given)
    }

    pub(super) fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.right += other.right;
        self.given += other.given;
        for (mine, its) in self.other.iter_mut().flatten().zip(other.other.into_iter().flatten()) {
            *mine += its;
        }
        for (genre, [gold, right]) in other.genres {
            let mine = self.genres.entry(genre).or_default();
            mine[0] += gold;
            mine[1] += right;
        }
    }
}

fn percent(a: usize, b: usize) -> f64 {
    100.0 * a as f64 / b.max(1) as f64
}

pub(super) fn measure(texts: &[&Text], weights: &Weights, gold_names: bool) -> Tally {
    let mut tally = Tally::default();
    for text in texts {
        walk(text, !gold_names, |document, named, quoted, gold| {
            let chains = Chains::judged(document, named, quoted, &mut Ranker::trusting(weights));
            count(document, &chains, gold, text, &mut tally);
        });
    }
    tally
}

fn count(document: &Document, chains: &Chains, gold: &Gold, text: &Text, tally: &mut Tally) {
    let lexis = Lexis::new(document);
    let genre = text.article.id.split('_').nth(1).unwrap_or_default();
    for token in 0..document.tokens.len() {
        let link = chains.at(token);
        let right = link.is_some_and(|link| {
            gold.of_token[token].is_some() && gold.of_entity[link.entity] == gold.of_token[token]
        });
        let meant = gold.of_token[token];
        match lexis.pronoun(document, token).map(|pronoun| pronoun.family) {
            Some(Family::Person(_)) => {
                let named = meant.is_some_and(|cluster| gold.people.contains(&cluster));
                tally.gold += usize::from(named);
                tally.given += usize::from(link.is_some());
                tally.right += usize::from(right);
                let genre = tally.genres.entry(genre.to_owned()).or_default();
                genre[0] += usize::from(named);
                genre[1] += usize::from(right);
            }
            other => {
                let row = match other {
                    Some(Family::Thing) => 0,
                    Some(_) => 1,
                    None if link.is_some_and(|link| link.form == Form::Nominal) => 2,
                    None => continue,
                };
                let reachable = meant.is_some_and(|meant| gold.of_entity.contains(&Some(meant)));
                tally.other[row][0] += usize::from(link.is_some());
                tally.other[row][1] += usize::from(right);
                tally.other[row][2] += usize::from(reachable);
            }
        }
    }
}

#[allow(clippy::print_stdout)]
pub(super) fn report(name: &str, tally: &Tally) {
    println!(
        "{name}: he/she right {}/{} = {:.1} %, precision {:.1} %",
        tally.right,
        tally.gold,
        tally.recall(),
        tally.precision()
    );
    for (name, [given, right, gold]) in ["it", "they", "descriptions"].iter().zip(tally.other) {
        println!(
            "  {name}: {given} resolved, {:.1} % right, of {gold} that mean something named",
            percent(right, given)
        );
    }
    let mut genres: Vec<_> = tally.genres.iter().filter(|(_, [gold, _])| *gold > 5).collect();
    genres.sort();
    let shown = genres.iter().map(|(genre, [gold, right])| format!("{genre} {right}/{gold}"));
    println!("  {}", shown.collect::<Vec<_>>().join(", "));
}

/// How many pronouns that name a speaker are the right person, and how many there are.
pub(super) fn speakers(texts: &[&Text], weights: &Weights) -> [usize; 2] {
    let [mut all, mut right] = [0; 2];
    for text in texts {
        walk(text, true, |document, named, quoted, gold| {
            let chains = Chains::judged(document, named, quoted, &mut Ranker::trusting(weights));
            for (head, cluster) in &text.heads {
                let link = chains.at(document.token_at(head.start));
                all += 1;
                right += usize::from(
                    link.is_some_and(|link| gold.of_entity[link.entity] == Some(*cluster)),
                );
            }
        });
    }
    [right, all]
}

#[allow(clippy::print_stdout)]
pub(super) fn report_speakers([right, all]: [usize; 2]) {
    if all > 0 {
        println!("speakers: {right}/{all} right");
    }
}
