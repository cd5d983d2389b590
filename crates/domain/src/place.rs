//! Places of deprivation of liberty (OPCAT, Article 4).

use crate::dates::Day;
use crate::ids::DocumentId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub mod columns;
pub mod likeness;
pub mod part_columns;
pub mod parts;
pub mod row_part;
pub mod same;
pub mod type_words;

/// Kind of place. The list is open: what fits none is `other`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PlaceType {
    PoliceStation,
    Prison,
    RemandPrison,
    CourtCells,
    ImmigrationDetention,
    BorderZone,
    JuvenileInstitution,
    PsychiatricHospital,
    SocialCareHome,
    MilitaryDetention,
    InfectiousDiseaseWard,
    TransferVehicle,
    #[default]
    Other,
}

impl PlaceType {
    /// All of them, in their order.
    pub const ALL: [Self; 13] = [
        Self::PoliceStation,
        Self::Prison,
        Self::RemandPrison,
        Self::CourtCells,
        Self::ImmigrationDetention,
        Self::BorderZone,
        Self::JuvenileInstitution,
        Self::PsychiatricHospital,
        Self::SocialCareHome,
        Self::MilitaryDetention,
        Self::InfectiousDiseaseWard,
        Self::TransferVehicle,
        Self::Other,
    ];
}

/// Who operates a place: OPCAT covers public and private ones alike (Articles 4(2) and 29).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Operator {
    Public,
    Private,
    Other,
}

/// Groups that need particular care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Group {
    Women,
    Children,
    PregnantOrWithChild,
    Older,
    Disability,
    Illness,
    MentalHealth,
    Foreign,
    Minority,
    Lgbti,
}

/// Longest name, in characters.
pub const MAX_NAME_CHARS: usize = 300;
/// Longest other text of a place, in characters.
pub const MAX_TEXT_CHARS: usize = 20_000;
/// Furthest from the equator, degrees.
pub const MAX_LATITUDE: f64 = 90.0;
/// Furthest from the zero meridian, degrees.
pub const MAX_LONGITUDE: f64 = 180.0;
/// Parts of a degree that are kept: a millionth is a hand's breadth, and such a number reads back exactly.
pub const DEGREE_PARTS: f64 = 1_000_000.0;

/// The facts of a place. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Its type.
    pub place_type: PlaceType,
    /// What it is, where no type fits.
    pub other_type: String,
    /// Who answers for it, in words.
    pub authority: String,
    /// Who answers for it: a record of its own.
    pub authority_id: Option<DocumentId>,
    /// Who operates it.
    pub operator: Option<Operator>,
    /// Name of the operator.
    pub operator_name: String,
    /// By which law or order people are held there.
    pub legal_basis: String,
    /// Region.
    pub region: String,
    /// Address.
    pub address: String,
    /// Degrees north of the equator.
    pub latitude: Option<f64>,
    /// Degrees east of the zero meridian.
    pub longitude: Option<f64>,
    /// Official capacity, persons.
    pub capacity: Option<u32>,
    /// Persons held at the last count.
    pub occupancy: Option<u32>,
    /// Persons who pass through in a year.
    pub turnover: Option<u32>,
    /// Groups held there that need particular care.
    pub vulnerable: BTreeSet<Group>,
    /// Since when people are held there.
    pub opened_on: Option<Day>,
    /// Since when no longer.
    pub closed_on: Option<Day>,
    /// Suspected or unofficial.
    pub suspected: bool,
    /// What is known of a suspected place, and from where.
    pub suspected_note: String,
    /// The place that stands for this one: both were found to be the same.
    pub same_as: Option<DocumentId>,
}

