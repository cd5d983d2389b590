//! The two envelopes and their encoding.

use crate::ids::{DeviceId, DocId, EnvelopeHash, MailboxTag, TeamId};
use crate::life::{count_of, is_number};
use crate::limits::MAX_OUTER_BYTES;
use crate::{SIGNATURE_LABEL, VERSION};
use minicbor::Decoder;
use minicbor::data::Type;

/// Why bytes are not an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// Not of this form.
    #[error("not an envelope")]
    Malformed,
    /// Of another version: update, or the sender must.
    #[error("of version {0}")]
    Version(u8),
    /// Beyond a limit.
    #[error("too large")]
    TooLarge,
}

impl From<minicbor::decode::Error> for WireError {
    fn from(_: minicbor::decode::Error) -> Self {
        Self::Malformed
    }
}

/// What a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocKind {
    /// A visit.
    Visit,
    /// An interview.
    Interview,
    /// A place.
    Place,
    /// One inspector's private scratch pad.
    Scratch,
    /// The body itself: its profile, its rules, its people.
    Body,
    /// An authority.
    Authority,
    /// A planned visit.
    Plan,
    /// A recommendation and its dialogue.
    Recommendation,
}

impl DocKind {
    /// Every kind.
    const ALL: [Self; 8] = [
        Self::Visit,
        Self::Interview,
        Self::Place,
        Self::Scratch,
        Self::Body,
        Self::Authority,
        Self::Plan,
        Self::Recommendation,
    ];

    /// Its code on the wire.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Visit => 1,
            Self::Interview => 2,
            Self::Place => 3,
            Self::Scratch => 4,
            Self::Body => 5,
            Self::Authority => 6,
            Self::Plan => 7,
            Self::Recommendation => 8,
        }
    }

    /// From its code.
    ///
    /// # Errors
    /// [`WireError::Malformed`].
    pub fn from_code(code: u8) -> Result<Self, WireError> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == code)
            .ok_or(WireError::Malformed)
    }
}

/// What carriers and relays see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outer {
    /// Where it is kept.
    pub mailbox: MailboxTag,
    /// Random.
    pub nonce: [u8; 24],
    /// The sealed, padded inner envelope.
    pub ciphertext: Vec<u8>,
}

/// What members of the team see, once opened. Its signature is not checked by decoding it.
#[derive(Clone, PartialEq, Eq)]
pub struct Inner {
    /// The team.
    pub team: TeamId,
    /// The document.
    pub doc: DocId,
    /// What it is about.
    pub kind: DocKind,
    /// Epoch of the document's key.
    pub epoch: u32,
    /// Who wrote and signed it.
    pub device: DeviceId,
    /// From 1, for each life of each device in each document (see [`crate::life_of`]).
    pub seq: u64,
    /// The outer envelope before it.
    pub prev: Option<EnvelopeHash>,
    /// By the sender's clock; order never rests on it.
    pub sent_at_ms: i64,
    /// Packed changes.
    pub payload: Vec<u8>,
    /// Ed25519.
    pub signature: [u8; 64],
}

/// Whether a number has the link it must: the first envelope of a life has none before it, every other has one.
#[must_use]
pub fn is_linked(seq: u64, prev: Option<&EnvelopeHash>) -> bool {
    is_number(seq) && (count_of(seq) == 1) == prev.is_none()
}

const OUTER_LENGTH: u64 = 4;
const INNER_LENGTH: u64 = 11;

pub(crate) fn begin(decoder: &mut Decoder<'_>, length: u64) -> Result<(), WireError> {
    if decoder.array()? != Some(length) {
        return Err(WireError::Malformed);
    }
    match decoder.u8()? {
        VERSION => Ok(()),
        other => Err(WireError::Version(other)),
    }
}

pub(crate) fn fixed<const N: usize>(decoder: &mut Decoder<'_>) -> Result<[u8; N], WireError> {
    decoder.bytes()?.try_into().map_err(|_| WireError::Malformed)
}

