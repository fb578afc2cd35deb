//! What a terminal may never see, and whether its columns are counted as the screen counts them.

use super::*;
use proptest::prelude::*;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use std::{borrow::Cow, path::Path, process::Command};
use unicode_width::UnicodeWidthChar;

/// Whether a character may command a terminal or reorder what is around it.
fn is_harmful(c: char) -> bool {
    let bidi = matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}');
    bidi || (c.is_control() && c != '\n')
}

/// Text as it might come: letters of many scripts, marks, joiners, controls, emoji, anything.
fn any_text() -> impl Strategy<Value = String> {
    let run = prop_oneof![
        4 => "[ -~]{0,12}",
        2 => "[\\x00-\\x1f\\x7f-\\u{9f}]{1,3}",
        2 => "[\\u{300}-\\u{36f}\\u{200b}-\\u{200f}\\u{2028}-\\u{202e}\\u{2066}-\\u{2069}]{1,9}",
        2 => "[א-ת\\u{5b0}-\\u{5bd}ء-ي\\u{64b}-\\u{652}\\u{200c}\\u{200d}لا]{1,9}",
        2 => "[\\u{1100}-\\u{11ff}가각힣ｶ\\u{ff9e}か\\u{3099}]{1,6}",
        2 => "[👩🏽\\u{200d}\\u{fe0f}❤🇦🇧\\u{20e3}\\u{e0041}]{1,6}",
        2 => "[क-ह\\u{93c}-\\u{94d}\\u{200d}ක\\u{dca}ภ\\u{e31}\\u{e48}]{1,8}",
        1 => any::<String>(),
    ];
    prop::collection::vec(run, 0..8).prop_map(|runs| runs.concat())
}

/// How many columns the screen's buffer takes for a line of harmless text.
fn drawn(line: &str) -> usize {
    let room = u16::try_from(2 * line.len() + 1).unwrap();
    let mut buffer = Buffer::empty(Rect::new(0, 0, room, 1));
    usize::from(buffer.set_stringn(0, 0, line, room.into(), Style::new()).0)
}

proptest! {
    #[test]
    fn nothing_harmful_is_left_and_a_second_pass_changes_nothing(text in any_text()) {
        let clean = harmless(&text);
        prop_assert!(!clean.contains(is_harmful), "{clean:?}");
        prop_assert!(matches!(harmless(&clean), Cow::Borrowed(again) if again == clean), "{clean:?}");
    }

    #[test]
    fn a_line_is_as_wide_as_the_screen_draws_it(text in any_text()) {
        let line = harmless_line(&text);
        prop_assert_eq!(width(&line), drawn(&line), "{:?}", line);
    }

    #[test]
    fn every_character_is_as_wide_as_it_is_alone(text in any_text()) {
        // Letters that only this project's width table ligates, in scripts nobody prints news in.
        let rare = |c: char| matches!(c, '\u{2D30}'..='\u{2D7F}' | '\u{16D40}'..='\u{16D7F}' | '\u{17D2}');
        let line = harmless_line(&text).replace(rare, "");
        let alone: usize = line.chars().filter_map(UnicodeWidthChar::width).sum();
        prop_assert_eq!(width(&line), alone, "{:?}", line);
    }

    #[test]
    fn truncated_text_fits_and_padded_text_fills(text in any_text(), columns in 0..40usize) {
        let line = harmless_line(&text);
        let cut = truncate(&line, columns);
        prop_assert!(width(&cut) <= columns);
        prop_assert!(line.starts_with(cut.trim_end_matches('…').trim_end()));
        prop_assert_eq!(cut == line, width(&line) <= columns);
        prop_assert_eq!(width(&pad(&line, columns)), columns);
    }
}

#[track_caller]
fn shows(given: &str, shown: &str) {
    assert_eq!(harmless(given), shown, "{given:?}");
}

#[test]
fn escape_sequences_lie_open_and_swallow_nothing() {
    shows("a\x1b[31mred\x1b[0m", "a␛[31mred␛[0m");
    shows("\x1b]0;never ends MARK", "␛]0;never ends MARK");
    shows("\x1b]52;c;aGk=\x07x", "␛]52;c;aGk=␇x");
    shows("evil\x08\x08good\x7f\0", "evil␈␈good␡␀");
    shows("\u{9b}2J a\u{85}b", "\u{FFFD}2J a\u{FFFD}b");
}

