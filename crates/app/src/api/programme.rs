//! The programme of regular visits: how urgent each place is and why, the rules, the plan of a year, the draw by lot.

use super::plan::PlanView;
use super::visit::VisitRow;
use crate::programme::PlanLines;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which year, and which places of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ProgrammeAsk {
    /// The year; 0: this one.
    pub year: i32,
    /// Only places with these words in their names, however they are typed.
    pub name: String,
    /// Only this type.
    pub place_type: Option<String>,
    /// Only `never_visited`, `no_full_visit`, `overdue`, `due_soon` or `in_time`.
    pub state: Option<String>,
    /// How many places at most; 0: as many as a screen begins with.
    pub upto: u32,
}

/// The programme of a year.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Programme {
    /// The year.
    pub year: i32,
    /// The day it is read on.
    pub today: String,
    /// Days of the week on which the country rests, `monday` to `sunday`, as the body says.
    pub weekend: Vec<String>,
    /// All places by state.
    pub counts: StateCounts,
    /// Places, the most urgent first; the first of so many, where there are more than a screen shows.
    pub places: Vec<ProgrammePlace>,
    /// How many there are of what was asked for.
    pub total: u32,
    /// Planned visits of the year, by day; those given up too.
    #[ts(as = "Vec<PlanView>")]
    pub(crate) plans: PlanLines,
    /// Planned visits that are sealed for others: that they exist is all that is known here.
    pub sealed_plans: u32,
    /// Visits of the year.
    pub visits: Vec<VisitRow>,
    /// January to December.
    pub months: Vec<MonthLoad>,
    /// What the year uses of what the body can do.
    pub load: YearLoad,
    /// How mixed visits and plans of the year are.
    pub balance: Balance,
    /// What there should be more of. It never blocks.
    pub advice: Vec<Advice>,
    /// The rules.
    pub rules: RulesView,
    /// Rules on which people differ, as merge paths.
    pub conflicts: Vec<String>,
}

/// Places by whether they were visited in time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StateCounts {
    /// Never visited.
    pub never_visited: u32,
    /// Seen by follow-ups alone.
    pub no_full_visit: u32,
    /// The period is over.
    pub overdue: u32,
    /// Due within the days called soon.
    pub due_soon: u32,
    /// There is time.
    pub in_time: u32,
}

/// How urgent a place is, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ProgrammePlace {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its type.
    pub place_type: String,
    /// Region.
    pub region: String,
    /// Official capacity, persons.
    pub capacity: Option<u32>,
    /// The day its last full visit began: a follow-up is none.
    pub last_full_visit: Option<String>,
    /// The day its last visit of any kind began.
    pub last_visit: Option<String>,
    /// Follow-up visits since the last full one.
    pub follow_ups: u32,
    /// `never_visited`, `no_full_visit` where follow-ups alone were made, `overdue`, `due_soon`, `in_time`.
    pub state: String,
    /// Days overdue, or days left; 0 where no full visit was made.
    pub days: u32,
    /// The day the next full visit is due.
    pub due_on: Option<String>,
    /// Months from one visit to the next.
    pub period_months: u32,
    /// The same before any risk, or anything known of the place, shortened it.
    pub unshortened_months: u32,
    /// Where the period is from: `place`, `type`, `problem` or `groups`.
    pub rule: String,
    /// Whether some of its visits are to be unannounced, and lately were; absent where nobody asks for it.
    pub unannounced: Option<UnannouncedView>,
    /// All points.
    pub points: u32,
    /// `low`, `raised`, `high`: by all but the time.
    pub band: String,
    /// Where the points are from, most first.
    pub reasons: Vec<Reason>,
    /// What nobody has said and which could have given points: `crowding`, `turnover`, `complaints`, `groups`.
    pub unknown: Vec<String>,
    /// Months of the year in which it is planned, `YYYY-MM`.
    pub planned: Vec<String>,
}

/// That not all visits to a place are announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnannouncedView {
    /// At least one full visit within so many months is to be unannounced.
    pub months: u32,
    /// The day on which the last that was made began; absent where none is known.
    pub last: Option<String>,
    /// The month of a later one that is only planned, `YYYY-MM`, where the months are counted from that.
    pub planned: Option<String>,
    /// The months are over: whatever visits there were since were announced.
    pub lacking: bool,
}

/// Whether a full visit that is thought of has to be unannounced.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UnannouncedAsk {
    /// The place.
    pub place: String,
    /// The day it begins, `YYYY-MM-DD`.
    pub on: String,
    /// The plan that is changed, which is not held against itself; absent for a new one.
    #[serde(default)]
    #[ts(optional)]
    pub plan: Option<String>,
}

