//! A place in lists and in search.

use super::{Found, Projected, title};
use serde::{Deserialize, Serialize};
use serde_json::json;
use visita_domain::place::Place;
use visita_record::RecordDocument;

/// What a list knows of a place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PlaceBody {
    pub facts: Place,
    pub conflicts: Vec<String>,
}

pub(super) fn project(record: &RecordDocument, conflicts: Vec<String>) -> Projected {
    let facts: Place = record.section("place").value;
    let text = [
        facts.name.as_str(),
        &facts.authority,
        &facts.region,
        &facts.address,
        &record.text(),
    ]
    .join("\n");
    let texts = vec![Found {
        kind: "place",
        at: None,
        title: title(&facts.name),
        text,
    }];
    Projected {
        rows: vec![("place", json!(PlaceBody { facts, conflicts }))],
        texts,
    }
}
