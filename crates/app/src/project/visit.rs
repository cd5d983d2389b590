//! A visit in lists and in search, with its answers, observations and findings.

use super::{Found, Projected, title};
use crate::access::{ACCESS, stays};
use crate::concluded::{CONCLUDED, Concluded};
use crate::entries::standing;
use crate::findings::finding_in;
use crate::observations::observation_withdrawn;
use crate::population::{SAMPLE, held};
use crate::recommendations::{Verified, verified};
use crate::remarks::{Remark, remarks};
use crate::weights::{standards_touched, weight_in};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use visita_domain::access::{Access, Stay};
use visita_domain::answer::{Answer, AnswerValue};
use visita_domain::dates::Day;
use visita_domain::finding::{FindingStatus, Severity};
use visita_domain::register::Sample;
use visita_domain::theme::Theme;
use visita_domain::visit::{Phase, Visit};
use visita_record::RecordDocument;

/// An established finding, as it is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CountedFinding {
    /// Its id in the visit; empty where an earlier version made the list.
    #[serde(default)]
    pub id: String,
    /// How bad it is; none where nobody judged it.
    #[serde(default)]
    pub severity: Option<Severity>,
    pub theme: Theme,
    pub good_practice: bool,
    pub standards: Vec<String>,
}

/// What a list knows of a visit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct VisitBody {
    pub facts: Visit,
    pub answers: u32,
    /// When the delegation was at the place; nothing where nobody entered it, or an earlier version made the list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stays: Vec<Stay>,
    /// Findings that are established, as they are counted.
    #[serde(default)]
    pub findings: Vec<CountedFinding>,
    /// Persons held, as the delegation counted them; none where nobody did, or an earlier version made the list.
    #[serde(default)]
    pub held: Option<u32>,
    /// What members found about recommendations.
    #[serde(default, skip_serializing_if = "Verified::is_empty")]
    pub verified: Verified,
    pub conflicts: Vec<String>,
}

impl VisitBody {
    /// The first day of a visit that was begun; none of one that is in preparation, or was called off there.
    pub(crate) fn begun(&self) -> Option<Day> {
        self.facts.starts_on.filter(|_| self.facts.phase != Phase::Preparation)
    }

    /// Its first day and its last; none while nobody has said when.
    pub(crate) fn first_and_last(&self) -> Option<(Day, Day)> {
        self.facts.first_and_last()
    }

    /// Whether it was begun, or still can be: nobody called it off, and its days are not over.
    pub(crate) fn is_made_or_ahead(&self, today: Day) -> bool {
        let ahead = self.first_and_last().is_some_and(|(_, to)| to >= today);
        self.begun().is_some() || (ahead && !self.facts.is_called_off())
    }
}

pub(super) fn project(record: &RecordDocument, conflicts: Vec<String>) -> Projected {
    let facts: Visit = record.section("visit").value;
    let (answers, answered) = answers(record);
    let mut texts = vec![Found {
        kind: "visit",
        at: None,
        title: title(&facts.objectives),
        text: facts.objectives.clone(),
    }];
    texts.extend(answered);
    let noted = remarks(record)
        .into_iter()
        .filter(|(_, remark, _)| !remark.note.is_empty());
    texts.extend(noted.map(|(answer, Remark { note, .. }, _)| Found {
        kind: "answer",
        at: Some(format!("answer/{answer}")),
        title: title(&note),
        text: note,
    }));
    for (path, field) in record.raw_fields("observation/") {
        if let Some(Value::String(text)) = field.shown()
            && path.ends_with("/text")
            && !observation_withdrawn(record, path.split('/').nth(1).unwrap_or_default())
        {
            texts.push(Found {
                kind: "observation",
                at: Some(path),
                title: title(text),
                text: text.clone(),
            });
        }
    }
    let called_off = Some("visit/called_off".to_owned());
    texts.extend(Found::part("visit", called_off, &[facts.called_off.as_str()]));
    texts.extend(logged(record));
    let concluded = concluded(record, &mut texts);
    let findings = counted(&concluded);
    let mut rows = vec![(
        "visit",
        json!(VisitBody {
            facts,
            answers,
            stays: stays(record).into_iter().map(|stay| stay.facts).collect(),
            findings,
            held: held(record),
            verified: verified(record),
            conflicts,
        }),
    )];
    if !concluded.is_empty() {
        rows.push((CONCLUDED, json!(concluded)));
    }
    Projected {
        rows,
        texts,
        named: Vec::new(),
    }
}

/// The findings as lists hold them, and their words among what is found.
fn concluded(record: &RecordDocument, texts: &mut Vec<Found>) -> Vec<Concluded> {
    let fields = record.read("finding/");
    let mut concluded = Vec::new();
    for id in fields.ids("finding") {
        if let Some(finding) = finding_in(&fields, &id) {
            let weight = weight_in(&fields, &id);
            let words = [finding.statement.as_str(), &weight.root_cause];
            texts.extend(Found::part("finding", Some(format!("finding/{id}")), &words));
            let standards = standards_touched(record, &fields, &id);
            concluded.push(Concluded::of(id, &finding, &weight, standards));
        }
    }
    concluded
}

/// Those that are established, as they are counted.
fn counted(concluded: &[Concluded]) -> Vec<CountedFinding> {
    let established = concluded.iter().filter(|one| one.status == FindingStatus::Established);
    established
        .map(|one| CountedFinding {
            id: one.id.clone(),
            severity: one.severity,
            theme: one.theme,
            good_practice: one.good_practice,
            standards: one.standards.clone(),
        })
        .collect()
}

/// What was asked for on site and which registers were sampled, in the words of the team.
fn logged(record: &RecordDocument) -> Vec<Found> {
    let asked = standing::<Access>(record, ACCESS).into_iter().filter_map(|one| {
        let words = [one.facts.what.as_str(), &one.facts.reason, &one.facts.by_function];
        Found::part("access", Some(format!("{ACCESS}/{}", one.id)), &words)
    });
    let samples = standing::<Sample>(record, SAMPLE).into_iter().filter_map(|one| {
        let words = [one.facts.note.as_str(), &one.facts.code];
        Found::part("sample", Some(format!("{SAMPLE}/{}", one.id)), &words)
    });
    asked.chain(samples).collect()
}

/// How many answers a visit holds, and the words in them: what each author wrote, in a text answer or in the note beside any.
fn answers(record: &RecordDocument) -> (u32, Vec<Found>) {
    let mut count: u32 = 0;
    let mut texts = Vec::new();
    for (path, field) in record.fields::<Answer>("answer/") {
        let Ok(field) = field else { continue };
        count = count.saturating_add(u32::from(field.shown().is_some()));
        for answer in field.current().into_iter().filter_map(|slot| slot.value.as_ref()) {
            let said = if let AnswerValue::Text(text) = &answer.value {
                text.as_str()
            } else {
                ""
            };
            let text = [said, &answer.note].join("\n").trim().to_owned();
            if !text.is_empty() {
                texts.push(Found {
                    kind: "answer",
                    at: Some(path.clone()),
                    title: title(&text),
                    text,
                });
            }
        }
    }
    (count, texts)
}
