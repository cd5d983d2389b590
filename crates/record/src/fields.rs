//! From cells to fields, and from fields to the structs of the domain.

use crate::cell::CellKey;
use crate::document::{Edit, EditError, RecordDocument};
use automerge::ChangeHash;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use visita_domain::MemberId;
use visita_domain::answer::Answer;
use visita_domain::dates::{Timestamp, parse_rfc3339};
use visita_domain::recommendation::Verified;
use visita_domain::slots::{Decision, Field, Outcome, Slot, SlotId, WritePolicy};

/// Where answers stand.
const ANSWERS: &str = "answer/";
/// Where what members found about recommendations stands.
const VERIFIED: &str = "verified/";
/// Where comments stand.
const COMMENTS: &str = "comment/";
/// What of a comment its author said.
const SAID: &str = "/said";
/// Where words stand that were agreed on.
const AGREED: &str = "agreed/";

/// A field that is there but cannot be read by this version. It is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unreadable: {path}")]
pub struct Unreadable {
    /// Its path.
    pub path: String,
}

/// A struct read from the fields under one prefix.
#[derive(Debug, Clone, PartialEq)]
pub struct Section<T> {
    /// What to show: agreed, decided, or the newest of a conflict.
    pub value: T,
    /// Paths in conflict.
    pub conflicts: Vec<String>,
    /// Paths this version cannot read.
    pub unreadable: Vec<String>,
}

impl RecordDocument {
    pub(crate) fn raw_field(&self, path: &str) -> Field<Json> {
        self.raw_fields(path).remove(path).unwrap_or_default()
    }

    /// Every field whose path begins with `prefix`, untyped.
    #[must_use]
    pub fn raw_fields(&self, prefix: &str) -> BTreeMap<String, Field<Json>> {
        self.raw_fields_at(prefix, None)
    }

    /// The field at `path` as it stood at these heads.
    pub(crate) fn raw_field_at(&self, path: &str, heads: &[ChangeHash]) -> Field<Json> {
        self.raw_fields_at(path, Some(heads)).remove(path).unwrap_or_default()
    }

    fn raw_fields_at(&self, prefix: &str, at: Option<&[ChangeHash]>) -> BTreeMap<String, Field<Json>> {
        let mut fields: BTreeMap<String, Field<Json>> = BTreeMap::new();
        for (key, json, id) in self.cells_under(prefix, at) {
            let Some(cell) = CellKey::parse(&key).filter(|cell| cell.path.starts_with(prefix)) else {
                continue;
            };
            let field = fields.entry(cell.path.clone()).or_default();
            match (cell.decision, json) {
                (true, Some(json)) => field.decisions.extend(decision(&cell, &json, id)),
                (false, Some(json)) => field.slots.push(slot(&cell, &json, id)),
                // Not even JSON: shown as a value nobody can read, never dropped.
                (_, None) => field.slots.push(slot(&cell, &Json::Null, id)),
            }
        }
        fields
    }

    /// The field at `path`.
    ///
    /// # Errors
    /// [`Unreadable`] when a current value is not of the type asked for.
    pub fn field<T: DeserializeOwned>(&self, path: &str) -> Result<Field<T>, Unreadable> {
        typed(path, self.raw_field(path))
    }

    /// Every field whose path begins with `prefix`, read once for whatever is looked up in them.
    #[must_use]
    pub fn read(&self, prefix: &str) -> Fields {
        Fields(self.raw_fields(prefix))
    }

    /// As [`Self::read`], of every field whose path begins with one of so many prefixes.
    #[must_use]
    pub fn read_each(&self, prefixes: impl IntoIterator<Item = String>) -> Fields {
        let fields = prefixes.into_iter().flat_map(|prefix| self.raw_fields(&prefix));
        Fields(fields.collect())
    }

    /// Every field under `prefix`, each typed or unreadable.
    #[must_use]
    pub fn fields<T: DeserializeOwned>(&self, prefix: &str) -> Vec<(String, Result<Field<T>, Unreadable>)> {
        self.read(prefix).fields(prefix)
    }

    /// Paths of fields in conflict under `prefix`.
    #[must_use]
    pub fn conflicts(&self, prefix: &str) -> Vec<String> {
        self.read(prefix).conflicts(prefix)
    }

    /// Reads a struct whose members are the fields under `prefix/`. A member that cannot be read keeps its default
    /// and is named in `unreadable`.
    #[must_use]
    pub fn section<T: DeserializeOwned + Serialize + Default>(&self, prefix: &str) -> Section<T> {
        self.read(&format!("{prefix}/")).section(prefix)
    }
}

