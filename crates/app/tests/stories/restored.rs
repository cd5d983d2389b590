//! A vault folder is restored from an older copy; its owner works on, and so have the others.

use crate::desk::{self, Desk};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

/// The folder as it is now, beside it.
fn backup(desk: &mut Desk) -> PathBuf {
    desk.close();
    let copied = desk.file("backup");
    copy(&desk.folder.path().join("vault"), &copied);
    desk.reopen();
    copied
}

/// Puts the copy back over what is there, file by file: the files stay the same files on the disk.
fn restore(desk: &mut Desk, backup: &Path) {
    desk.close();
    let vault = desk.folder.path().join("vault");
    for leftover in ["vault.db-wal", "vault.db-shm"] {
        let _ = fs::remove_file(vault.join(leftover));
    }
    copy(backup, &vault);
    desk.reopen();
}

fn seen(desk: &mut Desk, visit: &str, text: &str) {
    desk.id(
        "observation_add",
        json!({"visit": visit, "text": text, "area": null, "theme": null, "source": "observed", "flag": false}),
    );
}

fn observations(desk: &mut Desk, visit: &str) -> Vec<String> {
    let rows = desk.ok("visit_get", json!({"visit": visit}))["observations"].clone();
    let mut texts: Vec<String> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["text"].as_str().unwrap().to_owned())
        .collect();
    texts.sort();
    texts
}

fn quarantined(desk: &mut Desk) -> Vec<Value> {
    desk.ok("quarantine_list", json!({}))["rows"]
        .as_array()
        .unwrap()
        .clone()
}

/// Everybody carries to everybody, twice: what one lacked may be what the other waits for.
fn exchange(desks: &mut [&mut Desk]) {
    for _ in 0..2 {
        for from in 0..desks.len() {
            let bundle = desks[from].bundle();
            for to in (0..desks.len()).filter(|to| *to != from) {
                assert_eq!(desks[to].take(&bundle)["quarantined"], 0);
            }
        }
    }
}

fn on_a_visit() -> (Desk, Desk, String) {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let out = lead.bundle();
    inspector.take(&out);
    (lead, inspector, visit)
}

#[test]
fn what_is_written_after_a_restored_backup_reaches_everybody_and_what_it_forgot_comes_back() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let mut third = lead.admits("Third", "inspector");
    let out = lead.bundle();
    third.take(&out);
    inspector.take(&out);
    seen(&mut inspector, &visit, "before the copy");
    let copied = backup(&mut inspector);
    seen(&mut inspector, &visit, "after the copy, one");
    seen(&mut inspector, &visit, "after the copy, two");
    // One colleague has what was written after the copy, the other never saw it.
    let forgotten = inspector.bundle();
    lead.take(&forgotten);
    lead.answer(&visit, "general", "own_bed", "no");

    restore(&mut inspector, &copied);
    assert_eq!(observations(&mut inspector, &visit), ["before the copy"]);
    // As many again: under the numbers of the old chain nobody could tell that anything is missing.
    seen(&mut inspector, &visit, "after the restore, one");
    seen(&mut inspector, &visit, "after the restore, two");
    let anew = inspector.bundle();
    assert_eq!(third.take(&anew)["quarantined"], 0);

    exchange(&mut [&mut lead, &mut inspector, &mut third]);
    for desk in [&mut lead, &mut inspector, &mut third] {
        assert_eq!(
            observations(desk, &visit),
            [
                "after the copy, one",
                "after the copy, two",
                "after the restore, one",
                "after the restore, two",
                "before the copy",
            ]
        );
        assert_eq!(quarantined(desk), [] as [Value; 0]);
        let history = desk.ok("history_get", json!({"doc": visit}));
        let entries = history["entries"].as_array().unwrap();
        assert!(entries.iter().all(|entry| entry["signature"] == "valid"));
        assert_eq!(desk.ok("today_get", json!({}))["only_here"], 0);
    }
}

#[test]
fn two_copies_of_one_device_that_both_go_on_do_each_other_no_harm() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    let copied = backup(&mut inspector);
    seen(&mut inspector, &visit, "on the first machine");
    let mut twin = Desk::empty();
    twin.close();
    fs::remove_dir_all(twin.folder.path().join("vault")).unwrap();
    copy(&copied, &twin.folder.path().join("vault"));
    twin.reopen();
    seen(&mut twin, &visit, "on the second machine");
    let (one, two) = (inspector.bundle(), twin.bundle());
    assert_eq!(lead.take(&one)["quarantined"], 0);
    assert_eq!(lead.take(&two)["quarantined"], 0);
    assert_eq!(
        observations(&mut lead, &visit),
        ["on the first machine", "on the second machine"]
    );
    // To the lead they are one device, which says in each bundle what it holds.
    for one in [&mut inspector, &mut twin] {
        let asks = one.bundle();
        assert_eq!(lead.take(&asks)["quarantined"], 0);
        let all = lead.bundle();
        assert_eq!(one.take(&all)["quarantined"], 0);
    }
    assert_eq!(observations(&mut inspector, &visit), observations(&mut twin, &visit));
}

#[test]
fn who_says_that_the_vault_was_restored_begins_another_life_and_loses_nothing() {
    let (mut lead, mut inspector, visit) = on_a_visit();
    seen(&mut inspector, &visit, "before");
    inspector.ok("vault_restored", json!({}));
    seen(&mut inspector, &visit, "after");
    inspector.reopen();
    seen(&mut inspector, &visit, "later");
    let bundle = inspector.bundle();
    assert_eq!(lead.take(&bundle)["quarantined"], 0);
    assert_eq!(observations(&mut lead, &visit), ["after", "before", "later"]);
}
