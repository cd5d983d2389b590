//! Places drawn by lot. Whoever doubts that a visit was chosen at random takes the seed and the same places and draws again.
//!
//! The numbers come from ChaCha20 (RFC 8439) with the seed as the first half of its key, the rest and the nonce being zero;
//! each number below `n` is the first of its 64-bit words, little-endian, that lies below the largest multiple of `n`, modulo
//! `n`. Places are sorted by type and id, then shuffled within their type (Fisher and Yates, from the front), so that the order
//! they came in decides nothing.

use crate::ids::DocumentId;
use crate::place::PlaceType;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

/// Bytes of a seed.
pub const SEED_BYTES: usize = 16;
/// Bytes of a key of ChaCha20.
const KEY_BYTES: usize = 32;

/// What a draw begins with. Written as 32 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Seed(pub [u8; SEED_BYTES]);

/// A text that is no seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a seed")]
pub struct BadSeed;

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Seed {
    type Err = BadSeed;
    fn from_str(text: &str) -> Result<Self, BadSeed> {
        let hex = |byte: &u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte);
        if text.len() != 2 * SEED_BYTES || !text.as_bytes().iter().all(hex) {
            return Err(BadSeed);
        }
        let number = u128::from_str_radix(text, 16).map_err(|_| BadSeed)?;
        Ok(Self(number.to_be_bytes()))
    }
}

impl TryFrom<String> for Seed {
    type Error = BadSeed;
    fn try_from(text: String) -> Result<Self, BadSeed> {
        text.parse()
    }
}

impl From<Seed> for String {
    fn from(seed: Seed) -> Self {
        seed.to_string()
    }
}

/// A place that was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// The place.
    pub place: DocumentId,
    /// Its type, which is what it was drawn among.
    pub place_type: PlaceType,
    /// Places of its type that could have been drawn.
    pub of: usize,
    /// Places of its type that were drawn.
    pub drawn: usize,
}

/// How many of each type are drawn when `count` are drawn in all: as many of a hundred as there are places of it (largest
/// remainder; of equal remainders the type that comes first).
#[must_use]
pub fn shares(pool: &BTreeMap<PlaceType, usize>, count: usize) -> BTreeMap<PlaceType, usize> {
    let all: usize = pool.values().sum();
    let count = count.min(all);
    if all == 0 {
        return BTreeMap::new();
    }
    let exact = |held: usize| held.saturating_mul(count);
    let mut shares: BTreeMap<PlaceType, usize> = pool.iter().map(|(of, held)| (*of, exact(*held) / all)).collect();
    let mut rest: Vec<(usize, PlaceType)> = pool.iter().map(|(of, held)| (exact(*held) % all, *of)).collect();
    rest.sort_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
    let given: usize = shares.values().sum();
    for (_, place_type) in rest.into_iter().take(count.saturating_sub(given)) {
        *shares.entry(place_type).or_default() += 1;
    }
    shares
}

/// Draws so many places, from each type its share. The same seed draws the same of the same places, for ever; none twice.
#[must_use]
pub fn draw(seed: Seed, places: &[(DocumentId, PlaceType)], count: usize) -> Vec<Drawn> {
    let mut by_type: BTreeMap<PlaceType, BTreeSet<DocumentId>> = BTreeMap::new();
    for (place, place_type) in places {
        by_type.entry(*place_type).or_default().insert(*place);
    }
    let pool = by_type.iter().map(|(of, held)| (*of, held.len())).collect();
    let shares = shares(&pool, count);
    let mut lots = Lots::new(seed);
    let mut drawn = Vec::new();
    for (place_type, held) in by_type {
        let share = shares.get(&place_type).copied().unwrap_or_default();
        let of = held.len();
        let mut held: Vec<DocumentId> = held.into_iter().collect();
        for at in 0..share {
            let left = u64::try_from(of.saturating_sub(at)).unwrap_or(u64::MAX);
            let lot = usize::try_from(lots.below(left)).unwrap_or_default();
            held.swap(at, at.saturating_add(lot));
        }
        drawn.extend(held.into_iter().take(share).map(|place| Drawn {
            place,
            place_type,
            of,
            drawn: share,
        }));
    }
    drawn
}

/// Numbers from a seed.
struct Lots(ChaCha20Rng);

impl Lots {
    fn new(Seed(seed): Seed) -> Self {
        let mut key = [0; KEY_BYTES];
        for (to, from) in key.iter_mut().zip(seed) {
            *to = from;
        }
        Self(ChaCha20Rng::from_seed(key))
    }

