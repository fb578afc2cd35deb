use super::*;
use crate::{
    analysis::{Candidate, Entity, EntityKind, Form, Mention, Quote, QuoteKind, Reason, Speaker},
    article::{Block, BlockKind},
    span::Span,
};
use tempfile::TempDir;

const TEXT: &str = "Åsa Holm met Piet Holm. “Well,” said Holm. The Lantern closed. Ms Holm left.";

fn span(words: &str, nth: usize) -> Span {
    let start = TEXT.match_indices(words).nth(nth).unwrap().0;
    Span::new(start, start + words.len())
}

fn article() -> Article {
    let blocks = vec![Block::new(BlockKind::Paragraph, Span::new(0, TEXT.len()))];
    Article { id: "holm.txt".into(), text: TEXT.into(), blocks, ..Article::default() }
}

fn entity(name: &str, salience: f32, spans: &[Span]) -> Entity {
    let mention = |&span: &Span| Mention { span, form: Form::Name, confidence: 0.9 };
    Entity {
        name: name.into(),
        kind: EntityKind::Person,
        roles: Vec::new(),
        salience,
        credit: false,
        mentions: spans.iter().map(mention).collect(),
    }
}

/// Both Holms taken for one, the Lantern for a person; Holm spoke.
fn analysis() -> Analysis {
    let holms = [span("Åsa Holm", 0), span("Piet Holm", 0), span("Holm", 2), span("Holm", 3)];
    let quote = Quote {
        kind: QuoteKind::Direct,
        within: None,
        spans: vec![span("Well,", 0)],
        speaker: Some(Speaker { span: span("Holm", 2), entity: Some(0) }),
        cue: None,
        confidence: 0.9,
        reason: Reason::Cue,
        candidates: Vec::new(),
    };
    let entities =
        vec![entity("Åsa Holm", 0.8, &holms), entity("Lantern", 0.1, &[span("Lantern", 0)])];
    Analysis { entities, quotes: vec![quote], ..Analysis::default() }
}

fn passage(span: Span) -> Passage {
    Passage::new(TEXT, span)
}

fn apart(words: Span, from: Span) -> (Span, Right) {
    (words, Right::ApartFrom(passage(from)))
}

fn same(words: Span, to: Span, whole: bool) -> (Span, Right) {
    (words, Right::SameAs(SameAs { passage: passage(to), whole }))
}

fn corrected(analysis: Analysis, rights: &[(Span, Right)]) -> Analysis {
    let article = article();
    let key = fingerprint(&article.text);
    let make = |(span, right): &(Span, Right)| {
        Correction::new(&article, key.clone(), *span, right.clone())
    };
    let mut corrections = Corrections::default();
    corrections.replace(&key, rights.iter().map(make).collect());
    corrections.apply(&key, &article, analysis)
}

/// Name, and how many mentions.
fn summary(analysis: &Analysis) -> Vec<(&str, usize)> {
    analysis.entities.iter().map(|of| (of.name.as_str(), of.mentions.len())).collect()
}

#[test]
fn a_kind_is_set_and_what_was_overlooked_is_added() {
    let organization = Right::Kind(EntityKind::Organization);
    let fixed = corrected(analysis(), &[(span("Lantern", 0), organization.clone())]);
    assert_eq!(fixed.entities[1].kind, EntityKind::Organization);
    let mut blind = analysis();
    blind.entities.pop();
    let fixed = corrected(blind, &[(span("Lantern", 0), organization)]);
    assert_eq!(summary(&fixed), [("Åsa Holm", 4), ("Lantern", 1)]);
    assert_eq!(fixed.entities[1].kind, EntityKind::Organization);
}

#[test]
fn a_mention_is_split_off_and_its_quote_goes_with_it() {
    let fixed = corrected(
        analysis(),
        &[
            apart(span("Piet Holm", 0), span("Åsa Holm", 0)),
            same(span("Holm", 2), span("Piet Holm", 0), false),
        ],
    );
    assert_eq!(summary(&fixed), [("Åsa Holm", 2), ("Piet Holm", 2), ("Lantern", 1)]);
    assert_eq!(fixed.speaker_name(&fixed.quotes[0]), Some("Piet Holm"));
    let spans: Vec<Span> = fixed.entities[1].mentions.iter().map(|mention| mention.span).collect();
    assert_eq!(spans, [span("Piet Holm", 0), span("Holm", 2)], "in the order of the text");
}

