//! How far the team is with a record, or with one entry in it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A record, or an entry in it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReviewRef {
    /// The record.
    pub doc: String,
    /// The path of the entry; empty for the record as a whole.
    #[serde(default)]
    pub about: String,
}

/// How far the team is with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewView {
    /// The path of the entry; empty for the record as a whole.
    pub about: String,
    /// It goes through this review: there is something, and it has no review of its own, as findings, recommendations and the
    /// report do.
    pub reviewed: bool,
    /// `draft`, `in_review`, `agreed`.
    pub review: String,
    /// Who said so; nobody yet.
    pub by: String,
    /// When, RFC 3339.
    pub at: Option<String>,
    /// It was agreed, and its words are others since: they are in review.
    pub changed: bool,
    /// Two members said differently, apart from each other.
    pub disputed: bool,
    /// A digest of the words as they stand, to agree on just these.
    pub words: String,
}

impl ReviewView {
    /// Where there is no review to speak of.
    #[must_use]
    pub fn of_nothing(about: &str) -> Self {
        Self {
            about: about.to_owned(),
            reviewed: false,
            review: "draft".to_owned(),
            by: String::new(),
            at: None,
            changed: false,
            disputed: false,
            words: String::new(),
        }
    }
}

/// Whatever in a record somebody said a review of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reviews {
    /// The reviews, by path.
    pub rows: Vec<ReviewView>,
}

/// Say how far the team is with a record, or with an entry in it. [`ErrorCode::Stale`](crate::api::ErrorCode) about `review`
/// where it is neither as it was nor as it should be, and about `words` where these are others than were read.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReviewSet {
    /// The record.
    pub doc: String,
    /// The path of the entry; empty for the record as a whole.
    #[serde(default)]
    pub about: String,
    /// What the person was shown: `draft`, `in_review`, `agreed`.
    pub was: String,
    /// `draft`, `in_review`, `agreed`.
    pub review: String,
    /// The digest of the words that they read; absent: as they stand.
    #[serde(default)]
    pub words: Option<String>,
}
