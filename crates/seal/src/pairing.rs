//! Joining a team with files alone: a request, words that both people compare aloud, an admission, words once more.
//!
//! Six words are 66 bits of a hash. Those of the request bind the newcomer's device and file key, so the lead admits who is
//! really there. Those of the admission bind the request, the lead's device and the team, so the newcomer joins the team of
//! the person in front of them and no other. The lead's screen can show the second before the admission is made, so one
//! conversation is enough, and no connection is needed.

use crate::envelope::{DeviceKey, verify_signature};
use crate::name::is_name;
use crate::roster::{Act, DeviceCard, Person, Role, Roster, RosterError};
use crate::sealed_file::{FileError, FileKey, check_recipient, open_file, seal_file};
use bip39::Language;
use minicbor::{Decode, Encode};
use rand::CryptoRng;
use sha2::{Digest as _, Sha256};
use visita_wire::{DeviceId, MemberId, TeamId};

const VERSION: u8 = 1;
const REQUEST_LABEL: &[u8] = b"visita/join/1";
const REQUEST_WORDS_LABEL: &[u8] = b"visita/words/request/1";
const ADMISSION_WORDS_LABEL: &[u8] = b"visita/words/admission/1";
const TEAM_WORDS_LABEL: &[u8] = b"visita/words/team/1";
const ADMISSION_LABEL: &[u8] = b"visita/admission/1";
/// What a request's text begins with.
pub const REQUEST_PREFIX: &str = "visita-join:";
/// Longest text of a request, characters.
pub const MAX_REQUEST_CHARS: usize = 4_000;
/// Largest admission, bytes.
pub const MAX_ADMISSION_BYTES: usize = 64 * 1024 * 1024;
/// Words to compare.
pub const COMPARED_WORDS: usize = 6;
const BITS_PER_WORD: usize = 11;
const SIGNATURE_BYTES: usize = 64;
const NONCE_BYTES: usize = 16;

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
struct RequestBody {
    #[n(0)]
    version: u8,
    #[n(1)]
    member: MemberId,
    #[n(2)]
    name: String,
    #[n(3)]
    card: DeviceCard,
    #[cbor(n(4), with = "minicbor::bytes")]
    nonce: Vec<u8>,
}

/// A request to join, checked to be from the device it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinRequest {
    body: RequestBody,
    bytes: Vec<u8>,
}

/// Why a request or an admission is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PairingError {
    /// Not of this form, or damaged.
    #[error("not a request or admission, or damaged")]
    Malformed,
    /// A name that is empty, too long, or has characters that do not show.
    #[error("not a name")]
    Name,
    /// What the answer would be sealed to is no age recipient.
    #[error("not a recipient")]
    Recipient,
    /// The request claims to be a member who is on the roster already: admit it as that member's further device, if it
    /// is one, and not otherwise.
    #[error("claims to be a member who is there already")]
    MemberTaken,
    /// The signature does not verify.
    #[error("forged")]
    Forged,
    /// The words read from the other screen are not those of the request or the admission: do not admit, do not join.
    #[error("the words differ")]
    WordsDiffer,
    /// For another device, or in answer to another request.
    #[error("for another device")]
    NotForUs,
    /// The roster does not hold, or does not allow it.
    #[error(transparent)]
    Roster(#[from] RosterError),
}

impl JoinRequest {
    /// Makes a request for this device.
    ///
    /// # Errors
    /// [`PairingError::Name`].
    pub fn make(name: &str, device: &DeviceKey, key: &FileKey, rng: &mut impl CryptoRng) -> Result<Self, PairingError> {
        if !is_name(name) {
            return Err(PairingError::Name);
        }
        let (mut member, mut nonce) = ([0; 16], vec![0; NONCE_BYTES]);
        rng.fill_bytes(&mut member);
        rng.fill_bytes(&mut nonce);
        let card = DeviceCard {
            device: device.id(),
            recipient: key.recipient(),
        };
        let body = RequestBody {
            version: VERSION,
            member: MemberId(member),
            name: name.to_owned(),
            card,
            nonce,
        };
        let mut bytes = minicbor::to_vec(&body).map_err(|_| PairingError::Malformed)?;
        let signature = device.sign(&[REQUEST_LABEL, &bytes].concat());
        bytes.extend(signature);
        Ok(Self { body, bytes })
    }

