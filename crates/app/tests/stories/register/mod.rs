//! The register on two devices: facts, parts, authorities, the body, records of one place.

mod authorities;
mod body;
mod places;
mod same;

use crate::desk::Desk;
use serde_json::{Value, json};

fn share(from: &mut Desk, to: &mut Desk) {
    let bundle = from.bundle();
    assert_eq!(to.take(&bundle)["quarantined"], 0);
}

fn meet(one: &mut Desk, other: &mut Desk) {
    share(one, other);
    share(other, one);
}

fn place(desk: &mut Desk, name: &str) -> String {
    desk.id(
        "place_add",
        json!({"name": name, "place_type": "prison", "region": "North"}),
    )
}

fn view(desk: &mut Desk, place: &str) -> Value {
    desk.ok("place_get", json!({"place": place}))
}

fn with(facts: &Value, changes: Value) -> Value {
    let mut changed = facts.clone();
    for (name, value) in changes.as_object().unwrap() {
        changed[name] = value.clone();
    }
    changed
}

fn open_paths(desk: &mut Desk) -> Vec<String> {
    let open = desk.ok("conflict_list", json!({}))["open"].clone();
    let paths = open
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["path"].as_str().unwrap().to_owned());
    paths.collect()
}

fn labels(desk: &mut Desk) -> Vec<String> {
    let open = desk.ok("conflict_list", json!({}))["open"].clone();
    let labels = open
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["label"].as_str().unwrap().to_owned());
    labels.collect()
}
