//! Findings and their evidence.

use crate::api::vault::{Created, Saved};
use crate::api::visit::{Evidence, EvidenceAdd, Finding, FindingAdd, FindingSet, Findings, VisitRef};
use crate::api::{ApiError, ErrorCode};
use crate::contradictions::other_answers;
use crate::facts::require_shown;
use crate::lines::{Line, Lines};
use crate::project::InterviewBody;
use crate::session::{Session, code_of, from_code};
use crate::talk::unsettled;
use crate::visits::{MAX_TEXT_CHARS, bounded, make_id};
use crate::weights::{require_reason, weight, weight_in, weight_view};
use serde_json::json;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::answer::{Answer, SourceType};
use visita_domain::finding::{self, Confidence, EvidenceKind, FindingStatus, MAX_WEIGHT_CHARS, triangulated};
use visita_domain::slots::WritePolicy;
use visita_domain::theme::Theme;
use visita_domain::{DocumentId, FindingId};
use visita_record::{DocumentKind, Fields, RecordDocument, WITHDRAWALS};

/// Ids of things that stand as `{noun}/{id}/{field}` in a record.
pub(crate) fn ids(record: &RecordDocument, noun: &str) -> BTreeSet<String> {
    record.read(&format!("{noun}/")).ids(noun)
}

