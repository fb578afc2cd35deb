//! The help page.

use super::{heading, put};
use crate::{
    text,
    tui::{
        app::App,
        help::{self, HelpLine},
        theme::Theme,
    },
};
use ratatui::{buffer::Buffer, layout::Rect};

/// Draws the page over the whole screen but its last row.
pub fn draw(app: &App, theme: &Theme, screen: &mut Buffer) {
    let Some(page) = &app.help else { return };
    let height = screen.area.height.saturating_sub(1).max(1);
    let area = Rect { height: height.min(screen.area.height), ..screen.area };
    let lines = page.lines(&app.keys, area.width);
    let title = if page.query.is_empty() {
        "Help: the keys in force".to_owned()
    } else {
        format!("Help ~ {}", text::harmless_line(&page.query))
    };
    heading(screen, theme, area, true, &title, "");
    if lines.is_empty() {
        put(screen, area.x + 2, area.y + 1, area.width, "nothing in the help matches", theme.dim);
    }
    let after = area.x + 2 + help::columns(area.width) as u16;
    for (line, y) in lines.iter().skip(page.top).zip(area.y + 1..area.bottom()) {
        let (x, room) = (area.x + 1, area.width.saturating_sub(1));
        match line {
            HelpLine::Gap => {}
            HelpLine::Heading(title) => {
                put(screen, x, y, room, title, theme.crosshead);
            }
            HelpLine::Key(keys, what) => {
                put(screen, x + 1, y, room.saturating_sub(1), keys, theme.strong);
                put(screen, after, y, area.right().saturating_sub(after), what, theme.text);
            }
            HelpLine::More(what) => {
                put(screen, after, y, area.right().saturating_sub(after), what, theme.text);
            }
        }
    }
}
