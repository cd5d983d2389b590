//! What somebody withdrew while somebody else edited it: two fields, and neither knew of the other.

use crate::document::RecordDocument;
use automerge::ChangeHash;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::slots::{Field, Slot, SlotId};

/// Where decisions on these stand, each under the noun and the id of what was withdrawn.
pub const WITHDRAWALS: &str = "withdrawal/";

/// What can be withdrawn: its noun, the field that says so, and what it says then.
fn marks() -> [(&'static str, &'static str, Json); 2] {
    [
        ("finding", "status", json!("withdrawn")),
        ("statement", "withdrawn", json!(true)),
    ]
}

/// Something withdrawn by one member while others, who did not know, wrote to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawal {
    /// `finding` or `statement`.
    pub noun: &'static str,
    /// Its id.
    pub id: String,
    slots: Vec<Slot<Json>>,
}

impl Withdrawal {
    /// Where its decisions stand.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{WITHDRAWALS}{}/{}", self.noun, self.id)
    }

    /// As a field in which the withdrawal and every edit beside it is a slot, so that decisions on it follow the one rule
    /// of conflict: an edit that comes later opens it again. `decisions` is the field of [`Self::path`].
    #[must_use]
    pub fn field(&self, decisions: &Field<Json>) -> Field<Json> {
        Field {
            slots: self.slots.clone(),
            decisions: decisions.decisions.clone(),
        }
    }
}

/// Field and slot of every current value of one thing, by its id.
type Things<'a> = BTreeMap<String, Vec<(String, &'a Slot<Json>)>>;

impl RecordDocument {
    /// Everything withdrawn while edited, decided on or not. It is found from the changes alone, so every device is told
    /// the same. What the same member did on two devices is no disagreement, and nor is what was written in knowledge of
    /// the withdrawal, or withdrawn in knowledge of the edit.
    pub fn withdrawals(&mut self) -> Vec<Withdrawal> {
        let mut found = Vec::new();
        for (noun, mark, value) in marks() {
            let fields = self.raw_fields(&format!("{noun}/"));
            for (id, slots) in things(&fields, noun) {
                let is_mark = |path: &str| path == format!("{noun}/{id}/{mark}");
                let (marked, written): (Vec<_>, Vec<_>) = slots.into_iter().partition(|(path, _)| is_mark(path));
                let withdrawn = marked.iter().filter(|(_, slot)| slot.value.as_ref() == Some(&value));
                let mut meeting: BTreeMap<SlotId, Slot<Json>> = BTreeMap::new();
                for (mark_path, by) in withdrawn {
                    for (path, edit) in &written {
                        if edit.by == by.by || self.knew((mark_path, by), (path, edit)) {
                            continue;
                        }
                        meeting.insert(by.id.clone(), shown(by, json!({ "withdrawn": true })));
                        let field = path.rsplit('/').next().unwrap_or_default();
                        let edited = json!({ "field": field, "value": edit.value });
                        meeting.insert(edit.id.clone(), shown(edit, edited));
                    }
                }
                if !meeting.is_empty() {
                    let slots = meeting.into_values().collect();
                    found.push(Withdrawal { noun, id, slots });
                }
            }
        }
        found
    }

    /// Those that need a lead, by path.
    pub fn open_withdrawals(&mut self) -> Vec<String> {
        let found = self.withdrawals();
        let decided = self.raw_fields(WITHDRAWALS);
        let nothing = Field::default();
        found
            .iter()
            .map(|withdrawal| (withdrawal.path(), withdrawal))
            .filter(|(path, withdrawal)| withdrawal.field(decided.get(path).unwrap_or(&nothing)).in_conflict())
            .map(|(path, _)| path)
            .collect()
    }

    /// Whether the author of either knew the other.
    fn knew(&mut self, one: (&str, &Slot<Json>), other: (&str, &Slot<Json>)) -> bool {
        self.seen_by(one.1, other) || self.seen_by(other.1, one)
    }

    /// Whether a slot was there for the author of a write.
    fn seen_by(&mut self, write: &Slot<Json>, (path, slot): (&str, &Slot<Json>)) -> bool {
        // A write whose change is not found says nothing: it is shown rather than passed over.
        let Some(change) = self.change_of(&write.id) else {
            return false;
        };
        let known: BTreeSet<SlotId> = self
            .raw_field_at(path, &[change])
            .slots
            .into_iter()
            .map(|slot| slot.id)
            .collect();
        known.contains(&slot.id)
    }

    /// The change in which a write was made.
    fn change_of(&mut self, id: &SlotId) -> Option<ChangeHash> {
        let (number, actor) = id.0.split_once('@')?;
        let number: u64 = number.parse().ok()?;
        let changes = self.doc.get_changes_meta(&[]);
        let mut by_actor = changes.iter().filter(|change| change.actor.to_hex_string() == actor);
        by_actor
            .find(|change| (change.start_op..=change.max_op).contains(&number))
            .map(|change| change.hash)
    }
}

fn shown(slot: &Slot<Json>, value: Json) -> Slot<Json> {
    Slot {
        value: Some(value),
        covers: BTreeSet::new(),
        ..slot.clone()
    }
}

fn things<'a>(fields: &'a BTreeMap<String, Field<Json>>, noun: &str) -> Things<'a> {
    let mut things = Things::new();
    for (path, field) in fields {
        let id = path.strip_prefix(noun).and_then(|rest| rest.split('/').nth(1));
        let Some(id) = id else { continue };
        let current = field.current().into_iter().map(|slot| (path.clone(), slot));
        things.entry(id.to_owned()).or_default().extend(current);
    }
    things
}
