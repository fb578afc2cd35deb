//! Which pane the keys go to: from one to the next, and the way back.

use super::{app::App, geometry::Pane, headlines::Scope, page::Page};

impl App {
    pub(super) fn focus_on(&mut self, pane: Pane) {
        if pane.is_sidebar() && self.zen {
            self.zen = false;
        }
        self.focus = pane;
    }

    pub(super) fn cycle_focus(&mut self, delta: isize) {
        const ORDER: [Pane; 4] = [Pane::Headlines, Pane::Article, Pane::Entities, Pane::Quotes];
        let hidden = !self.settings.sidebar;
        let mut at = ORDER.iter().position(|&pane| pane == self.focus).unwrap_or(0);
        loop {
            at = (at as isize + delta).rem_euclid(ORDER.len() as isize) as usize;
            if !(hidden && ORDER[at].is_sidebar()) {
                break;
            }
        }
        self.zen = false;
        self.focus_on(ORDER[at]);
    }

    pub(super) fn go_left(&mut self) {
        match self.focus {
            Pane::Headlines => {}
            Pane::Article => self.leave_article(),
            Pane::Entities | Pane::Quotes => self.focus_on(Pane::Article),
        }
    }

    pub(super) fn go_right(&mut self) {
        match self.focus {
            Pane::Headlines => self.focus_on(Pane::Article),
            Pane::Article if !self.zen => self.focus_on(Pane::Entities),
            _ => {}
        }
    }

    pub(super) fn leave_article(&mut self) {
        self.zen = false;
        self.focus_on(Pane::Headlines);
    }

    pub(super) fn back(&mut self) {
        match self.focus {
            Pane::Headlines if self.headlines.query.is_empty() => self.quit(0),
            Pane::Headlines => self.headlines.narrow(String::new()),
            Pane::Article if self.zen => self.zen = false,
            Pane::Article => self.leave_article(),
            Pane::Entities | Pane::Quotes => self.focus_on(Pane::Article),
        }
    }

    pub(super) fn cancel(&mut self) {
        let on = |on: fn(&Page) -> bool| self.page.as_ref().is_some_and(on);
        let (searching, lit) = (on(|page| page.search.is_some()), on(|page| page.lit.is_some()));
        if searching && self.focus == Pane::Article {
            self.with_page(|page| page.search = None);
        } else if self.focus == Pane::Quotes && self.sidebar.quotes.filter.is_on() {
            self.all_quotes();
        } else if lit && self.focus != Pane::Headlines {
            self.with_page(|page| page.lit = None);
        } else if self.focus != Pane::Headlines || !self.headlines.query.is_empty() {
            self.back();
        } else {
            self.headlines.show(Scope::All);
        }
    }

    pub(super) fn toggle_zen(&mut self) {
        self.zen ^= true;
        if self.zen {
            self.focus = Pane::Article;
        }
    }

    pub(super) fn toggle_sidebar(&mut self) {
        self.settings.sidebar ^= true;
        if !self.settings.sidebar && self.focus.is_sidebar() {
            self.focus = Pane::Article;
        }
    }
}
