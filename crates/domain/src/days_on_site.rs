//! The days of a visit, and of which of them something is that was noted: people note in the evening what they saw by day, and
//! past midnight what they saw the day before.

use crate::access::Stay;
use crate::dates::{Day, Timestamp, days_earlier, local_day};
use crate::visit::Visit;

/// A stay that somebody noted the beginning of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Begun {
    arrived: Timestamp,
    left: Option<Timestamp>,
    /// The day on which it began, by the clock of the place.
    day: Day,
}

/// The days of a visit, as its record says them: every device that holds it tells the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DaysOnSite {
    /// The first day and the last, as planned or corrected.
    said: Option<(Day, Day)>,
    /// As they began.
    stays: Vec<Begun>,
    /// Minutes by which the clock of the place is ahead of UTC, as the first stay says; none where nobody noted a stay.
    offset_minutes: i32,
}

impl DaysOnSite {
    /// The days of a visit with these stays, in the order in which they began.
    #[must_use]
    pub fn of(visit: &Visit, stays: &[Stay]) -> Self {
        let begun = stays.iter().filter_map(|stay| {
            let arrived = stay.arrived_at?;
            Some(Begun {
                arrived,
                left: stay.left_at,
                day: local_day(arrived, stay.offset_minutes),
            })
        });
        Self {
            said: visit.first_and_last(),
            stays: begun.collect(),
            offset_minutes: stays.first().map_or(0, |stay| stay.offset_minutes),
        }
    }

    /// The day that something is of which was noted at a moment: that of the stay during which it was, else the last day that had
    /// begun by then, else the first. A day begins when the delegation arrives; where no stay says when, at midnight. What is
    /// noted of a visit that has no days yet is of the day it was noted on.
    #[must_use]
    pub fn day_of(&self, at: Timestamp) -> Day {
        let lasts = |stay: &&Begun| stay.arrived <= at && stay.left.is_some_and(|left| at <= left);
        if let Some(stay) = self.stays.iter().find(lasts) {
            return stay.day;
        }
        let begun = self.stays.iter().filter(|stay| stay.arrived <= at);
        let begun = begun.map(|stay| stay.day).max();
        begun
            .max(self.said_until(at))
            .or_else(|| self.first())
            .unwrap_or_else(|| local_day(at, self.offset_minutes))
    }

    /// The last of the days that the visit says, and that had begun.
    fn said_until(&self, at: Timestamp) -> Option<Day> {
        let (first, last) = self.said?;
        let day = local_day(at, self.offset_minutes).min(last);
        let of_day = self.stays.iter().filter(|stay| stay.day == day);
        let arrived = of_day.map(|stay| stay.arrived).min();
        let begun = if arrived.is_some_and(|arrived| at < arrived) {
            days_earlier(day, 1)
        } else {
            day
        };
        (begun >= first).then_some(begun)
    }

    fn first(&self) -> Option<Day> {
        let said = self.said.map(|(first, _)| first);
        self.stays.iter().map(|stay| stay.day).chain(said).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{parse_day, parse_rfc3339};

    /// A place whose clock is five hours behind UTC.
    const BEHIND: i32 = -5 * 60;

    fn at(text: &str) -> Timestamp {
        parse_rfc3339(text).unwrap()
    }

    fn visit(first: &str, last: &str) -> Visit {
        Visit {
            starts_on: parse_day(first),
            ends_on: parse_day(last),
            ..Visit::default()
        }
    }

    fn stay(arrived: &str, left: &str) -> Stay {
        Stay {
            arrived_at: parse_rfc3339(arrived),
            left_at: parse_rfc3339(left),
            offset_minutes: BEHIND,
            ..Stay::default()
        }
    }

    fn days(visit: &Visit, stays: &[Stay], moments: &[&str]) -> Vec<String> {
        let days = DaysOnSite::of(visit, stays);
        moments
            .iter()
            .map(|moment| days.day_of(at(moment)).to_string())
            .collect()
    }

    #[test]
    fn what_is_noted_of_a_visit_of_one_day_is_of_that_day_whenever_it_is_noted() {
        let moments = [
            "2025-12-01T10:00:00Z",
            "2026-03-02T23:59:00Z",
            "2026-03-03T00:01:00Z",
            "2026-11-27T08:00:00Z",
        ];
        assert_eq!(days(&visit("2026-03-02", ""), &[], &moments), ["2026-03-02"; 4]);
        assert_eq!(
            days(&visit("2026-03-02", "2026-03-02"), &[], &moments),
            ["2026-03-02"; 4]
        );
    }

    #[test]
    fn what_is_noted_past_midnight_is_of_the_day_before_until_the_delegation_arrives_again() {
        let stays = [
            stay("2026-03-02T14:00:00Z", "2026-03-02T23:00:00Z"),
            stay("2026-03-03T14:00:00Z", "2026-03-03T23:00:00Z"),
        ];
        // Before the gate; at it; in the evening, past midnight in UTC; past midnight there; the next morning; at it; a week later.
        let moments = [
            "2026-03-02T13:00:00Z",
            "2026-03-02T15:00:00Z",
            "2026-03-03T03:00:00Z",
            "2026-03-03T05:30:00Z",
            "2026-03-03T13:59:00Z",
            "2026-03-03T14:00:00Z",
            "2026-03-10T06:00:00Z",
        ];
        let expected = [
            "2026-03-02",
            "2026-03-02",
            "2026-03-02",
            "2026-03-02",
            "2026-03-02",
            "2026-03-03",
            "2026-03-03",
        ];
        for said in [
            visit("2026-03-02", "2026-03-03"),
            visit("2026-03-02", ""),
            Visit::default(),
        ] {
            assert_eq!(days(&said, &stays, &moments), expected);
        }
    }

    #[test]
    fn a_night_on_site_is_one_day_and_a_day_without_a_stay_begins_at_midnight_there() {
        let night = [stay("2026-03-03T02:00:00Z", "2026-03-03T08:00:00Z")];
        let moments = [
            "2026-03-03T07:00:00Z",
            "2026-03-03T09:00:00Z",
            "2026-03-04T04:59:00Z",
            "2026-03-04T05:00:00Z",
        ];
        assert_eq!(
            days(&visit("2026-03-02", "2026-03-04"), &night, &moments),
            ["2026-03-02", "2026-03-03", "2026-03-03", "2026-03-04"]
        );
    }

    #[test]
    fn a_visit_that_has_no_days_yet_takes_the_day_it_is_noted_on() {
        assert_eq!(days(&Visit::default(), &[], &["2026-03-02T23:00:00Z"]), ["2026-03-02"]);
    }
}
