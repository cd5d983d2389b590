//! The epochs of a document's key: which one is written under, who may read it, and when the next one is due.
//!
//! A key is *clean* while nobody can open it who may not read the document. What is written goes under the newest epoch
//! and a clean key of it; where there is none, whoever writes makes the next epoch. Leads make it without waiting for
//! somebody to write.

use crate::api::{ApiError, ErrorCode};
use crate::session::{Open, TeamHere};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_seal::Secret;
use visita_seal::envelope::{DeviceKey, DocKey, envelope_hash};
use visita_seal::grant::{Audience, Keyed, make_grants, trusted_grant};
use visita_seal::roster::Roster;
use visita_vault::{GrantedRow, KeyRow, Tx, VaultError};
use visita_wire::{DeviceId, DocId, DocKind, MailboxTag, MemberId};

/// Epoch of a document's first key.
const FIRST_EPOCH: u32 = 1;

/// One key of a document, as all its grants say together.
struct Granted {
    epoch: u32,
    mailbox: [u8; 32],
    audience: Audience,
    /// The devices that can open it, its issuers among them; `None` where a grant does not say.
    readers: Option<BTreeSet<DeviceId>>,
    issuers: BTreeSet<DeviceId>,
}

/// Who may read a document, and by which keys.
pub(crate) struct Access {
    pub doc: DocId,
    pub kind: DocKind,
    /// The newest epoch.
    pub epoch: u32,
    /// Where several keys stand for it, only who may read by all of them.
    pub audience: Audience,
    pub about: Option<DocId>,
    keys: Vec<Granted>,
}

impl Granted {
    fn among<'a>(&self, held: &'a [KeyRow]) -> Option<&'a KeyRow> {
        held.iter()
            .find(|row| (row.epoch, row.mailbox) == (self.epoch, self.mailbox))
    }
}

fn audience(row: &GrantedRow) -> Audience {
    match &row.chosen {
        None => Audience::Team,
        Some(members) => Audience::Chosen(members.iter().copied().map(MemberId).collect()),
    }
}

impl Access {
    /// From what all grants say of one document, by epoch and mailbox; `None` without any.
    pub(crate) fn of(rows: &[GrantedRow]) -> Option<Self> {
        let last = rows.last()?;
        let mut keys: Vec<Granted> = Vec::new();
        for row in rows {
            let said = audience(row);
            let issuer = DeviceId(row.issuer);
            let readers = row
                .readers
                .as_ref()
                .map(|readers| readers.iter().copied().map(DeviceId).chain([issuer]).collect());
            match keys.last_mut() {
                Some(key) if (key.epoch, key.mailbox) == (row.epoch, row.mailbox) => {
                    key.audience = key.audience.with(&said);
                    key.issuers.insert(issuer);
                    key.readers = match (key.readers.take(), readers) {
                        (Some(ours), Some(theirs)) => Some(&ours | &theirs),
                        _ => None,
                    };
                }
                _ => keys.push(Granted {
                    epoch: row.epoch,
                    mailbox: row.mailbox,
                    audience: said,
                    readers,
                    issuers: BTreeSet::from([issuer]),
                }),
            }
        }
        let newest = keys.iter().filter(|key| key.epoch == last.epoch);
        let audience = newest.fold(Audience::Team, |within, key| within.within(&key.audience));
        Some(Self {
            doc: DocId(last.doc),
            kind: DocKind::from_code(last.kind).ok()?,
            epoch: last.epoch,
            audience,
            about: rows.iter().find_map(|row| row.about).map(DocId),
            keys,
        })
    }

    /// The devices that may read it.
    pub(crate) fn readers(&self, roster: &Roster) -> BTreeSet<DeviceId> {
        roster.readers(&self.audience)
    }

