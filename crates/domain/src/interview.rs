//! Interview notes: what one person said, under what protection, and what they agreed to.
//!
//! A note knows a pseudonym only. The real identity lives in the identity vault, under a key of its own.

use crate::dates::Timestamp;
use crate::ids::MemberId;
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
}

impl Consents {
    /// Where one stands.
    #[must_use]
    pub fn state(&self, purpose: Purpose) -> ConsentState {
        self.settled
            .get(&purpose)
            .map_or(ConsentState::NotAsked, |consent| consent.state)
    }

    /// Whether a use is permitted. Without consent to talk and to notes nothing is.
    #[must_use]
    pub fn permits(&self, purpose: Purpose) -> bool {
        [Purpose::Talk, Purpose::Notes, purpose]
            .iter()
            .all(|p| self.state(*p) == ConsentState::Given)
    }
}

/// Who was interviewed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Interviewee {
    #[default]
    Individual,
    Group,
    Staff,
    Family,
}

/// How the person was selected. Named by the management is a warning sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Selection {
    Random,
    AskedForIt,
    ChosenByTeam,
    NamedByManagement,
}

/// The frame of an interview. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Frame {
    /// The visit it belongs to.
    pub visit: Option<crate::ids::DocumentId>,
    /// The only name.
    pub pseudonym: String,
    /// Start.
    pub started_at: Option<Timestamp>,
    /// End.
    pub ended_at: Option<Timestamp>,
    /// Interviewer.
    pub interviewer: Option<MemberId>,
    /// Note-taker.
    pub note_taker: Option<MemberId>,
    /// Unit, coarse.
    pub unit: String,
    /// Setting: room, yard, cell.
    pub setting: String,
    /// Who was within earshot.
    pub within_earshot: String,
    /// Individual, group, staff, family.
    pub interviewee: Interviewee,
    /// Persons in a group.
    pub group_size: Option<u32>,
    /// How selected.
    pub selection: Option<Selection>,
    /// Language.
    pub language: String,
    /// Interpreter's code.
    pub interpreter: String,
    /// The interpreter is independent of the place.
    pub interpreter_independent: Option<bool>,
    /// The interpreter signed a confidentiality undertaking.
    pub interpreter_undertaking: Option<bool>,
}

/// A group of fewer persons points at each of them.
pub const SMALL_GROUP_PERSONS: u32 = 3;

impl Frame {
    /// A group so small, or of so unknown a size, that a quote from it points at who spoke.
    #[must_use]
    pub fn small_group(&self) -> bool {
        self.interviewee == Interviewee::Group && self.group_size.is_none_or(|persons| persons < SMALL_GROUP_PERSONS)
    }
}

/// The situation of the person, coarse on purpose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Situation {
    /// Legal status.
    pub legal_status: String,
    /// Time held.
    pub time_held: String,
    /// Age band.
    pub age_band: String,
    /// Gender.
    pub gender: String,
    /// Vulnerabilities.
    pub vulnerabilities: Vec<String>,
    /// Needs.
    pub needs: String,
}

/// Degree of consistency of an injury with an account, for clinicians only (Istanbul Protocol).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum IstanbulDegree {
    NotConsistent,
    ConsistentWith,
    HighlyConsistent,
    TypicalOf,
    DiagnosticOf,
}

/// One statement of an interview.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// What was said.
    pub text: String,
    /// Theme.
    pub theme: Option<crate::theme::Theme>,
    /// Word for word rather than a summary.
    #[serde(default)]
    pub verbatim: bool,
    /// Lived, not heard from others.
    #[serde(default)]
    pub first_hand: bool,
    /// An allegation of ill-treatment: what, when, where, who, how often.
    #[serde(default)]
    pub allegation: bool,
    /// A clinician's degree of consistency.
    #[serde(default)]
    pub degree: Option<IstanbulDegree>,
}

/// Risk and protection. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Protection {
    /// Risk of reprisal.
    pub reprisal_risk: Option<bool>,
    /// Risk of self-harm.
    pub self_harm: Option<bool>,
    /// A minor.
    pub minor: Option<bool>,
    /// Urgent medical need.
    pub urgent_medical: Option<bool>,
    /// Fears, in the person's terms.
    pub fears: String,
    /// Mitigation agreed.
    pub mitigation: String,
    /// Wish to be contacted again.
    pub recontact_wanted: Option<bool>,
    /// A safe way to do it.
    pub recontact_way: String,
    /// Referral made.
    pub referral: String,
}

impl Protection {
    /// Any yes pins a strip on the note and makes a task for the lead.
    #[must_use]
    pub fn at_risk(&self) -> bool {
        [self.reprisal_risk, self.self_harm, self.minor, self.urgent_medical].contains(&Some(true))
    }
}

/// Analysis by the team. Each member is a field of its own in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Analysis {
    /// Corroborating sources.
    pub corroborated_by: String,
    /// Contradictions.
    pub contradicted_by: String,
}

/// Colours a pseudonym begins with: short, neutral, easy to say.
const COLOURS: [&str; 12] = [
    "Blue", "Green", "Grey", "Amber", "Ivory", "Coral", "Olive", "Sand", "Slate", "Teal", "Umber", "Plum",
];
/// Pseudonyms are numbered from 10 to 99.
const NUMBERS: u16 = 90;

/// A pseudonym from two random bytes that is not among those taken: "Blue-17".
#[must_use]
pub fn derive_pseudonym(random: [u8; 2], taken: &[String]) -> String {
    let all = COLOURS.len() * usize::from(NUMBERS);
    let start = usize::from(u16::from_le_bytes(random)) % all;
    let name = |n: usize| {
        let colour = COLOURS.iter().cycle().nth(n % COLOURS.len()).copied().unwrap_or("Blue");
        format!("{colour}-{}", 10 + (n / COLOURS.len()) % usize::from(NUMBERS))
    };
    (start..start + all)
        .map(name)
        .find(|candidate| !taken.contains(candidate))
        // More than a thousand interviews in one visit: number on.
        .unwrap_or_else(|| format!("Blue-{}", 100 + taken.len()))
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
    fn a_group_is_small_under_three_persons_and_while_nobody_counted_them() {
        let group = |group_size| Frame {
            interviewee: Interviewee::Group,
            group_size,
            ..Frame::default()
        };
        assert!(group(None).small_group());
        assert!(group(Some(SMALL_GROUP_PERSONS - 1)).small_group());
        assert!(!group(Some(SMALL_GROUP_PERSONS)).small_group());
        assert!(
            !Frame::default().small_group(),
            "one person is quoted under a pseudonym"
        );
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
    fn pseudonyms_do_not_repeat_within_a_visit_even_when_chance_does() {
        let mut taken = Vec::new();
        for _ in 0..1_200 {
            let next = derive_pseudonym([7, 7], &taken);
            assert!(!taken.contains(&next), "{next}");
            taken.push(next);
        }
    }
}
