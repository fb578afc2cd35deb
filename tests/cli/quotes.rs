//! `quotes`: who said what, by whom and about what, in every format.

use crate::desk::{Desk, json_lines, stderr, stdout};
use assert_cmd::assert::Assert;

const BRIDGE: &str = "Bridge opens in Norholt\n\n“It is done,” said Åsa Holm, the mayor.\n\nShe called \
                      the old ferry “a floating shed”. The harbour vote comes next week.\n\n“We shall \
                      see, =1,” Ms Holm said of the harbour vote.\n";
const RENN: &str = "Renn leaves\n\n“The harbour is gone, and so is the boat,” said Tobias Renn.\n\n“It \
                    is late,” officials said.\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.article("2026-03-04-bridge.txt", BRIDGE);
    desk.article("2026-03-02-renn.txt", RENN);
    desk
}

fn run(desk: &Desk, args: &[&str]) -> Assert {
    desk.run(&[&["quotes", "news"], args].concat())
}

/// The words of each quote that is found.
fn words(desk: &Desk, args: &[&str]) -> Vec<String> {
    let lines = json_lines(&run(desk, &[&["--format", "json"], args].concat()).success());
    lines.iter().map(|line| line["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_quote_has_a_line_articles_in_order() {
    let desk = desk();
    let found = words(&desk, &[]);
    assert_eq!(found.len(), 6, "{found:?}");
    assert_eq!((&*found[0], &*found[5]), ("It is done,", "It is late,"), "newest first");
    let extracted = json_lines(&desk.run(&["extract", "news"]).success());
    let lines = json_lines(&run(&desk, &["--format", "json"]).success());
    for (line, quote) in lines
        .iter()
        .zip(extracted.iter().flat_map(|record| record["quotes"].as_array().unwrap().iter()))
    {
        for (key, value) in quote.as_object().unwrap() {
            assert_eq!(&line[key], value, "{key} is as `extract` has it");
        }
    }
    let line = &lines[4];
    assert_eq!(line["article"], "2026-03-02-renn.txt");
    assert_eq!(line["title"], "Renn leaves");
    assert!(line["published"].as_str().unwrap().starts_with("2026-03-02"), "{line}");
    let paragraph = "“The harbour is gone, and so is the boat,” said Tobias Renn.";
    assert_eq!(line["paragraph"], paragraph);
}

#[test]
fn a_paragraph_that_is_very_long_is_cut_around_the_quote() {
    let desk = Desk::new();
    desk.article("2026-03-07-list.txt", long_sentence(2_000));
    let lines = json_lines(&run(&desk, &["--format", "json", "--kind", "partial"]).success());
    assert!(lines.len() > 1_000, "{}", lines.len());
    for line in &lines {
        let (paragraph, words) = (&line["paragraph"], line["text"].as_str().unwrap());
        let paragraph = paragraph.as_str().unwrap();
        assert!((16_000..=16_384).contains(&paragraph.len()), "{}", paragraph.len());
        assert!(paragraph.contains(&format!("“{words}”")), "{words} is not in {paragraph}");
    }
    let ends =
        |line: &serde_json::Value, words| line["paragraph"].as_str().unwrap().contains(words);
    assert!(ends(&lines[0], "Ms Holm wrote") && ends(lines.last().unwrap(), "no ferry."));
}

#[test]
fn what_somebody_said_by_any_of_their_names() {
    let desk = desk();
    for name in ["Åsa Holm", "asa holm", "HOLM", "Asa"] {
        let found = words(&desk, &["--by", name]);
        assert!(found.contains(&"It is done,".to_owned()), "{name}: {found:?}");
        assert!(!found.contains(&"It is late,".to_owned()), "{name}: {found:?}");
    }
    assert_eq!(words(&desk, &["--by", "officials"]), ["It is late,"]);
    run(&desk, &["--by", "hol"]).code(1);
    run(&desk, &["--by", "Holm Åsa"]).code(1);
    run(&desk, &["--by", "—"]).code(1);
    run(&desk, &["--by", ""]).code(2);
}

#[test]
fn what_was_said_about_something() {
    let desk = desk();
    let about = |about: &str| words(&desk, &["--about", about]);
    assert_eq!(about("boat harbour"), ["The harbour is gone, and so is the boat,"]);
    assert_eq!(about("HARBOUR vote").len(), 1, "in its sentence, not in the one after it");
    assert_eq!(about("ferry"), ["the old ferry “a floating shed”", "a floating shed"]);
    assert_eq!(words(&desk, &["--about", "harbour", "--by", "renn"]).len(), 1);
    run(&desk, &["--about", "harb"]).code(1);
    run(&desk, &["--about", "harbour submarine"]).code(1);
}

/// An article of one sentence with this many quotes in it.
fn long_sentence(quotes: usize) -> String {
    let words: String = (0..quotes).map(|at| format!("“so much of {at}” and ")).collect();
    format!("A list\n\nMs Holm wrote {words}no ferry.\n")
}

#[test]
fn a_sentence_of_thousands_of_quotes_is_soon_searched() {
    let desk = Desk::new();
    desk.article("2026-03-07-list.txt", long_sentence(6_000));
    let start = std::time::Instant::now();
    run(&desk, &["--about", "submarine"]).code(1);
    let found = stdout(&run(&desk, &["--about", "ferry"]).success()).lines().count();
    assert!(found > 3_000, "{found}");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn kinds_narrow_the_quotes() {
    let desk = desk();
    assert_eq!(words(&desk, &["--kind", "partial"]), ["a floating shed"]);
    assert_eq!(words(&desk, &["--kind", "direct"]).len(), 4);
    assert_eq!(words(&desk, &["--kind", "direct,partial"]).len(), 5);
    assert_eq!(words(&desk, &["--kind", "direct", "--kind", "partial"]).len(), 5);
    run(&desk, &["--kind", "loud"]).code(2);
}

#[test]
fn nothing_found_is_exit_status_1_and_says_so() {
    let desk = desk();
    let told = |args: &[&str]| stderr(&run(&desk, args).code(1));
    assert!(told(&["--by", "nobody-at-all"]).contains("try fewer of --by"));
    let nothing = run(&desk, &["--by", "nobody-at-all", "--format", "csv"]).code(1);
    assert_eq!(stdout(&nothing).lines().count(), 1, "the heading");
    let silent = Desk::new();
    silent.article("a.txt", "Nothing\n\nNobody spoke.\n");
    assert!(stderr(&run(&silent, &[]).code(1)).contains("nobody is quoted there"));
    desk.run(&["quotes", "nowhere"]).code(3);
    Desk::new().run(&["quotes", "news"]).code(1);
}

#[test]
fn what_people_read_says_who_what_and_where() {
    let text = stdout(&run(&desk(), &["--by", "renn"]).success());
    let line =
        "direct    Tobias Renn: “The harbour is gone, and so is the boat”  (2026-03-02-renn.txt)\n";
    assert_eq!(text, line);
}

#[test]
fn spreadsheets_get_every_field_whole_and_no_formula() {
    let desk = desk();
    let csv = stdout(&run(&desk, &["--format", "csv"]).success());
    let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 7);
    assert!(lines[0].starts_with("article,title,source,published,id,kind,within,speaker,"));
    assert!(lines[4].ends_with(",\"We shall see, =1,\""), "{}", lines[4]);
    let object = serde_json::json!({"id": "=cmd", "title": "@SUM(1)", "text":
        "“It is done,” said Tobias Renn.\u{1b}[2J"});
    let run = desk.feed(&["quotes", "--jsonl", "-", "--format", "csv"], object.to_string());
    let csv = stdout(&run.success());
    assert!(csv.lines().nth(1).unwrap().starts_with("'=cmd,'@SUM(1),"), "{csv}");
}

#[test]
fn block_quotes_can_be_put_into_a_text() {
    let desk = desk();
    desk.article(
        "2026-03-05-evil.md",
        "---\ntitle: A *bold* <b>title</b>\nsource: The Post\n---\n\n“So [it](x) is,” said Piet Anders.\n",
    );
    let text = stdout(&run(&desk, &["--format", "markdown", "--by", "anders"]).success());
    assert!(text.starts_with("> “So "), "{text}");
    assert!(text.contains("\n>\n> — **Piet Anders**, in *A "), "{text}");
    assert!(text.trim_end().ends_with("The Post, 5 March 2026"), "{text}");
    let bare = |c: char| text.match_indices(c).any(|(at, _)| !text[..at].ends_with('\\'));
    assert!(!bare('<') && !bare('['), "nothing in it is markup: {text}");
}

#[test]
fn a_block_quote_shows_a_fragment_once() {
    let desk = Desk::new();
    let text = "The board leaves\n\nThe mayor said on Monday that the board had shown “a fine contempt” for the \
                harbour and that it would go.\n";
    desk.article("2026-03-06-board.txt", text);
    let found = words(&desk, &[]);
    assert!(found.iter().any(|words| words == "a fine contempt"), "{found:?}");
    assert!(found.len() > 1, "the clause is a quote of its own: {found:?}");
    let markdown = stdout(&run(&desk, &["--format", "markdown"]).success());
    assert_eq!(markdown.matches("a fine contempt").count(), 1, "{markdown}");
    let only = stdout(&run(&desk, &["--format", "markdown", "--kind", "partial"]).success());
    assert!(only.contains("“a fine contempt”"), "alone it is shown: {only}");
}

#[test]
fn streams_and_standard_input_are_read_as_extract_does() {
    let desk = Desk::new();
    let stream = "{\"id\":7,\"text\":\"“No,” said Tobias Renn.\"}\nno json\n";
    let run = desk.feed(&["quotes", "--jsonl", "-", "--format", "json"], stream).code(3);
    let lines = json_lines(&run);
    assert_eq!((&lines[0]["article"], &lines[0]["text"]), (&7.into(), &"No,".into()));
    assert!(lines.last().unwrap()["error"].as_str().unwrap().contains("line 2"));
    let run = desk.feed(&["quotes", "--jsonl", "-"], stream).code(3);
    assert!(stderr(&run).contains("2: line 2 is not an article"), "{}", stderr(&run));
    let run = desk.feed(&["quotes", "-", "--by", "holm"], BRIDGE).success();
    assert!(stdout(&run).contains("It is done"));
}

#[test]
fn nothing_in_a_quote_or_an_id_commands_a_terminal() {
    let desk = Desk::new();
    let object = serde_json::json!({"id": "a\u{1b}[2J\tb\nc", "title": "t\u{9b}1m",
        "text": "“No\u{202e}, \u{1b}]0;x\u{7} not that,” said Tobias\u{202e} Renn."});
    for format in ["text", "json", "csv", "tsv", "markdown"] {
        let run = desk.feed(&["quotes", "--jsonl", "-", "--format", format], object.to_string());
        let out = stdout(&run.success());
        assert!(!out.contains(['\u{1b}', '\u{202e}', '\u{7}', '\u{9b}']), "{format}: {out:?}");
    }
}

#[test]
fn a_speaker_put_right_holds_for_quotes_and_extract_unless_left_aside() {
    let desk = desk();
    let point = |words: &str| BRIDGE[..BRIDGE.find(words).unwrap()].chars().count();
    let passage = |words: &str| {
        let start = point(words);
        serde_json::json!({"start": start, "end": start + words.chars().count(), "words": words})
    };
    let mut source = passage("the mayor");
    source["named"] = false.into();
    let mut line = passage("It is done,");
    line["article"] = quotidian::corrections::fingerprint(BRIDGE).into();
    line["id"] = "bridge.txt".into();
    line["excerpt"] = serde_json::json!({"start": 25, "text": "“It is done,”"});
    line["right"] = serde_json::json!({"speaker": source});
    desk.file("home/state/quotidian/corrections.jsonl", format!("{line}\n"));
    assert_eq!(words(&desk, &["--by", "the mayor"]), ["It is done,"]);
    run(&desk, &["--by", "the mayor", "--uncorrected"]).code(1);
    let extracted = json_lines(&desk.run(&["extract", "news"]).success());
    let quote = &extracted[0]["quotes"][0];
    assert_eq!(
        (&quote["speaker"]["name"], &quote["confidence"]),
        (&serde_json::Value::Null, &1.0.into())
    );
    let printed = stdout(&desk.run(&["corrections", "--format", "jsonl"]).success());
    assert_eq!(serde_json::from_str::<serde_json::Value>(&printed).unwrap(), line);
    let told = stdout(&desk.run(&["corrections"]).success());
    let at = point("the mayor");
    assert_eq!(
        told,
        format!("bridge.txt: “It is done,” (at 26) was said by “the mayor” (at {at})\n")
    );
}
