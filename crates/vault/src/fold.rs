//! Folding text so that people find what they mean: the same on what is stored and on what is asked.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Most words of a query that are looked at.
const MAX_QUERY_WORDS: usize = 20;
/// Arabic clitics written together with the word that follows, longest first.
const CLITICS: [&str; 8] = ["وبال", "وال", "بال", "كال", "فال", "لل", "ال", "و"];
/// Letters that must remain of an Arabic word when its clitic is cut.
const LEAST_STEM: usize = 3;

/// The words of a text, folded, separated by spaces; runs without spaces between words (Chinese, Japanese, Thai, Lao,
/// Burmese, Khmer) become pairs of characters.
#[must_use]
pub fn fold(text: &str) -> String {
    words(text).join(" ")
}

/// A query for the index: every word, as the beginning of a word. Empty when nothing can be looked for.
#[must_use]
pub fn fold_query(query: &str) -> String {
    // Folded words hold letters and digits only, so quoting them is enough.
    words(query)
        .iter()
        .take(MAX_QUERY_WORDS)
        .map(|word| format!("\"{word}\"*"))
        .collect::<Vec<_>>()
        .join(" ")
}

fn words(text: &str) -> Vec<String> {
    let folded: String = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && *c != '\u{640}')
        .flat_map(char::to_lowercase)
        .map(unify)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    folded.split_whitespace().flat_map(parts).collect()
}

fn unify(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        'ؤ' => 'و',
        'ئ' => 'ي',
        'ё' => 'е',
        // Letters of Latin alphabets that are no letter with a mark, as whoever lacks the key types them.
        'ł' => 'l',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        // The last letter of a Greek word has a form of its own.
        'ς' => 'σ',
        other => other,
    }
}

/// Whether it is of a script that writes no spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Burmese
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3040}'..='\u{30ff}' // Japanese syllables
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}') // Chinese characters
}

fn parts(word: &str) -> Vec<String> {
    let characters: Vec<char> = word.chars().collect();
    if characters.iter().any(|c| is_unspaced(*c)) {
        return match characters.as_slice() {
            [one] => vec![one.to_string()],
            several => several.windows(2).map(|pair| pair.iter().collect()).collect(),
        };
    }
    vec![stem(word).to_owned()]
}

/// An Arabic word without its clitics. One by one until none is left: what follows an article may begin like one, and is then
/// cut in the same way where it stands alone.
fn stem(word: &str) -> &str {
    let shorter = CLITICS.iter().filter_map(|clitic| word.strip_prefix(clitic));
    let mut long_enough = shorter.filter(|rest| rest.chars().count() >= LEAST_STEM);
    long_enough.next().map_or(word, stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_cannot_carry_syntax_into_the_index() {
        assert_eq!(
            fold_query("\"bed\" OR a* NEAR(x) col:y -z"),
            r#""bed"* "or"* "a"* "near"* "x"* "col"* "y"* "z"*"#
        );
        assert_eq!(fold_query(" ؟ - \" "), "");
    }

    #[test]
    fn marks_letters_and_clitics_fold_alike_on_both_sides() {
        assert_eq!(fold("الإيواء والزِّيارة"), fold("ايواء زياره"));
        assert_eq!(fold("Élève"), "eleve");
        assert_eq!(fold("囚犯权利"), "囚犯 犯权 权利");
        assert_eq!(fold("Łódź Ørsted Đakovo"), "lodz orsted dakovo");
        assert_eq!(fold("ΚΡΑΤΟΥΜΕΝΟΣ"), fold("κρατούμενος"));
        assert_eq!(fold("เรือนจำ"), "เร รอ อน นจ จา");
        // With the article and without, though what follows it begins like a clitic.
        assert_eq!(fold("الوزارة"), fold("وزارة"));
    }
}
