//! The sidebar: entities above, quotes below.

use super::{
    focused, heading, put, put_right, quotes,
    row::{self, level, mark, say},
};
use crate::{
    analysis::{Analysis, Entity, Language},
    article::Article,
    text,
    tui::{
        app::App,
        choosing,
        correct::Joining,
        geometry::Pane,
        page::Page,
        sidebar::{self, ROOMY},
        theme::{Theme, letter},
    },
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Columns of the bar that shows where an entity is mentioned.
const BAR: usize = 8;

/// Draws the pane.
pub fn draw(app: &App, theme: &Theme, area: Rect, screen: &mut Buffer) {
    let page = app.page.as_ref();
    let analysis = page.and_then(|page| page.analysis.as_deref());
    let (above, below) = app.lists(area);
    let count = analysis.map(|analysis| analysis.entities.len().to_string()).unwrap_or_default();
    heading(screen, theme, above, focused(app, Pane::Entities), "Entities", &count);
    if below.height > 0 {
        quotes::draw_heading(app, theme, below, screen);
    }
    let (Some(page), Some(analysis)) = (page, analysis) else { return };
    draw_entities(app, page, analysis, theme, sidebar::below_heading(above), screen);
    quotes::draw(app, page, analysis, theme, sidebar::below_heading(below), screen);
}

fn draw_entities(
    app: &App,
    page: &Page,
    analysis: &Analysis,
    theme: &Theme,
    area: Rect,
    screen: &mut Buffer,
) {
    if analysis.language == Language::Other {
        return say("not English: only quotation marks are analysed", theme, area, screen);
    }
    if analysis.entities.is_empty() {
        return say("nobody and nothing is named", theme, area, screen);
    }
    let list = app.sidebar.entities;
    if let Some(joining) = &app.joining {
        return draw_candidates(page, analysis, joining, theme, area, screen);
    }
    let mut y = area.y;
    for (index, entity) in analysis.entities.iter().enumerate().skip(list.top) {
        let height = u16::try_from(sidebar::entity_height(entity, area.width)).unwrap_or(1);
        if y >= area.bottom() {
            break;
        }
        let row = Rect { y, height: height.min(area.bottom() - y), ..area };
        let style = row::style(theme, list.selected == index, focused(app, Pane::Entities));
        draw_entity(&page.article, entity, theme, style, row, screen);
        if page.lit == Some(index) {
            put(screen, row.x, row.y, row.width, "*", theme.mark);
        }
        if list.selected == index || page.lit != Some(index) {
            mark(theme, list.selected == index, row, screen);
        }
        y += height;
    }
}

/// The entities that one can choose from while one types.
fn draw_candidates(
    page: &Page,
    analysis: &Analysis,
    joining: &Joining,
    theme: &Theme,
    area: Rect,
    screen: &mut Buffer,
) {
    if joining.rows.is_empty() {
        return say(choosing::NOTHING, theme, area, screen);
    }
    for (at, entity, row) in joining.shown(analysis, area) {
        let style = row::style(theme, at == joining.at, true);
        draw_entity(&page.article, entity, theme, style, row, screen);
        mark(theme, at == joining.at, row, screen);
    }
}

fn draw_entity(
    article: &Article,
    entity: &Entity,
    theme: &Theme,
    style: Style,
    row: Rect,
    screen: &mut Buffer,
) {
    let kind = theme.name(entity.kind);
    let (x, right) = (row.x + 2, row.right().saturating_sub(1));
    put(
        screen,
        row.x + 1,
        row.y,
        row.width.saturating_sub(1),
        &letter(entity.kind).to_string(),
        kind,
    );
    put(screen, right, row.y, 1, salience(entity), theme.border);
    let count = entity.mentions.len().to_string();
    let mut end = put_right(screen, right, row.y, 5, &count, theme.dim);
    let bar = bar(article, entity);
    let roomy = row.width >= ROOMY;
    if roomy {
        end = put_right(screen, end.saturating_sub(1), row.y, BAR as u16, &bar, kind);
    }
    let room = end.saturating_sub(x + 2);
    let name = text::truncate(&text::harmless_line(&entity.name), room.into()).into_owned();
    put(screen, x + 1, row.y, room, &name, style);
    if row.height < 2 {
        return;
    }
    let mut x = x + 1;
    if !roomy {
        x = put(screen, x, row.y + 1, BAR as u16, &bar, kind) + 1;
    }
    let role = if entity.credit { "picture credit" } else { "" };
    let role = entity.roles.first().map_or(role, String::as_str);
    let room = right.saturating_sub(x);
    let role = text::truncate(&text::harmless_line(role), room.into()).into_owned();
    put(screen, x, row.y + 1, room, &role, theme.dim);
}

/// How much the article is about an entity: the higher, the more.
fn salience(entity: &Entity) -> &'static str {
    if entity.credit { " " } else { level(entity.salience) }
}

/// Where in the article an entity is mentioned: one column for each eighth of the text.
fn bar(article: &Article, entity: &Entity) -> String {
    const LEVELS: [char; 5] = ['▁', '▂', '▄', '▆', '█'];
    let mut counts = [0_usize; BAR];
    let length = article.text.len().max(1);
    for mention in &entity.mentions {
        counts[(mention.span.start * BAR / length).min(BAR - 1)] += 1;
    }
    counts.iter().map(|&count| LEVELS[count.min(LEVELS.len() - 1)]).collect()
}
