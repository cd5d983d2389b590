//! What passes between the body and an authority about a recommendation, and what the body finds out about it.

use super::Implementation;
use crate::answer::SourceType;
use crate::dates::Day;
use crate::ids::{DocumentId, JointReplyId};
use serde::{Deserialize, Serialize};

/// How a reply is graded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grade {
    /// Satisfactory.
    #[serde(rename = "a")]
    Satisfactory,
    /// Partial.
    #[serde(rename = "b")]
    Partial,
    /// Not satisfactory.
    #[serde(rename = "c")]
    NotSatisfactory,
    /// There was none: it is logged that the authority kept silent, which is no reply.
    #[serde(rename = "d")]
    None,
}

/// What the authority answered. Each member is a field under `answered/<id>/`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reply {
    /// The day it bears.
    pub on: Option<Day>,
    /// Its number or file reference.
    pub reference: String,
    /// What it says, quoted or summed up.
    pub words: String,
    /// How the body grades it; none before it was read.
    pub grade: Option<Grade>,
    /// The authority says that it will not do it.
    pub refuses: bool,
    /// The reply to several recommendations of which this is what it says about one; none of a reply to this one alone.
    pub joint: Option<JointReplyId>,
    /// Of a joint reply, the authority that sent it: its documents are kept with that record.
    pub from: Option<DocumentId>,
    /// Logged by mistake. It stays in the record and counts no more.
    pub dropped: bool,
}

/// Most recommendations that one reply answers.
pub const MAX_IN_REPLY: usize = 200;

impl Reply {
    /// Whether the authority said something: not a mistake, and not its silence.
    #[must_use]
    pub fn is_reply(&self) -> bool {
        !self.dropped && self.grade != Some(Grade::None)
    }
}

/// A letter in which it went to an authority. Each member is a field under `letter/<id>/`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letter {
    /// The day it bears.
    pub on: Option<Day>,
    /// Its number or file reference.
    pub reference: String,
    /// To whom.
    pub addressee: Option<DocumentId>,
    /// Their name on that day: authorities are renamed.
    pub to: String,
    /// The text of the recommendation as it was sent, of at most [`MAX_TEXT_CHARS`](super::MAX_TEXT_CHARS): the text itself may be
    /// written anew. None in a letter that an earlier version logged.
    pub words: Option<String>,
    /// Logged by mistake.
    pub dropped: bool,
}

/// How something was said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Way {
    #[default]
    Meeting,
    Call,
    Letter,
    Email,
    Other,
}

/// A step of the dialogue that is no reply: a meeting, a call, a reminder. Each member is a field under `message/<id>/`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Message {
    /// The day.
    pub on: Option<Day>,
    /// How.
    pub way: Way,
    /// What was said.
    pub words: String,
    /// Logged by mistake.
    pub dropped: bool,
}

/// What somebody who looked found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckResult {
    /// Nothing was done.
    Not,
    /// Something was done.
    Partly,
    /// All was done.
    Fully,
    /// It could not be seen.
    CannotTell,
}

/// What one member found at a visit: one value at `verified/<recommendation>` in the record of the visit, written by that
/// member alone. It is what a person saw, like an answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Verified {
    /// What they found.
    pub result: CheckResult,
    /// Where they know it from.
    pub source: Option<SourceType>,
    /// In their words.
    #[serde(default)]
    pub note: String,
}

/// Two members agree when they found the same, whatever they say beside it: as with answers.
impl PartialEq for Verified {
    fn eq(&self, other: &Self) -> bool {
        self.result == other.result
    }
}

/// What was found out without a visit: a law in the gazette, a budget, a report of another body. Each member is a field under
/// `verification/<id>/`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Check {
    /// The day.
    pub on: Option<Day>,
    /// What was found.
    pub result: Option<CheckResult>,
    /// Where from.
    pub source: Option<SourceType>,
    /// In words.
    pub words: String,
    /// Logged by mistake.
    pub dropped: bool,
}

/// The state that results propose: what all who could tell agree on. Nothing where they differ, or nobody could.
#[must_use]
pub fn proposed(results: &[CheckResult]) -> Option<Implementation> {
    let mut told = results.iter().filter(|result| **result != CheckResult::CannotTell);
    let first = told.next()?;
    if told.any(|result| result != first) {
        return None;
    }
    match first {
        CheckResult::Not => Some(Implementation::None),
        CheckResult::Partly => Some(Implementation::Partial),
        CheckResult::Fully => Some(Implementation::Full),
        CheckResult::CannotTell => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_all_who_could_tell_agree_on_is_proposed() {
        use CheckResult::{CannotTell, Fully, Not, Partly};
        assert_eq!(proposed(&[]), None);
        assert_eq!(proposed(&[CannotTell]), None);
        assert_eq!(proposed(&[CannotTell, Fully, Fully]), Some(Implementation::Full));
        assert_eq!(proposed(&[Not]), Some(Implementation::None));
        assert_eq!(proposed(&[Partly]), Some(Implementation::Partial));
        assert_eq!(proposed(&[Partly, Fully]), None);
    }

    #[test]
    fn silence_and_slips_are_no_reply() {
        let of = |grade, dropped| Reply {
            grade,
            dropped,
            ..Reply::default()
        };
        assert!(of(None, false).is_reply());
        assert!(of(Some(Grade::NotSatisfactory), false).is_reply());
        assert!(!of(Some(Grade::None), false).is_reply());
        assert!(!of(Some(Grade::Satisfactory), true).is_reply());
    }

    #[test]
    fn a_reply_of_an_earlier_version_answers_one_recommendation_alone() {
        let earlier = r#"{"on": "2026-03-10", "words": "It was done.", "grade": "a"}"#;
        let read: Reply = serde_json::from_str(earlier).unwrap();
        assert_eq!((read.joint, read.from), (None, None));
    }

    #[test]
    fn grades_are_written_as_their_letters() {
        let letters: Vec<String> = [Grade::Satisfactory, Grade::Partial, Grade::NotSatisfactory, Grade::None]
            .iter()
            .map(|grade| serde_json::to_string(grade).unwrap())
            .collect();
        assert_eq!(letters, ["\"a\"", "\"b\"", "\"c\"", "\"d\""]);
    }
}
