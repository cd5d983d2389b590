//! What can go wrong, each with something the person can do.

use crate::keystore::KeystoreClosed;
use visita_seal::slots::SlotError;

/// When the next passphrase may be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// Milliseconds from now.
    pub after_ms: i64,
}

/// Why the vault did not do what was asked. Nothing was changed, nothing was lost.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// No vault in this folder: make one.
    #[error("no vault here")]
    Absent,
    /// A vault is here already: open it.
    #[error("a vault is here already")]
    Present,
    /// Another process has it open: use that one.
    #[error("in use by another process")]
    InUse,
    /// The passphrase or the words do not fit, or a new passphrase was refused.
    #[error(transparent)]
    Slot(#[from] SlotError),
    /// Too many wrong tries: wait.
    #[error("wait before the next try")]
    BackedOff(Retry),
    /// The keystore of this device cannot be reached, or did not allow it: unlock it, or open with the recovery words.
    #[error(transparent)]
    Keystore(#[from] KeystoreClosed),
    /// The database is damaged: keep the folder, restore from a copy.
    #[error("the database is damaged")]
    Damaged,
    /// Written by a newer version: update.
    #[error("written by a newer version")]
    Newer,
    /// What was asked of colleagues is damaged: give it up, and ask anew.
    #[error("what was asked of colleagues is damaged")]
    AskingDamaged,
    /// No room on the disk: make room and try again.
    #[error("the disk is full")]
    DiskFull,
    /// The folder cannot be written to or read.
    #[error("the folder cannot be used")]
    Unwritable,
    /// The store refused a value its schema forbids.
    #[error("the store refused the value")]
    Refused,
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{ErrorCode as Code, ffi};
        match error.sqlite_error().map(|error| error.extended_code) {
            // The index of the log, which lives in memory but stands in the folder, found no room.
            Some(ffi::SQLITE_IOERR_SHMSIZE) => return Self::DiskFull,
            Some(
                ffi::SQLITE_IOERR_WRITE
                | ffi::SQLITE_IOERR_FSYNC
                | ffi::SQLITE_IOERR_DIR_FSYNC
                | ffi::SQLITE_IOERR_TRUNCATE
                | ffi::SQLITE_IOERR_DELETE
                | ffi::SQLITE_IOERR_SHMOPEN
                | ffi::SQLITE_IOERR_SHMMAP,
            ) => return Self::Unwritable,
            _ => {}
        }
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::DatabaseBusy | Code::DatabaseLocked | Code::FileLockingProtocolFailed) => Self::InUse,
            Some(Code::ReadOnly | Code::CannotOpen | Code::PermissionDenied) => Self::Unwritable,
            Some(Code::ConstraintViolation | Code::TypeMismatch | Code::TooBig) => Self::Refused,
            // SQLCipher reports a page that does not verify as an I/O failure or as "not a database".
            _ => Self::Damaged,
        }
    }
}

impl From<std::io::Error> for VaultError {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::StorageFull {
            Self::DiskFull
        } else {
            Self::Unwritable
        }
    }
}
