//! A process that ends between two steps of a journey, and what others wrote or typed where something comes back.

use super::{CANARY, Store, Work, bytes, carry, comes_back, handed_back, heads, meet, open, ready, takes_keys_out};
use crate::api::ErrorCode;
use crate::desk::Desk;
use crate::travel::TRACES;
use crate::travel::leave::MAX_TRIES;
use crate::vaults::LISTS;
use serde_json::{Value, json};
use visita_domain::DocumentId;
use visita_vault::EnvelopeState;

fn journey(desk: &mut Desk, what: &str) -> Value {
    desk.ok("journey_get", json!({}))[what].clone()
}

fn finds(desk: &mut Desk, query: &str) -> bool {
    desk.ok("search_find", json!({"query": query}))["hits"] != json!([])
}

/// The store as a process leaves it that ended while traces were being written over, for so many times.
fn ended_amid_traces(desk: &mut Desk, times: u32) {
    let vault = &mut open(desk).vault;
    let left = vault.transact(|tx| {
        tx.put_setting(TRACES, &times.to_string())?;
        tx.forget_search()?;
        tx.drop_setting(LISTS)
    });
    left.unwrap();
}

#[test]
fn the_key_of_no_journey_is_written_over() {
    let (mut lead, mut inspector, work) = ready();
    let mut third = lead.admits("Third", "inspector");
    meet(&mut third, &mut lead);
    carry(&mut lead, &mut third);
    let path = work.leave(&mut inspector);
    let file = std::fs::read(&path).unwrap();
    assert_eq!(work.why_not(&mut third), vec![json!(null); 3]);
    assert_eq!(
        third.refused("travel_begin", work.beginning(&path)),
        ErrorCode::FileStands
    );
    assert_eq!(journey(&mut third, "away"), json!(false), "nothing was left");
    assert_eq!(
        lead.refused("travel_hand_back", json!({"path": path, "to": path})),
        ErrorCode::FileStands
    );
    assert_eq!(std::fs::read(&path).unwrap(), file);
    // Nor the one that was handed back.
    let back = handed_back(&mut lead, &path);
    assert_eq!(
        lead.refused("travel_hand_back", json!({"path": path, "to": back})),
        ErrorCode::FileStands
    );
    inspector.ok("travel_end", json!({"path": back}));
    assert!(work.shows(&mut inspector));
}

#[test]
fn a_file_that_was_written_before_anything_was_left_keeps_nobody_from_leaving() {
    let (_lead, mut inspector, work) = ready();
    let path = inspector.file("journey");
    // The process ended between the file and the transaction.
    std::fs::write(&path, b"age-encryption.org/v1 of a journey that never began").unwrap();
    let again = inspector.refused("travel_begin", work.beginning(&path));
    assert_eq!(again, ErrorCode::FileStands);
    assert!(work.shows(&mut inspector));
    work.leave(&mut inspector);
    assert!(!work.shows(&mut inspector));
}

#[test]
fn traces_that_end_the_process_are_left_until_somebody_says_so() {
    let (mut lead, mut inspector, work) = ready();
    let path = work.leave(&mut inspector);
    ended_amid_traces(&mut inspector, MAX_TRIES - 1);
    inspector.reopen();
    assert_eq!(journey(&mut inspector, "traces"), json!(false));
    ended_amid_traces(&mut inspector, MAX_TRIES);
    inspector.reopen();
    assert_eq!(journey(&mut inspector, "traces"), json!(true), "not by itself");
    assert!(finds(&mut inspector, "Tarn"), "what is here is found all the same");
    let state = inspector.ok("travel_clean", json!({}));
    assert_eq!((&state["traces"], &state["away"]), (&json!(false), &json!(true)));
    assert!(finds(&mut inspector, "Tarn") && !work.shows(&mut inspector));
    // Where nobody did say so, the way back ends it, with lists and search of everything.
    ended_amid_traces(&mut inspector, MAX_TRIES);
    let back = handed_back(&mut lead, &path);
    let state = inspector.ok("travel_end", json!({"path": back}));
    assert_eq!((&state["traces"], &state["returning"]), (&json!(false), &json!(false)));
    assert!(finds(&mut inspector, CANARY) && finds(&mut inspector, "Tarn"));
    let state = inspector.ok("travel_clean", json!({}));
    assert_eq!(state["traces"], json!(false), "nothing is left to do");
}

#[test]
fn a_return_that_stopped_after_one_record_goes_on_with_the_others() {
    let (mut lead, mut inspector, work) = ready();
    let path = work.leave(&mut inspector);
    takes_keys_out(&mut lead, &mut inspector, &path);
    let other: DocumentId = work.other.parse().unwrap();
    let vault = open(&mut inspector);
    vault.shelf().unwrap();
    vault.take_held_of(other, 1).unwrap();
    let tx = open(&mut inspector).vault.read();
    assert!(tx.document(&bytes(&work.other)).unwrap().is_some());
    assert!(tx.document(&bytes(&work.place)).unwrap().is_none(), "one alone");
    assert_eq!(journey(&mut inspector, "returning"), json!(true));
    inspector.reopen();
    assert_eq!(journey(&mut inspector, "returning"), json!(false));
    for record in work.records() {
        assert_eq!(heads(&mut inspector, record), heads(&mut lead, record));
    }
    assert_eq!(inspector.ok("quarantine_list", json!({}))["rows"], json!([]));
}