#[test]
fn splitting_off_the_name_leaves_the_next_best_name() {
    let fixed = corrected(analysis(), &[apart(span("Åsa Holm", 0), span("Holm", 2))]);
    assert_eq!(summary(&fixed), [("Piet Holm", 3), ("Åsa Holm", 1), ("Lantern", 1)]);
}

#[test]
fn two_entities_become_one_under_the_fuller_name() {
    let mut parted = analysis();
    let holms = parted.entities[0].mentions.split_off(2);
    let spans: Vec<Span> = holms.iter().map(|mention| mention.span).collect();
    parted.entities.push(Entity { roles: vec!["mayor".into()], ..entity("Holm", 0.1, &spans) });
    parted.quotes[0].speaker = Some(Speaker { span: span("Holm", 2), entity: Some(2) });
    for (words, to) in
        [(span("Holm", 3), span("Åsa Holm", 0)), (span("Åsa Holm", 0), span("Holm", 3))]
    {
        let fixed = corrected(parted.clone(), &[same(words, to, true)]);
        assert_eq!(summary(&fixed), [("Åsa Holm", 4), ("Lantern", 1)]);
        assert_eq!(fixed.entities[0].roles, ["mayor"]);
        assert_eq!(fixed.speaker_name(&fixed.quotes[0]), Some("Åsa Holm"));
    }
}

#[test]
fn what_a_new_model_gets_right_is_left_alone() {
    let rights = [
        apart(span("Piet Holm", 0), span("Åsa Holm", 0)),
        same(span("Holm", 2), span("Piet Holm", 0), false),
        (span("Lantern", 0), Right::Kind(EntityKind::Organization)),
    ];
    let once = corrected(analysis(), &rights);
    let mut right = once.clone();
    right.entities[0].mentions[0].confidence = 0.7;
    assert_eq!(corrected(right.clone(), &rights), right);
    // Other borders of a mention are the same mention.
    let mut wider = analysis();
    wider.entities[1].mentions[0].span = span("The Lantern", 0);
    assert_eq!(corrected(wider, &rights).entities.last().unwrap().kind, EntityKind::Organization);
}

#[test]
fn nothing_happens_to_another_text() {
    let article = Article { text: TEXT.replace("Well", "Nope"), ..article() };
    let key = fingerprint(TEXT);
    let lantern = Right::Kind(EntityKind::Misc);
    let one = Correction::new(&self::article(), key.clone(), span("Lantern", 0), lantern);
    let mut corrections = Corrections::default();
    corrections.replace(&key, vec![one]);
    let other = fingerprint(&article.text);
    assert_eq!(corrections.apply(&other, &article, analysis()), analysis());
}

#[test]
fn the_fingerprint_is_the_sha_256_of_the_text() {
    let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(fingerprint("abc"), known);
}

#[test]
fn the_file_keeps_lines_of_other_versions_and_what_others_wrote() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("state").join("corrections.jsonl");
    assert_eq!(Corrections::load(&path).unwrap(), Corrections::default());
    let make = |key: &str| {
        let right = Right::SameAs(SameAs { passage: passage(span("Åsa Holm", 0)), whole: true });
        vec![Correction::new(&article(), key.into(), span("Holm", 2), right)]
    };
    let save = |article: &str, before: Vec<Correction>, after: Vec<Correction>| {
        let change = Change { article: article.into(), before, after };
        Corrections::save(&path, &change).unwrap();
    };
    save("a", vec![], make("a"));
    let foreign = r#"{"article":"a","start":1,"end":2,"words":"x","right":{"mood":"cold"}}"#;
    let written = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{written}{foreign}\n\n")).unwrap();
    save("b", vec![], make("b"));
    let all = Corrections::load(&path).unwrap();
    assert_eq!((all.of("a"), all.of("b")), (&*make("a"), &*make("b")));
    assert!(std::fs::read_to_string(&path).unwrap().contains(foreign));
    save("a", make("a"), vec![]);
    let left = Corrections::load(&path).unwrap();
    assert_eq!((left.of("a").len(), left.of("b").len()), (0, 1));
}

