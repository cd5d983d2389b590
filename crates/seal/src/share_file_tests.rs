use super::*;
use crate::Secret;
use crate::pairing::{AdmitAs, JoinRequest, admit};
use crate::roster::{Act, Person, Role, found};
use rand::SeedableRng as _;

fn rng() -> rand_chacha::ChaCha20Rng {
    rand_chacha::ChaCha20Rng::seed_from_u64(5)
}

struct Device {
    key: DeviceKey,
    files: FileKey,
    member: MemberId,
}

fn device(n: u8) -> Device {
    Device {
        key: DeviceKey::derive(&Secret::new([n; 32])),
        files: FileKey::make(),
        member: MemberId([n; 16]),
    }
}

/// Amina, a lead, with Boris and Chen.
fn team() -> (Device, Device, Device, Roster) {
    let (amina, mut boris, mut chen) = (device(1), device(2), device(3));
    let founder = Person {
        member: amina.member,
        name: "Amina".into(),
        role: Role::Lead,
    };
    let (_, mut roster) = found(
        TeamId([1; 16]),
        "B",
        "T",
        founder,
        &amina.files.recipient(),
        &amina.key,
        0,
    )
    .unwrap();
    for newcomer in [&mut boris, &mut chen] {
        let request = JoinRequest::make("Name", &newcomer.key, &newcomer.files, &mut rng()).unwrap();
        newcomer.member = MemberId([newcomer.key.id().0[0]; 16]);
        let who = AdmitAs::NewMember(Role::Inspector);
        // Requests of one seed say the same member: the second is admitted under an id of its own by the roster itself.
        if admit(&request, &request.words(), who, &mut roster, &amina.key, 1).is_err() {
            let person = Person {
                member: newcomer.member,
                name: "Chen".into(),
                role: Role::Inspector,
            };
            let card = crate::roster::DeviceCard {
                device: newcomer.key.id(),
                recipient: newcomer.files.recipient(),
            };
            roster.write(Act::Admit { person, card }, &amina.key, 2).unwrap();
        } else {
            newcomer.member = roster.person_of(&newcomer.key.id()).unwrap().member;
        }
    }
    (amina, boris, chen, roster)
}

fn shared() -> Shared {
    Shared {
        vault: [4; 16],
        set: [5; 16],
        needed: 2,
    }
}

fn share(number: u8) -> Share {
    let mut bytes = [9; SHARE_BYTES];
    bytes[0] = number;
    Share::parse(&bytes).unwrap()
}

fn holders(devices: &[&Device]) -> Vec<Holder> {
    let holder = |device: &&Device| Holder {
        member: device.member,
        recipients: vec![device.files.recipient()],
    };
    devices.iter().map(holder).collect()
}

fn refusal(result: Result<HeldShare, ShareFileError>) -> Option<ShareFileError> {
    result.err()
}

#[test]
fn each_holder_reads_their_own_share_and_no_other() {
    let (amina, boris, chen, roster) = team();
    let to = holders(&[&boris, &chen]);
    let file = seal_shares(roster.team, &amina.key, &shared(), &to, &[share(1), share(2)], 7).unwrap();
    for (holder, number) in [(&boris, 1), (&chen, 2)] {
        let held = open_shares(&file, &holder.files, holder.member, &roster).ok().unwrap();
        assert_eq!(held.share.expose(), share(number).expose());
        assert_eq!((held.owner, held.shared, held.at_ms), (amina.key.id(), shared(), 7));
        let again = HeldShare::parse(&held.expose().unwrap()).ok().unwrap();
        assert_eq!((again.share.expose(), again.shared), (held.share.expose(), held.shared));
    }
    // Boris's key does not open Chen's share, whoever he says he is; and who holds none reads nothing.
    let as_chen = open_shares(&file, &boris.files, chen.member, &roster);
    assert_eq!(refusal(as_chen), Some(ShareFileError::NotForUs));
    let outside = open_shares(&file, &amina.files, amina.member, &roster);
    assert_eq!(refusal(outside), Some(ShareFileError::NotForUs));
}

