//! The file that brings shares to their holders: one file for all of them, in which each reads only their own.
//!
//! The outer sealing keeps from everybody else who holds shares, and of whom. The inner one keeps each share from the other
//! holders. What is inside names the device that made it: a holder who signs a colleague's sealed share into a file of their
//! own gets nothing by it.

use crate::envelope::{DeviceKey, verify_signature};
use crate::roster::Roster;
use crate::sealed_file::{FileError, FileKey, open_file, seal_file};
use crate::shares::{MAX_HOLDERS, SET_BYTES, SHARE_BYTES, Share, Shared, VAULT_BYTES};
use minicbor::{Decode, Encode};
use visita_wire::{DeviceId, MemberId, TeamId};
use zeroize::Zeroizing;

const VERSION: u8 = 1;
const LABEL: &[u8] = b"visita/shares/1";
const SIGNATURE_BYTES: usize = 64;
/// Largest content of a share file, bytes: ten holders with twenty devices each stay below it.
pub const MAX_SHARE_FILE_BYTES: usize = 256 * 1024;
const MEMBER_BYTES: usize = 16;
const DEVICE_BYTES: usize = 32;
const INNER_BYTES: usize = DEVICE_BYTES + VAULT_BYTES + SET_BYTES + MEMBER_BYTES + SHARE_BYTES;

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
struct Part {
    #[n(0)]
    member: MemberId,
    #[cbor(n(1), with = "minicbor::bytes")]
    sealed: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
struct Body {
    #[n(0)]
    version: u8,
    #[n(1)]
    team: TeamId,
    #[n(2)]
    owner: DeviceId,
    #[cbor(n(3), with = "minicbor::bytes")]
    vault: [u8; VAULT_BYTES],
    #[cbor(n(4), with = "minicbor::bytes")]
    set: [u8; SET_BYTES],
    #[n(5)]
    needed: u8,
    #[n(6)]
    at_ms: i64,
    #[n(7)]
    parts: Vec<Part>,
}

/// Why a share file was not made or not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShareFileError {
    /// Not such a file, or damaged.
    #[error("not a share file, or damaged")]
    Malformed,
    /// Sealed for other devices, or no share in it is this member's.
    #[error("for others")]
    NotForUs,
    /// Not signed by the device it names, or not what that device made.
    #[error("forged")]
    Forged,
    /// From a device that is not of this team, as far as the roster here goes: exchange with the team first.
    #[error("not from a device of the team")]
    Stranger,
    /// A holder without a device, or more of them than may be.
    #[error("a holder without a device")]
    Holders,
}

/// Who gets a share, and what their devices open files with (`age1…`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The member.
    pub member: MemberId,
    /// Each of their devices.
    pub recipients: Vec<String>,
}

/// A share as its holder keeps it: in the encrypted vault alone. No `Debug`.
#[derive(Clone)]
pub struct HeldShare {
    /// The device whose vault it helps to open.
    pub owner: DeviceId,
    /// Which vault, which set, and how many open it.
    pub shared: Shared,
    /// When it was made, by the owner's clock, milliseconds.
    pub at_ms: i64,
    /// The share.
    pub share: Share,
}

/// Seals shares to their holders, one each, in their order.
///
/// # Errors
/// [`ShareFileError::Holders`], [`ShareFileError::Malformed`].
pub fn seal_shares(
    team: TeamId,
    owner: &DeviceKey,
    shared: &Shared,
    holders: &[Holder],
    shares: &[Share],
    at_ms: i64,
) -> Result<Vec<u8>, ShareFileError> {
    if holders.len() != shares.len() || holders.len() > MAX_HOLDERS {
        return Err(ShareFileError::Holders);
    }
    let seal = |(holder, share): (&Holder, &Share)| {
        let inner = inner(&owner.id(), shared, &holder.member, share);
        let sealed = seal_file(&inner, &holder.recipients).map_err(|_| ShareFileError::Holders)?;
        Ok(Part {
            member: holder.member,
            sealed,
        })
    };
    let parts = holders
        .iter()
        .zip(shares)
        .map(seal)
        .collect::<Result<_, ShareFileError>>()?;
    let body = Body {
        version: VERSION,
        team,
        owner: owner.id(),
        vault: shared.vault,
        set: shared.set,
        needed: shared.needed,
        at_ms,
        parts,
    };
    let mut bytes = minicbor::to_vec(&body).map_err(|_| ShareFileError::Malformed)?;
    let signature = owner.sign(&[LABEL, &bytes].concat());
    bytes.extend(signature);
    let everybody: Vec<String> = holders.iter().flat_map(|holder| holder.recipients.clone()).collect();
    seal_file(&bytes, &everybody).map_err(|_| ShareFileError::Holders)
}