    /// Of the keys held, the one to write under: of the newest epoch, clean, and the same on every device.
    pub(crate) fn key_to_write<'a>(&self, roster: &Roster, held: &'a [KeyRow]) -> Option<&'a KeyRow> {
        let may_read = self.readers(roster);
        let clean = |key: &&Granted| {
            key.epoch == self.epoch
                && match &key.readers {
                    Some(readers) => readers.is_subset(&may_read),
                    None => self.audience == Audience::Team && !roster.has_removed(),
                }
        };
        // Keys ascend by mailbox within an epoch.
        self.keys.iter().filter(clean).find_map(|key| key.among(held))
    }

    fn next_key(&self) -> Keyed {
        Keyed {
            key: make_key(self.doc, self.epoch.saturating_add(1)),
            kind: self.kind,
            audience: self.audience.clone(),
            about: self.about,
        }
    }

    fn keyed(&self, row: &KeyRow) -> Keyed {
        Keyed {
            key: doc_key(row),
            kind: self.kind,
            audience: self.audience.clone(),
            about: self.about,
        }
    }

    /// Keys held that some who may read it are not known to have, with those devices.
    fn lacking(&self, roster: &Roster, held: &[KeyRow]) -> Vec<(Keyed, BTreeSet<DeviceId>)> {
        let may_read = self.readers(roster);
        let lacks = |key: &Granted| {
            let readers = key.readers.as_ref()?;
            let lacking = &may_read - readers;
            let row = key.among(held)?;
            (!lacking.is_empty()).then(|| (self.keyed(row), lacking))
        };
        self.keys.iter().filter_map(lacks).collect()
    }

    /// What must go out with what is written under a key of it: the key, for those who may read and are not known to
    /// have it. Otherwise whoever granted a second key to one colleague alone would hide that colleague's words from the
    /// others.
    fn told(&self, row: &KeyRow, team: &TeamHere, device: &DeviceKey) -> Result<Made, ApiError> {
        let lacking = self.lacking(&team.roster, std::slice::from_ref(row));
        Ok(Made::of(&Made::grant(lacking, team, device)?))
    }

    pub(crate) fn issued(&self, device: &DeviceId) -> bool {
        self.keys.iter().any(|key| key.issuers.contains(device))
    }
}

fn make_key(doc: DocId, epoch: u32) -> DocKey {
    DocKey {
        doc,
        epoch,
        key: Secret::make(&mut rand::rng()),
    }
}

pub(crate) fn doc_key(row: &KeyRow) -> DocKey {
    DocKey {
        doc: DocId(row.doc),
        epoch: row.epoch,
        key: Secret::new(row.key),
    }
}

fn key_row(keyed: &Keyed) -> Result<KeyRow, ApiError> {
    let MailboxTag(mailbox) = keyed.key.mailbox().map_err(|_| ErrorCode::Refused)?;
    Ok(KeyRow {
        doc: keyed.key.doc.0,
        epoch: keyed.key.epoch,
        mailbox,
        kind: keyed.kind.code(),
        key: *keyed.key.key.expose(),
    })
}

/// Keys and grants that were made, to be stored with what they were made for.
#[derive(Default)]
pub(crate) struct Made {
    keys: Vec<KeyRow>,
    pub grants: Vec<Vec<u8>>,
}

/// The key to write under, and what had to be made for it.
pub(crate) struct Writing {
    pub key: DocKey,
    pub made: Made,
}

