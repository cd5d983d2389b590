//! Answers to checklist items.

use crate::checklist::{Item, ItemType};
use crate::dates::Day;
use crate::measure::{CellMeasured, SolitaryStay};
use serde::{Deserialize, Serialize};

/// Where an answer comes from. Two different ones make a finding triangulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum SourceType {
    Observed,
    Interview,
    Register,
    Staff,
    Document,
    Measured,
}

/// The four answers that stand in the same place on every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum YesNoPartly {
    Yes,
    No,
    Partly,
    NotChecked,
}

/// The value of an answer, by item type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum AnswerValue {
    /// Yes, no, partly, not checked.
    YesNoPartly(YesNoPartly),
    /// One option.
    Choice(String),
    /// Several options, sorted.
    MultiChoice(Vec<String>),
    /// A number in the item's unit.
    Number(f64),
    /// Free text.
    Text(String),
    /// A day.
    Date(Day),
    /// Minutes.
    Duration(u32),
    /// A measured cell.
    CellSize(CellMeasured),
    /// A stay in isolation.
    SolitaryDays(SolitaryStay),
}

/// An answer: the value and what stands beside it. One atomic value: numbers and words never splice.
///
/// Two answers are equal when they say the same: value and flag. A note or a source beside it may differ without any
/// disagreement.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    /// The value.
    pub value: AnswerValue,
    /// A note.
    #[serde(default)]
    pub note: String,
    /// Source type.
    #[serde(default)]
    pub source: Option<SourceType>,
    /// Needs care.
    #[serde(default)]
    pub flag: bool,
}

impl PartialEq for Answer {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value && self.flag == other.flag
    }
}

/// Longest text of an answer or its note, characters.
pub const MAX_ANSWER_CHARS: usize = 20_000;
/// Longest duration, minutes (a year).
pub const MAX_DURATION_MINUTES: u32 = 366 * 24 * 60;

/// Most decimals of a number: beyond what anybody measures on site.
pub const MAX_DECIMALS: usize = 6;

/// Why a value does not fit its item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefused {
    /// Another kind of value than the item asks for.
    #[error("another kind of value than the item asks for")]
    WrongType,
    /// Not one of the options.
    #[error("not one of the options")]
    NotAnOption,
    /// Outside the item's bounds, or measurements that cannot be.
    #[error("outside the item's bounds")]
    OutOfBounds,
    /// Too long.
    #[error("too long")]
    TooLong,
    /// Says nothing: such an answer is taken back, not given.
    #[error("says nothing")]
    Empty,
}

impl Answer {
    /// Checks an answer against its item.
    ///
    /// # Errors
    /// See [`AnswerRefused`].
    pub fn check(&self, item: &Item) -> Result<(), AnswerRefused> {
        if self.note.chars().count() > MAX_ANSWER_CHARS {
            return Err(AnswerRefused::TooLong);
        }
        let option = |id: &String| item.options.iter().any(|option| option.id == *id);
        match (&self.value, item.item_type) {
            (AnswerValue::YesNoPartly(_), ItemType::YesNoPartly) | (AnswerValue::Date(_), ItemType::Date) => Ok(()),
            (AnswerValue::Choice(id), ItemType::Choice) => option(id).then_some(()).ok_or(AnswerRefused::NotAnOption),
            (AnswerValue::MultiChoice(ids), ItemType::MultiChoice) => {
                let sorted = ids.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
                (sorted && ids.iter().all(option))
                    .then_some(())
                    .ok_or(AnswerRefused::NotAnOption)
            }
            (AnswerValue::Number(number), ItemType::Number) => {
                let fits = number.is_finite()
                    && decimals(*number) <= MAX_DECIMALS
                    && item.min.is_none_or(|min| *number >= min)
                    && item.max.is_none_or(|max| *number <= max);
                fits.then_some(()).ok_or(AnswerRefused::OutOfBounds)
            }
            (AnswerValue::Text(text), ItemType::Text) if text.trim().is_empty() => Err(AnswerRefused::Empty),
            (AnswerValue::Text(text), ItemType::Text) => (text.chars().count() <= MAX_ANSWER_CHARS)
                .then_some(())
                .ok_or(AnswerRefused::TooLong),
            (AnswerValue::Duration(minutes), ItemType::Duration) => (*minutes <= MAX_DURATION_MINUTES)
                .then_some(())
                .ok_or(AnswerRefused::OutOfBounds),
            (AnswerValue::CellSize(cell), ItemType::CellSize) => {
                cell.plausible().then_some(()).ok_or(AnswerRefused::OutOfBounds)
            }
            (AnswerValue::SolitaryDays(stay), ItemType::SolitaryDays) => {
                stay.plausible().then_some(()).ok_or(AnswerRefused::OutOfBounds)
            }
            _ => Err(AnswerRefused::WrongType),
        }
    }
}

