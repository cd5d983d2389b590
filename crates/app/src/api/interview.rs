//! Interview notes, consent, identities.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// Begin an interview: cannot begin without consent to talk.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct InterviewStart {
    /// The visit.
    pub visit: String,
    /// The pseudonym; absent: one is made ("Blue-17-K4").
    pub pseudonym: Option<String>,
    /// Consent by use: `talk`, `notes`, `photo`, `audio`, `medical_examination`, `share_with_authority`,
    /// `publish_anonymised`, `publish_identified` → `given`, `refused`, `later`.
    #[ts(type = "Record<string, string>")]
    pub consents: std::collections::BTreeMap<String, String>,
    /// How it was explained.
    pub explained: String,
    /// `individual`, `group`, `staff`, `family`.
    pub interviewee: String,
    /// Language of the interview.
    pub language: String,
    /// Members who may read it beside its author and the leads.
    #[serde(default)]
    #[ts(optional, as = "Option<_>")]
    pub readers: Vec<String>,
    /// Everybody of the team may read it; where the visit is for a few, everybody who may read the visit.
    #[serde(default)]
    #[ts(optional, as = "Option<_>")]
    pub whole_team: bool,
    /// A guardian who agreed too, by role, where the person is a minor.
    #[serde(default)]
    #[ts(optional)]
    pub guardian: Option<String>,
}

/// One line of the list of interviews.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InterviewRow {
    /// Its id.
    pub id: String,
    /// The visit.
    pub visit: String,
    /// The only name.
    pub pseudonym: String,
    /// Another interview of the visit bears the same name: one of them may be given another, as `frame`, `pseudonym`.
    pub shared_name: bool,
    /// When it began, RFC 3339.
    pub started_at: String,
    /// Who interviewed.
    pub by: String,
    /// Reprisal or other risk noted.
    pub at_risk: bool,
    /// `given` / `refused` / … for the use `notes`.
    pub consent_notes: String,
}

/// Interviews of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InterviewRows {
    /// The lines.
    pub rows: Vec<InterviewRow>,
    /// Interviews that are sealed for others: that they exist is all that is known here.
    pub sealed: u32,
}

/// Who may read a record that may be for a few: a visit, an interview, or a planned visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordAccess {
    /// Everybody of the team may.
    pub whole_team: bool,
    /// Members, and whether each may read it.
    pub members: Vec<ReaderView>,
    /// This member may change it: its author, or a lead.
    pub may_change: bool,
    /// This member may not read any more what is written now.
    pub closed: bool,
    /// How often the key was changed, from 1.
    pub epoch: u32,
    /// It belongs to a visit that is for a few: the whole team is those who may read the visit.
    pub bounded: bool,
}

/// A member, as a reader of such a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReaderView {
    /// Member id.
    pub member: String,
    /// Name on the roster.
    pub name: String,
    /// May read it.
    pub reads: bool,
    /// Why: `author`, `lead`, `chosen`, `team`; absent for those who may not.
    pub why: Option<String>,
    /// May be chosen: reads the visit that the record belongs to, where it belongs to one.
    pub eligible: bool,
}

/// Who a person was shown as readers of such a record, beside its author and the leads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordReaders {
    /// Everybody of the team.
    pub whole_team: bool,
    /// Members shown as `chosen`.
    pub readers: Vec<String>,
}

/// Say who may read an interview beside its author and the leads.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct InterviewAccessSet {
    /// The interview.
    pub interview: String,
    /// Who the person was shown. Others since: `stale`.
    pub was: RecordReaders,
    /// The members.
    pub readers: Vec<String>,
    /// Everybody of the team.
    pub whole_team: bool,
}

/// Which interview.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct InterviewRef {
    /// Its id.
    pub interview: String,
}

/// One consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConsentView {
    /// The use.
    pub purpose: String,
    /// `not_asked`, `given`, `refused`, `withdrawn`.
    pub state: String,
    /// When, RFC 3339.
    pub at: Option<String>,
    /// A guardian who agreed too, by role.
    pub guardian: Option<String>,
}

/// What an allegation says; each member may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct StatementAccount {
    /// What was done.
    pub what: String,
    /// When.
    pub when: String,
    /// Where.
    pub place: String,
    /// By whom, by function.
    pub who: String,
    /// How often.
    pub how_often: String,
}

/// An injury, seen or told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StatementInjury {
    /// Region of the body, such as `front_chest_left`; left and right are the person's own.
    pub region: String,
    /// What is seen or told of.
    pub about: String,
    /// Seen by the interviewer rather than told of.
    pub seen: bool,
    /// A clinician's degree of consistency, as in [`StatementView::degree`].
    pub degree: Option<String>,
}

/// A finding that stands on an interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkedFinding {
    /// Its id.
    pub id: String,
    /// What the team concludes.
    pub statement: String,
    /// `draft`, `established`, `withdrawn`.
    pub status: String,
}

