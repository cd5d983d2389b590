//! Snapshots in: opened, verified, and every change looked at as if its own device had just sent it.

use super::{CHAINS, CONTENT, MALFORMED, SWAPPED, guarded, reason};
use crate::api::{ApiError, ErrorCode};
use crate::attempt;
use crate::intake::Counts;
use crate::membership::epochs::doc_key;
use crate::project::{Projected, project};
use crate::session::{Open, TeamHere, member_of};
use crate::stored::ToStore;
use crate::write::{put_projected, record_kind};
use std::collections::BTreeMap;
use visita_domain::DocumentId;
use visita_record::{Origin, RawChange, RecordDocument, Signer, origins};
use visita_seal::snapshot::{VerifiedSnapshot, open_snapshot};
use visita_vault::{KeyRow, SnapshotRow};
use visita_wire::{ChainTo, DeviceId, Outer, count_of, life_of};

/// Keys by the mailbox each leads to.
type ByMailbox = BTreeMap<[u8; 32], KeyRow>;

/// A snapshot that holds up.
struct Looked {
    snapshot: VerifiedSnapshot,
    changes: Vec<(Signer, RawChange)>,
    /// It tells of this very life of this device what this device does not know.
    is_of_this_life: bool,
}

impl Open {
    /// Takes snapshots of documents of which nothing is held. What is refused is kept in quarantine; what comes late, or for
    /// a key that is not here, is nothing to anybody.
    pub(crate) fn take_snapshots(
        &mut self,
        from: &DeviceId,
        snapshots: &[Vec<u8>],
        at_ms: i64,
        counts: &mut Counts,
    ) -> Result<(), ApiError> {
        if snapshots.is_empty() {
            return Ok(());
        }
        let keys = self.vault.read().keys()?.into_iter();
        let keys: ByMailbox = keys.map(|row| (row.mailbox, row)).collect();
        for outer in snapshots {
            let taken = match Outer::decode(outer) {
                Err(_) => Err(MALFORMED),
                Ok(opened) => match keys.get(&opened.mailbox.0) {
                    None => continue,
                    Some(key) => self.take_snapshot(key, outer, at_ms)?,
                },
            };
            match taken {
                Ok(taken) => counts.read += u32::from(taken),
                Err(reason) => {
                    let new = self.vault.transact(|tx| tx.quarantine(&from.0, reason, at_ms, outer))?;
                    counts.quarantined += u32::from(new);
                }
            }
        }
        Ok(())
    }

