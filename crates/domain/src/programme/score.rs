//! How urgent a visit is, and why. A score is a sum of points, each with the numbers it was made from, so that a person can
//! follow it and differ. What is not known gives no points and is named: a place about which nothing is known is not safe.

use super::known::{Concerns, Established, Known};
use super::rules::{Period, Rules};
use super::unannounced::Asked;
use crate::dates::{Day, days_between, months_later};
use crate::ids::DocumentId;
use crate::place::PlaceType;
use serde::{Deserialize, Serialize};

/// Points of a place whose period is over today; they grow with the days, to twice as much.
pub const DUE_POINTS: u32 = 50;
/// Most points for the time since the last visit: two periods, or never visited.
pub const MAX_TIME_POINTS: u32 = 2 * DUE_POINTS;
/// Most points for persons held above capacity.
pub const MAX_CROWDING_POINTS: u32 = 20;
/// So many percent above capacity give a point.
const CROWDING_PERCENT_A_POINT: u32 = 2;
/// Most points for turnover.
pub const MAX_TURNOVER_POINTS: u32 = 10;
/// So many admissions a year for each place of capacity give a point.
const TURNOVER_A_POINT: u32 = 4;
/// Points of a concern established at an earlier visit, by severity: a danger to life alone makes up half of what all concerns
/// can give. One that is settled gives half, since what was mended comes back.
const GRAVE_POINTS: u32 = 5;
const SERIOUS_POINTS: u32 = 3;
const HARDSHIP_POINTS: u32 = 2;
const SHORTCOMING_POINTS: u32 = 1;
/// Most points for concerns of every severity together.
pub const MAX_CONCERN_POINTS: u32 = 10;
/// Points of a recommendation that is still open.
const RECOMMENDATION_POINTS: u32 = 2;
/// Most points for recommendations.
pub const MAX_RECOMMENDATION_POINTS: u32 = 10;
/// Points of a complaint of a year that is fresh.
const COMPLAINT_POINTS: u32 = 2;
/// Most points for complaints.
pub const MAX_COMPLAINT_POINTS: u32 = 10;
/// Points where nobody complained although people are held: a signal, too.
pub const NO_COMPLAINT_POINTS: u32 = 6;
/// From so many persons held, that nobody complains is a signal.
pub const NO_COMPLAINT_HELD: u32 = 20;
/// Points of a vulnerable group.
const GROUP_POINTS: u32 = 5;
/// Most points for vulnerable groups.
pub const MAX_GROUP_POINTS: u32 = 15;
/// Points of a place that is suspected or unofficial.
pub const SUSPECTED_POINTS: u32 = 20;
/// Points of a problem that the body knows of.
pub const PROBLEM_POINTS: u32 = 15;
/// From so many points without those for time, a risk is raised.
pub const RAISED_FROM: u32 = 25;
/// From so many points without those for time, a risk is high.
pub const HIGH_FROM: u32 = 45;
/// Of the Gregorian calendar, which repeats after them.
const DAYS_IN_400_YEARS: u64 = 146_097;
/// As many months.
const MONTHS_IN_400_YEARS: u64 = 4_800;
/// A whole, in percent.
const WHOLE: u32 = 100;

/// How much danger a place is held to be, whatever the time since the last visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Band {
    Low,
    Raised,
    High,
}

/// What gives points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// No full visit to it is known. No number.
    NeverVisited,
    /// `number` days since the last full visit began, `of` days being its period.
    Time,
    /// `number` follow-up visits since. They give no points: they do not begin the period anew.
    FollowUps,
    /// `number` persons held, `of` being its capacity.
    Crowding,
    /// `number` admissions a year, `of` being its capacity.
    Turnover,
    /// `number` concerns that are a danger to life, or ill-treatment, `of` of them being settled.
    GraveConcerns,
    /// `number` concerns that harm health, dignity or rights, `of` of them being settled.
    SeriousConcerns,
    /// `number` concerns that wear people down, or that nobody judged, `of` of them being settled.
    Hardships,
    /// `number` concerns that fall short of a standard, `of` of them being settled.
    Shortcomings,
    /// `number` recommendations not yet carried out.
    Recommendations,
    /// `number` complaints in a year that ended `of` days ago.
    Complaints,
    /// No complaint in a year that ended `of` days ago, `number` persons being held.
    NoComplaints,
    /// `number` vulnerable groups.
    Groups,
    /// Suspected or unofficial. No number.
    Suspected,
    /// The body knows of a problem. No number.
    KnownProblem,
}

/// One part of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What gives the points.
    pub factor: Factor,
    /// The points; none of what is told for whoever would look for it here.
    pub points: u32,
    /// The number they were made from, as the factor says.
    pub number: Option<u32>,
    /// What the number is held against.
    pub of: Option<u32>,
}