#[test]
fn a_carriage_return_is_never_sent() {
    shows("one\r\ntwo\r\n", "one\ntwo\n");
    shows("evil\rgood", "evil␍good");
}

#[test]
fn what_cannot_be_seen_is_dropped() {
    shows("user \u{202e}txt.exe", "user txt.exe");
    shows("p\u{200b}a\u{200c}y\u{200d}p\u{feff}al", "paypal");
    shows("ex\u{ad}ample\u{e0041}\u{2063}", "example");
    shows("\u{fff9}a\u{fffa}b\u{fffb}", "ab");
    shows("a\u{2028}b\u{2029}c\td", "a b c d");
    shows("\u{fffe}\u{10ffff}", "\u{FFFD}\u{FFFD}");
}

#[test]
fn emoji_sequences_fall_apart_into_characters_of_certain_width() {
    shows("👩\u{200d}👩\u{200d}👧", "👩👩👧");
    shows("👍🏽 ❤\u{fe0f} 1\u{fe0f}\u{20e3}", "👍 ❤ 1\u{20e3}");
    shows("🇫🇷🇮", "FRI");
}

#[test]
fn letters_keep_the_marks_and_joiners_they_need() {
    for word in
        ["שָׁלוֹם", "می\u{200c}خواهم", "क्\u{200d}ष", "ශ්\u{200d}රී", "Việt", "ภาษาที่", "한글", "한글"]
    {
        assert!(matches!(harmless(word), Cow::Borrowed(_)), "{word}");
    }
    shows(&format!("Z{}!", "\u{300}\u{301}\u{302}".repeat(200)), "Z\u{300}\u{301}\u{302}\u{300}!");
    shows("\u{1100}\u{1100}\u{1161}\u{1161}", "ㄱ\u{1100}\u{1161}ㅏ");
    shows("line\n\u{301}mark", "line\nmark");
}

#[test]
fn one_line_is_one_line() {
    assert_eq!(harmless_line("  The\n  day's\tnews \r\n"), "The day's news");
    assert_eq!(harmless_line("10\u{a0}km"), "10\u{a0}km");
    assert!(matches!(harmless_line("The day's news\n"), Cow::Owned(_)));
    assert!(matches!(harmless_line(" The day’s news "), Cow::Borrowed("The day’s news")));
}

#[test]
fn wide_characters_are_never_cut_in_half() {
    assert_eq!(truncate("漢字漢字", 5), "漢字…");
    assert_eq!(truncate("漢字漢字", 6), "漢字…");
    assert_eq!(truncate("漢字漢字", 8), "漢字漢字");
    assert_eq!(truncate("one two", 5), "one…");
    assert_eq!(truncate("one", 0), "");
    assert_eq!(pad("漢字漢", 6), "漢字漢");
    assert_eq!(pad("漢字漢字", 6), "漢字… ");
    assert_eq!(width("السلام لا"), 9);
}

/// Runs the generator of hostile inputs, if it is there, and hands each text case to `check`.
fn each_hostile_case(check: impl Fn(&serde_json::Value, &str)) -> Option<usize> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tools/gen_hostile.py");
    let folder = tempfile::tempdir().ok()?;
    let run = Command::new("python3").arg(script).arg(folder.path()).output().ok()?;
    let manifest = std::fs::read_to_string(folder.path().join("manifest.jsonl")).ok()?;
    assert!(run.status.success());
    let mut checked = 0;
    for line in manifest.lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let wanted = matches!(case["class"].as_str(), Some("escape" | "unicode-spoof"));
        if wanted && matches!(case["format"].as_str(), Some("text" | "markdown")) {
            let bytes = std::fs::read(folder.path().join(case["file"].as_str().unwrap())).unwrap();
            check(&case, &String::from_utf8_lossy(&bytes));
            checked += 1;
        }
    }
    Some(checked)
}

#[test]
fn hostile_files_keep_their_words_and_lose_their_commands() {
    let checked = each_hostile_case(|case, text| {
        let clean = harmless(text);
        assert!(!clean.contains(is_harmful), "{}: {clean:?}", case["file"]);
        for marker in ["MARK1", "MARK2"] {
            let before = text.matches(marker).count();
            assert_eq!(clean.matches(marker).count(), before, "{}", case["file"]);
        }
        for line in clean.lines() {
            assert_eq!(width(line), drawn(line), "{}", case["file"]);
        }
    });
    match checked {
        Some(cases) => assert!(cases > 150, "only {cases} cases"),
        None => println!("skipped: no generator of hostile inputs"),
    }
}
