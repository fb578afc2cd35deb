//! The list of quotes, and those to choose from when one says who said it.

use super::{focused, heading, put, put_right, sidebar::say};
use crate::{
    analysis::{Analysis, EntityKind, QuoteKind, Reason},
    text,
    tui::{
        action::Action,
        app::App,
        attribute::{Attributing, Choice},
        geometry::Pane,
        label,
        page::Page,
        quotes::{INSET, Line, Quotes, Row, Voice, Who},
        sidebar::{MARGIN, ROOMY},
        theme::Theme,
    },
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Columns of the bar that shows how much somebody says.
const BAR: u16 = 8;
/// Blocks that fill a cell from the left, by eighths.
const EIGHTHS: [char; 9] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
/// Blocks that fill a cell from below.
const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// What the lines of the list are drawn from.
struct Desk<'a> {
    page: &'a Page,
    analysis: &'a Analysis,
    quotes: &'a Quotes,
    theme: &'a Theme,
    /// Whether the list has the focus.
    here: bool,
}

/// Draws the heading: how many there are, and which are shown.
pub fn draw_heading(app: &App, theme: &Theme, area: Rect, screen: &mut Buffer) {
    if app.attributing.is_some() {
        return heading(screen, theme, area, focused(app, Pane::Quotes), "Who said it?", "");
    }
    let quotes = &app.sidebar.quotes;
    let all = app.analysis().map(|analysis| analysis.quotes.len());
    let filtered = quotes.filter.is_on();
    let count = match all {
        Some(all) if filtered => format!("{}/{all}", quotes.rows.len()),
        Some(all) => all.to_string(),
        None => String::new(),
    };
    // What is left out must be known, however little room there is to say so.
    let titles = match (filtered, quotes.grouped) {
        (true, _) => {
            let wanted = text::harmless_line(&app.wanted_quotes()).into_owned();
            let least = wanted.strip_prefix("only ").unwrap_or(&wanted).to_owned();
            vec![format!("Quotes: {wanted}"), wanted, least]
        }
        (false, true) => vec!["Quotes by speaker".to_owned(), "By speaker".to_owned()],
        (false, false) => vec!["Quotes".to_owned()],
    };
    let room = usize::from(area.width).saturating_sub(text::width(&count) + 4);
    let fitting = titles.iter().find(|title| text::width(title) <= room).or(titles.last());
    let title = fitting.map_or("", String::as_str);
    heading(screen, theme, area, focused(app, Pane::Quotes), title, &count);
}

/// Draws the list.
pub fn draw(
    app: &App,
    page: &Page,
    analysis: &Analysis,
    theme: &Theme,
    area: Rect,
    screen: &mut Buffer,
) {
    let quotes = &app.sidebar.quotes;
    if let Some(attributing) = &app.attributing {
        return draw_choices(page, analysis, attributing, theme, area, screen);
    }
    if analysis.quotes.is_empty() {
        return say("nobody is quoted", theme, area, screen);
    }
    if quotes.rows.is_empty() {
        let (wanted, key) = (app.wanted_quotes(), app.key_for(Action::AllQuotes));
        let wanted = text::harmless_line(&wanted).into_owned();
        return say(&format!("{wanted}: none here; {key} shows all"), theme, area, screen);
    }
    let desk = Desk { page, analysis, quotes, theme, here: focused(app, Pane::Quotes) };
    let lines = quotes.lines(&page.article, analysis, area.height.into());
    for (line, y) in lines.into_iter().zip(area.top()..area.bottom()) {
        let row = Rect { y, height: 1, ..area };
        match line {
            Line::Overview => desk.overview(row, screen),
            Line::Name(at) => desk.name(quotes.rows[at], row, screen),
            Line::Words(at, line) => desk.words(at, line, row, screen),
            Line::Details => desk.details(row, screen),
            Line::Blank => {}
        }
    }
}

