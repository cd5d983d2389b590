use super::*;
use crate::envelope::{Header, seal_envelope};
use crate::roster::{Act, DeviceCard, KeptTo, Person, Role, found};
use crate::sealed_file::FileKey;
use crate::secret::Secret;
use rand::SeedableRng as _;
use visita_wire::{EnvelopeHash, MemberId, before_first};

const TEAM: TeamId = TeamId([1; 16]);

fn rng() -> rand_chacha::ChaCha20Rng {
    rand_chacha::ChaCha20Rng::seed_from_u64(9)
}

fn lena() -> DeviceKey {
    DeviceKey::derive(&Secret::new([10; 32]))
}

fn amina() -> DeviceKey {
    DeviceKey::derive(&Secret::new([11; 32]))
}

fn key(doc: u8, epoch: u32) -> DocKey {
    DocKey {
        doc: DocId([doc; 16]),
        epoch,
        key: Secret::new([doc; 32]),
    }
}

fn chain(device: &DeviceKey, seq: u64) -> ChainTo {
    ChainTo {
        device: device.id(),
        seq,
        hash: EnvelopeHash([5; 32]),
    }
}

fn header() -> SnapshotHeader {
    SnapshotHeader {
        team: TEAM,
        kind: DocKind::Visit,
        chains: vec![chain(&amina(), 2)],
    }
}

fn sealed_by(device: &DeviceKey, header: &SnapshotHeader) -> Vec<u8> {
    seal_snapshot(&key(2, 1), header, &[vec![1, 2, 3], vec![]], device, &mut rng()).unwrap()
}

/// Lena leads and Amina inspects.
fn roster(team: TeamId) -> Roster {
    let person = |n: u8, role| Person {
        member: MemberId([n; 16]),
        name: format!("Member {n}"),
        role,
    };
    let recipient = FileKey::make().recipient();
    let (_, mut roster) = found(team, "B", "T", person(10, Role::Lead), &recipient, &lena(), 0).unwrap();
    let card = DeviceCard {
        device: amina().id(),
        recipient,
    };
    let person = person(11, Role::Inspector);
    roster.write(Act::Admit { person, card }, &lena(), 1).unwrap();
    roster
}

fn refused(bytes: &[u8], key: &DocKey, roster: &Roster) -> Option<SnapshotError> {
    open_snapshot(bytes, key)
        .and_then(|snapshot| snapshot.verify(roster))
        .err()
}

#[test]
fn a_member_reads_what_a_lead_vouches_for() {
    let opened = open_snapshot(&sealed_by(&lena(), &header()), &key(2, 1)).ok().unwrap();
    assert_eq!(opened.claimed_device(), lena().id());
    let verified = opened.verify(&roster(TEAM)).ok().unwrap();
    assert_eq!(verified.changes(), [vec![1, 2, 3], vec![]]);
    assert_eq!(
        (verified.device(), verified.doc(), verified.kind()),
        (lena().id(), DocId([2; 16]), DocKind::Visit)
    );
    assert_eq!(verified.chains(), header().chains);
}

#[test]
fn nobody_but_a_lead_of_the_team_makes_one() {
    let refused_by = |device: &DeviceKey, team| refused(&sealed_by(device, &header()), &key(2, 1), &roster(team));
    assert_eq!(refused_by(&amina(), TEAM), Some(SnapshotError::NotALead));
    let ghost = DeviceKey::derive(&Secret::new([66; 32]));
    assert_eq!(refused_by(&ghost, TEAM), Some(SnapshotError::NotALead));
    assert_eq!(refused_by(&lena(), TeamId([9; 16])), Some(SnapshotError::Swapped));
    let mut forged = open_snapshot(&sealed_by(&lena(), &header()), &key(2, 1)).ok().unwrap();
    forged.0.kind = DocKind::Place;
    assert_eq!(forged.verify(&roster(TEAM)).err(), Some(SnapshotError::Forged));
}

