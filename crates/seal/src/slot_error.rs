//! Why a key slot does not open or was not made.

use crate::secret::SealError;

/// Why a slot does not open or was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SlotError {
    /// The passphrase or the words do not fit; ask again.
    #[error("does not open the vault")]
    Wrong,
    /// The two passphrases typed differ; ask again.
    #[error("the two passphrases differ")]
    Differ,
    /// Too easy to guess; propose six words.
    #[error("too easy to guess")]
    Weak,
    /// The slot file is truncated, edited or no slot file: restore it from a copy.
    #[error("the slot file is damaged")]
    Damaged,
    /// Written by a newer version: update.
    #[error("the slot file is of a newer version")]
    Newer,
    /// Parameters below the floor or above the ceiling: somebody edited the file.
    #[error("parameters outside the bounds")]
    Parameters,
    /// The keystore of this device does not hold its half, or holds another: open with the recovery words. Says nothing of
    /// the passphrase, which was not tried.
    #[error("this device's keystore does not hold its half")]
    HalfLost,
    /// No shares of this vault are with anybody: open it another way.
    #[error("no shares were made")]
    NotShared,
    /// Fewer shares than it takes: ask more colleagues.
    #[error("fewer shares than it takes")]
    TooFewShares,
    /// No choice among these shares opens it: one is not what it says, or they are of another vault. Ask another colleague.
    #[error("the shares do not open the vault")]
    SharesUnfit,
}

impl From<SealError> for SlotError {
    fn from(_: SealError) -> Self {
        Self::Damaged
    }
}
