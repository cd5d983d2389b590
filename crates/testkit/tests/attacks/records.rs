//! Attacks inside envelopes that verify: a member's own device signs them, so only the intake guard stands before the record.

use crate::stand::*;
use automerge::transaction::{CommitOptions, Transactable as _};
use automerge::{ActorId, AutoCommit, ObjId, ObjType, ROOT, ReadDoc as _, Value};
use serde_json::json;
use visita_testkit::device::must;
use visita_wire::DeviceId;

/// The visit as Mallory holds it, about to be changed as it must not be.
fn document(stand: &mut Stand) -> AutoCommit {
    let doc = stand.doc();
    let bytes = must(stand.mallory.with(|session, _| session.harness_bytes(doc))).unwrap();
    let mut document = AutoCommit::load(&bytes).unwrap();
    document.set_actor(actor(stand.mallory.id));
    document
}

fn actor(device: DeviceId) -> ActorId {
    ActorId::from([device.0.as_slice(), &[0; 4]].concat())
}

fn object(document: &AutoCommit, name: &str) -> ObjId {
    match document.get(ROOT, name).unwrap() {
        Some((Value::Object(_), id)) => id,
        _ => panic!("no {name}"),
    }
}

/// The change that was made last.
fn last(document: &mut AutoCommit) -> Vec<u8> {
    document.commit_with(CommitOptions::default().with_time(1));
    document.get_last_local_change().unwrap().raw_bytes().to_vec()
}

/// A cell of Mallory's, and one of somebody else's.
fn cell(stand: &Stand, device: DeviceId) -> String {
    format!("answer/general/prison/vermin#{}:{device}", stand.mallory.member)
}

fn said(value: &str) -> String {
    json!({"v": {"value": {"type": "yes_no_partly", "value": value}}, "at": "2026-03-02T08:00:00Z", "covers": []})
        .to_string()
}

fn refused(stand: &mut Stand, change: Vec<u8>, reason: &str) {
    let put = stand.envelope(&[change]);
    stand.gives_and_sees(vec![put], &[reason]);
}

#[test]
fn what_mallory_may_write_is_taken() {
    // The positive control of this room: made the same way, and nothing wrong with it.
    let mut stand = Stand::new();
    let mut document = document(&mut stand);
    let (cells, key) = (object(&document, "cells"), cell(&stand, stand.mallory.id));
    document.put(&cells, key, said("yes")).unwrap();
    let put = stand.envelope(&[last(&mut document)]);
    assert_eq!(stand.gives(vec![visita_wire::Message::Puts(vec![put])]).applied, 1);
    stand.sees(&[]);
}

#[test]
fn a_change_in_another_devices_cell() {
    let mut stand = Stand::new();
    let mut document = document(&mut stand);
    let (cells, key) = (object(&document, "cells"), cell(&stand, stand.boris.id));
    document.put(&cells, key, said("no")).unwrap();
    let change = last(&mut document);
    refused(&mut stand, change, "schema");
}

#[test]
fn a_change_in_another_devices_name() {
    let mut stand = Stand::new();
    let mut document = document(&mut stand);
    document.set_actor(actor(stand.boris.id));
    let (cells, key) = (object(&document, "cells"), cell(&stand, stand.boris.id));
    document.put(&cells, key, said("no")).unwrap();
    let change = last(&mut document);
    refused(&mut stand, change, "foreign_actor");
}

#[test]
fn a_change_that_deletes_what_others_wrote() {
    let mut stand = Stand::new();
    let mut document = document(&mut stand);
    let cells = object(&document, "cells");
    let key = document.keys(&cells).next().unwrap();
    document.delete(&cells, key).unwrap();
    let change = last(&mut document);
    refused(&mut stand, change, "schema");
}

#[test]
fn a_change_that_replaces_all_cells() {
    let mut stand = Stand::new();
    let mut document = document(&mut stand);
    document.put_object(ROOT, "cells", ObjType::Map).unwrap();
    let change = last(&mut document);
    refused(&mut stand, change, "schema");
}

#[test]
fn a_change_that_nests_without_end() {
    let mut stand = Stand::new();
    let mut document = document(&mut stand);
    let mut at = object(&document, "cells");
    for _ in 0..3_000 {
        at = document.put_object(&at, "deeper", ObjType::Map).unwrap();
    }
    let change = last(&mut document);
    refused(&mut stand, change, "schema");
}

#[test]
fn a_change_of_more_operations_than_a_person_makes() {
    let mut stand = Stand::new();
    let mut document = document(&mut stand);
    let texts = object(&document, "texts");
    let Some((Value::Object(_), text)) = document.get(&texts, "debrief").unwrap() else {
        panic!("no text")
    };
    // Run-length encoded: a million letters in a few hundred bytes.
    document.splice_text(&text, 0, 0, &"a".repeat(60_000)).unwrap();
    let change = last(&mut document);
    refused(&mut stand, change, "bounds");
}

