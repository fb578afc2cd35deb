//! What the ranker sees of a candidate: one-hot features, bucketed, each a slot of the weight table.

use super::{
    discourse::{Referent, Seen, Source},
    words::{Case, Family, NEIGHBOURS, Neighbour},
};
use crate::analysis::{EntityKind, Form, entities::linking::Sex};

/// Writes the list of templates and the type that indexes it, so that the two cannot differ.
macro_rules! templates {
    ($($name:ident $text:literal $values:expr,)*) => {
        /// Names of features and how many values each has.
        pub const TEMPLATES: &[(&str, usize)] = &[$(($text, $values)),*];

        /// Index of a template.
        #[derive(Clone, Copy)]
        #[repr(usize)]
        pub(super) enum T { $($name),* }
    };
}
templates! {
    Distance "distance" 7,
    Rank "rank" 5,
    Paragraph "paragraph" 3,
    Form "form" 6,
    RoleDistance "role.distance" 18,
    Before "before" NEIGHBOURS,
    After "after" NEIGHBOURS,
    Sex "sex" 10,
    Sort "sort" 7,
    Count "count" 5,
    Recent "recent" 4,
    Topic "topic" 3,
    Speech "speech" 4,
    Speaker "speaker" 6,
    Quote "quote" 6,
    Initial "initial" 8,
    Clause "clause" 4,
    Between "between" 6,
    Alone "alone" 2,
    Ahead "ahead" 3,
    Opening "opening" 6,
    Head "head" 8,
    Voice "voice" 6,
    Rival "rival" 9,
    FormDistance "form.distance" 18,
    KinRank "kin.rank" 5,
    NearRival "near.rival" 9,
    RoleRival "role.rival" 54,
    DistanceRival "distance.rival" 63,
    RankRole "rank.role" 30,
    ParagraphInitial "paragraph.initial" 24,
    TopicDistance "topic.distance" 28,
    VoiceRival "voice.rival" 63,
    CountDistance "count.distance" 35,
    Chain "chain" 7,
    Opener "opener" 8,
    Leads "leads" 6,
    Here "here" 4,
    Fame "fame" 4,
    RoleRole "role.role" 108,
    ChainRival "chain.rival" 63,
    FameRival "fame.rival" 36,
    OpenerRival "opener.rival" 36,
    HereRival "here.rival" 36,
    None "none" 1,
    NoneCandidates "none.candidates" 4,
    NoneBefore "none.before" NEIGHBOURS,
    NoneAfter "none.after" NEIGHBOURS,
    NoneOpening "none.opening" 6,
}

/// How many slots there are.
pub const SLOTS: usize = {
    let (mut sum, mut at) = (0, 0);
    while at < TEMPLATES.len() {
        sum += TEMPLATES[at].1;
        at += 1;
    }
    sum
};

const OFFSETS: [usize; TEMPLATES.len()] = {
    let mut offsets = [0; TEMPLATES.len()];
    let mut at = 1;
    while at < TEMPLATES.len() {
        offsets[at] = offsets[at - 1] + TEMPLATES[at - 1].1;
        at += 1;
    }
    offsets
};

/// The features of one candidate: of each template one at most.
#[derive(Clone, Debug)]
pub struct Features {
    slots: [u16; TEMPLATES.len()],
    count: usize,
}

impl Features {
    /// None yet.
    pub(super) const fn new() -> Self {
        Self { slots: [0; TEMPLATES.len()], count: 0 }
    }

    pub(super) fn add(&mut self, template: T, value: usize) {
        let template = template as usize;
        let value = value.min(TEMPLATES[template].1 - 1);
        if let Some(slot) = self.slots.get_mut(self.count) {
            *slot = (OFFSETS[template] + value) as u16;
            self.count += 1;
        }
    }

    /// The slots.
    pub fn slots(&self) -> &[u16] {
        &self.slots[..self.count]
    }
}

