//! Bounds on what is accepted, each in one place.

/// Largest padded inner envelope, bytes.
pub(crate) const MAX_PADDED_BYTES: usize = 4 * 1024 * 1024;
/// Largest outer envelope, bytes: the padded inner one, its tag, ids and lengths.
pub const MAX_OUTER_BYTES: usize = MAX_PADDED_BYTES + 256;
/// Most bytes of changes in one envelope, unpacked.
pub const MAX_CHANGES_BYTES: usize = 16 * 1024 * 1024;
/// Most changes in one envelope.
pub const MAX_CHANGES: usize = 1_000;
/// Most changes in one snapshot: those of a whole document.
pub const MAX_SNAPSHOT_CHANGES: usize = 50_000;
/// Most snapshots in a message.
pub const MAX_SNAPSHOTS: usize = 10_000;
/// Largest single message, bytes: a frame of a transport holds one.
pub const MAX_MESSAGE_BYTES: usize = 32 * 1024 * 1024;
/// Largest batch of messages, bytes: the content of a whole bundle.
pub const MAX_BATCH_BYTES: usize = 160 * 1024 * 1024;
/// Most messages in a batch.
pub const MAX_MESSAGES: usize = 1_000;
/// Most documents one device may say it holds.
pub const MAX_DOCS: usize = 200_000;
/// Most devices that wrote in one document.
pub const MAX_DEVICES: usize = 1_000;
/// Most grants in a message, and most one device may say it holds.
pub const MAX_GRANTS: usize = 400_000;
/// Largest grant, bytes: some hundred recipients.
pub const MAX_GRANT_BYTES: usize = 64 * 1024;
/// Most entries of a roster.
pub const MAX_ROSTER_ENTRIES: usize = 10_000;
/// Largest entry of a roster, bytes: a removal with a cut-off in thousands of documents.
pub const MAX_ROSTER_ENTRY_BYTES: usize = 256 * 1024;
/// Most envelopes in a message.
pub const MAX_PUTS: usize = 100_000;
/// Least bytes of a roster entry or a grant: each ends with a signature.
pub const MIN_SIGNED_BYTES: usize = 64;
/// Most sockets in the text of an address.
pub const MAX_NEARBY_ADDRESSES: usize = 8;
/// Longest text of an address, characters: one that a QR code still holds well.
pub const MAX_NEARBY_CHARS: usize = 600;
/// Bytes of an attachment in one chunk, before it is sealed.
pub const BLOB_CHUNK_BYTES: u64 = 64 * 1024;
/// What sealing adds to each chunk, bytes.
pub const BLOB_TAG_BYTES: u64 = 16;
/// Bytes of the hash of a chunk.
pub const BLOB_HASH_BYTES: u64 = 32;
/// Most chunks of an attachment: 256 MiB.
pub const MAX_BLOB_CHUNKS: u32 = 4_096;
/// Largest message about attachments, bytes, without what follows a piece.
pub const MAX_BLOB_MESSAGE_BYTES: usize = 64 * 1024;
/// Most attachments offered in one message.
pub const MAX_BLOB_OFFERS: usize = 1_000;
/// Most attachments asked for in one message.
pub const MAX_BLOB_WANTS: usize = 64;
/// Most bytes that follow a piece: one sealed chunk.
pub const MAX_BLOB_PIECE_BYTES: u32 = 64 * 1024 + 16;
