//! A newcomer who reads by a lead's snapshot before the envelopes come, with real sessions and files as the carrier.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod making;
mod removals;

use super::*;
use crate::desk::{self, Desk};
use crate::session::Open;
use serde_json::{Value, json};
use std::path::PathBuf;
use visita_domain::DocumentId;
use visita_domain::dates::from_millis;
use visita_domain::slots::WritePolicy;
use visita_record::{Author, DocumentKind, RawChange, RecordDocument};
use visita_seal::snapshot::{SnapshotHeader, seal_snapshot};
use visita_wire::{DocId, DocKind, Have, Message};

const ITEMS: [&str; 4] = ["spoken_to", "ill_treatment", "discrimination", "own_bed"];

fn open(desk: &mut Desk) -> &mut Open {
    desk.ok("app_status", json!({}));
    desk.session.as_mut().unwrap().open().unwrap()
}

fn carry(from: &mut Desk, to: &mut Desk) -> Value {
    let bundle = from.bundle();
    to.take(&bundle)
}

fn first_bundle(lead: &mut Desk, member: &str) -> PathBuf {
    let path = lead.file("first");
    lead.ok(
        "bundle_export",
        json!({"path": path, "devices": [member], "first": true}),
    );
    path
}

fn envelopes(desk: &mut Desk, doc: &str) -> usize {
    let id: DocumentId = doc.parse().unwrap();
    let held = open(desk).vault.read().envelopes_of(&id.bytes());
    held.unwrap().len()
}

fn have(desk: &mut Desk) -> Have {
    use visita_sync::Ledger as _;
    let open = open(desk);
    let team = open.team.as_ref().unwrap().roster.team;
    open.ledger(team).have().unwrap()
}

fn heads(desk: &mut Desk, doc: &str) -> Vec<[u8; 32]> {
    open(desk).record(doc.parse().unwrap()).unwrap().heads()
}

fn answers(desk: &mut Desk, visit: &str) -> Value {
    let mut answers = desk.ok("answer_list", json!({"visit": visit}));
    for row in answers["rows"].as_array_mut().unwrap() {
        for slot in row["slots"].as_array_mut().unwrap() {
            slot.as_object_mut().unwrap().remove("mine");
        }
    }
    answers
}

fn signatures(desk: &mut Desk, doc: &str) -> Vec<(String, String)> {
    let history = desk.ok("history_get", json!({"doc": doc}));
    let line = |entry: &Value| {
        let by = entry["vouched_by"].as_str().unwrap_or_default().to_owned();
        (entry["signature"].as_str().unwrap().to_owned(), by)
    };
    history["entries"].as_array().unwrap().iter().map(line).collect()
}

fn pending(desk: &mut Desk) -> usize {
    open(desk).vault.read().snapshots().unwrap().len()
}

fn reasons(desk: &mut Desk) -> Vec<(String, String)> {
    let rows = desk.ok("quarantine_list", json!({}))["rows"].clone();
    let reason = |row: &Value| {
        (
            row["kind"].as_str().unwrap().to_owned(),
            row["reason"].as_str().unwrap().to_owned(),
        )
    };
    rows.as_array().unwrap().iter().map(reason).collect()
}

fn kept(reasons: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(kind, reason): &(&str, &str)| ((*kind).to_owned(), (*reason).to_owned());
    reasons.iter().map(owned).collect()
}

/// An envelope that nobody here can open, under the number of the last one of a device in a record.
fn junk(lead: &mut Desk, doc: &str) -> visita_wire::Put {
    let id: DocumentId = doc.parse().unwrap();
    let (open, doc) = (open(lead), DocId(id.bytes()));
    let this = open.device.id();
    let chains = open.vault.read().chains_of(&doc.0).unwrap();
    let last = chains.iter().find(|row| row.device == this.0).unwrap();
    let held = open.vault.read().envelope(&doc.0, &this.0, last.seq).unwrap().unwrap();
    let mut outer = visita_wire::Outer::decode(&held.outer).unwrap();
    outer.mailbox.0 = [7; 32];
    visita_wire::Put {
        doc,
        device: this,
        seq: last.seq,
        outer: outer.encode().unwrap().into(),
    }
}

/// A lead and an inspector who wrote in a visit and in an interview; then somebody joins.
struct Team {
    lead: Desk,
    second: Desk,
    nora: Desk,
    visit: String,
    interview: String,
}

