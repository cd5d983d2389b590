//! A tenth of a year, made by the same hand as the whole.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::desk::Desk;
use crate::sample::{SETTING, Then};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::dates::from_millis;

/// One place, and one visit, of ten.
const TENTH: u32 = 10;
/// A day in March 2026, on which everything is made and read.
const NOW_MS: i64 = 1_773_000_000_000;
/// Lists of everything that the years are made of.
const LISTS: [(&str, &str); 4] = [
    ("place_list", "rows"),
    ("visit_list", "rows"),
    ("recommendation_list", "rows"),
    ("authority_list", "rows"),
];

fn words() -> Data {
    serde_json::from_str(DATA).unwrap()
}

/// A body whose vault holds a tenth of a year, to be dropped as a sample is.
fn tenth_of_a_year() -> Desk {
    tenth_of(1)
}

fn tenth_of(years: u32) -> Desk {
    let mut desk = Desk::founded("Amina");
    let now = from_millis(NOW_MS).unwrap();
    let session = desk.session.as_mut().unwrap();
    session.clock = Then::at(now, 0);
    session.load_part(years, TENTH, now).unwrap();
    session.clock = Then::at(now, 0);
    desk
}

fn rows(desk: &mut Desk, command: &str, lines: &str) -> Vec<Value> {
    desk.ok(command, json!({}))[lines].as_array().unwrap().clone()
}

/// Without what is random: ids, and references made from them.
fn without_ids(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(name, _)| !IDS.contains(&name.as_str()));
            kept.map(|(name, value)| (name.clone(), without_ids(value))).collect()
        }
        Value::Array(items) => items.iter().map(without_ids).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

const IDS: [&str; 7] = [
    "id",
    "place",
    "visit",
    "addressee",
    "authority_id",
    "reference",
    "repeats",
];

fn told(desk: &mut Desk) -> BTreeMap<&'static str, Vec<String>> {
    let list = |(command, lines)| {
        let rows = rows(desk, command, lines);
        let mut texts: Vec<String> = rows.iter().map(|row| without_ids(row).to_string()).collect();
        texts.sort();
        (command, texts)
    };
    LISTS.map(list).into_iter().collect()
}

#[test]
fn a_year_holds_what_it_promises() {
    let data = words();
    assert_eq!(data.kinds.iter().map(|kind| kind.share).sum::<u32>(), 250);
    assert_eq!(VISITS_A_YEAR, 120);
    assert_eq!(u32::try_from(ANSWERS_A_VISIT).unwrap() * VISITS_A_YEAR / 12, 4_000);
    assert_eq!(u32::try_from(FINDINGS_A_VISIT).unwrap() * VISITS_A_YEAR, 600);
}

#[test]
fn what_is_made_is_counted_opens_reports_and_goes_in_one_action() {
    let mut desk = tenth_of_a_year();
    let places: u32 = words().kinds.iter().map(|kind| kind.share.div_ceil(TENTH)).sum();
    let visits = rows(&mut desk, "visit_list", "rows");
    let count = |desk: &mut Desk, command| rows(desk, command, "rows").len();
    assert_eq!(count(&mut desk, "place_list"), usize::try_from(places).unwrap());
    assert_eq!(visits.len(), usize::try_from(VISITS_A_YEAR / TENTH).unwrap());
    assert_eq!(count(&mut desk, "recommendation_list"), visits.len() * FINDINGS_A_VISIT);
    for visit in &visits {
        assert_eq!(visit["answers"], json!(ANSWERS_A_VISIT));
        let found = desk.ok("finding_list", json!({"visit": visit["id"]}));
        assert!(found["rows"].as_array().unwrap().len() >= FINDINGS_A_VISIT);
        let report = json!({"visit": visit["id"], "language": "en", "audience": "internal", "path": null});
        let page = desk.ok("report_build", report)["html"].clone();
        assert!(!page.as_str().unwrap().contains("field-"), "every field has a name");
    }

    let conflicts = desk.ok("conflict_list", json!({}));
    assert_eq!((&conflicts["open"], &conflicts["decided"]), (&json!([]), &json!([])));
    assert_eq!(desk.ok("today_get", json!({}))["open_conflicts"], json!(0));
    let open = desk.session.as_mut().unwrap().open().unwrap();
    for kind in DocumentKind::ALL {
        for id in open.vault.read().document_ids(kind.code()).unwrap() {
            assert_eq!(open.record(DocumentId::from_bytes(id)).unwrap().kind(), kind);
        }
    }

    open.vault.transact(|tx| tx.put_setting(SETTING, "loaded")).unwrap();
    desk.ok("sample_drop", json!({}));
    for (command, lines) in LISTS {
        assert_eq!(rows(&mut desk, command, lines), Vec::<Value>::new(), "{command}");
    }
    let hits = desk.ok("search_find", json!({"query": "cells"}))["hits"].clone();
    assert_eq!(hits, json!([]));
}

