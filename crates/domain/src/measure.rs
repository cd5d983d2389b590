//! Two computations inspectors should not do in their heads.

use crate::dates::Day;
use serde::{Deserialize, Serialize};

/// A cell as measured, in metres. Source of the figures: CPT/Inf(2015)44.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CellMeasured {
    /// Length.
    pub length_m: f64,
    /// Width.
    pub width_m: f64,
    /// Floor to ceiling.
    pub height_m: f64,
    /// Sanitary annex inside, m²: not living space.
    #[serde(default)]
    pub sanitary_m2: f64,
    /// Persons held in it.
    pub persons: u32,
}

/// Single cell, m² without the sanitary annex.
pub const SINGLE_CELL_M2: f64 = 6.0;
/// Shared cell, m² a person without the sanitary annex.
pub const SHARED_CELL_M2_PER_PERSON: f64 = 4.0;
/// Between walls, m.
pub const BETWEEN_WALLS_M: f64 = 2.0;
/// Floor to ceiling, m.
pub const FLOOR_TO_CEILING_M: f64 = 2.5;
/// Longest side of a cell that is taken as measured, m.
pub const MAX_SIDE_M: f64 = 100.0;

/// What the measurements say against the minimum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CellVerdict {
    /// Living space, m².
    pub living_m2: f64,
    /// Living space a person, m²; absent when nobody is held.
    pub per_person_m2: Option<f64>,
    /// The minimum that applies to it, m² a person.
    pub minimum_m2: f64,
    /// Space is enough.
    pub space_enough: bool,
    /// Width and height are enough.
    pub walls_enough: bool,
    /// Height is enough.
    pub height_enough: bool,
    /// Persons it could hold at the minimum.
    pub holds: u32,
}

impl CellMeasured {
    /// Whether the figures can be a cell at all.
    #[must_use]
    pub fn plausible(&self) -> bool {
        let side = |m: f64| m.is_finite() && m > 0.0 && m <= MAX_SIDE_M;
        side(self.length_m)
            && side(self.width_m)
            && side(self.height_m)
            && self.sanitary_m2.is_finite()
            && self.sanitary_m2 >= 0.0
            && self.sanitary_m2 < self.length_m * self.width_m
    }

    /// Compares with the minimum.
    #[must_use]
    pub fn verdict(&self) -> CellVerdict {
        // A centimetre of rounding must not turn 6 m² into "too small".
        let round = |m2: f64| (m2 * 100.0).round() / 100.0;
        let living_m2 = round(self.length_m * self.width_m - self.sanitary_m2);
        let minimum_m2 = if self.persons <= 1 {
            SINGLE_CELL_M2
        } else {
            SHARED_CELL_M2_PER_PERSON
        };
        let per_person_m2 = (self.persons > 0).then(|| round(living_m2 / f64::from(self.persons)));
        let shared = (living_m2 / SHARED_CELL_M2_PER_PERSON)
            .floor()
            .clamp(0.0, f64::from(u32::MAX)) as u32;
        let holds = if shared >= 2 {
            shared
        } else {
            u32::from(living_m2 >= SINGLE_CELL_M2)
        };
        CellVerdict {
            living_m2,
            per_person_m2,
            minimum_m2,
            space_enough: per_person_m2.is_none_or(|m2| m2 >= minimum_m2),
            walls_enough: self.length_m.min(self.width_m) >= BETWEEN_WALLS_M,
            height_enough: self.height_m >= FLOOR_TO_CEILING_M,
            holds,
        }
    }
}

/// A stay in isolation, as the register gives it. Source of the figures: Mandela Rule 44.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SolitaryStay {
    /// First day.
    pub from: Day,
    /// Last day; absent when it goes on.
    pub to: Option<Day>,
    /// Hours a day without meaningful human contact.
    pub hours_per_day: u32,
}

/// From so many hours a day it is solitary confinement (Mandela Rule 44).
pub const SOLITARY_HOURS: u32 = 22;
/// More consecutive days than this are prolonged (Mandela Rule 44), and prohibited (Rule 43).
pub const PROLONGED_AFTER_DAYS: i64 = 15;

/// What the dates say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SolitaryVerdict {
    /// Consecutive days, first and last counted.
    pub days: i64,
    /// It is solitary confinement.
    pub solitary: bool,
    /// It is prolonged solitary confinement.
    pub prolonged: bool,
}

impl SolitaryStay {
    /// Whether the figures can be a stay at all.
    #[must_use]
    pub fn plausible(&self) -> bool {
        self.hours_per_day <= 24 && self.to.is_none_or(|to| to >= self.from)
    }

    /// Counts the days; a stay that goes on is counted to `today`.
    #[must_use]
    pub fn verdict(&self, today: Day) -> SolitaryVerdict {
        let days = (self.to.unwrap_or(today) - self.from).num_days().max(0) + 1;
        let solitary = self.hours_per_day >= SOLITARY_HOURS;
        SolitaryVerdict {
            days,
            solitary,
            prolonged: solitary && days > PROLONGED_AFTER_DAYS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(length_m: f64, width_m: f64, persons: u32) -> CellVerdict {
        CellMeasured {
            length_m,
            width_m,
            height_m: 2.5,
            sanitary_m2: 0.0,
            persons,
        }
        .verdict()
    }

    #[test]
    fn the_minimum_is_six_square_metres_alone_and_four_each_together() {
        assert!(cell(3.0, 2.0, 1).space_enough);
        assert!(!cell(2.99, 2.0, 1).space_enough);
        assert!(cell(4.0, 2.0, 2).space_enough);
        assert!(!cell(4.0, 2.0, 3).space_enough);
        assert_eq!(
            (
                cell(3.0, 2.0, 1).holds,
                cell(4.0, 2.0, 3).holds,
                cell(2.0, 2.0, 1).holds
            ),
            (1, 2, 0)
        );
    }

    #[test]
    fn the_sanitary_annex_is_not_living_space() {
        let with = CellMeasured {
            length_m: 3.0,
            width_m: 2.0,
            height_m: 2.4,
            sanitary_m2: 1.0,
            persons: 1,
        };
        let verdict = with.verdict();
        assert_eq!(
            (verdict.living_m2, verdict.space_enough, verdict.height_enough),
            (5.0, false, false)
        );
        assert!(
            !CellMeasured {
                sanitary_m2: 6.0,
                ..with
            }
            .plausible()
        );
    }

    #[test]
    fn the_sixteenth_day_is_prolonged_and_twenty_one_hours_are_not_solitary() {
        let day = |d| Day::from_ymd_opt(2026, 3, d).unwrap();
        let stay = |to, hours_per_day| {
            SolitaryStay {
                from: day(1),
                to: Some(day(to)),
                hours_per_day,
            }
            .verdict(day(31))
        };
        assert!(!stay(15, 22).prolonged);
        assert!(stay(16, 22).prolonged);
        assert!(!stay(30, 21).solitary);
        let open = SolitaryStay {
            from: day(1),
            to: None,
            hours_per_day: 23,
        };
        assert_eq!(open.verdict(day(31)).days, 31);
    }
}
