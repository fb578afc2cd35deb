//! Trains and measures the ranker of coreference: writes `weights.tsv`.
//!
//! `cargo run --release --example train-coreference -- train CORPUS…` writes the table to standard
//! output, `… measure CORPUS…` prints how many pronouns the compiled-in weights get right, `… cross
//! CORPUS…` cross-validates over five parts. A corpus is `NAME.coref.jsonl.gz` with `NAME.jsonl` (its
//! named entities) beside it, or a `.jsonl.gz` of attributions, of which the speakers that are one
//! pronoun are learnt from; `weights.md` says which were used. The same corpora give the same bytes.

use quotidian::{
    analysis::{
        EntityKind, Form,
        document::Document,
        entities::{
            Name, Named,
            coreference::{
                Case, Chains, Judge, Ranker, TRUST,
                features::SLOTS,
                model::{Weights, softmax},
                words::Family,
            },
            linking::Linked,
            titles,
        },
        lexicon::Lexicon,
        quotes,
    },
    article::{self, Article, Format},
};
use serde_json::Value;
use std::{collections::HashMap, error::Error, ops::Range, process::Command};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Rounds of walking with the model of the round before.
const ROUNDS: usize = 2;
/// Passes over the cases in each round.
const PASSES: usize = 15;
const RATE: f32 = 0.1;
/// Weight of the squares of the weights, per case.
const DECAY: f32 = 0.3;
/// How far the pupil trusts that "he" is somebody named (see [`Ranker`]): less than the graduate.
const DOUBT: f32 = 0.5;
/// What weighs less is left out of the table.
const LEAST: f32 = 0.08;

/// Genres that are not learnt from: talk in which people point at what no text names.
const LEFT_OUT: [&str; 2] = ["conversation", "vlog"];

/// A text with its gold coreference and named entities, in bytes.
struct Text {
    article: Article,
    /// Head spans of all mentions, with their cluster.
    heads: Vec<(Range<usize>, usize)>,
    names: Vec<(Range<usize>, EntityKind)>,
    /// Where only speakers are known, the last word of the name of each cluster.
    speakers: Option<Vec<String>>,
}

#[allow(clippy::print_stdout)]
fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next().unwrap_or_default();
    let mut texts = Vec::new();
    for path in arguments {
        texts.extend(read(&path)?);
    }
    match task.as_str() {
        "train" => print!("{}", train(&texts.iter().collect::<Vec<_>>()).table(LEAST)),
        "cross" => cross(&texts),
        "measure" => {
            let (speakers, whole): (Vec<&Text>, Vec<&Text>) =
                texts.iter().partition(|text| text.speakers.is_some());
            report("gold names", &measure(&whole, Weights::shipped(), true));
            report("own names", &measure(&whole, Weights::shipped(), false));
            report_speakers(&speakers);
        }
        _ => return Err("train, cross or measure, then corpora".into()),
    }
    Ok(())
}

fn read(path: &str) -> Outcome<Vec<Text>> {
    let output = Command::new("gzip").args(["-dc", path]).output()?;
    let coref = String::from_utf8(output.stdout)?;
    if !path.ends_with(".coref.jsonl.gz") {
        return coref.lines().map(|line| speeches(&serde_json::from_str(line)?)).collect();
    }
    let ner = std::fs::read_to_string(path.replace(".coref.jsonl.gz", ".jsonl"))?;
    let mut named: HashMap<String, Value> = HashMap::new();
    for line in ner.lines() {
        let record: Value = serde_json::from_str(line)?;
        named.insert(record["id"].as_str().unwrap_or_default().to_owned(), record);
    }
    coref.lines().map(|line| text(&serde_json::from_str(line)?, &named)).collect()
}

/// A text of which only those sources of quotes are known that are one pronoun.
fn speeches(record: &Value) -> Outcome<Text> {
    let words = record["text"].as_str().ok_or("no text")?.to_owned();
    let bytes: Vec<usize> = words.char_indices().map(|(at, _)| at).chain([words.len()]).collect();
    let (mut heads, mut speakers) = (Vec::new(), Vec::<String>::new());
    for said in record["attributions"].as_array().into_iter().flatten() {
        let (Some([source]), Some(name)) =
            (said["source"].as_array().map(Vec::as_slice), said["speaker_name"].as_str())
        else {
            continue;
        };
        let last = name.split_whitespace().last().unwrap_or_default().to_lowercase();
        let pronoun =
            matches!(source["text"].as_str(), Some("he" | "He" | "she" | "She" | "it" | "It"));
        let (Some(start), Some(end)) = (source["start"].as_u64(), source["end"].as_u64()) else {
            continue;
        };
        if !pronoun || last.is_empty() {
            continue;
        }
        let cluster = speakers.iter().position(|known| *known == last).unwrap_or_else(|| {
            speakers.push(last);
            speakers.len() - 1
        });
        heads.push((bytes[start as usize]..bytes[end as usize], cluster));
    }
    let id = record["id"].as_str().ok_or("no id")?.to_owned();
    Ok(Text {
        article: article::read(words, Format::Plain, id, None),
        heads,
        names: Vec::new(),
        speakers: Some(speakers),
    })
}

