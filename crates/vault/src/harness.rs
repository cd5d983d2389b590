//! For the simulator alone (feature `harness`): a vault that opens without stretching a passphrase, does not wait for the
//! disk, and stops dead at a chosen moment, as a process does that is killed.

use crate::error::VaultError;
use crate::folder::Vault;
use rand::CryptoRng;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A fuse that is not lit.
const UNLIT: i64 = i64::MAX;

/// Burns by one step before and one after each commit; once burnt, no transaction happens any more. A commit that burnt
/// it has happened, but whoever asked for it never hears.
#[derive(Debug, Clone)]
pub struct Fuse(Arc<AtomicI64>);

impl Default for Fuse {
    fn default() -> Self {
        Self(Arc::new(AtomicI64::new(UNLIT)))
    }
}

impl Fuse {
    /// Lights it: so many steps are left.
    pub fn light(&self, steps: u32) {
        self.0.store(i64::from(steps), Ordering::Relaxed);
    }

    /// Puts it out.
    pub fn put_out(&self) {
        self.0.store(UNLIT, Ordering::Relaxed);
    }

    /// Whether the process counts as dead.
    #[must_use]
    pub fn is_burnt(&self) -> bool {
        self.0.load(Ordering::Relaxed) <= 0
    }

    /// One step; whether it is burnt then.
    pub(crate) fn burn(&self) -> Result<(), VaultError> {
        let left = self.0.load(Ordering::Relaxed);
        if left != UNLIT && left > 0 {
            self.0.store(left - 1, Ordering::Relaxed);
        }
        if self.is_burnt() {
            Err(VaultError::Unwritable)
        } else {
            Ok(())
        }
    }
}

impl Vault {
    /// Opens with the recovery words, which need no stretching, and waits for no disk.
    ///
    /// # Errors
    /// As [`Vault::unlock`].
    pub fn open_in_harness(
        folder: &Path,
        words: &str,
        fuse: Fuse,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, VaultError> {
        let mut vault = Self::with_words(folder, words, rng)?;
        vault.fuse = fuse;
        vault.wait_for_no_disk()?;
        Ok(vault)
    }
}
