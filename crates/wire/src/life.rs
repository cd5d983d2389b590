//! Numbers of envelopes: a device's life, and the count within it.
//!
//! A vault that was restored from a copy has forgotten what it wrote since, and must not give those numbers away again. So
//! each life of a device counts for itself, and what is written in one never stands where something of another does.

/// Bits of the count within a life.
const COUNT_BITS: u32 = 32;

/// The life a number belongs to.
#[must_use]
pub fn life_of(seq: u64) -> u32 {
    u32::try_from(seq >> COUNT_BITS).unwrap_or(u32::MAX)
}

/// The count within its life: how many envelopes there are up to a number.
#[must_use]
pub fn count_of(seq: u64) -> u64 {
    seq & u64::from(u32::MAX)
}

/// The number before the first of a life: what is held of it when nothing is.
#[must_use]
pub fn before_first(life: u32) -> u64 {
    u64::from(life) << COUNT_BITS
}

/// The highest number of a life.
#[must_use]
pub fn last_possible(life: u32) -> u64 {
    before_first(life) | u64::from(u32::MAX)
}

/// Whether it is the number of an envelope.
#[must_use]
pub fn is_number(seq: u64) -> bool {
    count_of(seq) >= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_life_and_a_count_in_it() {
        assert_eq!(
            (life_of(7), count_of(7)),
            (0, 7),
            "the first life counts as if there were no other"
        );
        assert_eq!(before_first(3) + 5, 0x0000_0003_0000_0005);
        assert_eq!((life_of(before_first(3) + 5), count_of(before_first(3) + 5)), (3, 5));
        assert_eq!(last_possible(3) + 1, before_first(4));
        for (seq, fine) in [
            (0, false),
            (1, true),
            (u64::from(u32::MAX), true),
            (before_first(1), false),
            (before_first(1) + 1, true),
            (before_first(u32::MAX), false),
            (u64::MAX, true),
        ] {
            assert_eq!(is_number(seq), fine, "{seq:x}");
        }
    }
}
