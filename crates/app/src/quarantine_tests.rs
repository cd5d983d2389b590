//! What was refused and is taken again, through the table the fronts call.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::desk::{self, Desk};
use serde_json::{Value, json};
use std::path::PathBuf;
use visita_domain::DocumentId;
use visita_seal::bundle::seal_bundle;
use visita_wire::{DocId, Message, Put, encode_messages};

fn open(desk: &mut Desk) -> &mut Open {
    desk.ok("app_status", json!({}));
    desk.session.as_mut().unwrap().open().unwrap()
}

fn rows(desk: &mut Desk) -> Vec<Value> {
    desk.ok("quarantine_list", json!({}))["rows"]
        .as_array()
        .unwrap()
        .clone()
}

fn reasons(desk: &mut Desk) -> Vec<String> {
    let rows = rows(desk).into_iter();
    rows.map(|row| row["reason"].as_str().unwrap().to_owned()).collect()
}

fn retry(desk: &mut Desk, id: &Value) -> (String, Option<String>) {
    let came = desk.ok("quarantine_retry", json!({"id": id}));
    let text = |name: &str| came[name].as_str().map(ToOwned::to_owned);
    (text("outcome").unwrap(), text("reason"))
}

/// The envelopes of a device in a record, as they would travel.
fn puts(desk: &mut Desk, record: &str) -> Vec<Put> {
    let id: DocumentId = record.parse().unwrap();
    let open = open(desk);
    let this = open.device.id();
    let held = open.vault.read().envelopes_of(&id.bytes()).unwrap();
    held.into_iter()
        .filter(|row| row.device == this.0)
        .map(|row| Put {
            doc: DocId(row.doc),
            device: this,
            seq: row.seq,
            outer: row.outer.into(),
        })
        .collect()
}

/// A bundle of this device with whatever it says.
fn bundle_of(desk: &mut Desk, to: &mut Desk, messages: &[Message]) -> PathBuf {
    let path = desk.file("made");
    let recipient = open(to).files.recipient();
    let encoded = encode_messages(messages).unwrap();
    let sealed = seal_bundle(&encoded, &open(desk).device, &[recipient]).unwrap();
    std::fs::write(&path, sealed).unwrap();
    path
}

fn own_answer(desk: &mut Desk, visit: &str) -> Vec<String> {
    let rows = desk.ok("answer_list", json!({"visit": visit}))["rows"].clone();
    let slots = rows
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|row| row["slots"].as_array().unwrap().clone());
    slots.map(|slot| slot["value"]["value"].to_string()).collect()
}

/// A lead and two inspectors on one visit, nothing answered yet.
fn team_on_a_visit() -> (Desk, Desk, Desk, String) {
    let (mut lead, mut second) = Desk::team_of_two();
    let mut third = lead.admits("Third", "inspector");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let first = lead.bundle();
    second.take(&first);
    third.take(&first);
    (lead, second, third, visit)
}

#[test]
fn a_false_label_takes_no_number_from_the_true_change() {
    let (mut lead, mut second, mut third, visit) = team_on_a_visit();
    second.answer(&visit, "general", "spoken_to", "yes");
    second.answer(&visit, "general", "own_bed", "no");
    // The third passes its own change off under the numbers of the second's.
    third.answer(&visit, "general", "daylight", "partly");
    let (true_ones, own) = (puts(&mut second, &visit), puts(&mut third, &visit));
    let false_ones = true_ones.iter().take(1).map(|put| Put {
        outer: own[0].outer.clone(),
        ..put.clone()
    });
    let path = bundle_of(&mut third, &mut lead, &[Message::Puts(false_ones.collect())]);
    lead.take(&path);
    assert_eq!(reasons(&mut lead), ["mislabelled"]);
    let theirs = second.bundle();
    assert_eq!(lead.take(&theirs)["applied"], 2, "nobody has to do anything for that");
    assert_eq!(own_answer(&mut lead, &visit).len(), 2);
    // The false label is only that: under its own number the third's change is a change like any other.
    let own = bundle_of(&mut third, &mut lead, &[Message::Puts(own)]);
    assert_eq!(lead.take(&own)["applied"], 1);
    assert_eq!(own_answer(&mut lead, &visit).len(), 3);
    assert_eq!(
        rows(&mut lead),
        [] as [Value; 0],
        "what is applied is refused no longer"
    );
    let heads = |desk: &mut Desk| open(desk).record(visit.parse().unwrap()).unwrap().heads();
    let all = lead.bundle();
    second.take(&all);
    assert_eq!(heads(&mut lead), heads(&mut second));
}

