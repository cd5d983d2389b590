//! The letters a report is set in, inside the page itself: it must read the same on a machine without them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// One face: family, weight, the letters it holds as CSS says them and as ranges, and the file.
struct Face {
    family: &'static str,
    weight: u16,
    css_range: &'static str,
    holds: fn(char) -> bool,
    file: &'static [u8],
}

/// Noto Sans and Noto Naskh Arabic, under the SIL Open Font License (`fonts/OFL.txt`).
const FACES: [Face; 6] = [
    Face {
        family: "Noto Sans",
        weight: 400,
        css_range: "U+0000-00FF,U+2000-206F,U+20AC,U+2212",
        holds: |_| true,
        file: include_bytes!("../fonts/noto-sans-latin-400.woff2"),
    },
    Face {
        family: "Noto Sans",
        weight: 700,
        css_range: "U+0000-00FF,U+2000-206F,U+20AC,U+2212",
        holds: |_| true,
        file: include_bytes!("../fonts/noto-sans-latin-700.woff2"),
    },
    Face {
        family: "Noto Sans",
        weight: 400,
        css_range: "U+0100-02BA,U+1E00-1EFF",
        holds: is_extended,
        file: include_bytes!("../fonts/noto-sans-latin-ext-400.woff2"),
    },
    Face {
        family: "Noto Sans",
        weight: 700,
        css_range: "U+0100-02BA,U+1E00-1EFF",
        holds: is_extended,
        file: include_bytes!("../fonts/noto-sans-latin-ext-700.woff2"),
    },
    Face {
        family: "Noto Naskh Arabic",
        weight: 400,
        css_range: "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+FB50-FDFF,U+FE70-FEFF",
        holds: is_arabic,
        file: include_bytes!("../fonts/noto-naskh-arabic-400.woff2"),
    },
    Face {
        family: "Noto Naskh Arabic",
        weight: 700,
        css_range: "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+FB50-FDFF,U+FE70-FEFF",
        holds: is_arabic,
        file: include_bytes!("../fonts/noto-naskh-arabic-700.woff2"),
    },
];

fn is_extended(letter: char) -> bool {
    matches!(letter, '\u{100}'..='\u{2BA}' | '\u{1E00}'..='\u{1EFF}')
}

fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

/// The `@font-face` rules of every face that a text needs.
pub(crate) fn rules(text: &str) -> String {
    let needed = FACES.iter().filter(|face| text.chars().any(face.holds));
    needed
        .map(|face| {
            format!(
                "@font-face{{font-family:'{}';font-weight:{};font-display:block;unicode-range:{};\
                 src:url(data:font/woff2;base64,{}) format('woff2')}}",
                face.family,
                face.weight,
                face.css_range,
                STANDARD.encode(face.file)
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_carries_the_letters_it_uses_and_no_others() {
        let plain = rules("Cell 4");
        assert!(plain.contains("Noto Sans") && !plain.contains("Noto Naskh"));
        assert_eq!(plain.matches("@font-face").count(), 2);
        assert_eq!(rules("Škrabanja").matches("@font-face").count(), 4);
        assert!(rules("زنزانة").contains("Noto Naskh Arabic"));
    }
}
