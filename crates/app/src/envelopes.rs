//! Envelopes of one document: each opened and verified once, all that hold up applied together. Nothing is stored here.

use crate::api::{ApiError, ErrorCode};
#[cfg(test)]
use crate::attempt;
use crate::project::{Projected, project};
use crate::session::{Open, TeamHere, member_of};
use crate::stored::{ToStore, opened as opened_record};
use crate::write::{put_projected, record_kind};
use std::collections::BTreeMap;
use visita_domain::DocumentId;
use visita_record::{Applied, Incoming, RecordDocument, Refusal};
use visita_seal::Secret;
use visita_seal::envelope::{DocKey, EnvelopeError, UnverifiedEnvelope, VerifiedEnvelope, open_envelope};
use visita_seal::roster::Roster;
use visita_vault::{EnvelopeRow, KeyRow, Tx, VaultError};
use visita_wire::{DocId, EnvelopeHash};

/// Reasons that the roster gives: where it changes, what they hold back is taken up again.
pub(crate) const BY_ROSTER: [&str; 3] = ["stranger", LOOKS_ON, "not_a_lead"];
/// Reason of what a member wrote who never had a role that may write.
const LOOKS_ON: &str = "looks_on";

/// What became of one envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Applied,
    Waiting,
    Refused(&'static str),
}

/// Reasons that leave open whether the device in whose name an envelope came ever gave it this number: whoever carries can
/// write a label. Such an envelope takes no number from the true one.
const UNPROVEN: [&str; 7] = [
    "unopenable",
    "malformed",
    "mislabelled",
    "foreign_team",
    "forged",
    "stranger",
    "broken_chain",
];

impl Fate {
    /// Whether an envelope was refused before it was known to be what it is labelled as.
    pub(crate) fn is_unproven(self) -> bool {
        matches!(self, Self::Refused(reason) if UNPROVEN.contains(&reason))
    }
}

/// An envelope to be taken.
pub(crate) struct Offered {
    pub row: EnvelopeRow,
    /// It came now; otherwise it has waited.
    pub new: bool,
}

/// An envelope, and what became of it.
pub(crate) struct Settled {
    pub offered: Offered,
    pub fate: Fate,
}

/// What became of envelopes of one document, and the document with them, where any was applied.
pub(crate) struct Tried {
    pub settled: Vec<Settled>,
    stored: Option<(ToStore, Projected)>,
}

impl Tried {
    /// Stores the document with what lists show of it.
    pub(crate) fn put_record(&self, tx: &Tx<'_>, id: DocumentId) -> Result<(), VaultError> {
        if let Some((to_store, projected)) = &self.stored {
            to_store.put(tx)?;
            put_projected(tx, id, &to_store.heads, projected)?;
        }
        Ok(())
    }
}

/// Hashes of envelopes by device and number.
type Chain = BTreeMap<([u8; 32], u64), [u8; 32]>;

impl Open {
    /// What becomes of envelopes of one document, in whatever order they came.
    pub(crate) fn try_envelopes(&self, id: DocumentId, mut rows: Vec<Offered>) -> Result<Tried, ApiError> {
        rows.sort_by_key(|offered| (offered.row.seq, offered.row.device));
        let tx = self.vault.read();
        let keys = tx.keys_of(&id.bytes())?;
        let row = tx.document(&id.bytes())?;
        let mut record = row.as_ref().map(opened_record).transpose()?;
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let mut chain = Chain::new();
        for (device, seq, hash) in tx.envelope_hashes(&id.bytes())? {
            chain.insert((device, seq), hash);
        }
        for Offered { row, .. } in &rows {
            chain.insert((row.device, row.seq), row.hash);
        }
        let mut opened = Vec::new();
        for Offered { row, .. } in &rows {
            #[cfg(test)]
            attempt::abort_if_named(&row.hash);
            let envelope = open(row, &keys, team, &chain);
            let of_kind = envelope.and_then(|envelope| about(envelope, &mut record));
            opened.push(of_kind.and_then(|envelope| {
                let signer = team.signer(&envelope.device()).ok_or(Fate::Refused(LOOKS_ON))?;
                Ok((envelope, signer))
            }));
        }
        let incoming: Vec<Incoming<'_>> = opened
            .iter()
            .flatten()
            .map(|(envelope, signer)| Incoming {
                signer,
                changes: envelope.changes(),
            })
            .collect();
        let intake = record.as_mut().map(|record| record.intake_all(&incoming));
        let (outcomes, whole) = intake.map_or((Vec::new(), None), |intake| (intake.outcomes, intake.whole));
        let mut outcomes = outcomes.into_iter();
        let fates: Vec<Fate> = opened
            .iter()
            .map(|envelope| match envelope {
                Err(fate) => *fate,
                Ok(_) => outcomes.next().map_or(Fate::Waiting, fate_of),
            })
            .collect();
        let settled = rows
            .into_iter()
            .zip(fates)
            .map(|(offered, fate)| Settled { offered, fate });
        let from = row.map(|row| row.heads);
        let stored = record.as_mut().zip(whole).map(|(record, whole)| {
            let to_store = ToStore::whole(id, record, from, whole);
            (to_store, project(record, &member_of(Some(team))))
        });
        Ok(Tried {
            settled: settled.collect(),
            stored,
        })
    }

