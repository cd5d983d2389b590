//! Mailboxes of the team on a relay: what devices say to each other there beside envelopes, sealed for the team of today.
//!
//! The key of a *generation* is known to whoever holds the roster up to the entry that begins it, and a removal begins one.
//! It only finds and opens mailboxes: what lies in them is a bundle, which devices of the team alone can open.

use crate::entry::author_of;
use crate::roster::{Roster, RosterError};
use crate::secret::{SealError, Secret};
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{Key, KeyInit as _, XChaCha20Poly1305, XNonce};
use minicbor::{Decode, Encode};
use rand::CryptoRng;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use visita_wire::relay::MailboxToken;
use visita_wire::{DeviceId, MailboxTag, Outer, TeamId, pad, unpad};

const VERSION: u8 = 1;
/// What a generation's key is hashed from, before the entry that begins it.
const GENERATION_LABEL: &[u8] = b"visita/relay/team/1";
/// HKDF's label for the key of a generation.
const GENERATION_SUBKEY: &str = "visita/1/relay/team";
/// HKDF's label for the tag of a device's mailbox.
const MAILBOX_SUBKEY: &str = "visita/1/relay/mailbox";
/// HKDF's label for what opens it.
const TOKEN_SUBKEY: &str = "visita/1/relay/token";
/// HKDF's label for the key that seals what is put into it.
const PART_SUBKEY: &str = "visita/1/relay/part";

/// Most bytes of a bundle in one part: with what surrounds them they fill a cell of 64 KiB.
pub const MAX_PART_BYTES: usize = 64 * 1024 - 64;
/// Most parts of one bundle.
pub const MAX_PARTS: usize = 512;

/// The key of one generation of the team's mailboxes. No `Debug`.
pub struct TeamMailKey {
    key: Secret,
    begins: u32,
}

/// One device's mailbox in one generation: it writes there, the team reads.
pub struct TeamMailbox {
    /// Where.
    pub tag: MailboxTag,
    /// What opens it on a relay.
    pub token: MailboxToken,
    part: Secret,
}

/// A part of a bundle, as it came. That it belongs where it says is known when the bundle is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// SHA-256 of the bundle.
    pub bundle: [u8; 32],
    /// Its place, from 0.
    pub number: u32,
    /// How many there are.
    pub count: u32,
    /// Bytes.
    pub bytes: Vec<u8>,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct Body {
    #[n(0)]
    version: u8,
    #[cbor(n(1), with = "minicbor::bytes")]
    bundle: [u8; 32],
    #[n(2)]
    number: u32,
    #[n(3)]
    count: u32,
    #[cbor(n(4), with = "minicbor::bytes")]
    bytes: Vec<u8>,
}

/// Why a part was not made or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PartError {
    /// For another mailbox or generation, damaged, or not a part.
    #[error("not a part of a bundle for this mailbox")]
    Unopenable,
    /// A bundle of more parts than there may be.
    #[error("too large for a relay")]
    TooLarge,
}

impl From<SealError> for PartError {
    fn from(_: SealError) -> Self {
        Self::Unopenable
    }
}

/// What a roster says of the team's mailboxes.
pub struct Generations {
    /// Oldest first, at least one; the last is today's. The first begins with the founding, each further one with the first
    /// entry, at or after a removal, whose author stays.
    pub keys: Vec<TeamMailKey>,
    /// Number of the entry that seats each device: it holds the roster to there at least.
    pub seated: BTreeMap<DeviceId, u32>,
}

/// The generations of a roster.
///
/// # Errors
/// See [`RosterError`].
pub fn generations(entries: &[Vec<u8>]) -> Result<Generations, RosterError> {
    let (first, rest) = entries.split_first().ok_or(RosterError::Malformed(0))?;
    let mut roster = Roster::replay(std::slice::from_ref(first))?;
    let mut keys = vec![TeamMailKey::of(&roster.team, first, 0)?];
    let mut seated: BTreeMap<DeviceId, u32> = live(&roster).into_iter().map(|device| (device, 0)).collect();
    let mut is_due = false;
    for (entry, number) in rest.iter().zip(1..) {
        let before = live(&roster);
        roster.append(entry)?;
        let after = live(&roster);
        for device in &after {
            seated.entry(*device).or_insert(number);
        }
        is_due |= !before.is_subset(&after);
        let at = usize::try_from(number).map_err(|_| RosterError::Malformed(0))?;
        // Who removes its own device knows the entry that does: the next one begins the generation.
        if is_due && roster.is_member(&author_of(entry, at)?) {
            keys.push(TeamMailKey::of(&roster.team, entry, number)?);
            is_due = false;
        }
    }
    Ok(Generations { keys, seated })
}

fn live(roster: &Roster) -> BTreeSet<DeviceId> {
    let seats = roster.devices.iter();
    seats.filter(|(_, seat)| !seat.removed).map(|(id, _)| *id).collect()
}

