//! What can be linked to a finding, and the links themselves: made, and taken away again.

use super::depending::dependence;
use super::{REPLY, Standing, evidence_at, evidence_view, standing_here};
use crate::access::requests;
use crate::api::evidence::{Evidence, EvidenceAdd, EvidenceSources};
use crate::api::vault::Saved;
use crate::api::visit::VisitRef;
use crate::api::{ApiError, ErrorCode};
use crate::attachments::{ATTACHMENT, file_named};
use crate::entries::standing;
use crate::findings::{ids, read_finding};
use crate::observations::observations;
use crate::population::{SAMPLE, noted};
use crate::session::{Session, code_of, from_code};
use serde_json::{Value, json};
use visita_domain::access::Outcome;
use visita_domain::answer::{Answer, SourceType};
use visita_domain::dates::rfc3339;
use visita_domain::finding::{self, EvidenceKind};
use visita_domain::place::parts::{Document, Part as _};
use visita_domain::recommendation::Reply;
use visita_domain::register::Sample;
use visita_domain::slots::WritePolicy;
use visita_domain::visit::Visit;
use visita_domain::{DocumentId, FindingId};
use visita_record::{DocumentKind, RecordDocument};

/// Everything of a visit's own record that can be linked, by kind.
fn targets_here(record: &RecordDocument) -> Vec<(EvidenceKind, String)> {
    let mut found = Vec::new();
    let seen = observations(record, None, ToString::to_string).into_iter();
    let seen = seen.filter(|one| !one.withdrawn);
    found.extend(seen.map(|one| (EvidenceKind::Observation, one.id)));
    let answers = record
        .fields::<Answer>("answer/")
        .into_iter()
        .filter_map(|(path, field)| {
            field.ok()?.shown()?;
            Some((EvidenceKind::Answer, path.strip_prefix("answer/")?.to_owned()))
        });
    found.extend(answers);
    let counts = noted(record).into_iter().filter_map(|(group, source, field)| {
        field.shown()?;
        Some((EvidenceKind::Count, format!("{}/{}", code_of(&group), code_of(&source))))
    });
    found.extend(counts);
    let samples = standing::<Sample>(record, SAMPLE).into_iter();
    found.extend(samples.map(|one| (EvidenceKind::Sample, one.id)));
    let short = requests(record).into_iter();
    let short = short.filter(|one| one.facts.outcome.is_some_and(Outcome::falls_short));
    found.extend(short.map(|one| (EvidenceKind::Access, one.id)));
    let files = ids(record, ATTACHMENT).into_iter();
    let files = files.filter(|id| file_named(record, id).is_some_and(|file| !file.withdrawn));
    found.extend(files.map(|id| (EvidenceKind::Attachment, id)));
    found
}

impl Session {
    /// Documents of the visit's place, under whichever of its records, and replies to recommendations about that place or out of
    /// the visit.
    fn targets_elsewhere(
        &mut self,
        visit: DocumentId,
        place: Option<DocumentId>,
    ) -> Result<Vec<(EvidenceKind, String)>, ApiError> {
        let mut found = Vec::new();
        let open = self.open()?;
        let records = match place {
            Some(place) => open.shelf()?.records_of(&place.to_string()),
            None => Vec::new(),
        };
        for place in &records {
            if let Ok(record) = open.record(place.parse()?) {
                let documents = standing::<Document>(record, Document::NOUN).into_iter();
                found.extend(documents.map(|one| (EvidenceKind::Document, format!("{place}/{}", one.id))));
            }
        }
        let bodies = open.shelf()?.recommendations.bodies.iter();
        let answered = bodies.filter(|(_, body)| {
            let about = body.facts.place.map(|place| place.to_string());
            let of_place = about.is_some_and(|about| records.contains(&about));
            (of_place || body.stands_on().contains(&visit)) && body.replies.iter().any(Reply::is_reply)
        });
        let answered: Vec<DocumentId> = answered.filter_map(|(id, _)| id.parse().ok()).collect();
        for id in answered {
            let replies = standing::<Reply>(open.record(id)?, REPLY).into_iter();
            let replies = replies.filter(|one| one.facts.is_reply());
            found.extend(replies.map(|one| (EvidenceKind::Reply, format!("{id}/{}", one.id))));
        }
        Ok(found)
    }

