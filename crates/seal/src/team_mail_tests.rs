use super::*;
use crate::envelope::DeviceKey;
use crate::roster::{Act, DeviceCard, Person, Role, found};
use crate::sealed_file::FileKey;
use rand::SeedableRng as _;
use visita_wire::MemberId;

fn device(n: u8) -> DeviceKey {
    DeviceKey::derive(&Secret::new([n; 32]))
}

fn admit(n: u8, role: Role) -> Act {
    Act::Admit {
        person: Person {
            member: MemberId([n; 16]),
            name: format!("Member {n}"),
            role,
        },
        card: DeviceCard {
            device: device(n).id(),
            recipient: FileKey::make().recipient(),
        },
    }
}

/// Amina (1) founds, Boris (2) and Chen (3) are leads too.
fn team() -> (Vec<Vec<u8>>, Roster) {
    let founder = Person {
        member: MemberId([1; 16]),
        name: "Amina".into(),
        role: Role::Lead,
    };
    let recipient = FileKey::make().recipient();
    let (first, mut roster) = found(TeamId([9; 16]), "B", "T", founder, &recipient, &device(1), 0).unwrap();
    let mut entries = vec![first];
    for n in [2, 3] {
        entries.push(roster.write(admit(n, Role::Lead), &device(1), 1).unwrap());
    }
    (entries, roster)
}

fn remove(n: u8) -> Act {
    Act::Remove {
        device: device(n).id(),
        kept: Vec::new(),
    }
}

fn begins(entries: &[Vec<u8>]) -> Vec<u32> {
    generations(entries)
        .unwrap()
        .keys
        .iter()
        .map(TeamMailKey::begins)
        .collect()
}

#[test]
fn a_removal_begins_a_generation_and_nothing_else_does() {
    let (mut entries, mut roster) = team();
    assert_eq!(begins(&entries), [0]);
    let relay = Act::SetRelay {
        invitation: Some("visitarelay1qq".into()),
    };
    entries.push(roster.write(relay, &device(1), 2).unwrap());
    assert_eq!(begins(&entries), [0], "a relay is no removal");
    entries.push(roster.write(remove(2), &device(1), 3).unwrap());
    assert_eq!(begins(&entries), [0, 4]);
    // Chen takes the own device out, and so knows that entry: the next one counts.
    entries.push(roster.write(remove(3), &device(3), 4).unwrap());
    assert_eq!(begins(&entries), [0, 4]);
    entries.push(roster.write(admit(4, Role::Inspector), &device(1), 5).unwrap());
    assert_eq!(begins(&entries), [0, 4, 6]);
    let seated = generations(&entries).unwrap().seated;
    assert_eq!([1, 2, 3, 4].map(|n| seated[&device(n).id()]), [0, 1, 2, 6]);
}

#[test]
fn every_generation_and_device_has_a_mailbox_of_its_own() {
    let (mut entries, mut roster) = team();
    entries.push(roster.write(remove(3), &device(1), 3).unwrap());
    let mut seen = BTreeSet::new();
    for key in generations(&entries).unwrap().keys {
        for n in [1, 2] {
            let mailbox = key.mailbox(&device(n).id()).unwrap();
            for bytes in [mailbox.tag.0, mailbox.token.0, *mailbox.part.expose()] {
                assert!(seen.insert(bytes), "one key, one use");
            }
        }
    }
    assert_eq!(seen.len(), 12);
}

#[test]
fn a_bundle_comes_back_from_its_parts_and_from_no_others() {
    let (entries, _) = team();
    let key = generations(&entries).unwrap().keys.remove(0);
    let (ours, theirs) = (
        key.mailbox(&device(1).id()).unwrap(),
        key.mailbox(&device(2).id()).unwrap(),
    );
    let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(1);
    for (length, count) in [
        (1, 1),
        (MAX_PART_BYTES, 1),
        (MAX_PART_BYTES + 1, 2),
        (3 * MAX_PART_BYTES, 3),
    ] {
        let bundle: Vec<u8> = (0..length).map(|n| (n % 251) as u8).collect();
        let sealed = ours.seal(&bundle, &mut rng).unwrap();
        assert_eq!(sealed.len(), count, "{length}");
        let parts: Vec<Part> = sealed.iter().map(|outer| ours.open(outer).unwrap()).collect();
        assert!(sealed.iter().all(|outer| theirs.open(outer).is_err()));
        assert!(
            sealed
                .iter()
                .all(|outer| visita_wire::relay::sealed_for(outer) == Ok(ours.tag))
        );
        assert!(
            sealed.iter().all(|outer| outer.len() < 64 * 1024 + 128),
            "one cell of 64 KiB at most"
        );
        let pieces: Vec<Vec<u8>> = parts.iter().map(|part| part.bytes.clone()).collect();
        assert_eq!(join(&parts[0].bundle, &pieces).unwrap(), bundle);
        assert_eq!(join(&[0; 32], &pieces), None);
        if count > 1 {
            assert_eq!(join(&parts[0].bundle, &pieces[1..]), None, "one is missing");
        }
    }
    let too_large = vec![0; MAX_PARTS * MAX_PART_BYTES + 1];
    assert_eq!(ours.seal(&too_large, &mut rng), Err(PartError::TooLarge));
}

#[test]
fn no_damaged_byte_of_a_part_is_read() {
    let (entries, _) = team();
    let key = generations(&entries).unwrap().keys.remove(0);
    let mailbox = key.mailbox(&device(1).id()).unwrap();
    let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(2);
    let outer = mailbox.seal(b"bundle", &mut rng).unwrap().remove(0);
    for place in 0..outer.len() {
        let mut bad = outer.clone();
        bad[place] ^= 1;
        assert_eq!(mailbox.open(&bad), Err(PartError::Unopenable), "byte {place}");
    }
    for body in [
        (2, 0, 1, vec![1]),
        (1, 1, 1, vec![1]),
        (1, 0, 0, vec![1]),
        (1, 0, 1, vec![]),
        (1, 0, u32::try_from(MAX_PARTS).unwrap() + 1, vec![1]),
        (1, 0, 1, vec![1; MAX_PART_BYTES + 1]),
    ] {
        let (version, number, count, bytes) = body;
        let body = Body {
            version,
            bundle: [1; 32],
            number,
            count,
            bytes,
        };
        let outer = mailbox.seal_part(&body, &mut rng).unwrap();
        assert_eq!(mailbox.open(&outer), Err(PartError::Unopenable));
    }
}
