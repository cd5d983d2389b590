//! Sealed attachments on their way between two devices: what is offered, what is wanted from which byte on, and the pieces.

use crate::envelope::{WireError, fixed};
use crate::ids::{BlobId, DocId};
use crate::limits::{
    BLOB_CHUNK_BYTES, BLOB_HASH_BYTES, BLOB_TAG_BYTES, MAX_BLOB_CHUNKS, MAX_BLOB_MESSAGE_BYTES, MAX_BLOB_OFFERS,
    MAX_BLOB_PIECE_BYTES, MAX_BLOB_WANTS,
};
use crate::strict::{list, read, structure, write};
use minicbor::{Decoder, Encode};
use std::ops::Range;

/// Codes of the messages.
const OFFER: u8 = 1;
const WANT: u8 = 2;
const PIECE: u8 = 3;
const GONE: u8 = 4;
/// Fewest encoded bytes of what a list repeats.
const MIN_ENCODED_OFFER: usize = 1 + 17 + 34 + 1;
const MIN_ENCODED_WANT: usize = 1 + 34 + 1;

/// How large a sealed attachment is: a padded number of chunks, each full. On the wire and on the disk it is one run of
/// bytes: the hash of each chunk, then the chunks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode)]
#[cbor(transparent)]
pub struct BlobSize(#[n(0)] u32);

impl BlobSize {
    /// So many chunks; none for a number that is no padded one, or beyond the limit.
    #[must_use]
    pub fn new(chunks: u32) -> Option<Self> {
        ((1..=MAX_BLOB_CHUNKS).contains(&chunks) && padded(chunks) == chunks).then_some(Self(chunks))
    }

    /// What content of so many bytes is sealed to; none for more than may be.
    #[must_use]
    pub fn of_content(bytes: u64) -> Option<Self> {
        let chunks = u32::try_from(bytes.div_ceil(BLOB_CHUNK_BYTES)).ok()?.max(1);
        if chunks > MAX_BLOB_CHUNKS {
            return None;
        }
        Self::new(padded(chunks))
    }

    /// Chunks.
    #[must_use]
    pub fn chunks(self) -> u32 {
        self.0
    }

    /// Bytes of content that have room.
    #[must_use]
    pub fn content_bytes(self) -> u64 {
        u64::from(self.0) * BLOB_CHUNK_BYTES
    }

    /// Bytes of the hashes, with which the run begins.
    #[must_use]
    pub fn list_bytes(self) -> u64 {
        u64::from(self.0) * BLOB_HASH_BYTES
    }

    /// Bytes of the whole run.
    #[must_use]
    pub fn bytes(self) -> u64 {
        self.list_bytes() + u64::from(self.0) * (BLOB_CHUNK_BYTES + BLOB_TAG_BYTES)
    }

    /// Where a chunk, counted from 0, lies in the run; none beyond the last.
    #[must_use]
    pub fn chunk(self, number: u32) -> Option<Range<u64>> {
        let sealed = BLOB_CHUNK_BYTES + BLOB_TAG_BYTES;
        let start = self.list_bytes() + u64::from(number) * sealed;
        (number < self.0).then_some(start..start + sealed)
    }

    /// What a byte of the run belongs to: the number of its chunk, or none for the hashes.
    #[must_use]
    pub fn chunk_at(self, byte: u64) -> Option<u32> {
        let past = byte.checked_sub(self.list_bytes())?;
        u32::try_from(past / (BLOB_CHUNK_BYTES + BLOB_TAG_BYTES)).ok()
    }
}

/// A number of chunks rounded up so that only about as many of its leading bits are told as its length has (Padmé, of the
/// PURBs of 2019): at most an eighth more.
fn padded(chunks: u32) -> u32 {
    let length = chunks.checked_ilog2().unwrap_or(0);
    let told = length.checked_ilog2().map_or(0, |bits| bits + 1);
    let unit = 1_u32 << length.saturating_sub(told);
    chunks.div_ceil(unit) * unit
}

/// An attachment that is here whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct BlobOffer {
    /// The document it belongs to.
    #[n(0)]
    pub doc: DocId,
    /// The attachment.
    #[n(1)]
    pub id: BlobId,
    /// Its size.
    #[n(2)]
    pub size: BlobSize,
}

