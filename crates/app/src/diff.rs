//! Word by word, what one version has and another lacks.

use crate::api::merge::DiffPart;
use similar::{ChangeTag, TextDiff};

/// The stretches of `version` against `first`: `same`, `only_here`, `not_here`.
pub fn words(first: &str, version: &str) -> Vec<DiffPart> {
    let mut parts: Vec<DiffPart> = Vec::new();
    for change in TextDiff::from_words(first, version).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Insert => "only_here",
            ChangeTag::Delete => "not_here",
        };
        let word = change.value().to_owned();
        match parts.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(&word),
            _ => parts.push(DiffPart {
                kind: kind.to_owned(),
                text: word,
            }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_word_shows_on_both_sides_and_the_rest_is_the_same() {
        let parts = words("three men share", "four men share");
        let kinds: Vec<_> = parts.iter().map(|part| part.kind.as_str()).collect();
        assert_eq!(kinds, ["not_here", "only_here", "same"]);
        let kept: String = parts
            .iter()
            .filter(|part| part.kind != "not_here")
            .map(|part| part.text.as_str())
            .collect();
        assert_eq!(kept, "four men share");
    }
}
