//! Ids that travel between devices. Local row numbers never leave the store.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// A text that is not an id of the kind asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct BadId;

/// Bytes of the time that a UUID v7 begins with.
const TIME_BYTES: usize = 6;

/// Id of a record with a document of its own. 16 bytes, UUID v7 when made; the record of the body has the team's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentId(Uuid);

impl DocumentId {
    /// From its 16 bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }

    /// Its 16 bytes.
    #[must_use]
    pub fn bytes(self) -> [u8; 16] {
        self.0.into_bytes()
    }

    /// Milliseconds since 1970 at which it was made, as its maker's clock said: what a UUID v7 begins with.
    #[must_use]
    pub fn made_at_ms(self) -> i64 {
        let bytes = self.bytes();
        let time = bytes.iter().take(TIME_BYTES);
        time.fold(0_i64, |ms, byte| ms << u8::BITS | i64::from(*byte))
    }

    /// Another id, of the same time: every device derives the same one. What was random in it is turned about.
    #[must_use]
    pub fn derive_other(self) -> Self {
        let bytes = self.bytes();
        let random: [u8; 10] = std::array::from_fn(|at| bytes.get(at + TIME_BYTES).map_or(0, |byte| !byte));
        let ms = u64::try_from(self.made_at_ms()).unwrap_or(0);
        Self::make_at(ms, random)
    }

    /// UUID v7 from milliseconds since 1970 and ten random bytes.
    #[must_use]
    pub fn make_at(ms: u64, random: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid())
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(f)
    }
}

impl FromStr for DocumentId {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        Uuid::parse_str(text).map(Self).map_err(|_| BadId)
    }
}

/// Longest id in characters.
pub const MAX_ID_CHARS: usize = 64;

macro_rules! text_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text of the id: 1 to 64 of `a-z 0-9 _ -`.
            ///
            /// # Errors
            /// [`BadId`] for any other text: ids stand inside cell paths, where `/`, `#` and `!` have a meaning.
            pub fn parse(text: &str) -> Result<Self, BadId> {
                let fine = !text.is_empty()
                    && text.len() <= MAX_ID_CHARS
                    && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
                if fine { Ok(Self(text.to_owned())) } else { Err(BadId) }
            }

            /// Its text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

text_ids! {
    /// A member of the team, as on the roster (lower hex).
    MemberId;
    /// An area of the place, within one visit; `general` stands for the place as a whole.
    AreaId;
    /// A checklist.
    ChecklistId;
    /// An item, within its checklist.
    ItemId;
    /// An observation, within its visit.
    ObservationId;
    /// A finding, within its visit.
    FindingId;
    /// A statement, within its interview.
    StatementId;
    /// A unit, a count, a contact or a document, within its place.
    PartId;
    /// A reply of an authority to several recommendations: each of them holds its part under an id of its own.
    JointReplyId;
}

/// The area that stands for the place as a whole.
pub const GENERAL_AREA: &str = "general";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_could_break_a_path_is_refused() {
        for bad in ["", "a/b", "a#b", "a!b", "Ä", "A", &"x".repeat(MAX_ID_CHARS + 1)] {
            assert_eq!(ItemId::parse(bad), Err(BadId), "{bad}");
        }
        assert!(ItemId::parse(&"x".repeat(MAX_ID_CHARS)).is_ok());
    }

    #[test]
    fn document_ids_sort_by_the_time_they_were_made() {
        let early = DocumentId::make_at(1_000, [9; 10]);
        let late = DocumentId::make_at(2_000, [0; 10]);
        assert!(early < late);
        assert_eq!((early.made_at_ms(), late.made_at_ms()), (1_000, 2_000));
        assert_eq!(early.to_string().parse(), Ok(early));
    }

    #[test]
    fn an_id_that_follows_from_another_is_the_same_each_time_and_of_the_same_time() {
        let plan = DocumentId::make_at(1_000, [9; 10]);
        let derived = plan.derive_other();
        assert_eq!((derived, derived.made_at_ms()), (plan.derive_other(), 1_000));
        assert_ne!(derived, plan);
        assert_ne!(derived, DocumentId::make_at(1_000, [8; 10]).derive_other());
    }
}
