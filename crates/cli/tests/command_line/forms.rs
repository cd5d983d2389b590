//! What the command line takes, where from, and how it refuses.

use crate::person::{Person, USAGE};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

#[test]
fn init_with_a_passphrase_that_is_refused_leaves_nothing_behind() {
    let person = Person::newcomer();
    let file = person.path("passphrase");
    std::fs::write(&file, "short\n").unwrap();
    let refused = person.run(&["--passphrase-file", &file, "init"], "");
    let error: Value = serde_json::from_slice(&refused.stdout).unwrap();
    assert_eq!(error["error"]["code"], "weak_passphrase");
    assert!(!Path::new(&person.path("vault")).exists());
    assert_eq!(person.json(&["init"])["recovery_words"].as_array().unwrap().len(), 24);
}

#[test]
fn refusals_have_their_exit_codes_and_one_sentence() {
    let person = Person::new();
    let not_found = person.run(&["place", "show", "00000000-0000-0000-0000-000000000000"], "");
    let error: Value = serde_json::from_slice(&not_found.stdout).unwrap();
    assert_eq!(error["error"]["code"], "not_found");
    assert_eq!(String::from_utf8_lossy(&not_found.stderr).lines().count(), 1);
    let again = person.code(&["init"]);
    assert!(again > USAGE && not_found.status.code().unwrap() > USAGE);
    assert_ne!(again, not_found.status.code().unwrap());
    assert_eq!(person.code(&["no-such-verb"]), USAGE);
    assert_eq!(person.run(&["interview", "add"], "not json").status.code(), Some(USAGE));
    let castle = person.run(&["place", "add", "--name", "Tarn Hill", "--type", "castle"], "");
    let error: Value = serde_json::from_slice(&castle.stdout).unwrap();
    assert_eq!(
        (&error["error"]["code"], &error["error"]["field"]),
        (&json!("refused"), &json!("place_type"))
    );
    let sentence = String::from_utf8_lossy(&castle.stderr).into_owned();
    assert!(
        sentence.contains("place_type: one of ") && sentence.contains("police_station"),
        "{sentence}"
    );
    for shell in ["bash", "zsh", "fish"] {
        // One document: the script as a JSON string, and nothing after it.
        let script = person.json(&["completions", shell]);
        assert!(script.as_str().unwrap().contains("visita"), "{shell}");
    }
}

#[test]
fn the_passphrase_is_never_an_argument() {
    let help = Command::new(env!("CARGO_BIN_EXE_visita"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(help.contains("--passphrase-file") && !help.contains("--passphrase "));
}

#[test]
fn every_write_takes_its_arguments_from_standard_input_too() {
    let person = Person::new();
    let feed = |args: &[&str], given: Value| person.feed(&[args, &["--stdin"]].concat(), &given.to_string());
    feed(
        &["team", "found"],
        json!({"body": "Commission", "team": "North", "member": "Lead"}),
    );
    let place = feed(&["place", "add"], json!({"name": "Tarn Hill", "place_type": "prison"}))["id"].clone();
    let visit = feed(
        &["visit", "create"],
        json!({"place": place, "visit_kind": "in_depth", "announced": false, "starts_on": "2026-03-02", "ends_on": null,
               "objectives": "", "checklists": ["prison"]}),
    )["id"]
        .clone();
    feed(&["visit", "area"], json!({"visit": visit, "name": "Wing B"}));
    feed(
        &["visit", "phase"],
        json!({"visit": visit, "phase": "on_site", "acknowledge_conflicts": false}),
    );
    let interview = person.interview(visit.as_str().unwrap());
    feed(
        &["interview", "withdraw"],
        json!({"interview": interview, "purpose": "notes"}),
    );
    let show = person.json(&["interview", "show", &interview]);
    assert_eq!(show["withdrawn"], true);
    let report = person.path("report.html");
    feed(
        &["report"],
        json!({"visit": visit, "language": "en", "audience": "internal", "path": report}),
    );
    assert!(Path::new(&report).exists());
    let view = person.json(&["visit", "show", visit.as_str().unwrap()]);
    assert_eq!(view["row"]["phase"], "on_site");
    assert_eq!(
        person.code(&["visit", "phase"]),
        USAGE,
        "without --stdin they are asked for"
    );
}
