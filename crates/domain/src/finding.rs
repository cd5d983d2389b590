//! What the team concludes, with its evidence.

use crate::answer::SourceType;
use crate::dates::Day;
use crate::theme::Theme;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where a finding stands. Withdrawn findings stay in the record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FindingStatus {
    #[default]
    Draft,
    Established,
    Withdrawn,
}

/// How sure the team is of it. What nobody judged is still to be verified.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Confidence {
    #[default]
    ToBeVerified,
    Likely,
    Confirmed,
}

/// How bad it is for those it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Falls short of a standard; nobody is harmed by it now.
    Shortcoming,
    /// Wears people down day by day.
    Hardship,
    /// Harms health, dignity or rights.
    Serious,
    /// A danger to life, or ill-treatment.
    Grave,
}

/// How many it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Spread {
    OnePerson,
    Some,
    OneUnit,
    Many,
    WholePlace,
}

/// How far a text has gone through the team.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Review {
    #[default]
    Draft,
    InReview,
    Agreed,
}

/// What kind of record supports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum EvidenceKind {
    Answer,
    Observation,
    Interview,
}

/// A link to what supports a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// Kind of record.
    pub kind: EvidenceKind,
    /// `area/checklist/item`, or the record's id.
    pub target: String,
    /// Source type of what is linked.
    pub source: SourceType,
    /// It says the opposite: kept in sight, and counted for nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub against: bool,
}

/// The fields of a finding; each is a field of its own in the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What the team concludes.
    pub statement: String,
    /// Theme.
    pub theme: Theme,
    /// Where it stands.
    #[serde(default)]
    pub status: FindingStatus,
    /// How sure the team is.
    #[serde(default)]
    pub confidence: Confidence,
    /// A good practice rather than a concern.
    #[serde(default)]
    pub good_practice: bool,
}

/// What the team writes about a finding beside the statement. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Weight {
    /// How bad it is.
    pub severity: Option<Severity>,
    /// How many it concerns.
    pub spread: Option<Spread>,
    /// Why it is so: law, practice, means, attitude.
    pub root_cause: String,
    /// Standards named by hand, beside those of the items it stands on.
    pub standards: Vec<String>,
    /// Why it is established though one kind of source alone supports it.
    pub one_source_reason: String,
    /// How far its text has gone through the team.
    pub review: Review,
    /// It is for the final talk with the management.
    pub immediate: bool,
    /// The day on which the management was told.
    pub told_on: Option<Day>,
}

/// Longest root cause, or reason, characters.
pub const MAX_WEIGHT_CHARS: usize = 10_000;
/// Most standards named by hand.
pub const MAX_STANDARDS: usize = 30;
/// Longest standard, characters: "MR 13".
pub const MAX_STANDARD_CHARS: usize = 120;

/// Longest statement, characters.
pub const MAX_STATEMENT_CHARS: usize = 20_000;

/// Supported by two or more different source types, or by two independent interviews. What says the opposite supports
/// nothing.
#[must_use]
pub fn triangulated(evidence: &[Evidence]) -> bool {
    let evidence = || evidence.iter().filter(|link| !link.against);
    let sources: BTreeSet<_> = evidence().map(|link| link.source).collect();
    let interviews: BTreeSet<_> = evidence()
        .filter(|link| link.kind == EvidenceKind::Interview)
        .map(|link| &link.target)
        .collect();
    sources.len() >= 2 || interviews.len() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(kind: EvidenceKind, target: &str, source: SourceType) -> Evidence {
        Evidence {
            kind,
            target: target.into(),
            source,
            against: false,
        }
    }

    #[test]
    fn two_kinds_of_source_or_two_people_triangulate_and_one_person_twice_does_not() {
        let seen = link(EvidenceKind::Observation, "o1", SourceType::Observed);
        let seen_again = link(EvidenceKind::Observation, "o2", SourceType::Observed);
        let told = link(EvidenceKind::Interview, "i1", SourceType::Interview);
        let told_by_another = link(EvidenceKind::Interview, "i2", SourceType::Interview);
        assert!(!triangulated(&[]));
        assert!(!triangulated(&[seen.clone(), seen_again]));
        assert!(!triangulated(&[told.clone(), told.clone()]));
        let denied = Evidence {
            against: true,
            ..told.clone()
        };
        assert!(!triangulated(&[seen.clone(), denied]), "the opposite supports nothing");
        assert!(triangulated(&[seen, told.clone()]));
        assert!(triangulated(&[told, told_by_another]));
    }
}
