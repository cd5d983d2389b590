use super::*;
use crate::Secret;
use crate::roster::found;
use proptest::prelude::*;
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
    let nonce = |n| JoinRequest::parse(&said(|body| body.nonce = vec![0; n])).err();
    assert_eq!((nonce(NONCE_BYTES), nonce(0)), (None, Some(PairingError::Malformed)));
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

proptest! {
    #[test]
    fn foreign_text_is_no_request_and_never_panics(text in ".{0,200}", bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(JoinRequest::parse(&text).is_err());
        let signed = format!("{REQUEST_PREFIX}{}", hex::encode(bytes));
        prop_assert!(JoinRequest::parse(&signed).is_err());
    }
}
