//! The door to the keystore of an operating system. Who opens a vault gives one in; this room brings none.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use visita_seal::Secret;

/// The keystore cannot be reached, is locked, or somebody did not allow it: nothing is known of what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the keystore cannot be reached, or did not allow it")]
pub struct KeystoreClosed;

/// Where an operating system keeps one secret of 32 bytes for a vault, apart from the vault's folder. `vault` is the vault's
/// id, 32 hex digits. A person may be asked by the system to unlock it: a call can take as long as they do.
pub trait Keystore: Send + Sync {
    /// Whether there is one that answers. Asks nobody to unlock it.
    fn is_reachable(&self) -> bool;

    /// What it holds for the vault; none where it holds nothing.
    ///
    /// # Errors
    /// [`KeystoreClosed`].
    fn get(&self, vault: &str) -> Result<Option<Secret>, KeystoreClosed>;

    /// Keeps a secret for the vault, in the place of any before.
    ///
    /// # Errors
    /// [`KeystoreClosed`].
    fn set(&self, vault: &str, secret: &Secret) -> Result<(), KeystoreClosed>;

    /// Forgets what it holds for the vault; nothing is no error.
    ///
    /// # Errors
    /// [`KeystoreClosed`].
    fn remove(&self, vault: &str) -> Result<(), KeystoreClosed>;
}

/// Where there is none.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoKeystore;

impl Keystore for NoKeystore {
    fn is_reachable(&self) -> bool {
        false
    }

    fn get(&self, _: &str) -> Result<Option<Secret>, KeystoreClosed> {
        Err(KeystoreClosed)
    }

    fn set(&self, _: &str, _: &Secret) -> Result<(), KeystoreClosed> {
        Err(KeystoreClosed)
    }

    fn remove(&self, _: &str) -> Result<(), KeystoreClosed> {
        Err(KeystoreClosed)
    }
}

/// For tests alone: it holds what it was given as long as the process lives.
#[derive(Default)]
pub struct MemoryKeystore(Mutex<HashMap<String, Secret>>);

impl MemoryKeystore {
    fn held(&self) -> std::sync::MutexGuard<'_, HashMap<String, Secret>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keystore for MemoryKeystore {
    fn is_reachable(&self) -> bool {
        true
    }

    fn get(&self, vault: &str) -> Result<Option<Secret>, KeystoreClosed> {
        Ok(self.held().get(vault).cloned())
    }

    fn set(&self, vault: &str, secret: &Secret) -> Result<(), KeystoreClosed> {
        self.held().insert(vault.to_owned(), secret.clone());
        Ok(())
    }

    fn remove(&self, vault: &str) -> Result<(), KeystoreClosed> {
        self.held().remove(vault);
        Ok(())
    }
}