/// Digits after the point, as a number is written out.
fn decimals(number: f64) -> usize {
    let written = number.to_string();
    written.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(json: &str) -> Item {
        serde_json::from_str(json).unwrap()
    }

    fn answer(value: AnswerValue) -> Answer {
        Answer {
            value,
            note: String::new(),
            source: None,
            flag: false,
        }
    }

    const TEXTS: &str =
        r#""question":{"en":"q","ar":"س"},"guidance":{"en":"g","ar":"ج"},"sources":["observed"],"standards":["MR 13"]"#;

    #[test]
    fn a_number_outside_its_bounds_is_refused_on_both_sides() {
        let item = item(&format!(
            r#"{{"id":"n","type":"number","unit":"persons","min":0,"max":10,{TEXTS}}}"#
        ));
        for (number, fits) in [
            (-1.0, false),
            (0.0, true),
            (10.0, true),
            (10.5, false),
            (2.123_456, true),
            (1e-320, false),
            (f64::NAN, false),
        ] {
            assert_eq!(
                answer(AnswerValue::Number(number)).check(&item).is_ok(),
                fits,
                "{number}"
            );
        }
        assert_eq!(
            answer(AnswerValue::Text("ten".into())).check(&item),
            Err(AnswerRefused::WrongType)
        );
    }

    #[test]
    fn a_text_that_says_nothing_is_no_answer() {
        let item = item(&format!(r#"{{"id":"t","type":"text",{TEXTS}}}"#));
        let says = |text: &str| answer(AnswerValue::Text(text.into())).check(&item);
        assert_eq!(says(" \u{a0}\n"), Err(AnswerRefused::Empty));
        assert_eq!(says(" Three of them. "), Ok(()));
    }

    #[test]
    fn only_the_options_of_the_item_can_be_chosen() {
        let option = |id: &str| format!(r#"{{"id":"{id}","label":{{"en":"{id}","ar":"خ"}}}}"#);
        let item = item(&format!(
            r#"{{"id":"c","type":"multi_choice","options":[{},{}],{TEXTS}}}"#,
            option("a"),
            option("b")
        ));
        let check =
            |ids: &[&str]| answer(AnswerValue::MultiChoice(ids.iter().map(|s| (*s).into()).collect())).check(&item);
        assert_eq!(check(&["a", "b"]), Ok(()));
        assert_eq!(
            check(&["b", "a"]),
            Err(AnswerRefused::NotAnOption),
            "one order only, or equal answers differ"
        );
        assert_eq!(check(&["z"]), Err(AnswerRefused::NotAnOption));
    }

    #[test]
    fn a_note_beside_the_same_value_is_no_disagreement() {
        let yes = answer(AnswerValue::YesNoPartly(YesNoPartly::Yes));
        let noted = Answer {
            note: "cells 1 to 6".into(),
            ..yes.clone()
        };
        assert_eq!(yes, noted);
        assert_ne!(
            yes,
            Answer {
                flag: true,
                ..yes.clone()
            }
        );
    }
}