    pub(crate) fn evidence_sources(&mut self, args: VisitRef) -> Result<EvidenceSources, ApiError> {
        let visit: DocumentId = args.visit.parse()?;
        let record = self.reading(visit, DocumentKind::Visit)?;
        let mut targets = targets_here(&record);
        let interviews = self.interviews_of(&args.visit)?.into_iter();
        let interviews = interviews.filter(|(_, body)| !body.withdrawn());
        targets.extend(interviews.map(|(id, _)| (EvidenceKind::Interview, id)));
        let place = record.section::<Visit>("visit").value.place;
        targets.extend(self.targets_elsewhere(visit, place)?);
        targets.sort_by_key(|(kind, _)| EvidenceKind::ALL.iter().position(|known| known == kind));
        let mut links = Vec::new();
        for (kind, target) in targets {
            let stands = standing_here(&record, kind, &target);
            let source = kind.source().or(stands.and_then(|stands| stands.source));
            links.push((source, link(kind, target, source)));
        }
        let known = self.known_of(&args.visit, links.iter().map(|(_, link)| link))?;
        let rows = links.iter().map(|(source, link)| Evidence {
            source: source.as_ref().map(code_of).unwrap_or_default(),
            ..evidence_view(visit, &record, link, &known)
        });
        Ok(EvidenceSources { rows: rows.collect() })
    }

    pub(crate) fn evidence_add(&mut self, args: EvidenceAdd) -> Result<Saved, ApiError> {
        let visit: DocumentId = args.visit.parse()?;
        let interviews = self.interviews_of(&args.visit)?;
        // What was said in an interview that is left behind may have been taken back.
        if let Ok(target) = args.target.parse() {
            self.open()?.require_here(target)?;
        }
        let record = self.record(visit, DocumentKind::Visit)?;
        let id = FindingId::parse(&args.finding)?;
        let missing = || ApiError::about(ErrorCode::NotFound, "target");
        if read_finding(record, id.as_str()).is_none() {
            return Err(ErrorCode::NotFound.into());
        }
        let kind: EvidenceKind = from_code(&args.kind, "kind")?;
        let stands = match kind {
            EvidenceKind::Interview => interviews.iter().any(|(id, _)| *id == args.target).then_some(Standing {
                source: kind.source(),
                taken_off: false,
            }),
            EvidenceKind::Document | EvidenceKind::Reply => {
                let kept = self.open()?.kept(kind, &args.target);
                kept.map(|kept| Standing {
                    source: kind.source(),
                    taken_off: kept.taken_off,
                })
            }
            EvidenceKind::Answer
            | EvidenceKind::Observation
            | EvidenceKind::Count
            | EvidenceKind::Sample
            | EvidenceKind::Access
            | EvidenceKind::Attachment => standing_here(record, kind, &args.target),
        };
        let stands = stands.ok_or_else(missing)?;
        if stands.taken_off {
            return Err(ApiError::about(ErrorCode::Refused, "target"));
        }
        let source = stands.source.ok_or_else(|| {
            // An answer from nobody knows where supports nothing: it would count as something it may not be.
            if kind == EvidenceKind::Answer {
                ApiError::about(ErrorCode::SourceUnknown, "source")
            } else {
                missing()
            }
        })?;
        let reason = dependence(kind, args.depends.as_deref())?;
        let link = json!(finding::Evidence {
            depends: reason,
            ..link(kind, args.target.clone(), Some(source))
        });
        let path = evidence_at(id.as_str(), &args.kind, &args.target);
        // What is linked already stays as it is: somebody may have said that it says the opposite, or what it leans on.
        let linked = self.record(visit, DocumentKind::Visit)?.field::<Value>(&path).ok();
        if let Some(stands) = linked.and_then(|field| field.shown().cloned()) {
            let marked = serde_json::from_value::<finding::Evidence>(stands).ok();
            // Nobody is told that their mark was saved where the link stands with another, or with none.
            if reason.is_some() && marked.and_then(|link| link.depends) != reason {
                return Err(ApiError::about(ErrorCode::Stale, "depends"));
            }
            return Ok(Saved {
                saved_at: rfc3339(self.now()),
            });
        }
        self.write(
            visit,
            |edit| edit.set(&path, Some(&link), WritePolicy::Fact),
            |_| Ok(()),
        )
    }

    pub(crate) fn evidence_drop(&mut self, args: EvidenceAdd) -> Result<Saved, ApiError> {
        let visit: DocumentId = args.visit.parse()?;
        let record = self.record(visit, DocumentKind::Visit)?;
        let id = FindingId::parse(&args.finding)?;
        let path = evidence_at(id.as_str(), &args.kind, &args.target);
        if record
            .field::<finding::Evidence>(&path)
            .ok()
            .is_none_or(|field| field.shown().is_none())
        {
            return Err(ApiError::about(ErrorCode::NotFound, "target"));
        }
        self.write(visit, |edit| edit.set(&path, None, WritePolicy::Fact), |_| Ok(()))
    }
}

/// A link that supports; one whose source nobody said is only ever offered.
fn link(kind: EvidenceKind, target: String, source: Option<SourceType>) -> finding::Evidence {
    finding::Evidence {
        kind,
        target,
        source: source.unwrap_or(SourceType::Observed),
        against: false,
        depends: None,
    }
}
