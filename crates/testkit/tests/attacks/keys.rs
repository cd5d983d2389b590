//! Attacks on grants: keys of records, and who gives them to whom.

use crate::stand::*;
use serde_json::json;
use visita_seal::Secret;
use visita_seal::envelope::{DeviceKey, DocKey};
use visita_seal::grant::{Audience, Keyed, make_grants};
use visita_seal::roster::{Act, Role, Roster};
use visita_testkit::device::must;
use visita_wire::{DeviceId, DocId, DocKind, Message};

fn grants(grants: &[Vec<u8>]) -> Message {
    Message::Grants(grants.iter().map(|grant| grant.clone().into()).collect())
}

/// A key that was not there before.
fn fresh(doc: [u8; 16], epoch: u32) -> DocKey {
    DocKey {
        doc: DocId(doc),
        epoch,
        key: Secret::new([77; 32]),
    }
}

/// A key of a visit, granted to these devices.
fn grant(key: DocKey, roster: &Roster, to: &[DeviceId], by: &DeviceKey) -> Vec<u8> {
    let keyed = Keyed {
        key,
        kind: DocKind::Visit,
        audience: Audience::Team,
        about: None,
    };
    let readers = to.iter().copied().collect();
    make_grants(&[keyed], roster, &readers, by).unwrap().remove(0)
}

fn gives_and_sees(stand: &mut Stand, grant: Vec<u8>, reasons: &[&str]) {
    stand.gives(vec![grants(&[grant])]);
    stand.sees(reasons);
    stand.nothing_changed();
}

#[test]
fn a_second_key_that_one_colleague_alone_is_given() {
    let mut stand = Stand::new();
    let (owned, doc, boris) = (stand.owned(), stand.doc(), stand.boris.id);
    // Of a later epoch, so that Boris is to write under it: the lead would never read what he writes.
    let grant = grant(fresh(doc.bytes(), 9), &owned.roster, &[boris], &owned.device);
    must(
        stand
            .boris
            .with(|session, _| session.harness_take(stand.mallory.id, vec![grants(&[grant])])),
    )
    .unwrap();
    let visit = stand.visit.clone();
    answers(&mut stand.boris, &visit, "toilets", "no");
    let path = stand.root.path().join("from-boris");
    stand.boris.ok("bundle_export", json!({"path": path})).unwrap();
    stand.lead.ok("bundle_import", json!({"path": path})).unwrap();
    stand.sees(&[]);
    let held = must(stand.boris.with(|session, _| session.harness_record(doc))).unwrap();
    let lead = must(stand.lead.with(|session, _| session.harness_record(doc))).unwrap();
    assert_eq!(held.heads, lead.heads);
}

#[test]
fn a_grant_with_one_byte_changed() {
    let mut stand = Stand::new();
    let (owned, doc) = (stand.owned(), stand.doc());
    let to = [stand.lead.id];
    let mut grant = grant(fresh(doc.bytes(), 2), &owned.roster, &to, &owned.device);
    let end = grant.len() - 1;
    grant[end] ^= 1;
    gives_and_sees(&mut stand, grant, &["forged"]);
}

#[test]
fn a_grant_cut_short() {
    let mut stand = Stand::new();
    let (owned, doc) = (stand.owned(), stand.doc());
    let to = [stand.lead.id];
    let grant = grant(fresh(doc.bytes(), 2), &owned.roster, &to, &owned.device);
    gives_and_sees(&mut stand, grant[..grant.len() / 2].to_vec(), &["malformed"]);
}

#[test]
fn a_grant_larger_than_grants_are() {
    let mut stand = Stand::new();
    gives_and_sees(&mut stand, vec![0x88; visita_wire::MAX_GRANT_BYTES + 1], &["malformed"]);
}

#[test]
fn a_grant_by_a_ghost() {
    let mut stand = Stand::new();
    let (owned, doc) = (stand.owned(), stand.doc());
    let ghost = DeviceKey::derive(&Secret::new([66; 32]));
    // On a roster of its own making the ghost is a lead of this very team.
    let founder = visita_seal::roster::Person {
        member: visita_wire::MemberId([66; 16]),
        name: "Ghost".into(),
        role: Role::Lead,
    };
    let (_, roster) = visita_seal::roster::found(
        owned.roster.team,
        "Commission",
        "North",
        founder,
        &owned.files.recipient(),
        &ghost,
        1,
    )
    .unwrap();
    let grant = grant(fresh(doc.bytes(), 2), &roster, &[ghost.id()], &ghost);
    gives_and_sees(&mut stand, grant, &["stranger"]);
}

