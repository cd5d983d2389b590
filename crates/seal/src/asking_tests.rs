use super::*;
use crate::shares::SHARE_BYTES;
use rand::SeedableRng as _;
use visita_wire::DeviceId;

const NOW_MS: i64 = 1_800_000_000_000;

fn rng() -> rand_chacha::ChaCha20Rng {
    rand_chacha::ChaCha20Rng::seed_from_u64(6)
}

fn shared() -> Shared {
    Shared {
        vault: [4; 16],
        set: [5; 16],
        needed: 2,
    }
}

fn held() -> HeldShare {
    let mut bytes = [9; SHARE_BYTES];
    bytes[0] = 1;
    HeldShare {
        owner: DeviceId([2; 32]),
        shared: shared(),
        at_ms: 0,
        share: Share::parse(&bytes).unwrap(),
    }
}

fn refusal<T>(result: Result<T, AskError>) -> Option<AskError> {
    result.err()
}

#[test]
fn a_colleague_answers_what_only_the_one_who_asks_can_open() {
    let (request, key) = AskRequest::make(&shared(), NOW_MS, &mut rng()).unwrap();
    // As mail brings it: broken and with white space around.
    let text = request.to_text();
    let (begin, end) = text.split_at(60);
    let seen = AskRequest::parse(&format!("\n {begin}\r\n{end} ")).unwrap();
    assert_eq!(seen, request);
    assert_eq!(seen.words(), request.words());
    assert_eq!(seen.words().split(' ').count(), 6);
    let answer = seen.answer(&held(), NOW_MS + 1).unwrap();
    let share = request.open_answer(&answer, &key).ok().unwrap();
    assert_eq!(share.expose(), held().share.expose());
    let others = request.open_answer(&answer, &FileKey::make());
    assert_eq!(refusal(others), Some(AskError::OtherRequest));
}

#[test]
fn an_answer_to_another_request_is_told_from_a_damaged_one() {
    let mut rng = rng();
    let (request, key) = AskRequest::make(&shared(), NOW_MS, &mut rng).unwrap();
    let (mut other, _) = AskRequest::make(&shared(), NOW_MS, &mut rng).unwrap();
    // Even one that names our key.
    other.body.recipient.clone_from(&request.body.recipient);
    other.bytes = minicbor::to_vec(&other.body).unwrap();
    assert_ne!(other.words(), request.words());
    let answer = other.answer(&held(), NOW_MS).unwrap();
    assert_eq!(
        refusal(request.open_answer(&answer, &key)),
        Some(AskError::OtherRequest)
    );
    let answer = request.answer(&held(), NOW_MS).unwrap();
    for place in ANSWER_PREFIX.len()..answer.len() {
        let mut bad = answer.clone().into_bytes();
        bad[place] = if bad[place] == b'0' { b'1' } else { b'0' };
        let bad = String::from_utf8(bad).unwrap();
        assert!(request.open_answer(&bad, &key).is_err(), "place {place}");
    }
    for length in 0..answer.len() {
        assert!(request.open_answer(&answer[..length], &key).is_err(), "length {length}");
    }
}

#[test]
fn a_request_for_another_vault_or_another_set_or_too_old_is_not_answered() {
    let (request, _) = AskRequest::make(&shared(), NOW_MS, &mut rng()).unwrap();
    let mut held_of = held();
    held_of.shared.vault = [7; 16];
    assert_eq!(refusal(request.answer(&held_of, NOW_MS)), Some(AskError::OtherVault));
    let mut held_of = held();
    held_of.shared.set = [7; 16];
    assert_eq!(refusal(request.answer(&held_of, NOW_MS)), Some(AskError::OtherSet));
    assert!(request.answer(&held(), NOW_MS + ASK_LAPSES_MS).is_ok());
    let late = request.answer(&held(), NOW_MS + ASK_LAPSES_MS + 1);
    assert_eq!(refusal(late), Some(AskError::Lapsed));
}

#[test]
fn a_request_from_further_ahead_than_clocks_differ_is_not_answered() {
    let (request, _) = AskRequest::make(&shared(), NOW_MS, &mut rng()).unwrap();
    assert!(request.answer(&held(), NOW_MS - MAX_AHEAD_MS).is_ok());
    let ahead = request.answer(&held(), NOW_MS - MAX_AHEAD_MS - 1);
    assert_eq!(refusal(ahead), Some(AskError::Ahead));
}

#[test]
fn an_answer_has_one_form_whatever_it_was_padded_with_and_padding_has_a_bound() {
    let (request, _) = AskRequest::make(&shared(), NOW_MS, &mut rng()).unwrap();
    let answer = request.answer(&held(), NOW_MS).unwrap();
    let (begin, end) = answer.split_at(40);
    let padded = format!("\n{begin}\r\n {end}\t");
    assert_eq!(canonical_answer(&padded), Ok(answer.clone()));
    let fits = format!("{answer}{}", " ".repeat(MAX_ASK_BYTES - answer.len()));
    assert_eq!(canonical_answer(&fits), Ok(answer));
    assert_eq!(canonical_answer(&format!("{fits} ")), Err(AskError::Malformed));
}

#[test]
fn a_text_that_is_no_request_is_refused_at_its_length() {
    for text in ["", "visita-recovery:", "visita-recovery:zz", "visita-join:00", "hello"] {
        assert_eq!(refusal(AskRequest::parse(text)), Some(AskError::Malformed), "{text}");
    }
    let long = format!("{ASK_PREFIX}{}", "0".repeat(MAX_ASK_CHARS));
    assert_eq!(refusal(AskRequest::parse(&long)), Some(AskError::Malformed));
}
