//! Talk within the team on a record: comments and tasks.

use crate::dates::{Day, Timestamp};
use crate::ids::MemberId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Longest comment or task, characters.
pub const MAX_TALK_CHARS: usize = 5_000;
/// Most members mentioned in one comment.
pub const MAX_MENTIONS: usize = 50;
/// Longest path that a comment or a task is about, bytes.
pub const MAX_ABOUT_BYTES: usize = 300;

/// What somebody said beside a field, a finding, a report: the words of its author, never a colleague's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Comment {
    /// The path in the record that it is about; empty for the record as a whole.
    pub about: String,
    /// What.
    pub text: String,
    /// Who should see it.
    pub mentions: BTreeSet<MemberId>,
    /// When it was first said, where its author said it otherwise since or took it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_at: Option<Timestamp>,
    /// Its author took it back; it holds no words any more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

/// Something for a member to do. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Task {
    /// What.
    pub what: String,
    /// For whom; nobody yet.
    pub whom: Option<MemberId>,
    /// Until when.
    pub due: Option<Day>,
    /// The path it is about, as in [`Comment::about`]; or `area/<id>`, `hours/…` for what has not been seen yet.
    pub about: String,
    /// The day on which it was done.
    pub done_on: Option<Day>,
    /// What was done.
    pub note: String,
    /// Not wanted any more.
    pub dropped: bool,
}

impl Task {
    /// Whether it still waits.
    #[must_use]
    pub fn waits(&self) -> bool {
        !self.dropped && self.done_on.is_none() && !self.what.is_empty()
    }
}

/// Whether a text can be the path that a comment or a task is about: segments of `a-z 0-9 _ -`, or nothing.
#[must_use]
pub fn is_about(text: &str) -> bool {
    let segment = |segment: &str| {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
        !segment.is_empty() && segment.bytes().all(plain)
    };
    text.is_empty() || (text.len() <= MAX_ABOUT_BYTES && text.split('/').all(segment))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_about_a_path_or_the_whole_record() {
        assert!(is_about("") && is_about("finding/0a1b/statement"));
        for bad in ["/", "a//b", "A", "a b", "a#b", &"x".repeat(MAX_ABOUT_BYTES + 1)] {
            assert!(!is_about(bad), "{bad}");
        }
        assert!(is_about(&"x".repeat(MAX_ABOUT_BYTES)));
    }

    #[test]
    fn a_task_waits_until_it_is_done_or_not_wanted() {
        let task = Task {
            what: "Go to Unit B".into(),
            ..Task::default()
        };
        assert!(task.waits());
        let done = Task {
            done_on: crate::dates::parse_day("2026-03-02"),
            ..task.clone()
        };
        assert!(!done.waits());
        assert!(!Task { dropped: true, ..task }.waits());
        assert!(!Task::default().waits());
    }
}
