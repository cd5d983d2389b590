//! What of a place has been seen, and at which hours.

use crate::dates::Timestamp;
use crate::week::Weekend;
use serde::{Deserialize, Serialize};

/// A part of the day as a place works it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Shift {
    Day,
    Evening,
    Night,
}

/// The first hour of the day shift.
const DAY_FROM_HOUR: u32 = 6;
/// The first hour of the evening.
const EVENING_FROM_HOUR: u32 = 18;
/// The first hour of the night.
const NIGHT_FROM_HOUR: u32 = 22;

/// A shift, on a working day or at the weekend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours {
    /// The part of the day.
    pub shift: Shift,
    /// At the weekend.
    pub weekend: bool,
}

impl Hours {
    /// Every one, in the order of the screen.
    pub const ALL: [Self; 6] = [
        Self::of(Shift::Day, false),
        Self::of(Shift::Evening, false),
        Self::of(Shift::Night, false),
        Self::of(Shift::Day, true),
        Self::of(Shift::Evening, true),
        Self::of(Shift::Night, true),
    ];

    const fn of(shift: Shift, weekend: bool) -> Self {
        Self { shift, weekend }
    }

    /// The hours a moment falls into, on a clock that is so many minutes ahead of UTC. The hours after midnight belong to
    /// the night of the day before.
    #[must_use]
    pub fn at(moment: Timestamp, offset_minutes: i32, weekend: &Weekend) -> Option<Self> {
        let (hour, weekday) = crate::dates::local(moment, offset_minutes)?;
        let shift = match hour {
            DAY_FROM_HOUR..EVENING_FROM_HOUR => Shift::Day,
            EVENING_FROM_HOUR..NIGHT_FROM_HOUR => Shift::Evening,
            _ => Shift::Night,
        };
        let weekday = if hour < DAY_FROM_HOUR {
            previous(weekday)
        } else {
            weekday
        };
        Some(Self {
            shift,
            weekend: weekend.holds_numbered(weekday),
        })
    }
}

/// The day before, Monday being 1 and Sunday 7.
fn previous(weekday: u32) -> u32 {
    if weekday == 1 { 7 } else { weekday - 1 }
}

/// Longest stay that is walked through hour by hour: a week.
const MAX_STAY_HOURS: i64 = 7 * 24;
/// Milliseconds in an hour.
const MS_PER_HOUR: i64 = 60 * 60 * 1_000;

/// Every shift that a stay touches; where its end is not known, the one it began in.
#[must_use]
pub fn hours_of_stay(from: Timestamp, to: Option<Timestamp>, offset_minutes: i32, weekend: &Weekend) -> Vec<Hours> {
    let start = from.timestamp_millis();
    let end = to.map_or(start, |to| to.timestamp_millis());
    let steps = (end.saturating_sub(start) / MS_PER_HOUR).clamp(0, MAX_STAY_HOURS);
    let whole = (0..=steps).map(|step| start.saturating_add(step.saturating_mul(MS_PER_HOUR)));
    let mut found: Vec<Hours> = whole
        .chain([end.max(start)])
        .filter_map(|ms| Hours::at(crate::dates::from_millis(ms)?, offset_minutes, weekend))
        .collect();
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_rfc3339;
    use crate::week::WeekDay;

    fn at(text: &str, offset: i32, weekend: &Weekend) -> Hours {
        Hours::at(parse_rfc3339(text).unwrap(), offset, weekend).unwrap()
    }

    #[test]
    fn a_shift_is_told_by_the_clock_of_the_place() {
        // A Thursday.
        for (time, shift) in [
            ("2026-11-26T05:59:00Z", Shift::Night),
            ("2026-11-26T06:00:00Z", Shift::Day),
            ("2026-11-26T17:59:00Z", Shift::Day),
            ("2026-11-26T18:00:00Z", Shift::Evening),
            ("2026-11-26T22:00:00Z", Shift::Night),
        ] {
            assert_eq!(at(time, 0, &Weekend::default()), Hours::of(shift, false), "{time}");
        }
        assert_eq!(
            at("2026-11-26T16:30:00Z", 120, &Weekend::default()).shift,
            Shift::Evening
        );
    }

    #[test]
    fn the_small_hours_belong_to_the_night_before() {
        // Saturday 02:00 is Friday's night.
        assert!(!at("2026-11-28T02:00:00Z", 0, &Weekend::default()).weekend);
        let friday = Weekend::of(&[WeekDay::Friday].into());
        assert!(at("2026-11-28T02:00:00Z", 0, &friday).weekend);
        assert!(
            at("2026-11-30T02:00:00Z", 0, &Weekend::default()).weekend,
            "Sunday's night"
        );
    }

    #[test]
    fn a_long_stay_covers_every_shift_it_touches() {
        let from = parse_rfc3339("2026-11-26T16:00:00Z").unwrap();
        let to = parse_rfc3339("2026-11-26T22:10:00Z").unwrap();
        let shifts = |to| {
            hours_of_stay(from, to, 0, &Weekend::default())
                .iter()
                .map(|h| h.shift)
                .collect::<Vec<_>>()
        };
        assert_eq!(shifts(Some(to)), [Shift::Day, Shift::Evening, Shift::Night]);
        assert_eq!(shifts(None), [Shift::Day]);
    }
}
