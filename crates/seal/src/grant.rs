//! Grants: how the keys of documents reach the devices that may read them.

mod terms;

use crate::Secret;
use crate::envelope::{DeviceKey, DocKey, verify_signature};
use crate::roster::Roster;
use crate::sealed_file::{FileError, FileKey, open_file, seal_file};
use std::collections::BTreeSet;
use terms::{Terms, WRITTEN_LABEL, read, write};
use visita_wire::{DeviceId, DocId, DocKind, MAX_GRANT_BYTES, MailboxTag, MemberId, TeamId};

/// Document, epoch and key, as wrapped: a key is bound to what it is for.
const WRAPPED_BYTES: usize = 16 + 4 + 32;
/// Most devices that one grant is for; more get grants of their own.
pub const MAX_READERS: usize = 200;
/// Bytes of a grant that each reader takes: its id, and its part of the age file.
const READER_BYTES: usize = 140;
/// Bytes of a grant besides readers and keys, with room to spare.
const FRAME_BYTES: usize = 2_048;

/// Who may read a document. Leads may always.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// Whoever is of the team.
    Team,
    /// These members, and the leads.
    Chosen(BTreeSet<MemberId>),
}

impl Audience {
    /// Whoever may read by one or by the other.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Chosen(ours), Self::Chosen(theirs)) => Self::Chosen(ours | theirs),
            (Self::Team, _) | (_, Self::Team) => Self::Team,
        }
    }

    /// Whoever may read by both.
    #[must_use]
    pub fn within(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Chosen(ours), Self::Chosen(theirs)) => Self::Chosen(ours & theirs),
            (Self::Team, narrower) | (narrower, Self::Team) => narrower.clone(),
        }
    }
}

/// Why a grant is refused or gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GrantError {
    /// Not a grant, damaged, or beyond a limit.
    #[error("not a grant")]
    Malformed,
    /// Of another team.
    #[error("of another team")]
    ForeignTeam,
    /// By a device that is not of the team.
    #[error("by a stranger")]
    Stranger,
    /// By a member whose role never allowed it to write.
    #[error("by someone who may not write")]
    NotAllowed,
    /// By a device that was removed, for a document or an epoch beyond the cut-off of its removal: for the lead to see.
    #[error("granted after its device was removed")]
    AfterRemoval,
    /// The signature does not verify.
    #[error("forged")]
    Forged,
    /// For other devices: carry it on.
    #[error("for other devices")]
    NotForUs,
}

/// What a grant says of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The document.
    pub doc: DocId,
    /// The epoch of its key.
    pub epoch: u32,
    /// The mailbox the key leads to: two keys, two mailboxes.
    pub mailbox: MailboxTag,
    /// What the document is about.
    pub kind: DocKind,
    /// Who may read it from this epoch on.
    pub audience: Audience,
    /// The document it belongs to, as an interview to its visit; known to those who may not read it.
    pub about: Option<DocId>,
}

/// A key to grant.
pub struct Keyed {
    /// The key.
    pub key: DocKey,
    /// What the document is about.
    pub kind: DocKind,
    /// Who may read it.
    pub audience: Audience,
    /// The document it belongs to.
    pub about: Option<DocId>,
}

impl Keyed {
    fn subject(&self) -> Result<Subject, GrantError> {
        Ok(Subject {
            doc: self.key.doc,
            epoch: self.key.epoch,
            mailbox: self.key.mailbox().map_err(|_| GrantError::Malformed)?,
            kind: self.kind,
            audience: self.audience.clone(),
            about: self.about,
        })
    }
}

/// A grant of a device of the team.
pub struct VerifiedGrant(Terms);

/// What a grant that was verified before says; nothing of it is checked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedGrant {
    /// The device that issued it.
    pub issuer: DeviceId,
    /// The devices it is for; `None` where it does not name them.
    pub readers: Option<Vec<DeviceId>>,
    /// Its keys.
    pub subjects: Vec<Subject>,
}

/// Grants keys to devices of the team, in as few grants as their size allows.
///
/// # Errors
/// [`GrantError::NotAllowed`] for a role that may not write; [`GrantError::Malformed`] for a device that is not on the
/// roster, or no longer, and for an audience too large to name.
pub fn make_grants(
    keys: &[Keyed],
    roster: &Roster,
    readers: &BTreeSet<DeviceId>,
    device: &DeviceKey,
) -> Result<Vec<Vec<u8>>, GrantError> {
    if readers.iter().any(|reader| !roster.is_member(reader)) {
        return Err(GrantError::Malformed);
    }
    make_grants_of_known(keys, roster, readers, device)
}

