//! Travel mode: what a device takes to a visit, what it leaves behind, and the way back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a device carries to a visit, and what it could leave at home. A look only: nothing is left by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TravelView {
    /// What the visit needs.
    pub needed: TravelLoad,
    /// What may stay.
    pub could_stay: TravelLoad,
    /// Records that it does not need, those of the latest visits first.
    pub records: Vec<TravelRecord>,
    /// Changes no other device is known to have: they would be lost with this one.
    pub only_here: u32,
}

/// Records on a device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TravelLoad {
    /// Places.
    pub places: u32,
    /// Visits.
    pub visits: u32,
    /// Interviews, and entries of the register of reprisals.
    pub interviews: u32,
    /// Planned visits.
    pub plans: u32,
    /// Recommendations.
    pub recommendations: u32,
}

/// A record that a visit does not need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TravelRecord {
    /// Its id.
    pub record: String,
    /// `place`, `visit`, `interview`, `plan`, `recommendation`.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// The visit it belongs to, or is.
    pub visit: Option<String>,
    /// First day of that visit.
    pub on: Option<String>,
    /// Why it must come along all the same: `unsettled`, `vouched`, `only_here`; `entry` where an entry of the register about that
    /// interview must.
    pub why_not: Option<String>,
    /// The interview that an entry of the register is about: it comes along wherever the entry does.
    pub about: Option<String>,
}

/// Leave records behind.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TravelBegin {
    /// The visit that the journey is for.
    pub visit: String,
    /// The records that stay, by id.
    pub records: Vec<String>,
    /// Where the key of the journey is written, for those at home. Nothing may stand there.
    pub path: String,
    /// Whoever travels knows that drafts and real names of what is left come back by that file alone.
    pub acknowledged: bool,
}

/// Whether a device is on a journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TravelState {
    /// Records are left behind.
    pub away: bool,
    /// The key was handed back, and not every record is here again.
    pub returning: bool,
    /// Since when, RFC 3339.
    pub since: Option<String>,
    /// The visit that it is for.
    pub visit: Option<String>,
    /// What is left.
    pub left: TravelLoad,
    /// Names of those whose devices hand the key back.
    pub holders: Vec<String>,
    /// Traces of what was left are not written over yet: there was no room for it, or the process ended. It is tried again some
    /// times when the vault opens, and as often as `travel_clean` asks for it.
    pub traces: bool,
}

/// Hand the key of a colleague's journey back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TravelHandBack {
    /// The file that was left behind.
    pub path: String,
    /// Where the key is written for their device alone. Nothing may stand there.
    pub to: String,
}

/// A key that was handed back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TravelHandedBack {
    /// Whose journey it is.
    pub member: String,
    /// When the journey began, RFC 3339.
    pub since: String,
}
