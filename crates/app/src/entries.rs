//! Things of which a record holds several: `noun/<id>/<member>`, each member a field of its own, nothing ever deleted.

use crate::api::vault::{Created, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::facts::{changes, write_changes};
use crate::session::Session;
use crate::visits::make_id;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use visita_domain::dates::Timestamp;
use visita_domain::ids::MAX_ID_CHARS;
use visita_domain::slots::WritePolicy;
use visita_domain::{DocumentId, ItemId, MemberId};
use visita_record::{DocumentKind, Fields, RecordDocument};

/// One of them, as it stands.
pub(crate) struct Entry<T> {
    pub id: String,
    pub facts: T,
    /// Its fields in conflict, as merge paths.
    pub conflicts: Vec<String>,
    /// Who began it.
    pub by: MemberId,
    pub at: Timestamp,
}

/// All of one noun, in the order in which they were begun.
pub(crate) fn entries<T: DeserializeOwned + Serialize + Default>(record: &RecordDocument, noun: &str) -> Vec<Entry<T>> {
    entries_in(&record.read(&format!("{noun}/")), noun)
}

/// As [`entries`], without those that somebody took off.
pub(crate) fn standing<T: DeserializeOwned + Serialize + Default>(
    record: &RecordDocument,
    noun: &str,
) -> Vec<Entry<T>> {
    let fields = record.read(&format!("{noun}/"));
    let dropped = |id: &str| fields.shown::<bool>(&format!("{noun}/{id}/dropped")) == Some(true);
    let mut found = entries_in(&fields, noun);
    found.retain(|one| !dropped(&one.id));
    found
}

fn entries_in<T: DeserializeOwned + Serialize + Default>(fields: &Fields, noun: &str) -> Vec<Entry<T>> {
    let found = fields.ids(noun).into_iter();
    let found = found.filter_map(|id| entry_in(fields, &format!("{noun}/{id}"), id));
    let mut found: Vec<Entry<T>> = found.collect();
    found.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    found
}

/// One, where there is anything of it.
pub(crate) fn entry<T: DeserializeOwned + Serialize + Default>(
    record: &RecordDocument,
    noun: &str,
    id: &str,
) -> Option<Entry<T>> {
    let prefix = format!("{noun}/{id}");
    entry_in(&record.read(&format!("{prefix}/")), &prefix, id.to_owned())
}

fn entry_in<T: DeserializeOwned + Serialize + Default>(fields: &Fields, prefix: &str, id: String) -> Option<Entry<T>> {
    let (by, at) = fields.begun(prefix)?;
    let section = fields.section::<T>(prefix);
    Some(Entry {
        id,
        facts: section.value,
        conflicts: section.conflicts,
        by,
        at,
    })
}

/// An id inside a record, as somebody gave it: it stands in a path.
pub(crate) fn checked_id(id: &str, field: &str) -> Result<String, ApiError> {
    let fits = id.len() <= MAX_ID_CHARS && ItemId::parse(id).is_ok();
    fits.then(|| id.to_owned())
        .ok_or_else(|| ApiError::about(ErrorCode::NotFound, field))
}

/// Refuses a text that is longer than its field takes; an empty one is fine.
pub(crate) fn at_most(text: &str, most: usize, field: &str) -> Result<(), ApiError> {
    if text.chars().count() > most {
        return Err(ApiError::about(ErrorCode::Refused, field));
    }
    Ok(())
}

/// What a front sends in the domain's own form, member by member. An empty text is what nobody said.
///
/// # Errors
/// [`ErrorCode::Refused`] about the member that cannot be read.
pub(crate) fn from_form<T: Serialize + DeserializeOwned + Default>(form: &impl Serialize) -> Result<T, ApiError> {
    let (given, mut taken) = (members(form)?, members(&T::default())?);
    for (name, value) in given {
        if value.as_str() == Some("") {
            continue;
        }
        taken.insert(name.clone(), value);
        if serde_json::from_value::<T>(Value::Object(taken.clone())).is_err() {
            return Err(ApiError::about(ErrorCode::Refused, name));
        }
    }
    serde_json::from_value(Value::Object(taken)).map_err(|_| ErrorCode::Refused.into())
}

/// What the domain holds in the form of the fronts, which know less of it.
pub(crate) fn to_form<T: DeserializeOwned + Default>(facts: &impl Serialize) -> T {
    let read = serde_json::to_value(facts).and_then(serde_json::from_value);
    read.unwrap_or_default()
}

fn members(facts: &impl Serialize) -> Result<Map<String, Value>, ApiError> {
    match serde_json::to_value(facts) {
        Ok(Value::Object(members)) => Ok(members),
        _ => Err(ErrorCode::Refused.into()),
    }
}

/// Whether a member says anything: what it does not say is not written.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(said) => *said,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Number(_) | Value::Object(_) => true,
    }
}

impl Session {
    /// Begins one in a record.
    pub(crate) fn entry_add(
        &mut self,
        doc: DocumentId,
        kind: DocumentKind,
        noun: &str,
        facts: &impl Serialize,
    ) -> Result<Created, ApiError> {
        self.record(doc, kind)?;
        let (id, mut said) = (make_id(), members(facts)?);
        said.retain(|_, value| says_something(value));
        if said.is_empty() {
            return Err(ApiError::about(ErrorCode::Refused, noun));
        }
        let saved = self.write(
            doc,
            |edit| {
                said.iter().try_for_each(|(name, value)| {
                    edit.set(&format!("{noun}/{id}/{name}"), Some(value), WritePolicy::Fact)
                })
            },
            |_| Ok(()),
        )?;
        Ok(Created {
            id,
            saved_at: saved.saved_at,
        })
    }

    /// Changes one: what a colleague changed meanwhile in another member stays.
    pub(crate) fn entry_set<T: Serialize + DeserializeOwned + Default>(
        &mut self,
        (doc, kind): (DocumentId, DocumentKind),
        noun: &str,
        id: &str,
        (was, facts): (&T, &T),
    ) -> Result<Saved, ApiError> {
        let section = format!("{noun}/{}", self.require_entry(doc, kind, noun, id)?);
        let record = self.record(doc, kind)?;
        let changed = changes(record, &section, was, facts)?;
        self.write(doc, |edit| write_changes(edit, &section, &changed), |_| Ok(()))
    }

    /// Sets members of one that nobody disputes in a form: an end, a mark.
    pub(crate) fn entry_mark(
        &mut self,
        (doc, kind): (DocumentId, DocumentKind),
        noun: &str,
        id: &str,
        members: &[(&str, Value)],
    ) -> Result<Saved, ApiError> {
        let id = self.require_entry(doc, kind, noun, id)?;
        self.write(
            doc,
            |edit| {
                members.iter().try_for_each(|(name, value)| {
                    let value = (!value.is_null()).then_some(value);
                    edit.set(&format!("{noun}/{id}/{name}"), value, WritePolicy::Fact)
                })
            },
            |_| Ok(()),
        )
    }

    fn require_entry(&mut self, doc: DocumentId, kind: DocumentKind, noun: &str, id: &str) -> Result<String, ApiError> {
        let id = checked_id(id, noun)?;
        let record = self.record(doc, kind)?;
        if record.raw_fields(&format!("{noun}/{id}/")).is_empty() {
            return Err(ApiError::about(ErrorCode::NotFound, noun));
        }
        Ok(id)
    }
}
