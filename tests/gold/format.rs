//! Reads a gold article: its text, and the marks under the words. The form is said in `README.md`.

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

/// A mention with the character of its entity.
type Mark = (char, Span, Form);

/// Reads a file. The error says what is wrong with it.
pub fn read(name: &str, file: &str) -> Result<Gold, String> {
    let (body, list) = file.split_once("\n===\n").ok_or("no line of ===")?;
    let (text, marks) = body_of(body)?;
    let mut entities = list.lines().map(entity).collect::<Result<Vec<_>, _>>()?;
    for (id, span, form) in marks {
        let mut bearers = entities.iter_mut().filter(|entity| entity.id == id);
        let bearer = bearers.next().ok_or_else(|| format!("{id} is not listed"))?;
        bearer.mentions.push((span, form));
    }
    Ok(Gold { name: name.to_owned(), text, entities })
}

fn body_of(body: &str) -> Result<(String, Vec<Mark>), String> {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut above = 0;
    for (number, line) in body.lines().enumerate() {
        if let Some(under) = line.strip_prefix("| ") {
            marks.extend(marks_of(under, &text, above)?);
            continue;
        }
        let (join, words) = match line.split_at_checked(2) {
            None if line.is_empty() => ("\n", ""),
            Some(("  ", words)) => ("\n", words),
            Some(("+ ", words)) => (" ", words),
            _ => return Err(format!("line {number} begins with none of the columns: {line}")),
        };
        text.push_str(if number == 0 { "" } else { join });
        above = text.len();
        text.push_str(words);
    }
    text.push('\n');
    Ok((text, marks))
}

/// The marks under the last line of `text`, which begins at byte `above`.
fn marks_of(under: &str, text: &str, above: usize) -> Result<Vec<Mark>, String> {
    let byte = |column: usize| -> Result<usize, String> {
        let line = &text[above..];
        let ends = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        ends.clone()
            .nth(column)
            .map(|at| above + at)
            .ok_or_else(|| format!("marks beyond the end of: {line}"))
    };
    let columns: Vec<char> = under.chars().collect();
    let mut marks = Vec::new();
    let mut at = 0;
    while at < columns.len() {
        let id = columns[at];
        let fill = columns.get(at + 1).copied().filter(|&next| is_fill(next));
        let length =
            1 + columns[at + 1..].iter().take_while(|&&column| Some(column) == fill).count();
        if id.is_ascii_alphanumeric() {
            let span = Span::new(byte(at)?, byte(at + length)?);
            marks.push((id, span, form(fill, span.of(text))));
        } else if id != ' ' {
            return Err(format!("{id} marks nothing: {under}"));
        }
        at += length;
    }
    Ok(marks)
}

fn is_fill(column: char) -> bool {
    matches!(column, '=' | '-' | '~')
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
