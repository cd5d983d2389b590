//! A process that dies while it takes what others sent, and the vault it leaves behind. The process is real: this test
//! runs itself again and is aborted on one envelope.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::api::table::call;
use crate::desk::{self, Desk};
use crate::{Session, SystemClock};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names the envelope on which to abort, by its SHA-256 in hex.
pub(super) const ABORT_ON: &str = "VISITA_TEST_ABORT_ON";
/// The vault and the bundle of a run that is to be aborted.
const CHILD: &str = "VISITA_TEST_CHILD_VAULT";
const CHILD_BUNDLE: &str = "VISITA_TEST_CHILD_BUNDLE";
/// In place of a bundle: take again the first thing in quarantine.
const RETRY_FIRST: &str = "retry";
const ITEMS: [&str; 3] = ["spoken_to", "ill_treatment", "discrimination"];

/// Takes the bundle in a process of its own, which is aborted on the envelope named; whether it lived.
fn lives(test: &str, desk: &mut Desk, bundle: &Path, abort_on: &str) -> bool {
    desk.close();
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(CHILD, desk.folder.path().join("vault"))
        .env(CHILD_BUNDLE, bundle)
        .env(ABORT_ON, abort_on)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    #[cfg(unix)]
    if !status.success() {
        use std::os::unix::process::ExitStatusExt as _;
        assert!(status.signal().is_some(), "it was to abort, not to fail: {status}");
    }
    desk.ok("vault_unlock", json!({"passphrase": desk::PASSPHRASE}));
    status.success()
}

/// In the process that is to be aborted: does its part and returns true.
fn is_child() -> bool {
    let Some(vault) = std::env::var_os(CHILD) else {
        return false;
    };
    let mut session = Session::at(PathBuf::from(vault), Box::new(SystemClock));
    let mut ok = |name: &str, args: Value| call(&mut session, name, args).unwrap();
    ok("vault_unlock", json!({"passphrase": desk::PASSPHRASE}));
    let bundle = std::env::var(CHILD_BUNDLE).unwrap();
    if bundle == RETRY_FIRST {
        let rows = ok("quarantine_list", json!({}));
        ok("quarantine_retry", json!({"id": rows["rows"][0]["id"]}));
    } else {
        ok("bundle_import", json!({"path": bundle}));
    }
    true
}

/// Hashes of a device's envelopes in a record, in the order of their numbers.
fn envelopes(desk: &mut Desk, record: &str) -> Vec<String> {
    let open = desk.session.as_mut().unwrap().open().unwrap();
    let this = open.device.id();
    let id: DocumentId = record.parse().unwrap();
    let rows = open.vault.read().envelopes_of(&id.bytes()).unwrap();
    rows.iter()
        .filter(|row| row.device == this.0)
        .map(|row| hex(&row.hash))
        .collect()
}

fn answers(desk: &mut Desk, visit: &str) -> usize {
    let rows = desk.ok("answer_list", json!({"visit": visit}))["rows"].clone();
    let slots = rows.as_array().unwrap().iter();
    slots.map(|row| row["slots"].as_array().unwrap().len()).sum()
}

fn quarantine(desk: &mut Desk) -> Vec<Value> {
    desk.ok("quarantine_list", json!({}))["rows"]
        .as_array()
        .unwrap()
        .clone()
}

fn attempts(desk: &mut Desk) -> usize {
    let open = desk.session.as_mut().unwrap().open().unwrap();
    open.vault.read().settings_under(PREFIX).unwrap().len()
}

#[test]
fn what_ends_the_process_twice_is_kept_apart_and_the_rest_is_taken() {
    if is_child() {
        return;
    }
    let test = "attempt::tests::what_ends_the_process_twice_is_kept_apart_and_the_rest_is_taken";
    let (mut lead, mut second) = Desk::team_of_two();
    let mut third = lead.admits("Third", "inspector");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let first = lead.bundle();
    second.take(&first);
    third.take(&first);
    for item in ITEMS {
        second.answer(&visit, "general", item, "yes");
        third.answer(&visit, "general", item, "no");
    }
    // The culprit is the second of the third's three changes: its third one rests on it, the second device's do not.
    let culprit = envelopes(&mut third, &visit)[1].clone();
    let theirs = third.bundle();
    second.take(&theirs);
    let bundle = second.bundle();

    assert!(!lives(test, &mut lead, &bundle, &culprit));
    assert_eq!((answers(&mut lead, &visit), attempts(&mut lead)), (0, 1));
    assert_eq!(
        quarantine(&mut lead),
        [] as [Value; 0],
        "together with others nothing is convicted"
    );

    assert!(!lives(test, &mut lead, &bundle, &culprit));
    let held = quarantine(&mut lead);
    assert_eq!((held.len(), &held[0]["reason"]), (1, &json!("crashed_before")));
    assert_eq!((&held[0]["by"], &held[0]["kind"]), (&json!("Third"), &json!("change")));

    // Never by itself: with the bundle taken again, and again, the process lives.
    assert!(lives(test, &mut lead, &bundle, &culprit));
    assert!(lives(test, &mut lead, &bundle, &culprit));
    assert_eq!(
        answers(&mut lead, &visit),
        4,
        "all but the culprit and what rests on it"
    );
    assert_eq!((quarantine(&mut lead).len(), attempts(&mut lead)), (1, 0));

    // A retry that ends the process leaves it in quarantine.
    assert!(!lives(test, &mut lead, Path::new(RETRY_FIRST), &culprit));
    let held = quarantine(&mut lead);
    assert_eq!((held.len(), &held[0]["reason"]), (1, &json!("crashed_before")));
    assert_eq!(attempts(&mut lead), 0);

    // In a version of the app that can take it, a retry does, and what rested on it follows.
    let retried = lead.ok("quarantine_retry", json!({"id": held[0]["id"]}));
    assert_eq!((&retried["outcome"], &retried["freed"]), (&json!("applied"), &json!(1)));
    assert_eq!(quarantine(&mut lead), [] as [Value; 0]);
    assert_eq!(answers(&mut lead, &visit), 6);
    let heads = |desk: &mut Desk| {
        let open = desk.session.as_mut().unwrap().open().unwrap();
        open.record(visit.parse().unwrap()).unwrap().heads()
    };
    assert_eq!(heads(&mut lead), heads(&mut second), "nothing else lost");
}

