//! What members bring with them, and what a delegation might lack. Advice alone: nobody is kept from going.

use super::skills::{Skill, are_own_skills};
use super::{Body, MAX_LANGUAGE_CHARS, MAX_LANGUAGES};
use crate::dates::{Day, parse_day};
use crate::place::{MAX_TEXT_CHARS, RefusedField, short};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// What a member says of their gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Gender {
    Woman,
    Man,
    Other,
}

/// Most times away that somebody can name beside the first.
pub const MAX_ABSENCES: usize = 50;

/// What stands for an end that nobody knows (ISO 8601-2).
const OPEN: &str = "..";

/// Days on which somebody cannot come, both included; written as `2026-03-02/2026-03-04`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Absence {
    from: Option<Day>,
    until: Option<Day>,
}

/// A text that names no days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no days that somebody is away")]
pub struct NoAbsence;

impl Absence {
    /// Reads one. Days out of order are read too: they are refused where somebody types them, with the field that they stand in.
    ///
    /// # Errors
    /// [`NoAbsence`] for a text that is none, or open at both ends.
    pub fn parse(text: &str) -> Result<Self, NoAbsence> {
        let end = |text: &str| match text {
            OPEN => Ok(None),
            day => parse_day(day).map(Some).ok_or(NoAbsence),
        };
        let (from, until) = text.split_once('/').ok_or(NoAbsence)?;
        let (from, until) = (end(from)?, end(until)?);
        if from.is_none() && until.is_none() {
            return Err(NoAbsence);
        }
        Ok(Self { from, until })
    }

    fn is_in_order(self) -> bool {
        self.from.zip(self.until).is_none_or(|(from, until)| from <= until)
    }

    /// Whether it meets one of these days. Without an end, or without a beginning, it is open there.
    fn meets(self, from: Day, until: Day) -> bool {
        let begun = self.from.is_none_or(|first| first <= until);
        let not_over = self.until.is_none_or(|last| last >= from);
        begun && not_over
    }
}

impl TryFrom<String> for Absence {
    type Error = NoAbsence;
    fn try_from(text: String) -> Result<Self, NoAbsence> {
        Self::parse(&text)
    }
}

impl From<Absence> for String {
    fn from(absence: Absence) -> Self {
        absence.to_string()
    }
}

impl fmt::Display for Absence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |day: Option<Day>| day.map_or_else(|| OPEN.to_owned(), |day| day.to_string());
        write!(f, "{}/{}", end(self.from), end(self.until))
    }
}

/// What is known of a member beside name and role; each member of it is a field of its own in the body's record. Nobody has
/// to say any of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Languages spoken well enough for an interview.
    pub languages: BTreeSet<String>,
    /// What they can do.
    pub skills: BTreeSet<Skill>,
    /// What else they can do, in their own words.
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
}

pub(super) fn are_languages(languages: &BTreeSet<String>) -> bool {
    let fits = |name: &String| !name.trim().is_empty() && name.chars().nth(MAX_LANGUAGE_CHARS).is_none();
    languages.len() <= MAX_LANGUAGES && languages.iter().all(fits)
}

impl Person {
    /// Checks what a person typed.
    ///
    /// # Errors
    /// The field that is too long, or a time away that ends before it begins.
    pub fn check(&self) -> Result<(), RefusedField> {
        if !are_languages(&self.languages) {
            return Err(RefusedField("languages"));
        }
        if !are_own_skills(&self.own_skills) {
            return Err(RefusedField("own_skills"));
        }
        short("availability", &self.availability, MAX_TEXT_CHARS)?;
        if self
            .away_from
            .zip(self.away_until)
            .is_some_and(|(from, until)| until < from)
        {
            return Err(RefusedField("away_until"));
        }
        if self.also_away.len() > MAX_ABSENCES || !self.also_away.iter().all(|time| time.is_in_order()) {
            return Err(RefusedField("also_away"));
        }
        Ok(())
    }

    /// Everything they can do that the product knows: chosen, or named in their own words.
    #[must_use]
    pub fn known_skills(&self) -> BTreeSet<Skill> {
        let named = self.own_skills.iter().filter_map(|name| Skill::named(name));
        self.skills.iter().copied().chain(named).collect()
    }

    /// Whether they are away on one of these days. A time without an end, or without a beginning, is open there.
    #[must_use]
    pub fn is_away(&self, from: Day, until: Day) -> bool {
        let first = Absence {
            from: self.away_from,
            until: self.away_until,
        };
        let known = self.away_from.is_some() || self.away_until.is_some();
        (known && first.meets(from, until)) || self.also_away.iter().any(|time| time.meets(from, until))
    }
}

