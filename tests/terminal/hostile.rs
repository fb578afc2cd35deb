//! Text that means harm: every case is opened, shown, and commands nothing.

use crate::{
    bytes::{self, Piece, is_drawing},
    desk::Desk,
    terminal::{Seen, Terminal, shared},
};
use quotidian::library::{Entry, Shelf};
use std::{
    collections::HashMap,
    fs,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// A case of the manifest: what must be shown of a file, and what must never come out of it.
#[derive(Debug)]
struct Case {
    markers: Vec<String>,
    forbidden: Vec<u8>,
    shown: Option<String>,
}

/// Shorter beginnings of commands are part of every drawing; the rest of the check sees to those.
const TELLING: usize = 3;

/// The most memory any one of them may take, in KiB.
const MOST_MEMORY: usize = 200 * 1024;
/// The longest any may take; far more than it does, as tests run unoptimised and beside others.
const SLOWEST: Duration = Duration::from_secs(20);

/// Encodings that nothing promises to read: there must be no harm, but the words may be wrong.
const NOT_PROMISED: [&str; 2] = ["utf-32", "iso-8859-15"];

/// Writes all cases and moves those of text and Markdown to the desk's articles; none when the
/// generator or Python is not there.
fn cases(desk: &Desk) -> Option<HashMap<String, Case>> {
    let generator = shared("tools/gen_hostile.py")?;
    let all = desk.path("all");
    let mut python = Command::new("python3");
    let made = python.arg(generator).arg(&all).stdout(Stdio::null()).status();
    if !made.is_ok_and(|status| status.success()) {
        println!("skipped: python3 is not there");
        return None;
    }
    let manifest = fs::read_to_string(all.join("manifest.jsonl")).unwrap();
    let rows = manifest.lines().map(|line| serde_json::from_str(line).unwrap());
    let texts = rows
        .filter(|row: &serde_json::Value| row["format"] == "text" || row["format"] == "markdown");
    let cases = texts.map(|row| {
        let file = row["file"].as_str().unwrap().to_owned();
        let to = desk.path("news").join(&file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(all.join(&file), to).unwrap();
        (file, case(&row))
    });
    Some(cases.collect())
}

fn case(row: &serde_json::Value) -> Case {
    let markers = row["markers"].as_array().into_iter().flatten();
    let hex = row["forbid_hex"].as_str().unwrap_or_default();
    let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    Case {
        markers: markers.map(|marker| marker.as_str().unwrap().to_owned()).collect(),
        forbidden: (0..hex.len()).step_by(2).map(byte).collect(),
        shown: row["shown"].as_str().map(str::to_owned),
    }
}

#[test]
fn nothing_hostile_is_more_than_text() {
    let desk = Desk::empty();
    let Some(cases) = cases(&desk) else { return };
    let shelf = Shelf { paths: vec![desk.path("news")], given: None };
    let entries = shelf.scan(&mut |_| {}).unwrap().entries;
    assert!(entries.len() > 200, "{}", entries.len());
    let mut terminal = Terminal::open(&desk);
    terminal.wait_for(&format!("1/{}", entries.len()));
    let borders = borders(&terminal);
    assert_eq!(borders.len(), 2, "three panes");
    for (index, entry) in entries.iter().enumerate() {
        let before = terminal.look().bytes.len();
        if index > 0 {
            terminal.send("j");
        }
        wait_until_open(&mut terminal, entry, &borders);
        let case = &cases[&entry.id];
        check_shown(&mut terminal, &entry.id, case, &borders);
        assert_eq!(self::borders(&terminal), borders, "{}\n{}", entry.id, terminal.look().text());
        check_bytes(&terminal.look().bytes[before..], &entry.id, case);
    }
    let peak = peak_memory(&terminal);
    assert_eq!(terminal.send("Q").end_restored(), 0);
    check_stream(&terminal.look().bytes, &entries);
    // Two of the largest may be there at once: the one left and the one being opened.
    assert!(peak < 2 * MOST_MEMORY, "{peak} KiB");
}

#[test]
fn what_is_huge_is_shown_at_once_and_in_little_memory() {
    let desk = Desk::empty();
    let Some(cases) = cases(&desk) else { return };
    for id in cases.keys().filter(|id| id.starts_with("big/") || id.starts_with("bomb/")) {
        let began = Instant::now();
        let mut terminal = Terminal::run(&desk, &[&format!("news/{id}")]);
        terminal.wait(id, |seen| seen.shows("%"));
        let took = began.elapsed();
        terminal.send("\rG").wait_for("100%");
        let peak = peak_memory(&terminal);
        assert_eq!(terminal.send("Q").end_restored(), 0);
        assert!(peak < MOST_MEMORY, "{id}: {peak} KiB");
        assert!(took < SLOWEST, "{id}: {took:?}");
    }
}

/// Waits until an article, or why it cannot be read, is on the screen.
fn wait_until_open(terminal: &mut Terminal, entry: &Entry, borders: &[u16]) {
    if entry.load().is_err() {
        let name = entry.id.rsplit('/').next().unwrap_or_default().to_owned();
        terminal.wait(&entry.id, |seen| {
            let words = article(seen, borders).replace([' ', '\n'], "");
            words.contains(&name) && words.contains("isnotatext")
        });
        return;
    }
    // How far one is in it: no article is open before there is one again.
    let is_open =
        |seen: &Seen| article(seen, borders).lines().next().unwrap_or_default().contains('%');
    terminal.wait(&entry.id, is_open);
    // The second answer comes after a frame that was drawn after the first.
    let mut right = 0;
    while right < 2 {
        right = if copied_address(terminal).ends_with(&entry.id) { right + 1 } else { 0 };
    }
}

/// Asks for the address of the article that is open.
fn copied_address(terminal: &mut Terminal) -> String {
    let from = terminal.look().bytes.len();
    let address = |bytes: &[u8]| {
        let start = bytes.windows(7).position(|bytes| bytes == b"\x1b]52;c;")?;
        let end = start + bytes[start..].windows(2).position(|bytes| bytes == b"\x1b\\")? + 2;
        bytes::copies(&bytes[start..end]).pop()
    };
    terminal.send("yu").wait("an address", |seen| address(&seen.bytes[from..]).is_some());
    let seen = terminal.look();
    address(&seen.bytes[from..]).unwrap_or_default()
}

/// The rows of the article pane.
fn article(seen: &Seen, borders: &[u16]) -> String {
    let (left, right) = (borders[0] + 1, borders[1]);
    seen.parser.screen().rows(left, right - left).collect::<Vec<_>>().join("\n")
}

/// Columns that hold the line between two panes on every row but the last.
fn borders(terminal: &Terminal) -> Vec<u16> {
    let seen = terminal.look();
    let screen = seen.parser.screen();
    let is_line = |row, column| screen.cell(row, column).is_some_and(|cell| cell.contents() == "│");
    (0..120).filter(|&column| (0..39).all(|row| is_line(row, column))).collect()
}

/// Every marker is on the screen, or is found by a search.
fn check_shown(terminal: &mut Terminal, id: &str, case: &Case, borders: &[u16]) {
    let shows = |seen: &Seen, words: &str| article(seen, borders).contains(words);
    for marker in &case.markers {
        if !shows(&terminal.look(), marker) {
            terminal.send("\r").wait_for("read on");
            terminal
                .send(format!("/{marker}\r"))
                .wait(id, |seen| seen.shows(&format!("{marker} ")));
            terminal.send("h").wait_for("narrow");
        }
    }
    let promised = !NOT_PROMISED.iter().any(|name| id.contains(name));
    if let Some(shown) = case.shown.as_ref().filter(|_| promised) {
        assert!(shows(&terminal.look(), shown), "{id}: {shown}\n{}", terminal.look().text());
    }
}

/// What was written while a case was opened has nothing of its commands.
fn check_bytes(bytes: &[u8], id: &str, case: &Case) {
    if case.forbidden.len() < TELLING {
        return;
    }
    let drawn = without_copies(bytes);
    assert!(
        !contains(&drawn, &case.forbidden),
        "{id}: {:?}",
        String::from_utf8_lossy(&case.forbidden)
    );
}

/// The bytes without what was put into the clipboard because somebody asked.
fn without_copies(bytes: &[u8]) -> Vec<u8> {
    let mut rest = bytes.to_vec();
    while let Some(start) = rest.windows(7).position(|bytes| bytes == b"\x1b]52;c;") {
        let end = rest[start..].windows(2).position(|bytes| bytes == b"\x1b\\");
        rest.drain(start..start + end.expect("an end") + 2);
    }
    rest
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

/// All that was ever written is drawing, but for the addresses that were asked for.
fn check_stream(bytes: &[u8], entries: &[Entry]) {
    for piece in bytes::pieces(bytes) {
        if !is_drawing(&piece) {
            assert!(
                matches!(&piece, Piece::System(copy) if copy.starts_with("52;c;")),
                "{piece:?}"
            );
        }
    }
    for copy in bytes::copies(bytes) {
        assert!(entries.iter().any(|entry| copy.ends_with(&entry.id)), "{copy:?}");
    }
}

/// The most memory the process ever had, in KiB.
fn peak_memory(terminal: &Terminal) -> usize {
    let path = format!("/proc/{}/status", terminal.pid());
    let status = fs::read_to_string(Path::new(&path)).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