impl Team {
    fn with_a_newcomer() -> Self {
        let (mut lead, mut second) = Desk::team_of_two();
        let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
        let visit = lead.id("visit_create", desk::visit(&place));
        let interview = lead.id("interview_start", desk::interview(&visit));
        lead.ok(
            "interview_note",
            json!({"interview": interview, "text": "Held for eleven days."}),
        );
        carry(&mut lead, &mut second);
        for item in ITEMS {
            second.answer(&visit, "general", item, "yes");
            lead.answer(&visit, "general", item, "no");
        }
        carry(&mut second, &mut lead);
        let nora = lead.admits("Nora", "inspector");
        Self {
            lead,
            second,
            nora,
            visit,
            interview,
        }
    }

    fn newcomer_reads(&mut self) -> Value {
        let first = first_bundle(&mut self.lead, "Nora");
        self.nora.take(&first)
    }

    /// Everybody hears everybody, twice.
    fn settles(&mut self) {
        for _ in 0..2 {
            carry(&mut self.nora, &mut self.lead);
            carry(&mut self.second, &mut self.lead);
            carry(&mut self.lead, &mut self.second);
            carry(&mut self.lead, &mut self.nora);
        }
    }

    fn all_stand_alike(&mut self) {
        for doc in [&self.visit, &self.interview] {
            let ours = heads(&mut self.lead, doc);
            assert_eq!(heads(&mut self.nora, doc), ours);
            assert_eq!(heads(&mut self.second, doc), ours);
        }
    }
}

#[test]
fn a_newcomer_reads_everything_before_an_envelope_has_come_and_writes_and_all_converge() {
    let mut team = Team::with_a_newcomer();
    let (visit, interview) = (team.visit.clone(), team.interview.clone());
    let taken = team.newcomer_reads();
    assert_eq!((&taken["read"], &taken["quarantined"]), (&json!(2), &json!(0)));
    assert_eq!(
        (envelopes(&mut team.nora, &visit), envelopes(&mut team.nora, &interview)),
        (0, 0)
    );
    assert_eq!(answers(&mut team.nora, &visit), answers(&mut team.lead, &visit));
    let note = team.nora.ok("interview_get", json!({"interview": interview}))["note"].clone();
    assert!(note.to_string().contains("Held for eleven days."), "{note}");
    let found = team.nora.ok("search_find", json!({"query": "eleven days"}));
    assert_eq!(found["hits"][0]["id"], json!(interview));
    assert!(
        have(&mut team.nora)
            .docs
            .iter()
            .all(|doc| doc.doc.to_string() != visit.replace('-', ""))
    );
    let signed = signatures(&mut team.nora, &visit);
    assert!(
        signed
            .iter()
            .all(|line| *line == ("vouched".to_owned(), "Lead".to_owned())),
        "{signed:?}"
    );

    team.nora.answer(&visit, "general", "daylight", "no");
    team.nora.ok(
        "interview_note",
        json!({"interview": interview, "text": "Held for eleven days. No mattress."}),
    );
    assert_eq!(envelopes(&mut team.nora, &visit), 1, "her own");
    team.settles();
    assert_eq!(
        pending(&mut team.nora),
        0,
        "every envelope came and carried what the lead vouched for"
    );
    team.all_stand_alike();
    for desk in [&mut team.lead, &mut team.second, &mut team.nora] {
        assert_eq!(reasons(desk), []);
        let signed = signatures(desk, &visit);
        assert!(
            signed
                .iter()
                .all(|(signature, by)| signature == "valid" && by.is_empty()),
            "{signed:?}"
        );
    }
    assert_eq!(have(&mut team.nora).docs, have(&mut team.lead).docs);
}

#[test]
fn what_a_newcomer_wrote_on_top_waits_with_colleagues_until_they_have_what_it_rests_on() {
    let mut team = Team::with_a_newcomer();
    let visit = team.visit.clone();
    team.newcomer_reads();
    team.nora.answer(&visit, "general", "daylight", "no");
    // The second has not heard what the lead wrote since.
    let taken = carry(&mut team.nora, &mut team.second);
    assert_eq!((&taken["applied"], &taken["waiting"]), (&json!(0), &json!(1)));
    carry(&mut team.lead, &mut team.second);
    team.settles();
    team.all_stand_alike();
}

