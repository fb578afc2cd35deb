//! Reads a gold article of quotes: its text, and the marks under the words. The form is said in
//! `README.md`.

use super::marked::{self, Mark, Marked};
use quotidian::{analysis::QuoteKind, span::Span};

/// An article with the quotes that a person found in it.
#[derive(Debug)]
pub struct Gold {
    /// The name of its file, without extension.
    pub name: String,
    /// Its text, as the engine gets it.
    pub text: String,
    /// What was said in it, and what only looks like it.
    pub quotes: Vec<GoldQuote>,
}

/// Words that someone said, wrote or thinks; all spans in bytes of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldQuote {
    /// The character its words are marked with.
    pub id: char,
    /// What kind it is; `None` if it is no quote.
    pub kind: Option<QuoteKind>,
    /// The reported clause around it: an index.
    pub within: Option<usize>,
    /// Who said it.
    pub speaker: Who,
    /// Its words.
    pub spans: Vec<Span>,
    /// The words that name the speaker; none when it is known from elsewhere, or not at all.
    pub sources: Vec<Span>,
    /// The words that tie the two.
    pub cues: Vec<Span>,
}

/// Who said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// The article does not say.
    Nobody,
    /// Someone without a name.
    Unnamed,
    /// Someone of one of these names.
    Named(Vec<String>),
}

const FILLS: &str = "=-~?^.";

/// Reads a file. The error says what is wrong with it.
pub fn read(name: &str, file: &str) -> Result<Gold, String> {
    let Marked { text, marks, list } = marked::read(file, FILLS)?;
    let listed = list.lines().map(Listed::read).collect::<Result<Vec<_>, _>>()?;
    let place = |id: char| {
        let at = listed.iter().position(|listed| listed.id == id);
        at.ok_or_else(|| format!("{id} is not listed"))
    };
    let mut quotes = Vec::new();
    for Listed { id, kind, within, speaker } in &listed {
        let within = within.map(place).transpose()?;
        let speaker = speaker.clone().unwrap_or(Who::Nobody);
        let (spans, sources, cues) = (Vec::new(), Vec::new(), Vec::new());
        quotes.push(GoldQuote { id: *id, kind: *kind, within, speaker, spans, sources, cues });
    }
    for mark in marks {
        place_mark(&mut quotes[place(mark.id)?], mark)?;
    }
    for (at, listed) in listed.iter().enumerate().filter(|(_, listed)| listed.speaker.is_none()) {
        inherit(&mut quotes, at, listed)?;
    }
    Ok(Gold { name: name.to_owned(), text, quotes })
}

/// One line of the list: `4 partial in 3 = Kit Ransome`.
struct Listed {
    id: char,
    kind: Option<QuoteKind>,
    within: Option<char>,
    speaker: Option<Who>,
}

impl Listed {
    fn read(line: &str) -> Result<Self, String> {
        let wrong = || format!("no quote: {line}");
        let (head, speaker) = line.split_once(" = ").map_or((line, None), |(a, b)| (a, Some(b)));
        let (head, within) = head.split_once(" in ").map_or((head, None), |(a, b)| (a, Some(b)));
        let (id, kind) = head.split_once(' ').ok_or_else(wrong)?;
        let kind = match kind {
            "direct" => Some(QuoteKind::Direct),
            "partial" => Some(QuoteKind::Partial),
            "indirect" => Some(QuoteKind::Indirect),
            "other" => None,
            _ => return Err(wrong()),
        };
        let one = |id: &str| id.parse::<char>().map_err(|_| wrong());
        let within = within.map(one).transpose()?;
        Ok(Self { id: one(id)?, kind, within, speaker: speaker.map(who) })
    }
}

fn who(speaker: &str) -> Who {
    match speaker {
        "nobody" => Who::Nobody,
        "-" => Who::Unnamed,
        names => Who::Named(names.split(" / ").map(str::to_owned).collect()),
    }
}

/// Adds the words of a mark to its quote, or to the part of it that they go on from.
fn place_mark(quote: &mut GoldQuote, mark: Mark) -> Result<(), String> {
    let words = match mark.fill {
        None | Some('^') => &mut quote.sources,
        Some('.') => &mut quote.cues,
        Some(fill) if fill == fill_of(quote.kind) => &mut quote.spans,
        Some(fill) => return Err(format!("{} is marked with {fill}", quote.id)),
    };
    match words.last_mut().filter(|last| mark.goes_on && last.end + 1 == mark.span.start) {
        Some(last) => last.end = mark.span.end,
        None => words.push(mark.span),
    }
    Ok(())
}

fn fill_of(kind: Option<QuoteKind>) -> char {
    match kind {
        Some(QuoteKind::Direct) => '=',
        Some(QuoteKind::Partial) => '-',
        Some(QuoteKind::Indirect) => '~',
        None => '?',
    }
}

/// Quoted words in a reported clause have its speaker; what is no quote has none.
fn inherit(quotes: &mut [GoldQuote], at: usize, listed: &Listed) -> Result<(), String> {
    if listed.kind.is_none() {
        return Ok(());
    }
    let around = quotes[at].within.ok_or_else(|| format!("{} has no speaker", listed.id))?;
    let GoldQuote { speaker, sources, cues, .. } = quotes[around].clone();
    let quote = &mut quotes[at];
    (quote.speaker, quote.sources, quote.cues) = (speaker, sources, cues);
    Ok(())
}
