//! Reading dates as people and programs write them.

use super::Published;
use jiff::{
    civil::{Date, Time},
    fmt::rfc2822,
    tz::Offset,
};

/// Longer than any date with its weekday, time and zone.
const LONGEST: usize = 80;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The zones that RFC 822 names, in hours from UTC. Others are ambiguous.
const ZONES: [(&str, i8); 12] = [
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

/// See [`Published::parse`].
pub(super) fn read(text: &str) -> Option<Published> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    numeric(text).or_else(|| mail(text)).or_else(|| in_words(text))
}

/// Year first, as in RFC 3339: date, then perhaps a time, then perhaps an offset.
fn numeric(text: &str) -> Option<Published> {
    let end =
        text.find(|c: char| !c.is_ascii_digit() && c != '-' && c != '/').unwrap_or(text.len());
    let (date, rest) = text.split_at(end);
    let date = numeric_date(date)?;
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, 'T' | 't' | ','));
    at(date, rest)
}

fn numeric_date(text: &str) -> Option<Date> {
    let mut parts = text.split(['-', '/']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || parts.next().is_some() {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// RFC 2822, as in mail and feeds; a wrong weekday is forgiven.
fn mail(text: &str) -> Option<Published> {
    static MAIL: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let moment = MAIL.parse_zoned(text).ok()?;
    Some(Published { instant: moment.timestamp(), offset: moment.offset() })
}

/// Day, month and year in either order of speech, then perhaps a time and a zone.
fn in_words(text: &str) -> Option<Published> {
    let mut words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty());
    let mut first = words.next()?;
    if is_one_of(first, &WEEKDAYS).is_some() {
        first = words.next()?;
    }
    let second = words.next()?;
    let (day, month) = match is_one_of(first, &MONTHS) {
        Some(month) => (second, month),
        None => (first, is_one_of(second, &MONTHS)?),
    };
    let year = words.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let date = Date::new(year, i8::try_from(month + 1).ok()?, ordinal(day)?).ok()?;
    let rest: Vec<&str> = words.filter(|word| !matches!(*word, "at" | "-" | "–" | "|")).collect();
    at(date, &rest.join(" "))
}

/// Which of the names a word is: in full, or its first three letters or more.
fn is_one_of(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    names.iter().position(|name| word.len() >= 3 && name.starts_with(&word))
}

/// `21`, `21st`.
fn ordinal(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(digits.len()..)?;
    matches!(ending, "" | "st" | "nd" | "rd" | "th").then_some(())?;
    digits.parse().ok()
}

/// A day, and what follows it: perhaps a time, then perhaps a zone.
fn at(date: Date, rest: &str) -> Option<Published> {
    let digits = rest.find(|c: char| !c.is_ascii_digit() && !": .".contains(c));
    let (digits, rest) = rest.split_at(digits.unwrap_or(rest.len()));
    let (afternoon, zone) = half_of_day(rest);
    let (time, offset) = (clock(digits.trim(), afternoon)?, offset(zone.trim())?);
    let instant = offset.to_timestamp(date.to_datetime(time)).ok()?;
    Some(Published { instant, offset })
}

/// Whether a text goes on with "a.m." or "p.m.", and what comes after.
fn half_of_day(text: &str) -> (Option<bool>, &str) {
    for (mark, afternoon) in [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)] {
        if text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)) {
            return (Some(afternoon), text.get(mark.len()..).unwrap_or_default());
        }
    }
    (None, text)
}

/// `14:58`, `14:58:31.25`, `2:58` or `2` with half of the day; midnight when nothing is said.
fn clock(text: &str, afternoon: Option<bool>) -> Option<Time> {
    if text.is_empty() && afternoon.is_none() {
        return Some(Time::midnight());
    }
    let mut parts = text.split([':', '.']);
    let hour: i8 = parts.next()?.trim().parse().ok()?;
    let hour = match afternoon {
        None if text.contains(':') => hour,
        Some(afternoon) if (1..=12).contains(&hour) => hour % 12 + if afternoon { 12 } else { 0 },
        _ => return None,
    };
    let minute = parts.next().unwrap_or("0").parse().ok()?;
    let second: i8 = parts.next().unwrap_or("0").parse().ok()?;
    // A leap second is taken for the second before it.
    let second = if second == 60 { 59 } else { second };
    let fraction = format!("{:0<9.9}", parts.next().unwrap_or("0"));
    Time::new(hour, minute, second, fraction.parse().ok()?).ok()
}

/// `Z`, `+02:00`, `-0400`, `-04`, `EST`; UTC when nothing is said. A zone in brackets is ignored.
fn offset(text: &str) -> Option<Offset> {
    let text = text.split('[').next().unwrap_or_default().trim();
    if text.is_empty() {
        return Some(Offset::UTC);
    }
    let lower = text.to_ascii_lowercase();
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == lower) {
        return Offset::from_hours(*hours).ok();
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits = text.strip_prefix(['+', '-'])?.replace(':', "");
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = match digits.len() {
        2 => 0,
        4 => digits.get(2..)?.parse().ok()?,
        _ => return None,
    };
    (minutes < 60).then_some(())?;
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        read(text).map_or_else(|| format!("{text}: none"), |published| published.to_string())
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        for (text, expected) in [
            ("2017-06-21T14:58:31Z", "2017-06-21T14:58:31+00:00"),
            ("2017-06-21T14:58:31.25+02:00", "2017-06-21T14:58:31.25+02:00"),
            ("2017-06-21T14:58:31-04:00[America/New_York]", "2017-06-21T14:58:31-04:00"),
            ("2017-06-21 14:58:31 -0400", "2017-06-21T14:58:31-04:00"),
            ("2017-06-21T14:58", "2017-06-21T14:58:00+00:00"),
            ("2017-06-21", "2017-06-21T00:00:00+00:00"),
            ("2017/6/21", "2017-06-21T00:00:00+00:00"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
            ("Wed, 21 Jun 2017 14:58:31 -0400", "2017-06-21T14:58:31-04:00"),
            ("21 Jun 2017 14:58:31 EDT", "2017-06-21T14:58:31-04:00"),
            ("21 June 2017", "2017-06-21T00:00:00+00:00"),
            ("June 21, 2017", "2017-06-21T00:00:00+00:00"),
            ("Wednesday, June 21st, 2017 at 2:58 p.m. EDT", "2017-06-21T14:58:00-04:00"),
            ("Wed 21 Jun. 2017, 12:05 AM", "2017-06-21T00:05:00+00:00"),
            ("  21 June 2017, 14:58 GMT ", "2017-06-21T14:58:00+00:00"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "2017",
            "2017-13-01",
            "2017-06-31",
            "31 June 2017",
            "21 June",
            "May 2017",
            "June 21, 2017 was a day",
            "2017-06-21T25:00",
            "2017-06-21 soon",
            "12 angry 2017",
            "2017-06-21T14:58:31+99:00",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_none(text in "\\PC{0,30}|[-0-9: +TZampJune,.]{0,30}") {
            let _ = read(&text);
        }

        #[test]
        fn what_is_displayed_is_read_again(
            seconds in -3_000_000_000_i64..10_000_000_000, minutes in -839_i32..=839
        ) {
            let published = Published {
                instant: jiff::Timestamp::from_second(seconds).unwrap(),
                offset: Offset::from_seconds(minutes * 60).unwrap(),
            };
            prop_assert_eq!(read(&published.to_string()), Some(published));
        }
    }
}
