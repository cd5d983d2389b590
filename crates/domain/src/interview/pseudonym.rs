//! The only name of a person in a record: drawn so that two devices never draw the same.

/// Colours a pseudonym begins with: short, neutral, easy to say.
const COLOURS: [&str; 12] = [
    "Blue", "Green", "Grey", "Amber", "Ivory", "Coral", "Olive", "Sand", "Slate", "Teal", "Umber", "Plum",
];
/// Pseudonyms are numbered from 10 to 99.
const NUMBERS: u16 = 90;
/// Letters and digits of a device's mark that are not taken for one another, aloud or by eye.
const MARKS: [char; 32] = [
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y',
    'Z', '2', '3', '4', '5', '6', '7', '8', '9',
];
/// Shortest mark of a device, characters.
const MIN_MARK_CHARS: usize = 2;

/// What the pseudonyms of a device end with: the shortest beginning of its key, in letters, that no other device of the
/// team shares. A device that was not heard of yet when another drew has a longer one, so that the two still differ.
#[must_use]
pub fn derive_mark(device: &[u8], others: &[&[u8]]) -> String {
    let letters = |key: &[u8]| -> Vec<char> {
        let letter = |byte: &u8| MARKS.iter().copied().nth(usize::from(*byte) % MARKS.len());
        key.iter().filter_map(letter).collect()
    };
    let mine = letters(device);
    let others: Vec<Vec<char>> = others.iter().map(|other| letters(other)).collect();
    let shared = |chars: usize| {
        let begins = |other: &Vec<char>| other.iter().take(chars).eq(mine.iter().take(chars));
        others.iter().any(begins)
    };
    let chars = (MIN_MARK_CHARS..mine.len()).find(|chars| !shared(*chars));
    mine.iter().take(chars.unwrap_or(mine.len())).collect()
}

/// A pseudonym from two random bytes that is not among those taken, with the mark of the device: "Blue-17-K4".
#[must_use]
pub fn derive_pseudonym(random: [u8; 2], mark: &str, taken: &[String]) -> String {
    let all = COLOURS.len() * usize::from(NUMBERS);
    let start = usize::from(u16::from_le_bytes(random)) % all;
    let name = |n: usize| {
        let colour = COLOURS.iter().cycle().nth(n % COLOURS.len()).copied().unwrap_or("Blue");
        format!("{colour}-{}-{mark}", 10 + (n / COLOURS.len()) % usize::from(NUMBERS))
    };
    (start..start + all)
        .map(name)
        .find(|candidate| !taken.contains(candidate))
        // More than a thousand interviews in one visit: number on.
        .unwrap_or_else(|| format!("Blue-{}-{mark}", 100 + taken.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pseudonyms_do_not_repeat_within_a_visit_even_when_chance_does() {
        let mut taken = Vec::new();
        for _ in 0..1_200 {
            let next = derive_pseudonym([7, 7], "K4", &taken);
            assert!(!taken.contains(&next), "{next}");
            taken.push(next);
        }
    }

    #[test]
    fn two_devices_with_the_same_chance_draw_different_names() {
        let draw = |mark: &str| derive_pseudonym([7, 7], mark, &[]);
        let (amina, boris) = ([1_u8, 2, 3, 4], [1_u8, 2, 3, 5]);
        let (a, b) = (derive_mark(&amina, &[&boris]), derive_mark(&boris, &[&amina]));
        assert_ne!(draw(&a), draw(&b));
        // Amina had not heard of Boris when she drew; he knew of her.
        assert_ne!(draw(&derive_mark(&amina, &[])), draw(&b));
        assert_eq!(derive_mark(&amina, &[&[9, 9, 9, 9]]), "BC", "short where it may be");
        assert_eq!(derive_mark(&amina, &[&amina]), "BCDE", "never without an end");
    }
}
