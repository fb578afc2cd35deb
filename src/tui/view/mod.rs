//! State to frame: one file per pane or page.
//!
//! Drawing reads the state and nothing else; everything that decides *what* is on the screen was
//! settled before. Coordinates are checked in one place, `put`, so that any size is safe.

mod article;
mod bottom;
mod choices;
mod headlines;
mod help;
mod quotes;
mod row;
mod sidebar;

use super::{
    app::App,
    geometry::{Areas, Pane},
    theme::Theme,
};
use crate::text;
use jiff::Timestamp;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Color, Style},
};

/// Draws the screen. `now` turns dates into ages; without it dates are shown. Gives the place of
/// the cursor when a line is being typed.
pub fn draw(app: &App, now: Option<Timestamp>, screen: &mut Buffer) -> Option<Position> {
    let theme = app.settings.theme.theme();
    if theme.text != Style::new().fg(Color::Reset).bg(Color::Reset) && theme.text != Style::new() {
        screen.set_style(screen.area, theme.text);
    }
    let areas = app.areas();
    if app.help.is_some() {
        help::draw(app, &theme, screen);
    } else {
        if let Some(area) = areas.headlines {
            headlines::draw(app, &theme, now, area, screen);
        }
        if let Some(area) = areas.article {
            article::draw(app, &theme, area, screen);
        }
        if let Some(area) = areas.sidebar {
            sidebar::draw(app, &theme, area, screen);
        }
        borders(&theme, areas, screen);
    }
    bottom::draw(app, &theme, areas.hints, screen)
}

/// The lines between panes.
fn borders(theme: &Theme, areas: Areas, screen: &mut Buffer) {
    for area in [areas.headlines, areas.article].into_iter().flatten() {
        for y in area.top()..area.bottom() {
            put(screen, area.right(), y, 1, "│", theme.border);
        }
    }
}

/// Writes harmless text on one row, at most `room` columns; gives the column after it.
fn put(screen: &mut Buffer, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
    if room == 0 || !screen.area.contains(Position { x, y }) {
        return x;
    }
    if !text.is_ascii() {
        return screen.set_stringn(x, y, text, room.into(), style).0;
    }
    // One byte, one column: most of what is shown needs no look at graphemes.
    let room = room.min(screen.area.right() - x);
    let end = text.len().min(room.into());
    let start = screen.index_of(x, y);
    for (at, cell) in screen.content[start..start + end].iter_mut().enumerate() {
        cell.set_symbol(&text[at..=at]).set_style(style);
    }
    x + end as u16
}

/// Fills a part of a row with one symbol that is one column wide.
fn fill(screen: &mut Buffer, row: Rect, symbol: &'static str, style: Style) {
    let row = row.intersection(screen.area);
    if row.is_empty() {
        return;
    }
    for x in row.left()..row.right() {
        screen[(x, row.y)].set_symbol(symbol).set_style(style);
    }
}

/// Writes harmless text so that it ends before column `right`; gives the column it begins at.
fn put_right(screen: &mut Buffer, right: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
    let width = u16::try_from(text::width(text)).unwrap_or(u16::MAX).min(room);
    let x = right.saturating_sub(width);
    put(screen, x, y, width, text, style);
    x
}

/// Columns of a pane's heading that its title needs to be known by.
const LEAST: usize = 11;

/// A pane's heading: reversed where the focus is, so that it can be seen without colours.
fn heading(
    screen: &mut Buffer,
    theme: &Theme,
    area: Rect,
    focused: bool,
    title: &str,
    aside: &str,
) {
    let (style, symbol, line) = if focused {
        (theme.focus, " ", theme.focus)
    } else {
        (theme.heading, "─", theme.border)
    };
    fill(screen, Rect { height: 1, ..area }, symbol, line);
    // A number that is cut is a wrong number: the title gives way to it, or it is left out.
    let aside = if aside.is_empty() { String::new() } else { format!(" {aside} ") };
    let room = usize::from(area.width).saturating_sub(text::width(&aside));
    let (room, aside) = if room < LEAST { (area.width.into(), "") } else { (room, &*aside) };
    let title = text::truncate(title, room.saturating_sub(2)).into_owned();
    put(screen, area.x, area.y, area.width, &format!(" {title} "), style);
    put_right(screen, area.right(), area.y, area.width, aside, style);
}

/// Whether a pane has the focus.
fn focused(app: &App, pane: Pane) -> bool {
    app.focus == pane
}
