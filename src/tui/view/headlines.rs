//! The headlines pane.

use super::{focused, heading, put, put_right, row};
use crate::{
    article::Published,
    library::Head,
    text,
    tui::{
        action::Action,
        app::App,
        geometry::{self, Pane},
        headlines::{Known, Scope, TITLE_MARGIN, WIDE},
        label,
        theme::Theme,
    },
};
use jiff::{Timestamp, tz::TimeZone};
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
    let clock = Clock::new(app, now);
    let mut y = body.y;
    for (row, height) in list.visible(body.width, body.height.into()) {
        let room = (body.bottom() - y).min(u16::try_from(height).unwrap_or(1));
        let area = Rect { y, height: room, ..body };
        draw_row(app, theme, clock, row, area, screen);
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
    let list = &app.headlines;
    let words = match app.scanning {
        Some(0) => "looking for articles…".to_owned(),
        Some(seen) => format!("looking for articles… {seen} files"),
        None if !list.listing.entries.is_empty() => {
            let all = app.key_for(Action::ShowAll);
            match (list.query.is_empty(), list.scope) {
                (true, Scope::Unread) => format!("all is read; {all} shows all"),
                (true, Scope::Starred) => format!("nothing has a star; {all} shows all"),
                _ => "nothing matches".to_owned(),
            }
        }
        None => "no articles here: plain text and Markdown files are shown".to_owned(),
    };
    let lines = label::fold(&words, area.width.saturating_sub(2).into(), area.height.into());
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        put(screen, area.x + 1, y, area.width.saturating_sub(1), line, theme.dim);
    }
}

fn draw_row(app: &App, theme: &Theme, clock: Clock, row: usize, area: Rect, screen: &mut Buffer) {
    let entry = app.headlines.rows[row];
    let known = &app.headlines.known[entry];
    let chosen = row == app.headlines.selected;
    let style = match chosen || known.read {
        true => row::style(theme, chosen, focused(app, Pane::Headlines)),
        false => theme.strong,
    };
    row::mark(theme, chosen, area, screen);
    put(screen, area.x + 1, area.y, area.width.saturating_sub(1), unread(known), theme.mark);
    let star = if known.starred { "★" } else { " " };
    put(screen, area.x + 2, area.y, area.width.saturating_sub(2), star, theme.star);
    let facts = Facts::new(known, clock);
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
    fn new(known: &Known, clock: Clock) -> Self {
        let head = known.head.as_deref();
        Self {
            date: head.map(|head| clock.when(head)).unwrap_or_default(),
            publisher: head
                .map(|head| text::harmless_line(&head.publisher).into_owned())
                .unwrap_or_default(),
            minutes: head.map(|head| head.words.div_ceil(PACE).max(1)),
            quotes: known.quotes,
        }
    }

    /// When and by whom, in `room` columns; the publisher is cut first, and left out where only a
    /// stump of it would fit.
    fn origin(&self, room: usize) -> String {
        let left = room.saturating_sub(text::width(&self.date) + SEPARATOR.len());
        match (self.date.is_empty(), self.publisher.is_empty()) {
            (true, _) => text::truncate(&self.publisher, room).into_owned(),
            (false, false) if left >= STUMP => {
                format!("{}{SEPARATOR}{}", self.date, text::truncate(&self.publisher, left))
            }
            _ => text::truncate(&self.date, room).into_owned(),
        }
    }

    /// How long, and how many quotes.
    fn size(&self) -> String {
        let minutes = self.minutes.map(|minutes| format!("{minutes}m ")).unwrap_or_default();
        let quotes = self.quotes.map_or_else(|| "·".to_owned(), |quotes| quotes.to_string());
        format!("{minutes}“{quotes}")
    }
}

/// What stands between a date and a publisher, and the least of a publisher worth showing.
const SEPARATOR: &str = ", ";
const STUMP: usize = 4;

/// What dates are seen from: now, or, where a picture must be the same every day, the year of the
/// newest article.
#[derive(Clone, Copy)]
struct Clock {
    now: Option<Timestamp>,
    year: i16,
}

impl Clock {
    fn new(app: &App, now: Option<Timestamp>) -> Self {
        let list = &app.headlines;
        let year = match now {
            Some(now) => now.to_zoned(TimeZone::UTC).year(),
            None => {
                let newest = list.listing.entries.first().and_then(|entry| entry.date);
                newest.map_or(0, |date| date.year())
            }
        };
        Self { now, year }
    }

    /// The age of an article of the last days, else its date; the year only when it is another.
    fn when(self, head: &Head) -> String {
        let Some(published) = head.published else { return String::new() };
        let date = published.date();
        let age = self.now.and_then(|now| age(now, &published));
        age.unwrap_or_else(|| {
            let form = if date.year() == self.year { "%-d %b" } else { "%-d %b %Y" };
            date.strftime(form).to_string()
        })
    }
}

/// The age of an article of the last week, in hours where it states a time, else in days.
fn age(now: Timestamp, published: &Published) -> Option<String> {
    let hours = now.duration_since(published.instant()).as_hours();
    let timed = published.instant().as_second() % 86_400 != 0;
    match hours {
        0 if timed => Some("now".to_owned()),
        1..24 if timed => Some(format!("{hours} h")),
        0..24 => Some("today".to_owned()),
        24..168 => Some(format!("{} d", hours / 24)),
        _ => None,
    }
}
