//! What is taken back by one person while another, who does not know, writes to it: the rule as it is written for people.

use crate::model::{FieldModel, Graph};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Where decisions on these stand.
pub const WITHDRAWAL: &str = "withdrawal/";
/// Stands for the id of what a record has only one of.
pub const WHOLE: &str = "whole";

/// Where decisions on an entry of the register stand, and the days to look after somebody that stand in it.
const ENTRY: &str = "withdrawal/reprisal/whole";
const RECONTACT: &str = "recontact/";

/// Something that can be taken back.
struct Takeable {
    noun: &'static str,
    /// The field that says so.
    mark: &'static str,
    /// What it says then.
    says: fn() -> Value,
    /// It is the record itself.
    whole: bool,
}

const fn part(noun: &'static str) -> Takeable {
    Takeable {
        noun,
        mark: "dropped",
        says: || json!(true),
        whole: false,
    }
}

const TAKEABLE: [Takeable; 20] = [
    Takeable {
        noun: "finding",
        mark: "status",
        says: || json!("withdrawn"),
        whole: false,
    },
    Takeable {
        noun: "statement",
        mark: "withdrawn",
        says: || json!(true),
        whole: false,
    },
    Takeable {
        noun: "recommendation",
        mark: "status",
        says: || json!("withdrawn"),
        whole: true,
    },
    Takeable {
        noun: "plan",
        mark: "state",
        says: || json!("dropped"),
        whole: true,
    },
    Takeable {
        noun: "authority",
        mark: "dropped",
        says: || json!(true),
        whole: true,
    },
    Takeable {
        noun: "reprisal",
        mark: "dropped",
        says: || json!(true),
        whole: true,
    },
    part("associate"),
    part("unit"),
    part("count"),
    part("contact"),
    part("document"),
    part("task"),
    part("access"),
    part("stay"),
    part("sample"),
    part("recontact"),
    part("letter"),
    part("answered"),
    part("message"),
    part("verification"),
];

/// A value that meets another: when it was written, and what the desk shows of it.
pub(crate) struct Meeting {
    pub at: usize,
    pub shown: Value,
}

/// The noun, and the id that a path is of.
fn thing_of(path: &str) -> Option<(&'static Takeable, &str, &str)> {
    let (noun, rest) = path.split_once('/')?;
    let takeable = TAKEABLE.iter().find(|one| one.noun == noun)?;
    if takeable.whole {
        return Some((takeable, WHOLE, rest));
    }
    let (id, field) = rest.split_once('/')?;
    Some((takeable, id, field))
}

/// Where decisions stand on the thing that a path is of.
pub(crate) fn withdrawal_of(path: &str) -> Option<String> {
    let (takeable, id, _) = thing_of(path)?;
    Some(format!("{WITHDRAWAL}{}/{id}", takeable.noun))
}

/// The field that says that something is taken back, for the path of its decisions.
pub(crate) fn mark_of(withdrawal: &str) -> Option<String> {
    let (noun, id) = withdrawal.strip_prefix(WITHDRAWAL)?.split_once('/')?;
    let takeable = TAKEABLE.iter().find(|one| one.noun == noun)?;
    Some(if takeable.whole {
        format!("{noun}/{}", takeable.mark)
    } else {
        format!("{noun}/{id}/{}", takeable.mark)
    })
}

/// Everything that was taken back by one device while another wrote beside it, as somebody knows who knows what `known` lets
/// through: by the path of its decisions, what stands against each other.
pub(crate) fn meetings(
    fields: &BTreeMap<String, FieldModel<'_>>,
    graph: &Graph,
    known: &dyn Fn(usize) -> bool,
) -> BTreeMap<String, Vec<Meeting>> {
    let mut found = BTreeMap::new();
    for (path, marks) in fields {
        let Some((takeable, _, field)) = thing_of(path) else {
            continue;
        };
        let Some(withdrawal) = withdrawal_of(path).filter(|_| field == takeable.mark) else {
            continue;
        };
        let says = (takeable.says)();
        let marks: Vec<_> = marks.current(graph, known);
        let taken = marks.iter().filter(|mark| mark.value == Some(&says));
        let mut meeting: BTreeMap<(usize, &str), Value> = BTreeMap::new();
        for mark in taken {
            for (beside, field) in beside(fields, path, &withdrawal) {
                for edit in field.current(graph, known) {
                    if edit.device == mark.device || graph.knew(mark.at, edit.at) || graph.knew(edit.at, mark.at) {
                        continue;
                    }
                    let name = beside.rsplit('/').next().unwrap_or_default();
                    let name = if hangs(beside, &withdrawal) {
                        format!("{RECONTACT}{name}")
                    } else {
                        name.to_owned()
                    };
                    meeting.insert((mark.at, path), json!({"withdrawn": true}));
                    meeting.insert((edit.at, beside), json!({"field": name, "value": edit.value}));
                }
            }
        }
        let meeting: Vec<Meeting> = meeting
            .into_iter()
            .map(|((at, _), shown)| Meeting { at, shown })
            .collect();
        if !meeting.is_empty() {
            found.insert(withdrawal, meeting);
        }
    }
    found
}

/// Whether a field is of a day to look after somebody, and what was taken back is the entry that the day stands in.
fn hangs(path: &str, withdrawal: &str) -> bool {
    withdrawal == ENTRY && path.starts_with(RECONTACT)
}

/// The other fields of the thing that a mark is of.
fn beside<'a, 'b>(
    fields: &'a BTreeMap<String, FieldModel<'b>>,
    mark: &'a str,
    withdrawal: &'a str,
) -> impl Iterator<Item = (&'a str, &'a FieldModel<'b>)> {
    let of_it = move |path: &str| {
        path != mark && (withdrawal_of(path).as_deref() == Some(withdrawal) || hangs(path, withdrawal))
    };
    fields
        .iter()
        .filter(move |(path, _)| of_it(path))
        .map(|(path, field)| (path.as_str(), field))
}

/// What was seen of a meeting by somebody who decides.
pub(crate) fn seen(meeting: Option<&Vec<Meeting>>) -> BTreeSet<usize> {
    meeting.into_iter().flatten().map(|one| one.at).collect()
}
