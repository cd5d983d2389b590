//! The only room that imports chrono.

/// The zone of the device, for the clock that the app is given: nothing that every device must make the same may ask it.
pub use chrono::Local;
pub use chrono::{DateTime, NaiveDate, Utc};
use chrono::{Datelike as _, Days, Months, Timelike as _};

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

/// Milliseconds of a day.
pub const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// The first year that people type; an earlier one is a slip.
pub const FIRST_YEAR: i32 = 1900;
/// The last year that people type.
pub const LAST_YEAR: i32 = 2200;
/// Length of `YYYY-MM-DD`, bytes.
const DAY_BYTES: usize = 10;

fn is_typed_year(year: i32) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&year)
}

/// Whether people type a moment of this year.
#[must_use]
pub fn is_typed_moment(at: Timestamp) -> bool {
    is_typed_year(at.year())
}

/// Reads a day that somebody typed: exactly `YYYY-MM-DD`, of the years from [`FIRST_YEAR`] to [`LAST_YEAR`].
#[must_use]
pub fn parse_day(text: &str) -> Option<Day> {
    let plain = |(at, byte): (usize, u8)| {
        if matches!(at, 4 | 7) {
            byte == b'-'
        } else {
            byte.is_ascii_digit()
        }
    };
    if text.len() != DAY_BYTES || !text.bytes().enumerate().all(plain) {
        return None;
    }
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    is_typed_year(day.year()).then_some(day)
}

/// The year of a day and its month, 1 to 12.
#[must_use]
pub fn year_and_month(day: Day) -> (i32, u32) {
    (day.year(), day.month())
}

/// Whole days from one day to another; negative when the other is earlier.
#[must_use]
pub fn days_between(from: Day, to: Day) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// The same day so many months later; the last of a month that is shorter. The day itself beyond chrono's range.
#[must_use]
pub fn months_later(day: Day, months: u32) -> Day {
    day.checked_add_months(Months::new(months)).unwrap_or(day)
}

/// The day so many days before; the day itself beyond chrono's range.
#[must_use]
pub fn days_earlier(day: Day, days: u64) -> Day {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

/// The day of the week, Monday 1 to Sunday 7.
#[must_use]
pub fn weekday(day: Day) -> u32 {
    day.weekday().number_from_monday()
}

/// An instant from milliseconds since 1970; `None` outside chrono's range.
#[must_use]
pub fn from_millis(ms: i64) -> Option<Timestamp> {
    DateTime::from_timestamp_millis(ms)
}

/// The hour (0 to 23) and the weekday (Monday 1 to Sunday 7) on a clock so many minutes ahead of UTC; `None` outside chrono's
/// range.
#[must_use]
pub fn local(at: Timestamp, offset_minutes: i32) -> Option<(u32, u32)> {
    let there = at.checked_add_signed(chrono::Duration::minutes(offset_minutes.into()))?;
    Some((there.hour(), there.weekday().number_from_monday()))
}

/// The day that a moment falls on, on a clock so many minutes ahead of UTC; the day in UTC at the edges of chrono's range.
#[must_use]
pub fn local_day(at: Timestamp, offset_minutes: i32) -> Day {
    let there = at.checked_add_signed(chrono::Duration::minutes(offset_minutes.into()));
    there.unwrap_or(at).date_naive()
}

/// A day so many days later; `None` outside chrono's range.
#[must_use]
pub fn plus_days(day: Day, days: u64) -> Option<Day> {
    day.checked_add_days(chrono::Days::new(days))
}

/// The year of a day.
#[must_use]
pub fn year_of(day: Day) -> i32 {
    day.year()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_of_the_day_that_the_clock_on_the_wall_shows() {
        let moment = parse_rfc3339("2027-01-01T01:00:00Z").unwrap();
        let day = |hours: i32| local_day(moment, hours * 60).to_string();
        assert_eq!(day(0), "2027-01-01");
        assert_eq!((day(-1), day(-2)), ("2027-01-01".to_owned(), "2026-12-31".to_owned()));
        assert_eq!((day(14), day(23)), ("2027-01-01".to_owned(), "2027-01-02".to_owned()));
        let first = DateTime::<Utc>::MIN_UTC;
        assert_eq!(local_day(first, -60), first.date_naive(), "no day lies before it");
    }

    #[test]
    fn a_typed_day_has_one_form_and_a_year_of_these_times() {
        for good in ["1900-01-01", "2026-02-03", "2024-02-29", "2200-12-31"] {
            assert_eq!(parse_day(good).map(|day| day.to_string()).as_deref(), Some(good));
        }
        for slip in [
            "",
            "-0001-01-01",
            "0000-01-01",
            "+2026-01-01",
            "2026-2-3",
            "2026-02-3 ",
            "1899-12-31",
            "2201-01-01",
            "2026-02-30",
            "2026/02/03",
            "20260203",
            "٢٠٢٦-٠٢-٠٣",
        ] {
            assert_eq!(parse_day(slip), None, "{slip}");
        }
    }
}