    /// What was tried is stored now: what is held in memory of the document follows.
    pub(crate) fn stored(&mut self, id: DocumentId, tried: &Tried) {
        if let Some((_, projected)) = &tried.stored {
            self.shelve(id, projected);
        }
        self.records.remove(&id);
    }
}

/// Opens an envelope with whichever key fits, and verifies it; or why not.
pub(crate) fn open_with_any(outer: &[u8], keys: &[KeyRow], roster: &Roster) -> Result<VerifiedEnvelope, &'static str> {
    let opened = opened(outer, keys).ok_or("unopenable")?;
    opened.and_then(|envelope| envelope.verify(roster)).map_err(reason)
}

/// An envelope that was taken in once: its signature is checked, not today's membership.
pub(crate) fn open_taken(outer: &[u8], keys: &[KeyRow], roster: &Roster) -> Option<VerifiedEnvelope> {
    opened(outer, keys)?
        .and_then(|envelope| envelope.verify_taken(roster))
        .ok()
}

fn opened(outer: &[u8], keys: &[KeyRow]) -> Option<Result<UnverifiedEnvelope, EnvelopeError>> {
    keys.iter().find_map(|key| {
        let key = DocKey {
            doc: DocId(key.doc),
            epoch: key.epoch,
            key: Secret::new(key.key),
        };
        match open_envelope(outer, &key) {
            Err(EnvelopeError::Unopenable) => None,
            other => Some(other),
        }
    })
}

/// Opens and verifies an envelope as the one its row says it is, in its place in its device's chain.
fn open(row: &EnvelopeRow, keys: &[KeyRow], team: &TeamHere, chain: &Chain) -> Result<VerifiedEnvelope, Fate> {
    let envelope = open_with_any(&row.outer, keys, &team.roster).map_err(Fate::Refused)?;
    let header = envelope.header();
    if envelope.device().0 != row.device || header.seq != row.seq {
        return Err(Fate::Refused("mislabelled"));
    }
    // A gap before it is no fault: what it rests on decides whether it waits.
    let before = header.seq.checked_sub(1).and_then(|seq| chain.get(&(row.device, seq)));
    if before.is_some_and(|hash| header.prev != Some(EnvelopeHash(*hash))) {
        return Err(Fate::Refused("broken_chain"));
    }
    Ok(envelope)
}

/// Lets an envelope by that is about the kind of record at hand; the first one fixes the kind of a record not held yet.
fn about(envelope: VerifiedEnvelope, record: &mut Option<RecordDocument>) -> Result<VerifiedEnvelope, Fate> {
    let kind = record_kind(envelope.header().kind);
    if record.is_none() {
        *record = RecordDocument::genesis(kind).ok();
    }
    match record {
        Some(record) if record.kind() == kind => Ok(envelope),
        Some(_) => Err(Fate::Refused("mislabelled")),
        None => Err(Fate::Refused("not_taken")),
    }
}

fn fate_of(outcome: Result<Applied, Refusal>) -> Fate {
    match outcome {
        Ok(Applied::New(_) | Applied::Known) => Fate::Applied,
        Ok(Applied::Waiting) => Fate::Waiting,
        Err(refusal) => Fate::Refused(match refusal {
            Refusal::Bounds => "bounds",
            Refusal::Malformed => "malformed",
            Refusal::ForeignActor => "foreign_actor",
            Refusal::ForeignMember => "foreign_member",
            Refusal::ForeignCovers => "foreign_covers",
            Refusal::NotALead => "not_a_lead",
            Refusal::Numbering => "numbering",
            Refusal::Schema => "schema",
            Refusal::Duplicate => "duplicate_number",
            Refusal::NotTaken => "not_taken",
        }),
    }
}

fn reason(error: EnvelopeError) -> &'static str {
    match error {
        EnvelopeError::Wire(_) | EnvelopeError::Unlinked => "malformed",
        EnvelopeError::Unopenable => "unopenable",
        EnvelopeError::Swapped => "mislabelled",
        EnvelopeError::ForeignTeam => "foreign_team",
        EnvelopeError::Forged => "forged",
        EnvelopeError::Stranger => "stranger",
        EnvelopeError::AfterRemoval => "after_removal",
        EnvelopeError::Content => "bounds",
    }
}

#[cfg(test)]
#[path = "authorship_tests.rs"]
mod tests;
