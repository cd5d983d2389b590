//! What a device and a relay say to each other: tags, tokens, positions, refusals, and the text of an invitation.
//!
//! Every structure is `[1, body]` in CBOR; a decoder takes only the one encoding that is written. The paths and status
//! codes around them are in the README of `visita-relay`.

mod answer;
mod invitation;
mod item;
mod limits;
mod refusal;
mod request;
mod token;

use crate::VERSION;
use crate::envelope::WireError;
use crate::strict::{Same, structure};
use minicbor::{Decoder, Encode, Encoder};

pub use answer::{FetchAnswer, Kept, News, Outcome, Page, PutAnswer, Trouble, WaitAnswer};
pub use invitation::{BadInvitation, Endpoint, Invitation};
pub use item::sealed_for;
pub use limits::{
    MAX_ANSWER_BYTES, MAX_ASK_REQUEST_BYTES, MAX_ASKS, MAX_HOST_BYTES, MAX_INVITATION_CHARS, MAX_PAGE_BYTES,
    MAX_POSITION, MAX_PUT_ITEMS, MAX_PUT_REQUEST_BYTES, MAX_WAIT_SECONDS, MIN_PAGE_BYTES,
};
pub use refusal::Refusal;
pub use request::{Ask, FetchRequest, PutItem, PutRequest, WaitRequest};
pub use token::{Generation, InvitationToken, MailboxToken, Pin};

const FRAME_LENGTH: u64 = 2;

/// Writes `[1, body]`.
fn frame<T: Encode<()>>(body: &T, most: usize) -> Result<Vec<u8>, WireError> {
    let mut e = Encoder::new(Vec::new());
    e.array(FRAME_LENGTH)
        .and_then(|e| e.u8(VERSION))
        .and_then(|e| e.encode(body))
        .map_err(|_| WireError::TooLarge)?;
    let bytes = e.into_writer();
    if bytes.len() > most {
        Err(WireError::TooLarge)
    } else {
        Ok(bytes)
    }
}

/// Writes `[1, body]`, and reads it again: what is said is what will be heard.
fn write<T: Encode<()>>(
    body: &T,
    most: usize,
    heard: impl FnOnce(&[u8]) -> Result<T, WireError>,
) -> Result<Vec<u8>, WireError> {
    let bytes = frame(body, most)?;
    heard(&bytes)?;
    Ok(bytes)
}

/// Reads `[1, body]` of at most `most` bytes, with nothing after it.
fn read<T: Encode<()>>(
    bytes: &[u8],
    most: usize,
    body: impl FnOnce(&mut Decoder<'_>) -> Result<T, WireError>,
) -> Result<T, WireError> {
    if bytes.len() > most {
        return Err(WireError::TooLarge);
    }
    let mut d = Decoder::new(bytes);
    structure(&mut d, FRAME_LENGTH)?;
    match d.u8()? {
        VERSION => {}
        other => return Err(WireError::Version(other)),
    }
    let body = body(&mut d)?;
    let mut same = Same::new(bytes);
    let written = Encoder::new(&mut same)
        .array(FRAME_LENGTH)
        .and_then(|e| e.u8(VERSION))
        .and_then(|e| e.encode(&body))
        .is_ok();
    if written && same.is_whole() {
        Ok(body)
    } else {
        Err(WireError::Malformed)
    }
}

fn nullable<'b, T>(
    d: &mut Decoder<'b>,
    one: impl FnOnce(&mut Decoder<'b>) -> Result<T, WireError>,
) -> Result<Option<T>, WireError> {
    if d.datatype()? == minicbor::data::Type::Null {
        d.null()?;
        Ok(None)
    } else {
        one(d).map(Some)
    }
}

/// A position or a number of seconds: never beyond what a database can hold.
fn position(d: &mut Decoder<'_>) -> Result<u64, WireError> {
    let number = d.u64()?;
    if number > MAX_POSITION {
        Err(WireError::TooLarge)
    } else {
        Ok(number)
    }
}

#[cfg(test)]
#[path = "relay_tests.rs"]
mod tests;
