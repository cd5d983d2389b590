//! What people can do: skills that every body knows, and those that people name themselves.

use super::people::alike;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most skills that somebody names in their own words.
pub const MAX_OWN_SKILLS: usize = 30;
/// Longest name of such a skill, characters.
pub const MAX_SKILL_CHARS: usize = 80;

/// What a member can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Skill {
    Law,
    Medicine,
    Psychiatry,
    Psychology,
    Nursing,
    SocialWork,
    Children,
    Gender,
    Disability,
    Migration,
    Policing,
    Prisons,
    Interpreting,
}

impl Skill {
    /// Whether who has it may assess injuries and states of health.
    #[must_use]
    pub fn is_clinical(self) -> bool {
        matches!(self, Self::Medicine | Self::Psychiatry | Self::Nursing)
    }

    /// What people call it in the languages shipped, as they look for it, and as they write it where they name skills themselves.
    #[must_use]
    pub const fn words(self) -> [&'static str; 2] {
        match self {
            Self::Law => ["law", "القانون"],
            Self::Medicine => ["medicine", "الطب"],
            Self::Psychiatry => ["psychiatry", "الطب النفسي"],
            Self::Psychology => ["psychology", "علم النفس"],
            Self::Nursing => ["nursing", "التمريض"],
            Self::SocialWork => ["social work", "العمل الاجتماعي"],
            Self::Children => ["children", "حقوق الطفل"],
            Self::Gender => ["gender", "قضايا النوع الاجتماعي"],
            Self::Disability => ["disability", "الإعاقة"],
            Self::Migration => ["migration", "الهجرة"],
            Self::Policing => ["policing", "العمل الشرطي"],
            Self::Prisons => ["prisons", "السجون"],
            Self::Interpreting => ["interpreting", "الترجمة الشفوية"],
        }
    }

    /// The skill that a name of somebody's own is spelt as, whatever its case; none where it is another.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = alike(name);
        Self::ALL
            .into_iter()
            .find(|skill| skill.words().contains(&name.as_str()))
    }

    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Law,
        Self::Medicine,
        Self::Psychiatry,
        Self::Psychology,
        Self::Nursing,
        Self::SocialWork,
        Self::Children,
        Self::Gender,
        Self::Disability,
        Self::Migration,
        Self::Policing,
        Self::Prisons,
        Self::Interpreting,
    ];
}

/// Whether these are skills that somebody may have named themselves.
pub(super) fn are_own_skills(names: &BTreeSet<String>) -> bool {
    let fits = |name: &String| !name.trim().is_empty() && name.chars().nth(MAX_SKILL_CHARS).is_none();
    names.len() <= MAX_OWN_SKILLS && names.iter().all(fits)
}
