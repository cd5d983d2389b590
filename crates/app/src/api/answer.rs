//! The value of an answer, by the type of its item.

use super::{ApiError, ErrorCode};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use visita_domain::answer::AnswerValue as DomainValue;
use visita_domain::dates::parse_day;
use visita_domain::measure::{CellVerdict as DomainCell, SolitaryVerdict as DomainSolitary};

/// The four answers that stand in the same place on every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum YesNoPartly {
    Yes,
    No,
    Partly,
    NotChecked,
}

/// A cell as measured, in metres.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CellMeasured {
    /// Length.
    pub length_m: f64,
    /// Width.
    pub width_m: f64,
    /// Floor to ceiling.
    pub height_m: f64,
    /// Sanitary annex inside, m².
    #[serde(default)]
    pub sanitary_m2: f64,
    /// Persons held in it.
    pub persons: u32,
}

/// A stay in isolation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SolitaryStay {
    /// First day.
    pub from: String,
    /// Last day; absent when it goes on.
    pub to: Option<String>,
    /// Hours a day without meaningful human contact.
    pub hours_per_day: u32,
}

/// An answer in the form of its item's type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum AnswerValue {
    /// Yes, no, partly, not checked.
    YesNoPartly(YesNoPartly),
    /// The id of one option.
    Choice(String),
    /// The ids of several options, sorted.
    MultiChoice(Vec<String>),
    /// A number in the item's unit.
    Number(f64),
    /// Free text.
    Text(String),
    /// A day.
    Date(String),
    /// Minutes.
    Duration(u32),
    /// A measured cell.
    CellSize(CellMeasured),
    /// A stay in isolation.
    SolitaryDays(SolitaryStay),
}

/// What the measurements of a cell say against the minimum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CellVerdict {
    /// Living space, m².
    pub living_m2: f64,
    /// Living space a person, m²; absent when nobody is held.
    pub per_person_m2: Option<f64>,
    /// The minimum that applies, m² a person.
    pub minimum_m2: f64,
    /// Space is enough.
    pub space_enough: bool,
    /// Width is enough.
    pub walls_enough: bool,
    /// Height is enough.
    pub height_enough: bool,
    /// Persons it could hold at the minimum.
    pub holds: u32,
}

/// What the dates of a stay say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SolitaryVerdict {
    /// Consecutive days, first and last counted.
    pub days: u32,
    /// It is solitary confinement.
    pub solitary: bool,
    /// It is prolonged solitary confinement.
    pub prolonged: bool,
}

/// What a computed item says of its answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", content = "verdict", rename_all = "snake_case")]
pub enum Computed {
    /// Of a measured cell.
    CellSize(CellVerdict),
    /// Of a stay in isolation.
    SolitaryDays(SolitaryVerdict),
}

impl AnswerValue {
    /// As the record holds it.
    ///
    /// # Errors
    /// [`ErrorCode::Refused`] about `value` for a day that is none.
    pub(crate) fn to_domain(&self) -> Result<DomainValue, ApiError> {
        let refused = || ApiError::about(ErrorCode::Refused, "value");
        if !self.days().into_iter().all(|day| parse_day(day).is_some()) {
            return Err(refused());
        }
        // Both are one JSON form; a test holds them together.
        let json = serde_json::to_value(self);
        json.and_then(serde_json::from_value).map_err(|_| refused())
    }

    /// The days in it, as typed.
    fn days(&self) -> Vec<&str> {
        match self {
            Self::Date(day) => vec![day],
            Self::SolitaryDays(stay) => std::iter::once(stay.from.as_str()).chain(stay.to.as_deref()).collect(),
            Self::YesNoPartly(_)
            | Self::Choice(_)
            | Self::MultiChoice(_)
            | Self::Number(_)
            | Self::Text(_)
            | Self::Duration(_)
            | Self::CellSize(_) => Vec::new(),
        }
    }

    /// As the record held it.
    pub(crate) fn from_domain(value: &DomainValue) -> Option<Self> {
        serde_json::from_value(serde_json::to_value(value).ok()?).ok()
    }
}

impl From<DomainCell> for CellVerdict {
    fn from(verdict: DomainCell) -> Self {
        let DomainCell {
            living_m2,
            per_person_m2,
            minimum_m2,
            space_enough,
            walls_enough,
            height_enough,
            holds,
        } = verdict;
        Self {
            living_m2,
            per_person_m2,
            minimum_m2,
            space_enough,
            walls_enough,
            height_enough,
            holds,
        }
    }
}

impl From<DomainSolitary> for SolitaryVerdict {
    fn from(verdict: DomainSolitary) -> Self {
        Self {
            days: u32::try_from(verdict.days).unwrap_or(u32::MAX),
            solitary: verdict.solitary,
            prolonged: verdict.prolonged,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use visita_domain::answer::YesNoPartly as DomainYesNo;
    use visita_domain::measure::{CellMeasured as DomainMeasured, SolitaryStay as DomainStay};

    #[test]
    fn every_value_of_the_domain_goes_to_the_fronts_and_comes_back_the_same() {
        let day = parse_day("2026-03-02").unwrap();
        let mut all: Vec<DomainValue> = [
            DomainYesNo::Yes,
            DomainYesNo::No,
            DomainYesNo::Partly,
            DomainYesNo::NotChecked,
        ]
        .map(DomainValue::YesNoPartly)
        .into();
        all.extend([
            DomainValue::Choice("a".into()),
            DomainValue::MultiChoice(vec!["a".into(), "b".into()]),
            DomainValue::Number(611.0),
            DomainValue::Text("cold".into()),
            DomainValue::Date(day),
            DomainValue::Duration(90),
            DomainValue::CellSize(DomainMeasured {
                length_m: 4.1,
                width_m: 3.0,
                height_m: 2.6,
                sanitary_m2: 1.2,
                persons: 5,
            }),
            DomainValue::SolitaryDays(DomainStay {
                from: day,
                to: None,
                hours_per_day: 23,
            }),
        ]);
        for value in all {
            let shown = AnswerValue::from_domain(&value).unwrap();
            assert_eq!(shown.to_domain().unwrap(), value, "{shown:?}");
        }
    }

    #[test]
    fn a_day_that_is_none_is_refused_as_a_value() {
        let refused = AnswerValue::Date("2026-02-30".into()).to_domain().unwrap_err();
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (ErrorCode::Refused, Some("value"))
        );
    }
}
