//! What devices say to each other, inside a transport or a bundle that only members of the team can open.

use crate::envelope::{WireError, fixed};
use crate::ids::{DeviceId, DocId, TeamId};
use crate::life::{is_number, life_of};
use crate::limits::{
    MAX_BATCH_BYTES, MAX_DEVICES, MAX_DOCS, MAX_GRANT_BYTES, MAX_GRANTS, MAX_MESSAGE_BYTES, MAX_MESSAGES,
    MAX_OUTER_BYTES, MAX_PUTS, MAX_ROSTER_ENTRIES, MAX_ROSTER_ENTRY_BYTES, MAX_SNAPSHOTS, MIN_SIGNED_BYTES,
};
use crate::strict::{Same, bounded, list, structure};
use minicbor::bytes::ByteVec;
use minicbor::{Decoder, Encode, Encoder};

const VERSION: u8 = 1;
const FRAME_LENGTH: u64 = 2;
/// Codes of the messages.
const HAVE: u8 = 1;
const ROSTER: u8 = 2;
const GRANTS: u8 = 3;
const PUTS: u8 = 4;
const SNAPSHOTS: u8 = 5;
/// Fewest encoded bytes of each thing a list repeats: room for more of them than the bytes left can hold is never made,
/// so what a batch becomes in memory is about twice its bytes at most.
const MIN_ENCODED_MESSAGE: usize = 4;
const MIN_ENCODED_HELD: usize = 36;
const MIN_ENCODED_DOC: usize = 19 + MIN_ENCODED_HELD;
const MIN_ENCODED_DIGEST: usize = 34;
const MIN_ENCODED_PUT: usize = 55;
const MIN_ENCODED_SNAPSHOT: usize = 2;

/// How far the envelopes of one life of a device in a document are held without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode)]
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
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
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
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct Have {
    /// The team.
    #[n(0)]
    pub team: TeamId,
    /// Entries of the roster held.
    #[n(1)]
    pub roster: u32,
    /// SHA-256 of the last of them: two of one length with two heads have forked. Zeros when none is held.
    #[n(2)]
    pub head: Digest,
    /// SHA-256 of each grant held.
    #[n(3)]
    pub grants: Vec<Digest>,
    /// Documents.
    #[n(4)]
    pub docs: Vec<HaveDoc>,
}

