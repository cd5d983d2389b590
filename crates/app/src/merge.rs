//! The merge desk: decisions on what several wrote apart, and what its fields and devices are called.

mod history;
mod of_visit;
mod shown;

pub(crate) use shown::conflict;

use crate::api::capture::Localized;
use crate::api::merge::ConflictDecide;
use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::capture::find_checklist;
use crate::reviews;
use crate::session::{Open, Session, code_of, member_of};
use crate::synthesis::check_synthesis;
use crate::taken_off::restored;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use visita_domain::slots::{Field, Outcome, SlotId, WritePolicy};
use visita_domain::{DocumentId, ItemId, MemberId};
use visita_record::{PASSAGES, Passage, RecordDocument, WITHDRAWALS};

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

/// What an answer, or a remark beside none, is about; none where this version does not ask it.
fn question(checklist: &str, item: &str) -> Option<Localized> {
    let (list, item) = (find_checklist(checklist).ok()?, ItemId::parse(item).ok()?);
    let (_, item) = list.item(&item)?;
    Some(Localized {
        en: item.question.en.clone(),
        ar: item.question.ar.clone(),
    })
}

/// Key of the message that names a field, and the question of an answer or of a remark, or of the one whose review it is.
pub(crate) fn label(record: &RecordDocument, path: &str) -> (String, Option<Localized>) {
    if let Some(review) = reviews::label(record.kind(), path) {
        let asked = path.split_once('/').and_then(|(_, about)| label(record, about).1);
        return (review, asked);
    }
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["answer", _, checklist, item] => ("field-answer".to_owned(), question(checklist, item)),
        ["remark", _, checklist, item, _] => ("field-remark".to_owned(), question(checklist, item)),
        ["population", group, _] => (format!("field-population-{group}"), None),
        ["reply", ..] => ("field-reply".to_owned(), None),
        ["packing", item, "packed"] => (
            "field-packing-packed".to_owned(),
            crate::programme::packed(record, item),
        ),
        ["regularity", number] => (format!("rule-{number}"), None),
        ["rule", _] | ["place_rule" | "own_type_rule", _, "months"] => ("rules-months".to_owned(), None),
        ["own_type_rule", _, "name"] => ("field-place-other-type".to_owned(), None),
        ["unannounced", _, _] => ("rules-unannounced".to_owned(), None),
        ["smart", question] => (format!("smart-{question}"), None),
        ["withdrawal", noun, _] => (format!("field-withdrawal-{noun}"), None),
        [
            noun @ ("team" | "area" | "checklist" | "passage" | "debrief" | "covered" | "basis" | "verified" | "apart"),
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

#[cfg(test)]
mod tests;
