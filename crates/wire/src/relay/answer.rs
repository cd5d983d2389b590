//! What a relay answers.

use super::limits::{MAX_ANSWER_BYTES, MAX_ASKS, MAX_PUT_ITEMS};
use super::refusal::Refusal;
use super::token::Generation;
use super::{frame, nullable, position, read};
use crate::envelope::WireError;
use crate::limits::MAX_OUTER_BYTES;
use crate::strict::{bounded, list, structure};
use minicbor::bytes::ByteVec;
use minicbor::encode::{self, Encoder, Write};
use minicbor::{Decoder, Encode};

/// Most envelopes in one page: each is padded to 4 KiB at least, so that a full answer holds fewer.
const MAX_KEPT: usize = super::limits::MAX_PAGE_BYTES / 4096;
const MIN_ENCODED_OUTCOME: usize = 3;
const MIN_ENCODED_PAGE: usize = 3;
const MIN_ENCODED_KEPT: usize = 1 + 1 + 2;
const MIN_ENCODED_NEWS: usize = 3;
/// Code of an outcome that is no refusal.
const KEPT: u8 = 0;

/// What became of one envelope of a put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Durable, at this position of its mailbox; the same as before when it was there already.
    Kept(u64),
    /// Not kept.
    Refused {
        /// Why.
        refusal: Refusal,
        /// When it may be tried again; 0 where that does not help.
        retry_after_seconds: u64,
    },
}

impl<C> Encode<C> for Outcome {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        let (code, number) = match self {
            Self::Kept(position) => (KEPT, *position),
            Self::Refused {
                refusal,
                retry_after_seconds,
            } => (refusal.code(), *retry_after_seconds),
        };
        e.array(2)?.u8(code)?.u64(number).map(|_| ())
    }
}

fn outcome(d: &mut Decoder<'_>) -> Result<Outcome, WireError> {
    structure(d, 2)?;
    let code = d.u8()?;
    let number = position(d)?;
    if code == KEPT {
        Ok(Outcome::Kept(number))
    } else {
        Ok(Outcome::Refused {
            refusal: Refusal::from_code(code)?,
            retry_after_seconds: number,
        })
    }
}

/// What became of each envelope, in the order they were put.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct PutAnswer {
    /// What the positions are of.
    #[n(0)]
    pub generation: Generation,
    /// As many as there were envelopes.
    #[n(1)]
    pub outcomes: Vec<Outcome>,
}

/// An envelope that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct Kept {
    /// Its position in its mailbox, from 1.
    #[n(0)]
    pub position: u64,
    /// As it was put.
    #[n(1)]
    pub outer: ByteVec,
}

/// What one mailbox holds after the position asked.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct Page {
    /// The last position given out; none where the mailbox does not exist or the token is not its own.
    #[n(0)]
    pub head: Option<u64>,
    /// Ascending. Positions left out have expired.
    #[n(1)]
    pub kept: Vec<Kept>,
}

/// Pages for the first mailboxes asked about, in that order: as many as there was room for, and at least one.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct FetchAnswer {
    /// What the positions are of.
    #[n(0)]
    pub generation: Generation,
    /// Whether the last page ends before its mailbox does. Every other page is complete up to its head.
    #[n(1)]
    pub is_cut: bool,
    /// Pages.
    #[n(2)]
    pub pages: Vec<Page>,
}

/// A mailbox that holds more than was known, or less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct News {
    /// Its place among those asked about, from 0.
    #[n(0)]
    pub place: u32,
    /// The last position given out.
    #[n(1)]
    pub head: u64,
}

/// The mailboxes with news, ascending by place; none when the time was over.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct WaitAnswer {
    /// What the positions are of. When it is not the one known, nothing known holds: fetch from 0.
    #[n(0)]
    pub generation: Generation,
    /// News.
    #[n(1)]
    pub news: Vec<News>,
}