    /// The text of a request, for a file or a QR code.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{REQUEST_PREFIX}{}", hex::encode(&self.bytes))
    }

    /// Reads a request and checks that the device it names signed it.
    ///
    /// # Errors
    /// [`PairingError::Malformed`], [`PairingError::Forged`], [`PairingError::Name`], [`PairingError::Recipient`].
    pub fn parse(text: &str) -> Result<Self, PairingError> {
        let text = text.trim();
        if text.len() > MAX_REQUEST_CHARS {
            return Err(PairingError::Malformed);
        }
        let encoded = text.strip_prefix(REQUEST_PREFIX).ok_or(PairingError::Malformed)?;
        let bytes = hex::decode(encoded).map_err(|_| PairingError::Malformed)?;
        let (signed, signature) = bytes
            .split_last_chunk::<SIGNATURE_BYTES>()
            .ok_or(PairingError::Malformed)?;
        let body: RequestBody = minicbor::decode(signed).map_err(|_| PairingError::Malformed)?;
        let one_form = minicbor::to_vec(&body).ok().as_deref() == Some(signed);
        if body.version != VERSION || !one_form || body.nonce.len() != NONCE_BYTES {
            return Err(PairingError::Malformed);
        }
        verify_signature(&body.card.device, &[REQUEST_LABEL, signed].concat(), signature)
            .map_err(|_| PairingError::Forged)?;
        if !is_name(&body.name) {
            return Err(PairingError::Name);
        }
        check_recipient(&body.card.recipient).map_err(|_| PairingError::Recipient)?;
        Ok(Self { body, bytes })
    }

    /// The name asked for. It is what a stranger wrote.
    #[must_use]
    pub fn unverified_name(&self) -> &str {
        &self.body.name
    }

    /// The member it says it is: a new one, random, or one on the roster. Nothing proves it.
    #[must_use]
    pub fn unverified_member(&self) -> MemberId {
        self.body.member
    }

    /// The device that asks.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.body.card.device
    }

    /// The words the lead compares before admitting, the same on both screens: they bind the newcomer's keys.
    #[must_use]
    pub fn words(&self) -> String {
        compared_words(&[REQUEST_WORDS_LABEL, &self.bytes])
    }

    /// The words the newcomer compares before joining, the same on both screens: they bind the newcomer's keys, the
    /// device that admits and the team.
    #[must_use]
    pub fn admission_words(&self, admin: &DeviceId, team: &TeamId) -> String {
        compared_words(&[ADMISSION_WORDS_LABEL, &team.0, &admin.0, &self.bytes])
    }
}

/// Words that stand for a team and everything its roster says: the same on every screen that holds the same roster. A
/// roster that is behind, or forked from another before a removal, shows other words.
#[must_use]
pub fn team_words(roster: &Roster) -> String {
    compared_words(&[TEAM_WORDS_LABEL, &roster.team.0, &roster.head()])
}

pub(crate) fn compared_words(parts: &[&[u8]]) -> String {
    let hash = Sha256::digest(parts.concat());
    let bit = |n: usize| hash.get(n / 8).is_some_and(|byte| byte >> (7 - n % 8) & 1 == 1);
    let list = Language::English.word_list();
    (0..COMPARED_WORDS)
        .map(|word| {
            (0..BITS_PER_WORD).fold(0_usize, |n, place| {
                n << 1 | usize::from(bit(word * BITS_PER_WORD + place))
            })
        })
        .filter_map(|n| list.get(n).copied())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether words typed by a person are these, in any case and with any white space.
pub(crate) fn check_words(typed: &str, words: &str) -> Result<(), PairingError> {
    let typed: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    if typed.join(" ") == words {
        Ok(())
    } else {
        Err(PairingError::WordsDiffer)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
struct AdmissionBody {
    #[n(0)]
    version: u8,
    #[cbor(n(1), with = "minicbor::bytes")]
    request: Vec<u8>,
    #[n(2)]
    admin: DeviceId,
    #[n(3)]
    roster: Vec<minicbor::bytes::ByteVec>,
    #[n(4)]
    grants: Vec<minicbor::bytes::ByteVec>,
}

/// An admission that opened and holds together. Which team it is for has still to be compared with the lead's screen: until
/// then it shows its words and nothing to join with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnconfirmedAdmission {
    words: String,
    admission: Admission,
}

impl UnconfirmedAdmission {
    /// The words to compare with the lead's screen.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The admission, once the words the lead read aloud are those it shows.
    ///
    /// # Errors
    /// [`PairingError::WordsDiffer`]: it is somebody else's team.
    pub fn confirm(self, words_read_aloud: &str) -> Result<Admission, PairingError> {
        check_words(words_read_aloud, &self.words)?;
        Ok(self.admission)
    }
}

/// What an admission brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admission {
    /// The lead's device that made it.
    pub admin: DeviceId,
    /// The whole roster, first entry first.
    pub roster: Vec<Vec<u8>>,
    /// Keys of the documents the newcomer may read.
    pub grants: Vec<Vec<u8>>,
    /// Replayed, and this device is on it.
    pub team: Roster,
}

/// As whom a device is admitted: the lead's choice, whatever the request says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdmitAs {
    /// A member who is not on the roster yet, in this role.
    NewMember(Role),
    /// A further device of this member, under the name and role on the roster.
    FurtherDeviceOf(MemberId),
}

