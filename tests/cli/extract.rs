//! `extract`: schema 1, in order, errors in their place, in bounded memory.

use crate::desk::{Desk, binary, json_lines, stdout};
use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    thread,
};

#[test]
fn a_stream_keeps_its_order_and_its_errors_stand_in_their_place() {
    let lines = "{\"id\":\"a\",\"text\":\"One.\"}\n\
                 not json\n\
                 \n\
                 {\"id\":\"c\",\"title\":\"No text\"}\n\
                 {\"text\":\"Five.\"}\n\
                 {\"id\":6,\"text\":\"Six.\"}\n\
                 [\"text\"]\n\
                 {\"id\":\"last\",\"text\":\"No line break at the end.\"}";
    let run = Desk::new().feed(&["extract", "--jsonl", "-"], lines).code(3);
    let got = json_lines(&run);
    let ids: Vec<_> = got.iter().map(|line| line["id"].clone()).collect();
    let wanted = serde_json::json!(["a", "2", "c", "5", 6, "7", "last"]);
    assert_eq!(serde_json::Value::from(ids), wanted);
    let failed: Vec<_> = got.iter().map(|line| line.get("error").is_some()).collect();
    assert_eq!(failed, [false, true, true, false, false, true, false]);
    assert!(got[1]["error"].as_str().unwrap().starts_with("line 2 "), "{}", got[1]);
    for line in stdout(&run).lines().filter(|line| line.contains("\"error\"")) {
        assert!(line.starts_with("{\"schema\":1,\"id\":"), "{line}");
    }
}

#[test]
fn what_the_object_says_is_what_comes_out() {
    let object = serde_json::json!({
        "id": "urn:x", "title": "The title", "source": "https://example.org/1",
        "published": "2026-03-01T10:30:00+02:00", "text": "Some text.\r\nMore of it.",
        "something": {"else": [1, 2]}
    });
    let run = Desk::new().feed(&["extract", "--jsonl", "-"], object.to_string()).success();
    let got = &json_lines(&run)[0];
    for key in ["id", "title", "source", "published", "text"] {
        assert_eq!(got[key], object[key], "{key}");
    }
}

#[test]
fn a_file_of_lines_is_read_like_a_stream() {
    let desk = Desk::new();
    desk.file("in.jsonl", "{\"text\":\"One.\"}\r\n{\"text\":\"Two.\"}\r\n");
    let got = json_lines(&desk.run(&["extract", "--jsonl", "in.jsonl"]).success());
    assert_eq!(got.iter().map(|line| &line["text"]).collect::<Vec<_>>(), ["One.", "Two."]);
}

/// The text as Python slices it.
fn slice(text: &str, range: &serde_json::Value) -> String {
    let at = |key: &str| usize::try_from(range[key].as_u64().unwrap()).unwrap();
    text.chars().skip(at("start")).take(at("end") - at("start")).collect()
}

#[test]
fn every_span_slices_by_code_points() {
    let text = "🛶 Races in 𝒩orholt\n\n“The 🛶 is 𝒻ast,” said Åsa Ødegård on Monday. “We won, \
                again and again.”\n\nMs Ødegård, the captain, lives in Norholt.\n";
    let object = serde_json::json!({"text": text});
    let run = Desk::new().feed(&["extract", "--jsonl", "-"], object.to_string()).success();
    let got = &json_lines(&run)[0];
    let quotes = got["quotes"].as_array().unwrap();
    assert!(!quotes.is_empty(), "{got}");
    for quote in quotes {
        let spans = quote["spans"].as_array().unwrap();
        let words: Vec<_> = spans.iter().map(|span| slice(text, span)).collect();
        assert_eq!(quote["text"], words.join(" "));
    }
    assert!(quotes.iter().any(|quote| quote["text"].as_str().unwrap().contains("𝒻ast")), "{got}");
    assert_eq!(slice(text, &quotes[0]["speaker"]), "Åsa Ødegård");
    let blocks = got["blocks"].as_array().unwrap();
    assert!(blocks.iter().any(|block| slice(text, block).starts_with("Ms Ødegård")), "{got}");
}

