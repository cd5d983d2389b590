//! The simulator keeps up with the table of commands: whatever writes into records is done by its people, or is named here with the
//! reason why it is not.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use visita_app::api::table::COMMANDS;

/// Endings of the names of commands that only show, count or write files.
const SHOWN: [&str; 10] = [
    "_get", "_list", "_find", "_preview", "_inspect", "_look", "_export", "_build", "_access", "_pairs",
];
/// Commands that only show something and whose names do not say so.
const ONLY_SHOWN: [&str; 12] = [
    "app_status",
    "place_table",
    "delegation_advice",
    "programme_map",
    "plan_propose",
    "plan_unannounced",
    "draw_check",
    "evidence_sources",
    "attachment_save",
    "identity_open",
    "recovery_asked",
    "passphrase_strength",
];
/// Nouns of what a device keeps for itself, or of how the team meets: no record is written.
const OF_THE_DEVICE: [&str; 11] = [
    "appearance",
    "passphrase",
    "vault",
    "binding",
    "recovery",
    "share",
    "nearby",
    "relay",
    "pairing",
    "quarantine",
    "sample",
];
/// Files of this room in which nobody plays people of a world.
const NO_PEOPLE: [&str; 4] = ["covered.rs", "parsers.rs", "fuzzing.rs", "mutate.rs"];
/// Commands that write, which nobody here calls, and why not.
const LEFT_OUT: [(&str, &str); 19] = [
    (
        "evidence_depend",
        "writes the cell that evidence_turn writes, which worlds do; the model does not yet know the mark",
    ),
    (
        "review_set",
        "the state falls back by words that change, which the model does not yet know",
    ),
    (
        "place_import",
        "reads a table; what it makes are the places and parts that people add here one by one",
    ),
    ("place_import_go", "as place_import: many of the same writes at once"),
    ("place_import_end", "puts away what was read of a table"),
    ("identity_seal", "stays on one device and stands in no record"),
    (
        "plan_access_set",
        "who may read is said by grants; the model does not yet know readers who come and go",
    ),
    ("visit_access_set", "as plan_access_set"),
    ("interview_access_set", "as plan_access_set"),
    (
        "travel_begin",
        "takes records off a device; stories of the journey hold it to that",
    ),
    ("travel_hand_back", "as travel_begin"),
    ("travel_end", "as travel_begin"),
    ("travel_clean", "as travel_begin"),
    (
        "device_remove",
        "done once in a world, past the table: the lead's own call is the same",
    ),
    (
        "member_remove",
        "as device_remove, of every device of somebody who has one here",
    ),
    (
        "member_role",
        "a second lead would decide as well, which the model does not know",
    ),
    ("member_leave", "as device_remove, by oneself"),
    ("fork_redo", "one lead alone writes the roster here: it never forks"),
    ("fork_dismiss", "as fork_redo"),
];

/// The text of every file in which somebody plays people.
fn people_at(folder: &Path) -> String {
    let mut said = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            said.push_str(&people_at(&path));
        } else if !NO_PEOPLE.contains(&name.as_str()) {
            said.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
    said
}

fn is_of_the_device(name: &str) -> bool {
    OF_THE_DEVICE.contains(&name.split('_').next().unwrap_or_default())
}

fn only_shows(name: &str) -> bool {
    ONLY_SHOWN.contains(&name) || SHOWN.iter().any(|ending| name.ends_with(ending))
}

#[test]
fn whatever_writes_into_records_is_done_in_worlds_or_left_out_for_a_reason() {
    let people = people_at(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let is_done = |name: &str| people.contains(&format!("\"{name}\""));
    let known: BTreeSet<&str> = COMMANDS.iter().map(|row| row.name).collect();
    let left_out: BTreeSet<&str> = LEFT_OUT.iter().map(|(name, _)| *name).collect();
    let writes = known.iter().filter(|name| !only_shows(name) && !is_of_the_device(name));
    let missing: Vec<_> = writes
        .filter(|name| !is_done(name) && !left_out.contains(**name))
        .collect();
    assert!(missing.is_empty(), "nobody in any world calls {missing:?}");
    let needless: Vec<_> = left_out.iter().filter(|name| is_done(name)).collect();
    assert!(needless.is_empty(), "left out, and called all the same: {needless:?}");
    let named = left_out.iter().chain(&ONLY_SHOWN);
    let gone: Vec<_> = named.filter(|name| !known.contains(**name)).collect();
    assert!(gone.is_empty(), "named here, and no commands: {gone:?}");
}
