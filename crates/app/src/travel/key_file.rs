//! The file that stays at home: the key of a journey, sealed to those who hand it back. This device cannot open it itself, so
//! that a copy that was forgotten on it helps nobody who has it.

use crate::api::{ApiError, ErrorCode};
use crate::session::TeamHere;
use std::collections::BTreeSet;
use visita_seal::sealed_file::{FileKey, open_file, seal_file};
use visita_wire::{DeviceId, TeamId};
use zeroize::Zeroizing;

/// Most bytes of such a file: it is sealed to every lead's devices.
pub(super) const MAX_FILE_BYTES: usize = 1024 * 1024;
/// Most bytes of what is in it.
const MAX_PLAIN_BYTES: usize = 4096;
/// Its first line.
const FIRST_LINE: &str = "visita travel 1";

/// The key of a journey, and whose journey it is. No `Debug`.
pub(super) struct JourneyKey {
    pub team: TeamId,
    pub device: DeviceId,
    pub since_ms: i64,
    pub key: FileKey,
}

impl JourneyKey {
    fn text(&self) -> Zeroizing<String> {
        let secret = self.key.expose();
        Zeroizing::new(format!(
            "{FIRST_LINE}\n{}\n{}\n{}\n{}\n",
            self.team,
            self.device,
            self.since_ms,
            secret.as_str()
        ))
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != FIRST_LINE {
            return None;
        }
        Some(Self {
            team: lines.next()?.parse().ok()?,
            device: lines.next()?.parse().ok()?,
            since_ms: lines.next()?.parse().ok()?,
            key: FileKey::parse(lines.next()?).ok()?,
        })
    }

    /// Seals it to these age recipients.
    pub(super) fn sealed(&self, recipients: &[String]) -> Result<Vec<u8>, ApiError> {
        Ok(seal_file(self.text().as_bytes(), recipients)?)
    }

    /// Opens a file that is for this device.
    pub(super) fn opened(sealed: &[u8], files: &FileKey) -> Result<Self, ApiError> {
        let plain = open_file(sealed, files, MAX_PLAIN_BYTES)?;
        let text = std::str::from_utf8(&plain).map_err(|_| ErrorCode::BadFile)?;
        Self::read(text).ok_or_else(|| ErrorCode::BadFile.into())
    }
}

/// The device whose journey a key is of, and its age recipient, where it is seated in this team.
pub(super) fn seat_of<'a>(team: &'a TeamHere, made: &JourneyKey) -> Result<(&'a str, &'a DeviceId), ApiError> {
    let seat = team.roster.devices.get_key_value(&made.device);
    let seat = seat.filter(|(_, seat)| !seat.removed && made.team == team.roster.team);
    let (device, seat) = seat.ok_or(ErrorCode::UnknownSender)?;
    Ok((seat.recipient.as_str(), device))
}

/// The devices that hand the key back: those of the other leads and the member's own others; where there are none, everybody
/// else's.
pub(super) fn holders(team: &TeamHere, this: &DeviceId) -> BTreeSet<DeviceId> {
    let roster = &team.roster;
    let others = roster.devices.iter().filter(|(id, seat)| *id != this && !seat.removed);
    let others: BTreeSet<DeviceId> = others.map(|(id, _)| *id).collect();
    let member = roster.person_of(this).map(|person| person.member);
    let is_near = |id: &&DeviceId| {
        let seat = roster.devices.get(*id);
        roster.is_admin(id) || seat.is_some_and(|seat| Some(seat.member) == member)
    };
    let near: BTreeSet<DeviceId> = others.iter().filter(is_near).copied().collect();
    if near.is_empty() { others } else { near }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_for_those_it_is_for_and_says_whose_it_is() {
        let (lead, traveller) = (FileKey::make(), FileKey::make());
        let made = JourneyKey {
            team: TeamId([1; 16]),
            device: DeviceId([2; 32]),
            since_ms: 77,
            key: FileKey::make(),
        };
        let file = made.sealed(&[lead.recipient()]).unwrap();
        assert_eq!(
            JourneyKey::opened(&file, &traveller).err().map(|error| error.code),
            Some(ErrorCode::NotForThisDevice)
        );
        let again = JourneyKey::opened(&file, &lead).unwrap();
        assert_eq!((again.team, again.device, again.since_ms), (made.team, made.device, 77));
        assert_eq!(again.key.recipient(), made.key.recipient());
        let bundle = seal_file(b"no such thing", &[lead.recipient()]).unwrap();
        assert_eq!(
            JourneyKey::opened(&bundle, &lead).err().map(|error| error.code),
            Some(ErrorCode::BadFile)
        );
    }
}