/// A member in a delegation.
#[derive(Debug, Clone)]
pub struct Seated {
    /// Their name.
    pub name: String,
    /// Seated as a clinician.
    pub clinician: bool,
    /// What is known of them.
    pub person: Person,
}

/// What a delegation might lack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// Fewer than the body's rule asks for.
    TooFew {
        /// How many it asks for.
        least: u32,
        /// Where that is written.
        source: &'static str,
    },
    /// Nobody who may assess injuries and health.
    NoClinician,
    /// All who say say the same gender.
    OneGender,
    /// Nobody speaks it.
    NoLanguage(String),
    /// A member is away on these days.
    Away(String),
}

/// Looks at a delegation for the days of a visit. What nobody has said of themselves is not held against them: where no
/// gender, no skill or no language is known of anybody, nothing is said of it.
#[must_use]
pub fn advise(body: &Body, delegation: &[Seated], days: Option<(Day, Day)>) -> Vec<Advice> {
    let mut advice = Vec::new();
    let least = body.least_members();
    if u32::try_from(delegation.len()).unwrap_or(u32::MAX) < least {
        advice.push(Advice::TooFew {
            least,
            source: body.least_members_source(),
        });
    }
    let clinical = |one: &Seated| one.clinician || one.person.known_skills().iter().any(|skill| skill.is_clinical());
    if !delegation.is_empty() && !delegation.iter().any(clinical) {
        advice.push(Advice::NoClinician);
    }
    let said: Vec<Gender> = delegation.iter().filter_map(|one| one.person.gender).collect();
    let different: BTreeSet<Gender> = said.iter().copied().collect();
    if said.len() > 1 && said.len() == delegation.len() && different.len() == 1 {
        advice.push(Advice::OneGender);
    }
    let spoken: BTreeSet<String> = delegation
        .iter()
        .flat_map(|one| &one.person.languages)
        .map(|name| alike(name))
        .collect();
    if !spoken.is_empty() {
        let missing = body.languages.iter().filter(|name| !spoken.contains(&alike(name)));
        advice.extend(missing.cloned().map(Advice::NoLanguage));
    }
    if let Some((from, until)) = days {
        let away = delegation.iter().filter(|one| one.person.is_away(from, until));
        advice.extend(away.map(|one| Advice::Away(one.name.clone())));
    }
    advice
}