#[test]
fn a_false_label_among_true_ones_costs_them_one_more_exchange_at_most() {
    let (mut lead, mut second, mut third, visit) = team_on_a_visit();
    second.answer(&visit, "general", "spoken_to", "yes");
    second.answer(&visit, "general", "own_bed", "no");
    third.answer(&visit, "general", "daylight", "partly");
    let (mut true_ones, own) = (puts(&mut second, &visit), puts(&mut third, &visit));
    // In place of the second's first envelope something that does not open at all, before the true ones.
    let mut garbage = true_ones[0].clone();
    let mut bytes = garbage.outer.to_vec();
    *bytes.last_mut().unwrap() ^= 1;
    garbage.outer = bytes.into();
    let false_one = Put {
        outer: own[0].outer.clone(),
        ..true_ones[1].clone()
    };
    let sent = [vec![garbage, false_one], std::mem::take(&mut true_ones)].concat();
    let path = bundle_of(&mut third, &mut lead, &[Message::Puts(sent)]);
    lead.take(&path);
    let theirs = second.bundle();
    lead.take(&theirs);
    assert_eq!(own_answer(&mut lead, &visit).len(), 2);
    assert_eq!(reasons(&mut lead), ["unopenable", "mislabelled"]);
}

/// What holds the number of a change.
fn standing(desk: &mut Desk, put: &Put) -> Option<EnvelopeState> {
    let held = open(desk).vault.read();
    let standing = held.envelope_standing(&put.doc.0, &put.device.0, put.seq).unwrap();
    standing.map(|(_, state)| state)
}

#[test]
fn what_a_removed_device_wrote_takes_no_number_of_a_colleague() {
    let (mut lead, mut second, mut third, visit) = team_on_a_visit();
    let device = open(&mut third).device.id().to_string();
    lead.ok("device_remove", json!({"device": device}));
    third.answer(&visit, "general", "daylight", "partly");
    second.answer(&visit, "general", "spoken_to", "yes");
    let (late, true_one) = (puts(&mut third, &visit).remove(0), puts(&mut second, &visit).remove(0));
    let false_one = Put {
        outer: late.outer.clone(),
        ..true_one.clone()
    };
    let carried = bundle_of(&mut second, &mut lead, &[Message::Puts(vec![false_one])]);
    lead.take(&carried);
    assert_eq!(reasons(&mut lead), ["mislabelled"]);
    assert_eq!(standing(&mut lead, &true_one), None, "whoever has it is asked for it");
    // Under its own number it is what a removed device wrote, and can be vouched for.
    let carried = bundle_of(&mut second, &mut lead, &[Message::Puts(vec![late.clone()])]);
    lead.take(&carried);
    assert_eq!(reasons(&mut lead), ["after_removal"]);
    assert_eq!(standing(&mut lead, &late), Some(EnvelopeState::Quarantined));
}

#[test]
fn what_ended_the_process_under_a_false_label_frees_that_number_when_it_is_tried_again() {
    let (mut lead, mut second, mut third, visit) = team_on_a_visit();
    let device = open(&mut third).device.id().to_string();
    lead.ok("device_remove", json!({"device": device}));
    third.answer(&visit, "general", "daylight", "partly");
    second.answer(&visit, "general", "spoken_to", "yes");
    second.answer(&visit, "general", "own_bed", "no");
    let (late, true_ones) = (puts(&mut third, &visit).remove(0), puts(&mut second, &visit));
    let mut garbage = true_ones[1].outer.to_vec();
    *garbage.last_mut().unwrap() ^= 1;
    for (label, outer) in [(&true_ones[0], late.outer.to_vec()), (&true_ones[1], garbage)] {
        let row = EnvelopeRow {
            doc: label.doc.0,
            device: label.device.0,
            seq: label.seq,
            hash: envelope_hash(&outer).0,
            outer,
        };
        let crashed = open(&mut lead).vault.transact(|tx| {
            tx.put_envelope(&row, EnvelopeState::Quarantined)?;
            tx.quarantine(&row.device, "crashed_before", 1, &row.outer)
        });
        crashed.unwrap();
    }
    // The rest of her words waits for nobody to try it again.
    second.answer(&visit, "general", "toilets", "yes");
    let theirs = puts(&mut second, &visit).split_off(2);
    let carried = bundle_of(&mut second, &mut lead, &[Message::Puts(theirs)]);
    lead.take(&carried);
    for row in rows(&mut lead) {
        assert_eq!(retry(&mut lead, &row["id"]).0, "refused");
    }
    assert_eq!(reasons(&mut lead), ["after_removal", "unopenable"]);
    for one in &true_ones {
        assert_eq!(standing(&mut lead, one), None);
    }
    let theirs = second.bundle();
    lead.take(&theirs);
    assert_eq!(own_answer(&mut lead, &visit).len(), 3);
}