#[test]
fn a_grant_from_another_team() {
    let mut stand = Stand::new();
    let (owned, doc) = (stand.owned(), stand.doc());
    let founder = visita_seal::roster::Person {
        role: Role::Lead,
        ..owned.roster.person_of(&owned.device.id()).unwrap().clone()
    };
    let (_, roster) = visita_seal::roster::found(
        visita_wire::TeamId([8; 16]),
        "Commission",
        "South",
        founder,
        &owned.files.recipient(),
        &owned.device,
        1,
    )
    .unwrap();
    let grant = grant(fresh(doc.bytes(), 2), &roster, &[owned.device.id()], &owned.device);
    gives_and_sees(&mut stand, grant, &["foreign_team"]);
}

#[test]
fn a_grant_by_somebody_who_never_might_write() {
    let mut stand = Stand::new();
    let mut observer = device(3, &stand.root);
    stand.lead.admit(&mut observer, "Olga", "observer").unwrap();
    stand.remember();
    let owned = must(observer.with(|session, _| session.harness_owned())).unwrap();
    let member = owned.roster.person_of(&owned.device.id()).unwrap().member;
    // A roster on which the observer is an inspector, as it would like it to be.
    let leads = must(stand.lead.with(|session, _| session.harness_owned())).unwrap();
    let mut wished = leads.roster.clone();
    wished
        .write(
            Act::SetRole {
                member,
                role: Role::Inspector,
            },
            &leads.device,
            1,
        )
        .unwrap();
    let doc = stand.doc().bytes();
    let grant = grant(fresh(doc, 2), &wished, &[owned.device.id()], &owned.device);
    gives_and_sees(&mut stand, grant, &["not_allowed"]);
}

#[test]
fn a_grant_by_a_device_after_its_removal() {
    let mut stand = Stand::new();
    let (owned, doc) = (stand.owned(), stand.doc());
    let (removed, boris) = (stand.mallory.id, stand.boris.id);
    must(stand.lead.with(|session, _| session.harness_remove(removed))).unwrap();
    stand.remember();
    let to = [stand.lead.id];
    let grant = grant(fresh(doc.bytes(), 3), &owned.roster, &to, &owned.device);
    must(
        stand
            .lead
            .with(|session, _| session.harness_take(boris, vec![grants(&[grant])])),
    )
    .unwrap();
    stand.sees(&["after_removal"]);
    stand.nothing_changed();
}

#[test]
fn a_removed_device_opens_nothing_that_comes_after() {
    let mut stand = Stand::new();
    let (removed, doc) = (stand.mallory.id, stand.doc());
    must(stand.lead.with(|session, _| session.harness_remove(removed))).unwrap();
    let visit = stand.visit.clone();
    answers(&mut stand.lead, &visit, "toilets", "no");
    let puts = stand.puts(Who::Lead);
    // Somebody carries it everything there is: the roster, the grants, the envelopes.
    let all = must(stand.lead.with(|session, _| session.harness_owned())).unwrap();
    let owned = stand.owned();
    let opens = |put: &&visita_wire::Put| {
        owned
            .keys
            .iter()
            .any(|(key, _)| visita_seal::envelope::open_envelope(&put.outer, &copy(key)).is_ok())
    };
    assert_eq!(puts.iter().filter(opens).count(), puts.len() - 1, "all but the last");
    let newest = all
        .keys
        .iter()
        .filter(|(key, _)| key.doc.0 == doc.bytes())
        .map(|(key, _)| key.epoch)
        .max();
    assert_eq!(newest, Some(2));
}

#[test]
fn a_grant_whose_key_leads_elsewhere_than_it_says() {
    let mut stand = Stand::new();
    let (owned, doc) = (stand.owned(), stand.doc());
    let to = [stand.lead.id];
    let one = grant(fresh(doc.bytes(), 2), &owned.roster, &to, &owned.device);
    let other = DocKey {
        doc: DocId(doc.bytes()),
        epoch: 2,
        key: Secret::new([78; 32]),
    };
    let two = grant(other, &owned.roster, &to, &owned.device);
    // The sealed part of one in the body of the other, signed by neither: nobody can mix two grants.
    let at = one
        .windows(21)
        .position(|window| window == b"age-encryption.org/v1")
        .unwrap();
    let at_other = two
        .windows(21)
        .position(|window| window == b"age-encryption.org/v1")
        .unwrap();
    let mixed = [&one[..at], &two[at_other..]].concat();
    stand.gives(vec![grants(&[mixed])]);
    let seen = reasons(&mut stand.lead);
    assert!(seen.contains("forged") || seen.contains("malformed"), "{seen:?}");
    seen.iter().for_each(|reason| has_a_sentence("reason", reason));
    stand.nothing_changed();
}
