//! The year of a body, and ten of them in one vault: what its screens ask for, against the bare reading of the same rows.

use crate::told::{LIST_MS, PASSPHRASE, asked, empty, ms, ok, read_again, tell, tell_times, unlocked};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use visita_app::Session;
use visita_vault::{NoKeystore, Vault};

/// Years that are measured, each in a vault of its own.
const YEARS: [u32; 2] = [1, 10];
/// What a screen may take that opens or counts more than a list, milliseconds.
const SCREEN_MS: u64 = 100;
/// Queries, with what they are: words that stand in thousands of texts, and names in six scripts that stand in one.
const QUERIES: [(&str, &str); 8] = [
    ("one letter", "b"),
    ("several common words", "cells hold more persons"),
    ("Latin, several words", "Żarów więzienie Północ"),
    ("Arabic, several words", "سجن الوادي الشمالي"),
    ("Cyrillic, several words", "Исправительная колония север"),
    ("Greek, several words", "Κατάστημα κράτησης Βορρά"),
    ("Devanagari, several words", "केंद्रीय कारागार उत्तर"),
    ("Han, several words", "北方监狱 第二监区"),
];
/// Screens: the command, its arguments, the rows it is made from, and its goal in milliseconds.
type Screen = (&'static str, Value, &'static [&'static str], u64);

pub fn measure() {
    for years in YEARS {
        vault_of(years);
    }
}

fn screens(year: i32) -> Vec<Screen> {
    let numbers = json!({"from": format!("{}-01-01", year - 9), "to": format!("{year}-12-31")});
    let everything: &[&str] = &["visit", "place", "recommendation", "interview", "plan"];
    vec![
        ("place_list", json!({}), &["place", "visit"], LIST_MS),
        ("visit_list", json!({}), &["visit", "place", "interview"], LIST_MS),
        (
            "recommendation_list",
            json!({}),
            &["recommendation", "place", "authority"],
            LIST_MS,
        ),
        (
            "programme_get",
            json!({ "year": year - 1 }),
            &["plan", "place", "visit"],
            SCREEN_MS,
        ),
        (
            "plan_propose",
            json!({ "year": year + 1 }),
            &["plan", "place", "visit"],
            SCREEN_MS,
        ),
        ("numbers_get", numbers, everything, SCREEN_MS),
        ("today_get", json!({}), everything, SCREEN_MS),
        ("conflict_list", json!({"visit": null}), everything, SCREEN_MS),
    ]
}

fn vault_of(years: u32) {
    let folder = tempfile::tempdir().unwrap();
    let mut session = empty(folder.path());
    let began = Instant::now();
    ok(&mut session, "sample_load", json!({ "years": years }));
    let made = began.elapsed();
    name_places(&mut session);
    drop(session);
    let what = format!("{years} y");
    let size = std::fs::metadata(folder.path().join("vault/vault.db")).map_or(0, |file| file.len());
    tell(
        &format!("{what}: generated"),
        &ms(made),
        &format!("{size} bytes"),
        None,
        "told",
    );
    let year = asked_year(folder.path(), &what);
    let bare: Vec<Duration> = screens(year)
        .iter()
        .map(|screen| rows(folder.path(), screen.2))
        .collect();
    let (mut session, unlock) = unlocked(folder.path());
    tell(&format!("{what}: unlock"), &ms(unlock), "", None, "told");
    for ((command, args, _, goal), bare) in screens(year).into_iter().zip(bare) {
        let (first, again, _) = asked(&mut session, command, &args);
        tell_times(
            &format!("{what}: {command} / its rows from SQL"),
            again,
            bare,
            Some(goal),
        );
        tell(&format!("{what}: {command}, first time"), &ms(first), "", None, "told");
    }
    visit(&mut session, &what);
    drop(session);
    search(folder.path(), &what);
}

/// A place under a name of several words in each script.
fn name_places(session: &mut Session) {
    for (_, name) in QUERIES.into_iter().skip(2) {
        ok(session, "place_add", json!({"name": name, "place_type": "prison"}));
    }
}

/// The year of the newest visit.
fn asked_year(folder: &Path, what: &str) -> i32 {
    let (mut session, _) = unlocked(folder);
    let counts = |list: &Value| list["rows"].as_array().unwrap().len();
    let visits = ok(&mut session, "visit_list", json!({}));
    let places = ok(&mut session, "place_list", json!({}));
    let asked = ok(&mut session, "recommendation_list", json!({}));
    let held = format!("{} places", counts(&places));
    tell(
        &format!("{what}: {} recommendations", counts(&asked)),
        &format!("{} visits", counts(&visits)),
        &held,
        None,
        "told",
    );
    visits["rows"][0]["starts_on"].as_str().unwrap()[..4].parse().unwrap()
}

/// The bare rows, out of the same store.
fn rows(folder: &Path, kinds: &[&str]) -> Duration {
    let vault = Vault::unlock(&folder.join("vault"), PASSPHRASE, 0, &NoKeystore).unwrap();
    read_again(|| {
        for kind in kinds {
            std::hint::black_box(vault.read().projections(kind).unwrap());
        }
    })
}

/// One visit, its findings and its own desk.
fn visit(session: &mut Session, what: &str) {
    let visits = ok(session, "visit_list", json!({}));
    let of_years = visits["rows"]
        .as_array()
        .unwrap()
        .iter()
        .max_by_key(|row| row["answers"].as_u64());
    let args = json!({"visit": of_years.unwrap()["id"]});
    for command in ["visit_get", "finding_list", "answer_list", "conflict_list"] {
        let (first, again, _) = asked(session, command, &args);
        tell_times(
            &format!("{what}: {command} of a visit: again / first"),
            again,
            first,
            Some(LIST_MS),
        );
    }
}

/// Every query through the use case, against the bare index.
fn search(folder: &Path, what: &str) {
    let vault = Vault::unlock(&folder.join("vault"), PASSPHRASE, 0, &NoKeystore).unwrap();
    let bare: Vec<Duration> = QUERIES
        .iter()
        .map(|(_, query)| read_again(|| drop(std::hint::black_box(vault.read().search(query).unwrap()))))
        .collect();
    drop(vault);
    let (mut session, _) = unlocked(folder);
    for ((name, query), bare) in QUERIES.into_iter().zip(bare) {
        let (_, again, found) = asked(&mut session, "search_find", &json!({ "query": query }));
        assert!(!found["hits"].as_array().unwrap().is_empty(), "{query}");
        tell_times(
            &format!("{what}: search, {name} / the index"),
            again,
            bare,
            Some(SCREEN_MS),
        );
    }
}
