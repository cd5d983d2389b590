//! Who may suffer for having given information, and when somebody looks after them.

use super::talk::Named;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A day on which somebody looks, as a form holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RecontactFacts {
    /// The day.
    pub due: Option<String>,
    /// Who looks, a member.
    pub whom: Option<String>,
    /// In which safe way.
    pub how: String,
}

/// A day on which somebody looks, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecontactView {
    /// Its id.
    pub id: String,
    /// What it says.
    pub facts: RecontactFacts,
    /// Who looks, by name.
    pub whom_name: String,
    /// The day on which it was done.
    pub done_on: Option<String>,
    /// What came of it.
    pub note: String,
    /// Entered by mistake, or not wanted any more.
    pub dropped: bool,
    /// Fields in conflict, as merge paths.
    pub conflicts: Vec<String>,
}

/// A re-contact that waits, for Today. It says neither why nor how: that stands in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecontactDue {
    /// The record: an interview, or an entry of the register.
    pub record: String,
    /// The re-contact.
    pub recontact: String,
    /// The visit, where it is about one.
    pub visit: Option<String>,
    /// It is an interview; else an entry of the register.
    pub interview: bool,
    /// The only name.
    pub pseudonym: String,
    /// The day.
    pub due: String,
    /// It is for this device's member.
    pub mine: bool,
}

/// An entry for a person without an interview, as a form holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReprisalFacts {
    /// The visit it is about, where it is about one.
    pub visit: Option<String>,
    /// `held`, `staff`, `family`, `lawyer`, `health`, `complainant`, `other`.
    pub informant: Option<String>,
    /// `low`, `medium`, `high`, `suffered`.
    pub level: Option<String>,
    /// What they told, in short.
    pub about: String,
    /// What may happen, or has.
    pub risk: String,
    /// What was agreed against it.
    pub mitigation: String,
    /// The safe way to reach them.
    pub channel: String,
    /// Nothing more to watch, and why; empty while it is watched.
    pub closed: String,
    /// The interview that the same person gave before or since.
    pub interview: Option<String>,
}

/// An interview or an entry, as a line of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReprisalRow {
    /// The record.
    pub record: String,
    /// It is an interview; else an entry of the register.
    pub interview: bool,
    /// The visit, where it is about one.
    pub visit: Option<String>,
    /// Its place by name.
    pub place_name: String,
    /// The only name.
    pub pseudonym: String,
    /// The entry; of an interview what its protection says.
    pub facts: ReprisalFacts,
    /// Re-contacts, by day.
    pub recontacts: Vec<RecontactView>,
    /// Everybody of the team may open it.
    pub whole_team: bool,
    /// Who may open it, by name.
    pub readers: Vec<Named>,
    /// This member may say who opens it.
    pub may_change: bool,
    /// Entered by mistake; of an interview never.
    pub dropped: bool,
    /// The person took back, in an interview, what they said, or that interview is left at home for a journey: the words of it
    /// are hidden.
    pub taken_back: bool,
    /// Fields in conflict, as merge paths.
    pub conflicts: Vec<String>,
}

/// The register, as far as this member may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reprisals {
    /// Open ones first, the nearest day first; last what was entered by mistake.
    pub rows: Vec<ReprisalRow>,
}

/// Of one visit, or all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReprisalFilter {
    /// The visit; absent: all.
    #[serde(default)]
    #[ts(optional)]
    pub visit: Option<String>,
}

/// Add an entry.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReprisalAdd {
    /// What it says.
    pub facts: ReprisalFacts,
    /// Members who may open it beside its author and the leads.
    pub readers: Vec<String>,
}

/// Change an entry: only what differs between `was` and `facts` is written.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReprisalSet {
    /// The entry.
    pub record: String,
    /// What the person was shown. Another one since: `stale`.
    pub was: ReprisalFacts,
    /// As it should be.
    pub facts: ReprisalFacts,
}

/// An entry was made by mistake, or was not after all. It stays in the record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReprisalDrop {
    /// The entry.
    pub record: String,
    /// Taken back or not.
    pub dropped: bool,
}

/// Add a day on which somebody looks.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecontactAdd {
    /// The record: an interview, or an entry of the register.
    pub record: String,
    /// What it says.
    pub facts: RecontactFacts,
}

/// Change a re-contact: only what differs between `was` and `facts` is written.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecontactSet {
    /// The record.
    pub record: String,
    /// The re-contact.
    pub recontact: String,
    /// What the person was shown. Another one since: `stale`.
    pub was: RecontactFacts,
    /// As it should be.
    pub facts: RecontactFacts,
}

/// A re-contact was made, today; or not after all.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecontactDone {
    /// The record.
    pub record: String,
    /// The re-contact.
    pub recontact: String,
    /// Made.
    pub done: bool,
    /// What came of it; what was noted before stays where it was not made after all.
    #[serde(default)]
    pub note: String,
}

/// A re-contact was entered by mistake or is not wanted any more, or is again. It stays in the record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecontactDrop {
    /// The record.
    pub record: String,
    /// The re-contact.
    pub recontact: String,
    /// Taken back or not.
    pub dropped: bool,
}
