//! `entities` and `corrections`: who is named, one a line, as it was corrected.

use crate::desk::{Desk, json_lines, stderr, stdout};

const BRIDGE: &str = "Bridge opens in Norholt\n\n“It is done,” said Mara Holm, the mayor. Mara Holm \
                      left.\n\nThe bridge is in Norholt. Ms Holm smiled.\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.article("2026-03-04-bridge.txt", BRIDGE);
    desk.article("2026-03-02-renn.txt", "Renn leaves\n\n“It is gone,” said Tobias Renn.\n");
    desk
}

#[test]
fn every_entity_has_a_line_articles_in_order() {
    let lines = json_lines(&desk().run(&["entities", "news", "--format", "json"]).success());
    let articles: Vec<&str> = lines.iter().map(|line| line["article"].as_str().unwrap()).collect();
    assert!(articles.is_sorted_by(|a, b| a >= b), "newest first: {articles:?}");
    assert!(articles.contains(&"2026-03-02-renn.txt"));
    let holm = lines.iter().find(|line| line["name"] == "Mara Holm").unwrap();
    assert_eq!(holm["kind"], "person");
    let same = |line: &&serde_json::Value| line["article"] == holm["article"];
    let ids: Vec<u64> =
        lines.iter().filter(same).map(|line| line["id"].as_u64().unwrap()).collect();
    assert!(ids.is_sorted() && ids[0] == 0, "most salient first: {ids:?}");
    let forms = &holm["forms"];
    let sum: u64 = ["name", "nominal", "pronoun"].iter().map(|f| forms[f].as_u64().unwrap()).sum();
    assert_eq!(holm["mentions"].as_u64(), Some(sum));
    assert!(forms["name"].as_u64() >= Some(3), "{holm}");
}

#[test]
fn kinds_and_mentions_narrow_the_lines() {
    let desk = desk();
    let names = |args: &[&str]| -> Vec<String> {
        let run = desk.run(&[&["entities", "news", "--format", "tsv"], args].concat()).success();
        stdout(&run).lines().map(|line| line.split('\t').nth(3).unwrap().to_owned()).collect()
    };
    assert_eq!(names(&["--kind", "person"]), ["Mara Holm", "Tobias Renn"]);
    assert_eq!(names(&["--kind", "location"]), ["Norholt"]);
    assert_eq!(names(&["--kind", "person,location"]).len(), 3);
    assert_eq!(names(&["--kind", "person", "--kind", "location"]).len(), 3);
    assert_eq!(names(&["--kind", "person", "--min-mentions", "3"]), ["Mara Holm"]);
    assert!(names(&["--min-mentions", "99"]).is_empty());
    desk.run(&["entities", "news", "--kind", "ship"]).code(2);
}

#[test]
fn credits_are_listed_where_they_are_wanted() {
    let desk = Desk::new();
    desk.article(
        "a.txt",
        "Lantern lit\n\nFile photo of the lantern. Picture by: Ines Karlby/Norholt Press\n\n\
         Mara Holm lit it, said Mara Holm.\n",
    );
    let lines = |args: &[&str]| {
        let run = desk.run(&[&["entities", "news", "--format", "json"], args].concat()).success();
        json_lines(&run)
    };
    let credits =
        |lines: Vec<serde_json::Value>| lines.iter().filter(|line| line["credit"] == true).count();
    assert_eq!(credits(lines(&[])), 0);
    assert!(credits(lines(&["--with-credits"])) > 0);
}

#[test]
fn what_people_read_says_roles_and_where() {
    let text = stdout(&desk().run(&["entities", "news"]).success());
    let holm = text.lines().find(|line| line.contains("Mara")).unwrap();
    assert!(holm.starts_with("person ") && holm.contains("Mara Holm, mayor"), "{text}");
    assert!(holm.ends_with("(2026-03-04-bridge.txt)"), "{text}");
}

