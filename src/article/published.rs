//! When an article was published, as exactly as it says.

use jiff::{Timestamp, civil::Date, tz::Offset};
use std::fmt;

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
