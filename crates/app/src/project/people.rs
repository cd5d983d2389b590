//! The body's record in lists: who goes with its delegations without a device, so that whoever is named by an id has a name.

use super::Projected;
use crate::associates::ASSOCIATE;
use crate::entries::entries;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use visita_domain::MemberId;
use visita_domain::body::Associate;
use visita_domain::visit::Role;
use visita_record::RecordDocument;

/// What lists know of the body's people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PeopleBody {
    #[serde(default)]
    pub associates: BTreeMap<MemberId, KnownAssociate>,
}

/// An associate as lists know them: one who was erased has no name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KnownAssociate {
    pub name: String,
    pub role: Role,
    /// What interviews call them by.
    pub code: String,
    /// Not asked along any more.
    pub dropped: bool,
}

pub(super) fn project(record: &RecordDocument) -> Projected {
    let all = entries::<Associate>(record, ASSOCIATE).into_iter();
    let associates = all.filter_map(|one| {
        let known = KnownAssociate {
            name: one.facts.name,
            role: one.facts.role,
            code: one.facts.code,
            dropped: one.facts.dropped,
        };
        Some((MemberId::parse(&one.id).ok()?, known))
    });
    let body = PeopleBody {
        associates: associates.collect(),
    };
    Projected {
        rows: vec![("body", json!(body))],
        texts: Vec::new(),
        named: Vec::new(),
    }
}
