//! Letters for typing: no letter comes twice in a record, so that what became of each can be told.

/// Ranges of letters that each stand for themselves: ideographs and syllables.
const RANGES: [(u32, u32); 4] = [
    (0x4e00, 0x9fff),
    (0x3400, 0x4dbf),
    (0xac00, 0xd7a3),
    (0x2_0000, 0x2_a6df),
];

/// Letter number `number`; none beyond what there is.
#[must_use]
pub fn letter(number: u32) -> Option<char> {
    let mut rest = number;
    for (first, last) in RANGES {
        let count = last - first + 1;
        if rest < count {
            return char::from_u32(first + rest);
        }
        rest -= count;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_letter_comes_twice_and_the_last_is_the_last() {
        let letters: BTreeSet<char> = (0..).map_while(letter).collect();
        let count = u32::try_from(letters.len()).unwrap();
        assert!(count > 80_000 && letter(count).is_none() && letter(count - 1).is_some());
    }
}
