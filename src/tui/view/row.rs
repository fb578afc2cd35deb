//! What the rows of all lists have in common.

use super::put;
use crate::tui::{label, theme::Theme};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// Blocks that fill a cell from below.
const LEVELS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// The mark of choice before a row.
pub fn mark(theme: &Theme, chosen: bool, row: Rect, screen: &mut Buffer) {
    put(screen, row.x, row.y, row.width, if chosen { ">" } else { " " }, theme.mark);
}

/// The words of a row, in a list that has the focus (`here`) or not.
pub fn style(theme: &Theme, chosen: bool, here: bool) -> Style {
    match (chosen, here) {
        (true, true) => theme.chosen,
        (true, false) => theme.strong,
        (false, _) => Style::new(),
    }
}

/// A share, from 0 to 1, as the height of a block.
pub fn level(share: f32) -> &'static str {
    let level = (share.clamp(0.0, 1.0) * LEVELS.len() as f32) as usize;
    LEVELS[level.min(LEVELS.len() - 1)]
}

/// A sentence in place of a list.
pub fn say(words: &str, theme: &Theme, area: Rect, screen: &mut Buffer) {
    let lines = label::fold(words, area.width.saturating_sub(3).into(), area.height.into());
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        put(screen, area.x + 2, y, area.width.saturating_sub(2), line, theme.dim);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_as_high_as_the_share() {
        assert_eq!([-1.0, 0.0, 0.5, 1.0, f32::NAN].map(level), ["▁", "▁", "▅", "█", "▁"]);
    }
}