impl Made {
    pub(crate) fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.grants.is_empty()
    }

    /// Grants of keys that are held already.
    pub(crate) fn of(grants: &[Vec<u8>]) -> Self {
        Self {
            keys: Vec::new(),
            grants: grants.to_vec(),
        }
    }

    pub(crate) fn put(&self, tx: &Tx<'_>) -> Result<(), VaultError> {
        self.keys.iter().try_for_each(|row| tx.put_key(row))?;
        self.grants.iter().try_for_each(|bytes| {
            let says = trusted_grant(bytes).map_err(|_| VaultError::Refused)?;
            tx.put_grant(&envelope_hash(bytes).0, bytes, &says).map(|_| ())
        })
    }

    /// The first key of a document.
    pub(crate) fn first_key(
        doc: DocId,
        kind: DocKind,
        audience: Audience,
        about: Option<DocId>,
        team: &TeamHere,
        device: &DeviceKey,
    ) -> Result<Writing, ApiError> {
        let keyed = Keyed {
            key: make_key(doc, FIRST_EPOCH),
            kind,
            audience,
            about,
        };
        Self::with_key(keyed, team, device)
    }

    /// First keys of many documents of one kind and audience, in as few grants as hold them.
    pub(crate) fn first_keys(
        docs: &[DocId],
        kind: DocKind,
        audience: &Audience,
        team: &TeamHere,
        device: &DeviceKey,
    ) -> Result<(Vec<DocKey>, Self), ApiError> {
        let readers = team.roster.readers(audience);
        if !readers.contains(&device.id()) {
            return Err(ErrorCode::NotReader.into());
        }
        let keyed = |doc: &DocId| Keyed {
            key: make_key(*doc, FIRST_EPOCH),
            kind,
            audience: audience.clone(),
            about: None,
        };
        let keyed: Vec<Keyed> = docs.iter().map(keyed).collect();
        let made = Self {
            keys: keyed.iter().map(key_row).collect::<Result<_, _>>()?,
            grants: make_grants(&keyed, &team.roster, &readers, device)?,
        };
        Ok((keyed.into_iter().map(|keyed| keyed.key).collect(), made))
    }

    /// A new key for whoever may read by it.
    pub(crate) fn with_key(keyed: Keyed, team: &TeamHere, device: &DeviceKey) -> Result<Writing, ApiError> {
        let readers = team.roster.readers(&keyed.audience);
        if !readers.contains(&device.id()) {
            return Err(ErrorCode::NotReader.into());
        }
        let row = key_row(&keyed)?;
        let grants = make_grants(std::slice::from_ref(&keyed), &team.roster, &readers, device)?;
        Ok(Writing {
            key: keyed.key,
            made: Self {
                keys: vec![row],
                grants,
            },
        })
    }

    /// Grants of keys, in as few as there are sets of devices they go to.
    fn grant(
        keyed: Vec<(Keyed, BTreeSet<DeviceId>)>,
        team: &TeamHere,
        device: &DeviceKey,
    ) -> Result<Vec<Vec<u8>>, ApiError> {
        let mut by_readers: BTreeMap<BTreeSet<DeviceId>, Vec<Keyed>> = BTreeMap::new();
        for (keyed, readers) in keyed {
            by_readers.entry(readers).or_default().push(keyed);
        }
        let mut grants = Vec::new();
        for (readers, keyed) in by_readers {
            grants.extend(make_grants(&keyed, &team.roster, &readers, device)?);
        }
        Ok(grants)
    }
}

impl Open {
    pub(crate) fn access(&self, doc: &[u8; 16]) -> Result<Access, ApiError> {
        Access::of(&self.vault.read().granted_of(doc)?).ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// The key to write a document under. Where every key of its newest epoch can be opened by somebody who may not read
    /// it any more, the next epoch is made here and now.
    pub(crate) fn writing(&self, id: DocumentId) -> Result<Writing, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let access = self.access(&id.bytes())?;
        if !access.readers(&team.roster).contains(&self.device.id()) {
            return Err(ErrorCode::NotReader.into());
        }
        let held = self.vault.read().keys_of(&id.bytes())?;
        match access.key_to_write(&team.roster, &held) {
            Some(row) => Ok(Writing {
                key: doc_key(row),
                made: access.told(row, team, &self.device)?,
            }),
            None => Made::with_key(access.next_key(), team, &self.device),
        }
    }

    /// As [`Self::writing`], for whoever makes a record that others made already. Where fewer are to read it by this word than by
    /// theirs, it is for those whom both name, and what is written goes under a key of its own.
    pub(crate) fn writing_within(&self, id: DocumentId, audience: &Audience) -> Result<Writing, ApiError> {
        let team = self.team.as_ref().ok_or(ErrorCode::NoTeam)?;
        let access = self.access(&id.bytes())?;
        let within = access.audience.within(audience);
        let (read, may_read) = (access.readers(&team.roster), team.roster.readers(&within));
        if read == may_read || !read.contains(&self.device.id()) {
            return self.writing(id);
        }
        let narrowed = Access {
            audience: within,
            keys: Vec::new(),
            ..access
        };
        Made::with_key(narrowed.next_key(), team, &self.device)
    }

