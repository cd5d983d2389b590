use super::*;
use proptest::prelude::*;

const SIGNED: [u8; MIN_SIGNED_BYTES] = [5; MIN_SIGNED_BYTES];

fn have() -> Have {
    let held = HeldTo {
        device: DeviceId([3; 32]),
        seq: 7,
    };
    let docs = vec![HaveDoc {
        doc: DocId([2; 16]),
        held: vec![held],
    }];
    Have {
        team: TeamId([1; 16]),
        roster: 2,
        head: Digest([8; 32]),
        grants: vec![Digest([9; 32])],
        docs,
    }
}

fn a_put(seq: u64, outer: Vec<u8>) -> Put {
    Put {
        doc: DocId([2; 16]),
        device: DeviceId([3; 32]),
        seq,
        outer: outer.into(),
    }
}

fn messages() -> Vec<Message> {
    vec![
        Message::Have(have()),
        Message::Roster {
            from: 1,
            entries: vec![SIGNED.to_vec().into()],
        },
        Message::Grants(vec![SIGNED.to_vec().into()]),
        Message::Puts(vec![a_put(1, vec![1, 2, 3])]),
    ]
}

/// Around messages written by hand.
fn framed(messages: &[&[u8]]) -> Vec<u8> {
    let mut e = Encoder::new(Vec::new());
    e.array(2).unwrap().u8(VERSION).unwrap();
    e.array(messages.len() as u64).unwrap();
    [e.into_writer(), messages.concat()].concat()
}

fn said(message: Message) -> Result<Vec<u8>, WireError> {
    encode_messages(&[message])
}

#[test]
fn what_is_said_is_heard() {
    let bytes = encode_messages(&messages()).unwrap();
    assert_eq!(decode_messages(&bytes).unwrap(), messages());
}

#[test]
fn trailing_bytes_another_version_and_a_number_zero_are_refused() {
    let bytes = encode_messages(&messages()).unwrap();
    assert_eq!(
        decode_messages(&[bytes.as_slice(), &[0]].concat()),
        Err(WireError::Malformed)
    );
    let mut newer = bytes.clone();
    newer[1] = 9;
    assert_eq!(decode_messages(&newer), Err(WireError::Version(9)));
    assert_eq!(said(Message::Puts(vec![a_put(0, vec![1])])), Err(WireError::Malformed));
}

#[test]
fn only_the_shortest_integers_and_definite_lengths_are_taken() {
    let good = minicbor::to_vec(Message::Roster {
        from: 1,
        entries: vec![],
    })
    .unwrap();
    assert_eq!(good, [0x82, 2, 0x82, 1, 0x80]);
    assert!(decode_messages(&framed(&[&good])).is_ok());
    for other in [
        &[0x82, 2, 0x82, 0x18, 1, 0x80][..],
        &[0x82, 0x18, 2, 0x82, 1, 0x80],
        &[0x82, 2, 0x82, 1, 0x9f, 0xff],
        &[0x82, 2, 0x9f, 1, 0x80, 0xff],
        &[0x83, 2, 0x82, 1, 0x80, 0],
        &[0x82, 2, 0x83, 1, 0x80, 0],
    ] {
        assert_eq!(
            decode_messages(&framed(&[other])),
            Err(WireError::Malformed),
            "{other:x?}"
        );
    }
}

#[test]
fn a_length_that_the_bytes_cannot_hold_makes_no_room_for_it() {
    // Claims the most puts there may be, and brings one byte.
    let mut e = Encoder::new(vec![0x82, PUTS, 0x81]);
    e.array(MAX_PUTS as u64).unwrap().u8(0).unwrap();
    assert_eq!(decode_messages(&framed(&[&e.into_writer()])), Err(WireError::Malformed));
}

#[test]
fn small_things_that_grow_in_memory_are_no_things() {
    // Entries and grants of one byte each took twenty times their bytes; documents held by nobody too.
    let short = vec![SIGNED[..MIN_SIGNED_BYTES - 1].to_vec().into()];
    assert_eq!(said(Message::Grants(short.clone())), Err(WireError::Malformed));
    assert_eq!(
        said(Message::Roster {
            from: 0,
            entries: short
        }),
        Err(WireError::Malformed)
    );
    assert_eq!(said(Message::Puts(vec![a_put(1, vec![])])), Err(WireError::Malformed));
    let mut nobody = have();
    nobody.docs[0].held.clear();
    assert_eq!(said(Message::Have(nobody)), Err(WireError::Malformed));
}

#[test]
fn a_have_says_nothing_twice_and_in_one_order() {
    let mut twice = have();
    twice.grants.push(Digest([9; 32]));
    assert_eq!(said(Message::Have(twice)), Err(WireError::Malformed));
    let mut twice = have();
    twice.docs.push(twice.docs[0].clone());
    assert_eq!(said(Message::Have(twice)), Err(WireError::Malformed));
    let mut twice = have();
    let again = twice.docs[0].held[0];
    twice.docs[0].held.push(again);
    assert_eq!(said(Message::Have(twice)), Err(WireError::Malformed));
}

