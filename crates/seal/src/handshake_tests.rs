use super::*;
use crate::roster::{Act, DeviceCard, Person, Role, found};
use crate::sealed_file::FileKey;
use visita_wire::MemberId;

const TEAM: TeamId = TeamId([1; 16]);

fn device(n: u8) -> DeviceKey {
    DeviceKey::derive(&Secret::new([n; 32]))
}

fn channel() -> Channel {
    Channel {
        exported: [7; EXPORTED_BYTES],
        initiator: [8; ENDPOINT_BYTES],
        responder: [9; ENDPOINT_BYTES],
    }
}

fn key(founding: &[u8]) -> TeamKey {
    TeamKey::derive(&TEAM, founding).unwrap()
}

fn sides(ours: TeamKey, theirs: TeamKey) -> (Handshake, Handshake) {
    (
        Handshake::begin(ours, Side::Initiator, channel()),
        Handshake::begin(theirs, Side::Responder, channel()),
    )
}

fn proven() -> (Proven, Proven) {
    let (amina, boris) = sides(key(b"founding"), key(b"founding"));
    let (first, second) = (amina.proof().unwrap(), boris.proof().unwrap());
    (
        amina.check_proof(&second).ok().unwrap(),
        boris.check_proof(&first).ok().unwrap(),
    )
}

/// Amina (1) founded, Boris (2) was admitted, Chen (3) was admitted and removed.
fn roster() -> Roster {
    let person = |n: u8, role| Person {
        member: MemberId([n; 16]),
        name: format!("Member {n}"),
        role,
    };
    let card = |n: u8| DeviceCard {
        device: device(n).id(),
        recipient: FileKey::make().recipient(),
    };
    let founder = person(1, Role::Lead);
    let (_, mut roster) = found(
        TEAM,
        "Body",
        "Team",
        founder,
        &FileKey::make().recipient(),
        &device(1),
        0,
    )
    .unwrap();
    for n in [2, 3] {
        let act = Act::Admit {
            person: person(n, Role::Inspector),
            card: card(n),
        };
        roster.write(act, &device(1), 1).unwrap();
    }
    let act = Act::Remove {
        device: device(3).id(),
        kept: Vec::new(),
    };
    roster.write(act, &device(1), 2).unwrap();
    roster
}

#[test]
fn two_of_a_team_know_each_other() {
    let (amina, boris) = proven();
    let seen = boris
        .check_identity(&amina.identity(&device(1)), &device(2).id())
        .unwrap();
    assert_eq!(seen.standing(&roster()), Standing::Member(device(1).id()));
    let seen = amina
        .check_identity(&boris.identity(&device(2)), &device(1).id())
        .unwrap();
    assert_eq!(seen.standing(&roster()), Standing::Member(device(2).id()));
}

#[test]
fn who_was_removed_and_who_never_stood_on_the_roster_are_told_apart() {
    let (amina, other) = proven();
    for (n, standing) in [(3, Standing::Removed), (4, Standing::Unknown)] {
        let seen = amina
            .check_identity(&other.identity(&device(n)), &device(1).id())
            .unwrap();
        assert_eq!(seen.standing(&roster()), standing);
    }
}

#[test]
fn the_key_of_a_team_is_not_in_its_id_nor_in_the_hash_of_its_founding() {
    let guesses = [
        TeamKey::derive(&TEAM, b"").unwrap(),
        TeamKey::derive(&TEAM, &crate::roster::entry_hash(b"founding")).unwrap(),
        TeamKey::derive(&TeamId([2; 16]), b"founding").unwrap(),
    ];
    for guess in guesses {
        let (stranger, boris) = sides(guess, key(b"founding"));
        let proof = stranger.proof().unwrap();
        assert_eq!(boris.check_proof(&proof).err(), Some(HandshakeError::Stranger));
    }
}

#[test]
fn a_proof_is_good_once_on_one_connection_and_from_one_side() {
    let (amina, _) = sides(key(b"founding"), key(b"founding"));
    let proof = amina.proof().unwrap();
    let mut elsewhere = Vec::new();
    for other in [
        Channel {
            exported: [6; EXPORTED_BYTES],
            ..channel()
        },
        Channel {
            initiator: [6; ENDPOINT_BYTES],
            ..channel()
        },
        Channel {
            responder: [6; ENDPOINT_BYTES],
            ..channel()
        },
    ] {
        elsewhere.push(Handshake::begin(key(b"founding"), Side::Responder, other));
    }
    // An echo: the one that dialled hears its own proof.
    elsewhere.push(Handshake::begin(key(b"founding"), Side::Initiator, channel()));
    for responder in elsewhere {
        assert_eq!(responder.check_proof(&proof).err(), Some(HandshakeError::Stranger));
    }
}

#[test]
fn no_flipped_bit_is_taken() {
    let (amina, _) = sides(key(b"founding"), key(b"founding"));
    let proof = amina.proof().unwrap();
    for bit in 0..PROOF_BYTES * 8 {
        let mut bad = proof;
        bad[bit / 8] ^= 1 << (bit % 8);
        let (_, boris) = sides(key(b"founding"), key(b"founding"));
        assert!(boris.check_proof(&bad).is_err(), "bit {bit}");
    }
    let (amina, boris) = proven();
    let identity = amina.identity(&device(1));
    for bit in 0..IDENTITY_BYTES * 8 {
        let mut bad = identity;
        bad[bit / 8] ^= 1 << (bit % 8);
        let seen = boris.check_identity(&bad, &device(2).id());
        assert_eq!(seen.err(), Some(HandshakeError::Forged), "bit {bit}");
    }
}

#[test]
fn an_echo_of_an_identity_and_a_copy_of_this_device_are_refused() {
    let (amina, boris) = proven();
    let ours = amina.identity(&device(1));
    let echoed = amina.check_identity(&ours, &device(1).id());
    assert_eq!(echoed.err(), Some(HandshakeError::Itself));
    let copy = amina.check_identity(&boris.identity(&device(1)), &device(1).id());
    assert_eq!(copy.err(), Some(HandshakeError::Itself));
    // Under another name the echo is a signature of the wrong side.
    let echoed = amina.check_identity(&ours, &device(2).id());
    assert_eq!(echoed.err(), Some(HandshakeError::Forged));
}
