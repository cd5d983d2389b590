//! Binding a vault to this device, and ending that.

use crate::api::vault::{Binding, Nothing, Passphrase};
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use crate::vaults::memory_kib;
use std::sync::Arc;
use visita_vault::Vault;

impl Session {
    /// Asks the keystore whether it is there: not for the lock screen, which waits for nothing.
    pub(crate) fn binding_get(&mut self, _: Nothing) -> Result<Binding, ApiError> {
        Ok(Binding {
            bound: Vault::is_bound(&self.folder),
            keystore: self.keystore.is_reachable(),
        })
    }

    pub(crate) fn vault_bind(&mut self, args: Passphrase) -> Result<Binding, ApiError> {
        let keystore = Arc::clone(&self.keystore);
        self.require_written_words()?;
        let vault = &mut self.open()?.vault;
        vault.bind(&args.passphrase, memory_kib(), &*keystore, &mut rand::rng())?;
        self.binding_get(Nothing {})
    }

    pub(crate) fn vault_unbind(&mut self, args: Passphrase) -> Result<Binding, ApiError> {
        let keystore = Arc::clone(&self.keystore);
        let vault = &mut self.open()?.vault;
        vault.unbind(&args.passphrase, memory_kib(), &*keystore, &mut rand::rng())?;
        self.binding_get(Nothing {})
    }

    /// The recovery words are all that opens a bound vault when its keystore is lost: nothing is bound while they are on the
    /// screen and not written down yet.
    fn require_written_words(&self) -> Result<(), ApiError> {
        match self.recovery {
            Some(_) => Err(ErrorCode::Refused.into()),
            None => Ok(()),
        }
    }
}