/// As [`make_grants`], of keys that others have got already: devices that were removed are named, so that everybody knows
/// that they have them, and not sealed to.
///
/// # Errors
/// As [`make_grants`], but for devices that were removed.
pub fn make_grants_of_known(
    keys: &[Keyed],
    roster: &Roster,
    readers: &BTreeSet<DeviceId>,
    device: &DeviceKey,
) -> Result<Vec<Vec<u8>>, GrantError> {
    if !roster.may_grant(&device.id()) {
        return Err(GrantError::NotAllowed);
    }
    let mut keyed = keys
        .iter()
        .map(|keyed| keyed.subject().map(|subject| (subject, &keyed.key)))
        .collect::<Result<Vec<_>, _>>()?;
    keyed.sort_by_key(|(subject, _)| (subject.doc, subject.epoch, subject.mailbox));
    keyed.dedup_by_key(|(subject, _)| (subject.doc, subject.epoch, subject.mailbox));
    let mut grants = Vec::new();
    for readers in runs(roster, readers) {
        let recipients = recipients(roster, &readers)?;
        for part in parts(&keyed, readers.len())? {
            grants.push(seal(part, roster.team, &readers, &recipients, device)?);
        }
    }
    Ok(grants)
}

/// Devices in runs that one grant names, in order within each; every run has somebody in it who can open the grant, if
/// anybody can.
fn runs(roster: &Roster, readers: &BTreeSet<DeviceId>) -> Vec<Vec<DeviceId>> {
    let (seated, removed): (Vec<DeviceId>, Vec<DeviceId>) = readers.iter().partition(|id| roster.is_member(id));
    if removed.is_empty() {
        return seated.chunks(MAX_READERS).map(<[_]>::to_vec).collect();
    }
    let half = MAX_READERS / 2;
    let (seated, removed): (Vec<_>, Vec<_>) = (seated.chunks(half).collect(), removed.chunks(half).collect());
    let run = |number: usize| {
        let open = seated.get(number).or(seated.first());
        let named = open.into_iter().chain(removed.get(number)).flat_map(|ids| ids.iter());
        let mut run: Vec<DeviceId> = named.copied().collect();
        run.sort();
        run
    };
    (0..seated.len().max(removed.len())).map(run).collect()
}

fn recipients(roster: &Roster, readers: &[DeviceId]) -> Result<Vec<String>, GrantError> {
    let seats: Option<Vec<_>> = readers.iter().map(|id| roster.devices.get(id)).collect();
    let seated = seats
        .ok_or(GrantError::Malformed)?
        .into_iter()
        .filter(|seat| !seat.removed);
    let recipients: Vec<String> = seated.map(|seat| seat.recipient.clone()).collect();
    match recipients.is_empty() {
        true => Err(GrantError::Malformed),
        false => Ok(recipients),
    }
}

/// Keys in runs that fit into one grant to so many readers.
fn parts<'a, 'b>(
    keyed: &'b [(Subject, &'a DocKey)],
    readers: usize,
) -> Result<Vec<&'b [(Subject, &'a DocKey)]>, GrantError> {
    let room = MAX_GRANT_BYTES.saturating_sub(FRAME_BYTES + readers * READER_BYTES);
    let (mut parts, mut rest) = (Vec::new(), keyed);
    while !rest.is_empty() {
        let (mut taken, mut bytes) = (0, 0);
        for (subject, _) in rest {
            bytes += subject.written_bytes()? + WRAPPED_BYTES;
            if bytes > room {
                break;
            }
            taken += 1;
        }
        let (part, after) = rest.split_at_checked(taken).ok_or(GrantError::Malformed)?;
        if part.is_empty() {
            return Err(GrantError::Malformed);
        }
        parts.push(part);
        rest = after;
    }
    Ok(parts)
}

