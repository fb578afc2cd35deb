//! Writes the word lists that the engine compiles in: `src/analysis/lists/{words,names,given}.fst`.
//!
//! `cargo run --release --example derive-lists` with the sources named in
//! `src/analysis/lists/README.md` under `../shared`. The same sources give the same bytes.

mod given;
#[path = "../../train/random.rs"]
mod random;
mod vectors;

use quotidian::analysis::lexicon::Class;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    error::Error,
    fs,
    path::{Path, PathBuf},
};

type Lists = BTreeMap<String, u64>;
type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let shared = root.join("../shared");
    let gazetteers = shared.join("data/gazetteers");
    let lists = root.join("src/analysis/lists");
    let mut words = own_words(&lists.join("words"))?;
    occupations(&gazetteers, &mut words)?;
    first_names(&gazetteers, &mut words)?;
    surnames(&gazetteers, &mut words)?;
    let mut names = Lists::new();
    places(&gazetteers, &mut names)?;
    organizations(&gazetteers, &mut names)?;
    own_names(&lists.join("words"), &mut names)?;
    for word in common_words(&shared, &words, &names)? {
        add(&mut words, &word, Class::COMMON);
    }
    write(&lists.join("words.fst"), &words)?;
    write(&lists.join("given.fst"), &given::names(&shared, &words)?)?;
    write(&lists.join("names.fst"), &names)
}

fn add(lists: &mut Lists, key: &str, class: Class) {
    let key = key.trim().replace('’', "'").to_lowercase();
    if !key.is_empty() {
        *lists.entry(key).or_default() |= class.0;
    }
}

#[allow(clippy::print_stdout)]
fn write(path: &Path, lists: &Lists) -> Outcome<()> {
    let map = fst::Map::from_iter(lists.iter().map(|(key, value)| (key.as_str(), *value)))?;
    println!("{}: {} keys, {} bytes", path.display(), lists.len(), map.as_fst().as_bytes().len());
    Ok(fs::write(path, map.as_fst().as_bytes())?)
}

/// The lines of a list without comments.
fn lines(path: &Path) -> Outcome<Vec<String>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
}

/// The lists written for this project.
fn own_words(folder: &Path) -> Outcome<Lists> {
    let mut words = Lists::new();
    let plain = [
        ("humans", Class::HUMAN),
        ("bodies", Class::BODY),
        ("offices", Class::OFFICE),
        ("org_heads", Class::ORG_HEAD),
        ("place_heads", Class::PLACE_HEAD),
        ("calendar", Class::CALENDAR),
        ("abbreviations", Class::ABBREVIATION),
        ("particles", Class::PARTICLE),
        ("works", Class::WORK),
        ("events", Class::EVENT),
        ("nationalities", Class::NATIONALITY),
    ];
    for (file, class) in plain {
        for line in lines(&folder.join(file).with_extension("txt"))? {
            line.split_whitespace().for_each(|word| add(&mut words, word, class));
        }
    }
    verbs(&lines(&folder.join("cues.txt"))?, Class::CUE, &mut words);
    verbs(&lines(&folder.join("acts.txt"))?, Class::ACT, &mut words);
    titles(&lines(&folder.join("titles.txt"))?, &mut words);
    grammar(&lines(&folder.join("grammar.txt"))?, &mut words);
    Ok(words)
}

fn titles(lines: &[String], words: &mut Lists) {
    for entry in lines.iter().flat_map(|line| line.split_whitespace()) {
        let (word, sex) = entry.split_once(':').unwrap_or((entry, ""));
        let class = match sex {
            "m" => Class::TITLE.with(Class::TITLE_MALE),
            "f" => Class::TITLE.with(Class::TITLE_FEMALE),
            _ => Class::TITLE,
        };
        add(words, word, class);
    }
}

fn grammar(lines: &[String], words: &mut Lists) {
    for (name, members) in lines.iter().filter_map(|line| line.split_once(':')) {
        let class = match name {
            "det" => Class::DET,
            "prep" => Class::PREP,
            "conj" => Class::CONJ,
            "sub" => Class::SUB,
            "aux" => Class::AUX,
            "pron" => Class::PRON,
            "object" => Class::OBJECT,
            "verb" => Class::VERB,
            _ => Class::ADV,
        };
        members.split_whitespace().for_each(|word| add(words, word, class));
    }
}

/// Adds every form of the verbs: `base`, or `base:past`, or `base:past:participle`.
fn verbs(lines: &[String], class: Class, words: &mut Lists) {
    for entry in lines.iter().flat_map(|line| line.split_whitespace()) {
        let mut forms = entry.split(':');
        let base = forms.next().unwrap_or_default();
        add(words, &third_person(base), class);
        add(words, &participle(base), class.with(Class::PARTICIPLE));
        let irregular: Vec<&str> = forms.collect();
        // "hit" is a past as well: it is no sure sign of the base form.
        let form = if irregular.contains(&base) { class } else { class.with(Class::BASE) };
        add(words, base, form);
        if irregular.is_empty() {
            add(words, &past(base), class);
        }
        irregular.iter().for_each(|form| add(words, form, class));
    }
}

