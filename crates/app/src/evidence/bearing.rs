//! What of a finding may read otherwise after something was written: in the record of its visit, in another, or in what stands beside.

use visita_domain::finding::{Evidence, EvidenceKind};
use visita_record::DocumentKind;

/// Whether what is written at a path of the visit's record, in its parts, may change how something linked is shown or counts.
/// What only some links depend on is told here, but for the names of areas; whatever else is written bears on all of them.
pub(crate) fn bears_on(path: &[&str], link: &Evidence) -> bool {
    let is = |kind, id: &str| link.kind == kind && link.target == id;
    match path {
        [
            "finding" | "comment" | "remark" | "task" | "team" | "packing" | "passage",
            ..,
        ] => false,
        ["withdrawal", "finding", _] => false,
        // Answers to one question are held against each other, and against numbers that were counted.
        ["answer", _, question @ ..] => {
            let of_it = || link.target.split('/').skip(1).eq(question.iter().copied());
            link.kind == EvidenceKind::Count || (link.kind == EvidenceKind::Answer && of_it())
        }
        ["observation", id, _] => is(EvidenceKind::Observation, id),
        ["sample", id, _] => is(EvidenceKind::Sample, id),
        ["access", id, _] => is(EvidenceKind::Access, id),
        ["attachment", id, _] => is(EvidenceKind::Attachment, id),
        [text] => *text != DocumentKind::Visit.text(),
        _ => true,
    }
}

/// The other record that something linked leads to; none of what stands in the record of the visit.
pub(crate) fn leads_to(link: &Evidence) -> Option<&str> {
    match link.kind {
        EvidenceKind::Interview | EvidenceKind::Document | EvidenceKind::Reply => link.target.split('/').next(),
        EvidenceKind::Answer
        | EvidenceKind::Observation
        | EvidenceKind::Count
        | EvidenceKind::Sample
        | EvidenceKind::Access
        | EvidenceKind::Attachment => None,
    }
}

/// Whether something linked is told with the name of its area, or held against what stands beside the visit.
pub(crate) fn rests_on_others(link: &Evidence) -> bool {
    match link.kind {
        EvidenceKind::Answer | EvidenceKind::Count => true,
        EvidenceKind::Observation
        | EvidenceKind::Interview
        | EvidenceKind::Sample
        | EvidenceKind::Access
        | EvidenceKind::Document
        | EvidenceKind::Reply
        | EvidenceKind::Attachment => false,
    }
}