#[test]
fn two_readers_of_one_article_lose_none_of_each_others_corrections() {
    let make = |(at, right): (Span, Right)| Correction::new(&article(), "a".into(), at, right);
    let kind = |kind| make((span("Lantern", 0), Right::Kind(kind)));
    let (place, thing) = (kind(EntityKind::Location), kind(EntityKind::Misc));
    let join = make(same(span("Holm", 2), span("Åsa Holm", 0), false));
    let nobody = make(said_by(None));
    let over = |before: &[&Correction], after: &[&Correction], kept: &[&Correction]| {
        let [before, after, kept] =
            [before, after, kept].map(|all| all.iter().copied().cloned().collect::<Vec<_>>());
        Change { article: "a".into(), before, after }.over(&kept)
    };
    let all = |all: &[&Correction]| all.iter().copied().cloned().collect::<Vec<_>>();
    // Alone, a reader makes of them what it wants.
    assert_eq!(over(&[&join, &place], &[&place, &join], &[&join, &place]), all(&[&place, &join]));
    // What the other one said meanwhile stays, and comes before what was said after it.
    let merged = over(&[&join], &[&join, &nobody], &[&join, &place]);
    assert_eq!(merged, all(&[&join, &place, &nobody]));
    // Taking back one's own leaves the other's.
    assert_eq!(over(&[&nobody], &[], &[&nobody, &place]), all(&[&place]));
    // To one question the last answer holds, whoever gave it.
    assert_eq!(over(&[], &[&place], &[&thing]), all(&[&place]));
    assert_eq!(over(&[&place], &[&place, &join], &[&thing]), all(&[&thing, &join]));
    // What could not be written before is written now.
    assert_eq!(over(&[&place], &[&place, &join], &[]), all(&[&place, &join]));
}

#[test]
fn a_correction_can_be_read_without_its_article() {
    let right = Right::Kind(EntityKind::Person);
    let made = Correction::new(&article(), fingerprint(TEXT), span("Piet Holm", 0), right);
    assert_eq!((made.passage.start, made.passage.end), (13, 22), "code points: Å is one");
    assert_eq!(made.excerpt.text, TEXT);
    let line = serde_json::to_value(&made).unwrap();
    assert_eq!(line["right"], serde_json::json!({"kind": "person"}));
    assert_eq!(line["words"], "Piet Holm");
}

fn words_of(span: Span) -> Option<Source> {
    Some(Source { passage: passage(span), named: true })
}

fn said_by(source: Option<Source>) -> (Span, Right) {
    (span("Well,", 0), Right::Speaker(source))
}

/// The two Holms told apart, and Piet taken for the one who spoke.
fn told_apart() -> Analysis {
    let mut analysis = analysis();
    let piet = analysis.entities[0].mentions.remove(1).span;
    analysis.entities.push(entity("Piet Holm", 0.05, &[piet]));
    analysis.quotes[0].candidates = vec![
        Candidate { speaker: Some(Speaker { span: piet, entity: Some(2) }), confidence: 0.3 },
        Candidate { speaker: None, confidence: 0.1 },
    ];
    analysis
}

#[test]
fn a_quote_gets_its_right_speaker_for_certain() {
    let fixed = corrected(told_apart(), &[said_by(words_of(span("Piet Holm", 0)))]);
    let quote = &fixed.quotes[0];
    assert_eq!(fixed.speaker_name(quote), Some("Piet Holm"));
    assert_eq!(quote.confidence, 1.0);
    let others: Vec<_> = quote.candidates.iter().map(|other| other.speaker.clone()).collect();
    assert_eq!(others, [None], "who said it is no candidate any more");
    let fixed = corrected(told_apart(), &[said_by(None)]);
    assert_eq!((&fixed.quotes[0].speaker, fixed.quotes[0].confidence), (&None, 1.0));
}

#[test]
fn confirming_a_speaker_leaves_the_words_that_name_it_at_the_quote() {
    let fixed = corrected(told_apart(), &[said_by(words_of(span("Åsa Holm", 0)))]);
    let speaker = fixed.quotes[0].speaker.clone();
    assert_eq!(speaker, Some(Speaker { span: span("Holm", 2), entity: Some(0) }));
    assert_eq!(fixed.quotes[0].confidence, 1.0);
}

#[test]
fn unnamed_sources_are_words_and_no_entity_that_is_in_them() {
    let source = Source { passage: passage(span("The Lantern closed", 0)), named: false };
    let fixed = corrected(told_apart(), &[said_by(Some(source))]);
    let speaker = fixed.quotes[0].speaker.clone();
    assert_eq!(speaker, Some(Speaker { span: span("The Lantern closed", 0), entity: None }));
}

