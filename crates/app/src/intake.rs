//! What others sent: verified, opened, taken into a copy, and only then kept.

use crate::api::{ApiError, ErrorCode};
use crate::attempt;
use crate::envelopes::{AFTER_REMOVAL, BY_ROSTER, Fate, Offered, Settled, Tried};
use crate::membership::forks::ROSTER_FORK;
use crate::membership::removal::LEAVES;
use crate::session::{Open, TeamHere};
use crate::travel::KeptOut;
use std::collections::BTreeMap;
use visita_domain::DocumentId;
use visita_seal::envelope::{DocKey, envelope_hash};
use visita_seal::grant::{GrantError, VerifiedGrant, verify_grant};
use visita_seal::notice::{NoticeError, Said, is_notice, verify_notice};
use visita_seal::roster::Roster;
use visita_seal::sealed_file::FileKey;
use visita_seal::succession::{Weighed, authored, weigh};
use visita_vault::{EnvelopeNumber, EnvelopeRow, EnvelopeState, KeyRow, NoticeRow, Tx, VaultError};
use visita_wire::{DeviceId, Message, Outer, Put, encode_messages};

/// What an intake did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub applied: u32,
    pub known: u32,
    pub waiting: u32,
    pub sealed: u32,
    pub quarantined: u32,
    /// Records that are read by a snapshot now.
    pub read: u32,
}

/// Highest number of an envelope that can be kept: no device ever counts so far.
pub(crate) const MAX_SEQ: u64 = i64::MAX as u64;

/// Reason of what ended the process when it was tried.
pub(crate) const CRASHED_BEFORE: &str = "crashed_before";

impl Counts {
    fn add(&mut self, settled: &Settled) {
        match settled.fate {
            Fate::Applied => self.applied += 1,
            Fate::Waiting => self.waiting += u32::from(settled.offered.new),
            Fate::Refused(_) => self.quarantined += 1,
        }
    }
}

