use super::*;
use crate::limits::MAX_OUTER_BYTES;
use crate::{MailboxTag, Outer};
use proptest::prelude::*;

const TOKEN: MailboxToken = MailboxToken([7; 32]);
const GENERATION: Generation = Generation([9; 16]);

fn outer(mailbox: u8, sealed: usize) -> Vec<u8> {
    Outer {
        mailbox: MailboxTag([mailbox; 32]),
        nonce: [2; 24],
        ciphertext: vec![3; sealed],
    }
    .encode()
    .unwrap()
}

fn put(items: usize, invitation: Option<InvitationToken>) -> PutRequest {
    let item = PutItem {
        token: TOKEN,
        outer: vec![1].into(),
    };
    PutRequest {
        invitation,
        items: vec![item; items],
    }
}

fn ask(tag: u8, after: u64) -> Ask {
    Ask {
        tag: MailboxTag([tag; 32]),
        token: TOKEN,
        after,
    }
}

fn fetch(asks: usize) -> FetchRequest {
    FetchRequest {
        room_bytes: MIN_PAGE_BYTES as u32,
        asks: vec![ask(1, MAX_POSITION); asks],
    }
}

fn wait(asks: usize, seconds: u16) -> WaitRequest {
    WaitRequest {
        generation: None,
        seconds,
        asks: vec![ask(1, 4); asks],
    }
}

fn invitation() -> Invitation {
    let endpoint = "https://relay.example.org:8443".parse().unwrap();
    Invitation::pinned(endpoint, Pin([4; 32]), InvitationToken([5; 32])).unwrap()
}

fn fetch_answer() -> FetchAnswer {
    let kept = |position, bytes: &[u8]| Kept {
        position,
        outer: bytes.to_vec().into(),
    };
    FetchAnswer {
        generation: GENERATION,
        is_cut: true,
        pages: vec![
            Page {
                head: None,
                kept: vec![],
            },
            Page {
                head: Some(9),
                kept: vec![kept(3, &[1, 2]), kept(7, &[3])],
            },
        ],
    }
}

fn put_answer() -> PutAnswer {
    PutAnswer {
        generation: GENERATION,
        outcomes: vec![
            Outcome::Kept(3),
            Outcome::Refused {
                refusal: Refusal::MailboxFull,
                retry_after_seconds: 3_600,
            },
        ],
    }
}

fn wait_answer() -> WaitAnswer {
    WaitAnswer {
        generation: GENERATION,
        news: vec![News { place: 0, head: 4 }, News { place: 300, head: 1 }],
    }
}

#[test]
fn what_is_said_is_heard() {
    let one = put(2, Some(InvitationToken([5; 32])));
    assert_eq!(PutRequest::decode(&one.encode().unwrap()).unwrap(), one);
    let one = fetch(2);
    assert_eq!(FetchRequest::decode(&one.encode().unwrap()).unwrap(), one);
    let one = WaitRequest {
        generation: Some(GENERATION),
        ..wait(2, 5)
    };
    assert_eq!(WaitRequest::decode(&one.encode().unwrap()).unwrap(), one);
    assert_eq!(
        FetchAnswer::decode(&fetch_answer().encode().unwrap()).unwrap(),
        fetch_answer()
    );
    assert_eq!(
        PutAnswer::decode(&put_answer().encode().unwrap()).unwrap(),
        put_answer()
    );
    assert_eq!(
        WaitAnswer::decode(&wait_answer().encode().unwrap()).unwrap(),
        wait_answer()
    );
    let one = Trouble::new(Refusal::Busy, 5);
    let heard = Trouble::decode(&one.encode().unwrap()).unwrap();
    assert_eq!((heard, heard.refusal().unwrap()), (one, Refusal::Busy));
}

#[test]
fn the_limits_of_a_put_hold_on_both_sides_of_their_edge() {
    assert!(put(MAX_PUT_ITEMS, None).encode().is_ok());
    assert_eq!(put(MAX_PUT_ITEMS + 1, None).encode(), Err(WireError::TooLarge));
    assert_eq!(put(0, None).encode(), Err(WireError::Malformed));
    let with = |n| {
        let mut one = put(1, None);
        one.items[0].outer = vec![0; n].into();
        one.encode()
    };
    assert!(with(MAX_OUTER_BYTES).is_ok());
    assert_eq!(with(MAX_OUTER_BYTES + 1).err(), Some(WireError::TooLarge));
    assert_eq!(
        PutRequest::decode(&vec![0; MAX_PUT_REQUEST_BYTES + 1]),
        Err(WireError::TooLarge)
    );
}

