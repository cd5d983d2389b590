//! What others sent: verified, opened, taken into a copy, and only then kept.

use crate::api::{ApiError, ErrorCode};
use crate::attempt;
use crate::envelopes::{BY_ROSTER, Fate, Offered, Settled, Tried};
use crate::session::{Open, TeamHere};
use std::collections::BTreeMap;
use visita_domain::DocumentId;
use visita_seal::envelope::{DocKey, envelope_hash};
use visita_seal::grant::{GrantError, VerifiedGrant, trusted_subject, verify_grant};
use visita_seal::roster::Roster;
use visita_seal::sealed_file::FileKey;
use visita_seal::succession::{Weighed, authored, weigh};
use visita_vault::{EnvelopeNumber, EnvelopeRow, EnvelopeState, KeyRow, Tx, VaultError};
use visita_wire::{DeviceId, DocId, MailboxTag, Message, Put, encode_messages};

/// What an intake did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub applied: u32,
    pub known: u32,
    pub waiting: u32,
    pub quarantined: u32,
}

/// Reason of what ended the process when it was tried.
pub(crate) const CRASHED_BEFORE: &str = "crashed_before";

/// The mailbox of each document and epoch.
pub(crate) type Mailboxes = BTreeMap<(DocId, u32), MailboxTag>;

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
        let here = match roster {
            Some(roster) => Some(TeamHere::new(roster, offered.clone(), &self.device, self.vault.life())?),
            None => None,
        };
        let number = u32::try_from(at).map_err(|_| ErrorCode::BadFile)?;
        let quarantined = self.vault.transact(|tx| {
            if here.is_some() {
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
                quarantined += u32::from(tx.quarantine(&author.0, "roster_fork", at_ms, entry)?);
            }
            Ok::<u32, VaultError>(quarantined)
        })?;
        if here.is_some() {
            self.team = here;
        }
        Ok(quarantined)
    }

    /// Takes grants: keeps those of the team, opens those for us. What is refused, and a second key for a document and
    /// epoch that have one, is kept in quarantine; returns how many were put there now.
    pub(crate) fn take_grants(&mut self, from: &DeviceId, grants: &[Vec<u8>], at_ms: i64) -> Result<u32, ApiError> {
        let mut held = self.mailboxes()?;
        let mut quarantined = 0;
        for bytes in grants {
            let taken = self.take_grant(bytes, &mut held, |_| Ok(()))?;
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

    /// The mailbox of every document and epoch that has a grant here.
    pub(crate) fn mailboxes(&self) -> Result<Mailboxes, ApiError> {
        let mut held = Mailboxes::new();
        for (_, bytes) in self.vault.read().grants()? {
            let subject = trusted_subject(&bytes)?;
            held.insert((subject.doc, subject.epoch), subject.mailbox);
        }
        Ok(held)
    }

    /// Takes one grant, and does `also` in the transaction that keeps it.
    pub(crate) fn take_grant(
        &mut self,
        bytes: &[u8],
        held: &mut Mailboxes,
        also: impl FnOnce(&Tx<'_>) -> Result<(), VaultError>,
    ) -> Result<Result<(), RefusedGrant>, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let (grant, key) = match open_grant(bytes, &team.roster, &self.files, held) {
            Ok(opened) => opened,
            Err(refused) => return Ok(Err(refused)),
        };
        let (subject, kind) = (grant.subject(), grant.kind()?.code());
        held.insert((subject.doc, subject.epoch), subject.mailbox);
        self.vault.transact(|tx| {
            tx.put_grant(&envelope_hash(bytes).0, bytes)?;
            if let Some(key) = &key {
                tx.put_key(&KeyRow {
                    doc: key.doc.0,
                    epoch: key.epoch,
                    kind,
                    key: *key.key.expose(),
                })?;
            }
            also(tx)
        })?;
        Ok(Ok(()))
    }

    /// Takes envelopes, with those that waited before.
    pub(crate) fn take_puts(&mut self, puts: Vec<Put>, at_ms: i64) -> Result<Counts, ApiError> {
        if self.forgot_by_puts(&puts)? {
            self.begin_life()?;
        }
        let mut counts = Counts::default();
        let mut by_doc: BTreeMap<[u8; 16], Vec<Offered>> = BTreeMap::new();
        for row in self.vault.read().waiting_envelopes()? {
            by_doc.entry(row.doc).or_default().push(Offered { row, new: false });
        }
        let mut came: BTreeMap<EnvelopeNumber, [u8; 32]> = BTreeMap::new();
        for put in puts {
            let hash = envelope_hash(&put.outer).0;
            if i64::try_from(put.seq).is_err() {
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
            let standing = self.vault.read().envelope_standing(&row.doc, &row.device, row.seq)?;
            match standing.map(|(hash, _)| hash).or_else(|| came.get(&number).copied()) {
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
                    by_doc.entry(row.doc).or_default().push(Offered { row, new: true });
                }
            }
        }
        for (doc, rows) in by_doc {
            let id = DocumentId::from_bytes(doc);
            let suspect = self.suspects.contains(&id);
            let taken = if suspect {
                self.take_apart(id, rows, at_ms, &mut counts)
            } else {
                self.take_together(id, rows, at_ms, &mut counts)
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
            taken?;
        }
        Ok(counts)
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
            let before = rows.len();
            let mut waiting = Vec::new();
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
                        counts.add(&settled);
                    }
                }
            }
            rows = waiting;
            if rows.len() == before || rows.is_empty() {
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
                tx.put_envelope(&one.row, EnvelopeState::Waiting)?;
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
            for Settled { offered, fate } in &tried.settled {
                let row = &offered.row;
                let state = match fate {
                    Fate::Applied => EnvelopeState::Applied,
                    Fate::Waiting => EnvelopeState::Waiting,
                    Fate::Refused(reason) => {
                        tx.quarantine(&row.device, reason, at_ms, &row.outer)?;
                        EnvelopeState::Quarantined
                    }
                };
                if !tx.put_envelope(row, state)? {
                    tx.set_envelope_state(row, state)?;
                }
            }
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

/// A grant that is not kept: who issued it, where that is known, and why not.
pub(crate) struct RefusedGrant {
    issuer: Option<DeviceId>,
    pub reason: &'static str,
}

/// A grant that may be kept, with its key if it is for us.
fn open_grant(
    bytes: &[u8],
    roster: &Roster,
    files: &FileKey,
    held: &Mailboxes,
) -> Result<(VerifiedGrant, Option<DocKey>), RefusedGrant> {
    let refused = |issuer, reason| RefusedGrant { issuer, reason };
    let grant = verify_grant(bytes, roster).map_err(|error| refused(None, grant_reason(error)))?;
    let (subject, issuer) = (grant.subject(), Some(grant.issuer()));
    let first = held.get(&(subject.doc, subject.epoch));
    if first.is_some_and(|mailbox| *mailbox != subject.mailbox) {
        return Err(refused(issuer, "rival_grant"));
    }
    match grant.open(files) {
        Ok(key) => Ok((grant, Some(key))),
        Err(GrantError::NotForUs) => Ok((grant, None)),
        Err(error) => Err(refused(issuer, grant_reason(error))),
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
