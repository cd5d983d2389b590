//! Removal, epochs and readers, with real sessions and bundles as the carrier.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod forks;
mod late;
mod readers;
mod removal;

use crate::desk::{self, Desk};
use crate::envelopes::open_with_any;
use crate::membership::epochs::{Access, Made};
use crate::session::{Open, TeamHere};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Instant;
use visita_domain::DocumentId;
use visita_seal::Secret;
use visita_seal::envelope::DocKey;
use visita_seal::grant::{Audience, Keyed, make_grants};
use visita_seal::roster::{Act, DeviceCard, Person, Role};
use visita_seal::sealed_file::FileKey;
use visita_sync::lacking;
use visita_wire::{DeviceId, Digest, DocId, DocKind, Have, MemberId, Message};

fn open(desk: &mut Desk) -> &mut Open {
    desk.ok("app_status", json!({}));
    desk.session.as_mut().unwrap().open().unwrap()
}

fn device(desk: &mut Desk) -> DeviceId {
    open(desk).device.id()
}

/// Everything that travels from a device to one that holds nothing.
fn everything(desk: &mut Desk) -> Vec<Message> {
    let open = open(desk);
    let team = open.team.as_ref().unwrap().roster.team;
    let nothing = Have {
        team,
        roster: 0,
        head: Digest([0; 32]),
        grants: Vec::new(),
        docs: Vec::new(),
    };
    lacking(&open.ledger(team), &nothing, usize::MAX).unwrap()
}

/// Hands everything of one device to another, past every carrier's own refusals.
fn force(from: &mut Desk, to: &mut Desk) {
    let (sender, messages) = (device(from), everything(from));
    open(to).take_bundle(sender, messages, 1).unwrap();
}

fn carry(from: &mut Desk, to: &mut Desk) -> Value {
    let bundle = from.bundle();
    to.take(&bundle)
}

fn remove(lead: &mut Desk, removed: &mut Desk) -> Value {
    let device = device(removed).to_string();
    lead.ok("device_remove", json!({"device": device}))
}

fn reasons(desk: &mut Desk) -> Vec<String> {
    let rows = desk.ok("quarantine_list", json!({}))["rows"].clone();
    let reason = |row: &Value| row["reason"].as_str().unwrap().to_owned();
    rows.as_array().unwrap().iter().map(reason).collect()
}

fn epoch(desk: &mut Desk, doc: &str) -> u32 {
    let id: DocumentId = doc.parse().unwrap();
    open(desk).access(&id.bytes()).unwrap().epoch
}

fn observe(desk: &mut Desk, visit: &str, text: &str) {
    desk.id(
        "observation_add",
        json!({"visit": visit, "text": text, "area": null, "theme": null, "source": "observed", "flag": false}),
    );
}

fn observed(desk: &mut Desk, visit: &str) -> Vec<String> {
    let seen = desk.ok("visit_get", json!({"visit": visit}))["observations"].clone();
    let mut texts: Vec<String> = seen
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["text"].as_str().unwrap().to_owned())
        .collect();
    texts.sort();
    texts
}

/// Envelopes that a device holds of a document, and how many of them it can open.
fn openable(desk: &mut Desk, doc: &str) -> (usize, usize) {
    let id: DocumentId = doc.parse().unwrap();
    let open = open(desk);
    let (keys, roster) = (open.vault.read().keys().unwrap(), &open.team.as_ref().unwrap().log);
    let held = open.vault.read().envelopes_of(&id.bytes()).unwrap();
    let opens = held
        .iter()
        .filter(|row| open_with_any(&row.outer, &keys, roster).err() != Some("unopenable"));
    (held.len(), opens.count())
}

/// A lead, two inspectors and a visit that all three hold.
fn team_on_a_visit() -> (Desk, Desk, Desk, String) {
    let (mut lead, mut second) = Desk::team_of_two();
    let mut third = lead.admits("Third", "inspector");
    let place = lead.id("place_add", json!({"name": "Tarn Hill", "place_type": "prison"}));
    let visit = lead.id("visit_create", desk::visit(&place));
    carry(&mut lead, &mut second);
    carry(&mut lead, &mut third);
    (lead, second, third, visit)
}
