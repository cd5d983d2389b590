//! An authority in lists and in search.

use super::{Found, Projected, title};
use serde::{Deserialize, Serialize};
use serde_json::json;
use visita_domain::authority::Authority;
use visita_record::RecordDocument;

/// What a list knows of an authority.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct AuthorityBody {
    #[serde(default)]
    pub facts: Authority,
    pub conflicts: Vec<String>,
}

pub(super) fn project(record: &RecordDocument, conflicts: Vec<String>) -> Projected {
    let facts: Authority = record.section("authority").value;
    let text = [facts.name.as_str(), &facts.address, &facts.contact].join("\n");
    let texts = vec![Found {
        kind: "authority",
        at: None,
        title: title(&facts.name),
        text,
    }];
    Projected {
        rows: vec![("authority", json!(AuthorityBody { facts, conflicts }))],
        texts,
        named: Vec::new(),
    }
}