impl Open {
    /// The roster that would be held once these entries, from a number on, were taken. Nothing is kept.
    pub(crate) fn roster_with(&self, offered: Option<(u32, &[Vec<u8>])>) -> Result<Roster, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let Some((from, entries)) = offered else {
            return Ok(team.roster.clone());
        };
        let first = usize::try_from(from).map_err(|_| ErrorCode::BadFile)?;
        let Some(before) = team.entries.get(..first) else {
            return Ok(team.roster.clone());
        };
        let taken = match weigh(&team.entries, &[before, entries].concat())? {
            Weighed::Longer(roster) => Some(roster),
            Weighed::Fork { wins, .. } => wins,
            Weighed::Known => None,
        };
        let taken = taken.filter(|roster| roster.devices.contains_key(&self.device.id()));
        Ok(taken.unwrap_or_else(|| team.roster.clone()))
    }

    /// Takes a roster's entries from number `from` on. Where it forks from ours, the branch that counts by succession is
    /// held, and the other's entries are kept in quarantine; returns how many were put there now.
    pub(crate) fn take_roster(&mut self, from: u32, entries: &[Vec<u8>], at_ms: i64) -> Result<u32, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let first = usize::try_from(from).map_err(|_| ErrorCode::BadFile)?;
        let Some(before) = team.entries.get(..first) else {
            return Ok(0);
        };
        let offered = [before, entries].concat();
        let (at, roster, lost) = match weigh(&team.entries, &offered)? {
            Weighed::Known => return Ok(0),
            Weighed::Longer(roster) => (team.entries.len(), Some(roster), Vec::new()),
            Weighed::Fork { at, wins, lost } => (at, wins, lost),
        };
        let device = self.device.id();
        let (roster, lost) = match roster {
            // A branch without this device would leave it with no team: its entries wait for the leads instead.
            Some(roster) if roster.devices.contains_key(&device) => (Some(roster), lost),
            Some(_) => (None, authored(&offered, at)?),
            None => (None, lost),
        };
        let lost_before = self.lost_branches()?;
        let lost_now = lost.iter().map(|(_, entry)| entry.clone());
        let all_lost: Vec<Vec<u8>> = lost_before.into_iter().chain(lost_now).collect();
        // What stands decides anew who is suspended, also where the roster held stays.
        let here = match roster {
            Some(roster) => TeamHere::new(roster, offered.clone(), &self.device, self.vault.life(), &all_lost)?,
            None => TeamHere::new(
                team.log.clone(),
                team.entries.clone(),
                &self.device,
                self.vault.life(),
                &all_lost,
            )?,
        };
        let number = u32::try_from(at).map_err(|_| ErrorCode::BadFile)?;
        let replaced = here.entries == offered;
        let quarantined = self.vault.transact(|tx| {
            if replaced {
                tx.drop_roster_from(number)?;
                let new = offered.get(at..).unwrap_or_default();
                new.iter()
                    .zip(number..)
                    .try_for_each(|(entry, number)| tx.put_roster_entry(number, entry))?;
                // Who was a stranger, or had another role, may be somebody now.
                BY_ROSTER.iter().try_for_each(|reason| tx.reconsider(reason))?;
            }
            let mut quarantined = 0;
            for (author, entry) in &lost {
                quarantined += u32::from(tx.quarantine(&author.0, ROSTER_FORK, at_ms, entry)?);
            }
            Ok::<u32, VaultError>(quarantined)
        })?;
        self.team = Some(here);
        Ok(quarantined)
    }

    /// Takes grants: keeps those of the team, opens those for us. What is refused is kept in quarantine; returns how many
    /// were put there now.
    pub(crate) fn take_grants(&mut self, from: &DeviceId, grants: &[Vec<u8>], at_ms: i64) -> Result<u32, ApiError> {
        let mut quarantined = 0;
        for bytes in grants {
            let taken = self.take_grant(bytes, |_| Ok(()))?;
            if taken.is_err() && self.names_left(bytes) {
                continue;
            }
            if let Err(RefusedGrant { issuer, reason }) = taken {
                let issuer = issuer.unwrap_or(*from);
                let new = self
                    .vault
                    .transact(|tx| tx.quarantine(&issuer.0, reason, at_ms, bytes))?;
                quarantined += u32::from(new);
            }
        }
        Ok(quarantined)
    }

    /// Takes one grant, and does `also` in the transaction that keeps it.
    pub(crate) fn take_grant(
        &mut self,
        bytes: &[u8],
        also: impl FnOnce(&Tx<'_>) -> Result<(), VaultError>,
    ) -> Result<Result<(), RefusedGrant>, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        if is_notice(bytes) {
            return self.take_notice(bytes, also);
        }
        let (grant, keys) = match open_grant(bytes, &team.roster, &self.files, &self.device.id()) {
            Ok(opened) => opened,
            Err(refused) => return Ok(Err(refused)),
        };
        let says = grant.says();
        let (mut here, mut left) = (Vec::new(), Vec::new());
        for (subject, key) in says.subjects.iter().zip(&keys) {
            let row = KeyRow {
                doc: key.doc.0,
                epoch: key.epoch,
                mailbox: subject.mailbox.0,
                kind: subject.kind.code(),
                key: *key.key.expose(),
            };
            let rows = if self.is_kept_out(subject)? {
                &mut left
            } else {
                &mut here
            };
            rows.push(row);
        }
        let kept_out = self.kept_out(bytes, &says, left.into_iter())?;
        self.vault.transact(|tx| {
            let new = tx.put_grant(&envelope_hash(bytes).0, bytes, &says)?;
            if let Some(kept_out) = kept_out.as_ref().filter(|_| new) {
                kept_out.put(tx)?;
            }
            here.iter().try_for_each(|row| tx.put_key(row))?;
            also(tx)
        })?;
        for doc in kept_out.iter().flat_map(KeptOut::docs) {
            self.left.add(doc);
        }
        Ok(Ok(()))
    }

    /// Takes a notice: what a device of the team says to the team.
    fn take_notice(
        &mut self,
        bytes: &[u8],
        also: impl FnOnce(&Tx<'_>) -> Result<(), VaultError>,
    ) -> Result<Result<(), RefusedGrant>, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let notice = match verify_notice(bytes, &team.roster) {
            Ok(notice) => notice,
            Err(error) => {
                let reason = notice_reason(error);
                return Ok(Err(RefusedGrant { issuer: None, reason }));
            }
        };
        let row = NoticeRow {
            hash: envelope_hash(bytes).0,
            kind: match notice.said {
                Said::Leaves => LEAVES.to_owned(),
            },
            device: notice.device.0,
            bytes: bytes.to_vec(),
        };
        self.vault.transact(|tx| {
            tx.put_notice(&row)?;
            also(tx)
        })?;
        Ok(Ok(()))
    }

    /// Keeps envelopes whose key is not here, to be passed on and opened when it comes.
    fn take_sealed(&mut self, sealed: Vec<(EnvelopeRow, [u8; 32])>, counts: &mut Counts) -> Result<(), ApiError> {
        for (_, mailbox) in &sealed {
            // A grant that is here and brought no key was for others; one that is not may be on its way.
            match self.vault.read().is_granted(mailbox)? {
                true => counts.sealed += 1,
                false => counts.waiting += 1,
            }
        }
        Ok(self.vault.transact(|tx| {
            sealed
                .iter()
                .try_for_each(|(row, mailbox)| tx.put_envelope(row, EnvelopeState::Sealed(*mailbox)).map(|_| ()))
        })?)
    }

    /// Takes envelopes, with those that waited before for others or for a key that has come. Those whose key is not here
    /// are kept sealed, and not looked at again until it comes.
    pub(crate) fn take_puts(&mut self, puts: Vec<Put>, at_ms: i64) -> Result<Counts, ApiError> {
        if self.forgot_by_puts(&puts)? {
            self.begin_life()?;
        }
        let mut counts = Counts::default();
        let mut by_doc: BTreeMap<[u8; 16], Vec<Offered>> = BTreeMap::new();
        let stored = self.vault.read();
        let before = [stored.waiting_envelopes()?, stored.unsealed_envelopes()?].concat();
        for row in before {
            by_doc.entry(row.doc).or_default().push(self.offered_again(row));
        }
        let mut sealed = Vec::new();
        let mut came: BTreeMap<EnvelopeNumber, [u8; 32]> = BTreeMap::new();
        for put in puts {
            let hash = envelope_hash(&put.outer).0;
            if put.seq > MAX_SEQ {
                // No device of ours comes to such a number, and the store has no room for it.
                let new = self
                    .vault
                    .transact(|tx| tx.quarantine(&put.device.0, "mislabelled", at_ms, &put.outer))?;
                counts.quarantined += u32::from(new);
                continue;
            }
            let row = EnvelopeRow {
                doc: put.doc.0,
                device: put.device.0,
                seq: put.seq,
                hash,
                outer: put.outer.to_vec(),
            };
            let number = (row.doc, row.device, row.seq);
            let standing = self.holds_number(&row)?;
            match standing.or_else(|| came.get(&number).copied()) {
                Some(held) if held == row.hash => counts.known += 1,
                Some(_) => {
                    // Two envelopes of one number: a device that was restored, or one that lies.
                    let new = self
                        .vault
                        .transact(|tx| tx.quarantine(&row.device, "duplicate_number", at_ms, &row.outer))?;
                    counts.quarantined += u32::from(new);
                }
                None => {
                    came.insert(number, row.hash);
                    match self.sealed_for(&row.outer)? {
                        Some(mailbox) => sealed.push((row, mailbox)),
                        None => by_doc.entry(row.doc).or_default().push(Offered::come(row)),
                    }
                }
            }
        }
        self.take_sealed(sealed, &mut counts)?;
        for (doc, rows) in by_doc {
            self.take_of(DocumentId::from_bytes(doc), rows, at_ms, &mut counts)?;
        }
        counts.quarantined += self.settle_snapshots(at_ms)?;
        Ok(counts)
    }

    /// Takes what one record has that waited or was sealed for a key that has come: for whoever has many such records, so that
    /// memory holds the envelopes of one of them at a time.
    pub(crate) fn take_held_of(&mut self, id: DocumentId, at_ms: i64) -> Result<(), ApiError> {
        let before = self.vault.read().openable_envelopes_of(&id.bytes())?;
        if before.is_empty() {
            return Ok(());
        }
        let rows = before.into_iter().map(|row| self.offered_again(row)).collect();
        self.take_of(id, rows, at_ms, &mut Counts::default())
    }

    /// An envelope that has waited. What was in a record when that was left is in it again.
    fn offered_again(&self, row: EnvelopeRow) -> Offered {
        Offered {
            taken: self.left.had(&row),
            ..Offered::waited(row)
        }
    }

    /// Takes envelopes of one document.
    fn take_of(&mut self, id: DocumentId, rows: Vec<Offered>, at_ms: i64, counts: &mut Counts) -> Result<(), ApiError> {
        let suspect = self.suspects.contains(&id);
        let taken = if suspect {
            self.take_apart(id, rows, at_ms, counts)
        } else {
            self.take_together(id, rows, at_ms, counts)
        };
        if taken.is_err() {
            // The process is alive: an error is no crash. On a disk too full even for this, the envelope would be
            // held back at worst.
            let place = attempt::Place::Record(id);
            let _ = self.vault.transact(|tx| match suspect {
                true => attempt::begin(tx, place, attempt::Attempt::Together),
                false => attempt::end(tx, place),
            });
        }
        taken
    }

    /// The hash of the envelope that has a number. What a removal alone keeps out holds none: a device that gave one number
    /// twice after it was removed shall not keep out what a colleague had of it before.
    fn holds_number(&self, row: &EnvelopeRow) -> Result<Option<[u8; 32]>, ApiError> {
        let tx = self.vault.read();
        Ok(match tx.envelope_standing(&row.doc, &row.device, row.seq)? {
            Some((hash, EnvelopeState::Quarantined))
                if hash != row.hash && tx.is_refused_for(&hash, AFTER_REMOVAL)? =>
            {
                None
            }
            standing => standing.map(|(hash, _)| hash),
        })
    }

    /// The mailbox of an envelope, if no key that leads there is here.
    fn sealed_for(&self, outer: &[u8]) -> Result<Option<[u8; 32]>, ApiError> {
        let Ok(outer) = Outer::decode(outer) else {
            return Ok(None);
        };
        let has_key = self.vault.read().has_key(&outer.mailbox.0)?;
        Ok((!has_key).then_some(outer.mailbox.0))
    }

    /// All envelopes of one document: one note of what is attempted before, one transaction after.
    fn take_together(
        &mut self,
        id: DocumentId,
        rows: Vec<Offered>,
        at_ms: i64,
        counts: &mut Counts,
    ) -> Result<(), ApiError> {
        // Without a key nothing of them is opened.
        let opens = !self.vault.read().keys_of(&id.bytes())?.is_empty();
        let place = attempt::Place::Record(id);
        if opens {
            self.attempt(place, &rows)?;
        }
        let tried = self.try_envelopes(id, rows)?;
        self.store(
            id,
            &tried,
            at_ms,
            |tx| {
                if opens { attempt::end(tx, place) } else { Ok(()) }
            },
        )?;
        for settled in &tried.settled {
            counts.add(settled);
        }
        Ok(())
    }

    /// The envelopes of a document whose last intake ended with the process: one at a time, each named before it is tried,
    /// round after round until none of the waiting moves.
    fn take_apart(
        &mut self,
        id: DocumentId,
        mut rows: Vec<Offered>,
        at_ms: i64,
        counts: &mut Counts,
    ) -> Result<(), ApiError> {
        rows.sort_by_key(|offered| (offered.row.seq, offered.row.device));
        let place = attempt::Place::Record(id);
        loop {
            let (mut waiting, mut moved) = (Vec::new(), false);
            for offered in rows {
                let one = vec![offered];
                self.attempt(place, &one)?;
                let tried = self.try_envelopes(id, one)?;
                self.store(id, &tried, at_ms, |tx| {
                    attempt::begin(tx, place, attempt::Attempt::Together)
                })?;
                for settled in tried.settled {
                    if matches!(settled.fate, Fate::Waiting) {
                        waiting.push(settled.offered);
                    } else {
                        // It need not be the one that was tried: what that one rests on may have come in with it.
                        moved = true;
                        counts.add(&settled);
                    }
                }
            }
            rows = waiting;
            if !moved || rows.is_empty() {
                break;
            }
        }
        counts.waiting += u32::try_from(rows.iter().filter(|offered| offered.new).count()).unwrap_or(u32::MAX);
        self.vault.transact(|tx| attempt::end(tx, place))?;
        self.suspects.remove(&id);
        Ok(())
    }

    /// Notes durably what is tried next. What is tried alone is kept with the note, so that it is there to be looked at
    /// should it end the process.
    fn attempt(&mut self, place: attempt::Place, rows: &[Offered]) -> Result<(), ApiError> {
        self.vault.transact(|tx| match rows {
            [one] => {
                if !tx.put_envelope(&one.row, EnvelopeState::Waiting)? {
                    tx.set_envelope_state(&one.row, EnvelopeState::Waiting)?;
                }
                attempt::begin(tx, place, attempt::Attempt::Alone(one.row.hash))
            }
            _ => attempt::begin(tx, place, attempt::Attempt::Together),
        })?;
        Ok(())
    }

    /// Stores what became of envelopes, and does `also` in the same transaction.
    fn store(
        &mut self,
        id: DocumentId,
        tried: &Tried,
        at_ms: i64,
        also: impl FnOnce(&Tx<'_>) -> Result<(), VaultError>,
    ) -> Result<(), ApiError> {
        self.vault.transact(|tx| {
            tried.put_record(tx, id)?;
            tried
                .settled
                .iter()
                .try_for_each(|settled| settle(tx, settled, at_ms))?;
            also(tx)
        })?;
        self.stored(id, tried);
        Ok(())
    }

    /// Everything this device holds, as a message.
    pub(crate) fn encode_have(&self, have: visita_wire::Have) -> Result<Vec<u8>, ApiError> {
        encode_messages(&[Message::Have(have)]).map_err(|_| ErrorCode::Refused.into())
    }
}

