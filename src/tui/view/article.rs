//! The article pane.

use super::{focused, heading, put};
use crate::{
    analysis::QuoteKind,
    layout::{Line, Place, Segment},
    span::Span,
    tui::{
        app::App,
        geometry::{self, GUTTER, Pane},
        label,
        page::Page,
        theme::Theme,
    },
};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Draws the pane.
pub fn draw(app: &App, theme: &Theme, area: Rect, screen: &mut Buffer) {
    let here = focused(app, Pane::Article);
    let body = geometry::body(area);
    let Some(page) = &app.page else {
        heading(screen, theme, area, here, "Article", "");
        return message(app, theme, body, screen);
    };
    heading(screen, theme, area, here, "Article", &aside(page));
    let width = page.layout.measure().width;
    let left = body.x + (body.width.saturating_sub(width + GUTTER)) / 2;
    for (place, y) in page.visible().zip(body.top()..body.bottom()) {
        let Some(line) = page.layout.line(place) else { break };
        let row = Rect { x: left, y, width: body.right().saturating_sub(left), height: 1 };
        gutter(page, theme, place, line, here, row, screen);
        draw_line(app, page, theme, line, row, screen);
    }
}

/// How far one is, and how many hits a search has.
fn aside(page: &Page) -> String {
    let progress = format!("{}%", page.progress());
    match &page.search {
        Some(search) => format!("{} · {progress}", search.count()),
        None => progress,
    }
}

/// What is said instead of an article.
fn message(app: &App, theme: &Theme, area: Rect, screen: &mut Buffer) {
    let Some(failure) = &app.failure else { return };
    let lines = label::fold(failure, area.width.saturating_sub(4).into(), 8);
    for (line, y) in lines.iter().zip(area.y + 1..area.bottom()) {
        put(screen, area.x + 2, y, area.width.saturating_sub(2), line, theme.error);
    }
}

/// The marks before a line: the reading line, and a bar where somebody speaks.
fn gutter(
    page: &Page,
    theme: &Theme,
    place: Place,
    line: &Line,
    here: bool,
    row: Rect,
    screen: &mut Buffer,
) {
    if place == page.line {
        put(screen, row.x, row.y, 1, if here { "▶" } else { "▸" }, theme.mark);
    }
    let reported = |(_, kind): (Span, QuoteKind)| kind == QuoteKind::Indirect;
    let mut kinds = page.quotes_on(line.span).map(reported).peekable();
    if kinds.peek().is_some() {
        // What is quoted weighs more than what is reported.
        let bar = if kinds.all(|reported| reported) { "┊" } else { "▏" };
        put(screen, row.x + 1, row.y, 1, bar, theme.border);
    }
}

fn draw_line(app: &App, page: &Page, theme: &Theme, line: &Line, row: Rect, screen: &mut Buffer) {
    let base = theme.line(line.kind);
    let lights = lights(app, page, theme, line.span);
    let mut x = row.x + GUTTER - 1 + line.indent;
    for segment in line.segments() {
        let room = row.right().saturating_sub(x);
        x = draw_segment(&segment, base, &lights, (x, row.y, room), screen);
    }
}

/// Draws a run of a line, cut where its style changes.
fn draw_segment(
    segment: &Segment<'_>,
    base: Style,
    lights: &[(Span, Style)],
    (x, y, room): (u16, u16, u16),
    screen: &mut Buffer,
) -> u16 {
    let Some(span) = segment.span.filter(|_| !lights.is_empty()) else {
        return put(screen, x, y, room, segment.shown, base);
    };
    if span.len() != segment.shown.len() {
        return put(screen, x, y, room, segment.shown, style_at(base, lights, span));
    }
    let mut cuts: Vec<usize> = lights
        .iter()
        .flat_map(|(lit, _)| [lit.start, lit.end])
        .filter(|&cut| span.start < cut && cut < span.end)
        .chain([span.start, span.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let right = x + room;
    let mut x = x;
    for pair in cuts.windows(2) {
        let part = Span::new(pair[0], pair[1]);
        let shown = segment.shown.get(part.start - span.start..part.end - span.start);
        let style = style_at(base, lights, part);
        x = put(screen, x, y, right.saturating_sub(x), shown.unwrap_or_default(), style);
    }
    x
}

/// The style of a part that no light begins or ends in: all lights on it, later ones on top.
fn style_at(base: Style, lights: &[(Span, Style)], part: Span) -> Style {
    let on = lights.iter().filter(|(lit, _)| lit.overlaps(part));
    on.fold(base, |style, (_, light)| style.patch(*light))
}

/// What is lit on a line: quotes, names, hits, the passage one has just jumped to.
fn lights(app: &App, page: &Page, theme: &Theme, line: Span) -> Vec<(Span, Style)> {
    let quoted = page.quotes_on(line).filter(|(_, kind)| *kind != QuoteKind::Indirect);
    let mut lights: Vec<(Span, Style)> = quoted.map(|(quote, _)| (quote, theme.quote)).collect();
    let chosen = (app.focus == Pane::Entities).then_some(app.sidebar.entities.selected);
    if let Some(analysis) = &page.analysis {
        for (name, entity) in page.names_on(line) {
            // What is lit stands out by itself.
            if page.lit.is_none() {
                lights.push((name, theme.name(analysis.entities[entity].kind)));
            }
            if chosen == Some(entity) || page.name == Some(name) {
                lights.push((name, theme.mention));
            }
        }
    }
    if let Some(entity) =
        page.analysis.as_ref().zip(page.lit).and_then(|(a, lit)| a.entities.get(lit))
    {
        let mentions = page.lit_on(line).iter();
        lights.extend(mentions.map(|mention| (mention.span, theme.lit(entity.kind, mention.form))));
    }
    if let Some(search) = &page.search {
        for (index, hit) in search.hits_on(line) {
            let here = search.current == Some(index);
            lights.push((hit, if here { theme.hit_here } else { theme.hit }));
        }
    }
    lights.extend(page.flash.map(|flash| (flash, theme.flash)));
    lights
}
