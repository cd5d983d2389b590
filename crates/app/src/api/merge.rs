//! The merge desk and the history.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// Conflicts of one visit, or all.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ConflictFilter {
    /// Only this visit.
    pub visit: Option<String>,
}

/// One author's version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Version {
    /// Slot id, to be named in `seen`.
    pub slot: String,
    /// Who.
    pub by: String,
    /// Who, as a member id, to be asked back.
    pub member: String,
    /// On which device, short.
    pub device: String,
    /// When, RFC 3339.
    pub at: String,
    /// Source type, where the field has one.
    pub source: Option<String>,
    /// The value as stored.
    pub value: Value,
    /// The value as one text, for the word diff.
    pub text: String,
    /// What a link of a finding leads to. Of an interview that it is one, and nothing more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub linked: Option<super::evidence::Evidence>,
}

/// One stretch of a word diff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DiffPart {
    /// `same`, `only_here`, `not_here` against the first version.
    pub kind: String,
    /// The words.
    pub text: String,
}

/// One version against the first, word by word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VersionDiff {
    /// What it says; of an answer, what was answered.
    pub value: Vec<DiffPart>,
    /// The note beside an answer.
    pub note: Vec<DiffPart>,
}

/// A field with two or more values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Conflict {
    /// Id of the document.
    pub doc: String,
    /// Kind of document: `visit`, `interview`, `place`.
    pub kind: String,
    /// Path of the field in it.
    pub path: String,
    /// The visit it belongs to.
    pub visit: Option<String>,
    /// Key of the message that names the field: `field-answer`, `field-place-capacity`…
    pub label: String,
    /// The question, for an answer.
    pub question: Option<super::capture::Localized>,
    /// The pseudonym of the interview, or the beginning of the recommendation it belongs to.
    pub subject: Option<String>,
    /// For a passage that several typed at the same time: how it reads now. Its versions are how each meant it; it is
    /// settled by `keep_both`.
    pub now: Option<String>,
    /// People write it in their own words, or it is an answer with its note: a lead can put it into others. What holds a code, an
    /// id, a day or a number is taken as one of them wrote it.
    pub takes_words: bool,
    /// `high` for consent, protection and allegations, else `normal`.
    pub severity: String,
    /// The versions, one per author.
    pub versions: Vec<Version>,
    /// Per version: word diff against the first.
    pub diffs: Vec<VersionDiff>,
    /// The decision standing on it (deferred, sent back, or reopened).
    pub decision: Option<DecisionView>,
}

/// A decision taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DecisionView {
    /// `take`, `keep_both`, `synthesis`, `send_back`, `deferred`.
    pub outcome: String,
    /// The value chosen or written.
    pub value: Option<Value>,
    /// Who.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// Why.
    pub note: Option<String>,
    /// For `send_back`: what the lead asks.
    pub question: Option<String>,
    /// For `send_back`: names of those who have neither written again nor answered.
    pub waiting: Vec<String>,
    /// For `send_back`: what was answered.
    pub replies: Vec<Reply>,
    /// New values came after it.
    pub reopened: bool,
}

/// An answer to a lead's question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reply {
    /// Who.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// What.
    pub text: String,
}

/// A lead asks this device's member to look at a field again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Asked {
    /// Id of the document.
    pub doc: String,
    /// Kind of document: `visit`, `interview`, `place`.
    pub kind: String,
    /// Path of the field in it.
    pub path: String,
    /// The visit it belongs to.
    pub visit: Option<String>,
    /// Key of the message that names the field.
    pub label: String,
    /// The question of the checklist, for an answer.
    pub question: Option<super::capture::Localized>,
    /// What the lead asks; may be empty.
    pub ask: String,
    /// The lead.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

/// Answer a lead's question without writing to the field again.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct QuestionAnswer {
    /// Document.
    pub doc: String,
    /// Path of the field.
    pub path: String,
    /// The answer.
    pub text: String,
}

/// Something that merged by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Merged {
    /// Path of the field.
    pub path: String,
    /// Key of the message that names the field.
    pub label: String,
    /// The question, for an answer.
    pub question: Option<super::capture::Localized>,
    /// Who wrote it.
    pub by: Vec<String>,
}

/// The desk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Conflicts {
    /// Open, by visit then field.
    pub open: Vec<Conflict>,
    /// Decided.
    pub decided: Vec<Conflict>,
    /// Fields written by someone else that needed no decision.
    pub merged: Vec<Merged>,
    /// Where everything was asked for: records in which something was settled longer ago, which are not told of here.
    pub earlier: u32,
}

/// Decide a conflict.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ConflictDecide {
    /// Document.
    pub doc: String,
    /// Path.
    pub path: String,
    /// `take`, `keep_both`, `synthesis`, `send_back`, `deferred`.
    pub outcome: String,
    /// For `take`: the slot taken.
    #[serde(default)]
    pub slot: Option<String>,
    /// For `synthesis`: the value written.
    #[serde(default)]
    pub value: Value,
    /// Why.
    #[serde(default)]
    pub note: Option<String>,
    /// For `send_back`: ids of the authors who are asked; empty: every author of a version.
    #[serde(default)]
    pub to: Vec<String>,
    /// For `send_back`: what the lead asks.
    #[serde(default)]
    pub question: String,
    /// All slots that were on the desk: must cover every current one.
    pub seen: Vec<String>,
}

/// Which record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecordRef {
    /// Document id.
    pub doc: String,
}

/// One change in a record's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HistoryEntry {
    /// Who.
    pub by: String,
    /// Device, short.
    pub device: String,
    /// When, RFC 3339.
    pub at: String,
    /// Fields written.
    pub paths: Vec<String>,
    /// The envelope's signature verifies: `valid`, `invalid`, `missing`; `vouched` while no envelope of it has come and a
    /// lead's snapshot alone says so.
    pub signature: String,
    /// Name of the lead whose snapshot that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vouched_by: Option<String>,
}

/// A record's history, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct History {
    /// The entries.
    pub entries: Vec<HistoryEntry>,
}
