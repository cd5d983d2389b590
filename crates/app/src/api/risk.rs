//! Risks to a person, as tasks of a lead.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A risk that nobody has handled yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RiskTask {
    /// The interview.
    pub interview: String,
    /// Its visit.
    pub visit: String,
    /// The place's name.
    pub place_name: String,
    /// The only name.
    pub pseudonym: String,
    /// `reprisal_risk`, `self_harm`, `minor`, `urgent_medical`, `urgent`; `check_on`: look on a day whether they suffered
    /// for having talked.
    pub risk: String,
    /// Who said so.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// The day it is due, where it has one.
    pub due: Option<String>,
}

/// What was done about a risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RiskHandled {
    /// Which, as in [`RiskTask::risk`].
    pub risk: String,
    /// What was done.
    pub what: String,
    /// By whom.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

/// Say what was done about a risk.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RiskHandle {
    /// The interview.
    pub interview: String,
    /// Which, as in [`RiskTask::risk`].
    pub risk: String,
    /// What was done.
    pub what: String,
}