fn text(record: &Value, named: &HashMap<String, Value>) -> Outcome<Text> {
    let id = record["id"].as_str().ok_or("no id")?.to_owned();
    let words = record["text"].as_str().ok_or("no text")?.to_owned();
    let bytes: Vec<usize> = words.char_indices().map(|(at, _)| at).chain([words.len()]).collect();
    let span = |value: &Value, start: &str, end: &str| -> Option<Range<usize>> {
        Some(
            *bytes.get(value[start].as_u64()? as usize)?
                ..*bytes.get(value[end].as_u64()? as usize)?,
        )
    };
    let mut heads = Vec::new();
    for (cluster, gold) in record["clusters"].as_array().into_iter().flatten().enumerate() {
        for mention in gold["mentions"].as_array().into_iter().flatten() {
            heads.extend(span(mention, "hstart", "hend").map(|head| (head, cluster)));
        }
    }
    let mut names = Vec::new();
    let entities = named.get(&id).and_then(|record| record["entities"].as_array());
    for entity in entities.into_iter().flatten() {
        let kind = match entity["type"].as_str() {
            Some("PERSON") => EntityKind::Person,
            Some("ORG") => EntityKind::Organization,
            Some("LOC") => EntityKind::Location,
            Some("MISC") => EntityKind::Misc,
            _ => continue,
        };
        names.extend(span(entity, "start", "end").map(|span| (span, kind)));
    }
    names.sort_by_key(|(span, _)| span.start);
    Ok(Text {
        article: article::read(words, Format::Plain, id, None),
        heads,
        names,
        speakers: None,
    })
}

/// The clusters of the tokens of a text.
struct Gold {
    of_token: Vec<Option<usize>>,
    of_entity: Vec<Option<usize>>,
    /// Clusters with a person's name.
    people: Vec<usize>,
}

impl Gold {
    fn new(document: &Document, named: &Named, text: &Text) -> Self {
        let mut of_token = vec![None; document.tokens.len()];
        let mut width = vec![usize::MAX; document.tokens.len()];
        for (head, cluster) in &text.heads {
            for token in document.token_at(head.start)..document.token_at(head.end) {
                if head.len() < width[token] {
                    (width[token], of_token[token]) = (head.len(), Some(*cluster));
                }
            }
        }
        let of_entity = named.entities.iter().map(|entity| {
            let mut counts: Vec<(usize, usize)> = Vec::new();
            for token in entity.names.iter().flat_map(|&name| named.names[name].tokens.clone()) {
                let Some(cluster) = of_token[token] else { continue };
                match counts.iter_mut().find(|(known, _)| *known == cluster) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((cluster, 1)),
                }
            }
            counts
                .into_iter()
                .reduce(|a, b| if b.1 > a.1 { b } else { a })
                .map(|(cluster, _)| cluster)
        });
        let called = |entity: &Linked| {
            text.speakers.iter().flatten().position(|last| {
                let mut tokens =
                    entity.names.iter().flat_map(|&name| named.names[name].tokens.clone());
                tokens.any(|token| document.lower(token) == last)
            })
        };
        let of_entity: Vec<Option<usize>> = if text.speakers.is_none() {
            of_entity.collect()
        } else {
            named.entities.iter().map(called).collect()
        };
        let people = text.names.iter().filter(|(_, kind)| *kind == EntityKind::Person);
        let people =
            people.flat_map(|(span, _)| document.token_at(span.start)..document.token_at(span.end));
        let people = people.filter_map(|token| of_token[token]).collect();
        Self { of_entity, people, of_token }
    }

    /// Whether each candidate is what an anaphor means; `None` where the gold does not say.
    fn right(&self, case: &Case) -> Option<Vec<bool>> {
        let meant = self.of_token[case.anaphor.head]?;
        let right = case.candidates.iter().map(|candidate| {
            let cluster = match candidate.entity {
                Some(entity) => self.of_entity[entity],
                None => self.of_token[candidate.head],
            };
            cluster == Some(meant)
        });
        Some(right.collect())
    }
}

