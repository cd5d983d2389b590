//! Ten questions that make a recommendation easier to carry out, after the "Double-SMART" advice of the Association for the
//! Prevention of Torture. They are advice, answered or not, and stop nobody from sending.

use super::Recommendation;
use serde::{Deserialize, Serialize};

/// A question, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Question {
    Specific,
    Measurable,
    Achievable,
    ResultsOriented,
    TimeBound,
    SolutionSuggestive,
    MindfulOfRisk,
    Argued,
    RootCause,
    Targeted,
}

impl Question {
    /// All ten.
    pub const ALL: [Self; 10] = [
        Self::Specific,
        Self::Measurable,
        Self::Achievable,
        Self::ResultsOriented,
        Self::TimeBound,
        Self::SolutionSuggestive,
        Self::MindfulOfRisk,
        Self::Argued,
        Self::RootCause,
        Self::Targeted,
    ];
}

/// What somebody answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Answer {
    Yes,
    No,
    Unsure,
}

/// Something that can be seen without reading as a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// So long that it may hold several recommendations.
    Long,
    /// So short that it may not say what is to be done.
    Short,
    /// A word that asks for less than it seems: consider, where possible, appropriate.
    Vague,
    /// No deadline.
    NoDeadline,
    /// The deadline was over when it was still a draft.
    DeadlinePast,
    /// No finding behind it.
    NoFinding,
    /// A finding behind it is a draft, withdrawn, or not confirmed.
    FindingOpen,
    /// No standard.
    NoStandard,
    /// Nobody it is addressed to.
    NoAddressee,
    /// Priority left as it was although something is urgent: a deadline within a month.
    PriorityPlain,
}

impl Hint {
    /// The question it belongs to.
    #[must_use]
    pub fn question(self) -> Question {
        match self {
            Self::Long | Self::Short => Question::Specific,
            Self::Vague => Question::Measurable,
            Self::NoDeadline | Self::DeadlinePast => Question::TimeBound,
            Self::NoFinding | Self::FindingOpen | Self::NoStandard => Question::Argued,
            Self::NoAddressee => Question::Targeted,
            Self::PriorityPlain => Question::MindfulOfRisk,
        }
    }
}

/// More words than this are long.
pub const LONG_WORDS: usize = 90;
/// Fewer words than this are short.
pub const SHORT_WORDS: usize = 5;
/// A deadline within so many days asks for more than a plain priority.
pub const SOON_DEADLINE_DAYS: i64 = 30;
/// Words that ask for less than they seem to, lower case, in the languages shipped.
const VAGUE: [&str; 14] = [
    "as appropriate",
    "appropriate measures",
    "consider",
    "where possible",
    "as far as possible",
    "as soon as possible",
    "endeavour",
    "strive",
    "النظر في",
    "قدر الإمكان",
    "حسب الاقتضاء",
    "في أقرب وقت",
    "السعي إلى",
    "التدابير المناسبة",
];

/// What stands behind a recommendation, for its hints.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Behind {
    /// Findings linked.
    pub findings: usize,
    /// Of them, those that are not established and confirmed.
    pub open_findings: usize,
}

