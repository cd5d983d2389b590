//! Attacks on files: bundles, the vault's own, and names.

use crate::stand::*;
use serde_json::{Value, json};
use std::path::PathBuf;
use visita_app::api::ErrorCode;
use visita_seal::Secret;
use visita_seal::bundle::seal_bundle;
use visita_seal::envelope::DeviceKey;
use visita_testkit::device::must;
use visita_wire::{Message, encode_messages};

fn bundle(stand: &mut Stand) -> PathBuf {
    let visit = stand.visit.clone();
    answers(&mut stand.boris, &visit, "own_bed", "no");
    let path = stand.root.path().join("bundle");
    stand.boris.ok("bundle_export", json!({"path": path})).unwrap();
    path
}

fn import(stand: &mut Stand, path: &PathBuf, code: ErrorCode) {
    is_refused(stand.lead.call("bundle_import", json!({"path": path})), code);
    is_refused(stand.lead.call("bundle_inspect", json!({"path": path})), code);
    stand.sees(&[]);
    stand.nothing_changed();
}

#[test]
fn a_bundle_with_one_byte_changed() {
    let mut stand = Stand::new();
    let path = bundle(&mut stand);
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    import(&mut stand, &path, ErrorCode::BadFile);
}

#[test]
fn a_bundle_cut_short() {
    let mut stand = Stand::new();
    let path = bundle(&mut stand);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() - 1_000]).unwrap();
    import(&mut stand, &path, ErrorCode::BadFile);
}

#[test]
fn a_bundle_for_others() {
    let mut stand = Stand::new();
    let visit = stand.visit.clone();
    answers(&mut stand.boris, &visit, "own_bed", "no");
    let path = stand.root.path().join("bundle");
    let to = stand.mallory.id.to_string();
    stand
        .boris
        .ok("bundle_export", json!({"path": path, "devices": [to]}))
        .unwrap();
    import(&mut stand, &path, ErrorCode::NotForThisDevice);
}

#[test]
fn a_bundle_in_the_name_of_somebody_who_is_not_of_the_team() {
    let mut stand = Stand::new();
    let puts = {
        bundle(&mut stand);
        stand.puts(Who::Boris)
    };
    let messages = encode_messages(&[Message::Puts(puts)]).unwrap();
    let leads = must(stand.lead.with(|session, _| session.harness_owned())).unwrap();
    let ghost = DeviceKey::derive(&Secret::new([66; 32]));
    let sealed = seal_bundle(&messages, &ghost, &[leads.files.recipient()]).unwrap();
    let path = stand.root.path().join("ghost");
    std::fs::write(&path, sealed).unwrap();
    is_refused(
        stand.lead.call("bundle_import", json!({"path": path})),
        ErrorCode::BadFile,
    );
    stand.sees(&[]);
    stand.nothing_changed();
}

#[test]
fn a_bundle_of_a_removed_device() {
    let mut stand = Stand::new();
    let visit = stand.visit.clone();
    let removed = stand.mallory.id;
    must(stand.lead.with(|session, _| session.harness_remove(removed))).unwrap();
    stand.remember();
    answers(&mut stand.mallory, &visit, "own_bed", "no");
    let path = stand.root.path().join("bundle");
    stand.mallory.ok("bundle_export", json!({"path": path})).unwrap();
    // Whoever was removed may not know it yet: what it wrote is kept for the lead, and counts for nothing.
    stand.lead.ok("bundle_import", json!({"path": path})).unwrap();
    stand.sees(&["after_removal"]);
    stand.nothing_changed();
}

#[test]
fn a_bundle_whose_messages_are_noise() {
    let mut stand = Stand::new();
    let (owned, leads) = (
        stand.owned(),
        must(stand.lead.with(|session, _| session.harness_owned())).unwrap(),
    );
    for noise in [
        &b""[..],
        b"noise",
        &[0x82, 1, 0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0xff; 64],
    ] {
        let sealed = seal_bundle(noise, &owned.device, &[leads.files.recipient()]).unwrap();
        let path = stand.root.path().join("noise");
        std::fs::write(&path, sealed).unwrap();
        import(&mut stand, &path, ErrorCode::BadFile);
    }
}

#[test]
fn a_file_that_is_something_else() {
    let mut stand = Stand::new();
    for bytes in [&b""[..], b"%PDF-1.7", b"age-encryption.org/v1\n", &[0; 4096]] {
        let path = stand.root.path().join("something");
        std::fs::write(&path, bytes).unwrap();
        import(&mut stand, &path, ErrorCode::BadFile);
    }
}

#[test]
fn a_file_name_that_leads_nowhere() {
    let mut stand = Stand::new();
    let root = stand.root.path().to_owned();
    for name in ["", "no/such/folder/bundle", "\u{0}", "bundle\u{0}.age"] {
        let place = if name.is_empty() { root.clone() } else { root.join(name) };
        let answer = stand.lead.call("bundle_import", json!({"path": place}));
        is_refused(answer, ErrorCode::FileUnreachable);
        is_refused(
            stand.lead.call("bundle_export", json!({"path": place})),
            ErrorCode::FileUnreachable,
        );
    }
    stand.nothing_changed();
}

/// Edits the slot file of the lead's vault and tries to unlock.
fn slots(edit: impl FnOnce(&mut Value), code: ErrorCode) {
    let mut stand = Stand::new();
    let path = stand.lead.folder().join("vault.json");
    let mut slots: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let whole = slots.clone();
    edit(&mut slots);
    stand.lead.ok("vault_lock", json!({})).unwrap();
    std::fs::write(&path, slots.to_string()).unwrap();
    let answer = stand.lead.call(
        "vault_unlock",
        json!({"passphrase": "orbit lantern meadow copper sail"}),
    );
    is_refused(answer, code);
    std::fs::write(&path, whole.to_string()).unwrap();
    stand.nothing_changed_after_unlock();
}

#[test]
fn a_vaults_stretching_is_weakened() {
    slots(
        |slots| slots["passphrase"]["stretch"]["memory_kib"] = json!(8),
        ErrorCode::Damaged,
    );
}

#[test]
fn a_vaults_stretching_is_made_to_exhaust_the_machine() {
    slots(
        |slots| slots["passphrase"]["stretch"]["memory_kib"] = json!(u32::MAX),
        ErrorCode::Damaged,
    );
}

#[test]
fn a_vaults_slot_is_moved_from_another() {
    slots(
        |slots| slots["vault"] = json!("00112233445566778899aabbccddeeff"),
        ErrorCode::WrongPassphrase,
    );
}

#[test]
fn a_vaults_slot_is_said_to_be_bound_to_a_keystore() {
    slots(|slots| slots["format"] = json!(2), ErrorCode::Damaged);
}

#[test]
fn a_vaults_format_is_of_a_version_to_come() {
    slots(
        |slots| slots["format"] = json!(visita_seal::slots::FORMAT + 1),
        ErrorCode::NewerVersion,
    );
}
