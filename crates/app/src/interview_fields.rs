//! The fields of an interview: which hold words, when they may be written, and what hides them.

use crate::api::interview::InterviewSet;
use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::interviews::{MAX_PSEUDONYM_CHARS, note_draft, require_notes, statement_draft};
use crate::reprisals::is_register_entry;
use crate::session::Session;
use crate::travel::BEFORE;
use crate::visits::visible_name;
use serde_json::{Map, Value, json};
use visita_domain::DocumentId;
use visita_domain::dates::{is_typed_moment, parse_day, parse_rfc3339};
use visita_domain::interview::{Analysis, Ending, Frame, Protection, Situation, holds_words};
use visita_domain::slots::WritePolicy;
use visita_record::{DocumentKind, RecordDocument};
use visita_vault::{Tx, VaultError};

/// Every section as nobody has filled it, by name: field → value.
fn blank() -> Map<String, Value> {
    let sections = json!({
        "frame": Frame::default(),
        "situation": Situation::default(),
        "protection": Protection::default(),
        "analysis": Analysis::default(),
        "ending": Ending::default(),
    });
    sections.as_object().cloned().unwrap_or_default()
}

/// The sections of an interview as shown; where the person took back what they said, without any word.
pub(crate) fn sections(record: &RecordDocument, withdrawn: bool) -> Value {
    let mut shown = json!({
        "frame": record.section::<Frame>("frame").value,
        "situation": record.section::<Situation>("situation").value,
        "protection": record.section::<Protection>("protection").value,
        "analysis": record.section::<Analysis>("analysis").value,
        "ending": record.section::<Ending>("ending").value,
    });
    for (section, field, nothing) in worded().into_iter().filter(|_| withdrawn) {
        if let Some(members) = shown.get_mut(&section).and_then(Value::as_object_mut) {
            members.insert(field, nothing);
        }
    }
    shown
}

/// Every field that holds words: section, field, and its value while nobody wrote.
fn worded() -> Vec<(String, String, Value)> {
    let mut found = Vec::new();
    for (section, members) in blank() {
        for (field, nothing) in members.as_object().cloned().unwrap_or_default() {
            if holds_words(&section, &field) {
                found.push((section.clone(), field, nothing));
            }
        }
    }
    found
}

/// The fields in which words stand, as `section/field`, each with its words: what every author wrote.
pub(crate) fn written(record: &RecordDocument) -> Vec<(String, String)> {
    let fields = worded()
        .into_iter()
        .map(|(section, field, _)| format!("{section}/{field}"));
    let said = |path: String| {
        let field = record.raw_fields(&path).remove(&path)?;
        let values = field.current().into_iter().filter_map(|slot| slot.value.as_ref());
        let words = values.flat_map(texts).collect::<Vec<_>>().join(" ");
        (!words.trim().is_empty()).then_some((path, words))
    };
    fields.filter_map(said).collect()
}

fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text.as_str()],
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Vec::new(),
    }
}

/// What is typed beside an interview: comments, what was done about a risk, how to reach the person again.
const BESIDE: [&str; 3] = ["comment", "handled", "recontact"];

/// Where what was typed and not yet kept of an interview's words lies, of words beside it, and of the entries of the register
/// for the same person. What came back from a journey may lie under a key of its own, beside what was typed meanwhile.
pub(crate) fn word_drafts(stored: &Tx<'_>, interview: &str, entries: &[String]) -> Result<Vec<String>, VaultError> {
    let mut keys = vec![note_draft(interview), statement_draft(interview)];
    let fields = worded().into_iter();
    keys.extend(fields.map(|(section, field, _)| format!("interview/{interview}/{section}/{field}")));
    keys.extend(entries.iter().map(|entry| format!("reprisal/{entry}")));
    let is_beside = |key: &String| {
        let rest = |of: &String| key.strip_prefix(of.as_str()).is_some_and(|rest| rest.starts_with('/'));
        keys.iter().any(rest)
    };
    let mut beside = Vec::new();
    let of_interview = ["interview", "statement"].map(|noun| format!("{noun}/{interview}/"));
    let of_entries = entries.iter().map(|entry| format!("reprisal/{entry}/"));
    for under in of_interview.into_iter().chain(of_entries) {
        beside.extend(stored.drafts_under(&under)?.into_iter().filter(is_beside));
    }
    keys.extend(beside);
    for record in entries.iter().map(String::as_str).chain([interview]) {
        for noun in BESIDE {
            keys.extend(stored.drafts_under(&format!("{noun}/{record}/"))?);
        }
    }
    Ok(keys)
}

/// Whether a draft of a re-contact holds words, and not the day and whom alone. What cannot be read may.
fn says_how(draft: &str) -> bool {
    let Ok(typed) = serde_json::from_str::<Value>(draft) else {
        return true;
    };
    let how = |form: &str| typed.pointer(form).map(|how| how.as_str().unwrap_or_default().trim());
    how("/facts/how") != Some("") || how("/was/how").is_some_and(|how| !how.is_empty())
}

/// Whether a draft of an entry of the register holds words of the person. What cannot be read may.
fn says_words(draft: &str) -> bool {
    let Ok(typed) = serde_json::from_str::<Value>(draft) else {
        return true;
    };
    let says = |form: &str, word: &str| {
        let said = typed.pointer(&format!("{form}/{word}")).and_then(Value::as_str);
        said.is_some_and(|said| !said.trim().is_empty())
    };
    let words = ["about", "risk", "mitigation", "channel"];
    ["/facts", "/was"]
        .iter()
        .any(|form| words.iter().any(|word| says(form, word)))
}

