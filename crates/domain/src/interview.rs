//! Interview notes: what one person said, under what protection, and what they agreed to.
//!
//! A note knows a pseudonym only. The real identity lives in the identity vault, under a key of its own.

mod body;
mod consent;
mod protection;
mod pseudonym;
mod statement;
mod words;

pub use body::BodyRegion;
pub use consent::{Consent, ConsentState, Consents, Purpose};
pub use protection::{Ending, Handled, Informant, Protection, Recontact, Reprisal, Risk, RiskLevel};
pub use pseudonym::{derive_mark, derive_pseudonym};
pub use statement::{Account, Injury, IstanbulDegree, MAX_ACCOUNT_CHARS, MAX_INJURIES, Statement};
pub use words::holds_words;

use crate::dates::Timestamp;
use crate::ids::MemberId;
use serde::{Deserialize, Serialize};

/// Who was interviewed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Interviewee {
    #[default]
    Individual,
    Group,
    Staff,
    Family,
}

/// How the person was selected. Named by the management is a warning sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Selection {
    Random,
    AskedForIt,
    ChosenByTeam,
    NamedByManagement,
}

/// The frame of an interview. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Frame {
    /// The visit it belongs to.
    pub visit: Option<crate::ids::DocumentId>,
    /// The only name.
    pub pseudonym: String,
    /// Start.
    pub started_at: Option<Timestamp>,
    /// End.
    pub ended_at: Option<Timestamp>,
    /// Interviewer.
    pub interviewer: Option<MemberId>,
    /// Note-taker.
    pub note_taker: Option<MemberId>,
    /// Unit, coarse.
    pub unit: String,
    /// Setting: room, yard, cell.
    pub setting: String,
    /// Who was within earshot.
    pub within_earshot: String,
    /// Individual, group, staff, family.
    pub interviewee: Interviewee,
    /// Persons in a group.
    pub group_size: Option<u32>,
    /// How selected.
    pub selection: Option<Selection>,
    /// Language.
    pub language: String,
    /// Interpreter's code.
    pub interpreter: String,
    /// The interpreter is independent of the place.
    pub interpreter_independent: Option<bool>,
    /// The interpreter signed a confidentiality undertaking.
    pub interpreter_undertaking: Option<bool>,
}

/// A group of fewer persons points at each of them.
pub const SMALL_GROUP_PERSONS: u32 = 3;

impl Frame {
    /// A group so small, or of so unknown a size, that a quote from it points at who spoke.
    #[must_use]
    pub fn small_group(&self) -> bool {
        self.interviewee == Interviewee::Group && self.group_size.is_none_or(|persons| persons < SMALL_GROUP_PERSONS)
    }
}

/// Codes of vulnerabilities that are offered; others are written in words.
pub const VULNERABILITIES: [&str; 9] = [
    "minor",
    "older",
    "pregnant_or_with_child",
    "disability",
    "illness",
    "mental_health",
    "foreign",
    "minority",
    "survivor",
];

/// Codes of legal statuses that are offered. Beside the last stands in words which; older notes hold words in place of a code.
pub const LEGAL_STATUSES: [&str; 4] = ["remand", "sentenced", "administrative", "other"];

/// Codes of genders that are offered, as [`LEGAL_STATUSES`] are.
pub const GENDERS: [&str; 3] = ["women", "men", "other"];

/// The situation of the person, coarse on purpose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Situation {
    /// Legal status: a code, or words where an older version wrote it.
    pub legal_status: String,
    /// Which other one.
    pub legal_status_other: String,
    /// Time held.
    pub time_held: String,
    /// Age band.
    pub age_band: String,
    /// Gender: a code, or words where an older version wrote it.
    pub gender: String,
    /// Which other one.
    pub gender_other: String,
    /// Vulnerabilities.
    pub vulnerabilities: Vec<String>,
    /// Needs.
    pub needs: String,
}

/// Analysis by the team. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Analysis {
    /// Corroborating sources.
    pub corroborated_by: String,
    /// Contradictions.
    pub contradicted_by: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_small_under_three_persons_and_while_nobody_counted_them() {
        let group = |group_size| Frame {
            interviewee: Interviewee::Group,
            group_size,
            ..Frame::default()
        };
        assert!(group(None).small_group());
        assert!(group(Some(SMALL_GROUP_PERSONS - 1)).small_group());
        assert!(!group(Some(SMALL_GROUP_PERSONS)).small_group());
        assert!(
            !Frame::default().small_group(),
            "one person is quoted under a pseudonym"
        );
    }
}
