//! Where the panes are: the one answer that drawing, scrolling and the mouse share.

use ratatui::layout::Rect;

/// A pane that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The headlines.
    #[default]
    Headlines,
    /// The article.
    Article,
    /// The sidebar's entities.
    Entities,
    /// The sidebar's quotes.
    Quotes,
}

impl Pane {
    /// Whether it is part of the sidebar.
    pub const fn is_sidebar(self) -> bool {
        matches!(self, Self::Entities | Self::Quotes)
    }
}

/// From this width on all three panes fit.
const THREE: u16 = 100;
/// From this width on two panes fit.
const TWO: u16 = 60;
/// Columns of the article pane that are not text: the gutter before it, and a margin after it.
pub const GUTTER: u16 = 3;
/// The narrowest a side pane may become when a border is dragged.
const NARROWEST: u16 = 12;
/// The narrowest and the widest headlines and sidebar are beside an article, when nobody dragged
/// their borders.
const LEAST: (u16, u16) = (24, 20);
const MOST: (u16, u16) = (52, 46);

/// What decides where the panes are.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Columns of the terminal.
    pub columns: u16,
    /// Rows of the terminal.
    pub rows: u16,
    /// The pane that has the focus.
    pub focus: Pane,
    /// Whether there is nothing but the article.
    pub zen: bool,
    /// Whether the sidebar is wanted.
    pub sidebar: bool,
    /// The width of text that is wanted.
    pub measure: u16,
    /// Widths of headlines and sidebar that were dragged to.
    pub dragged: (Option<u16>, Option<u16>),
}

/// The panes' places; `None` for a pane that is not on the screen. Each pane's first row is its
/// heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// The headlines.
    pub headlines: Option<Rect>,
    /// The article.
    pub article: Option<Rect>,
    /// Entities and quotes.
    pub sidebar: Option<Rect>,
    /// The bottom row.
    pub hints: Option<Rect>,
}

impl Shape {
    /// Lays out the panes.
    pub fn areas(&self) -> Areas {
        let hints = (self.rows >= 3).then(|| Rect::new(0, self.rows - 1, self.columns, 1));
        let rows = self.rows - u16::from(hints.is_some());
        let mut areas = Areas { hints, ..Areas::default() };
        if self.columns == 0 || rows == 0 {
            return areas;
        }
        let [left, middle, right] = self.widths();
        let mut x = 0;
        let mut place = |width: u16| {
            let area = (width > 0).then(|| Rect::new(x, 0, width, rows));
            x += width + u16::from(width > 0);
            area
        };
        areas.headlines = place(left);
        areas.article = place(middle);
        areas.sidebar = place(right);
        areas
    }

    /// The widths of the three panes, 0 for those not on the screen; one column lies between two.
    fn widths(&self) -> [u16; 3] {
        let all = self.columns;
        if self.zen {
            return [0, all, 0];
        }
        match (self.columns, self.focus) {
            (THREE.., _) if self.sidebar || self.focus.is_sidebar() => self.three(),
            (TWO.., focus) if focus.is_sidebar() => {
                let right = self.side(self.dragged.1, 28);
                [0, all - right - 1, right]
            }
            (TWO.., _) => {
                let left = self.side(self.dragged.0, 26);
                [left, all - left - 1, 0]
            }
            (_, Pane::Headlines) => [all, 0, 0],
            (_, Pane::Article) => [0, all, 0],
            (_, Pane::Entities | Pane::Quotes) => [0, 0, all],
        }
    }

    /// One side pane beside the article: what was dragged to, else a third within limits.
    fn side(&self, dragged: Option<u16>, least: u16) -> u16 {
        let most = self.columns.saturating_sub(NARROWEST + 1);
        let wanted = (self.columns.saturating_sub(self.measure + GUTTER + 1)).clamp(least, 60);
        dragged.unwrap_or(wanted).clamp(NARROWEST.min(most), most)
    }

    /// Headlines and sidebar share what the article leaves, within limits of their own.
    fn three(&self) -> [u16; 3] {
        let rest = self.columns.saturating_sub(self.measure.saturating_add(GUTTER + 2));
        let left = (rest * 11 / 20).clamp(LEAST.0, MOST.0);
        let right = rest.saturating_sub(left).clamp(LEAST.1, MOST.1);
        let most = (self.columns - NARROWEST - 2) / 2;
        let least = NARROWEST.min(most);
        let left = self.dragged.0.unwrap_or(left).clamp(least, most);
        let right = self.dragged.1.unwrap_or(right).clamp(least, most);
        [left, self.columns - left - right - 2, right]
    }
}

impl Areas {
    /// The pane area at a cell, headings included.
    pub fn at(&self, column: u16, row: u16) -> Option<Pane> {
        let hit = |area: Option<Rect>| area.is_some_and(|area| area.contains((column, row).into()));
        if hit(self.headlines) {
            Some(Pane::Headlines)
        } else if hit(self.article) {
            Some(Pane::Article)
        } else if hit(self.sidebar) {
            Some(Pane::Entities)
        } else {
            None
        }
    }
}

/// A pane's rows below its heading.
pub fn body(area: Rect) -> Rect {
    let heading = u16::from(area.height > 1);
    Rect { y: area.y + heading, height: area.height - heading, ..area }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shape(columns: u16, rows: u16, focus: Pane) -> Shape {
        let dragged = (None, None);
        Shape { columns, rows, focus, zen: false, sidebar: true, measure: 70, dragged }
    }

    #[test]
    fn panes_adapt_to_the_width() {
        let count = |columns, focus| {
            let areas = shape(columns, 40, focus).areas();
            [areas.headlines, areas.article, areas.sidebar].iter().flatten().count()
        };
        assert_eq!(count(120, Pane::Headlines), 3);
        assert_eq!(count(80, Pane::Headlines), 2);
        assert_eq!(count(50, Pane::Headlines), 1);
        assert!(shape(80, 24, Pane::Quotes).areas().sidebar.is_some());
        assert!(shape(50, 24, Pane::Quotes).areas().sidebar.is_some());
        assert_eq!(shape(120, 40, Pane::Article).areas().article.unwrap().width - GUTTER, 70);
    }

    proptest! {
        #[test]
        fn panes_never_overlap_or_leave_the_screen(
            columns in 0_u16..520, rows in 0_u16..220, focus in 0_usize..4, zen in any::<bool>(),
            sidebar in any::<bool>(), measure in 20_u16..200,
            left in prop::option::of(0_u16..600), right in prop::option::of(0_u16..600),
        ) {
            let focus = [Pane::Headlines, Pane::Article, Pane::Entities, Pane::Quotes][focus];
            let dragged = (left, right);
            let shape = Shape { columns, rows, focus, zen, sidebar, measure, dragged };
            let areas = shape.areas();
            let panes = [areas.headlines, areas.article, areas.sidebar];
            let mut x = 0;
            for area in panes.into_iter().flatten() {
                prop_assert!(area.x >= x && area.right() <= columns && area.bottom() <= rows);
                prop_assert!(area.width > 0 && area.height > 0);
                x = area.right();
            }
            if !zen && columns > 0 && rows > 0 {
                let shown = match focus {
                    Pane::Headlines => areas.headlines,
                    Pane::Article => areas.article,
                    _ => areas.sidebar,
                };
                prop_assert!(shown.is_some(), "the focused pane is on the screen");
            }
        }
    }
}
