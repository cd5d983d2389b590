//! Attacks by snapshots on a newcomer, who holds nothing yet and has only a lead's word: by a lead who lies, and by somebody
//! who is none.

use crate::stand::*;
use automerge::transaction::{CommitOptions, Transactable as _};
use automerge::{ActorId, AutoCommit, ObjId, ROOT, ReadDoc as _, Value};
use serde_json::{Value as Json, json};
use visita_app::harness::{Owned, Taken};
use visita_seal::envelope::{DocKey, envelope_hash};
use visita_seal::snapshot::{SnapshotHeader, seal_snapshot};
use visita_testkit::device::{Device, must};
use visita_wire::{
    ChainTo, DeviceId, DocKind, EnvelopeHash, Message, Outer, Put, TeamId, before_first, count_of, life_of,
};

/// The stand, and Nora, who has just come in and whom the lead wants to fool.
struct Newcomer {
    stand: Stand,
    nora: Device,
    before: Json,
}

impl Newcomer {
    fn new() -> Self {
        let mut stand = Stand::new();
        let visit = stand.visit.clone();
        for item in ["own_bed", "daylight", "vermin"] {
            answers(&mut stand.boris, &visit, item, "no");
        }
        let path = stand.root.path().join("boris");
        stand.boris.ok("bundle_export", json!({"path": path})).unwrap();
        stand.lead.ok("bundle_import", json!({"path": path})).unwrap();
        let mut nora = device(3, &stand.root);
        stand.lead.admit(&mut nora, "Nora", "inspector").unwrap();
        let before = shown(&mut nora);
        Self { stand, nora, before }
    }

    fn owned(&mut self) -> Owned {
        must(self.stand.lead.with(|session, _| session.harness_owned())).unwrap()
    }

    /// What an honest lead says and holds.
    fn honest(&mut self) -> (SnapshotHeader, Vec<Vec<u8>>) {
        let doc = self.stand.doc();
        let puts = must(self.stand.lead.with(|session, _| session.harness_puts(doc))).unwrap();
        let mut chains: Vec<ChainTo> = Vec::new();
        for put in puts {
            let chain = ChainTo {
                device: put.device,
                seq: put.seq,
                hash: envelope_hash(&put.outer),
            };
            chains.retain(|last| (last.device, life_of(last.seq)) != (chain.device, life_of(chain.seq)));
            chains.push(chain);
        }
        let header = SnapshotHeader {
            team: self.owned().roster.team,
            kind: DocKind::Visit,
            chains,
        };
        let lying = must(self.stand.lead.with(|session, _| session.harness_record(doc))).unwrap();
        (header, lying.changes)
    }

    /// A snapshot by the lead, as `lie` makes it.
    fn made(&mut self, lie: impl FnOnce(&mut SnapshotHeader, &mut Vec<Vec<u8>>)) -> Vec<u8> {
        let owned = self.owned();
        self.made_by(&owned, lie)
    }

    fn made_by(&mut self, owned: &Owned, lie: impl FnOnce(&mut SnapshotHeader, &mut Vec<Vec<u8>>)) -> Vec<u8> {
        let (mut header, mut changes) = self.honest();
        lie(&mut header, &mut changes);
        let doc = self.stand.doc();
        seal_snapshot(key_of(owned, doc), &header, &changes, &owned.device, &mut rand::rng()).unwrap()
    }

    /// Nora takes snapshots, as from the lead; how many records she reads by them.
    fn takes(&mut self, snapshots: Vec<Vec<u8>>) -> usize {
        self.hears(vec![Message::Snapshots(
            snapshots.into_iter().map(Into::into).collect(),
        )]);
        let doc = self.stand.doc();
        let records = must(self.nora.with(|session, _| session.harness_records())).unwrap();
        records.iter().filter(|record| **record == doc).count()
    }

    fn hears(&mut self, messages: Vec<Message>) -> Taken {
        let from = self.stand.lead.id;
        must(self.nora.with(|session, _| session.harness_take(from, messages))).unwrap()
    }

    /// Nora is told why, in a sentence, and nothing else has changed; the envelopes come and bring the truth.
    fn sees(&mut self, reason: &str) {
        self.is_told(reason);
        assert_eq!(shown(&mut self.nora), self.before);
        self.hears_the_truth();
    }

