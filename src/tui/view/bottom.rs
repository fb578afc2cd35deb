//! The bottom row: what is being typed, what was just said, else the keys that matter here.

use super::{fill, put, put_right};
use crate::{
    text,
    tui::{
        action::Action,
        app::App,
        geometry::Pane,
        prompt::{Prompt, Purpose},
        theme::Theme,
    },
};
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

/// Columns kept for what is typed and for a count, in a narrow row.
const TYPED: u16 = 14;
/// Columns between two hints.
const GAP: u16 = 2;

/// Draws the row; gives the place of the cursor when a line is being typed.
pub fn draw(app: &App, theme: &Theme, area: Option<Rect>, screen: &mut Buffer) -> Option<Position> {
    let Some(area) = area else {
        // Too low a screen for a row of its own: what is typed covers the last one.
        let last = screen.area.height.checked_sub(1)?;
        let area = Rect { y: last, height: 1, ..screen.area };
        return app
            .prompt
            .as_ref()
            .and_then(|prompt| draw_prompt(app, prompt, theme, area, screen));
    };
    if let Some(prompt) = &app.prompt {
        return draw_prompt(app, prompt, theme, area, screen);
    }
    let typed = typed_so_far(app);
    let right = put_right(screen, area.right(), area.y, area.width, &typed, theme.strong);
    let gap = u16::from(!typed.is_empty());
    let room = right.saturating_sub(area.x + 1 + gap);
    if let Some(notice) = &app.notice {
        let style = if notice.error { theme.error } else { theme.text };
        let words = text::truncate(&text::harmless_line(&notice.text), room.into()).into_owned();
        put(screen, area.x + 1, area.y, room, &words, style);
    } else if let (Some(seen @ 1..), false) = (app.scanning, app.headlines.rows.is_empty()) {
        put(screen, area.x + 1, area.y, room, &format!("looking for articles… {seen}"), theme.dim);
    } else if !app.pending.is_empty() {
        draw_rest(app, theme, Rect { x: area.x + 1, width: room, ..area }, screen);
    } else {
        draw_hints(app, theme, Rect { x: area.x + 1, width: room, ..area }, screen);
    }
    None
}

fn typed_so_far(app: &App) -> String {
    let count = app.count.map(|count| count.to_string()).unwrap_or_default();
    let keys: String = app.ahead.iter().chain(&app.pending).map(ToString::to_string).collect();
    format!("{count}{keys}")
}

fn draw_prompt(
    app: &App,
    prompt: &Prompt,
    theme: &Theme,
    area: Rect,
    screen: &mut Buffer,
) -> Option<Position> {
    let label = match prompt.purpose {
        Purpose::Search => "/",
        Purpose::Narrow => "narrow: ",
        Purpose::Help => "search help: ",
        Purpose::Pipe => "pipe to: ",
        Purpose::Join => "the same as: ",
        Purpose::Speaker => "said by: ",
    };
    fill(screen, area, " ", theme.text);
    let hits = app.page.as_ref().and_then(|page| page.search.as_ref());
    // What is typed and the count come before the name that is chosen: the list shows it, too.
    let others = u16::try_from(text::width(label)).unwrap_or(0) + TYPED;
    let aside = (area.width / 2).min(area.width.saturating_sub(others));
    let count = match (prompt.purpose, hits) {
        (Purpose::Search, Some(search)) => search.count(),
        (Purpose::Narrow, _) => app.headlines.rows.len().to_string(),
        (Purpose::Join, _) => chosen_to_join(app, aside),
        (Purpose::Speaker, _) => chosen_speaker(app, aside),
        _ => String::new(),
    };
    // Only a choice stays open when something goes wrong with it.
    let wrong = app.notice.as_ref().filter(|notice| notice.error && app.is_choosing());
    let (count, style) = match wrong {
        Some(notice) => {
            let words = text::harmless_line(&notice.text);
            (text::truncate(&words, aside.into()).into_owned(), theme.error)
        }
        None => (count, theme.dim),
    };
    let right = put_right(screen, area.right(), area.y, area.width, &count, style);
    let start = put(screen, area.x, area.y, area.width, label, theme.strong);
    let room = right.saturating_sub(start + 1);
    let (shown, cursor) = window(prompt, room.into());
    let style = if prompt.offered { theme.dim } else { theme.text };
    put(screen, start, area.y, room, &shown, style);
    Some(Position { x: (start + cursor).min(area.right().saturating_sub(1)), y: area.y })
}