/// Fields of a record as they stood when they were read. A look at one of them reads nothing from the record again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fields(BTreeMap<String, Field<Json>>);

impl Fields {
    pub(crate) fn under<'f, 'p>(
        &'f self,
        prefix: &'p str,
    ) -> impl Iterator<Item = (&'f String, &'f Field<Json>)> + use<'f, 'p> {
        let from = (Bound::Included(prefix), Bound::Unbounded);
        let all = self.0.range::<str, _>(from);
        all.take_while(move |(path, _)| path.starts_with(prefix))
    }

    /// As [`RecordDocument::field`], among the fields that were read.
    ///
    /// # Errors
    /// [`Unreadable`] when a current value is not of the type asked for.
    pub fn field<T: DeserializeOwned>(&self, path: &str) -> Result<Field<T>, Unreadable> {
        typed(path, self.0.get(path).cloned().unwrap_or_default())
    }

    /// What a field among those that were read shows; none where it is empty, or cannot be read.
    #[must_use]
    pub fn shown<T: DeserializeOwned>(&self, path: &str) -> Option<T> {
        let shown = self.0.get(path)?.shown()?;
        serde_json::from_value(shown.clone()).ok()
    }

    /// As [`RecordDocument::fields`], among the fields that were read.
    #[must_use]
    pub fn fields<T: DeserializeOwned>(&self, prefix: &str) -> Vec<(String, Result<Field<T>, Unreadable>)> {
        self.under(prefix)
            .map(|(path, field)| (path.clone(), typed(path, field.clone())))
            .collect()
    }

    /// As [`RecordDocument::conflicts`], among the fields that were read.
    #[must_use]
    pub fn conflicts(&self, prefix: &str) -> Vec<String> {
        let differing = self.under(prefix).filter(|(path, field)| differs(path, field));
        differing.map(|(path, _)| path.clone()).collect()
    }

    /// The ids of things that stand as `{noun}/{id}/…` among the fields that were read.
    #[must_use]
    pub fn ids(&self, noun: &str) -> BTreeSet<String> {
        let prefix = format!("{noun}/");
        let paths = self.under(&prefix).map(|(path, _)| path);
        paths
            .filter_map(|path| Some(path.strip_prefix(&prefix)?.split('/').next()?.to_owned()))
            .collect()
    }

    /// Who wrote the first of what stands under `prefix/`, and when; none where nothing does.
    #[must_use]
    pub fn begun(&self, prefix: &str) -> Option<(MemberId, Timestamp)> {
        let start = format!("{prefix}/");
        let slots = self.under(&start).flat_map(|(_, field)| &field.slots);
        let first = slots.min_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)))?;
        Some((first.by.clone(), first.at))
    }

    /// As [`RecordDocument::section`], among the fields that were read.
    #[must_use]
    pub fn section<T: DeserializeOwned + Serialize + Default>(&self, prefix: &str) -> Section<T> {
        let start = format!("{prefix}/");
        let of_section = self.under(&start);
        let conflicts = of_section.filter(|(_, field)| field.in_conflict());
        let conflicts = conflicts.map(|(path, _)| path.clone()).collect();
        let shown: Vec<(&String, &Json)> = self
            .under(&start)
            .filter_map(|(path, field)| Some((path, field.shown()?)))
            .collect();
        let (value, unreadable) = members(&start, &shown);
        Section {
            value,
            conflicts,
            unreadable,
        }
    }
}

/// A struct from its members' values, and the paths of those that it cannot take.
fn members<T: DeserializeOwned + Serialize + Default>(start: &str, shown: &[(&String, &Json)]) -> (T, Vec<String>) {
    let mut value = T::default();
    let mut members = match serde_json::to_value(&value) {
        Ok(Json::Object(members)) => members,
        _ => Map::new(),
    };
    let named = || {
        let all = shown.iter();
        all.filter_map(|(path, value)| Some((path.strip_prefix(start)?.to_owned(), *path, (*value).clone())))
    };
    let mut all = members.clone();
    all.extend(named().map(|(name, _, value)| (name, value)));
    if let Ok(value) = serde_json::from_value(Json::Object(all)) {
        return (value, Vec::new());
    }
    // One of them is of a newer version: each by itself, so that the others are read all the same.
    let mut unreadable = Vec::new();
    for (name, path, said) in named() {
        let before = members.insert(name.clone(), said);
        match serde_json::from_value(Json::Object(members.clone())) {
            Ok(read) => value = read,
            Err(_) => {
                unreadable.push(path.clone());
                match before {
                    Some(before) => members.insert(name, before),
                    None => members.remove(&name),
                };
            }
        }
    }
    (value, unreadable)
}

