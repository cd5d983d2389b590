//! A record written to many times, with an encoder that fails.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use crate::api::ErrorCode;
use crate::desk::{self, Desk};
use crate::session::Open;
use serde_json::{Value, json};
use std::cell::Cell;
use visita_domain::DocumentId;
use visita_domain::slots::WritePolicy;
use visita_record::MAX_CHUNKS;
use visita_vault::{ChunkRow, DocumentRow, VaultError};

thread_local! {
    static SPOILS: Cell<bool> = const { Cell::new(false) };
    /// How many records it still encodes well.
    static SPARED: Cell<usize> = const { Cell::new(0) };
}

/// What the encoder of this thread's tests writes: where it spoils, one byte too few.
pub(super) fn spoiled(bytes: &[u8]) -> Vec<u8> {
    let spoils = SPOILS.get() && SPARED.get() == 0;
    SPARED.set(SPARED.get().saturating_sub(1));
    let keep = bytes.len() - usize::from(spoils);
    bytes.iter().take(keep).copied().collect()
}

fn open(desk: &mut Desk) -> &mut Open {
    desk.session.as_mut().unwrap().open().unwrap()
}

/// The record as the store has it, and how many chunks that is.
fn stored(desk: &mut Desk, id: &str) -> (DocumentRow, u32) {
    let id: DocumentId = id.parse().unwrap();
    let tx = open(desk).vault.read();
    let chunks = super::chunks(&tx, id).unwrap();
    (tx.document(&id.bytes()).unwrap().unwrap(), chunks)
}

fn objectives(desk: &mut Desk, visit: &str, text: &str) -> Result<Value, ErrorCode> {
    let id: DocumentId = visit.parse().unwrap();
    let session = desk.session.as_mut().unwrap();
    let value = json!(text);
    let written = session.write(
        id,
        |edit| edit.set("visit/objectives", Some(&value), WritePolicy::Fact),
        |_| Ok(()),
    );
    written.map(|saved| json!(saved.saved_at)).map_err(|error| error.code)
}

fn on_a_visit() -> (Desk, String) {
    let mut lead = Desk::founded("Amina");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    (lead, visit)
}

fn shown(desk: &mut Desk, visit: &str) -> Value {
    desk.ok("visit_get", json!({"visit": visit}))["objectives"].clone()
}

#[test]
fn writes_are_added_and_the_one_too_many_is_encoded_whole() {
    let (mut lead, visit) = on_a_visit();
    let (created, none) = stored(&mut lead, &visit);
    assert_eq!(none, 0);
    let mut before = created.bytes;
    for number in 1..=MAX_CHUNKS {
        objectives(&mut lead, &visit, &format!("water {number}")).unwrap();
        let (row, chunks) = stored(&mut lead, &visit);
        assert_eq!(chunks, number);
        assert_eq!(row.bytes[..before.len()], before, "what stood there stands there");
        before = row.bytes;
    }
    objectives(&mut lead, &visit, "water, and the yard").unwrap();
    let (row, chunks) = stored(&mut lead, &visit);
    assert_eq!(chunks, 0);
    assert!(row.bytes.len() < before.len());
    lead.reopen();
    assert_eq!(shown(&mut lead, &visit), "water, and the yard");
    let history = lead.ok("history_get", json!({"doc": visit}));
    let entries = history["entries"].as_array().unwrap().len();
    assert_eq!(entries, MAX_CHUNKS as usize + 2, "the writes and the making");
}

#[test]
fn a_compaction_that_does_not_hold_is_refused_and_loses_nothing() {
    let (mut lead, visit) = on_a_visit();
    for number in 1..=MAX_CHUNKS {
        objectives(&mut lead, &visit, &format!("water {number}")).unwrap();
    }
    let before = stored(&mut lead, &visit);
    let envelopes = open(&mut lead).vault.read().envelope_numbers().unwrap();
    SPOILS.set(true);
    assert_eq!(objectives(&mut lead, &visit, "lost?"), Err(ErrorCode::NotReadBack));
    assert_eq!(
        lead.refused("place_add", json!({"name": "Alder", "place_type": "prison"})),
        ErrorCode::NotReadBack
    );
    SPOILS.set(false);
    assert_eq!(stored(&mut lead, &visit), before);
    assert_eq!(
        open(&mut lead).vault.read().envelope_numbers().unwrap(),
        envelopes,
        "and nothing is sent"
    );
    assert_eq!(shown(&mut lead, &visit), format!("water {MAX_CHUNKS}"), "nor shown");
    lead.reopen();
    assert_eq!(shown(&mut lead, &visit), format!("water {MAX_CHUNKS}"));
    objectives(&mut lead, &visit, "kept").unwrap();
    assert_eq!(stored(&mut lead, &visit).1, 0);
    assert_eq!(shown(&mut lead, &visit), "kept");
}

