//! What the body asks an authority to do about findings, and the dialogue that follows (OPCAT, Articles 11, 12, 19, 22).
//!
//! A recommendation is one record. Its own facts stand under `recommendation/`; letters, replies, messages and desk checks
//! stand beside them, each a thing of its own, so that two colleagues who log two replies never write to one field.

pub mod board;
pub mod dialogue;
pub mod reference;
pub mod similar;
pub mod smart;

pub use board::{Column, Due, DueKind, SOON_DAYS, awaits_reply, column, days_to_reply, due, percent_passed};
pub use dialogue::{Check, CheckResult, Grade, Letter, MAX_IN_REPLY, Message, Reply, Verified, Way, proposed};
pub use reference::{LONG_CHARS, SHORT_CHARS, reference, short_code};
pub use similar::{Fingerprint, SIMILAR_PERCENT, shared_words};
pub use smart::{Answer, Hint, Question, hints};

use crate::dates::Day;
use crate::finding::Review;
use crate::ids::DocumentId;
use crate::place::RefusedField;
use crate::theme::Theme;
use serde::{Deserialize, Serialize};

/// How much it matters, and how soon.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Priority {
    Urgent,
    High,
    #[default]
    Normal,
    Low,
}

/// Whether the authority has it. A withdrawn recommendation stays in the record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Status {
    #[default]
    Draft,
    Sent,
    Withdrawn,
}

impl Status {
    /// Whether the authority has it, as its letters tell: while one of them stands it does, and once all of them were logged by
    /// mistake it is a draft again. This is derived and never written back, since a colleague may send another letter while
    /// the last one is dropped elsewhere, and a status written beside the drop would say that theirs never left.
    #[must_use]
    pub fn beside(self, letters: &[Letter]) -> Self {
        if self == Self::Withdrawn || letters.is_empty() {
            return self;
        }
        let stands = letters.iter().any(|letter| !letter.dropped);
        if stands { Self::Sent } else { Self::Draft }
    }
}

/// What the team holds was done about it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Implementation {
    /// Nothing yet.
    #[default]
    None,
    /// A part of it.
    Partial,
    /// All of it.
    Full,
    /// Nothing is to be done any more: the place closed, the law changed.
    Obsolete,
}

/// Longest text and standards of a recommendation, and longest words in the dialogue, characters.
pub const MAX_TEXT_CHARS: usize = 20_000;
/// Days in which an authority is asked to reply where nobody names another day. A default, editable on every letter.
pub const REPLY_DAYS: u64 = 30;

/// The facts of a recommendation. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recommendation {
    /// What is to be done.
    pub text: String,
    /// The authority that is to do it.
    pub addressee: Option<DocumentId>,
    /// The visit it came out of; none for one about a law or a whole system.
    pub visit: Option<DocumentId>,
    /// The place it is about.
    pub place: Option<DocumentId>,
    /// Theme.
    pub theme: Option<Theme>,
    /// The standards it rests on: `MR 13; CPT/Inf(2015)44`.
    pub standards: String,
    /// Priority.
    pub priority: Priority,
    /// The day by which it is to be done.
    pub deadline: Option<Day>,
    /// The day by which the authority is asked to reply.
    pub reply_by: Option<Day>,
    /// Whether the authority has it.
    pub status: Status,
    /// How far the team is with its text, until it is sent.
    pub review: Review,
    /// What was done about it.
    pub implementation: Implementation,
    /// An earlier recommendation that this one says again.
    pub repeats: Option<DocumentId>,
    /// The year of its visit when it was written, for its reference; it stays when the visit is moved.
    pub year: Option<i32>,
}

impl Recommendation {
    /// Checks what a person typed.
    ///
    /// # Errors
    /// The field that is empty or too long.
    pub fn check(&self) -> Result<(), RefusedField> {
        if self.text.trim().is_empty() || self.text.chars().count() > MAX_TEXT_CHARS {
            return Err(RefusedField("text"));
        }
        if self.standards.chars().count() > MAX_TEXT_CHARS {
            return Err(RefusedField("standards"));
        }
        Ok(())
    }

    /// Whether somebody is still to look at it at the next visit: the authority has it, and it is neither done nor past.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status == Status::Sent && matches!(self.implementation, Implementation::None | Implementation::Partial)
    }

    /// Whether an earlier one, which it repeats, is followed up under it from now on: the authority has it, and it asks for the same
    /// place or for all. Until it goes out, and for a place that it does not name, the earlier one is still to be carried out.
    #[must_use]
    pub fn takes_over(&self, earlier: &Self) -> bool {
        self.status == Status::Sent && (self.place.is_none() || self.place == earlier.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_bounded_on_both_sides_of_its_limit() {
        let of = |text: String| Recommendation {
            text,
            ..Recommendation::default()
        };
        assert_eq!(of("  ".into()).check(), Err(RefusedField("text")));
        assert_eq!(of("x".repeat(MAX_TEXT_CHARS)).check(), Ok(()));
        assert_eq!(of("x".repeat(MAX_TEXT_CHARS + 1)).check(), Err(RefusedField("text")));
        let standards = Recommendation {
            standards: "x".repeat(MAX_TEXT_CHARS + 1),
            ..of("Repair the heating.".into())
        };
        assert_eq!(standards.check(), Err(RefusedField("standards")));
    }

    #[test]
    fn a_letter_that_stands_is_with_the_authority_and_one_logged_by_mistake_is_not() {
        let of = |dropped| Letter {
            dropped,
            ..Letter::default()
        };
        for kept in [Status::Draft, Status::Sent] {
            assert_eq!(kept.beside(&[]), kept, "no letter was logged");
            assert_eq!(kept.beside(&[of(true)]), Status::Draft);
            assert_eq!(kept.beside(&[of(true), of(false)]), Status::Sent);
        }
        for letters in [vec![], vec![of(true)], vec![of(false)]] {
            assert_eq!(Status::Withdrawn.beside(&letters), Status::Withdrawn);
        }
    }

    #[test]
    fn what_is_sent_and_not_done_is_open() {
        let of = |status, implementation| Recommendation {
            status,
            implementation,
            ..Recommendation::default()
        };
        assert!(of(Status::Sent, Implementation::Partial).is_open());
        assert!(of(Status::Sent, Implementation::None).is_open());
        for (status, implementation) in [
            (Status::Draft, Implementation::None),
            (Status::Withdrawn, Implementation::None),
            (Status::Sent, Implementation::Full),
            (Status::Sent, Implementation::Obsolete),
        ] {
            assert!(!of(status, implementation).is_open());
        }
    }
}
