//! The frozen vectors of `tests/vectors/wire.json`: these bytes mean this, and this is written as these bytes, for ever.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use serde_json::Value;
use visita_wire::relay::{
    Ask, FetchAnswer, FetchRequest, Generation, Invitation, InvitationToken, Kept, MIN_PAGE_BYTES, MailboxToken, News,
    Outcome, Page, Pin, PutAnswer, PutItem, PutRequest, Refusal, Trouble, WaitAnswer, WaitRequest,
};
use visita_wire::{
    BlobId, BlobMessage, BlobOffer, BlobPiece, BlobSize, BlobWant, ChainTo, DeviceId, Digest, DocId, DocKind,
    EnvelopeHash, Have, HaveDoc, HeldTo, Inner, InnerSnapshot, MIN_SIGNED_BYTES, MailboxTag, Message, Outer, Put,
    TeamId, before_first, count_of, decode_messages, encode_messages, pad, unpad,
};

fn vector(name: &str) -> Vec<u8> {
    of("wire", name)
}

fn of(file: &str, name: &str) -> Vec<u8> {
    let path = format!("{}/../../tests/vectors/{file}.json", env!("CARGO_MANIFEST_DIR"));
    let vectors: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    hex::decode(vectors[name].as_str().unwrap()).unwrap()
}

fn inner(seq: u64) -> Inner {
    Inner {
        team: TeamId([1; 16]),
        doc: DocId([2; 16]),
        kind: DocKind::Interview,
        epoch: 3,
        device: DeviceId([4; 32]),
        seq,
        prev: (count_of(seq) > 1).then_some(EnvelopeHash([5; 32])),
        sent_at_ms: -1,
        payload: vec![7, 8],
        signature: [6; 64],
    }
}

#[test]
fn envelopes() {
    for (name, inner) in [
        ("inner_first", inner(1)),
        ("inner_life", inner(before_first(7) + 1)),
        ("inner_later", inner(u64::MAX)),
    ] {
        assert_eq!(inner.encode().unwrap(), vector(name), "{name}");
        assert!(Inner::decode(&vector(name)).unwrap() == inner, "{name}");
    }
    assert_eq!(inner(1).signed_bytes().unwrap(), vector("inner_first_signed"));
    let outer = Outer {
        mailbox: MailboxTag([1; 32]),
        nonce: [2; 24],
        ciphertext: vec![3; 300],
    };
    assert_eq!(outer.encode().unwrap(), vector("outer"));
    assert_eq!(Outer::decode(&vector("outer")).unwrap(), outer);
}

#[test]
fn padding() {
    let padded = pad(vec![1, 0, 2]).unwrap();
    assert_eq!(padded[..8], vector("padded_beginning"));
    assert_eq!((padded.len(), unpad(&padded).unwrap()), (4096, &[1, 0, 2][..]));
}

fn snapshot() -> InnerSnapshot {
    let chain = |n: u8, seq| ChainTo {
        device: DeviceId([n; 32]),
        seq,
        hash: EnvelopeHash([n; 32]),
    };
    InnerSnapshot {
        team: TeamId([1; 16]),
        doc: DocId([2; 16]),
        kind: DocKind::Visit,
        epoch: 3,
        device: DeviceId([4; 32]),
        chains: vec![chain(5, 7), chain(5, before_first(7) + 300), chain(6, 1)],
        payload: vec![7, 8],
        signature: [6; 64],
    }
}

#[test]
fn snapshots() {
    assert_eq!(snapshot().encode().unwrap(), vector("inner_snapshot"));
    assert!(InnerSnapshot::decode(&vector("inner_snapshot")).unwrap() == snapshot());
    assert_eq!(snapshot().signed_bytes().unwrap(), vector("inner_snapshot_signed"));
    let messages = vec![Message::Snapshots(vec![vec![1, 2, 3].into(), vec![4; 300].into()])];
    assert_eq!(encode_messages(&messages).unwrap(), vector("messages_snapshots"));
    assert_eq!(decode_messages(&vector("messages_snapshots")).unwrap(), messages);
}

#[test]
fn messages() {
    said("messages", |held| vec![held(3, 7), held(4, 300)]);
    // One device in two lives of it.
    said("messages_lives", |held| vec![held(3, 7), held(3, before_first(7) + 2)]);
}

/// A held chain, by the device's byte and the number.
type Held = fn(u8, u64) -> HeldTo;

