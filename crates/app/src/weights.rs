//! What a finding weighs beside what it says: severity, spread, root cause, standards, review; what speaks against it; what
//! the management was told.

use crate::api::evidence::EvidenceTurn;
use crate::api::finding::*;
use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::contradictions::{Origin, Questions, Side, area_name, side_view};
use crate::entries::{at_most, from_form, to_form};
use crate::evidence::{evidence, evidence_at, evidence_in};
use crate::facts::{changes, write_changes};
use crate::findings::{fields_of, read_finding};
use crate::merge::label;
use crate::session::{Session, from_code};
use crate::visits::{bounded, day};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use visita_domain::finding::{
    self, EvidenceKind, MAX_STANDARD_CHARS, MAX_STANDARDS, MAX_WEIGHT_CHARS, Review, Weight, triangulated,
};
use visita_domain::slots::WritePolicy;
use visita_domain::{DocumentId, FindingId};
use visita_record::{DocumentKind, Fields, RecordDocument};

/// What is written about a finding beside its statement.
pub(crate) fn weight(record: &RecordDocument, finding: &str) -> Weight {
    weight_in(&fields_of(record, finding), finding)
}

/// As [`weight`], among fields that were read.
pub(crate) fn weight_in(fields: &Fields, finding: &str) -> Weight {
    fields.section(&format!("finding/{finding}")).value
}

/// As a front shows it.
pub(crate) fn weight_view(weight: &Weight) -> FindingWeight {
    to_form(weight)
}

/// Standards of the items that a finding stands on, each once, in their order.
pub(crate) fn standards_linked(record: &RecordDocument, finding: &str) -> Vec<String> {
    linked_in(record, &fields_of(record, finding), finding)
}

fn linked_in(record: &RecordDocument, fields: &Fields, finding: &str) -> Vec<String> {
    let links = evidence_in(record, fields, finding).into_iter();
    let answers = links.filter(|link| link.kind == EvidenceKind::Answer && !link.against);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for link in answers {
        let parts: Vec<&str> = link.target.split('/').collect();
        let [_, list, item] = parts.as_slice() else { continue };
        let list = crate::capture::find_checklist(list).ok();
        let item = visita_domain::ItemId::parse(item).ok();
        let standards = list
            .zip(item)
            .and_then(|(list, item)| Some(list.item(&item)?.1.standards.clone()));
        for standard in standards.unwrap_or_default() {
            if seen.insert(standard.clone()) {
                found.push(standard);
            }
        }
    }
    found
}

/// Every standard a finding touches, each once: those of its items, then those named by hand.
pub(crate) fn standards_touched(record: &RecordDocument, fields: &Fields, finding: &str) -> Vec<String> {
    let mut standards = linked_in(record, fields, finding);
    for named in weight_in(fields, finding).standards {
        if !standards.contains(&named) {
            standards.push(named);
        }
    }
    standards
}

fn weight_from(facts: &FindingWeight) -> Result<Weight, ApiError> {
    let weight: Weight = from_form(facts)?;
    at_most(&weight.root_cause, MAX_WEIGHT_CHARS, "root_cause")?;
    at_most(&weight.one_source_reason, MAX_WEIGHT_CHARS, "one_source_reason")?;
    if weight.standards.len() > MAX_STANDARDS {
        return Err(ApiError::about(ErrorCode::Refused, "standards"));
    }
    for standard in &weight.standards {
        bounded(standard, MAX_STANDARD_CHARS, "standards")?;
    }
    if let Some(told) = &facts.told_on {
        day(told, "told_on")?;
    }
    Ok(weight)
}

/// Refuses to establish what one kind of source alone supports, unless somebody has written why.
pub(crate) fn require_reason(
    counted: &[finding::Evidence],
    here: &Weight,
    reason: Option<&str>,
) -> Result<(), ApiError> {
    let given = reason.unwrap_or(&here.one_source_reason);
    if triangulated(counted) || !given.trim().is_empty() {
        return Ok(());
    }
    Err(ApiError::about(ErrorCode::ReasonNeeded, "one_source_reason"))
}

/// What else was said to the question of an answer, or of the persons that a count is of.
fn others(record: &RecordDocument, questions: &Questions, link: &finding::Evidence) -> Vec<OtherAnswer> {
    match link.kind {
        EvidenceKind::Answer => {
            let parts: Vec<&str> = link.target.split('/').collect();
            let [_, list, item] = parts.as_slice() else {
                return Vec::new();
            };
            let sides = questions.others(record, &link.target).into_iter();
            sides
                .map(|side| other(record, Some((*list, *item)), None, &side))
                .collect()
        }
        EvidenceKind::Count => {
            let group = link.target.split('/').next().map(ToOwned::to_owned);
            let sides = questions.others_of_count(&link.target).into_iter();
            let others = sides.map(|(asked, side)| {
                let question = asked.as_ref().map(|(list, item)| (list.as_str(), item.as_str()));
                other(record, question, group.clone(), &side)
            });
            others.collect()
        }
        EvidenceKind::Observation
        | EvidenceKind::Interview
        | EvidenceKind::Sample
        | EvidenceKind::Access
        | EvidenceKind::Document
        | EvidenceKind::Reply
        | EvidenceKind::Attachment => Vec::new(),
    }
}

