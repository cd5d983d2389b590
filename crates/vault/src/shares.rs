//! A vault that colleagues help to open: shares made, ended, tried, and the vault opened with them. Beside it, the request that
//! waits for their answers while the vault is locked.
//!
//! Whatever ends the process in between, the passphrase and the recovery words open the vault: the slot that shares open is
//! replaced whole, in one move of the slot file, and the other slots stay as they are.

use crate::binding::{half_of, read_slots};
use crate::error::VaultError;
use crate::file::{remove, write_atomically};
use crate::folder::{SLOTS, Vault};
use crate::keystore::Keystore;
use rand::CryptoRng;
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use visita_seal::shares::{Share, Shared, SharedOut};
use visita_seal::slots::SlotFile;
use visita_seal::{Subkey, VaultKey};
use zeroize::Zeroizing;

/// A request of a locked device, and the answers that came.
const ASKING: &str = "asking.json";
/// The same while it is being written: it stays where the process ended then.
const ASKING_UNFINISHED: &str = "asking.new";
/// Largest of these files, bytes: a request and every answer there may be.
pub const MAX_ASKING_BYTES: usize = 256 * 1024;

impl Vault {
    /// Which shares open the vault in the folder; none where it has none.
    ///
    /// # Errors
    /// [`VaultError::Absent`]; [`VaultError::Slot`] or [`VaultError::Unwritable`] where it is not known: that is not none.
    pub fn shared(folder: &Path) -> Result<Option<Shared>, VaultError> {
        if !Self::exists(folder) {
            return Err(VaultError::Absent);
        }
        Ok(read_slots(folder)?.shared()?)
    }

    /// Makes a new set of shares. Nothing is changed until it is kept: the shares are to be on their way first.
    ///
    /// # Errors
    /// [`VaultError::Slot`], [`VaultError::Keystore`].
    pub fn make_shares(
        &self,
        passphrase: &str,
        needed: usize,
        holders: usize,
        keystore: &dyn Keystore,
        rng: &mut impl CryptoRng,
    ) -> Result<SharedOut, VaultError> {
        let slots = read_slots(self.folder())?;
        let key = slots.open(passphrase, half_of(&slots, keystore)?.as_ref())?;
        Ok(slots.with_shares(&key, needed, holders, rng)?)
    }

    /// Keeps a new set of shares: from now on they open the vault. Older ones open what was copied of its slots before.
    ///
    /// # Errors
    /// [`VaultError::DiskFull`], [`VaultError::Unwritable`]; the older ones still do.
    pub fn keep_shares(&mut self, made: &SharedOut) -> Result<(), VaultError> {
        write_atomically(&self.folder().join(SLOTS), &made.file.to_json()?)
    }

    /// Ends it: from now on no shares open the vault. What was copied of its slots before, they do.
    ///
    /// # Errors
    /// [`VaultError::Slot`], [`VaultError::DiskFull`], [`VaultError::Unwritable`].
    pub fn end_shares(&mut self) -> Result<(), VaultError> {
        let slots = read_slots(self.folder())?.without_shares();
        write_atomically(&self.folder().join(SLOTS), &slots.to_json()?)
    }

    /// Opens the vault with shares and sets a new passphrase. No wait stands before them, as before the recovery words.
    /// What was asked for stays: that it was answered is first to be noted in the vault.
    ///
    /// # Errors
    /// As [`Self::recover`].
    pub fn open_by_shares(
        folder: &Path,
        shares: &[Share],
        passphrase: &str,
        repeat: &str,
        memory_kib: u32,
        keystore: &dyn Keystore,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, VaultError> {
        let open = |slots: &SlotFile| slots.open_by_shares(shares);
        Self::recover_with(folder, open, (passphrase, repeat), memory_kib, keystore, rng)
    }

    /// Whether these shares would open this vault; changes nothing.
    ///
    /// # Errors
    /// [`VaultError::Slot`]; [`VaultError::Damaged`] where they open a slot of another vault.
    pub fn try_shares(&self, shares: &[Share]) -> Result<(), VaultError> {
        self.require_ours(&read_slots(self.folder())?.open_by_shares(shares)?)
    }

    /// Whether these recovery words would open this vault; changes nothing.
    ///
    /// # Errors
    /// As [`Self::try_shares`].
    pub fn try_words(&self, words: &str) -> Result<(), VaultError> {
        self.require_ours(&read_slots(self.folder())?.open_by_words(words)?)
    }

    fn require_ours(&self, key: &VaultKey) -> Result<(), VaultError> {
        let seed = key.subkey(Subkey::Device).map_err(|_| VaultError::Damaged)?;
        if seed.expose() == self.device_seed().expose() {
            Ok(())
        } else {
            Err(VaultError::Damaged)
        }
    }

    /// What a locked vault asked its colleagues, as it was kept; none where nothing waits. Secret: a key is in it.
    ///
    /// # Errors
    /// [`VaultError::AskingDamaged`] where it is larger than it may be, or no text; [`VaultError::Unwritable`].
    pub fn asking(folder: &Path) -> Result<Option<Zeroizing<String>>, VaultError> {
        let file = match std::fs::File::open(folder.join(ASKING)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        // The room is taken at once: a buffer that grows leaves copies behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_ASKING_BYTES + 1));
        let limit = u64::try_from(MAX_ASKING_BYTES).unwrap_or(u64::MAX);
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() > MAX_ASKING_BYTES {
            return Err(VaultError::AskingDamaged);
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| VaultError::AskingDamaged)?;
        Ok(Some(Zeroizing::new(text.to_owned())))
    }

    /// Keeps what a locked vault asks. The key for its answers is in it, and nothing encrypts it: there is nothing yet to
    /// encrypt it with.
    ///
    /// # Errors
    /// [`VaultError::Refused`] for more than [`MAX_ASKING_BYTES`], which would not be read again; what stood there stays.
    /// [`VaultError::DiskFull`], [`VaultError::Unwritable`].
    pub fn keep_asking(folder: &Path, text: &str) -> Result<(), VaultError> {
        if text.len() > MAX_ASKING_BYTES {
            return Err(VaultError::Refused);
        }
        write_atomically(&folder.join(ASKING), text.as_bytes())
    }

    /// Forgets what a locked vault asked, and what was left of writing it.
    ///
    /// # Errors
    /// [`VaultError::Unwritable`].
    pub fn drop_asking(folder: &Path) -> Result<(), VaultError> {
        remove(&folder.join(ASKING))?;
        remove(&folder.join(ASKING_UNFINISHED))
    }
}

#[cfg(test)]
#[path = "shares_tests.rs"]
mod tests;