#[test]
fn its_programme_names_every_place_once_with_reasons_and_keeps_to_what_the_body_can_do() {
    let mut desk = tenth_of_a_year();
    let places = rows(&mut desk, "place_list", "rows").len();
    let programme = desk.ok("programme_get", json!({"year": 2026}));
    assert_eq!(programme["total"], json!(places));
    let reasoned = |line: &Value| !line["reasons"].as_array().unwrap().is_empty();
    let proposal = desk.ok("plan_propose", json!({"year": 2026}));
    let lines = proposal["lines"].as_array().unwrap();
    assert!(!lines.is_empty() && lines.iter().all(reasoned));
    assert!(u64::try_from(lines.len()).unwrap() <= proposal["room"].as_u64().unwrap());
    let proposed: BTreeSet<String> = lines.iter().map(|line| line["place"].to_string()).collect();
    let left = ["planned", "not_due"].map(|name| usize::try_from(proposal[name].as_u64().unwrap()).unwrap());
    let no_room = proposal["no_room"].as_array().unwrap().len();
    assert_eq!(proposed.len() + no_room + left.iter().sum::<usize>(), places);
    // Whom a follow-up alone saw, nobody has visited in full.
    let visits = rows(&mut desk, "visit_list", "rows");
    let kinds = |place: &Value| {
        let of_place = visits.iter().filter(|visit| visit["place"] == place["id"]);
        of_place
            .map(|visit| visit["visit_kind"] != "follow_up")
            .collect::<Vec<_>>()
    };
    for place in programme["places"].as_array().unwrap() {
        let full = kinds(place).contains(&true);
        assert_eq!(place["last_full_visit"].is_null(), !full, "{place}");
    }
}

#[test]
fn what_was_done_is_checked_and_what_was_not_is_asked_for_again_at_its_place() {
    // Two years: most places of a tenth are seen once in one.
    let mut desk = tenth_of(2);
    let (mut checks, mut repeats) = (0, 0);
    for row in rows(&mut desk, "recommendation_list", "rows") {
        let shown = desk.ok("recommendation_get", json!({"recommendation": row["id"]}));
        assert_eq!(shown["proposed"], Value::Null, "a check finds what stands");
        let thread = shown["thread"].as_array().unwrap();
        checks += thread.iter().filter(|step| step["entry"] == "check").count();
        for earlier in shown["earlier"].as_array().unwrap() {
            repeats += 1;
            assert_eq!(earlier["column"], "repeated");
            assert_eq!((&earlier["place"], &earlier["theme"]), (&row["place"], &row["theme"]));
        }
    }
    assert!(checks > 0 && repeats > 0, "{checks} checks, {repeats} repeats");
}

#[test]
fn the_same_seed_makes_the_same_year() {
    assert_eq!(told(&mut tenth_of_a_year()), told(&mut tenth_of_a_year()));
}
