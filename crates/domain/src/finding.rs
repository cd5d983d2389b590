//! What the team concludes, with its evidence.

use crate::answer::SourceType;
use crate::dates::Day;
use crate::theme::Theme;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
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

/// Why an interview does not stand on its own beside the others that a finding stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dependence {
    /// The same person was heard again.
    SamePerson,
    /// The person repeats what another of those interviewed said.
    HeardFromOther,
    /// Hearsay: the person speaks of what others told them.
    SecondHand,
    /// A reason that a newer version gave. It is read and never written: whatever it is, the interview was said not to stand on
    /// its own.
    #[serde(skip_deserializing)]
    Newer,
}

/// Reads a reason; one that this version does not know, in whatever form, does not hide the link.
fn depends<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<Dependence>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Read {
        Known(Dependence),
        Newer(IgnoredAny),
    }
    let read = Option::<Read>::deserialize(reader)?;
    Ok(read.map(|read| match read {
        Read::Known(reason) => reason,
        Read::Newer(IgnoredAny) => Dependence::Newer,
    }))
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
    /// Why an interview does not stand on its own; none where it does. Of other kinds it says nothing.
    #[serde(default, deserialize_with = "depends", skip_serializing_if = "Option::is_none")]
    pub depends: Option<Dependence>,
}

impl Evidence {
    /// Whether it is an interview that supports the finding.
    fn is_heard(&self) -> bool {
        self.kind == EvidenceKind::Interview && !self.against
    }
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

/// How many interviews support a finding, each once.
#[must_use]
pub fn interviews(evidence: &[Evidence]) -> usize {
    distinct(evidence.iter().filter(|link| link.is_heard()))
}

/// How many of the interviews that support a finding are independent of each other.
///
/// Those that nobody marked stand on their own, each once. One that is marked leans on another: the same person spoke again,
/// repeats somebody else, or tells what others told them. It adds nothing to those that stand on their own, whatever the reason,
/// and so no hearsay makes two with an interview. Where every one is marked they count as one together: something was said,
/// and nobody knows that it came from more than one mouth. A mark says nothing of which interview is leaned on, so that nobody is
/// pointed at; where that one is taken off the count is too low rather than too high, and the mark can be taken off as well.
#[must_use]
pub fn independent_interviews(evidence: &[Evidence]) -> usize {
    let own = distinct(evidence.iter().filter(|link| link.is_heard() && link.depends.is_none()));
    own.max(interviews(evidence).min(1))
}

/// How many persons the interviews that support a finding were held with, as far as the marks tell: one who was heard again is
/// no other person, one who repeats others or speaks of hearsay is. What a newer version marked may be either, and is held for
/// nobody else.
#[must_use]
pub fn persons_heard(evidence: &[Evidence]) -> usize {
    let others = evidence.iter().filter(|link| {
        let again = matches!(link.depends, Some(Dependence::SamePerson | Dependence::Newer));
        link.is_heard() && !again
    });
    distinct(others).max(interviews(evidence).min(1))
}

fn distinct<'a>(links: impl Iterator<Item = &'a Evidence>) -> usize {
    links.map(|link| &link.target).collect::<BTreeSet<_>>().len()
}