/// Whether a word or phrase stands in a text, as a word of its own: *consider* and not *considerable*.
fn says(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, found)| {
        let before = text.get(..at).and_then(|rest| rest.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|rest| rest.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// What can be seen of a recommendation on a day, in the order of the questions.
#[must_use]
pub fn hints(facts: &Recommendation, behind: Behind, today: crate::dates::Day) -> Vec<Hint> {
    let words = facts.text.split_whitespace().count();
    let lower = facts.text.to_lowercase();
    let left = facts.deadline.map(|day| crate::dates::days_between(today, day));
    let draft = facts.status == super::Status::Draft;
    let soon = left.is_some_and(|days| (0..=SOON_DEADLINE_DAYS).contains(&days));
    let seen = [
        (Hint::Long, words > LONG_WORDS),
        (Hint::Short, words > 0 && words < SHORT_WORDS),
        (Hint::Vague, VAGUE.iter().any(|phrase| says(&lower, phrase))),
        (Hint::NoDeadline, left.is_none()),
        (Hint::DeadlinePast, draft && left.is_some_and(|days| days < 0)),
        (Hint::PriorityPlain, soon && facts.priority >= super::Priority::Normal),
        (Hint::NoFinding, behind.findings == 0),
        (Hint::FindingOpen, behind.open_findings > 0),
        (Hint::NoStandard, facts.standards.trim().is_empty()),
        (Hint::NoAddressee, facts.addressee.is_none()),
    ];
    seen.into_iter()
        .filter(|(_, there)| *there)
        .map(|(hint, _)| hint)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_day;
    use crate::ids::DocumentId;
    use crate::recommendation::Priority;

    fn sound() -> Recommendation {
        Recommendation {
            text: "Give every person held in the new wing a bed and a mattress of their own by the end of June.".into(),
            addressee: Some(DocumentId::from_bytes([1; 16])),
            deadline: parse_day("2026-06-30"),
            standards: "MR 21".into(),
            ..Recommendation::default()
        }
    }

    fn of(facts: &Recommendation) -> Vec<Hint> {
        let behind = Behind {
            findings: 1,
            open_findings: 0,
        };
        hints(facts, behind, parse_day("2026-03-01").unwrap())
    }

    #[test]
    fn a_sound_recommendation_has_no_hint_and_an_empty_one_has_what_it_lacks() {
        assert_eq!(of(&sound()), []);
        let empty = hints(
            &Recommendation::default(),
            Behind::default(),
            parse_day("2026-03-01").unwrap(),
        );
        assert_eq!(
            empty,
            [Hint::NoDeadline, Hint::NoFinding, Hint::NoStandard, Hint::NoAddressee]
        );
    }

    #[test]
    fn length_is_judged_on_both_sides_of_its_edges() {
        let words = |count: usize| Recommendation {
            text: vec!["bed"; count].join(" "),
            ..sound()
        };
        assert_eq!(of(&words(SHORT_WORDS)), []);
        assert_eq!(of(&words(SHORT_WORDS - 1)), [Hint::Short]);
        assert_eq!(of(&words(LONG_WORDS)), []);
        assert_eq!(of(&words(LONG_WORDS + 1)), [Hint::Long]);
    }

    #[test]
    fn words_that_ask_for_little_are_named_in_both_languages_and_only_as_words() {
        let says = |text: &str| Recommendation {
            text: format!("{text} in the cells of the new wing"),
            ..sound()
        };
        assert_eq!(of(&says("Consider repairing the heating")), [Hint::Vague]);
        assert_eq!(of(&says("النظر في إصلاح التدفئة قبل الشتاء")), [Hint::Vague]);
        assert_eq!(of(&says("Repair the considerable damage")), []);
    }

    #[test]
    fn a_deadline_that_is_near_or_over_is_told() {
        let by = |text: &str, priority| Recommendation {
            deadline: parse_day(text),
            priority,
            ..sound()
        };
        assert_eq!(of(&by("2026-03-31", Priority::Normal)), [Hint::PriorityPlain]);
        assert_eq!(of(&by("2026-03-31", Priority::Urgent)), []);
        assert_eq!(of(&by("2026-04-01", Priority::Normal)), []);
        assert_eq!(of(&by("2026-02-28", Priority::Normal)), [Hint::DeadlinePast]);
    }

    #[test]
    fn every_hint_belongs_to_one_of_the_ten() {
        assert!(Question::ALL.contains(&Hint::NoFinding.question()));
        let codes: std::collections::BTreeSet<String> = Question::ALL
            .iter()
            .map(|question| serde_json::to_string(question).unwrap())
            .collect();
        assert_eq!(codes.len(), Question::ALL.len());
    }
}
