//! Bounds, each in one place. Those of the bytes themselves are `visita_wire::relay`'s.

use std::time::Duration;

/// Days an envelope is kept, unless the operator says otherwise.
pub const KEEP_DAYS: u32 = 90;
/// Bytes one mailbox may hold, unless the operator says otherwise.
pub const MAILBOX_BYTES: u64 = 256 * 1024 * 1024;
/// Bytes the mailboxes of one invitation may hold together, unless it says otherwise.
pub const INVITATION_BYTES: u64 = 10 * 1024 * 1024 * 1024;
/// Mailboxes one invitation may open, unless it says otherwise.
pub const INVITATION_MAILBOXES: u64 = 100_000;
/// Requests one address may make in a minute, unless the operator says otherwise; so many at once after a pause.
pub const REQUESTS_A_MINUTE: u32 = 600;
/// Envelopes put into one mailbox in a minute, unless the operator says otherwise; so many at once after a pause.
pub const PUTS_A_MINUTE: u32 = 6_000;

/// Bodies larger than this go into object storage, where there is one.
pub const INLINE_BYTES: usize = 256 * 1024;
/// Objects that no row names are removed after this long: whoever put them is done by then.
pub const ORPHAN_AGE: Duration = Duration::from_secs(24 * 3_600);
/// Bodies fetched from object storage at once, for one answer.
pub const OBJECTS_AT_ONCE: usize = 8;

/// Envelopes committed together.
pub const BATCH_ITEMS: usize = 2_000;
/// Bytes committed together; one request always fits.
pub const BATCH_BYTES: usize = 32 * 1024 * 1024;
/// Puts waiting for the writer; more are asked to come again.
pub const QUEUED_PUTS: usize = 256;
/// Connections that read.
pub const READERS: usize = 4;
/// Tries of a batch that another process got in the way of.
pub const BATCH_TRIES: usize = 5;

/// Bytes of requests and answers held at once; more are asked to come again.
pub const BYTES_IN_FLIGHT: usize = 128 * 1024 * 1024;
/// How long a request waits for that.
pub const ROOM_WAIT: Duration = Duration::from_secs(2);
/// Connections at once.
pub const CONNECTIONS: usize = 4_096;
/// Mailboxes waited for at once, over all devices.
pub const WATCHED: usize = 1_000_000;

/// Time to finish a TLS handshake, the first request, or the head of any.
pub const HEAD_TIME: Duration = Duration::from_secs(15);
/// Time to send a body of the largest size: about 70 KiB a second.
pub const BODY_TIME: Duration = Duration::from_secs(120);
/// Time for requests under way when the relay is told to stop.
pub const STOP_TIME: Duration = Duration::from_secs(20);

/// Seconds to wait before asking a busy relay again.
pub const BUSY_SECONDS: u64 = 5;
/// Seconds to wait before putting into something full: room comes when envelopes expire, or the operator acts.
pub const FULL_SECONDS: u64 = 3_600;

/// Time between two sweeps.
pub const SWEEP_EVERY: Duration = Duration::from_secs(600);
/// Envelopes removed in one transaction.
pub const SWEEP_ITEMS: usize = 500;
/// Pages given back to the disk after a sweep, in one go.
pub const SWEEP_PAGES: u32 = 4_096;

/// Addresses and tokens whose pace is remembered; beyond it, the slowest to forget are forgotten.
pub const PACES: usize = 200_000;
