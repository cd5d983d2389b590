//! How what is linked stands in the record of its visit: where it comes from, and whether it was taken off.

use crate::access::ACCESS;
use crate::attachments::file_named;
use crate::contradictions::count_of;
use crate::entries::entry;
use crate::observations::observation_withdrawn;
use crate::population::SAMPLE;
use std::collections::BTreeMap;
use visita_domain::access::{Access, Outcome};
use visita_domain::answer::{Answer, SourceType};
use visita_domain::finding::{Evidence, EvidenceKind, source_of_file};
use visita_domain::register::Sample;
use visita_record::RecordDocument;

/// Something of each thing that evidence names, asked once for each.
pub(crate) struct Targets<T>(BTreeMap<EvidenceKind, BTreeMap<String, Option<T>>>);

impl<T> Targets<T> {
    pub(crate) fn of<'a>(
        links: impl IntoIterator<Item = &'a Evidence>,
        mut ask: impl FnMut(&Evidence) -> Option<T>,
    ) -> Self {
        let mut found: BTreeMap<EvidenceKind, BTreeMap<String, Option<T>>> = BTreeMap::new();
        for link in links {
            let of_kind = found.entry(link.kind).or_default();
            if !of_kind.contains_key(&link.target) {
                of_kind.insert(link.target.clone(), ask(link));
            }
        }
        Self(found)
    }

    pub(crate) fn get(&self, kind: EvidenceKind, target: &str) -> Option<&T> {
        self.0.get(&kind)?.get(target)?.as_ref()
    }
}

/// How something that can be linked stands in the record of the visit.
pub(super) struct Standing {
    /// Where it comes from; none where nobody said.
    pub source: Option<SourceType>,
    /// Taken off, or no longer what it was linked for: a request that was met after all.
    pub taken_off: bool,
}

/// How a thing stands; none of what this record does not hold.
pub(super) fn standing_here(record: &RecordDocument, kind: EvidenceKind, target: &str) -> Option<Standing> {
    let (source, taken_off) = match kind {
        EvidenceKind::Answer => {
            let field = record.field::<Answer>(&format!("answer/{target}")).ok()?;
            if field.slots.is_empty() {
                return None;
            }
            // What was answered and is no longer was taken back.
            let shown = field.shown();
            (shown.and_then(|answer| answer.source), shown.is_none())
        }
        EvidenceKind::Observation => {
            let field = record.field::<SourceType>(&format!("observation/{target}/source"));
            let source = field.ok().and_then(|field| field.shown().copied());
            (source, observation_withdrawn(record, target))
        }
        EvidenceKind::Count => {
            let (_, source) = count_of(target)?;
            let field = record.field::<u32>(&format!("population/{target}")).ok()?;
            let was_noted = !field.slots.is_empty();
            (Some(source).filter(|_| was_noted), was_noted && field.shown().is_none())
        }
        EvidenceKind::Sample => (kind.source(), entry::<Sample>(record, SAMPLE, target)?.facts.dropped),
        EvidenceKind::Access => {
            let facts = entry::<Access>(record, ACCESS, target)?.facts;
            let short = facts.outcome.is_some_and(Outcome::falls_short);
            (kind.source(), facts.dropped || !short)
        }
        EvidenceKind::Attachment => {
            let file = file_named(record, target)?;
            (Some(source_of_file(&file.media)), file.withdrawn)
        }
        EvidenceKind::Interview | EvidenceKind::Document | EvidenceKind::Reply => return None,
    };
    Some(Standing { source, taken_off })
}

/// How each of so many things that are linked stands in the record of the visit.
pub(super) fn standings<'a>(
    record: &RecordDocument,
    links: impl IntoIterator<Item = &'a Evidence>,
) -> Targets<Standing> {
    Targets::of(links, |link| standing_here(record, link.kind, &link.target))
}
