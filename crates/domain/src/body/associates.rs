//! People who go with a delegation and have no device: doctors, interpreters, experts from outside.

use super::people::{Absence, Gender, Person};
use super::skills::Skill;
use crate::dates::Day;
use crate::place::{MAX_NAME_CHARS, RefusedField, short};
use crate::visit::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most associates that a body asks along, those taken off left out.
pub const MAX_ASSOCIATES: usize = 2_000;
/// Longest code by which interviews call an interpreter, characters.
pub const MAX_CODE_CHARS: usize = 60;

/// Somebody whom the body asks along, and who holds no records. Each member of it is a field of its own in the body's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Associate {
    /// Their name; empty once they were erased.
    pub name: String,
    /// What they are in a delegation, unless a seat says otherwise.
    pub role: Role,
    /// What they do, in words: forensic doctor, sign language interpreter.
    pub profession: String,
    /// What interviews call them by, in place of their name.
    pub code: String,
    /// Languages spoken well enough for an interview.
    pub languages: BTreeSet<String>,
    /// What they can do.
    pub skills: BTreeSet<Skill>,
    /// What else they can do, in words of the body's own.
    pub own_skills: BTreeSet<String>,
    /// Gender.
    pub gender: Option<Gender>,
    /// When they can come, in words.
    pub availability: String,
    /// First day they cannot.
    pub away_from: Option<Day>,
    /// Last day they cannot.
    pub away_until: Option<Day>,
    /// Further times on which they cannot.
    pub also_away: BTreeSet<Absence>,
    /// Not asked along any more.
    pub dropped: bool,
}

impl Default for Associate {
    fn default() -> Self {
        Self {
            name: String::new(),
            role: Role::Expert,
            profession: String::new(),
            code: String::new(),
            languages: BTreeSet::new(),
            skills: BTreeSet::new(),
            own_skills: BTreeSet::new(),
            gender: None,
            availability: String::new(),
            away_from: None,
            away_until: None,
            also_away: BTreeSet::new(),
            dropped: false,
        }
    }
}

impl Associate {
    /// What a delegation asks of anybody in it.
    #[must_use]
    pub fn person(&self) -> Person {
        Person {
            languages: self.languages.clone(),
            skills: self.skills.clone(),
            own_skills: self.own_skills.clone(),
            gender: self.gender,
            availability: self.availability.clone(),
            away_from: self.away_from,
            away_until: self.away_until,
            also_away: self.also_away.clone(),
        }
    }

    /// Whether what was known of them was taken away. Visits that name them still say that somebody was there.
    #[must_use]
    pub fn is_erased(&self) -> bool {
        self.name.trim().is_empty()
    }

    /// Checks what a person typed.
    ///
    /// # Errors
    /// The field that is missing, too long or cannot be.
    pub fn check(&self) -> Result<(), RefusedField> {
        if self.is_erased() {
            return Err(RefusedField("name"));
        }
        short("name", &self.name, MAX_NAME_CHARS)?;
        short("profession", &self.profession, MAX_NAME_CHARS)?;
        short("code", &self.code, MAX_CODE_CHARS)?;
        // Whoever leads a delegation answers for its records, and has to hold them.
        if self.role == Role::Lead {
            return Err(RefusedField("role"));
        }
        self.person().check()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{Advice, Body, BodyKind, Seated, advise};
    use crate::dates::parse_day;

    fn named(name: &str) -> Associate {
        Associate {
            name: name.to_owned(),
            ..Associate::default()
        }
    }

    #[test]
    fn an_associate_has_a_name_and_does_not_lead() {
        assert_eq!(named(" ").check(), Err(RefusedField("name")));
        let mut doctor = named("Dr Okafor");
        assert_eq!((doctor.check(), doctor.role), (Ok(()), Role::Expert));
        doctor.role = Role::Lead;
        assert_eq!(doctor.check(), Err(RefusedField("role")));
        doctor.role = Role::Interpreter;
        doctor.code = "x".repeat(MAX_CODE_CHARS);
        assert_eq!(doctor.check(), Ok(()));
        doctor.code.push('x');
        assert_eq!(doctor.check(), Err(RefusedField("code")));
    }

    #[test]
    fn a_time_away_is_held_to_the_same_rule_as_a_members() {
        let mut away = named("Dr Okafor");
        (away.away_from, away.away_until) = (parse_day("2026-03-04"), parse_day("2026-03-02"));
        assert_eq!(away.check(), Err(RefusedField("away_until")));
    }

    #[test]
    fn a_doctor_without_a_device_fills_what_a_delegation_lacks() {
        let body = Body {
            kind: BodyKind::International,
            ..Body::default()
        };
        let amina = Seated {
            name: "Amina".to_owned(),
            clinician: false,
            person: Person::default(),
        };
        let lacking = advise(&body, std::slice::from_ref(&amina), None);
        assert!(lacking.contains(&Advice::NoClinician), "{lacking:?}");
        let doctor = Associate {
            skills: [Skill::Medicine].into(),
            ..named("Dr Okafor")
        };
        let seated = Seated {
            name: doctor.name.clone(),
            clinician: false,
            person: doctor.person(),
        };
        assert_eq!(advise(&body, &[amina, seated], None), []);
    }
}