impl Outer {
    /// The bytes that travel.
    ///
    /// # Errors
    /// [`WireError::TooLarge`].
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        let mut e = minicbor::Encoder::new(Vec::new());
        e.array(OUTER_LENGTH)
            .and_then(|e| e.u8(VERSION))
            .and_then(|e| e.bytes(&self.mailbox.0))
            .and_then(|e| e.bytes(&self.nonce))
            .and_then(|e| e.bytes(&self.ciphertext))
            .map_err(|_| WireError::TooLarge)?;
        let bytes = e.into_writer();
        if bytes.len() > MAX_OUTER_BYTES {
            Err(WireError::TooLarge)
        } else {
            Ok(bytes)
        }
    }

    /// Reads an outer envelope; only the one encoding that [`Self::encode`] writes is taken.
    ///
    /// # Errors
    /// See [`WireError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        if bytes.len() > MAX_OUTER_BYTES {
            return Err(WireError::TooLarge);
        }
        let mut d = Decoder::new(bytes);
        begin(&mut d, OUTER_LENGTH)?;
        let outer = Self {
            mailbox: MailboxTag(fixed(&mut d)?),
            nonce: fixed(&mut d)?,
            ciphertext: d.bytes()?.to_vec(),
        };
        if outer.encode()? == bytes {
            Ok(outer)
        } else {
            Err(WireError::Malformed)
        }
    }
}

impl Inner {
    /// The bytes that are sealed.
    ///
    /// # Errors
    /// [`WireError::TooLarge`].
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        let mut e = minicbor::Encoder::new(Vec::new());
        let encoded = (|| {
            e.array(INNER_LENGTH)?
                .u8(VERSION)?
                .bytes(&self.team.0)?
                .bytes(&self.doc.0)?
                .u8(self.kind.code())?;
            e.u32(self.epoch)?.bytes(&self.device.0)?.u64(self.seq)?;
            match &self.prev {
                Some(hash) => e.bytes(&hash.0)?,
                None => e.null()?,
            };
            e.i64(self.sent_at_ms)?
                .bytes(&self.payload)?
                .bytes(&self.signature)
                .map(|_| ())
        })();
        encoded.map_err(|_: minicbor::encode::Error<std::convert::Infallible>| WireError::TooLarge)?;
        Ok(e.into_writer())
    }

    /// The bytes that are signed.
    ///
    /// # Errors
    /// [`WireError::TooLarge`].
    pub fn signed_bytes(&self) -> Result<Vec<u8>, WireError> {
        let unsigned = Self {
            signature: [0; 64],
            ..self.clone()
        };
        Ok([SIGNATURE_LABEL, &unsigned.encode()?].concat())
    }

    /// Reads an inner envelope; only the one encoding that [`Self::encode`] writes is taken.
    ///
    /// # Errors
    /// See [`WireError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        let mut d = Decoder::new(bytes);
        begin(&mut d, INNER_LENGTH)?;
        let inner = Self {
            team: TeamId(fixed(&mut d)?),
            doc: DocId(fixed(&mut d)?),
            kind: DocKind::from_code(d.u8()?)?,
            epoch: d.u32()?,
            device: DeviceId(fixed(&mut d)?),
            seq: d.u64()?,
            prev: if d.datatype()? == Type::Null {
                d.null().map(|()| None)?
            } else {
                Some(EnvelopeHash(fixed(&mut d)?))
            },
            sent_at_ms: d.i64()?,
            payload: d.bytes()?.to_vec(),
            signature: fixed(&mut d)?,
        };
        if is_linked(inner.seq, inner.prev.as_ref()) && inner.encode()? == bytes {
            Ok(inner)
        } else {
            Err(WireError::Malformed)
        }
    }
}

#[cfg(test)]
#[path = "envelope_tests.rs"]
mod tests;
