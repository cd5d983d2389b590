//! The areas of a visit, and the units of the register that they stand for.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An area of the place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Area {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A unit of the place, as the register has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AreaUnit {
    /// Its id.
    pub id: String,
    /// Its name there, whatever the area is called.
    pub name: String,
    /// Regime, in words.
    pub regime: String,
    /// `women`, `men`, `mixed`.
    pub gender: Option<String>,
    /// Areas of the visit that stand for it; none: it can be added as one.
    pub areas: Vec<String>,
}

/// Add an area.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AreaAdd {
    /// The visit.
    pub visit: String,
    /// Its name; empty: as the register calls the unit.
    pub name: String,
    /// The unit of the place's register that it stands for, whatever either is called later.
    #[serde(default)]
    #[ts(optional)]
    pub unit: Option<String>,
}

/// Rename an area.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AreaSet {
    /// The visit.
    pub visit: String,
    /// The area.
    pub area: String,
    /// The name the person was shown. Another one since: `stale`.
    pub was: String,
    /// The new name.
    pub name: String,
}

/// Which area.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AreaRef {
    /// The visit.
    pub visit: String,
    /// The area.
    pub area: String,
}
