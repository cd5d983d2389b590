#![doc = include_str!("../README.md")]

mod blob;
mod envelope;
mod ids;
mod life;
mod limits;
mod message;
mod nearby;
mod padding;
pub mod relay;
mod snapshot;
mod strict;

pub use blob::{BlobMessage, BlobOffer, BlobPiece, BlobSize, BlobWant};
pub use envelope::{DocKind, Inner, Outer, WireError, is_linked};
pub use ids::{BadId, BlobId, DeviceId, DocId, EnvelopeHash, MailboxTag, MemberId, TeamId};
pub use life::{before_first, count_of, is_number, last_possible, life_of};
pub use limits::{
    BLOB_CHUNK_BYTES, BLOB_HASH_BYTES, BLOB_TAG_BYTES, MAX_BATCH_BYTES, MAX_BLOB_CHUNKS, MAX_BLOB_MESSAGE_BYTES,
    MAX_BLOB_OFFERS, MAX_BLOB_PIECE_BYTES, MAX_BLOB_WANTS, MAX_CHANGES, MAX_CHANGES_BYTES, MAX_DEVICES, MAX_DOCS,
    MAX_GRANT_BYTES, MAX_GRANTS, MAX_MESSAGE_BYTES, MAX_MESSAGES, MAX_NEARBY_ADDRESSES, MAX_NEARBY_CHARS,
    MAX_OUTER_BYTES, MAX_PUTS, MAX_ROSTER_ENTRIES, MAX_ROSTER_ENTRY_BYTES, MAX_SNAPSHOT_CHANGES, MAX_SNAPSHOTS,
    MIN_SIGNED_BYTES,
};
pub use message::{Digest, Have, HaveDoc, HeldTo, Message, Put, decode_messages, encode_messages};
pub use nearby::{NEARBY_PREFIX, NearbyAddress, NearbyError};
pub use padding::{pad, unpad};
pub use snapshot::{ChainTo, InnerSnapshot};

/// Version of everything in this crate.
pub const VERSION: u8 = 1;
/// What an envelope's signature begins with, so that no other signed thing can pass for one.
pub const SIGNATURE_LABEL: &[u8] = b"visita/envelope/1";
/// What a snapshot's signature begins with.
pub const SNAPSHOT_LABEL: &[u8] = b"visita/snapshot/1";