    fn is_told(&mut self, reason: &str) {
        let rows = self.nora.ok("quarantine_list", json!({})).unwrap()["rows"].clone();
        let [row] = rows.as_array().unwrap().as_slice() else {
            panic!("{rows}")
        };
        assert_eq!((&row["kind"], &row["reason"]), (&json!("snapshot"), &json!(reason)));
        has_a_sentence("reason", reason);
        has_a_sentence("quarantine-kind", "snapshot");
    }

    fn refuses(&mut self, snapshot: Vec<u8>, reason: &str) {
        assert_eq!(self.takes(vec![snapshot]), 0);
        self.sees(reason);
    }

    /// Everything of the visit that the lead holds.
    fn puts(&mut self) -> Vec<Put> {
        let doc = self.stand.doc();
        must(self.stand.lead.with(|session, _| session.harness_puts(doc))).unwrap()
    }

    /// The envelopes come: what Nora holds is what they carry, each change signed.
    fn hears_the_truth(&mut self) {
        let puts = self.puts();
        self.hears(vec![Message::Puts(puts)]);
        self.holds_the_truth();
        self.nora.begin_life().unwrap();
        self.holds_the_truth();
    }

    fn holds_the_truth(&mut self) {
        let (doc, visit) = (self.stand.doc(), self.stand.visit.clone());
        let heads = |device: &mut Device| {
            must(device.with(|session, _| session.harness_record(doc)))
                .unwrap()
                .heads
        };
        assert_eq!(heads(&mut self.nora), heads(&mut self.stand.lead));
        assert!(self.signatures(&visit).iter().all(|signature| signature == "valid"));
        assert_eq!(
            must(self.nora.with(|session, _| session.harness_unproven())).unwrap(),
            0
        );
    }

