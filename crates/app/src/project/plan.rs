//! A planned visit in lists and in search.

use super::{Found, Projected};
use serde::{Deserialize, Serialize};
use serde_json::json;
use visita_domain::programme::Plan;
use visita_record::RecordDocument;

/// What a list knows of a planned visit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PlanBody {
    pub facts: Plan,
    pub conflicts: Vec<String>,
    #[serde(default)]
    pub unreadable: Vec<String>,
}

pub(super) fn project(record: &RecordDocument, conflicts: Vec<String>) -> Projected {
    let section = record.section::<Plan>("plan");
    let words = [section.value.objectives.as_str(), &section.value.reason];
    // By the name of its place it is found too, which another record knows (see `named`).
    let text = Found::part("plan", None, &words);
    let body = PlanBody {
        facts: section.value,
        conflicts,
        unreadable: section.unreadable,
    };
    Projected {
        rows: vec![("plan", json!(body))],
        texts: text.into_iter().collect(),
        named: Vec::new(),
    }
}
