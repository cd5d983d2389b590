//! What others sent: verified, opened, taken into a copy, and only then kept.

use crate::api::{ApiError, ErrorCode};
use crate::project::project;
use crate::session::{Open, TeamHere};
use crate::write::{put_projected, record_kind};
use std::collections::BTreeMap;
use visita_domain::DocumentId;
use visita_record::{Applied, RecordDocument, Refusal};
use visita_seal::Secret;
use visita_seal::envelope::{DocKey, EnvelopeError, VerifiedEnvelope, envelope_hash, open_envelope};
use visita_seal::grant::{GrantError, VerifiedGrant, trusted_subject, verify_grant};
use visita_seal::roster::Roster;
use visita_seal::sealed_file::FileKey;
use visita_seal::succession::{Weighed, authored, weigh};
use visita_vault::{DocumentRow, EnvelopeRow, EnvelopeState, KeyRow, VaultError};
use visita_wire::{DeviceId, DocId, EnvelopeHash, MailboxTag, Message, Put, encode_messages};

/// What an intake did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub applied: u32,
    pub known: u32,
    pub waiting: u32,
    pub quarantined: u32,
}

/// What became of one envelope.
enum Fate {
    Applied,
    Waiting,
    Refused(&'static str),
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
            Some(roster) => Some(TeamHere::new(roster, offered.clone(), &self.device)?),
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
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let mut held: BTreeMap<(DocId, u32), MailboxTag> = BTreeMap::new();
        for (_, bytes) in self.vault.read().grants()? {
            let subject = trusted_subject(&bytes)?;
            held.insert((subject.doc, subject.epoch), subject.mailbox);
        }
        let mut quarantined = 0;
        for bytes in grants {
            let (grant, key) = match open_grant(bytes, &team.roster, &self.files, &held) {
                Ok(opened) => opened,
                Err(RefusedGrant { issuer, reason }) => {
                    let issuer = issuer.unwrap_or(*from);
                    let new = self
                        .vault
                        .transact(|tx| tx.quarantine(&issuer.0, reason, at_ms, bytes))?;
                    quarantined += u32::from(new);
                    continue;
                }
            };
            let (subject, kind) = (grant.subject(), grant.kind()?.code());
            held.insert((subject.doc, subject.epoch), subject.mailbox);
            self.vault.transact(|tx| {
                tx.put_grant(&envelope_hash(bytes).0, bytes)?;
                match &key {
                    Some(key) => tx.put_key(&KeyRow {
                        doc: key.doc.0,
                        epoch: key.epoch,
                        kind,
                        key: *key.key.expose(),
                    }),
                    None => Ok::<(), VaultError>(()),
                }
            })?;
        }
        Ok(quarantined)
    }

    /// Takes envelopes, with those that waited before.
    pub(crate) fn take_puts(&mut self, puts: Vec<Put>, at_ms: i64) -> Result<Counts, ApiError> {
        let mut counts = Counts::default();
        let mut by_doc: BTreeMap<[u8; 16], Vec<(EnvelopeRow, bool)>> = BTreeMap::new();
        for row in self.vault.read().waiting_envelopes()? {
            by_doc.entry(row.doc).or_default().push((row, false));
        }
        for put in puts {
            let hash = envelope_hash(&put.outer).0;
            let row = EnvelopeRow {
                doc: put.doc.0,
                device: put.device.0,
                seq: put.seq,
                hash,
                outer: put.outer.to_vec(),
            };
            match self.vault.read().envelope(&row.doc, &row.device, row.seq)? {
                Some(held) if held.hash == row.hash => counts.known += 1,
                Some(_) => {
                    // Two envelopes of one number: a device that was restored, or one that lies.
                    counts.quarantined += self.refuse(&row, "duplicate_number", at_ms)?;
                }
                None => by_doc.entry(row.doc).or_default().push((row, true)),
            }
        }
        for (doc, rows) in by_doc {
            self.take_document(DocumentId::from_bytes(doc), rows, at_ms, &mut counts)?;
        }
        Ok(counts)
    }

    /// Keeps an envelope in quarantine; returns how many were put there now, one or none.
    fn refuse(&mut self, row: &EnvelopeRow, reason: &str, at_ms: i64) -> Result<u32, ApiError> {
        let new = self
            .vault
            .transact(|tx| tx.quarantine(&row.device, reason, at_ms, &row.outer))?;
        Ok(u32::from(new))
    }

