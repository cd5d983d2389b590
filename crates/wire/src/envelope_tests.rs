use super::*;
use proptest::prelude::*;

fn inner(seq: u64, payload: Vec<u8>) -> Inner {
    Inner {
        team: TeamId([1; 16]),
        doc: DocId([2; 16]),
        kind: DocKind::Interview,
        epoch: 3,
        device: DeviceId([4; 32]),
        seq,
        prev: (count_of(seq) > 1).then_some(EnvelopeHash([5; 32])),
        sent_at_ms: -1,
        payload,
        signature: [6; 64],
    }
}

#[test]
fn another_version_says_so() {
    let outer = Outer {
        mailbox: MailboxTag([1; 32]),
        nonce: [2; 24],
        ciphertext: vec![3],
    };
    let mut bytes = outer.encode().unwrap();
    bytes[1] = 2;
    assert_eq!(Outer::decode(&bytes), Err(WireError::Version(2)));
}

#[test]
fn a_chain_without_its_link_is_refused_and_so_is_a_first_with_one() {
    let broken = Inner {
        prev: None,
        ..inner(2, vec![])
    };
    assert_eq!(
        Inner::decode(&broken.encode().unwrap()).err(),
        Some(WireError::Malformed)
    );
    let linked = Inner {
        prev: Some(EnvelopeHash([5; 32])),
        ..inner(1, vec![])
    };
    assert_eq!(
        Inner::decode(&linked.encode().unwrap()).err(),
        Some(WireError::Malformed)
    );
    assert!(Inner::decode(&inner(0, vec![]).encode().unwrap()).is_err());
}

#[test]
fn the_limit_holds_on_both_sides_of_its_edge() {
    let outer = |n| Outer {
        mailbox: MailboxTag([1; 32]),
        nonce: [2; 24],
        ciphertext: vec![0; n],
    };
    let overhead = outer(MAX_OUTER_BYTES).encode().err();
    assert_eq!(overhead, Some(WireError::TooLarge));
    assert!(outer(MAX_OUTER_BYTES - 256 + 16).encode().is_ok());
    assert_eq!(
        Outer::decode(&vec![0x84; MAX_OUTER_BYTES + 1]),
        Err(WireError::TooLarge)
    );
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(seq in 1_u64.., payload in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assume!(count_of(seq) > 0);
        let one = inner(seq, payload);
        let bytes = one.encode().unwrap();
        prop_assert!(Inner::decode(&bytes).unwrap() == one);
        prop_assert!(Inner::decode(&[bytes.as_slice(), &[0]].concat()).is_err(), "a trailing byte");
        prop_assert!(Inner::decode(&bytes[..bytes.len() - 1]).is_err());
    }

    #[test]
    fn foreign_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Outer::decode(&bytes);
        let _ = Inner::decode(&bytes);
    }

    #[test]
    fn only_one_encoding_is_taken(place in 0_usize..200, byte in any::<u8>()) {
        let good = inner(1, vec![7; 40]).encode().unwrap();
        let mut bad = good.clone();
        let place = place % bad.len();
        bad[place] = byte;
        if let Ok(read) = Inner::decode(&bad) {
            prop_assert_eq!(read.encode().unwrap(), bad);
        }
    }
}