/// A side that says otherwise, with the way to it: an answer, or else the numbers of the visit. Interviews have no way to them.
fn other(record: &RecordDocument, question: Option<(&str, &str)>, group: Option<String>, side: &Side) -> OtherAnswer {
    let area = side.said.area.as_str();
    let route: Vec<&str> = match (side.origin, question) {
        (Origin::Answer | Origin::Interviews, Some((list, item))) => vec!["capture", area, list, item],
        _ => vec!["counts"],
    };
    OtherAnswer {
        question: question.and_then(|(list, item)| label(record, &format!("answer/{area}/{list}/{item}")).1),
        group,
        area: area_name(record, area),
        said: side_view(question, side),
        route: route.into_iter().map(ToOwned::to_owned).collect(),
    }
}

impl Session {
    pub(crate) fn finding_get(&mut self, args: FindingRef) -> Result<FindingView, ApiError> {
        let lines = self.finding_lines(&args.visit)?;
        let row = lines.rows().find(|row| row.id == args.finding).cloned();
        let row = row.ok_or(ErrorCode::NotFound)?;
        let recommendations = self.recommendations_answering(args.visit.parse()?, &args.finding)?;
        let beside = self.beside(&args.visit)?;
        let record = self.record(args.visit.parse()?, DocumentKind::Visit)?;
        let questions = Questions::of(record, &beside);
        let links = evidence(record, &args.finding);
        let others = links.iter().flat_map(|link| others(record, &questions, link));
        let others = others.collect();
        Ok(FindingView {
            standards_linked: standards_linked(record, &args.finding),
            others,
            recommendations,
            row,
        })
    }

    pub(crate) fn finding_weigh(&mut self, args: FindingWeigh) -> Result<Saved, ApiError> {
        let (was, facts) = (weight_from(&args.was)?, weight_from(&args.facts)?);
        let (visit, id) = self.finding_of(&args.visit, &args.finding)?;
        let section = format!("finding/{id}");
        let record = self.record(visit, DocumentKind::Visit)?;
        let changed = changes(record, &section, &was, &facts)?;
        self.write(visit, |edit| write_changes(edit, &section, &changed), |_| Ok(()))
    }

    /// Evidence turned into what says the opposite, or back. The link stays where it is.
    pub(crate) fn evidence_turn(&mut self, args: EvidenceTurn) -> Result<Saved, ApiError> {
        let (visit, id) = self.finding_of(&args.visit, &args.finding)?;
        let path = evidence_at(id.as_str(), &args.kind, &args.target);
        let record = self.record(visit, DocumentKind::Visit)?;
        let field = record.field::<Value>(&path).ok();
        let link = field.and_then(|field| field.shown().cloned());
        let readable = |link: &Value| serde_json::from_value::<finding::Evidence>(link.clone()).is_ok();
        let link = link.filter(readable);
        let mut turned = link.ok_or_else(|| ApiError::about(ErrorCode::NotFound, "target"))?;
        // Whatever else a newer version wrote into the link stays in it.
        if let Some(members) = turned.as_object_mut() {
            members.insert("against".to_owned(), json!(args.against));
        }
        self.write(
            visit,
            |edit| edit.set(&path, Some(&turned), WritePolicy::Fact),
            |_| Ok(()),
        )
    }

    /// What the management was told of in the final talk, and on which day.
    pub(crate) fn finding_told(&mut self, args: FindingsTold) -> Result<Saved, ApiError> {
        let told = args.day.as_deref().map(|text| day(text, "day")).transpose()?;
        let mut ids = Vec::new();
        for finding in &args.findings {
            ids.push(self.finding_of(&args.visit, finding)?.1);
        }
        let told = told.map(|day| json!(day));
        self.write(
            args.visit.parse()?,
            |edit| {
                ids.iter()
                    .try_for_each(|id| edit.set(&format!("finding/{id}/told_on"), told.as_ref(), WritePolicy::Fact))
            },
            |_| Ok(()),
        )
    }

    pub(crate) fn report_review(&mut self, args: ReportReview) -> Result<Saved, ApiError> {
        let visit: DocumentId = args.visit.parse()?;
        let review: Review = from_code(&args.review, "review")?;
        self.record(visit, DocumentKind::Visit)?;
        self.write(
            visit,
            |edit| edit.set("report/review", Some(&json!(review)), WritePolicy::Fact),
            |_| Ok(()),
        )
    }

    /// A finding that stands, of a visit.
    pub(crate) fn finding_of(&mut self, visit: &str, finding: &str) -> Result<(DocumentId, FindingId), ApiError> {
        let visit: DocumentId = visit.parse()?;
        let id = FindingId::parse(finding)?;
        let record = self.record(visit, DocumentKind::Visit)?;
        read_finding(record, id.as_str()).ok_or(ErrorCode::NotFound)?;
        Ok((visit, id))
    }
}
