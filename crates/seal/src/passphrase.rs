//! Passphrases: how strong, and how to make a good one.

use bip39::Language;
use rand::CryptoRng;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// Words of a generated passphrase: 66 bits.
pub const GENERATED_WORDS: usize = 6;
/// Lowest zxcvbn score (0 to 4) a vault may be made with.
pub const LOWEST_SCORE: u8 = 3;
/// Longest passphrase, characters; zxcvbn looks at the first hundred only.
pub const MAX_PASSPHRASE_CHARS: usize = 1_000;
const SCORED_CHARS: usize = 100;

/// 0 (worst) to 4.
#[must_use]
pub fn score(passphrase: &str) -> u8 {
    let scored: Zeroizing<String> = Zeroizing::new(passphrase.chars().take(SCORED_CHARS).collect());
    zxcvbn::zxcvbn(&scored, &["visita"]).score().into()
}

/// Whether a vault may be made with it.
#[must_use]
pub fn acceptable(passphrase: &str) -> bool {
    passphrase.chars().count() <= MAX_PASSPHRASE_CHARS && score(passphrase) >= LOWEST_SCORE
}

/// Six random words.
pub fn make_passphrase(rng: &mut impl CryptoRng) -> Zeroizing<String> {
    let words = Language::English.word_list();
    let chosen: Vec<&str> = std::iter::repeat_with(|| {
        let mut bytes = [0; 2];
        rng.fill_bytes(&mut bytes);
        // 2,048 words: eleven bits choose without bias.
        words
            .get(usize::from(u16::from_le_bytes(bytes)) % words.len())
            .copied()
            .unwrap_or_default()
    })
    .take(GENERATED_WORDS)
    .collect();
    Zeroizing::new(chosen.join(" "))
}

/// The bytes that are stretched: the same however a keyboard composes its letters.
pub(crate) fn normalised(passphrase: &str) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(passphrase.nfkc().collect::<String>().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;

    #[test]
    fn six_words_are_good_and_a_common_password_is_not() {
        let mut rng = rand_chacha::ChaCha20Rng::seed_from_u64(7);
        let made = make_passphrase(&mut rng);
        assert_eq!(made.split(' ').count(), GENERATED_WORDS);
        assert!(acceptable(&made), "{}", score(&made));
        for weak in ["", "password1", "visita2026", "12345678"] {
            assert!(!acceptable(weak), "{weak}");
        }
    }

    #[test]
    fn a_letter_is_the_same_whichever_way_it_is_composed() {
        assert_eq!(normalised("\u{e9}t\u{e9}"), normalised("e\u{301}te\u{301}"));
    }
}
