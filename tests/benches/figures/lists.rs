//! Lists of ten thousand: each as a page asks for it, again and for the first time; and a year planned for as many places.

use crate::findings::THEMES;
use crate::told::{LIST_MS, PASSPHRASE, after_writes, asked, empty, ok, tell_times, unlocked};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use visita_domain::DocumentId;
use visita_vault::{DocumentRow, NoKeystore, Projection, Vault, VaultError};

/// Lines of a list.
const LISTED: usize = 10_000;
/// Findings of each visit, where all visits together have [`LISTED`] of them.
const FINDINGS_OF_A_VISIT: usize = 20;
/// Kinds of records that lists are made of, each with the command that lists them and where its lines stand.
const LISTS: [(&str, &str, &str); 4] = [
    ("place", "place_list", "rows"),
    ("visit", "visit_list", "rows"),
    ("recommendation", "recommendation_list", "rows"),
    ("plan", "programme_get", "plans"),
];
/// Visits that the body makes in a month, where a year is planned for as many places.
const MONTHLY: u32 = 1_000;

pub fn measure() {
    let few = tempfile::tempdir().unwrap();
    let mut session = empty(few.path());
    ok(&mut session, "sample_load", json!({}));
    drop(session);
    let (_, few) = unlocked(few.path());
    for (kind, command, lines) in LISTS {
        list(kind, command, lines, few);
    }
    across();
    planned();
}

/// A vault that holds the sample, and so many records of a kind besides.
struct Filled {
    /// The year of its plans.
    year: i32,
    /// A record of the kind that was written as people write, not put there.
    written: String,
}

fn filled(folder: &Path, kind: &str) -> Filled {
    let mut session = empty(folder);
    ok(&mut session, "sample_load", json!({}));
    drop(session);
    let mut vault = Vault::unlock(&folder.join("vault"), PASSPHRASE, 0, &NoKeystore).unwrap();
    let sample = vault.read().projections(kind).unwrap();
    let pattern = sample[0].clone();
    let written = sample.iter().find(|one| is_open(one)).unwrap().id.clone();
    let places = vault.read().projections("place").unwrap();
    let body: Value = serde_json::from_str(&pattern.body).unwrap();
    vault
        .transact(|tx| {
            for number in 0..LISTED {
                let id = id_of(number);
                tx.put_document(&DocumentRow {
                    id,
                    kind: kind.to_owned(),
                    heads: vec![0; 32],
                    bytes: vec![0],
                })?;
                tx.put_projection(&Projection {
                    kind: kind.to_owned(),
                    id: DocumentId::from_bytes(id).to_string(),
                    doc: id,
                    heads: vec![0; 32],
                    body: another(&body, kind, number, &places[number % places.len()].id).to_string(),
                })?;
            }
            Ok::<(), VaultError>(())
        })
        .unwrap();
    let from = body["facts"]["window"]["from"].as_str().unwrap_or("2026");
    Filled {
        year: from[..4].parse().unwrap(),
        written,
    }
}

/// Nothing is written into a visit that is closed.
fn is_open(one: &Projection) -> bool {
    let body: Value = serde_json::from_str(&one.body).unwrap();
    body["facts"]["phase"] != json!("closed")
}

fn id_of(number: usize) -> [u8; 16] {
    let mut id = [7; 16];
    id[..8].copy_from_slice(&number.to_be_bytes());
    id
}

/// The same, under another name or for another place.
fn another(body: &Value, kind: &str, number: usize, place: &str) -> Value {
    let mut body = body.clone();
    match kind {
        "place" => body["facts"]["name"] = json!(format!("Place {number}")),
        "recommendation" => body["facts"]["repeats"] = Value::Null,
        _ => {}
    }
    if kind != "place" {
        body["facts"]["place"] = json!(place);
    }
    body
}

