use super::*;
use rand::SeedableRng as _;

const PASSPHRASE: &str = "lantern orbit velvet canyon thistle mosaic";

fn rng() -> rand_chacha::ChaCha20Rng {
    rand_chacha::ChaCha20Rng::seed_from_u64(42)
}

fn vault() -> NewVault {
    SlotFile::make(PASSPHRASE, PASSPHRASE, FLOOR_MEMORY_KIB, &mut rng()).unwrap_or_else(|_| panic!("no vault"))
}

fn error<T>(result: Result<T, SlotError>) -> Option<SlotError> {
    result.err()
}

#[test]
fn the_passphrase_and_the_words_open_the_same_vault_and_others_open_none() {
    let made = vault();
    assert_eq!(made.words.len(), RECOVERY_WORDS);
    let file = SlotFile::parse(&made.file.to_json().unwrap()).unwrap();
    for opened in [
        file.open(PASSPHRASE, None),
        file.open_by_words(&format!("  {}\n", made.words.join("  ").to_uppercase())),
    ] {
        assert!(opened.is_ok_and(|key| key.secret.expose() == made.key.secret.expose()));
    }
    assert_eq!(
        error(file.open("lantern orbit velvet canyon thistle mosaid", None)),
        Some(SlotError::Wrong)
    );
    let mut words = made.words.clone();
    words.swap(0, 1);
    assert_eq!(error(file.open_by_words(&words.join(" "))), Some(SlotError::Wrong));
}

#[test]
fn a_typo_in_the_second_typing_makes_no_vault_and_neither_does_a_weak_one() {
    let make = |a: &str, b: &str| error(SlotFile::make(a, b, FLOOR_MEMORY_KIB, &mut rng()));
    assert_eq!(make(PASSPHRASE, "lantern"), Some(SlotError::Differ));
    assert_eq!(make("password1", "password1"), Some(SlotError::Weak));
}

#[test]
fn parameters_outside_the_bounds_are_refused_when_made_and_when_opened() {
    let make = |memory| error(SlotFile::make(PASSPHRASE, PASSPHRASE, memory, &mut rng()));
    assert_eq!(make(FLOOR_MEMORY_KIB - 1), Some(SlotError::Parameters));
    assert_eq!(make(CEILING_MEMORY_KIB + 1), Some(SlotError::Parameters));
    let mut file = vault().file;
    file.passphrase.stretch.passes = FLOOR_PASSES - 1;
    assert_eq!(
        error(SlotFile::parse(&file.to_json().unwrap())),
        Some(SlotError::Parameters)
    );
    assert_eq!(error(file.open(PASSPHRASE, None)), Some(SlotError::Parameters));
}

#[test]
fn a_slot_edited_or_moved_to_another_vault_does_not_open() {
    let made = vault();
    let mut edited = made.file.clone();
    edited.passphrase.stretch.memory_kib += 1024;
    assert_eq!(error(edited.open(PASSPHRASE, None)), Some(SlotError::Wrong));
    let mut moved = made.file.clone();
    moved.vault = hex::encode([9; 16]);
    assert_eq!(error(moved.open(PASSPHRASE, None)), Some(SlotError::Wrong));
    assert_eq!(
        error(moved.open_by_words(&made.words.join(" "))),
        Some(SlotError::Wrong)
    );
    let mut crossed = made.file.clone();
    crossed.recovery = made.file.passphrase.wrapped.clone();
    assert_eq!(
        error(crossed.open_by_words(&made.words.join(" "))),
        Some(SlotError::Wrong)
    );
}

