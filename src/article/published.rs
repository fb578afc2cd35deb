//! When an article was published, as exactly as it says.

mod in_path;
mod reading;

use jiff::{Timestamp, civil::Date, tz::Offset};
use std::{fmt, path::Path};

/// A moment of publication: an instant and the offset from UTC it was stated in.
///
/// Displayed as RFC 3339. A date without a time is midnight UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    instant: Timestamp,
    offset: Offset,
}

impl Published {
    /// Midnight UTC of a day.
    pub fn on(date: Date) -> Option<Self> {
        let instant = Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?;
        Some(Self { instant, offset: Offset::UTC })
    }

    /// Reads a date as articles state it: RFC 3339 and its looser kin (`2017-06-21 14:58 -0400`),
    /// RFC 2822, or words (`21 June 2017`, `June 21, 2017, 2:58 p.m.`). `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        reading::read(text)
    }

    /// The day that a path names, as blogs and archives do: `2019/03/26/…`, `2019-03-26-….md`,
    /// `20190326….txt`. The file's own name goes before its folders, inner folders before outer.
    pub fn in_path(path: &Path) -> Option<Date> {
        in_path::find(path)
    }

    /// The instant.
    pub fn instant(&self) -> Timestamp {
        self.instant
    }

    /// The day, where it was published.
    pub fn date(&self) -> Date {
        self.offset.to_datetime(self.instant).date()
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.instant.display_with_offset(self.offset))
    }
}