    /// All envelopes of one document, round after round until none of the waiting moves; one transaction at the end.
    fn take_document(
        &mut self,
        id: DocumentId,
        mut rows: Vec<(EnvelopeRow, bool)>,
        at_ms: i64,
        counts: &mut Counts,
    ) -> Result<(), ApiError> {
        rows.sort_by_key(|(row, _)| (row.seq, row.device));
        let keys: Vec<KeyRow> = self
            .vault
            .read()
            .keys()?
            .into_iter()
            .filter(|key| key.doc == id.bytes())
            .collect();
        let mut record = match self.vault.read().document(&id.bytes())? {
            Some(row) => Some(RecordDocument::load(&row.bytes)?),
            None => None,
        };
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let mut hashes: BTreeMap<([u8; 32], u64), [u8; 32]> = BTreeMap::new();
        for held in self.vault.read().envelopes_of(&id.bytes())? {
            hashes.insert((held.device, held.seq), held.hash);
        }
        hashes.extend(rows.iter().map(|(row, _)| ((row.device, row.seq), row.hash)));
        let mut settled: Vec<(EnvelopeRow, bool, Fate)> = Vec::new();
        let mut changed = false;
        loop {
            let before = rows.len();
            let mut waiting = Vec::new();
            for (row, new) in rows {
                match fate(&row, &keys, team, &hashes, &mut record) {
                    Fate::Waiting => waiting.push((row, new)),
                    Fate::Applied => {
                        changed = true;
                        settled.push((row, new, Fate::Applied));
                    }
                    refused => settled.push((row, new, refused)),
                }
            }
            rows = waiting;
            if rows.len() == before || rows.is_empty() {
                break;
            }
        }
        settled.extend(rows.into_iter().map(|(row, new)| (row, new, Fate::Waiting)));
        let stored = record.as_mut().filter(|_| changed).map(|record| {
            let heads = record.heads().concat();
            let kind = record.kind().code().to_owned();
            let projected = project(id, record);
            (
                DocumentRow {
                    id: id.bytes(),
                    kind,
                    heads,
                    bytes: record.save(),
                },
                projected,
            )
        });
        self.vault.transact(|tx| {
            if let Some((row, projected)) = &stored {
                tx.put_document(row)?;
                put_projected(tx, id, &row.heads, projected)?;
            }
            for (row, new, fate) in &settled {
                let state = match fate {
                    Fate::Applied => EnvelopeState::Applied,
                    Fate::Waiting => EnvelopeState::Waiting,
                    Fate::Refused(reason) => {
                        tx.quarantine(&row.device, reason, at_ms, &row.outer)?;
                        EnvelopeState::Quarantined
                    }
                };
                if *new {
                    tx.put_envelope(row, state)?;
                } else {
                    tx.set_envelope_state(row, state)?;
                }
            }
            Ok::<(), VaultError>(())
        })?;
        for (_, new, fate) in &settled {
            match fate {
                Fate::Applied => counts.applied += 1,
                Fate::Waiting => counts.waiting += u32::from(*new),
                Fate::Refused(_) => counts.quarantined += 1,
            }
        }
        if let Some((_, projected)) = &stored {
            self.shelve(id, projected);
        }
        self.records.remove(&id);
        Ok(())
    }

    /// Everything this device holds, as a message.
    pub(crate) fn encode_have(&self, have: visita_wire::Have) -> Result<Vec<u8>, ApiError> {
        encode_messages(&[Message::Have(have)]).map_err(|_| ErrorCode::Refused.into())
    }
}

/// A grant that is not kept: who issued it, where that is known, and why not.
struct RefusedGrant {
    issuer: Option<DeviceId>,
    reason: &'static str,
}

/// A grant that may be kept, with its key if it is for us.
fn open_grant(
    bytes: &[u8],
    roster: &Roster,
    files: &FileKey,
    held: &BTreeMap<(DocId, u32), MailboxTag>,
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

fn fate(
    row: &EnvelopeRow,
    keys: &[KeyRow],
    team: &TeamHere,
    hashes: &BTreeMap<([u8; 32], u64), [u8; 32]>,
    record: &mut Option<RecordDocument>,
) -> Fate {
    if keys.is_empty() {
        return Fate::Waiting;
    }
    let opened = keys.iter().find_map(|key| {
        let key = DocKey {
            doc: DocId(key.doc),
            epoch: key.epoch,
            key: Secret::new(key.key),
        };
        match open_envelope(&row.outer, &key) {
            Err(EnvelopeError::Unopenable) => None,
            other => Some(other),
        }
    });
    let Some(opened) = opened else {
        return Fate::Refused("unopenable");
    };
    let verified = opened.and_then(|envelope| envelope.verify(&team.roster));
    let envelope = match verified {
        Ok(envelope) => envelope,
        Err(error) => return Fate::Refused(reason(error)),
    };
    let header = envelope.header();
    if envelope.device().0 != row.device || header.seq != row.seq {
        return Fate::Refused("mislabelled");
    }
    // A gap before it is no fault: what it rests on decides whether it waits.
    let before = header.seq.checked_sub(1).and_then(|seq| hashes.get(&(row.device, seq)));
    if before.is_some_and(|hash| header.prev != Some(EnvelopeHash(*hash))) {
        return Fate::Refused("broken_chain");
    }
    apply(&envelope, record)
}

fn apply(envelope: &VerifiedEnvelope, record: &mut Option<RecordDocument>) -> Fate {
    let kind = record_kind(envelope.header().kind);
    if record.is_none() {
        *record = RecordDocument::genesis(kind).ok();
    }
    let Some(record) = record else {
        return Fate::Refused("not_taken");
    };
    if record.kind() != kind {
        return Fate::Refused("mislabelled");
    }
    match record.intake(envelope.changes(), &envelope.device().0) {
        Ok(Applied::New(_) | Applied::Known) => Fate::Applied,
        Ok(Applied::Waiting) => Fate::Waiting,
        Err(refusal) => Fate::Refused(match refusal {
            Refusal::Bounds => "bounds",
            Refusal::Malformed => "malformed",
            Refusal::ForeignActor => "foreign_actor",
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
