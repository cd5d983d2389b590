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

/// What kind of record supports it. A kind that a newer version knows is unreadable here: its link stays in the record as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// An answer: `area/checklist/item`.
    Answer,
    /// An observation, by its id.
    Observation,
    /// An interview, by its id.
    Interview,
    /// A number of persons held that was noted on the visit: `group/source`.
    Count,
    /// A sample of a register, by its id.
    Sample,
    /// A request on site that was delayed, met in part or refused, by its id.
    Access,
    /// A document of a place that is kept elsewhere: `place/document`.
    Document,
    /// A reply of an authority: `recommendation/reply`.
    Reply,
    /// A file kept with the visit, by its id.
    Attachment,
}

impl EvidenceKind {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Observation,
        Self::Interview,
        Self::Answer,
        Self::Count,
        Self::Sample,
        Self::Access,
        Self::Document,
        Self::Reply,
        Self::Attachment,
    ];

    /// The source type of everything of this kind; none where each says its own.
    ///
    /// A finding is triangulated by where its evidence comes from and not by the form in which it was taken down. A sample is
    /// the register read, and a number from the register is the same written source read for another purpose: beside each other
    /// they are one source type. A number that the staff said or that the delegation counted is another. What an authority
    /// wrote, to the body or for itself, is a document, which no register is. A refusal is what the delegation itself met with:
    /// it counts as observed, and so it never makes two of what the delegation saw alone.
    #[must_use]
    pub fn source(self) -> Option<SourceType> {
        match self {
            Self::Interview => Some(SourceType::Interview),
            Self::Sample => Some(SourceType::Register),
            Self::Access => Some(SourceType::Observed),
            Self::Document | Self::Reply => Some(SourceType::Document),
            Self::Answer | Self::Observation | Self::Count | Self::Attachment => None,
        }
    }
}

/// The source type of a file by what it is: pictures, sound and film are what the delegation took down of what was there, and
/// count as observed; any other file is a document.
#[must_use]
pub fn source_of_file(media: &str) -> SourceType {
    match media.split('/').next() {
        Some("image" | "audio" | "video") => SourceType::Observed,
        _ => SourceType::Document,
    }
}

/// A link to what supports a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// Kind of record.
    pub kind: EvidenceKind,
    /// Which, as its kind is named.
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
    use proptest::prelude::*;

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

    #[test]
    fn a_register_read_twice_is_one_source_and_a_count_of_heads_beside_it_is_another() {
        let of = |kind: EvidenceKind, target: &str| link(kind, target, kind.source().unwrap());
        let number = |source: SourceType| link(EvidenceKind::Count, "total/register", source);
        let sample = of(EvidenceKind::Sample, "s1");
        assert!(!triangulated(&[sample.clone(), number(SourceType::Register)]));
        assert!(triangulated(&[sample.clone(), number(SourceType::Observed)]));
        assert!(triangulated(&[sample, of(EvidenceKind::Document, "p1/d1")]));
        let refused = of(EvidenceKind::Access, "a1");
        let seen = link(EvidenceKind::Observation, "o1", SourceType::Observed);
        assert!(!triangulated(&[refused.clone(), seen]), "both are the delegation's own");
        assert!(triangulated(&[refused, of(EvidenceKind::Reply, "r1/a1")]));
    }

    #[test]
    fn pictures_count_as_seen_and_papers_as_documents() {
        for media in ["image/jpeg", "audio/ogg", "video/mp4"] {
            assert_eq!(source_of_file(media), SourceType::Observed, "{media}");
        }
        for media in ["application/pdf", "text/csv", "application/octet-stream", ""] {
            assert_eq!(source_of_file(media), SourceType::Document, "{media}");
        }
    }

    #[test]
    fn links_of_an_earlier_version_read_and_a_kind_of_a_newer_one_does_not_pass_for_another() {
        let old = r#"{"kind":"observation","target":"o1","source":"observed"}"#;
        let read: Evidence = serde_json::from_str(old).unwrap();
        assert_eq!(read, link(EvidenceKind::Observation, "o1", SourceType::Observed));
        let newer = old.replace("observation", "hologram");
        assert!(serde_json::from_str::<Evidence>(&newer).is_err());
        let codes = EvidenceKind::ALL.map(|kind| serde_json::to_value(kind).unwrap());
        let codes: BTreeSet<&str> = codes.iter().filter_map(|code| code.as_str()).collect();
        assert_eq!(codes.len(), EvidenceKind::ALL.len());
    }

    const SOURCES: [SourceType; 6] = [
        SourceType::Observed,
        SourceType::Interview,
        SourceType::Register,
        SourceType::Staff,
        SourceType::Document,
        SourceType::Measured,
    ];

    fn any_link() -> impl Strategy<Value = Evidence> {
        let kinds = proptest::sample::select(EvidenceKind::ALL.to_vec());
        let sources = proptest::sample::select(SOURCES.to_vec());
        (kinds, 0_u8..4, sources, any::<bool>()).prop_map(|(kind, target, own, against)| Evidence {
            kind,
            target: target.to_string(),
            source: kind.source().unwrap_or(own),
            against,
        })
    }

    proptest! {
        #[test]
        fn triangulation_asks_for_no_order_and_more_evidence_never_undoes_it(
            links in proptest::collection::vec(any_link(), 0..8),
            more in any_link(),
        ) {
            let turned: Vec<Evidence> = links.iter().rev().cloned().collect();
            prop_assert_eq!(triangulated(&links), triangulated(&turned));
            let grown: Vec<Evidence> = links.iter().cloned().chain([more]).collect();
            prop_assert!(!triangulated(&links) || triangulated(&grown));
        }

        #[test]
        fn one_source_type_triangulates_by_nothing_but_a_second_interview(
            links in proptest::collection::vec(any_link(), 0..8),
        ) {
            let one: Vec<Evidence> = links
                .into_iter()
                .filter(|link| link.source == SourceType::Register && link.kind != EvidenceKind::Interview)
                .collect();
            prop_assert!(!triangulated(&one));
        }
    }
}