#[test]
fn a_truncated_file_is_damaged_and_a_newer_one_is_newer() {
    let json = vault().file.to_json().unwrap();
    for length in [0, 1, json.len() / 2, json.len() - 1] {
        assert_eq!(
            error(SlotFile::parse(&json[..length])),
            Some(SlotError::Damaged),
            "{length}"
        );
    }
    assert_eq!(
        error(SlotFile::parse(br#"{"format":4,"more":true}"#)),
        Some(SlotError::Newer)
    );
}

#[test]
fn a_new_passphrase_replaces_the_old_and_the_words_still_open() {
    let made = vault();
    let new = "ribbon fossil quartz ember willow drift";
    let Ok(file) = made
        .file
        .with_passphrase(&made.key, new, new, None, FLOOR_MEMORY_KIB, &mut rng())
    else {
        panic!("refused")
    };
    assert!(file.open(new, None).is_ok());
    assert_eq!(error(file.open(PASSPHRASE, None)), Some(SlotError::Wrong));
    assert!(file.open_by_words(&made.words.join(" ")).is_ok());
}

/// The stretching is Argon2id as everyone's: compared with the reference implementation's published vector.
#[test]
fn argon2id_answers_the_known_vector_of_rfc_9106() {
    let params = argon2::ParamsBuilder::new()
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .output_len(32)
        .data(argon2::AssociatedData::new(&[4; 12]).unwrap())
        .build()
        .unwrap();
    let context = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
    let mut out = [0; 32];
    context.hash_password_into(&[1; 32], &[2; 16], &mut out).unwrap();
    assert_eq!(
        hex::encode(out),
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    );
}

/// A vault whose passphrase slot is bound, and the half that a keystore would hold.
fn bound() -> (NewVault, SlotFile, Secret) {
    let (made, half) = (vault(), Secret::new([8; KEY_BYTES]));
    let bound = made
        .file
        .with_half(&made.key, PASSPHRASE, Some(&half), FLOOR_MEMORY_KIB, &mut rng());
    (made, bound.unwrap_or_else(|e| panic!("{e}")), half)
}

#[test]
fn a_bound_slot_opens_with_passphrase_and_half_together_and_the_words_need_neither() {
    let (made, file, half) = bound();
    let file = SlotFile::parse(&file.to_json().unwrap()).unwrap();
    assert!(file.is_bound() && !made.file.is_bound());
    assert_eq!(file.vault_name().unwrap(), hex::encode(made.key.vault));
    for opened in [
        file.open(PASSPHRASE, Some(&half)),
        file.open_by_words(&made.words.join(" ")),
    ] {
        assert!(opened.is_ok_and(|key| key.secret.expose() == made.key.secret.expose()));
    }
    let other = "lantern orbit velvet canyon thistle mosaid";
    assert_eq!(error(file.open(other, Some(&half))), Some(SlotError::Wrong));
}

/// A half that is missing or another is never said to be a wrong passphrase, whatever was typed.
#[test]
fn a_half_that_is_lost_is_told_from_a_wrong_passphrase() {
    let (_, file, _) = bound();
    for typed in [PASSPHRASE, "wrong"] {
        for held in [None, Some(&Secret::new([9; KEY_BYTES]))] {
            assert_eq!(error(file.open(typed, held)), Some(SlotError::HalfLost));
        }
    }
    // A slot that asks for no half is not disturbed by one.
    assert!(
        vault()
            .file
            .open(PASSPHRASE, Some(&Secret::new([9; KEY_BYTES])))
            .is_ok()
    );
}

#[test]
fn a_bound_slot_is_not_turned_into_another_kind_and_no_other_into_it() {
    let (made, file, half) = bound();
    let mut stripped = file.clone();
    (stripped.format, stripped.passphrase.keystore) = (1, None);
    assert!(SlotFile::parse(&stripped.to_json().unwrap()).is_ok());
    assert_eq!(error(stripped.open(PASSPHRASE, None)), Some(SlotError::Wrong));
    let mut dressed = made.file.clone();
    (dressed.format, dressed.passphrase.keystore) = (2, file.passphrase.keystore.clone());
    assert_eq!(error(dressed.open(PASSPHRASE, Some(&half))), Some(SlotError::Wrong));
    // The wrapped key of the one kind in the place of the other.
    let mut crossed = file.clone();
    crossed.passphrase.wrapped = made.file.passphrase.wrapped.clone();
    assert_eq!(error(crossed.open(PASSPHRASE, Some(&half))), Some(SlotError::Wrong));
    // Another half's token: that half leads to another key, and the slot is bound to its token besides.
    let thief = Secret::new([9; KEY_BYTES]);
    let mut retold = file.clone();
    retold.passphrase.keystore = Some(token_of(&thief, &made.key.vault).unwrap());
    assert_eq!(error(retold.open(PASSPHRASE, Some(&thief))), Some(SlotError::Wrong));
    for (format, keystore) in [(1, file.passphrase.keystore.clone()), (2, None), (0, None)] {
        let mut mixed = file.clone();
        (mixed.format, mixed.passphrase.keystore) = (format, keystore);
        assert_eq!(
            error(SlotFile::parse(&mixed.to_json().unwrap())),
            Some(SlotError::Damaged),
            "{format}"
        );
    }
}

/// The token stands in what the slot is bound to: the same key under another context does not open.
#[test]
fn a_slot_is_bound_to_its_kind_and_to_the_token_of_its_half() {
    let (made, file, _) = bound();
    let vault = made.key.vault;
    let slot = &file.passphrase;
    let token = slot.keystore.clone().unwrap();
    let text = |slot: &PassphraseSlot| String::from_utf8_lossy(&slot.context(&vault)).into_owned();
    assert!(text(slot).ends_with(&format!("passphrase+keystore/{}/{token}", parameters(&slot.stretch))));
    assert!(
        text(&made.file.passphrase).ends_with(&format!("passphrase/{}", parameters(&made.file.passphrase.stretch)))
    );
}

#[test]
fn a_bound_slot_below_the_floor_is_refused_like_any_other() {
    let (made, mut file, half) = bound();
    let make = |memory| {
        made.file
            .with_half(&made.key, PASSPHRASE, Some(&half), memory, &mut rng())
    };
    assert_eq!(error(make(FLOOR_MEMORY_KIB - 1)), Some(SlotError::Parameters));
    file.passphrase.stretch.memory_kib = FLOOR_MEMORY_KIB - 1;
    assert_eq!(
        error(SlotFile::parse(&file.to_json().unwrap())),
        Some(SlotError::Parameters)
    );
    assert_eq!(error(file.open(PASSPHRASE, Some(&half))), Some(SlotError::Parameters));
}