#[test]
fn the_limits_of_a_have_hold_on_both_sides_of_their_edge() {
    let numbered = |n: usize| {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&(n as u64).to_be_bytes());
        bytes
    };
    let with_grants = |n: usize| Have {
        grants: (0..n).map(|n| Digest(numbered(n))).collect(),
        ..have()
    };
    assert!(said(Message::Have(with_grants(MAX_GRANTS))).is_ok());
    assert_eq!(
        said(Message::Have(with_grants(MAX_GRANTS + 1))),
        Err(WireError::TooLarge)
    );
    let with_docs = |n: usize| Have {
        docs: (0..n)
            .map(|n| HaveDoc {
                doc: DocId(numbered(n)[..16].try_into().unwrap()),
                ..have().docs[0].clone()
            })
            .collect(),
        ..have()
    };
    assert!(said(Message::Have(with_docs(MAX_DOCS))).is_ok());
    assert_eq!(said(Message::Have(with_docs(MAX_DOCS + 1))), Err(WireError::TooLarge));
    let with_devices = |n: usize| {
        let mut have = have();
        have.docs[0].held = (0..n)
            .map(|n| HeldTo {
                device: DeviceId(numbered(n)),
                seq: 1,
            })
            .collect();
        have
    };
    assert!(said(Message::Have(with_devices(MAX_DEVICES))).is_ok());
    assert_eq!(
        said(Message::Have(with_devices(MAX_DEVICES + 1))),
        Err(WireError::TooLarge)
    );
}

#[test]
fn the_limits_of_what_is_carried_hold_on_both_sides_of_their_edge() {
    let grant = |n: usize| Message::Grants(vec![vec![0; n].into()]);
    assert!(said(grant(MAX_GRANT_BYTES)).is_ok());
    assert_eq!(said(grant(MAX_GRANT_BYTES + 1)), Err(WireError::TooLarge));
    let entry = |n: usize| Message::Roster {
        from: 0,
        entries: vec![vec![0; n].into()],
    };
    assert!(said(entry(MAX_ROSTER_ENTRY_BYTES)).is_ok());
    assert_eq!(said(entry(MAX_ROSTER_ENTRY_BYTES + 1)), Err(WireError::TooLarge));
    let outer = |n: usize| Message::Puts(vec![a_put(1, vec![0; n])]);
    assert!(said(outer(MAX_OUTER_BYTES)).is_ok());
    assert_eq!(said(outer(MAX_OUTER_BYTES + 1)), Err(WireError::TooLarge));
    let nothing = |n: usize| vec![Message::Puts(vec![]); n];
    assert_eq!(encode_messages(&nothing(MAX_MESSAGES + 1)), Err(WireError::TooLarge));
}

#[test]
fn one_message_is_smaller_than_a_bundle_of_them() {
    let puts = |n: usize| Message::Puts((1..=n).map(|n| a_put(n as u64, vec![0; MAX_OUTER_BYTES])).collect());
    let fits = MAX_MESSAGE_BYTES / (MAX_OUTER_BYTES + 64);
    assert!(encode_messages(&[puts(fits), puts(fits)]).is_ok());
    assert_eq!(said(puts(fits + 1)), Err(WireError::TooLarge));
    assert_eq!(decode_messages(&vec![0; MAX_BATCH_BYTES + 1]), Err(WireError::TooLarge));
}

proptest! {
    #[test]
    fn foreign_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = decode_messages(&bytes);
    }

    #[test]
    fn a_mutated_message_is_refused_or_is_the_one_encoding_of_what_was_read(place in 0_usize..600, byte in any::<u8>()) {
        let mut bytes = encode_messages(&messages()).unwrap();
        let place = place % bytes.len();
        bytes[place] = byte;
        if let Ok(read) = decode_messages(&bytes) {
            prop_assert_eq!(encode_messages(&read).unwrap(), bytes);
        }
    }
}

#[test]
fn each_life_of_a_device_is_held_once_and_in_order() {
    let held = |numbers: &[(u8, u64)]| {
        let held = numbers.iter().map(|(n, seq)| HeldTo {
            device: DeviceId([*n; 32]),
            seq: *seq,
        });
        said(Message::Have(Have {
            team: TeamId([1; 16]),
            roster: 0,
            head: Digest([0; 32]),
            grants: vec![],
            docs: vec![HaveDoc {
                doc: DocId([2; 16]),
                held: held.collect(),
            }],
        }))
    };
    let life = crate::before_first(7);
    assert!(held(&[(3, 5), (3, life + 2), (4, 1)]).is_ok());
    for bad in [
        &[(3, 5), (3, 6)][..],
        &[(3, life + 2), (3, 5)],
        &[(3, life + 2), (3, life + 2)],
        &[(4, 1), (3, life + 2)],
    ] {
        assert_eq!(held(bad), Err(WireError::Malformed), "{bad:?}");
    }
}
