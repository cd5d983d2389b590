//! Whether a snapshot was true: its envelopes say.

use super::{BEYOND_REMOVAL, CHAINS, RESTS_ON_UNSIGNED, UNSIGNED, reason};
use crate::api::{ApiError, ErrorCode};
use crate::envelopes::{Fate, Offered, open_taken};
use crate::intake::settle;
use crate::membership::epochs::doc_key;
use crate::session::{Open, TeamHere};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_record::{change_hash, origins};
use visita_seal::snapshot::{SnapshotError, VerifiedSnapshot, open_snapshot};
use visita_vault::{ChainRow, KeyRow, SnapshotRow, Tx, VaultError};
use visita_wire::{DeviceId, life_of};

/// Where a snapshot stands.
enum Proof {
    /// Envelopes are still to come.
    Waits,
    /// All have come, and between them they carry every change of it.
    Holds,
    /// It does not hold, for this reason.
    Fails(&'static str),
}

/// Chains by device and life.
type ByLife = BTreeMap<([u8; 32], u32), ChainRow>;

impl Open {
    /// Looks at every snapshot that is not proven yet: forgets those that are now, undoes those that are not true or would
    /// carry words beyond a removal. Returns how many things are in quarantine for it now.
    pub(crate) fn settle_snapshots(&mut self, at_ms: i64) -> Result<u32, ApiError> {
        let mut quarantined = 0;
        for doc in self.vault.read().snapshots()? {
            let Some(row) = self.vault.read().snapshot_of(&doc)? else {
                continue;
            };
            match self.weigh(&row)? {
                Proof::Waits => {}
                Proof::Holds => self.vault.transact(|tx| tx.drop_snapshot(&doc))?,
                Proof::Fails(reason) => quarantined += self.undo(&row, reason, at_ms)?,
            }
        }
        Ok(quarantined)
    }

    fn weigh(&self, row: &SnapshotRow) -> Result<Proof, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let tx = self.vault.read();
        let keys = tx.keys_of(&row.doc)?;
        let snapshot = match opened(row, &keys, team) {
            Ok(snapshot) => snapshot,
            Err(error) => return Ok(Proof::Fails(reason(error))),
        };
        let held: ByLife = tx
            .chains_of(&row.doc)?
            .into_iter()
            .map(|chain| ((chain.device, life_of(chain.seq)), chain))
            .collect();
        let mut all_came = true;
        for chain in snapshot.chains() {
            let standing = tx.envelope_standing(&row.doc, &chain.device.0, chain.seq)?;
            if standing.is_some_and(|(hash, _)| hash != chain.hash.0) {
                return Ok(Proof::Fails(CHAINS));
            }
            let reached = held.get(&(chain.device.0, life_of(chain.seq)));
            if reached.is_some_and(|reached| reached.seq >= chain.seq) {
                continue;
            }
            all_came = false;
            // What was taken in from a colleague before a removal was heard of stays; what only a snapshot says does not.
            let seat = team.roster.devices.get(&chain.device);
            if !seat.is_some_and(|seat| seat.accepts(&snapshot.doc(), chain.seq)) {
                return Ok(Proof::Fails(BEYOND_REMOVAL));
            }
        }
        if !all_came {
            return Ok(Proof::Waits);
        }
        let carried = carried(&tx, &row.doc, &keys, team)?;
        let made = origins(snapshot.changes()).unwrap_or_default();
        let proven = made.iter().all(|origin| carried.contains(&origin.hash));
        Ok(if proven { Proof::Holds } else { Proof::Fails(UNSIGNED) })
    }

    /// Makes a record anew from its envelopes, as if the snapshot had never come. What was written here on top of what goes
    /// waits as it does with everybody else, and is shown.
    fn undo(&mut self, row: &SnapshotRow, reason: &'static str, at_ms: i64) -> Result<u32, ApiError> {
        let id = DocumentId::from_bytes(row.doc);
        let envelopes = self.vault.read().opened_envelopes(&row.doc)?;
        let offered = envelopes.into_iter().map(|(row, applied)| Offered {
            row,
            new: false,
            taken: applied,
        });
        let tried = self.try_afresh(id, offered.collect())?;
        let this = self.device.id();
        let rests = tried
            .settled
            .iter()
            .filter(|one| one.fate == Fate::Waiting && one.offered.row.device == this.0);
        let rests: Vec<_> = rests.map(|one| one.offered.row.outer.clone()).collect();
        let kind = self.kind_of(id)?;
        if !rests.is_empty() {
            // What waits has taken numbers of its actor that the record knows nothing of.
            self.begin_life()?;
        }
        let quarantined = self.vault.transact(|tx| {
            match tried.is_empty() {
                true => tx.drop_document(&row.doc, &kind)?,
                false => tried.put_record(tx, id)?,
            }
            tried.settled.iter().try_for_each(|one| settle(tx, one, at_ms))?;
            tx.drop_snapshot(&row.doc)?;
            let mut quarantined = u32::from(tx.quarantine(&row.device, reason, at_ms, &row.outer)?);
            for outer in &rests {
                quarantined += u32::from(tx.quarantine(&this.0, RESTS_ON_UNSIGNED, at_ms, outer)?);
            }
            Ok::<u32, VaultError>(quarantined)
        })?;
        self.stored(id, &tried);
        self.shelf = None;
        Ok(quarantined)
    }

    fn kind_of(&self, id: DocumentId) -> Result<String, ApiError> {
        let row = self.vault.read().document(&id.bytes())?;
        Ok(row.ok_or(ErrorCode::NotFound)?.kind)
    }

    /// Who vouches for the changes of a record that no envelope carries yet: the lead's device, while a snapshot stands.
    pub(crate) fn vouched(&self, id: DocumentId) -> Result<Option<(DeviceId, BTreeSet<String>)>, ApiError> {
        let tx = self.vault.read();
        let (Some(team), Some(row)) = (&self.team, tx.snapshot_of(&id.bytes())?) else {
            return Ok(None);
        };
        let Ok(snapshot) = opened(&row, &tx.keys_of(&id.bytes())?, team) else {
            return Ok(None);
        };
        let changes = snapshot.changes().iter().filter_map(|change| change_hash(change));
        Ok(Some((snapshot.device(), changes.collect())))
    }
}

/// A snapshot that was taken in.
fn opened(row: &SnapshotRow, keys: &[KeyRow], team: &TeamHere) -> Result<VerifiedSnapshot, SnapshotError> {
    let opened = keys
        .iter()
        .find_map(|key| open_snapshot(&row.outer, &doc_key(key)).ok());
    opened.ok_or(SnapshotError::Malformed)?.verify_taken(&team.roster)
}

/// The changes that envelopes of a document carry which are applied.
fn carried(tx: &Tx<'_>, doc: &[u8; 16], keys: &[KeyRow], team: &TeamHere) -> Result<BTreeSet<[u8; 32]>, ApiError> {
    let applied = tx.opened_envelopes(doc)?.into_iter().filter(|(_, applied)| *applied);
    let mut carried = BTreeSet::new();
    for (row, _) in applied {
        let envelope = open_taken(&row.outer, keys, &team.roster);
        let made = envelope.and_then(|envelope| origins(envelope.changes()).ok());
        carried.extend(made.into_iter().flatten().map(|origin| origin.hash));
    }
    Ok(carried)
}