/// A name as names of languages and of skills are compared.
pub(super) fn alike(name: &str) -> String {
    name.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{BodyKind, MAX_OWN_SKILLS, MAX_SKILL_CHARS};

    #[test]
    fn a_skill_in_ones_own_words_counts_as_the_one_it_is_spelt_as() {
        let person = |names: &[&str]| Person {
            own_skills: names.iter().map(|name| (*name).to_owned()).collect(),
            ..Person::default()
        };
        let lacks =
            |one: Person| advise(&Body::default(), &[seated("Amina", one)], None).contains(&Advice::NoClinician);
        assert!(lacks(person(&["Ballistics", "Forensic architecture"])));
        assert!(!lacks(person(&[" Medicine"])));
        assert!(!lacks(person(&["التمريض"])));
        assert_eq!(Skill::named("SOCIAL work"), Some(Skill::SocialWork));
        assert_eq!(Skill::ALL.map(Skill::words).concat().len(), 26);
    }

    #[test]
    fn skills_in_ones_own_words_are_few_and_short() {
        let person = |names: Vec<String>| Person {
            own_skills: names.into_iter().collect(),
            ..Person::default()
        };
        let many = |count: usize| (0..count).map(|n| format!("Skill {n}")).collect();
        assert_eq!(person(many(MAX_OWN_SKILLS)).check(), Ok(()));
        let refused = Err(RefusedField("own_skills"));
        assert_eq!(person(many(MAX_OWN_SKILLS + 1)).check(), refused);
        assert_eq!(person(vec!["x".repeat(MAX_SKILL_CHARS)]).check(), Ok(()));
        assert_eq!(person(vec!["x".repeat(MAX_SKILL_CHARS + 1)]).check(), refused);
        assert_eq!(person(vec![" ".to_owned()]).check(), refused);
    }

    fn seated(name: &str, person: Person) -> Seated {
        Seated {
            name: name.to_owned(),
            clinician: false,
            person,
        }
    }

    fn of(gender: Gender, languages: &[&str], skills: &[Skill]) -> Person {
        Person {
            gender: Some(gender),
            languages: languages.iter().map(|name| (*name).to_owned()).collect(),
            skills: skills.iter().copied().collect(),
            ..Person::default()
        }
    }

    #[test]
    fn a_delegation_hears_what_it_might_lack() {
        let body = Body {
            kind: BodyKind::International,
            languages: ["French".to_owned(), "Arabic".to_owned()].into(),
            ..Body::default()
        };
        let amina = seated("Amina", of(Gender::Woman, &["french"], &[Skill::Law]));
        let few = advise(&body, std::slice::from_ref(&amina), None);
        let too_few = Advice::TooFew {
            least: 2,
            source: "OPCAT 13(3)",
        };
        assert_eq!(
            few,
            [too_few, Advice::NoClinician, Advice::NoLanguage("Arabic".to_owned())]
        );
        let chen = seated("Chen", of(Gender::Woman, &["Arabic"], &[Skill::Psychiatry]));
        assert_eq!(advise(&body, &[amina.clone(), chen], None), [Advice::OneGender]);
        let boris = seated("Boris", of(Gender::Man, &["Arabic"], &[Skill::Nursing]));
        assert_eq!(advise(&body, &[amina, boris], None), []);
    }

    #[test]
    fn what_nobody_said_is_not_held_against_them() {
        let body = Body {
            languages: ["Arabic".to_owned()].into(),
            ..Body::default()
        };
        let silent = [seated("Amina", Person::default()), seated("Boris", Person::default())];
        assert_eq!(advise(&body, &silent, None), [Advice::NoClinician]);
    }

    #[test]
    fn a_time_away_meets_a_visit_at_its_edges_and_may_be_open() {
        let day = |text: &str| parse_day(text).unwrap_or_default();
        let mut away = Person {
            away_from: parse_day("2026-03-02"),
            away_until: parse_day("2026-03-04"),
            ..Person::default()
        };
        assert!(away.is_away(day("2026-03-04"), day("2026-03-09")));
        assert!(away.is_away(day("2026-02-01"), day("2026-03-02")));
        assert!(!away.is_away(day("2026-03-05"), day("2026-03-09")));
        away.away_until = None;
        assert!(away.is_away(day("2027-01-01"), day("2027-01-01")));
        assert!(!Person::default().is_away(day("2026-03-02"), day("2026-03-02")));
    }

    #[test]
    fn somebody_is_away_at_several_times_and_comes_in_between() {
        let day = |text: &str| parse_day(text).unwrap_or_default();
        let times = ["2026-05-01/2026-05-04", "2026-08-01/.."].map(Absence::parse);
        let mut away = Person {
            away_from: parse_day("2026-03-02"),
            away_until: parse_day("2026-03-04"),
            also_away: times.into_iter().flatten().collect(),
            ..Person::default()
        };
        assert_eq!(away.check(), Ok(()));
        for (from, until, is_away) in [
            ("2026-03-04", "2026-03-05", true),
            ("2026-03-05", "2026-04-30", false),
            ("2026-04-30", "2026-05-01", true),
            ("2026-05-05", "2026-07-31", false),
            ("2027-01-01", "2027-01-01", true),
        ] {
            assert_eq!(away.is_away(day(from), day(until)), is_away, "{from}");
        }
        away.also_away.extend(Absence::parse("2026-06-02/2026-06-01"));
        assert_eq!(away.check(), Err(RefusedField("also_away")));
        let several = |count: usize| Person {
            also_away: (0..count)
                .filter_map(|n| Absence::parse(&format!("2026-{:02}-{:02}/..", 1 + n / 28, 1 + n % 28)).ok())
                .collect(),
            ..Person::default()
        };
        assert_eq!(several(MAX_ABSENCES).check(), Ok(()));
        assert_eq!(several(MAX_ABSENCES + 1).check(), Err(RefusedField("also_away")));
    }

    #[test]
    fn a_time_away_reads_back_as_it_is_written_and_nothing_else_is_one() {
        for text in ["2026-03-02/2026-03-04", "../2026-03-04", "2026-03-02/.."] {
            assert_eq!(Absence::parse(text).map(|time| time.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "../..", "2026-03-02", "2026-03-02/soon", "/"] {
            assert_eq!(Absence::parse(text), Err(NoAbsence), "{text}");
        }
        let earlier: Person = serde_json::from_str(r#"{"away_from": "2026-03-02"}"#).unwrap_or_default();
        assert_eq!(
            (earlier.away_from, earlier.also_away.len()),
            (parse_day("2026-03-02"), 0)
        );
    }
}
