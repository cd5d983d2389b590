//! What the merge desk has to know of a record before it opens it: whether there is anything in it to decide, and when
//! somebody last decided or wrote something.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use visita_domain::MemberId;
use visita_domain::slots::Field;

/// A record as the desk knows it; times in milliseconds since 1970.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct DeskBody {
    /// What a lead is asked for, as merge paths.
    pub conflicts: Vec<String>,
    /// When something was decided last.
    pub decided_ms: Option<i64>,
    /// Who wrote in it, and when each did last.
    pub wrote_ms: BTreeMap<MemberId, i64>,
}

impl DeskBody {
    pub(super) fn of(conflicts: &[String], fields: &BTreeMap<String, Field<Value>>) -> Self {
        let mut desk = Self {
            conflicts: conflicts.to_vec(),
            ..Self::default()
        };
        for field in fields.values() {
            let decided = field.decisions.iter().map(|decision| decision.at.timestamp_millis());
            desk.decided_ms = desk.decided_ms.max(decided.max());
            for slot in &field.slots {
                let at = slot.at.timestamp_millis();
                let last = desk.wrote_ms.entry(slot.by.clone()).or_insert(at);
                *last = at.max(*last);
            }
        }
        desk
    }

    /// When something was decided in it last, or written by somebody else than this member; none where neither was.
    pub(crate) fn settled_ms(&self, me: Option<&MemberId>) -> Option<i64> {
        let others = self.wrote_ms.iter().filter(|(by, _)| Some(*by) != me);
        self.decided_ms.max(others.map(|(_, at)| *at).max())
    }
}
