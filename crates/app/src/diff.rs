//! What a value says in words, and word by word what one version has and another lacks.

use crate::api::merge::{DiffPart, VersionDiff};
use serde_json::Value;
use similar::{ChangeTag, TextDiff};
use visita_record::{PASSAGES, RecordDocument, WITHDRAWALS};

/// `version` against `first`. The note of an answer is compared with the note: what was answered is a code of its own.
pub(crate) fn diff(path: &str, first: &Value, version: &Value) -> VersionDiff {
    VersionDiff {
        value: words(&value_text(path, first), &value_text(path, version)),
        note: words(note(path, first), note(path, version)),
    }
}

/// The stretches of `version` against `first`: `same`, `only_here`, `not_here`.
fn words(first: &str, version: &str) -> Vec<DiffPart> {
    let mut parts: Vec<DiffPart> = Vec::new();
    for change in TextDiff::from_words(first, version).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Insert => "only_here",
            ChangeTag::Delete => "not_here",
        };
        let word = change.value().to_owned();
        match parts.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(&word),
            _ => parts.push(DiffPart {
                kind: kind.to_owned(),
                text: word,
            }),
        }
    }
    parts
}

/// A value as people would read it, an answer with its note below.
pub(crate) fn text_of(_record: &RecordDocument, path: &str, value: &Value) -> String {
    let (said, note) = (value_text(path, value), note(path, value));
    if note.is_empty() {
        said
    } else {
        format!("{said}\n{note}")
    }
}

/// The note beside an answer, or beside what was found about a recommendation; nothing else has one.
fn note<'a>(path: &str, value: &'a Value) -> &'a str {
    let noted = path.starts_with("answer/") || path.starts_with("verified/");
    let note = value.get("note").filter(|_| noted);
    note.and_then(Value::as_str).unwrap_or_default()
}

fn value_text(path: &str, value: &Value) -> String {
    if path.starts_with(WITHDRAWALS) {
        let written = value.pointer("/value/text").or_else(|| value.get("value"));
        return written.map_or_else(|| "withdrawn".to_owned(), plain);
    }
    let told = if path.starts_with("answer/") {
        value.pointer("/value/value")
    } else if path.starts_with(PASSAGES) {
        value.get("text")
    } else if path.starts_with("verified/") {
        value.get("result")
    } else if path.starts_with("consent/") {
        value.get("state")
    } else {
        Some(value)
    };
    told.map(plain).unwrap_or_default()
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        // A count stored as a float is still a count.
        Value::Number(number) => number
            .as_f64()
            .map_or_else(|| number.to_string(), |number| number.to_string()),
        Value::Bool(_) => value.to_string(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| format!("{name} {}", plain(value)))
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn kinds(parts: &[DiffPart]) -> Vec<(&str, &str)> {
        parts
            .iter()
            .map(|part| (part.kind.as_str(), part.text.as_str()))
            .collect()
    }

    #[test]
    fn a_changed_word_shows_on_both_sides_and_the_rest_is_the_same() {
        let parts = words("three men share", "four men share");
        let kinds: Vec<_> = parts.iter().map(|part| part.kind.as_str()).collect();
        assert_eq!(kinds, ["not_here", "only_here", "same"]);
        let kept: String = parts
            .iter()
            .filter(|part| part.kind != "not_here")
            .map(|part| part.text.as_str())
            .collect();
        assert_eq!(kept, "four men share");
    }

    #[test]
    fn a_text_answer_and_the_note_of_any_answer_are_compared_word_by_word() {
        let path = "answer/general/prison/own_bed";
        let first = json!({ "value": { "type": "text", "value": "two beds" }, "note": "cell 4" });
        let second = json!({ "value": { "type": "text", "value": "three beds" }, "note": "cell 5" });
        let diff = diff(path, &first, &second);
        assert_eq!(
            kinds(&diff.value),
            [("not_here", "two"), ("only_here", "three"), ("same", " beds")]
        );
        assert_eq!(
            kinds(&diff.note),
            [("same", "cell "), ("not_here", "4"), ("only_here", "5")]
        );
    }

    #[test]
    fn only_an_answer_has_a_note_beside_it() {
        let value = json!({ "note": "a word of the value itself" });
        let diff = diff("place/address", &json!(""), &value);
        assert!(diff.note.is_empty());
        assert_eq!(kinds(&diff.value), [("only_here", "note a word of the value itself")]);
    }
}
