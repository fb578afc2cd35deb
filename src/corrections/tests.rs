use super::*;
use crate::{
    analysis::{Entity, EntityKind, Form, Mention, Quote, QuoteKind, Reason, Speaker},
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
    corrections.change(&Changes::from([(key.clone(), rights.iter().map(make).collect())]));
    corrections.apply(&article, analysis)
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
    corrections.change(&Changes::from([(key, vec![one])]));
    assert_eq!(corrections.apply(&article, analysis()), analysis());
}

#[test]
fn the_fingerprint_is_the_sha_256_of_the_text() {
    let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(fingerprint("abc"), known);
}

#[test]
fn the_file_keeps_lines_of_other_versions_and_what_others_wrote() {
    let folder = TempDir::new().unwrap();
    let path = beside(&folder.path().join("state").join("state.json"));
    assert_eq!(Corrections::load(&path).unwrap(), Corrections::default());
    let make = |key: &str| {
        let right = Right::SameAs(SameAs { passage: passage(span("Åsa Holm", 0)), whole: true });
        vec![Correction::new(&article(), key.into(), span("Holm", 2), right)]
    };
    Corrections::save(&path, &Changes::from([("a".into(), make("a"))])).unwrap();
    let foreign = r#"{"article":"a","start":1,"end":2,"words":"x","right":{"speaker":null}}"#;
    let written = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{written}{foreign}\n\n")).unwrap();
    Corrections::save(&path, &Changes::from([("b".into(), make("b"))])).unwrap();
    let all = Corrections::load(&path).unwrap();
    assert_eq!((all.of("a"), all.of("b")), (&*make("a"), &*make("b")));
    assert!(std::fs::read_to_string(&path).unwrap().contains(foreign));
    Corrections::save(&path, &Changes::from([("a".into(), vec![])])).unwrap();
    let left = Corrections::load(&path).unwrap();
    assert_eq!((left.of("a").len(), left.of("b").len()), (0, 1));
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
