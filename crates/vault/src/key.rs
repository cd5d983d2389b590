//! The one unsafe call: handing SQLCipher its raw key without writing it into SQL text.
#![allow(unsafe_code)]

use crate::error::VaultError;
use rusqlite::{Connection, ffi};
use visita_seal::Secret;

/// Sets the raw 32-byte key. SQLCipher reads `x'…'` (64 hex digits) as a raw key instead of stretching it.
pub(crate) fn set_key(connection: &Connection, key: &Secret) -> Result<(), VaultError> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut literal = visita_seal::secret::wiped_bytes();
    literal.extend_from_slice(b"x'");
    for byte in key.expose() {
        literal.extend(
            [byte >> 4, byte & 15]
                .iter()
                .filter_map(|digit| DIGITS.get(usize::from(*digit))),
        );
    }
    literal.push(b'\'');
    let length = i32::try_from(literal.len()).map_err(|_| VaultError::Damaged)?;
    // SAFETY: the handle is alive for the whole call because `connection` is borrowed, and SQLCipher copies the
    // `length` bytes at the pointer before it returns.
    let code = unsafe { ffi::sqlite3_key(connection.handle(), literal.as_ptr().cast(), length) };
    if code == ffi::SQLITE_OK {
        Ok(())
    } else {
        Err(VaultError::Damaged)
    }
}
