//! What a relay takes: sealed, padded, addressed, and nothing else.

use crate::VERSION;
use crate::envelope::{WireError, fixed};
use crate::ids::MailboxTag;
use crate::limits::MAX_OUTER_BYTES;
use crate::padding::is_cell;
use crate::strict::structure;
use minicbor::{Decoder, Encoder};

const OUTER_LENGTH: u64 = 4;
/// Poly1305's tag, which follows what it seals.
const SEAL_BYTES: usize = 16;

/// The mailbox that bytes are sealed for: an outer envelope in the one encoding there is, its content padded to a cell.
/// What is not padded is refused, so that a relay never learns a size.
///
/// # Errors
/// See [`WireError`].
pub fn sealed_for(outer: &[u8]) -> Result<MailboxTag, WireError> {
    if outer.len() > MAX_OUTER_BYTES {
        return Err(WireError::TooLarge);
    }
    let mut d = Decoder::new(outer);
    structure(&mut d, OUTER_LENGTH)?;
    match d.u8()? {
        VERSION => {}
        other => return Err(WireError::Version(other)),
    }
    let tag = MailboxTag(fixed(&mut d)?);
    let nonce: [u8; 24] = fixed(&mut d)?;
    let sealed = d.bytes()?.len();
    let mut e = Encoder::new(Vec::new());
    let length = u64::try_from(sealed).map_err(|_| WireError::TooLarge)?;
    e.array(OUTER_LENGTH)
        .and_then(|e| e.u8(VERSION))
        .and_then(|e| e.bytes(&tag.0))
        .and_then(|e| e.bytes(&nonce))
        .and_then(|e| e.bytes_len(length))
        .map_err(|_| WireError::TooLarge)?;
    let before = e.into_writer();
    let padded = sealed.checked_sub(SEAL_BYTES).is_some_and(is_cell);
    if padded && outer.starts_with(&before) && outer.len() == before.len() + sealed {
        Ok(tag)
    } else {
        Err(WireError::Malformed)
    }
}
