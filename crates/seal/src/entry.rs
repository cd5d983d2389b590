//! Entries of a roster: their form, their signature, what they do. Whether one may stand is for the roster to say.

use crate::envelope::{DeviceKey, verify_signature};
use crate::name::is_name;
use crate::roster::RosterError;
use crate::sealed_file::check_recipient;
use minicbor::{Decode, Encode};
use sha2::{Digest as _, Sha256};
use visita_wire::relay::MAX_INVITATION_CHARS;
use visita_wire::{DeviceId, DocId, MAX_ROSTER_ENTRIES, MAX_ROSTER_ENTRY_BYTES, MemberId, TeamId};

/// Version of an entry.
pub(crate) const VERSION: u8 = 1;
/// What an entry's signature begins with.
const LABEL: &[u8] = b"visita/roster/1";
/// Most documents in the cut-off of one removal.
pub const MAX_CUT_OFFS: usize = 7_500;
const SIGNATURE_BYTES: usize = 64;

/// Role of a member in the team. Leads are admins of the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
#[allow(missing_docs)]
pub enum Role {
    #[n(1)]
    Lead,
    #[n(2)]
    Inspector,
    #[n(3)]
    Expert,
    #[n(4)]
    Interpreter,
    #[n(5)]
    Observer,
}

impl Role {
    /// Whether it may make records and so grant their keys. Observers look on.
    #[must_use]
    pub fn may_write(self) -> bool {
        match self {
            Self::Lead | Self::Inspector | Self::Expert | Self::Interpreter => true,
            Self::Observer => false,
        }
    }
}

/// A device and the key others seal to.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct DeviceCard {
    /// Its signing key.
    #[n(0)]
    pub device: DeviceId,
    /// Its age recipient.
    #[n(1)]
    pub recipient: String,
}

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Person {
    /// Who.
    #[n(0)]
    pub member: MemberId,
    /// Name on the roster.
    #[n(1)]
    pub name: String,
    /// Role.
    #[n(2)]
    pub role: Role,
}

/// How far a removed device's work in a document stays acceptable: what the remover holds of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct KeptTo {
    /// The document.
    #[n(0)]
    pub doc: DocId,
    /// Its last envelope that stays acceptable; 0 for none.
    #[n(1)]
    pub seq: u64,
    /// The last epoch whose key it may have granted; 0 for none.
    #[n(2)]
    pub epoch: u32,
}

