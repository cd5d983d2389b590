//! Facts that a person changed in a form: what they touched is written, what a colleague touched meanwhile is not.

use crate::api::{ApiError, ErrorCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use visita_domain::slots::WritePolicy;
use visita_record::{Edit, EditError, RecordDocument};

/// Members of a section to write, by name; null takes a fact away.
pub(crate) type Changes = Vec<(String, Value)>;

fn members<T: Serialize>(facts: &T) -> Result<Map<String, Value>, ApiError> {
    match serde_json::to_value(facts) {
        Ok(Value::Object(members)) => Ok(members),
        _ => Err(ErrorCode::Refused.into()),
    }
}

/// What differs between the facts somebody was shown and the facts they want.
///
/// # Errors
/// [`ErrorCode::Stale`] about a fact that meanwhile says something else than either. A fact in conflict is never stale:
/// writing to it adds a version and covers nobody's.
pub(crate) fn changes<T: Serialize + DeserializeOwned + Default>(
    record: &RecordDocument,
    section: &str,
    was: &T,
    wanted: &T,
) -> Result<Changes, ApiError> {
    let here = record.section::<T>(section);
    let (shown, was) = (members(&here.value)?, members(was)?);
    let touched = members(wanted)?
        .into_iter()
        .filter(|(name, value)| was.get(name) != Some(value));
    let mut changes = Changes::new();
    for (name, value) in touched {
        let settled = !here.conflicts.contains(&format!("{section}/{name}"));
        let now = shown.get(&name);
        if settled && now != was.get(&name) && now != Some(&value) {
            return Err(ApiError::about(ErrorCode::Stale, name));
        }
        changes.push((name, value));
    }
    Ok(changes)
}

/// Refuses a value for one field that meanwhile says something else than somebody was shown.
///
/// # Errors
/// As [`changes`].
pub(crate) fn require_shown(record: &RecordDocument, path: &str, was: &Value, wanted: &Value) -> Result<(), ApiError> {
    let here = record.raw_fields(path).remove(path).unwrap_or_default();
    let now = here.shown().unwrap_or(&Value::Null);
    // What was emptied looks like what was never written.
    let is_empty = |value: &Value| value.is_null() || value.as_str() == Some("");
    if here.in_conflict() || now == was || now == wanted || (is_empty(now) && is_empty(was)) {
        return Ok(());
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    Err(ApiError::about(ErrorCode::Stale, name))
}

/// Writes them.
pub(crate) fn write_changes(edit: &mut Edit<'_>, section: &str, changes: &Changes) -> Result<(), EditError> {
    changes.iter().try_for_each(|(name, value)| {
        let value = (!value.is_null()).then_some(value);
        edit.set(&format!("{section}/{name}"), value, WritePolicy::Fact)
    })
}
