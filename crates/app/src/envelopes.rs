//! Envelopes of one document: each opened and verified once, all that hold up applied together. Nothing is stored here.

use crate::api::{ApiError, ErrorCode};
#[cfg(test)]
use crate::attempt;
use crate::intake::CRASHED_BEFORE;
use crate::project::{Projected, project};
use crate::session::{Open, TeamHere, member_of};
use crate::stored::{ToStore, opened as opened_record};
use crate::write::{put_projected, record_kind};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_record::{Applied, Incoming, Link, RecordDocument, Refusal, Signer, link_of};
use visita_seal::Secret;
use visita_seal::envelope::{DocKey, EnvelopeError, UnverifiedEnvelope, VerifiedEnvelope, open_envelope};
use visita_seal::roster::Roster;
use visita_vault::{EnvelopeNumber, EnvelopeRow, KeyRow, Tx, VaultError};
use visita_wire::{DeviceId, DocId, EnvelopeHash};

/// Reasons that the roster gives: where it changes, what they hold back is taken up again.
pub(crate) const BY_ROSTER: [&str; 3] = ["stranger", LOOKS_ON, "not_a_lead"];
/// Reason of what a member wrote who never had a role that may write.
const LOOKS_ON: &str = "looks_on";

/// Reason of what a removed device wrote beyond its cut-off.
pub(crate) const AFTER_REMOVAL: &str = "after_removal";

/// Reason of an envelope that no key opens which should.
pub(crate) const UNOPENABLE: &str = "unopenable";

/// Reasons under which an envelope may still be in quarantine while what has its number is not settled: a removal may be undone
/// by a colleague's words, and what ended the process was never looked at.
pub(crate) const UNSETTLED: [&str; 2] = [AFTER_REMOVAL, CRASHED_BEFORE];

/// Bytes of envelopes beyond a cut-off that are looked through, by record: one removed device does not fill the memory.
pub(crate) const MAX_BYTES_BEYOND: usize = 64 * 1024 * 1024;

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
    UNOPENABLE,
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
    /// It was taken in before: a removal since then does not unsay it.
    pub taken: bool,
}

/// An envelope, and what became of it.
pub(crate) struct Settled {
    pub offered: Offered,
    pub fate: Fate,
}

impl Offered {
    /// An envelope that came now.
    pub(crate) fn come(row: EnvelopeRow) -> Self {
        Self {
            row,
            new: true,
            taken: false,
        }
    }

    /// An envelope that has waited.
    pub(crate) fn waited(row: EnvelopeRow) -> Self {
        Self {
            row,
            new: false,
            taken: false,
        }
    }
}

/// What became of envelopes of one document, and the document with them, where any was applied.
pub(crate) struct Tried {
    pub settled: Vec<Settled>,
    stored: Option<(ToStore, Projected)>,
}

impl Tried {
    /// Whether nothing of it was applied.
    pub(crate) fn is_empty(&self) -> bool {
        self.stored.is_none()
    }

    /// The heads that the document stands at then.
    pub(crate) fn heads(&self) -> Option<&[u8]> {
        self.stored.as_ref().map(|(to_store, _)| to_store.heads.as_slice())
    }

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
    pub(crate) fn try_envelopes(&mut self, id: DocumentId, rows: Vec<Offered>) -> Result<Tried, ApiError> {
        let row = self.vault.read().document(&id.bytes())?;
        let record = row.as_ref().map(opened_record).transpose()?;
        self.try_on(id, rows, record, row.map(|row| row.heads))
    }

    /// As [`Self::try_envelopes`], on a record that holds nothing yet, in place of the one that is stored.
    pub(crate) fn try_afresh(&mut self, id: DocumentId, rows: Vec<Offered>) -> Result<Tried, ApiError> {
        let standing = self.vault.read().document_standing(&id.bytes())?;
        self.try_on(id, rows, None, standing.map(|standing| standing.heads))
    }

