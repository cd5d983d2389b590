//! Snapshots: all changes of a document together, vouched for by a lead, so that a newcomer reads before the envelopes have
//! come. What is not verified shows no changes.

use crate::envelope::{DeviceKey, DocKey, EnvelopeError, pack, unpack, verify_signature};
use crate::roster::Roster;
use rand::CryptoRng;
use visita_wire::{ChainTo, DeviceId, DocId, DocKind, InnerSnapshot, MAX_SNAPSHOT_CHANGES, TeamId, WireError, unpad};

/// HKDF's label for the key that seals snapshots.
const SNAPSHOT_SUBKEY: &str = "visita/1/doc/snapshot";

/// What a lead says of a snapshot beside its changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotHeader {
    /// The team.
    pub team: TeamId,
    /// What the document is about.
    pub kind: DocKind,
    /// How far each life of each device goes in it: ascending, each once.
    pub chains: Vec<ChainTo>,
}

/// Why a snapshot is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// Not of this form, not sealed with this key, or cut short.
    #[error("not a snapshot of this document")]
    Malformed,
    /// Of another team, document or epoch than the one it came as.
    #[error("of another team, document or epoch")]
    Swapped,
    /// Its signer is no lead of the team, or was removed.
    #[error("not by a lead")]
    NotALead,
    /// The signature does not verify.
    #[error("forged")]
    Forged,
    /// It names a device that is not of the team.
    #[error("names a stranger")]
    Stranger,
    /// It goes further than the cut-off of a removed device.
    #[error("goes beyond a removal")]
    AfterRemoval,
    /// The packed changes are damaged or beyond a limit.
    #[error("its content is damaged or too large")]
    Content,
}

impl From<EnvelopeError> for SnapshotError {
    fn from(error: EnvelopeError) -> Self {
        match error {
            EnvelopeError::Content => Self::Content,
            EnvelopeError::Forged => Self::Forged,
            EnvelopeError::Wire(_)
            | EnvelopeError::Unlinked
            | EnvelopeError::Unopenable
            | EnvelopeError::Swapped
            | EnvelopeError::ForeignTeam
            | EnvelopeError::Stranger
            | EnvelopeError::AfterRemoval => Self::Malformed,
        }
    }
}

impl From<WireError> for SnapshotError {
    fn from(_: WireError) -> Self {
        Self::Malformed
    }
}

/// Signs, packs, pads and seals all changes of a document, each after those it rests on. The bytes that travel.
///
/// # Errors
/// [`SnapshotError::Content`] beyond the limits of changes, [`SnapshotError::Malformed`] beyond those of an envelope.
pub fn seal_snapshot(
    key: &DocKey,
    header: &SnapshotHeader,
    changes: &[Vec<u8>],
    device: &DeviceKey,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SnapshotError> {
    let mut inner = InnerSnapshot {
        team: header.team,
        doc: key.doc,
        kind: header.kind,
        epoch: key.epoch,
        device: device.id(),
        chains: header.chains.clone(),
        payload: pack(changes, MAX_SNAPSHOT_CHANGES)?,
        signature: [0; 64],
    };
    inner.signature = device.sign(&inner.signed_bytes()?);
    Ok(key.seal_outer(SNAPSHOT_SUBKEY, inner.encode()?, rng)?)
}

/// A snapshot that opened; its signature is still to be checked, so it shows only who it claims to be from.
pub struct UnverifiedSnapshot(InnerSnapshot);

/// A snapshot of a document, as a lead of the team signed it. Its changes are that lead's word, until envelopes carry them.
pub struct VerifiedSnapshot {
    inner: InnerSnapshot,
    changes: Vec<Vec<u8>>,
}

/// Opens a snapshot with the key of its document and epoch.
///
/// # Errors
/// [`SnapshotError::Malformed`], [`SnapshotError::Swapped`].
pub fn open_snapshot(bytes: &[u8], key: &DocKey) -> Result<UnverifiedSnapshot, SnapshotError> {
    let padded = key.open_outer(SNAPSHOT_SUBKEY, bytes)?;
    let inner = InnerSnapshot::decode(unpad(&padded)?)?;
    if inner.doc != key.doc || inner.epoch != key.epoch {
        return Err(SnapshotError::Swapped);
    }
    Ok(UnverifiedSnapshot(inner))
}

impl UnverifiedSnapshot {
    /// The device it claims to be from.
    #[must_use]
    pub fn claimed_device(&self) -> DeviceId {
        self.0.device
    }

    /// Checks team, signer, signature and cut-offs against the roster as it is today, then unpacks within bounds.
    ///
    /// # Errors
    /// [`SnapshotError::Swapped`], [`SnapshotError::NotALead`], [`SnapshotError::Forged`], [`SnapshotError::Stranger`],
    /// [`SnapshotError::AfterRemoval`], [`SnapshotError::Content`].
    pub fn verify(self, roster: &Roster) -> Result<VerifiedSnapshot, SnapshotError> {
        if self.0.team == roster.team && !roster.is_admin(&self.0.device) {
            return Err(SnapshotError::NotALead);
        }
        let verified = self.verify_taken(roster)?;
        verified.within_cut_offs(roster)?;
        Ok(verified)
    }

    /// As [`Self::verify`] for a snapshot that was taken in already: what became of its signer since does not unsay it.
    ///
    /// # Errors
    /// As [`Self::verify`], but for [`SnapshotError::NotALead`] and what its chains are refused for.
    pub fn verify_taken(self, roster: &Roster) -> Result<VerifiedSnapshot, SnapshotError> {
        let inner = self.0;
        if inner.team != roster.team {
            return Err(SnapshotError::Swapped);
        }
        verify_signature(&inner.device, &inner.signed_bytes()?, &inner.signature)?;
        let changes = unpack(&inner.payload, MAX_SNAPSHOT_CHANGES)?;
        Ok(VerifiedSnapshot { inner, changes })
    }
}

impl VerifiedSnapshot {
    /// Whether every device it names is of the team and goes no further in it than its cut-off.
    ///
    /// # Errors
    /// [`SnapshotError::Stranger`], [`SnapshotError::AfterRemoval`].
    pub fn within_cut_offs(&self, roster: &Roster) -> Result<(), SnapshotError> {
        for chain in &self.inner.chains {
            let seat = roster.devices.get(&chain.device).ok_or(SnapshotError::Stranger)?;
            if !seat.accepts(&self.inner.doc, chain.seq) {
                return Err(SnapshotError::AfterRemoval);
            }
        }
        Ok(())
    }

    /// The lead's device that signed it.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.inner.device
    }

    /// The document it is of.
    #[must_use]
    pub fn doc(&self) -> DocId {
        self.inner.doc
    }

    /// What the document is about.
    #[must_use]
    pub fn kind(&self) -> DocKind {
        self.inner.kind
    }

    /// How far each life of each device goes in it: ascending, each once.
    #[must_use]
    pub fn chains(&self) -> &[ChainTo] {
        &self.inner.chains
    }

    /// The changes, each after those it rests on, if the lead was honest.
    #[must_use]
    pub fn changes(&self) -> &[Vec<u8>] {
        &self.changes
    }
}

#[cfg(test)]
#[path = "snapshot_tests.rs"]
mod tests;
