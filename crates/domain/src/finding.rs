//! What the team concludes, with its evidence.

use crate::answer::SourceType;
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

/// Longest statement, characters.
pub const MAX_STATEMENT_CHARS: usize = 20_000;

/// Supported by two or more different source types, or by two independent interviews.
#[must_use]
pub fn triangulated(evidence: &[Evidence]) -> bool {
    let sources: BTreeSet<_> = evidence.iter().map(|link| link.source).collect();
    let interviews: BTreeSet<_> = evidence
        .iter()
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
        assert!(triangulated(&[seen, told.clone()]));
        assert!(triangulated(&[told, told_by_another]));
    }
}
