//! Whether an earlier recommendation says the same: by the words and pairs of words that two texts share, so that whoever
//! reads the answer can see why.
//!
//! Words come in folded, as the search folds them (case, marks, Arabic letters and clitics): this room does not fold.

use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

/// From this share of common words and pairs on two texts are shown as similar, percent.
pub const SIMILAR_PERCENT: u8 = 25;
/// Most words of a text that are compared.
const MAX_WORDS: usize = 400;
/// Words that stand in every recommendation, folded: they make no two alike.
const COMMON: [&str; 48] = [
    "a", "all", "an", "and", "any", "are", "as", "at", "be", "by", "for", "from", "have", "in", "is", "it", "its",
    "no", "not", "of", "on", "or", "should", "so", "than", "that", "the", "their", "them", "they", "this", "to", "who",
    "with", "في", "من", "علي", "ان", "الي", "عن", "مع", "كل", "يجب", "هذا", "هذه", "التي", "الذي", "ما",
];

/// What a text is compared by: hashes of its words and of its pairs of words. It lives in memory only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fingerprint(Vec<u64>);

fn telling<'a>(folded: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
    folded
        .into_iter()
        .filter(|word| !word.is_empty() && !COMMON.contains(word))
        .take(MAX_WORDS)
}

impl Fingerprint {
    /// Of the folded words of a text, in its order.
    #[must_use]
    pub fn of<'a>(folded: impl IntoIterator<Item = &'a str>) -> Self {
        // The same in every run: a likeness must not depend on when it was looked for.
        let hasher: BuildHasherDefault<DefaultHasher> = BuildHasherDefault::default();
        let mut hashes = BTreeSet::new();
        let mut before = None;
        for word in telling(folded) {
            hashes.insert(hasher.hash_one(word));
            if let Some(before) = before.replace(word) {
                hashes.insert(hasher.hash_one((before, word)));
            }
        }
        Self(hashes.into_iter().collect())
    }

    /// How much of what either says both say, percent: the Jaccard index of words and pairs.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> u8 {
        let (mut ours, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let (mut shared, mut all) = (0_usize, 0_usize);
        while let (Some(a), Some(b)) = (ours.peek(), theirs.peek()) {
            let order = a.cmp(b);
            if order.is_le() {
                ours.next();
            }
            if order.is_ge() {
                theirs.next();
            }
            shared += usize::from(order.is_eq());
            all += 1;
        }
        all += ours.count() + theirs.count();
        if all == 0 {
            return 0;
        }
        u8::try_from(shared * 100 / all).unwrap_or(100)
    }
}

/// The words that two texts share, as the first one writes them, each once and in its order. `ours`: each word as written, with
/// its folded form.
#[must_use]
pub fn shared_words<'a>(
    ours: impl IntoIterator<Item = (&'a str, &'a str)>,
    theirs: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let theirs: BTreeSet<&str> = telling(theirs).collect();
    let mut told = BTreeSet::new();
    ours.into_iter()
        .filter(|(_, folded)| theirs.contains(folded) && told.insert(*folded))
        .map(|(written, _)| written.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Fingerprint {
        Fingerprint::of(text.split(' '))
    }

    #[test]
    fn the_same_wish_in_other_words_is_similar_and_another_wish_is_not() {
        let before = of("every person held should have a bed of their own and clean bedding");
        let again = of("ensure that every person in the new wing has a bed of their own");
        let other = of("keep a register of every use of restraints with its reason and length");
        assert!(
            before.likeness(&again) >= SIMILAR_PERCENT,
            "{}",
            before.likeness(&again)
        );
        assert!(before.likeness(&other) < SIMILAR_PERCENT, "{}", before.likeness(&other));
        assert_eq!(of("").likeness(&of("")), 0);
        assert_eq!(
            of("the of and").likeness(&of("the of and")),
            0,
            "words of every text make none alike"
        );
    }

    #[test]
    fn shared_words_are_told_as_they_were_written_and_once() {
        let ours = [
            ("Every", "every"),
            ("bed", "bed"),
            ("of", "of"),
            ("Bed", "bed"),
            ("linen", "linen"),
        ];
        assert_eq!(shared_words(ours, "a bed of every kind".split(' ')), ["Every", "bed"]);
    }

    proptest! {
        #[test]
        fn likeness_is_mutual_and_whole_only_with_itself(a in "[a-z]{1,6}( [a-z]{1,6}){0,20}", b in "[a-z]{1,6}( [a-z]{1,6}){0,20}") {
            let (a, b) = (of(&a), of(&b));
            prop_assert_eq!(a.likeness(&b), b.likeness(&a));
            prop_assert_eq!(a.likeness(&b) == 100, a == b && a != Fingerprint::default());
        }
    }
}
