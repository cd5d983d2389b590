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
    /// The body's own record: its profile, its rules, its people.
    Body,
    /// Authorities.
    Authorities,
    /// Planned visits.
    Plans,
    /// Recommendations.
    Recommendations,
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
    /// Attachments that are known here and have not come whole.
    pub attachments_lacking: u32,
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
    /// It has said what it holds: before that, the two counts say nothing.
    pub heard: bool,
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

/// Which side of a pairing this device is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PairingPart {
    /// Shows the address, and decides.
    Lead,
    /// Dials it, and asks.
    Newcomer,
}

/// Where a pairing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PairingStage {
    /// The lead's address is shown; nobody has come.
    Shown,
    /// A newcomer has come: compare the words.
    Asked,
    /// The newcomer dials.
    Dialling,
    /// The lead has the request: compare the words.
    Waiting,
    /// On the lead's side: admitted, and on its way. On the newcomer's: the admission is here, compare the lead's words.
    Admitted,
    /// The newcomer has the admission.
    Delivered,
    /// The lead said no.
    Declined,
    /// The token's time is over.
    Over,
    /// It did not work; see `failure`.
    Failed,
}

impl PairingStage {
    /// Nothing more comes of it.
    pub(crate) fn is_last(self) -> bool {
        matches!(self, Self::Delivered | Self::Over | Self::Failed)
    }
}

/// A pairing under way, or none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PairingView {
    /// Which side this is; absent when none is under way.
    pub part: Option<PairingPart>,
    /// Where it stands.
    pub stage: Option<PairingStage>,
    /// Seconds until the token is of no use.
    pub seconds_left: u32,
    /// The lead's address with the token: text and QR.
    pub address: Option<String>,
    /// What the newcomer asks, on the lead's side, with both kinds of words.
    pub request: Option<super::exchange::RequestView>,
    /// The newcomer's words, on its own side: the lead compares them.
    pub words: Option<String>,
    /// The lead's words, on the newcomer's side once the admission is here: the newcomer compares them.
    pub confirm: Option<String>,
    /// Why it did not work, the last time.
    pub failure: Option<super::ErrorCode>,
}

/// Dial a lead's address.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PairingDial {
    /// `visita-lan:…`, with a token.
    pub address: String,
    /// The name to stand on the roster.
    pub member: String,
}

/// Admit the newcomer who came, after comparing the words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PairingAdmit {
    /// The words as on the newcomer's screen.
    pub words: String,
    /// Role given to a new member.
    pub role: String,
    /// Id of the member on the roster whose further device this is.
    #[serde(default)]
    pub further_device_of: Option<String>,
}

/// Join, after comparing the lead's words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PairingJoin {
    /// The words as on the lead's screen.
    pub words: String,
}