/// One case to learn from.
struct Example {
    groups: Vec<usize>,
    /// The features of the candidates, and last of none.
    slots: Vec<Vec<u16>>,
    right: Vec<bool>,
}

/// Walks as a model decides (as the gold decides without one) and keeps the cases.
struct Pupil<'g> {
    gold: &'g Gold,
    /// Whether the whole coreference is known, not only that of speakers.
    coref: bool,
    model: Option<&'g Weights>,
    examples: Vec<Example>,
}

impl Judge for Pupil<'_> {
    fn choose(&mut self, case: &Case) -> (Option<usize>, f32) {
        let right = self.gold.right(case);
        // Where both a name and an unnamed mention of one person are there, the name is wanted.
        let right = right.map(|mut right| {
            let named = |at: usize| case.candidates[at].entity.is_some();
            if right.iter().enumerate().any(|(at, &right)| right && named(at)) {
                right.iter_mut().enumerate().for_each(|(at, right)| *right &= named(at));
            }
            right
        });
        let taught = right.as_ref().and_then(|right| right.iter().position(|&right| right));
        let known = right.as_ref().filter(|right| self.coref || right.contains(&true));
        if let Some(mut right) = known.cloned() {
            right.push(!right.contains(&true));
            let slots = case.candidates.iter().map(|c| &c.features).chain([&case.none]);
            self.examples.push(Example {
                groups: case.groups.clone(),
                slots: slots.map(|features| features.slots().to_vec()).collect(),
                right,
            });
        }
        match self.model {
            Some(model) => Ranker(model, DOUBT).choose(case),
            None => (taught, 1.0),
        }
    }
}

/// Prepares a text with gold or own names and lets a judge walk through it.
fn walk<T>(
    text: &Text,
    own_names: bool,
    then: impl FnOnce(&Document, &Named, &[Range<usize>], &Gold) -> T,
) -> T {
    let prose = text.article.prose();
    let lexicon = Lexicon::open();
    let document = Document::new(&text.article, &prose, &lexicon);
    let named = if own_names {
        Named::new(&document)
    } else {
        Named::of(&document, given(&document, text))
    };
    let segments = quotes::segments(&document);
    let quoted: Vec<Range<usize>> =
        segments.iter().map(|segment| quotes::kinds::tokens(&document, segment)).collect();
    let gold = Gold::new(&document, &named, text);
    then(&document, &named, &quoted, &gold)
}

fn given(document: &Document, text: &Text) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (span, kind) in &text.names {
        let tokens = document.token_at(span.start)..document.token_at(span.end);
        let section =
            document.sections.iter().position(|section| section.tokens.contains(&tokens.start));
        let Some(section) = section.filter(|_| !tokens.is_empty()) else { continue };
        let name = titles::named(document, tokens, section, *kind, 0.9);
        let free = names.last().is_none_or(|last| last.tokens.end <= name.tokens.start);
        if free
            && !document.sections[section].repeated
            && name.tokens.end <= document.sections[section].tokens.end
        {
            names.push(name);
        }
    }
    names
}

fn is_left_out(text: &Text) -> bool {
    text.article.id.split('_').nth(1).is_some_and(|genre| LEFT_OUT.contains(&genre))
}

fn examples(texts: &[&Text], model: Option<&Weights>) -> Vec<Example> {
    let mut all = Vec::new();
    for text in texts.iter().filter(|text| !is_left_out(text)) {
        // Speakers tell nothing of what pronouns mean that say nothing.
        for own in [false, true].into_iter().filter(|own| *own || text.speakers.is_none()) {
            all.extend(walk(text, own, |document, named, quoted, gold| {
                let mut pupil =
                    Pupil { gold, coref: text.speakers.is_none(), model, examples: Vec::new() };
                Chains::judged(document, named, quoted, &mut pupil);
                pupil.examples
            }));
        }
    }
    all
}

fn train(texts: &[&Text]) -> Weights {
    let mut weights: Option<Weights> = None;
    let mut kept: Vec<Example> = Vec::new();
    for _ in 0..ROUNDS {
        kept.extend(examples(texts, weights.as_ref()));
        weights = Some(fit(&kept));
    }
    weights.unwrap_or_else(Weights::zero)
}

/// Stochastic gradient ascent on the log-likelihood with AdaGrad's rates (Duchi et al. 2011).
fn fit(examples: &[Example]) -> Weights {
    let (mut weights, mut squares) = (Weights::zero(), Weights::zero());
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 20_261_124_u64;
    let mut mean = Weights::zero();
    for pass in 0..PASSES {
        for at in (1..order.len()).rev() {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (state >> 33) as usize % (at + 1));
        }
        for &index in &order {
            step(&examples[index], &mut weights, &mut squares);
        }
        if pass >= PASSES / 2 {
            mean.all_mut()
                .iter_mut()
                .zip(weights.all_mut())
                .for_each(|(sum, weight)| *sum += *weight);
        }
    }
    let share = 1.0 / (PASSES - PASSES / 2) as f32;
    mean.all_mut().iter_mut().for_each(|sum| *sum *= share);
    mean
}

