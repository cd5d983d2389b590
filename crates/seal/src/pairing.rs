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
        let (mut member, mut nonce) = ([0; 16], vec![0; 16]);
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
        if body.version != VERSION || minicbor::to_vec(&body).ok().as_deref() != Some(signed) {
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

fn compared_words(parts: &[&[u8]]) -> String {
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
fn check_words(typed: &str, words: &str) -> Result<(), PairingError> {
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
mod tests {
    use super::*;
    use crate::Secret;
    use crate::roster::found;
    use rand::SeedableRng as _;

    fn rng() -> rand_chacha::ChaCha20Rng {
        rand_chacha::ChaCha20Rng::seed_from_u64(3)
    }

    fn device(n: u8) -> DeviceKey {
        DeviceKey::derive(&Secret::new([n; 32]))
    }

    fn lead_team() -> (Vec<Vec<u8>>, Roster) {
        let founder = Person {
            member: MemberId([1; 16]),
            name: "Amina".into(),
            role: Role::Lead,
        };
        let (entry, roster) = found(
            TeamId([1; 16]),
            "B",
            "T",
            founder,
            &FileKey::make().recipient(),
            &device(1),
            0,
        )
        .unwrap();
        (vec![entry], roster)
    }

    #[test]
    fn a_device_joins_with_two_files_and_six_words() {
        let (mut entries, mut roster) = lead_team();
        let boris = FileKey::make();
        let request = JoinRequest::make("Boris", &device(2), &boris, &mut rng()).unwrap();
        let received = JoinRequest::parse(&format!(" {}\n", request.to_text())).unwrap();
        assert_eq!(received.words(), request.words());
        assert_eq!(received.words().split(' ').count(), COMPARED_WORDS);
        let aloud = request.words().to_uppercase();
        entries.push(
            admit(
                &received,
                &aloud,
                AdmitAs::NewMember(Role::Inspector),
                &mut roster,
                &device(1),
                1,
            )
            .unwrap(),
        );
        let file = seal_admission(&received, &entries, &[vec![7]], &device(1)).unwrap();
        let leads_screen = received.admission_words(&device(1).id(), &roster.team);
        let opened = open_admission(&file, &request, &boris).unwrap();
        assert_eq!(opened.words(), leads_screen);
        let admission = opened.confirm(&leads_screen.to_uppercase()).unwrap();
        assert_eq!(team_words(&admission.team), team_words(&roster));
        assert_eq!((admission.team, admission.grants), (roster, vec![vec![7]]));
    }

    #[test]
    fn someone_in_the_middle_shows_other_words_and_is_not_admitted() {
        let (_, mut roster) = lead_team();
        let before = roster.clone();
        let request = JoinRequest::make("Boris", &device(2), &FileKey::make(), &mut rng()).unwrap();
        let swapped = JoinRequest::make("Boris", &device(9), &FileKey::make(), &mut rng()).unwrap();
        let result = admit(
            &swapped,
            &request.words(),
            AdmitAs::NewMember(Role::Inspector),
            &mut roster,
            &device(1),
            1,
        );
        assert_eq!(result, Err(PairingError::WordsDiffer));
        assert_eq!(roster, before);
    }

    #[test]
    fn a_newcomer_does_not_join_the_team_of_someone_in_the_middle() {
        let (mut entries, mut roster) = lead_team();
        let boris = FileKey::make();
        let request = JoinRequest::make("Boris", &device(2), &boris, &mut rng()).unwrap();
        let leads_screen = request.admission_words(&device(1).id(), &roster.team);
        // Same team id, same names, another device behind it; and the lead's device with another team.
        let between = |n: u8, team: u8| request.admission_words(&device(n).id(), &TeamId([team; 16]));
        assert_ne!(between(9, 1), leads_screen);
        assert_ne!(between(1, 9), leads_screen);
        entries.push(
            admit(
                &request,
                &request.words(),
                AdmitAs::NewMember(Role::Expert),
                &mut roster,
                &device(1),
                1,
            )
            .unwrap(),
        );
        let file = seal_admission(&request, &entries, &[], &device(1)).unwrap();
        let opened = open_admission(&file, &request, &boris).unwrap();
        for wrong in [between(9, 1), request.words(), team_words(&roster), String::new()] {
            assert_eq!(opened.clone().confirm(&wrong), Err(PairingError::WordsDiffer));
        }
        assert!(opened.confirm(&leads_screen).is_ok());
    }

    #[test]
    fn a_team_shows_other_words_with_every_entry_and_on_every_branch() {
        let (_, roster) = lead_team();
        let admitted = |n: u8| {
            let request = JoinRequest::make("Boris", &device(n), &FileKey::make(), &mut rng()).unwrap();
            let mut roster = roster.clone();
            let choice = AdmitAs::NewMember(Role::Lead);
            admit(&request, &request.words(), choice, &mut roster, &device(1), 1).unwrap();
            roster
        };
        let (one, other) = (admitted(2), admitted(3));
        assert_ne!(team_words(&one), team_words(&other));
        assert_ne!(team_words(&one), team_words(&roster));
    }

    #[test]
    fn an_admission_is_refused_when_any_byte_of_it_changed() {
        let (mut entries, mut roster) = lead_team();
        let boris = FileKey::make();
        let request = JoinRequest::make("Boris", &device(2), &boris, &mut rng()).unwrap();
        let choice = AdmitAs::NewMember(Role::Inspector);
        entries.push(admit(&request, &request.words(), choice, &mut roster, &device(1), 1).unwrap());
        let file = seal_admission(&request, &entries, &[vec![7]], &device(1)).unwrap();
        let plain = open_file(&file, &boris, MAX_ADMISSION_BYTES).unwrap();
        for place in 0..plain.len() {
            let mut bad = plain.to_vec();
            bad[place] ^= 1;
            let resealed = seal_file(&bad, &[boris.recipient()]).unwrap();
            assert!(open_admission(&resealed, &request, &boris).is_err(), "byte {place}");
        }
    }

    /// A request as another program could write it: whatever it says, signed.
    fn said(change: impl FnOnce(&mut RequestBody)) -> String {
        let mut body = JoinRequest::make("Boris", &device(2), &FileKey::make(), &mut rng())
            .unwrap()
            .body;
        change(&mut body);
        let mut bytes = minicbor::to_vec(&body).unwrap();
        let signature = device(2).sign(&[REQUEST_LABEL, &bytes].concat());
        bytes.extend(signature);
        format!("{REQUEST_PREFIX}{}", hex::encode(bytes))
    }

    #[test]
    fn a_request_with_a_name_that_hides_or_a_recipient_that_is_none_is_refused() {
        assert!(JoinRequest::parse(&said(|_| {})).is_ok());
        let name = |name: &str| JoinRequest::parse(&said(|body| body.name = name.into())).err();
        assert_eq!(name("Boris\u{202e}"), Some(PairingError::Name));
        assert_eq!(name("Boris\nwords: same"), Some(PairingError::Name));
        let recipient = |text: &str| JoinRequest::parse(&said(|body| body.card.recipient = text.into())).err();
        assert_eq!(recipient("age1boris"), Some(PairingError::Recipient));
        assert_eq!(recipient("ssh-ed25519 AAAA"), Some(PairingError::Recipient));
    }

    #[test]
    fn a_second_device_of_a_member_is_the_leads_choice_and_brings_nothing_with_it() {
        let (_, mut roster) = lead_team();
        let claims = JoinRequest::parse(&said(|body| {
            body.member = MemberId([1; 16]);
            body.name = "Not Amina".into();
        }))
        .unwrap();
        assert_eq!(claims.unverified_member(), MemberId([1; 16]));
        let mut admit_as = |choice| admit(&claims, &claims.words(), choice, &mut roster, &device(1), 1);
        assert_eq!(admit_as(AdmitAs::NewMember(Role::Lead)), Err(PairingError::MemberTaken));
        assert_eq!(
            admit_as(AdmitAs::FurtherDeviceOf(MemberId([9; 16]))),
            Err(PairingError::Roster(RosterError::Impossible(1)))
        );
        assert!(admit_as(AdmitAs::FurtherDeviceOf(MemberId([1; 16]))).is_ok());
        assert_eq!(roster.person_of(&device(2).id()).unwrap().name, "Amina");
        assert_eq!(roster.members.len(), 1);
    }

    #[test]
    fn every_changed_character_of_a_request_is_refused() {
        let request = JoinRequest::make("Boris", &device(2), &FileKey::make(), &mut rng()).unwrap();
        let text = request.to_text();
        for place in 0..text.len() {
            let mut bad = text.clone().into_bytes();
            bad[place] = if bad[place] == b'0' { b'1' } else { b'0' };
            assert!(JoinRequest::parse(&String::from_utf8(bad).unwrap()).is_err(), "{place}");
        }
    }

    #[test]
    fn an_admission_to_another_request_or_by_someone_who_may_not_is_refused() {
        let (mut entries, mut roster) = lead_team();
        let boris = FileKey::make();
        let old = JoinRequest::make("Boris", &device(2), &boris, &mut rng()).unwrap();
        entries.push(
            admit(
                &old,
                &old.words(),
                AdmitAs::NewMember(Role::Inspector),
                &mut roster,
                &device(1),
                1,
            )
            .unwrap(),
        );
        let file = seal_admission(&old, &entries, &[], &device(1)).unwrap();
        let mut other = rng();
        rand::Rng::next_u32(&mut other);
        let new = JoinRequest::make("Boris", &device(2), &boris, &mut other).unwrap();
        assert_eq!(open_admission(&file, &new, &boris).err(), Some(PairingError::NotForUs));
        assert_eq!(
            open_admission(&file, &old, &FileKey::make()).err(),
            Some(PairingError::NotForUs)
        );
        let by_inspector = seal_admission(&old, &entries, &[], &device(2)).unwrap();
        assert_eq!(
            open_admission(&by_inspector, &old, &boris).err(),
            Some(PairingError::Forged)
        );
        let without = seal_admission(&old, &entries[..1], &[], &device(1)).unwrap();
        assert_eq!(open_admission(&without, &old, &boris).err(), Some(PairingError::Forged));
    }
}