impl Desk<'_> {
    fn kind(&self, voice: &Voice) -> EntityKind {
        match voice.who {
            Who::Entity(entity) => {
                self.analysis.entities.get(entity).map_or(EntityKind::Misc, |of| of.kind)
            }
            Who::Words(_) | Who::Nobody => EntityKind::Misc,
        }
    }

    /// How a name stands above quotes: names stand out, other sources less, nobody least.
    fn name_style(&self, voice: &Voice) -> Style {
        match voice.who {
            Who::Entity(_) => self.theme.strong,
            Who::Words(_) => self.theme.text,
            Who::Nobody => self.theme.dim,
        }
    }

    /// Who speaks most, as many as fit.
    fn overview(&self, row: Rect, screen: &mut Buffer) {
        let voices = &self.quotes.voices;
        let right = row.right().saturating_sub(1);
        let mut x = row.x + 1;
        for (at, voice) in voices.iter().enumerate() {
            let share = self.quotes.share(at);
            let part = format!(" {} {}", short(voice, self.kind(voice)), percent(share));
            let more = format!("+{}", voices.len() - at);
            let rest = if at + 1 < voices.len() { text::width(&more) + 2 } else { 0 };
            let needed = 1 + text::width(&part) + rest;
            if usize::from(right.saturating_sub(x)) < needed {
                put(screen, x, row.y, right.saturating_sub(x), &more, self.theme.dim);
                return;
            }
            let level = level(share).to_string();
            x = put(screen, x, row.y, 1, &level, self.theme.name(self.kind(voice)));
            x = put(screen, x, row.y, right.saturating_sub(x), &part, self.theme.dim) + 2;
        }
    }

    /// A name, and in groups how much of all is theirs.
    fn name(&self, of: Row, row: Rect, screen: &mut Buffer) {
        let voice = &self.quotes.voices[of.voice];
        let mut right = row.right().saturating_sub(1);
        if self.quotes.grouped {
            let share = self.quotes.share(of.voice);
            let count = percent(share);
            right = put_right(screen, right, row.y, 5, &count, self.theme.dim);
            let (bar, columns) = match row.width >= ROOMY {
                true => (bar(share), BAR),
                false => (level(share).to_string(), 1),
            };
            let kind = self.theme.name(self.kind(voice));
            let x = right.saturating_sub(columns + 1);
            put(screen, x, row.y, columns, &bar, kind);
            right = x.saturating_sub(1);
        }
        let room = right.saturating_sub(row.x + 1);
        let name = text::truncate(&voice.name, room.into()).into_owned();
        put(screen, row.x + 1, row.y, room, &name, self.name_style(voice));
    }

    /// One line of a row's words, its marks before the first and after it.
    fn words(&self, at: usize, line: usize, row: Rect, screen: &mut Buffer) {
        let Row { quote, part, .. } = self.quotes.rows[at];
        let chosen = self.quotes.list.selected == at;
        let style = match (chosen, self.here) {
            (true, true) => self.theme.chosen,
            (true, false) => self.theme.strong,
            (false, _) => Style::new(),
        };
        let inset = if part { INSET } else { 0 };
        if line == 0 {
            put(screen, row.x, row.y, 1, if chosen { ">" } else { " " }, self.theme.mark);
            if part {
                put(screen, row.x + 1, row.y, 1, "└", self.theme.border);
            }
            let kind = mark(self.analysis.quotes[quote].kind);
            put(screen, row.x + 1 + inset, row.y, 1, kind, self.theme.mark);
            let right = row.right().saturating_sub(1);
            put(screen, right, row.y, 1, self.sureness(quote), self.theme.dim);
        }
        let lines = self.quotes.folded(&self.page.article, self.analysis, at);
        let words = lines.get(line).map_or("", String::as_str);
        let room = row.width.saturating_sub(MARGIN + inset);
        put(screen, row.x + MARGIN - 1 + inset, row.y, room, words, style);
    }

    /// A mark where a speaker is in doubt, or was put right by hand.
    fn sureness(&self, quote: usize) -> &'static str {
        if self.quotes.corrected.contains(&quote) {
            "✓"
        } else if self.quotes.doubts(self.analysis, quote) {
            "?"
        } else {
            " "
        }
    }

    /// How it is known who said the chosen quote.
    fn details(&self, row: Rect, screen: &mut Buffer) {
        let Some(at) = self.quotes.chosen() else { return };
        let quote = &self.analysis.quotes[at];
        let prose = self.page.article.prose();
        let corrected = self.quotes.corrected.contains(&at);
        let how = match (corrected, quote.reason, quote.cue) {
            (true, ..) => "as you said".to_owned(),
            (false, Reason::Cue, Some(cue)) => match prose.of(cue) {
                colon if colon.trim() == ":" => "colon".to_owned(),
                cue => cue.to_owned(),
            },
            (false, reason, _) => reason_name(reason, quote.speaker.is_some()).to_owned(),
        };
        let named = self.analysis.speaker_name(quote);
        let words = quote.speaker.as_ref().map(|speaker| prose.of(speaker.span));
        let words = words.filter(|words| named.is_some_and(|name| name != *words));
        let (long, least) = match (words, named) {
            (Some(words), Some(name)) => {
                (format!("{words} → {name} · {how}"), format!("{words} · {how}"))
            }
            _ => (how.clone(), how),
        };
        let right = row.right().saturating_sub(1);
        let sure = if corrected { String::new() } else { percent(quote.confidence) };
        let end = put_right(screen, right, row.y, 5, &sure, self.theme.dim);
        let room = end.saturating_sub(row.x + 2);
        let [long, least] = [long, least].map(|told| text::harmless_line(&told).into_owned());
        // The name stands above the row, too, and gives way to how it was found.
        let told = if text::width(&long) > room.into() { least } else { long };
        put(screen, row.x + 1, row.y, room, &text::truncate(&told, room.into()), self.theme.dim);
    }
}