    fn signatures(&mut self, visit: &str) -> Vec<String> {
        let history = self.nora.ok("history_get", json!({"doc": visit})).unwrap();
        let entries = history["entries"].as_array().unwrap().iter();
        entries
            .map(|entry| entry["signature"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The visit as the lead holds it, about to be changed in the name of a device in the life it writes in.
    fn document(&mut self, device: DeviceId) -> AutoCommit {
        let (mut header, _) = self.honest();
        let life = life_of(chain_of(&mut header, device).seq).to_be_bytes();
        let doc = self.stand.doc();
        let bytes = must(self.stand.lead.with(|session, _| session.harness_bytes(doc))).unwrap();
        let mut document = AutoCommit::load(&bytes).unwrap();
        document.set_actor(ActorId::from([device.0.as_slice(), &life].concat()));
        document
    }

    /// An answer in the name of Boris that he never gave.
    fn invented(&mut self) -> Vec<u8> {
        let boris = self.stand.boris.id;
        let mut document = self.document(boris);
        let cells = object(&document, "cells");
        let key = format!("answer/general/prison/spoken_to#{}:{boris}", self.stand.boris.member);
        let said = json!({"v": {"value": {"type": "yes_no_partly", "value": "yes"}}, "at": "2026-03-02T08:00:00Z", "covers": []});
        document.put(&cells, key, said.to_string()).unwrap();
        last(&mut document)
    }
}

fn object(document: &AutoCommit, name: &str) -> ObjId {
    match document.get(ROOT, name).unwrap() {
        Some((Value::Object(_), id)) => id,
        _ => panic!("no {name}"),
    }
}

fn last(document: &mut AutoCommit) -> Vec<u8> {
    document.commit_with(CommitOptions::default().with_time(1));
    document.get_last_local_change().unwrap().raw_bytes().to_vec()
}

fn chain_of(header: &mut SnapshotHeader, device: DeviceId) -> &mut ChainTo {
    header.chains.iter_mut().find(|chain| chain.device == device).unwrap()
}

#[test]
fn a_snapshot_with_nothing_wrong_is_read_and_then_proven() {
    // The positive control of this room.
    let mut newcomer = Newcomer::new();
    let honest = newcomer.made(|_, _| {});
    assert_eq!(newcomer.takes(vec![honest]), 1);
    let visit = newcomer.stand.visit.clone();
    assert!(
        newcomer
            .signatures(&visit)
            .iter()
            .all(|signature| signature == "vouched")
    );
    newcomer.hears_the_truth();
    let rows = newcomer.nora.ok("quarantine_list", json!({})).unwrap();
    assert_eq!(rows["rows"], json!([]));
}

#[test]
fn a_snapshot_by_an_inspector() {
    let mut newcomer = Newcomer::new();
    let mallory = newcomer.stand.owned();
    let snapshot = newcomer.made_by(&mallory, |_, _| {});
    newcomer.refuses(snapshot, "snapshot_not_a_lead");
}

#[test]
fn a_snapshot_by_a_lead_who_was_removed() {
    let mut newcomer = Newcomer::new();
    let mut other = device(4, &newcomer.stand.root);
    newcomer.stand.lead.admit(&mut other, "Other", "lead").unwrap();
    let (id, removed) = (
        other.id,
        must(other.with(|session, _| session.harness_owned())).unwrap(),
    );
    must(newcomer.stand.lead.with(|session, _| session.harness_remove(id))).unwrap();
    let entries = newcomer.owned().entries.into_iter().map(Into::into).collect();
    newcomer.hears(vec![Message::Roster { from: 0, entries }]);
    newcomer.before = shown(&mut newcomer.nora);
    let snapshot = newcomer.made_by(&removed, |_, _| {});
    newcomer.refuses(snapshot, "snapshot_not_a_lead");
}

#[test]
fn a_snapshot_replayed_for_another_document() {
    let mut newcomer = Newcomer::new();
    let (owned, doc) = (newcomer.owned(), newcomer.stand.doc());
    let other = owned.keys.iter().find(|(key, _)| key.doc.0 != doc.bytes()).unwrap();
    let swapped = Outer {
        mailbox: other.0.mailbox().unwrap(),
        ..Outer::decode(&newcomer.made(|_, _| {})).unwrap()
    };
    newcomer.refuses(swapped.encode().unwrap(), "snapshot_malformed");
}

#[test]
fn a_snapshot_that_says_another_kind_of_record() {
    let mut newcomer = Newcomer::new();
    let snapshot = newcomer.made(|header, _| header.kind = DocKind::Interview);
    newcomer.refuses(snapshot, "snapshot_swapped");
}

#[test]
fn a_snapshot_of_another_team() {
    let mut newcomer = Newcomer::new();
    let snapshot = newcomer.made(|header, _| header.team = TeamId([9; 16]));
    newcomer.refuses(snapshot, "snapshot_swapped");
}

#[test]
fn a_snapshot_of_an_epoch_that_never_was() {
    let mut newcomer = Newcomer::new();
    let (owned, doc) = (newcomer.owned(), newcomer.stand.doc());
    let key = DocKey {
        epoch: 7,
        ..copy(key_of(&owned, doc))
    };
    let (header, changes) = newcomer.honest();
    let elsewhere = seal_snapshot(&key, &header, &changes, &owned.device, &mut rand::rng()).unwrap();
    assert_eq!(newcomer.takes(vec![elsewhere.clone()]), 0, "no key leads there");
    let moved = Outer {
        mailbox: key_of(&owned, doc).mailbox().unwrap(),
        ..Outer::decode(&elsewhere).unwrap()
    };
    newcomer.refuses(moved.encode().unwrap(), "snapshot_malformed");
}

#[test]
fn a_snapshot_cut_short() {
    for whole_form in [true, false] {
        let mut newcomer = Newcomer::new();
        let snapshot = newcomer.made(|_, _| {});
        let cut = if whole_form {
            let mut outer = Outer::decode(&snapshot).unwrap();
            outer.ciphertext.truncate(outer.ciphertext.len() / 2);
            outer.encode().unwrap()
        } else {
            snapshot[..snapshot.len() / 2].to_vec()
        };
        newcomer.refuses(cut, "snapshot_malformed");
    }
}

#[test]
fn a_snapshot_that_claims_more_envelopes_than_it_has_changes() {
    let mut newcomer = Newcomer::new();
    let boris = newcomer.stand.boris.id;
    let snapshot = newcomer.made(|header, _| chain_of(header, boris).seq += 1);
    newcomer.refuses(snapshot, "snapshot_chains");
}

#[test]
fn a_snapshot_with_changes_of_a_chain_it_does_not_name() {
    let mut newcomer = Newcomer::new();
    let boris = newcomer.stand.boris.id;
    let snapshot = newcomer.made(|header, _| header.chains.retain(|chain| chain.device != boris));
    newcomer.refuses(snapshot, "snapshot_chains");
}

#[test]
fn a_snapshot_that_names_a_stranger() {
    let mut newcomer = Newcomer::new();
    let snapshot = newcomer.made(|header, _| {
        header.chains.push(ChainTo {
            device: NOBODY,
            seq: 1,
            hash: EnvelopeHash([1; 32]),
        });
        header.chains.sort_by_key(|chain| chain.device);
    });
    newcomer.refuses(snapshot, "snapshot_stranger");
}

#[test]
fn a_snapshot_that_says_less_than_it_holds() {
    let mut newcomer = Newcomer::new();
    let boris = newcomer.stand.boris.id;
    let puts = newcomer.puts();
    let second = puts
        .iter()
        .find(|put| put.device == boris && count_of(put.seq) == 2)
        .unwrap();
    let (seq, hash) = (second.seq, envelope_hash(&second.outer));
    let snapshot = newcomer.made(|header, _| {
        let chain = chain_of(header, boris);
        (chain.seq, chain.hash) = (seq, hash);
    });
    assert_eq!(newcomer.takes(vec![snapshot]), 1);
    let named = puts.iter().filter(|put| put.device != boris || put.seq <= seq).cloned();
    newcomer.hears(vec![Message::Puts(named.collect())]);
    newcomer.is_told("snapshot_unsigned");
    newcomer.hears_the_truth();
}

#[test]
fn a_snapshot_that_names_another_envelope() {
    let mut newcomer = Newcomer::new();
    let boris = newcomer.stand.boris.id;
    let snapshot = newcomer.made(|header, _| chain_of(header, boris).hash = EnvelopeHash([7; 32]));
    assert_eq!(newcomer.takes(vec![snapshot]), 1, "nothing says otherwise yet");
    newcomer.hears_the_truth();
    newcomer.is_told("snapshot_chains");
}

#[test]
fn a_snapshot_with_an_invented_change() {
    let mut newcomer = Newcomer::new();
    let invented = newcomer.invented();
    let snapshot = newcomer.made(|_, changes| changes.push(invented));
    assert_eq!(newcomer.takes(vec![snapshot]), 1);
    let visit = newcomer.stand.visit.clone();
    let signatures = newcomer.signatures(&visit);
    assert!(
        signatures.iter().all(|signature| signature == "vouched"),
        "it is the lead's word, and says so"
    );
    newcomer.hears_the_truth();
    newcomer.is_told("snapshot_unsigned");
}

#[test]
fn a_snapshot_with_an_invented_change_that_the_lead_sends_as_its_own() {
    let mut newcomer = Newcomer::new();
    let invented = newcomer.invented();
    let change = invented.clone();
    let snapshot = newcomer.made(|_, changes| changes.push(invented));
    assert_eq!(newcomer.takes(vec![snapshot]), 1);
    let (owned, doc, lead) = (newcomer.owned(), newcomer.stand.doc(), newcomer.stand.lead.id);
    let (header, _) = newcomer.honest();
    let last = *header.chains.iter().find(|chain| chain.device == lead).unwrap();
    let header = visita_seal::envelope::Header {
        team: owned.roster.team,
        kind: DocKind::Visit,
        seq: last.seq + 1,
        prev: Some(last.hash),
        sent_at_ms: 1,
    };
    let put = sealed(&owned, key_of(&owned, doc), &header, &[change]);
    let puts = [newcomer.puts(), vec![put]].concat();
    newcomer.hears(vec![Message::Puts(puts)]);
    newcomer.holds_the_truth();
    let told = reasons(&mut newcomer.nora);
    assert_eq!(told, ["foreign_actor", "snapshot_unsigned"].map(str::to_owned).into());
}

#[test]
fn a_snapshot_beyond_the_cut_off_of_a_removed_device() {
    let mut newcomer = Newcomer::new();
    let boris = newcomer.stand.boris.id;
    must(newcomer.stand.lead.with(|session, _| session.harness_remove(boris))).unwrap();
    let entries = newcomer.owned().entries.into_iter().map(Into::into).collect();
    newcomer.hears(vec![Message::Roster { from: 0, entries }]);
    newcomer.before = shown(&mut newcomer.nora);
    let late = newcomer.invented();
    let snapshot = newcomer.made(|header, changes| {
        chain_of(header, boris).seq += 1;
        changes.push(late);
    });
    newcomer.refuses(snapshot, "snapshot_beyond_removal");
}

#[test]
fn a_snapshot_with_a_bomb_of_operations() {
    let mut newcomer = Newcomer::new();
    let lead = newcomer.stand.lead.id;
    let mut document = newcomer.document(lead);
    let texts = object(&document, "texts");
    let Some((Value::Object(_), text)) = document.get(&texts, "debrief").unwrap() else {
        panic!("no text")
    };
    document.splice_text(&text, 0, 0, &"a".repeat(60_000)).unwrap();
    let bomb = last(&mut document);
    let snapshot = newcomer.made(|_, changes| changes.push(bomb));
    newcomer.refuses(snapshot, "snapshot_content");
}

#[test]
fn a_snapshot_with_a_change_numbered_near_the_end_of_numbers() {
    let mut newcomer = Newcomer::new();
    let far = {
        let lead = newcomer.stand.lead.id;
        let mut document = newcomer.document(lead);
        let texts = object(&document, "texts");
        let Some((Value::Object(_), text)) = document.get(&texts, "debrief").unwrap() else {
            panic!("no text")
        };
        document.splice_text(&text, 0, 0, "far").unwrap();
        document.commit_with(CommitOptions::default().with_time(1));
        let mut expanded = document.get_last_local_change().unwrap().decode();
        expanded.start_op = std::num::NonZeroU64::new(u64::from(u32::MAX) - 9).unwrap();
        automerge::Change::from(expanded).raw_bytes().to_vec()
    };
    let snapshot = newcomer.made(|_, changes| changes.push(far));
    newcomer.refuses(snapshot, "snapshot_content");
}

#[test]
fn a_snapshot_with_a_change_in_another_members_cell() {
    let mut newcomer = Newcomer::new();
    let (lead, boris) = (newcomer.stand.lead.id, newcomer.stand.boris.id);
    let mut document = newcomer.document(lead);
    let cells = object(&document, "cells");
    let key = format!(
        "answer/general/prison/spoken_to#{}:{boris}",
        newcomer.stand.boris.member
    );
    document.put(&cells, key, "{}").unwrap();
    let change = last(&mut document);
    let snapshot = newcomer.made(|_, changes| changes.push(change));
    newcomer.refuses(snapshot, "snapshot_content");
}

#[test]
fn a_snapshot_without_what_its_changes_rest_on() {
    let mut newcomer = Newcomer::new();
    let snapshot = newcomer.made(|header, changes| {
        changes.remove(0);
        // So that its chains hold all the same.
        for chain in &mut header.chains {
            chain.seq = before_first(life_of(chain.seq)) + 1;
        }
    });
    newcomer.refuses(snapshot, "snapshot_content");
}

#[test]
fn a_snapshot_repeated_and_a_late_one() {
    let mut newcomer = Newcomer::new();
    let honest = newcomer.made(|_, _| {});
    let invented = newcomer.invented();
    let false_one = newcomer.made(|_, changes| changes.push(invented));
    assert_eq!(
        newcomer.takes(vec![honest.clone(), honest.clone(), false_one.clone()]),
        1
    );
    newcomer.hears_the_truth();
    assert_eq!(newcomer.takes(vec![honest, false_one]), 1);
    newcomer.holds_the_truth();
    let rows = newcomer.nora.ok("quarantine_list", json!({})).unwrap();
    assert_eq!(rows["rows"], json!([]), "what comes late is nothing to anybody");
}
