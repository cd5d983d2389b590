//! A visit that is planned, and has not become one yet.

use super::draw::Seed;
use super::month::Month;
use crate::dates::{Day, days_between};
use crate::ids::{DocumentId, MemberId};
use crate::place::PlaceType;
use crate::visit::VisitKind;
use crate::week::Weekend;
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
    /// The record of the draw; none of a draw that an earlier version made. The hash of its pool stands there alone: a plan has
    /// more readers, and whoever has the register could try which places were left out until the hash fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draw: Option<DocumentId>,
}

/// Days between which a visit is to begin. One field: two who move it apart from each other differ on the whole of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// First day; of a plan for a month, the first of it.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

impl Window {
    /// All days of a month.
    #[must_use]
    pub fn of(month: Month) -> Self {
        Self {
            from: month.first_day(),
            to: month.last_day(),
        }
    }

    /// Whether the days can be meant.
    #[must_use]
    pub fn plausible(self) -> bool {
        self.to >= self.from && days_between(self.from, self.to) <= MAX_WINDOW_DAYS
    }

    /// Its month, where it is exactly one.
    #[must_use]
    pub fn whole_month(self) -> Option<Month> {
        let month = Month::of(self.from);
        (self == Self::of(month)).then_some(month)
    }
}

/// A planned visit. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// The place.
    pub place: Option<DocumentId>,
    /// When.
    pub window: Option<Window>,
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
    /// The id that its visit will have: made with the plan and known to its readers alone, so that two who begin it apart from
    /// each other begin one visit, and nobody else takes the id first.
    pub becomes: Option<DocumentId>,
    /// Who planned it first: reads it always.
    pub planner: Option<MemberId>,
}

/// Why a plan was refused: the name of the field.
pub use crate::place::RefusedField;

impl Plan {
    /// The id of its visit, for the plan with this id: the one it became, else the one made for it. A plan that an earlier
    /// version made has none: then it follows from the plan's own, so that every device comes to the same.
    #[must_use]
    pub fn visit_id(&self, plan: DocumentId) -> DocumentId {
        self.visit.or(self.becomes).unwrap_or_else(|| plan.derive_other())
    }

    /// The month it begins in.
    #[must_use]
    pub fn month(&self) -> Option<Month> {
        self.window.map(|window| Month::of(window.from))
    }

    /// Whether somebody still means to make it, or has.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.state != PlanState::Dropped
    }

    /// Whether it waits to become a visit.
    #[must_use]
    pub fn waits(&self) -> bool {
        matches!(self.state, PlanState::Proposed | PlanState::Agreed) && self.visit.is_none()
    }

    /// The last day on which it can still become a visit; none where it waits no longer, or nobody has said when.
    #[must_use]
    pub fn waits_until(&self) -> Option<Day> {
        self.window.filter(|_| self.waits()).map(|window| window.to)
    }

    /// Whether its days are over, and nobody has begun it or given it up.
    #[must_use]
    pub fn is_missed(&self, today: Day) -> bool {
        self.waits_until().is_some_and(|until| until < today)
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
    pub fn days_of_week(&self, weekend: &Weekend) -> Days {
        match (self.days, self.window) {
            (Days::Open, Some(window)) if window.from == window.to => {
                if weekend.holds(window.from) {
                    Days::Weekend
                } else {
                    Days::Weekday
                }
            }
            (said, _) => said,
        }
    }

    /// Checks what a person typed.
    ///
    /// # Errors
    /// The field that is missing, too long, or impossible.
    pub fn check(&self, most_objectives_chars: usize) -> Result<(), RefusedField> {
        if !self.window.is_some_and(Window::plausible) {
            return Err(RefusedField("window"));
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
            window: Some(Window::of(Month::new(2026, 5).unwrap())),
            ..Plan::default()
        }
    }

    fn window(from: &str, to: &str) -> Window {
        Window {
            from: parse_day(from).unwrap(),
            to: parse_day(to).unwrap(),
        }
    }

    #[test]
    fn a_plan_is_for_a_month_or_for_a_window() {
        let mut plan = plan();
        assert_eq!(plan.window.unwrap().whole_month(), Month::new(2026, 5).ok());
        assert_eq!(plan.check(10), Ok(()));
        plan.window = Some(window("2026-05-01", "2026-05-08"));
        assert_eq!(plan.window.unwrap().whole_month(), None);
        assert_eq!(plan.month(), Month::new(2026, 5).ok());
        for slip in [
            None,
            Some(window("2026-05-02", "2026-05-01")),
            Some(window("2026-01-01", "2027-01-03")),
        ] {
            plan.window = slip;
            assert_eq!(plan.check(10), Err(RefusedField("window")));
        }
        plan.window = Some(window("2026-01-01", "2027-01-02"));
        assert_eq!(plan.check(10), Ok(()));
    }

    #[test]
    fn one_day_says_whether_it_is_a_weekend() {
        let on = |day: &str| {
            Plan {
                window: Some(window(day, day)),
                ..plan()
            }
            .days_of_week(&Weekend::default())
        };
        assert_eq!((on("2026-05-09"), on("2026-05-11")), (Days::Weekend, Days::Weekday));
        assert_eq!(plan().days_of_week(&Weekend::default()), Days::Open);
    }

    #[test]
    fn a_plan_is_missed_from_the_day_after_its_last_unless_it_was_begun_or_given_up() {
        let last = parse_day("2026-05-31").unwrap();
        let after = parse_day("2026-06-01").unwrap();
        let agreed = Plan {
            state: PlanState::Agreed,
            ..plan()
        };
        assert!(!agreed.is_missed(last));
        assert!(agreed.is_missed(after) && plan().is_missed(after));
        let dropped = Plan {
            state: PlanState::Dropped,
            ..plan()
        };
        let begun = Plan {
            visit: Some(DocumentId::from_bytes([2; 16])),
            ..agreed
        };
        assert!(!dropped.is_missed(after) && !begun.is_missed(after));
    }

    #[test]
    fn follow_ups_and_what_is_urgent_draw_on_the_reserve() {
        assert!(!plan().from_reserve());
        let follow_up = Plan {
            kind: VisitKind::FollowUp,
            ..plan()
        };
        let urgent = Plan { urgent: true, ..plan() };
        assert!(follow_up.from_reserve() && urgent.from_reserve());
    }
}
