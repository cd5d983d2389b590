//! Envelopes signed, packed and sealed; opened, verified and unpacked. What is not verified shows no changes.

use crate::roster::{DeviceSeat, Roster};
use crate::secret::Secret;
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{Key, KeyInit as _, XChaCha20Poly1305, XNonce};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use hmac::{Hmac, Mac as _};
use rand::CryptoRng;
use sha2::{Digest as _, Sha256};
use std::io::Read as _;
use visita_wire::relay::MailboxToken;
use visita_wire::{
    DeviceId, DocId, DocKind, EnvelopeHash, Inner, MAX_CHANGES, MAX_CHANGES_BYTES, MailboxTag, Outer, TeamId, VERSION,
    WireError, is_linked, pad, unpad,
};

/// Level of zstd: changes are small, and written while a person waits.
const ZSTD_LEVEL: i32 = 3;
const LENGTH_BYTES: usize = 4;

/// A device's signing key, from its 32-byte seed. No `Debug`.
pub struct DeviceKey(SigningKey);

impl DeviceKey {
    /// From the seed.
    #[must_use]
    pub fn derive(seed: &Secret) -> Self {
        Self(SigningKey::from_bytes(seed.expose()))
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }

    /// The id others know it by: its verifying key.
    #[must_use]
    pub fn id(&self) -> DeviceId {
        DeviceId(self.0.verifying_key().to_bytes())
    }
}

/// What [`DocKey::mailbox`] authenticates.
const MAILBOX_LABEL: &[u8] = b"visita/mailbox/1";
/// HKDF's label for the key of the mailbox tag.
const MAILBOX_SUBKEY: &str = "visita/1/doc/mailbox";
/// HKDF's label for what opens the mailbox on a relay.
const TOKEN_SUBKEY: &str = "visita/1/doc/token";
/// HKDF's label for the key that seals envelopes.
const ENVELOPE_SUBKEY: &str = "visita/1/doc/envelope";

/// The key of one document in one epoch. It is used for nothing itself: each use has a subkey, bound to both.
pub struct DocKey {
    /// The document.
    pub doc: DocId,
    /// The epoch.
    pub epoch: u32,
    /// The key.
    pub key: Secret,
}

impl DocKey {
    /// Where a relay keeps its envelopes.
    ///
    /// # Errors
    /// None in practice: HMAC takes keys of any length.
    pub fn mailbox(&self) -> Result<MailboxTag, EnvelopeError> {
        let key = self.subkey(MAILBOX_SUBKEY)?;
        let mut mac =
            <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key.expose()).map_err(|_| EnvelopeError::Unopenable)?;
        mac.update(MAILBOX_LABEL);
        mac.update(&self.doc.0);
        mac.update(&self.epoch.to_be_bytes());
        Ok(MailboxTag(mac.finalize().into_bytes().into()))
    }

    /// What opens that mailbox, to read and to write: whoever holds the key holds it, and nobody else.
    ///
    /// # Errors
    /// None in practice: the output length is fixed.
    pub fn token(&self) -> Result<MailboxToken, EnvelopeError> {
        self.subkey(TOKEN_SUBKEY).map(|token| MailboxToken(*token.expose()))
    }

    fn cipher(&self, label: &str) -> Result<XChaCha20Poly1305, EnvelopeError> {
        let key = self.subkey(label)?;
        Ok(XChaCha20Poly1305::new(&Key::from(*key.expose())))
    }

    /// Pads and seals what is inside of an outer envelope under the subkey of this label: the bytes that travel.
    pub(crate) fn seal_outer(
        &self,
        label: &str,
        inner: Vec<u8>,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, EnvelopeError> {
        let mut nonce = [0; 24];
        rng.fill_bytes(&mut nonce);
        let mailbox = self.mailbox()?;
        let payload = Payload {
            msg: &pad(inner)?,
            aad: &associated(&mailbox),
        };
        let ciphertext = self
            .cipher(label)?
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| EnvelopeError::Unopenable)?;
        Ok(Outer {
            mailbox,
            nonce,
            ciphertext,
        }
        .encode()?)
    }

    /// What is inside of an outer envelope that was sealed under the subkey of this label, still padded.
    pub(crate) fn open_outer(&self, label: &str, bytes: &[u8]) -> Result<Vec<u8>, EnvelopeError> {
        let outer = Outer::decode(bytes)?;
        if outer.mailbox != self.mailbox()? {
            return Err(EnvelopeError::Unopenable);
        }
        let payload = Payload {
            msg: &outer.ciphertext,
            aad: &associated(&outer.mailbox),
        };
        self.cipher(label)?
            .decrypt(&XNonce::from(outer.nonce), payload)
            .map_err(|_| EnvelopeError::Unopenable)
    }

    fn subkey(&self, label: &str) -> Result<Secret, EnvelopeError> {
        let salt = [&self.doc.0[..], &self.epoch.to_be_bytes()].concat();
        self.key.derive(&salt, label).map_err(|_| EnvelopeError::Unopenable)
    }
}

