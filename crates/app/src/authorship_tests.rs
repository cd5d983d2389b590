//! A member with a modified app writes what the roster does not allow, and is not believed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use crate::api::ErrorCode;
use crate::desk::{self, Desk};
use crate::session::{Open, TeamHere};
use serde_json::{Value, json};
use std::path::PathBuf;
use visita_domain::DocumentId;
use visita_seal::bundle::seal_bundle;
use visita_seal::roster::{Act, Role};
use visita_wire::{DocId, Message, Put, encode_messages};

fn open(desk: &mut Desk) -> &mut Open {
    desk.ok("app_status", json!({}));
    desk.session.as_mut().unwrap().open().unwrap()
}

fn team(desk: &mut Desk) -> &mut TeamHere {
    open(desk).team.as_mut().unwrap()
}

/// The app of this device takes its member for somebody of another role.
fn pretends(desk: &mut Desk, role: Role) {
    let team = team(desk);
    let me = team.author.member.to_string();
    let mut people = team.roster.members.values_mut();
    people.find(|person| person.member.to_string() == me).unwrap().role = role;
}

fn reasons(desk: &mut Desk) -> Vec<String> {
    let rows = desk.ok("quarantine_list", json!({}))["rows"].clone();
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| row["reason"].as_str().unwrap().to_owned()).collect()
}

/// What the lead makes of what the other device sends.
fn refused_by(lead: &mut Desk, from: &mut Desk) -> Vec<String> {
    let bundle = from.bundle();
    lead.take(&bundle);
    reasons(lead)
}

fn by(desk: &mut Desk, visit: &str) -> Vec<String> {
    let rows = desk.ok("answer_list", json!({"visit": visit}))["rows"].clone();
    let rows = rows.as_array().unwrap().iter();
    rows.flat_map(|row| row["slots"].as_array().unwrap().clone())
        .map(|slot| slot["by"].as_str().unwrap().to_owned())
        .collect()
}

/// A lead and another on one visit, nothing answered yet.
fn on_a_visit(role: &str) -> (Desk, Desk, String) {
    let mut lead = Desk::founded("Amina");
    let mut other = lead.admits("Boris", role);
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    let first = lead.bundle();
    other.take(&first);
    (lead, other, visit)
}

fn decision(desk: &mut Desk, visit: &str) -> Value {
    let conflict = desk.ok("conflict_list", json!({"visit": visit}))["open"][0].clone();
    let versions = conflict["versions"].as_array().unwrap().clone();
    let seen: Vec<Value> = versions.iter().map(|version| version["slot"].clone()).collect();
    json!({"doc": conflict["doc"], "path": conflict["path"], "outcome": "take", "slot": seen[0], "seen": seen})
}

#[test]
fn an_observer_is_told_so_and_a_modified_app_of_theirs_is_not_believed() {
    let (mut lead, mut observer, visit) = on_a_visit("observer");
    let answer = json!({
        "visit": visit, "area": "general", "checklist": "prison", "item": "own_bed",
        "value": {"type": "yes_no_partly", "value": "yes"}, "source": "observed",
    });
    assert_eq!(observer.refused("answer_set", answer.clone()), ErrorCode::LooksOn);
    assert_eq!(
        observer.refused("place_add", json!({"name": "Other", "place_type": "prison"})),
        ErrorCode::LooksOn
    );
    assert_eq!(by(&mut observer, &visit), [] as [String; 0]);
    pretends(&mut observer, Role::Inspector);
    observer.ok("answer_set", answer);
    assert_eq!(refused_by(&mut lead, &mut observer), ["looks_on"]);
    assert_eq!(by(&mut lead, &visit), [] as [String; 0]);
}

#[test]
fn an_answer_in_the_name_of_a_colleague_is_not_believed() {
    let (mut lead, mut inspector, visit) = on_a_visit("inspector");
    let amina = team(&mut lead).author.member.clone();
    team(&mut inspector).author.member = amina;
    inspector.answer(&visit, "general", "own_bed", "no");
    assert_eq!(refused_by(&mut lead, &mut inspector), ["foreign_member"]);
    assert_eq!(by(&mut lead, &visit), [] as [String; 0]);
}

#[test]
fn a_decision_by_somebody_who_is_no_lead_leaves_the_disagreement_open() {
    let (mut lead, mut inspector, visit) = on_a_visit("inspector");
    lead.answer(&visit, "general", "own_bed", "yes");
    inspector.answer(&visit, "general", "own_bed", "no");
    let out = lead.bundle();
    inspector.take(&out);
    let decided = decision(&mut inspector, &visit);
    pretends(&mut inspector, Role::Lead);
    inspector.ok("conflict_decide", decided);
    assert_eq!(refused_by(&mut lead, &mut inspector), ["not_a_lead"]);
    let desk = lead.ok("conflict_list", json!({"visit": visit}));
    assert_eq!(desk["open"].as_array().unwrap().len(), 1);
    assert_eq!(desk["decided"], json!([]));
}

