//! A vault bound to a device: its passphrase opens it only together with what this device's keystore holds.
//!
//! Whatever ends the process in between, the vault opens: the keystore's half is there before a slot asks for it, and goes
//! after none does. A half that no slot asks for is harmless, and the next binding takes it.

use crate::error::VaultError;
use crate::file::write_atomically;
use crate::folder::{SLOTS, Vault};
use crate::keystore::{Keystore, KeystoreClosed};
use rand::CryptoRng;
use std::path::Path;
use visita_seal::slots::SlotFile;
use visita_seal::{Secret, VaultKey};

/// The slot file of a folder.
pub(crate) fn read_slots(folder: &Path) -> Result<SlotFile, VaultError> {
    Ok(SlotFile::parse(&std::fs::read(folder.join(SLOTS))?)?)
}

/// The half that the passphrase slot asks for; none where it asks for none. The keystore is not touched then.
pub(crate) fn half_of(slots: &SlotFile, keystore: &dyn Keystore) -> Result<Option<Secret>, VaultError> {
    if !slots.is_bound() {
        return Ok(None);
    }
    let held = keystore.get(&slots.vault_name()?)?;
    slots.half(held.as_ref())?;
    Ok(held)
}

impl Vault {
    /// Whether the passphrase opens the vault in the folder only together with a keystore. A slot file that cannot be read
    /// is not bound to anything.
    #[must_use]
    pub fn is_bound(folder: &Path) -> bool {
        read_slots(folder).is_ok_and(|slots| slots.is_bound())
    }

    /// Binds the vault to this device: from now on its passphrase opens it only where the keystore holds its half. The
    /// recovery words open it as before. One that is bound stays as it is.
    ///
    /// # Errors
    /// [`VaultError::Slot`], [`VaultError::Keystore`], [`VaultError::DiskFull`], [`VaultError::Unwritable`]; it is not bound.
    pub fn bind(
        &mut self,
        passphrase: &str,
        memory_kib: u32,
        keystore: &dyn Keystore,
        rng: &mut impl CryptoRng,
    ) -> Result<(), VaultError> {
        let slots = read_slots(self.folder())?;
        let key = slots.open(passphrase, half_of(&slots, keystore)?.as_ref())?;
        if slots.is_bound() {
            return Ok(());
        }
        let half = keep_half(&slots, keystore, rng)?;
        self.replace_slots(&slots, &key, passphrase, Some(&half), memory_kib, rng)
    }

    /// Ends the binding: from now on the passphrase alone opens the vault. One that is not bound stays as it is.
    ///
    /// # Errors
    /// [`VaultError::Slot`], [`VaultError::Keystore`], [`VaultError::DiskFull`], [`VaultError::Unwritable`]; it is as before.
    pub fn unbind(
        &mut self,
        passphrase: &str,
        memory_kib: u32,
        keystore: &dyn Keystore,
        rng: &mut impl CryptoRng,
    ) -> Result<(), VaultError> {
        let slots = read_slots(self.folder())?;
        let key = slots.open(passphrase, half_of(&slots, keystore)?.as_ref())?;
        if !slots.is_bound() {
            return Ok(());
        }
        self.replace_slots(&slots, &key, passphrase, None, memory_kib, rng)?;
        // Nothing asks for the half any more: one that a keystore does not let go of is harmless.
        let _ = keystore.remove(&slots.vault_name()?);
        Ok(())
    }

    fn replace_slots(
        &self,
        slots: &SlotFile,
        key: &VaultKey,
        passphrase: &str,
        half: Option<&Secret>,
        memory_kib: u32,
        rng: &mut impl CryptoRng,
    ) -> Result<(), VaultError> {
        let slots = slots.with_half(key, passphrase, half, memory_kib, rng)?;
        write_atomically(&self.folder().join(SLOTS), &slots.to_json()?)
    }
}

/// The half for a slot to be bound: what the keystore holds already, since a copy of the folder on this device may ask for
/// it, or a new one. It is read back, so that no slot ever asks for what a keystore only said to keep.
fn keep_half(slots: &SlotFile, keystore: &dyn Keystore, rng: &mut impl CryptoRng) -> Result<Secret, VaultError> {
    let name = slots.vault_name()?;
    if let Some(half) = keystore.get(&name)? {
        return Ok(half);
    }
    let half = Secret::make(rng);
    keystore.set(&name, &half)?;
    match keystore.get(&name)? {
        Some(kept) if kept.expose() == half.expose() => Ok(half),
        _ => Err(KeystoreClosed.into()),
    }
}