/// What is known of an anaphor apart from its candidates.
#[derive(Clone, Debug)]
pub struct Anaphor {
    /// Its first token.
    pub token: usize,
    /// The token of its head.
    pub head: usize,
    /// What it can stand for; `None` for a description.
    pub pronoun: Option<(Family, Case)>,
    /// How it would look as a mention.
    pub(super) seen: Seen,
}

/// A candidate's standing among the others.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    /// How many candidates were mentioned later.
    pub rank: usize,
    /// Its mentions in this sentence and the one before.
    pub recent: usize,
    /// Whether there is no other of its kind.
    pub alone: bool,
    /// Whether it was mentioned most so far.
    pub leading: bool,
    /// Whether it was the last to say something.
    pub spoke: bool,
    /// Whether a verb or clause border lies between its last mention and the anaphor.
    pub border: bool,
    /// Whether its last mention comes after the anaphor.
    pub ahead: bool,
    /// What is known of it as the speaker of the words around: see [`Voiced`].
    pub voice: Option<Voiced>,
    /// How it agrees with the sex of the anaphor (unknown, agrees, does not), and how many others do.
    pub rival: (usize, usize),
    /// How many others that agree were mentioned in this sentence or the one before.
    pub near_rivals: usize,
    /// How many candidates that agree were mentioned later.
    pub kin_rank: usize,
    /// Whether the last pronoun like the anaphor meant it, or another: see [`chain`].
    pub chain: usize,
    /// Whether it was the first person of this sentence and of the one before.
    pub opened: usize,
    /// Whether it was the first person of this block, or of the one before.
    pub leads: usize,
    /// How many people the whole article names more often.
    pub fame: usize,
}

/// The last pronoun like an anaphor in steps: it meant a candidate or another one, this far back.
pub(super) fn chain(referent: usize, sentence: u32, last: Option<(usize, u32)>) -> usize {
    let Some((meant, at)) = last else { return 0 };
    let far = (sentence.saturating_sub(at) as usize).min(2);
    if meant == referent { 1 + far } else { 4 + far }
}

/// What a candidate has to do with the quoted words that an anaphor stands in or speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Voiced {
    /// By name, it speaks the words around the anaphor.
    Speaks,
    /// A pronoun or description that means it does.
    Meant,
    /// Somebody else does.
    Other,
    /// The anaphor speaks words that mention it.
    Within,
    /// A pronoun like the last one that meant it will turn out to speak the words around.
    Coming,
}

/// The features of a candidate, by its last mention and the standing of its referent.
pub(super) fn features(
    anaphor: &Anaphor,
    referent: &Referent,
    last: &Seen,
    standing: Standing,
) -> Features {
    let mut found = Features::new();
    let distance = (anaphor.seen.sentence.saturating_sub(last.sentence)) as usize;
    place(&mut found, anaphor, last, standing, distance);
    found.add(T::Form, form(last, referent));
    found.add(T::Before, last.before as usize);
    found.add(T::After, last.after as usize);
    found.add(T::Sort, sort(referent));
    found.add(T::Opening, last.opening.map_or(0, |opening| opening as usize + 1));
    found.add(T::Count, often(referent));
    found.add(T::Recent, standing.recent);
    if referent.headline {
        found.add(T::Topic, 0);
    }
    if standing.leading {
        found.add(T::Topic, 1);
    }
    found.add(T::Alone, usize::from(standing.alone));
    found.add(T::Speech, usize::from(last.speaks()) * 2 + usize::from(anaphor.seen.speaks()));
    if standing.spoke {
        let quoted = usize::from(anaphor.seen.quote != 0);
        let later = usize::from(last.sentence == anaphor.seen.sentence);
        found.add(T::Speaker, if anaphor.seen.speaks() { 4 + later } else { quoted * 2 + later });
    }
    found.add(T::Quote, quote(anaphor, last));
    pairs(&mut found, anaphor, referent, last, &standing);
    if let Some(voice) = standing.voice {
        found.add(T::Voice, voice as usize);
    }
    found.add(T::FormDistance, form(last, referent).min(5) * 3 + distance.min(2));
    if anaphor.pronoun.is_some() {
        run(&mut found, anaphor, referent, last, &standing);
    }
    if let Some((Family::Person(sex), _)) = anaphor.pronoun {
        found.add(T::Sex, agreement(sex, referent));
        found.add(T::Rival, standing.rival.0 * 3 + standing.rival.1.min(2));
        found.add(T::KinRank, standing.kin_rank);
        let near = standing.rival.0 * 3 + standing.near_rivals.min(2);
        found.add(T::NearRival, near);
    }
    found
}

