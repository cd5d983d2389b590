//! Consent: each use asked, refused and withdrawn on its own.

use crate::dates::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a consent is for. Each is asked, refused and withdrawn on its own (OPCAT, Articles 16 and 21(2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Purpose {
    Talk,
    Notes,
    Photo,
    Audio,
    MedicalExamination,
    ShareWithAuthority,
    PublishAnonymised,
    PublishIdentified,
}

impl Purpose {
    /// All, in the order in which they are asked.
    pub const ALL: [Self; 8] = [
        Self::Talk,
        Self::Notes,
        Self::Photo,
        Self::Audio,
        Self::MedicalExamination,
        Self::ShareWithAuthority,
        Self::PublishAnonymised,
        Self::PublishIdentified,
    ];

    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::Notes => "notes",
            Self::Photo => "photo",
            Self::Audio => "audio",
            Self::MedicalExamination => "medical_examination",
            Self::ShareWithAuthority => "share_with_authority",
            Self::PublishAnonymised => "publish_anonymised",
            Self::PublishIdentified => "publish_identified",
        }
    }

    /// From its code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }
}

/// Where a consent stands. What was never asked is not given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ConsentState {
    #[default]
    NotAsked,
    Given,
    Refused,
    Withdrawn,
}

/// One consent, as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Where it stands.
    pub state: ConsentState,
    /// When it was given, refused or withdrawn.
    pub at: Timestamp,
    /// How it was explained.
    #[serde(default)]
    pub explained: String,
    /// A guardian who consented too, by role, where one is needed.
    #[serde(default)]
    pub guardian: Option<String>,
}

/// Consents by purpose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consents {
    /// Settled consents: fields in conflict are left out, so that doubt never permits.
    pub settled: BTreeMap<Purpose, Consent>,
    /// The person is, or may be, under eighteen: a guardian must have agreed as well.
    pub guardian_needed: bool,
}

impl Consents {
    /// Where one stands.
    #[must_use]
    pub fn state(&self, purpose: Purpose) -> ConsentState {
        self.settled
            .get(&purpose)
            .map_or(ConsentState::NotAsked, |consent| consent.state)
    }

    /// Whether a use is permitted. Without consent to talk and to notes nothing is. Of a minor, what leaves the talk
    /// itself needs a guardian too; to be heard and noted down they need nobody's leave.
    #[must_use]
    pub fn permits(&self, purpose: Purpose) -> bool {
        let given = [Purpose::Talk, Purpose::Notes, purpose]
            .iter()
            .all(|p| self.state(*p) == ConsentState::Given);
        given && (!self.asks_guardian(purpose) || self.guardian(purpose).is_some())
    }

    /// Whether a use needs a guardian besides the person.
    #[must_use]
    pub fn asks_guardian(&self, purpose: Purpose) -> bool {
        self.guardian_needed && ![Purpose::Talk, Purpose::Notes].contains(&purpose)
    }

    /// The guardian who agreed to a use, by role.
    #[must_use]
    pub fn guardian(&self, purpose: Purpose) -> Option<&str> {
        let guardian = self.settled.get(&purpose)?.guardian.as_deref()?;
        (!guardian.trim().is_empty()).then_some(guardian)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(purposes: &[Purpose]) -> Consents {
        let consent = Consent {
            state: ConsentState::Given,
            at: Timestamp::default(),
            explained: String::new(),
            guardian: None,
        };
        Consents {
            settled: purposes.iter().map(|p| (*p, consent.clone())).collect(),
            guardian_needed: false,
        }
    }

    #[test]
    fn what_was_not_asked_is_not_given_and_nothing_is_without_the_talk() {
        assert!(!given(&[]).permits(Purpose::PublishAnonymised));
        assert!(!given(&[Purpose::PublishAnonymised]).permits(Purpose::PublishAnonymised));
        let full = given(&[Purpose::Talk, Purpose::Notes, Purpose::PublishAnonymised]);
        assert!(full.permits(Purpose::PublishAnonymised));
        assert!(!full.permits(Purpose::PublishIdentified));
    }

    #[test]
    fn withdrawing_the_notes_withdraws_every_use() {
        let mut consents = given(&[Purpose::Talk, Purpose::Notes, Purpose::ShareWithAuthority]);
        if let Some(notes) = consents.settled.get_mut(&Purpose::Notes) {
            notes.state = ConsentState::Withdrawn;
        }
        assert!(
            Purpose::ALL
                .iter()
                .all(|p| *p == Purpose::Talk || !consents.permits(*p))
        );
    }

    #[test]
    fn of_a_minor_only_the_talk_and_its_notes_go_without_a_guardian() {
        let mut consents = given(&Purpose::ALL);
        consents.guardian_needed = true;
        let permitted = |consents: &Consents| Purpose::ALL.into_iter().filter(|p| consents.permits(*p)).count();
        assert_eq!(permitted(&consents), 2);
        for consent in consents.settled.values_mut() {
            consent.guardian = Some("  ".into());
        }
        assert_eq!(permitted(&consents), 2, "nobody in particular is no guardian");
        for consent in consents.settled.values_mut() {
            consent.guardian = Some("mother".into());
        }
        assert_eq!(permitted(&consents), Purpose::ALL.len());
    }
}
