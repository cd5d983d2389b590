use super::*;
use crate::slots::{FLOOR_MEMORY_KIB, NewVault};
use rand::SeedableRng as _;

const PASSPHRASE: &str = "lantern orbit velvet canyon thistle mosaic";

fn rng() -> rand_chacha::ChaCha20Rng {
    rand_chacha::ChaCha20Rng::seed_from_u64(7)
}

fn vault() -> NewVault {
    SlotFile::make(PASSPHRASE, PASSPHRASE, FLOOR_MEMORY_KIB, &mut rng()).unwrap_or_else(|_| panic!("no vault"))
}

fn shared(made: &NewVault, needed: usize, holders: usize) -> SharedOut {
    made.file
        .with_shares(&made.key, needed, holders, &mut rng())
        .unwrap_or_else(|error| panic!("{error}"))
}

fn refusal<T>(result: Result<T, SlotError>) -> Option<SlotError> {
    result.err()
}

fn pick(shares: &[Share], places: &[usize]) -> Vec<Share> {
    places.iter().map(|place| shares[*place].clone()).collect()
}

#[test]
fn any_three_of_five_open_and_no_two_do() {
    let made = vault();
    let out = shared(&made, 3, 5);
    let file = SlotFile::parse(&out.file.to_json().unwrap()).unwrap();
    assert_eq!(file.shared().unwrap(), Some(out.shared));
    for places in [[0, 1, 2], [4, 2, 0], [1, 3, 4]] {
        let opened = file.open_by_shares(&pick(&out.shares, &places));
        assert!(opened.is_ok_and(|key| key.secret.expose() == made.key.secret.expose()));
    }
    let two = pick(&out.shares, &[1, 4]);
    assert_eq!(refusal(file.open_by_shares(&two)), Some(SlotError::TooFewShares));
    assert_eq!(refusal(file.open_by_shares(&[])), Some(SlotError::TooFewShares));
    // The same share twice is one share.
    let twice = pick(&out.shares, &[0, 0, 1]);
    assert_eq!(refusal(file.open_by_shares(&twice)), Some(SlotError::TooFewShares));
}

#[test]
fn a_slot_that_says_another_number_than_it_was_made_with_does_not_open() {
    let made = vault();
    let out = shared(&made, 3, 5);
    let mut edited = out.file.clone();
    edited.shares.as_mut().unwrap().needed = 2;
    let two = pick(&out.shares, &[0, 1]);
    assert_eq!(refusal(edited.open_by_shares(&two)), Some(SlotError::SharesUnfit));
    let three = pick(&out.shares, &[0, 1, 2]);
    assert_eq!(refusal(edited.open_by_shares(&three)), Some(SlotError::SharesUnfit));
    // Four make the same key as three: that it says four is what is refused.
    edited.shares.as_mut().unwrap().needed = 4;
    let four = pick(&out.shares, &[0, 1, 2, 3]);
    assert_eq!(refusal(edited.open_by_shares(&four)), Some(SlotError::SharesUnfit));
}

#[test]
fn every_flipped_bit_of_a_share_is_found_out_and_does_not_keep_out_those_that_are_true() {
    let made = vault();
    let out = shared(&made, 2, 3);
    for bit in 0..SHARE_BYTES * 8 {
        let mut bytes = *out.shares[0].expose();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let Ok(false_one) = Share::parse(&bytes) else { continue };
        let with_one = [false_one.clone(), out.shares[1].clone()];
        assert!(out.file.open_by_shares(&with_one).is_err(), "bit {bit}");
        let with_two = [false_one, out.shares[1].clone(), out.shares[2].clone()];
        assert!(out.file.open_by_shares(&with_two).is_ok(), "bit {bit}");
    }
}

#[test]
fn a_false_share_of_each_number_keeps_none_of_the_true_ones_out() {
    let made = vault();
    let out = shared(&made, 3, MAX_HOLDERS);
    let false_one = |share: &Share| {
        let mut bytes = *share.expose();
        bytes[5] ^= 1;
        Share::parse(&bytes).unwrap()
    };
    let mut all: Vec<Share> = out.shares.iter().map(false_one).collect();
    all.extend(pick(&out.shares, &[9, 4, 7]));
    assert!(out.file.open_by_shares(&all).is_ok());
    all.truncate(MAX_HOLDERS);
    assert_eq!(refusal(out.file.open_by_shares(&all)), Some(SlotError::SharesUnfit));
}

