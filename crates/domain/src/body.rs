//! The body: what it is, the rules it works by, and its people.
//!
//! What follows from the kind of body is data with its source, and every body may say otherwise: a default is never the law.

mod associates;
mod people;
mod publication;
mod skills;

pub use associates::{Associate, MAX_ASSOCIATES, MAX_CODE_CHARS};
pub use people::{Absence, Advice, Gender, MAX_ABSENCES, NoAbsence, Person, Seated, advise};
pub use publication::{Basis, Publication, Release, Verdict};
pub use skills::{MAX_OWN_SKILLS, MAX_SKILL_CHARS, Skill};

use crate::dates::Day;
use crate::place::{MAX_NAME_CHARS, MAX_TEXT_CHARS, RefusedField, short};
use crate::week::{WeekDay, Weekend};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What kind of body it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// A national preventive mechanism (OPCAT, Part IV).
    #[default]
    National,
    /// The Subcommittee on Prevention, or another body under a treaty (OPCAT, Part III).
    International,
    /// Any other that visits.
    Other,
}

/// On what an authority may rest an objection to a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Ground {
    NationalDefence,
    PublicSafety,
    NaturalDisaster,
    SeriousDisorder,
}

impl Ground {
    /// The four of Article 14(2): urgent and compelling, and preventing the visit for a time.
    pub const ALL: [Self; 4] = [
        Self::NationalDefence,
        Self::PublicSafety,
        Self::NaturalDisaster,
        Self::SeriousDisorder,
    ];
}

/// The part of the Protocol whose obligations a State has put off (Article 24).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Postponed {
    /// Part III: visits of the Subcommittee.
    PartThree,
    /// Part IV: national preventive mechanisms.
    PartFour,
}

/// Most members a rule may ask for.
pub const MAX_LEAST_MEMBERS: u32 = 20;
/// Most languages that delegations are to cover.
pub const MAX_LANGUAGES: usize = 50;
/// Longest name of a language, characters.
pub const MAX_LANGUAGE_CHARS: usize = 60;

/// The profile of a body. Each member is a field of its own in the body's record; an empty one leaves what follows from
/// the kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Body {
    /// Its name, as reports say it.
    pub name: String,
    /// What it is.
    pub kind: BodyKind,
    /// Its mandate in law, in words.
    pub mandate: String,
    /// Whether its reports are confidential unless it decides otherwise.
    pub confidential: Option<bool>,
    /// How and when it publishes, in words.
    pub publication: String,
    /// Fewest members of a delegation.
    pub least_members: Option<u32>,
    /// Grounds on which access may be objected to.
    pub grounds: Option<BTreeSet<Ground>>,
    /// Languages that a delegation should speak among its members.
    pub languages: BTreeSet<String>,
    /// Days of the week on which the country rests; none named: Saturday and Sunday.
    pub weekend: BTreeSet<WeekDay>,
    /// What the State has put off.
    pub postponed: Option<Postponed>,
    /// Until when.
    pub postponed_until: Option<Day>,
}

/// A rule that follows from the kind of body, and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule<T> {
    /// What it says.
    pub value: T,
    /// Where it is written: an article of the Protocol; empty for what is practice alone.
    pub source: &'static str,
}

/// What follows from a kind of body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defaults {
    /// Reports are confidential unless the body decides otherwise.
    pub confidential: Rule<bool>,
    /// Fewest members of a delegation.
    pub least_members: Rule<u32>,
    /// Grounds on which access may be objected to.
    pub grounds: Rule<BTreeSet<Ground>>,
}

/// The defaults of a kind of body.
#[must_use]
pub fn defaults(kind: BodyKind) -> Defaults {
    match kind {
        BodyKind::International => Defaults {
            confidential: Rule {
                value: true,
                source: "OPCAT 16(1), 16(2)",
            },
            least_members: Rule {
                value: 2,
                source: "OPCAT 13(3)",
            },
            grounds: Rule {
                value: Ground::ALL.into(),
                source: "OPCAT 14(2)",
            },
        },
        BodyKind::National => Defaults {
            confidential: Rule {
                value: false,
                source: "OPCAT 21(2), 23",
            },
            // Part IV names no number; two is what practice takes over from Part III.
            least_members: Rule { value: 2, source: "" },
            // Part IV knows no objection to a visit.
            grounds: Rule {
                value: BTreeSet::new(),
                source: "OPCAT 20",
            },
        },
        BodyKind::Other => Defaults {
            confidential: Rule {
                value: true,
                source: "",
            },
            least_members: Rule { value: 2, source: "" },
            grounds: Rule {
                value: BTreeSet::new(),
                source: "",
            },
        },
    }
}

