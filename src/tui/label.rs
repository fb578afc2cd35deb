//! Short foreign texts set in a few lines: headlines in rows, quotes in the sidebar.

use crate::text;
use textwrap::{Options, WordSplitter, WrapAlgorithm};

/// Sets a text in at most `lines` lines of `width` columns, harmless; what is left over becomes `…`.
/// At least one line, possibly empty.
pub fn fold(foreign: &str, width: usize, lines: usize) -> Vec<String> {
    let clean = text::harmless_line(foreign);
    if text::width(&clean) <= width {
        return vec![clean.into_owned()];
    }
    // A word takes at most four bytes a column or so; what lies far beyond cannot be seen.
    let bytes = width.saturating_mul(lines + 1).saturating_mul(8);
    let visible = &clean[..clean.floor_char_boundary(bytes)];
    let options = Options::new(width.max(1))
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .word_splitter(WordSplitter::NoHyphenation);
    let mut folded: Vec<String> =
        textwrap::wrap(visible, options).into_iter().map(|line| line.into_owned()).collect();
    if folded.len() > lines.max(1) {
        folded.truncate(lines.max(1));
        if let Some(last) = folded.last_mut() {
            *last = text::truncate(&format!("{last} …"), width).into_owned();
            if !last.ends_with('…') {
                *last = text::truncate(&format!("{last}…………"), width).into_owned();
            }
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_folds_into_its_row() {
        assert_eq!(fold("Short", 20, 2), ["Short"]);
        assert_eq!(
            fold("Harbour bridge vote splits the council again", 16, 2),
            ["Harbour bridge", "vote splits the…"]
        );
        assert_eq!(fold("漢字漢字漢字漢字", 6, 1), ["漢字…"]);
    }
}
