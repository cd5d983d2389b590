//! The merge desk: a conflict as it is shown, decisions, and the history.

use crate::api::capture::Localized;
use crate::api::merge::*;
use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::capture::find_checklist;
use crate::diff::diff;
pub(crate) use crate::diff::text_of;
use crate::entries::entry;
use crate::envelopes::open_taken;
use crate::project::{END, title};
use crate::questions::{replies, waiting};
use crate::session::{Open, Session, code_of, member_of};
use crate::synthesis::check_synthesis;
use crate::taken_off::{self, edited, restored};
use crate::talk::TASK;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use visita_domain::authority::Authority;
use visita_domain::dates::{from_millis, rfc3339};
use visita_domain::interview::Frame;
use visita_domain::place::Place;
use visita_domain::programme::DrawEnd;
use visita_domain::recommendation::Recommendation;
use visita_domain::slots::{Decision, Field, FieldState, Outcome, Slot, SlotId, WritePolicy};
use visita_domain::talk::Task;
use visita_domain::{DocumentId, ItemId, MemberId};
use visita_record::{DocumentKind, PASSAGES, Passage, RecordDocument, WITHDRAWALS, change_hash};

/// Hex digits of a device shown to people.
pub(crate) const SHORT_DEVICE_CHARS: usize = 8;
/// Longest question a lead sends back, characters.
const MAX_QUESTION_CHARS: usize = 2_000;

pub(crate) fn short(device: &str) -> String {
    device.chars().take(SHORT_DEVICE_CHARS).collect()
}

impl Session {
    pub(crate) fn conflict_decide(&mut self, args: ConflictDecide) -> Result<Saved, ApiError> {
        self.require_lead()?;
        let id: DocumentId = args.doc.parse()?;
        let passage = args.path.starts_with(PASSAGES);
        let withdrawal = args.path.starts_with(WITHDRAWALS);
        if matches!(args.outcome.as_str(), "take" | "synthesis" | "send_back") {
            self.open()?.require_told(id, &args.path)?;
        }
        let field = self.open()?.disputed(id, &args.path)?;
        let current: BTreeSet<SlotId> = field.current().iter().map(|slot| slot.id.clone()).collect();
        let mut seen: BTreeSet<SlotId> = args.seen.iter().cloned().map(SlotId).collect();
        if current.is_empty() || !current.is_subset(&seen) {
            return Err(ErrorCode::Stale.into());
        }
        // What the screen showed and its author has rewritten since is no longer there to be seen.
        seen.retain(|id| field.slots.iter().any(|slot| slot.id == *id));
        let outcome = match args.outcome.as_str() {
            // The words of a passage stand in the note itself; whoever wants others writes them there.
            "take" | "synthesis" if passage => return Err(ApiError::about(ErrorCode::Refused, "outcome")),
            // A withdrawal and an edit make no third thing together.
            "synthesis" if withdrawal => return Err(ApiError::about(ErrorCode::Refused, "outcome")),
            "take" => {
                let slot = args.slot.map(SlotId);
                let taken = field
                    .current()
                    .into_iter()
                    .find(|candidate| Some(&candidate.id) == slot.as_ref());
                let value = taken.and_then(|slot| slot.value.clone());
                json!({ "outcome": "take", "value": value.ok_or_else(|| ApiError::about(ErrorCode::NotFound, "slot"))? })
            }
            "synthesis" => {
                let shape = field
                    .current()
                    .first()
                    .and_then(|slot| slot.value.clone())
                    .unwrap_or(Value::Null);
                if !same_shape(&shape, &args.value) {
                    return Err(ApiError::about(ErrorCode::Refused, "value"));
                }
                check_synthesis(self.open()?.record(id)?, &args.path, &args.value)?;
                json!({ "outcome": "synthesis", "value": args.value })
            }
            "send_back" => json!(send_back(&field, &args.to, &args.question)?),
            "keep_both" | "deferred" => json!({ "outcome": args.outcome }),
            _ => return Err(ApiError::about(ErrorCode::Refused, "outcome")),
        };
        let note = args.note.filter(|note| !note.trim().is_empty());
        // Who takes the edit takes back the withdrawal.
        let takes_edit = withdrawal && outcome.pointer("/value/field").is_some();
        let restored = if takes_edit {
            restored(self.open()?.record(id)?, &args.path)
        } else {
            None
        };
        self.write(
            id,
            |edit| {
                edit.decide(&args.path, outcome, &seen, note.as_deref())?;
                match &restored {
                    Some((path, value)) => edit.set(path, Some(value), WritePolicy::Fact),
                    None => Ok(()),
                }
            },
            |_| Ok(()),
        )
    }

