//! What is held, and what somebody else lacks of it.

use crate::between::Between;
use std::collections::{BTreeMap, BTreeSet};
use visita_wire::{DeviceId, Digest, DocId, Have, Message, Put, TeamId, before_first, last_possible, life_of};

/// What a device holds. The store implements it; so does [`MemoryLedger`], for tests.
pub trait Ledger {
    /// Why the ledger cannot be read.
    type Error;

    /// Everything held: the roster's length and head, grants by hash, envelopes without a gap.
    ///
    /// # Errors
    /// The store's own.
    fn have(&self) -> Result<Have, Self::Error>;

    /// Roster entries from this number on.
    ///
    /// # Errors
    /// The store's own.
    fn roster_from(&self, first: u32) -> Result<Vec<Vec<u8>>, Self::Error>;

    /// The hash of the roster's entry number `entries - 1`: the head of a roster of that many entries, if it is the
    /// beginning of ours. `None` for none and for more than are held.
    ///
    /// # Errors
    /// The store's own.
    fn head_of(&self, entries: u32) -> Result<Option<Digest>, Self::Error>;

    /// The grants with these hashes.
    ///
    /// # Errors
    /// The store's own.
    fn grants(&self, wanted: &BTreeSet<Digest>) -> Result<Vec<Vec<u8>>, Self::Error>;

    /// Envelopes of one device in one document after this number and of its life, in order, and no more than fit in `bytes`
    /// (but at least one).
    ///
    /// # Errors
    /// The store's own.
    fn envelopes_after(&self, doc: DocId, device: DeviceId, seq: u64, bytes: usize) -> Result<Vec<Put>, Self::Error>;

    /// A snapshot of a document for these devices; none where one of ours may not be made, or none of them may read it.
    ///
    /// # Errors
    /// The store's own.
    fn snapshot(&self, _doc: DocId, _to: &[DeviceId]) -> Result<Option<Vec<u8>>, Self::Error> {
        Ok(None)
    }
}

/// Bytes of envelopes or grants in one message, give or take the last: far below what a message may have.
pub const MESSAGE_BYTES: usize = 8 * 1024 * 1024;

/// Things in parts of about [`MESSAGE_BYTES`].
pub(crate) fn parts<T>(things: Vec<T>, bytes: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    parts_of(MESSAGE_BYTES, things, bytes)
}

/// Things in parts of about so many bytes, give or take the last of each.
pub(crate) fn parts_of<T>(most: usize, things: Vec<T>, bytes: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut parts = Vec::new();
    let (mut part, mut room) = (Vec::new(), most);
    for thing in things {
        room = room.saturating_sub(bytes(&thing));
        part.push(thing);
        if room == 0 {
            parts.push(std::mem::take(&mut part));
            room = most;
        }
    }
    parts.push(part);
    parts.retain(|part| !part.is_empty());
    parts
}

/// What to send to someone who holds `theirs`: the roster's further entries, grants, and envelopes up to `bytes`.
///
/// # Errors
/// The ledger's own.
pub fn lacking<L: Ledger>(ledger: &L, theirs: &Have, bytes: usize) -> Result<Vec<Message>, L::Error> {
    let ours = ledger.have()?;
    if ours.team != theirs.team {
        return Ok(Vec::new());
    }
    let mut messages = Vec::new();
    if ours.head != theirs.head {
        // A head that is not on our roster is ahead of it or beside it: whoever holds it weighs ours from its first entry.
        let shared = ledger.head_of(theirs.roster)? == Some(theirs.head);
        let mut from = if shared { theirs.roster } else { 0 };
        for part in parts(ledger.roster_from(from)?, Vec::len) {
            let entries: Vec<_> = part.into_iter().map(Into::into).collect();
            let next = from.saturating_add(u32::try_from(entries.len()).unwrap_or(u32::MAX));
            messages.push(Message::Roster { from, entries });
            from = next;
        }
    }
    let theirs_grants: BTreeSet<Digest> = theirs.grants.iter().copied().collect();
    let grants: BTreeSet<Digest> = ours
        .grants
        .iter()
        .copied()
        .filter(|hash| !theirs_grants.contains(hash))
        .collect();
    if !grants.is_empty() {
        let grants = parts(ledger.grants(&grants)?, Vec::len).into_iter();
        messages.extend(grants.map(|part| Message::Grants(part.into_iter().map(Into::into).collect())));
    }
    let held = Between::of([theirs]);
    let mut puts = Vec::new();
    let mut room = bytes;
    for doc in &ours.docs {
        for to in &doc.held {
            let after = held.held_to(doc.doc, to.device, life_of(to.seq));
            if room == 0 || after >= to.seq {
                continue;
            }
            for put in ledger.envelopes_after(doc.doc, to.device, after, room)? {
                room = room.saturating_sub(put.outer.len());
                puts.push(put);
            }
        }
    }
    messages.extend(parts(puts, |put| put.outer.len()).into_iter().map(Message::Puts));
    Ok(messages)
}

