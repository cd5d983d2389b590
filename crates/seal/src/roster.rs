//! The roster: who is in the team, as a signed, hash-linked log. It is the only source of recipients.
//!
//! One entry follows another; each names the hash of the one before it and is signed by a device that was an admin's at
//! that point. Replaying it is the only way to learn anything from it.

pub use crate::entry::{Act, DeviceCard, KeptTo, MAX_CUT_OFFS, Person, Role, entry_hash};
use crate::entry::{Entry, VERSION, read, sign};
use crate::envelope::DeviceKey;
use crate::grant::Audience;
use std::collections::{BTreeMap, BTreeSet};
use visita_wire::{DeviceId, DocId, MemberId, TeamId, before_first, life_of};

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
    /// What should be the text of an invitation to a relay cannot be one.
    #[error("entry {0} has no invitation")]
    Relay(usize),
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
    kept: BTreeMap<(DocId, u32), KeptTo>,
    /// How many devices stood on the roster before it.
    number: usize,
}

impl DeviceSeat {
    /// Whether an envelope of this number in a document is acceptable: always, or up to the cut-off.
    #[must_use]
    pub fn accepts(&self, doc: &DocId, seq: u64) -> bool {
        !self.removed || self.kept.get(&(*doc, life_of(seq))).is_some_and(|kept| seq <= kept.seq)
    }

    /// The last number of a life that is acceptable in a document; `None` where all are.
    #[must_use]
    pub fn cut_off(&self, doc: &DocId, life: u32) -> Option<u64> {
        let kept = self.kept.get(&(*doc, life)).map_or(before_first(life), |kept| kept.seq);
        self.removed.then_some(kept)
    }

    /// Whether a grant of a document's key in this epoch is acceptable: always, or up to the cut-off.
    #[must_use]
    pub fn accepts_grant(&self, doc: &DocId, epoch: u32) -> bool {
        let mut lives = self.kept.range((*doc, 0)..=(*doc, u32::MAX));
        !self.removed || lives.any(|(_, kept)| epoch <= kept.epoch)
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
    /// The invitation to the relay that the team uses, as text; none where it uses none.
    pub relay: Option<String>,
    /// Members who have, or once had, a role that may write.
    writers: BTreeSet<MemberId>,
    /// Members who are, or once were, leads.
    led: BTreeSet<MemberId>,
    /// Leads in the order in which they became leads: the succession.
    leads: Vec<MemberId>,
    entries: usize,
    head: [u8; 32],
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

    /// Whether what a device wrote may stand: its member has, or once had, a role that may write.
    #[must_use]
    pub fn might_have_written(&self, device: &DeviceId) -> bool {
        self.might_have_granted(device)
    }

    /// Whether what a device decided may stand: its member is, or once was, a lead. An envelope does not say how much of
    /// the roster its author knew, so a role taken away unsays nothing; one that was never given allows nothing.
    #[must_use]
    pub fn might_have_decided(&self, device: &DeviceId) -> bool {
        self.person_of(device)
            .is_some_and(|person| self.led.contains(&person.member))
    }

    /// Every device of a member, removed or not.
    pub fn devices_of(&self, member: MemberId) -> impl Iterator<Item = &DeviceId> {
        self.devices
            .iter()
            .filter(move |(_, seat)| seat.member == member)
            .map(|(device, _)| device)
    }

    /// Whose device it is.
    #[must_use]
    pub fn person_of(&self, device: &DeviceId) -> Option<&Person> {
        self.devices.get(device).and_then(|seat| self.members.get(&seat.member))
    }

    /// The devices that may read what is for an audience: those of its members and of the leads, while they are seated.
    #[must_use]
    pub fn readers(&self, audience: &Audience) -> BTreeSet<DeviceId> {
        let may_read = |member: &MemberId| match audience {
            Audience::Team => true,
            Audience::Chosen(members) => {
                members.contains(member) || self.members.get(member).is_some_and(|person| person.role == Role::Lead)
            }
        };
        self.devices
            .iter()
            .filter(|(_, seat)| !seat.removed && may_read(&seat.member))
            .map(|(device, _)| *device)
            .collect()
    }

    /// Whether a device was ever removed.
    #[must_use]
    pub fn has_removed(&self) -> bool {
        self.devices.values().any(|seat| seat.removed)
    }

    /// The roster as it is to be acted on while a removal of a branch that lost waits to be done again: the device counts
    /// as removed, with that removal's cut-off. What is appended goes to the roster itself, never to this.
    #[must_use]
    pub fn suspending(&self, device: &DeviceId, kept: &[KeptTo]) -> Self {
        let mut view = self.clone();
        if let Some(seat) = view.devices.get_mut(device).filter(|seat| !seat.removed) {
            seat.removed = true;
            seat.kept = kept.iter().map(|to| ((to.doc, life_of(to.seq)), *to)).collect();
        }
        view
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

    /// An entry as somebody evil would write it: signed by this device, whether it may or not, whatever it does.
    ///
    /// # Errors
    /// [`RosterError::Malformed`] beyond a limit.
    #[cfg(feature = "harness")]
    pub fn sign_unchecked(&self, act: Act, device: &DeviceKey, at_ms: i64) -> Result<Vec<u8>, RosterError> {
        let index = u32::try_from(self.entries).map_err(|_| RosterError::Malformed(self.entries))?;
        let (team, prev) = (self.team, self.head.to_vec());
        let author = device.id();
        sign(
            &Entry {
                version: VERSION,
                team,
                index,
                prev,
                author,
                at_ms,
                act,
            },
            device,
        )
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
            relay: None,
            writers: BTreeSet::new(),
            led: BTreeSet::new(),
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
            Act::SetRelay { invitation } => {
                self.relay = invitation;
                Some(())
            }
            Act::Remove { device, kept } => {
                let seat = self.devices.get_mut(&device)?;
                let chain = |to: &KeptTo| (to.doc, life_of(to.seq));
                let ordered = kept.is_sorted_by(|a, b| chain(a) < chain(b));
                if std::mem::replace(&mut seat.removed, true) || !ordered || kept.len() > MAX_CUT_OFFS {
                    return None;
                }
                seat.kept = kept.into_iter().map(|to| (chain(&to), to)).collect();
                self.has_lead().then_some(())
            }
            Act::Keep { device, kept } => {
                let seat = self.devices.get_mut(&device).filter(|seat| seat.removed)?;
                let chain = |to: &KeptTo| (to.doc, life_of(to.seq));
                let ordered = kept.is_sorted_by(|a, b| chain(a) < chain(b));
                if !ordered || kept.is_empty() || kept.len() > MAX_CUT_OFFS {
                    return None;
                }
                for to in kept {
                    let held = seat.kept.entry(chain(&to)).or_insert(to);
                    (held.seq, held.epoch) = (held.seq.max(to.seq), held.epoch.max(to.epoch));
                }
                Some(())
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
        if role == Role::Lead {
            self.led.insert(member);
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

#[cfg(test)]
#[path = "roster_tests.rs"]
mod tests;
