//! What was said: statements, allegations, injuries.

use super::body::BodyRegion;
use serde::{Deserialize, Serialize};

/// Degree of consistency of an injury with an account, for clinicians only (Istanbul Protocol).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum IstanbulDegree {
    NotConsistent,
    ConsistentWith,
    HighlyConsistent,
    TypicalOf,
    DiagnosticOf,
}

/// One statement of an interview.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// What was said.
    pub text: String,
    /// Theme.
    pub theme: Option<crate::theme::Theme>,
    /// Word for word rather than a summary.
    #[serde(default)]
    pub verbatim: bool,
    /// Lived, not heard from others.
    #[serde(default)]
    pub first_hand: bool,
    /// An allegation of ill-treatment.
    #[serde(default)]
    pub allegation: bool,
    /// What an allegation says: what, when, where, who, how often.
    #[serde(default, skip_serializing_if = "Account::is_empty")]
    pub account: Account,
    /// Injuries, by region of the body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub injuries: Vec<Injury>,
    /// A clinician's degree of consistency.
    #[serde(default)]
    pub degree: Option<IstanbulDegree>,
}

/// Longest member of an account and of what is said of an injury, characters.
pub const MAX_ACCOUNT_CHARS: usize = 2_000;
/// Most injuries in one statement.
pub const MAX_INJURIES: usize = 60;

/// What an allegation says. Each member may be empty: nobody is pressed for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Account {
    /// What was done.
    pub what: String,
    /// When.
    pub when: String,
    /// Where.
    pub place: String,
    /// By whom, by function; never a name that points at the person.
    pub who: String,
    /// How often.
    pub how_often: String,
}

impl Account {
    /// Nothing of it is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members().iter().all(|text| text.trim().is_empty())
    }

    /// Its members in the order in which they are asked.
    #[must_use]
    pub fn members(&self) -> [&str; 5] {
        [&self.what, &self.when, &self.place, &self.who, &self.how_often]
    }
}

/// An injury, seen or told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Injury {
    /// Where on the body.
    pub region: BodyRegion,
    /// What is seen or told of.
    #[serde(default)]
    pub about: String,
    /// Seen by the interviewer rather than told of.
    #[serde(default)]
    pub seen: bool,
    /// A clinician's degree of consistency with the account.
    #[serde(default)]
    pub degree: Option<IstanbulDegree>,
}

impl Statement {
    /// Whether it holds an assessment that only a clinician makes.
    #[must_use]
    pub fn assessed(&self) -> bool {
        self.degree.is_some() || self.injuries.iter().any(|injury| injury.degree.is_some())
    }

    /// Whether its parts are within their bounds.
    #[must_use]
    pub fn bounded(&self) -> bool {
        let short = |text: &str| text.chars().count() <= MAX_ACCOUNT_CHARS;
        self.account.members().into_iter().all(short)
            && self.injuries.len() <= MAX_INJURIES
            && self.injuries.iter().all(|injury| short(&injury.about))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(about: usize, injuries: usize) -> Statement {
        let injury = Injury {
            region: BodyRegion::FrontHead,
            about: "x".repeat(about),
            seen: true,
            degree: None,
        };
        Statement {
            text: "said".into(),
            theme: None,
            verbatim: false,
            first_hand: true,
            allegation: true,
            account: Account::default(),
            injuries: vec![injury; injuries],
            degree: None,
        }
    }

    #[test]
    fn accounts_and_injuries_have_bounds_on_both_sides() {
        assert!(statement(MAX_ACCOUNT_CHARS, MAX_INJURIES).bounded());
        assert!(!statement(MAX_ACCOUNT_CHARS + 1, 1).bounded());
        assert!(!statement(1, MAX_INJURIES + 1).bounded());
    }

    #[test]
    fn what_an_earlier_version_wrote_reads_and_what_is_not_said_is_not_written() {
        let old =
            r#"{"text":"said","theme":null,"verbatim":true,"first_hand":true,"allegation":true,"degree":"typical_of"}"#;
        let read: Statement = serde_json::from_str(old).unwrap();
        assert!(read.assessed() && read.account.is_empty() && read.injuries.is_empty());
        let written = serde_json::to_value(statement(0, 0)).unwrap();
        assert!(written.get("account").is_none() && written.get("injuries").is_none());
    }
}
