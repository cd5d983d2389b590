//! Envelopes of one document: each opened and verified once, all that hold up applied together. Nothing is stored here.

use crate::api::{ApiError, ErrorCode};
#[cfg(test)]
use crate::attempt;
use crate::project::{Projected, project};
use crate::session::{Open, TeamHere, member_of};
use crate::stored::{ToStore, opened as opened_record};
use crate::write::{put_projected, record_kind};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_record::{Applied, Incoming, RecordDocument, Refusal, Signer, link_of};
use visita_seal::Secret;
use visita_seal::envelope::{DocKey, EnvelopeError, UnverifiedEnvelope, VerifiedEnvelope, open_envelope};
use visita_seal::roster::Roster;
use visita_vault::{EnvelopeRow, KeyRow, Tx, VaultError};
use visita_wire::{DocId, EnvelopeHash};

/// Reasons that the roster gives: where it changes, what they hold back is taken up again.
pub(crate) const BY_ROSTER: [&str; 3] = ["stranger", LOOKS_ON, "not_a_lead"];
/// Reason of what a member wrote who never had a role that may write.
const LOOKS_ON: &str = "looks_on";

/// Reason of what a removed device wrote beyond its cut-off.
pub(crate) const AFTER_REMOVAL: &str = "after_removal";

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
        let opener = Opener {
            keys: &keys,
            team,
            chain: &chain,
        };
        let look = |offered: Offered| Looked {
            opened: opener.open(&offered.row, &mut record),
            offered,
            held_back: false,
        };
        let mut looked: Vec<Looked> = rows.into_iter().map(look).collect();
        let held_back = tx.refused_envelopes(&id.bytes(), AFTER_REMOVAL)?;
        opener.vouch(&mut looked, held_back, &mut record);
        let signed = looked.iter().flat_map(|one| &one.opened);
        let incoming: Vec<Incoming<'_>> = signed
            .map(|(envelope, signer)| Incoming {
                signer,
                changes: envelope.changes(),
            })
            .collect();
        let intake = record.as_mut().map(|record| record.intake_all(&incoming));
        let (outcomes, whole) = intake.map_or((Vec::new(), None), |intake| (intake.outcomes, intake.whole));
        let mut outcomes = outcomes.into_iter();
        let settled = looked.into_iter().map(|one| Settled {
            fate: match one.opened {
                Err(fate) => fate,
                Ok(_) => outcomes.next().map_or(Fate::Waiting, fate_of),
            },
            offered: one.offered,
        });
        let settled = settled.collect();
        let from = row.map(|row| row.heads);
        let stored = record.as_mut().zip(whole).map(|(record, whole)| {
            let to_store = ToStore::whole(id, record, from, whole);
            (to_store, project(record, &member_of(Some(team))))
        });
        Ok(Tried { settled, stored })
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

/// An envelope that holds up, and who signed it.
type Signed = (VerifiedEnvelope, Signer);

/// An envelope that was looked at.
struct Looked {
    offered: Offered,
    opened: Result<Signed, Fate>,
    /// It was refused before.
    held_back: bool,
}

impl Looked {
    fn is_late(&self) -> bool {
        matches!(self.opened, Err(Fate::Refused(reason)) if reason == AFTER_REMOVAL)
    }
}

/// What envelopes of one document are opened with.
struct Opener<'a> {
    keys: &'a [KeyRow],
    team: &'a TeamHere,
    chain: &'a Chain,
}

impl Opener<'_> {
    /// Opens and verifies an envelope as the one its row says it is, in its place in its device's chain.
    fn open(&self, row: &EnvelopeRow, record: &mut Option<RecordDocument>) -> Result<Signed, Fate> {
        #[cfg(test)]
        attempt::abort_if_named(&row.hash);
        let envelope = open_with_any(&row.outer, self.keys, &self.team.roster).map_err(Fate::Refused)?;
        self.placed(row, envelope, record)
    }

    fn placed(
        &self,
        row: &EnvelopeRow,
        envelope: VerifiedEnvelope,
        record: &mut Option<RecordDocument>,
    ) -> Result<Signed, Fate> {
        let header = envelope.header();
        if envelope.device().0 != row.device || header.seq != row.seq {
            return Err(Fate::Refused("mislabelled"));
        }
        // A gap before it is no fault: what it rests on decides whether it waits.
        let before = header
            .seq
            .checked_sub(1)
            .and_then(|seq| self.chain.get(&(row.device, seq)));
        if before.is_some_and(|hash| header.prev != Some(EnvelopeHash(*hash))) {
            return Err(Fate::Refused("broken_chain"));
        }
        let envelope = about(envelope, record)?;
        let signer = self.team.signer(&envelope.device()).ok_or(Fate::Refused(LOOKS_ON))?;
        Ok((envelope, signer))
    }

    /// Lets in what a removed device wrote beyond its cut-off where somebody whose word counts wrote on top of it: they had
    /// it before they heard of the removal, and their own words stand nowhere without it. Of what was held back before,
    /// only what is let in now stays among what was looked at.
    fn vouch(&self, looked: &mut Vec<Looked>, held_back: Vec<EnvelopeRow>, record: &mut Option<RecordDocument>) {
        let came: BTreeSet<[u8; 32]> = looked.iter().map(|one| one.offered.row.hash).collect();
        let held_back = held_back.into_iter().filter(|row| !came.contains(&row.hash));
        looked.extend(held_back.map(|row| Looked {
            offered: Offered { row, new: false },
            opened: Err(Fate::Refused(AFTER_REMOVAL)),
            held_back: true,
        }));
        let mut late = self.late(looked, record);
        if !late.is_empty() {
            let signed = looked.iter().flat_map(|one| &one.opened);
            let mut rested_on: BTreeSet<[u8; 32]> = signed.flat_map(|(envelope, _)| rests_on(envelope)).collect();
            while let Some(next) = late.iter().position(|(_, (envelope, _))| carries(envelope, &rested_on)) {
                let (at, vouched) = late.swap_remove(next);
                rested_on.extend(rests_on(&vouched.0));
                if let Some(one) = looked.get_mut(at) {
                    one.opened = Ok(vouched);
                }
            }
        }
        looked.retain(|one| !one.held_back || one.opened.is_ok());
    }

    /// What was refused for a removal alone, by its place, opened as if there had been none.
    fn late(&self, looked: &[Looked], record: &mut Option<RecordDocument>) -> Vec<(usize, Signed)> {
        let refused = looked.iter().enumerate().filter(|(_, one)| one.is_late());
        let opened = refused.filter_map(|(at, one)| {
            let row = &one.offered.row;
            let envelope = open_taken(&row.outer, self.keys, &self.team.roster)?;
            Some((at, self.placed(row, envelope, record).ok()?))
        });
        opened.collect()
    }
}

/// What the changes of an envelope rest on.
fn rests_on(envelope: &VerifiedEnvelope) -> Vec<[u8; 32]> {
    let links = envelope.changes().iter().filter_map(|change| link_of(change));
    links.flat_map(|link| link.rests_on).collect()
}

/// Whether an envelope carries one of these changes.
fn carries(envelope: &VerifiedEnvelope, changes: &BTreeSet<[u8; 32]>) -> bool {
    let mut links = envelope.changes().iter().filter_map(|change| link_of(change));
    links.any(|link| changes.contains(&link.hash))
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
        EnvelopeError::AfterRemoval => AFTER_REMOVAL,
        EnvelopeError::Content => "bounds",
    }
}

#[cfg(test)]
#[path = "authorship_tests.rs"]
mod tests;