impl Body {
    /// Checks what a person typed.
    ///
    /// # Errors
    /// The field that is too long or out of range.
    pub fn check(&self) -> Result<(), RefusedField> {
        short("name", &self.name, MAX_NAME_CHARS)?;
        short("mandate", &self.mandate, MAX_TEXT_CHARS)?;
        short("publication", &self.publication, MAX_TEXT_CHARS)?;
        if self
            .least_members
            .is_some_and(|least| least == 0 || least > MAX_LEAST_MEMBERS)
        {
            return Err(RefusedField("least_members"));
        }
        if !people::are_languages(&self.languages) {
            return Err(RefusedField("languages"));
        }
        // A week without a working day has no weekend either.
        if self.weekend.len() >= WeekDay::ALL.len() {
            return Err(RefusedField("weekend"));
        }
        if self.postponed.is_none() && self.postponed_until.is_some() {
            return Err(RefusedField("postponed_until"));
        }
        Ok(())
    }

    /// Whether reports are confidential: as the body says, else as its kind has it.
    #[must_use]
    pub fn is_confidential(&self) -> bool {
        self.confidential.unwrap_or(defaults(self.kind).confidential.value)
    }

    /// The days of the week on which the country rests.
    #[must_use]
    pub fn weekend(&self) -> Weekend {
        Weekend::of(&self.weekend)
    }

    /// Fewest members of a delegation, likewise.
    #[must_use]
    pub fn least_members(&self) -> u32 {
        self.least_members.unwrap_or(defaults(self.kind).least_members.value)
    }

    /// Where the number of members is written; empty where the body itself says it.
    #[must_use]
    pub fn least_members_source(&self) -> &'static str {
        match self.least_members {
            None => defaults(self.kind).least_members.source,
            Some(_) => "",
        }
    }

    /// Grounds on which access may be objected to, likewise.
    #[must_use]
    pub fn objection_grounds(&self) -> BTreeSet<Ground> {
        let own = self.grounds.clone();
        own.unwrap_or_else(|| defaults(self.kind).grounds.value)
    }

    /// Where they are written; empty where the body itself says them.
    #[must_use]
    pub fn objection_grounds_source(&self) -> &'static str {
        match self.grounds {
            None => defaults(self.kind).grounds.source,
            Some(_) => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_body_says_goes_before_what_its_kind_has() {
        let mut body = Body {
            kind: BodyKind::International,
            ..Body::default()
        };
        assert!(body.is_confidential());
        assert_eq!((body.least_members(), body.least_members_source()), (2, "OPCAT 13(3)"));
        assert_eq!(body.objection_grounds(), Ground::ALL.into());
        assert_eq!(body.objection_grounds_source(), "OPCAT 14(2)");
        body.grounds = Some([Ground::PublicSafety].into());
        assert_eq!(body.objection_grounds(), [Ground::PublicSafety].into());
        assert_eq!(body.objection_grounds_source(), "");
        body.confidential = Some(false);
        body.least_members = Some(4);
        assert!(!body.is_confidential());
        assert_eq!((body.least_members(), body.least_members_source()), (4, ""));
    }

    #[test]
    fn no_delegation_of_nobody_and_no_end_of_what_was_not_put_off() {
        let mut body = Body {
            least_members: Some(0),
            ..Body::default()
        };
        assert_eq!(body.check(), Err(RefusedField("least_members")));
        body.least_members = Some(MAX_LEAST_MEMBERS);
        assert_eq!(body.check(), Ok(()));
        body.postponed_until = crate::dates::parse_day("2028-01-01");
        assert_eq!(body.check(), Err(RefusedField("postponed_until")));
    }

    #[test]
    fn a_weekend_may_be_one_day_or_six_and_not_the_whole_week() {
        let mut body = Body::default();
        assert_eq!((body.check(), body.weekend()), (Ok(()), Weekend::default()));
        body.weekend = [WeekDay::Friday].into();
        assert_eq!(body.check(), Ok(()));
        assert!(body.weekend().holds_numbered(5) && !body.weekend().holds_numbered(6));
        body.weekend = WeekDay::ALL.into();
        assert_eq!(body.check(), Err(RefusedField("weekend")));
        body.weekend.remove(&WeekDay::Monday);
        assert_eq!(body.check(), Ok(()));
    }
}
