//! That visits are not all announced: of a type of place, or of one place, at least one full visit within so many months is to
//! be unannounced. A place that is always told before is always prepared.

use super::known::Known;
use super::month::Month;
use super::rules::is_period;
use crate::dates::{Day, months_later};
use crate::ids::DocumentId;
use crate::place::PlaceType;
use std::collections::{BTreeMap, BTreeSet};

/// Instead of months: nobody asks for an unannounced visit, whatever holds otherwise.
pub const NONE_ASKED: u32 = 0;

/// Whether so many months can be meant.
#[must_use]
pub fn is_span(months: u32) -> bool {
    months == NONE_ASKED || is_period(months)
}

/// Months within which one full visit is to be unannounced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unannounced {
    /// By type of place; of a type without any, none is asked for.
    pub by_type: BTreeMap<PlaceType, u32>,
    /// By types that the body itself names, as names are compared; without any they go by `other`.
    pub by_own_type: BTreeMap<String, u32>,
    /// Of single places, whatever their type.
    pub by_place: BTreeMap<DocumentId, u32>,
}

impl Unannounced {
    /// Whether the numbers can be meant.
    #[must_use]
    pub fn plausible(&self) -> bool {
        let by_type = self.by_type.values().chain(self.by_own_type.values());
        by_type.chain(self.by_place.values()).all(|months| is_span(*months))
    }

    /// Months within which one full visit to a place is to be unannounced; none where nobody asks for it.
    #[must_use]
    pub fn months(&self, place: DocumentId, known: &Known) -> Option<u32> {
        let own = known.own_type.as_ref().filter(|_| known.place_type == PlaceType::Other);
        let of_own = own.and_then(|own| self.by_own_type.get(own));
        let of_place = self.by_place.get(&place).or(of_own);
        let months = of_place.or_else(|| self.by_type.get(&known.place_type));
        months.copied().filter(|months| *months != NONE_ASKED)
    }

    /// What is asked of a place, and where that stands on a day; none where nothing is.
    #[must_use]
    pub fn asked(&self, place: DocumentId, known: &Known, today: Day) -> Option<Asked> {
        let months = self.months(place, known)?;
        let last = known.last_unannounced;
        let over = last.is_none_or(|last| months_later(last, months) < today);
        Some(Asked {
            months,
            last,
            planned: None,
            // Where nobody ever was, nothing was announced either.
            lacking: over && known.last_full_visit.is_some(),
        })
    }
}

/// What is asked of one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// One full visit within so many months is to be unannounced.
    pub months: u32,
    /// The day on which the last that was made began; none is known otherwise.
    pub last: Option<Day>,
    /// The month of a later one that is planned or proposed, where the months are counted from that.
    pub planned: Option<Month>,
    /// The months are over, and whatever visits there were since were announced.
    pub lacking: bool,
}

/// Full visits to one place of which something is asked: made, planned, and proposed.
#[derive(Debug, Clone)]
pub struct Watch {
    asked: Asked,
    period_months: u32,
    /// The first full visit.
    first: Option<Month>,
    unannounced: BTreeSet<Month>,
}

impl Watch {
    /// Of a place with a period, from what is known of the visits that were made there.
    #[must_use]
    pub fn new(asked: Asked, known: &Known, period_months: u32) -> Self {
        let last = known.last_unannounced;
        Self {
            // A visit that is only planned is not named as the last that was made.
            asked: Asked { last, ..asked },
            period_months,
            first: known.last_full_visit.map(Month::of),
            unannounced: last.map(Month::of).into_iter().collect(),
        }
    }

    /// Another full visit.
    pub fn add(&mut self, month: Month, announced: bool) {
        self.first = Some(self.first.map_or(month, |first| first.min(month)));
        if !announced {
            self.unannounced.insert(month);
        }
    }

