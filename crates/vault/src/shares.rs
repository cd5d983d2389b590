//! A vault that colleagues help to open: shares made, ended, tried, and the vault opened with them. Beside it, the request that
//! waits for their answers while the vault is locked.
//!
//! Whatever ends the process in between, the passphrase and the recovery words open the vault: the slot that shares open is
//! replaced whole, in one move of the slot file, and the other slots stay as they are.

use crate::binding::{half_of, read_slots};
use crate::error::VaultError;
use crate::folder::{SLOTS, Vault, write_atomically};
use crate::keystore::Keystore;
use rand::CryptoRng;
use std::io::Read as _;
use std::path::Path;
use visita_seal::shares::{Share, Shared, SharedOut};
use visita_seal::{Subkey, VaultKey};

/// A request of a locked device, and the answers that came.
const ASKING: &str = "asking.json";
/// Largest of these files, bytes.
const MAX_ASKING_BYTES: u64 = 256 * 1024;

impl Vault {
    /// Which shares open the vault in the folder; none where there are none, or where the slot file cannot be read.
    #[must_use]
    pub fn shared(folder: &Path) -> Option<Shared> {
        read_slots(folder).ok().and_then(|slots| slots.shared().ok().flatten())
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

    /// Keeps a new set of shares: from now on they open the vault, and older ones do not.
    ///
    /// # Errors
    /// [`VaultError::DiskFull`], [`VaultError::Unwritable`]; the older ones still do.
    pub fn keep_shares(&mut self, made: &SharedOut) -> Result<(), VaultError> {
        write_atomically(&self.folder().join(SLOTS), &made.file.to_json()?)
    }

    /// Ends it: from now on no shares open the vault.
    ///
    /// # Errors
    /// [`VaultError::Slot`], [`VaultError::DiskFull`], [`VaultError::Unwritable`].
    pub fn end_shares(&mut self) -> Result<(), VaultError> {
        let slots = read_slots(self.folder())?.without_shares();
        write_atomically(&self.folder().join(SLOTS), &slots.to_json()?)
    }

    /// Opens the vault with shares and sets a new passphrase. No wait stands before them, as before the recovery words.
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
        let vault = Self::recover_with(
            folder,
            |slots| slots.open_by_shares(shares),
            (passphrase, repeat),
            memory_kib,
            keystore,
            rng,
        )?;
        // What was asked for has been given: if it stays, it lapses.
        let _ = Self::drop_asking(folder);
        Ok(vault)
    }

    /// Whether these shares would open this vault; changes nothing.
    ///
    /// # Errors
    /// [`VaultError::Slot`]; [`VaultError::Damaged`] where they open a slot of another vault.
    pub fn try_shares(&self, shares: &[Share]) -> Result<(), VaultError> {
        self.is_ours(&read_slots(self.folder())?.open_by_shares(shares)?)
    }

    /// Whether these recovery words would open this vault; changes nothing.
    ///
    /// # Errors
    /// As [`Self::try_shares`].
    pub fn try_words(&self, words: &str) -> Result<(), VaultError> {
        self.is_ours(&read_slots(self.folder())?.open_by_words(words)?)
    }

    fn is_ours(&self, key: &VaultKey) -> Result<(), VaultError> {
        let seed = key.subkey(Subkey::Device).map_err(|_| VaultError::Damaged)?;
        if seed.expose() == self.device_seed().expose() {
            Ok(())
        } else {
            Err(VaultError::Damaged)
        }
    }

    /// What a locked vault asked its colleagues, as it was kept; none where nothing waits.
    #[must_use]
    pub fn asking(folder: &Path) -> Option<String> {
        let file = std::fs::File::open(folder.join(ASKING)).ok()?;
        let mut text = String::new();
        file.take(MAX_ASKING_BYTES).read_to_string(&mut text).ok()?;
        Some(text)
    }

    /// Keeps what a locked vault asks. The key for its answers is in it, and nothing encrypts it: there is nothing yet to
    /// encrypt it with.
    ///
    /// # Errors
    /// [`VaultError::DiskFull`], [`VaultError::Unwritable`].
    pub fn keep_asking(folder: &Path, text: &str) -> Result<(), VaultError> {
        write_atomically(&folder.join(ASKING), text.as_bytes())
    }

    /// Forgets what a locked vault asked.
    ///
    /// # Errors
    /// [`VaultError::Unwritable`].
    pub fn drop_asking(folder: &Path) -> Result<(), VaultError> {
        match std::fs::remove_file(folder.join(ASKING)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}
