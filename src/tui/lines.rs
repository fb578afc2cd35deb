//! Lines of a text, as editors count them.

/// Byte offset at which a line of the text begins, from 1; the last line for numbers beyond it.
pub fn start_of_line(text: &str, line: usize) -> usize {
    let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
    breaks.take(line.saturating_sub(1)).last().unwrap_or(0).min(text.len())
}

/// How many lines the text has; what follows the last line break is none if it is empty.
pub fn count(text: &str) -> usize {
    text.lines().count()
}

/// The line of the text, from 1, that the byte `offset` is on.
pub fn line_at(text: &str, offset: usize) -> usize {
    1 + text.as_bytes().iter().take(offset).filter(|&&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_editors_do() {
        let text = "a\nb\n\nc";
        assert_eq!([1, 2, 3, 4, 9].map(|line| start_of_line(text, line)), [0, 2, 4, 5, 5]);
        assert_eq!([0, 2, 4, 5].map(|offset| line_at(text, offset)), [1, 2, 3, 4]);
        assert_eq!(["", "a", "a\n", text].map(count), [0, 1, 1, 4]);
    }
}
