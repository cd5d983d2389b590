//! What lists and search show of a record, made from the record alone.

mod authority;
mod desk;
mod draw;
mod interview;
mod people;
mod place;
mod plan;
mod visit;

pub(crate) use authority::AuthorityBody;
pub(crate) use desk::DeskBody;
pub(crate) use draw::{DrawBody, END, NAMED};
pub(crate) use interview::InterviewBody;
pub(crate) use people::{KnownAssociate, PeopleBody};
pub(crate) use place::PlaceBody;
pub(crate) use plan::PlanBody;
pub(crate) use visit::VisitBody;

use crate::interviews::withdrawn;
use crate::programme::is_draw;
use crate::reprisals::is_register_entry;
use crate::talk::TalkBody;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use visita_domain::DocumentId;
use visita_domain::slots::Field;
use visita_record::{DocumentKind, MemberOf, RecordDocument, differs};

/// Longest title of a search hit, characters.
const MAX_TITLE_CHARS: usize = 120;

/// A text to find.
pub(crate) struct Found {
    pub kind: &'static str,
    /// Path of the field in its record; `None` for the record itself.
    pub at: Option<String>,
    pub title: String,
    pub text: String,
}

impl Found {
    /// What is found by these words, the first of them its title; none where there are none. `at` is as in [`Found`].
    pub(crate) fn part(kind: &'static str, at: Option<String>, words: &[&str]) -> Option<Self> {
        let said: Vec<&str> = words.iter().copied().filter(|text| !text.trim().is_empty()).collect();
        let first = said.first()?;
        Some(Self {
            kind,
            at,
            title: title(first),
            text: said.join("\n"),
        })
    }
}

/// The projections of one document.
pub(crate) struct Projected {
    pub rows: Vec<(&'static str, Value)>,
    pub texts: Vec<Found>,
    /// What search is to hold of visits, made and planned, whose place this record names: filled in before it is stored (see
    /// `named`).
    pub named: Vec<(DocumentId, Found)>,
}

/// The edition of what is made of a record here, counted up with every change of it: a vault whose lists are of another one
/// makes them anew when it is opened. `edition.txt` says what they hold.
pub(crate) const EDITION: &str = "9";

/// What the merge desk knows of a record stands under this kind.
pub(crate) const DESK: &str = "desk";

/// What of a record waits for a member stands under this kind, where anything does.
pub(crate) const TALK: &str = "talk";

/// Makes the projections of a record. A part of its id is what people call a recommendation by.
pub(crate) fn project(id: DocumentId, record: &mut RecordDocument, member_of: &MemberOf<'_>) -> Projected {
    let fields = record.raw_fields(shown_prefix(record));
    let conflicts = conflicts_among(record, &fields, member_of);
    let desk = DeskBody::of(&conflicts, &fields);
    let mut projected = of_kind(id, record, conflicts);
    projected.rows.push((DESK, json!(desk)));
    let talk = TalkBody::of(record).map(|talk| (TALK, json!(talk)));
    projected.rows.extend(talk);
    projected.texts.extend(crate::talk::said(record));
    projected
}

fn of_kind(id: DocumentId, record: &RecordDocument, conflicts: Vec<String>) -> Projected {
    match record.kind() {
        DocumentKind::Place => place::project(record, conflicts),
        DocumentKind::Visit => visit::project(record, conflicts),
        // Of somebody without an interview lists hold a day and a name of ours; search holds nothing.
        DocumentKind::Interview if is_register_entry(record) => Projected {
            rows: vec![("reprisal", json!(crate::reprisals::body(record, conflicts)))],
            texts: Vec::new(),
            named: Vec::new(),
        },
        DocumentKind::Interview => interview::project(record, conflicts),
        DocumentKind::Plan if is_draw(record) => draw::project(record, conflicts),
        DocumentKind::Plan => plan::project(record, conflicts),
        DocumentKind::Recommendation => crate::recommendations::recommendation(id, record, conflicts),
        DocumentKind::Authority => authority::project(record, conflicts),
        DocumentKind::Body => people::project(record),
        DocumentKind::Scratch => Projected {
            rows: Vec::new(),
            texts: Vec::new(),
            named: Vec::new(),
        },
    }
}

/// What a lead is asked for: every field in conflict, every passage to be read, everything withdrawn while edited.
pub(crate) fn conflicts(record: &mut RecordDocument, member_of: &MemberOf<'_>) -> Vec<String> {
    let fields = record.raw_fields(shown_prefix(record));
    conflicts_among(record, &fields, member_of)
}

fn conflicts_among(
    record: &mut RecordDocument,
    fields: &BTreeMap<String, Field<Value>>,
    member_of: &MemberOf<'_>,
) -> Vec<String> {
    let differing = fields.iter().filter(|(path, field)| differs(path, field));
    let mut paths: Vec<String> = differing.map(|(path, _)| path.clone()).collect();
    if !taken_back(record) {
        paths.extend(record.open_passages(member_of));
        paths.extend(record.open_withdrawals());
    }
    paths
}

/// Every field in conflict. What a person took back is no longer disagreed on; whether they did is.
pub(crate) fn field_conflicts(record: &RecordDocument) -> Vec<String> {
    record.conflicts(shown_prefix(record))
}

/// What paths begin with of which anything is told: all of them, or those that say what a person agreed to.
fn shown_prefix(record: &RecordDocument) -> &'static str {
    if taken_back(record) { "consent/" } else { "" }
}

fn taken_back(record: &RecordDocument) -> bool {
    record.kind() == DocumentKind::Interview && withdrawn(record)
}

/// The first line of a text, cut.
pub(crate) fn title(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(MAX_TITLE_CHARS)
        .collect()
}

#[cfg(test)]
mod edition_tests;
