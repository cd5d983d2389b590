//! What somebody withdrew while somebody else edited it: two fields, and neither knew of the other.

use crate::document::{DocumentKind, RecordDocument};
use crate::fields::Fields;
use automerge::ChangeHash;
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::slots::{Field, Slot, SlotId};

/// Where decisions on these stand, each under the noun and the id of what was withdrawn.
pub const WITHDRAWALS: &str = "withdrawal/";

/// Stands for the id where what is withdrawn is the record itself.
pub const WHOLE_RECORD: &str = "whole";

/// What can be withdrawn.
struct Withdrawable {
    noun: &'static str,
    /// The field that says so.
    mark: &'static str,
    /// What it says then.
    says: Says,
    /// The record itself is it, of which there is one: `noun/<field>` in place of `noun/<id>/<field>`.
    whole: bool,
    /// What else in the record hangs on it, by the noun of its fields.
    hangs: Option<&'static str>,
}

impl Withdrawable {
    /// The path of the mark of one of them.
    fn mark_of(&self, id: &str) -> String {
        if self.whole {
            format!("{}/{}", self.noun, self.mark)
        } else {
            format!("{}/{id}/{}", self.noun, self.mark)
        }
    }

    /// What the desk calls a field of it: of what hangs on it, with its noun.
    fn field_of(&self, path: &str) -> String {
        let field = path.rsplit('/').next().unwrap_or_default();
        let noun = path.split('/').next().filter(|noun| self.hangs == Some(noun));
        noun.map_or_else(|| field.to_owned(), |noun| format!("{noun}/{field}"))
    }
}

/// What a mark says of something withdrawn.
#[derive(Clone, Copy)]
enum Says {
    True,
    Word(&'static str),
}

impl Says {
    fn is(self, value: Option<&Json>) -> bool {
        match self {
            Self::True => value == Some(&Json::Bool(true)),
            Self::Word(word) => value.and_then(Json::as_str) == Some(word),
        }
    }
}

/// One of several in a record, taken off by its field `dropped`.
const fn dropped(noun: &'static str) -> Withdrawable {
    Withdrawable {
        noun,
        mark: "dropped",
        says: Says::True,
        whole: false,
        hangs: None,
    }
}

const fn thing(noun: &'static str, mark: &'static str, says: Says) -> Withdrawable {
    Withdrawable {
        noun,
        mark,
        says,
        whole: false,
        hangs: None,
    }
}

const fn record(noun: &'static str, mark: &'static str, says: Says) -> Withdrawable {
    Withdrawable {
        noun,
        mark,
        says,
        whole: true,
        hangs: None,
    }
}

const OF_VISIT: &[Withdrawable] = &[
    thing("finding", "status", Says::Word("withdrawn")),
    dropped("task"),
    dropped("access"),
    dropped("stay"),
    dropped("sample"),
];
const OF_INTERVIEW: &[Withdrawable] = &[
    thing("statement", "withdrawn", Says::True),
    // An entry of the register of reprisals, which is such a record. Whoever sets a day to look after somebody says that they need
    // it.
    Withdrawable {
        hangs: Some("recontact"),
        ..record("reprisal", "dropped", Says::True)
    },
    dropped("recontact"),
];
const OF_PLACE: &[Withdrawable] = &[
    dropped("unit"),
    dropped("count"),
    dropped("contact"),
    dropped("document"),
    dropped("task"),
];
const OF_AUTHORITY: &[Withdrawable] = &[record("authority", "dropped", Says::True), dropped("task")];
const OF_PLAN: &[Withdrawable] = &[record("plan", "state", Says::Word("dropped")), dropped("task")];
const OF_RECOMMENDATION: &[Withdrawable] = &[
    record("recommendation", "status", Says::Word("withdrawn")),
    dropped("letter"),
    dropped("answered"),
    dropped("message"),
    dropped("verification"),
    dropped("task"),
];

const OF_BODY: &[Withdrawable] = &[dropped("associate")];

/// What can be withdrawn in a record.
fn withdrawable(kind: DocumentKind) -> &'static [Withdrawable] {
    match kind {
        DocumentKind::Visit => OF_VISIT,
        DocumentKind::Interview => OF_INTERVIEW,
        DocumentKind::Place => OF_PLACE,
        DocumentKind::Authority => OF_AUTHORITY,
        DocumentKind::Plan => OF_PLAN,
        DocumentKind::Recommendation => OF_RECOMMENDATION,
        DocumentKind::Body => OF_BODY,
        DocumentKind::Scratch => &[],
    }
}