/// Opens a share file as one of its holders, on any of their devices.
///
/// # Errors
/// [`ShareFileError::Malformed`], [`ShareFileError::NotForUs`], [`ShareFileError::Forged`],
/// [`ShareFileError::Stranger`].
pub fn open_shares(sealed: &[u8], key: &FileKey, me: MemberId, roster: &Roster) -> Result<HeldShare, ShareFileError> {
    let plain = open_file(sealed, key, MAX_SHARE_FILE_BYTES).map_err(refused)?;
    let malformed = ShareFileError::Malformed;
    let (signed, signature) = plain.split_last_chunk::<SIGNATURE_BYTES>().ok_or(malformed)?;
    let body: Body = minicbor::decode(signed).map_err(|_| malformed)?;
    if body.version != VERSION || minicbor::to_vec(&body).ok().as_deref() != Some(signed) {
        return Err(malformed);
    }
    verify_signature(&body.owner, &[LABEL, signed].concat(), signature).map_err(|_| ShareFileError::Forged)?;
    if body.team != roster.team || !roster.is_member(&body.owner) {
        return Err(ShareFileError::Stranger);
    }
    let mine = body.parts.iter().find(|part| part.member == me);
    let opened = open_file(&mine.ok_or(ShareFileError::NotForUs)?.sealed, key, INNER_BYTES).map_err(refused)?;
    let (before, share) = opened.split_last_chunk::<SHARE_BYTES>().ok_or(malformed)?;
    let share = Share::parse(share).map_err(|_| malformed)?;
    let shared = Shared {
        vault: body.vault,
        set: body.set,
        needed: body.needed,
    };
    if before != names(&body.owner, &shared, &me) {
        return Err(ShareFileError::Forged);
    }
    Ok(HeldShare {
        owner: body.owner,
        shared,
        at_ms: body.at_ms,
        share,
    })
}

fn refused(error: FileError) -> ShareFileError {
    match error {
        FileError::NotForUs => ShareFileError::NotForUs,
        FileError::Recipient | FileError::Damaged | FileError::TooLarge => ShareFileError::Malformed,
    }
}

/// What a sealed share says of itself, before its bytes.
fn names(owner: &DeviceId, shared: &Shared, member: &MemberId) -> Vec<u8> {
    [owner.0.as_slice(), &shared.vault, &shared.set, &member.0].concat()
}

fn inner(owner: &DeviceId, shared: &Shared, member: &MemberId, share: &Share) -> Zeroizing<Vec<u8>> {
    Zeroizing::new([names(owner, shared, member).as_slice(), share.expose()].concat())
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct Kept {
    #[n(0)]
    owner: DeviceId,
    #[cbor(n(1), with = "minicbor::bytes")]
    vault: [u8; VAULT_BYTES],
    #[cbor(n(2), with = "minicbor::bytes")]
    set: [u8; SET_BYTES],
    #[n(3)]
    needed: u8,
    #[n(4)]
    at_ms: i64,
    #[cbor(n(5), with = "minicbor::bytes")]
    share: Vec<u8>,
}

impl HeldShare {
    /// The text for the vault; secret.
    ///
    /// # Errors
    /// None in practice.
    pub fn expose(&self) -> Result<Zeroizing<String>, ShareFileError> {
        let kept = Kept {
            owner: self.owner,
            vault: self.shared.vault,
            set: self.shared.set,
            needed: self.shared.needed,
            at_ms: self.at_ms,
            share: self.share.expose().to_vec(),
        };
        let bytes = Zeroizing::new(minicbor::to_vec(&kept).map_err(|_| ShareFileError::Malformed)?);
        Ok(Zeroizing::new(hex::encode(bytes)))
    }

    /// From the text the vault keeps.
    ///
    /// # Errors
    /// [`ShareFileError::Malformed`].
    pub fn parse(text: &str) -> Result<Self, ShareFileError> {
        let bytes = Zeroizing::new(hex::decode(text).map_err(|_| ShareFileError::Malformed)?);
        let kept: Kept = minicbor::decode(&bytes).map_err(|_| ShareFileError::Malformed)?;
        let share = Zeroizing::new(kept.share);
        Ok(Self {
            owner: kept.owner,
            shared: Shared {
                vault: kept.vault,
                set: kept.set,
                needed: kept.needed,
            },
            at_ms: kept.at_ms,
            share: Share::parse(&share).map_err(|_| ShareFileError::Malformed)?,
        })
    }
}

#[cfg(test)]
#[path = "share_file_tests.rs"]
mod tests;
