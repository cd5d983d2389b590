//! A place in lists and in search.

use super::{Found, Projected, title};
use crate::places::{APART, numbers_until};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::place::Place;
use visita_domain::place::parts::Numbers;
use visita_record::RecordDocument;

/// What a list knows of a place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PlaceBody {
    pub facts: Place,
    /// What the newest count says; none where an earlier version made the list.
    #[serde(default)]
    pub numbers: Option<Numbers>,
    /// Records that somebody said are of other places.
    #[serde(default)]
    pub apart: BTreeSet<String>,
    pub conflicts: Vec<String>,
}

pub(super) fn project(record: &RecordDocument, conflicts: Vec<String>) -> Projected {
    let facts: Place = record.section("place").value;
    let text = [
        facts.name.as_str(),
        &facts.authority,
        &facts.region,
        &facts.address,
        &facts.other_type,
        &facts.operator_name,
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
        rows: vec![(
            "place",
            json!(PlaceBody {
                numbers: Some(numbers_until(record, &facts, None)),
                apart: apart(record),
                facts,
                conflicts
            }),
        )],
        texts,
    }
}

fn apart(record: &RecordDocument) -> BTreeSet<String> {
    let prefix = format!("{APART}/");
    let said = record.fields::<bool>(&prefix).into_iter();
    said.filter(|(_, field)| field.as_ref().is_ok_and(|field| field.shown() == Some(&true)))
        .filter_map(|(path, _)| Some(path.strip_prefix(&prefix)?.to_owned()))
        .collect()
}
