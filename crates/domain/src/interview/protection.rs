//! Risk to the person, what was done about it, and how the talk ended.

use crate::dates::Day;
use crate::ids::{DocumentId, MemberId};
use crate::slots::SlotId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is asked in the risk screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Risk {
    ReprisalRisk,
    SelfHarm,
    Minor,
    UrgentMedical,
    Urgent,
}

impl Risk {
    /// All, in the order in which they are asked.
    pub const ALL: [Self; 5] = [
        Self::ReprisalRisk,
        Self::SelfHarm,
        Self::Minor,
        Self::UrgentMedical,
        Self::Urgent,
    ];

    /// Its code: the field of [`Protection`] it stands in.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ReprisalRisk => "reprisal_risk",
            Self::SelfHarm => "self_harm",
            Self::Minor => "minor",
            Self::UrgentMedical => "urgent_medical",
            Self::Urgent => "urgent",
        }
    }

    /// From its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|risk| risk.code() == code)
    }
}

/// What was done about a risk. Whoever did it is the author of its slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handled {
    /// What was done.
    pub what: String,
    /// The writes that said yes and were known then: a yes that comes later is a new task.
    #[serde(default)]
    pub of: BTreeSet<SlotId>,
}

/// A day on which somebody looks whether a person suffered for having talked. Each member is a field of its own in the
/// record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recontact {
    /// The day.
    pub due: Option<Day>,
    /// Who looks.
    pub whom: Option<MemberId>,
    /// In which safe way, or what to ask.
    pub how: String,
    /// The day on which it was done.
    pub done_on: Option<Day>,
    /// What came of it.
    pub note: String,
    /// Not wanted any more.
    pub dropped: bool,
}

impl Recontact {
    /// Whether somebody still has to look.
    #[must_use]
    pub fn waits(&self) -> bool {
        !self.dropped && self.done_on.is_none() && self.due.is_some()
    }
}

/// Who gave information without an interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Informant {
    Held,
    Staff,
    Family,
    Lawyer,
    Health,
    Complainant,
    Other,
}

/// How likely it is that somebody suffers for what they told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RiskLevel {
    Low,
    Medium,
    High,
    Suffered,
}

/// Somebody of whom there is no interview, or was none when it was entered, and who may suffer for having given information (Article 21). Each member is a
/// field of its own in a record that only chosen members open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reprisal {
    /// The visit it is about, where it is about one.
    pub visit: Option<DocumentId>,
    /// Who it is, by kind.
    pub informant: Option<Informant>,
    /// How likely it is.
    pub level: Option<RiskLevel>,
    /// What they told, and whom it touches, in short.
    pub about: String,
    /// What may happen, or has.
    pub risk: String,
    /// What was agreed against it.
    pub mitigation: String,
    /// The safe way to reach them.
    pub channel: String,
    /// Nothing more to watch, and why; empty while it is watched.
    pub closed: String,
    /// The interview that the same person gave before or since: what they take back there is taken back here.
    pub interview: Option<DocumentId>,
    /// Entered by mistake.
    pub dropped: bool,
}

/// How the talk ended. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ending {
    /// What was noted was read back to the person.
    pub read_back: Option<bool>,
    /// The person was asked whether they withdraw anything.
    pub asked_to_withdraw: Option<bool>,
    /// The day on which somebody looks whether they suffered for having talked.
    pub check_on: Option<Day>,
}

/// Risk and protection. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Protection {
    /// Risk of reprisal.
    pub reprisal_risk: Option<bool>,
    /// Risk of self-harm.
    pub self_harm: Option<bool>,
    /// A minor.
    pub minor: Option<bool>,
    /// Urgent medical need.
    pub urgent_medical: Option<bool>,
    /// Fears, in the person's terms.
    pub fears: String,
    /// Mitigation agreed.
    pub mitigation: String,
    /// Wish to be contacted again.
    pub recontact_wanted: Option<bool>,
    /// A safe way to do it.
    pub recontact_way: String,
    /// Referral made.
    pub referral: String,
    /// Something cannot wait.
    pub urgent: Option<bool>,
}

impl Protection {
    /// Any yes pins a strip on the note and makes a task for the lead.
    #[must_use]
    pub fn at_risk(&self) -> bool {
        Risk::ALL.into_iter().any(|risk| self.says(risk) == Some(true))
    }

    /// What it says of one risk.
    #[must_use]
    pub fn says(&self, risk: Risk) -> Option<bool> {
        match risk {
            Risk::ReprisalRisk => self.reprisal_risk,
            Risk::SelfHarm => self.self_harm,
            Risk::Minor => self.minor,
            Risk::UrgentMedical => self.urgent_medical,
            Risk::Urgent => self.urgent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_yes_is_a_risk_and_nothing_else_is() {
        assert!(!Protection::default().at_risk());
        for risk in Risk::ALL {
            let json = |value: bool| serde_json::json!({ risk.code(): value });
            let yes: Protection = serde_json::from_value(json(true)).unwrap();
            let no: Protection = serde_json::from_value(json(false)).unwrap();
            assert_eq!((yes.at_risk(), no.at_risk()), (true, false), "{risk:?}");
            assert_eq!(Risk::from_code(risk.code()), Some(risk));
        }
    }
}
