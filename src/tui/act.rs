//! What each action does to the state.

use super::{
    action::Action,
    app::App,
    geometry::{self, Pane},
    headlines::Scope,
    help::HelpPage,
    message::{Effect, Notice},
    page::Page,
    prompt::{Prompt, Purpose},
    undo::Run,
};
use crate::{
    analysis::{EntityKind, QuoteKind},
    config::WIDTHS,
};

/// How much `<` and `>` change the width of the text, in columns.
const WIDTH_STEP: u16 = 2;

/// The status of a program that was interrupted (128 + SIGINT), as shells have it.
const INTERRUPTED: u8 = 130;

impl App {
    /// Does what a key is bound to, `count` times where that means something.
    pub(super) fn act(&mut self, action: Action, count: Option<usize>) {
        if self.help.is_some() && self.act_on_help(action, count) {
            return;
        }
        if action != Action::Undo {
            let run = self.run_of(action);
            let begins = run == Some(Run::Steps) && self.run != run;
            self.go_on(run);
            if begins {
                self.leave_spot();
            }
        }
        let times = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
        match action {
            Action::Down => self.step(times),
            Action::Up => self.step(-times),
            Action::First => self.go_to(Some(count.unwrap_or(1))),
            Action::Last => self.go_to(count),
            Action::HalfPageDown => self.turn(true, true, count.unwrap_or(1)),
            Action::HalfPageUp => self.turn(true, false, count.unwrap_or(1)),
            Action::PageDown => self.turn(false, true, count.unwrap_or(1)),
            Action::PageUp => self.turn(false, false, count.unwrap_or(1)),
            Action::ReadOn => self.read_on(),
            Action::NextPane => self.cycle_focus(1),
            Action::PreviousPane => self.cycle_focus(-1),
            Action::Left => self.go_left(),
            Action::Right => self.go_right(),
            Action::Open => self.open(),
            Action::Back => self.back(),
            Action::Cancel => self.cancel(),
            Action::BodyDown => self.with_page(|page| page.scroll(times)),
            Action::BodyUp => self.with_page(|page| page.scroll(-times)),
            Action::SidebarNext => self.step_sidebar(times),
            Action::SidebarPrevious => self.step_sidebar(-times),
            Action::Zen => self.toggle_zen(),
            Action::ToggleSidebar => self.toggle_sidebar(),
            Action::Wider => self.widen(times),
            Action::Narrower => self.widen(-times),
            Action::Hyphenate => self.settings.hyphenate ^= true,
            Action::Justify => self.settings.justify ^= true,
            Action::Next => self.next(times),
            Action::Previous => self.next(-times),
            Action::NextParagraph => self.repeat(times, |page| page.step_block(true)),
            Action::PreviousParagraph => self.repeat(times, |page| page.step_block(false)),
            Action::JumpBack => self.jump_back(),
            Action::Entities => self.focus_on(Pane::Entities),
            Action::Quotes => self.focus_on(Pane::Quotes),
            Action::NextOccurrence => self.step_occurrence(times),
            Action::PreviousOccurrence => self.step_occurrence(-times),
            Action::NextName => self.step_name(true, times),
            Action::PreviousName => self.step_name(false, times),
            Action::Light => self.light(),
            Action::KindPerson => self.correct_kind(EntityKind::Person),
            Action::KindOrganization => self.correct_kind(EntityKind::Organization),
            Action::KindLocation => self.correct_kind(EntityKind::Location),
            Action::KindMisc => self.correct_kind(EntityKind::Misc),
            Action::Split => self.split(),
            Action::Join => self.begin_join(),
            Action::Speaker => self.begin_attributing(),
            Action::Accept => self.accept_speaker(),
            Action::GroupQuotes => self.group_quotes(),
            Action::OnlySpeaker => self.only_speaker(),
            Action::OnlyDirect => self.only_kind(QuoteKind::Direct),
            Action::OnlyFragments => self.only_kind(QuoteKind::Partial),
            Action::OnlyReported => self.only_kind(QuoteKind::Indirect),
            Action::AllQuotes => self.all_quotes(),
            Action::Browser => self.browse(false),
            Action::BrowserRead => self.browse(true),
            Action::ToggleRead => self.set_chosen_read(|read| !read),
            Action::ToggleStar => self.toggle_star(),
            Action::AllRead => self.mark_rows_read(),
            Action::Undo => self.undo(),
            Action::CopyQuote => self.copy_quote(),
            Action::CopyParagraph => self.copy_paragraph(),
            Action::CopyTitle => self.copy_title(),
            Action::CopyAddress => self.copy_address(),
            Action::Pipe => {
                let last = self.settings.pipe.clone();
                self.prompt = Some(Prompt::offering(Purpose::Pipe, last));
            }
            Action::Edit => self.edit(),
            Action::Search => self.search(),
            Action::Sort => self.sort(),
            Action::ShowAll => self.scope(Scope::All),
            Action::ShowUnread => self.scope(Scope::Unread),
            Action::ShowStarred => self.scope(Scope::Starred),
            Action::Help => self.help = Some(HelpPage::default()),
            Action::Reload => self.rescan(),
            Action::Theme => {
                self.settings.theme = self.settings.theme.next();
                self.notice = Some(Notice::said(format!("theme: {}", self.settings.theme.name())));
            }
            Action::Redraw => self.effects.push(Effect::Redraw),
            Action::Suspend => {
                self.save();
                self.effects.push(Effect::Suspend);
            }
            Action::Interrupt => self.interrupt(),
            Action::Quit => self.quit(0),
        }
    }