#[test]
fn the_limits_of_asking_hold_on_both_sides_of_their_edge() {
    assert!(fetch(MAX_ASKS).encode().is_ok());
    assert_eq!(fetch(MAX_ASKS + 1).encode(), Err(WireError::TooLarge));
    assert_eq!(fetch(0).encode(), Err(WireError::Malformed));
    let room = |room_bytes: usize| {
        let one = FetchRequest {
            room_bytes: room_bytes as u32,
            ..fetch(1)
        };
        one.encode().err()
    };
    assert_eq!(room(MAX_PAGE_BYTES), None);
    assert_eq!(room(MAX_PAGE_BYTES + 1), Some(WireError::TooLarge));
    assert_eq!(room(MIN_PAGE_BYTES - 1), Some(WireError::Malformed));
    assert!(wait(MAX_ASKS, MAX_WAIT_SECONDS).encode().is_ok());
    assert_eq!(wait(MAX_ASKS + 1, 1).encode(), Err(WireError::TooLarge));
    assert_eq!(wait(1, MAX_WAIT_SECONDS + 1).encode(), Err(WireError::TooLarge));
    let mut beyond = fetch(1);
    beyond.asks[0].after = MAX_POSITION + 1;
    assert_eq!(beyond.encode(), Err(WireError::TooLarge));
}

#[test]
fn a_full_page_of_the_smallest_and_of_the_largest_envelopes_fits_an_answer() {
    for size in [4096 + 80, MAX_OUTER_BYTES] {
        let kept = (1..=MAX_PAGE_BYTES / size)
            .map(|position| Kept {
                position: position as u64,
                outer: vec![0; size].into(),
            })
            .collect();
        let one = FetchAnswer {
            pages: vec![Page {
                head: Some(MAX_POSITION),
                kept,
            }],
            ..fetch_answer()
        };
        assert!(FetchAnswer::decode(&one.encode().unwrap()).is_ok());
    }
}

#[test]
fn a_page_that_goes_back_or_beyond_its_head_is_refused() {
    for (head, places) in [(Some(9), [7, 3]), (Some(9), [3, 3]), (Some(6), [3, 7]), (None, [3, 7])] {
        let mut one = fetch_answer();
        one.pages[1].head = head;
        for (kept, place) in one.pages[1].kept.iter_mut().zip(places) {
            kept.position = place;
        }
        assert_eq!(FetchAnswer::decode(&one.encode().unwrap()), Err(WireError::Malformed));
    }
}

#[test]
fn every_refusal_has_a_code_of_its_own() {
    let known: Vec<_> = (0..=u8::MAX).filter_map(|code| Refusal::from_code(code).ok()).collect();
    assert_eq!(known.len(), 10);
    assert!(known.iter().all(|one| Refusal::from_code(one.code()) == Ok(*one)));
    assert!(known.iter().all(|one| (400..=599).contains(&one.status())));
}

#[test]
fn only_what_is_sealed_and_padded_has_a_mailbox() {
    for cell in [4096, 65_536, 1 << 20, 4 << 20] {
        assert_eq!(sealed_for(&outer(1, cell + 16)), Ok(MailboxTag([1; 32])), "{cell}");
        for sealed in [cell, cell + 15, cell + 17] {
            assert_eq!(sealed_for(&outer(1, sealed)), Err(WireError::Malformed), "{sealed}");
        }
    }
    assert_eq!(sealed_for(&outer(1, 16)), Err(WireError::Malformed));
    assert_eq!(sealed_for(&outer(1, 0)), Err(WireError::Malformed));
    let good = outer(1, 4112);
    assert_eq!(sealed_for(&[good.as_slice(), &[0]].concat()), Err(WireError::Malformed));
    assert_eq!(sealed_for(&good[..good.len() - 1]), Err(WireError::Malformed));
    assert_eq!(sealed_for(&vec![0; MAX_OUTER_BYTES + 1]), Err(WireError::TooLarge));
    let mut newer = good.clone();
    newer[1] = 2;
    assert_eq!(sealed_for(&newer), Err(WireError::Version(2)));
}

#[test]
fn an_invitation_survives_capitals_and_line_breaks_and_no_slip_of_the_pen() {
    let text = invitation().to_text().unwrap();
    assert!(text.starts_with("visitarelay1") && text.len() < 260, "{text}");
    assert_eq!(Invitation::from_text(&text).unwrap(), invitation());
    assert_eq!(Invitation::from_text(&text.to_uppercase()).unwrap(), invitation());
    let (first, rest) = text.split_at(40);
    assert_eq!(
        Invitation::from_text(&format!(" {first}\r\n{rest}\n")).unwrap(),
        invitation()
    );
    for place in 0..text.len() {
        for other in ["q", "z", "5"] {
            let mut slip = text.clone();
            slip.replace_range(place..=place, other);
            assert!(
                slip == text || Invitation::from_text(&slip) == Err(BadInvitation::Mistyped),
                "{slip}"
            );
        }
    }
}

#[test]
fn an_invitation_is_trusted_over_tls_with_a_key_or_on_this_machine() {
    let token = InvitationToken([5; 32]);
    for plain in ["http://127.0.0.1:8080", "http://localhost", "http://[::1]:81"] {
        let one = Invitation::loopback(plain.parse().unwrap(), token).unwrap();
        assert_eq!(
            Invitation::from_text(&one.to_text().unwrap())
                .unwrap()
                .endpoint()
                .to_string(),
            plain
        );
    }
    let away = || "http://relay.example.org".parse().unwrap();
    assert_eq!(Invitation::loopback(away(), token), Err(BadInvitation::Address));
    assert_eq!(
        Invitation::pinned(away(), Pin([0; 32]), token),
        Err(BadInvitation::Address)
    );
    let unpinned = "https://relay.example.org".parse().unwrap();
    assert_eq!(Invitation::loopback(unpinned, token), Err(BadInvitation::Address));
}

