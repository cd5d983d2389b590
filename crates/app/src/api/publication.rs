//! Whether the report of a visit may be published, and what was decided on it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether a report or a letter may be published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PublicationSaid {
    /// `may`; `from` a day on; `put_off` by the State under Article 24 of the Protocol; `confidential`; `unread` where what was
    /// decided on it cannot be read here.
    pub verdict: String,
    /// `from`: the day; `put_off`: until when, where that is known.
    pub from: Option<String>,
    /// On what it rests, where it was released: as in [`PublicationInput::basis`].
    pub basis: Option<String>,
    /// `national`, `international`, `other`: who may release it depends on that.
    pub body_kind: String,
    /// Where that is written: an article; empty where it is the body's own rule, or practice.
    pub source: String,
    /// Where it is written that no personal data is published without the person's express consent; may be empty.
    pub consent_source: String,
    /// How and when the body publishes, in its own words; may be empty.
    pub rule: String,
}

/// What was decided on the publication of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PublicationInput {
    /// `decided` by the body, `state_asked`, `state_published` in part, decided by the `committee`; none while nothing is.
    pub basis: Option<String>,
    /// The first day on which it may be published.
    pub from: Option<String>,
    /// What else there is to say.
    pub note: String,
}

/// Whether the report of a visit may be published, and what was decided on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PublicationView {
    /// Whether.
    pub said: PublicationSaid,
    /// What was decided.
    pub facts: PublicationInput,
    /// This member may change it.
    pub may_change: bool,
    /// Fields on which devices disagree, as merge paths: what is disputed releases nothing.
    pub conflicts: Vec<String>,
}

/// Record what was decided on the publication of a report. For leads; also of a closed visit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PublicationSet {
    /// The visit.
    pub visit: String,
    /// As the person was shown it. Where a colleague changed the same fact since, nothing is written: `stale`.
    pub was: PublicationInput,
    /// As it should be.
    pub facts: PublicationInput,
}