fn step(example: &Example, weights: &mut Weights, squares: &mut Weights) {
    let mut chances: Vec<f32> =
        example.slots.iter().map(|slots| weights.score(&example.groups, slots)).collect();
    softmax(&mut chances);
    let sum: f32 =
        chances.iter().zip(&example.right).filter(|(_, right)| **right).map(|(p, _)| p).sum();
    let mut gradient = [0.0; SLOTS];
    for ((slots, chance), right) in example.slots.iter().zip(&chances).zip(&example.right) {
        let wanted = if *right { chance / sum.max(1e-9) } else { 0.0 };
        for &slot in slots {
            gradient[slot as usize] += wanted - chance;
        }
    }
    for &group in &example.groups {
        for (slot, amount) in
            gradient.iter().copied().enumerate().filter(|(_, amount)| *amount != 0.0)
        {
            let slot = slot as u16;
            let value = weights.score(&[group], &[slot]);
            let slope = amount - DECAY * value;
            squares.add(group, slot, slope * slope);
            let rate = RATE / (1e-6 + squares.score(&[group], &[slot])).sqrt();
            weights.add(group, slot, rate * slope);
        }
    }
}

/// What came of the pronouns of a text.
#[derive(Default)]
struct Tally {
    /// Pronouns whose chain has a person's name.
    gold: usize,
    right: usize,
    /// Resolved pronouns he/she, whether the chain has a name or not.
    given: usize,
    /// The same for descriptions and for it/they: given, right, gold.
    other: [[usize; 3]; 3],
    genres: HashMap<String, [usize; 2]>,
}

fn measure(texts: &[&Text], weights: &Weights, gold_names: bool) -> Tally {
    let mut tally = Tally::default();
    for text in texts {
        walk(text, !gold_names, |document, named, quoted, gold| {
            let chains = Chains::judged(document, named, quoted, &mut Ranker(weights, TRUST));
            count(document, &chains, gold, text, &mut tally);
        });
    }
    tally
}

fn count(document: &Document, chains: &Chains, gold: &Gold, text: &Text, tally: &mut Tally) {
    use quotidian::analysis::entities::coreference::words::Lexis;
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
fn report(name: &str, tally: &Tally) {
    let percent = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    println!(
        "{name}: he/she right {}/{} = {:.1} %, precision {:.1} %",
        tally.right,
        tally.gold,
        percent(tally.right, tally.gold),
        percent(tally.right, tally.given)
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

/// How many pronouns that name a speaker are the right person.
#[allow(clippy::print_stdout)]
fn report_speakers(texts: &[&Text]) {
    let (mut all, mut right) = (0, 0);
    for text in texts {
        walk(text, true, |document, named, quoted, gold| {
            let chains = Chains::new(document, named, quoted);
            for (head, cluster) in &text.heads {
                let link = chains.at(document.token_at(head.start));
                all += 1;
                right += usize::from(
                    link.is_some_and(|link| gold.of_entity[link.entity] == Some(*cluster)),
                );
            }
        });
    }
    if all > 0 {
        println!("speakers: {right}/{all} right");
    }
}

fn cross(texts: &[Text]) {
    const PARTS: usize = 5;
    let (mut with_gold, mut with_own) = (Tally::default(), Tally::default());
    for part in 0..PARTS {
        let side = |keep: bool| -> Vec<&Text> {
            let chosen = texts.iter().enumerate().filter(|(at, text)| {
                let tested = at % PARTS == part && text.speakers.is_none();
                tested == keep
            });
            chosen.map(|(_, text)| text).collect()
        };
        let weights = Weights::parse(&train(&side(false)).table(LEAST));
        add(&mut with_gold, measure(&side(true), &weights, true));
        add(&mut with_own, measure(&side(true), &weights, false));
    }
    report("gold names", &with_gold);
    report("own names", &with_own);
}

fn add(tally: &mut Tally, other: Tally) {
    tally.gold += other.gold;
    tally.right += other.right;
    tally.given += other.given;
    for (mine, its) in tally.other.iter_mut().flatten().zip(other.other.into_iter().flatten()) {
        *mine += its;
    }
    for (genre, [gold, right]) in other.genres {
        let mine = tally.genres.entry(genre).or_default();
        mine[0] += gold;
        mine[1] += right;
    }
}
