//! A year's plan as a proposal: which place in which month, and why. Nobody is bound by it; it is edited by hand afterwards.
//!
//! The most urgent place chooses first. What is overdue or was never visited goes to the first month with room; what falls due
//! later goes as near before its day as there is room, or else as soon after it. Only when no month has room is a place left
//! out, and then every less urgent one is, too.

use super::month::Month;
use super::plan::{Days, Hours};
use super::rules::Rules;
use super::score::{Known, Score, State, score};
use crate::dates::{Day, months_later};
use crate::ids::DocumentId;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Of so many lines, one is proposed for the night and one for a weekend: a little more than the balance asks for.
const MIXED_EVERY: usize = 6;
/// Which of them is for a weekend; the first is for the night.
const WEEKEND_AT: usize = MIXED_EVERY / 2;

/// A plan that stands already, or a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The place.
    pub place: DocumentId,
    /// Its month.
    pub month: Month,
    /// It takes no room of regular visits.
    pub from_reserve: bool,
    /// The last day of what nobody has begun; none of a visit that was.
    pub until: Option<Day>,
}

impl Standing {
    /// Whether its days are over and nobody has begun it: it is no visit, and will be none.
    #[must_use]
    pub fn is_missed(&self, today: Day) -> bool {
        self.until.is_some_and(|until| until < today)
    }
}

/// What a plan is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The year.
    pub year: i32,
    /// The day it is asked on: months before it have no room.
    pub today: Day,
    /// Places, with what is known of each.
    pub places: &'a [(DocumentId, Known)],
    /// The rules of the body.
    pub rules: &'a Rules,
    /// What stands already, of any year. What of it was missed changes nothing.
    pub standing: &'a [Standing],
}

impl Ask<'_> {
    /// What stands and was made, or still can be.
    fn standing(&self) -> impl Iterator<Item = &Standing> {
        let today = self.today;
        self.standing.iter().filter(move |one| !one.is_missed(today))
    }
}

/// Why a line is in the month it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Never visited: the first month with room.
    NeverVisited,
    /// Overdue when the year, or what is left of it, begins: the first month with room.
    Overdue,
    /// Due in this month.
    Due,
    /// Due in a later month that has no room.
    Earlier,
    /// Due in an earlier month; neither that one nor one before has room.
    Later,
    /// Due again after a visit earlier in the year.
    Again,
}

/// A visit that is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The place.
    pub place: DocumentId,
    /// The month.
    pub month: Month,
    /// Why that month.
    pub why: Why,
    /// The day it is due; none for a place that was never visited.
    pub due_on: Option<Day>,
    /// How urgent it is, and why.
    pub score: Score,
    /// At which time of day, so that the year is mixed.
    pub hours: Hours,
    /// On which days of the week, so that the year is mixed.
    pub days: Days,
}

/// Why a place has no line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftWhy {
    /// No month has room, and every place in the plan is as urgent or more.
    NoRoom,
    /// It stands in the programme of the year already.
    Planned,
    /// It is due after the year.
    NotDue,
}

/// A place without a line, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The place.
    pub place: DocumentId,
    /// Why.
    pub why: LeftWhy,
    /// The day it is due; none for a place that was never visited.
    pub due_on: Option<Day>,
    /// How urgent it is.
    pub points: u32,
}

/// A year's plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// What is proposed, by month and then by urgency.
    pub lines: Vec<Line>,
    /// What is not, the most urgent first.
    pub left: Vec<Left>,
}

/// Room for regular visits by month, less what stands.
struct Room(BTreeMap<Month, u32>);

impl Room {
    fn of(ask: &Ask<'_>) -> Self {
        let first = Month::of(ask.today);
        let months = Month::of_year(ask.year).into_iter().filter(|month| *month >= first);
        let mut room: BTreeMap<Month, u32> = months
            .map(|month| (month, ask.rules.capacity.regular_in(month.number())))
            .collect();
        for standing in ask.standing().filter(|standing| !standing.from_reserve) {
            if let Some(left) = room.get_mut(&standing.month) {
                *left = left.saturating_sub(1);
            }
        }
        Self(room)
    }

    fn first_from(&self, from: Month) -> Option<Month> {
        let mut months = self.0.range(from..);
        months.find(|(_, room)| **room > 0).map(|(month, _)| *month)
    }

    fn last_between(&self, after: Option<Month>, until: Month) -> Option<Month> {
        let mut months = self.0.range(..=until).rev();
        months
            .find(|(month, room)| **room > 0 && after.is_none_or(|after| **month > after))
            .map(|(month, _)| *month)
    }

    /// The month for a visit that is due in one, later than `after`.
    fn near(&self, due: Month, after: Option<Month>) -> Option<Month> {
        self.last_between(after, due).or_else(|| self.first_from(due))
    }