#[test]
fn streams_and_standard_input_are_read_as_extract_does() {
    let desk = Desk::new();
    let stream = "{\"id\":7,\"text\":\"“No,” said Tobias Renn.\"}\nno json\n";
    let run = desk.feed(&["entities", "--jsonl", "-", "--format", "json"], stream).code(3);
    let lines = json_lines(&run);
    assert_eq!(lines[0]["article"], 7);
    assert!(lines.last().unwrap()["error"].as_str().unwrap().contains("line 2"));
    let run = desk.feed(&["entities", "--jsonl", "-", "--format", "tsv"], stream).code(3);
    assert!(stdout(&run).starts_with("7\t0\tperson\tTobias Renn\t"), "{}", stdout(&run));
    assert!(stderr(&run).contains("2: line 2 is not an article"), "{}", stderr(&run));
    let run = desk.feed(&["entities", "-", "--kind", "person"], BRIDGE).success();
    assert!(stdout(&run).contains("Mara Holm"));
    desk.run(&["entities", "news"]).code(1);
    desk.run(&["entities", "nowhere"]).code(3);
}

#[test]
fn nothing_in_a_name_or_an_id_commands_a_terminal() {
    let desk = Desk::new();
    let object =
        serde_json::json!({"id": "a\u{1b}[2J\tb\nc", "text": "“No,” said Tobias\u{202e} Renn."});
    for format in ["text", "tsv", "json"] {
        let run = desk.feed(&["entities", "--jsonl", "-", "--format", format], object.to_string());
        let out = stdout(&run.success());
        assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out:?}");
        assert!(out.lines().all(|line| !line.is_empty()), "{out:?}");
    }
}

/// The line for a correction, as it would be kept.
fn correction(words: &str, right: serde_json::Value) -> String {
    let start = BRIDGE[..BRIDGE.find(words).unwrap()].chars().count();
    let article = quotidian::corrections::fingerprint(BRIDGE);
    serde_json::json!({
        "article": article, "id": "bridge.txt", "start": start, "end": start + words.chars().count(),
        "words": words, "excerpt": {"start": start, "text": words}, "right": right
    })
    .to_string()
}

#[test]
fn corrections_hold_for_entities_and_extract_unless_left_aside() {
    let desk = desk();
    let organization = serde_json::json!({"kind": "organization"});
    let lines = format!("{}\nsomething newer\n", correction("Norholt", organization));
    desk.file("home/state/quotidian/corrections.jsonl", &lines);
    let organizations = ["entities", "news", "--kind", "organization"];
    assert!(stdout(&desk.run(&organizations).success()).contains("Norholt"));
    let aside = [&organizations[..], &["--uncorrected"]].concat();
    assert!(!stdout(&desk.run(&aside).success()).contains("Norholt"));
    let kind = |args: &[&str]| {
        let lines = json_lines(&desk.run(args).success());
        let entities = lines[0]["entities"].as_array().unwrap().clone();
        entities.iter().find(|entity| entity["name"] == "Norholt").unwrap()["kind"].clone()
    };
    assert_eq!(kind(&["extract", "news"]), "organization");
    assert_eq!(kind(&["extract", "news", "--uncorrected"]), "location");
    let printed = stdout(&desk.run(&["corrections", "--format", "jsonl"]).code(3));
    assert_eq!(printed.lines().count(), 1, "what another version wrote is kept, not printed");
    let before: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&printed).unwrap(), before);
    let told = stdout(&desk.run(&["corrections"]).code(3));
    assert_eq!(told, "bridge.txt: “Norholt” (at 16) is an organization\n");
}

#[test]
fn corrections_that_are_not_understood_are_named_by_their_lines() {
    let desk = Desk::with_news();
    desk.file("home/state/quotidian/corrections.jsonl", "bad json\n\n{\"x\":1}\n");
    let named = "quotidian/corrections.jsonl, line 1, 3\n";
    let run = desk.run(&["corrections"]).code(3);
    assert!(stderr(&run).ends_with(named), "{}", stderr(&run));
    let run = desk.run(&["entities", "news"]).success();
    assert!(stderr(&run).ends_with(named), "{}", stderr(&run));
}

#[test]
fn without_corrections_there_is_nothing_to_print() {
    let desk = Desk::new();
    assert_eq!(stdout(&desk.run(&["corrections"]).success()), "");
    desk.file("home/state/quotidian/corrections.jsonl/in-the-way", "");
    let run = desk.run(&["corrections"]).code(3);
    assert!(stderr(&run).contains("cannot read corrections"), "{}", stderr(&run));
}
