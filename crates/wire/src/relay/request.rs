//! What a device asks of a relay.

use super::limits::{
    MAX_ASK_REQUEST_BYTES, MAX_ASKS, MAX_PAGE_BYTES, MAX_PUT_ITEMS, MAX_PUT_REQUEST_BYTES, MAX_WAIT_SECONDS,
    MIN_PAGE_BYTES,
};
use super::token::{Generation, InvitationToken, MailboxToken};
use super::{nullable, position, read, write};
use crate::envelope::{WireError, fixed};
use crate::ids::MailboxTag;
use crate::limits::MAX_OUTER_BYTES;
use crate::strict::{bounded, list, structure};
use minicbor::bytes::ByteVec;
use minicbor::{Decoder, Encode};

const MIN_ENCODED_ITEM: usize = 1 + 34 + 2;
const MIN_ENCODED_ASK: usize = 1 + 34 + 34 + 1;

/// One envelope to keep. Its mailbox is the one it is sealed for.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct PutItem {
    /// Opens the mailbox; the first put into a mailbox sets it.
    #[n(0)]
    pub token: MailboxToken,
    /// The outer envelope.
    #[n(1)]
    pub outer: ByteVec,
}

/// Envelopes to keep: all of them are durable when they are acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct PutRequest {
    /// Needed where a mailbox does not exist yet.
    #[n(0)]
    pub invitation: Option<InvitationToken>,
    /// One or more.
    #[n(1)]
    pub items: Vec<PutItem>,
}

/// One mailbox asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct Ask {
    /// The mailbox.
    #[n(0)]
    pub tag: MailboxTag,
    /// Opens it.
    #[n(1)]
    pub token: MailboxToken,
    /// The last position known; 0 for none.
    #[n(2)]
    pub after: u64,
}

/// What came after the positions known, mailbox by mailbox in the order asked.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct FetchRequest {
    /// Most bytes of envelopes in the answer.
    #[n(0)]
    pub room_bytes: u32,
    /// One or more.
    #[n(1)]
    pub asks: Vec<Ask>,
}

/// Answer when any of these mailboxes holds more, or the time is over.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct WaitRequest {
    /// The generation the positions are of: another one is news at once.
    #[n(0)]
    pub generation: Option<Generation>,
    /// Longest wait; 0 asks how things stand.
    #[n(1)]
    pub seconds: u16,
    /// One or more.
    #[n(2)]
    pub asks: Vec<Ask>,
}

fn some<T>(things: Vec<T>) -> Result<Vec<T>, WireError> {
    if things.is_empty() {
        Err(WireError::Malformed)
    } else {
        Ok(things)
    }
}

fn asks(d: &mut Decoder<'_>) -> Result<Vec<Ask>, WireError> {
    let asks = list(d, MAX_ASKS, MIN_ENCODED_ASK, |d| {
        structure(d, 3)?;
        Ok(Ask {
            tag: MailboxTag(fixed(d)?),
            token: MailboxToken::read(d)?,
            after: position(d)?,
        })
    })?;
    some(asks)
}

impl PutRequest {
    /// The bytes that travel.
    ///
    /// # Errors
    /// [`WireError`] for what [`Self::decode`] would refuse.
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        write(self, MAX_PUT_REQUEST_BYTES, Self::decode)
    }

    /// Reads it. The envelopes in it are only counted and measured: see [`super::sealed_for`].
    ///
    /// # Errors
    /// See [`WireError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        read(bytes, MAX_PUT_REQUEST_BYTES, |d| {
            structure(d, 2)?;
            let invitation = nullable(d, InvitationToken::read)?;
            let items = list(d, MAX_PUT_ITEMS, MIN_ENCODED_ITEM, |d| {
                structure(d, 2)?;
                Ok(PutItem {
                    token: MailboxToken::read(d)?,
                    outer: bounded(d, 1, MAX_OUTER_BYTES)?,
                })
            })?;
            Ok(Self {
                invitation,
                items: some(items)?,
            })
        })
    }
}

impl FetchRequest {
    /// The bytes that travel.
    ///
    /// # Errors
    /// [`WireError`] for what [`Self::decode`] would refuse.
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        write(self, MAX_ASK_REQUEST_BYTES, Self::decode)
    }

    /// Reads it.
    ///
    /// # Errors
    /// See [`WireError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        read(bytes, MAX_ASK_REQUEST_BYTES, |d| {
            structure(d, 2)?;
            let room_bytes = d.u32()?;
            let room = usize::try_from(room_bytes).map_err(|_| WireError::TooLarge)?;
            if room > MAX_PAGE_BYTES {
                return Err(WireError::TooLarge);
            }
            if room < MIN_PAGE_BYTES {
                return Err(WireError::Malformed);
            }
            Ok(Self {
                room_bytes,
                asks: asks(d)?,
            })
        })
    }
}

impl WaitRequest {
    /// The bytes that travel.
    ///
    /// # Errors
    /// [`WireError`] for what [`Self::decode`] would refuse.
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        write(self, MAX_ASK_REQUEST_BYTES, Self::decode)
    }

    /// Reads it.
    ///
    /// # Errors
    /// See [`WireError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        read(bytes, MAX_ASK_REQUEST_BYTES, |d| {
            structure(d, 3)?;
            let generation = nullable(d, Generation::read)?;
            let seconds = d.u16()?;
            if seconds > MAX_WAIT_SECONDS {
                return Err(WireError::TooLarge);
            }
            Ok(Self {
                generation,
                seconds,
                asks: asks(d)?,
            })
        })
    }
}