#[test]
fn a_rival_never_takes_the_place_of_what_is_applied() {
    let (mut lead, mut second, _, visit) = team_on_a_visit();
    second.answer(&visit, "general", "spoken_to", "yes");
    let first = second.bundle();
    lead.take(&first);
    // A device that wrote its first number a second time, as a restored copy of it would.
    let applied = puts(&mut second, &visit)[0].clone();
    let rival = {
        let key = open(&mut second)
            .vault
            .read()
            .keys_of(&applied.doc.0)
            .unwrap()
            .remove(0);
        let key = crate::membership::epochs::doc_key(&key);
        let opened = visita_seal::envelope::open_envelope(&applied.outer, &key).unwrap();
        let roster = open(&mut second).team.as_ref().unwrap().roster.clone();
        let header = opened.verify(&roster).unwrap().header();
        let mut record = visita_record::RecordDocument::genesis(visita_record::DocumentKind::Visit).unwrap();
        let author = open(&mut second).team.as_ref().unwrap().author.clone();
        let at = visita_domain::dates::from_millis(1).unwrap();
        let policy = visita_domain::slots::WritePolicy::Testimony;
        let changes = record
            .edit(&author, at, |edit| {
                edit.set("observation/o/text", Some(&json!("rival")), policy)
            })
            .unwrap();
        let device = &open(&mut second).device;
        visita_seal::envelope::seal_envelope(&key, &header, &changes, device, &mut rand::rng()).unwrap()
    };
    let put = Put {
        outer: rival.into(),
        ..applied.clone()
    };
    let path = bundle_of(&mut second, &mut lead, &[Message::Puts(vec![put])]);
    lead.take(&path);
    lead.take(&path);
    assert_eq!(reasons(&mut lead), ["duplicate_number"], "once");
    let id = rows(&mut lead)[0]["id"].clone();
    assert_eq!(retry(&mut lead, &id).1.as_deref(), Some("duplicate_number"));
    assert_eq!(reasons(&mut lead), ["duplicate_number"]);
    let standing = open(&mut lead)
        .vault
        .read()
        .envelope_standing(&applied.doc.0, &applied.device.0, applied.seq)
        .unwrap();
    let hash = envelope_hash(&applied.outer).0;
    assert_eq!(standing, Some((hash, EnvelopeState::Applied)));
    assert_eq!(own_answer(&mut lead, &visit).len(), 1);
}

#[test]
fn a_change_that_rests_on_a_missing_one_waits_and_is_applied_when_that_comes() {
    let (mut lead, mut second, _, visit) = team_on_a_visit();
    second.answer(&visit, "general", "spoken_to", "yes");
    second.answer(&visit, "general", "spoken_to", "no");
    let later = puts(&mut second, &visit)[1].clone();
    // As a version before this one might have left it.
    open(&mut lead)
        .vault
        .transact(|tx| tx.quarantine(&later.device.0, "bounds", 1, &later.outer))
        .unwrap();
    let id = rows(&mut lead)[0]["id"].clone();
    assert_eq!(retry(&mut lead, &id).0, "waiting");
    assert_eq!(rows(&mut lead), [] as [Value; 0]);
    let bundle = second.bundle();
    assert_eq!(lead.take(&bundle)["applied"], 2);
    assert_eq!(own_answer(&mut lead, &visit), ["\"no\""]);
}

#[test]
fn a_key_taken_again_opens_what_had_waited_for_it() {
    let (mut lead, mut second) = Desk::team_of_two();
    let place = second.id("place_add", json!({"name": "Velm", "place_type": "prison"}));
    let puts = puts(&mut second, &place);
    let grant = open(&mut second).vault.read().grants().unwrap().remove(0).1;
    let path = bundle_of(&mut second, &mut lead, &[Message::Puts(puts)]);
    assert_eq!(lead.take(&path)["waiting"], 1);
    let device = open(&mut second).device.id();
    open(&mut lead)
        .vault
        .transact(|tx| tx.quarantine(&device.0, "stranger", 1, &grant))
        .unwrap();
    let held = rows(&mut lead);
    assert_eq!((&held[0]["kind"], &held[0]["by"]), (&json!("key"), &json!("Inspector")));
    let came = lead.ok("quarantine_retry", json!({"id": held[0]["id"]}));
    assert_eq!((&came["outcome"], &came["freed"]), (&json!("applied"), &json!(1)));
    assert_eq!(lead.ok("place_list", json!({}))["rows"][0]["id"], json!(place));
    assert_eq!(rows(&mut lead), [] as [Value; 0]);
}

