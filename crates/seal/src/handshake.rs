//! Two devices that meet on a network show each other that they are of one team, and then which devices they are.
//!
//! Everything is bound to the one connection it is said on, by what TLS exports of it. Nothing here reads or writes:
//! bytes come in, bytes go out, each of a fixed length.

use crate::envelope::{DeviceKey, verify_signature};
use crate::roster::Roster;
use crate::secret::{SealError, Secret};
use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha256};
use visita_wire::{DeviceId, TeamId};

/// Version of the handshake: the first byte of a proof.
const VERSION: u8 = 1;
/// Bytes that a connection exports to bind a handshake to it.
pub const EXPORTED_BYTES: usize = 32;
/// Label under which TLS exports them.
pub const EXPORT_LABEL: &[u8] = b"visita/lan/1";
/// Bytes of an endpoint's id.
pub const ENDPOINT_BYTES: usize = 32;
/// Bytes of a proof: version, MAC.
pub const PROOF_BYTES: usize = 1 + MAC_BYTES;
/// Bytes of an identity: device, signature.
pub const IDENTITY_BYTES: usize = DEVICE_BYTES + SIGNATURE_BYTES;

const MAC_BYTES: usize = 32;
const DEVICE_BYTES: usize = 32;
const SIGNATURE_BYTES: usize = 64;
/// Bytes of the one-time token of a pairing.
pub const TOKEN_BYTES: usize = 16;
const TOKEN_LABEL: &[u8] = b"visita/lan/pairing/1";
const FOUNDING_LABEL: &[u8] = b"visita/lan/team/1";
const PROOF_SUBKEY: &str = "visita/1/lan/proof";
const PROOF_LABEL: &[u8] = b"visita/lan/proof/1";
const IDENTITY_LABEL: &[u8] = b"visita/lan/device/1";

/// Why a handshake ends. For the other side they are all one: it is closed with a neutral code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HandshakeError {
    /// Another version of the handshake.
    #[error("another version of the handshake")]
    Version,
    /// The proof is not of this team, not of this connection, or an echo of ours.
    #[error("not of the team")]
    Stranger,
    /// The signature does not verify.
    #[error("the signature does not verify")]
    Forged,
    /// This device under its own name: an echo, or a copy of its vault.
    #[error("this device itself")]
    Itself,
}

/// Who opened the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one that dialled: it proves first.
    Initiator,
    /// The one that was dialled.
    Responder,
}

impl Side {
    fn code(self) -> u8 {
        match self {
            Self::Initiator => 1,
            Self::Responder => 2,
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Initiator => Self::Responder,
            Self::Responder => Self::Initiator,
        }
    }
}

/// A connection as both of its ends know it, and nobody else.
#[derive(Clone)]
pub struct Channel {
    /// What TLS exports under [`EXPORT_LABEL`] with the initiator's and the responder's ids as context.
    pub exported: [u8; EXPORTED_BYTES],
    /// Endpoint id of the one that dialled.
    pub initiator: [u8; ENDPOINT_BYTES],
    /// Endpoint id of the one that was dialled.
    pub responder: [u8; ENDPOINT_BYTES],
}

impl Channel {
    fn bytes(&self, label: &[u8], side: Side) -> Vec<u8> {
        [label, &[side.code()], &self.exported, &self.initiator, &self.responder].concat()
    }
}

/// What only those who hold the team's roster can derive. Somebody who was removed still can. No `Debug`.
#[derive(Clone)]
pub struct TeamKey(Secret);

impl TeamKey {
    /// From the team and the first entry of its roster, whole: its signature is what nobody outside can guess.
    ///
    /// # Errors
    /// None in practice: the output length is fixed.
    pub fn derive(team: &TeamId, founding_entry: &[u8]) -> Result<Self, SealError> {
        let founded = Secret::new(Sha256::digest([FOUNDING_LABEL, founding_entry].concat()).into());
        founded.derive(&team.0, PROOF_SUBKEY).map(Self)
    }

    /// For a pairing, from its one-time token: only the device that shows it and whoever saw it can derive it.
    ///
    /// # Errors
    /// None in practice: the output length is fixed.
    pub fn of_token(token: &[u8; TOKEN_BYTES]) -> Result<Self, SealError> {
        let shown = Secret::new(Sha256::digest([TOKEN_LABEL, token].concat()).into());
        shown.derive(token, PROOF_SUBKEY).map(Self)
    }
}