/// Whether a place was visited in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// No visit of any kind is known.
    NeverVisited,
    /// Follow-ups alone are known. A full visit is as urgent as where nobody ever was, and yet somebody was there.
    NoFullVisit,
    /// The period is over since so many days, 1 or more.
    Overdue {
        /// Days.
        days: u32,
    },
    /// Within the days that are called soon.
    DueSoon {
        /// Days that are left; 0 on the day itself.
        days: u32,
    },
    /// There is time.
    InTime {
        /// Days that are left.
        days: u32,
    },
}

/// How urgent a visit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// All points.
    pub points: u32,
    /// Points without those for time.
    pub risk: u32,
    /// What the risk comes to.
    pub band: Band,
    /// Where the points are from, most first.
    pub reasons: Vec<Reason>,
    /// What nobody has said about the place, and which could have given points.
    pub unknown: Vec<Factor>,
    /// Whether it was visited in time.
    pub state: State,
    /// How often it is to be visited.
    pub period: Period,
    /// The day the next full visit is due; none for a place without any.
    pub due_on: Option<Day>,
    /// Whether some of its visits are to be unannounced, and lately were; none where nobody asks for it. It gives no points.
    pub unannounced: Option<Asked>,
}

/// Types that hold persons of a vulnerable group by their nature.
fn group_by_nature(place_type: PlaceType) -> u32 {
    u32::from(matches!(
        place_type,
        PlaceType::JuvenileInstitution
            | PlaceType::PsychiatricHospital
            | PlaceType::SocialCareHome
            | PlaceType::ImmigrationDetention
            | PlaceType::InfectiousDiseaseWard
    ))
}

fn reason(factor: Factor, points: u32, number: Option<u32>, of: Option<u32>) -> Option<Reason> {
    (points > 0).then_some(Reason {
        factor,
        points,
        number,
        of,
    })
}

fn counted(factor: Factor, number: u32, each: u32, most: u32) -> Option<Reason> {
    reason(factor, number.saturating_mul(each).min(most), Some(number), None)
}

/// `number` as so many percent of a whole; none where the whole is nothing.
fn percent(number: u32, of: u32) -> Option<u32> {
    let percent = u64::from(number) * u64::from(WHOLE);
    percent
        .checked_div(u64::from(of))
        .map(|percent| u32::try_from(percent).unwrap_or(u32::MAX))
}

fn crowding(known: &Known) -> Option<Reason> {
    let (held, capacity) = (known.occupancy?, known.capacity?);
    let above = percent(held, capacity)?.saturating_sub(WHOLE);
    let points = above.div_ceil(CROWDING_PERCENT_A_POINT).min(MAX_CROWDING_POINTS);
    reason(Factor::Crowding, points, Some(held), Some(capacity))
}

fn turnover(known: &Known) -> Option<Reason> {
    let (turnover, capacity) = (known.turnover?, known.capacity?);
    let points = (turnover / TURNOVER_A_POINT)
        .checked_div(capacity)?
        .min(MAX_TURNOVER_POINTS);
    reason(Factor::Turnover, points, Some(turnover), Some(capacity))
}

/// Complaints, or that nobody complained: both by how long ago it was.
fn complaints(known: &Known, today: Day) -> Option<Reason> {
    let complaints = known.complaints?;
    let age = Some(days(complaints.age_days(today)));
    let left = |points: u32| points.saturating_mul(complaints.weight_percent(today)).div_ceil(WHOLE);
    match (complaints.number, known.occupancy.or(known.capacity)) {
        (0, Some(held)) if held >= NO_COMPLAINT_HELD => {
            reason(Factor::NoComplaints, left(NO_COMPLAINT_POINTS), Some(held), age)
        }
        (number, _) => {
            let points = number.saturating_mul(COMPLAINT_POINTS).min(MAX_COMPLAINT_POINTS);
            reason(Factor::Complaints, left(points), Some(number), age)
        }
    }
}

/// Concerns by severity; where they would give more than they may, the gravest come first.
fn concerns(established: &Established) -> Vec<Reason> {
    let mut left = MAX_CONCERN_POINTS;
    let by_severity: [(Factor, u32, Concerns); 4] = [
        (Factor::GraveConcerns, GRAVE_POINTS, established.grave),
        (Factor::SeriousConcerns, SERIOUS_POINTS, established.serious),
        (Factor::Hardships, HARDSHIP_POINTS, established.hardship),
        (Factor::Shortcomings, SHORTCOMING_POINTS, established.shortcoming),
    ];
    let reasons = by_severity
        .into_iter()
        .filter_map(|(factor, each, Concerns { all, settled })| {
            let open = all.saturating_sub(settled);
            let halves = open.saturating_mul(2).saturating_add(settled);
            let points = halves.saturating_mul(each).div_ceil(2).min(left);
            left = left.saturating_sub(points);
            // Told even where the graver ones have taken all the points there are.
            (all > 0).then_some(Reason {
                factor,
                points,
                number: Some(all),
                of: Some(settled),
            })
        });
    reasons.collect()
}