/// Stores what became of an envelope.
pub(crate) fn settle(tx: &Tx<'_>, settled: &Settled, at_ms: i64) -> Result<(), VaultError> {
    let row = &settled.offered.row;
    let state = match settled.fate {
        Fate::Applied => EnvelopeState::Applied,
        Fate::Waiting => EnvelopeState::Waiting,
        Fate::Refused(reason) => {
            tx.quarantine(&row.device, reason, at_ms, &row.outer)?;
            EnvelopeState::Quarantined
        }
    };
    if settled.fate.is_unproven() {
        return tx.drop_unapplied(row);
    }
    if state == EnvelopeState::Applied {
        // It may have been refused before: beside one that had its number without right, or while nobody vouched for it.
        tx.release_refused(&row.hash)?;
    }
    let put = match state {
        EnvelopeState::Quarantined => tx.put_envelope(row, state)?,
        EnvelopeState::Applied | EnvelopeState::Waiting | EnvelopeState::Sealed(_) => {
            tx.put_envelope_over_refused(row, state)?
        }
    };
    if !put {
        tx.set_envelope_state(row, state)?;
    }
    Ok(())
}

/// A grant that is not kept: who issued it, where that is known, and why not.
pub(crate) struct RefusedGrant {
    issuer: Option<DeviceId>,
    pub reason: &'static str,
}

