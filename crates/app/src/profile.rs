//! The profile of the body and what its members bring with them: fields of the body's own record.

use crate::api::body::*;
use crate::api::vault::{Nothing, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::associates;
use crate::facts::{changes, write_changes};
use crate::session::{Session, code_of, coded, from_code, role_code};
use crate::visits::optional_day;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::MemberId;
use visita_domain::body::{Absence, Advice, Body, BodyKind, Ground, Person, Seated, advise, defaults};
use visita_domain::dates::Day;
use visita_domain::week::Weekend;
use visita_record::{DocumentKind, RecordDocument};

/// Where the profile stands.
const BODY: &str = "body";

pub(crate) fn day_text(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

pub(crate) fn names(names: &[String]) -> BTreeSet<String> {
    let names = names.iter().map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

/// Most skills in people's own words that are offered to others.
const MAX_SUGGESTED: usize = 60;

/// A time away of which neither day was typed.
const NO_DAYS: &str = "../..";

/// Times away, as typed.
pub(crate) fn absences(typed: &[String]) -> Result<BTreeSet<Absence>, ApiError> {
    let times = typed.iter().filter(|text| *text != NO_DAYS);
    let times = times.map(|text| Absence::parse(text));
    let times = times.collect::<Result<_, _>>();
    times.map_err(|_| ApiError::about(ErrorCode::Refused, "also_away"))
}

fn body_view(body: &Body) -> BodyInput {
    BodyInput {
        name: body.name.clone(),
        kind: code_of(&body.kind),
        mandate: body.mandate.clone(),
        confidential: body.confidential,
        publication: body.publication.clone(),
        least_members: body.least_members,
        grounds: body
            .grounds
            .as_ref()
            .map(|grounds| grounds.iter().map(code_of).collect()),
        languages: body.languages.iter().cloned().collect(),
        weekend: body.weekend.iter().map(code_of).collect(),
        postponed: body.postponed.as_ref().map(code_of),
        postponed_until: day_text(body.postponed_until),
    }
}

/// What was shown of the body, held to no rule: what two changed apart need not fit together, and is to be put right.
fn body_shown(input: &BodyInput) -> Result<Body, ApiError> {
    let grounds = |codes: &Vec<String>| -> Result<BTreeSet<Ground>, ApiError> {
        codes.iter().map(|code| from_code(code, "grounds")).collect()
    };
    let weekend = input.weekend.iter().map(|code| from_code(code, "weekend"));
    Ok(Body {
        name: input.name.trim().to_owned(),
        kind: from_code(&input.kind, "kind")?,
        mandate: input.mandate.clone(),
        confidential: input.confidential,
        publication: input.publication.clone(),
        least_members: input.least_members,
        grounds: input.grounds.as_ref().map(grounds).transpose()?,
        languages: names(&input.languages),
        weekend: weekend.collect::<Result<_, _>>()?,
        postponed: coded(input.postponed.as_deref(), "postponed")?,
        postponed_until: optional_day(input.postponed_until.as_deref(), "postponed_until")?,
    })
}

fn body_from(input: &BodyInput) -> Result<Body, ApiError> {
    let body = body_shown(input)?;
    body.check()?;
    Ok(body)
}

fn person_view(person: &Person) -> PersonInput {
    PersonInput {
        languages: person.languages.iter().cloned().collect(),
        skills: person.skills.iter().map(code_of).collect(),
        own_skills: person.own_skills.iter().cloned().collect(),
        gender: person.gender.as_ref().map(code_of),
        availability: person.availability.clone(),
        away_from: day_text(person.away_from),
        away_until: day_text(person.away_until),
        also_away: person.also_away.iter().map(ToString::to_string).collect(),
    }
}

/// What was shown of a member, held to no rule: where two changed one day each, the days can be out of order, and are to
/// be put right.
fn person_shown(input: &PersonInput) -> Result<Person, ApiError> {
    let skills = input.skills.iter().map(|code| from_code(code, "skills"));
    Ok(Person {
        languages: names(&input.languages),
        skills: skills.collect::<Result<_, _>>()?,
        own_skills: names(&input.own_skills),
        gender: coded(input.gender.as_deref(), "gender")?,
        availability: input.availability.clone(),
        away_from: optional_day(input.away_from.as_deref(), "away_from")?,
        away_until: optional_day(input.away_until.as_deref(), "away_until")?,
        also_away: absences(&input.also_away)?,
    })
}

fn person_from(input: &PersonInput) -> Result<Person, ApiError> {
    let person = person_shown(input)?;
    person.check()?;
    Ok(person)
}

fn defaults_view(kind: BodyKind) -> BodyDefaults {
    let rules = defaults(kind);
    BodyDefaults {
        kind: code_of(&kind),
        confidential: rules.confidential.value,
        confidential_source: rules.confidential.source.to_owned(),
        least_members: rules.least_members.value,
        least_members_source: rules.least_members.source.to_owned(),
        grounds: rules.grounds.value.iter().map(code_of).collect(),
        grounds_source: rules.grounds.source.to_owned(),
    }
}

/// Skills that people named themselves, each as most of them spell it, the most frequent first.
fn own_skills(people: &[PersonView], associates: &[AssociateView]) -> Vec<String> {
    let of_people = people.iter().flat_map(|one| &one.facts.own_skills);
    let named = of_people.chain(associates.iter().flat_map(|one| &one.facts.own_skills));
    let mut spelt: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for name in named {
        let spellings = spelt.entry(visita_vault::fold(name)).or_default();
        *spellings.entry(name).or_default() += 1;
    }
    let mut all: Vec<(usize, &str)> = spelt
        .into_values()
        .filter_map(|spellings| {
            let many = spellings.values().sum();
            let (name, _) = spellings
                .into_iter()
                .max_by_key(|(name, many)| (*many, Reverse(*name)))?;
            Some((many, name))
        })
        .collect();
    all.sort_by_key(|(many, name)| (Reverse(*many), *name));
    all.into_iter()
        .take(MAX_SUGGESTED)
        .map(|(_, name)| name.to_owned())
        .collect()
}

/// Where a member's fields stand.
fn person_section(member: &MemberId) -> String {
    format!("person/{member}")
}

impl Session {
    /// The body's record; an empty one while nobody has written to it.
    fn body_or_empty(&mut self) -> Result<RecordDocument, ApiError> {
        match self.body_record()? {
            Some(record) => Ok(record.clone()),
            None => Ok(RecordDocument::genesis(DocumentKind::Body)?),
        }
    }

    /// The profile.
    pub(crate) fn body_profile(&mut self) -> Result<Body, ApiError> {
        let record = self.body_record()?;
        Ok(record.map(|record| record.section(BODY).value).unwrap_or_default())
    }

    /// The days of the week on which the country rests: as the profile says. Before there is a team there is no profile.
    pub(crate) fn weekend(&mut self) -> Result<Weekend, ApiError> {
        if self.open()?.team.is_none() {
            return Ok(Weekend::default());
        }
        Ok(self.body_profile()?.weekend())
    }

    /// The name that reports say: the profile's, else the one the team was founded with.
    pub(crate) fn body_name(&mut self) -> Result<String, ApiError> {
        let said = self.body_profile()?.name;
        if said.is_empty() {
            Ok(self.team()?.roster.body.clone())
        } else {
            Ok(said)
        }
    }

    pub(crate) fn body_get(&mut self, _: Nothing) -> Result<BodyView, ApiError> {
        let mut record = self.body_or_empty()?;
        let section = record.section::<Body>(BODY);
        let rules = defaults(section.value.kind);
        let said = section.value.confidential.is_some();
        let kinds = [BodyKind::National, BodyKind::International, BodyKind::Other];
        let (people, associates) = (self.people(&record)?, associates::views(&mut record));
        Ok(BodyView {
            name: self.body_name()?,
            confidential: section.value.is_confidential(),
            confidential_source: if said { "" } else { rules.confidential.source }.to_owned(),
            facts: body_view(&section.value),
            defaults: kinds.map(defaults_view).to_vec(),
            own_skills: own_skills(&people, &associates),
            people,
            associates,
            may_change: self.require_lead().is_ok(),
            conflicts: section.conflicts,
            unreadable: section.unreadable,
        })
    }

    fn people(&mut self, record: &RecordDocument) -> Result<Vec<PersonView>, ApiError> {
        let lead = self.require_lead().is_ok();
        let team = self.team()?;
        let mut people = Vec::new();
        for person in team.roster.members.values() {
            let member = person.member.to_string();
            let section = record.section::<Person>(&person_section(&MemberId::parse(&member)?));
            people.push(PersonView {
                name: person.name.clone(),
                role: role_code(person.role).to_owned(),
                facts: person_view(&section.value),
                may_change: lead || team.author.member.as_str() == member,
                in_conflict: !section.conflicts.is_empty(),
                member,
            });
        }
        people.sort_by_cached_key(|person| person.name.to_lowercase());
        Ok(people)
    }

    pub(crate) fn body_set(&mut self, args: BodySet) -> Result<Saved, ApiError> {
        self.require_lead()?;
        let (was, facts) = (body_shown(&args.was)?, body_from(&args.facts)?);
        let changes = changes(&self.body_or_empty()?, BODY, &was, &facts)?;
        self.write_body(|edit| write_changes(edit, BODY, &changes))
    }

    pub(crate) fn person_set(&mut self, args: PersonSet) -> Result<Saved, ApiError> {
        let member = MemberId::parse(&args.member)?;
        let lead = self.require_lead().is_ok();
        let team = self.team()?;
        let known = team
            .roster
            .members
            .values()
            .any(|known| known.member.to_string() == args.member);
        if !known {
            return Err(ApiError::about(ErrorCode::NotFound, "member"));
        }
        if !lead && team.author.member != member {
            return Err(ErrorCode::NotAllowed.into());
        }
        let section = person_section(&member);
        let (was, facts) = (person_shown(&args.was)?, person_from(&args.facts)?);
        let changes = changes(&self.body_or_empty()?, &section, &was, &facts)?;
        self.write_body(|edit| write_changes(edit, &section, &changes))
    }

    pub(crate) fn delegation_advice(&mut self, args: DelegationAsk) -> Result<DelegationAdvice, ApiError> {
        let starts_on = optional_day(args.starts_on.as_deref(), "starts_on")?;
        let ends_on = optional_day(args.ends_on.as_deref(), "ends_on")?;
        let record = self.body_or_empty()?;
        let body = record.section::<Body>(BODY).value;
        let open = self.open()?;
        let mut delegation = Vec::new();
        for member in &args.members {
            let id = MemberId::parse(member)?;
            let (name, person) = match associates::associate(&record, member) {
                Some(associate) => (associate.name.clone(), associate.person()),
                None => (open.name_of(&id), record.section(&person_section(&id)).value),
            };
            delegation.push(Seated {
                name,
                clinician: args.clinicians.contains(member),
                person,
            });
        }
        let days = starts_on.map(|first| (first, ends_on.unwrap_or(first)));
        let advice = advise(&body, &delegation, days);
        Ok(DelegationAdvice {
            advice: advice.into_iter().map(advice_row).collect(),
        })
    }
}

fn advice_row(advice: Advice) -> AdviceRow {
    let row = |code: &str| AdviceRow {
        code: code.to_owned(),
        least: None,
        source: String::new(),
        name: String::new(),
    };
    match advice {
        Advice::TooFew { least, source } => AdviceRow {
            least: Some(least),
            source: source.to_owned(),
            ..row("too_few")
        },
        Advice::NoClinician => row("no_clinician"),
        Advice::OneGender => row("one_gender"),
        Advice::NoLanguage(name) => AdviceRow {
            name,
            ..row("no_language")
        },
        Advice::Away(name) => AdviceRow { name, ..row("away") },
    }
}