/// A SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode)]
#[cbor(transparent)]
pub struct Digest(#[cbor(n(0), encode_with = "minicbor::bytes::encode")] pub [u8; 32]);

/// An envelope on its way. Document, device and number are what the sender says; they are checked when it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
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
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
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
    /// Snapshots, each in an outer envelope that names its document's mailbox: for who holds nothing of it yet.
    #[n(5)]
    Snapshots(#[n(0)] Vec<ByteVec>),
}

/// Messages as bytes: a frame of a transport, or the content of a bundle.
///
/// # Errors
/// [`WireError::TooLarge`] beyond a limit, [`WireError::Malformed`] for what [`decode_messages`] would refuse.
pub fn encode_messages(messages: &[Message]) -> Result<Vec<u8>, WireError> {
    let count = u64::try_from(messages.len()).map_err(|_| WireError::TooLarge)?;
    let mut encoder = Encoder::new(Vec::new());
    encoder
        .array(FRAME_LENGTH)
        .and_then(|e| e.u8(VERSION))
        .and_then(|e| e.array(count))
        .map_err(|_| WireError::TooLarge)?;
    for said in messages {
        let before = encoder.writer().len();
        encoder.encode(said).map_err(|_| WireError::TooLarge)?;
        // What is said is what will be heard: our own words pass through the same door as everybody's, one by one.
        let written = encoder.writer().get(before..).unwrap_or_default();
        message(&mut Decoder::new(written))?;
        if encoder.writer().len() > MAX_BATCH_BYTES {
            return Err(WireError::TooLarge);
        }
    }
    if messages.len() > MAX_MESSAGES {
        return Err(WireError::TooLarge);
    }
    Ok(encoder.into_writer())
}

/// Reads messages, counting while it reads, without anything after them; only the one encoding that
/// [`encode_messages`] writes is taken. In memory they take about twice their bytes.
///
/// # Errors
/// See [`WireError`].
pub fn decode_messages(bytes: &[u8]) -> Result<Vec<Message>, WireError> {
    if bytes.len() > MAX_BATCH_BYTES {
        return Err(WireError::TooLarge);
    }
    let mut d = Decoder::new(bytes);
    structure(&mut d, FRAME_LENGTH)?;
    match d.u8()? {
        VERSION => {}
        other => return Err(WireError::Version(other)),
    }
    let messages = list(&mut d, MAX_MESSAGES, MIN_ENCODED_MESSAGE, message)?;
    let mut same = Same::new(bytes);
    let frame = Encoder::new(&mut same)
        .array(FRAME_LENGTH)
        .and_then(|e| e.u8(VERSION))
        .and_then(|e| e.encode(&messages))
        .is_ok();
    if frame && same.is_whole() {
        Ok(messages)
    } else {
        Err(WireError::Malformed)
    }
}

fn message(d: &mut Decoder<'_>) -> Result<Message, WireError> {
    let start = d.position();
    structure(d, 2)?;
    let message = match d.u8()? {
        HAVE => {
            structure(d, 1)?;
            Message::Have(have(d)?)
        }
        ROSTER => {
            structure(d, 2)?;
            let from = d.u32()?;
            let entry = |d: &mut Decoder<'_>| bounded(d, MIN_SIGNED_BYTES, MAX_ROSTER_ENTRY_BYTES);
            let entries = list(d, MAX_ROSTER_ENTRIES, MIN_SIGNED_BYTES, entry)?;
            Message::Roster { from, entries }
        }
        GRANTS => {
            structure(d, 1)?;
            let grant = |d: &mut Decoder<'_>| bounded(d, MIN_SIGNED_BYTES, MAX_GRANT_BYTES);
            Message::Grants(list(d, MAX_GRANTS, MIN_SIGNED_BYTES, grant)?)
        }
        PUTS => {
            structure(d, 1)?;
            Message::Puts(list(d, MAX_PUTS, MIN_ENCODED_PUT, put)?)
        }
        SNAPSHOTS => {
            structure(d, 1)?;
            let outer = |d: &mut Decoder<'_>| bounded(d, 1, MAX_OUTER_BYTES);
            Message::Snapshots(list(d, MAX_SNAPSHOTS, MIN_ENCODED_SNAPSHOT, outer)?)
        }
        _ => return Err(WireError::Malformed),
    };
    if d.position() - start > MAX_MESSAGE_BYTES {
        Err(WireError::TooLarge)
    } else {
        Ok(message)
    }
}

fn have(d: &mut Decoder<'_>) -> Result<Have, WireError> {
    structure(d, 5)?;
    let have = Have {
        team: TeamId(fixed(d)?),
        roster: d.u32()?,
        head: Digest(fixed(d)?),
        grants: list(d, MAX_GRANTS, MIN_ENCODED_DIGEST, |d| fixed(d).map(Digest))?,
        docs: list(d, MAX_DOCS, MIN_ENCODED_DOC, have_doc)?,
    };
    // Nothing twice, and one order.
    let ordered = have.grants.is_sorted_by(|a, b| a < b) && have.docs.is_sorted_by(|a, b| a.doc < b.doc);
    if ordered { Ok(have) } else { Err(WireError::Malformed) }
}

fn have_doc(d: &mut Decoder<'_>) -> Result<HaveDoc, WireError> {
    structure(d, 2)?;
    let doc = DocId(fixed(d)?);
    let held = list(d, MAX_DEVICES, MIN_ENCODED_HELD, |d| {
        structure(d, 2)?;
        Ok(HeldTo {
            device: DeviceId(fixed(d)?),
            seq: d.u64()?,
        })
    })?;
    // Each life of a device once.
    let chain = |to: &HeldTo| (to.device, life_of(to.seq));
    if held.is_empty() || !held.is_sorted_by(|a, b| chain(a) < chain(b)) {
        return Err(WireError::Malformed);
    }
    Ok(HaveDoc { doc, held })
}

fn put(d: &mut Decoder<'_>) -> Result<Put, WireError> {
    structure(d, 4)?;
    let put = Put {
        doc: DocId(fixed(d)?),
        device: DeviceId(fixed(d)?),
        seq: d.u64()?,
        outer: bounded(d, 1, MAX_OUTER_BYTES)?,
    };
    if is_number(put.seq) {
        Ok(put)
    } else {
        Err(WireError::Malformed)
    }
}

#[cfg(test)]
#[path = "message_tests.rs"]
mod tests;
