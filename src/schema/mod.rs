//! What `extract` writes: schema 1, one JSON object per article.
//!
//! Inside the program spans are bytes; here they become counts of Unicode code points, so that
//! Python, and JavaScript with `Array.from`, can slice with them. The order of the keys is part of
//! the schema. A later version may add keys; what is here stays as it is.

mod escape;

use crate::{
    analysis::{Analysis, Entity, EntityKind, Form, Mention, Quote, QuoteKind, Reason, Speaker},
    article::{Article, Block, BlockKind},
    span::{CodePoints, Span},
};
pub use escape::write_json;
use serde::Serialize;

/// The number of the schema, the first key of every line.
const SCHEMA: u8 = 1;

/// One article and what it says, ready to be written.
#[derive(Debug, Serialize)]
pub struct Record<'a, Id> {
    schema: u8,
    id: Id,
    source: Option<&'a str>,
    title: Option<&'a str>,
    standfirst: Option<&'a str>,
    byline: Option<&'a str>,
    published: Option<String>,
    text: &'a str,
    blocks: Vec<BlockRecord>,
    entities: Vec<EntityRecord<'a>>,
    quotes: Vec<QuoteRecord<'a>>,
}

/// What stands in the place of an article that could not be read.
#[derive(Debug, Serialize)]
pub struct ErrorRecord<'a, Id> {
    schema: u8,
    id: Id,
    error: &'a str,
}

/// A range of code points, end exclusive.
#[derive(Clone, Copy, Debug, Serialize)]
struct Range {
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct BlockRecord {
    kind: BlockKind,
    #[serde(flatten)]
    range: Range,
}

#[derive(Debug, Serialize)]
struct EntityRecord<'a> {
    id: usize,
    name: &'a str,
    kind: EntityKind,
    roles: &'a [String],
    salience: f64,
    credit: bool,
    mentions: Vec<MentionRecord>,
}

#[derive(Debug, Serialize)]
struct MentionRecord {
    #[serde(flatten)]
    range: Range,
    form: Form,
    confidence: f64,
}

/// A quote of an article, ready to be written.
#[derive(Debug, Serialize)]
pub struct QuoteRecord<'a> {
    id: usize,
    kind: QuoteKind,
    within: Option<usize>,
    spans: Vec<Range>,
    text: String,
    speaker: Option<SpeakerRecord<'a>>,
    cue: Option<Range>,
    confidence: f64,
    reason: Reason,
}

#[derive(Debug, Serialize)]
struct SpeakerRecord<'a> {
    entity: Option<usize>,
    name: Option<&'a str>,
    #[serde(flatten)]
    range: Range,
}

impl<'a, Id: Serialize> Record<'a, Id> {
    /// The record of `article` under `id`, with what `analysis` found in it.
    pub fn new(id: Id, article: &'a Article, analysis: &'a Analysis) -> Self {
        let writer = Writer { article, analysis, points: CodePoints::new(&article.text) };
        Self {
            schema: SCHEMA,
            id,
            source: article.source.as_deref(),
            title: article.title.as_deref(),
            standfirst: article.standfirst.as_deref(),
            byline: article.byline.as_deref(),
            published: article.published.map(|published| published.to_string()),
            text: &article.text,
            blocks: article.blocks.iter().flat_map(|block| writer.block(block)).collect(),
            entities: analysis.entities.iter().enumerate().map(|e| writer.entity(e)).collect(),
            quotes: analysis.quotes.iter().enumerate().map(|q| writer.quote(q)).collect(),
        }
    }
}

impl<'a, Id: Serialize> ErrorRecord<'a, Id> {
    /// The record that says why the article called `id` could not be read.
    pub fn new(id: Id, error: &'a str) -> Self {
        Self { schema: SCHEMA, id, error }
    }
}

/// The quotes that `analysis` found in `article`, each as it stands in the record.
pub fn quotes<'a>(article: &'a Article, analysis: &'a Analysis) -> Vec<QuoteRecord<'a>> {
    let writer = Writer { article, analysis, points: CodePoints::new(&article.text) };
    analysis.quotes.iter().enumerate().map(|quote| writer.quote(quote)).collect()
}

/// Turns the parts of one article into their records.
struct Writer<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    points: CodePoints<'a>,
}

impl<'a> Writer<'a> {
    fn range(&self, span: Span) -> Range {
        Range { start: self.points.before(span.start), end: self.points.before(span.end) }
    }

    /// One record for each run of a block, so that no markup is inside any.
    fn block(&self, block: &Block) -> Vec<BlockRecord> {
        let runs = self.article.prose().runs(block.span);
        let record = |run| BlockRecord { kind: block.kind, range: self.range(run) };
        runs.into_iter().map(record).collect()
    }

