#![doc = include_str!("../README.md")]

mod binding;
mod blob_rows;
mod blobs;
#[cfg(test)]
mod canary_tests;
mod checked;
#[cfg(test)]
mod damage_tests;
mod documents;
mod error;
#[cfg(test)]
mod every_table;
mod exchange;
mod file;
mod fold;
mod folder;
mod grants;
#[cfg(feature = "harness")]
pub mod harness;
mod key;
mod keystore;
mod life;
mod migrations;
#[cfg(test)]
mod migrations_tests;
mod news;
#[cfg(test)]
mod recovery_tests;
mod relay;
mod shares;
mod snapshots;
mod store;
mod tables;
mod travel;

pub use blob_rows::{BlobRow, MAX_BLOBS, MAX_BLOBS_BYTES};
pub use blobs::{Begun, BlobFault, BlobFolder, BlobHere, BlobReader, Incoming, RESERVE_BYTES};
pub use documents::{ChunkRow, DocumentStanding};
pub use error::{Retry, VaultError};
pub use exchange::{EnvelopeLink, EnvelopeNumber, EnvelopeRow, EnvelopeState, PeerRow};
pub use fold::{fold, fold_query};
pub use folder::{Created, Vault};
pub use grants::{GrantRow, GrantedRow, KeyRow, NoticeRow};
pub use keystore::{Keystore, KeystoreClosed, MemoryKeystore, NoKeystore};
pub use news::{Chain, News};
pub use relay::EnvelopeSize;
pub use shares::MAX_ASKING_BYTES;
pub use snapshots::{ChainRow, SnapshotRow};
pub use tables::{DocumentRow, Draft, Projection, Quarantined, SearchHit, SearchRow, Tx};
pub use travel::{ChainHeld, LeftRow};