/// What the sentences before tell of whom they are about.
fn run(
    found: &mut Features,
    anaphor: &Anaphor,
    referent: &Referent,
    last: &Seen,
    standing: &Standing,
) {
    let rival = standing.rival.0 * 3 + standing.near_rivals.min(2);
    let distance = anaphor.seen.sentence.saturating_sub(last.sentence) as usize;
    let here = if referent.here.0 == anaphor.seen.section { referent.here.1.min(3) } else { 0 };
    found.add(T::Chain, standing.chain);
    found.add(T::Opener, standing.opened * 2 + usize::from(anaphor.seen.initial));
    found.add(T::Leads, standing.leads * 2 + usize::from(anaphor.seen.initial));
    found.add(T::Here, here);
    found.add(T::Fame, standing.fame);
    found.add(T::RoleRole, (last.role() * 6 + anaphor.seen.role()) * 3 + distance.min(2));
    found.add(T::ChainRival, standing.chain * 9 + rival);
    found.add(T::FameRival, standing.fame.min(3) * 9 + rival);
    found.add(T::OpenerRival, standing.opened * 9 + rival);
    found.add(T::HereRival, here * 9 + rival);
}

/// What counts only together.
fn pairs(
    found: &mut Features,
    anaphor: &Anaphor,
    referent: &Referent,
    last: &Seen,
    standing: &Standing,
) {
    let sentences = anaphor.seen.sentence.saturating_sub(last.sentence);
    let distance = far(sentences as usize);
    let rival = standing.rival.0 * 3 + standing.near_rivals.min(2);
    let topic = usize::from(referent.headline) + usize::from(standing.leading) * 2;
    let voice = standing.voice.map_or(0, |voice| 1 + voice as usize);
    let paragraph = (anaphor.seen.section.saturating_sub(last.section) as usize).min(2);
    let initial = usize::from(last.initial) * 2 + usize::from(anaphor.seen.initial);
    let here = usize::from(sentences == 0);
    found.add(T::RoleRival, last.role() * 9 + rival);
    found.add(T::DistanceRival, distance * 9 + rival);
    found.add(T::RankRole, standing.rank.min(4) * 6 + last.role());
    found.add(T::ParagraphInitial, paragraph * 8 + here * 4 + initial);
    found.add(T::TopicDistance, topic * 7 + distance);
    found.add(T::VoiceRival, voice * 9 + rival);
    found.add(T::CountDistance, often(referent) * 7 + distance);
}

/// How many sentences lie between, in steps.
fn far(sentences: usize) -> usize {
    [0, 1, 2, 3, 5, 9].iter().filter(|&&most| sentences > most).count()
}

/// How often a referent was mentioned so far, in steps.
fn often(referent: &Referent) -> usize {
    [1, 2, 3, 6].iter().filter(|&&least| referent.count > least).count()
}

