//! A year's plan as a proposal: which place in which month, and why. Nobody is bound by it; it is edited by hand afterwards.
//!
//! The most urgent place chooses first. What is overdue or had no full visit yet goes to the first month with room; what falls due
//! later goes as near before its day as there is room, or else as soon after it. Only when no month that it may take has room
//! is a place left out, and then no less urgent one has such a month, either.
//!
//! A full visit that was made, stands or is proposed moves the day on which the next one is due, and no more: a place whose
//! period is shorter than a year is proposed as often as its period asks. Two full visits to a place are never proposed nearer to
//! each other than [`Period::least_gap_months`](super::rules::Period::least_gap_months). A follow-up neither moves that day nor
//! keeps a visit away. A place that opens in the year is proposed from the month it opens in, one that closes until the month
//! before.

use super::known::Known;
use super::month::Month;
use super::plan::{Days, Hours};
use super::rules::Rules;
use super::score::{Score, State, score};
use super::unannounced::{Asked, Watch};
use crate::dates::{Day, months_later};
use crate::ids::DocumentId;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Of so many lines, one is proposed for the night and one for a weekend: a little more than the balance asks for.
const MIXED_EVERY: usize = 6;
/// Which of them is for a weekend; the first is for the night.
const WEEKEND_AT: usize = MIXED_EVERY / 2;
/// Which of them are announced, so that a management can have its papers ready and be there: the last before the weekend and the
/// last before the next night. The others are not, which leaves a little more unannounced than the balance asks for.
const ANNOUNCED_AT: [usize; 2] = [WEEKEND_AT - 1, MIXED_EVERY - 1];

/// A plan that stands already, or a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The place.
    pub place: DocumentId,
    /// Its month.
    pub month: Month,
    /// It takes no room of regular visits.
    pub from_reserve: bool,
    /// The period of its place begins anew with it, as it does with every visit but a follow-up.
    pub full: bool,
    /// It is, or was, announced to the authority.
    pub announced: bool,
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
    /// No full visit is known: the first month with room.
    NeverVisited,
    /// Overdue when the year, or what is left of it, begins: the first month with room.
    Overdue,
    /// Due in this month.
    Due,
    /// Due in a later month that has no room.
    Earlier,
    /// Due in an earlier month; neither that one nor one before has room.
    Later,
    /// Due again after a visit that stands earlier in the year, or is proposed for it.
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
    /// The day it is due; none for a place without any full visit.
    pub due_on: Option<Day>,
    /// How urgent it is, and why.
    pub score: Score,
    /// At which time of day, so that the year is mixed.
    pub hours: Hours,
    /// On which days of the week, so that the year is mixed.
    pub days: Days,
    /// To be announced to the authority, so that the year is mixed; never what is for a night or a weekend.
    pub announced: bool,
    /// It has to be unannounced, and why; none where it may be announced.
    pub unannounced: Option<Asked>,
}

/// Why a place has no line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftWhy {
    /// No month that it may take has room, and whatever is planned there is as urgent or more.
    NoRoom,
    /// A full visit to it stands in the year, and the next is due after the year or finds no room.
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
    /// The day it is due; none for a place without any full visit.
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

    /// The first month with room of those that may be.
    fn first(&self, may: impl Fn(Month) -> bool) -> Option<Month> {
        let mut months = self.0.iter();
        months
            .find(|(month, room)| **room > 0 && may(**month))
            .map(|(month, _)| *month)
    }

    /// The month for a visit that is due in one: that one, else the last before it, else the first after it.
    fn near(&self, due: Month, may: impl Fn(Month) -> bool) -> Option<Month> {
        let mut before = self.0.range(..=due).rev();
        let found = before.find(|(month, room)| **room > 0 && may(**month));
        found
            .map(|(month, _)| *month)
            .or_else(|| self.first(|month| month > due && may(month)))
    }

    fn take(&mut self, month: Month) {
        if let Some(room) = self.0.get_mut(&month) {
            *room = room.saturating_sub(1);
        }
    }
}

/// What stands before the months that are planned counts as made: the plan of a year does not repeat the one before.
fn with_what_stands_before(ask: &Ask<'_>, begins: Month) -> BTreeMap<DocumentId, Known> {
    let mut known: BTreeMap<DocumentId, Known> = ask.places.iter().cloned().collect();
    for standing in ask.standing().filter(|one| one.full && one.month < begins) {
        if let Some(known) = known.get_mut(&standing.place) {
            let day = Some(standing.month.first_day());
            known.last_full_visit = known.last_full_visit.max(day);
            if !standing.announced {
                known.last_unannounced = known.last_unannounced.max(day);
            }
        }
    }
    known
}

