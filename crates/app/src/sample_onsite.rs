//! The days on site of the sample's visit under way: access, numbers, registers, tasks, comments, an interpreter without a
//! device, people to protect. Written down as calls of the table, each by one of the two devices.

use crate::api::table::call;
use crate::api::visit::VisitRef;
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use visita_domain::dates::{DAY_MS, from_millis};

/// What the two of them did, in the order in which they did it.
const STEPS: &str = include_str!("../sample/onsite.json");
/// Days until somebody is contacted again.
const SOON_DAYS: i64 = 14;

/// One call. Texts stand in both languages as `{en, ar}`; `$name` stands for an id made before.
#[derive(Deserialize)]
struct Step {
    by: String,
    command: String,
    args: Value,
    /// Under which name the id that it made is kept.
    #[serde(default)]
    keep: Option<String>,
}

/// The value with its texts in one language and its names replaced.
fn filled(value: &Value, language: &str, names: &BTreeMap<String, String>) -> Value {
    match value {
        Value::String(text) => {
            let mut text = text.clone();
            // The longest name first: `$area1` before `$area`.
            for (name, id) in names.iter().rev() {
                text = text.replace(&format!("${name}"), id);
            }
            json!(text)
        }
        Value::Array(items) => items.iter().map(|item| filled(item, language, names)).collect(),
        Value::Object(members) => match (members.len(), members.get("en"), members.get("ar")) {
            (2, Some(en), Some(ar)) => (if language == "ar" { ar } else { en }).clone(),
            _ => members
                .iter()
                .map(|(name, value)| (name.clone(), filled(value, language, names)))
                .collect(),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

impl Session {
    /// Loads them. `areas` and `finding` are those of the visit; its interviews go by their pseudonyms.
    pub(crate) fn load_onsite(
        &mut self,
        inspector: &mut Self,
        visit: &str,
        areas: &[String],
        finding: &str,
    ) -> Result<(), ApiError> {
        let steps: Vec<Step> = serde_json::from_str(STEPS).map_err(|_| ErrorCode::Damaged)?;
        let language = crate::appearance::read(self.home()).language;
        let soon = from_millis(self.now_ms() + SOON_DAYS * DAY_MS);
        let mut names = BTreeMap::from([
            ("visit".to_owned(), visit.to_owned()),
            ("finding".to_owned(), finding.to_owned()),
            ("lead".to_owned(), self.team()?.author.member.to_string()),
            ("inspector".to_owned(), inspector.team()?.author.member.to_string()),
            ("today".to_owned(), self.today().to_string()),
            (
                "soon".to_owned(),
                soon.map(|at| self.day_of(at).to_string()).unwrap_or_default(),
            ),
        ]);
        names.extend(
            areas
                .iter()
                .enumerate()
                .map(|(n, area)| (format!("area{n}"), area.clone())),
        );
        let visit = visit.to_owned();
        let interviews = self.interview_list(VisitRef { visit })?.rows;
        names.extend(interviews.into_iter().map(|row| (row.pseudonym, row.id)));
        for step in steps {
            let person = if step.by == "lead" { &mut *self } else { &mut *inspector };
            let made = call(person, &step.command, filled(&step.args, &language, &names))?;
            if let (Some(name), Some(id)) = (step.keep, made.get("id").and_then(Value::as_str)) {
                names.insert(name, id.to_owned());
            }
        }
        Ok(())
    }
}