#[test]
fn a_corrected_speaker_survives_another_model() {
    let right = said_by(words_of(span("Piet Holm", 0)));
    // It found the quote with its marks, and before it one that is not there.
    let mut other = told_apart();
    other.quotes[0].spans = vec![span("“Well,”", 0)];
    let mut wrong = other.quotes[0].clone();
    wrong.spans = vec![span("met Piet Holm. “", 0)];
    other.quotes.insert(0, wrong);
    let fixed = corrected(other.clone(), std::slice::from_ref(&right));
    let names: Vec<_> = fixed.quotes.iter().map(|quote| fixed.speaker_name(quote)).collect();
    assert_eq!(names, [Some("Åsa Holm"), Some("Piet Holm")]);
    // It finds no quote there: nothing to correct.
    other.quotes.truncate(1);
    other.quotes[0].spans = vec![span("Ms Holm left", 0)];
    let fixed = corrected(other, std::slice::from_ref(&right));
    assert_eq!(fixed.speaker_name(&fixed.quotes[0]), Some("Åsa Holm"));
    // It knows nobody of that name: the words stand for the name.
    let mut blind = told_apart();
    blind.entities.truncate(2);
    blind.quotes[0].candidates.clear();
    let fixed = corrected(blind, &[right]);
    let speaker = fixed.quotes[0].speaker.clone();
    assert_eq!(speaker, Some(Speaker { span: span("Piet Holm", 0), entity: None }));
}

#[test]
fn reported_speech_takes_its_fragments_along_and_a_fragment_goes_alone() {
    let mut found = told_apart();
    let fragment = found.quotes[0].clone();
    let reported = Quote {
        kind: QuoteKind::Indirect,
        spans: vec![span("“Well,” said Holm", 0)],
        ..fragment.clone()
    };
    found.quotes = vec![reported, Quote { kind: QuoteKind::Partial, within: Some(0), ..fragment }];
    let names = |analysis: &Analysis| -> Vec<Option<String>> {
        let name = |quote| analysis.speaker_name(quote).map(str::to_owned);
        analysis.quotes.iter().map(name).collect()
    };
    let piet = || Right::Speaker(words_of(span("Piet Holm", 0)));
    let both = corrected(found.clone(), &[(span("“Well,” said Holm", 0), piet())]);
    assert_eq!(names(&both), [Some("Piet Holm".into()), Some("Piet Holm".into())]);
    let one = corrected(found, &[(span("Well,", 0), piet())]);
    assert_eq!(names(&one), [Some("Åsa Holm".into()), Some("Piet Holm".into())]);
}

#[test]
fn candidates_follow_when_entities_become_one_or_go() {
    let mut found = told_apart();
    found.entities[0].salience = 0.0;
    let fixed = corrected(found, &[same(span("Piet Holm", 0), span("Åsa Holm", 0), true)]);
    let quote = &fixed.quotes[0];
    assert_eq!(fixed.speaker_name(quote), Some("Åsa Holm"));
    let others: Vec<_> = quote.candidates.iter().map(|other| other.speaker.clone()).collect();
    assert_eq!(others, [None], "he is the speaker himself now");
}

#[test]
fn speakers_that_were_corrected_can_be_told() {
    let article = article();
    let (at, right) = said_by(None);
    let made = Correction::new(&article, fingerprint(TEXT), at, right);
    let mut corrections = Corrections::default();
    let key = fingerprint(TEXT);
    assert!(corrections.speakers(&key, &article, &analysis()).is_empty());
    corrections.replace(&key, vec![made.clone()]);
    let corrected = corrections.speakers(&key, &article, &analysis());
    assert_eq!(corrected.into_iter().collect::<Vec<usize>>(), [0]);
    let line = serde_json::to_value(&made).unwrap();
    assert_eq!(line["right"], serde_json::json!({"speaker": null}));
    assert_eq!(serde_json::from_value::<Correction>(line).unwrap(), made);
    let named = Right::Speaker(words_of(span("Piet Holm", 0)));
    let told = serde_json::json!(
        {"speaker": {"start": 13, "end": 22, "words": "Piet Holm", "named": true}});
    assert_eq!(serde_json::to_value(&named).unwrap(), told);
    assert_eq!(serde_json::from_value::<Right>(told).unwrap(), named);
}
