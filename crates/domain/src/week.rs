//! Days of the week, and on which of them a country rests. The body says so once, in its profile: neither the language of a
//! screen nor the clock of a device knows it.

use crate::dates::{Day, weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A day of the week, in the order of ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum WeekDay {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl WeekDay {
    /// All seven.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// The day of this number, Monday being 1 and Sunday 7.
    #[must_use]
    pub fn numbered(number: u32) -> Option<Self> {
        let at = usize::try_from(number.checked_sub(1)?).ok()?;
        Self::ALL.get(at).copied()
    }
}

/// The days of the week on which a country rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weekend(BTreeSet<WeekDay>);

impl Default for Weekend {
    fn default() -> Self {
        Self([WeekDay::Saturday, WeekDay::Sunday].into())
    }
}

impl Weekend {
    /// The days named; Saturday and Sunday where nobody named any.
    #[must_use]
    pub fn of(named: &BTreeSet<WeekDay>) -> Self {
        if named.is_empty() {
            Self::default()
        } else {
            Self(named.clone())
        }
    }

    /// Whether it holds a day.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.holds_numbered(weekday(day))
    }

    /// Whether it holds the day of the week of this number, Monday being 1 and Sunday 7.
    #[must_use]
    pub fn holds_numbered(&self, number: u32) -> bool {
        WeekDay::numbered(number).is_some_and(|day| self.0.contains(&day))
    }

    /// Its days, in the order of the week.
    pub fn days(&self) -> impl Iterator<Item = WeekDay> {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_day;

    fn rests_on(weekend: &Weekend) -> Vec<u32> {
        // From a Monday to the Sunday after it.
        let days = (4..=10).map(|day| parse_day(&format!("2026-05-{day:02}")).unwrap());
        days.zip(1..)
            .filter(|(day, _)| weekend.holds(*day))
            .map(|(_, number)| number)
            .collect()
    }

    #[test]
    fn a_country_rests_on_the_days_that_the_body_names_and_else_on_saturday_and_sunday() {
        assert_eq!(rests_on(&Weekend::of(&BTreeSet::new())), [6, 7]);
        assert_eq!(rests_on(&Weekend::of(&[WeekDay::Friday].into())), [5]);
        let two = Weekend::of(&[WeekDay::Saturday, WeekDay::Friday].into());
        assert_eq!(rests_on(&two), [5, 6]);
        assert_eq!(two.days().collect::<Vec<_>>(), [WeekDay::Friday, WeekDay::Saturday]);
        assert!(!two.holds_numbered(0) && !two.holds_numbered(8));
    }
}
