//! A place in lists and in search.

use super::{Found, Projected, title};
use crate::entries::standing;
use crate::places::{APART, counted, held_on, numbers_until};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use visita_domain::dates::{Day, local_day};
use visita_domain::place::Place;
use visita_domain::place::parts::{Contact, Document, Numbers, Part as _, Unit};
use visita_record::RecordDocument;

/// What a list knows of a place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PlaceBody {
    pub facts: Place,
    /// What the newest count says; none where an earlier version made the list.
    #[serde(default)]
    pub numbers: Option<Numbers>,
    /// How many were held on which days, and the capacity then.
    #[serde(default)]
    pub held_on: Vec<(Day, u32, Option<u32>)>,
    /// Records that somebody said are of other places.
    #[serde(default)]
    pub apart: BTreeSet<String>,
    /// What bears on the programme; nothing where an earlier version made the list.
    #[serde(default)]
    pub bearing: Bearing,
    pub conflicts: Vec<String>,
}

/// What bears on when a place is to be visited, beside its facts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Bearing {
    /// Complaints in a year.
    pub complaints: Option<u32>,
    /// The last day of that year; where nobody said it, the day on which the number was written.
    pub complaints_until: Option<Day>,
    /// A problem that the body knows of, in words.
    pub known_problem: String,
    /// Admissions in a year.
    pub turnover: Option<u32>,
    /// Vulnerable groups held; none where nobody has said.
    pub groups: Option<u32>,
    /// North, decimal degrees.
    pub latitude: Option<f64>,
    /// East, decimal degrees.
    pub longitude: Option<f64>,
    /// The day it closed: it is no place to visit after that.
    pub closed_on: Option<Day>,
}

/// A field of a record as shown; none where it is empty, or cannot be read.
fn shown<T: DeserializeOwned + Clone + PartialEq>(record: &RecordDocument, path: &str) -> Option<T> {
    record.field::<T>(path).ok()?.shown().cloned()
}

/// The day on which what a field says was last written, by the clock of the device that wrote it, in UTC: every device comes to
/// the same day.
fn written_on(record: &RecordDocument, path: &str) -> Option<Day> {
    let field = record.raw_fields(path).remove(path)?;
    let written = field.current().into_iter().map(|slot| slot.at).max()?;
    Some(local_day(written, 0))
}

fn bearing(record: &RecordDocument) -> Bearing {
    let groups: Option<Vec<Value>> = shown(record, "place/vulnerable");
    Bearing {
        complaints: shown(record, "programme/complaints"),
        complaints_until: shown(record, "programme/complaints_until")
            .or_else(|| written_on(record, "programme/complaints")),
        known_problem: shown(record, "programme/known_problem").unwrap_or_default(),
        turnover: shown(record, "place/turnover"),
        groups: groups.map(|groups| u32::try_from(groups.len()).unwrap_or(u32::MAX)),
        latitude: shown(record, "place/latitude"),
        longitude: shown(record, "place/longitude"),
        closed_on: shown(record, "place/closed_on"),
    }
}

/// The words of what a place has several of: units, contacts, documents.
fn parts(record: &RecordDocument) -> String {
    let units = standing::<Unit>(record, Unit::NOUN).into_iter();
    let units = units.flat_map(|one| [one.facts.name, one.facts.regime]);
    let contacts = standing::<Contact>(record, Contact::NOUN).into_iter();
    let contacts = contacts.flat_map(|one| [one.facts.name, one.facts.role, one.facts.note]);
    let documents = standing::<Document>(record, Document::NOUN).into_iter();
    let documents = documents.map(|one| one.facts.title);
    let words: Vec<String> = units.chain(contacts).chain(documents).collect();
    words.join("\n")
}

pub(super) fn project(record: &RecordDocument, conflicts: Vec<String>) -> Projected {
    let facts: Place = record.section("place").value;
    let bearing = bearing(record);
    let text = [
        facts.name.as_str(),
        &facts.authority,
        &facts.region,
        &facts.address,
        &facts.other_type,
        &facts.operator_name,
        &facts.legal_basis,
        &facts.suspected_note,
        &bearing.known_problem,
        &record.text(),
        &parts(record),
    ]
    .join("\n");
    let texts = vec![Found {
        kind: "place",
        at: None,
        title: title(&facts.name),
        text,
    }];
    let counts = counted(record);
    let body = PlaceBody {
        bearing,
        numbers: Some(numbers_until(&counts, &facts, None)),
        held_on: held_on(&counts),
        apart: apart(record),
        facts,
        conflicts,
    };
    Projected {
        rows: vec![("place", json!(body))],
        texts,
        named: Vec::new(),
    }
}

fn apart(record: &RecordDocument) -> BTreeSet<String> {
    let prefix = format!("{APART}/");
    let said = record.fields::<bool>(&prefix).into_iter();
    said.filter(|(_, field)| field.as_ref().is_ok_and(|field| field.shown() == Some(&true)))
        .filter_map(|(path, _)| Some(path.strip_prefix(&prefix)?.to_owned()))
        .collect()
}