impl Edit<'_> {
    /// Writes the members of a struct as fields under `prefix/`; only those that differ from what is shown.
    ///
    /// # Errors
    /// See [`EditError`].
    pub fn set_section<T: DeserializeOwned + Serialize + Default>(
        &mut self,
        prefix: &str,
        value: &T,
    ) -> Result<(), EditError> {
        let shown = serde_json::to_value(self.document.section::<T>(prefix).value).map_err(|_| EditError::Refused)?;
        let Ok(Json::Object(members)) = serde_json::to_value(value) else {
            return Err(EditError::Refused);
        };
        for (name, value) in members {
            if shown.get(&name) != Some(&value) {
                self.set(&format!("{prefix}/{name}"), Some(&value), WritePolicy::Fact)?;
            }
        }
        Ok(())
    }
}

/// Whether a field at a path needs a lead. Answers, and what was found about a recommendation, agree when they say the same, whatever
/// their notes. Words that were agreed on apart from each other were all agreed on: the text itself says which of them stand.
/// What somebody said beside a record is theirs alone: said otherwise on two of their devices, it is no matter for a lead, and
/// it is one where another wrote in its place.
#[must_use]
pub fn differs(path: &str, field: &Field<Json>) -> bool {
    if path.starts_with(AGREED) {
        return false;
    }
    if path.starts_with(COMMENTS) && path.ends_with(SAID) {
        let current = field.current();
        return current
            .iter()
            .any(|slot| Some(&slot.by) != current.first().map(|first| &first.by));
    }
    if path.starts_with(ANSWERS)
        && let Ok(answers) = typed::<Answer>(path, field.clone())
    {
        return answers.in_conflict();
    }
    if path.starts_with(VERIFIED)
        && let Ok(found) = typed::<Verified>(path, field.clone())
    {
        return found.in_conflict();
    }
    field.in_conflict()
}

pub(crate) fn ids(json: &Json, name: &str) -> BTreeSet<SlotId> {
    json.get(name)
        .and_then(|list| serde_json::from_value(list.clone()).ok())
        .unwrap_or_default()
}

fn at(json: &Json) -> Timestamp {
    json.get("at")
        .and_then(Json::as_str)
        .and_then(parse_rfc3339)
        .unwrap_or_default()
}

fn slot(cell: &CellKey, json: &Json, id: SlotId) -> Slot<Json> {
    // A cell without `v` comes from a version this one cannot read: show that something is there.
    let value = match json.get("v") {
        Some(Json::Null) => None,
        Some(value) => Some(value.clone()),
        None => Some(Json::Null),
    };
    Slot {
        id,
        value,
        by: cell.member.clone(),
        device: cell.device.clone(),
        at: at(json),
        covers: ids(json, "covers"),
    }
}

fn decision(cell: &CellKey, json: &Json, id: SlotId) -> Option<Decision<Json>> {
    let outcome: Outcome<Json> = serde_json::from_value(json.get("d")?.clone()).ok()?;
    Some(Decision {
        id,
        outcome,
        seen: ids(json, "seen"),
        by: cell.member.clone(),
        device: cell.device.clone(),
        at: at(json),
        note: json.get("note").and_then(Json::as_str).map(ToOwned::to_owned),
        covers: ids(json, "covers"),
    })
}

fn typed<T: DeserializeOwned>(path: &str, field: Field<Json>) -> Result<Field<T>, Unreadable> {
    let unreadable = || Unreadable { path: path.to_owned() };
    let read = |value: Json| serde_json::from_value::<T>(value).map_err(|_| unreadable());
    let slots = field
        .slots
        .into_iter()
        .map(|s| {
            let value = s.value.map(&read).transpose()?;
            Ok(Slot {
                id: s.id,
                value,
                by: s.by,
                device: s.device,
                at: s.at,
                covers: s.covers,
            })
        })
        .collect::<Result<_, Unreadable>>()?;
    let decisions = field
        .decisions
        .into_iter()
        .map(|d| {
            let outcome = match d.outcome {
                Outcome::Take { value } => Outcome::Take { value: read(value)? },
                Outcome::Synthesis { value } => Outcome::Synthesis { value: read(value)? },
                Outcome::KeepBoth => Outcome::KeepBoth,
                Outcome::SendBack { to, question } => Outcome::SendBack { to, question },
                Outcome::Deferred => Outcome::Deferred,
            };
            Ok(Decision {
                id: d.id,
                outcome,
                seen: d.seen,
                by: d.by,
                device: d.device,
                at: d.at,
                note: d.note,
                covers: d.covers,
            })
        })
        .collect::<Result<_, Unreadable>>()?;
    Ok(Field { slots, decisions })
}
