//! The only room that imports chrono.

pub use chrono::{DateTime, NaiveDate, Utc};

/// An instant, UTC.
pub type Timestamp = DateTime<Utc>;
/// A calendar day, without a zone: what people write on the cover of a report.
pub type Day = NaiveDate;

/// RFC 3339 with seconds, `2026-11-23T14:02:00Z`.
#[must_use]
pub fn rfc3339(at: Timestamp) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

/// Reads RFC 3339.
#[must_use]
pub fn parse_rfc3339(text: &str) -> Option<Timestamp> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.with_timezone(&Utc))
}

/// Reads `YYYY-MM-DD`.
#[must_use]
pub fn parse_day(text: &str) -> Option<Day> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// An instant from milliseconds since 1970; `None` outside chrono's range.
#[must_use]
pub fn from_millis(ms: i64) -> Option<Timestamp> {
    DateTime::from_timestamp_millis(ms)
}