fn ends_in_consonant_y(base: &str) -> bool {
    base.ends_with('y') && !base[..base.len() - 1].ends_with(['a', 'e', 'o', 'u'])
}

fn third_person(base: &str) -> String {
    if ends_in_consonant_y(base) {
        format!("{}ies", &base[..base.len() - 1])
    } else if base.ends_with(['s', 'x', 'o']) || base.ends_with("ch") || base.ends_with("sh") {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

/// Verbs that double their last letter before an ending.
const DOUBLING: [&str; 14] = [
    "admit", "quip", "dub", "slam", "blog", "refer", "brag", "rebut", "snap", "chat", "begin",
    "run", "hit", "rip",
];

fn stem(base: &str) -> String {
    match base.chars().last() {
        Some(last) if DOUBLING.contains(&base) => format!("{base}{last}"),
        Some('e') => base[..base.len() - 1].to_owned(),
        _ => base.to_owned(),
    }
}

fn past(base: &str) -> String {
    if ends_in_consonant_y(base) {
        format!("{}ied", &base[..base.len() - 1])
    } else {
        format!("{}ed", stem(base))
    }
}

fn participle(base: &str) -> String {
    if base.ends_with("ee") { format!("{base}ing") } else { format!("{}ing", stem(base)) }
}

/// `name<TAB>per cent` as the census gives it.
fn shares(path: &Path) -> Outcome<Vec<(String, f64)>> {
    let lines = lines(path)?;
    let pairs = lines.iter().filter_map(|line| line.split_once('\t'));
    Ok(pairs.map(|(name, share)| (name.to_lowercase(), share.parse().unwrap_or(0.0))).collect())
}

/// Trades of one word, with their plurals.
fn occupations(folder: &Path, words: &mut Lists) -> Outcome<()> {
    for line in lines(&folder.join("occupations.tsv"))? {
        let word = line.trim();
        if word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase()) {
            add(words, word, Class::HUMAN);
            add(words, &format!("{word}s"), Class::HUMAN);
        }
    }
    Ok(())
}

/// A title that no more than this per cent of men, or of women, have for a first name is none of theirs.
const RARE: f64 = 0.01;

fn first_names(folder: &Path, words: &mut Lists) -> Outcome<()> {
    let male = shares(&folder.join("census1990_male_first.tsv"))?;
    let female = shares(&folder.join("census1990_female_first.tsv"))?;
    let of = |list: &[(String, f64)]| list.iter().cloned().collect::<HashMap<_, _>>();
    let (men, women) = (of(&male), of(&female));
    // "Miss", "Major", "Lady" and a king's family are names of hardly anybody; "Earl" and "Don" are of many.
    let title = |name: &str| words.get(name).is_some_and(|c| Class(*c).has(Class::TITLE));
    let borne = |(name, share): &(String, f64)| *share > RARE || !title(name);
    let (male, female): (Vec<_>, Vec<_>) =
        (male.into_iter().filter(borne).collect(), female.into_iter().filter(borne).collect());
    for (name, share) in male {
        if share * 5.0 > women.get(&name).copied().unwrap_or(0.0) {
            add(words, &name, Class::MALE);
        }
    }
    for (name, share) in female {
        if share * 5.0 > men.get(&name).copied().unwrap_or(0.0) {
            add(words, &name, Class::FEMALE);
        }
    }
    Ok(())
}

/// The most frequent family names; the rest of the census list adds size and little else.
fn surnames(folder: &Path, words: &mut Lists) -> Outcome<()> {
    for (name, _) in shares(&folder.join("census1990_all_last.tsv"))?.into_iter().take(30_000) {
        add(words, &name, Class::SURNAME);
    }
    Ok(())
}

fn places(folder: &Path, names: &mut Lists) -> Outcome<()> {
    for line in lines(&folder.join("countries.tsv"))? {
        let mut columns = line.split('\t');
        add(names, columns.next().unwrap_or_default(), Class::PLACE.with(Class::BIG_PLACE));
        add(names, columns.nth(1).unwrap_or_default(), Class::PLACE.with(Class::BIG_PLACE));
    }
    for line in lines(&folder.join("us_states.tsv"))? {
        let name = line.split('\t').next().unwrap_or_default();
        add(names, name, Class::PLACE.with(Class::BIG_PLACE));
    }
    for line in lines(&folder.join("cities15000.tsv"))? {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, _, people] = columns[..] else { continue };
        let people: u64 = people.parse().unwrap_or(0);
        let big = if people >= 400_000 { Class::BIG_PLACE } else { Class::default() };
        if name.chars().count() > 2 {
            add(names, name, Class::PLACE.with(big));
        }
    }
    Ok(())
}