    /// Takes one snapshot; whether it is read by it now, or why it is refused.
    fn take_snapshot(
        &mut self,
        key: &KeyRow,
        outer: &[u8],
        at_ms: i64,
    ) -> Result<Result<bool, &'static str>, ApiError> {
        let id = DocumentId::from_bytes(key.doc);
        // What ended the process once is not tried again by itself: its envelopes come, one at a time.
        if self.suspects.contains(&id) || self.vault.read().document_standing(&key.doc)?.is_some() {
            return Ok(Ok(false));
        }
        let place = attempt::Place::Record(id);
        self.vault
            .transact(|tx| attempt::begin(tx, place, attempt::Attempt::Together))?;
        let taken = match self.look_at_snapshot(key, outer) {
            Ok(Ok(looked)) => self
                .keep_snapshot(id, outer, looked, at_ms)
                .map(|kept| kept.map(|()| true)),
            Ok(Err(reason)) => Ok(Err(reason)),
            Err(error) => Err(error),
        };
        if !matches!(taken, Ok(Ok(_))) {
            // The process is alive: what is refused is no crash.
            self.vault.transact(|tx| attempt::end(tx, place))?;
        }
        taken
    }

    fn look_at_snapshot(&self, key: &KeyRow, outer: &[u8]) -> Result<Result<Looked, &'static str>, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let opened = open_snapshot(outer, &doc_key(key)).and_then(|snapshot| snapshot.verify(&team.roster));
        let snapshot = match opened {
            Ok(snapshot) if snapshot.kind().code() == key.kind => snapshot,
            Ok(_) => return Ok(Err(SWAPPED)),
            Err(error) => return Ok(Err(reason(error))),
        };
        let changes = match checked(snapshot.chains(), snapshot.changes(), team) {
            Ok(changes) => changes,
            Err(reason) => return Ok(Err(reason)),
        };
        let here = (self.device.id(), self.vault.life());
        let mut chains = snapshot.chains().iter();
        Ok(Ok(Looked {
            is_of_this_life: chains.any(|chain| (chain.device, life_of(chain.seq)) == here),
            snapshot,
            changes,
        }))
    }

    /// Makes the record of a snapshot and keeps both, in one transaction.
    fn keep_snapshot(
        &mut self,
        id: DocumentId,
        outer: &[u8],
        looked: Looked,
        at_ms: i64,
    ) -> Result<Result<(), &'static str>, ApiError> {
        if looked.is_of_this_life {
            self.begin_life()?;
        }
        let mut record = RecordDocument::genesis(record_kind(looked.snapshot.kind()))?;
        let whole = match record.intake_whole(&looked.changes) {
            Ok(whole) => whole,
            Err(refusal) => return Ok(Err(guarded(refusal))),
        };
        let to_store = ToStore::whole(id, &mut record, None, whole);
        let mut projected: Projected = project(id, &mut record, &member_of(self.team.as_ref()));
        self.name_visits(id, &mut projected)?;
        let row = SnapshotRow {
            doc: id.bytes(),
            device: looked.snapshot.device().0,
            at_ms,
            outer: outer.to_vec(),
        };
        self.vault.transact(|tx| {
            to_store.put(tx)?;
            put_projected(tx, id, &to_store.heads, &projected)?;
            tx.put_snapshot(&row)?;
            attempt::end(tx, attempt::Place::Record(id))
        })?;
        self.shelve(id, &projected);
        self.records.remove(&id);
        self.unweighed.came_into(id);
        Ok(Ok(()))
    }
}

/// The changes of a snapshot with what each one's device may have signed, if they are what its chains say; or why not. Whoever
/// makes one is held to the same as whoever takes it.
pub(super) fn checked(
    chains: &[ChainTo],
    changes: &[RawChange],
    team: &TeamHere,
) -> Result<Vec<(Signer, RawChange)>, &'static str> {
    let made = origins(changes).map_err(guarded)?;
    if !holds_its_chains(chains, &made) {
        return Err(CHAINS);
    }
    signed(changes, &made, team).ok_or(CONTENT)
}

/// Whether every change is of a chain that the snapshot names, and no chain is longer than the changes there are of it: an
/// envelope carries one at least.
fn holds_its_chains(chains: &[ChainTo], made: &[Origin]) -> bool {
    let mut changes: BTreeMap<(DeviceId, u32), u64> = BTreeMap::new();
    for origin in made {
        *changes.entry((DeviceId(origin.device), origin.life)).or_default() += 1;
    }
    let all_hold = chains.iter().all(|chain| {
        let of_chain = changes.remove(&(chain.device, life_of(chain.seq)));
        of_chain.is_some_and(|count| count_of(chain.seq) <= count)
    });
    all_hold && changes.is_empty()
}

/// Each change with what its own device may have signed, by the roster; none where one of them may have signed nothing.
fn signed(changes: &[RawChange], made: &[Origin], team: &TeamHere) -> Option<Vec<(Signer, RawChange)>> {
    let mut signers: BTreeMap<[u8; 32], Option<Signer>> = BTreeMap::new();
    let signed = changes.iter().zip(made).map(|(change, origin)| {
        let signer = signers
            .entry(origin.device)
            .or_insert_with(|| team.signer(&DeviceId(origin.device)));
        Some((signer.clone()?, change.clone()))
    });
    signed.collect()
}