#[test]
fn a_second_device_of_the_holder_reads_the_same_share() {
    let (amina, boris, chen, roster) = team();
    let second = FileKey::make();
    let mut to = holders(&[&boris, &chen]);
    to[0].recipients.push(second.recipient());
    let file = seal_shares(roster.team, &amina.key, &shared(), &to, &[share(1), share(2)], 7).unwrap();
    for key in [&boris.files, &second] {
        let held = open_shares(&file, key, boris.member, &roster).ok().unwrap();
        assert_eq!(held.share.expose(), share(1).expose());
    }
}

#[test]
fn every_mutated_byte_is_refused() {
    let (amina, boris, chen, roster) = team();
    let to = holders(&[&boris, &chen]);
    let file = seal_shares(roster.team, &amina.key, &shared(), &to, &[share(1), share(2)], 7).unwrap();
    for place in 0..file.len() {
        let mut bad = file.clone();
        bad[place] ^= 1 << (place % 8);
        assert!(
            open_shares(&bad, &boris.files, boris.member, &roster).is_err(),
            "byte {place}"
        );
    }
}

#[test]
fn a_stranger_or_a_removed_device_brings_no_shares() {
    let (amina, boris, chen, mut roster) = team();
    let to = holders(&[&boris, &chen]);
    let stranger = device(8);
    let file = seal_shares(roster.team, &stranger.key, &shared(), &to, &[share(1), share(2)], 7).unwrap();
    let refused = refusal(open_shares(&file, &boris.files, boris.member, &roster));
    assert_eq!(refused, Some(ShareFileError::Stranger));
    let file = seal_shares(roster.team, &chen.key, &shared(), &to, &[share(1), share(2)], 7).unwrap();
    assert!(open_shares(&file, &boris.files, boris.member, &roster).is_ok());
    let device = chen.key.id();
    roster
        .write(
            Act::Remove {
                device,
                kept: Vec::new(),
            },
            &amina.key,
            9,
        )
        .unwrap();
    let refused = refusal(open_shares(&file, &boris.files, boris.member, &roster));
    assert_eq!(refused, Some(ShareFileError::Stranger));
}

#[test]
fn a_share_that_a_holder_signs_into_a_file_of_their_own_is_refused() {
    let (amina, boris, chen, roster) = team();
    let to = holders(&[&boris, &chen]);
    let file = seal_shares(roster.team, &amina.key, &shared(), &to, &[share(1), share(2)], 7).unwrap();
    // Chen takes Amina's file apart and signs it as Chen's own, to ask Boris for it later.
    let plain = open_file(&file, &chen.files, MAX_SHARE_FILE_BYTES).unwrap();
    let (signed, _) = plain.split_last_chunk::<SIGNATURE_BYTES>().unwrap();
    let mut body: Body = minicbor::decode(signed).unwrap();
    body.owner = chen.key.id();
    let mut bytes = minicbor::to_vec(&body).unwrap();
    let signature = chen.key.sign(&[LABEL, &bytes].concat());
    bytes.extend(signature);
    let stolen = seal_file(&bytes, &[boris.files.recipient()]).unwrap();
    let refused = refusal(open_shares(&stolen, &boris.files, boris.member, &roster));
    assert_eq!(refused, Some(ShareFileError::Forged));
}

#[test]
fn there_are_as_many_shares_as_holders_and_each_holder_has_a_device() {
    let (amina, boris, chen, roster) = team();
    let mut to = holders(&[&boris, &chen]);
    let make = |to: &[Holder], shares: &[Share]| seal_shares(roster.team, &amina.key, &shared(), to, shares, 7).err();
    assert_eq!(make(&to, &[share(1)]), Some(ShareFileError::Holders));
    to[1].recipients.clear();
    assert_eq!(make(&to, &[share(1), share(2)]), Some(ShareFileError::Holders));
}
