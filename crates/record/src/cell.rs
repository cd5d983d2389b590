//! Keys of cells: path, author, and whether it is a slot or a decision.

use visita_domain::MemberId;

/// A device is known by 32 bytes, its signing key.
pub const DEVICE_BYTES: usize = 32;
/// Longest key of a cell, bytes.
pub(crate) const MAX_KEY_BYTES: usize = 512;
/// Separates path and author in the key of a slot.
const SLOT: char = '#';
/// Separates path and author in the key of a decision.
const DECISION: char = '!';

/// Who writes, on which device, in which life of that device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The member.
    pub member: MemberId,
    /// The device's signing key.
    pub device: [u8; DEVICE_BYTES],
    /// Counts restored backups: a device that lost writes must not reuse their numbers.
    pub incarnation: u32,
}

impl Author {
    pub(crate) fn actor(&self) -> automerge::ActorId {
        self.actor_of_branch(0)
    }

    /// The actor for text typed on an older state, whose number on that state is free. Branch 0 is the author's own.
    pub(crate) fn actor_of_branch(&self, branch: u32) -> automerge::ActorId {
        let prefix = (branch > 0).then(|| branch.to_be_bytes());
        let mut bytes = prefix.map(Vec::from).unwrap_or_default();
        bytes.extend(self.device);
        bytes.extend(self.incarnation.to_be_bytes());
        automerge::ActorId::from(bytes)
    }

    /// The device as lower hex.
    #[must_use]
    pub fn device_hex(&self) -> String {
        hex(&self.device)
    }
}

/// The device inside an actor id, whatever branch stands before it.
pub(crate) fn device_of(actor: &automerge::ActorId) -> Option<[u8; DEVICE_BYTES]> {
    let bytes = actor.to_bytes();
    let end = bytes.len().checked_sub(size_of::<u32>())?;
    bytes.get(end.checked_sub(DEVICE_BYTES)?..end)?.try_into().ok()
}

/// The life of that device, as the actor id ends in it.
pub(crate) fn life_of(actor: &automerge::ActorId) -> Option<u32> {
    actor.to_bytes().last_chunk().copied().map(u32::from_be_bytes)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0x0f]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// A path that cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a path")]
pub struct PathRefused;

/// What a key says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellKey {
    pub path: String,
    pub decision: bool,
    pub member: MemberId,
    pub device: String,
}

impl CellKey {
    pub fn make(path: &str, decision: bool, author: &Author) -> Result<String, PathRefused> {
        let mark = if decision { DECISION } else { SLOT };
        let key = format!("{path}{mark}{}:{}", author.member, author.device_hex());
        match Self::parse(&key) {
            Some(parsed) if parsed.path == path => Ok(key),
            _ => Err(PathRefused),
        }
    }

    pub fn parse(key: &str) -> Option<Self> {
        if key.len() > MAX_KEY_BYTES {
            return None;
        }
        let (path, author) = key.split_once([SLOT, DECISION])?;
        let decision = key.as_bytes().get(path.len()) == Some(&(DECISION as u8));
        let segments = path.split('/').all(|segment| {
            !segment.is_empty()
                && segment
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
        });
        let (member, device) = author.split_once(':')?;
        let hex = device.len() == DEVICE_BYTES * 2 && device.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let member = MemberId::parse(member).ok()?;
        (segments && hex && path.contains('/')).then(|| Self {
            path: path.to_owned(),
            decision,
            member,
            device: device.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_path_author_and_kind_and_nothing_else_parses() {
        let author = Author {
            member: MemberId::parse("amina").unwrap(),
            device: [7; 32],
            incarnation: 0,
        };
        let key = CellKey::make("answer/general/prison/own_bed", true, &author).unwrap();
        let parsed = CellKey::parse(&key).unwrap();
        assert_eq!(
            (parsed.path.as_str(), parsed.decision),
            ("answer/general/prison/own_bed", true)
        );
        assert_eq!(parsed.device, author.device_hex());
        for bad in ["", "name", "a//b", "a/B", "a/b#c", "a/ü"] {
            assert_eq!(CellKey::make(bad, false, &author), Err(PathRefused), "{bad}");
        }
    }

    #[test]
    fn the_device_is_found_in_a_plain_actor_and_in_one_of_a_branch() {
        let author = Author {
            member: MemberId::parse("amina").unwrap(),
            device: [7; 32],
            incarnation: 3,
        };
        assert_eq!(device_of(&author.actor()), Some([7; 32]));
        assert_eq!(device_of(&author.actor_of_branch(3)), Some([7; 32]));
        assert_ne!(author.actor_of_branch(3), author.actor_of_branch(2));
        assert_eq!(device_of(&automerge::ActorId::from(vec![1])), None);
    }
}
