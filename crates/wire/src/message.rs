//! What devices say to each other, inside a transport or a bundle that only members of the team can open.

use crate::envelope::WireError;
use crate::ids::{DeviceId, DocId, TeamId};
use crate::limits::{MAX_DEVICES, MAX_DOCS, MAX_MESSAGE_BYTES, MAX_OUTER_BYTES};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

const VERSION: u8 = 1;

/// How far one device's envelopes in a document are held without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct HeldTo {
    /// The device.
    #[n(0)]
    pub device: DeviceId,
    /// The last number held, with all before it.
    #[n(1)]
    pub seq: u64,
}

/// What is held of one document.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct HaveDoc {
    /// The document.
    #[n(0)]
    pub doc: DocId,
    /// By device.
    #[n(1)]
    pub held: Vec<HeldTo>,
}

/// Everything a device holds. It asks for what it lacks and acknowledges what it has: there is no other ask or receipt.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Have {
    /// The team.
    #[n(0)]
    pub team: TeamId,
    /// Entries of the roster held.
    #[n(1)]
    pub roster: u32,
    /// SHA-256 of each grant held.
    #[n(2)]
    pub grants: Vec<Digest>,
    /// Documents.
    #[n(3)]
    pub docs: Vec<HaveDoc>,
}

/// A SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Digest(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 32]);

/// An envelope on its way. Document, device and number are what the sender says; they are checked when it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Put {
    /// The document.
    #[n(0)]
    pub doc: DocId,
    /// Who wrote it.
    #[n(1)]
    pub device: DeviceId,
    /// Its number.
    #[n(2)]
    pub seq: u64,
    /// The outer envelope, as its author sealed it.
    #[n(3)]
    pub outer: ByteVec,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub enum Message {
    /// What the sender holds.
    #[n(1)]
    Have(#[n(0)] Have),
    /// Roster entries.
    #[n(2)]
    Roster {
        /// Number of the first.
        #[n(0)]
        from: u32,
        /// Entries.
        #[n(1)]
        entries: Vec<ByteVec>,
    },
    /// Grants.
    #[n(3)]
    Grants(#[n(0)] Vec<ByteVec>),
    /// Envelopes.
    #[n(4)]
    Puts(#[n(0)] Vec<Put>),
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct Framed {
    #[n(0)]
    version: u8,
    #[n(1)]
    messages: Vec<Message>,
}

/// Messages as bytes: a frame of a transport, or the content of a bundle.
///
/// # Errors
/// [`WireError::TooLarge`].
pub fn encode_messages(messages: Vec<Message>) -> Result<Vec<u8>, WireError> {
    let bytes = minicbor::to_vec(Framed {
        version: VERSION,
        messages,
    })
    .map_err(|_| WireError::TooLarge)?;
    if bytes.len() > MAX_MESSAGE_BYTES {
        Err(WireError::TooLarge)
    } else {
        Ok(bytes)
    }
}

/// Reads messages, within bounds and without anything after them.
///
/// # Errors
/// See [`WireError`].
pub fn decode_messages(bytes: &[u8]) -> Result<Vec<Message>, WireError> {
    if bytes.len() > MAX_MESSAGE_BYTES {
        return Err(WireError::TooLarge);
    }
    let mut decoder = minicbor::Decoder::new(bytes);
    let mut version = decoder.clone();
    if version.array()?.is_none() {
        return Err(WireError::Malformed);
    }
    match version.u8()? {
        VERSION => {}
        other => return Err(WireError::Version(other)),
    }
    let framed: Framed = decoder.decode()?;
    if decoder.position() != bytes.len() || !framed.messages.iter().all(bounded) {
        return Err(WireError::Malformed);
    }
    Ok(framed.messages)
}

fn bounded(message: &Message) -> bool {
    match message {
        Message::Have(have) => have.docs.len() <= MAX_DOCS && have.docs.iter().all(|doc| doc.held.len() <= MAX_DEVICES),
        Message::Roster { .. } | Message::Grants(_) => true,
        Message::Puts(puts) => puts
            .iter()
            .all(|put| put.seq >= 1 && put.outer.len() <= MAX_OUTER_BYTES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn messages() -> Vec<Message> {
        let held = HeldTo {
            device: DeviceId([3; 32]),
            seq: 7,
        };
        let docs = vec![HaveDoc {
            doc: DocId([2; 16]),
            held: vec![held],
        }];
        let have = Have {
            team: TeamId([1; 16]),
            roster: 2,
            grants: vec![Digest([9; 32])],
            docs,
        };
        let put = Put {
            doc: DocId([2; 16]),
            device: DeviceId([3; 32]),
            seq: 1,
            outer: vec![1, 2, 3].into(),
        };
        vec![
            Message::Have(have),
            Message::Roster {
                from: 1,
                entries: vec![vec![5].into()],
            },
            Message::Grants(vec![vec![6].into()]),
            Message::Puts(vec![put]),
        ]
    }

    #[test]
    fn what_is_said_is_heard_and_the_encoding_is_frozen() {
        let bytes = encode_messages(messages()).unwrap();
        assert_eq!(decode_messages(&bytes).unwrap(), messages());
        assert_eq!(hex::encode(&bytes), include_str!("messages_vector.txt").trim());
    }

    #[test]
    fn trailing_bytes_another_version_and_a_number_zero_are_refused() {
        let bytes = encode_messages(messages()).unwrap();
        assert_eq!(
            decode_messages(&[bytes.as_slice(), &[0]].concat()),
            Err(WireError::Malformed)
        );
        let mut newer = bytes.clone();
        newer[1] = 9;
        assert_eq!(decode_messages(&newer), Err(WireError::Version(9)));
        let zero = Put {
            doc: DocId([2; 16]),
            device: DeviceId([3; 32]),
            seq: 0,
            outer: vec![].into(),
        };
        let bytes = encode_messages(vec![Message::Puts(vec![zero])]).unwrap();
        assert_eq!(decode_messages(&bytes), Err(WireError::Malformed));
    }

    proptest! {
        #[test]
        fn foreign_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode_messages(&bytes);
        }

        #[test]
        fn a_mutated_message_is_read_or_refused(place in 0_usize..400, byte in any::<u8>()) {
            let mut bytes = encode_messages(messages()).unwrap();
            let place = place % bytes.len();
            bytes[place] = byte;
            let _ = decode_messages(&bytes);
        }
    }
}
