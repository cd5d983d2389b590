//! Several bodies, or teams of one body, on one device: a vault for each, and one of them open at a time.

use super::kept::Vaults;
use crate::api::vault::{AppStatus, Nothing, VaultName, VaultRef, VaultRow};
use crate::api::{ApiError, ErrorCode};
use crate::clock::Clock;
use crate::session::Session;
use std::path::{Path, PathBuf};

impl Session {
    /// A locked session among the vaults of an app's data folder, which may be empty or not exist yet: on the one chosen last.
    #[must_use]
    pub fn among(home: PathBuf, clock: Box<dyn Clock>) -> Self {
        let vaults = Vaults::at(home);
        let mut session = Self::at(vaults.folder(), clock);
        session.vaults = Some(vaults);
        session
    }

    /// Where what belongs to the device and to no vault is kept: how things look.
    pub(crate) fn home(&self) -> &Path {
        self.vaults.as_ref().map_or(&self.folder, Vaults::home)
    }

    /// The vaults to choose from; none where the front was given one folder.
    pub(crate) fn vault_rows(&self) -> Vec<VaultRow> {
        let Some(vaults) = &self.vaults else {
            return Vec::new();
        };
        let chosen = vaults.chosen();
        let rows = vaults.list().into_iter().map(|kept| VaultRow {
            chosen: chosen.as_ref() == Some(&kept.id),
            id: kept.id,
            number: kept.number,
            name: kept.name,
        });
        rows.collect()
    }

    /// Locks, and means another vault from now on.
    pub(crate) fn vault_choose(&mut self, args: VaultRef) -> Result<AppStatus, ApiError> {
        self.leave_for(|vaults| vaults.choose(&args.vault))
    }

    /// Locks, and means a vault that is not made yet: `vault_create` makes it.
    pub(crate) fn vault_add(&mut self, _: Nothing) -> Result<AppStatus, ApiError> {
        self.leave_for(|vaults| {
            vaults.begin();
            Ok(())
        })
    }

    /// The name of the open vault. It stands outside the seal; whoever cannot open the vault does not change it.
    pub(crate) fn vault_rename(&mut self, args: VaultName) -> Result<AppStatus, ApiError> {
        self.open()?;
        self.several()?.rename(&args.name)?;
        self.app_status(Nothing {})
    }

    /// A vault was made where this session is.
    pub(crate) fn note_vault(&self) {
        if let Some(vaults) = &self.vaults {
            vaults.note();
        }
    }

    /// Nothing of one vault is in memory when another is meant: its keys, its records, its carriers are dropped first.
    fn leave_for(&mut self, mean: impl FnOnce(&mut Vaults) -> Result<(), ApiError>) -> Result<AppStatus, ApiError> {
        mean(self.several()?)?;
        self.vault_lock(Nothing {})?;
        self.noticed = None;
        self.folder = self.several()?.folder();
        self.app_status(Nothing {})
    }

    fn several(&mut self) -> Result<&mut Vaults, ApiError> {
        self.vaults.as_mut().ok_or_else(|| ErrorCode::NotFound.into())
    }
}