#[test]
fn a_snapshot_repeated_or_late_changes_nothing() {
    let mut team = Team::with_a_newcomer();
    let visit = team.visit.clone();
    let first = first_bundle(&mut team.lead, "Nora");
    team.nora.take(&first);
    let read = heads(&mut team.nora, &visit);
    let again = team.nora.take(&first);
    assert_eq!((&again["read"], &again["quarantined"]), (&json!(0), &json!(0)));
    assert_eq!(heads(&mut team.nora, &visit), read);
    team.nora.answer(&visit, "general", "daylight", "no");
    carry(&mut team.lead, &mut team.nora);
    let written = heads(&mut team.nora, &visit);
    let late = team.nora.take(&first);
    assert_eq!((&late["read"], &late["quarantined"]), (&json!(0), &json!(0)));
    assert_eq!(heads(&mut team.nora, &visit), written);
    assert_eq!((pending(&mut team.nora), reasons(&mut team.nora)), (0, vec![]));
}

#[test]
fn what_nobody_can_open_under_the_number_of_an_envelope_contradicts_no_snapshot() {
    let mut team = Team::with_a_newcomer();
    let visit = team.visit.clone();
    team.newcomer_reads();
    let read = heads(&mut team.nora, &visit);
    let (put, second) = (junk(&mut team.lead, &visit), open(&mut team.second).device.id());
    let taken = open(&mut team.nora).take_bundle(second, vec![Message::Puts(vec![put])], 5);
    assert_eq!(taken.unwrap().quarantined, 0, "it is kept for a key that may come");
    assert_eq!((heads(&mut team.nora, &visit), pending(&mut team.nora)), (read, 2));
    assert_eq!(reasons(&mut team.nora), []);
}

#[test]
fn a_restart_between_the_snapshot_and_the_first_envelope_loses_nothing() {
    let mut team = Team::with_a_newcomer();
    let visit = team.visit.clone();
    team.newcomer_reads();
    team.nora.answer(&visit, "general", "daylight", "no");
    let before = heads(&mut team.nora, &visit);
    team.nora.reopen();
    assert_eq!((heads(&mut team.nora, &visit), pending(&mut team.nora)), (before, 2));
    assert_eq!(signatures(&mut team.nora, &visit)[0].0, "vouched");
    team.settles();
    team.all_stand_alike();
    assert_eq!(pending(&mut team.nora), 0);
}

#[test]
fn of_an_attempt_that_ended_with_its_process_the_snapshot_is_not_tried_again() {
    use crate::attempt::{Attempt, Place, begin};
    let mut team = Team::with_a_newcomer();
    let visit: DocumentId = team.visit.parse().unwrap();
    let place = Place::Record(visit);
    let noted = open(&mut team.nora)
        .vault
        .transact(|tx| begin(tx, place, Attempt::Together));
    noted.unwrap();
    team.nora.reopen();
    assert_eq!(team.newcomer_reads()["read"], 1, "the interview");
    team.settles();
    team.all_stand_alike();
}

#[test]
fn an_intake_looks_at_the_snapshots_of_what_came_alone() {
    let mut team = Team::with_a_newcomer();
    let (visit, interview) = (team.visit.clone(), team.interview.clone());
    team.newcomer_reads();
    let keep_from = |desk: &mut Desk, doc: &str| {
        let id: DocumentId = doc.parse().unwrap();
        let rows = open(desk).vault.read().envelopes_of(&id.bytes()).unwrap();
        let put = |row: visita_vault::EnvelopeRow| visita_wire::Put {
            doc: DocId(row.doc),
            device: visita_wire::DeviceId(row.device),
            seq: row.seq,
            outer: row.outer.into(),
        };
        rows.into_iter().map(put).collect::<Vec<_>>()
    };
    let (of_visit, lead) = (keep_from(&mut team.lead, &visit), open(&mut team.lead).device.id());
    // A snapshot that no longer opens would be found out by whoever looks at it.
    let id: DocumentId = interview.parse().unwrap();
    let nora = open(&mut team.nora);
    let mut spoilt = nora.vault.read().snapshot_of(&id.bytes()).unwrap().unwrap();
    spoilt.outer.truncate(9);
    let put = nora.vault.transact(|tx| {
        tx.drop_snapshot(&spoilt.doc)?;
        tx.put_snapshot(&spoilt)
    });
    put.unwrap();
    let taken = nora.take_bundle(lead, vec![Message::Puts(of_visit)], 5).unwrap();
    assert_eq!(
        (taken.quarantined, pending(&mut team.nora)),
        (0, 1),
        "the visit is proven"
    );
    team.nora.reopen();
    assert_eq!(
        open(&mut team.nora)
            .take_bundle(lead, Vec::new(), 5)
            .unwrap()
            .quarantined,
        1
    );
}