/// Company names are listed with and without the words that only say they are companies.
fn organizations(folder: &Path, names: &mut Lists) -> Outcome<()> {
    let tails =
        [" inc", " inc.", " corporation", " corp", " corp.", " company", " co.", " plc", " & co."];
    for (file, column) in [
        ("org_sp500", 1),
        ("org_fortune500", 0),
        ("org_newspapers", 0),
        ("org_us_federal_agencies", 0),
        ("org_charities", 0),
    ] {
        for line in lines(&folder.join(file).with_extension("tsv"))? {
            let name = line.split('\t').nth(column).unwrap_or_default().to_lowercase();
            let name = name.split(" (").next().unwrap_or_default().trim_end_matches(',');
            let short = tails.iter().find_map(|tail| name.strip_suffix(tail)).unwrap_or(name);
            for form in [name, short.trim_end_matches(',')] {
                if form.chars().count() > 2 {
                    add(names, &tokenised(form), Class::ORGANIZATION);
                }
            }
        }
    }
    Ok(())
}

/// The possessive as a token of its own, as the engine sees it.
fn tokenised(name: &str) -> String {
    name.replace('’', "'").replace("'s", " 's")
}

fn own_names(folder: &Path, names: &mut Lists) -> Outcome<()> {
    for line in lines(&folder.join("places.txt"))? {
        add(names, &tokenised(&line), Class::PLACE.with(Class::BIG_PLACE));
    }
    for line in lines(&folder.join("organizations.txt"))? {
        add(names, &tokenised(&line), Class::ORGANIZATION.with(Class::BIG_PLACE));
    }
    Ok(())
}

/// How many of the most frequent words are asked whether they are written in lower case.
const ASKED: usize = 90_000;

/// Words that are written in lower case: those of a public-domain news archive, and those that word
/// vectors place among them rather than among the listed names (logistic regression).
fn common_words(shared: &Path, words: &Lists, names: &Lists) -> Outcome<BTreeSet<String>> {
    let mut common = seen_in_lower_case(&shared.join("library/digitalgov"))?;
    let mut vectors = vectors::read(&shared.join("data/vectors"), ASKED)?;
    vectors.retain(|(word, _)| word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()));
    let any_name = Class::FIRST.with(Class::SURNAME).0;
    let samples: Vec<(&[f32], f32)> = vectors
        .iter()
        .filter_map(|(word, vector)| {
            let named = words.get(word).is_some_and(|class| class & any_name != 0)
                || names.contains_key(word);
            match (common.contains(word), named) {
                (true, false) => Some((vector.as_slice(), 1.0)),
                (false, true) => Some((vector.as_slice(), 0.0)),
                _ => None,
            }
        })
        .collect();
    let model = regression(&samples);
    let known = |word: &str| {
        words.get(word).is_some_and(|class| class & (any_name | Class::NATIONALITY.0) != 0)
            || names.contains_key(word)
    };
    for (word, vector) in &vectors {
        if !known(word) && probability(&model, vector) > 0.6 {
            common.insert(word.clone());
        }
    }
    Ok(common)
}

fn seen_in_lower_case(folder: &Path) -> Outcome<BTreeSet<String>> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        if entry.path().extension().is_some_and(|ending| ending == "md") {
            let text = fs::read_to_string(entry.path())?;
            for word in text.split(|c: char| c.is_whitespace() || c == '—') {
                let word = word.trim_end_matches(|c: char| ".,;:!?)”\"".contains(c));
                if word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase()) {
                    *counts.entry(word.to_owned()).or_default() += 1;
                }
            }
        }
    }
    Ok(counts.into_iter().filter(|(_, count)| *count >= 3).map(|(word, _)| word).collect())
}

/// Weights and, last, the bias.
fn regression(samples: &[(&[f32], f32)]) -> Vec<f32> {
    let mut model = vec![0f32; 51];
    for round in 1..=20 {
        for (vector, label) in samples {
            let error = (label - probability(&model, vector)) * 0.1 / round as f32;
            for (weight, value) in model.iter_mut().zip(vector.iter().chain(&[1.0])) {
                *weight += error * value;
            }
        }
    }
    model
}

fn probability(model: &[f32], vector: &[f32]) -> f32 {
    let score: f32 = model.iter().zip(vector.iter().chain(&[1.0])).map(|(w, x)| w * x).sum();
    1.0 / (1.0 + (-score).exp())
}
