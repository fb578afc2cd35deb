//! Hides who is a man and who a woman, and lets what is hidden say whom "he" and "she" mean.
//!
//! Where an article has one woman among men, "she" is she, whatever else is said. So in a copy of the
//! article in which everybody is "he" it is known whom each "he" means, and a ranker that sees only the
//! copy must learn from all else that tells: place, part, how often someone was named.

use super::corpus::Text;
use quotidian::{
    analysis::{
        EntityKind,
        document::Document,
        entities::{
            Named,
            coreference::{
                Case,
                words::{self, Family, Lexis, Pronoun},
            },
            linking::{Linked, Sex},
        },
        lexicon::Lexicon,
        quotes,
    },
    article::{self, Format},
};
use std::ops::Range;

/// What was hidden of an article.
pub(super) struct Hidden {
    /// The sex of the pronoun that each token was.
    pronouns: Vec<Sex>,
    /// The sex of each entity.
    entities: Vec<Sex>,
}

impl Hidden {
    /// The only candidate that suits the pronoun; `None` where that is not sure.
    pub fn right(&self, case: &Case) -> Option<usize> {
        let sex = self.pronouns.get(case.anaphor.head).copied().unwrap_or_default();
        let mut right = None;
        for (at, candidate) in case.candidates.iter().enumerate() {
            let Some(entity) = candidate.entity else { continue };
            match self.entities[entity] {
                Sex::Unknown => return None,
                known if known != sex => {}
                _ if right.is_some() => return None,
                _ => right = Some(at),
            }
        }
        right.filter(|_| sex != Sex::Unknown)
    }
}

/// What is known of the sex of an entity before pronouns are asked.
fn known(linked: &Linked) -> Sex {
    if linked.sex == Sex::Unknown { linked.likely } else { linked.sex }
}

/// How many people there are of whom nothing is known, how many men and how many women.
fn count(named: &Named) -> [usize; 3] {
    let mut count = [0; 3];
    for linked in named.entities.iter().filter(|linked| linked.kind == EntityKind::Person) {
        count[known(linked) as usize] += 1;
    }
    count
}

/// What a man is called where a woman is called so, within a sentence and at its start.
fn he(she: &str, pronoun: Pronoun) -> Option<(&'static str, &'static str)> {
    match she {
        "she" => Some(("he", "He")),
        "her" if pronoun.case != words::Case::Possessive => Some(("him", "Him")),
        "her" | "hers" => Some(("his", "His")),
        "herself" => Some(("himself", "Himself")),
        _ => None,
    }
}

/// The text with every "she" a "he", and what sex each token told.
fn levelled(text: &Text) -> (String, Vec<Sex>) {
    let prose = text.article.prose();
    let lexicon = Lexicon::open();
    let document = Document::new(&text.article, &prose, &lexicon);
    let lexis = Lexis::new(&document);
    let (mut out, mut done) = (String::new(), 0);
    let mut sexes = vec![Sex::Unknown; document.tokens.len()];
    for (token, told) in sexes.iter_mut().enumerate() {
        let Some(pronoun) = lexis.pronoun(&document, token) else { continue };
        let Family::Person(sex) = pronoun.family else { continue };
        *told = sex;
        let place = prose.to_text(document.bytes(token..token + 1));
        let Some(he) = he(document.lower(token), pronoun) else { continue };
        out.push_str(&text.article.text[done..place.start]);
        let capital = document.capitalised(token);
        out.push_str(if capital { he.1 } else { he.0 });
        done = place.end;
    }
    out.push_str(&text.article.text[done..]);
    (out, sexes)
}

/// Prepares the levelled copy of a text; everybody in it is a man, or nothing is known of anybody.
/// `None` where too little is hidden.
pub(super) fn walk<T>(
    text: &Text,
    all_men: bool,
    then: impl FnOnce(&Document, &Named, &[Range<usize>], &Hidden) -> T,
) -> Option<T> {
    let (words, pronouns) = levelled(text);
    let article = article::read(words, Format::Plain, text.article.id.clone(), None);
    let prose = article.prose();
    let lexicon = Lexicon::open();
    let document = Document::new(&article, &prose, &lexicon);
    let mut named = Named::new(&document);
    let [_, men, women] = count(&named);
    if pronouns.len() != document.tokens.len() || men == 0 || women == 0 {
        return None;
    }
    let entities = named.entities.iter().map(known).collect();
    for linked in named.entities.iter_mut().filter(|linked| linked.kind == EntityKind::Person) {
        linked.sex = if all_men { Sex::Male } else { Sex::Unknown };
        (linked.titled, linked.likely, linked.hint) = (false, Sex::Unknown, Sex::Unknown);
    }
    let segments = quotes::segments(&document);
    let quoted: Vec<Range<usize>> =
        segments.iter().map(|segment| quotes::kinds::tokens(&document, segment)).collect();
    Some(then(&document, &named, &quoted, &Hidden { pronouns, entities }))
}
