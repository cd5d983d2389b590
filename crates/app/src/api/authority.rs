//! Authorities: who runs places or answers for them, and whom recommendations are addressed to.

use super::place::PlaceName;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An authority to add, or its facts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AuthorityInput {
    /// Its name.
    pub name: String,
    /// `ministry`, `prison_service`, `police`, `judiciary`, `prosecution`, `health_authority`, `social_services`,
    /// `migration_authority`, `military`, `municipality`, `parliament`, `private_operator`, `other`.
    pub kind: String,
    /// Id of the authority above it.
    pub parent: Option<String>,
    /// Address for letters.
    pub address: String,
    /// Whom to turn to there.
    pub contact: String,
    /// Telephone.
    pub phone: String,
    /// Address for mail.
    pub mail: String,
    /// No longer there; nothing is deleted.
    pub dropped: bool,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuthorityRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// As in [`AuthorityInput`].
    pub kind: String,
    /// Name of the authority above it.
    pub parent_name: Option<String>,
    /// No longer there.
    pub dropped: bool,
    /// How many places it answers for.
    pub places: u32,
    /// How many of its fields devices disagree on.
    pub conflicts: u32,
}

/// Authorities, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuthorityRows {
    /// The lines.
    pub rows: Vec<AuthorityRow>,
}

/// Which authority.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuthorityRef {
    /// Its id.
    pub authority: String,
}

/// An authority, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuthorityView {
    /// The line of the list.
    pub row: AuthorityRow,
    /// Its facts.
    pub facts: AuthorityInput,
    /// Authorities below it, by name.
    pub below: Vec<AuthorityRow>,
    /// Places that it answers for, by name.
    pub places: Vec<PlaceName>,
    /// Fields on which devices disagree, as merge paths.
    pub conflicts: Vec<String>,
    /// Fields a newer version wrote, kept as they are.
    pub unreadable: Vec<String>,
}

/// Change the facts of an authority: only what differs between `was` and `facts` is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AuthoritySet {
    /// Its id.
    pub authority: String,
    /// The facts the person was shown. Where a colleague changed the same one since, nothing is written: `stale`.
    pub was: AuthorityInput,
    /// The facts as they should be.
    pub facts: AuthorityInput,
}
