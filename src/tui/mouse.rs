//! What the mouse does: wheel, click, and dragging a border.

use super::{
    app::App,
    geometry::{self, Pane},
    help::HelpPage,
    message::MouseEvent,
    prompt::Purpose,
    quotes::Line,
    sidebar,
    undo::Run,
};
use ratatui::layout::Rect;

/// Lines that one notch of the wheel scrolls.
const NOTCH: isize = 3;

impl App {
    pub(super) fn mouse(&mut self, event: MouseEvent, column: u16, row: u16) {
        if let Some(help) = &mut self.help {
            let lines = help.lines(&self.keys, self.size.0).len();
            let room = HelpPage::room(self.size.1);
            match event {
                MouseEvent::WheelDown => help.scroll(true, 3, lines, room),
                MouseEvent::WheelUp => help.scroll(false, 3, lines, room),
                _ => {}
            }
            return;
        }
        // The sidebar lists what can be chosen while one types, not what its rows usually are.
        if self.is_choosing() {
            return self.mouse_choice(event, column, row);
        }
        let wheel = matches!(event, MouseEvent::WheelDown | MouseEvent::WheelUp);
        let list = wheel && self.areas().at(column, row) == Some(Pane::Headlines);
        self.go_on(list.then_some(Run::List));
        match event {
            MouseEvent::WheelDown => self.wheel(NOTCH, column, row),
            MouseEvent::WheelUp => self.wheel(-NOTCH, column, row),
            MouseEvent::Press => self.mouse_press(column, row),
            MouseEvent::Drag => self.drag(column),
            MouseEvent::Release => self.dragging = None,
        }
    }

    fn wheel(&mut self, delta: isize, column: u16, row: u16) {
        let entities = self.counts().0;
        match self.pane_at(column, row) {
            Some(Pane::Headlines) => self.headlines.step(delta.signum()),
            Some(Pane::Article) => self.with_page(|page| page.scroll(delta)),
            Some(Pane::Entities) => self.sidebar.entities.step(delta.signum(), entities),
            Some(Pane::Quotes) => self.sidebar.quotes.step(delta.signum()),
            None => {}
        }
    }

    /// The pane at a cell, with the sidebar's two lists told apart.
    fn pane_at(&self, column: u16, row: u16) -> Option<Pane> {
        let areas = self.areas();
        match (areas.at(column, row), areas.sidebar) {
            (Some(Pane::Entities), Some(area)) => {
                let analysis = self.analysis().map(|analysis| &**analysis);
                let (entities, _) = sidebar::share(area, analysis, self.focus);
                let below = usize::from(row - area.y) > entities;
                Some(if below { Pane::Quotes } else { Pane::Entities })
            }
            (pane, _) => pane,
        }
    }

    fn mouse_press(&mut self, column: u16, row: u16) {
        self.dragging = self.border_at(column);
        if self.dragging.is_some() {
            return;
        }
        self.end_filter();
        let areas = self.areas();
        match self.pane_at(column, row) {
            Some(Pane::Headlines) => self.press_headline(areas.headlines, row),
            Some(Pane::Article) => self.press_article(areas.article, row),
            Some(pane) => self.press_sidebar(pane, areas.sidebar, row),
            None => {}
        }
    }

    /// A click takes what was typed to narrow or to search as it stands, like Enter: what it presses is in
    /// what was found, and the next keys are meant for that.
    fn end_filter(&mut self) {
        let purpose = self.prompt.as_ref().map(|prompt| prompt.purpose);
        if matches!(purpose, Some(Purpose::Narrow | Purpose::Search)) {
            self.prompt_accepted();
        }
    }

    /// Whether a column is a border: the left one, or the right one.
    fn border_at(&self, column: u16) -> Option<bool> {
        let areas = self.areas();
        let article = areas.article?;
        if areas.headlines.is_some() && column.saturating_add(1) == article.x {
            Some(false)
        } else if areas.sidebar.is_some() && column == article.right() {
            Some(true)
        } else {
            None
        }
    }

    fn drag(&mut self, column: u16) {
        match self.dragging {
            Some(false) => self.dragged.0 = Some(column),
            Some(true) => {
                self.dragged.1 = Some(self.size.0.saturating_sub(column.saturating_add(1)))
            }
            None => {}
        }
    }

    /// A click chooses a headline; on the chosen one it opens it.
    fn press_headline(&mut self, area: Option<Rect>, row: u16) {
        let Some(area) = area.map(geometry::body) else { return };
        let mut y = usize::from(area.y);
        for (index, height) in self.headlines.visible(area.width, area.height.into()) {
            if (y..y + height).contains(&usize::from(row)) {
                let open = self.headlines.selected == index && self.focus == Pane::Headlines;
                self.headlines.choose(index);
                self.focus_on(if open { Pane::Article } else { Pane::Headlines });
                return;
            }
            y += height;
        }
        self.focus_on(Pane::Headlines);
    }

    /// A click moves the reading line.
    fn press_article(&mut self, area: Option<Rect>, row: u16) {
        self.focus_on(Pane::Article);
        let Some(area) = area.map(geometry::body) else { return };
        let Some(line) = row.checked_sub(area.y) else { return };
        self.with_page(|page| page.point(line.into()));
    }

    /// A click chooses a row and goes to its passage.
    fn press_sidebar(&mut self, pane: Pane, area: Option<Rect>, row: u16) {
        let before = self.focus;
        self.focus_on(pane);
        let (Some(area), Some(page)) = (area, &self.page) else { return };
        let Some(analysis) = page.analysis.clone() else { return };
        // What was pressed is where it was when it was pressed.
        let (entities, quotes) = sidebar::share(area, Some(&analysis), before);
        let line = usize::from(row.saturating_sub(area.y));
        if pane == Pane::Quotes {
            let list = &self.sidebar.quotes;
            let lines = list.lines(&page.article, &analysis, quotes);
            let pressed = line.checked_sub(entities + 2).and_then(|line| lines.get(line));
            if let Some(Line::Name(row) | Line::Words(row, _)) = pressed {
                let quote = list.rows[*row].quote;
                self.leave_spot();
                self.go_to_quote(quote);
            }
            return;
        }
        let (list, count) = (self.sidebar.entities, analysis.entities.len());
        let mut y = 1;
        for index in list.top..count {
            let height = sidebar::entity_height(&analysis.entities[index], area.width);
            if (y..y + height).contains(&line) {
                return self.press_entity(index, count);
            }
            y += height;
        }
    }

    fn press_entity(&mut self, index: usize, count: usize) {
        self.leave_spot();
        self.sidebar.entities.choose(index, count);
        self.sidebar.occurrence = None;
        self.go_to_mention();
    }
}