    pub(crate) fn history_get(&mut self, args: RecordRef) -> Result<History, ApiError> {
        let id: DocumentId = args.doc.parse()?;
        let open = self.open()?;
        let history = open.record(id)?.clone().history();
        let team = open.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        // Old envelopes are sealed for old epochs.
        let keys = open.vault.read().keys_of(&id.bytes())?;
        let mut signatures: BTreeMap<String, &str> = BTreeMap::new();
        for row in open.vault.read().envelopes_of(&id.bytes())? {
            // Removed devices signed what they signed: the signature is checked, not today's membership.
            if let Some(envelope) = open_taken(&row.outer, &keys, &team.roster) {
                let device = envelope.device().to_string();
                for hash in envelope.changes().iter().filter_map(|change| change_hash(change)) {
                    let of_author = history
                        .iter()
                        .any(|e| e.hash == hash && e.device.as_deref() == Some(&device));
                    signatures.insert(hash, if of_author { "valid" } else { "invalid" });
                }
            }
        }
        let vouched = open.vouched(id)?;
        let entries = history
            .into_iter()
            .filter_map(|entry| {
                let device = entry.device?;
                let by = device_owner(open, &device);
                let vouches = vouched.as_ref().filter(|(_, changes)| changes.contains(&entry.hash));
                let vouched_by = vouches.map(|(lead, _)| device_owner(open, &lead.to_string()));
                let signature = signatures.get(&entry.hash).copied();
                let unsigned = if vouched_by.is_some() { "vouched" } else { "missing" };
                Some(HistoryEntry {
                    by,
                    device: short(&device),
                    at: from_millis(entry.at_s.saturating_mul(1_000))
                        .map(rfc3339)
                        .unwrap_or_default(),
                    paths: entry.paths.into_iter().collect(),
                    vouched_by: vouched_by.filter(|_| signature.is_none()),
                    signature: signature.unwrap_or(unsigned).to_owned(),
                })
            })
            .collect();
        Ok(History { entries })
    }
}

impl Open {
    /// Passages of a record that several typed at the same time.
    pub(crate) fn passages(&mut self, id: DocumentId) -> Result<Arc<[Passage]>, ApiError> {
        let team = self.team.clone();
        Ok(self.record(id)?.passages(&member_of(team.as_ref())))
    }

    /// A field, or a passage as one.
    fn disputed(&mut self, id: DocumentId, path: &str) -> Result<Field<Value>, ApiError> {
        if path.starts_with(WITHDRAWALS) {
            let record = self.record(id)?;
            let found = record.withdrawals();
            let withdrawal = found
                .iter()
                .find(|found| found.path() == path)
                .ok_or(ErrorCode::NotFound)?;
            let decisions = record.raw_fields(path).remove(path).unwrap_or_default();
            return Ok(withdrawal.field(&decisions));
        }
        let passages = if path.starts_with(PASSAGES) {
            Some(self.passages(id)?)
        } else {
            None
        };
        let written = self.record(id)?.raw_fields(path).remove(path);
        match passages {
            None => written.ok_or_else(|| ErrorCode::NotFound.into()),
            Some(passages) => {
                let passage = passages.iter().find(|passage| passage.path() == path);
                let passage = passage.ok_or(ErrorCode::NotFound)?;
                Ok(passage.field(&written.unwrap_or_default()))
            }
        }
    }
}

/// The name of the member whose device it is.
pub(crate) fn device_owner(open: &Open, device: &str) -> String {
    let owner = device
        .parse()
        .ok()
        .and_then(|id| open.team.as_ref()?.roster.person_of(&id).map(|p| p.name.clone()));
    owner.unwrap_or_else(|| short(device))
}

/// A synthesis is of the kind of the values it stands for, so that readers can read it.
fn same_shape(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => a.keys().all(|name| b.contains_key(name)) && b.len() == a.len(),
        (Value::String(_), Value::String(_))
        | (Value::Number(_), Value::Number(_))
        | (Value::Bool(_), Value::Bool(_))
        | (Value::Array(_), Value::Array(_)) => true,
        _ => false,
    }
}

/// Back to some of the authors on the desk, or to all.
fn send_back(field: &Field<Value>, to: &[String], question: &str) -> Result<Outcome<Value>, ApiError> {
    if question.chars().count() > MAX_QUESTION_CHARS {
        return Err(ApiError::about(ErrorCode::Refused, "question"));
    }
    let authors: BTreeSet<&MemberId> = field.current().into_iter().map(|slot| &slot.by).collect();
    let to = to.iter().map(|member| MemberId::parse(member));
    let to = to.collect::<Result<BTreeSet<_>, _>>()?;
    if !to.iter().all(|member| authors.contains(member)) {
        return Err(ApiError::about(ErrorCode::Refused, "to"));
    }
    Ok(Outcome::SendBack {
        to,
        question: question.trim().to_owned(),
    })
}

