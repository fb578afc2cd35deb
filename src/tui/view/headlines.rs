//! The headlines pane.

use super::{focused, heading, put, put_right};
use crate::{
    library::Head,
    text,
    tui::{
        app::App,
        geometry::{self, Pane},
        headlines::{Known, Scope, TITLE_MARGIN, WIDE},
        label,
        theme::Theme,
    },
};
use jiff::Timestamp;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Words read in a minute, for the length of articles (a usual figure for silent reading of prose).
const PACE: usize = 230;
/// Columns before a headline: the mark of choice, the unread mark, the star.
const FLAGS: u16 = TITLE_MARGIN - 1;

/// Draws the pane.
pub fn draw(app: &App, theme: &Theme, now: Option<Timestamp>, area: Rect, screen: &mut Buffer) {
    let list = &app.headlines;
    let place = if list.rows.is_empty() { 0 } else { list.selected + 1 };
    let count = format!("{place}/{}", list.rows.len());
    heading(screen, theme, area, focused(app, Pane::Headlines), &title(app), &count);
    let body = geometry::body(area);
    if list.rows.is_empty() {
        return empty(app, theme, body, screen);
    }
    let mut y = body.y;
    for (row, height) in list.visible(body.width, body.height.into()) {
        let room = (body.bottom() - y).min(u16::try_from(height).unwrap_or(1));
        let area = Rect { y, height: room, ..body };
        draw_row(app, theme, now, row, area, screen);
        y += room;
    }
}

fn title(app: &App) -> String {
    let list = &app.headlines;
    let scope = match list.scope {
        Scope::All => "Headlines",
        Scope::Unread => "Unread",
        Scope::Starred => "Starred",
    };
    if list.query.is_empty() {
        scope.to_owned()
    } else {
        format!("{scope} ~ {}", text::harmless_line(&list.query))
    }
}

fn empty(app: &App, theme: &Theme, area: Rect, screen: &mut Buffer) {
    let words = match app.scanning {
        Some(0) => "looking for articles…".to_owned(),
        Some(seen) => format!("looking for articles… {seen} files"),
        None if !app.headlines.listing.entries.is_empty() => "nothing matches".to_owned(),
        None => "no articles here: plain text and Markdown files are shown".to_owned(),
    };
    let lines = label::fold(&words, area.width.saturating_sub(2).into(), area.height.into());
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        put(screen, area.x + 1, y, area.width.saturating_sub(1), line, theme.dim);
    }
}

fn draw_row(
    app: &App,
    theme: &Theme,
    now: Option<Timestamp>,
    row: usize,
    area: Rect,
    screen: &mut Buffer,
) {
    let entry = app.headlines.rows[row];
    let known = &app.headlines.known[entry];
    let chosen = row == app.headlines.selected;
    let style = match (chosen, focused(app, Pane::Headlines)) {
        (true, true) => theme.chosen,
        (true, false) => theme.strong,
        (false, _) if !known.read => theme.strong,
        (false, _) => Style::new(),
    };
    put(screen, area.x, area.y, area.width, if chosen { ">" } else { " " }, theme.mark);
    put(screen, area.x + 1, area.y, area.width.saturating_sub(1), unread(known), theme.mark);
    let star = if known.starred { "★" } else { " " };
    put(screen, area.x + 2, area.y, area.width.saturating_sub(2), star, theme.star);
    let facts = Facts::new(known, now);
    let inner = Rect { x: area.x + FLAGS, width: area.width.saturating_sub(FLAGS + 1), ..area };
    if area.width >= WIDE {
        wide_row(theme, style, &facts, &app.headlines.title(entry), inner, screen);
    } else {
        let lines = app.headlines.folded(entry, area.width);
        narrow_row(theme, style, &facts, &lines, inner, screen);
    }
}

const fn unread(known: &Known) -> &'static str {
    if known.read { " " } else { "•" }
}

/// The headline on one or two lines, the facts below.
fn narrow_row(
    theme: &Theme,
    style: Style,
    facts: &Facts,
    lines: &[String],
    area: Rect,
    screen: &mut Buffer,
) {
    let mut rows = area.top()..area.bottom();
    for (line, y) in lines.iter().zip(rows.by_ref()) {
        put(screen, area.x, y, area.width, line, style);
    }
    if let Some(y) = rows.next() {
        let x = put_right(screen, area.right(), y, area.width, &facts.size(), theme.dim);
        let room = x.saturating_sub(area.x + 1);
        put(screen, area.x, y, room, &facts.origin(room.into()), theme.dim);
    }
}

/// Everything on one line, in columns.
fn wide_row(
    theme: &Theme,
    style: Style,
    facts: &Facts,
    title: &str,
    area: Rect,
    screen: &mut Buffer,
) {
    let x =
        put_right(screen, area.right(), area.y, 14, &format!("{:>14}", facts.size()), theme.dim);
    let x = put_right(screen, x - 1, area.y, 11, &format!("{:>11}", facts.date), theme.dim);
    let publisher = text::truncate(&facts.publisher, 20).into_owned();
    put(screen, x - 21, area.y, 20, &publisher, theme.dim);
    let room = (x - 22).saturating_sub(area.x);
    let line = label::fold(title, room.into(), 1).swap_remove(0);
    put(screen, area.x, area.y, room, &line, style);
}

/// What is known about an article beside its headline, in words.
struct Facts {
    date: String,
    publisher: String,
    minutes: Option<usize>,
    quotes: Option<usize>,
}

impl Facts {
    fn new(known: &Known, now: Option<Timestamp>) -> Self {
        let head = known.head.as_deref();
        Self {
            date: head.map(|head| when(head, now)).unwrap_or_default(),
            publisher: head
                .map(|head| text::harmless_line(&head.publisher).into_owned())
                .unwrap_or_default(),
            minutes: head.map(|head| head.words.div_ceil(PACE).max(1)),
            quotes: known.quotes,
        }
    }

    /// When and by whom; where both do not fit, only when.
    fn origin(&self, room: usize) -> String {
        let parts = [self.date.as_str(), self.publisher.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let both = parts.join(" · ");
        if self.date.is_empty() || text::width(&both) <= room { both } else { self.date.clone() }
    }

    /// How long, and how many quotes.
    fn size(&self) -> String {
        let minutes = self.minutes.map(|minutes| format!("{minutes} min ")).unwrap_or_default();
        let quotes = self.quotes.map_or_else(|| "·".to_owned(), |quotes| quotes.to_string());
        format!("{minutes}“{quotes}")
    }
}

/// The age of an article of the last days, else its date; the year only when it is not this one.
fn when(head: &Head, now: Option<Timestamp>) -> String {
    let Some(published) = head.published else { return String::new() };
    let date = published.date();
    let Some(now) = now else {
        return date.strftime("%-d %b %Y").to_string();
    };
    let hours = now.duration_since(published.instant()).as_hours();
    match hours {
        0 => "now".to_owned(),
        1..24 => format!("{hours} h"),
        24..168 => format!("{} d", hours / 24),
        _ if now.to_zoned(jiff::tz::TimeZone::UTC).year() == date.year() => {
            date.strftime("%-d %b").to_string()
        }
        _ => date.strftime("%-d %b %Y").to_string(),
    }
}