#[test]
fn new_shares_make_older_ones_worthless_and_so_does_ending_them() {
    let made = vault();
    let old = shared(&made, 2, 3);
    let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(8);
    let new = old.file.with_shares(&made.key, 2, 3, &mut rng).ok().unwrap();
    assert_ne!(old.shared.set, new.shared.set);
    assert_ne!(old.shared.mark(), new.shared.mark());
    assert_eq!(
        refusal(new.file.open_by_shares(&old.shares)),
        Some(SlotError::SharesUnfit)
    );
    let mixed = [old.shares[0].clone(), new.shares[1].clone()];
    assert_eq!(refusal(new.file.open_by_shares(&mixed)), Some(SlotError::SharesUnfit));
    let ended = new.file.without_shares();
    assert_eq!(refusal(ended.open_by_shares(&new.shares)), Some(SlotError::NotShared));
    assert_eq!(ended, made.file);
}

#[test]
fn shares_of_one_vault_open_no_other() {
    let (made, out) = (vault(), shared(&vault(), 2, 3));
    let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(9);
    let other = SlotFile::make(PASSPHRASE, PASSPHRASE, FLOOR_MEMORY_KIB, &mut rng)
        .ok()
        .unwrap();
    let mut moved = other.file.clone();
    moved.shares.clone_from(&out.file.shares);
    assert_eq!(refusal(moved.open_by_shares(&out.shares)), Some(SlotError::SharesUnfit));
    assert_eq!(
        refusal(made.file.open_by_shares(&out.shares)),
        Some(SlotError::NotShared)
    );
}

#[test]
fn the_other_slots_stay_whatever_becomes_of_the_shares_and_the_other_way_round() {
    let made = vault();
    let out = shared(&made, 2, 2);
    assert!(out.file.open(PASSPHRASE, None).is_ok());
    assert!(out.file.open_by_words(&made.words.join(" ")).is_ok());
    let new = "ribbon fossil quartz ember willow drift";
    let half = Secret::new([8; KEY_BYTES]);
    let bound = out
        .file
        .with_passphrase(&made.key, new, new, Some(&half), FLOOR_MEMORY_KIB, &mut rng())
        .ok()
        .unwrap();
    let bound = SlotFile::parse(&bound.to_json().unwrap()).unwrap();
    assert!(bound.is_bound());
    assert!(bound.open_by_shares(&out.shares).is_ok(), "shares need no keystore");
    assert!(bound.without_shares().open(new, Some(&half)).is_ok());
}

#[test]
fn an_older_version_is_told_that_the_file_is_newer_and_a_mixed_one_is_damaged() {
    let json: serde_json::Value = serde_json::from_slice(&shared(&vault(), 2, 2).file.to_json().unwrap()).unwrap();
    assert_eq!(json["format"], 3);
    for format in [1, 2] {
        let mut mixed = json.clone();
        mixed["format"] = format.into();
        let read = SlotFile::parse(mixed.to_string().as_bytes());
        assert_eq!(read.err(), Some(SlotError::Damaged));
    }
    for (field, value) in [("needed", 1.into()), ("needed", 11.into()), ("set", "00".into())] {
        let mut bad = json.clone();
        bad["shares"][field] = value;
        let read = SlotFile::parse(bad.to_string().as_bytes());
        assert_eq!(read.err(), Some(SlotError::Damaged), "{field}");
    }
}

#[test]
fn the_numbers_are_bounded_on_both_sides() {
    let made = vault();
    for (needed, holders) in [(2, 2), (2, MAX_HOLDERS), (MAX_HOLDERS, MAX_HOLDERS)] {
        assert!(made.file.with_shares(&made.key, needed, holders, &mut rng()).is_ok());
    }
    for (needed, holders) in [(1, 2), (3, 2), (1, 1), (0, 0), (2, MAX_HOLDERS + 1)] {
        let refused = made.file.with_shares(&made.key, needed, holders, &mut rng());
        assert_eq!(refused.err(), Some(SlotError::Parameters), "{needed} of {holders}");
    }
}

/// With two needed, the first share is the key's byte plus the one coefficient, and in this field plus is exclusive or.
#[test]
fn coefficients_are_drawn_evenly_over_the_whole_field() {
    const SPLITS: usize = 800;
    let mut rng = rng();
    let mut seen = [0_u32; 256];
    for _ in 0..SPLITS {
        let secret = Secret::make(&mut rng);
        let shares = split(&secret, 2, 2, &mut rng).unwrap();
        for (byte, value) in secret.expose().iter().zip(&shares[0].expose()[1..]) {
            seen[usize::from(byte ^ value)] += 1;
        }
    }
    // 100 are expected of each; an honest draw stays within five standard deviations.
    for (value, count) in seen.iter().enumerate() {
        assert!((50..=150).contains(count), "{value}: {count}");
    }
    let chi_squared: f64 = seen
        .iter()
        .map(|count| (f64::from(*count) - 100.0).powi(2) / 100.0)
        .sum();
    assert!((150.0..380.0).contains(&chi_squared), "{chi_squared}");
}