    /// Whether a full visit in a month is to be unannounced: with the one after it, a period later, it would be too late. None
    /// where it may be announced.
    #[must_use]
    pub fn asks(&self, month: Month) -> Option<Asked> {
        let (months, period) = (i64::from(self.asked.months), i64::from(self.period_months));
        let last = self.unannounced.range(..=month).next_back();
        let Some(last) = last.copied() else {
            let visited = self.first.is_some_and(|first| first <= month);
            return (visited || period >= months).then_some(self.asked);
        };
        let mut later = self.unannounced.range(month..).filter(|later| **later != month);
        let in_time = later.next().is_some_and(|next| last.months_until(*next) <= months);
        let made = self.asked.last.map(Month::of);
        (!in_time && last.months_until(month).saturating_add(period) > months).then_some(Asked {
            planned: Some(last).filter(|last| made < Some(*last)),
            ..self.asked
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_day;
    use crate::programme::rules::{Defaults, MAX_PERIOD_MONTHS};
    use proptest::prelude::*;

    fn place() -> DocumentId {
        DocumentId::from_bytes([7; 16])
    }

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn prison(full: Option<&str>, unannounced: Option<&str>) -> Known {
        Known {
            place_type: PlaceType::Prison,
            last_full_visit: full.map(day),
            last_unannounced: unannounced.map(day),
            ..Known::default()
        }
    }

    fn month(number: u32) -> Month {
        let years = i32::try_from(number / 12).unwrap();
        Month::new(2000 + years, number % 12 + 1).unwrap()
    }

    #[test]
    fn what_ships_asks_one_visit_to_a_prison_in_five_years_to_be_unannounced_and_nothing_elsewhere() {
        let rules = Defaults::shipped().unwrap().rules();
        let asked: Vec<_> = rules.unannounced.by_type.iter().collect();
        assert_eq!(asked, [(&PlaceType::Prison, &60)]);
        assert!(rules.plausible());
    }

    #[test]
    fn a_place_goes_by_its_own_demand_before_its_own_type_and_that_before_other() {
        let mut rules = Unannounced::default();
        rules.by_type.insert(PlaceType::Other, 24);
        rules.by_own_type.insert("transit zone".to_owned(), 12);
        let known = |own: &str| Known {
            place_type: PlaceType::Other,
            own_type: Some(own.to_owned()),
            ..Known::default()
        };
        assert_eq!(rules.months(place(), &known("ferry")), Some(24));
        assert_eq!(rules.months(place(), &known("transit zone")), Some(12));
        rules.by_place.insert(place(), NONE_ASKED);
        assert_eq!(rules.months(place(), &known("transit zone")), None);
        assert_eq!(rules.months(place(), &prison(None, None)), None);
        assert!(rules.plausible());
        rules.by_place.insert(place(), MAX_PERIOD_MONTHS + 1);
        assert!(!rules.plausible());
    }

    #[test]
    fn it_is_lacking_from_the_day_after_the_months_are_over_and_not_where_nobody_ever_was() {
        let rules = Defaults::shipped().unwrap().rules().unannounced;
        let lacking = |known: &Known, on: &str| rules.asked(place(), known, day(on)).unwrap().lacking;
        let known = prison(Some("2024-06-01"), Some("2021-03-10"));
        assert!(!lacking(&known, "2026-03-10") && lacking(&known, "2026-03-11"));
        assert!(lacking(&prison(Some("2024-06-01"), None), "2024-06-02"));
        assert!(!lacking(&prison(None, None), "2026-01-01"));
        let court = Known {
            place_type: PlaceType::CourtCells,
            ..known
        };
        assert_eq!(rules.asked(place(), &court, day("2026-03-11")), None);
    }

    #[test]
    fn of_two_visits_in_five_years_the_second_is_asked_to_be_unannounced_where_the_first_was_not() {
        let rules = Defaults::shipped().unwrap().rules().unannounced;
        let known = prison(Some("2021-01-10"), Some("2021-01-10"));
        let asked = rules.asked(place(), &known, day("2023-07-01")).unwrap();
        let mut watch = Watch::new(asked, &known, 30);
        let (second, third): (Month, Month) = ("2023-07".parse().unwrap(), "2026-01".parse().unwrap());
        assert_eq!(watch.asks(second), None);
        watch.add(second, true);
        assert_eq!(watch.asks(third), Some(asked), "from the one that was made");
        let planned: Month = "2025-12".parse().unwrap();
        watch.add(planned, false);
        assert_eq!(watch.asks(third), None);
        let late: Month = "2029-01".parse().unwrap();
        let from_plan = Asked {
            planned: Some(planned),
            ..asked
        };
        assert_eq!(
            watch.asks(late),
            Some(from_plan),
            "no visit that is only planned was made"
        );
        watch.add("2015-03".parse().unwrap(), false);
        let earlier = watch.asks("2020-07".parse().unwrap()).unwrap();
        assert_eq!(earlier.planned, None, "what was made before the last was not planned");
    }

    proptest! {
        #[test]
        fn whoever_announces_only_what_is_not_asked_for_keeps_every_span(period in 1..40u32, months in 1..120u32, wish in prop::collection::vec(any::<bool>(), 1..40)) {
            let known = prison(None, None);
            let asked = Asked { months, last: None, planned: None, lacking: false };
            let mut watch = Watch::new(asked, &known, period);
            let mut unannounced = Vec::new();
            let mut at = 0;
            for announce in wish {
                let announced = announce && watch.asks(month(at)).is_none();
                watch.add(month(at), announced);
                if !announced {
                    unannounced.push(at);
                }
                at += period;
            }
            // Where the period is longer than the span, every visit is unannounced; more cannot be asked.
            let most = months.max(period);
            prop_assert!(unannounced.first().is_none_or(|first| *first <= most));
            prop_assert!(unannounced.windows(2).all(|two| two[1] - two[0] <= most), "{unannounced:?}, one in {most}");
            prop_assert!(at < 2 * period || unannounced.last().is_some_and(|last| at - last <= most + period));
        }
    }
}