/// What a sender says of an envelope beside its changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The team.
    pub team: TeamId,
    /// What the document is about.
    pub kind: DocKind,
    /// From 1.
    pub seq: u64,
    /// The envelope before it.
    pub prev: Option<EnvelopeHash>,
    /// By the sender's clock.
    pub sent_at_ms: i64,
}

/// Why an envelope was not made, opened or verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// Not of the form, of another version, or beyond a limit.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// A number from 1 without the envelope before it, or a first one with one before: nobody could open it.
    #[error("a number that does not fit its link")]
    Unlinked,
    /// For another key or mailbox, or damaged.
    #[error("sealed for another key, or damaged")]
    Unopenable,
    /// Says another document or epoch than the key it opens with.
    #[error("says another document than its key")]
    Swapped,
    /// Of another team.
    #[error("of another team")]
    ForeignTeam,
    /// The signature does not verify: forged.
    #[error("the signature does not verify")]
    Forged,
    /// Signed by a device that is not of the team.
    #[error("signed by a stranger")]
    Stranger,
    /// By a device that was removed, and after the cut-off of its removal: for the lead to see.
    #[error("written after its device was removed")]
    AfterRemoval,
    /// The packed changes are damaged or beyond a limit.
    #[error("its content is damaged or too large")]
    Content,
}

/// Signs, packs, pads and seals changes. The bytes that travel.
///
/// # Errors
/// [`EnvelopeError::Unlinked`]; [`EnvelopeError::Wire`] or [`EnvelopeError::Content`] beyond the limits.
pub fn seal_envelope(
    key: &DocKey,
    header: &Header,
    changes: &[Vec<u8>],
    device: &DeviceKey,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, EnvelopeError> {
    if !is_linked(header.seq, header.prev.as_ref()) {
        return Err(EnvelopeError::Unlinked);
    }
    let mut inner = Inner {
        team: header.team,
        doc: key.doc,
        kind: header.kind,
        epoch: key.epoch,
        device: device.id(),
        seq: header.seq,
        prev: header.prev,
        sent_at_ms: header.sent_at_ms,
        payload: pack(changes, MAX_CHANGES)?,
        signature: [0; 64],
    };
    inner.signature = device.sign(&inner.signed_bytes()?);
    key.seal_outer(ENVELOPE_SUBKEY, inner.encode()?, rng)
}

/// The hash by which the next envelope refers to this one.
#[must_use]
pub fn envelope_hash(outer: &[u8]) -> EnvelopeHash {
    EnvelopeHash(Sha256::digest(outer).into())
}

/// An envelope that opened; its signature is still to be checked, so it shows only who it claims to be from.
pub struct UnverifiedEnvelope {
    inner: Inner,
    hash: EnvelopeHash,
}

/// An envelope of a device of the team, as that device signed it.
pub struct VerifiedEnvelope {
    inner: Inner,
    hash: EnvelopeHash,
    changes: Vec<Vec<u8>>,
}

/// Opens an envelope with the key of its document and epoch.
///
/// # Errors
/// See [`EnvelopeError`].
pub fn open_envelope(bytes: &[u8], key: &DocKey) -> Result<UnverifiedEnvelope, EnvelopeError> {
    let padded = key.open_outer(ENVELOPE_SUBKEY, bytes)?;
    let inner = Inner::decode(unpad(&padded)?)?;
    if inner.doc != key.doc || inner.epoch != key.epoch {
        return Err(EnvelopeError::Swapped);
    }
    Ok(UnverifiedEnvelope {
        inner,
        hash: envelope_hash(bytes),
    })
}

impl UnverifiedEnvelope {
    /// The device it claims to be from.
    #[must_use]
    pub fn claimed_device(&self) -> DeviceId {
        self.inner.device
    }

    /// The number it claims in that device's chain.
    #[must_use]
    pub fn claimed_seq(&self) -> u64 {
        self.inner.seq
    }

    /// Checks team, device, signature and cut-off against the roster, then unpacks within bounds.
    ///
    /// # Errors
    /// [`EnvelopeError::ForeignTeam`], [`EnvelopeError::Stranger`], [`EnvelopeError::Forged`],
    /// [`EnvelopeError::AfterRemoval`], [`EnvelopeError::Content`].
    pub fn verify(self, roster: &Roster) -> Result<VerifiedEnvelope, EnvelopeError> {
        let seat = self.signed_by(roster)?;
        if !seat.accepts(&self.inner.doc, self.inner.seq) {
            return Err(EnvelopeError::AfterRemoval);
        }
        self.unpacked()
    }

    /// As [`Self::verify`] for an envelope that was taken in already: a removal since then does not unsay it.
    ///
    /// # Errors
    /// As [`Self::verify`], but for [`EnvelopeError::AfterRemoval`].
    pub fn verify_taken(self, roster: &Roster) -> Result<VerifiedEnvelope, EnvelopeError> {
        self.signed_by(roster)?;
        self.unpacked()
    }

    fn signed_by<'a>(&self, roster: &'a Roster) -> Result<&'a DeviceSeat, EnvelopeError> {
        if self.inner.team != roster.team {
            return Err(EnvelopeError::ForeignTeam);
        }
        let seat = roster.devices.get(&self.inner.device).ok_or(EnvelopeError::Stranger)?;
        verify_signature(&self.inner.device, &self.inner.signed_bytes()?, &self.inner.signature)?;
        Ok(seat)
    }

    fn unpacked(self) -> Result<VerifiedEnvelope, EnvelopeError> {
        let changes = unpack(&self.inner.payload, MAX_CHANGES)?;
        Ok(VerifiedEnvelope {
            inner: self.inner,
            hash: self.hash,
            changes,
        })
    }
}