#[test]
fn the_only_envelope_of_an_intake_is_not_tried_a_second_time() {
    if is_child() {
        return;
    }
    let test = "attempt::tests::the_only_envelope_of_an_intake_is_not_tried_a_second_time";
    let (mut lead, mut second) = Desk::team_of_two();
    let place = second.id("place_add", json!({"name": "Velm", "place_type": "prison"}));
    let other = second.id("place_add", json!({"name": "Kest", "place_type": "prison"}));
    let culprit = envelopes(&mut second, &place)[0].clone();
    let bundle = second.bundle();
    assert!(!lives(test, &mut lead, &bundle, &culprit));
    assert_eq!(quarantine(&mut lead)[0]["reason"], "crashed_before");
    assert!(lives(test, &mut lead, &bundle, &culprit));
    let places = lead.ok("place_list", json!({}))["rows"].clone();
    assert_eq!((places.as_array().unwrap().len(), &places[0]["id"]), (1, &json!(other)));
    let id = quarantine(&mut lead)[0]["id"].clone();
    assert_eq!(
        second.refused("quarantine_retry", json!({"id": id})),
        crate::api::ErrorCode::NotAllowed
    );
    lead.ok("quarantine_retry", json!({"id": id}));
    let places = lead.ok("place_list", json!({}))["rows"].clone();
    assert_eq!(places.as_array().unwrap().len(), 2);
}

#[test]
fn an_intake_that_goes_well_leaves_no_mark() {
    let (mut lead, mut second) = Desk::team_of_two();
    for name in ["Velm", "Kest"] {
        second.id("place_add", json!({"name": name, "place_type": "prison"}));
    }
    let bundle = second.bundle();
    assert_eq!(lead.take(&bundle)["applied"], 2);
    assert_eq!(attempts(&mut lead), 0);
}

/// A visit on the lead's device, its envelopes as they go out, and every grant there is.
fn sent_visit(lead: &mut Desk) -> (String, Vec<visita_wire::Put>, Vec<Vec<u8>>) {
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let open = lead.session.as_mut().unwrap().open().unwrap();
    let id: DocumentId = visit.parse().unwrap();
    let tx = open.vault.read();
    let put = |row: visita_vault::EnvelopeRow| visita_wire::Put {
        doc: visita_wire::DocId(row.doc),
        device: visita_wire::DeviceId(row.device),
        seq: row.seq,
        outer: row.outer.into(),
    };
    let puts = tx.envelopes_of(&id.bytes()).unwrap().into_iter().map(put).collect();
    let grants = tx.grants().unwrap().into_iter().map(|(_, bytes)| bytes).collect();
    (visit, puts, grants)
}

#[test]
fn what_was_sealed_when_the_process_ended_after_its_key_had_come_is_open_when_the_vault_is_opened_again() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (visit, puts, grants) = sent_visit(&mut lead);
    let from = lead.session.as_mut().unwrap().open().unwrap().device.id();
    let open = inspector.session.as_mut().unwrap().open().unwrap();
    assert_eq!(open.take_puts(puts, 0).unwrap().applied, 0, "its key is not here");
    // As if the process ended here, before what came is looked at once more.
    open.take_grants(&from, &grants, 0).unwrap();
    let asked = json!({"visit": visit});
    assert_eq!(
        inspector.refused("visit_get", asked.clone()),
        crate::api::ErrorCode::NotFound
    );
    inspector.reopen();
    inspector.ok("visit_get", asked);
}

#[test]
fn what_ended_the_process_under_a_false_number_frees_it_once_it_came_under_its_own() {
    let (mut lead, mut inspector) = Desk::team_of_two();
    let (visit, puts, grants) = sent_visit(&mut lead);
    let from = lead.session.as_mut().unwrap().open().unwrap().device.id();
    let [first] = puts.as_slice() else {
        panic!("one envelope")
    };
    // It came under the number of the one that comes after it, and the process ended over it.
    let open = inspector.session.as_mut().unwrap().open().unwrap();
    open.take_grants(&from, &grants, 0).unwrap();
    let false_label = visita_vault::EnvelopeRow {
        doc: first.doc.0,
        device: first.device.0,
        seq: first.seq + 1,
        hash: envelope_hash(&first.outer).0,
        outer: first.outer.to_vec(),
    };
    let refused = open.vault.transact(|tx| {
        tx.put_envelope(&false_label, EnvelopeState::Quarantined)?;
        tx.quarantine(&false_label.device, CRASHED_BEFORE, 0, &false_label.outer)
    });
    assert!(refused.unwrap());
    open.take_puts(puts, 0).unwrap();
    lead.answer(&visit, "general", ITEMS[0], "yes");
    let bundle = lead.bundle();
    inspector.take(&bundle);
    assert_eq!(answers(&mut inspector, &visit), 1);
    assert_eq!(quarantine(&mut inspector), Vec::<Value>::new());
}