/// The nouns of all that can be withdrawn: each is named on the merge desk.
pub fn withdrawable_nouns() -> impl Iterator<Item = &'static str> {
    let kinds = DocumentKind::ALL.into_iter();
    kinds.flat_map(|kind| withdrawable(kind).iter().map(|one| one.noun))
}

/// Something withdrawn by one member while others, who did not know, wrote to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawal {
    /// `finding`, `statement`, `unit`, `plan` …: the noun of its fields.
    pub noun: &'static str,
    /// Its id; [`WHOLE_RECORD`] for the record itself.
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
        let nouns = withdrawable(self.kind).iter();
        let nouns = nouns.flat_map(|one| [Some(one.noun), one.hangs]).flatten();
        let fields = self.read_each(nouns.map(|noun| format!("{noun}/")));
        self.withdrawals_among(&fields)
    }

    /// As [`Self::withdrawals`], of what stands among fields that were read: all that there is of a thing, or nothing.
    fn withdrawals_among(&mut self, fields: &Fields) -> Vec<Withdrawal> {
        let mut found = Vec::new();
        for one in withdrawable(self.kind) {
            for (id, slots) in things(fields, one) {
                let slots = self.meeting(one, &one.mark_of(&id), slots);
                if !slots.is_empty() {
                    found.push(Withdrawal {
                        noun: one.noun,
                        id,
                        slots,
                    });
                }
            }
        }
        found
    }

    /// The marks of one thing and the edits beside them that did not know of each other.
    fn meeting(&mut self, one: &Withdrawable, mark: &str, slots: Vec<(String, &Slot<Json>)>) -> Vec<Slot<Json>> {
        let (marked, written): (Vec<_>, Vec<_>) = slots.into_iter().partition(|(path, _)| path == mark);
        let mut meeting: BTreeMap<SlotId, Slot<Json>> = BTreeMap::new();
        for (mark_path, by) in marked.iter().filter(|(_, slot)| one.says.is(slot.value.as_ref())) {
            for (path, edit) in &written {
                if edit.by == by.by || self.knew((mark_path, by), (path, edit)) {
                    continue;
                }
                meeting.insert(by.id.clone(), shown(by, json!({ "withdrawn": true })));
                let field = one.field_of(path);
                let edited = json!({ "field": field, "value": edit.value });
                meeting.insert(edit.id.clone(), shown(edit, edited));
            }
        }
        meeting.into_values().collect()
    }

    /// Those that need a lead, by path.
    pub fn open_withdrawals(&mut self) -> Vec<String> {
        let found = self.withdrawals();
        self.undecided(&found)
    }

    /// As [`Self::open_withdrawals`], of what stands among fields that were read: all that there is of a thing, or nothing.
    pub fn open_withdrawals_among(&mut self, fields: &Fields) -> Vec<String> {
        let found = self.withdrawals_among(fields);
        self.undecided(&found)
    }

    fn undecided(&self, found: &[Withdrawal]) -> Vec<String> {
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
        // Whoever saw a write numbers later than it.
        if counter(&write.id) <= counter(&slot.id) {
            return false;
        }
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
        let (number, (_, actor)) = (counter(id)?, id.0.split_once('@')?);
        let changes = self.doc.get_changes_meta(&[]);
        let mut by_actor = changes.iter().filter(|change| change.actor.to_hex_string() == actor);
        by_actor
            .find(|change| (change.start_op..=change.max_op).contains(&number))
            .map(|change| change.hash)
    }
}

/// The number of a write in its record.
fn counter(id: &SlotId) -> Option<u64> {
    id.0.split_once('@')?.0.parse().ok()
}

fn shown(slot: &Slot<Json>, value: Json) -> Slot<Json> {
    Slot {
        value: Some(value),
        covers: BTreeSet::new(),
        ..slot.clone()
    }
}

fn things<'a>(fields: &'a Fields, one: &Withdrawable) -> Things<'a> {
    let mut things = Things::new();
    let nouns = [Some(one.noun), one.hangs].into_iter().flatten();
    let prefixes: Vec<String> = nouns.map(|noun| format!("{noun}/")).collect();
    let of_thing = prefixes.iter().flat_map(|prefix| fields.under(prefix));
    for (path, field) in of_thing {
        let id = path.strip_prefix(one.noun).and_then(|rest| rest.split('/').nth(1));
        let id = if one.whole { Some(WHOLE_RECORD) } else { id };
        let Some(id) = id else { continue };
        let current = field.current().into_iter().map(|slot| (path.clone(), slot));
        things.entry(id.to_owned()).or_default().extend(current);
    }
    things
}
