//! Typing into the bottom line: searches, narrowing, commands.

use super::{
    app::App,
    geometry::Pane,
    history::Spot,
    keys::Chord,
    message::Effect,
    prompt::{Outcome, Prompt, Purpose},
    search::Search,
    undo::Run,
};
use crate::article::printed;

impl App {
    pub(super) fn ask(&mut self, purpose: Purpose, text: String) {
        self.prompt = Some(Prompt::new(purpose, text));
    }

    pub(super) fn search(&mut self) {
        if self.focus == Pane::Headlines {
            self.want_all_heads();
            self.headlines.begin_narrowing();
            return self.ask(Purpose::Narrow, self.headlines.query.clone());
        }
        self.focus = Pane::Article;
        self.search_origin = self.page.as_ref().map_or(0, |page| page.offset());
        if let Some(page) = &mut self.page {
            page.begin_search();
        }
        self.ask(Purpose::Search, String::new());
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Some(prompt) = &mut self.prompt {
            prompt.insert(text);
            self.prompt_edited();
        }
    }

    pub(super) fn press_in_prompt(&mut self, chord: Chord) {
        self.go_on(Some(Run::Typing));
        if self.step_choice(chord) {
            return;
        }
        let Some(prompt) = &mut self.prompt else { return };
        match prompt.press(chord) {
            Outcome::Edited => self.prompt_edited(),
            Outcome::Accepted => self.prompt_accepted(),
            Outcome::Dropped => self.prompt_dropped(),
        }
    }

    fn prompt_edited(&mut self) {
        let Some(prompt) = &self.prompt else { return };
        let text = prompt.text.clone();
        match prompt.purpose {
            Purpose::Search => self.search_for(&text),
            Purpose::Narrow => self.headlines.narrow(text),
            Purpose::Help => {
                if let Some(help) = &mut self.help {
                    help.query = text;
                    help.top = 0;
                }
            }
            Purpose::Pipe => {}
            Purpose::Join => self.narrow_join(&text),
            Purpose::Speaker => self.narrow_speakers(&text),
        }
    }

    /// Searches from where the search began, without leaving that place for good.
    fn search_for(&mut self, pattern: &str) {
        let origin = self.search_origin;
        self.with_page(|page| {
            page.return_from_search(origin);
            page.search = (!pattern.is_empty()).then(|| Search::new(&page.article, pattern));
            if let Some(hit) = page.search.as_mut().and_then(|search| search.seek(origin)) {
                page.go(hit.start);
            }
        });
    }

    pub(super) fn prompt_accepted(&mut self) {
        if self.misses_choice() {
            return;
        }
        let Some(prompt) = self.prompt.take() else { return };
        match prompt.purpose {
            Purpose::Search => self.search_accepted(),
            Purpose::Narrow | Purpose::Help => {}
            Purpose::Join => self.end_join(true),
            Purpose::Speaker => self.end_attributing(true),
            Purpose::Pipe if prompt.text.trim().is_empty() => {}
            Purpose::Pipe => {
                self.settings.pipe.clone_from(&prompt.text);
                if let Some(page) = &self.page {
                    let paragraphs: Vec<String> = printed::paragraphs(&page.article).collect();
                    let text = paragraphs.join("\n\n") + "\n";
                    self.save();
                    self.effects.push(Effect::Pipe(prompt.text, text));
                }
            }
        }
    }

    fn search_accepted(&mut self) {
        if let Some(page) = &self.page {
            let article = page.article.id.clone();
            let origin = Spot { article, offset: self.search_origin };
            self.history.jumped(origin);
            let missed = page.search.as_ref().is_some_and(|search| search.hits.is_empty());
            if missed {
                self.miss_hit();
            }
        }
    }

    fn prompt_dropped(&mut self) {
        let Some(prompt) = self.prompt.take() else { return };
        match prompt.purpose {
            Purpose::Search => self.search_for(""),
            Purpose::Narrow => self.headlines.drop_narrowing(),
            Purpose::Help => {
                if let Some(help) = &mut self.help {
                    help.query.clear();
                }
            }
            Purpose::Pipe => {}
            Purpose::Join => self.end_join(false),
            Purpose::Speaker => self.end_attributing(false),
        }
    }
}
