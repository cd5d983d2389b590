//! What lists and search hold of a record is of an edition. Lists of another one are made anew, so the two go together. What is
//! held is told here by its names alone: a value that means something else counts the edition up, too, and no test sees it.

#![allow(clippy::unwrap_used)]

use super::{EDITION, project};
use crate::desk::Desk;
use crate::session::member_of;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_record::DocumentKind;

/// The edition, and what it holds of the records of the sample: a line for each member of a row, and each kind of text.
const HELD: &str = include_str!("edition.txt");

/// Paths of the members of a value. Where a name is an id, any other might stand.
fn members(of: &Value, at: &str, found: &mut BTreeSet<String>) {
    match of {
        Value::Object(all) => {
            for (name, value) in all {
                let is_id = name.chars().any(|letter| letter.is_ascii_digit());
                members(value, &format!("{at}/{}", if is_id { "*" } else { name }), found);
            }
        }
        Value::Array(all) => all.iter().for_each(|value| members(value, at, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            found.insert(at.to_owned());
        }
    }
}

#[test]
fn lists_that_hold_something_else_are_of_another_edition() {
    let mut desk = Desk::empty();
    desk.ok("sample_load", json!({}));
    let open = desk.session.as_mut().unwrap().open().unwrap();
    let mut held = BTreeSet::new();
    for kind in DocumentKind::ALL {
        for id in open.vault.read().document_ids(kind.code()).unwrap() {
            let row = open.vault.read().document(&id).unwrap().unwrap();
            let mut record = crate::stored::opened(&row).unwrap();
            let id = DocumentId::from_bytes(id);
            let projected = project(id, &mut record, &member_of(open.team.as_ref()));
            for (row, body) in &projected.rows {
                members(body, row, &mut held);
            }
            held.extend(projected.texts.iter().map(|text| format!("search: {}", text.kind)));
        }
    }
    let lines: Vec<String> = held.into_iter().collect();
    let held = format!("{EDITION}\n{}\n", lines.join("\n"));
    assert!(
        held == HELD,
        "lists hold something else than those of edition {}: count EDITION up, and let edition.txt hold\n{held}",
        HELD.lines().next().unwrap_or_default(),
    );
}
