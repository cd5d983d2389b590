//! The roster: who is in the team, as a signed, hash-linked log. It is the only source of recipients.
//!
//! One entry follows another; each names the hash of the one before it and is signed by a device that was an admin's at
//! that point. Replaying it is the only way to learn anything from it.

use crate::envelope::{DeviceKey, verify_signature};
use crate::name::is_name;
use crate::sealed_file::check_recipient;
use minicbor::{Decode, Encode};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use visita_wire::{DeviceId, DocId, MAX_ROSTER_ENTRIES, MAX_ROSTER_ENTRY_BYTES, MemberId, TeamId};

/// Version of an entry.
const VERSION: u8 = 1;
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
}

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
struct Entry {
    #[n(0)]
    version: u8,
    #[n(1)]
    team: TeamId,
    #[n(2)]
    index: u32,
    #[cbor(n(3), with = "minicbor::bytes")]
    prev: Vec<u8>,
    #[n(4)]
    author: DeviceId,
    #[n(5)]
    at_ms: i64,
    #[n(6)]
    act: Act,
}

/// Why a roster, or an entry to it, is refused. Nothing of it is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    /// Not an entry, or beyond a limit.
    #[error("entry {0} is not one")]
    Malformed(usize),
    /// The chain is broken: an entry is missing, moved, or from another team.
    #[error("entry {0} does not follow")]
    Broken(usize),
    /// The signature does not verify.
    #[error("entry {0} is forged")]
    Forged(usize),
    /// The author was not an admin at that point.
    #[error("entry {0} is by someone who may not")]
    NotAllowed(usize),
    /// A name is empty, too long, or has characters that do not show: take another.
    #[error("entry {0} has a name that cannot stand on a roster")]
    Name(usize),
    /// What others would seal to is no age recipient: nobody could.
    #[error("entry {0} has no recipient")]
    Recipient(usize),
    /// The act makes no sense: a device twice, an unknown member, the last lead removed.
    #[error("entry {0} cannot be")]
    Impossible(usize),
}

/// A device on the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceSeat {
    /// Whose.
    pub member: MemberId,
    /// Its age recipient.
    pub recipient: String,
    /// Removed since.
    pub removed: bool,
    /// Once removed, how far its work stays acceptable.
    kept: BTreeMap<DocId, KeptTo>,
    /// How many devices stood on the roster before it.
    number: usize,
}

impl DeviceSeat {
    /// Whether an envelope of this number in a document is acceptable: always, or up to the cut-off.
    #[must_use]
    pub fn accepts(&self, doc: &DocId, seq: u64) -> bool {
        !self.removed || self.kept.get(doc).is_some_and(|kept| seq <= kept.seq)
    }

    /// Whether a grant of a document's key in this epoch is acceptable: always, or up to the cut-off.
    #[must_use]
    pub fn accepts_grant(&self, doc: &DocId, epoch: u32) -> bool {
        !self.removed || self.kept.get(doc).is_some_and(|kept| epoch <= kept.epoch)
    }
}

/// The team as its roster says: only a whole replay makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// The team.
    pub team: TeamId,
    /// The body.
    pub body: String,
    /// The team's name.
    pub team_name: String,
    /// Members.
    pub members: BTreeMap<MemberId, Person>,
    /// Devices.
    pub devices: BTreeMap<DeviceId, DeviceSeat>,
    /// Members who have, or once had, a role that may write.
    writers: BTreeSet<MemberId>,
    /// Leads in the order in which they became leads: the succession.
    leads: Vec<MemberId>,
    entries: usize,
    head: [u8; 32],
}