/// Puts the device of a request on the roster, after its words were compared. Returns the new entry.
///
/// # Errors
/// [`PairingError::WordsDiffer`]; [`PairingError::MemberTaken`] for a new member who claims to be one who is there;
/// [`PairingError::Roster`]. On an error nothing is changed.
pub fn admit(
    request: &JoinRequest,
    words_read_aloud: &str,
    choice: AdmitAs,
    roster: &mut Roster,
    admin: &DeviceKey,
    at_ms: i64,
) -> Result<Vec<u8>, PairingError> {
    check_words(words_read_aloud, &request.words())?;
    let person = match choice {
        AdmitAs::NewMember(_) if roster.members.contains_key(&request.body.member) => {
            return Err(PairingError::MemberTaken);
        }
        AdmitAs::NewMember(role) => Person {
            member: request.body.member,
            name: request.body.name.clone(),
            role,
        },
        AdmitAs::FurtherDeviceOf(member) => {
            let known = roster.members.get(&member).cloned();
            known.ok_or(RosterError::Impossible(roster.len()))?
        }
    };
    Ok(roster.write(
        Act::Admit {
            person,
            card: request.body.card.clone(),
        },
        admin,
        at_ms,
    )?)
}

/// The file that answers a request: the roster with the newcomer on it, and the keys they may have.
///
/// # Errors
/// [`PairingError::Malformed`].
pub fn seal_admission(
    request: &JoinRequest,
    roster: &[Vec<u8>],
    grants: &[Vec<u8>],
    admin: &DeviceKey,
) -> Result<Vec<u8>, PairingError> {
    let wrap = |list: &[Vec<u8>]| {
        list.iter()
            .map(|bytes| minicbor::bytes::ByteVec::from(bytes.clone()))
            .collect()
    };
    let body = AdmissionBody {
        version: VERSION,
        request: Sha256::digest(&request.bytes).to_vec(),
        admin: admin.id(),
        roster: wrap(roster),
        grants: wrap(grants),
    };
    let mut bytes = minicbor::to_vec(&body).map_err(|_| PairingError::Malformed)?;
    let signature = admin.sign(&[ADMISSION_LABEL, &bytes].concat());
    bytes.extend(signature);
    seal_file(&bytes, std::slice::from_ref(&request.body.card.recipient)).map_err(|_| PairingError::Malformed)
}

/// Opens the answer to this device's own request.
///
/// # Errors
/// See [`PairingError`].
pub fn open_admission(
    sealed: &[u8],
    request: &JoinRequest,
    key: &FileKey,
) -> Result<UnconfirmedAdmission, PairingError> {
    let plain = open_file(sealed, key, MAX_ADMISSION_BYTES).map_err(|error| match error {
        FileError::NotForUs => PairingError::NotForUs,
        FileError::Recipient | FileError::Damaged | FileError::TooLarge => PairingError::Malformed,
    })?;
    let (signed, signature) = plain
        .split_last_chunk::<SIGNATURE_BYTES>()
        .ok_or(PairingError::Malformed)?;
    let body: AdmissionBody = minicbor::decode(signed).map_err(|_| PairingError::Malformed)?;
    if body.version != VERSION || minicbor::to_vec(&body).ok().as_deref() != Some(signed) {
        return Err(PairingError::Malformed);
    }
    if body.request != Sha256::digest(&request.bytes).as_slice() {
        return Err(PairingError::NotForUs);
    }
    verify_signature(&body.admin, &[ADMISSION_LABEL, signed].concat(), signature).map_err(|_| PairingError::Forged)?;
    let unwrap = |list: Vec<minicbor::bytes::ByteVec>| list.into_iter().map(|bytes| bytes.to_vec()).collect::<Vec<_>>();
    let roster = unwrap(body.roster);
    let team = Roster::replay(&roster)?;
    if !team.is_admin(&body.admin) || !team.is_member(&request.body.card.device) {
        return Err(PairingError::Forged);
    }
    Ok(UnconfirmedAdmission {
        words: request.admission_words(&body.admin, &team.team),
        admission: Admission {
            admin: body.admin,
            roster,
            grants: unwrap(body.grants),
            team,
        },
    })
}

#[cfg(test)]
#[path = "pairing_tests.rs"]
mod tests;
