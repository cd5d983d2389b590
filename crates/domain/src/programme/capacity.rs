//! How many visits a body can make, and what of it is kept for the urgent ones.

use super::month::MONTHS;
use serde::{Deserialize, Serialize};

/// Most visits in a month that anybody plans with.
pub const MAX_VISITS_PER_MONTH: u32 = 1_000;
/// Largest share that is kept back, percent.
pub const MAX_RESERVE_PERCENT: u32 = 90;
/// A whole, in percent.
const WHOLE: u32 = 100;

/// What a body can do in a year, and the part of it that no regular visit may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    /// Visits that can be made in a month.
    pub per_month: u32,
    /// Share kept for urgent and follow-up visits, percent of the capacity.
    pub reserve_percent: u32,
}

impl Capacity {
    /// Whether the numbers can be meant.
    #[must_use]
    pub fn plausible(self) -> bool {
        self.per_month <= MAX_VISITS_PER_MONTH && self.reserve_percent <= MAX_RESERVE_PERCENT
    }

    /// Visits in a year.
    #[must_use]
    pub fn per_year(self) -> u32 {
        self.per_month.saturating_mul(MONTHS)
    }

    /// Regular visits from January to the end of a month, 1 to 12. Rounded down: the reserve is never less than its share.
    fn regular_until(self, month: u32) -> u32 {
        let all = u64::from(self.per_month) * u64::from(month.min(MONTHS));
        let regular = all * u64::from(WHOLE.saturating_sub(self.reserve_percent)) / u64::from(WHOLE);
        u32::try_from(regular).unwrap_or(u32::MAX)
    }

    /// Regular visits in a year.
    #[must_use]
    pub fn regular_per_year(self) -> u32 {
        self.regular_until(MONTHS)
    }

    /// Visits of a year that are kept for urgent and follow-up ones.
    #[must_use]
    pub fn reserved(self) -> u32 {
        self.per_year().saturating_sub(self.regular_per_year())
    }

    /// Regular visits that one month, 1 to 12, has room for. A share of a visit is carried into the next month.
    #[must_use]
    pub fn regular_in(self, month: u32) -> u32 {
        self.regular_until(month)
            .saturating_sub(self.regular_until(month.saturating_sub(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_reserve_is_kept_in_every_part_of_the_year(per_month in 0..=MAX_VISITS_PER_MONTH, reserve_percent in 0..=MAX_RESERVE_PERCENT) {
            let capacity = Capacity { per_month, reserve_percent };
            let mut until = 0;
            for month in 1..=MONTHS {
                let room = capacity.regular_in(month);
                prop_assert!(room <= per_month);
                until += room;
                prop_assert!(until * WHOLE <= per_month * month * (WHOLE - reserve_percent));
            }
            prop_assert_eq!(until, capacity.regular_per_year());
            prop_assert_eq!(until + capacity.reserved(), capacity.per_year());
        }
    }

    #[test]
    fn four_visits_a_month_with_a_fifth_kept_are_thirty_eight_regular_ones() {
        let capacity = Capacity {
            per_month: 4,
            reserve_percent: 20,
        };
        assert_eq!(
            (capacity.per_year(), capacity.regular_per_year(), capacity.reserved()),
            (48, 38, 10)
        );
        assert_eq!((1..=MONTHS).map(|month| capacity.regular_in(month)).max(), Some(4));
        assert_eq!(capacity.regular_in(1), 3);
    }
}