/// What is asked of a visit that is thought of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnannouncedAdvice {
    /// Why it has to be unannounced; absent where it may be announced. It never blocks.
    pub asked: Option<UnannouncedView>,
}

/// One part of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reason {
    /// `never_visited`, `time`, `follow_ups`, `crowding`, `turnover`, `grave_concerns`, `serious_concerns`, `hardships`,
    /// `shortcomings`, `recommendations`, `complaints`, `no_complaints`, `groups`, `suspected`, `known_problem`.
    pub factor: String,
    /// Points; 0 of what gives none and is told all the same.
    pub points: u32,
    /// The number they were made from.
    pub number: Option<u32>,
    /// What it is held against: the period, the capacity; of concerns how many are settled, of complaints how many days old
    /// they are.
    pub of: Option<u32>,
}

/// What one month holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MonthLoad {
    /// `YYYY-MM`.
    pub month: String,
    /// Visits that can be made.
    pub capacity: u32,
    /// Regular ones there is room for, the reserve being kept.
    pub regular_room: u32,
    /// Regular ones made or planned.
    pub regular: u32,
    /// Urgent and follow-up ones made or planned.
    pub reserve: u32,
}

/// What a year holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct YearLoad {
    /// Visits that can be made.
    pub capacity: u32,
    /// Regular ones there is room for.
    pub regular_room: u32,
    /// Visits kept for urgent and follow-up ones.
    pub reserved: u32,
    /// Regular ones made or planned.
    pub regular: u32,
    /// Urgent and follow-up ones made or planned.
    pub reserve: u32,
}

/// How mixed visits are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Advice {
    /// `night`, `weekend`, `unannounced`.
    pub more: String,
    /// So many there are.
    pub have: u32,
    /// Of so many.
    pub of: u32,
    /// So many it would take.
    pub wanted: u32,
}

/// The regularity rules of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RulesView {
    /// By type of place.
    pub types: Vec<TypeRule>,
    /// By types that the body itself names, in its register or in a rule: the most frequent first.
    pub own_types: Vec<OwnTypeRule>,
    /// Of single places.
    pub places: Vec<PlaceRule>,
    /// A raised risk makes the period of a type so many percent of itself.
    pub raised_percent: u32,
    /// A high risk makes the period of a type so many percent of itself.
    pub high_percent: u32,
    /// Most months from one visit to the next of a police station with a problem that the body knows of.
    pub problem_months: u32,
    /// Where what ships of it is from.
    pub problem_source: super::capture::Localized,
    /// Most months from one visit to the next of a place that is known to hold vulnerable groups.
    pub groups_months: u32,
    /// Where what ships of it is from.
    pub groups_source: super::capture::Localized,
    /// From so many days before it is due, a visit is due soon.
    pub due_soon_days: u32,
    /// Visits a month.
    pub per_month: u32,
    /// Share kept for urgent and follow-up visits, percent.
    pub reserve_percent: u32,
    /// Names of numbers above that nobody has set: defaults, to be checked.
    pub defaults: Vec<String>,
}

/// How often places of a type are to be visited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TypeRule {
    /// The type.
    pub place_type: String,
    /// Months from one visit to the next.
    pub months: u32,
    /// Nobody has set it: a default, to be checked.
    pub default: bool,
    /// The months that ship.
    pub default_months: u32,
    /// Where what ships is from.
    pub source: super::capture::Localized,
    /// One full visit within so many months is to be unannounced; 0: none has to be.
    pub unannounced: u32,
    /// Nobody has set that: a default, to be checked.
    pub unannounced_default: bool,
    /// What ships of it; 0: none has to be.
    pub default_unannounced: u32,
}

/// How often places of a type that the body itself names are to be visited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnTypeRule {
    /// The type, as it is written.
    pub name: String,
    /// Places of it in the register.
    pub places: u32,
    /// Months from one visit to the next; absent: those of `other`.
    pub months: Option<u32>,
    /// One full visit within so many months is to be unannounced, 0: none has to be; absent: as with `other`.
    pub unannounced: Option<u32>,
}

/// How often one place is to be visited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlaceRule {
    /// The place.
    pub place: String,
    /// Its name.
    pub name: String,
    /// Months from one visit to the next; absent: those of its type.
    pub months: Option<u32>,
    /// One full visit within so many months is to be unannounced, 0: none has to be; absent: as with its type.
    pub unannounced: Option<u32>,
}

