//! Notices: what a device of the team says to the team, signed, beside records. They travel with grants.

use crate::envelope::{DeviceKey, verify_signature};
use crate::roster::Roster;
use minicbor::{Decode, Encode};
use visita_wire::{DeviceId, MAX_GRANT_BYTES, TeamId};

const VERSION: u8 = 1;
const LABEL: &[u8] = b"visita/notice/1";
const SIGNATURE_BYTES: usize = 64;

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub enum Said {
    /// This device leaves the team: a lead may remove it.
    #[n(1)]
    Leaves,
}

/// A notice of a device of the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// Whose.
    pub device: DeviceId,
    /// By that device's clock.
    pub at_ms: i64,
    /// What.
    pub said: Said,
}

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
struct Body {
    #[n(0)]
    version: u8,
    #[n(1)]
    team: TeamId,
    #[n(2)]
    device: DeviceId,
    #[n(3)]
    at_ms: i64,
    #[n(4)]
    said: Said,
}

/// Why a notice is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    /// Not a notice.
    #[error("not a notice")]
    Malformed,
    /// Of another team.
    #[error("of another team")]
    ForeignTeam,
    /// By a device that is not of the team.
    #[error("by a stranger")]
    Stranger,
    /// The signature does not verify.
    #[error("forged")]
    Forged,
}

/// Says something to the team.
///
/// # Errors
/// None in practice.
pub fn make_notice(team: TeamId, said: Said, device: &DeviceKey, at_ms: i64) -> Result<Vec<u8>, NoticeError> {
    let body = Body {
        version: VERSION,
        team,
        device: device.id(),
        at_ms,
        said,
    };
    let mut bytes = minicbor::to_vec(&body).map_err(|_| NoticeError::Malformed)?;
    let signature = device.sign(&[LABEL, &bytes].concat());
    bytes.extend(signature);
    Ok(bytes)
}

fn read(bytes: &[u8]) -> Result<(Body, &[u8], &[u8; SIGNATURE_BYTES]), NoticeError> {
    if bytes.len() > MAX_GRANT_BYTES {
        return Err(NoticeError::Malformed);
    }
    let (signed, signature) = bytes
        .split_last_chunk::<SIGNATURE_BYTES>()
        .ok_or(NoticeError::Malformed)?;
    let body: Body = minicbor::decode(signed).map_err(|_| NoticeError::Malformed)?;
    let one_form = minicbor::to_vec(&body).ok().as_deref() == Some(signed);
    if body.version == VERSION && one_form {
        Ok((body, signed, signature))
    } else {
        Err(NoticeError::Malformed)
    }
}

/// Whether bytes have the form of a notice; nothing else that travels with grants has it.
#[must_use]
pub fn is_notice(bytes: &[u8]) -> bool {
    read(bytes).is_ok()
}

/// Reads a notice that was verified before it was kept.
///
/// # Errors
/// [`NoticeError::Malformed`].
pub fn trusted_notice(bytes: &[u8]) -> Result<Notice, NoticeError> {
    read(bytes).map(|(body, ..)| notice(&body))
}

/// Reads a notice and checks that a device that is, or was, of the team signed it. Who was removed may still say that they
/// leave.
///
/// # Errors
/// See [`NoticeError`].
pub fn verify_notice(bytes: &[u8], roster: &Roster) -> Result<Notice, NoticeError> {
    let (body, signed, signature) = read(bytes)?;
    if body.team != roster.team {
        return Err(NoticeError::ForeignTeam);
    }
    if !roster.devices.contains_key(&body.device) {
        return Err(NoticeError::Stranger);
    }
    verify_signature(&body.device, &[LABEL, signed].concat(), signature).map_err(|_| NoticeError::Forged)?;
    Ok(notice(&body))
}

fn notice(body: &Body) -> Notice {
    Notice {
        device: body.device,
        at_ms: body.at_ms,
        said: body.said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;
    use crate::grant::trusted_grant;
    use crate::roster::{Person, Role, found};
    use crate::sealed_file::FileKey;
    use visita_wire::MemberId;

    fn team(seed: u8, team: u8) -> (Roster, DeviceKey) {
        let device = DeviceKey::derive(&Secret::new([seed; 32]));
        let founder = Person {
            member: MemberId([1; 16]),
            name: "Amina".to_owned(),
            role: Role::Lead,
        };
        let recipient = FileKey::make().recipient();
        let (_, roster) = found(TeamId([team; 16]), "B", "T", founder, &recipient, &device, 0).unwrap();
        (roster, device)
    }

    #[test]
    fn a_notice_of_the_team_is_read_and_every_changed_byte_refused() {
        let (roster, device) = team(1, 1);
        let bytes = make_notice(roster.team, Said::Leaves, &device, -5).unwrap();
        let notice = Notice {
            device: device.id(),
            at_ms: -5,
            said: Said::Leaves,
        };
        assert_eq!(verify_notice(&bytes, &roster), Ok(notice));
        assert_eq!(trusted_notice(&bytes), Ok(notice));
        assert!(is_notice(&bytes) && trusted_grant(&bytes).is_err());
        for place in 0..bytes.len() {
            let mut bad = bytes.clone();
            bad[place] ^= 1 << (place % 8);
            assert!(verify_notice(&bad, &roster).is_err(), "byte {place}");
        }
    }

    #[test]
    fn strangers_and_other_teams_say_nothing() {
        let (roster, _) = team(1, 1);
        let (_, stranger) = team(2, 1);
        let strange = make_notice(roster.team, Said::Leaves, &stranger, 0).unwrap();
        assert_eq!(verify_notice(&strange, &roster), Err(NoticeError::Stranger));
        let foreign = make_notice(TeamId([9; 16]), Said::Leaves, &stranger, 0).unwrap();
        assert_eq!(verify_notice(&foreign, &roster), Err(NoticeError::ForeignTeam));
    }
}
