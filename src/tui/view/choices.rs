//! What one chooses from when one says who said a quote.

use super::{
    put, put_right,
    quotes::{mark, percent},
    row::{self, say},
};
use crate::{
    analysis::Analysis,
    text,
    tui::{
        attribute::{Attributing, Choice},
        choosing,
        page::Page,
        quotes::Who,
        sidebar::MARGIN,
        theme::{Theme, letter},
    },
};
use ratatui::{buffer::Buffer, layout::Rect};

/// Who may have said a quote, below its words.
pub fn draw(
    page: &Page,
    analysis: &Analysis,
    attributing: &Attributing,
    theme: &Theme,
    area: Rect,
    screen: &mut Buffer,
) {
    let (words, list) = attributing.share(&page.article, analysis, area);
    if let Some(quote) = analysis.quotes.get(attributing.quote).filter(|_| !words.is_empty()) {
        put(screen, area.x + 1, area.y, 1, mark(quote.kind), theme.mark);
    }
    let room = area.width.saturating_sub(MARGIN);
    for (line, y) in words.iter().zip(area.y..) {
        put(screen, area.x + MARGIN - 1, y, room, line, theme.dim);
    }
    if attributing.rows.is_empty() {
        return say(choosing::NOBODY, theme, list, screen);
    }
    for (at, choice, row) in attributing.shown(list) {
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
    row::mark(theme, chosen, row, screen);
    if let Who::Entity(entity) = choice.who
        && let Some(of) = analysis.entities.get(entity)
    {
        let letter = letter(of.kind).to_string();
        put(screen, row.x + 1, row.y, 1, &letter, theme.name(of.kind));
    }
    let right = row.right().saturating_sub(1);
    let likely = choice.confidence.map(percent).unwrap_or_default();
    let end = put_right(screen, right, row.y, 5, &likely, theme.dim);
    let room = end.saturating_sub(row.x + MARGIN);
    let style = row::style(theme, chosen, true);
    let name = text::truncate(&text::harmless_line(&choice.name), room.into()).into_owned();
    let x = put(screen, row.x + MARGIN - 1, row.y, room, &name, style) + 1;
    if !choice.words.is_empty() {
        let room = end.saturating_sub(x + 1);
        let words = format!("“{}”", text::harmless_line(&choice.words));
        put(screen, x, row.y, room, &text::truncate(&words, room.into()), theme.dim);
    }
}