    /// A number below `n`, each as likely as any other; 0 where `n` is.
    fn below(&mut self, n: u64) -> u64 {
        if n == 0 {
            return 0;
        }
        // Words above the largest multiple of `n` would make small numbers more likely: they are passed over.
        let beyond = u64::MAX - (u64::MAX % n + 1) % n;
        loop {
            let word = self.0.next_u64();
            if word <= beyond {
                return word % n;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn places() -> impl Strategy<Value = Vec<(DocumentId, PlaceType)>> {
        let place = (any::<[u8; 16]>(), prop::sample::select(PlaceType::ALL.to_vec()));
        prop::collection::btree_map(any::<[u8; 16]>(), place, 0..60).prop_map(|places| {
            places
                .into_iter()
                .map(|(id, (_, of))| (DocumentId::from_bytes(id), of))
                .collect()
        })
    }

    proptest! {
        #[test]
        fn a_seed_draws_the_same_places_in_whatever_order_they_come(
            (places, mixed) in places().prop_flat_map(|places| (Just(places.clone()), Just(places).prop_shuffle())),
            seed in any::<[u8; SEED_BYTES]>(),
            count in 0..80usize,
        ) {
            let drawn = draw(Seed(seed), &places, count);
            prop_assert_eq!(&drawn, &draw(Seed(seed), &mixed, count));
            let ids: BTreeSet<_> = drawn.iter().map(|one| one.place).collect();
            prop_assert_eq!(ids.len(), drawn.len(), "none twice");
            prop_assert_eq!(drawn.len(), count.min(places.len()));
            for one in &drawn {
                prop_assert!(places.contains(&(one.place, one.place_type)));
                prop_assert!(one.drawn <= one.of);
            }
        }

        #[test]
        fn every_type_gets_its_share_within_one(places in places(), count in 0..80usize) {
            let mut pool: BTreeMap<PlaceType, usize> = BTreeMap::new();
            for (_, of) in &places { *pool.entry(*of).or_default() += 1; }
            let shares = shares(&pool, count);
            let count = count.min(places.len());
            prop_assert_eq!(shares.values().sum::<usize>(), count);
            for (of, share) in shares {
                let exact = pool[&of] * count;
                prop_assert!(share * places.len() <= exact + places.len() && exact < (share + 1) * places.len());
            }
        }
    }

    #[test]
    fn the_numbers_are_those_of_the_cipher_as_it_is_specified() {
        // RFC 8439, A.1, test vector 1: the key stream of the zero key and nonce.
        let mut lots = Lots::new(Seed([0; SEED_BYTES]));
        assert_eq!(
            lots.0.next_u64().to_le_bytes(),
            [0x76, 0xb8, 0xe0, 0xad, 0xa0, 0xf1, 0x3d, 0x90]
        );
        assert_eq!(Lots::new(Seed([0; SEED_BYTES])).below(10), 0x903d_f1a0_ade0_b876 % 10);
    }

    #[test]
    fn what_a_seed_drew_once_it_draws_for_ever() {
        let places: Vec<_> = (0..20)
            .map(|n| {
                (
                    DocumentId::from_bytes([n; 16]),
                    if n < 15 {
                        PlaceType::PoliceStation
                    } else {
                        PlaceType::Prison
                    },
                )
            })
            .collect();
        let seed = "000102030405060708090a0b0c0d0e0f".parse().unwrap();
        let drawn = draw(seed, &places, 4);
        let said: Vec<_> = drawn
            .iter()
            .map(|one| (one.place.bytes()[0], one.of, one.drawn))
            .collect();
        assert_eq!(said, FROZEN);
    }

    /// Reckoned apart from this by what stands above; never to be changed.
    const FROZEN: [(u8, usize, usize); 4] = [(12, 15, 3), (9, 15, 3), (1, 15, 3), (17, 5, 1)];

    #[test]
    fn each_of_ten_places_is_drawn_about_as_often_as_another() {
        let places: Vec<_> = (0..10)
            .map(|n| (DocumentId::from_bytes([n; 16]), PlaceType::Prison))
            .collect();
        let mut often = [0u32; 10];
        for seed in 0..10_000u128 {
            often[usize::from(draw(Seed(seed.to_be_bytes()), &places, 1)[0].place.bytes()[0])] += 1;
        }
        // Nine degrees of freedom: above 27.9 once in a thousand, and these seeds are always the same.
        let chi: f64 = often.iter().map(|n| (f64::from(*n) - 1_000.0).powi(2) / 1_000.0).sum();
        assert!(chi < 27.9, "{chi}: {often:?}");
    }

    #[test]
    fn a_seed_has_one_form() {
        let seed: Seed = "000102030405060708090a0b0c0d0e0f".parse().unwrap();
        assert_eq!(seed.to_string(), "000102030405060708090a0b0c0d0e0f");
        for slip in [
            "",
            "00",
            "000102030405060708090A0B0C0D0E0F",
            "+00102030405060708090a0b0c0d0e0f",
        ] {
            assert_eq!(slip.parse::<Seed>(), Err(BadSeed), "{slip}");
        }
    }
}
