//! Whether visits are as mixed as they should be: by day and by night, on weekdays and at weekends, announced and not. What
//! those held live through at night and at weekends nobody sees who comes on Tuesday morning.

use super::plan::{Days, Hours};
use crate::access::Stay;
use crate::coverage::{Shift, hours_of_stay};
use crate::week::Weekend;
use serde::{Deserialize, Serialize};

/// From so many visits and plans there is advice.
pub const MIN_FOR_ADVICE: u32 = 5;
/// Below so many percent by night, more are advised. Our own figure, to be checked.
pub const MIN_NIGHT_PERCENT: u32 = 15;
/// Below so many percent at weekends, more are advised. Our own figure, to be checked.
pub const MIN_WEEKEND_PERCENT: u32 = 15;
/// Below so many percent unannounced, more are advised. Our own figure, to be checked.
pub const MIN_UNANNOUNCED_PERCENT: u32 = 50;
/// A whole, in percent.
const WHOLE: u32 = 100;

/// One visit, or one that is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mix {
    /// At which time of day.
    pub hours: Hours,
    /// On which days of the week.
    pub days: Days,
    /// Announced to the authority.
    pub announced: bool,
}

/// When a delegation was at a place, by its stays: at night, and at a weekend, as soon as a part of one was. The evening counts
/// as day: those held are still up, and so is the staff. None where nobody entered when it arrived.
#[must_use]
pub fn when_there(stays: &[Stay], weekend: &Weekend) -> Option<(Hours, Days)> {
    let stood = stays.iter().filter(|stay| !stay.dropped);
    let touched = stood.filter_map(|stay| {
        let arrived = stay.arrived_at?;
        Some(hours_of_stay(arrived, stay.left_at, stay.offset_minutes, weekend))
    });
    let (mut hours, mut days) = (None, Days::Weekday);
    for touched in touched.flatten() {
        let by = if touched.shift == Shift::Night {
            Hours::Night
        } else {
            Hours::Day
        };
        hours = hours.max(Some(by));
        if touched.weekend {
            days = Days::Weekend;
        }
    }
    Some((hours?, days))
}

/// How many there are of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// By day.
    pub day: u32,
    /// By night.
    pub night: u32,
    /// At an hour that nobody has said.
    pub any_hour: u32,
    /// On weekdays.
    pub weekday: u32,
    /// At weekends.
    pub weekend: u32,
    /// On a day that nobody has said.
    pub any_day: u32,
    /// Announced.
    pub announced: u32,
    /// Not announced.
    pub unannounced: u32,
}

/// What there should be more of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum More {
    Night,
    Weekend,
    Unannounced,
}

/// Advice, with the numbers behind it. It never blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// What there should be more of.
    pub more: More,
    /// So many there are.
    pub have: u32,
    /// Of so many.
    pub of: u32,
    /// So many it would take.
    pub wanted: u32,
}

impl Balance {
    /// Counts.
    pub fn of(all: impl IntoIterator<Item = Mix>) -> Self {
        let mut balance = Self::default();
        for one in all {
            let hours = match one.hours {
                Hours::Day => &mut balance.day,
                Hours::Night => &mut balance.night,
                Hours::Open => &mut balance.any_hour,
            };
            *hours += 1;
            let days = match one.days {
                Days::Weekday => &mut balance.weekday,
                Days::Weekend => &mut balance.weekend,
                Days::Open => &mut balance.any_day,
            };
            *days += 1;
            if one.announced {
                balance.announced += 1;
            } else {
                balance.unannounced += 1;
            }
        }
        balance
    }

    /// All that were counted.
    #[must_use]
    pub fn all(&self) -> u32 {
        self.announced.saturating_add(self.unannounced)
    }

    /// What there should be more of. None where there are too few to say.
    #[must_use]
    pub fn advice(&self) -> Vec<Advice> {
        let of = self.all();
        if of < MIN_FOR_ADVICE {
            return Vec::new();
        }
        [
            (More::Night, self.night, MIN_NIGHT_PERCENT),
            (More::Weekend, self.weekend, MIN_WEEKEND_PERCENT),
            (More::Unannounced, self.unannounced, MIN_UNANNOUNCED_PERCENT),
        ]
        .into_iter()
        .filter_map(|(more, have, percent)| {
            let wanted = of.saturating_mul(percent).div_ceil(WHOLE);
            (have < wanted).then_some(Advice { more, have, of, wanted })
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_rfc3339;
    use crate::week::WeekDay;

    const MORNING: Mix = Mix {
        hours: Hours::Day,
        days: Days::Weekday,
        announced: true,
    };

    #[test]
    fn announced_mornings_alone_bring_three_pieces_of_advice() {
        let balance = Balance::of([MORNING; 10]);
        let said: Vec<_> = balance
            .advice()
            .iter()
            .map(|one| (one.more, one.have, one.of, one.wanted))
            .collect();
        assert_eq!(
            said,
            [
                (More::Night, 0, 10, 2),
                (More::Weekend, 0, 10, 2),
                (More::Unannounced, 0, 10, 5)
            ]
        );
    }

    fn stay(from: &str, to: Option<&str>) -> Stay {
        Stay {
            arrived_at: parse_rfc3339(from),
            left_at: to.and_then(parse_rfc3339),
            ..Stay::default()
        }
    }

    #[test]
    fn a_visit_was_by_night_and_at_a_weekend_as_soon_as_a_part_of_a_stay_was() {
        let weekend = Weekend::default();
        // A Thursday, and the Saturday after it.
        let morning = stay("2026-11-26T08:00:00Z", Some("2026-11-26T19:30:00Z"));
        let late = stay("2026-11-26T20:00:00Z", Some("2026-11-26T22:10:00Z"));
        let saturday = stay("2026-11-28T09:00:00Z", None);
        let when = |stays: &[Stay]| when_there(stays, &weekend);
        assert_eq!(when(std::slice::from_ref(&morning)), Some((Hours::Day, Days::Weekday)));
        assert_eq!(when(&[morning.clone(), late]), Some((Hours::Night, Days::Weekday)));
        assert_eq!(when(&[morning, saturday.clone()]), Some((Hours::Day, Days::Weekend)));
        let friday = Weekend::of(&[WeekDay::Friday].into());
        assert_eq!(
            when_there(std::slice::from_ref(&saturday), &friday),
            Some((Hours::Day, Days::Weekday))
        );
        let slip = Stay {
            dropped: true,
            ..saturday
        };
        assert_eq!(when(&[slip, Stay::default()]), None, "nobody said when they came");
    }

    #[test]
    fn too_few_visits_say_nothing_and_a_good_mix_needs_no_advice() {
        let few = usize::try_from(MIN_FOR_ADVICE).unwrap() - 1;
        assert!(Balance::of(vec![MORNING; few]).advice().is_empty());
        assert_eq!(Balance::of(vec![MORNING; few + 1]).advice().len(), 3);
        let night = Mix {
            hours: Hours::Night,
            days: Days::Weekend,
            announced: false,
        };
        assert!(Balance::of([night, night, night, MORNING, MORNING]).advice().is_empty());
    }
}