/// A change of the visit in a colleague's name that they never made.
fn invented(lead: &mut Desk, author: &Author, visit: &str) -> (RecordDocument, RawChange) {
    let mut record = open(lead).record(visit.parse().unwrap()).unwrap().clone();
    let value =
        json!({"value": {"type": "yes_no_partly", "value": "yes"}, "note": "", "source": "observed", "flag": false});
    let at = from_millis(1_772_000_000_000).unwrap();
    let path = "answer/general/prison/daylight";
    let made = record.edit(author, at, |edit| edit.set(path, Some(&value), WritePolicy::Testimony));
    (record, made.unwrap().remove(0))
}

#[test]
fn a_change_that_a_lead_invented_is_found_out_and_shown_and_what_rests_on_it_is_kept() {
    let mut team = Team::with_a_newcomer();
    let visit = team.visit.clone();
    let doc = DocId(visit.parse::<DocumentId>().unwrap().bytes());
    let author = open(&mut team.second).team.as_ref().unwrap().author.clone();
    let (mut forged, invented) = invented(&mut team.lead, &author, &visit);
    let lead = open(&mut team.lead);
    let (nora, this) = (lead.team.as_ref().unwrap().roster.team, lead.device.id());
    let honest = lead.vault.read().chains_of(&doc.0).unwrap();
    let chains = honest.iter().map(|row| visita_wire::ChainTo {
        device: visita_wire::DeviceId(row.device),
        seq: row.seq,
        hash: visita_wire::EnvelopeHash(row.hash),
    });
    let header = SnapshotHeader {
        team: nora,
        kind: DocKind::Visit,
        chains: chains.collect(),
    };
    let writing = lead.writing(visit.parse().unwrap()).unwrap();
    assert_eq!(forged.kind(), DocumentKind::Visit);
    let snapshot = seal_snapshot(&writing.key, &header, &forged.changes(), &lead.device, &mut rand::rng()).unwrap();
    let taken = open(&mut team.nora)
        .take_bundle(this, vec![Message::Snapshots(vec![snapshot.into()])], 5)
        .unwrap();
    assert_eq!((taken.read, taken.quarantined), (1, 0), "so far it is the lead's word");
    let vouched = signatures(&mut team.nora, &visit);
    assert!(
        vouched
            .iter()
            .all(|(signature, by)| signature == "vouched" && by == "Lead")
    );
    team.nora.answer(&visit, "general", "daylight", "no");
    let own = heads(&mut team.nora, &visit);

    carry(&mut team.lead, &mut team.nora);
    assert_eq!(
        reasons(&mut team.nora),
        kept(&[("snapshot", UNSIGNED), ("change", RESTS_ON_UNDONE)])
    );
    let change = visita_record::link_of(&invented).unwrap().hash;
    let record = open(&mut team.nora).record(visit.parse().unwrap()).unwrap();
    assert!(!record.holds(&change) && own.iter().all(|head| !record.holds(head)));
    assert_eq!(heads(&mut team.nora, &visit), heads(&mut team.lead, &visit));
    assert_eq!(pending(&mut team.nora), 0);
    // She goes on writing, and everybody takes it; what rested on nothing waits everywhere alike.
    team.nora.answer(&visit, "general", "daylight", "no");
    team.nora.answer(&visit, "general", "own_bed", "no");
    team.settles();
    team.all_stand_alike();
    assert_eq!(reasons(&mut team.lead), []);
    assert!(answers(&mut team.lead, &visit).to_string().contains("daylight"));
    let id = team.nora.ok("quarantine_list", json!({}))["rows"][0]["id"].clone();
    let refused = team.nora.refused("quarantine_retry", json!({"id": id}));
    assert_eq!(refused, crate::api::ErrorCode::NotAllowed, "for a lead to look at");
}