/// A ledger in memory.
#[derive(Debug, Clone)]
pub struct MemoryLedger {
    team: TeamId,
    hash: fn(&[u8]) -> Digest,
    roster: Vec<Vec<u8>>,
    grants: BTreeMap<Digest, Vec<u8>>,
    envelopes: BTreeMap<(DocId, DeviceId, u64), Put>,
}

impl MemoryLedger {
    /// Holds nothing; roster entries are known by this hash.
    #[must_use]
    pub fn new(team: TeamId, hash: fn(&[u8]) -> Digest) -> Self {
        Self {
            team,
            hash,
            roster: Vec::new(),
            grants: BTreeMap::new(),
            envelopes: BTreeMap::new(),
        }
    }

    /// Takes roster entries that begin where ours end, or overlap; returns whether anything was new.
    pub fn take_roster(&mut self, from: u32, entries: Vec<Vec<u8>>) -> bool {
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let before = self.roster.len();
        if from <= before {
            self.roster.extend(entries.into_iter().skip(before - from));
        }
        self.roster.len() > before
    }

    /// Takes a grant under its hash; returns whether it was new.
    pub fn take_grant(&mut self, hash: Digest, bytes: Vec<u8>) -> bool {
        self.grants.insert(hash, bytes).is_none()
    }

    /// Takes an envelope; returns whether it was new. The first one of a number stays.
    pub fn take_put(&mut self, put: Put) -> bool {
        let key = (put.doc, put.device, put.seq);
        let new = !self.envelopes.contains_key(&key);
        self.envelopes.entry(key).or_insert(put);
        new
    }

    /// Every envelope held, gaps or not.
    pub fn puts(&self) -> impl Iterator<Item = &Put> {
        self.envelopes.values()
    }
}

impl Ledger for MemoryLedger {
    type Error = std::convert::Infallible;

    fn have(&self) -> Result<Have, Self::Error> {
        let mut docs: BTreeMap<DocId, BTreeMap<(DeviceId, u32), u64>> = BTreeMap::new();
        for (doc, device, seq) in self.envelopes.keys() {
            let life = life_of(*seq);
            let held = docs.entry(*doc).or_default().entry((*device, life));
            let held = held.or_insert(before_first(life));
            if *seq == *held + 1 {
                *held = *seq;
            }
        }
        let docs = docs
            .into_iter()
            .map(|(doc, held)| visita_wire::HaveDoc {
                doc,
                held: held
                    .into_iter()
                    .map(|((device, _), seq)| visita_wire::HeldTo { device, seq })
                    .collect(),
            })
            .collect();
        let roster = u32::try_from(self.roster.len()).unwrap_or(u32::MAX);
        Ok(Have {
            team: self.team,
            roster,
            head: self.roster.last().map_or(Digest([0; 32]), |entry| (self.hash)(entry)),
            grants: self.grants.keys().copied().collect(),
            docs,
        })
    }

    fn roster_from(&self, first: u32) -> Result<Vec<Vec<u8>>, Self::Error> {
        Ok(self
            .roster
            .iter()
            .skip(usize::try_from(first).unwrap_or(usize::MAX))
            .cloned()
            .collect())
    }