fn seal(
    keyed: &[(Subject, &DocKey)],
    team: TeamId,
    readers: &[DeviceId],
    recipients: &[String],
    device: &DeviceKey,
) -> Result<Vec<u8>, GrantError> {
    let mut plain = zeroize::Zeroizing::new(Vec::with_capacity(keyed.len() * WRAPPED_BYTES));
    for (_, key) in keyed {
        plain.extend(key.doc.0);
        plain.extend(key.epoch.to_be_bytes());
        plain.extend(key.key.expose());
    }
    let terms = Terms {
        team,
        issuer: device.id(),
        readers: Some(readers.to_vec()),
        subjects: keyed.iter().map(|(subject, _)| subject.clone()).collect(),
        wrapped: seal_file(&plain, recipients).map_err(|_| GrantError::Malformed)?,
        label: WRITTEN_LABEL,
    };
    let mut bytes = write(&terms)?;
    let signature = device.sign(&[WRITTEN_LABEL, &bytes].concat());
    bytes.extend(signature);
    if bytes.len() > MAX_GRANT_BYTES {
        Err(GrantError::Malformed)
    } else {
        Ok(bytes)
    }
}

/// What a grant says that was verified before it was kept.
///
/// # Errors
/// [`GrantError::Malformed`].
pub fn trusted_grant(bytes: &[u8]) -> Result<TrustedGrant, GrantError> {
    let (terms, ..) = read(bytes)?;
    Ok(TrustedGrant {
        issuer: terms.issuer,
        readers: terms.readers,
        subjects: terms.subjects,
    })
}

/// Reads a grant and checks that a device of the team issued it, in a role that may write and before any removal.
///
/// # Errors
/// See [`GrantError`].
pub fn verify_grant(bytes: &[u8], roster: &Roster) -> Result<VerifiedGrant, GrantError> {
    let (terms, signed, signature) = read(bytes)?;
    if terms.team != roster.team {
        return Err(GrantError::ForeignTeam);
    }
    let seat = roster.devices.get(&terms.issuer).ok_or(GrantError::Stranger)?;
    verify_signature(&terms.issuer, &[terms.label, signed].concat(), signature).map_err(|_| GrantError::Forged)?;
    if !roster.might_have_granted(&terms.issuer) {
        return Err(GrantError::NotAllowed);
    }
    let mut subjects = terms.subjects.iter();
    if !subjects.all(|subject| seat.accepts_grant(&subject.doc, subject.epoch)) {
        return Err(GrantError::AfterRemoval);
    }
    Ok(VerifiedGrant(terms))
}

impl VerifiedGrant {
    /// What it says, in the open.
    #[must_use]
    pub fn says(&self) -> TrustedGrant {
        TrustedGrant {
            issuer: self.0.issuer,
            readers: self.0.readers.clone(),
            subjects: self.0.subjects.clone(),
        }
    }

    /// The keys, if they are for this device.
    ///
    /// # Errors
    /// [`GrantError::NotForUs`], [`GrantError::Malformed`].
    pub fn open(&self, key: &FileKey) -> Result<Vec<DocKey>, GrantError> {
        let limit = WRAPPED_BYTES * self.0.subjects.len();
        let plain = open_file(&self.0.wrapped, key, limit).map_err(|error| match error {
            FileError::NotForUs => GrantError::NotForUs,
            FileError::Recipient | FileError::Damaged | FileError::TooLarge => GrantError::Malformed,
        })?;
        let parts = plain.chunks(WRAPPED_BYTES);
        if parts.len() != self.0.subjects.len() {
            return Err(GrantError::Malformed);
        }
        self.0
            .subjects
            .iter()
            .zip(parts)
            .map(|(subject, part)| unwrapped(subject, part))
            .collect()
    }
}

fn unwrapped(subject: &Subject, part: &[u8]) -> Result<DocKey, GrantError> {
    let context = [&subject.doc.0[..], &subject.epoch.to_be_bytes()].concat();
    let key = part.strip_prefix(context.as_slice()).ok_or(GrantError::Malformed)?;
    let key: [u8; 32] = key.try_into().map_err(|_| GrantError::Malformed)?;
    let key = DocKey {
        doc: subject.doc,
        epoch: subject.epoch,
        key: Secret::new(key),
    };
    // The key is the one the grant names to those who cannot open it.
    if key.mailbox() == Ok(subject.mailbox) {
        Ok(key)
    } else {
        Err(GrantError::Malformed)
    }
}

#[cfg(test)]
#[path = "grant_tests.rs"]
mod tests;
