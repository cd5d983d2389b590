//! Findings of a visit.

use crate::api::finding::{Finding, FindingAdd, FindingSet, Findings};
use crate::api::vault::{Created, Saved};
use crate::api::visit::VisitRef;
use crate::api::{ApiError, ErrorCode};
use crate::comments::unsettled;
use crate::contradictions::{Beside, Questions};
use crate::evidence::{Linked, Targets, evidence_view, newer_in};
use crate::facts::require_shown;
use crate::lines::Line;
use crate::session::{Session, code_of, from_code};
use crate::visits::{MAX_TEXT_CHARS, bounded, make_id};
use crate::weights::{require_reason, weight, weight_in, weight_view};
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::finding::{
    self, Confidence, EvidenceKind, FindingStatus, MAX_WEIGHT_CHARS, independent_interviews, interviews, triangulated,
};
use visita_domain::slots::WritePolicy;
use visita_domain::theme::Theme;
use visita_domain::{DocumentId, FindingId};
use visita_record::{DocumentKind, Fields, RecordDocument, WITHDRAWALS};

mod kept;

pub(crate) use kept::{KeptFindings, VisitFindings};

/// Ids of things that stand as `{noun}/{id}/{field}` in a record.
pub(crate) fn ids(record: &RecordDocument, noun: &str) -> BTreeSet<String> {
    record.read(&format!("{noun}/")).ids(noun)
}

/// All that stands of one finding.
pub(crate) fn fields_of(record: &RecordDocument, id: &str) -> Fields {
    record.read(&format!("finding/{id}/"))
}

/// All that stands of some findings.
fn fields_of_each(record: &RecordDocument, ids: &BTreeSet<String>) -> Fields {
    record.read_each(ids.iter().map(|id| format!("finding/{id}/")))
}

/// A finding as shown; none when it has no statement or no theme that can be read.
pub(crate) fn read_finding(record: &RecordDocument, id: &str) -> Option<finding::Finding> {
    finding_in(&fields_of(record, id), id)
}

/// As [`read_finding`], among fields that were read.
pub(crate) fn finding_in(fields: &Fields, id: &str) -> Option<finding::Finding> {
    let path = |name: &str| format!("finding/{id}/{name}");
    let status = fields.field::<FindingStatus>(&path("status")).ok()?;
    let confidence = fields.field::<Confidence>(&path("confidence")).ok()?;
    let good_practice = fields.field::<bool>(&path("good_practice")).ok()?;
    Some(finding::Finding {
        statement: fields.field::<String>(&path("statement")).ok()?.shown()?.clone(),
        theme: *fields.field::<Theme>(&path("theme")).ok()?.shown()?,
        status: status.shown().copied().unwrap_or_default(),
        confidence: confidence.shown().copied().unwrap_or_default(),
        good_practice: good_practice.shown() == Some(&true),
    })
}

/// By theme, concerns before good practices.
fn order<K>(a: &Line<Finding, K>, b: &Line<Finding, K>) -> Ordering {
    fn key(row: &Finding) -> (Option<usize>, bool, &str) {
        let theme = Theme::ALL.iter().position(|known| known.code() == row.theme);
        (theme, row.good_practice, &row.id)
    }
    key(&a.row).cmp(&key(&b.row))
}

impl Session {
    pub(crate) fn finding_list(&mut self, args: VisitRef) -> Result<Findings, ApiError> {
        Ok(Findings {
            rows: self.finding_lines(&args.visit)?,
        })
    }

    /// Findings of a visit and what is linked to each, by what stands of them among fields that were read.
    fn finding_rows(
        &mut self,
        visit: &str,
        fields: &Fields,
        linked: Vec<Linked>,
        beside: &Beside,
        areas: &BTreeMap<String, String>,
    ) -> Result<Vec<Line<Finding, Vec<finding::Evidence>>>, ApiError> {
        let of: DocumentId = visit.parse()?;
        let links = linked.iter().flat_map(|(_, links)| links).collect();
        let known = self.known_with(visit, links, areas.clone())?;
        let record = self.record(of, DocumentKind::Visit)?;
        // Where nothing is linked, nothing is held against anything.
        let questions = if linked.iter().any(|(_, links)| !links.is_empty()) {
            Questions::of(record, beside)
        } else {
            Questions::default()
        };
        let withdrawn: BTreeSet<String> = record.open_withdrawals_among(fields).into_iter().collect();
        let commented = unsettled(record);
        let others = Targets::of(linked.iter().flat_map(|(_, links)| links), |link| {
            Some(others(record, &questions, link))
        });
        let lines = linked.into_iter().filter_map(|(id, links)| {
            let found = finding_in(fields, &id)?;
            let mut counted = links.clone();
            counted.retain(|link| known.counts(link));
            let sources: BTreeSet<_> = counted
                .iter()
                .filter(|link| !link.against)
                .map(|link| link.source)
                .collect();
            let mine = format!("finding/{id}/");
            let withdrawal = withdrawn.get(&format!("{WITHDRAWALS}finding/{id}"));
            let row = Finding {
                visit: visit.to_owned(),
                statement: found.statement,
                theme: found.theme.code().to_owned(),
                status: code_of(&found.status),
                confidence: code_of(&found.confidence),
                good_practice: found.good_practice,
                sources: count(sources.len()),
                interviews: count(interviews(&counted)),
                independent: count(independent_interviews(&counted)),
                triangulated: triangulated(&counted),
                weight: weight_view(&weight_in(fields, &id)),
                against: against(&others, &counted),
                comments: commented.about(&mine),
                evidence: links
                    .iter()
                    .map(|link| evidence_view(of, record, link, &known))
                    .collect(),
                newer: newer_in(fields, &id),
                conflicts: fields.conflicts(&mine).into_iter().chain(withdrawal.cloned()).collect(),
                id,
            };
            Some(Line::new(row, links))
        });
        lines.collect()
    }

