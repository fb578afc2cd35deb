//! Reads corpora: texts with their gold coreference and named entities.

use super::{Outcome, format, speeches};
use quotidian::{
    analysis::{EntityKind, Form},
    article::{self, Article, Format},
};
use serde_json::Value;
use std::{collections::HashMap, ops::Range, path::Path, process::Command};

/// A text with its gold coreference and named entities, in bytes.
pub(super) struct Text {
    pub article: Article,
    /// Head spans of all mentions, with their cluster.
    pub heads: Vec<(Range<usize>, usize)>,
    pub names: Vec<(Range<usize>, EntityKind)>,
    /// Where only speakers are known, the last word of the name of each cluster.
    pub speakers: Option<Vec<String>>,
}

/// The texts of a corpus: see the head of the program.
pub(super) fn read(path: &str) -> Outcome<Vec<Text>> {
    if Path::new(path).is_dir() {
        return marked(path);
    }
    let output = Command::new("gzip").args(["-dc", path]).output()?;
    let coref = String::from_utf8(output.stdout)?;
    if !path.ends_with(".coref.jsonl.gz") {
        return coref.lines().map(|line| speeches::text(&serde_json::from_str(line)?)).collect();
    }
    let ner = std::fs::read_to_string(path.replace(".coref.jsonl.gz", ".jsonl"))?;
    let mut named: HashMap<String, Value> = HashMap::new();
    for line in ner.lines() {
        let record: Value = serde_json::from_str(line)?;
        named.insert(record["id"].as_str().unwrap_or_default().to_owned(), record);
    }
    coref.lines().map(|line| text(&serde_json::from_str(line)?, &named)).collect()
}

/// Articles whose mentions are marked under their words.
fn marked(folder: &str) -> Outcome<Vec<Text>> {
    let files = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut files = files.collect::<Result<Vec<_>, _>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "gold"));
    files.sort();
    let of_file = |file: &std::path::PathBuf| {
        let id = file.file_stem().unwrap_or_default().to_string_lossy();
        let gold = format::read(&id, &std::fs::read_to_string(file)?)?;
        let (mut heads, mut names) = (Vec::new(), Vec::new());
        for (cluster, entity) in gold.entities.iter().enumerate() {
            for &(span, form) in &entity.mentions {
                let words = span.start..span.end;
                let last =
                    span.of(&gold.text).rfind(' ').map_or(span.start, |at| span.start + at + 1);
                match form {
                    Form::Name => names.push((words.clone(), entity.kind)),
                    Form::Nominal | Form::Pronoun => {}
                }
                heads.push((if form == Form::Nominal { last..span.end } else { words }, cluster));
            }
        }
        names.sort_by_key(|(span, _)| span.start);
        let article = article::read(gold.text, Format::Plain, gold.name, None);
        Ok(Text { article, heads, names, speakers: None })
    };
    files.iter().map(of_file).collect()
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
