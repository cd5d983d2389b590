//! Access on site: what was asked for and how it was met; when the delegation came and left.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One request, as a form holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AccessFacts {
    /// `entry`, `numbers`, `information`, `premises`, `registers`, `files`, `private_interview`, `person`, `equipment`, `other`.
    pub asked: Option<String>,
    /// Which unit, register, person by code.
    pub what: String,
    /// Where, an area id.
    pub area: Option<String>,
    /// When it was asked, RFC 3339.
    pub asked_at: Option<String>,
    /// When it was met or refused, RFC 3339.
    pub answered_at: Option<String>,
    /// `granted`, `delayed`, `partly`, `refused`; none while the delegation waits.
    pub outcome: Option<String>,
    /// Minutes of delay, where counted by hand.
    pub minutes: Option<u32>,
    /// The function of whoever decided; never a name.
    pub by_function: String,
    /// What they said.
    pub reason: String,
    /// `none`, `national_defence`, `public_safety`, `natural_disaster`, `serious_disorder`, `state_of_emergency`, `no_mandate`,
    /// `no_notice`, `safety`, `health`, `confidentiality`, `other`.
    pub grounds: Option<String>,
    /// `14_1_a` to `14_1_e`, `14_2`, `20_a` to `20_f`.
    pub article: Option<String>,
}

/// One request, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccessView {
    /// Its id.
    pub id: String,
    /// What it says.
    pub facts: AccessFacts,
    /// The delegation still waits.
    pub waiting: bool,
    /// Minutes of delay, counted or measured; none while nobody answered.
    pub delay_minutes: Option<u32>,
    /// The ground is one on which access may be objected to, by the body's profile.
    pub ground_known: bool,
    /// Who began the entry.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// Entered by mistake: it stays, and counts no more.
    pub dropped: bool,
    /// Fields in conflict, as merge paths.
    pub conflicts: Vec<String>,
}

/// One stay of the delegation at the place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StayView {
    /// Its id.
    pub id: String,
    /// What it says.
    pub facts: StayFacts,
    /// Minutes from the gate to the first "let in"; none while that is not known.
    pub gate_minutes: Option<u32>,
    /// Fields in conflict, as merge paths.
    pub conflicts: Vec<String>,
}

/// A stay, as a form holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct StayFacts {
    /// At the gate, RFC 3339.
    pub arrived_at: Option<String>,
    /// Out again, RFC 3339.
    pub left_at: Option<String>,
    /// Minutes by which the place's clock is ahead of UTC.
    pub offset_minutes: i32,
}

/// Everything of a visit about access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccessLog {
    /// Stays, as they began.
    pub stays: Vec<StayView>,
    /// Requests, as they were made.
    pub rows: Vec<AccessView>,
    /// Minutes waited in all, over entries that count.
    pub waited_minutes: u32,
    /// Grounds on which access may be objected to: as the body's profile says, else as its kind has it. Codes as in
    /// [`AccessFacts::grounds`].
    pub grounds: Vec<String>,
    /// Where they are written: an article; empty where the body itself says them.
    pub grounds_source: String,
}

/// Add a request after the fact.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AccessAdd {
    /// The visit.
    pub visit: String,
    /// What it says.
    pub facts: AccessFacts,
}

/// Begin to wait, now.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AccessStart {
    /// The visit.
    pub visit: String,
    /// What for, as in [`AccessFacts::asked`]; absent: entry.
    #[serde(default)]
    #[ts(optional)]
    pub asked: Option<String>,
}

/// The wait is over, now.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AccessEnd {
    /// The visit.
    pub visit: String,
    /// The request.
    pub access: String,
    /// `granted`, `partly`, `refused`. What is granted after a quarter of an hour is kept as `delayed`.
    pub outcome: String,
}

/// Change a request: only what differs between `was` and `facts` is written.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct AccessSet {
    /// The visit.
    pub visit: String,
    /// The request.
    pub access: String,
    /// What the person was shown. Another one since: `stale`.
    pub was: AccessFacts,
    /// As it should be.
    pub facts: AccessFacts,
}

/// An entry made by mistake, or not after all.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct EntryDrop {
    /// The visit.
    pub visit: String,
    /// The entry.
    pub entry: String,
    /// Taken back or not.
    pub dropped: bool,
}

/// Add a stay after the fact, where nobody could write it down at the gate.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct StayAdd {
    /// The visit.
    pub visit: String,
    /// What it says: the arrival at least.
    pub facts: StayFacts,
}

/// The delegation is at the gate, now.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct StayArrive {
    /// The visit.
    pub visit: String,
    /// Minutes by which the place's clock is ahead of UTC.
    pub offset_minutes: i32,
}

/// The delegation is out again, now.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct StayLeave {
    /// The visit.
    pub visit: String,
    /// The stay.
    pub stay: String,
}

/// Change a stay: only what differs between `was` and `facts` is written.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct StaySet {
    /// The visit.
    pub visit: String,
    /// The stay.
    pub stay: String,
    /// What the person was shown. Another one since: `stale`.
    pub was: StayFacts,
    /// As it should be.
    pub facts: StayFacts,
}
