//! The register of places.

pub use super::place_parts::*;
use crate::places::PlaceLines;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A place to add, or its facts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PlaceInput {
    /// Its name.
    pub name: String,
    /// `police_station`, `prison`, `remand_prison`, `court_cells`, `immigration_detention`, `border_zone`,
    /// `juvenile_institution`, `psychiatric_hospital`, `social_care_home`, `military_detention`,
    /// `infectious_disease_ward`, `transfer_vehicle`, `other`.
    pub place_type: String,
    /// What it is, where no type fits.
    pub other_type: String,
    /// Who answers for it, in words.
    pub authority: String,
    /// Who answers for it: id of an authority.
    pub authority_id: Option<String>,
    /// `public`, `private`, `other`.
    pub operator: Option<String>,
    /// Name of the operator.
    pub operator_name: String,
    /// By which law or order people are held there.
    pub legal_basis: String,
    /// Region.
    pub region: String,
    /// Address.
    pub address: String,
    /// Decimal degrees north; with `longitude` or not at all.
    pub latitude: Option<f64>,
    /// Decimal degrees east.
    pub longitude: Option<f64>,
    /// Official capacity, persons.
    pub capacity: Option<u32>,
    /// Persons held at the last count.
    pub occupancy: Option<u32>,
    /// Persons who pass through in a year.
    pub turnover: Option<u32>,
    /// `women`, `children`, `pregnant_or_with_child`, `older`, `disability`, `illness`, `mental_health`, `foreign`,
    /// `minority`, `lgbti`.
    pub vulnerable: Vec<String>,
    /// Since when people are held there, `YYYY-MM-DD`.
    pub opened_on: Option<String>,
    /// Since when no longer, `YYYY-MM-DD`.
    pub closed_on: Option<String>,
    /// Suspected or unofficial.
    pub suspected: bool,
    /// What is known of a suspected place, and from where.
    pub suspected_note: String,
}

/// All places, or those of a type.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PlaceFilter {
    /// Only this type.
    pub place_type: Option<String>,
}

/// One line of the register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PlaceRow {
    /// Its id.
    pub id: String,
    /// Its facts.
    pub facts: PlaceInput,
    /// Official capacity by the newest count that says it, else by the facts; persons.
    pub capacity: Option<u32>,
    /// Persons held, likewise.
    pub held: Option<u32>,
    /// The day of that count, `YYYY-MM-DD`.
    pub counted_on: Option<String>,
    /// The day its last visit began.
    pub last_visit: Option<String>,
    /// How many visits are on this device.
    pub visits: u32,
    /// How many other records were found to be of the same place.
    pub merged: u32,
    /// How many of its fields devices disagree on.
    pub conflicts: u32,
}

/// The register, by name. A place that another stands for is not in it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PlaceRows {
    /// The lines.
    #[ts(as = "Vec<PlaceRow>")]
    pub(crate) rows: PlaceLines,
}

/// Which place.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlaceRef {
    /// Its id.
    pub place: String,
}

/// A place with its visits. What stands under it comes with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PlaceView {
    /// The line of the register.
    pub row: PlaceRow,
    /// Its visits, newest first.
    pub visits: Vec<super::visit::VisitRow>,
    /// Recommendations about it of which something is still awaited, what is awaited soonest first.
    pub recommendations: Vec<super::recommendation::RecommendationRow>,
    /// Findings of its visits, the newest visit first; those that were withdrawn left out.
    pub findings: Vec<super::finding::FindingRow>,
    /// Its units, by name.
    pub units: Vec<Unit>,
    /// Its counts, newest first.
    pub counts: Vec<Count>,
    /// Persons held as delegations counted them on site, the newest visit first.
    pub on_site: Vec<CountOnSite>,
    /// Whom to turn to.
    pub contacts: Vec<Contact>,
    /// Documents kept elsewhere.
    pub documents: Vec<Document>,
    /// Name of the authority that `authority_id` links to.
    pub authority_name: Option<String>,
    /// The place that stands for this one.
    pub stands: Option<PlaceName>,
    /// Places that this one stands for.
    pub merged: Vec<PlaceName>,
    /// Fields on which devices disagree, as merge paths.
    pub conflicts: Vec<String>,
    /// Fields a newer version wrote, kept as they are.
    pub unreadable: Vec<String>,
}

/// Persons held as a delegation counted them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CountOnSite {
    /// Its visit.
    pub visit: String,
    /// The day the visit began, `YYYY-MM-DD`.
    pub on: String,
    /// Persons held, all together.
    pub held: u32,
}

/// A place by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlaceName {
    /// Its id.
    pub place: String,
    /// Its name.
    pub name: String,
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

/// Say that a place is the same as another, or that it is not after all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlaceMerge {
    /// The place that is to stand under the other.
    pub place: String,
    /// The place that stands for both; none to take the merging back.
    pub same_as: Option<String>,
}

/// Say that two records are of two places, however alike.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlaceApart {
    /// One.
    pub one: String,
    /// The other.
    pub other: String,
    /// False takes it back.
    pub apart: bool,
}

/// Two records that may be of one place, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PlacePair {
    /// One.
    pub one: PlaceRow,
    /// The other.
    pub other: PlaceRow,
    /// Why they may be the same.
    pub likeness: Likeness,
}

/// Why two records may be of one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Likeness {
    /// Likeness of the names, percent.
    pub name: u32,
    /// The same type.
    pub same_type: bool,
    /// The same region, where both say one.
    pub same_region: bool,
    /// Metres between them, where both say where they are.
    pub metres: Option<u32>,
}

/// Pairs that may be the same, likeliest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PlacePairs {
    /// The pairs.
    pub pairs: Vec<PlacePair>,
}
