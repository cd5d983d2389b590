//! Names as people compare them aloud and by eye: nothing in them that a screen does not show.

/// Longest name, characters.
pub const MAX_NAME_CHARS: usize = 200;

/// Characters without a shape of their own that turn, hide or break what stands around them. The joiners U+200C and
/// U+200D stay: Persian, Hindi and others write names with them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a text shows all it has, on one line.
#[must_use]
pub fn shows_whole(text: &str) -> bool {
    !text.chars().any(is_hidden)
}

/// Whether a name may stand on a roster: not empty, not too long, and on one line as it looks.
#[must_use]
pub fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= MAX_NAME_CHARS && shows_whole(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_world_are_names() {
        for name in [
            "Amina",
            "María José",
            "आर्या",
            "علی\u{200c}رضا",
            "李 明",
            "O’Brien-Ng, Dr.",
        ] {
            assert!(is_name(name), "{name}");
        }
    }

    #[test]
    fn a_name_is_bounded_on_both_sides_and_shows_all_it_has() {
        assert!(is_name(&"x".repeat(MAX_NAME_CHARS)));
        assert!(!is_name(&"x".repeat(MAX_NAME_CHARS + 1)));
        for hidden in [
            "",
            " ",
            "A\nB",
            "A\rB",
            "A\tB",
            "A\u{0}",
            "A\u{85}B",
            "A\u{202e}B",
            "A\u{2066}B",
            "A\u{200f}",
            "\u{feff}A",
            "A\u{200b}B",
            "A\u{2028}B",
        ] {
            assert!(!is_name(hidden), "{hidden:?}");
        }
    }
}
