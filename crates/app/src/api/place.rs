//! The register of places.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A place to add, or its facts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PlaceInput {
    /// Its name.
    pub name: String,
    /// `police_station`, `prison`, `remand_prison`, `court_cells`, `immigration_detention`, `border_zone`,
    /// `juvenile_institution`, `psychiatric_hospital`, `social_care_home`, `military_detention`,
    /// `infectious_disease_ward`, `transfer_vehicle`, `other`.
    pub place_type: String,
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

/// All places, or those of a type.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PlaceFilter {
    /// Only this type.
    pub place_type: Option<String>,
}

/// One line of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlaceRow {
    /// Its id.
    pub id: String,
    /// Its facts.
    pub facts: PlaceInput,
    /// The day its last visit began.
    pub last_visit: Option<String>,
    /// How many visits are on this device.
    pub visits: u32,
}

/// The register, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlaceRows {
    /// The lines.
    pub rows: Vec<PlaceRow>,
}

/// Which place.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlaceRef {
    /// Its id.
    pub place: String,
}

/// A place with its visits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PlaceView {
    /// The line of the register.
    pub row: PlaceRow,
    /// Its visits, newest first.
    pub visits: Vec<super::visit::VisitRow>,
    /// Fields on which devices disagree, as merge paths.
    pub conflicts: Vec<String>,
    /// Fields a newer version wrote, kept as they are.
    pub unreadable: Vec<String>,
}

/// Change the facts of a place: only what differs between `was` and `facts` is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlaceSet {
    /// Its id.
    pub place: String,
    /// The facts the person was shown. Where a colleague changed the same one since, nothing is written: `stale`.
    pub was: PlaceInput,
    /// The facts as they should be.
    pub facts: PlaceInput,
}
