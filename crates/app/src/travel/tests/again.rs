//! What is known of a journey after it, before it and beside it: words that came late, records that did not come back, parts
//! that were forgotten, and a search that nobody could make anew yet.

use super::{CANARY, RISK, SHOWN, Store, Work, bytes, carry, handed_back, meet, observe, open, ready};
use crate::api::ErrorCode;
use crate::desk::{self, Desk};
use crate::project::EDITION;
use crate::travel::key_file::JourneyKey;
use crate::vaults::LISTS;
use serde_json::{Value, json};
use std::path::Path;
use visita_domain::dates::DAY_MS;
use visita_transport::relay::Cursors;
use visita_vault::{EnvelopeState, PeerRow};
use visita_wire::MailboxTag;

fn finds(desk: &mut Desk, query: &str) -> bool {
    desk.ok("search_find", json!({"query": query}))["hits"] != json!([])
}

fn journey(desk: &mut Desk, what: &str) -> Value {
    desk.ok("journey_get", json!({}))[what].clone()
}

#[test]
fn what_comes_along_is_not_found_by_what_stays_even_before_the_store_is_written_anew() {
    let (_lead, mut inspector, work) = ready();
    // Nobody else has this visit to the place that stays: it comes along.
    inspector.id("visit_create", desk::visit(&work.place));
    assert!(finds(&mut inspector, CANARY));
    let path = inspector.file("journey");
    let args = serde_json::from_value(work.beginning(&path)).unwrap();
    inspector.session.as_mut().unwrap().leave_records(args).unwrap();
    assert_eq!(journey(&mut inspector, "traces"), json!(true));
    assert!(!finds(&mut inspector, CANARY));
    assert!(!Store::of(&inspector).of_table("found").holds(SHOWN));
    inspector.reopen();
    assert_eq!(journey(&mut inspector, "traces"), json!(false));
    assert!(finds(&mut inspector, "Tarn") && !finds(&mut inspector, CANARY));
}

#[test]
fn lists_that_were_made_begin_to_count_their_tries_anew() {
    let (_lead, mut inspector, work) = ready();
    let tries = format!("lists/tries/{EDITION}");
    let earlier = open(&mut inspector).vault.transact(|tx| {
        tx.put_setting(&tries, "2")?;
        tx.drop_setting(LISTS)
    });
    earlier.unwrap();
    inspector.reopen();
    let tx = open(&mut inspector).vault.read();
    assert_eq!(tx.setting(LISTS).unwrap().as_deref(), Some(EDITION));
    assert_eq!(tx.setting(&tries).unwrap(), None);
    assert!(work.shows(&mut inspector));
}

/// What a colleague's device knows of each record that could stay, whoever is away.
fn only_here(desk: &mut Desk, work: &Work) -> bool {
    let why = work.why_not(desk);
    assert_eq!(why.len(), work.records().len());
    why.iter().all(|why| *why == json!("only_here"))
}

#[test]
fn what_a_traveller_said_before_the_journey_and_comes_late_does_not_end_it() {
    let (mut lead, mut inspector, work) = ready();
    meet(&mut lead, &mut inspector);
    assert!(!only_here(&mut lead, &work));
    let late = inspector.bundle();
    let path = work.leave(&mut inspector);
    carry(&mut inspector, &mut lead);
    assert!(only_here(&mut lead, &work));
    lead.take(&late);
    assert!(only_here(&mut lead, &work));
    // Nor is it the end of it where more was said on the way.
    observe(&mut inspector, &work.visit, "at the gate");
    carry(&mut inspector, &mut lead);
    lead.take(&late);
    assert!(only_here(&mut lead, &work));
    // Who is back says so with the first thing that is new.
    let back = handed_back(&mut lead, &path);
    inspector.ok("travel_end", json!({"path": back}));
    observe(&mut inspector, &work.visit, "home again");
    carry(&mut inspector, &mut lead);
    assert_eq!(work.why_not(&mut lead), vec![json!(null); 3]);
}

/// Everything that others said was heard at another time.
fn heard_at(desk: &mut Desk, later_ms: i64) {
    let vault = &mut open(desk).vault;
    let mut rows = vault.read().peers().unwrap();
    rows.iter_mut().for_each(|row: &mut PeerRow| row.at_ms += later_ms);
    vault
        .transact(|tx| rows.iter().try_for_each(|row| tx.put_peer(row)))
        .unwrap();
}

#[test]
fn a_word_that_was_heard_in_the_future_does_not_count_for_ever() {
    let (mut lead, mut inspector, work) = ready();
    heard_at(&mut inspector, DAY_MS / 2);
    assert_eq!(work.why_not(&mut inspector), vec![json!(null); 3], "clocks differ");
    heard_at(&mut inspector, DAY_MS);
    assert!(only_here(&mut inspector, &work));
    carry(&mut lead, &mut inspector);
    assert_eq!(work.why_not(&mut inspector), vec![json!(null); 3]);
}