/// The entity that is chosen while one types, and how many fit.
fn chosen_to_join(app: &App, room: u16) -> String {
    let Some((joining, analysis)) = app.joining.as_ref().zip(app.analysis()) else {
        return String::new();
    };
    let chosen = joining.rows.get(joining.at).and_then(|&row| analysis.entities.get(row));
    let name = chosen.map(|entity| entity.name.as_str()).unwrap_or_default();
    chosen_of(name, joining.at, joining.rows.len(), room)
}

/// The speaker that is chosen while one types, and how many fit.
fn chosen_speaker(app: &App, room: u16) -> String {
    let Some(attributing) = &app.attributing else { return String::new() };
    let name = attributing.chosen().map(|choice| choice.name.as_str()).unwrap_or_default();
    chosen_of(name, attributing.at, attributing.rows.len(), room)
}

/// A name, its place in a list, and how many there are.
fn chosen_of(name: &str, at: usize, count: usize, room: u16) -> String {
    let name = text::harmless_line(name);
    format!("{} {}/{count}", text::truncate(&name, room.into()), count.min(at + 1))
}

/// The end of what was typed before the cursor that fits, and all after it; the cursor's column.
fn window(prompt: &Prompt, room: usize) -> (String, u16) {
    let before = text::harmless_line(&prompt.text[..prompt.cursor]).into_owned();
    let trailing = prompt.text[..prompt.cursor].ends_with(' ');
    let mut before = if trailing { format!("{} ", before.trim_end()) } else { before };
    while text::width(&before) >= room.max(1) && !before.is_empty() {
        before.remove(0);
    }
    let cursor = u16::try_from(text::width(&before)).unwrap_or(0);
    let after = text::harmless_line(&prompt.text[prompt.cursor..]).into_owned();
    (format!("{before}{after}"), cursor)
}

/// The keys that matter in the focused pane, as the key map in force has them.
fn draw_hints(app: &App, theme: &Theme, area: Rect, screen: &mut Buffer) {
    let mut x = area.x;
    for (actions, what) in hints(app) {
        let keys = keys_of(app, actions);
        if !keys.is_empty() && width(&keys, what) <= area.right().saturating_sub(x) {
            x = put_hint(theme, (&keys, what), x, area, screen);
        }
    }
}

/// The keys that may follow those typed so far: all of them, or a sign that there are more.
fn draw_rest(app: &App, theme: &Theme, area: Rect, screen: &mut Buffer) {
    let mut x = area.x;
    let mut rest = app.keys.after(&app.pending).into_iter().peekable();
    while let Some((keys, action)) = rest.next() {
        let sign = if rest.peek().is_some() { 1 + GAP } else { 0 };
        let left = area.right().saturating_sub(x);
        if width(&keys, label(action)) + sign > left {
            put(screen, x, area.y, left, "…", theme.dim);
            return;
        }
        x = put_hint(theme, (&keys, label(action)), x, area, screen);
    }
}

/// Draws a key and what it does from column `x` on; gives the column for the next.
fn put_hint(
    theme: &Theme,
    (keys, what): (&str, &str),
    x: u16,
    area: Rect,
    screen: &mut Buffer,
) -> u16 {
    let x = put(screen, x, area.y, area.right().saturating_sub(x), keys, theme.strong) + 1;
    put(screen, x, area.y, area.right().saturating_sub(x), what, theme.dim) + GAP
}

/// Columns that a key and what it does take.
fn width(keys: &str, what: &str) -> u16 {
    u16::try_from(text::width(keys) + 1 + text::width(what)).unwrap_or(u16::MAX)
}

