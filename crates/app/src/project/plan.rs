//! A planned visit in lists. The search does not know it: what it says of a place is found under the place.

use super::Projected;
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
    let section = record.section("plan");
    let body = PlanBody {
        facts: section.value,
        conflicts,
        unreadable: section.unreadable,
    };
    Projected {
        rows: vec![("plan", json!(body))],
        texts: Vec::new(),
    }
}