impl TeamMailKey {
    fn of(team: &TeamId, entry: &[u8], begins: u32) -> Result<Self, RosterError> {
        let hash = Secret::new(Sha256::digest([GENERATION_LABEL, entry].concat()).into());
        let key = hash.derive(&team.0, GENERATION_SUBKEY);
        let at = usize::try_from(begins).unwrap_or(usize::MAX);
        let key = key.map_err(|_| RosterError::Malformed(at))?;
        Ok(Self { key, begins })
    }

    /// Number of the entry that begins it: whoever holds the roster to there, or further, knows it.
    #[must_use]
    pub fn begins(&self) -> u32 {
        self.begins
    }

    /// The mailbox of a device.
    ///
    /// # Errors
    /// None in practice: the output lengths are fixed.
    pub fn mailbox(&self, device: &DeviceId) -> Result<TeamMailbox, PartError> {
        let tag = self.key.derive(&device.0, MAILBOX_SUBKEY)?;
        let token = self.key.derive(&device.0, TOKEN_SUBKEY)?;
        Ok(TeamMailbox {
            tag: MailboxTag(*tag.expose()),
            token: MailboxToken(*token.expose()),
            part: self.key.derive(&device.0, PART_SUBKEY)?,
        })
    }
}

impl TeamMailbox {
    /// Cuts a bundle into outer envelopes, padded and sealed for this mailbox.
    ///
    /// # Errors
    /// [`PartError::TooLarge`].
    pub fn seal(&self, bundle: &[u8], rng: &mut impl CryptoRng) -> Result<Vec<Vec<u8>>, PartError> {
        let hash: [u8; 32] = Sha256::digest(bundle).into();
        let parts = bundle.len().div_ceil(MAX_PART_BYTES);
        if parts > MAX_PARTS {
            return Err(PartError::TooLarge);
        }
        let count = u32::try_from(parts).map_err(|_| PartError::TooLarge)?;
        let part = |(bytes, number): (&[u8], u32)| {
            let body = Body {
                version: VERSION,
                bundle: hash,
                number,
                count,
                bytes: bytes.to_vec(),
            };
            self.seal_part(&body, rng)
        };
        bundle.chunks(MAX_PART_BYTES).zip(0..).map(part).collect()
    }

    fn seal_part(&self, body: &Body, rng: &mut impl CryptoRng) -> Result<Vec<u8>, PartError> {
        let plain = minicbor::to_vec(body).map_err(|_| PartError::Unopenable)?;
        let mut nonce = [0; 24];
        rng.fill_bytes(&mut nonce);
        let msg = &pad(plain).map_err(|_| PartError::TooLarge)?;
        let aad = &associated(&self.tag);
        let ciphertext = self
            .cipher()
            .encrypt(&XNonce::from(nonce), Payload { msg, aad })
            .map_err(|_| PartError::Unopenable)?;
        let outer = Outer {
            mailbox: self.tag,
            nonce,
            ciphertext,
        };
        outer.encode().map_err(|_| PartError::TooLarge)
    }

    /// Opens a part that was sealed for this mailbox.
    ///
    /// # Errors
    /// [`PartError::Unopenable`].
    pub fn open(&self, outer: &[u8]) -> Result<Part, PartError> {
        let outer = Outer::decode(outer).map_err(|_| PartError::Unopenable)?;
        if outer.mailbox != self.tag {
            return Err(PartError::Unopenable);
        }
        let payload = Payload {
            msg: &outer.ciphertext,
            aad: &associated(&self.tag),
        };
        let padded = self.cipher().decrypt(&XNonce::from(outer.nonce), payload);
        let padded = padded.map_err(|_| PartError::Unopenable)?;
        let plain = unpad(&padded).map_err(|_| PartError::Unopenable)?;
        let body: Body = minicbor::decode(plain).map_err(|_| PartError::Unopenable)?;
        let one_form = minicbor::to_vec(&body).ok().as_deref() == Some(plain);
        let within = usize::try_from(body.count).is_ok_and(|count| (1..=MAX_PARTS).contains(&count))
            && body.number < body.count
            && (1..=MAX_PART_BYTES).contains(&body.bytes.len());
        if body.version != VERSION || !one_form || !within {
            return Err(PartError::Unopenable);
        }
        Ok(Part {
            bundle: body.bundle,
            number: body.number,
            count: body.count,
            bytes: body.bytes,
        })
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(*self.part.expose()))
    }
}

/// The bundle that parts make, in the order of their numbers; none where they are not the ones it was cut into.
#[must_use]
pub fn join(bundle: &[u8; 32], parts: &[Vec<u8>]) -> Option<Vec<u8>> {
    let whole = parts.concat();
    let hash: [u8; 32] = Sha256::digest(&whole).into();
    (hash == *bundle).then_some(whole)
}

fn associated(mailbox: &MailboxTag) -> Vec<u8> {
    [&[VERSION], mailbox.0.as_slice()].concat()
}

#[cfg(test)]
#[path = "team_mail_tests.rs"]
mod tests;