#[test]
fn a_folder_is_extracted_in_the_order_of_the_list() {
    let desk = Desk::new();
    for number in 0..200 {
        // Sizes that differ widely, so that the small ones are done before the large.
        let words = "word ".repeat(if number % 7 == 0 { 20_000 } else { 5 });
        desk.article(&format!("{number:03}.txt"), format!("Headline {number}\n\n{words}\n"));
    }
    desk.article("100.txt", [0, 0, 0]);
    let listed = json_lines(&desk.run(&["list", "news", "--format", "json"]).code(3));
    let run = desk.run(&["extract", "news"]).code(3);
    let got = json_lines(&run);
    let ids = |lines: &[serde_json::Value]| -> Vec<_> {
        lines.iter().map(|line| line["id"].clone()).collect()
    };
    assert_eq!(ids(&got), ids(&listed));
    let failed: Vec<_> = got.iter().filter(|line| line.get("error").is_some()).collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0]["id"], "100.txt");
    let again = desk.run(&["extract", "news"]).code(3);
    assert_eq!(stdout(&again), stdout(&run), "the same on every run");
}

/// `extract --jsonl -` with both ends in our hands.
fn stream() -> Child {
    let mut command = Command::new(binary());
    command.args(["extract", "--jsonl", "-"]).env_clear().env("HOME", "/nonexistent");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn each_line_is_answered_before_the_next_is_asked_for() {
    let mut child = stream();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for number in 0..3 {
        writeln!(input, "{{\"id\":{number},\"text\":\"Text.\"}}").unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert!(line.starts_with(&format!("{{\"schema\":1,\"id\":{number},")), "{line}");
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_stream_or_with_a_line_without_end() {
    const ARTICLES: usize = 20_000;
    // The stream is 36 MB; a line that is too long is held up to 16 MiB, while its buffer doubles.
    // The pages of the embedded models that were looked at are part of the peak, and what frequent words add.
    const MODEL_KIB: usize = 13 * 1024;
    const STREAM_KIB: usize = 24 * 1024 + MODEL_KIB;
    const LINE_KIB: usize = 80 * 1024 + MODEL_KIB;
    let mut child = stream();
    let mut input = child.stdin.take().unwrap();
    // The long line comes only when the peak of the stream was looked at.
    let (seen, looked) = std::sync::mpsc::channel();
    let writer = thread::spawn(move || {
        let text = "A line of some words about nothing. ".repeat(50);
        for number in 0..ARTICLES {
            writeln!(input, "{{\"id\":{number},\"text\":\"{text}\"}}").unwrap();
        }
        looked.recv().unwrap();
        for _ in 0..100 {
            input.write_all(&[b'x'; 1 << 20]).unwrap();
        }
        input.write_all(b"\n{\"id\":\"after\",\"text\":\"After.\"}\n").unwrap();
        input
    });
    let output = BufReader::new(child.stdout.take().unwrap());
    let mut lines = output.lines().map(Result::unwrap);
    for number in 0..ARTICLES {
        let line = lines.next().unwrap();
        assert!(line.starts_with(&format!("{{\"schema\":1,\"id\":{number},")), "{line}");
    }
    let peak = peak_kib(child.id());
    assert!(peak < STREAM_KIB, "{peak} KiB");
    seen.send(()).unwrap();
    let error = lines.next().unwrap();
    assert!(error.contains("longer than 16 MiB"), "{error}");
    assert!(lines.next().unwrap().starts_with("{\"schema\":1,\"id\":\"after\","));
    let peak = peak_kib(child.id());
    assert!(peak < LINE_KIB, "{peak} KiB");
    drop(writer.join().unwrap());
    assert_eq!(child.wait().unwrap().code(), Some(3));
}

/// The most memory the process has had, in KiB.
#[cfg(target_os = "linux")]
fn peak_kib(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