    /// The run of keys that an action goes on with: what a held key repeats in the list, or in the
    /// article as long as it goes from one thing there to another.
    fn run_of(&self, action: Action) -> Option<Run> {
        use Action::*;
        match action {
            Down | Up | HalfPageDown | HalfPageUp | PageDown | PageUp => {
                (self.focus == Pane::Headlines).then_some(Run::List)
            }
            SidebarNext | SidebarPrevious | NextParagraph | PreviousParagraph => Some(Run::Steps),
            NextOccurrence | PreviousOccurrence | NextName | PreviousName => Some(Run::Steps),
            Next | Previous if self.steps_through_hits() => Some(Run::Steps),
            _ => None,
        }
    }

    /// Does something to the page, and lets the sidebar follow.
    pub(super) fn with_page(&mut self, change: impl FnOnce(&mut Page)) {
        if let Some(page) = &mut self.page {
            change(page);
            self.follow();
        }
    }

    fn repeat(&mut self, times: isize, change: impl Fn(&mut Page)) {
        self.with_page(|page| (0..times.min(10_000)).for_each(|_| change(page)));
    }

    /// Moves the sidebar's marks to where the reading line is.
    pub(super) fn follow(&mut self) {
        if self.focus.is_sidebar() {
            return;
        }
        let Some(page) = &self.page else { return };
        if let Some(analysis) = &page.analysis {
            let offset = page.name.map_or_else(|| page.line_span().end, |name| name.start);
            let shown = |quote| self.sidebar.quotes.shows(quote);
            let quote = page.quote_here(shown).or_else(|| page.last_quote(shown));
            self.sidebar.follow(analysis, quote, offset);
        }
    }

    fn step(&mut self, delta: isize) {
        match self.focus {
            Pane::Headlines => self.headlines.step(delta),
            Pane::Article => self.with_page(|page| page.step(delta)),
            Pane::Entities | Pane::Quotes => self.step_row(delta),
        }
    }

    /// How many rows the sidebar's two lists have.
    pub(super) fn counts(&self) -> (usize, usize) {
        let entities = self.analysis().map_or(0, |analysis| analysis.entities.len());
        (entities, self.sidebar.quotes.rows.len())
    }

    /// Moves in the focused list of the sidebar.
    fn step_row(&mut self, delta: isize) {
        let entities = self.counts().0;
        match self.focus {
            Pane::Quotes => self.sidebar.quotes.step(delta),
            _ => self.sidebar.entities.step(delta, entities),
        }
        self.sidebar.occurrence = None;
    }

    fn step_sidebar(&mut self, delta: isize) {
        match self.focus {
            Pane::Entities | Pane::Quotes => self.step_row(delta),
            Pane::Headlines | Pane::Article => self.step_quote(delta),
        }
    }

    /// To a row or line by number, from 1; to the last without one.
    fn go_to(&mut self, number: Option<usize>) {
        let row = number.map_or(usize::MAX, |number| number.saturating_sub(1));
        let (entities, quotes) = self.counts();
        match self.focus {
            Pane::Headlines => self.headlines.choose(row),
            Pane::Entities => self.sidebar.entities.choose(row, entities),
            Pane::Quotes => self.sidebar.quotes.list.choose(row, quotes),
            Pane::Article => {
                self.leave_spot();
                match number {
                    Some(1) => self.with_page(|page| page.go_to_end(false)),
                    None => self.with_page(|page| page.go_to_end(true)),
                    Some(line) => self.go_to_line(line),
                }
            }
        }
    }