    /// Another audience for a document: more may read it by a grant of the keys there are, fewer by a new epoch.
    pub(crate) fn change_audience(&self, team: &TeamHere, access: &Access, wanted: Audience) -> Result<Made, ApiError> {
        let widened = Access {
            audience: wanted.clone(),
            keys: Vec::new(),
            ..*access
        };
        if wanted != access.audience.with(&wanted) {
            let next = widened.next_key();
            return Ok(Made::with_key(next, team, &self.device)?.made);
        }
        let held = self.vault.read().keys_of(&access.doc.0)?;
        let everyone = widened.readers(&team.roster);
        let keyed = held.iter().map(|row| (widened.keyed(row), everyone.clone()));
        Ok(Made::of(&Made::grant(keyed.collect(), team, &self.device)?))
    }

    /// What is due for this team: the next epoch of every document whose newest one somebody can open who may not read
    /// it, and the keys that somebody lacks who may. A lead's device does so for all it can read, another for what it
    /// granted itself, so that a team does not do it sixty times.
    pub(crate) fn due(&self, team: &TeamHere) -> Result<Made, ApiError> {
        let this = self.device.id();
        let lead = team.roster.is_admin(&this);
        if !team.roster.may_grant(&this) || self.has_left()? {
            return Ok(Made::default());
        }
        let tx = self.vault.read();
        let mut held: BTreeMap<[u8; 16], Vec<KeyRow>> = BTreeMap::new();
        for row in tx.keys()? {
            held.entry(row.doc).or_default().push(row);
        }
        let (mut made, mut due) = (Made::default(), Vec::new());
        for rows in tx.granted()?.chunk_by(|a, b| a.doc == b.doc) {
            let Some(access) = Access::of(rows) else { continue };
            let readers = access.readers(&team.roster);
            let Some(held) = held.get(&access.doc.0).filter(|_| readers.contains(&this)) else {
                continue;
            };
            if lead && access.key_to_write(&team.roster, held).is_none() {
                let keyed = access.next_key();
                made.keys.push(key_row(&keyed)?);
                due.push((keyed, readers));
            }
            if lead || access.issued(&this) {
                due.extend(access.lacking(&team.roster, held));
            }
        }
        made.grants = Made::grant(due, team, &self.device)?;
        Ok(made)
    }

    /// Does what is due, if anything is.
    pub(crate) fn settle_epochs(&mut self) -> Result<(), ApiError> {
        self.open_with_visits()?;
        self.keep_within_visits()?;
        let Some(team) = &self.team else { return Ok(()) };
        let made = self.due(team)?;
        self.put_made(&[made])?;
        self.reshelve_sealed()
    }

    /// Stores keys and grants that were made, all of them or none.
    pub(super) fn put_made(&mut self, made: &[Made]) -> Result<(), ApiError> {
        if made.iter().all(Made::is_empty) {
            return Ok(());
        }
        self.vault
            .transact::<_, VaultError>(|tx| made.iter().try_for_each(|one| one.put(tx)))?;
        Ok(())
    }

    /// All keys of what a device may read, granted to it.
    pub(crate) fn grants_for(&self, device: DeviceId, team: &TeamHere) -> Result<Vec<Vec<u8>>, ApiError> {
        let tx = self.vault.read();
        let mut held: BTreeMap<[u8; 16], Vec<KeyRow>> = BTreeMap::new();
        for row in tx.keys()? {
            held.entry(row.doc).or_default().push(row);
        }
        let mut keyed = Vec::new();
        for rows in tx.granted()?.chunk_by(|a, b| a.doc == b.doc) {
            let Some(access) = Access::of(rows) else { continue };
            if !access.readers(&team.roster).contains(&device) {
                continue;
            }
            let rows = held.get(&access.doc.0).into_iter().flatten();
            keyed.extend(rows.map(|row| (access.keyed(row), BTreeSet::from([device]))));
        }
        Made::grant(keyed, team, &self.device)
    }
}

#[cfg(test)]
#[path = "epochs_tests.rs"]
mod tests;
