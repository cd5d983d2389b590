//! A month of a year: what a programme is planned in.

use crate::dates::{Day, FIRST_YEAR, LAST_YEAR, months_later, year_and_month};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Months in a year.
pub const MONTHS: u32 = 12;
/// Length of `YYYY-MM`, bytes.
const MONTH_BYTES: usize = 7;

/// A month. Written `YYYY-MM`; earlier ones sort first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: i32,
    month: u32,
}

/// A text that is no month, or one outside the years that people type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a month")]
pub struct BadMonth;

impl Month {
    /// A month of a year, the first being 1.
    ///
    /// # Errors
    /// [`BadMonth`] outside 1 to 12, and outside the years that people type.
    pub fn new(year: i32, month: u32) -> Result<Self, BadMonth> {
        if (FIRST_YEAR..=LAST_YEAR).contains(&year) && (1..=MONTHS).contains(&month) {
            Ok(Self { year, month })
        } else {
            Err(BadMonth)
        }
    }

    /// The twelve months of a year; none of a year that nobody types.
    #[must_use]
    pub fn of_year(year: i32) -> Vec<Self> {
        (1..=MONTHS).filter_map(|month| Self::new(year, month).ok()).collect()
    }

    /// The month that a day is in.
    #[must_use]
    pub fn of(day: Day) -> Self {
        let (year, month) = year_and_month(day);
        Self { year, month }
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// Its number in the year, 1 to 12.
    #[must_use]
    pub fn number(self) -> u32 {
        self.month
    }

    /// So many months lie from it to another; fewer than none where the other is earlier.
    #[must_use]
    pub fn months_until(self, other: Self) -> i64 {
        let years = i64::from(other.year) - i64::from(self.year);
        years * i64::from(MONTHS) + i64::from(other.month) - i64::from(self.month)
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Day {
        Day::from_ymd_opt(self.year, self.month, 1).unwrap_or_default()
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Day {
        let next = months_later(self.first_day(), 1);
        next.pred_opt().unwrap_or(next)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = BadMonth;
    fn from_str(text: &str) -> Result<Self, BadMonth> {
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let (year, month) = text.split_once('-').ok_or(BadMonth)?;
        if text.len() != MONTH_BYTES || month.len() != 2 || !digits(year) || !digits(month) {
            return Err(BadMonth);
        }
        Self::new(
            year.parse().map_err(|_| BadMonth)?,
            month.parse().map_err(|_| BadMonth)?,
        )
    }
}

impl TryFrom<String> for Month {
    type Error = BadMonth;
    fn try_from(text: String) -> Result<Self, BadMonth> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_day;

    #[test]
    fn a_month_has_one_form_and_knows_its_days() {
        let february: Month = "2028-02".parse().unwrap();
        assert_eq!(february.to_string(), "2028-02");
        assert_eq!(Some(february.first_day()), parse_day("2028-02-01"));
        assert_eq!(Some(february.last_day()), parse_day("2028-02-29"));
        assert_eq!(Month::of(parse_day("2028-02-17").unwrap()), february);
        for slip in [
            "",
            "2028",
            "2028-2",
            "2028-13",
            "2028-00",
            "1899-12",
            "2201-01",
            "+028-02",
            "2028-+2",
            "٢٠٢٨-٠٢",
        ] {
            assert_eq!(slip.parse::<Month>(), Err(BadMonth), "{slip}");
        }
    }

    #[test]
    fn months_are_counted_over_the_ends_of_years_and_backwards() {
        let month = |text: &str| text.parse::<Month>().unwrap();
        assert_eq!(month("2026-11").months_until(month("2027-02")), 3);
        assert_eq!(month("2027-02").months_until(month("2026-11")), -3);
        assert_eq!(month("2026-05").months_until(month("2026-05")), 0);
    }

    #[test]
    fn a_year_has_twelve_months_in_order() {
        let year = Month::of_year(2026);
        assert_eq!(year.len(), 12);
        assert!(year.is_sorted());
        assert!(Month::of_year(1).is_empty());
    }
}
