use super::*;
use crate::roster::{Act, DeviceCard, KeptTo, Person, Role, found};
use crate::sealed_file::FileKey;
use proptest::prelude::*;
use rand::SeedableRng as _;
use visita_wire::{MAX_OUTER_BYTES, MemberId};
use visita_wire::{before_first, count_of};

const TEAM: TeamId = TeamId([1; 16]);

fn rng() -> rand_chacha::ChaCha20Rng {
    rand_chacha::ChaCha20Rng::seed_from_u64(9)
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

fn header() -> Header {
    Header {
        team: TEAM,
        kind: DocKind::Visit,
        seq: 1,
        prev: None,
        sent_at_ms: 5,
    }
}

fn sealed() -> Vec<u8> {
    seal_envelope(&key(2, 1), &header(), &[vec![1, 2, 3], vec![]], &amina(), &mut rng()).unwrap()
}

/// Lena (10) leads and Amina (11) inspects, or is not on the roster.
fn roster(team: TeamId, with_amina: bool) -> Roster {
    let person = |n: u8, role| Person {
        member: MemberId([n; 16]),
        name: format!("Member {n}"),
        role,
    };
    let lena = DeviceKey::derive(&Secret::new([10; 32]));
    let recipient = FileKey::make().recipient();
    let (_, mut roster) = found(team, "B", "T", person(10, Role::Lead), &recipient, &lena, 0).unwrap();
    if with_amina {
        let card = DeviceCard {
            device: amina().id(),
            recipient,
        };
        let person = person(11, Role::Inspector);
        roster.write(Act::Admit { person, card }, &lena, 1).unwrap();
    }
    roster
}

fn take(bytes: &[u8], key: &DocKey, team: TeamId, member: bool) -> Result<Vec<Vec<u8>>, EnvelopeError> {
    open_envelope(bytes, key)?
        .verify(&roster(team, member))
        .map(|verified| verified.changes().to_vec())
}

#[test]
fn a_member_reads_what_a_member_wrote() {
    let verified = open_envelope(&sealed(), &key(2, 1))
        .and_then(|e| e.verify(&roster(TEAM, true)))
        .ok()
        .unwrap();
    assert_eq!(verified.changes(), [vec![1, 2, 3], vec![]]);
    assert_eq!((verified.device(), verified.header()), (amina().id(), header()));
    assert_eq!(verified.hash(), envelope_hash(&sealed()));
}

#[test]
fn work_up_to_the_cut_off_of_a_removal_stays_and_later_work_is_told_apart_from_a_strangers() {
    let seal = |doc, seq: u64| {
        let prev = (seq > 1).then(|| envelope_hash(b"before"));
        let header = Header { seq, prev, ..header() };
        seal_envelope(&key(doc, 1), &header, &[], &amina(), &mut rng()).unwrap()
    };
    let mut roster = roster(TEAM, true);
    let kept = vec![KeptTo {
        doc: DocId([2; 16]),
        seq: 3,
        epoch: 0,
    }];
    let remove = Act::Remove {
        device: amina().id(),
        kept,
    };
    let lena = DeviceKey::derive(&Secret::new([10; 32]));
    roster.write(remove, &lena, 2).unwrap();
    let verify = |doc, seq| {
        let opened = open_envelope(&seal(doc, seq), &key(doc, 1));
        opened.and_then(|e| e.verify(&roster)).map(|_| ())
    };
    assert_eq!(verify(2, 1), Ok(()));
    assert_eq!(verify(2, 3), Ok(()));
    assert_eq!(verify(2, 4), Err(EnvelopeError::AfterRemoval));
    assert_eq!(verify(3, 1), Err(EnvelopeError::AfterRemoval));
    let taken_before = open_envelope(&seal(2, 4), &key(2, 1)).ok().unwrap();
    assert!(taken_before.verify_taken(&roster).is_ok());
    let mut forged = open_envelope(&seal(2, 4), &key(2, 1)).ok().unwrap();
    forged.inner.sent_at_ms += 1;
    assert_eq!(forged.verify(&roster).err(), Some(EnvelopeError::Forged));
}

#[test]
fn every_mutated_byte_is_refused() {
    let good = sealed();
    for place in 0..good.len() {
        let mut bad = good.clone();
        bad[place] ^= 1 << (place % 8);
        assert!(take(&bad, &key(2, 1), TEAM, true).is_err(), "byte {place}");
    }
}

#[test]
fn a_stranger_another_team_and_another_key_are_each_told_apart() {
    assert_eq!(take(&sealed(), &key(2, 1), TEAM, false), Err(EnvelopeError::Stranger));
    assert_eq!(
        take(&sealed(), &key(2, 1), TeamId([9; 16]), true),
        Err(EnvelopeError::ForeignTeam)
    );
    assert_eq!(take(&sealed(), &key(2, 2), TEAM, true), Err(EnvelopeError::Unopenable));
    assert_eq!(take(&sealed(), &key(3, 1), TEAM, true), Err(EnvelopeError::Unopenable));
}

#[test]
fn an_envelope_moved_to_another_mailbox_does_not_open() {
    let mut outer = Outer::decode(&sealed()).unwrap();
    outer.mailbox = key(3, 1).mailbox().unwrap();
    let moved = outer.encode().unwrap();
    assert_eq!(take(&moved, &key(3, 1), TEAM, true), Err(EnvelopeError::Unopenable));
    assert_eq!(take(&moved, &key(2, 1), TEAM, true), Err(EnvelopeError::Unopenable));
}

#[test]
fn a_number_that_does_not_fit_its_link_is_never_sealed() {
    let seal = |seq, prev| {
        let header = Header { seq, prev, ..header() };
        seal_envelope(&key(2, 1), &header, &[], &amina(), &mut rng())
    };
    let before = Some(envelope_hash(&sealed()));
    let life = before_first(7);
    for (seq, prev) in [
        (0, None),
        (0, before),
        (1, before),
        (2, None),
        (life, None),
        (life, before),
        (life + 1, before),
        (life + 2, None),
        (u64::MAX, None),
    ] {
        assert_eq!(seal(seq, prev), Err(EnvelopeError::Unlinked), "{seq}");
    }
    for (seq, prev) in [
        (1, None),
        (2, before),
        (life + 1, None),
        (life + 2, before),
        (u64::MAX, before),
    ] {
        assert!(take(&seal(seq, prev).unwrap(), &key(2, 1), TEAM, true).is_ok(), "{seq}");
    }
}

#[test]
fn the_documents_key_itself_neither_names_the_mailbox_nor_opens_the_envelope() {
    let key = key(2, 1);
    let subkeys = [MAILBOX_SUBKEY, ENVELOPE_SUBKEY].map(|label| *key.subkey(label).unwrap().expose());
    assert_ne!(subkeys[0], subkeys[1]);
    assert!(!subkeys.contains(key.key.expose()));
    let outer = Outer::decode(&sealed()).unwrap();
    let aad = associated(&outer.mailbox);
    let opens = |bytes: &[u8; 32]| {
        let payload = Payload {
            msg: &outer.ciphertext,
            aad: &aad,
        };
        XChaCha20Poly1305::new(&Key::from(*bytes))
            .decrypt(&XNonce::from(outer.nonce), payload)
            .is_ok()
    };
    assert!(opens(&subkeys[1]));
    assert!(!opens(&subkeys[0]) && !opens(key.key.expose()));
}

/// A member who has the document's key, but not another member's signing key.
fn forge(change: impl FnOnce(&mut Inner)) -> Vec<u8> {
    let opened = open_envelope(&sealed(), &key(2, 1)).ok().unwrap();
    let mut inner = opened.inner;
    change(&mut inner);
    let mailbox = key(2, 1).mailbox().unwrap();
    let ciphertext = key(2, 1)
        .cipher(ENVELOPE_SUBKEY)
        .unwrap()
        .encrypt(
            &XNonce::from([0; 24]),
            Payload {
                msg: &pad(inner.encode().unwrap()).unwrap(),
                aad: &associated(&mailbox),
            },
        )
        .unwrap();
    Outer {
        mailbox,
        nonce: [0; 24],
        ciphertext,
    }
    .encode()
    .unwrap()
}

#[test]
fn a_member_cannot_write_in_the_name_of_another_nor_change_what_was_signed() {
    assert_eq!(
        take(&forge(|_| {}), &key(2, 1), TEAM, true).unwrap().len(),
        2,
        "the forge itself works"
    );
    let lena = DeviceKey::derive(&Secret::new([10; 32])).id();
    assert_eq!(
        take(&forge(|inner| inner.device = lena), &key(2, 1), TEAM, true),
        Err(EnvelopeError::Forged)
    );
    assert_eq!(
        take(&forge(|inner| inner.sent_at_ms += 1), &key(2, 1), TEAM, true),
        Err(EnvelopeError::Forged)
    );
    assert_eq!(
        take(&forge(|inner| inner.kind = DocKind::Place), &key(2, 1), TEAM, true),
        Err(EnvelopeError::Forged)
    );
    assert_eq!(
        take(&forge(|inner| inner.doc = DocId([8; 16])), &key(2, 1), TEAM, true),
        Err(EnvelopeError::Swapped)
    );
}

#[test]
fn an_inflate_bomb_stops_at_the_limit() {
    let bomb = zstd::encode_all(std::io::repeat(0).take(64 * 1024 * 1024), ZSTD_LEVEL).unwrap();
    assert!(bomb.len() < 64 * 1024);
    assert_eq!(unpack(&bomb, MAX_CHANGES), Err(EnvelopeError::Content));
    assert_eq!(
        unpack(&pack(&vec![vec![]; MAX_CHANGES], MAX_CHANGES).unwrap(), MAX_CHANGES)
            .unwrap()
            .len(),
        MAX_CHANGES
    );
    assert_eq!(
        pack(&vec![vec![]; MAX_CHANGES + 1], MAX_CHANGES),
        Err(EnvelopeError::Content)
    );
}

#[test]
fn the_size_on_the_wire_does_not_show_the_size_of_the_note() {
    let size = |n: usize| {
        let mut noise = vec![0; n];
        rand::Rng::fill_bytes(&mut rng(), &mut noise);
        seal_envelope(&key(2, 1), &header(), &[noise], &amina(), &mut rng())
            .unwrap()
            .len()
    };
    assert_eq!(size(1), size(3_000));
    assert!(size(5_000) > size(3_000));
}

#[test]
fn the_largest_envelope_is_as_large_as_a_carrier_takes_and_a_larger_one_is_not_made() {
    let seal = |n: usize| {
        let mut noise = vec![0; n];
        rand::Rng::fill_bytes(&mut rng(), &mut noise);
        seal_envelope(&key(2, 1), &header(), &[noise], &amina(), &mut rng())
    };
    let room = 4 * 1024 * 1024;
    let largest = seal(room - 1_024).unwrap();
    assert!(largest.len() <= MAX_OUTER_BYTES && largest.len() > room);
    assert!(take(&largest, &key(2, 1), TEAM, true).is_ok());
    assert_eq!(seal(room), Err(EnvelopeError::Wire(WireError::TooLarge)));
    let longer = [largest.as_slice(), &[0; 256]].concat();
    assert_eq!(
        take(&longer, &key(2, 1), TEAM, true),
        Err(EnvelopeError::Wire(WireError::TooLarge))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_was_written_is_read_back(
        changes in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..200), 0..20),
        seq in 1_u64..,
        sent_at_ms in any::<i64>(),
    ) {
        prop_assume!(count_of(seq) > 0);
        let prev = (count_of(seq) > 1).then(|| envelope_hash(b"before"));
        let header = Header { seq, prev, sent_at_ms, ..header() };
        let outer = seal_envelope(&key(2, 1), &header, &changes, &amina(), &mut rng()).unwrap();
        let verified = open_envelope(&outer, &key(2, 1)).unwrap_or_else(|e| panic!("{e}")).verify(&roster(TEAM, true));
        let verified = verified.unwrap_or_else(|e| panic!("{e}"));
        prop_assert_eq!(verified.changes(), changes);
        prop_assert_eq!(verified.header(), header);
    }

    #[test]
    fn foreign_packed_changes_never_panic_and_packing_is_one_to_one(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = unpack(&bytes, MAX_CHANGES);
        if let Ok(changes) = unpack(&zstd::encode_all(bytes.as_slice(), ZSTD_LEVEL).unwrap(), MAX_CHANGES) {
            let plain: Vec<u8> = changes
                .iter()
                .flat_map(|change| [&(change.len() as u32).to_be_bytes()[..], change].concat())
                .collect();
            prop_assert_eq!(plain, bytes);
        }
    }
}