    fn turn(&mut self, half: bool, forward: bool, count: usize) {
        if self.focus == Pane::Article {
            return self.with_page(|page| page.turn(half, forward, count));
        }
        let rows = match self.focus {
            Pane::Headlines => self.rows_in_view(),
            _ => self.areas().sidebar.map_or(1, |area| usize::from(area.height) / 4),
        };
        let rows = if half { rows / 2 } else { rows }.max(1).saturating_mul(count);
        let delta = isize::try_from(rows).unwrap_or(isize::MAX);
        self.step(if forward { delta } else { -delta });
    }

    fn rows_in_view(&self) -> usize {
        let area = self.areas().headlines.map(geometry::body).unwrap_or_default();
        self.headlines.visible(area.width, area.height.into()).len()
    }

    /// A page on; from the end of an article to the next one not read.
    fn read_on(&mut self) {
        match &self.page {
            Some(page) if !page.end_visible() => {
                self.with_page(|page| page.turn(false, true, 1));
            }
            _ => {
                self.leave_read();
                self.next_unread(true);
            }
        }
    }

    /// Going on from an article whose end is on the screen is having read it, wherever the focus is.
    fn leave_read(&mut self) {
        if let Some(page) = &mut self.page {
            page.touched = true;
        }
        self.mark_read();
    }

    fn open(&mut self) {
        match self.focus {
            Pane::Headlines => self.focus_on(Pane::Article),
            Pane::Article => {}
            Pane::Quotes => {
                self.leave_spot();
                if let Some(quote) = self.sidebar.quotes.chosen() {
                    self.go_to_quote(quote);
                }
            }
            Pane::Entities => {
                self.leave_spot();
                self.go_to_mention();
            }
        }
    }

    fn widen(&mut self, steps: isize) {
        let change = WIDTH_STEP as isize * steps.clamp(-200, 200);
        let width = self.settings.measure.saturating_add_signed(change as i16);
        self.settings.measure = width.clamp(*WIDTHS.start(), *WIDTHS.end());
        let (fits, _) = self.measure();
        let limit = if fits.width < self.settings.measure {
            format!(" ({} fit here)", fits.width)
        } else {
            String::new()
        };
        self.notice = Some(Notice::said(format!("text width: {}{limit}", self.settings.measure)));
    }

    fn sort(&mut self) {
        self.headlines.order = self.headlines.order.next();
        self.headlines.rearrange();
        self.notice = Some(Notice::said(format!("sorted: {}", self.headlines.order.name())));
    }

    fn scope(&mut self, scope: Scope) {
        self.headlines.show(scope);
        self.focus_on(Pane::Headlines);
        if self.headlines.rows.is_empty() {
            self.notice = Some(Notice::said("no headlines to show"));
        }
    }

    fn interrupt(&mut self) {
        let listed = self.headlines.generation > 0;
        if listed && self.scanning.take().is_some() {
            self.scan_cancelled = true;
            self.notice = Some(Notice::said("the search for new articles was stopped"));
        } else {
            self.quit(INTERRUPTED);
        }
    }

    /// Actions on the help page; says whether the action was meant for it.
    fn act_on_help(&mut self, action: Action, count: Option<usize>) -> bool {
        let page = HelpPage::room(self.size.1);
        let times = count.unwrap_or(1);
        let Some(help) = &mut self.help else { return false };
        let lines = help.lines(&self.keys, self.size.0).len();
        match action {
            Action::Down => help.scroll(true, times, lines, page),
            Action::Up => help.scroll(false, times, lines, page),
            Action::HalfPageDown => help.scroll(true, page / 2, lines, page),
            Action::HalfPageUp => help.scroll(false, page / 2, lines, page),
            Action::PageDown | Action::ReadOn => help.scroll(true, page, lines, page),
            Action::PageUp => help.scroll(false, page, lines, page),
            Action::First => help.top = 0,
            Action::Last => help.scroll(true, lines, lines, page),
            Action::Search => self.ask(Purpose::Help, String::new()),
            Action::Back | Action::Cancel | Action::Help | Action::Left => self.help = None,
            Action::Quit | Action::Interrupt | Action::Redraw | Action::Suspend | Action::Theme => {
                return false;
            }
            _ => {}
        }
        true
    }
}