#[test]
fn it_opens_as_what_it_is_and_as_nothing_else() {
    let snapshot = sealed_by(&lena(), &header());
    assert_eq!(
        refused(&snapshot, &key(3, 1), &roster(TEAM)),
        Some(SnapshotError::Malformed)
    );
    assert_eq!(
        refused(&snapshot, &key(2, 2), &roster(TEAM)),
        Some(SnapshotError::Malformed)
    );
    let envelope_header = Header {
        team: TEAM,
        kind: DocKind::Visit,
        seq: 1,
        prev: None,
        sent_at_ms: 5,
    };
    let envelope = seal_envelope(&key(2, 1), &envelope_header, &[], &lena(), &mut rng()).unwrap();
    assert_eq!(
        refused(&envelope, &key(2, 1), &roster(TEAM)),
        Some(SnapshotError::Malformed)
    );
    let as_envelope = crate::envelope::open_envelope(&snapshot, &key(2, 1));
    assert_eq!(as_envelope.err(), Some(EnvelopeError::Unopenable));
    // The right key, and another document or epoch inside.
    for (doc, epoch) in [(3, 1), (2, 2)] {
        let inner = InnerSnapshot {
            team: TEAM,
            doc: DocId([doc; 16]),
            kind: DocKind::Visit,
            epoch,
            device: lena().id(),
            chains: header().chains,
            payload: Vec::new(),
            signature: [0; 64],
        };
        let sealed = key(2, 1).seal_outer(SNAPSHOT_SUBKEY, inner.encode().unwrap(), &mut rng());
        let refused = refused(&sealed.unwrap(), &key(2, 1), &roster(TEAM));
        assert_eq!(refused, Some(SnapshotError::Swapped));
    }
}

#[test]
fn every_mutated_byte_is_refused() {
    let (good, roster) = (sealed_by(&lena(), &header()), roster(TEAM));
    for place in 0..good.len() {
        let mut bad = good.clone();
        bad[place] ^= 1 << (place % 8);
        assert!(refused(&bad, &key(2, 1), &roster).is_some(), "byte {place}");
    }
}

#[test]
fn it_goes_no_further_than_a_removal_and_names_no_stranger() {
    let mut roster = roster(TEAM);
    let kept = vec![KeptTo {
        doc: DocId([2; 16]),
        seq: 3,
        epoch: 0,
    }];
    let device = amina().id();
    let verify = |roster: &Roster, chains: Vec<ChainTo>| {
        let header = SnapshotHeader { chains, ..header() };
        refused(&sealed_by(&lena(), &header), &key(2, 1), roster)
    };
    let ghost = DeviceKey::derive(&Secret::new([66; 32]));
    assert_eq!(verify(&roster, vec![chain(&ghost, 1)]), Some(SnapshotError::Stranger));
    assert_eq!(verify(&roster, vec![chain(&amina(), 9)]), None);
    let taken = open_snapshot(&sealed_by(&lena(), &header()), &key(2, 1)).ok().unwrap();
    roster.write(Act::Remove { device, kept }, &lena(), 2).unwrap();
    assert_eq!(verify(&roster, vec![chain(&amina(), 3)]), None);
    assert_eq!(
        verify(&roster, vec![chain(&amina(), 4)]),
        Some(SnapshotError::AfterRemoval)
    );
    let later_life = vec![chain(&amina(), before_first(7) + 1)];
    assert_eq!(verify(&roster, later_life), Some(SnapshotError::AfterRemoval));
    let taken = taken.verify_taken(&roster).ok().unwrap();
    assert_eq!(taken.within_cut_offs(&roster), Ok(()));
}

#[test]
fn as_many_changes_as_a_document_may_have_and_no_more() {
    let seal = |changes: usize| seal_snapshot(&key(2, 1), &header(), &vec![vec![]; changes], &lena(), &mut rng());
    let most = seal(MAX_SNAPSHOT_CHANGES).unwrap();
    let opened = open_snapshot(&most, &key(2, 1)).and_then(|one| one.verify(&roster(TEAM)));
    assert_eq!(opened.ok().unwrap().changes().len(), MAX_SNAPSHOT_CHANGES);
    assert_eq!(seal(MAX_SNAPSHOT_CHANGES + 1), Err(SnapshotError::Content));
}