#[test]
fn an_address_is_a_scheme_a_host_and_a_port() {
    for (text, said) in [
        ("https://relay.example.org", "https://relay.example.org"),
        ("https://relay.example.org:443", "https://relay.example.org"),
        ("https://192.0.2.1:9443", "https://192.0.2.1:9443"),
        ("https://[2001:DB8::1]:9443", "https://[2001:db8::1]:9443"),
    ] {
        assert_eq!(text.parse::<Endpoint>().unwrap().to_string(), said);
    }
    for text in [
        "relay.example.org",
        "ftp://relay.example.org",
        "https://",
        "https://user@relay.example.org",
        "https://relay.example.org/path",
        "https://relay.example.org?x",
        "https://relay..org",
        "https://-relay.org",
        "https://Relay.org",
        "https://relay.org:0",
        "https://relay.org:65536",
        "https://relay.org:+1",
        "https://[::1",
        "https://[::1]x",
        "https://r\u{e9}lay.org",
    ] {
        assert_eq!(text.parse::<Endpoint>(), Err(BadInvitation::Address), "{text}");
    }
    let long = format!("https://{}a", "a.".repeat(MAX_HOST_BYTES / 2));
    assert_eq!(long.len() - 8, MAX_HOST_BYTES);
    assert!(long.parse::<Endpoint>().is_ok());
    assert!(format!("{long}a").parse::<Endpoint>().is_err());
    let longest = Invitation::pinned(long.parse().unwrap(), Pin([4; 32]), InvitationToken([5; 32])).unwrap();
    assert!(longest.to_text().unwrap().len() <= MAX_INVITATION_CHARS);
}

#[test]
fn secrets_do_not_show_themselves() {
    let said = format!("{:?} {:?}", put(1, Some(InvitationToken([5; 32]))), invitation());
    assert!(
        !said.contains("5, 5") && !said.contains("0505") && !said.contains("7, 7"),
        "{said}"
    );
}

/// Every structure there is, once.
fn everything() -> Vec<Vec<u8>> {
    vec![
        put(2, None).encode().unwrap(),
        fetch(2).encode().unwrap(),
        wait(2, 3).encode().unwrap(),
        put_answer().encode().unwrap(),
        fetch_answer().encode().unwrap(),
        wait_answer().encode().unwrap(),
        Trouble::new(Refusal::TooFast, 2).encode().unwrap(),
    ]
}

/// Reads bytes as everything; what is taken must be the one encoding of what was read.
fn read_as_everything(bytes: &[u8]) {
    let written = [
        PutRequest::decode(bytes).ok().map(|one| one.encode()),
        FetchRequest::decode(bytes).ok().map(|one| one.encode()),
        WaitRequest::decode(bytes).ok().map(|one| one.encode()),
        PutAnswer::decode(bytes).ok().map(|one| one.encode()),
        FetchAnswer::decode(bytes).ok().map(|one| one.encode()),
        WaitAnswer::decode(bytes).ok().map(|one| one.encode()),
        Trouble::decode(bytes).ok().map(|one| one.encode()),
    ];
    for written in written.into_iter().flatten() {
        assert_eq!(written.unwrap(), bytes);
    }
}

#[test]
fn another_version_says_so_and_a_length_makes_no_room() {
    for mut bytes in everything() {
        bytes[1] = 2;
        assert_eq!(PutRequest::decode(&bytes), Err(WireError::Version(2)));
        assert_eq!(FetchAnswer::decode(&bytes), Err(WireError::Version(2)));
    }
    // Claims the most envelopes there may be, and brings one byte.
    let mut claim = vec![0x82, 1, 0x82, 0xf6, 0x19];
    claim.extend((MAX_PUT_ITEMS as u16).to_be_bytes());
    claim.push(0);
    assert_eq!(PutRequest::decode(&claim), Err(WireError::Malformed));
}

proptest! {
    #[test]
    fn foreign_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in ".{0,300}") {
        read_as_everything(&bytes);
        let _ = sealed_for(&bytes);
        let _ = Invitation::from_text(&text);
        let _ = text.parse::<Endpoint>();
    }

    #[test]
    fn mutated_bytes_are_refused_or_mean_what_they_say(which in 0_usize..7, place in 0_usize..400, byte in any::<u8>()) {
        let mut bytes = everything().swap_remove(which);
        let place = place % bytes.len();
        bytes[place] = byte;
        read_as_everything(&bytes);
    }

    #[test]
    fn a_mutated_envelope_has_a_mailbox_only_as_an_envelope(place in 0_usize..80, byte in any::<u8>()) {
        let mut bytes = outer(1, 4112);
        bytes[place] = byte;
        if let Ok(tag) = sealed_for(&bytes) {
            prop_assert_eq!(Outer::decode(&bytes).unwrap().mailbox, tag);
        }
    }
}