/// Why a line of a place is in a month.
fn why(score: &Score, month: Month) -> Why {
    let due = score.due_on.map(Month::of);
    match (score.state, due) {
        (State::NeverVisited | State::NoFullVisit, _) | (_, None) => Why::NeverVisited,
        (State::Overdue { .. }, _) => Why::Overdue,
        (State::DueSoon { .. } | State::InTime { .. }, Some(due)) if due == month => Why::Due,
        (State::DueSoon { .. } | State::InTime { .. }, Some(due)) if due > month => Why::Earlier,
        (State::DueSoon { .. } | State::InTime { .. }, Some(_)) => Why::Later,
    }
}

/// A place whose next full visit is looked for.
struct Turn {
    place: DocumentId,
    score: Score,
    /// The month of the full visit before it; none where none is known.
    after: Option<Month>,
    /// The day it is due; none where it was due from the beginning.
    due_on: Option<Day>,
    /// The month it opens in, and the one it closes in; none where nobody said so.
    open: (Option<Month>, Option<Month>),
    /// Months in which full visits stand that come after it, the first of them first.
    ahead: VecDeque<Month>,
    /// The visit before it stands in the year, or is proposed in it.
    again: bool,
}

impl Turn {
    fn of(place: DocumentId, known: &Known, score: Score, stands: BTreeSet<Month>) -> Self {
        let after = known.last_full_visit.map(Month::of);
        let ahead = stands
            .into_iter()
            .filter(|month| after.is_none_or(|after| *month > after));
        Self {
            place,
            after,
            due_on: score.due_on,
            open: (known.opens_on.map(Month::of), known.closes_on.map(Month::of)),
            ahead: ahead.collect(),
            again: false,
            score,
        }
    }

    /// The month it is due in; the first there is where it should have been made before, or it was not open then.
    fn due(&self, begins: Month) -> Month {
        let due = self.due_on.map_or(begins, Month::of).max(begins);
        self.open.0.map_or(due, |opens| due.max(opens))
    }

    /// Whether it is closed in the month it is due in.
    fn is_closed(&self, due: Month) -> bool {
        self.open.1.is_some_and(|closes| due >= closes)
    }

    /// Whether it is open in a month (it may open within it, and closes in a later one), and the month far enough from the visit
    /// before and from the one that stands after it.
    fn may(&self, month: Month) -> bool {
        let (opens, closes) = self.open;
        if opens.is_some_and(|opens| month < opens) || closes.is_some_and(|closes| month >= closes) {
            return false;
        }
        let gap = i64::from(self.score.period.least_gap_months());
        self.after.is_none_or(|after| after.months_until(month) >= gap)
            && self.ahead.front().is_none_or(|next| month.months_until(*next) >= gap)
    }

    /// A full visit in a month: from then on the period runs anew.
    fn visited(&mut self, month: Month) {
        self.after = Some(month);
        self.due_on = Some(months_later(month.first_day(), self.score.period.months));
        self.again = true;
    }

    /// Goes on to the first visit that has to be proposed: one that stands in the year and is no whole period late is waited
    /// for, and moves the day on which the next is due.
    fn pass(&mut self, year: i32, begins: Month) {
        let period = i64::from(self.score.period.months);
        while let Some(next) = self.ahead.front().copied() {
            if self.due(begins).months_until(next) >= period || !self.wait(year) {
                return;
            }
        }
    }

    /// Waits for the next full visit that stands in the year, late as it is, because none can be proposed before it. Returns
    /// whether one stands.
    fn wait(&mut self, year: i32) -> bool {
        let Some(next) = self.ahead.front().copied().filter(|next| next.year() == year) else {
            return false;
        };
        self.ahead.pop_front();
        self.visited(next);
        true
    }
}

/// Makes the plan of a year.
#[must_use]
pub fn propose(ask: &Ask<'_>) -> Proposal {
    let Some(january) = Month::of_year(ask.year).into_iter().next() else {
        return Proposal::default();
    };
    let first_day = january.first_day().max(ask.today);
    let begins = Month::of(first_day);
    let known = with_what_stands_before(ask, begins);
    let mut stands: BTreeMap<DocumentId, BTreeSet<Month>> = BTreeMap::new();
    for one in ask.standing().filter(|one| one.full && one.month >= begins) {
        stands.entry(one.place).or_default().insert(one.month);
    }
    let planned = ask.standing().filter(|one| one.full && one.month.year() == ask.year);
    let mut making = Making {
        year: ask.year,
        begins,
        planned: planned.map(|one| one.place).collect(),
        room: Room::of(ask),
        made: Proposal::default(),
    };
    let made: BTreeMap<DocumentId, &Known> = ask.places.iter().map(|(place, known)| (*place, known)).collect();
    let mut watches = BTreeMap::new();
    let weighed = known.iter().map(|(place, known)| {
        let score = score(*place, known, ask.rules, first_day);
        if let Some((asked, made)) = score.unannounced.zip(made.get(place)) {
            watches.insert(*place, Watch::new(asked, made, score.period.months));
        }
        Turn::of(*place, known, score, stands.remove(place).unwrap_or_default())
    });
    let mut turns: Vec<Turn> = weighed.collect();
    turns.sort_by_key(|one| (Reverse(one.score.points), one.place));
    let again = turns.into_iter().filter_map(|turn| making.first(turn)).collect();
    making.again(again);
    for one in ask.standing().filter(|one| one.full) {
        if let Some(watch) = watches.get_mut(&one.place) {
            watch.add(one.month, one.announced);
        }
    }
    making.finish(watches)
}

