//! The list of quotes, and those to choose from when one says who said it.

use super::{
    choices, focused, heading, put, put_right,
    row::{self, level, say},
};
use crate::{
    analysis::{Analysis, EntityKind, QuoteKind, Reason},
    text,
    tui::{
        action::Action,
        app::App,
        geometry::Pane,
        page::Page,
        quotes::{INSET, Line, Quotes, Row, Voice, Who},
        sidebar::{MARGIN, ROOMY},
        theme::Theme,
    },
    wording::NOBODY,
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Fewer columns than these tell no name from another.
const LEAST: usize = 4;
/// Columns of the bar that shows how much somebody says.
const BAR: u16 = 8;
/// Blocks that fill a cell from the left, by eighths.
const EIGHTHS: [char; 9] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

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
        Some(all) if quotes.rows.len() < all => format!("{}/{all}", quotes.rows.len()),
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
        return choices::draw(page, analysis, attributing, theme, area, screen);
    }
    if analysis.quotes.is_empty() {
        return say("nobody is quoted", theme, area, screen);
    }
    if quotes.rows.is_empty() && !quotes.filter.is_on() {
        let key = app.key_for(Action::OnlyReported);
        let text = format!("no quote is certain; {key} shows the doubtful ones");
        return say(&text, theme, area, screen);
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

    /// Who speaks most, as many as fit; of the first at least the beginning of the name.
    fn overview(&self, row: Rect, screen: &mut Buffer) {
        let voices = &self.quotes.voices;
        let right = row.right().saturating_sub(1);
        let mut x = row.x + 1;
        for (at, voice) in voices.iter().enumerate() {
            let share = self.quotes.share(at);
            let (name, said) = (short(voice, self.kind(voice)), percent(share));
            let more = format!("+{}", voices.len() - at);
            let rest = if at + 1 < voices.len() { text::width(&more) + 2 } else { 0 };
            let room = usize::from(right.saturating_sub(x));
            let room = room.saturating_sub(3 + text::width(&said) + rest);
            let name = match at {
                0 if room >= LEAST => text::truncate(&name, room).into_owned(),
                _ => name,
            };
            if text::width(&name) > room {
                put(screen, x, row.y, right.saturating_sub(x), &more, self.theme.dim);
                return;
            }
            x = put(screen, x, row.y, 1, level(share), self.theme.name(self.kind(voice)));
            let part = format!(" {name} {said}");
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
                false => (level(share).to_owned(), 1),
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
        let style = row::style(self.theme, chosen, self.here);
        let inset = if part { INSET } else { 0 };
        if line == 0 {
            row::mark(self.theme, chosen, row, screen);
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
        let right = row.right().saturating_sub(1);
        let sure = if corrected { String::new() } else { percent(quote.confidence) };
        let end = put_right(screen, right, row.y, 5, &sure, self.theme.dim);
        let room = end.saturating_sub(row.x + 2);
        let told = match (words, named) {
            (Some(words), Some(name)) => found(words, name, &how, room.into()),
            _ => text::harmless_line(&how).into_owned(),
        };
        put(screen, row.x + 1, row.y, room, &text::truncate(&told, room.into()), self.theme.dim);
    }
}

/// How a speaker was found, in this many columns: the words at the quote, the name that they stand for,
/// and the reason. The name stands above the row, too, and gives way first; then the words are cut.
fn found(words: &str, name: &str, how: &str, room: usize) -> String {
    let [words, name, how] = [words, name, how].map(text::harmless_line);
    let whole = format!("{words} → {name} · {how}");
    let how = format!(" · {how}");
    let left = room.saturating_sub(text::width(&how)).max(LEAST);
    match text::width(&whole) <= room {
        true => whole,
        false => format!("{}{how}", text::truncate(&words, left)),
    }
}

/// The mark of a kind of quote.
pub const fn mark(kind: QuoteKind) -> &'static str {
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
        (Reason::Only, false) => NOBODY,
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
pub fn percent(share: f32) -> String {
    match (share.clamp(0.0, 1.0) * 100.0).round() {
        least if least < 1.0 && share > 0.0 => "<1%".to_owned(),
        rounded => format!("{rounded}%"),
    }
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
    fn the_reason_is_said_though_the_words_must_be_cut() {
        let found = |room| found("Mr Anders", "Piet Anders", "said", room);
        assert_eq!(found(30), "Mr Anders → Piet Anders · said");
        assert_eq!(found(29), "Mr Anders · said");
        assert_eq!(found(15), "Mr Ande… · said");
        assert_eq!(found(3), "Mr… · said");
    }

    #[test]
    fn bars_and_shares_are_as_long_as_they_should_be() {
        let bars = [0.0, 0.001, 0.5, 0.55, 1.0].map(bar);
        assert_eq!(bars, ["        ", "▏       ", "████    ", "████▍   ", "████████"]);
        assert_eq!(
            [0.0, 0.001, 0.005, 0.555, 1.0].map(percent),
            ["0%", "<1%", "1%", "56%", "100%"]
        );
    }
}