fn said(name: &str, chains: impl FnOnce(Held) -> Vec<HeldTo>) {
    let signed = vec![5; MIN_SIGNED_BYTES];
    let held: Held = |n, seq| HeldTo {
        device: DeviceId([n; 32]),
        seq,
    };
    let have = Have {
        team: TeamId([1; 16]),
        roster: 2,
        head: Digest([8; 32]),
        grants: vec![Digest([9; 32])],
        docs: vec![HaveDoc {
            doc: DocId([2; 16]),
            held: chains(held),
        }],
    };
    let messages = vec![
        Message::Have(have),
        Message::Roster {
            from: 1,
            entries: vec![signed.clone().into()],
        },
        Message::Grants(vec![signed.into()]),
        Message::Puts(vec![Put {
            doc: DocId([2; 16]),
            device: DeviceId([3; 32]),
            seq: 1,
            outer: vec![1, 2, 3].into(),
        }]),
    ];
    assert_eq!(encode_messages(&messages).unwrap(), vector(name));
    assert_eq!(decode_messages(&vector(name)).unwrap(), messages);
}

#[test]
fn requests_to_a_relay() {
    let put = PutRequest {
        invitation: Some(InvitationToken([5; 32])),
        items: vec![PutItem {
            token: MailboxToken([7; 32]),
            outer: vec![1, 2].into(),
        }],
    };
    assert_eq!(put.encode().unwrap(), vector("relay_put"));
    assert_eq!(PutRequest::decode(&vector("relay_put")).unwrap(), put);
    let asks = vec![Ask {
        tag: MailboxTag([1; 32]),
        token: MailboxToken([7; 32]),
        after: 300,
    }];
    let fetch = FetchRequest {
        room_bytes: MIN_PAGE_BYTES as u32,
        asks: asks.clone(),
    };
    assert_eq!(fetch.encode().unwrap(), vector("relay_fetch"));
    assert_eq!(FetchRequest::decode(&vector("relay_fetch")).unwrap(), fetch);
    let wait = WaitRequest {
        generation: None,
        seconds: 30,
        asks,
    };
    assert_eq!(wait.encode().unwrap(), vector("relay_wait"));
    assert_eq!(WaitRequest::decode(&vector("relay_wait")).unwrap(), wait);
}

#[test]
fn answers_of_a_relay() {
    let generation = Generation([9; 16]);
    let put = PutAnswer {
        generation,
        outcomes: vec![
            Outcome::Kept(1),
            Outcome::Refused {
                refusal: Refusal::MailboxFull,
                retry_after_seconds: 3_600,
            },
        ],
    };
    assert_eq!(put.encode().unwrap(), vector("relay_put_answer"));
    assert_eq!(PutAnswer::decode(&vector("relay_put_answer")).unwrap(), put);
    let kept = Kept {
        position: 301,
        outer: vec![1, 2].into(),
    };
    let nothing = Page {
        head: None,
        kept: vec![],
    };
    let page = Page {
        head: Some(302),
        kept: vec![kept],
    };
    let fetch = FetchAnswer {
        generation,
        is_cut: true,
        pages: vec![nothing, page],
    };
    assert_eq!(fetch.encode().unwrap(), vector("relay_fetch_answer"));
    assert_eq!(FetchAnswer::decode(&vector("relay_fetch_answer")).unwrap(), fetch);
    let wait = WaitAnswer {
        generation,
        news: vec![News { place: 2, head: 302 }],
    };
    assert_eq!(wait.encode().unwrap(), vector("relay_wait_answer"));
    assert_eq!(WaitAnswer::decode(&vector("relay_wait_answer")).unwrap(), wait);
    let trouble = Trouble::new(Refusal::TooFast, 2);
    assert_eq!(trouble.encode().unwrap(), vector("relay_trouble"));
    assert_eq!(Trouble::decode(&vector("relay_trouble")).unwrap(), trouble);
}

#[test]
fn an_invitation_to_a_relay() {
    let endpoint = "https://relay.example.org:8443".parse().unwrap();
    let invitation = Invitation::pinned(endpoint, Pin([4; 32]), InvitationToken([5; 32])).unwrap();
    let text = String::from_utf8(vector("relay_invitation_text")).unwrap();
    assert_eq!(invitation.to_text().unwrap(), text);
    assert_eq!(Invitation::from_text(&text).unwrap(), invitation);
}

#[test]
fn messages_about_attachments() {
    let (one, nine) = (BlobId([1; 32]), BlobId([9; 32]));
    let offer = |id, chunks| BlobOffer {
        doc: DocId([1; 16]),
        id,
        size: BlobSize::new(chunks).unwrap(),
    };
    let piece = BlobPiece {
        id: nine,
        from: 131_072,
        bytes: 65_552,
    };
    let wants = vec![BlobWant { id: nine, from: 0 }, BlobWant { id: one, from: 70_000 }];
    for (name, message) in [
        ("offer", BlobMessage::Offer(vec![offer(one, 2), offer(nine, 4_096)])),
        ("want", BlobMessage::Want(wants)),
        ("piece", BlobMessage::Piece(piece)),
        ("gone", BlobMessage::Gone(nine)),
    ] {
        assert_eq!(message.encode().unwrap(), of("blob", name), "{name}");
        assert_eq!(BlobMessage::decode(&of("blob", name)).unwrap(), message, "{name}");
    }
}
