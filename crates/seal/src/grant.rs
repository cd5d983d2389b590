//! Grants: how a document's key reaches the devices that may read it.

use crate::Secret;
use crate::envelope::{DeviceKey, DocKey, verify_signature};
use crate::roster::Roster;
use crate::sealed_file::{FileError, FileKey, open_file, seal_file};
use minicbor::{Decode, Encode};
use visita_wire::{DeviceId, DocId, DocKind, MAX_GRANT_BYTES, MailboxTag, TeamId};

const VERSION: u8 = 1;
const LABEL: &[u8] = b"visita/grant/1";
const SIGNATURE_BYTES: usize = 64;
/// Document, epoch and key, as wrapped: a key is bound to what it is for.
const WRAPPED_BYTES: usize = 16 + 4 + 32;

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
struct Body {
    #[n(0)]
    version: u8,
    #[n(1)]
    team: TeamId,
    #[n(2)]
    doc: DocId,
    #[n(3)]
    kind: u8,
    #[n(4)]
    epoch: u32,
    #[n(5)]
    mailbox: MailboxTag,
    #[n(6)]
    issuer: DeviceId,
    #[cbor(n(7), with = "minicbor::bytes")]
    wrapped: Vec<u8>,
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

/// A grant of a device of the team.
pub struct VerifiedGrant(Body);

/// Grants a document's key to devices of the team.
///
/// # Errors
/// [`GrantError::NotAllowed`] for a role that may not write; [`GrantError::Malformed`] for a device that is not on the
/// roster, or no longer.
pub fn make_grant(
    key: &DocKey,
    kind: DocKind,
    roster: &Roster,
    to: &[DeviceId],
    device: &DeviceKey,
) -> Result<Vec<u8>, GrantError> {
    if !roster.may_grant(&device.id()) {
        return Err(GrantError::NotAllowed);
    }
    let recipients: Vec<String> = to
        .iter()
        .map(|id| {
            roster
                .devices
                .get(id)
                .filter(|seat| !seat.removed)
                .map(|seat| seat.recipient.clone())
        })
        .collect::<Option<_>>()
        .ok_or(GrantError::Malformed)?;
    let plain = zeroize::Zeroizing::new([&key.doc.0[..], &key.epoch.to_be_bytes(), key.key.expose()].concat());
    let wrapped = seal_file(&plain, &recipients).map_err(|_| GrantError::Malformed)?;
    let body = Body {
        version: VERSION,
        team: roster.team,
        doc: key.doc,
        kind: kind.code(),
        epoch: key.epoch,
        mailbox: key.mailbox().map_err(|_| GrantError::Malformed)?,
        issuer: device.id(),
        wrapped,
    };
    let mut bytes = minicbor::to_vec(&body).map_err(|_| GrantError::Malformed)?;
    let signature = device.sign(&[LABEL, &bytes].concat());
    bytes.extend(signature);
    if bytes.len() > MAX_GRANT_BYTES {
        Err(GrantError::Malformed)
    } else {
        Ok(bytes)
    }
}

/// What a grant is about: enough to see that another names another key for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// The document.
    pub doc: DocId,
    /// The epoch of its key.
    pub epoch: u32,
    /// The mailbox the key leads to: two keys, two mailboxes.
    pub mailbox: MailboxTag,
}

fn read(bytes: &[u8]) -> Result<(Body, &[u8], &[u8; SIGNATURE_BYTES]), GrantError> {
    if bytes.len() > MAX_GRANT_BYTES {
        return Err(GrantError::Malformed);
    }
    let (signed, signature) = bytes
        .split_last_chunk::<SIGNATURE_BYTES>()
        .ok_or(GrantError::Malformed)?;
    let body: Body = minicbor::decode(signed).map_err(|_| GrantError::Malformed)?;
    let one_form = minicbor::to_vec(&body).ok().as_deref() == Some(signed);
    if body.version != VERSION || !one_form || body.epoch == 0 || DocKind::from_code(body.kind).is_err() {
        return Err(GrantError::Malformed);
    }
    Ok((body, signed, signature))
}

/// What a grant is about that was verified before it was kept; nothing of it is checked again.
///
/// # Errors
/// [`GrantError::Malformed`].
pub fn trusted_subject(bytes: &[u8]) -> Result<Subject, GrantError> {
    read(bytes).map(|(body, ..)| VerifiedGrant(body).subject())
}

/// Reads a grant and checks that a device of the team issued it, in a role that may write and before any removal.
///
/// # Errors
/// See [`GrantError`].
pub fn verify_grant(bytes: &[u8], roster: &Roster) -> Result<VerifiedGrant, GrantError> {
    let (body, signed, signature) = read(bytes)?;
    if body.team != roster.team {
        return Err(GrantError::ForeignTeam);
    }
    let seat = roster.devices.get(&body.issuer).ok_or(GrantError::Stranger)?;
    verify_signature(&body.issuer, &[LABEL, signed].concat(), signature).map_err(|_| GrantError::Forged)?;
    if !roster.might_have_granted(&body.issuer) {
        return Err(GrantError::NotAllowed);
    }
    if !seat.accepts_grant(&body.doc, body.epoch) {
        return Err(GrantError::AfterRemoval);
    }
    Ok(VerifiedGrant(body))
}

impl VerifiedGrant {
    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject {
            doc: self.0.doc,
            epoch: self.0.epoch,
            mailbox: self.0.mailbox,
        }
    }

    /// The device that issued it.
    #[must_use]
    pub fn issuer(&self) -> DeviceId {
        self.0.issuer
    }

    /// What the document is about.
    ///
    /// # Errors
    /// None: it was checked before.
    pub fn kind(&self) -> Result<DocKind, GrantError> {
        DocKind::from_code(self.0.kind).map_err(|_| GrantError::Malformed)
    }

    /// The key, if it is for this device.
    ///
    /// # Errors
    /// [`GrantError::NotForUs`], [`GrantError::Malformed`].
    pub fn open(&self, key: &FileKey) -> Result<DocKey, GrantError> {
        let plain = open_file(&self.0.wrapped, key, WRAPPED_BYTES).map_err(|error| match error {
            FileError::NotForUs => GrantError::NotForUs,
            FileError::Recipient | FileError::Damaged | FileError::TooLarge => GrantError::Malformed,
        })?;
        let context = [&self.0.doc.0[..], &self.0.epoch.to_be_bytes()].concat();
        let key = plain.strip_prefix(context.as_slice()).ok_or(GrantError::Malformed)?;
        let key: [u8; 32] = key.try_into().map_err(|_| GrantError::Malformed)?;
        let key = DocKey {
            doc: self.0.doc,
            epoch: self.0.epoch,
            key: Secret::new(key),
        };
        // The key is the one the grant names to those who cannot open it.
        if key.mailbox() == Ok(self.0.mailbox) {
            Ok(key)
        } else {
            Err(GrantError::Malformed)
        }
    }
}

#[cfg(test)]
#[path = "grant_tests.rs"]
mod tests;
