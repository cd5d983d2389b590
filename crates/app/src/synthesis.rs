//! A third version, written by a lead on the merge desk: held to what holds for whoever types into the field itself.

use crate::api::{ApiError, ErrorCode};
use crate::interviews::require_notes;
use crate::reprisals::is_register_entry;
use crate::visits::{day, visible_name};
use serde::de::DeserializeOwned;
use serde_json::Value;
use visita_domain::interview::holds_words;
use visita_domain::place::parts::{Contact, Count, Document, Unit};
use visita_domain::place::{MAX_LATITUDE, MAX_LONGITUDE, MAX_NAME_CHARS, Place};
use visita_record::{DocumentKind, RecordDocument};

/// Refuses words of an interview without consent to notes, names that hide something, and days that nobody meant. Nobody
/// consents to an entry of the register; what its person took back is on no desk.
pub(crate) fn check_synthesis(record: &RecordDocument, path: &str, value: &Value) -> Result<(), ApiError> {
    let parts: Vec<&str> = path.split('/').collect();
    if record.kind() == DocumentKind::Interview && !is_register_entry(record) && needs_notes(&parts) {
        require_notes(record)?;
    }
    if record.kind() == DocumentKind::Place && !may_stand(&parts, value) {
        return Err(ApiError::about(ErrorCode::Refused, "value"));
    }
    let text = value.as_str();
    match (parts.as_slice(), text) {
        (["place", "name"] | ["frame", "pseudonym"], Some(name)) => visible_name(name, MAX_NAME_CHARS, "value"),
        (
            ["visit", "starts_on" | "ends_on"]
            | ["ending", "check_on"]
            | ["publication", "from"]
            | ["programme", "complaints_until"]
            | ["task" | "recontact", _, "due" | "done_on"]
            | ["finding", _, "told_on"]
            | ["recommendation", "deadline" | "reply_by"]
            | ["letter" | "answered" | "message" | "verification", _, "on"],
            Some(text),
        ) => day(text, "value").map(|_| ()),
        (["area", _], None) => {
            let name = value.get("name").and_then(Value::as_str);
            let name = name.ok_or_else(|| ApiError::about(ErrorCode::Refused, "value"))?;
            visible_name(name, MAX_NAME_CHARS, "value")
        }
        _ => Ok(()),
    }
}

/// Whether a field of a place can hold a value: of its type, and in its range by itself.
fn may_stand(parts: &[&str], value: &Value) -> bool {
    fn reads<T: DeserializeOwned>(name: &str, value: &Value) -> Option<T> {
        serde_json::from_value(Value::Object([(name.to_owned(), value.clone())].into_iter().collect())).ok()
    }
    match parts {
        ["place", name @ ("latitude" | "longitude")] => reads::<Place>(name, value).is_some_and(|place| {
            let within = |degree: Option<f64>, most: f64| degree.is_none_or(|degree| degree.abs() <= most);
            within(place.latitude, MAX_LATITUDE) && within(place.longitude, MAX_LONGITUDE)
        }),
        ["place", name] => reads::<Place>(name, value).is_some(),
        ["unit", _, name] => reads::<Unit>(name, value).is_some(),
        ["count", _, name] => reads::<Count>(name, value).is_some(),
        ["contact", _, name] => reads::<Contact>(name, value).is_some(),
        ["document", _, name] => reads::<Document>(name, value).is_some(),
        _ => true,
    }
}

/// Whether a field of an interview holds what was said. Consents do not, nor does what was done about a risk, nor the days on
/// which the team looks after somebody.
fn needs_notes(parts: &[&str]) -> bool {
    match parts {
        ["consent" | "handled" | "debrief", ..] => false,
        ["recontact", _, field] => *field == "how",
        ["comment", _, "resolved"] => false,
        [section, field] => holds_words(section, field),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use serde_json::json;

    #[test]
    fn a_day_is_a_day_in_own_words_too() {
        for (kind, path) in [
            (DocumentKind::Visit, "publication/from"),
            (DocumentKind::Place, "programme/complaints_until"),
            (DocumentKind::Visit, "visit/starts_on"),
        ] {
            let record = RecordDocument::genesis(kind).unwrap();
            let refused = check_synthesis(&record, path, &json!("soon")).unwrap_err();
            assert_eq!(refused.code, ErrorCode::Refused, "{path}");
            check_synthesis(&record, path, &json!("2026-03-01")).unwrap();
        }
    }
}
