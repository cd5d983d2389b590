//! How people call a recommendation: the year of its visit and a few characters of its id, `2026-7KQ4M`.
//!
//! A number that counts (`2026/14`) cannot be given out by devices that have not met: two would give out the same, and what
//! arrives late would move the others, after letters have cited them. This one is the same on every device from the first
//! moment on and never moves.

use crate::ids::DocumentId;

/// Characters without I, L, O and U, which are misread or misheard.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Bits of a character.
const CHAR_BITS: u32 = 5;
/// Characters of a reference. Of 300 in one year, two share theirs once in 750 years.
pub const SHORT_CHARS: usize = 5;
/// Characters where two of one year share the short form: the same beginning, and more of the id.
pub const LONG_CHARS: usize = 8;
/// Bytes at the end of an id that are random, and enough for the long form.
const RANDOM_BYTES: usize = 5;

fn bits_of(id: DocumentId) -> u64 {
    let bytes = id.bytes();
    let random = bytes.iter().skip(bytes.len() - RANDOM_BYTES);
    random.fold(0_u64, |bits, byte| bits << u8::BITS | u64::from(*byte))
}

/// What the short form says, without writing it: two of one year that say the same need the long one.
#[must_use]
pub fn short_code(id: DocumentId) -> u64 {
    bits_of(id) >> (CHAR_BITS * u32::try_from(LONG_CHARS - SHORT_CHARS).unwrap_or(0))
}

/// The reference of a recommendation of a year, of so many characters (at most [`LONG_CHARS`]).
#[must_use]
pub fn reference(year: i32, id: DocumentId, chars: usize) -> String {
    let bits = bits_of(id);
    let code = (1..=LONG_CHARS.min(chars)).map(|place| {
        let shift = CHAR_BITS * u32::try_from(LONG_CHARS - place).unwrap_or(0);
        let digit = usize::try_from(bits >> shift & 31).unwrap_or(0);
        ALPHABET.get(digit).copied().map_or('0', char::from)
    });
    format!("{year}-{}", code.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reference_is_the_year_and_characters_of_the_id() {
        let id = DocumentId::from_bytes([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0, 0, 0, 0x01]);
        assert_eq!(reference(2026, id, SHORT_CHARS), "2026-ZW000");
        assert_eq!(reference(2026, id, LONG_CHARS), "2026-ZW000001");
    }

    proptest! {
        #[test]
        fn the_long_form_begins_with_the_short_one_and_tells_different_ends_apart(a in any::<[u8; 16]>(), b in any::<[u8; 16]>()) {
            let of = |bytes, chars| reference(2026, DocumentId::from_bytes(bytes), chars);
            prop_assert!(of(a, LONG_CHARS).starts_with(&of(a, SHORT_CHARS)));
            prop_assert_eq!(of(a, LONG_CHARS) == of(b, LONG_CHARS), a[11..] == b[11..]);
            let code = |bytes| short_code(DocumentId::from_bytes(bytes));
            prop_assert_eq!(of(a, SHORT_CHARS) == of(b, SHORT_CHARS), code(a) == code(b));
        }
    }
}