    fn try_on(
        &mut self,
        id: DocumentId,
        mut rows: Vec<Offered>,
        mut record: Option<RecordDocument>,
        from: Option<Vec<u8>>,
    ) -> Result<Tried, ApiError> {
        rows.sort_by_key(|offered| (offered.row.seq, offered.row.device));
        let tx = self.vault.read();
        let keys = tx.keys_of(&id.bytes())?;
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let mut chain = Chain::new();
        for (device, seq, hash) in tx.envelope_hashes_but(&id.bytes(), UNSETTLED)? {
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
            opened: opener.open(&offered, &mut record),
            offered,
            held_back: false,
        };
        let mut looked: Vec<Looked> = rows.into_iter().map(look).collect();
        opener.vouch(&mut looked, &tx, id, &mut record)?;
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
        let mut stored = record.as_mut().zip(whole).map(|(record, whole)| {
            let to_store = ToStore::whole(id, record, from, whole);
            (to_store, project(id, record, &member_of(Some(team))))
        });
        if let Some((_, projected)) = &mut stored {
            self.name_visits(id, projected)?;
        }
        Ok(Tried { settled, stored })
    }

    /// What was tried is stored now: what is held in memory of the document follows, and its snapshot is looked at next.
    pub(crate) fn stored(&mut self, id: DocumentId, tried: &Tried) {
        if let Some((_, projected)) = &tried.stored {
            self.shelve(id, projected);
        }
        self.records.remove(&id);
        self.unweighed.came_into(id);
    }
}

/// Opens an envelope with whichever key fits, and verifies it; or why not.
pub(crate) fn open_with_any(outer: &[u8], keys: &[KeyRow], roster: &Roster) -> Result<VerifiedEnvelope, &'static str> {
    let opened = opened(outer, keys).ok_or(UNOPENABLE)?;
    opened.and_then(|envelope| envelope.verify(roster)).map_err(reason)
}

/// An envelope that was taken in once: its signature is checked, not today's membership.
pub(crate) fn open_taken(outer: &[u8], keys: &[KeyRow], roster: &Roster) -> Option<VerifiedEnvelope> {
    opened(outer, keys)?
        .and_then(|envelope| envelope.verify_taken(roster))
        .ok()
}

