//! Which fields of an interview hold words: what a person said of themselves, or what was written down about them.

/// Fields that hold none, by section: choices, numbers, moments, members, the pseudonym, the language that is spoken.
const WITHOUT_WORDS: [(&str, &[&str]); 3] = [
    (
        "frame",
        &[
            "visit",
            "pseudonym",
            "started_at",
            "ended_at",
            "interviewer",
            "note_taker",
            "interviewee",
            "group_size",
            "selection",
            "language",
            "interpreter_independent",
            "interpreter_undertaking",
        ],
    ),
    (
        "protection",
        &[
            "reprisal_risk",
            "self_harm",
            "minor",
            "urgent_medical",
            "recontact_wanted",
            "urgent",
        ],
    ),
    ("ending", &["read_back", "asked_to_withdraw", "check_on"]),
];

/// Whether a field of a section holds words, which need a standing consent to notes. A field that this version does not
/// know holds them: doubt never permits.
#[must_use]
pub fn holds_words(section: &str, field: &str) -> bool {
    !WITHOUT_WORDS
        .iter()
        .any(|(known, fields)| *known == section && fields.contains(&field))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::{Analysis, Ending, Frame, Protection, Situation};
    use serde_json::{Value, json};

    #[test]
    fn every_text_of_an_interview_holds_words_but_its_name_and_its_language() {
        let sections = [
            ("frame", json!(Frame::default())),
            ("situation", json!(Situation::default())),
            ("protection", json!(Protection::default())),
            ("analysis", json!(Analysis::default())),
            ("ending", json!(Ending::default())),
        ];
        let free = |field: &str| ["pseudonym", "language", "interviewee"].contains(&field);
        for (section, members) in &sections {
            for (field, value) in members.as_object().unwrap() {
                let text = matches!(value, Value::String(_) | Value::Array(_)) && !free(field);
                assert_eq!(holds_words(section, field), text, "{section}/{field}");
            }
        }
        assert!(holds_words("frame", "of_a_later_version") && holds_words("later", "visit"));
    }
}
