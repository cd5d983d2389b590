//! A conflict as the desk shows it: its versions, what differs between them, and how it was decided.

use super::of_visit::{area_name, line, linked, marked_area, said};
use super::{label, short};
use crate::api::merge::{Conflict, DecisionView, Version};
use crate::diff::{diff, text_of};
use crate::entries::entry;
use crate::evidence::Elsewhere;
use crate::observations::observation_withdrawn;
use crate::places::APART;
use crate::project::{END, title};
use crate::questions::{replies, waiting};
use crate::reviews::REVIEW;
use crate::session::Open;
use crate::synthesis::takes_other_words;
use crate::taken_off::{self, edited};
use crate::talk::TASK;
use serde_json::{Value, json};
use visita_domain::authority::Authority;
use visita_domain::dates::rfc3339;
use visita_domain::interview::Frame;
use visita_domain::place::Place;
use visita_domain::place::parts::{Contact, Count, Document, Unit};
use visita_domain::programme::DrawEnd;
use visita_domain::recommendation::Recommendation;
use visita_domain::slots::{Decision, Field, FieldState, Outcome, Slot};
use visita_domain::talk::Task;
use visita_domain::{DocumentId, MemberId};
use visita_record::{DocumentKind, RecordDocument, WITHDRAWALS};

/// A field of a record as the desk shows it.
pub(crate) fn conflict(
    open: &Open,
    (id, record): (DocumentId, &RecordDocument),
    elsewhere: &Elsewhere,
    path: &str,
    field: &Field<Value>,
) -> Conflict {
    let versions: Vec<Version> = field
        .current()
        .into_iter()
        .map(|slot| version(open, (id, record), elsewhere, path, slot))
        .collect();
    let first = versions
        .first()
        .map(|version| version.value.clone())
        .unwrap_or_default();
    let (label, question) = label(record, path);
    let decision = match field.state() {
        FieldState::Decided(decision) => Some(decision_view(open, record, field, decision, false)),
        FieldState::Conflict { standing, reopened } => {
            standing.map(|decision| decision_view(open, record, field, decision, reopened))
        }
        FieldState::Empty | FieldState::Agreed(_) => None,
    };
    let (visit, subject) = match record.kind() {
        DocumentKind::Visit => (Some(id.to_string()), None),
        DocumentKind::Interview => {
            let frame = record.section::<Frame>("frame").value;
            (frame.visit.map(|visit| visit.to_string()), Some(frame.pseudonym))
        }
        DocumentKind::Plan => (None, open.place_of_plan(record)),
        DocumentKind::Body => {
            let whom = crate::associates::name_at(record, path);
            let own_type = || crate::programme::own_type_of_rule(record, path);
            (None, whom.or_else(|| open.place_of_rule(path)).or_else(own_type))
        }
        DocumentKind::Recommendation => {
            let facts = record.section::<Recommendation>("recommendation").value;
            (None, Some(title(&facts.text)))
        }
        DocumentKind::Place => (None, Some(title(&record.section::<Place>("place").value.name))),
        DocumentKind::Authority => (None, Some(title(&record.section::<Authority>("authority").value.name))),
        DocumentKind::Scratch => (None, None),
    };
    let subject = match part_name(open, record, path) {
        Some(what) => Some(subject.map_or_else(|| what.clone(), |of| format!("{what} · {of}"))),
        None => taken_off::subject(record, path).or(subject),
    };
    let high = [
        "consent/",
        "protection/",
        "statement/",
        "withdrawal/statement/",
        "withdrawal/reprisal/",
        "withdrawal/recontact/",
        "reprisal/",
        "recontact/",
    ]
    .iter()
    .any(|prefix| path.starts_with(prefix));
    Conflict {
        doc: id.to_string(),
        kind: record.kind().code().to_owned(),
        path: path.to_owned(),
        visit,
        label,
        question,
        subject,
        now: None,
        takes_words: takes_other_words(record, path),
        severity: if high { "high" } else { "normal" }.to_owned(),
        diffs: versions
            .iter()
            .map(
                |version| match named(open, record, path, &first).zip(named(open, record, path, &version.value)) {
                    Some((first, here)) => diff(path, &json!(first), &json!(here)),
                    None => diff(path, &first, &version.value),
                },
            )
            .collect(),
        versions,
        decision,
    }
}

/// What people call the thing in a record that a path is in: what a task asks for, a part of a place, a member of the team; of two
/// places that were held apart, the other one.
fn part_name(open: &Open, record: &RecordDocument, path: &str) -> Option<String> {
    if let Some(about) = path.strip_prefix(REVIEW).and_then(|about| about.strip_prefix('/')) {
        return part_name(open, record, about).or_else(|| reviewed(record, about));
    }
    let task = path.strip_prefix(WITHDRAWALS).filter(|path| path.starts_with(TASK));
    let (noun, rest) = task.unwrap_or(path).split_once('/')?;
    let id = rest.split('/').next()?;
    let name = match noun {
        TASK => entry::<Task>(record, noun, id)?.facts.what,
        "unit" => entry::<Unit>(record, noun, id)?.facts.name,
        "count" => entry::<Count>(record, noun, id)?.facts.on?.to_string(),
        "contact" => {
            let contact = entry::<Contact>(record, noun, id)?.facts;
            Some(contact.name)
                .filter(|name| !name.trim().is_empty())
                .unwrap_or(contact.role)
        }
        "document" => entry::<Document>(record, noun, id)?.facts.title,
        "team" => open.name_of(&MemberId::parse(id).ok()?),
        "area" => area_name(record, id)?,
        "covered" => marked_area(record, id)?,
        "finding" if path.contains("/evidence/") => {
            let field = record.field::<String>(&format!("finding/{id}/statement")).ok()?;
            field.shown()?.clone()
        }
        "person" => open.name_of(&MemberId::parse(id).ok()?),
        APART => open.shelf.as_ref()?.places.get(id)?.facts.name.clone(),
        _ => return None,
    };
    Some(title(&name)).filter(|name| !name.is_empty())
}