fn sign(entry: &Entry, device: &DeviceKey) -> Result<Vec<u8>, RosterError> {
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

/// Founds a team: the first entry of its roster.
///
/// # Errors
/// [`RosterError::Malformed`], [`RosterError::Name`], [`RosterError::Recipient`].
pub fn found(
    team: TeamId,
    body: &str,
    team_name: &str,
    founder: Person,
    recipient: &str,
    device: &DeviceKey,
    at_ms: i64,
) -> Result<(Vec<u8>, Roster), RosterError> {
    let card = DeviceCard {
        device: device.id(),
        recipient: recipient.to_owned(),
    };
    let act = Act::Found {
        body: body.to_owned(),
        team_name: team_name.to_owned(),
        founder,
        card,
    };
    let entry = Entry {
        version: VERSION,
        team,
        index: 0,
        prev: Vec::new(),
        author: device.id(),
        at_ms,
        act,
    };
    let bytes = sign(&entry, device)?;
    let roster = Roster::replay(std::slice::from_ref(&bytes))?;
    Ok((bytes, roster))
}

impl Roster {
    /// Replays a roster from its first entry, checking chain, signatures and permissions.
    ///
    /// # Errors
    /// See [`RosterError`], with the number of the entry.
    pub fn replay(entries: &[Vec<u8>]) -> Result<Self, RosterError> {
        let (first, rest) = entries.split_first().ok_or(RosterError::Malformed(0))?;
        let mut roster = Self::founded(first)?;
        for entry in rest {
            roster.append(entry)?;
        }
        Ok(roster)
    }

    /// How many entries it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries
    }

    /// Never: a roster begins with its founding.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        false
    }

    /// Hash of its last entry.
    #[must_use]
    pub fn head(&self) -> [u8; 32] {
        self.head
    }

    /// Whether a device is of the team today.
    #[must_use]
    pub fn is_member(&self, device: &DeviceId) -> bool {
        self.devices.get(device).is_some_and(|seat| !seat.removed)
    }

    /// Whether a device may write the roster: a lead's.
    #[must_use]
    pub fn is_admin(&self, device: &DeviceId) -> bool {
        self.is_member(device) && self.person_of(device).is_some_and(|person| person.role == Role::Lead)
    }

    /// Whether a device may grant keys today.
    #[must_use]
    pub fn may_grant(&self, device: &DeviceId) -> bool {
        self.is_member(device) && self.person_of(device).is_some_and(|person| person.role.may_write())
    }

    /// Whether a device's member has, or once had, a role that may grant keys: a role taken away unsays no grant.
    #[must_use]
    pub fn might_have_granted(&self, device: &DeviceId) -> bool {
        self.person_of(device)
            .is_some_and(|person| self.writers.contains(&person.member))
    }

    /// Whose device it is.
    #[must_use]
    pub fn person_of(&self, device: &DeviceId) -> Option<&Person> {
        self.devices.get(device).and_then(|seat| self.members.get(&seat.member))
    }

    /// Adds an entry by this device and returns its bytes. On an error nothing is changed.
    ///
    /// # Errors
    /// See [`RosterError`].
    pub fn write(&mut self, act: Act, device: &DeviceKey, at_ms: i64) -> Result<Vec<u8>, RosterError> {
        let index = u32::try_from(self.entries).map_err(|_| RosterError::Malformed(self.entries))?;
        let (team, prev) = (self.team, self.head.to_vec());
        let bytes = sign(
            &Entry {
                version: VERSION,
                team,
                index,
                prev,
                author: device.id(),
                at_ms,
                act,
            },
            device,
        )?;
        self.append(&bytes)?;
        Ok(bytes)
    }

    /// Takes the next entry from elsewhere. On an error nothing is changed.
    ///
    /// # Errors
    /// See [`RosterError`].
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), RosterError> {
        let at = self.entries;
        let entry = read(bytes, at)?;
        if entry.team != self.team || entry.prev != self.head {
            return Err(RosterError::Broken(at));
        }
        if !self.is_admin(&entry.author) {
            return Err(RosterError::NotAllowed(at));
        }
        let mut next = self.clone();
        next.apply(entry.act).ok_or(RosterError::Impossible(at))?;
        next.entries += 1;
        next.head = entry_hash(bytes);
        *self = next;
        Ok(())
    }

    fn founded(bytes: &[u8]) -> Result<Self, RosterError> {
        let entry = read(bytes, 0)?;
        let Act::Found {
            body,
            team_name,
            founder,
            card,
        } = entry.act
        else {
            return Err(RosterError::Broken(0));
        };
        if !entry.prev.is_empty() || card.device != entry.author {
            return Err(RosterError::Broken(0));
        }
        if founder.role != Role::Lead {
            return Err(RosterError::Impossible(0));
        }
        let mut roster = Self {
            team: entry.team,
            body,
            team_name,
            members: BTreeMap::new(),
            devices: BTreeMap::new(),
            writers: BTreeSet::new(),
            leads: Vec::new(),
            entries: 1,
            head: entry_hash(bytes),
        };
        roster.seat(founder, card).ok_or(RosterError::Impossible(0))?;
        Ok(roster)
    }

    fn apply(&mut self, act: Act) -> Option<()> {
        match act {
            Act::Found { .. } => None,
            Act::Admit { person, card } => self.seat(person, card),
            Act::SetRole { member, role } => {
                self.members.get_mut(&member)?.role = role;
                self.stand(member, role);
                self.has_lead().then_some(())
            }
            Act::Remove { device, kept } => {
                let seat = self.devices.get_mut(&device)?;
                let ordered = kept.is_sorted_by(|a, b| a.doc < b.doc);
                if std::mem::replace(&mut seat.removed, true) || !ordered || kept.len() > MAX_CUT_OFFS {
                    return None;
                }
                seat.kept = kept.into_iter().map(|to| (to.doc, to)).collect();
                self.has_lead().then_some(())
            }
        }
    }

    fn seat(&mut self, person: Person, card: DeviceCard) -> Option<()> {
        // A removed device never comes back under the same key: its later writes could not be told from earlier ones.
        if self.devices.contains_key(&card.device) {
            return None;
        }
        match self.members.get(&person.member) {
            // A further device does not smuggle in another name or role.
            Some(known) if *known != person => return None,
            _ => {}
        }
        let seat = DeviceSeat {
            member: person.member,
            recipient: card.recipient,
            removed: false,
            kept: BTreeMap::new(),
            number: self.devices.len(),
        };
        self.stand(person.member, person.role);
        self.devices.insert(card.device, seat);
        self.members.insert(person.member, person);
        Some(())
    }

    /// Who becomes a lead stands last in the succession; who is one no longer has no place in it.
    fn stand(&mut self, member: MemberId, role: Role) {
        if role.may_write() {
            self.writers.insert(member);
        }
        if role != Role::Lead {
            self.leads.retain(|lead| *lead != member);
        } else if !self.leads.contains(&member) {
            self.leads.push(member);
        }
    }

    /// Where a device stands in the succession, the lowest first: its member's place, then its own among the devices.
    pub(crate) fn rank(&self, device: &DeviceId) -> (usize, usize) {
        self.devices.get(device).map_or((usize::MAX, usize::MAX), |seat| {
            let lead = self.leads.iter().position(|lead| *lead == seat.member);
            (lead.unwrap_or(usize::MAX), seat.number)
        })
    }

    fn has_lead(&self) -> bool {
        self.devices.keys().any(|device| self.is_admin(device))
    }
}

impl Act {
    /// Refuses names and recipients that cannot stand on a roster, whoever signed them.
    fn check(&self, at: usize) -> Result<(), RosterError> {
        let (names, card) = match self {
            Self::Found {
                body,
                team_name,
                founder,
                card,
            } => (vec![body, team_name, &founder.name], Some(card)),
            Self::Admit { person, card } => (vec![&person.name], Some(card)),
            Self::SetRole { .. } | Self::Remove { .. } => (Vec::new(), None),
        };
        if !names.into_iter().all(|name| is_name(name)) {
            return Err(RosterError::Name(at));
        }
        card.map_or(Ok(()), |card| {
            check_recipient(&card.recipient).map_err(|_| RosterError::Recipient(at))
        })
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

/// Reads one entry and checks its form, its place and its signature.
fn read(bytes: &[u8], at: usize) -> Result<Entry, RosterError> {
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

#[cfg(test)]
#[path = "roster_tests.rs"]
mod tests;
