//! The delegation of a visit: who has a seat in it, and who could be given one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A seat in the delegation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TeamSeat {
    /// The member, or somebody without a device.
    pub member: String,
    /// Their name in the roster; empty where they had no device and were erased.
    pub name: String,
    /// `lead`, `inspector`, `expert`, `interpreter`, `observer`.
    pub role: String,
    /// A clinician, who may assess injuries.
    pub clinician: bool,
    /// This device's member.
    pub mine: bool,
    /// They have no device.
    pub associate: bool,
    /// The areas they cover.
    pub areas: Vec<String>,
}

/// Somebody without a device who can be given a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Associated {
    /// Their id.
    pub member: String,
    /// Their name.
    pub name: String,
    /// What they are in a delegation, unless a seat says otherwise.
    pub role: String,
}

/// Whose seat.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SeatRef {
    /// The visit.
    pub visit: String,
    /// The member, or somebody without a device.
    pub member: String,
}

/// Give a member a seat, or somebody without a device.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TeamSeatSet {
    /// The visit.
    pub visit: String,
    /// The member, or somebody without a device: they do not lead.
    pub member: String,
    /// Role in this delegation.
    pub role: String,
    /// A clinician, who may assess injuries.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub clinician: bool,
    /// Areas covered.
    pub areas: Vec<String>,
    /// The seat as somebody was shown it: what a colleague made of it since is not written over unseen.
    #[serde(default)]
    #[ts(optional)]
    pub was: Option<SeatWas>,
}

/// A seat as it stood.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SeatWas {
    /// Role in the delegation.
    pub role: String,
    /// A clinician.
    pub clinician: bool,
    /// Areas covered.
    pub areas: Vec<String>,
}