impl VerifiedEnvelope {
    /// The device that signed it.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.inner.device
    }

    /// The document it belongs to.
    #[must_use]
    pub fn doc(&self) -> DocId {
        self.inner.doc
    }

    /// What it says beside its changes.
    #[must_use]
    pub fn header(&self) -> Header {
        let Inner {
            team,
            kind,
            seq,
            prev,
            sent_at_ms,
            ..
        } = self.inner;
        Header {
            team,
            kind,
            seq,
            prev,
            sent_at_ms,
        }
    }

    /// Its hash.
    #[must_use]
    pub fn hash(&self) -> EnvelopeHash {
        self.hash
    }

    /// The changes, as the device made them.
    #[must_use]
    pub fn changes(&self) -> &[Vec<u8>] {
        &self.changes
    }
}

/// Strict Ed25519: small-order keys and malleable signatures are refused.
pub(crate) fn verify_signature(device: &DeviceId, bytes: &[u8], signature: &[u8; 64]) -> Result<(), EnvelopeError> {
    let verifying = VerifyingKey::from_bytes(&device.0).map_err(|_| EnvelopeError::Forged)?;
    verifying
        .verify_strict(bytes, &Signature::from_bytes(signature))
        .map_err(|_| EnvelopeError::Forged)
}

fn associated(mailbox: &MailboxTag) -> Vec<u8> {
    [&[VERSION], mailbox.0.as_slice()].concat()
}

pub(crate) fn pack(changes: &[Vec<u8>], most: usize) -> Result<Vec<u8>, EnvelopeError> {
    let mut plain = Vec::new();
    for change in changes {
        let length = u32::try_from(change.len()).map_err(|_| EnvelopeError::Content)?;
        plain.extend(length.to_be_bytes());
        plain.extend(change);
    }
    if plain.len() > MAX_CHANGES_BYTES || changes.len() > most {
        return Err(EnvelopeError::Content);
    }
    zstd::encode_all(plain.as_slice(), ZSTD_LEVEL).map_err(|_| EnvelopeError::Content)
}

pub(crate) fn unpack(payload: &[u8], most: usize) -> Result<Vec<Vec<u8>>, EnvelopeError> {
    // An inflate bomb stops one byte past the limit, whatever size it promises.
    let limit = u64::try_from(MAX_CHANGES_BYTES).map_err(|_| EnvelopeError::Content)? + 1;
    let mut plain = Vec::new();
    zstd::Decoder::new(payload)
        .map_err(|_| EnvelopeError::Content)?
        .take(limit)
        .read_to_end(&mut plain)
        .map_err(|_| EnvelopeError::Content)?;
    if plain.len() > MAX_CHANGES_BYTES {
        return Err(EnvelopeError::Content);
    }
    let mut rest = plain.as_slice();
    let mut changes = Vec::new();
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<LENGTH_BYTES>().ok_or(EnvelopeError::Content)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| EnvelopeError::Content)?;
        let (change, after) = after.split_at_checked(length).ok_or(EnvelopeError::Content)?;
        if changes.len() == most {
            return Err(EnvelopeError::Content);
        }
        changes.push(change.to_vec());
        rest = after;
    }
    Ok(changes)
}

#[cfg(test)]
#[path = "envelope_tests.rs"]
mod tests;
