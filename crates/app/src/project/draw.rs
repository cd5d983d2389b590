//! A draw by lot in lists and in search: what is found there is for those who may read the draw, who alone have it.

use super::{Found, Projected};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use visita_domain::MemberId;
use visita_domain::dates::Timestamp;
use visita_domain::programme::{DrawEnd, Drawing};
use visita_domain::slots::Field;
use visita_record::RecordDocument;

/// The one field of a draw that is written after it was seen.
pub(crate) const END: &str = "draw/end";
/// The places of its pool by type, where they are named.
pub(crate) const NAMED: &str = "pool/named";

/// What a list knows of a draw.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DrawBody {
    pub facts: Drawing,
    /// Who drew, and when.
    pub by: Option<MemberId>,
    pub at: Option<Timestamp>,
    /// Who said what became of it, and when.
    pub ended_by: Option<MemberId>,
    pub ended_at: Option<Timestamp>,
    /// The places of its pool are named.
    pub named: bool,
    /// Something that is written once was written again.
    pub altered: bool,
    pub conflicts: Vec<String>,
    pub unreadable: Vec<String>,
}

/// Whether anything but the end was written by somebody else than who drew, or at another moment: no version does so.
fn is_altered(fields: &BTreeMap<String, Field<Value>>, drawn: &(MemberId, Timestamp)) -> bool {
    let once = fields.iter().filter(|(path, _)| path.as_str() != END);
    once.flat_map(|(_, field)| &field.slots)
        .any(|slot| (&slot.by, &slot.at) != (&drawn.0, &drawn.1))
}

pub(super) fn project(record: &RecordDocument, conflicts: Vec<String>) -> Projected {
    let read = record.read("draw/");
    let section = read.section::<Drawing>("draw");
    let mut fields = record.raw_fields("draw/");
    fields.extend(record.raw_fields("pool/"));
    // What came of it is never the first that is written.
    let drawn = first(&fields);
    let ended = fields.get(END).and_then(|field| {
        // Where a lead took one of two ends, it is the one of who wrote it.
        let shown = field.shown();
        let stands = field.current().into_iter().filter(|slot| slot.value.as_ref() == shown);
        let last = stands.max_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)))?;
        Some((last.by.clone(), last.at))
    });
    // By the names of its places it is found too, which other records know (see `named`).
    let reason = match &section.value.end {
        Some(DrawEnd::Discarded { reason }) => reason.as_str(),
        Some(DrawEnd::Kept { .. }) | None => "",
    };
    let year = section.value.year.to_string();
    let own_type = section.value.own_type.as_deref().unwrap_or_default();
    let text = Found::part("draw", None, &[&year, own_type, reason]);
    let body = DrawBody {
        facts: section.value,
        named: fields.contains_key(NAMED),
        altered: drawn.as_ref().is_none_or(|drawn| is_altered(&fields, drawn)),
        by: drawn.as_ref().map(|(by, _)| by.clone()),
        at: drawn.map(|(_, at)| at),
        ended_by: ended.as_ref().map(|(by, _)| by.clone()),
        ended_at: ended.map(|(_, at)| at),
        conflicts,
        unreadable: section.unreadable,
    };
    Projected {
        rows: vec![("draw", json!(body))],
        texts: text.into_iter().collect(),
        named: Vec::new(),
    }
}

/// Who wrote the first of what is written once, and when.
fn first(fields: &BTreeMap<String, Field<Value>>) -> Option<(MemberId, Timestamp)> {
    let once = fields.iter().filter(|(path, _)| path.as_str() != END);
    let slots = once.flat_map(|(_, field)| &field.slots);
    let first = slots.min_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)))?;
    Some((first.by.clone(), first.at))
}
