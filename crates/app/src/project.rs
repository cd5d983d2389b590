//! What lists and search show of a record, made from the record alone.

use crate::interviews::{RECORDING, statement_withdrawn, withdrawn};
use crate::observations::observation_withdrawn;
use crate::places::{APART, numbers_until};
use crate::remarks::{Remark, remarks};
use crate::risks::{TaskBody, tasks};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::answer::{Answer, AnswerValue};
use visita_domain::finding::Finding;
use visita_domain::interview::{Consent, Frame, Protection, Purpose, Statement};
use visita_domain::place::Place;
use visita_domain::place::parts::Numbers;
use visita_domain::visit::Visit;
use visita_record::{DocumentKind, MemberOf, RecordDocument};

/// Longest title of a search hit, characters.
const MAX_TITLE_CHARS: usize = 120;

/// A text to find.
pub(crate) struct Found {
    pub kind: &'static str,
    /// Path of the field in its record; `None` for the record itself.
    pub at: Option<String>,
    pub title: String,
    pub text: String,
}

/// The projections of one document.
pub(crate) struct Projected {
    pub rows: Vec<(&'static str, Value)>,
    pub texts: Vec<Found>,
}

/// What a list knows of a place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PlaceBody {
    pub facts: Place,
    /// What the newest count says; none where an earlier version made the list.
    #[serde(default)]
    pub numbers: Option<Numbers>,
    /// Records that somebody said are of other places.
    #[serde(default)]
    pub apart: BTreeSet<String>,
    pub conflicts: Vec<String>,
}

/// What a list knows of a visit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct VisitBody {
    pub facts: Visit,
    pub answers: u32,
    pub conflicts: Vec<String>,
}

/// What a list knows of an interview.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct InterviewBody {
    pub frame: Frame,
    pub at_risk: bool,
    #[serde(default)]
    withdrawn: bool,
    pub consents: BTreeMap<String, String>,
    /// Risks nobody has handled; none where an earlier version made the list.
    #[serde(default)]
    pub tasks: Option<Vec<TaskBody>>,
    pub conflicts: Vec<String>,
}

impl InterviewBody {
    /// Whether the person took back what they said. A list made by an earlier version knows the consents alone.
    pub(crate) fn withdrawn(&self) -> bool {
        let taken_back = |purpose: &Purpose| {
            self.consents
                .get(purpose.code())
                .is_some_and(|state| state == "withdrawn")
        };
        self.withdrawn || RECORDING.iter().any(taken_back)
    }
}

/// Makes the projections of a record.
pub(crate) fn project(record: &mut RecordDocument, member_of: &MemberOf<'_>) -> Projected {
    let conflicts = conflicts(record, member_of);
    match record.kind() {
        DocumentKind::Place => place(record, conflicts),
        DocumentKind::Visit => visit(record, conflicts),
        DocumentKind::Interview => interview(record, conflicts),
        DocumentKind::Scratch => Projected {
            rows: Vec::new(),
            texts: Vec::new(),
        },
    }
}

/// What a lead is asked for: every field in conflict, every passage to be read, everything withdrawn while edited.
pub(crate) fn conflicts(record: &mut RecordDocument, member_of: &MemberOf<'_>) -> Vec<String> {
    let mut paths = field_conflicts(record);
    if !taken_back(record) {
        paths.extend(record.open_passages(member_of));
        paths.extend(record.open_withdrawals());
    }
    paths
}

/// Every field in conflict. What a person took back is no longer disagreed on; whether they did is.
pub(crate) fn field_conflicts(record: &RecordDocument) -> Vec<String> {
    record.conflicts(if taken_back(record) { "consent/" } else { "" })
}

fn taken_back(record: &RecordDocument) -> bool {
    record.kind() == DocumentKind::Interview && withdrawn(record)
}

fn place(record: &RecordDocument, conflicts: Vec<String>) -> Projected {
    let facts: Place = record.section("place").value;
    let text = [
        facts.name.as_str(),
        &facts.authority,
        &facts.region,
        &facts.address,
        &facts.other_type,
        &facts.operator_name,
        &record.text(),
    ]
    .join("\n");
    let texts = vec![Found {
        kind: "place",
        at: None,
        title: title(&facts.name),
        text,
    }];
    Projected {
        rows: vec![(
            "place",
            json!(PlaceBody {
                numbers: Some(numbers_until(record, &facts, None)),
                apart: apart(record),
                facts,
                conflicts
            }),
        )],
        texts,
    }
}

fn apart(record: &RecordDocument) -> BTreeSet<String> {
    let prefix = format!("{APART}/");
    let said = record.fields::<bool>(&prefix).into_iter();
    said.filter(|(_, field)| field.as_ref().is_ok_and(|field| field.shown() == Some(&true)))
        .filter_map(|(path, _)| Some(path.strip_prefix(&prefix)?.to_owned()))
        .collect()
}

fn visit(record: &RecordDocument, conflicts: Vec<String>) -> Projected {
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
    for id in crate::findings::ids(record, "finding") {
        if let Some(finding) = crate::findings::read_finding(record, &id) {
            let Finding { statement, .. } = finding;
            texts.push(Found {
                kind: "finding",
                at: Some(format!("finding/{id}")),
                title: title(&statement),
                text: statement,
            });
        }
    }
    Projected {
        rows: vec![(
            "visit",
            json!(VisitBody {
                facts,
                answers,
                conflicts
            }),
        )],
        texts,
    }
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

fn interview(record: &RecordDocument, conflicts: Vec<String>) -> Projected {
    let frame: Frame = record.section("frame").value;
    let protection: Protection = record.section("protection").value;
    let consents = Purpose::ALL
        .into_iter()
        .filter_map(|purpose| {
            let field = record.field::<Consent>(&format!("consent/{}", purpose.code())).ok()?;
            let state = crate::session::code_of(&field.shown()?.state);
            Some((purpose.code().to_owned(), state))
        })
        .collect();
    // What the person took back is found no more.
    let withdrawn = withdrawn(record);
    let mut text = if withdrawn { String::new() } else { record.text() };
    for (path, field) in record.fields::<Statement>("statement/") {
        let id = path.split('/').nth(1).unwrap_or_default();
        let said = field.ok().and_then(|field| field.shown().cloned());
        if let Some(statement) = said.filter(|_| !withdrawn && !statement_withdrawn(record, id)) {
            text.push('\n');
            text.push_str(&statement.text);
            for member in statement.account.members() {
                text.push('\n');
                text.push_str(member);
            }
        }
    }
    let texts = vec![Found {
        kind: "interview",
        at: None,
        title: title(&frame.pseudonym),
        text,
    }];
    let body = InterviewBody {
        at_risk: protection.at_risk(),
        withdrawn,
        consents,
        tasks: Some(tasks(record)),
        conflicts,
        frame,
    };
    Projected {
        rows: vec![("interview", json!(body))],
        texts,
    }
}

/// The first line of a text, cut.
pub(crate) fn title(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(MAX_TITLE_CHARS)
        .collect()
}
