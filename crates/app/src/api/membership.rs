//! Members and devices: removed, in another role, leaving; what a branch of the roster that lost had done.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which device.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DeviceRef {
    /// Its id.
    pub device: String,
}

/// Which member.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MemberRef {
    /// Member id.
    pub member: String,
}

/// What removing a device, or all devices of a member, would mean. One of the two.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RemovalAsk {
    /// The device.
    #[serde(default)]
    #[ts(optional)]
    pub device: Option<String>,
    /// The member.
    #[serde(default)]
    #[ts(optional)]
    pub member: Option<String>,
}

/// What removing would mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Removal {
    /// Whose.
    pub name: String,
    /// Devices to be removed.
    pub devices: Vec<RemovedDevice>,
    /// Records that these devices can open now: visits and places.
    pub records: u32,
    /// Interviews that they can open now.
    pub interviews: u32,
    /// Changes of theirs that are here and stay.
    pub kept: u32,
    /// Records that get a new key, which they will not have.
    pub new_keys: u32,
    /// Nobody could lead the team after that: it is refused.
    pub last_lead: bool,
}

/// A device that would be removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RemovedDevice {
    /// Device id.
    pub device: String,
    /// When it was last heard of, RFC 3339.
    pub last_contact: Option<String>,
    /// Records it said it held then, sealed or open.
    pub held: Option<u32>,
}

/// Give a member another role.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MemberRole {
    /// Member id.
    pub member: String,
    /// `lead`, `inspector`, `expert`, `interpreter`, `observer`.
    pub role: String,
}

/// Leave the team with this device.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MemberLeave {
    /// Where to write the last file for the leads: everything they lack, and that this device leaves.
    pub path: String,
}

/// What branches of the roster that lost had done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ForkRows {
    /// In the order in which it was done.
    pub rows: Vec<ForkRow>,
}

/// One thing that a lead did on a branch that lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ForkRow {
    /// Its id in quarantine.
    pub id: String,
    /// Who did it.
    pub by: String,
    /// `admit`, `remove`, `role`, `keep` (took in more of a removed device), `relay`.
    pub act: String,
    /// The member it is about.
    pub name: String,
    /// The device it is about, short.
    pub device: Option<String>,
    /// The role given.
    pub role: Option<String>,
    /// It is so already, without it: nothing is to be done.
    pub moot: bool,
}

/// Which thing of a branch that lost.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ForkRef {
    /// Its id in quarantine.
    pub id: String,
}
