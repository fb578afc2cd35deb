//! `quotidian entities`: who and what articles name, one a line.

use super::{
    Context, Failure,
    analysed::{self, Source, Written},
    jsonl::Id,
    output::{json_line, one_line},
    table,
};
use crate::cli::{Entities, Kind, ListFormat};
use quotidian::{
    analysis::{Analysis, Entity, EntityKind, Form},
    schema::rounded,
};
use serde::Serialize;
use std::io;

/// What the columns of a table are called.
const COLUMNS: [&str; 8] =
    ["article", "id", "kind", "name", "roles", "salience", "mentions", "credit"];

/// Which entities are listed, and how.
struct Wanted {
    kinds: Vec<EntityKind>,
    least: usize,
    credits: bool,
    format: ListFormat,
}

/// What a line says, in this order.
#[derive(Serialize)]
struct Row<'a> {
    article: &'a Id,
    id: usize,
    kind: EntityKind,
    name: &'a str,
    roles: &'a [String],
    salience: f64,
    credit: bool,
    mentions: usize,
    forms: Forms,
}

/// How often it is mentioned in which way.
#[derive(Serialize)]
struct Forms {
    name: usize,
    nominal: usize,
    pronoun: usize,
}

pub fn run(command: Entities, context: &Context) -> Result<(), Failure> {
    let wanted = Wanted {
        kinds: command.kind.iter().copied().map(kind).collect(),
        least: command.min_mentions,
        credits: command.with_credits,
        format: command.format,
    };
    let source = Source { paths: &command.paths, jsonl: command.jsonl.as_deref() };
    let corrections = context.corrections(command.uncorrected);
    let csv = command.format == ListFormat::Csv;
    let head = if csv { table::csv(&COLUMNS) } else { String::new() };
    analysed::write_below(&head, &source, corrections, move |id, read| match read {
        Ok((_, analysis)) => Ok(Written::line(lines(&wanted, &id, &analysis)?)),
        Err(error) => Written::unread(&id, &error, wanted.format == ListFormat::Json),
    })
}

const fn kind(kind: Kind) -> EntityKind {
    match kind {
        Kind::Person => EntityKind::Person,
        Kind::Organization => EntityKind::Organization,
        Kind::Location => EntityKind::Location,
        Kind::Misc => EntityKind::Misc,
    }
}

impl Wanted {
    fn has(&self, entity: &Entity) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&entity.kind))
            && entity.mentions.len() >= self.least
            && (self.credits || !entity.credit)
    }
}

/// The lines for one article.
fn lines(wanted: &Wanted, article: &Id, analysis: &Analysis) -> io::Result<Vec<u8>> {
    let entities = analysis.entities.iter().enumerate().filter(|(_, entity)| wanted.has(entity));
    let mut lines = Vec::new();
    for (id, entity) in entities {
        let row = Row::new(article, id, entity);
        match wanted.format {
            ListFormat::Json => lines.extend(json_line(&row)?),
            ListFormat::Csv => lines.extend(table::csv(&row.fields()).into_bytes()),
            ListFormat::Tsv => lines.extend(table::tsv(&row.fields()).into_bytes()),
            ListFormat::Text => lines.extend(row.as_text().into_bytes()),
        }
    }
    Ok(lines)
}

impl<'a> Row<'a> {
    fn new(article: &'a Id, id: usize, entity: &'a Entity) -> Self {
        let count = |form| entity.mentions.iter().filter(|mention| mention.form == form).count();
        Self {
            article,
            id,
            kind: entity.kind,
            name: &entity.name,
            roles: &entity.roles,
            salience: rounded(entity.salience),
            credit: entity.credit,
            mentions: entity.mentions.len(),
            forms: Forms {
                name: count(Form::Name),
                nominal: count(Form::Nominal),
                pronoun: count(Form::Pronoun),
            },
        }
    }

    const fn kind(&self) -> &'static str {
        match self.kind {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Location => "location",
            EntityKind::Misc => "misc",
        }
    }

    /// The fields of a table, as [`COLUMNS`].
    fn fields(&self) -> [String; 8] {
        [
            self.article.to_string(),
            self.id.to_string(),
            self.kind().to_owned(),
            self.name.to_owned(),
            self.roles.join("; "),
            self.salience.to_string(),
            self.mentions.to_string(),
            self.credit.to_string(),
        ]
    }

    /// For people: kind, mentions, name and roles, and the article.
    fn as_text(&self) -> String {
        let credit = self.credit.then(|| "picture credit".to_owned());
        let parts = std::iter::once(self.name.to_owned()).chain(self.roles.to_vec()).chain(credit);
        let what = one_line(&parts.collect::<Vec<_>>().join(", "));
        let article = one_line(&self.article.to_string());
        format!("{:12} {:>4}  {what}  ({article})\n", self.kind(), self.mentions)
    }
}
