//! Another life of this device: after its vault was restored from a copy, nothing it writes takes a number that something
//! written since the copy was made has already.

use crate::api::ApiError;
use crate::api::vault::Nothing;
use crate::session::{Open, Session};
use std::collections::BTreeMap;
use visita_seal::envelope::envelope_hash;
use visita_sync::Ledger as _;
use visita_wire::{DocId, Have, Put, TeamId, life_of};

impl Session {
    /// Somebody says that this vault was restored from a copy.
    pub(crate) fn vault_restored(&mut self, _: Nothing) -> Result<Nothing, ApiError> {
        self.open()?.begin_life()?;
        Ok(Nothing {})
    }
}

impl Open {
    pub(crate) fn begin_life(&mut self) -> Result<(), ApiError> {
        let life = self.vault.begin_life(&mut rand::rng())?;
        if let Some(team) = &mut self.team {
            team.author.incarnation = life;
        }
        Ok(())
    }

    /// Whether somebody says that they hold more of this life than this device knows of having written.
    pub(crate) fn forgot_by_haves(&self, haves: &[Have]) -> Result<bool, ApiError> {
        let (device, life) = (self.device.id(), self.vault.life());
        let Some(team) = haves.first().map(|have| have.team) else {
            return Ok(false);
        };
        let own = self.own_numbers(team)?;
        let docs = haves.iter().flat_map(|have| &have.docs);
        let mut theirs = docs.flat_map(|doc| doc.held.iter().map(|to| (doc.doc, *to)));
        Ok(theirs.any(|(doc, to)| {
            to.device == device && life_of(to.seq) == life && to.seq > own.get(&doc).copied().unwrap_or(0)
        }))
    }

    /// Whether what comes was written in this life, by this device, and is not what this device holds there.
    pub(crate) fn forgot_by_puts(&self, puts: &[Put]) -> Result<bool, ApiError> {
        let (device, life) = (self.device.id(), self.vault.life());
        for put in puts {
            if put.device != device || life_of(put.seq) != life {
                continue;
            }
            let held = self.vault.read().envelope_standing(&put.doc.0, &device.0, put.seq)?;
            if held.is_none_or(|(hash, _)| hash != envelope_hash(&put.outer).0) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How far this device has written in this life, by document.
    fn own_numbers(&self, team: TeamId) -> Result<BTreeMap<DocId, u64>, ApiError> {
        let (device, life) = (self.device.id(), self.vault.life());
        let have = self.ledger(team).have()?;
        let docs = have.docs.iter();
        let own = docs.flat_map(|doc| doc.held.iter().map(|to| (doc.doc, *to)));
        Ok(own
            .filter(|(_, to)| to.device == device && life_of(to.seq) == life)
            .map(|(doc, to)| (doc, to.seq))
            .collect())
    }
}
