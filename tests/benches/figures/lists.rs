//! Lists of ten thousand: each as a page asks for it, again and for the first time; and a year planned for as many places.

use crate::records::author;
use crate::told::{LIST_MS, PASSPHRASE, after, after_writes, asked, empty, ms, ok, ratio, tell, tell_times, unlocked};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use visita_app::Session;
use visita_domain::DocumentId;
use visita_domain::dates::from_millis;
use visita_domain::slots::WritePolicy;
use visita_record::RecordDocument;
use visita_vault::{DocumentRow, NoKeystore, Projection, Vault, VaultError};

/// Lines of a list.
const LISTED: usize = 10_000;
/// Findings of each visit, where all visits together have [`LISTED`] of them.
const FINDINGS_OF_A_VISIT: usize = 20;
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
const FINDINGS_A_CHANGE: usize = 200;
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
    across();
    planned();
    findings();
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

/// The findings of one visit, as its screen lists them.
fn findings() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = empty(folder.path());
    ok(&mut session, "sample_load", json!({}));
    let place = ok(&mut session, "place_list", json!({}))["rows"][0]["id"].clone();
    let visit = json!({
        "place": place, "visit_kind": "in_depth", "announced": false, "starts_on": "2026-03-02", "ends_on": null,
        "objectives": "", "checklists": ["prison"],
    });
    let visit = ok(&mut session, "visit_create", visit)["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let says = |session: &mut Session, item: &str, says: &str| {
        let value = json!({"type": "yes_no_partly", "value": says});
        let answer = json!({
            "visit": visit, "area": "general", "checklist": "prison", "item": item, "value": value, "source": "observed",
        });
        ok(session, "answer_set", answer);
    };
    let checklist = ok(&mut session, "checklist_get", json!({"checklist": "prison"}));
    let items = asked_yes_or_no(&checklist);
    items.iter().for_each(|item| says(&mut session, item, "no"));
    drop(session);
    let made = write_findings(folder.path(), &visit, &items);

    let (mut session, _) = unlocked(folder.path());
    let args = json!({"visit": visit});
    let (first, again, answered) = asked(&mut session, "finding_list", &args);
    assert_eq!(answered["rows"].as_array().unwrap().len(), FINDINGS);
    let figure = |what: &str| format!("10,000 findings of one visit: {what}");
    tell_times(&figure("again / first"), again, first, Some(LIST_MS));
    let set = |session: &mut Session, number: usize| {
        let one = json!({"visit": visit, "finding": format!("{number:06}"), "statement": "Three beds."});
        ok(session, "finding_set", one);
    };
    let changed = after(&mut session, "finding_list", &args, set);
    tell_times(&figure("after one was changed / again"), changed, again, Some(LIST_MS));
    let commented = after_writes(&mut session, &visit, "finding_list", &args);
    tell_times(&figure("after a comment / again"), commented, again, Some(LIST_MS));
    let stand = FINDINGS / items.len();
    let answered = after(&mut session, "finding_list", &args, |session, number| {
        says(session, &items[number], "yes");
    });
    let of_answer = figure(&format!("after an answer that {stand} stand on / again"));
    tell_times(&of_answer, answered, again, Some(LIST_MS));
    tell("the same visit written", &ms(made), "", ratio(made, first), "told");
}

/// Items of a checklist that are answered with yes or no.
fn asked_yes_or_no(checklist: &Value) -> Vec<String> {
    let sections = checklist["sections"].as_array().unwrap().iter();
    let items = sections.flat_map(|section| section["items"].as_array().unwrap());
    let asked = items.filter(|item| item["item_type"] == "yes_no_partly");
    asked.map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

/// Puts findings into a visit, each standing on an answer, and says how long that took.
fn write_findings(folder: &Path, visit: &str, items: &[String]) -> Duration {
    let mut vault = Vault::unlock(&folder.join("vault"), PASSPHRASE, 0, &NoKeystore).unwrap();
    let id: DocumentId = visit.parse().unwrap();
    let stored = vault.read().document(&id.bytes()).unwrap().unwrap();
    let mut record = RecordDocument::open(&stored.bytes, &stored.heads).unwrap();
    let at = from_millis(1_700_000_000_000).unwrap();
    let began = Instant::now();
    for first in (0..FINDINGS).step_by(FINDINGS_A_CHANGE) {
        let those = first..(first + FINDINGS_A_CHANGE).min(FINDINGS);
        let written = record.edit(&author(1), at, |edit| {
            for number in those {
                let statement = format!("Finding {number}: two beds for three persons.");
                let target = format!("general/prison/{}", items[number % items.len()]);
                let path = format!("evidence/answer-{}", target.replace('/', "-"));
                for (name, value) in [
                    ("statement", json!(statement)),
                    ("theme", json!(THEMES[number % THEMES.len()])),
                    ("status", json!("draft")),
                    (&path, json!({"kind": "answer", "target": target, "source": "observed"})),
                ] {
                    edit.set(&format!("finding/{number:06}/{name}"), Some(&value), WritePolicy::Fact)?;
                }
            }
            Ok(())
        });
        written.unwrap();
    }
    let made = began.elapsed();
    let row = DocumentRow {
        heads: record.heads().concat(),
        bytes: record.compact().unwrap().into_bytes(),
        ..stored
    };
    vault.transact(|tx| tx.put_document(&row)).unwrap();
    made
}