#[test]
fn a_cell_larger_than_cells_are() {
    let mut stand = Stand::new();
    let mut document = document(&mut stand);
    let (cells, key) = (object(&document, "cells"), cell(&stand, stand.mallory.id));
    document.put(&cells, key, "x".repeat(200 * 1024)).unwrap();
    let change = last(&mut document);
    refused(&mut stand, change, "schema");
}

#[test]
fn a_change_larger_than_changes_are() {
    let mut stand = Stand::new();
    let mut document = document(&mut stand);
    let (cells, key) = (object(&document, "cells"), cell(&stand, stand.mallory.id));
    document.put(&cells, key, "x".repeat(300 * 1024)).unwrap();
    let change = last(&mut document);
    refused(&mut stand, change, "bounds");
}

#[test]
fn a_change_that_is_deflated() {
    let mut stand = Stand::new();
    let mut document = document(&mut stand);
    let (cells, key) = (object(&document, "cells"), cell(&stand, stand.mallory.id));
    document.put(&cells, key, said("yes")).unwrap();
    let mut change = last(&mut document);
    assert_eq!(change[8], 1, "the type of the chunk");
    change[8] = 2;
    refused(&mut stand, change, "bounds");
}

#[test]
fn two_changes_where_one_is_announced() {
    let mut stand = Stand::new();
    let mut document = document(&mut stand);
    let (cells, key) = (object(&document, "cells"), cell(&stand, stand.mallory.id));
    document.put(&cells, key, said("yes")).unwrap();
    let change = last(&mut document);
    refused(&mut stand, [change.clone(), change].concat(), "bounds");
}

#[test]
fn a_change_numbered_near_the_end_of_numbers() {
    let mut stand = Stand::new();
    let mut document = document(&mut stand);
    let (cells, key) = (object(&document, "cells"), cell(&stand, stand.mallory.id));
    document.put(&cells, key, said("yes")).unwrap();
    document.commit_with(CommitOptions::default().with_time(1));
    let change = document.get_last_local_change().unwrap();
    let mut expanded = change.decode();
    expanded.start_op = std::num::NonZeroU64::new(u64::from(u32::MAX) - 2).unwrap();
    let far = automerge::Change::from(expanded).raw_bytes().to_vec();
    refused(&mut stand, far, "numbering");
}

#[test]
fn a_change_numbered_before_what_it_rests_on() {
    let mut stand = Stand::new();
    let mut document = document(&mut stand);
    let (cells, key) = (object(&document, "cells"), cell(&stand, stand.mallory.id));
    document.put(&cells, key, said("yes")).unwrap();
    document.commit_with(CommitOptions::default().with_time(1));
    let mut expanded = document.get_last_local_change().unwrap().decode();
    expanded.start_op = std::num::NonZeroU64::new(1).unwrap();
    let back = automerge::Change::from(expanded).raw_bytes().to_vec();
    refused(&mut stand, back, "numbering");
}

#[test]
fn a_second_change_under_a_sequence_number() {
    let mut stand = Stand::new();
    let mut one = document(&mut stand);
    let mut two = document(&mut stand);
    let (cells, key) = (object(&one, "cells"), cell(&stand, stand.mallory.id));
    one.put(&cells, key.as_str(), said("yes")).unwrap();
    two.put(&cells, key.as_str(), said("no")).unwrap();
    let first = stand.envelope(&[last(&mut one)]);
    let owned = stand.owned();
    stand.gives(vec![visita_wire::Message::Puts(vec![first.clone()])]);
    stand.remember();
    let header = visita_seal::envelope::Header {
        team: owned.roster.team,
        kind: visita_wire::DocKind::Visit,
        seq: first.seq + 1,
        prev: Some(visita_seal::envelope::envelope_hash(&first.outer)),
        sent_at_ms: 1,
    };
    let second = sealed(&owned, key_of(&owned, stand.doc()), &header, &[last(&mut two)]);
    stand.gives_and_sees(vec![second], &["duplicate_number"]);
}

#[test]
fn bytes_that_are_no_change() {
    let mut stand = Stand::new();
    refused(
        &mut stand,
        b"not a change at all, but signed by a member of the team".to_vec(),
        "bounds",
    );
}

#[test]
fn a_change_whose_checksum_is_false() {
    let mut stand = Stand::new();
    let mut document = document(&mut stand);
    let (cells, key) = (object(&document, "cells"), cell(&stand, stand.mallory.id));
    document.put(&cells, key, said("yes")).unwrap();
    let mut change = last(&mut document);
    change[4] ^= 1;
    refused(&mut stand, change, "malformed");
}
