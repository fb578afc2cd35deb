//! Reads a gold article: its text, and the marks under the words. The form is said in `README.md`.

use super::marked::{self, Mark, Marked};
use quotidian::{
    analysis::{EntityKind, Form},
    span::Span,
};

/// An article with what a person found in it.
#[derive(Debug)]
pub struct Gold {
    /// The name of its file, without extension.
    pub name: String,
    /// Its text, as the engine gets it.
    pub text: String,
    /// Who and what it names.
    pub entities: Vec<GoldEntity>,
}

/// Someone or something a gold article names.
#[derive(Debug)]
pub struct GoldEntity {
    /// The character its mentions are marked with.
    pub id: char,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// Its fullest name.
    pub name: String,
    /// Whether it is a picture's photographer or agency.
    pub credit: bool,
    /// What the article says it is.
    pub roles: Vec<String>,
    /// Where it is mentioned, in bytes of the text.
    pub mentions: Vec<(Span, Form)>,
}

/// Reads a file. The error says what is wrong with it.
pub fn read(name: &str, file: &str) -> Result<Gold, String> {
    let Marked { text, marks, list } = marked::read(file, "=-~")?;
    let mut entities = list.lines().map(entity).collect::<Result<Vec<_>, _>>()?;
    for Mark { id, span, fill, .. } in marks {
        let mut bearers = entities.iter_mut().filter(|entity| entity.id == id);
        let bearer = bearers.next().ok_or_else(|| format!("{id} is not listed"))?;
        bearer.mentions.push((span, form(fill, span.of(&text))));
    }
    Ok(Gold { name: name.to_owned(), text, entities })
}

fn form(fill: Option<char>, words: &str) -> Form {
    match fill {
        Some('-') => Form::Nominal,
        Some('~') => Form::Pronoun,
        None if words.eq_ignore_ascii_case("i") => Form::Pronoun,
        _ => Form::Name,
    }
}

/// One line of the list: `3 person Kit Ransome (credit) = clerk; mayor`.
fn entity(line: &str) -> Result<GoldEntity, String> {
    let wrong = || format!("no entity: {line}");
    let (head, roles) = line.split_once(" = ").unwrap_or((line, ""));
    let (head, credit) = head.strip_suffix(" (credit)").map_or((head, false), |head| (head, true));
    let mut parts = head.splitn(3, ' ');
    let mut part = || parts.next().filter(|part| !part.is_empty()).ok_or_else(wrong);
    let (id, kind, name) = (part()?, part()?, part()?);
    let kind = match kind {
        "person" => EntityKind::Person,
        "organization" => EntityKind::Organization,
        "location" => EntityKind::Location,
        "misc" => EntityKind::Misc,
        _ => return Err(wrong()),
    };
    let mut ids = id.chars();
    let (Some(id), None) = (ids.next(), ids.next()) else { return Err(wrong()) };
    let roles = roles.split("; ").filter(|role| !role.is_empty()).map(str::to_owned).collect();
    Ok(GoldEntity { id, kind, name: name.to_owned(), credit, roles, mentions: Vec::new() })
}