/// A lead gives a member another role.
fn makes(lead: &mut Desk, member: &str, role: Role) {
    let open = open(lead);
    let team = open.team.as_mut().unwrap();
    let member = team
        .roster
        .members
        .values()
        .find(|person| person.name == member)
        .unwrap()
        .member;
    let number = u32::try_from(team.entries.len()).unwrap();
    let entry = team
        .roster
        .write(Act::SetRole { member, role }, &open.device, 1_000)
        .unwrap();
    team.entries.push(entry.clone());
    open.vault.transact(|tx| tx.put_roster_entry(number, &entry)).unwrap();
}

/// What a device wrote in a record, without the roster that would go with it.
fn envelopes_alone(from: &mut Desk, to: &mut Desk, record: &str) -> PathBuf {
    let id: DocumentId = record.parse().unwrap();
    let path = from.file("made");
    let recipient = open(to).files.recipient();
    let open = open(from);
    let held = open.vault.read().envelopes_of(&id.bytes()).unwrap();
    let puts = held.into_iter().map(|row| Put {
        doc: DocId(row.doc),
        device: visita_wire::DeviceId(row.device),
        seq: row.seq,
        outer: row.outer.into(),
    });
    let encoded = encode_messages(&[Message::Puts(puts.collect())]).unwrap();
    std::fs::write(&path, seal_bundle(&encoded, &open.device, &[recipient]).unwrap()).unwrap();
    path
}

#[test]
fn who_has_become_a_lead_is_believed_as_soon_as_the_roster_says_so_and_stays_so() {
    let (mut lead, mut inspector, visit) = on_a_visit("inspector");
    let mut chen = lead.admits("Chen", "inspector");
    lead.answer(&visit, "general", "own_bed", "yes");
    inspector.answer(&visit, "general", "own_bed", "no");
    let out = lead.bundle();
    chen.take(&out);
    inspector.take(&out);
    makes(&mut lead, "Boris", Role::Lead);
    let promoted = lead.bundle();
    inspector.take(&promoted);
    let decided = decision(&mut inspector, &visit);
    inspector.ok("conflict_decide", decided);
    // Chen gets the decision before the roster: it is kept apart until the roster comes, and nobody is asked.
    let early = envelopes_alone(&mut inspector, &mut chen, &visit);
    chen.take(&early);
    assert_eq!(reasons(&mut chen), ["not_a_lead"]);
    chen.take(&promoted);
    assert_eq!(reasons(&mut chen), [] as [String; 0]);
    assert_eq!(chen.ok("conflict_list", json!({"visit": visit}))["open"], json!([]));
    // The role is taken away before the decision comes: it was allowed when it was written.
    makes(&mut lead, "Boris", Role::Inspector);
    assert_eq!(refused_by(&mut lead, &mut inspector), [] as [String; 0]);
    assert_eq!(lead.ok("conflict_list", json!({"visit": visit}))["open"], json!([]));
}

#[test]
fn a_strangers_bundle_is_refused_before_anything_of_it_is_kept() {
    let mut lead = Desk::founded("Amina");
    let mut removed = lead.admits("Boris", "inspector");
    let mut chen = lead.admits("Chen", "inspector");
    let welcome = lead.bundle();
    removed.take(&welcome);
    // The lead removes Boris, whose app goes on: his bundle brings the entry that says so.
    let device = open(&mut removed).device.id();
    let open_lead = open(&mut lead);
    let team = open_lead.team.as_mut().unwrap();
    let act = Act::Remove {
        device,
        kept: Vec::new(),
    };
    let number = team.entries.len();
    let entry = team.roster.write(act, &open_lead.device, 2_000).unwrap();
    team.entries.push(entry.clone());
    let from = u32::try_from(number).unwrap();
    let path = removed.file("made");
    let recipient = open(&mut chen).files.recipient();
    let entries = vec![entry.into()];
    let encoded = encode_messages(&[Message::Roster { from, entries }]).unwrap();
    std::fs::write(
        &path,
        seal_bundle(&encoded, &open(&mut removed).device, &[recipient]).unwrap(),
    )
    .unwrap();
    let before = team_words(&mut chen);
    assert_eq!(chen.refused("bundle_import", json!({"path": path})), ErrorCode::BadFile);
    assert_eq!(team_words(&mut chen), before, "not even the roster that came with it");
    assert_eq!(reasons(&mut chen), [] as [String; 0]);
}

fn team_words(desk: &mut Desk) -> Value {
    desk.ok("team_get", json!({}))["words"].clone()
}
