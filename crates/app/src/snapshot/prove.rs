//! Whether a snapshot was true: its envelopes say.

use super::{BEYOND_REMOVAL, CHAINS, CONTENT, RESTS_ON_UNDONE, UNSIGNED, Unweighed, reason};
use crate::api::{ApiError, ErrorCode};
use crate::attempt;
use crate::envelopes::{Fate, Offered, open_taken};
use crate::intake::settle;
use crate::membership::epochs::doc_key;
use crate::session::{Open, TeamHere};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_record::{DocumentKind, change_hash, origins};
use visita_seal::snapshot::{SnapshotError, VerifiedSnapshot, open_snapshot};
use visita_vault::{ChainRow, EnvelopeState, KeyRow, SnapshotRow, Tx, VaultError};
use visita_wire::{ChainTo, DeviceId, DocId, before_first, life_of};

/// Where a snapshot stands.
enum Proof {
    /// Envelopes are still to come.
    Waits,
    /// All have come, and between them they carry every change of it.
    Holds,
    /// It does not hold, for this reason.
    Fails(&'static str),
}

/// A document, and how far each chain goes in its snapshot.
type ChainsOf = ([u8; 16], Vec<ChainTo>);

/// Chains by device and life.
type ByLife = BTreeMap<([u8; 32], u32), ChainRow>;

impl Open {
    /// Looks at the snapshots that are not proven yet and may be now, or may not hold any more: forgets those that are proven, undoes
    /// those that are not true or would carry words beyond a removal. Returns how many things are in quarantine for it now.
    pub(crate) fn settle_snapshots(&mut self, at_ms: i64) -> Result<u32, ApiError> {
        let Some(seating) = self.team.as_ref().map(TeamHere::seating) else {
            return Ok(0);
        };
        // An error on the way leaves nothing weighed: the next intake looks at all.
        let Unweighed { by, records } = std::mem::take(&mut self.unweighed);
        let all = by.as_ref() != Some(&seating);
        let mut quarantined = 0;
        for doc in self.vault.read().snapshots()? {
            if !all && !records.contains(&DocumentId::from_bytes(doc)) {
                continue;
            }
            let Some(row) = self.vault.read().snapshot_of(&doc)? else {
                continue;
            };
            match self.weigh(&row)? {
                Proof::Waits => {}
                Proof::Holds => self.vault.transact(|tx| tx.drop_snapshot(&doc))?,
                Proof::Fails(reason) => quarantined += self.try_to_undo(&row, reason, at_ms)?,
            }
        }
        self.unweighed = Unweighed {
            by: Some(seating),
            records: BTreeSet::new(),
        };
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
        let (mut all_came, mut is_beyond) = (true, false);
        for chain in snapshot.chains() {
            let standing = tx.envelope_standing(&row.doc, &chain.device.0, chain.seq)?;
            if standing.is_some_and(|(hash, state)| is_known(state) && hash != chain.hash.0) {
                return Ok(Proof::Fails(CHAINS));
            }
            let life = life_of(chain.seq);
            let reached = held.get(&(chain.device.0, life));
            let reached = reached.map_or(before_first(life), |reached| reached.seq);
            let counts_to = counts_to(chain, &snapshot.doc(), team);
            all_came &= reached >= counts_to;
            // What was taken in from a colleague before a removal was heard of stays; what only a snapshot says does not.
            is_beyond |= counts_to < chain.seq && reached < chain.seq;
        }
        if !all_came {
            // Also where it goes beyond a removal: without it, what counts of it would be gone until its envelopes come.
            return Ok(Proof::Waits);
        }
        if is_beyond {
            return Ok(Proof::Fails(BEYOND_REMOVAL));
        }
        let Ok(made) = origins(snapshot.changes()) else {
            return Ok(Proof::Fails(CONTENT));
        };
        let carried = carried(&tx, &row.doc, &keys, team)?;
        let proven = made.iter().all(|origin| carried.contains(&origin.hash));
        Ok(if proven { Proof::Holds } else { Proof::Fails(UNSIGNED) })
    }

    /// Makes a record anew from its envelopes, unless that has ended the process too often: then it stands as it does, vouched
    /// for, rather than to keep anybody from their work.
    fn try_to_undo(&mut self, row: &SnapshotRow, reason: &'static str, at_ms: i64) -> Result<u32, ApiError> {
        let id = DocumentId::from_bytes(row.doc);
        if !self.vault.transact(|tx| attempt::begin_afresh(tx, id))? {
            return Ok(0);
        }
        let undone = self.undo(row, reason, at_ms);
        // The process is alive: neither what it has kept nor an error is a crash.
        let ended = self.vault.transact(|tx| attempt::end(tx, attempt::Place::Afresh(id)));
        let quarantined = undone?;
        ended?;
        Ok(quarantined)
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
        if reason == BEYOND_REMOVAL && tried.is_empty() {
            // Nobody lied, and nothing would take its place: it stands as the lead's word until an envelope does.
            return Ok(0);
        }
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
                quarantined += u32::from(tx.quarantine(&this.0, RESTS_ON_UNDONE, at_ms, outer)?);
            }
            Ok::<u32, VaultError>(quarantined)
        })?;
        self.stored(id, &tried);
        self.shelf = None;
        if tried.is_empty() && kind == DocumentKind::Place.code() {
            // Visits are found no more by the name of a place that is gone.
            self.name_all_visits()?;
        }
        Ok(quarantined)
    }

    fn kind_of(&self, id: DocumentId) -> Result<String, ApiError> {
        let row = self.vault.read().document(&id.bytes())?;
        Ok(row.ok_or(ErrorCode::NotFound)?.kind)
    }

    /// How far the chains go of every snapshot that is not proven yet, by document.
    pub(crate) fn chains_of_snapshots(&self) -> Result<Vec<ChainsOf>, ApiError> {
        let (tx, Some(team)) = (self.vault.read(), &self.team) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for doc in tx.snapshots()? {
            let Some(row) = tx.snapshot_of(&doc)? else { continue };
            if let Ok(snapshot) = opened(&row, &tx.keys_of(&doc)?, team) {
                found.push((doc, snapshot.chains().to_vec()));
            }
        }
        Ok(found)
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

/// Whether what stands under a number was opened, and given that number by its device: anybody can write a label on what
/// nobody opens.
fn is_known(state: EnvelopeState) -> bool {
    match state {
        EnvelopeState::Applied | EnvelopeState::Waiting => true,
        EnvelopeState::Sealed(_) | EnvelopeState::Quarantined => false,
    }
}

/// Up to which number a chain of a snapshot counts: to its end, or to the cut-off of a device that was removed since.
fn counts_to(chain: &ChainTo, doc: &DocId, team: &TeamHere) -> u64 {
    let life = life_of(chain.seq);
    let cut_off = match team.roster.devices.get(&chain.device) {
        Some(seat) => seat.cut_off(doc, life),
        None => Some(before_first(life)),
    };
    cut_off.map_or(chain.seq, |last| chain.seq.min(last))
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