/// A grant that may be kept, with its keys if it is for us.
fn open_grant(
    bytes: &[u8],
    roster: &Roster,
    files: &FileKey,
    this: &DeviceId,
) -> Result<(VerifiedGrant, Vec<DocKey>), RefusedGrant> {
    let refused = |issuer, reason| RefusedGrant { issuer, reason };
    let grant = verify_grant(bytes, roster).map_err(|error| refused(None, grant_reason(error)))?;
    let says = grant.says();
    let named = says.readers.as_ref().map(|readers| readers.contains(this));
    if named == Some(false) {
        return Ok((grant, Vec::new()));
    }
    match grant.open(files) {
        Ok(keys) => Ok((grant, keys)),
        Err(GrantError::NotForUs) if named.is_none() => Ok((grant, Vec::new())),
        // It names this device and brings it nothing: nobody shall be led to write under a key they cannot open.
        Err(error) => Err(refused(Some(says.issuer), grant_reason(error))),
    }
}

fn notice_reason(error: NoticeError) -> &'static str {
    match error {
        NoticeError::Malformed => "malformed",
        NoticeError::ForeignTeam => "foreign_team",
        NoticeError::Stranger => "stranger",
        NoticeError::Forged => "forged",
    }
}

fn grant_reason(error: GrantError) -> &'static str {
    match error {
        GrantError::Malformed | GrantError::NotForUs => "malformed",
        GrantError::ForeignTeam => "foreign_team",
        GrantError::Stranger => "stranger",
        GrantError::NotAllowed => "not_allowed",
        GrantError::AfterRemoval => "after_removal",
        GrantError::Forged => "forged",
    }
}
