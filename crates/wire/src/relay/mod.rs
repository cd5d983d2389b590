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

use crate::envelope::WireError;
use crate::strict::{frame, read, write};
use minicbor::Decoder;

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
