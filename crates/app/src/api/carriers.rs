//! What carries envelopes while the vault is open, and what fronts are told of it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something changed that nobody here asked for: look again at what is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Changed {
    /// What it is about. Never which, nor what it says.
    pub topics: Vec<Topic>,
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Places.
    Places,
    /// Visits, with their answers, observations and findings.
    Visits,
    /// Interviews.
    Interviews,
    /// The roster, or what other devices hold.
    Team,
    /// What was refused.
    Quarantine,
    /// Who is connected, and what passes.
    Carriers,
}

/// Turn exchange nearby on or off.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NearbySet {
    /// On.
    pub on: bool,
    /// For how long from now, 1 to 480; of no account when off.
    #[serde(default)]
    pub minutes: u32,
}

/// Reach a device whose address somebody read out, showed or sent.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NearbyDial {
    /// `visita-lan:…`
    pub address: String,
}

/// Exchange nearby, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NearbyView {
    /// On.
    pub on: bool,
    /// Seconds until it turns itself off.
    pub seconds_left: u32,
    /// Where this device is reached: text to type, paste or show as a QR. Absent without a network.
    pub address: Option<String>,
    /// Devices of the team met since it was turned on.
    pub peers: Vec<NearbyPeer>,
    /// Devices connected.
    pub connected: u32,
    /// Something passes between them, or is about to.
    pub exchanging: bool,
    /// Somebody announces themselves on this network.
    pub found: bool,
    /// Why a device was not reached or let go, the last time.
    pub failure: Option<NearbyFailure>,
    /// Why it ended by itself, the last time.
    pub ended: Option<super::ErrorCode>,
}

/// A device met nearby.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NearbyPeer {
    /// The device.
    pub device: String,
    /// Its member's name.
    pub name: String,
    /// Connected now.
    pub connected: bool,
    /// Bytes from it.
    pub received_bytes: u32,
    /// Bytes to it.
    pub sent_bytes: u32,
    /// Changes that it lacks, as far as it said.
    pub to_send: u32,
    /// Changes that this device lacks.
    pub to_receive: u32,
}

/// Why a device was not reached, or was let go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NearbyFailure {
    /// Nobody answers there.
    Unreachable,
    /// Not of one team, or silent too long: they cannot be told apart.
    Refused,
    /// It sent what cannot be read.
    Unreadable,
    /// More devices at once than may.
    Crowded,
}