/// What an entry whose review it is begins with; nothing of what a person said in an interview.
fn reviewed(record: &RecordDocument, about: &str) -> Option<String> {
    let (noun, rest) = about.split_once('/')?;
    let id = rest.split('/').next()?;
    let is_hidden = record.kind() == DocumentKind::Interview
        || noun == "statement"
        || (noun == "observation" && observation_withdrawn(record, id));
    if is_hidden {
        return None;
    }
    taken_off::name_at(record, &format!("{noun}/{id}"))
}

/// What a field that holds the id of a record says to people: the name of what it points at.
fn named(open: &Open, record: &RecordDocument, path: &str, value: &Value) -> Option<String> {
    if let Some((beside, value)) = edited(path, value) {
        return named(open, record, &beside, value);
    }
    if let Some(said) = said(open, record, path, value) {
        return Some(said);
    }
    if path == END {
        return end_of_draw(open, value);
    }
    let (noun, field) = path.rsplit_once('/')?;
    let noun = noun.split('/').next()?;
    if !matches!(
        noun,
        "recommendation" | "letter" | "answered" | "place" | "authority" | "plan"
    ) {
        return None;
    }
    let (id, shelf) = (value.as_str()?, open.shelf.as_ref()?);
    let told = match field {
        "addressee" | "authority_id" | "parent" | "from" => shelf.authority_name(id.parse().ok()?),
        "place" | "same_as" => shelf.places.get(id)?.facts.name.clone(),
        "visit" => {
            let visit = &shelf.visits.get(id)?.facts;
            let place = shelf.places.get(&visit.place?.to_string())?;
            format!("{} · {}", place.facts.name, visit.starts_on?)
        }
        "repeats" => title(&shelf.recommendations.bodies.get(id)?.facts.text),
        _ => return None,
    };
    Some(told).filter(|told| !told.is_empty())
}

/// What is said with the end of a draw: the places that were planned, or why it was discarded.
fn end_of_draw(open: &Open, value: &Value) -> Option<String> {
    let shelf = open.shelf.as_ref()?;
    let name = |place: &DocumentId| {
        let place = place.to_string();
        let known = shelf.places.get(&place);
        known.map(|body| body.facts.name.clone()).unwrap_or(place)
    };
    match serde_json::from_value(value.clone()).ok()? {
        DrawEnd::Kept { places } => Some(places.iter().map(name).collect::<Vec<_>>().join(", ")),
        DrawEnd::Discarded { reason } => Some(reason),
    }
}

fn version(
    open: &Open,
    (id, record): (DocumentId, &RecordDocument),
    elsewhere: &Elsewhere,
    path: &str,
    slot: &Slot<Value>,
) -> Version {
    let value = slot.value.clone().unwrap_or(Value::Null);
    let linked = linked(id, record, elsewhere, path, &value);
    let told = linked.as_ref().map(line);
    Version {
        slot: slot.id.0.clone(),
        by: open.name_of(&slot.by),
        member: slot.by.to_string(),
        device: short(&slot.device),
        at: rfc3339(slot.at),
        source: value.get("source").and_then(Value::as_str).map(ToOwned::to_owned),
        text: told
            .or_else(|| named(open, record, path, &value))
            .unwrap_or_else(|| text_of(record, path, &value)),
        value,
        linked,
    }
}

fn decision_view(
    open: &Open,
    record: &RecordDocument,
    field: &Field<Value>,
    decision: &Decision<Value>,
    reopened: bool,
) -> DecisionView {
    let outcome = serde_json::to_value(&decision.outcome).ok();
    let question = match &decision.outcome {
        Outcome::SendBack { question, .. } if !question.is_empty() => Some(question.clone()),
        Outcome::SendBack { .. }
        | Outcome::Take { .. }
        | Outcome::Synthesis { .. }
        | Outcome::KeepBoth
        | Outcome::Deferred => None,
    };
    DecisionView {
        outcome: outcome
            .as_ref()
            .and_then(|o| o.get("outcome"))
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        value: decision.outcome.value().cloned(),
        by: open.name_of(&decision.by),
        at: rfc3339(decision.at),
        note: decision.note.clone(),
        question,
        waiting: waiting(record, field)
            .iter()
            .map(|member| open.name_of(member))
            .collect(),
        replies: replies(open, record, decision),
        reopened,
    }
}
