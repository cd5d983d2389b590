//! Files kept with a record: photographs, scans, recordings.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Keep a copy of a file with a record, sealed like the record itself.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AttachmentAdd {
    /// Id of the record: a visit, an interview, a place, a recommendation, an authority.
    pub record: String,
    /// The file.
    pub path: String,
    /// What it is called; the name of the file where nothing is said.
    pub name: String,
    /// Its media type, `image/jpeg`; by the ending of the file's name where nothing is said.
    pub media: String,
    /// What of the record it is about, by its id: a reply, a document of a place. Empty: the record as a whole.
    pub about: String,
}

/// Which record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AttachmentFilter {
    /// Id of the record: a visit, an interview, a place, a recommendation, an authority.
    pub record: String,
    /// Only what is about this part of it; empty: what is about the record as a whole; absent: all.
    #[serde(default)]
    #[ts(optional)]
    pub about: Option<String>,
}

/// One attachment of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Attachment {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What of the record it is about, by its id; empty where it is the record as a whole.
    pub about: String,
    /// Its media type.
    pub media: String,
    /// Bytes of its content.
    pub bytes: u32,
    /// Who added it.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// `here`; `coming`, where some of it is here; `missing`, where a colleague's device has it and this one has nothing yet;
    /// `unreadable`, where what the record says of it is of another version.
    pub state: String,
    /// Bytes of it that are here, sealed: never more than its content where it is whole.
    pub here_bytes: u32,
    /// Taken back by mistake or by right; its bytes stay.
    pub withdrawn: bool,
    /// Paths of its fields on which colleagues differ.
    pub conflicts: Vec<String>,
}

/// Attachments of a record, in the order in which they were added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Attachments {
    /// The lines.
    pub rows: Vec<Attachment>,
}

/// Write an attachment into a file, as it was when it was added.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AttachmentSave {
    /// Id of the record.
    pub record: String,
    /// The attachment.
    pub attachment: String,
    /// The file to write; nothing may stand there.
    pub path: String,
}

/// What somebody wants to say of an attachment.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AttachmentSet {
    /// Id of the record.
    pub record: String,
    /// The attachment.
    pub attachment: String,
    /// What it is called.
    pub name: String,
    /// Whether it is taken back.
    pub withdrawn: bool,
}