#[test]
fn a_record_of_which_something_is_refused_on_the_way_back_keeps_no_journey_open() {
    let (mut lead, mut inspector, work) = ready();
    let path = work.leave(&mut inspector);
    takes_keys_out(&mut lead, &mut inspector, &path);
    let vault = &mut open(&mut inspector).vault;
    let rows = vault.read().envelopes_of(&bytes(&work.other)).unwrap();
    let first = rows.iter().min_by_key(|row| row.seq).unwrap().clone();
    let convicted = vault.transact(|tx| {
        tx.set_envelope_state(&first, EnvelopeState::Quarantined)?;
        tx.quarantine(&first.device, "crashed_before", 1, &first.outer)
    });
    assert!(convicted.unwrap());
    inspector.reopen();
    assert_eq!(journey(&mut inspector, "returning"), json!(false));
    let refused = inspector.ok("quarantine_list", json!({}))["rows"].clone();
    assert_eq!(refused.as_array().unwrap().len(), 1, "it is where everybody sees it");
    assert_eq!(heads(&mut inspector, &work.place), heads(&mut lead, &work.place));
}

#[test]
fn what_merely_mentions_a_record_goes_on_and_comes_back_beside_what_was_typed_meanwhile() {
    let (mut lead, mut inspector, work) = ready();
    let key = "places/table";
    let put = |desk: &mut Desk, text: &str| desk.ok("draft_put", json!({"key": key, "text": text}));
    let typed = |desk: &mut Desk| desk.ok("draft_get", json!({"key": key}))["text"].clone();
    let before = format!("{CANARY} rows of {}", work.place);
    put(&mut inspector, &before);
    let path = work.leave(&mut inspector);
    assert!(!work.shows(&mut inspector));
    assert_eq!(typed(&mut inspector), json!(null));
    put(&mut inspector, "typed on the way");
    comes_back(&mut lead, &mut inspector, &path);
    assert_eq!(typed(&mut inspector), json!("typed on the way"));
    put(&mut inspector, "");
    assert_eq!(typed(&mut inspector), json!(before), "and then what was typed before");
    put(&mut inspector, "");
    assert_eq!(typed(&mut inspector), json!(null));
}

#[test]
fn parts_of_bundles_that_come_on_a_journey_are_gone_when_the_vault_is_locked() {
    let (mut lead, mut inspector, work) = ready();
    let part = b"the half of a grant";
    let put = |desk: &mut Desk| {
        let vault = &mut open(desk).vault;
        vault
            .transact(|tx| tx.put_relay_part(&[1; 32], &[2; 32], 0, part))
            .unwrap();
    };
    put(&mut inspector);
    inspector.ok("vault_lock", json!({}));
    assert!(Store::of(&inspector).holds(part), "at home they stay");
    inspector.reopen();
    let path = work.leave(&mut inspector);
    put(&mut inspector);
    assert!(Store::of(&inspector).holds(part));
    inspector.ok("vault_lock", json!({}));
    assert!(!Store::of(&inspector).holds(part));
    inspector.reopen();
    // A process that ended locked nothing.
    put(&mut inspector);
    inspector.reopen();
    assert!(!Store::of(&inspector).holds(part));
    comes_back(&mut lead, &mut inspector, &path);
}

#[test]
fn a_file_that_belongs_to_a_left_record_is_there_when_the_record_is() {
    let (mut lead, mut inspector, work) = attached();
    let attachment = inspector.ok("attachment_list", json!({"record": work.other}))["rows"][0]["id"].clone();
    let save = |desk: &mut Desk| {
        let path = desk.file("saved");
        let args = json!({"record": work.other, "attachment": attachment, "path": path});
        desk.call("attachment_save", args)
            .ok()
            .map(|_| std::fs::read(path).unwrap())
    };
    assert_eq!(save(&mut inspector), Some(b"a plan of the wing".to_vec()));
    let path = work.leave(&mut inspector);
    inspector.reopen();
    assert_eq!(save(&mut inspector), None);
    assert!(!work.shows(&mut inspector));
    comes_back(&mut lead, &mut inspector, &path);
    inspector.reopen();
    assert_eq!(save(&mut inspector), Some(b"a plan of the wing".to_vec()));
}

/// As [`ready`], with an attachment on what is left.
fn attached() -> (Desk, Desk, Work) {
    let (mut lead, mut inspector, work) = ready();
    let path = inspector.file("plan");
    std::fs::write(&path, b"a plan of the wing").unwrap();
    let name = format!("{CANARY} plan");
    inspector.id(
        "attachment_add",
        json!({"record": work.other, "path": path, "name": name}),
    );
    meet(&mut inspector, &mut lead);
    carry(&mut lead, &mut inspector);
    (lead, inspector, work)
}

#[test]
fn whom_a_lead_admits_on_a_journey_reads_what_was_left_once_it_is_back() {
    let (mut lead, mut inspector, work) = ready();
    meet(&mut lead, &mut inspector);
    let path = lead.file("journey");
    lead.ok("travel_begin", work.beginning(&path));
    let mut third = lead.admits("Third", "inspector");
    carry(&mut lead, &mut third);
    let other = json!({"visit": work.other});
    assert!(third.call("visit_get", other).is_err(), "nobody here has a key to give");
    let to = inspector.file("handed");
    let handed = inspector.ok("travel_hand_back", json!({"path": path, "to": to}));
    assert_eq!(handed["member"], "Lead");
    lead.ok("travel_end", json!({"path": to}));
    carry(&mut lead, &mut third);
    for record in work.records() {
        assert_eq!(heads(&mut third, record), heads(&mut lead, record));
    }
}