/// The number that an envelope says it has; nothing of one that does not open.
pub(crate) fn number_of(outer: &[u8], keys: &[KeyRow]) -> Option<EnvelopeNumber> {
    keys.iter().find_map(|key| {
        let envelope = opened(outer, std::slice::from_ref(key))?.ok()?;
        Some((key.doc, envelope.claimed_device().0, envelope.claimed_seq()))
    })
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
    fn open(&self, offered: &Offered, record: &mut Option<RecordDocument>) -> Result<Signed, Fate> {
        let row = &offered.row;
        #[cfg(test)]
        attempt::abort_if_named(&row.hash);
        let taken = offered
            .taken
            .then(|| open_taken(&row.outer, self.keys, &self.team.roster));
        let envelope = match taken.flatten() {
            Some(envelope) => envelope,
            None => {
                let opened = open_with_any(&row.outer, self.keys, &self.team.roster);
                opened.map_err(|reason| self.refused(row, reason))?
            }
        };
        self.placed(row, envelope, record)
    }

    /// Why an envelope is refused. What its signer may not say takes no number from a colleague, whatever its label.
    fn refused(&self, row: &EnvelopeRow, reason: &'static str) -> Fate {
        let fate = Fate::Refused(reason);
        let is_its_own = || number_of(&row.outer, self.keys) == Some((row.doc, row.device, row.seq));
        if fate.is_unproven() || is_its_own() {
            fate
        } else {
            Fate::Refused("mislabelled")
        }
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

    /// Lets in what a removed device wrote beyond its cut-off where somebody else whose word counts wrote on top of it: they
    /// had it before they heard of the removal, and their own words stand nowhere without it. What it rests on itself comes
    /// in with it. Of what was held back before, only what is let in now stays among what was looked at.
    fn vouch(
        &self,
        looked: &mut Vec<Looked>,
        tx: &Tx<'_>,
        id: DocumentId,
        record: &mut Option<RecordDocument>,
    ) -> Result<(), VaultError> {
        // Nothing is read twice where no removal has kept anything out, as on most days.
        if !looked.iter().any(Looked::is_late) && !tx.has_refused(&id.bytes(), AFTER_REMOVAL)? {
            return Ok(());
        }
        let mut wanted = wanted(looked, record);
        if wanted.is_empty() {
            return Ok(());
        }
        let came: BTreeSet<[u8; 32]> = looked.iter().map(|one| one.offered.row.hash).collect();
        let held_back = tx.refused_envelopes(&id.bytes(), AFTER_REMOVAL, MAX_BYTES_BEYOND)?;
        let held_back = held_back.into_iter().filter(|row| !came.contains(&row.hash));
        looked.extend(held_back.map(|row| Looked {
            offered: Offered::waited(row),
            opened: Err(Fate::Refused(AFTER_REMOVAL)),
            held_back: true,
        }));
        let mut late = self.late(looked, record);
        while let Some((change, by)) = wanted.pop() {
            let Some(at) = late
                .iter()
                .position(|one| one.carries(&change) && Some(one.signed.0.device()) != by)
            else {
                continue;
            };
            let vouched = late.swap_remove(at);
            wanted.extend(vouched.rests_on().map(|change| (change, None)));
            if let Some(one) = looked.get_mut(vouched.place) {
                one.opened = Ok(vouched.signed);
            }
        }
        looked.retain(|one| !one.held_back || one.opened.is_ok());
        Ok(())
    }

    /// What was refused for a removal alone, opened as if there had been none.
    fn late(&self, looked: &[Looked], record: &mut Option<RecordDocument>) -> Vec<Late> {
        let refused = looked.iter().enumerate().filter(|(_, one)| one.is_late());
        let opened = refused.filter_map(|(place, one)| {
            let row = &one.offered.row;
            #[cfg(test)]
            attempt::abort_if_named(&row.hash);
            let envelope = open_taken(&row.outer, self.keys, &self.team.roster)?;
            let signed = self.placed(row, envelope, record).ok()?;
            let links = links(&signed.0);
            Some(Late { place, signed, links })
        });
        opened.collect()
    }
}

/// What a removed device wrote beyond its cut-off, opened all the same.
struct Late {
    /// Its place among what was looked at.
    place: usize,
    signed: Signed,
    links: Vec<Link>,
}

impl Late {
    fn carries(&self, change: &[u8; 32]) -> bool {
        self.links.iter().any(|link| link.hash == *change)
    }

    fn rests_on(&self) -> impl Iterator<Item = [u8; 32]> {
        self.links.iter().flat_map(|link| link.rests_on.iter().copied())
    }
}

/// Where the changes of an envelope stand in the graph.
pub(crate) fn links(envelope: &VerifiedEnvelope) -> Vec<Link> {
    envelope.changes().iter().filter_map(|change| link_of(change)).collect()
}

/// A change that somebody's words rest on, and whose words those are; nobody's, where it need not be asked.
type Wanted = ([u8; 32], Option<DeviceId>);

/// The changes that are not here and that what was let in rests on. No device vouches for itself: nothing it wrote up to
/// its cut-off rests on what it wrote beyond.
fn wanted(looked: &[Looked], record: &mut Option<RecordDocument>) -> Vec<Wanted> {
    let signed = looked.iter().flat_map(|one| &one.opened);
    let signed: Vec<(DeviceId, Vec<Link>)> = signed
        .map(|(envelope, _)| (envelope.device(), links(envelope)))
        .collect();
    let all = signed.iter().flat_map(|(_, links)| links);
    let carried: BTreeSet<[u8; 32]> = all.map(|link| link.hash).collect();
    let mut lacks =
        |change: &[u8; 32]| !carried.contains(change) && !record.as_mut().is_some_and(|record| record.holds(change));
    let mut wanted = Vec::new();
    for (device, links) in &signed {
        let deps = links.iter().flat_map(|link| &link.rests_on);
        wanted.extend(deps.filter(|dep| lacks(dep)).map(|dep| (*dep, Some(*device))));
    }
    wanted
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
        EnvelopeError::Unopenable => UNOPENABLE,
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