    fn take(&mut self, month: Month) {
        if let Some(room) = self.0.get_mut(&month) {
            *room = room.saturating_sub(1);
        }
    }
}

/// A place that is weighed.
struct Weighed {
    place: DocumentId,
    score: Score,
}

/// What is planned to be before the year, and still can be, counts as made: the plan of a year does not repeat the one before.
fn with_plans_before(ask: &Ask<'_>, begins: Day) -> BTreeMap<DocumentId, Known> {
    let mut known: BTreeMap<DocumentId, Known> = ask.places.iter().cloned().collect();
    for standing in ask.standing() {
        let on = standing.month.first_day();
        if on < begins
            && let Some(known) = known.get_mut(&standing.place)
        {
            known.last_visit = known.last_visit.max(Some(on));
        }
    }
    known
}

/// Why a line of a place is in a month.
fn why(score: &Score, month: Month) -> Why {
    let due = score.due_on.map(Month::of);
    match (score.state, due) {
        (State::NeverVisited, _) | (_, None) => Why::NeverVisited,
        (State::Overdue { .. }, _) => Why::Overdue,
        (State::DueSoon { .. } | State::InTime { .. }, Some(due)) if due == month => Why::Due,
        (State::DueSoon { .. } | State::InTime { .. }, Some(due)) if due > month => Why::Earlier,
        (State::DueSoon { .. } | State::InTime { .. }, Some(_)) => Why::Later,
    }
}

/// Makes the plan of a year.
#[must_use]
pub fn propose(ask: &Ask<'_>) -> Proposal {
    let Some(january) = Month::of_year(ask.year).into_iter().next() else {
        return Proposal::default();
    };
    let begins = january.first_day().max(ask.today);
    let known = with_plans_before(ask, january.first_day());
    let mut weighed: Vec<Weighed> = known
        .iter()
        .map(|(place, known)| Weighed {
            place: *place,
            score: score(*place, known, ask.rules, begins),
        })
        .collect();
    weighed.sort_by_key(|one| (Reverse(one.score.points), one.place));
    let planned: BTreeSet<DocumentId> = ask
        .standing()
        .filter(|one| one.month.year() == ask.year)
        .map(|one| one.place)
        .collect();
    let mut making = Making {
        year: ask.year,
        begins: Month::of(begins),
        room: Room::of(ask),
        made: Proposal::default(),
    };
    weighed.into_iter().for_each(|one| making.first(one, &planned));
    making.again();
    making.finish()
}

/// A plan being made.
struct Making {
    year: i32,
    begins: Month,
    room: Room,
    made: Proposal,
}

impl Making {
    fn leave(&mut self, one: &Weighed, why: LeftWhy) {
        self.made.left.push(Left {
            place: one.place,
            why,
            due_on: one.score.due_on,
            points: one.score.points,
        });
    }

    /// The first visit of the year to a place.
    fn first(&mut self, one: Weighed, planned: &BTreeSet<DocumentId>) {
        let due = one.score.due_on.map(Month::of);
        if planned.contains(&one.place) {
            return self.leave(&one, LeftWhy::Planned);
        }
        if due.is_some_and(|due| due.year() > self.year) {
            return self.leave(&one, LeftWhy::NotDue);
        }
        let month = match due {
            Some(due) if due > self.begins => self.room.near(due, None),
            _ => self.room.first_from(self.begins),
        };
        match month {
            Some(month) => self.put(one.place, month, why(&one.score, month), one.score.due_on, one.score),
            None => self.leave(&one, LeftWhy::NoRoom),
        }
    }

    fn put(&mut self, place: DocumentId, month: Month, why: Why, due_on: Option<Day>, score: Score) {
        self.room.take(month);
        self.made.lines.push(Line {
            place,
            month,
            why,
            due_on,
            score,
            hours: Hours::Open,
            days: Days::Open,
        });
    }

    /// Places that are to be visited more than once a year, once every place had its turn.
    fn again(&mut self) {
        let mut at = 0;
        while let Some(before) = self.made.lines.get(at).cloned() {
            at += 1;
            let due_on = months_later(before.month.first_day(), before.score.period.months);
            let due = Month::of(due_on);
            if due.year() != self.year {
                continue;
            }
            if let Some(month) = self.room.near(due, Some(before.month)) {
                self.put(before.place, month, Why::Again, Some(due_on), before.score);
            }
        }
    }

    /// In order, and mixed.
    fn finish(mut self) -> Proposal {
        self.made
            .lines
            .sort_by_key(|line| (line.month, Reverse(line.score.points), line.place));
        for (number, line) in self.made.lines.iter_mut().enumerate() {
            match number % MIXED_EVERY {
                0 => line.hours = Hours::Night,
                WEEKEND_AT => line.days = Days::Weekend,
                _ => {}
            }
        }
        self.made
    }
}

#[cfg(test)]
#[path = "proposal_tests.rs"]
mod tests;
