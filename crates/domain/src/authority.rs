//! Authorities: who runs places or answers for them, and whom recommendations are addressed to (OPCAT, Articles 12 and 22).

use crate::ids::DocumentId;
use crate::place::{MAX_NAME_CHARS, MAX_TEXT_CHARS, RefusedField, short};
use serde::{Deserialize, Serialize};

/// What an authority is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum AuthorityKind {
    Ministry,
    PrisonService,
    Police,
    Judiciary,
    Prosecution,
    HealthAuthority,
    SocialServices,
    MigrationAuthority,
    Military,
    Municipality,
    Parliament,
    PrivateOperator,
    #[default]
    Other,
}

/// The facts of an authority. Each member is a field of its own in its record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Authority {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: AuthorityKind,
    /// The authority above it.
    pub parent: Option<DocumentId>,
    /// Address for letters.
    pub address: String,
    /// Whom to turn to there, in words.
    pub contact: String,
    /// Telephone.
    pub phone: String,
    /// Address for mail.
    pub mail: String,
    /// No longer there; nothing is addressed to it any more.
    pub dropped: bool,
}

impl Authority {
    /// Checks what a person typed.
    ///
    /// # Errors
    /// The field that is empty or too long.
    pub fn check(&self) -> Result<(), RefusedField> {
        if self.name.trim().is_empty() {
            return Err(RefusedField("name"));
        }
        for (field, text) in [("name", &self.name), ("phone", &self.phone), ("mail", &self.mail)] {
            short(field, text, MAX_NAME_CHARS)?;
        }
        short("address", &self.address, MAX_TEXT_CHARS)?;
        short("contact", &self.contact, MAX_TEXT_CHARS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_has_a_name_of_a_length_people_read() {
        let named = |name: &str| Authority {
            name: name.to_owned(),
            ..Authority::default()
        };
        assert_eq!(named(" ").check(), Err(RefusedField("name")));
        assert_eq!(
            named(&"x".repeat(MAX_NAME_CHARS + 1)).check(),
            Err(RefusedField("name"))
        );
        assert_eq!(named(&"x".repeat(MAX_NAME_CHARS)).check(), Ok(()));
    }
}
