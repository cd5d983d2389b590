//! Team, pairing, bundles, quarantine.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Found a team.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TeamFound {
    /// The body.
    pub body: String,
    /// The team.
    pub team: String,
    /// The founder's name on the roster.
    pub member: String,
}

/// The team as this device knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Team {
    /// Body, team; absent before founding or joining.
    pub body: Option<String>,
    /// Team name.
    pub name: Option<String>,
    /// This device's member.
    pub me: Option<String>,
    /// The join request that is out, waiting for its admission; none where none is.
    pub pending: Option<TeamRequested>,
    /// Words that stand for this team and its whole roster: the same on every screen that holds the same roster.
    pub words: Option<String>,
    /// This device may admit and decide.
    pub lead: bool,
    /// This device has left the team: nothing more is recorded on it.
    pub left: bool,
    /// Members.
    pub members: Vec<MemberView>,
}

/// A member and their devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MemberView {
    /// Member id.
    pub member: String,
    /// Name on the roster.
    pub name: String,
    /// `lead`, `inspector`, `expert`, `interpreter`, `observer`.
    pub role: String,
    /// Devices, with what is known of them.
    pub devices: Vec<DeviceView>,
}

/// A device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeviceView {
    /// Device id.
    pub device: String,
    /// It is this one.
    pub this: bool,
    /// A lead removed it on a branch of the roster that lost: nothing goes to it until that is settled.
    pub suspended: bool,
    /// When it said that it leaves, RFC 3339.
    pub leaves: Option<String>,
    /// Its last known contact, RFC 3339.
    pub last_contact: Option<String>,
    /// Changes it is not known to have.
    pub behind: u32,
}

/// Ask to join.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TeamRequest {
    /// The name to stand on the roster.
    pub member: String,
    /// Where to write the request file; absent: text only.
    #[serde(default)]
    pub path: Option<String>,
}

/// A join request, to carry to the lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TeamRequested {
    /// The request as text (also what the QR holds).
    pub text: String,
    /// The words to compare, shown on both screens once the lead has opened the request.
    pub words: String,
    /// Where it was written.
    pub path: Option<String>,
}

/// A request to look at, as text or file.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RequestText {
    /// The text.
    pub text: Option<String>,
    /// Or the file.
    pub path: Option<String>,
}

/// What a request says, before admission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RequestView {
    /// Name asked for.
    pub member: String,
    /// Words to compare with the other screen before admitting: the newcomer's.
    pub words: String,
    /// Words to read to the newcomer, who types them to join: they stand for this device and this team. Absent without a
    /// team.
    pub confirm: Option<String>,
    /// The name of a member on the roster whom the request claims to be: admit it as that member's further device, or not
    /// at all.
    pub claims: Option<String>,
}

/// Admit after comparing the words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TeamAdmit {
    /// The request.
    pub request: RequestText,
    /// The words as read from the other screen.
    pub words: String,
    /// Role given to a new member.
    pub role: String,
    /// Id of the member on the roster whose further device this is; it gets that member's name and role. Absent: a new
    /// member.
    #[serde(default)]
    pub further_device_of: Option<String>,
    /// Where to write the admission.
    pub path: String,
}

/// Join with an admission.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TeamJoin {
    /// The admission.
    pub path: String,
    /// The words as read from the lead's screen (`confirm` of `RequestView`).
    pub words: String,
}

/// A file to read.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FilePath {
    /// Path.
    pub path: String,
}

/// What a chosen file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChosenFile {
    /// `bundle`, `request`, `admission`.
    pub kind: String,
    /// Path.
    pub path: String,
}

/// A bundle to write for the whole team.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BundleExport {
    /// Path.
    pub path: String,
    /// Devices to seal it to, each by its id or the first 8 digits of it, or by its member's id or name; empty: all of the
    /// team's others.
    #[serde(default)]
    pub devices: Vec<String>,
    /// For a newcomer: snapshots in place of envelopes, wherever one can be made. A small file to read by at once; what it
    /// leaves out comes with any other exchange.
    #[serde(default)]
    pub first: bool,
}

/// See what a bundle would hold.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct BundlePreview {
    /// As for an export.
    pub devices: Vec<String>,
    /// As for an export.
    pub first: bool,
}

/// What a bundle holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BundleView {
    /// From whom.
    pub from: String,
    /// Records touched.
    pub records: u32,
    /// Envelopes in it.
    pub envelopes: u32,
    /// Snapshots in it: records that a newcomer reads by it before their envelopes come.
    pub snapshots: u32,
    /// Envelopes this device lacks.
    pub new_envelopes: u32,
    /// Bytes.
    pub bytes: u32,
    /// Path.
    pub path: String,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BundleImported {
    /// Envelopes applied.
    pub applied: u32,
    /// Already here.
    pub known: u32,
    /// Records that are read by a lead's snapshot now, until their envelopes come.
    pub read: u32,
    /// Waiting for a key or an earlier envelope.
    pub waiting: u32,
    /// Sealed for others: kept to be passed on.
    pub sealed: u32,
    /// Put into quarantine.
    pub quarantined: u32,
    /// Conflicts open now.
    pub open_conflicts: u32,
}

/// Something refused, kept for the lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuarantineRow {
    /// Its id.
    pub id: String,
    /// What it is: `change`, `key`, `roster`, `snapshot`, or `unknown` when it has the form of none.
    pub kind: String,
    /// Reason code.
    pub reason: String,
    /// Name of the member whose device it came from; the device, short, where the roster does not know it.
    pub by: String,
    /// Device it came from, short.
    pub device: String,
    /// When it was refused first, RFC 3339.
    pub at: String,
    /// Bytes.
    pub bytes: u32,
}

/// Quarantine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuarantineRows {
    /// The lines.
    pub rows: Vec<QuarantineRow>,
}

/// One thing in quarantine.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct QuarantineRef {
    /// Its id.
    pub id: String,
}

/// What came of taking a refused thing once more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuarantineRetried {
    /// `applied`; `waiting` for a key or for what it rests on; `refused` again, and it stays in quarantine.
    pub outcome: String,
    /// Reason code, when refused.
    pub reason: Option<String>,
    /// Changes that had waited for it and are applied now.
    pub freed: u32,
}

/// Write a refused thing to a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct QuarantineExport {
    /// Its id.
    pub id: String,
    /// Where to.
    pub path: String,
}

/// What was written: the bytes as they came, sealed as they came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuarantineExported {
    /// Where.
    pub path: String,
    /// Bytes.
    pub bytes: u32,
    /// Their SHA-256, lower hex.
    pub sha256: String,
}

/// How far a record has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reach {
    /// Other devices of the team known to hold everything of it that this one does; who may not read it carries it sealed.
    pub hold: u32,
    /// Other devices of the team.
    pub others: u32,
}