/// Who may have said a quote, below its words.
fn draw_choices(
    page: &Page,
    analysis: &Analysis,
    attributing: &Attributing,
    theme: &Theme,
    area: Rect,
    screen: &mut Buffer,
) {
    let mut area = area;
    if let Some(quote) = analysis.quotes.get(attributing.quote).filter(|_| area.height > 4) {
        let room = area.width.saturating_sub(MARGIN);
        put(screen, area.x + 1, area.y, 1, mark(quote.kind), theme.mark);
        let lines = label::fold(&analysis.words(&page.article, quote), room.into(), 2);
        for line in lines {
            put(screen, area.x + MARGIN - 1, area.y, room, &line, theme.dim);
            area = Rect { y: area.y + 1, height: area.height - 1, ..area };
        }
    }
    if attributing.rows.is_empty() {
        return say("nobody here is called that", theme, area, screen);
    }
    let top = (attributing.at + 1).saturating_sub(area.height.into());
    let rows = attributing.fitting().enumerate().skip(top);
    for ((at, choice), y) in rows.zip(area.top()..area.bottom()) {
        let row = Rect { y, height: 1, ..area };
        draw_choice(analysis, choice, theme, at == attributing.at, row, screen);
    }
}

fn draw_choice(
    analysis: &Analysis,
    choice: &Choice,
    theme: &Theme,
    chosen: bool,
    row: Rect,
    screen: &mut Buffer,
) {
    put(screen, row.x, row.y, 1, if chosen { ">" } else { " " }, theme.mark);
    if let Who::Entity(entity) = choice.who
        && let Some(of) = analysis.entities.get(entity)
    {
        let letter = crate::tui::theme::letter(of.kind).to_string();
        put(screen, row.x + 1, row.y, 1, &letter, theme.name(of.kind));
    }
    let right = row.right().saturating_sub(1);
    let likely = choice.confidence.map(percent).unwrap_or_default();
    let end = put_right(screen, right, row.y, 5, &likely, theme.dim);
    let room = end.saturating_sub(row.x + MARGIN);
    let style = if chosen { theme.chosen } else { Style::new() };
    let name = text::truncate(&text::harmless_line(&choice.name), room.into()).into_owned();
    let x = put(screen, row.x + MARGIN - 1, row.y, room, &name, style) + 1;
    if !choice.words.is_empty() {
        let room = end.saturating_sub(x + 1);
        let words = format!("“{}”", text::harmless_line(&choice.words));
        put(screen, x, row.y, room, &text::truncate(&words, room.into()), theme.dim);
    }
}

/// The mark of a kind of quote.
const fn mark(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "“",
        QuoteKind::Partial => "‘",
        QuoteKind::Indirect => "~",
    }
}

/// How a speaker was found, in a word.
const fn reason_name(reason: Reason, named: bool) -> &'static str {
    match (reason, named) {
        (Reason::Cue, _) => "cue",
        (Reason::Continued, _) => "continued",
        (Reason::Conversation, _) => "conversation",
        (Reason::Headline, _) => "headline",
        (Reason::Only, true) => "only",
        (Reason::Only, false) => "nobody named",
    }
}

/// The part of a name that a person is known by; other names as they are, unless they are long.
fn short(voice: &Voice, kind: EntityKind) -> String {
    const LONGEST: usize = 14;
    let last = voice.name.split(' ').next_back().unwrap_or_default();
    let person = matches!(voice.who, Who::Entity(_)) && kind == EntityKind::Person;
    let name = match voice.who {
        Who::Nobody => "nobody",
        _ if person => last,
        _ => &voice.name,
    };
    text::truncate(name, LONGEST).into_owned()
}

/// A share in whole percent; what there is at all is not nothing.
fn percent(share: f32) -> String {
    match (share.clamp(0.0, 1.0) * 100.0).round() {
        least if least < 1.0 && share > 0.0 => "<1%".to_owned(),
        rounded => format!("{rounded}%"),
    }
}

fn level(share: f32) -> char {
    let level = (share.clamp(0.0, 1.0) * LEVELS.len() as f32) as usize;
    LEVELS[level.min(LEVELS.len() - 1)]
}

/// A share as a bar that grows from the left.
fn bar(share: f32) -> String {
    let eighths = (share.clamp(0.0, 1.0) * f32::from(BAR) * 8.0).round() as usize;
    let eighths = if share > 0.0 { eighths.max(1) } else { eighths };
    let whole = "█".repeat(eighths / 8);
    let part = EIGHTHS[eighths % 8];
    let bar = format!("{whole}{part}");
    text::pad(bar.trim_end(), BAR.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_and_shares_are_as_long_as_they_should_be() {
        let bars = [0.0, 0.001, 0.5, 0.55, 1.0].map(bar);
        assert_eq!(bars, ["        ", "▏       ", "████    ", "████▍   ", "████████"]);
        assert_eq!(
            [0.0, 0.001, 0.005, 0.555, 1.0].map(percent),
            ["0%", "<1%", "1%", "56%", "100%"]
        );
        assert_eq!([0.0, 0.5, 1.0].map(level), ['▁', '▅', '█']);
    }
}