#[test]
fn what_is_still_wrong_is_refused_again_with_its_reason_and_kept_byte_for_byte() {
    let mut founder = Desk::founded("Amina");
    let mut second = founder.admits("Boris", "lead");
    founder.admits("Chen", "inspector");
    second.admits("Dunja", "inspector");
    let theirs = second.bundle();
    founder.take(&theirs);
    let nonsense = b"neither a change nor a key".to_vec();
    open(&mut founder)
        .vault
        .transact(|tx| tx.quarantine(&[7; 32], "forged", 1, &nonsense))
        .unwrap();
    let held = rows(&mut founder);
    assert_eq!((&held[0]["kind"], &held[0]["by"]), (&json!("roster"), &json!("Boris")));
    assert_eq!(
        retry(&mut founder, &held[0]["id"]),
        ("refused".into(), Some("roster_fork".into()))
    );
    assert_eq!(held[1]["kind"], "unknown");
    assert_eq!(
        retry(&mut founder, &held[1]["id"]),
        ("refused".into(), Some("malformed".into()))
    );
    assert_eq!(reasons(&mut founder), ["roster_fork", "malformed"]);
    let path = founder.file("expert");
    let written = founder.ok("quarantine_export", json!({"id": held[1]["id"], "path": path}));
    assert_eq!(std::fs::read(&path).unwrap(), nonsense);
    assert_eq!(written["sha256"], envelope_hash(&nonsense).to_string());
    for id in ["999", "first"] {
        assert_eq!(
            founder.refused("quarantine_retry", json!({"id": id})),
            ErrorCode::NotFound
        );
    }
}

#[test]
fn whoever_is_there_takes_again_what_was_under_way_when_the_process_ended() {
    let (mut lead, mut second, _, visit) = team_on_a_visit();
    lead.answer(&visit, "general", "spoken_to", "yes");
    let put = puts(&mut lead, &visit).pop().unwrap();
    open(&mut second)
        .vault
        .transact(|tx| tx.quarantine(&put.device.0, "crashed_before", 1, &put.outer))
        .unwrap();
    let id = rows(&mut second)[0]["id"].clone();
    assert_eq!(retry(&mut second, &id).0, "applied");
    assert_eq!(own_answer(&mut second, &visit), ["\"yes\""]);
}

#[test]
fn only_a_lead_takes_again_or_takes_out() {
    let (mut lead, mut second) = Desk::team_of_two();
    lead.ok("quarantine_list", json!({}));
    second.ok("quarantine_list", json!({}));
    let path = second.file("expert");
    assert_eq!(
        second.refused("quarantine_retry", json!({"id": "1"})),
        ErrorCode::NotAllowed
    );
    assert_eq!(
        second.refused("quarantine_export", json!({"id": "1", "path": path})),
        ErrorCode::NotAllowed
    );
}

#[test]
fn what_waits_and_is_listed_as_well_still_waits_when_it_is_tried_and_is_applied_once_it_can_be() {
    let (mut lead, mut second, mut third, visit) = team_on_a_visit();
    second.answer(&visit, "general", "spoken_to", "yes");
    second.answer(&visit, "general", "own_bed", "no");
    let both = puts(&mut second, &visit);
    let (first, last) = both.split_at(1);
    let path = bundle_of(&mut third, &mut lead, &[Message::Puts(last.to_vec())]);
    assert_eq!(lead.take(&path)["waiting"], 1);
    let (device, outer) = (last[0].device.0, last[0].outer.to_vec());
    let listed = open(&mut lead)
        .vault
        .transact(|tx| tx.quarantine(&device, "rests_on_undone", 5, &outer));
    assert!(listed.unwrap());
    let id = rows(&mut lead)[0]["id"].clone();
    assert_eq!(retry(&mut lead, &id), ("waiting".to_owned(), None));
    assert_eq!(rows(&mut lead).len(), 1, "it is still to be known of");
    let path = bundle_of(&mut third, &mut lead, &[Message::Puts(first.to_vec())]);
    assert_eq!(lead.take(&path)["applied"], 2);
    assert_eq!(rows(&mut lead), [] as [Value; 0]);
}
