//! Reads attributions of quotes, of which the speakers that are one pronoun tell of coreference.

use super::{Outcome, corpus::Text};
use quotidian::article::{self, Format};
use serde_json::Value;

/// A text of which only those sources of quotes are known that are one pronoun.
pub(super) fn text(record: &Value) -> Outcome<Text> {
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
