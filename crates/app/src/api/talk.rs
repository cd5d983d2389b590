//! Talk within the team: comments and tasks.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Somebody of the team, to mention or to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Named {
    /// The member.
    pub member: String,
    /// Their name.
    pub name: String,
}

/// A comment, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CommentView {
    /// Its id.
    pub id: String,
    /// The path it is about; empty for the record as a whole.
    pub about: String,
    /// What.
    pub text: String,
    /// Whom it mentions.
    pub mentions: Vec<Named>,
    /// Who.
    pub by: String,
    /// This device's member.
    pub mine: bool,
    /// When it was first said, RFC 3339.
    pub at: String,
    /// When its author said it otherwise or took it back, RFC 3339.
    pub changed_at: Option<String>,
    /// Its author took it back: it holds no words any more.
    pub withdrawn: bool,
    /// Nothing more to say about it.
    pub resolved: bool,
    /// Who said so.
    pub resolved_by: String,
}

/// Comments of a record, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Comments {
    /// The comments.
    pub rows: Vec<CommentView>,
    /// Who can be mentioned: those who may read the record.
    pub members: Vec<Named>,
}

/// Say something beside a record.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CommentAdd {
    /// The record.
    pub doc: String,
    /// The path it is about; empty for the record as a whole.
    #[serde(default)]
    pub about: String,
    /// What.
    pub text: String,
    /// Members who should see it.
    #[serde(default)]
    pub mentions: Vec<String>,
}

/// The words of a comment, as a form holds them.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CommentWords {
    /// What.
    pub text: String,
    /// Members who should see it.
    pub mentions: Vec<String>,
}

/// Say a comment of one's own otherwise, or again after all.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CommentSet {
    /// The record.
    pub doc: String,
    /// The comment.
    pub comment: String,
    /// What the person was shown; nothing of one that was taken back. Another one since: `stale`.
    pub was: CommentWords,
    /// As it should be.
    pub facts: CommentWords,
}

/// A comment of one's own, to take back: of its words only the history of the record keeps any.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CommentRef {
    /// The record.
    pub doc: String,
    /// The comment.
    pub comment: String,
}

/// Nothing more to say about it, or there is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CommentResolve {
    /// The record.
    pub doc: String,
    /// The comment.
    pub comment: String,
    /// Settled.
    pub resolved: bool,
}

/// A comment that mentions this device's member and is not settled. Of an interview and of the register of reprisals it says
/// where, and not what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Mention {
    /// The record.
    pub doc: String,
    /// Its kind: `visit`, `interview`, `reprisal`, `place`, `authority`, `plan`, `recommendation`.
    pub kind: String,
    /// The visit, of a visit, an interview, or an entry on reprisals; empty of the others.
    pub visit: String,
    /// The comment.
    pub comment: String,
    /// The path it is about.
    pub about: String,
    /// What; empty of an interview.
    pub text: String,
    /// What the record is called: a name, a pseudonym, the beginning of a text.
    pub title: String,
    /// Who.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

/// A task, as a form holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TaskFacts {
    /// What.
    pub what: String,
    /// For whom, a member.
    pub whom: Option<String>,
    /// Until when.
    pub due: Option<String>,
    /// What it is about: a path, or `area/<id>`, `hours/<code>`… of what has not been seen yet.
    pub about: String,
}

/// A task, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TaskView {
    /// Its id.
    pub id: String,
    /// The record.
    pub doc: String,
    /// Its kind: `visit`, `place`, `authority`, `plan`, `recommendation`.
    pub kind: String,
    /// What the record is called.
    pub title: String,
    /// What it says.
    pub facts: TaskFacts,
    /// For whom, by name.
    pub whom_name: String,
    /// The day on which it was done.
    pub done_on: Option<String>,
    /// What was done.
    pub note: String,
    /// Who asked.
    pub by: String,
    /// For this device's member.
    pub mine: bool,
    /// Not wanted any more.
    pub dropped: bool,
    /// Fields in conflict, as merge paths.
    pub conflicts: Vec<String>,
}

/// Tasks of a record: those that wait first, by day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Tasks {
    /// The tasks.
    pub rows: Vec<TaskView>,
    /// Who can be asked: those who may read the record, and whoever has a seat on a visit and no device.
    pub members: Vec<Named>,
}

/// Ask somebody to do something.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TaskAdd {
    /// The record.
    pub doc: String,
    /// What it says.
    pub facts: TaskFacts,
}

/// Change a task: only what differs between `was` and `facts` is written.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TaskSet {
    /// The record.
    pub doc: String,
    /// The task.
    pub task: String,
    /// What the person was shown. Another one since: `stale`.
    pub was: TaskFacts,
    /// As it should be.
    pub facts: TaskFacts,
}

/// A task is done, today; or not after all.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct TaskDone {
    /// The record.
    pub doc: String,
    /// The task.
    pub task: String,
    /// Done.
    pub done: bool,
    /// What was done.
    #[serde(default)]
    pub note: String,
}

/// A task is not wanted any more, or is again. It stays in the record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TaskDrop {
    /// The record.
    pub doc: String,
    /// The task.
    pub task: String,
    /// Not wanted.
    pub dropped: bool,
}