/// An attachment that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct BlobWant {
    /// The attachment.
    #[n(0)]
    pub id: BlobId,
    /// The first byte of the run that is lacking; every later one is.
    #[n(1)]
    pub from: u64,
}

/// Bytes of an attachment: they follow the message as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct BlobPiece {
    /// The attachment.
    #[n(0)]
    pub id: BlobId,
    /// Where in its run they begin.
    #[n(1)]
    pub from: u64,
    /// How many they are.
    #[n(2)]
    pub bytes: u32,
}

/// One message about attachments.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
#[cbor(array)]
pub enum BlobMessage {
    /// What is here whole, beside what was offered before: ascending by id.
    #[n(1)]
    Offer(#[n(0)] Vec<BlobOffer>),
    /// What is wanted, in this order.
    #[n(2)]
    Want(#[n(0)] Vec<BlobWant>),
    /// Bytes.
    #[n(3)]
    Piece(#[n(0)] BlobPiece),
    /// What was wanted and is not here, or not any more.
    #[n(4)]
    Gone(#[n(0)] BlobId),
}

impl BlobMessage {
    /// The bytes that travel.
    ///
    /// # Errors
    /// [`WireError`] for what [`Self::decode`] would refuse.
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        write(self, MAX_BLOB_MESSAGE_BYTES, Self::decode)
    }

    /// Reads one message, in the one encoding that is written, with nothing after it.
    ///
    /// # Errors
    /// See [`WireError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        read(bytes, MAX_BLOB_MESSAGE_BYTES, |d| {
            structure(d, 2)?;
            let code = d.u8()?;
            structure(d, 1)?;
            match code {
                OFFER => offers(d).map(Self::Offer),
                WANT => wants(d).map(Self::Want),
                PIECE => piece(d).map(Self::Piece),
                GONE => Ok(Self::Gone(BlobId(fixed(d)?))),
                _ => Err(WireError::Malformed),
            }
        })
    }
}

fn offers(d: &mut Decoder<'_>) -> Result<Vec<BlobOffer>, WireError> {
    let offers = list(d, MAX_BLOB_OFFERS, MIN_ENCODED_OFFER, |d| {
        structure(d, 3)?;
        Ok(BlobOffer {
            doc: DocId(fixed(d)?),
            id: BlobId(fixed(d)?),
            size: BlobSize::new(d.u32()?).ok_or(WireError::Malformed)?,
        })
    })?;
    if !offers.is_empty() && offers.is_sorted_by(|a, b| a.id < b.id) {
        Ok(offers)
    } else {
        Err(WireError::Malformed)
    }
}

fn wants(d: &mut Decoder<'_>) -> Result<Vec<BlobWant>, WireError> {
    let wants = list(d, MAX_BLOB_WANTS, MIN_ENCODED_WANT, |d| {
        structure(d, 2)?;
        Ok(BlobWant {
            id: BlobId(fixed(d)?),
            from: within(d.u64()?)?,
        })
    })?;
    let mut ids: Vec<BlobId> = wants.iter().map(|want| want.id).collect();
    ids.sort_unstable();
    if !wants.is_empty() && ids.is_sorted_by(|a, b| a < b) {
        Ok(wants)
    } else {
        Err(WireError::Malformed)
    }
}

fn piece(d: &mut Decoder<'_>) -> Result<BlobPiece, WireError> {
    structure(d, 3)?;
    let piece = BlobPiece {
        id: BlobId(fixed(d)?),
        from: within(d.u64()?)?,
        bytes: d.u32()?,
    };
    if (1..=MAX_BLOB_PIECE_BYTES).contains(&piece.bytes) {
        Ok(piece)
    } else {
        Err(WireError::TooLarge)
    }
}

/// A place in the run of the largest attachment.
fn within(byte: u64) -> Result<u64, WireError> {
    if byte < BlobSize(MAX_BLOB_CHUNKS).bytes() {
        Ok(byte)
    } else {
        Err(WireError::TooLarge)
    }
}

#[cfg(test)]
#[path = "blob_tests.rs"]
mod tests;