/// All that stands of one finding.
pub(crate) fn fields_of(record: &RecordDocument, id: &str) -> Fields {
    record.read(&format!("finding/{id}/"))
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

/// Evidence of a finding.
pub(crate) fn evidence(record: &RecordDocument, id: &str) -> Vec<finding::Evidence> {
    evidence_in(record, &fields_of(record, id), id)
}

/// As [`evidence`], among fields that were read.
pub(crate) fn evidence_in(record: &RecordDocument, fields: &Fields, id: &str) -> Vec<finding::Evidence> {
    let links = fields.fields::<finding::Evidence>(&format!("finding/{id}/evidence/"));
    links
        .into_iter()
        .filter_map(|(_, field)| field.ok()?.shown().cloned())
        .filter(|link| {
            link.kind != EvidenceKind::Observation || !crate::observations::observation_withdrawn(record, &link.target)
        })
        .map(|link| finding::Evidence {
            source: source_now(record, &link).unwrap_or(link.source),
            ..link
        })
        .collect()
}

/// Where what is linked comes from as it stands: a source corrected after the link was made counts as corrected.
fn source_now(record: &RecordDocument, link: &finding::Evidence) -> Option<SourceType> {
    match link.kind {
        EvidenceKind::Answer => {
            let field = record.field::<Answer>(&format!("answer/{}", link.target)).ok()?;
            field.shown()?.source
        }
        EvidenceKind::Observation => {
            let field = record
                .field::<SourceType>(&format!("observation/{}/source", link.target))
                .ok()?;
            field.shown().copied()
        }
        EvidenceKind::Interview => None,
    }
}

/// By theme, concerns before good practices.
fn order(a: &Line<Finding>, b: &Line<Finding>) -> Ordering {
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

    /// The findings of a visit, made anew after any write: a source that was taken back counts no more.
    pub(crate) fn finding_lines(&mut self, visit: &str) -> Result<Lines<Finding>, ApiError> {
        if let Some((of, lines)) = &self.open()?.shelf()?.findings
            && of == visit
        {
            return Ok(lines.clone());
        }
        let rows = self.finding_rows(visit)?.into_iter().map(|row| Line::new(row, ()));
        let lines = Lines::sorted(rows.collect::<Result<_, _>>()?, order);
        self.open()?.shelf()?.findings = Some((visit.to_owned(), lines.clone()));
        Ok(lines)
    }

    fn finding_rows(&mut self, visit: &str) -> Result<Vec<Finding>, ApiError> {
        let interviews: BTreeMap<String, InterviewBody> = self.interviews_of(visit)?.into_iter().collect();
        let record = self.record(visit.parse()?, DocumentKind::Visit)?;
        let withdrawn = record.open_withdrawals();
        let fields = record.read("finding/");
        let conflicts = fields.conflicts("finding/");
        let commented = unsettled(record);
        let rows: Vec<Finding> = fields
            .ids("finding")
            .into_iter()
            .filter_map(|id| {
                let found = finding_in(&fields, &id)?;
                let links = evidence_in(record, &fields, &id);
                let counted: Vec<_> = links
                    .iter()
                    .filter(|link| !interviews.get(&link.target).is_some_and(|held| held.withdrawn()))
                    .cloned()
                    .collect();
                let sources: BTreeSet<_> = counted
                    .iter()
                    .filter(|link| !link.against)
                    .map(|link| link.source)
                    .collect();
                let mine = format!("finding/{id}/");
                Some(Finding {
                    visit: visit.to_owned(),
                    statement: found.statement,
                    theme: found.theme.code().to_owned(),
                    status: code_of(&found.status),
                    confidence: code_of(&found.confidence),
                    good_practice: found.good_practice,
                    sources: u32::try_from(sources.len()).unwrap_or(u32::MAX),
                    triangulated: triangulated(&counted),
                    weight: weight_view(&weight_in(&fields, &id)),
                    against: against(record, &links),
                    comments: commented.about(&mine),
                    evidence: links
                        .iter()
                        .map(|link| evidence_view(record, link, &interviews))
                        .collect(),
                    conflicts: conflicts
                        .iter()
                        .filter(|path| path.starts_with(&mine))
                        .chain(
                            withdrawn
                                .iter()
                                .filter(|path| **path == format!("{WITHDRAWALS}finding/{id}")),
                        )
                        .cloned()
                        .collect(),
                    id,
                })
            })
            .collect();
        Ok(rows)
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
        let held = self.interviews_of(&args.visit)?.into_iter();
        let taken_back: BTreeSet<String> = held.filter(|(_, body)| body.withdrawn()).map(|(id, _)| id).collect();
        let record = self.record(visit, DocumentKind::Visit)?;
        let id = FindingId::parse(&args.finding)?;
        if read_finding(record, id.as_str()).is_none() {
            return Err(ErrorCode::NotFound.into());
        }
        let mut fields = Vec::new();
        if let Some(statement) = &args.statement {
            bounded(statement, MAX_TEXT_CHARS, "statement")?;
            fields.push(("statement", json!(statement)));
        }
        if let Some(status) = &args.status {
            let status: FindingStatus = from_code(status, "status")?;
            if status == FindingStatus::Established {
                let mut counted = evidence(record, id.as_str());
                counted.retain(|link| !taken_back.contains(&link.target));
                require_reason(&counted, &weight(record, id.as_str()), args.reason.as_deref())?;
            }
            fields.push(("status", json!(status)));
        }
        if let Some(reason) = &args.reason {
            bounded(reason, MAX_WEIGHT_CHARS, "one_source_reason")?;
            fields.push(("one_source_reason", json!(reason.trim())));
        }
        if let Some(confidence) = &args.confidence {
            fields.push(("confidence", json!(from_code::<Confidence>(confidence, "confidence")?)));
        }
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

    pub(crate) fn evidence_add(&mut self, args: EvidenceAdd) -> Result<Saved, ApiError> {
        let visit: DocumentId = args.visit.parse()?;
        let interviews = self.interviews_of(&args.visit)?;
        let record = self.record(visit, DocumentKind::Visit)?;
        let id = FindingId::parse(&args.finding)?;
        let missing = || ApiError::about(ErrorCode::NotFound, "target");
        if read_finding(record, id.as_str()).is_none() {
            return Err(ErrorCode::NotFound.into());
        }
        let kind: EvidenceKind = from_code(&args.kind, "kind")?;
        let source = match kind {
            EvidenceKind::Answer => {
                let field = record
                    .field::<Answer>(&format!("answer/{}", args.target))
                    .map_err(|_| missing())?;
                // An answer from nobody knows where supports nothing: it would count as something it may not be.
                let unknown = || ApiError::about(ErrorCode::SourceUnknown, "source");
                field.shown().ok_or_else(missing)?.source.ok_or_else(unknown)?
            }
            EvidenceKind::Observation => {
                let path = format!("observation/{}/source", args.target);
                *record
                    .field::<SourceType>(&path)
                    .map_err(|_| missing())?
                    .shown()
                    .ok_or_else(missing)?
            }
            EvidenceKind::Interview => interviews
                .iter()
                .find(|(id, _)| *id == args.target)
                .map(|_| SourceType::Interview)
                .ok_or_else(missing)?,
        };
        let link = finding::Evidence {
            kind,
            target: args.target.clone(),
            source,
            against: false,
        };
        let path = evidence_path(id.as_str(), &args);
        self.write(
            visit,
            |edit| edit.set(&path, Some(&json!(link)), WritePolicy::Fact),
            |_| Ok(()),
        )
    }

    pub(crate) fn evidence_drop(&mut self, args: EvidenceAdd) -> Result<Saved, ApiError> {
        let visit: DocumentId = args.visit.parse()?;
        let record = self.record(visit, DocumentKind::Visit)?;
        let id = FindingId::parse(&args.finding)?;
        let path = evidence_path(id.as_str(), &args);
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

/// Where a link stands in the record: one place for each target, so that the same link made twice is one.
fn evidence_path(finding: &str, link: &EvidenceAdd) -> String {
    evidence_at(finding, &link.kind, &link.target)
}

/// As [`evidence_path`].
pub(crate) fn evidence_at(finding: &str, kind: &str, target: &str) -> String {
    format!("finding/{finding}/evidence/{kind}-{}", target.replace('/', "-"))
}

/// How much speaks against a finding: evidence that says the opposite, and other answers to the questions it stands on.
fn against(record: &RecordDocument, links: &[finding::Evidence]) -> u32 {
    let turned = links.iter().filter(|link| link.against).count();
    let answers = links
        .iter()
        .filter(|link| link.kind == EvidenceKind::Answer && !link.against);
    let others: usize = answers.map(|link| other_answers(record, &link.target).len()).sum();
    u32::try_from(turned.saturating_add(others)).unwrap_or(u32::MAX)
}

fn evidence_view(
    record: &RecordDocument,
    link: &finding::Evidence,
    interviews: &BTreeMap<String, InterviewBody>,
) -> Evidence {
    let held = interviews.get(&link.target);
    let title = match link.kind {
        EvidenceKind::Answer => String::new(),
        EvidenceKind::Observation => {
            let field = record
                .field::<String>(&format!("observation/{}/text", link.target))
                .ok();
            field.and_then(|field| field.shown().cloned()).unwrap_or_default()
        }
        EvidenceKind::Interview => held.map(|held| held.frame.pseudonym.clone()).unwrap_or_default(),
    };
    let (question, area) = match link.kind {
        EvidenceKind::Answer => {
            let area = link.target.split('/').next().unwrap_or_default();
            let named = crate::delegation::areas(record)
                .into_iter()
                .find(|known| known.id == area);
            let (_, question) = crate::merge::label(record, &format!("answer/{}", link.target));
            (question, named.map(|area| area.name))
        }
        EvidenceKind::Observation | EvidenceKind::Interview => (None, None),
    };
    Evidence {
        question,
        area,
        kind: code_of(&link.kind),
        target: link.target.clone(),
        source: code_of(&link.source),
        title,
        against: link.against,
        small_group: held.is_some_and(|held| held.frame.small_group()),
        withdrawn: held.is_some_and(|held| held.withdrawn()),
    }
}