#[test]
fn an_exchange_under_way_reads_a_mailbox_again_whose_parts_were_forgotten() {
    fn position(cursors: &Cursors, tag: MailboxTag) -> Option<u64> {
        let mut all = cursors.positions();
        all.find(|(other, _)| *other == tag).map(|(_, after)| after)
    }
    fn takes(desk: &mut Desk, cursors: &mut Cursors) {
        let before: Vec<(MailboxTag, u64)> = cursors.positions().collect();
        let session = desk.session.as_mut().unwrap();
        session.relay_take(Vec::new(), &before, cursors).unwrap();
    }
    let (_lead, mut inspector, work) = ready();
    let vault = open(&mut inspector);
    let book = vault.relay_book().unwrap();
    let of_lead = book.followed().find(|(tag, _)| book.team.contains_key(tag));
    let (tag, token) = of_lead.unwrap();
    let came = vault.vault.transact(|tx| {
        tx.put_relay_position(&tag.0, 7)?;
        tx.put_relay_part(&tag.0, &[2; 32], 0, b"the half of a grant")
    });
    came.unwrap();
    let mut cursors = Cursors::default();
    cursors.follow(tag, token, 7);
    takes(&mut inspector, &mut cursors);
    assert_eq!(position(&cursors, tag), Some(7));
    work.leave(&mut inspector);
    takes(&mut inspector, &mut cursors);
    assert_eq!(position(&cursors, tag), Some(0));
}

/// What an entry of the register shows: whether its words are hidden, and those words.
fn shown(desk: &mut Desk, entry: &str) -> (Value, Value) {
    let rows = desk.ok("reprisal_list", json!({}))["rows"].clone();
    let mut rows = rows.as_array().unwrap().iter();
    let row = rows.find(|row| row["record"] == entry).unwrap();
    (row["taken_back"].clone(), row["facts"]["risk"].clone())
}

/// The keys are here again, and the first envelope of a record was refused before any of it was taken.
fn returns_without(lead: &mut Desk, inspector: &mut Desk, path: &Path, record: &str) {
    let back = std::fs::read(handed_back(lead, path)).unwrap();
    let vault = open(inspector);
    let made = JourneyKey::opened(&back, &vault.files).unwrap();
    vault.take_out(&made).unwrap();
    let vault = &mut open(inspector).vault;
    let rows = vault.read().envelopes_of(&bytes(record)).unwrap();
    let first = rows.iter().min_by_key(|row| row.seq).unwrap().clone();
    let convicted = vault.transact(|tx| {
        tx.set_envelope_state(&first, EnvelopeState::Quarantined)?;
        tx.quarantine(&first.device, "crashed_before", 1, &first.outer)
    });
    assert!(convicted.unwrap());
    inspector.reopen();
}

#[test]
fn an_interview_that_never_came_back_tells_nobody_that_its_words_were_given() {
    let hidden = || (json!(true), json!(""));
    let (mut lead, mut inspector, work) = ready();
    let facts = json!({"visit": work.other, "informant": "staff", "risk": RISK, "interview": work.interview});
    let entry = inspector.id("reprisal_add", json!({"facts": facts, "readers": []}));
    let talk = json!({"interview": work.interview, "purpose": "talk", "state": "withdrawn"});
    inspector.ok("consent_set", talk);
    assert_eq!(shown(&mut inspector, &entry), hidden());
    meet(&mut inspector, &mut lead);
    carry(&mut lead, &mut inspector);
    let path = inspector.file("journey");
    let mut all = work.beginning(&path);
    all["records"].as_array_mut().unwrap().push(json!(entry));
    inspector.ok("travel_begin", all);
    returns_without(&mut lead, &mut inspector, &path, &work.interview);
    // Nothing more comes of it, and nobody waits; and yet nobody takes its words for told.
    assert_eq!(journey(&mut inspector, "returning"), json!(false));
    assert_eq!(journey(&mut inspector, "left")["interviews"], json!(0));
    assert_eq!(shown(&mut inspector, &entry), hidden());
    let interview = json!({"interview": work.interview});
    assert_eq!(inspector.refused("interview_get", interview), ErrorCode::LeftBehind);
    inspector.reopen();
    assert_eq!(shown(&mut inspector, &entry), hidden());
    // Another journey may begin and end.
    let path = inspector.file("journey");
    let place = json!({"visit": work.visit, "records": [work.place], "path": path, "acknowledged": true});
    inspector.ok("travel_begin", place);
    assert_eq!(shown(&mut inspector, &entry), hidden());
    let back = handed_back(&mut lead, &path);
    let state = inspector.ok("travel_end", json!({"path": back}));
    assert_eq!((&state["away"], &state["returning"]), (&json!(false), &json!(false)));
    assert_eq!(shown(&mut inspector, &entry), hidden());
}