    fn entity(&self, (id, entity): (usize, &'a Entity)) -> EntityRecord<'a> {
        EntityRecord {
            id,
            name: &entity.name,
            kind: entity.kind,
            roles: &entity.roles,
            salience: rounded(entity.salience),
            credit: entity.credit,
            mentions: entity.mentions.iter().map(|mention| self.mention(mention)).collect(),
        }
    }

    fn mention(&self, mention: &Mention) -> MentionRecord {
        MentionRecord {
            range: self.range(mention.span),
            form: mention.form,
            confidence: rounded(mention.confidence),
        }
    }

    fn quote(&self, (id, quote): (usize, &'a Quote)) -> QuoteRecord<'a> {
        QuoteRecord {
            id,
            kind: quote.kind,
            within: quote.within,
            spans: quote.spans.iter().map(|&span| self.range(span)).collect(),
            text: self.analysis.words(self.article, quote),
            speaker: quote.speaker.as_ref().map(|speaker| self.speaker(speaker)),
            cue: quote.cue.map(|cue| self.range(cue)),
            confidence: rounded(quote.confidence),
            reason: quote.reason,
        }
    }

    fn speaker(&self, speaker: &Speaker) -> SpeakerRecord<'a> {
        let entity = speaker.entity.filter(|&entity| entity < self.analysis.entities.len());
        SpeakerRecord {
            entity,
            name: entity.map(|entity| self.analysis.entities[entity].name.as_str()),
            range: self.range(speaker.span),
        }
    }
}

/// A share or a probability to four decimals: more would claim more than is known.
pub fn rounded(value: f32) -> f64 {
    (f64::from(value.clamp(0.0, 1.0)) * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ProseBuilder;

    /// “𝕎e ship 🚢 it,” said Åsa Ødegård. With a letter outside the BMP, an emoji, marks.
    const TEXT: &str = "👩‍🚀 Ship 🚢 news\n\n“𝕎e ship 🚢 it,” said Dr Åsa Ødegård. “**Now**!”";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn article() -> Article {
        let blocks = vec![
            Block::new(BlockKind::Headline, span("👩‍🚀 Ship 🚢 news")),
            Block::new(BlockKind::Paragraph, Span::new(span("“𝕎e").start, TEXT.len())),
        ];
        let mut shown = ProseBuilder::default();
        let marks: Vec<usize> = TEXT.match_indices("**").map(|(at, _)| at).collect();
        for run in [0..marks[0], marks[0] + 2..marks[1], marks[1] + 2..TEXT.len()].map(Span::from) {
            shown.push(TEXT, run, run.of(TEXT));
        }
        Article {
            id: "ship".into(),
            text: TEXT.into(),
            blocks,
            shown: Some(shown.finish()),
            ..Article::default()
        }
    }

    fn analysis() -> Analysis {
        let name = span("Åsa Ødegård");
        let quote = |spans, speaker| Quote {
            kind: QuoteKind::Direct,
            within: None,
            spans,
            speaker,
            cue: Some(span("said")),
            confidence: 0.912_345_6,
            reason: Reason::Cue,
            candidates: Vec::new(),
        };
        let speaker = Speaker { span: span("Dr Åsa Ødegård"), entity: Some(0) };
        Analysis {
            entities: vec![Entity {
                name: "Åsa Ødegård".into(),
                kind: EntityKind::Person,
                roles: vec![],
                salience: 1.0,
                credit: false,
                mentions: vec![Mention { span: name, form: Form::Name, confidence: 0.5 }],
            }],
            quotes: vec![quote(vec![span("𝕎e ship 🚢 it,"), span("Now**!")], Some(speaker))],
            ..Analysis::default()
        }
    }

    fn record() -> serde_json::Value {
        let mut bytes = Vec::new();
        write_json(&mut bytes, &Record::new("ship", &article(), &analysis())).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    /// Slices as Python does: by code points.
    fn slice(range: &serde_json::Value) -> String {
        let at = |key: &str| usize::try_from(range[key].as_u64().unwrap()).unwrap();
        TEXT.chars().skip(at("start")).take(at("end") - at("start")).collect()
    }

    #[test]
    fn slicing_by_code_points_gives_the_words() {
        let record = record();
        assert_eq!(slice(&record["entities"][0]["mentions"][0]), "Åsa Ødegård");
        let quote = &record["quotes"][0];
        assert_eq!(slice(&quote["spans"][0]), "𝕎e ship 🚢 it,");
        assert_eq!(slice(&quote["speaker"]), "Dr Åsa Ødegård");
        assert_eq!(slice(&quote["cue"]), "said");
        assert_eq!(quote["text"], "𝕎e ship 🚢 it, Now!");
        assert_eq!(quote["confidence"], 0.9123);
    }

    #[test]
    fn no_markup_is_in_a_block() {
        let record = record();
        let blocks: Vec<String> = record["blocks"].as_array().unwrap().iter().map(slice).collect();
        assert_eq!(blocks.len(), 4);
        assert_eq!(blocks[0], "👩‍🚀 Ship 🚢 news");
        assert_eq!(blocks[2..], ["Now", "!”"]);
    }

    #[test]
    fn keys_come_in_the_order_of_the_schema() {
        let mut bytes = Vec::new();
        write_json(&mut bytes, &Record::new(7, &article(), &analysis())).unwrap();
        let line = String::from_utf8(bytes).unwrap();
        let keys = [
            "{\"schema\":1,\"id\":7,\"source\":null,\"title\":null,\"standfirst\":null,",
            "\"byline\":null,\"published\":null,\"text\":",
            "\"blocks\":[{\"kind\":\"headline\",\"start\":0,\"end\":15},",
            "\"entities\":[{\"id\":0,\"name\":\"Åsa Ødegård\",\"kind\":\"person\",\"roles\":[],",
            "\"salience\":1.0,\"credit\":false,\"mentions\":[{\"start\":",
            "\"form\":\"name\",\"confidence\":0.5}]}],",
            "\"quotes\":[{\"id\":0,\"kind\":\"direct\",\"within\":null,\"spans\":[{\"start\":",
            "\"text\":\"𝕎e ship 🚢 it, Now!\",",
            "\"speaker\":{\"entity\":0,\"name\":\"Åsa Ødegård\",\"start\":",
            "\"cue\":{\"start\":",
            "\"confidence\":0.9123,\"reason\":\"cue\"}]}",
        ];
        let mut from = 0;
        for key in keys {
            let at = line[from..].find(key).unwrap_or_else(|| panic!("{key} in {}", &line[from..]));
            from += at + key.len();
        }
        assert_eq!(from, line.len());
    }
}
