//! A third version, written by a lead on the merge desk: held to what holds for whoever types into the field itself.
//!
//! A value that a record cannot be read with would be passed over, and the default of its field shown in its place without a
//! word. So none is written that the field does not take, nor any into a field that this version does not know.

#[cfg(test)]
pub(crate) mod every_path;
mod fields;

use crate::api::{ApiError, ErrorCode};
use crate::interviews::require_notes;
use crate::reprisals::is_register_entry;
use crate::visits::{day, visible_name};
use serde_json::{Value, json};
use visita_domain::interview::holds_words;
use visita_domain::place::MAX_NAME_CHARS;
use visita_record::{DocumentKind, RecordDocument};

/// What no code, no id, no day and no moment is written as: a field that takes it takes words.
const ANY_WORDS: &str = "In other words.";

/// Whether a lead can put what a field says into other words: where people write it in their own, and for answers, whose notes
/// are words. Codes, ids and moments are chosen among those that stand.
pub(crate) fn takes_other_words(record: &RecordDocument, path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts.as_slice(), ["answer", ..]) || takes_words(record, &parts)
}

fn takes_words(record: &RecordDocument, parts: &[&str]) -> bool {
    fields::take(record, parts, &json!(ANY_WORDS))
}

/// Refuses words of an interview without consent to notes, what a field could not be read with, names that hide something, and
/// days that nobody meant. Nobody consents to an entry of the register; what its person took back is on no desk.
pub(crate) fn check_synthesis(record: &RecordDocument, path: &str, value: &Value) -> Result<(), ApiError> {
    let parts: Vec<&str> = path.split('/').collect();
    if record.kind() == DocumentKind::Interview && !is_register_entry(record) && needs_notes(&parts) {
        require_notes(record)?;
    }
    let refused = || ApiError::about(ErrorCode::Refused, "value");
    if !fields::take(record, &parts, value) {
        return Err(refused());
    }
    match (parts.as_slice(), value.as_str()) {
        (
            ["place" | "authority", "name"]
            | ["frame", "pseudonym"]
            | ["associate" | "attachment", _, "name"]
            | ["sample", _, "code"],
            Some(name),
        ) => visible_name(name, MAX_NAME_CHARS, "value"),
        (["area", _], _) => {
            let name = value.get("name").and_then(Value::as_str).ok_or_else(refused)?;
            visible_name(name, MAX_NAME_CHARS, "value")
        }
        (_, Some(text)) if fields::is_day(&parts) => day(text, "value").map(|_| ()),
        (_, Some(_)) if !takes_words(record, &parts) => Err(refused()),
        (_, Some(_) | None) => Ok(()),
    }
}

/// Whether a field of an interview holds what was said. Consents do not, nor does what was done about a risk, nor the days on
/// which the team looks after somebody.
fn needs_notes(parts: &[&str]) -> bool {
    match parts {
        ["consent" | "handled" | "debrief" | "review", ..] => false,
        ["recontact", _, field] => *field == "how",
        ["comment", _, "resolved"] => false,
        [section, field] => holds_words(section, field),
        _ => true,
    }
}

#[cfg(test)]
mod tests;