/// Where the last mention stands, seen from the anaphor.
fn place(
    found: &mut Features,
    anaphor: &Anaphor,
    last: &Seen,
    standing: Standing,
    distance: usize,
) {
    if standing.ahead {
        let far = last.token - anaphor.token;
        found.add(T::Ahead, [8, 16].iter().filter(|&&most| far >= most).count());
        return;
    }
    found.add(T::Distance, far(distance));
    found.add(T::Rank, standing.rank);
    found.add(T::Paragraph, (anaphor.seen.section.saturating_sub(last.section) as usize).min(2));
    found.add(T::RoleDistance, last.role() * 3 + distance.min(2));
    if distance == 0 {
        let gap = anaphor.token.saturating_sub(last.end);
        found.add(T::Between, [1, 3, 6, 10, 16].iter().filter(|&&most| gap > most).count());
        found.add(T::Clause, usize::from(standing.border) * 2 + usize::from(last.role() == 0));
    }
    let initial = usize::from(last.initial) * 2 + usize::from(anaphor.seen.initial);
    found.add(T::Initial, initial + if distance == 0 { 4 } else { 0 });
}

fn form(last: &Seen, referent: &Referent) -> usize {
    match (last.form, referent.entity) {
        (Form::Name, _) => usize::from(last.end - last.token > 1),
        (Form::Pronoun, _) => 2,
        (Form::Nominal, Some(_)) => 3,
        (Form::Nominal, None) => 4,
    }
}

fn sort(referent: &Referent) -> usize {
    match (referent.entity, referent.kind) {
        (Some(_), EntityKind::Person) => 0,
        (Some(_), EntityKind::Organization) => 1,
        (Some(_), EntityKind::Location) => 2,
        (Some(_), EntityKind::Misc) => 3,
        (None, EntityKind::Person) => 4,
        (None, EntityKind::Organization) => 5,
        (None, _) => 6,
    }
}

/// Quoted words speak of others than their speaker.
fn quote(anaphor: &Anaphor, last: &Seen) -> usize {
    match (anaphor.seen.quote, last.quote) {
        (0, 0) => 0,
        (0, _) => 1,
        (_, 0) if last.speaks() && anaphor.seen.section == last.section => 2,
        (_, 0) => 3,
        (here, there) if here == there => 4,
        _ => 5,
    }
}

fn agreement(sex: Sex, referent: &Referent) -> usize {
    let agrees = referent.sex == sex;
    match (referent.source, agrees) {
        _ if referent.sex == Sex::Unknown => 0,
        (Source::Title, true) => 1,
        (Source::Title, false) => 2,
        (Source::Strong, true) => 3,
        (Source::Strong, false) => 4,
        (Source::Fair, true) => 5,
        (Source::Fair, false) => 6,
        (_, true) => 7,
        (_, false) => 8,
    }
}

/// The features of the choice that it is none of the candidates.
pub(super) fn none(anaphor: &Anaphor, candidates: usize) -> Features {
    let mut found = Features::new();
    found.add(T::None, 0);
    found.add(T::NoneCandidates, candidates);
    found.add(T::NoneBefore, anaphor.seen.before as usize);
    found.add(T::NoneAfter, anaphor.seen.after as usize);
    found.add(T::NoneOpening, anaphor.seen.opening.map_or(0, |opening| opening as usize + 1));
    found
}

impl Seen {
    /// Whether a verb of saying follows, or stands before as in "said X".
    pub(super) fn speaks(&self) -> bool {
        self.after == Neighbour::Cue || self.before == Neighbour::Cue && self.form == Form::Name
    }

    /// The part it seems to play: subject, after a preposition, possessor, object, other.
    pub(super) fn role(&self) -> usize {
        let verbal = |neighbour| {
            matches!(neighbour, Neighbour::Auxiliary | Neighbour::Cue | Neighbour::Verb)
        };
        match (self.before, self.after) {
            (_, Neighbour::Possessive) => 2,
            (Neighbour::Preposition, _) => 1,
            _ if self.owns => 2,
            (before, Neighbour::Ending) if !verbal(before) && self.form != Form::Nominal => 0,
            (before, after) if verbal(after) && !verbal(before) => 0,
            (before, _) if verbal(before) || before == Neighbour::Participle => 3,
            (Neighbour::Edge, _) => 4,
            _ => 5,
        }
    }
}