#[test]
fn a_write_that_ends_halfway_leaves_the_record_as_it_was() {
    let (mut lead, visit) = on_a_visit();
    let id: DocumentId = visit.parse().unwrap();
    for number in 0..=MAX_CHUNKS {
        let before = stored(&mut lead, &visit);
        let session = lead.session.as_mut().unwrap();
        let failed = session.write(
            id,
            |edit| edit.set("visit/objectives", Some(&json!("half")), WritePolicy::Fact),
            |_| Err(VaultError::DiskFull),
        );
        assert_eq!(failed.unwrap_err().code, ErrorCode::DiskFull);
        assert_eq!(stored(&mut lead, &visit), before, "with {} chunks", before.1);
        objectives(&mut lead, &visit, &format!("whole {number}")).unwrap();
    }
    lead.reopen();
    assert_eq!(shown(&mut lead, &visit), format!("whole {MAX_CHUNKS}"));
}

#[test]
fn what_the_store_has_beyond_memory_is_never_written_over() {
    let (mut lead, visit) = on_a_visit();
    let id: DocumentId = visit.parse().unwrap();
    objectives(&mut lead, &visit, "first").unwrap();
    let old = open(&mut lead).records[&id].clone();
    objectives(&mut lead, &visit, "second").unwrap();
    let before = stored(&mut lead, &visit);
    open(&mut lead).records.insert(id, old);
    assert_eq!(objectives(&mut lead, &visit, "on the first"), Err(ErrorCode::Refused));
    assert_eq!(stored(&mut lead, &visit), before);
    objectives(&mut lead, &visit, "on the second").unwrap();
    assert_eq!(shown(&mut lead, &visit), "on the second");
}

#[test]
fn a_chunk_that_is_damaged_is_told_and_not_skipped() {
    let (mut lead, visit) = on_a_visit();
    objectives(&mut lead, &visit, "first").unwrap();
    let (row, _) = stored(&mut lead, &visit);
    let bad = ChunkRow {
        doc: row.id,
        kind: row.kind,
        heads: row.heads,
        bytes: vec![0x85],
    };
    open(&mut lead).vault.transact(|tx| tx.append_chunk(&bad)).unwrap();
    lead.reopen();
    assert_eq!(lead.refused("visit_get", json!({"visit": visit})), ErrorCode::Damaged);
}

#[test]
fn a_programme_that_fails_midway_leaves_no_plan_and_is_then_adopted_once() {
    let mut lead = Desk::founded("Amina");
    let names = ["Tarn", "Velm", "Kest"];
    let places = names.map(|name| lead.id("place_add", json!({"name": name, "place_type": "prison"})));
    let planned = |desk: &mut Desk| {
        let plans = desk.ok("programme_get", json!({"year": 2099}))["plans"].clone();
        let sealed = |plan: &Value| plan["sealed"] == true;
        let all = plans.as_array().unwrap();
        (all.len(), all.iter().filter(|plan| sealed(plan)).count())
    };
    let held = |desk: &mut Desk| {
        let tx = open(desk).vault.read();
        (tx.envelope_numbers().unwrap(), tx.granted().unwrap().len())
    };
    for (month, whole_team, there, then) in [("2099-03", false, (0, 0), (3, 3)), ("2099-04", true, (3, 3), (6, 3))] {
        let line = |place: &String| json!({"place": place, "month": month});
        let lines: Vec<Value> = places.iter().map(line).collect();
        let adopt = json!({"lines": lines, "readers": {"whole_team": whole_team}});
        let before = held(&mut lead);
        SPARED.set(2);
        SPOILS.set(true);
        assert_eq!(lead.refused("plan_adopt", adopt.clone()), ErrorCode::NotReadBack);
        SPOILS.set(false);
        assert_eq!(planned(&mut lead), there, "{month}");
        assert_eq!(
            held(&mut lead),
            before,
            "nothing is sent, and no key is granted for nothing"
        );
        lead.reopen();
        assert_eq!(planned(&mut lead), there, "{month}");
        assert_eq!(lead.ok("plan_adopt", adopt)["plans"].as_array().unwrap().len(), 3);
        assert_eq!(planned(&mut lead), then, "{month}");
        lead.reopen();
        assert_eq!(planned(&mut lead), then, "{month}");
    }
}
