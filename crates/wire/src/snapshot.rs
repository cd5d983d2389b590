//! A snapshot of a document, as it is signed and sealed: what a lead holds of it, and how far every chain goes in that.

use crate::envelope::{DocKind, WireError, begin, fixed};
use crate::ids::{DeviceId, DocId, EnvelopeHash, TeamId};
use crate::life::{is_number, life_of};
use crate::limits::MAX_DEVICES;
use crate::strict::{list, structure};
use crate::{SNAPSHOT_LABEL, VERSION};
use minicbor::{Decoder, Encoder};
use std::convert::Infallible;

const SNAPSHOT_LENGTH: u64 = 9;
const CHAIN_LENGTH: u64 = 3;
/// Fewest encoded bytes of one chain: two strings of 32 bytes and a number.
const MIN_ENCODED_CHAIN: usize = 70;

/// One life of a device in a document, up to the last envelope whose changes a snapshot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainTo {
    /// The device.
    pub device: DeviceId,
    /// The number of that envelope; its life is in it.
    pub seq: u64,
    /// SHA-256 of that envelope as it travels.
    pub hash: EnvelopeHash,
}

/// What members of the team see of a snapshot, once opened. Its signature is not checked by decoding it.
#[derive(Clone, PartialEq, Eq)]
pub struct InnerSnapshot {
    /// The team.
    pub team: TeamId,
    /// The document.
    pub doc: DocId,
    /// What it is about.
    pub kind: DocKind,
    /// Epoch of the document's key.
    pub epoch: u32,
    /// The lead's device that made and signed it.
    pub device: DeviceId,
    /// How far each life of each device goes in it: ascending, each once.
    pub chains: Vec<ChainTo>,
    /// Packed changes.
    pub payload: Vec<u8>,
    /// Ed25519.
    pub signature: [u8; 64],
}

impl InnerSnapshot {
    /// The bytes that are sealed.
    ///
    /// # Errors
    /// [`WireError::TooLarge`].
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        let mut e = Encoder::new(Vec::new());
        let encoded = (|| {
            e.array(SNAPSHOT_LENGTH)?
                .u8(VERSION)?
                .bytes(&self.team.0)?
                .bytes(&self.doc.0)?
                .u8(self.kind.code())?;
            e.u32(self.epoch)?.bytes(&self.device.0)?;
            e.array(self.chains.len() as u64)?;
            for chain in &self.chains {
                e.array(CHAIN_LENGTH)?
                    .bytes(&chain.device.0)?
                    .u64(chain.seq)?
                    .bytes(&chain.hash.0)?;
            }
            e.bytes(&self.payload)?.bytes(&self.signature).map(|_| ())
        })();
        encoded.map_err(|_: minicbor::encode::Error<Infallible>| WireError::TooLarge)?;
        Ok(e.into_writer())
    }

    /// The bytes that are signed.
    ///
    /// # Errors
    /// [`WireError::TooLarge`].
    pub fn signed_bytes(&self) -> Result<Vec<u8>, WireError> {
        let unsigned = Self {
            signature: [0; 64],
            ..self.clone()
        };
        Ok([SNAPSHOT_LABEL, &unsigned.encode()?].concat())
    }

    /// Reads a snapshot; only the one encoding that [`Self::encode`] writes is taken.
    ///
    /// # Errors
    /// See [`WireError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        let mut d = Decoder::new(bytes);
        begin(&mut d, SNAPSHOT_LENGTH)?;
        let snapshot = Self {
            team: TeamId(fixed(&mut d)?),
            doc: DocId(fixed(&mut d)?),
            kind: DocKind::from_code(d.u8()?)?,
            epoch: d.u32()?,
            device: DeviceId(fixed(&mut d)?),
            chains: list(&mut d, MAX_DEVICES, MIN_ENCODED_CHAIN, chain)?,
            payload: d.bytes()?.to_vec(),
            signature: fixed(&mut d)?,
        };
        let place = |chain: &ChainTo| (chain.device, life_of(chain.seq));
        let ordered = snapshot.chains.is_sorted_by(|a, b| place(a) < place(b));
        if ordered && !snapshot.chains.is_empty() && snapshot.encode()? == bytes {
            Ok(snapshot)
        } else {
            Err(WireError::Malformed)
        }
    }
}

fn chain(d: &mut Decoder<'_>) -> Result<ChainTo, WireError> {
    structure(d, CHAIN_LENGTH)?;
    let chain = ChainTo {
        device: DeviceId(fixed(d)?),
        seq: d.u64()?,
        hash: EnvelopeHash(fixed(d)?),
    };
    if is_number(chain.seq) {
        Ok(chain)
    } else {
        Err(WireError::Malformed)
    }
}

#[cfg(test)]
#[path = "snapshot_tests.rs"]
mod tests;