    fn head_of(&self, entries: u32) -> Result<Option<Digest>, Self::Error> {
        let last = entries.checked_sub(1).and_then(|last| usize::try_from(last).ok());
        Ok(last
            .and_then(|last| self.roster.get(last))
            .map(|entry| (self.hash)(entry)))
    }

    fn grants(&self, wanted: &BTreeSet<Digest>) -> Result<Vec<Vec<u8>>, Self::Error> {
        Ok(self
            .grants
            .iter()
            .filter(|(hash, _)| wanted.contains(hash))
            .map(|(_, bytes)| bytes.clone())
            .collect())
    }

    fn envelopes_after(&self, doc: DocId, device: DeviceId, seq: u64, bytes: usize) -> Result<Vec<Put>, Self::Error> {
        let mut room = bytes;
        let mut found = Vec::new();
        for (_, put) in self
            .envelopes
            .range((doc, device, seq.saturating_add(1))..=(doc, device, last_possible(life_of(seq))))
        {
            if !found.is_empty() && put.outer.len() > room {
                break;
            }
            room = room.saturating_sub(put.outer.len());
            found.push(put.clone());
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use visita_wire::{MAX_OUTER_BYTES, encode_messages};

    /// Stands in for a hash: entries of these tests differ in their first byte.
    fn hash(entry: &[u8]) -> Digest {
        Digest([entry.first().copied().unwrap_or_default(); 32])
    }

    fn with_roster(entries: &[u8]) -> MemoryLedger {
        let mut ledger = MemoryLedger::new(TeamId([1; 16]), hash);
        ledger.take_roster(0, entries.iter().map(|n| vec![*n; 64]).collect());
        ledger
    }

    /// Numbers of the roster entries one ledger sends to another.
    fn sends(from: &[u8], to: &[u8]) -> Option<(u32, Vec<u8>)> {
        let Ok(theirs) = with_roster(to).have();
        let Ok(messages) = lacking(&with_roster(from), &theirs, usize::MAX);
        messages.into_iter().find_map(|message| match message {
            Message::Roster { from, entries } => Some((from, entries.iter().map(|entry| entry[0]).collect())),
            Message::Have(_) | Message::Grants(_) | Message::Puts(_) | Message::Snapshots(_) => None,
        })
    }

    #[test]
    fn who_is_behind_gets_the_rest_of_the_roster_and_who_has_forked_gets_it_whole() {
        assert_eq!(sends(&[1, 2, 3], &[1]), Some((1, vec![2, 3])));
        assert_eq!(sends(&[1, 2, 3], &[]), Some((0, vec![1, 2, 3])));
        assert_eq!(sends(&[1, 2, 3], &[1, 2, 3]), None);
        assert_eq!(sends(&[1, 2, 3], &[1, 4]), Some((0, vec![1, 2, 3])));
        assert_eq!(
            sends(&[1, 2], &[1, 4]),
            Some((0, vec![1, 2])),
            "of one length, and forked"
        );
        assert_eq!(
            sends(&[1, 2], &[1, 4, 5]),
            Some((0, vec![1, 2])),
            "the shorter branch may be the one that counts"
        );
    }

    #[test]
    fn much_to_send_goes_in_messages_that_may_be_sent() {
        let (mut full, empty) = (with_roster(&[]), with_roster(&[]));
        for seq in 1..=20 {
            full.take_put(Put {
                doc: DocId([2; 16]),
                device: DeviceId([3; 32]),
                seq,
                outer: vec![0; MAX_OUTER_BYTES].into(),
            });
        }
        let Ok(theirs) = empty.have();
        let Ok(messages) = lacking(&full, &theirs, usize::MAX);
        let carried: usize = messages
            .iter()
            .map(|message| match message {
                Message::Puts(puts) => puts.len(),
                Message::Have(_) | Message::Roster { .. } | Message::Grants(_) | Message::Snapshots(_) => 0,
            })
            .sum();
        assert_eq!(carried, 20);
        for message in messages {
            assert!(encode_messages(&[message]).is_ok());
        }
    }
}