    pub(crate) fn finding_add(&mut self, args: FindingAdd) -> Result<Created, ApiError> {
        let visit: DocumentId = args.visit.parse()?;
        self.record(visit, DocumentKind::Visit)?;
        bounded(&args.statement, MAX_TEXT_CHARS, "statement")?;
        let theme: Theme = from_code(&args.theme, "theme")?;
        let confidence = args.confidence.as_deref().map(|code| from_code(code, "confidence"));
        let confidence: Confidence = confidence.transpose()?.unwrap_or_default();
        let id = make_id();
        let fields = [
            ("confidence", json!(confidence)),
            ("statement", json!(args.statement)),
            ("theme", json!(theme)),
            ("status", json!(FindingStatus::Draft)),
            ("good_practice", json!(args.good_practice)),
        ];
        let saved = self.write(
            visit,
            |edit| {
                fields.iter().try_for_each(|(name, value)| {
                    edit.set(&format!("finding/{id}/{name}"), Some(value), WritePolicy::Fact)
                })
            },
            |_| Ok(()),
        )?;
        Ok(Created {
            id,
            saved_at: saved.saved_at,
        })
    }

    pub(crate) fn finding_set(&mut self, args: FindingSet) -> Result<Saved, ApiError> {
        let visit: DocumentId = args.visit.parse()?;
        let id = FindingId::parse(&args.finding)?;
        let status: Option<FindingStatus> = match &args.status {
            Some(status) => Some(from_code(status, "status")?),
            None => None,
        };
        if status == Some(FindingStatus::Established) {
            self.require_interviews_here(visit)?;
        }
        let counted = self.counted_evidence(&args.visit, id.as_str())?;
        let record = self.record(visit, DocumentKind::Visit)?;
        if read_finding(record, id.as_str()).is_none() {
            return Err(ErrorCode::NotFound.into());
        }
        if status == Some(FindingStatus::Established) {
            require_reason(&counted, &weight(record, id.as_str()), args.reason.as_deref())?;
        }
        let fields = changed(&args, status)?;
        let was = json!(args.was.unwrap_or_default());
        for (name, wanted) in &fields {
            // What nobody says they were shown is held to nothing.
            if let Some(shown) = was.get(*name).filter(|shown| !shown.is_null()) {
                require_shown(record, &format!("finding/{id}/{name}"), shown, wanted)?;
            }
        }
        self.write(
            visit,
            |edit| {
                fields.iter().try_for_each(|(name, value)| {
                    edit.set(&format!("finding/{id}/{name}"), Some(value), WritePolicy::Fact)
                })
            },
            |_| Ok(()),
        )
    }
}

/// What a person changed of a finding, by field.
fn changed(args: &FindingSet, status: Option<FindingStatus>) -> Result<Vec<(&'static str, Value)>, ApiError> {
    let mut fields = Vec::new();
    if let Some(statement) = &args.statement {
        bounded(statement, MAX_TEXT_CHARS, "statement")?;
        fields.push(("statement", json!(statement)));
    }
    if let Some(status) = status {
        fields.push(("status", json!(status)));
    }
    if let Some(reason) = &args.reason {
        bounded(reason, MAX_WEIGHT_CHARS, "one_source_reason")?;
        fields.push(("one_source_reason", json!(reason.trim())));
    }
    if let Some(confidence) = &args.confidence {
        fields.push(("confidence", json!(from_code::<Confidence>(confidence, "confidence")?)));
    }
    if let Some(theme) = &args.theme {
        fields.push(("theme", json!(from_code::<Theme>(theme, "theme")?)));
    }
    if let Some(good_practice) = args.good_practice {
        fields.push(("good_practice", json!(good_practice)));
    }
    Ok(fields)
}

/// How much speaks against a finding: evidence that says the opposite, and what else was said to the questions and of the numbers
/// that it stands on.
fn against(others: &Targets<usize>, counted: &[finding::Evidence]) -> u32 {
    let (turned, stands_on): (Vec<_>, Vec<_>) = counted.iter().partition(|link| link.against);
    let others = stands_on.iter().filter_map(|link| others.get(link.kind, &link.target));
    count(turned.len().saturating_add(others.sum()))
}

/// How much else was said to a question, or of a number.
fn others(record: &RecordDocument, questions: &Questions, link: &finding::Evidence) -> usize {
    match link.kind {
        EvidenceKind::Answer => questions.others(record, &link.target).len(),
        EvidenceKind::Count => questions.others_of_count(&link.target).len(),
        EvidenceKind::Observation
        | EvidenceKind::Interview
        | EvidenceKind::Sample
        | EvidenceKind::Access
        | EvidenceKind::Document
        | EvidenceKind::Reply
        | EvidenceKind::Attachment => 0,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
