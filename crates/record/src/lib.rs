#![doc = include_str!("../README.md")]

mod authorship;
mod cell;
mod chunk;
mod document;
mod fields;
mod intake;
mod origin;
mod passages;
mod stored;
mod withdrawn;

pub use authorship::Signer;
pub use cell::{Author, DEVICE_BYTES, PathRefused};
pub use document::{
    DocumentKind, Edit, EditError, HEAD_BYTES, HistoryEntry, Link, OpenError, RawChange, RecordDocument, change_hash,
    link_of,
};
pub use fields::{Fields, Section, Unreadable, differs};
pub use intake::{Applied, Incoming, Intake, Refusal};
pub use origin::{MAX_WHOLE_OPERATIONS, Origin, origins};
pub use passages::{MemberOf, Overlap, PASSAGES, Passage, Side};
pub use stored::{Chunk, MAX_CHUNKS, NotReadBack, Standing, Whole};
pub use withdrawn::{WHOLE_RECORD, WITHDRAWALS, Withdrawal, withdrawable_nouns};
