//! The sheet of immediate observations, read out to the management in the final talk and left with it.

use crate::block::Block;
use crate::words::Words;
use visita_domain::theme::Theme;

/// An observation for the sheet: the team's own words, and nothing of where they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImmediateEntry {
    /// Theme.
    pub theme: Theme,
    /// What the team says.
    pub statement: String,
    /// A good practice.
    pub good_practice: bool,
    /// Standards, as `MR 13`.
    pub standards: Vec<String>,
}

/// The sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImmediateSheet {
    /// The body.
    pub body: String,
    /// The place.
    pub place: String,
    /// The days of the visit.
    pub days: String,
    /// What is said, by theme.
    pub entries: Vec<ImmediateEntry>,
}

/// The blocks of the sheet.
#[must_use]
pub fn immediate(sheet: &ImmediateSheet, words: &Words) -> Vec<Block> {
    let mut out = vec![
        Block::Heading {
            level: 1,
            text: words.say("immediate-title"),
        },
        Block::Facts(vec![
            (words.say("report-body"), sheet.body.clone()),
            (words.say("report-place"), sheet.place.clone()),
            (words.say("report-days"), sheet.days.clone()),
        ]),
        Block::Sentence(words.say("immediate-about")),
    ];
    for theme in Theme::ALL {
        let here = sheet.entries.iter().filter(|entry| entry.theme == *theme);
        for (number, entry) in here.enumerate() {
            if number == 0 {
                out.push(Block::Heading {
                    level: 2,
                    text: words.say(&format!("theme-{}", theme.code())),
                });
            }
            out.push(Block::Written(entry.statement.clone()));
            let nature = if entry.good_practice {
                "report-good-practice"
            } else {
                "report-concern"
            };
            let mut beside = vec![words.say(nature)];
            beside.extend(entry.standards.iter().cloned());
            out.push(Block::Sentence(beside.join(" · ")));
        }
    }
    if sheet.entries.is_empty() {
        out.push(Block::Sentence(words.say("immediate-empty")));
    }
    out.push(Block::Sentence(words.say("immediate-no-reprisals")));
    out
}
