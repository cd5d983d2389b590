//! Bounds on what a device and a relay say to each other.

use crate::limits::MAX_OUTER_BYTES;

/// Most envelopes in one put.
pub const MAX_PUT_ITEMS: usize = 1_000;
/// Largest put, bytes: one of the largest envelopes always fits.
pub const MAX_PUT_REQUEST_BYTES: usize = 8 * 1024 * 1024;
/// Most mailboxes asked about in one fetch or wait. A device that follows more divides them.
pub const MAX_ASKS: usize = 4_096;
/// Largest fetch or wait request, bytes.
pub const MAX_ASK_REQUEST_BYTES: usize = 64 + MAX_ASKS * 80;
/// Most bytes of envelopes in one answer to a fetch.
pub const MAX_PAGE_BYTES: usize = 8 * 1024 * 1024;
/// Fewest bytes of envelopes a device may ask for: one of the largest always fits.
pub const MIN_PAGE_BYTES: usize = MAX_OUTER_BYTES;
/// Largest answer, bytes: a full page and what surrounds its envelopes.
pub const MAX_ANSWER_BYTES: usize = MAX_PAGE_BYTES + 1024 * 1024;
/// Longest wait for news, seconds: below the minute after which proxies give up.
pub const MAX_WAIT_SECONDS: u16 = 50;
/// Highest position: what a signed 64-bit column holds.
pub const MAX_POSITION: u64 = i64::MAX as u64;
/// Longest name of a host, bytes.
pub const MAX_HOST_BYTES: usize = 253;
/// Longest text of an invitation: what its checksum is made for.
pub const MAX_INVITATION_CHARS: usize = 1_023;
