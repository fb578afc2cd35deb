//! Lighting all mentions of one entity in the article.

use super::{app::App, geometry::Pane, message::Notice};
use crate::analysis::{Entity, Form};

impl App {
    /// Lights the mentions of the entity that is meant here, or puts them out again.
    pub(super) fn light(&mut self) {
        let Some(entity) = self.entity_meant() else {
            return self.notice = Some(Notice::said("no name here whose mentions could be lit"));
        };
        let count = self.counts().0;
        let Some(page) = &mut self.page else { return };
        page.lit = (page.lit != Some(entity)).then_some(entity);
        let named = page.analysis.as_ref().and_then(|analysis| analysis.entities.get(entity));
        let text = match (page.lit, named) {
            (Some(_), Some(named)) => forms(named),
            _ => "no mentions are lit any more".to_owned(),
        };
        self.notice = Some(Notice::said(text));
        if self.sidebar.entities.selected != entity {
            self.sidebar.entities.choose(entity, count);
            self.sidebar.occurrence = None;
            self.follow();
        }
    }

    /// The entity that a key is about: the chosen one, who said the chosen quote, or the one named on
    /// the reading line or next after it.
    fn entity_meant(&self) -> Option<usize> {
        let page = self.page.as_ref()?;
        let analysis = page.analysis.as_ref()?;
        match self.focus {
            Pane::Entities => Some(self.sidebar.entities.selected),
            Pane::Quotes => {
                analysis.quotes.get(self.sidebar.quotes.chosen()?)?.speaker.as_ref()?.entity
            }
            Pane::Headlines | Pane::Article => page.name_here().map(|(_, entity)| entity),
        }
        .filter(|&entity| entity < analysis.entities.len())
    }
}

/// How often an entity is mentioned in which way.
fn forms(entity: &Entity) -> String {
    let count = |form| entity.mentions.iter().filter(|mention| mention.form == form).count();
    let said =
        [(Form::Name, "by name"), (Form::Nominal, "described"), (Form::Pronoun, "by pronoun")]
            .map(|(form, how)| (count(form), how));
    let said = said.iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> = said.map(|(count, how)| format!("{count} {how}")).collect();
    format!("{}: {}", entity.name, said.join(", "))
}