/// A field of a record as the desk shows it.
pub(crate) fn conflict(
    open: &Open,
    id: DocumentId,
    record: &RecordDocument,
    path: &str,
    field: &Field<Value>,
) -> Conflict {
    let versions: Vec<Version> = field
        .current()
        .into_iter()
        .map(|slot| version(open, record, path, slot))
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
            (None, whom.or_else(|| open.place_of_rule(path)))
        }
        DocumentKind::Recommendation => {
            let facts = record.section::<Recommendation>("recommendation").value;
            (None, Some(title(&facts.text)))
        }
        DocumentKind::Place => (None, Some(title(&record.section::<Place>("place").value.name))),
        DocumentKind::Authority => (None, Some(title(&record.section::<Authority>("authority").value.name))),
        DocumentKind::Scratch => (None, None),
    };
    let subject = match task_name(record, path) {
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
        severity: if high { "high" } else { "normal" }.to_owned(),
        diffs: versions
            .iter()
            .map(
                |version| match named(open, path, &first).zip(named(open, path, &version.value)) {
                    Some((first, here)) => diff(path, &json!(first), &json!(here)),
                    None => diff(path, &first, &version.value),
                },
            )
            .collect(),
        versions,
        decision,
    }
}

/// What a task asks for, of a path in it.
fn task_name(record: &RecordDocument, path: &str) -> Option<String> {
    let (noun, rest) = path.strip_prefix(WITHDRAWALS).unwrap_or(path).split_once('/')?;
    let id = rest.split('/').next().filter(|_| noun == TASK)?;
    let task = entry::<Task>(record, TASK, id)?;
    Some(title(&task.facts.what)).filter(|what| !what.is_empty())
}

/// What a field that holds the id of a record says to people: the name of what it points at.
fn named(open: &Open, path: &str, value: &Value) -> Option<String> {
    if let Some((beside, value)) = edited(path, value) {
        return named(open, &beside, value);
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

fn version(open: &Open, record: &RecordDocument, path: &str, slot: &Slot<Value>) -> Version {
    let value = slot.value.clone().unwrap_or(Value::Null);
    Version {
        slot: slot.id.0.clone(),
        by: open.name_of(&slot.by),
        member: slot.by.to_string(),
        device: short(&slot.device),
        at: rfc3339(slot.at),
        source: value.get("source").and_then(Value::as_str).map(ToOwned::to_owned),
        text: named(open, path, &value).unwrap_or_else(|| text_of(record, path, &value)),
        value,
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

/// Key of the message that names a field, and the question of an answer.
pub(crate) fn label(record: &RecordDocument, path: &str) -> (String, Option<Localized>) {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["answer", _, checklist, item] => {
            let list = find_checklist(checklist).ok();
            let item = ItemId::parse(item).ok();
            let question = list.zip(item).and_then(|(list, item)| {
                let (_, item) = list.item(&item)?;
                Some(Localized {
                    en: item.question.en.clone(),
                    ar: item.question.ar.clone(),
                })
            });
            ("field-answer".to_owned(), question)
        }
        ["population", group, _] => (format!("field-population-{group}"), None),
        ["reply", ..] => ("field-reply".to_owned(), None),
        ["packing", item, "packed"] => (
            "field-packing-packed".to_owned(),
            crate::programme::packed(record, item),
        ),
        ["smart", question] => (format!("smart-{question}"), None),
        ["withdrawal", noun, _] => (format!("field-withdrawal-{noun}"), None),
        [
            noun @ ("team" | "area" | "checklist" | "passage" | "debrief" | "covered" | "basis" | "verified"),
            _,
        ] => (format!("field-{noun}"), None),
        [noun, _, field, ..] => (format!("field-{noun}-{field}"), None),
        [section, field] => (format!("field-{section}-{field}"), None),
        _ => (format!("field-{}", record.kind().code()), None),
    }
}

/// Used by reports: who said what, by role and not by name.
pub(crate) fn role_of(open: &Open, member: &MemberId) -> String {
    let people = open.team.iter().flat_map(|team| team.roster.members.values());
    people
        .filter(|person| person.member.to_string() == member.as_str())
        .map(|person| crate::session::role_code(person.role).to_owned())
        .next()
        .or_else(|| Some(code_of(&open.shelf.as_ref()?.associate(member)?.role)))
        .unwrap_or_else(|| code_of(&visita_domain::visit::Role::Observer))
}