/// Set one rule.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RuleSet {
    /// `type`, `own_type`, `place`, or the name of a number: `raised_percent`, `high_percent`, `problem_months`, `groups_months`,
    /// `due_soon_days`, `per_month`, `reserve_percent`. `unannounced_type`, `unannounced_own_type`, `unannounced_place`: one full
    /// visit within so many months is to be unannounced; 0: none has to be.
    pub rule: String,
    /// The type, the name of a type of the body's own, or the place's id; absent for a number.
    #[serde(default)]
    #[ts(optional)]
    pub of: Option<String>,
    /// What the person was shown; absent where there was no rule. Another one since: `stale`.
    #[serde(default)]
    #[ts(optional)]
    pub was: Option<u32>,
    /// Months, percent, days or visits; absent: no rule of one's own any more.
    #[serde(default)]
    #[ts(optional)]
    pub value: Option<u32>,
}

/// What bears on when a place is visited, beside its facts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct BearingInput {
    /// Complaints in a year; 0 is an answer.
    pub complaints: Option<u32>,
    /// The last day of that year, `YYYY-MM-DD`: the older it is, the less they count. Absent: the day on which it was written.
    pub complaints_until: Option<String>,
    /// A problem that the body knows of; empty: none.
    pub known_problem: String,
}

/// Change what bears on a place: only what differs between `was` and `facts` is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BearingSet {
    /// The place.
    pub place: String,
    /// What the person was shown.
    pub was: BearingInput,
    /// As it should be.
    pub facts: BearingInput,
}

/// Places on a map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ProgrammeMap {
    /// Places whose position is known.
    pub dots: Vec<Dot>,
    /// Places whose position nobody has said: the list has them.
    pub without: u32,
}

/// A place on a map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Dot {
    /// The place.
    pub id: String,
    /// Its name.
    pub name: String,
    /// North, decimal degrees.
    pub latitude: f64,
    /// East, decimal degrees.
    pub longitude: f64,
    /// Official capacity, persons.
    pub capacity: Option<u32>,
    /// `never_visited`, `no_full_visit`, `overdue`, `due_soon`, `in_time`.
    pub state: String,
    /// Days overdue, or days left.
    pub days: u32,
    /// The day its last visit of any kind began.
    pub last_visit: Option<String>,
    /// Planned in the year.
    pub planned: bool,
}

/// Which year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct YearRef {
    /// The year; 0: this one.
    #[serde(default)]
    pub year: i32,
}

/// A year's plan, proposed. Nothing of it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProposalView {
    /// The year.
    pub year: i32,
    /// What is proposed, by month and then by urgency.
    pub lines: Vec<ProposedLine>,
    /// Due in the year, and no month has room: the most urgent first.
    pub no_room: Vec<LeftOut>,
    /// Planned already.
    pub planned: u32,
    /// Due after the year.
    pub not_due: u32,
    /// Regular visits there was room for.
    pub room: u32,
}

/// A visit that is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProposedLine {
    /// The place.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// Its type.
    pub place_type: String,
    /// `YYYY-MM`.
    pub month: String,
    /// `never_visited`, `overdue`, `due`, `earlier`, `later`, `again`.
    pub why: String,
    /// The day it is due.
    pub due_on: Option<String>,
    /// All points.
    pub points: u32,
    /// Where the points are from, most first.
    pub reasons: Vec<Reason>,
    /// `open`, `day`, `night`.
    pub hours: String,
    /// `open`, `weekday`, `weekend`.
    pub days: String,
    /// To be announced to the authority.
    pub announced: bool,
    /// Why it has to be unannounced; absent where it may be announced.
    pub unannounced: Option<UnannouncedView>,
}

/// A place that a plan leaves out for want of room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftOut {
    /// The place.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// The day it is due.
    pub due_on: Option<String>,
    /// All points.
    pub points: u32,
}

/// Write visits that are to come, planned or in preparation, as a calendar file. What was missed, given up or called off is not
/// among them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProgrammeExport {
    /// The year; 0: this one.
    #[serde(default)]
    pub year: i32,
    /// Where to write it.
    pub path: String,
    /// With the names of places: calendars are read by others. Without them, each event says only that there is a visit.
    #[serde(default)]
    pub place_names: bool,
    /// With those that not everybody of the team may read.
    #[serde(default)]
    pub sealed: bool,
    /// What an event without a name says, in the reader's language.
    pub title: String,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProgrammeExported {
    /// Visits in it: planned, or in preparation.
    pub events: u32,
    /// Planned visits left out, since not everybody of the team may read them.
    pub left_out: u32,
    /// Where.
    pub path: String,
}

/// The programme on Today.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProgrammeToday {
    /// No full visit yet, or the period is over.
    pub overdue: u32,
    /// Due soon.
    pub due_soon: u32,
    /// Planned visits whose days are over, and which nobody has begun or given up.
    pub missed: u32,
    /// The next visit that is planned and not begun.
    pub next: Option<PlanView>,
}
