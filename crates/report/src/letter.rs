//! A letter to an authority, as blocks.

use crate::block::Block;
use crate::publication::publication_text;
use crate::words::Words;
use visita_domain::body::Publication;
use visita_domain::theme::Theme;

/// A recommendation in a letter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LetterItem {
    /// How people call it.
    pub reference: String,
    /// What is to be done.
    pub text: String,
    /// Theme.
    pub theme: Option<Theme>,
    /// Standards, as written.
    pub standards: String,
    /// Priority code.
    pub priority: String,
    /// The day by which it is to be done; empty where none was named.
    pub deadline: String,
    /// The place; empty where it is about none.
    pub place: String,
    /// The days of the visit; empty where it came out of none.
    pub visited: String,
    /// Statements of findings that the authority may read.
    pub findings: Vec<String>,
}

/// A letter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letter {
    /// Who writes.
    pub body: String,
    /// To whom.
    pub to: String,
    /// Their address; may be empty.
    pub address: String,
    /// The day it bears.
    pub on: String,
    /// Its file reference; may be empty.
    pub reference: String,
    /// The day by which a reply is asked for; may be empty.
    pub reply_by: String,
    /// Whether it may be published; none where nobody has asked.
    pub publication: Option<Publication>,
    /// The recommendations.
    pub items: Vec<LetterItem>,
}

/// Names with what was written, without those of which nothing was.
fn written<const N: usize>(words: &Words, facts: [(&str, &str); N]) -> Vec<(String, String)> {
    let told = facts.into_iter().filter(|(_, value)| !value.is_empty());
    told.map(|(key, value)| (words.say(key), value.to_owned())).collect()
}

/// The blocks of a letter.
#[must_use]
pub fn letter_blocks(letter: &Letter, words: &Words) -> Vec<Block> {
    let mut out = vec![Block::Heading {
        level: 1,
        text: words.say("letter-title"),
    }];
    out.push(Block::Facts(written(
        words,
        [
            ("letter-from", &letter.body),
            ("letter-to", &letter.to),
            ("letter-address", &letter.address),
            ("letter-on", &letter.on),
            ("letter-reference", &letter.reference),
        ],
    )));
    out.push(Block::Sentence(words.say("letter-opening")));
    for (number, item) in letter.items.iter().enumerate() {
        out.extend(item_blocks(number + 1, item, words));
    }
    out.push(Block::Heading {
        level: 2,
        text: words.say("letter-reply"),
    });
    let asked = if letter.reply_by.is_empty() {
        words.say("letter-reply-soon")
    } else {
        words.with("letter-reply-by", &[("day", letter.reply_by.clone().into())])
    };
    out.push(Block::Sentence(asked));
    out.push(Block::Sentence(words.say("letter-protection")));
    let publication = letter.publication.iter().flat_map(|said| publication_text(said, words));
    out.extend(publication.map(Block::Sentence));
    out
}

fn item_blocks(number: usize, item: &LetterItem, words: &Words) -> Vec<Block> {
    let values = [
        ("number", number.to_string().into()),
        ("reference", item.reference.clone().into()),
    ];
    let mut out = vec![
        Block::Heading {
            level: 2,
            text: words.with("letter-item", &values),
        },
        Block::Written(item.text.clone()),
    ];
    let theme = item.theme.map(|theme| words.say(&format!("theme-{}", theme.code())));
    let priority = words.say(&format!("priority-{}", item.priority));
    out.push(Block::Facts(written(
        words,
        [
            ("report-place", &item.place),
            ("letter-visited", &item.visited),
            ("report-theme", &theme.unwrap_or_default()),
            ("report-standards", &item.standards),
            ("letter-priority", &priority),
            ("letter-deadline", &item.deadline),
        ],
    )));
    if !item.findings.is_empty() {
        out.push(Block::Heading {
            level: 3,
            text: words.say("letter-findings"),
        });
        out.extend(item.findings.iter().cloned().map(Block::Written));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn a_letter_says_what_is_known_and_leaves_out_names_of_nothing() {
        let letter = Letter {
            body: "Commission".into(),
            to: "Ministry of Justice".into(),
            on: "2026-03-01".into(),
            reply_by: "2026-03-31".into(),
            items: vec![LetterItem {
                reference: "2026-7KQ4M".into(),
                text: "Give every person a bed.".into(),
                priority: "high".into(),
                ..LetterItem::default()
            }],
            ..Letter::default()
        };
        for language in [Language::English, Language::Arabic] {
            let words = Words::of(language);
            let blocks = letter_blocks(&letter, &words);
            let said = format!("{blocks:?}");
            for told in [
                "Commission",
                "Ministry of Justice",
                "2026-7KQ4M",
                "Give every person a bed.",
                "2026-03-31",
            ] {
                assert!(said.contains(told), "{told}");
            }
            assert!(!said.contains(&words.say("letter-address")) && !said.contains(&words.say("letter-findings")));
        }
    }
}