/// Why a place was refused: the name of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("refused: {0}")]
pub struct RefusedField(pub &'static str);

/// Refuses a text that is longer than `most` characters.
pub(crate) fn short(field: &'static str, text: &str, most: usize) -> Result<(), RefusedField> {
    if text.chars().nth(most).is_some() {
        return Err(RefusedField(field));
    }
    Ok(())
}

/// A degree as it is kept: rounded, and never a minus nought.
#[must_use]
pub fn kept_degree(degree: f64) -> f64 {
    (degree * DEGREE_PARTS).round() / DEGREE_PARTS + 0.0
}

impl Place {
    /// Checks what a person typed.
    ///
    /// # Errors
    /// The field that is empty, too long or out of range.
    pub fn check(&self) -> Result<(), RefusedField> {
        if self.name.trim().is_empty() {
            return Err(RefusedField("name"));
        }
        for (field, text) in [
            ("name", &self.name),
            ("other_type", &self.other_type),
            ("operator_name", &self.operator_name),
        ] {
            short(field, text, MAX_NAME_CHARS)?;
        }
        for (field, text) in [
            ("authority", &self.authority),
            ("legal_basis", &self.legal_basis),
            ("region", &self.region),
            ("address", &self.address),
            ("suspected_note", &self.suspected_note),
        ] {
            short(field, text, MAX_TEXT_CHARS)?;
        }
        self.check_position()?;
        if self
            .opened_on
            .zip(self.closed_on)
            .is_some_and(|(opened, closed)| closed < opened)
        {
            return Err(RefusedField("closed_on"));
        }
        Ok(())
    }

    /// Both degrees or none, and on the Earth.
    fn check_position(&self) -> Result<(), RefusedField> {
        let on_earth = |degree: Option<f64>, most: f64| degree.is_none_or(|degree| degree.abs() <= most);
        if !on_earth(self.latitude, MAX_LATITUDE) || (self.latitude.is_none() && self.longitude.is_some()) {
            return Err(RefusedField("latitude"));
        }
        if !on_earth(self.longitude, MAX_LONGITUDE) || (self.longitude.is_none() && self.latitude.is_some()) {
            return Err(RefusedField("longitude"));
        }
        Ok(())
    }

    /// Where it is, as degrees north and east.
    #[must_use]
    pub fn position(&self) -> Option<(f64, f64)> {
        self.latitude.zip(self.longitude)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named() -> Place {
        Place {
            name: "Tarn Hill".into(),
            ..Place::default()
        }
    }

    #[test]
    fn a_position_is_on_the_earth_and_has_two_degrees() {
        let at = |latitude, longitude| {
            let place = Place {
                latitude,
                longitude,
                ..named()
            };
            place.check().map_err(|field| field.0)
        };
        assert_eq!(at(None, None), Ok(()));
        assert_eq!(at(Some(-90.0), Some(180.0)), Ok(()));
        assert_eq!(at(Some(90.1), Some(0.0)), Err("latitude"));
        assert_eq!(at(Some(f64::NAN), Some(0.0)), Err("latitude"));
        assert_eq!(at(Some(0.0), Some(-180.1)), Err("longitude"));
        assert_eq!(at(Some(1.0), None), Err("longitude"));
        assert_eq!(at(None, Some(1.0)), Err("latitude"));
    }

    #[test]
    fn a_degree_is_kept_so_that_it_reads_back() {
        for degree in [31.123_456_789, -0.000_000_1, 0.1 + 0.2, 179.999_999_9] {
            let kept = kept_degree(degree);
            let text = serde_json::to_string(&kept).unwrap_or_default();
            assert_eq!(serde_json::from_str::<f64>(&text).ok(), Some(kept));
            assert!(!text.starts_with("-0.0\""), "{text}");
        }
        assert!(kept_degree(-0.000_000_1).is_sign_positive());
    }

    #[test]
    fn a_place_closes_after_it_opened() {
        let day = crate::dates::parse_day;
        let place = Place {
            opened_on: day("2020-05-01"),
            closed_on: day("2020-04-30"),
            ..named()
        };
        assert_eq!(place.check(), Err(RefusedField("closed_on")));
    }

    #[test]
    fn a_record_of_an_earlier_version_keeps_reading() {
        let old = r#"{"name":"Tarn Hill","place_type":"prison","capacity":420,"suspected":false}"#;
        let place: Place = serde_json::from_str(old).unwrap_or_default();
        assert_eq!((place.capacity, place.same_as), (Some(420), None));
    }
}