impl Session {
    pub(crate) fn interview_set(&mut self, args: InterviewSet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.interview.parse()?;
        let record = self.record(id, DocumentKind::Interview)?;
        match args.section.as_str() {
            "frame" => check_member::<Frame>(record, "frame", &args)?,
            "situation" => check_member::<Situation>(record, "situation", &args)?,
            "protection" => check_member::<Protection>(record, "protection", &args)?,
            "analysis" => check_member::<Analysis>(record, "analysis", &args)?,
            "ending" => check_member::<Ending>(record, "ending", &args)?,
            _ => return Err(ApiError::about(ErrorCode::Refused, "section")),
        }
        if holds_words(&args.section, &args.field) {
            require_notes(record)?;
        }
        check_days(&args)?;
        // The visit an interview belongs to is fixed when it begins, and its only name as long as nobody shares it.
        match (args.section.as_str(), args.field.as_str()) {
            ("frame", "visit") => return Err(ApiError::about(ErrorCode::Refused, args.field)),
            ("frame", "pseudonym") => self.check_rename(&args)?,
            _ => {}
        }
        let record = self.record(id, DocumentKind::Interview)?;
        let path = format!("{}/{}", args.section, args.field);
        let here = record.raw_fields(&path).remove(&path).unwrap_or_default();
        if let Some(was) = &args.was {
            // What the person was shown may be the default of a field that nobody wrote.
            let shown = here.shown().unwrap_or(&Value::Null);
            let blank = |value: &Value| {
                value.is_null() || value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty)
            };
            let same = shown == was || (blank(shown) && blank(was));
            if !here.in_conflict() && !same && *shown != args.value {
                return Err(ApiError::about(ErrorCode::Stale, args.field));
            }
        }
        let value = (!args.value.is_null()).then_some(&args.value);
        self.write(id, |edit| edit.set(&path, value, WritePolicy::Fact), |_| Ok(()))
    }

    /// Refuses another pseudonym where nobody else of the visit bears the one there is, and one that is taken.
    fn check_rename(&mut self, args: &InterviewSet) -> Result<(), ApiError> {
        let refused = || ApiError::about(ErrorCode::Refused, "pseudonym");
        let wanted = args
            .value
            .as_str()
            .filter(|name| name.trim() == *name)
            .ok_or_else(refused)?;
        visible_name(wanted, MAX_PSEUDONYM_CHARS, "pseudonym")?;
        let record = self.record(args.interview.parse()?, DocumentKind::Interview)?;
        let frame = record.section::<Frame>("frame").value;
        let visit = frame.visit.ok_or_else(refused)?.to_string();
        let mut others = self.interviews_of(&visit)?;
        others.retain(|(id, _)| *id != args.interview);
        let taken = |name: &str| others.iter().any(|(_, body)| body.frame.pseudonym == name);
        if !taken(&frame.pseudonym) || taken(wanted) {
            return Err(refused());
        }
        Ok(())
    }

    /// Refuses a draft of an interview's words where the consent to notes does not stand: a draft is written down, too.
    /// What may be recorded all the same may be typed: what was done about a risk, that somebody was reached again, and a
    /// day to do so. Without `text` it is about what was typed before.
    pub(crate) fn require_draft(&mut self, key: &str, text: Option<&str>) -> Result<(), ApiError> {
        let parts: Vec<&str> = key.split('/').collect();
        let interview = match parts.as_slice() {
            ["interview", interview, "note", ..] | ["statement" | "comment", interview, ..] => interview,
            ["reprisal", entry, ..] if text.is_none_or(says_words) => entry,
            ["recontact", interview, _, rest @ ..]
                if rest.iter().all(|part| *part == BEFORE) && text.is_none_or(says_how) =>
            {
                interview
            }
            ["interview", interview, section, field, ..] if holds_words(section, field) => interview,
            _ => return Ok(()),
        };
        let Ok(id) = interview.parse::<DocumentId>() else {
            return Ok(());
        };
        self.open()?.shelf()?;
        match self.reading(id, DocumentKind::Interview) {
            // Nobody consents to an entry of the register; who gave an interview may take back what they said.
            Ok(record) if is_register_entry(&record) => self.open()?.require_not_taken_back(&record),
            Ok(record) => require_notes(&record),
            // Of no interview that is here: nobody's words.
            Err(_) => Ok(()),
        }
    }
}

/// Refuses a day or a moment that nobody meant to type.
fn check_days(args: &InterviewSet) -> Result<(), ApiError> {
    let Some(text) = args.value.as_str() else {
        return Ok(());
    };
    let meant = match (args.section.as_str(), args.field.as_str()) {
        ("ending", "check_on") => parse_day(text).is_some(),
        ("frame", "started_at" | "ended_at") => parse_rfc3339(text).is_some_and(is_typed_moment),
        _ => true,
    };
    if meant {
        Ok(())
    } else {
        Err(ApiError::about(ErrorCode::Refused, args.field.clone()))
    }
}

/// Refuses a field the section does not have, and a value the field cannot hold.
fn check_member<T: serde::Serialize + serde::de::DeserializeOwned + Default>(
    record: &RecordDocument,
    section: &str,
    args: &InterviewSet,
) -> Result<(), ApiError> {
    let refused = || ApiError::about(ErrorCode::Refused, args.field.clone());
    let mut members = serde_json::to_value(record.section::<T>(section).value).map_err(|_| refused())?;
    match members.as_object_mut() {
        Some(members) if members.contains_key(&args.field) => members.insert(args.field.clone(), args.value.clone()),
        _ => return Err(refused()),
    };
    serde_json::from_value::<T>(Value::Object(members.as_object().cloned().unwrap_or_default()))
        .map(|_| ())
        .map_err(|_| refused())
}