/// One statement of an interview, as one inspector took it down.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct StatementView {
    /// Its id.
    pub id: String,
    /// What was said.
    pub text: String,
    /// Theme code.
    pub theme: Option<String>,
    /// Word for word rather than a summary.
    pub verbatim: bool,
    /// Lived, not heard from others.
    pub first_hand: bool,
    /// An allegation of ill-treatment.
    pub allegation: bool,
    /// The person took it back: its words are not shown.
    pub withdrawn: bool,
    /// A clinician's degree of consistency (Istanbul Protocol): `not_consistent`, `consistent_with`,
    /// `highly_consistent`, `typical_of`, `diagnostic_of`.
    pub degree: Option<String>,
    /// What an allegation says.
    pub account: StatementAccount,
    /// Injuries.
    pub injuries: Vec<StatementInjury>,
    /// Who took it down.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

/// Take down a statement: needs consent to notes.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct StatementAdd {
    /// The interview.
    pub interview: String,
    /// What was said.
    pub text: String,
    /// Theme code.
    pub theme: Option<String>,
    /// Word for word rather than a summary.
    pub verbatim: bool,
    /// Lived, not heard from others.
    pub first_hand: bool,
    /// An allegation of ill-treatment.
    pub allegation: bool,
    /// A clinician's degree of consistency.
    pub degree: Option<String>,
    /// What an allegation says.
    #[serde(default)]
    #[ts(optional)]
    pub account: Option<StatementAccount>,
    /// Injuries.
    #[serde(default)]
    #[ts(optional)]
    pub injuries: Option<Vec<StatementInjury>>,
}

/// An interview note.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct InterviewView {
    /// The line of the list.
    pub row: InterviewRow,
    /// Consents by use.
    pub consents: Vec<ConsentView>,
    /// Sections by name (`frame`, `situation`, `protection`, `analysis`, `ending`): field → value.
    #[ts(type = "Record<string, Record<string, unknown>>")]
    pub sections: Value,
    /// Statements, in the order taken.
    pub statements: Vec<StatementView>,
    /// The note.
    pub note: String,
    /// The state of the record on which the draft was typed, or else the one this view shows: hand it back with drafts
    /// and with the note, so that what others wrote meanwhile is kept.
    pub note_base: String,
    /// An unsaved tail newer than the note.
    pub draft: Option<String>,
    /// A real name is sealed in the identity vault of this device.
    pub identity_sealed: bool,
    /// Consent to talk or to notes was withdrawn: note, statements and the words of every section are hidden; with the talk,
    /// a sealed name does not open.
    pub withdrawn: bool,
    /// Fields in conflict, as merge paths.
    pub conflicts: Vec<String>,
    /// This device's member may assess injuries.
    pub may_assess: bool,
    /// The person is, or may be, a minor: uses beyond the talk and its notes need a guardian.
    pub guardian_needed: bool,
    /// Findings that stand on it.
    pub findings: Vec<LinkedFinding>,
    /// Codes of interpreters whom the body asks along without a device, to be offered.
    pub interpreters: Vec<String>,
    /// Risks nobody has handled, by code.
    pub tasks: Vec<String>,
    /// What was done about its risks.
    pub handled: Vec<super::risk::RiskHandled>,
    /// Fields a newer version wrote, kept as they are.
    pub unreadable: Vec<String>,
}

/// Change one field of a section.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct InterviewSet {
    /// The interview.
    pub interview: String,
    /// `frame`, `situation`, `protection`, `analysis`, `ending`.
    pub section: String,
    /// The field.
    pub field: String,
    /// The value in the field's own form.
    pub value: Value,
    /// The value the person was shown. Another one since, on which nobody differs: `stale`. Absent: whatever stands there.
    #[serde(default, deserialize_with = "said")]
    #[ts(optional)]
    pub was: Option<Value>,
}

/// What was said, be it that nothing stood there: null is a value that a person was shown.
fn said<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(from).map(Some)
}

/// Commit the note (on blur, or every 30 seconds).
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct InterviewNoteSet {
    /// The interview.
    pub interview: String,
    /// The whole text.
    pub text: String,
    /// `note_base` of the view it was typed on; absent: the record as it is now.
    #[serde(default)]
    #[ts(optional)]
    pub base: Option<String>,
}

/// A note became part of the record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NoteSaved {
    /// RFC 3339.
    pub saved_at: String,
    /// The state in which the note is exactly the text that was saved: what is typed on goes on from here.
    pub base: String,
}

/// Give, refuse or withdraw a consent.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConsentSet {
    /// The interview.
    pub interview: String,
    /// The use.
    pub purpose: String,
    /// `given`, `refused`, `withdrawn`.
    pub state: String,
    /// How it was explained.
    #[serde(default)]
    pub explained: String,
    /// A guardian who agreed too, by role, where the person is a minor.
    #[serde(default)]
    #[ts(optional)]
    pub guardian: Option<String>,
}

/// Seal a real identity.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct IdentitySet {
    /// The interview.
    pub interview: String,
    /// The real name and whatever else identifies.
    pub identity: String,
}

/// An identity, opened on purpose.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Identity {
    /// What was sealed, if anything.
    pub identity: Option<String>,
}
