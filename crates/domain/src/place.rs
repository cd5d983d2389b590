//! Places of deprivation of liberty (OPCAT, Article 4).

use serde::{Deserialize, Serialize};

/// Kind of place. The list is open: what fits none is `other`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

/// Longest name, in characters.
pub const MAX_NAME_CHARS: usize = 300;
/// Longest other text of a place, in characters.
pub const MAX_TEXT_CHARS: usize = 20_000;

/// The facts of a place. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Its type.
    pub place_type: PlaceType,
    /// Who runs it or answers for it.
    pub authority: String,
    /// Region.
    pub region: String,
    /// Address.
    pub address: String,
    /// Official capacity, persons.
    pub capacity: Option<u32>,
    /// Persons held at the last count.
    pub occupancy: Option<u32>,
    /// Suspected or unofficial.
    pub suspected: bool,
}

/// Why a place was refused: the name of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("refused: {0}")]
pub struct RefusedField(pub &'static str);

impl Place {
    /// Checks what a person typed.
    ///
    /// # Errors
    /// The field that is empty or too long.
    pub fn check(&self) -> Result<(), RefusedField> {
        if self.name.trim().is_empty() || self.name.chars().count() > MAX_NAME_CHARS {
            return Err(RefusedField("name"));
        }
        for (field, text) in [
            ("authority", &self.authority),
            ("region", &self.region),
            ("address", &self.address),
        ] {
            if text.chars().count() > MAX_TEXT_CHARS {
                return Err(RefusedField(field));
            }
        }
        Ok(())
    }
}