/// What an action is called after the keys before it: shorter than its name, which stands alone.
fn label(action: Action) -> &'static str {
    match action {
        Action::KindPerson => "person",
        Action::KindOrganization => "organization",
        Action::KindLocation => "place",
        Action::KindMisc => "other",
        Action::OnlySpeaker => "speaker",
        Action::OnlyDirect => "direct",
        Action::OnlyFragments => "fragments",
        Action::OnlyReported => "reported",
        Action::AllQuotes | Action::ShowAll => "all",
        Action::ShowUnread => "unread",
        Action::ShowStarred => "starred",
        Action::CopyQuote => "quote",
        Action::CopyParagraph => "paragraph",
        Action::CopyTitle => "headline",
        Action::CopyAddress => "address",
        action => action.name(),
    }
}

/// The first key of each action, joined with a slash.
fn keys_of(app: &App, actions: &[Action]) -> String {
    let first = |action: &Action| match action {
        Action::Speaker => app.keys_for_speaker(),
        action => app.key_for(*action).to_owned(),
    };
    let keys = actions.iter().map(first).filter(|keys| !keys.is_empty());
    keys.collect::<Vec<_>>().join("/")
}

type Hint = (&'static [Action], &'static str);

fn hints(app: &App) -> &'static [Hint] {
    use Action::*;
    const HELP: &[Hint] = &[(&[Down, Up], "scroll"), (&[Search], "search"), (&[Back], "close")];
    const HEADLINES: &[Hint] = &[
        (&[Down, Up], "move"),
        (&[Open], "read"),
        (&[Help], "help"),
        (&[Search], "narrow"),
        (&[Entities], "entities"),
        (&[Quotes], "quotes"),
        (&[Next], "unread"),
        (&[ToggleStar], "star"),
        (&[Sort], "sort"),
        (&[Back], "quit"),
    ];
    const ARTICLE: &[Hint] = &[
        (&[Down, Up], "line"),
        (&[ReadOn], "read on"),
        (&[Help], "help"),
        (&[Back], "back"),
        (&[Search], "search"),
        (&[NextName], "name"),
        (&[Light], "its mentions"),
        (&[Quotes], "quotes"),
        (&[CopyQuote], "copy quote"),
        (&[Zen], "zen"),
    ];
    const ENTITIES: &[Hint] = &[
        (&[Down, Up], "move"),
        (&[Open], "go there"),
        (&[NextOccurrence, PreviousOccurrence], "mentions"),
        (&[Light], "light"),
        (&[JumpBack], "back"),
        (&[Join], "join"),
        (&[Quotes], "quotes"),
        (&[Help], "help"),
        (&[Left], "article"),
    ];
    const QUOTES: &[Hint] = &[
        (&[Down, Up], "move"),
        (&[Open], "go there"),
        (&[GroupQuotes], "by speaker"),
        (&[OnlySpeaker], "only theirs"),
        (&[Speaker], "correct"),
        (&[Help], "help"),
        (&[Accept], "confirm"),
        (&[CopyQuote], "copy"),
        (&[JumpBack], "back"),
        (&[OnlyDirect], "only direct"),
        (&[Left], "article"),
    ];
    const FILTERED: &[Hint] = &[
        (&[Down, Up], "move"),
        (&[Open], "go there"),
        (&[AllQuotes], "show all"),
        (&[OnlyDirect, OnlyFragments, OnlyReported], "only one kind"),
        (&[Help], "help"),
        (&[Speaker], "correct"),
        (&[CopyQuote], "copy"),
        (&[Left], "article"),
    ];
    if app.help.is_some() {
        return HELP;
    }
    match app.focus {
        Pane::Headlines => HEADLINES,
        Pane::Article => ARTICLE,
        Pane::Entities => ENTITIES,
        Pane::Quotes if app.sidebar.quotes.filter.is_on() => FILTERED,
        Pane::Quotes => QUOTES,
    }
}
