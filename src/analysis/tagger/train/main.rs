//! Trains the tagger's model.
//!
//! `cargo run --release --example train-tagger -- --date 2026-01-31` reads what `corpora.toml` beside this
//! file names, under `../shared/data`, and the texts whose names `teacher.py` told, and writes the model that is
//! compiled in. The same texts, settings, seed and date give the same bytes.

mod body;
mod corpora;
mod crf;
mod dataset;
#[path = "../../lists/derive/vectors.rs"]
mod glove;
mod kinship;
mod learn;
mod likelihood;
mod network;
#[path = "../../train/random.rs"]
mod random;
mod scaffold;
mod score;
mod settings;
mod vectors;

use body::Body;
use clap::Parser;
use corpora::{Annotated, Recase, Seen};
use crf::Crf;
use dataset::{Dataset, Index, Origin};
use learn::learn;
use quotidian::analysis::tagger::{clusters::Clusters, model::Model, spelling::mix};
use random::{Mixed, Random};
use serde_json::json;
use settings::{Learning, Settings};
use std::{fs, path::PathBuf};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Train the model that finds names.
#[derive(Parser)]
struct Options {
    /// What to train on, and how.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/src/analysis/tagger/train/corpora.toml"))]
    settings: PathBuf,
    /// The folder that the paths in the settings are relative to.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data"))]
    data: PathBuf,
    /// The folder of the texts whose names `teacher.py` told.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/target/told"))]
    told: PathBuf,
    /// Where the model is written.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/src/analysis/model/names.model"))]
    out: PathBuf,
    /// A file in which the word clusters, half of the work, are kept from one run to the next.
    #[arg(long)]
    clusters: Option<PathBuf>,
    /// Scores this model and trains none.
    #[arg(long)]
    score: Option<PathBuf>,
    /// The date that the model is to bear.
    #[arg(long, required_unless_present = "score", default_value = "")]
    date: String,
    /// Where random numbers start.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Articles are tagged for the second pass by a model that has not seen them.
const FOLDS: usize = 2;

#[allow(clippy::print_stdout, reason = "a tool for the terminal")]
fn main() -> Outcome<()> {
    let options = Options::parse();
    let settings: Settings = toml::from_str(&fs::read_to_string(&options.settings)?)?;
    if let Some(model) = &options.score {
        dev_scores(&fs::read(model)?, &settings, &options)?;
        return Ok(());
    }
    let clusters = clusters(&options, &settings)?;
    println!("clusters: {} bytes", clusters.len());
    let body = train(&options, &settings, clusters)?;
    let scores = dev_scores(&body.bytes("{}"), &settings, &options)?;
    let names = settings.corpus.iter().map(|corpus| corpus.name.as_str());
    let names: Vec<&str> =
        names.chain(settings.told.iter().map(|told| told.name.as_str())).collect();
    let description = json!({
        "date": options.date, "seed": options.seed, "corpora": names, "strangers": settings.strangers,
        "rows": body.count, "dev": scores,
    });
    println!("{description:#}");
    fs::write(&options.out, body.bytes(&description.to_string()))?;
    Ok(())
}

/// What is learnt from.
#[derive(Default)]
struct Material {
    index: Index,
    data: Dataset,
    /// The same for the network.
    partner: network::Material,
    /// What tells the corpora apart.
    samples: Vec<kinship::Sample>,
}

impl Material {
    fn add(&mut self, seen: &Seen, origin: Origin) {
        self.data.add(&mut self.index, seen, origin);
        self.partner.add(seen, origin);
    }
}

/// Reads all corpora, and the texts whose names a larger model told.
fn material(options: &Options, settings: &Settings, clusters: &[u8]) -> Outcome<Material> {
    let table = Clusters::new(clusters);
    let mut read = Material::default();
    for (number, corpus) in settings.corpus.iter().enumerate() {
        let path = options.data.join(&corpus.train);
        let own = corpus.own.then_some(number);
        let origin = Origin { corpus: own, labelled: true, weight: corpus.weight };
        let whole = corpora::read(&path, &|_| None)?;
        for text in whole.into_iter().chain(recased(&path, number, &settings.learning)?) {
            corpora::see(&text, &table, |seen| {
                read.add(seen, origin);
                read.samples.push((kinship::sample(seen.view), own));
            });
        }
    }
    read.samples.extend(strangers(options, settings, &table)?);
    for source in &settings.told {
        let origin = Origin { corpus: None, labelled: false, weight: source.weight };
        let choice = |number| other_case(number, 7, &settings.learning);
        let texts = corpora::read(&options.told.join(&source.path), &choice)?;
        for (number, text) in texts.into_iter().enumerate() {
            corpora::see(&text, &table, |seen| {
                if source.strange.is_some_and(|every| number % every.max(1) == 0) {
                    read.samples.push((kinship::sample(seen.view), None));
                }
                read.add(seen, origin);
            });
        }
    }
    Ok(read)
}

/// What texts like none of the corpora are made of.
fn strangers(
    options: &Options,
    settings: &Settings,
    clusters: &Clusters,
) -> Outcome<Vec<kinship::Sample>> {
    let mut samples = Vec::new();
    for (number, path) in (settings.corpus.len()..).zip(&settings.strangers) {
        let path = options.data.join(path);
        let other = recased(&path, number, &settings.learning)?;
        let texts = corpora::read(&path, &|_| None)?;
        for text in texts.iter().chain(&other) {
            let sample = corpora::see(text, clusters, |seen| kinship::sample(seen.view));
            samples.push((sample, None));
        }
    }
    Ok(samples)
}

/// Trains one model.
#[allow(clippy::print_stdout, reason = "a tool for the terminal")]
fn train(options: &Options, settings: &Settings, clusters: Vec<u8>) -> Outcome<Body> {
    let mut random = Mixed(options.seed);
    let Material { mut index, mut data, mut partner, samples } =
        material(options, settings, &clusters)?;
    println!("{} articles, {} tokens, {} features", data.len(), data.tokens.len(), index.len());
    let rare = settings.learning.rare;
    let mut kept: Vec<bool> = index.counts.iter().map(|&count| count >= rare).collect();
    remember(&mut data, &mut index, &mut kept, &settings.learning, &mut random);
    partner.remember(&data);
    let corpora = settings.corpus.len();
    // Each has random numbers of its own, so that both can be learnt at once.
    let mut other = Mixed(mix(options.seed, 1));
    let (crf, network) = std::thread::scope(|scope| {
        let network =
            scope.spawn(|| network::train(&partner, corpora, &settings.network, &mut other));
        let crf = field(data, &index, &mut kept, settings, &mut random);
        (crf, network.join())
    });
    let network = network.map_err(|_| "the network's training failed")?;
    let kin = kinship::train(&samples, corpora, &mut random);
    Body::new(&crf, &index, &kept, &network, &kin, clusters, settings.network.share)
}

/// Trains the random field. `kept` becomes the rows that it has, and those of the scaffold.
#[allow(clippy::print_stdout, reason = "a tool for the terminal")]
fn field(
    mut data: Dataset,
    index: &Index,
    kept: &mut [bool],
    settings: &Settings,
    random: &mut Mixed,
) -> Crf {
    let everything = data.blocks_of(|_| true);
    data.retain(&numbered(kept));
    let mut crf = Crf::new(index.len());
    for taken in 0..settings.learning.models.max(1) {
        let mut one = Crf::new(index.len());
        learn(&mut one, &data, everything.clone(), &settings.learning, random);
        crf.average(&one, taken);
        println!("learnt");
    }
    // What weighs least is given up, and the rest learns to do without it.
    strongest(&crf, kept, index, settings.rows);
    data.retain(&numbered(kept));
    let again = Learning { epochs: 2, rate: settings.learning.rate * 0.3, ..settings.learning };
    learn(&mut crf, &data, everything, &again, random);
    crf
}

/// The table of word clusters, from an earlier run where one is kept.
fn clusters(options: &Options, settings: &Settings) -> Outcome<Vec<u8>> {
    let kept = options.clusters.as_ref();
    if let Some(kept) = kept.filter(|kept| kept.exists()) {
        return Ok(fs::read(kept)?);
    }
    let table = vectors::table(&options.data.join(&settings.vectors), settings.words)?;
    kept.map_or(Ok(()), |kept| fs::write(kept, &table))?;
    Ok(table)
}

/// A share of a corpus in other case.
fn recased(path: &std::path::Path, corpus: usize, settings: &Learning) -> Outcome<Vec<Annotated>> {
    let choice = |number: usize| other_case(number, 99 + corpus as u64, settings);
    let all = corpora::read(path, &choice)?.into_iter().enumerate();
    Ok(all.filter(|(number, _)| choice(*number).is_some()).map(|(_, text)| text).collect())
}

/// The other case that an article is read in, if it is one of those that are.
fn other_case(number: usize, source: u64, settings: &Learning) -> Option<Recase> {
    let mut random = Mixed(mix(number as u64, source));
    let manners = [Recase::Upper, Recase::Title, Recase::Lower];
    random.happens(settings.recase).then(|| manners[random.below(manners.len())])
}

/// New numbers for the rows that are kept: the same ones.
fn numbered(kept: &[bool]) -> Vec<Option<u32>> {
    kept.iter().enumerate().map(|(row, &kept)| kept.then_some(row as u32)).collect()
}

/// Lets models that have not seen an article tag it, for the second pass to learn from.
fn remember(
    data: &mut Dataset,
    index: &mut Index,
    kept: &mut Vec<bool>,
    settings: &Learning,
    random: &mut Mixed,
) {
    data.retain(&numbered(kept));
    let settings = Learning { epochs: 3, first: 1.0, ..*settings };
    let labelled: Vec<bool> = (0..data.len()).map(|text| data.is_labelled(text)).collect();
    let mut models = Vec::new();
    for fold in 0..FOLDS {
        let mut crf = Crf::new(index.len());
        let blocks = data.blocks_of(|text| text % FOLDS != fold && labelled[text]);
        learn(&mut crf, data, blocks, &settings, random);
        models.push(crf);
    }
    for text in 0..data.len() {
        let crf = &models[text % FOLDS];
        data.remember(index, text, |data, block| {
            let rows: Vec<&[u32]> =
                data.tokens[block].iter().map(|token| data.rows(token, true)).collect();
            crf.decode(&rows)
        });
    }
    kept.resize(index.len(), true);
}

/// Keeps only the rows that weigh most, and the scaffold.
fn strongest(crf: &Crf, kept: &mut [bool], index: &Index, count: usize) {
    let weight =
        |row: usize| crf.rows[row].weights.iter().fold(0.0f32, |most, w| most.max(w.abs()));
    let mut order: Vec<usize> =
        (0..kept.len()).filter(|&row| kept[row] && !index.scaffold[row]).collect();
    order.sort_by(|&a, &b| weight(b).total_cmp(&weight(a)).then(a.cmp(&b)));
    for &row in order.iter().skip(count) {
        kept[row] = false;
    }
}

/// Micro F1 on all dev sets, and on the first in other case.
#[allow(clippy::print_stdout, reason = "a tool for the terminal")]
fn dev_scores(
    bytes: &[u8],
    settings: &Settings,
    options: &Options,
) -> Outcome<serde_json::Map<String, serde_json::Value>> {
    let model = Model::read(bytes)?;
    let mut scores = serde_json::Map::new();
    let own = settings.corpus.iter().filter_map(|c| c.dev.as_ref().map(|dev| (&c.name, dev)));
    let held = settings.dev.iter().map(|dev| (&dev.name, &dev.path));
    let mut sets: Vec<_> = own.chain(held).map(|(name, path)| (name.clone(), path, None)).collect();
    if let Some(&(_, path, _)) = sets.first() {
        for recase in [Recase::Upper, Recase::Title, Recase::Lower] {
            sets.push((format!("{recase:?}").to_lowercase(), path, Some(recase)));
        }
    }
    for (name, path, recase) in sets {
        let texts = corpora::read(&options.data.join(path), &|_| recase)?;
        let f1 = (score::f1(&model, &texts) * 100.0).round() / 100.0;
        println!("{name}: {f1:.2}");
        println!("  by corpus, none last: {:?}", score::kin(&model, &texts, settings.corpus.len()));
        scores.insert(name, f1.into());
    }
    Ok(scores)
}
