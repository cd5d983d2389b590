//! What was seen, measured or read on a visit.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something seen, measured or read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Observation {
    /// Its id.
    pub id: String,
    /// What.
    pub text: String,
    /// Where, an area id.
    pub area: Option<String>,
    /// Theme code.
    pub theme: Option<String>,
    /// `observed`, `interview`, `register`, `staff`, `document`, `measured`.
    pub source: String,
    /// Needs care.
    pub flag: bool,
    /// Who.
    pub by: String,
    /// Whether it is this device's member.
    pub mine: bool,
    /// When, RFC 3339.
    pub at: String,
    /// Taken back: it stays in the record and counts no more.
    pub withdrawn: bool,
}

/// Correct an observation. Only what differs is written; a colleague's words stay beside it.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ObservationSet {
    /// Which.
    pub observation: String,
    /// As it should be.
    pub facts: ObservationAdd,
}

/// Take an observation back, or take that back.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ObservationWithdraw {
    /// The visit.
    pub visit: String,
    /// Which.
    pub observation: String,
    /// Taken back or not.
    pub withdrawn: bool,
}

/// Add an observation.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ObservationAdd {
    /// The visit.
    pub visit: String,
    /// What.
    pub text: String,
    /// Where.
    pub area: Option<String>,
    /// Theme.
    pub theme: Option<String>,
    /// Source type.
    pub source: String,
    /// Needs care.
    pub flag: bool,
}