/// What an entry does.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub enum Act {
    /// Founds the team; the first entry and only it.
    #[n(1)]
    Found {
        /// The body.
        #[n(0)]
        body: String,
        /// The team.
        #[n(1)]
        team_name: String,
        /// The founder, a lead.
        #[n(2)]
        founder: Person,
        /// The founder's device.
        #[n(3)]
        card: DeviceCard,
    },
    /// Admits a device of a new member, or a further device of a member.
    #[n(2)]
    Admit {
        /// The member.
        #[n(0)]
        person: Person,
        /// The device.
        #[n(1)]
        card: DeviceCard,
    },
    /// Changes a role.
    #[n(3)]
    SetRole {
        /// The member.
        #[n(0)]
        member: MemberId,
        /// The new role.
        #[n(1)]
        role: Role,
    },
    /// Removes a device; what it wrote up to the cut-off stays, later work is for the lead to see.
    #[n(4)]
    Remove {
        /// The device.
        #[n(0)]
        device: DeviceId,
        /// The cut-off: documents in ascending order, each once. In any other document nothing of it stays.
        #[n(1)]
        kept: Vec<KeptTo>,
    },
    /// Takes in knowingly more of what a removed device did: moves its cut-off forward, never back.
    #[n(5)]
    Keep {
        /// The device.
        #[n(0)]
        device: DeviceId,
        /// The further cut-off: documents in ascending order, each once.
        #[n(1)]
        kept: Vec<KeptTo>,
    },
    /// Sets the relay that the team's devices exchange through, or none. The number leaves room for acts in between.
    #[n(16)]
    SetRelay {
        /// The text of an invitation (visita-wire): what it says is for whoever uses it.
        #[n(0)]
        invitation: Option<String>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub(crate) struct Entry {
    #[n(0)]
    pub version: u8,
    #[n(1)]
    pub team: TeamId,
    #[n(2)]
    pub index: u32,
    #[cbor(n(3), with = "minicbor::bytes")]
    pub prev: Vec<u8>,
    #[n(4)]
    pub author: DeviceId,
    #[n(5)]
    pub at_ms: i64,
    #[n(6)]
    pub act: Act,
}

impl Act {
    /// Refuses names and recipients that cannot stand on a roster, whoever signed them.
    pub(crate) fn check(&self, at: usize) -> Result<(), RosterError> {
        let (names, card) = match self {
            Self::Found {
                body,
                team_name,
                founder,
                card,
            } => (vec![body, team_name, &founder.name], Some(card)),
            Self::Admit { person, card } => (vec![&person.name], Some(card)),
            Self::SetRelay { invitation } => {
                let is_text = |text: &String| (1..=MAX_INVITATION_CHARS).contains(&text.len()) && is_plain(text);
                return match invitation {
                    Some(text) if !is_text(text) => Err(RosterError::Relay(at)),
                    _ => Ok(()),
                };
            }
            Self::SetRole { .. } | Self::Remove { .. } | Self::Keep { .. } => (Vec::new(), None),
        };
        if !names.into_iter().all(|name| is_name(name)) {
            return Err(RosterError::Name(at));
        }
        card.map_or(Ok(()), |card| {
            check_recipient(&card.recipient).map_err(|_| RosterError::Recipient(at))
        })
    }
}

/// Small letters and digits, as Bech32m is written.
fn is_plain(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

pub(crate) fn sign(entry: &Entry, device: &DeviceKey) -> Result<Vec<u8>, RosterError> {
    let malformed = RosterError::Malformed(usize::try_from(entry.index).unwrap_or(usize::MAX));
    let mut bytes = minicbor::to_vec(entry).map_err(|_| malformed)?;
    let signature = device.sign(&[LABEL, &bytes].concat());
    bytes.extend(signature);
    if bytes.len() > MAX_ROSTER_ENTRY_BYTES {
        Err(malformed)
    } else {
        Ok(bytes)
    }
}

/// The hash by which the next entry refers to this one, and a `have` to the last.
#[must_use]
pub fn entry_hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Who signed an entry.
pub(crate) fn author_of(bytes: &[u8], at: usize) -> Result<DeviceId, RosterError> {
    read(bytes, at).map(|entry| entry.author)
}

/// The number an entry gives itself, checked like the rest of it, and who signed it.
pub(crate) fn place_of(bytes: &[u8]) -> Result<(usize, DeviceId), RosterError> {
    let malformed = RosterError::Malformed(0);
    let signed = bytes
        .len()
        .checked_sub(SIGNATURE_BYTES)
        .and_then(|end| bytes.get(..end));
    let said: Entry = minicbor::decode(signed.ok_or(malformed)?).map_err(|_| RosterError::Malformed(0))?;
    let at = usize::try_from(said.index).map_err(|_| RosterError::Malformed(0))?;
    read(bytes, at).map(|entry| (at, entry.author))
}

/// Who signed an entry and what it says, checked as an entry of the place it gives itself.
pub(crate) fn said(bytes: &[u8]) -> Result<(DeviceId, Act), RosterError> {
    let (at, _) = place_of(bytes)?;
    read(bytes, at).map(|entry| (entry.author, entry.act))
}

/// Reads one entry and checks its form, its place and its signature.
pub(crate) fn read(bytes: &[u8], at: usize) -> Result<Entry, RosterError> {
    let malformed = RosterError::Malformed(at);
    if bytes.len() > MAX_ROSTER_ENTRY_BYTES || at >= MAX_ROSTER_ENTRIES {
        return Err(malformed);
    }
    let (signed, signature) = bytes.split_last_chunk::<SIGNATURE_BYTES>().ok_or(malformed)?;
    let entry: Entry = minicbor::decode(signed).map_err(|_| malformed)?;
    if entry.version != VERSION || minicbor::to_vec(&entry).ok().as_deref() != Some(signed) {
        return Err(malformed);
    }
    if usize::try_from(entry.index).ok() != Some(at) {
        return Err(RosterError::Broken(at));
    }
    verify_signature(&entry.author, &[LABEL, signed].concat(), signature).map_err(|_| RosterError::Forged(at))?;
    entry.act.check(at)?;
    Ok(entry)
}
