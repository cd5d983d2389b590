//! Lists of ten thousand: each as a page asks for it, again and for the first time; and a year planned for as many places.

use crate::records::author;
use crate::told::{LIST_MS, PASSPHRASE, asked, empty, ms, ok, ratio, tell, tell_times, unlocked};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use visita_domain::DocumentId;
use visita_domain::dates::from_millis;
use visita_domain::slots::WritePolicy;
use visita_record::{DocumentKind, RecordDocument};
use visita_vault::{DocumentRow, NoKeystore, Projection, Vault, VaultError};

/// Lines of a list.
const LISTED: usize = 10_000;
/// Findings of one visit, beyond what any delegation writes.
const FINDINGS: usize = 10_000;
/// Kinds of records that lists are made of, each with the command that lists them and where its lines stand.
const LISTS: [(&str, &str, &str); 4] = [
    ("place", "place_list", "rows"),
    ("visit", "visit_list", "rows"),
    ("recommendation", "recommendation_list", "rows"),
    ("plan", "programme_get", "plans"),
];
/// Visits that the body makes in a month, where a year is planned for as many places.
const MONTHLY: u32 = 1_000;
/// Findings written as one change: a change may be only so long.
const FINDINGS_A_CHANGE: usize = 500;
/// What they are about.
const THEMES: [&str; 3] = ["accommodation", "health", "staff"];

pub fn measure() {
    let few = tempfile::tempdir().unwrap();
    let mut session = empty(few.path());
    ok(&mut session, "sample_load", json!({}));
    drop(session);
    let (_, few) = unlocked(few.path());
    for (kind, command, lines) in LISTS {
        list(kind, command, lines, few);
    }
    planned();
    findings();
}

/// A vault that holds the sample, and so many records of a kind besides; the year of its plans.
fn filled(folder: &Path, kind: &str) -> i32 {
    let mut session = empty(folder);
    ok(&mut session, "sample_load", json!({}));
    drop(session);
    let mut vault = Vault::unlock(&folder.join("vault"), PASSPHRASE, 0, &NoKeystore).unwrap();
    let pattern = vault.read().projections(kind).unwrap()[0].clone();
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
    from[..4].parse().unwrap()
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
    let year = filled(folder.path(), kind);
    let args = if kind == "plan" {
        json!({"year": year})
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
}

/// What Today and the programme cost with ten thousand places, and the proposal of a year.
fn planned() {
    let folder = tempfile::tempdir().unwrap();
    let year = filled(folder.path(), "place");
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

/// The findings of one visit, as its screen lists them.
fn findings() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = empty(folder.path());
    ok(&mut session, "sample_load", json!({}));
    drop(session);
    let mut vault = Vault::unlock(&folder.path().join("vault"), PASSPHRASE, 0, &NoKeystore).unwrap();
    let pattern = vault.read().projections("visit").unwrap()[0].clone();
    let began = Instant::now();
    let mut visit = visit_with(FINDINGS);
    let made = began.elapsed();
    let id = id_of(1);
    vault
        .transact(|tx| {
            tx.put_document(&DocumentRow {
                id,
                kind: "visit".to_owned(),
                heads: visit.heads().concat(),
                bytes: visit.compact().unwrap().into_bytes(),
            })?;
            tx.put_projection(&Projection {
                id: DocumentId::from_bytes(id).to_string(),
                doc: id,
                ..pattern
            })
        })
        .unwrap();
    drop(vault);
    let (mut session, _) = unlocked(folder.path());
    let args = json!({"visit": DocumentId::from_bytes(id).to_string()});
    let (first, again, answered) = asked(&mut session, "finding_list", &args);
    assert_eq!(answered["rows"].as_array().unwrap().len(), FINDINGS);
    tell_times(
        "10,000 findings of one visit: again / first",
        again,
        first,
        Some(LIST_MS),
    );
    tell("the same visit written", &ms(made), "", ratio(made, first), "told");
}

fn visit_with(findings: usize) -> RecordDocument {
    let mut record = RecordDocument::genesis(DocumentKind::Visit).unwrap();
    let at = from_millis(1_700_000_000_000).unwrap();
    for first in (0..findings).step_by(FINDINGS_A_CHANGE) {
        let those = first..(first + FINDINGS_A_CHANGE).min(findings);
        let written = record.edit(&author(1), at, |edit| {
            for number in those {
                let statement = format!("Finding {number}: two beds for three persons.");
                for (name, value) in [
                    ("statement", json!(statement)),
                    ("theme", json!(THEMES[number % THEMES.len()])),
                    ("status", json!("draft")),
                ] {
                    edit.set(&format!("finding/{number:06}/{name}"), Some(&value), WritePolicy::Fact)?;
                }
            }
            Ok(())
        });
        written.unwrap();
    }
    record
}
