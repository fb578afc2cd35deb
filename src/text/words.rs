//! Words as people compare them: without regard to case, accents and marks.

use nucleo_matcher::chars::normalize;

/// The words of a text in lower case, letters without their accents: "Ødegård’s" is "odegard" and "s".
pub fn folded(text: &str) -> Vec<String> {
    let accent = |c: &char| !('\u{300}'..='\u{36F}').contains(c);
    let plain: String = text.chars().filter(accent).map(normalize).collect();
    let lower = plain.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_marks_do_not_count() {
        assert_eq!(folded("Åsa Ødegård’s"), ["asa", "odegard", "s"]);
        assert_eq!(folded("Cafe\u{301} ÉTÉ, O'Brien"), ["cafe", "ete", "o", "brien"]);
        assert_eq!(folded("Иван 漢字"), ["иван", "漢字"]);
        assert!(folded(" — ").is_empty());
    }
}
