//! `list`: one article a line, in the order of the pane, in four formats.

use crate::desk::{Desk, json_lines, stderr, stdout};
use std::fs;

#[test]
fn json_has_the_promised_keys_in_their_order() {
    let desk = Desk::with_news();
    let run = desk.run(&["list", "news", "--format", "json"]).success();
    let first = stdout(&run).lines().next().unwrap().to_owned();
    let source = "news/2026-03-04-bridge-opens.txt";
    let words = 14;
    assert_eq!(
        first,
        format!(
            "{{\"id\":\"2026-03-04-bridge-opens.txt\",\"title\":\"Bridge opens in Norholt\",\
             \"source\":\"{source}\",\"published\":\"2026-03-04T00:00:00+00:00\",\
             \"words\":{words},\"quotes\":null,\"read\":false}}"
        )
    );
    let titles: Vec<_> = json_lines(&run).iter().map(|row| row["title"].clone()).collect();
    assert_eq!(
        titles,
        ["Bridge opens in Norholt", "Bridge late again in Norholt", "Ferry sold"],
        "newest first"
    );
}

#[test]
fn tab_separated_values_keep_their_columns() {
    let desk = Desk::new();
    desk.article("odd\tname.txt", "A\ttab in a headline\n\nText.\n");
    let text = stdout(&desk.run(&["list", "news", "--format", "tsv"]).success());
    assert_eq!(text.lines().count(), 1);
    let columns: Vec<_> = text.trim_end_matches('\n').split('\t').collect();
    assert_eq!(columns.len(), 7, "{text}");
    assert_eq!(columns[6], "false");
    assert_eq!(columns[5], "", "quotes are not known");
}

#[test]
fn every_list_is_a_table_with_a_heading_or_json_by_either_name() {
    let desk = Desk::with_news();
    let first = |args: &[&str]| {
        let printed = stdout(&desk.run(args).success());
        printed.lines().next().unwrap().to_owned()
    };
    for (command, heading) in [
        ("list", "id,title,source,published,words,quotes,read"),
        ("entities", "article,id,kind,name,roles,salience,mentions,credit"),
        ("quotes", "article,title,source,published,id,kind,within,speaker,named,words,cue,"),
    ] {
        assert!(first(&[command, "news", "--format", "csv"]).starts_with(heading));
        assert!(first(&[command, "news", "--format", "tsv"]).contains("bridge-opens.txt\t"));
        let json = first(&[command, "news", "--format", "json"]);
        assert_eq!(first(&[command, "news", "--format", "jsonl"]), json);
    }
    assert_eq!(first(&["extract", "news", "--format", "jsonl"]), first(&["extract", "news"]));
    for name in ["json", "jsonl"] {
        desk.run(&["corrections", "--format", name]).success();
    }
}

#[test]
fn text_numbers_the_articles_as_a_selector_does() {
    let desk = Desk::with_news();
    let text = stdout(&desk.run(&["list", "news"]).success());
    let third = text.lines().nth(2).unwrap();
    assert!(third.starts_with("3 * 2026-03-02 "), "{third}");
    assert!(third.contains("Ferry sold"), "{third}");
    let shown = stdout(&desk.run(&["show", "news", "--article", "3"]).success());
    assert!(shown.contains("It is gone."), "{shown}");
}

#[test]
fn quotes_are_counted_when_asked_for_and_read_marks_and_counts_are_kept() {
    let desk = Desk::with_news();
    let counted = desk.run(&["list", "news", "--format", "json", "--analyse"]).success();
    let extracted = desk.run(&["extract", "news"]).success();
    for (row, record) in json_lines(&counted).iter().zip(json_lines(&extracted)) {
        assert_eq!(row["quotes"], record["quotes"].as_array().unwrap().len());
    }
    let path = fs::canonicalize(desk.path("news/2026-03-02-ferry.txt")).unwrap();
    let file = fs::metadata(&path).unwrap();
    let age = file.modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap();
    let stamp = serde_json::json!({
        "size": file.len(), "modified": u64::try_from(age.as_nanos()).unwrap()
    });
    let mark = serde_json::json!({"read": true, "quotes": [stamp, 5]});
    let state = serde_json::json!({"marks": {path.to_str().unwrap(): mark}});
    desk.file("home/state/quotidian/state.json", state.to_string());
    let folder = fs::canonicalize(desk.path("news")).unwrap();
    let run = desk.run(&["list", folder.to_str().unwrap(), "--format", "json"]).success();
    let ferry = &json_lines(&run)[2];
    assert_eq!((&ferry["read"], &ferry["quotes"]), (&true.into(), &5.into()));
}

#[test]
fn an_article_that_cannot_be_read_keeps_its_number_and_is_reported() {
    let desk = Desk::with_news();
    desk.article("2026-03-03-noise.txt", [0, 1, 2, 0]);
    let run = desk.run(&["list", "news", "--format", "json"]).code(3);
    let rows = json_lines(&run);
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[1]["id"], "2026-03-03-noise.txt");
    assert!(rows[1]["words"].is_null());
    assert!(stderr(&run).contains("noise.txt"));
}

#[test]
fn files_that_are_no_articles_are_named_but_not_all_of_very_many() {
    let desk = Desk::with_news();
    desk.article("notes.pdf", "%PDF");
    let run = desk.run(&["list", "news"]).success();
    assert!(stderr(&run).starts_with("quotidian: skipped news/notes.pdf: "), "{}", stderr(&run));
    for number in 0..30 {
        desk.article(&format!("picture-{number}.png"), "x");
    }
    let run = desk.run(&["list", "news"]).success();
    assert_eq!(stderr(&run).lines().count(), 11);
    assert!(stderr(&run).ends_with("quotidian: skipped 21 more\n"), "{}", stderr(&run));
}

#[test]
fn an_article_on_standard_input_has_no_source() {
    let run = Desk::new().feed(&["list", "-", "--format", "json"], "Title here\n\nText.\n");
    let rows = json_lines(&run.success());
    assert_eq!(rows[0]["title"], "Title here");
    assert!(rows[0]["source"].is_null());
}