/// A plan being made.
struct Making {
    year: i32,
    begins: Month,
    /// Places to which a full visit stands in the year.
    planned: BTreeSet<DocumentId>,
    room: Room,
    made: Proposal,
}

impl Making {
    fn leave(&mut self, one: &Turn, why: LeftWhy) {
        self.made.left.push(Left {
            place: one.place,
            why,
            due_on: one.score.due_on,
            points: one.score.points,
        });
    }

    /// The first visit of the year to a place. Returns the place where a later one may be due in the year.
    fn first(&mut self, mut turn: Turn) -> Option<Turn> {
        turn.pass(self.year, self.begins);
        let due = turn.due(self.begins);
        if turn.again {
            // It has had its turn by what stands already.
            return Some(turn);
        }
        if due.year() > self.year || turn.is_closed(due) {
            let stands = self.planned.contains(&turn.place);
            let why = if stands { LeftWhy::Planned } else { LeftWhy::NotDue };
            self.leave(&turn, why);
            return None;
        }
        let month = if due > self.begins {
            self.room.near(due, |month| turn.may(month))
        } else {
            self.room.first(|month| turn.may(month))
        };
        if let Some(month) = month {
            self.put(&turn, month, why(&turn.score, month));
            turn.visited(month);
        } else if !turn.wait(self.year) {
            self.leave(&turn, LeftWhy::NoRoom);
            return None;
        }
        Some(turn)
    }

    fn put(&mut self, turn: &Turn, month: Month, why: Why) {
        self.room.take(month);
        self.made.lines.push(Line {
            place: turn.place,
            month,
            why,
            due_on: turn.due_on,
            score: turn.score.clone(),
            hours: Hours::Open,
            days: Days::Open,
            announced: false,
            unannounced: None,
        });
    }

    /// Places that are to be visited more than once a year, once every place had its turn: the next of each, then the one after.
    fn again(&mut self, mut turns: VecDeque<Turn>) {
        let mut proposed: BTreeSet<DocumentId> = self.made.lines.iter().map(|line| line.place).collect();
        while let Some(mut turn) = turns.pop_front() {
            turn.pass(self.year, self.begins);
            let due = turn.due(self.begins);
            let month = if due.year() == self.year {
                self.room.near(due, |month| turn.may(month))
            } else {
                None
            };
            if let Some(month) = month {
                self.put(&turn, month, Why::Again);
                proposed.insert(turn.place);
                turn.visited(month);
                turns.push_back(turn);
            } else if turn.wait(self.year) {
                turns.push_back(turn);
            } else if proposed.insert(turn.place) {
                self.leave(&turn, LeftWhy::Planned);
            }
        }
    }

    /// In order, and mixed. Where the visit whose turn it is has to be unannounced, the next that may be is announced instead.
    fn finish(mut self, mut watches: BTreeMap<DocumentId, Watch>) -> Proposal {
        self.made.left.sort_by_key(|left| (Reverse(left.points), left.place));
        self.made
            .lines
            .sort_by_key(|line| (line.month, Reverse(line.score.points), line.place));
        let mut to_announce: u32 = 0;
        for (number, line) in self.made.lines.iter_mut().enumerate() {
            let turn = number % MIXED_EVERY;
            to_announce = to_announce.saturating_add(u32::from(ANNOUNCED_AT.contains(&turn)));
            match turn {
                0 => line.hours = Hours::Night,
                WEEKEND_AT => line.days = Days::Weekend,
                _ => {}
            }
            let watch = watches.get_mut(&line.place);
            line.unannounced = watch.as_ref().and_then(|watch| watch.asks(line.month));
            let surprise = line.hours == Hours::Night || line.days == Days::Weekend;
            line.announced = to_announce > 0 && !surprise && line.unannounced.is_none();
            to_announce = to_announce.saturating_sub(u32::from(line.announced));
            if let Some(watch) = watch {
                watch.add(line.month, line.announced);
            }
        }
        self.made
    }
}

#[cfg(test)]
#[path = "proposal_tests.rs"]
mod tests;