/// Everything but the time since the last visit.
fn risks(known: &Known, today: Day) -> Vec<Reason> {
    let groups = known.groups.unwrap_or_default().max(group_by_nature(known.place_type));
    let others = [
        crowding(known),
        turnover(known),
        counted(
            Factor::Recommendations,
            known.recommendations,
            RECOMMENDATION_POINTS,
            MAX_RECOMMENDATION_POINTS,
        ),
        complaints(known, today),
        counted(Factor::Groups, groups, GROUP_POINTS, MAX_GROUP_POINTS),
        reason(
            Factor::Suspected,
            if known.suspected { SUSPECTED_POINTS } else { 0 },
            None,
            None,
        ),
        reason(
            Factor::KnownProblem,
            if known.known_problem { PROBLEM_POINTS } else { 0 },
            None,
            None,
        ),
    ];
    let mut reasons = concerns(&known.concerns);
    reasons.extend(others.into_iter().flatten());
    reasons
}

fn band(risk: u32) -> Band {
    match risk {
        risk if risk >= HIGH_FROM => Band::High,
        risk if risk >= RAISED_FROM => Band::Raised,
        _ => Band::Low,
    }
}

fn unknown(known: &Known, today: Day) -> Vec<Factor> {
    let crowding = known.capacity.is_none() || known.occupancy.is_none();
    // What was counted too long ago is not known any more.
    let complaints = known
        .complaints
        .is_none_or(|counted| counted.weight_percent(today) == 0);
    [
        (crowding, Factor::Crowding),
        (known.turnover.is_none(), Factor::Turnover),
        (complaints, Factor::Complaints),
        (known.groups.is_none(), Factor::Groups),
    ]
    .into_iter()
    .filter_map(|(unknown, factor)| unknown.then_some(factor))
    .collect()
}

fn days(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

/// A period in days, the months being of middle length: the same for every day it begins on, so that a longer time since the
/// last visit never gives fewer points.
fn in_days(months: u32) -> u32 {
    u32::try_from(u64::from(months) * DAYS_IN_400_YEARS / MONTHS_IN_400_YEARS).unwrap_or(u32::MAX)
}

/// Points for the days since the last visit: [`DUE_POINTS`] on the day the period is over, growing evenly.
fn time(since: u32, period_days: u32) -> Option<Reason> {
    let points = u64::from(since) * u64::from(DUE_POINTS) / u64::from(period_days.max(1));
    let points = u32::try_from(points).unwrap_or(MAX_TIME_POINTS).min(MAX_TIME_POINTS);
    reason(Factor::Time, points, Some(since), Some(period_days))
}

fn state(due_on: Day, today: Day, due_soon_days: u32) -> State {
    let left = days_between(today, due_on);
    if left < 0 {
        State::Overdue { days: days(-left) }
    } else if left <= i64::from(due_soon_days) {
        State::DueSoon { days: days(left) }
    } else {
        State::InTime { days: days(left) }
    }
}

/// How urgent a visit to a place is on a day, by the rules of the body. A visit that lies ahead counts as made today. A follow-up
/// begins no period anew: only a full visit does.
#[must_use]
pub fn score(place: DocumentId, known: &Known, rules: &Rules, today: Day) -> Score {
    let mut reasons = risks(known, today);
    let risk = reasons.iter().map(|reason| reason.points).sum();
    let band = band(risk);
    let period = rules.period(place, known, band);
    let due_on = known.last_full_visit.map(|last| months_later(last, period.months));
    let state = match (known.last_full_visit, due_on) {
        (Some(last), Some(due_on)) => {
            let since = days(days_between(last, today));
            reasons.extend(time(since, in_days(period.months)));
            state(due_on, today, rules.due_soon_days)
        }
        _ => {
            reasons.extend(reason(Factor::NeverVisited, MAX_TIME_POINTS, None, None));
            if known.last_visit.is_some() {
                State::NoFullVisit
            } else {
                State::NeverVisited
            }
        }
    };
    reasons.extend((known.follow_ups > 0).then_some(Reason {
        factor: Factor::FollowUps,
        points: 0,
        number: Some(known.follow_ups),
        of: None,
    }));
    reasons.sort_by(|a, b| (b.points, a.factor).cmp(&(a.points, b.factor)));
    Score {
        points: reasons.iter().map(|reason| reason.points).sum(),
        risk,
        band,
        reasons,
        unknown: unknown(known, today),
        state,
        period,
        due_on,
        unannounced: rules.unannounced.asked(place, known, today),
    }
}

#[cfg(test)]
#[path = "score_tests.rs"]
pub(crate) mod tests;
