//! A date in a path, found without opening the file: what orders a large library at the start.

use jiff::civil::Date;
use std::path::Path;

/// See [`Published::in_path`](super::Published::in_path).
pub(super) fn find(path: &Path) -> Option<Date> {
    // Cut by hand: thousands of paths are asked at once, and paths are slow to take apart.
    let bytes = path.as_os_str().as_encoded_bytes();
    let name = bytes.iter().rposition(|&byte| std::path::is_separator(byte.into()));
    let name = &bytes[name.map_or(0, |separator| separator + 1)..];
    first_date(name).or_else(|| last_date(bytes))
}

fn first_date(bytes: &[u8]) -> Option<Date> {
    runs_of_digits(bytes).find_map(|at| date_at(bytes, at))
}

fn last_date(bytes: &[u8]) -> Option<Date> {
    runs_of_digits(bytes).filter_map(|at| date_at(bytes, at)).last()
}

/// Where digits begin that could be a year.
fn runs_of_digits(bytes: &[u8]) -> impl Iterator<Item = usize> {
    // A date takes eight bytes at least.
    let starts = &bytes[..bytes.len().saturating_sub(7)];
    memchr::memchr2_iter(b'1', b'2', starts)
        .filter(|&at| at == 0 || !bytes[at - 1].is_ascii_digit())
}

fn date_at(bytes: &[u8], at: usize) -> Option<Date> {
    let year = number(bytes.get(at..at + 4)?)?;
    let rest = &bytes[at + 4..];
    let (month, day, after) = match rest {
        [a, m, n, b, d, e, after @ ..] if a == b && is_separator(*a) => ([*m, *n], [*d, *e], after),
        [m, n, d, e, after @ ..] if is_end_of_compact(after) => ([*m, *n], [*d, *e], after),
        _ => return None,
    };
    let compact = rest[0].is_ascii_digit();
    if !compact && after.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    // A run of eight digits is a date only where it is likely to be one.
    if compact && !(1900..2100).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(number(&month)?).ok()?, i8::try_from(number(&day)?).ok()?).ok()
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b'-' | b'/' | b'\\' | b'_' | b'.')
}

/// After `YYYYMMDD` the digits end, or a time of four or six digits ends them.
fn is_end_of_compact(after: &[u8]) -> bool {
    let digits = after.iter().take(7).take_while(|byte| byte.is_ascii_digit()).count();
    matches!(digits, 0 | 4 | 6)
}

fn number(digits: &[u8]) -> Option<i16> {
    digits.iter().try_fold(0_i16, |sum, byte| {
        byte.is_ascii_digit().then(|| sum * 10 + i16::from(byte - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str) -> Option<String> {
        find(Path::new(path)).map(|date| date.to_string())
    }

    #[test]
    fn a_path_may_name_the_day() {
        for path in [
            "2019-03-26-slug.md",
            "blog/2019/03/26/slug.md",
            "blog/2001/01/01/2019-03-26-slug.md",
            "20190326-slug.txt",
            "wire/20190326143000.txt",
            "a_2019_03_26.txt",
            "part-12/2019.03.26 report.txt",
        ] {
            assert_eq!(found(path).as_deref(), Some("2019-03-26"), "{path}");
        }
    }

    #[test]
    fn what_only_looks_like_a_day_is_none() {
        for path in ["2019-13-26.md", "2019-02-30.md", "2019/03/slug.md", "120190326.txt", ""] {
            assert_eq!(found(path), None, "{path}");
        }
        assert_eq!(found("2019-03-261.md"), None);
        assert_eq!(found("99999999.txt"), None);
    }
}