/// Supported by two or more different source types, or by two independent interviews, as [`independent_interviews`] counts
/// them. What says the opposite supports nothing. Beside another source type an interview is a source of its own, hearsay too:
/// what was seen, and what was told of it, are two.
#[must_use]
pub fn triangulated(evidence: &[Evidence]) -> bool {
    let supporting = evidence.iter().filter(|link| !link.against);
    let sources: BTreeSet<_> = supporting.map(|link| link.source).collect();
    sources.len() >= 2 || independent_interviews(evidence) >= 2
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
            depends: None,
        }
    }

    fn heard(target: &str, depends: Option<Dependence>) -> Evidence {
        Evidence {
            depends,
            ..link(EvidenceKind::Interview, target, SourceType::Interview)
        }
    }

    const REASONS: [Dependence; 4] = [
        Dependence::SamePerson,
        Dependence::HeardFromOther,
        Dependence::SecondHand,
        Dependence::Newer,
    ];

    #[test]
    fn an_interview_that_leans_on_another_makes_no_second_one_and_is_a_source_beside_what_was_seen() {
        let own = heard("i1", None);
        let seen = link(EvidenceKind::Observation, "o1", SourceType::Observed);
        for reason in REASONS {
            let leaning = heard("i2", Some(reason));
            let again = heard("i3", Some(reason));
            assert!(!triangulated(&[own.clone(), leaning.clone()]), "{reason:?}");
            assert!(!triangulated(&[leaning.clone(), again.clone()]), "{reason:?}");
            assert_eq!(independent_interviews(&[leaning.clone(), again]), 1, "{reason:?}");
            assert!(triangulated(&[leaning.clone(), seen.clone()]), "{reason:?}");
            let with_two = [own.clone(), leaning, heard("i4", None)];
            assert!(triangulated(&with_two), "{reason:?}");
            assert_eq!((interviews(&with_two), independent_interviews(&with_two)), (3, 2));
        }
        assert_eq!(independent_interviews(&[seen]), 0);
    }

    #[test]
    fn one_who_says_the_opposite_is_no_second_voice_and_one_heard_again_is_no_other_person() {
        let denied = Evidence {
            against: true,
            ..heard("i2", None)
        };
        assert_eq!(independent_interviews(&[heard("i1", None), denied.clone()]), 1);
        let alone = [denied];
        assert_eq!((interviews(&alone), persons_heard(&alone)), (0, 0));
        let of = |reason| persons_heard(&[heard("i1", None), heard("i2", Some(reason))]);
        let counted = REASONS.map(of);
        assert_eq!(counted, [1, 2, 2, 1]);
        assert_eq!(persons_heard(&[heard("i1", Some(Dependence::SamePerson))]), 1);
    }

    #[test]
    fn a_reason_of_a_newer_version_leaves_the_link_readable_and_is_none_that_can_be_given() {
        let stored = |depends: &str| {
            let link = format!(r#"{{"kind":"interview","target":"i1","source":"interview","depends":{depends}}}"#);
            serde_json::from_str::<Evidence>(&link).unwrap().depends
        };
        assert_eq!(stored("null"), None);
        assert_eq!(stored(r#""second_hand""#), Some(Dependence::SecondHand));
        for newer in [r#""by_telephone""#, r#"{"on":"i2"}"#, "3"] {
            assert_eq!(stored(newer), Some(Dependence::Newer), "{newer}");
        }
        assert!(serde_json::from_str::<Dependence>(r#""newer""#).is_err());
        assert!(!serde_json::to_string(&heard("i1", None)).unwrap().contains("depends"));
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
        let reasons = proptest::option::of(proptest::sample::select(REASONS.to_vec()));
        let parts = (kinds, 0_u8..4, sources, any::<bool>(), reasons);
        parts.prop_map(|(kind, target, own, against, depends)| Evidence {
            kind,
            target: target.to_string(),
            source: kind.source().unwrap_or(own),
            against,
            depends,
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
        fn a_mark_never_triangulates_and_never_counts_more_than_there_are(
            links in proptest::collection::vec(any_link(), 0..8),
            at in 0_usize..8,
            reason in proptest::sample::select(REASONS.to_vec()),
        ) {
            let mut marked = links.clone();
            if let Some(link) = marked.get_mut(at) {
                link.depends = Some(reason);
            }
            prop_assert!(triangulated(&links) || !triangulated(&marked));
            for links in [&links, &marked] {
                let (all, own, persons) = (interviews(links), independent_interviews(links), persons_heard(links));
                prop_assert!(own <= persons && persons <= all && (own == 0) == (all == 0));
            }
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
