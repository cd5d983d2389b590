//! What is known of a place that bears on when it is to be visited.

use crate::dates::{Day, days_between};
use crate::finding::Severity;
use crate::place::PlaceType;

/// A year of complaints counts whole for so many days after its end: until the next year could be counted.
pub const FRESH_COMPLAINTS_DAYS: i64 = 365;
/// So many days after its end a year of complaints says nothing any more, and nobody is held to know of any. Three years: the
/// shortest of the periods that are common for places without a known problem, after which staff and rules have been seen
/// anew. Our own figure, to be checked.
pub const COMPLAINTS_WINDOW_DAYS: i64 = 3 * 365;
/// A whole, in percent.
const WHOLE: u32 = 100;

/// Complaints of a year, as somebody counted them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Complaints {
    /// How many.
    pub number: u32,
    /// The last day of the year they were counted for.
    pub until: Day,
}

impl Complaints {
    /// Days since the year they were counted for; none passed where it ends later.
    #[must_use]
    pub fn age_days(self, today: Day) -> i64 {
        days_between(self.until, today).max(0)
    }

    /// How much of their weight they have left, percent: all of it while they are fresh, then evenly less, and at the end of the
    /// window none.
    #[must_use]
    pub fn weight_percent(self, today: Day) -> u32 {
        let left = COMPLAINTS_WINDOW_DAYS.saturating_sub(self.age_days(today)).max(0);
        let fades = COMPLAINTS_WINDOW_DAYS - FRESH_COMPLAINTS_DAYS;
        let percent = (left * i64::from(WHOLE) / fades).min(i64::from(WHOLE));
        u32::try_from(percent).unwrap_or(WHOLE)
    }
}

/// Concerns of one severity that earlier visits established.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Concerns {
    /// How many.
    pub all: u32,
    /// Of how many everything that was recommended is carried out, or nothing is to be done any more.
    pub settled: u32,
}

/// What earlier visits established, by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Established {
    /// A danger to life, or ill-treatment.
    pub grave: Concerns,
    /// What harms health, dignity or rights.
    pub serious: Concerns,
    /// What wears people down, and whatever nobody judged: it is not held to be harmless.
    pub hardship: Concerns,
    /// What falls short of a standard and harms nobody now.
    pub shortcoming: Concerns,
}

impl Established {
    /// Counts a concern.
    pub fn add(&mut self, severity: Option<Severity>, settled: bool) {
        let concerns = match severity {
            Some(Severity::Grave) => &mut self.grave,
            Some(Severity::Serious) => &mut self.serious,
            Some(Severity::Hardship) | None => &mut self.hardship,
            Some(Severity::Shortcoming) => &mut self.shortcoming,
        };
        concerns.all = concerns.all.saturating_add(1);
        concerns.settled = concerns.settled.saturating_add(u32::from(settled));
    }
}

/// What is known of a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Its type.
    pub place_type: PlaceType,
    /// The type that the body itself names, as names are compared; none of its own: absent.
    pub own_type: Option<String>,
    /// Official capacity, persons.
    pub capacity: Option<u32>,
    /// Persons held at the last count.
    pub occupancy: Option<u32>,
    /// Admissions in a year, persons.
    pub turnover: Option<u32>,
    /// The day its last full visit began; none was ever made otherwise. A follow-up is none.
    pub last_full_visit: Option<Day>,
    /// The day its last full visit began that was not announced; none is known otherwise.
    pub last_unannounced: Option<Day>,
    /// The day its last visit of any kind began.
    pub last_visit: Option<Day>,
    /// Follow-up visits since then.
    pub follow_ups: u32,
    /// Concerns established at earlier visits.
    pub concerns: Established,
    /// Recommendations not yet carried out.
    pub recommendations: u32,
    /// Complaints, where somebody counted them.
    pub complaints: Option<Complaints>,
    /// Vulnerable groups held there; none known: absent.
    pub groups: Option<u32>,
    /// Suspected or unofficial.
    pub suspected: bool,
    /// The day it opens, or did; where nobody said it, it is open.
    pub opens_on: Option<Day>,
    /// The day it closes: from then on there is nobody to visit.
    pub closes_on: Option<Day>,
    /// The body knows of a problem.
    pub known_problem: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{parse_day, plus_days};

    #[test]
    fn complaints_weigh_whole_for_a_year_then_less_and_after_three_nothing() {
        let until = parse_day("2026-01-01").unwrap();
        let weight = |days: i64| {
            let today = plus_days(until, u64::try_from(days).unwrap()).unwrap();
            Complaints { number: 3, until }.weight_percent(today)
        };
        assert_eq!((weight(0), weight(FRESH_COMPLAINTS_DAYS)), (100, 100));
        assert_eq!(weight(2 * FRESH_COMPLAINTS_DAYS), 50);
        assert_eq!(
            (weight(COMPLAINTS_WINDOW_DAYS - 8), weight(COMPLAINTS_WINDOW_DAYS)),
            (1, 0)
        );
        assert_eq!(weight(10 * FRESH_COMPLAINTS_DAYS), 0);
        let ahead = Complaints { number: 3, until };
        assert_eq!(ahead.weight_percent(parse_day("2025-06-01").unwrap()), 100);
    }

    #[test]
    fn a_concern_that_nobody_judged_is_held_to_be_a_hardship() {
        let mut established = Established::default();
        established.add(None, false);
        established.add(Some(Severity::Hardship), true);
        established.add(Some(Severity::Grave), false);
        assert_eq!(established.hardship, Concerns { all: 2, settled: 1 });
        assert_eq!(established.grave, Concerns { all: 1, settled: 0 });
    }
}
