//! A visit that is planned, and has not become one yet.

use super::draw::Seed;
use super::month::Month;
use crate::dates::{Day, is_weekend};
use crate::ids::DocumentId;
use crate::place::PlaceType;
use crate::visit::VisitKind;
use serde::{Deserialize, Serialize};

/// Longest reason, characters.
pub const MAX_REASON_CHARS: usize = 2_000;
/// Longest window of a plan, days.
pub const MAX_WINDOW_DAYS: i64 = 366;

/// Where a plan stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    /// Somebody thinks of it.
    #[default]
    Proposed,
    /// The body has decided it.
    Agreed,
    /// It became a visit.
    Done,
    /// It is given up. It stays in the record.
    Dropped,
}

/// At which time of day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Hours {
    #[default]
    Open,
    Day,
    Night,
}

/// On which days of the week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Days {
    #[default]
    Open,
    Weekday,
    Weekend,
}

/// How a place was drawn by lot: what it takes to draw again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// The seed.
    pub seed: Seed,
    /// The type it was drawn among.
    pub place_type: PlaceType,
    /// Places of its type that could have been drawn.
    pub of: u32,
    /// Places of its type that were drawn.
    pub drawn: u32,
    /// Places of all types that could have been drawn.
    pub pool: u32,
    /// Places of all types that were drawn.
    pub count: u32,
}

/// A planned visit. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// The place.
    pub place: Option<DocumentId>,
    /// First day of its window; of a plan for a month, the first of it.
    pub from: Option<Day>,
    /// Last day of its window.
    pub to: Option<Day>,
    /// Kind of visit.
    pub kind: VisitKind,
    /// To be announced to the authority.
    pub announced: bool,
    /// At which time of day.
    pub hours: Hours,
    /// On which days of the week.
    pub days: Days,
    /// It draws on the reserve, whatever its kind.
    pub urgent: bool,
    /// Why.
    pub reason: String,
    /// What it is to find out.
    pub objectives: String,
    /// Drawn by lot, and how.
    pub lot: Option<Lot>,
    /// Where it stands.
    pub state: PlanState,
    /// The visit it became.
    pub visit: Option<DocumentId>,
}

/// Why a plan was refused: the name of the field.
pub use crate::place::RefusedField;

impl Plan {
    /// The window of a month.
    #[must_use]
    pub fn in_month(self, month: Month) -> Self {
        Self {
            from: Some(month.first_day()),
            to: Some(month.last_day()),
            ..self
        }
    }

    /// The month it begins in.
    #[must_use]
    pub fn month(&self) -> Option<Month> {
        self.from.map(Month::of)
    }

    /// Its month, where its window is exactly one.
    #[must_use]
    pub fn whole_month(&self) -> Option<Month> {
        let month = self.month()?;
        (self.from == Some(month.first_day()) && self.to == Some(month.last_day())).then_some(month)
    }

    /// Whether somebody still means to make it, or has.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.state != PlanState::Dropped
    }

    /// Whether it draws on what is kept for urgent and follow-up visits.
    #[must_use]
    pub fn from_reserve(&self) -> bool {
        self.urgent || self.kind == VisitKind::FollowUp || self.kind == VisitKind::AdHoc
    }

    /// Whether nobody but those who need to know may read it, where nothing else is said.
    #[must_use]
    pub fn confidential(&self) -> bool {
        !self.announced
    }

    /// On which days of the week it will be, where its window leaves no choice.
    #[must_use]
    pub fn days_of_week(&self) -> Days {
        match (self.days, self.from, self.to) {
            (Days::Open, Some(from), Some(to)) if from == to => {
                if is_weekend(from) {
                    Days::Weekend
                } else {
                    Days::Weekday
                }
            }
            (said, _, _) => said,
        }
    }

    /// Checks what a person typed.
    ///
    /// # Errors
    /// The field that is missing, too long, or impossible.
    pub fn check(&self, most_objectives_chars: usize) -> Result<(), RefusedField> {
        let (Some(from), Some(to)) = (self.from, self.to) else {
            return Err(RefusedField("from"));
        };
        if to < from || crate::dates::days_between(from, to) > MAX_WINDOW_DAYS {
            return Err(RefusedField("to"));
        }
        if self.place.is_none() {
            return Err(RefusedField("place"));
        }
        if self.reason.chars().count() > MAX_REASON_CHARS {
            return Err(RefusedField("reason"));
        }
        if self.objectives.chars().count() > most_objectives_chars {
            return Err(RefusedField("objectives"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_day;

    fn plan() -> Plan {
        Plan {
            place: Some(DocumentId::from_bytes([1; 16])),
            ..Plan::default()
        }
        .in_month(Month::new(2026, 5).unwrap())
    }

    #[test]
    fn a_plan_is_for_a_month_or_for_a_window() {
        let mut plan = plan();
        assert_eq!(plan.whole_month(), Month::new(2026, 5).ok());
        assert_eq!(plan.check(10), Ok(()));
        plan.to = parse_day("2026-05-08");
        assert_eq!((plan.whole_month(), plan.month()), (None, Month::new(2026, 5).ok()));
        plan.to = parse_day("2026-04-30");
        assert_eq!(plan.check(10), Err(RefusedField("to")));
        plan.from = None;
        assert_eq!(plan.check(10), Err(RefusedField("from")));
    }

    #[test]
    fn one_day_says_whether_it_is_a_weekend() {
        let on = |day: &str| {
            Plan {
                from: parse_day(day),
                to: parse_day(day),
                ..plan()
            }
            .days_of_week()
        };
        assert_eq!((on("2026-05-09"), on("2026-05-11")), (Days::Weekend, Days::Weekday));
        assert_eq!(plan().days_of_week(), Days::Open);
    }

    #[test]
    fn follow_ups_and_what_is_urgent_draw_on_the_reserve() {
        assert!(!plan().from_reserve());
        assert!(
            Plan {
                kind: VisitKind::FollowUp,
                ..plan()
            }
            .from_reserve()
        );
        assert!(Plan { urgent: true, ..plan() }.from_reserve());
    }
}
