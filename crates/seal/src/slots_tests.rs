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
        file.open(PASSPHRASE),
        file.open_by_words(&format!("  {}\n", made.words.join("  ").to_uppercase())),
    ] {
        assert!(opened.is_ok_and(|key| key.secret.expose() == made.key.secret.expose()));
    }
    assert_eq!(
        error(file.open("lantern orbit velvet canyon thistle mosaid")),
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
    assert_eq!(error(file.open(PASSPHRASE)), Some(SlotError::Parameters));
}

#[test]
fn a_slot_edited_or_moved_to_another_vault_does_not_open() {
    let made = vault();
    let mut edited = made.file.clone();
    edited.passphrase.stretch.memory_kib += 1024;
    assert_eq!(error(edited.open(PASSPHRASE)), Some(SlotError::Wrong));
    let mut moved = made.file.clone();
    moved.vault = hex::encode([9; 16]);
    assert_eq!(error(moved.open(PASSPHRASE)), Some(SlotError::Wrong));
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
        error(SlotFile::parse(br#"{"format":2,"more":true}"#)),
        Some(SlotError::Newer)
    );
}

#[test]
fn a_new_passphrase_replaces_the_old_and_the_words_still_open() {
    let made = vault();
    let new = "ribbon fossil quartz ember willow drift";
    let Ok(file) = made
        .file
        .with_passphrase(&made.key, new, new, FLOOR_MEMORY_KIB, &mut rng())
    else {
        panic!("refused")
    };
    assert!(file.open(new).is_ok());
    assert_eq!(error(file.open(PASSPHRASE)), Some(SlotError::Wrong));
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