fn list(kind: &str, command: &str, lines: &str, few: Duration) {
    let folder = tempfile::tempdir().unwrap();
    let filled = filled(folder.path(), kind);
    let args = if kind == "plan" {
        json!({"year": filled.year})
    } else {
        json!({})
    };
    let (mut session, unlock) = unlocked(folder.path());
    let (first, again, answered) = asked(&mut session, command, &args);
    assert!(answered[lines].as_array().unwrap().len() >= LISTED, "{command}");
    // Unlocking makes the lists: what they cost stands there.
    let figure = format!("list of 10,000, {kind}: first look / again");
    tell_times(&figure, first, again, Some(LIST_MS));
    tell_times(&format!("unlock with 10,000, {kind} / with few"), unlock, few, None);
    let figure = format!("list of 10,000, {kind}: after a write / again");
    let renewed = after_writes(&mut session, &filled.written, command, &args);
    tell_times(&figure, renewed, again, Some(LIST_MS));
}

/// The findings of all visits as one list.
fn across() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = empty(folder.path());
    ok(&mut session, "sample_load", json!({}));
    drop(session);
    let mut vault = Vault::unlock(&folder.path().join("vault"), PASSPHRASE, 0, &NoKeystore).unwrap();
    let visits = vault.read().projections("visit").unwrap();
    let all = vault.read().projections("concluded").unwrap().into_iter();
    let mut of_open = all.filter_map(|concluded| {
        let visit = visits.iter().find(|visit| visit.id == concluded.id && is_open(visit))?;
        Some((visit.clone(), concluded))
    });
    let (visit, concluded) = of_open.next().unwrap();
    let pattern: Value = serde_json::from_str::<Value>(&concluded.body).unwrap()[0].clone();
    let those = (0..FINDINGS_OF_A_VISIT).map(|number| {
        let mut one = pattern.clone();
        one["id"] = json!(format!("{number:06}"));
        one["theme"] = json!(THEMES[number % THEMES.len()]);
        one
    });
    let body = Value::Array(those.collect()).to_string();
    let written = concluded.id.clone();
    vault
        .transact(|tx| {
            for number in 0..LISTED / FINDINGS_OF_A_VISIT {
                let doc = id_of(number);
                let id = DocumentId::from_bytes(doc).to_string();
                tx.put_document(&DocumentRow {
                    id: doc,
                    kind: "visit".to_owned(),
                    heads: vec![0; 32],
                    bytes: vec![0],
                })?;
                for (of, body) in [(&visit, &visit.body), (&concluded, &body)] {
                    tx.put_projection(&Projection {
                        id: id.clone(),
                        doc,
                        body: body.clone(),
                        ..of.clone()
                    })?;
                }
            }
            Ok::<(), VaultError>(())
        })
        .unwrap();
    drop(vault);
    let (mut session, _) = unlocked(folder.path());
    let (first, again, answered) = asked(&mut session, "concluded_list", &json!({}));
    assert!(answered["rows"].as_array().unwrap().len() >= LISTED);
    let figure = "list of 10,000, findings: first look / again";
    tell_times(figure, first, again, Some(LIST_MS));
    let renewed = after_writes(&mut session, &written, "concluded_list", &json!({}));
    let figure = "list of 10,000, findings: after a write / again";
    tell_times(figure, renewed, again, Some(LIST_MS));
}

/// What Today and the programme cost with ten thousand places, and the proposal of a year.
fn planned() {
    let folder = tempfile::tempdir().unwrap();
    let year = filled(folder.path(), "place").year;
    let (mut session, _) = unlocked(folder.path());
    for (command, args) in [("today_get", json!({})), ("programme_get", json!({"year": year}))] {
        let (first, again, _) = asked(&mut session, command, &args);
        tell_times(&format!("{command}, 10,000 places: again / first"), again, first, None);
    }
    ok(&mut session, "rule_set", json!({"rule": "per_month", "value": MONTHLY}));
    let (first, again, proposed) = asked(&mut session, "plan_propose", &json!({ "year": year + 1 }));
    let lines = proposed["lines"].as_array().unwrap().len();
    let figure = format!("plan 10,000 places, {lines} lines: again / first");
    tell_times(&figure, again, first, None);
}