/// The body of every answer that is not a success.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode)]
#[cbor(array)]
pub struct Trouble {
    /// Why: see [`Refusal`].
    #[n(0)]
    code: u8,
    /// When to try again; 0 where that does not help.
    #[n(1)]
    pub retry_after_seconds: u64,
}

impl Trouble {
    /// Of a refusal.
    #[must_use]
    pub fn new(refusal: Refusal, retry_after_seconds: u64) -> Self {
        Self {
            code: refusal.code(),
            retry_after_seconds,
        }
    }

    /// Why.
    ///
    /// # Errors
    /// [`WireError::Malformed`], never after [`Self::decode`].
    pub fn refusal(&self) -> Result<Refusal, WireError> {
        Refusal::from_code(self.code)
    }

    /// The bytes that travel.
    ///
    /// # Errors
    /// [`WireError::TooLarge`] beyond what an answer may be.
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        frame(self, MAX_ANSWER_BYTES)
    }

    /// Reads it.
    ///
    /// # Errors
    /// See [`WireError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        read(bytes, MAX_ANSWER_BYTES, |d| {
            structure(d, 2)?;
            let refusal = Refusal::from_code(d.u8()?)?;
            Ok(Self::new(refusal, position(d)?))
        })
    }
}

impl PutAnswer {
    /// The bytes that travel.
    ///
    /// # Errors
    /// [`WireError::TooLarge`] beyond what an answer may be.
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        frame(self, MAX_ANSWER_BYTES)
    }

    /// Reads it.
    ///
    /// # Errors
    /// See [`WireError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        read(bytes, MAX_ANSWER_BYTES, |d| {
            structure(d, 2)?;
            Ok(Self {
                generation: Generation::read(d)?,
                outcomes: list(d, MAX_PUT_ITEMS, MIN_ENCODED_OUTCOME, outcome)?,
            })
        })
    }
}

fn page(d: &mut Decoder<'_>) -> Result<Page, WireError> {
    structure(d, 2)?;
    let head = nullable(d, position)?;
    let kept = list(d, MAX_KEPT, MIN_ENCODED_KEPT, |d| {
        structure(d, 2)?;
        Ok(Kept {
            position: position(d)?,
            outer: bounded(d, 1, MAX_OUTER_BYTES)?,
        })
    })?;
    let ascending = kept.is_sorted_by(|a, b| a.position < b.position);
    let within = kept.last().is_none_or(|last| Some(last.position) <= head);
    if ascending && within {
        Ok(Page { head, kept })
    } else {
        Err(WireError::Malformed)
    }
}

impl FetchAnswer {
    /// The bytes that travel.
    ///
    /// # Errors
    /// [`WireError::TooLarge`] beyond what an answer may be.
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        frame(self, MAX_ANSWER_BYTES)
    }

    /// Reads it.
    ///
    /// # Errors
    /// See [`WireError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        read(bytes, MAX_ANSWER_BYTES, |d| {
            structure(d, 3)?;
            Ok(Self {
                generation: Generation::read(d)?,
                is_cut: d.bool()?,
                pages: list(d, MAX_ASKS, MIN_ENCODED_PAGE, page)?,
            })
        })
    }
}

impl WaitAnswer {
    /// The bytes that travel.
    ///
    /// # Errors
    /// [`WireError::TooLarge`] beyond what an answer may be.
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        frame(self, MAX_ANSWER_BYTES)
    }

    /// Reads it.
    ///
    /// # Errors
    /// See [`WireError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        read(bytes, MAX_ANSWER_BYTES, |d| {
            structure(d, 2)?;
            let generation = Generation::read(d)?;
            let news = list(d, MAX_ASKS, MIN_ENCODED_NEWS, |d| {
                structure(d, 2)?;
                Ok(News {
                    place: d.u32()?,
                    head: position(d)?,
                })
            })?;
            if news.is_sorted_by(|a, b| a.place < b.place) {
                Ok(Self { generation, news })
            } else {
                Err(WireError::Malformed)
            }
        })
    }
}
