//! Snapshots out: made when somebody needs one, kept nowhere.

use super::take::checked;
use crate::api::ApiError;
use crate::membership::epochs::doc_key;
use crate::session::{Open, TeamHere};
use crate::stored::opened;
use crate::write::wire_kind;
use visita_seal::snapshot::{SnapshotHeader, seal_snapshot};
use visita_vault::Tx;
use visita_wire::{ChainTo, DeviceId, DocId, EnvelopeHash, count_of};

/// Fewest envelopes that a snapshot stands for: the only one is no larger, and proves itself.
const FEWEST_ENVELOPES: u64 = 2;

impl Open {
    /// A snapshot of a document for these devices. None by a device that does not lead; of what it knows from a snapshot
    /// itself; where words beyond a removal came in, or an envelope is missing among those that did; where nobody of these
    /// may read it; where whoever took it would refuse it; and beyond the limits of an envelope. The envelopes serve in all
    /// these cases.
    pub(crate) fn make_snapshot(&self, doc: DocId, to: &[DeviceId]) -> Result<Option<Vec<u8>>, ApiError> {
        let (this, tx) = (self.device.id(), self.vault.read());
        let Some(team) = self.team.as_ref().filter(|team| team.roster.is_admin(&this)) else {
            return Ok(None);
        };
        if self.has_left()? || tx.snapshot_of(&doc.0)?.is_some() {
            return Ok(None);
        }
        let Ok(access) = self.access(&doc.0) else {
            return Ok(None);
        };
        let readers = access.readers(&team.roster);
        let is_read = readers.contains(&this) && to.iter().any(|device| readers.contains(device));
        let held = tx.keys_of(&doc.0)?;
        let key = access.key_to_write(&team.roster, &held).filter(|_| is_read);
        let Some((key, chains)) = key.zip(whole_chains(&tx, doc, team)?) else {
            return Ok(None);
        };
        // A damaged record says so where it is opened; it keeps no bundle from being written.
        let record = tx.document(&doc.0)?.and_then(|row| opened(&row).ok());
        let Some(mut record) = record else { return Ok(None) };
        let header = SnapshotHeader {
            team: team.roster.team,
            kind: wire_kind(record.kind()),
            chains,
        };
        let changes = record.changes();
        if checked(&header.chains, &changes, team).is_err() {
            return Ok(None);
        }
        Ok(seal_snapshot(&doc_key(key), &header, &changes, &self.device, &mut rand::rng()).ok())
    }
}

/// How far every chain of a document goes; none where that does not say exactly what its record holds.
fn whole_chains(tx: &Tx<'_>, doc: DocId, team: &TeamHere) -> Result<Option<Vec<ChainTo>>, ApiError> {
    let rows = tx.chains_of(&doc.0)?;
    let accepts = |device: [u8; 32], seq| {
        let seat = team.roster.devices.get(&DeviceId(device));
        seat.is_some_and(|seat| seat.accepts(&doc, seq))
    };
    let whole = rows.iter().all(|row| !row.is_broken && accepts(row.device, row.seq));
    let envelopes: u64 = rows.iter().map(|row| count_of(row.seq)).sum();
    let chains = rows.into_iter().map(|row| ChainTo {
        device: DeviceId(row.device),
        seq: row.seq,
        hash: EnvelopeHash(row.hash),
    });
    Ok((whole && envelopes >= FEWEST_ENVELOPES).then(|| chains.collect()))
}