/// The first step: nothing is known of the other end.
pub struct Handshake {
    key: TeamKey,
    side: Side,
    channel: Channel,
}

impl Handshake {
    /// On a connection that stands.
    #[must_use]
    pub fn begin(key: TeamKey, side: Side, channel: Channel) -> Self {
        Self { key, side, channel }
    }

    fn mac(&self, side: Side) -> Result<Hmac<Sha256>, HandshakeError> {
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(self.key.0.expose())
            .map_err(|_| HandshakeError::Stranger)?;
        mac.update(&self.channel.bytes(PROOF_LABEL, side));
        Ok(mac)
    }

    /// What shows that this end is of the team.
    ///
    /// # Errors
    /// None in practice: HMAC takes keys of any length.
    pub fn proof(&self) -> Result<[u8; PROOF_BYTES], HandshakeError> {
        let mac: [u8; MAC_BYTES] = self.mac(self.side)?.finalize().into_bytes().into();
        let mut proof = [VERSION; PROOF_BYTES];
        for (to, from) in proof.iter_mut().skip(1).zip(mac) {
            *to = from;
        }
        Ok(proof)
    }

    /// Takes the other end's proof, in constant time.
    ///
    /// # Errors
    /// [`HandshakeError::Version`], [`HandshakeError::Stranger`].
    pub fn check_proof(self, theirs: &[u8; PROOF_BYTES]) -> Result<Proven, HandshakeError> {
        let (version, mac) = theirs.split_first().ok_or(HandshakeError::Version)?;
        if *version != VERSION {
            return Err(HandshakeError::Version);
        }
        self.mac(self.side.other())?
            .verify_slice(mac)
            .map_err(|_| HandshakeError::Stranger)?;
        Ok(Proven {
            side: self.side,
            channel: self.channel,
        })
    }
}

/// The second step: the other end holds the team's roster, or once held it.
pub struct Proven {
    side: Side,
    channel: Channel,
}

impl Proven {
    /// What shows which device this end is.
    #[must_use]
    pub fn identity(&self, device: &DeviceKey) -> [u8; IDENTITY_BYTES] {
        let id = device.id().0;
        let signature = device.sign(&self.signed(self.side, &id));
        let mut identity = [0; IDENTITY_BYTES];
        for (to, from) in identity.iter_mut().zip(id.into_iter().chain(signature)) {
            *to = from;
        }
        identity
    }

    /// Takes the other end's identity. Whether that device is of the team is still to be asked.
    ///
    /// # Errors
    /// [`HandshakeError::Forged`], [`HandshakeError::Itself`].
    pub fn check_identity(
        &self,
        theirs: &[u8; IDENTITY_BYTES],
        this: &DeviceId,
    ) -> Result<UnseatedDevice, HandshakeError> {
        let forged = HandshakeError::Forged;
        let (id, signature) = theirs.split_first_chunk::<DEVICE_BYTES>().ok_or(forged)?;
        let signature: &[u8; SIGNATURE_BYTES] = signature.try_into().map_err(|_| forged)?;
        let device = DeviceId(*id);
        if device == *this {
            return Err(HandshakeError::Itself);
        }
        verify_signature(&device, &self.signed(self.side.other(), id), signature).map_err(|_| forged)?;
        Ok(UnseatedDevice(device))
    }

    fn signed(&self, side: Side, device: &[u8; DEVICE_BYTES]) -> Vec<u8> {
        [&self.channel.bytes(IDENTITY_LABEL, side), &device[..]].concat()
    }
}

/// Where a device stands on the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Of the team today.
    Member(DeviceId),
    /// Was of the team: it gets nothing.
    Removed,
    /// Not on the roster held here: admitted later than this device heard, or never.
    Unknown,
}

/// A device that proved its key on this connection, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnseatedDevice(DeviceId);

impl UnseatedDevice {
    /// Where it stands. Only this gives its id.
    #[must_use]
    pub fn standing(&self, roster: &Roster) -> Standing {
        match roster.devices.get(&self.0) {
            None => Standing::Unknown,
            Some(seat) if seat.removed => Standing::Removed,
            Some(_) => Standing::Member(self.0),
        }
    }
}

#[cfg(test)]
#[path = "handshake_tests.rs"]
mod tests;
