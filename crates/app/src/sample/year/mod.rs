//! Years of work of a fictional body, drawn from a seed: to look at the app full, and for tests and benches. The places are
//! the same every time; what is decided about them is what such a body would see in a year.

mod asked;

use self::asked::{Answer, Concern, Concluded, Shown};
use super::{Text, days_before};
use crate::api::place::PlaceInput;
use crate::api::programme::RuleSet;
use crate::api::{ApiError, ErrorCode};
use crate::capture::find_checklist;
use crate::session::{Session, code_of};
use crate::visits::make_id;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use visita_domain::DocumentId;
use visita_domain::answer::{self, AnswerValue, SourceType, YesNoPartly};
use visita_domain::checklist::{Checklist, ItemType};
use visita_domain::dates::Timestamp;
use visita_domain::finding::{Confidence, Evidence, EvidenceKind, FindingStatus};
use visita_domain::ids::GENERAL_AREA;
use visita_domain::slots::WritePolicy;
use visita_domain::theme::Theme;
use visita_domain::visit::{Phase, Role, Seat, Visit, VisitKind};
use visita_record::{DocumentKind, Edit, EditError};
use visita_seal::grant::Audience;

/// Most years that are made.
pub(crate) const MAX_YEARS: u32 = 10;
/// Visits in a year.
const VISITS_A_YEAR: u32 = 120;
/// Rules of a body that makes so many, of which two in five are urgent or follow-ups.
const CAPACITY: [(&str, u32); 2] = [("per_month", 12), ("reserve_percent", 40)];
/// Answers in a visit; some 4,000 a month.
const ANSWERS_A_VISIT: usize = 400;
/// Findings in a visit, each with what was seen for it.
const FINDINGS_A_VISIT: usize = 5;
/// What all draws begin from.
const SEED: u64 = 2006;
const YEAR_DAYS: i64 = 365;
/// Height and breadth of a region, degrees.
const REGION_DEGREES: (f64, f64) = (0.7, 1.1);
/// Steps of a sequence that fills a square evenly (R2, from the plastic number).
const SPREAD: (f64, f64) = (0.754_877_666, 0.569_840_291);
/// Every place and every visit is made.
const WHOLE: u32 = 1;
/// Days after which the report of a visit is with the authority, and after which the visit is closed.
const REPORTED_DAYS: i64 = 45;
const CLOSED_DAYS: i64 = 240;

/// The words, without what is drawn.
const DATA: &str = include_str!("../../../sample/year.json");

#[derive(Deserialize)]
struct Data {
    stems: Vec<Text>,
    regions: Vec<Region>,
    kinds: Vec<Kind>,
    areas: Vec<Text>,
    subjects: Vec<Subject>,
    good: Text,
    objectives: Text,
    replies: Vec<Answer>,
    checks: Vec<Shown>,
}

/// A part of the country, and its middle: degrees of latitude and longitude, in the open sea.
#[derive(Deserialize)]
struct Region {
    #[serde(flatten)]
    name: Text,
    at: (f64, f64),
}

impl Region {
    /// Where the place of this number lies, spread evenly over the region without a draw.
    fn place(&self, number: u32) -> (f64, f64) {
        let offset = |step: f64, degrees: f64| ((f64::from(number) * step).fract() - 0.5) * degrees;
        let (latitude, longitude) = self.at;
        (
            latitude + offset(SPREAD.0, REGION_DEGREES.0),
            longitude + offset(SPREAD.1, REGION_DEGREES.1),
        )
    }
}

/// A kind of place: how many of them there are, and what is asked there.
#[derive(Deserialize)]
struct Kind {
    place_type: String,
    checklist: String,
    share: u32,
    name: Text,
    authority: Text,
    capacity: (u32, u32),
}

#[derive(Deserialize)]
struct Subject {
    theme: Theme,
    seen: Text,
    finding: Text,
    recommendation: Text,
}

struct Place {
    id: DocumentId,
    checklist: &'static Checklist,
    authority: DocumentId,
    authority_name: String,
    capacity: u32,
}

/// What one visit is made of.
struct Drawn<'a> {
    facts: Visit,
    checklist: &'static Checklist,
    areas: Vec<&'a str>,
    subjects: Vec<&'a Subject>,
    good: bool,
}

struct Maker<'a> {
    session: &'a mut Session,
    dice: ChaCha8Rng,
    arabic: bool,
    /// Of how many places and visits one is made.
    one_of: u32,
    now: Timestamp,
    /// Recommendations so far that could be checked.
    done: u32,
    /// What was asked for last at each place on each subject, while it is still to be done.
    undone: BTreeMap<(DocumentId, Theme), DocumentId>,
}

impl Session {
    /// Places, and so many years of visits to them up to now; a team must be there.
    pub(super) fn load_years(&mut self, years: u32, now: Timestamp) -> Result<(), ApiError> {
        if years == 0 {
            return Ok(());
        }
        self.load_part(years, WHOLE, now)
    }

    /// One place, and one visit, of so many.
    fn load_part(&mut self, years: u32, one_of: u32, now: Timestamp) -> Result<(), ApiError> {
        let data: Data = serde_json::from_str(DATA).map_err(|_| ErrorCode::Damaged)?;
        let arabic = crate::appearance::read(self.home()).language == "ar";
        let mut maker = Maker {
            session: self,
            dice: ChaCha8Rng::seed_from_u64(SEED),
            arabic,
            one_of,
            now,
            done: 0,
            undone: BTreeMap::new(),
        };
        let days = i64::from(years) * YEAR_DAYS;
        maker.on(days);
        maker.capacity()?;
        let places = maker.places(&data)?;
        let visits = i64::from(years * VISITS_A_YEAR / one_of);
        (0..visits).try_for_each(|number| {
            let ago = days - number * days / visits;
            let place = maker.pick(&places).ok_or(ErrorCode::Damaged)?;
            maker.visit(&data, place, ago)
        })
    }
}

impl Maker<'_> {
    /// From here on it is so many days ago.
    fn on(&mut self, days_ago: i64) {
        self.session.clock = self.session.then(days_before(self.now, days_ago));
    }

    fn say<'a>(&self, text: &'a Text) -> &'a str {
        if self.arabic { &text.ar } else { &text.en }
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let last = from.len().checked_sub(1)?;
        from.get(self.dice.random_range(0..=last))
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.dice.random_range(0..100) < percent
    }

    /// What the body can do in a month.
    fn capacity(&mut self) -> Result<(), ApiError> {
        CAPACITY.into_iter().try_for_each(|(rule, value)| {
            self.session.rule_set(RuleSet {
                rule: rule.to_owned(),
                of: None,
                was: None,
                value: Some(value),
            })?;
            Ok(())
        })
    }

    fn places(&mut self, data: &Data) -> Result<Vec<Place>, ApiError> {
        let (mut places, mut authorities) = (Vec::new(), BTreeMap::new());
        for kind in &data.kinds {
            let checklist = find_checklist(&kind.checklist)?;
            let authority_name = self.say(&kind.authority).to_owned();
            let authority = match authorities.get(&authority_name) {
                Some(known) => *known,
                None => self.authority(&authority_name)?,
            };
            authorities.insert(authority_name.clone(), authority);
            for number in 0..kind.share.div_ceil(self.one_of) {
                let facts = self.place(data, kind, number)?;
                let capacity = facts.capacity.unwrap_or_default();
                places.push(Place {
                    id: self.session.place_add(facts)?.id.parse()?,
                    checklist,
                    authority,
                    authority_name: authority_name.clone(),
                    capacity,
                });
            }
        }
        Ok(places)
    }

    fn authority(&mut self, name: &str) -> Result<DocumentId, ApiError> {
        let name = json!(name);
        let made = self
            .session
            .create(DocumentKind::Authority, Audience::Team, None, |edit| {
                fact(edit, "authority/name", &name)
            })?;
        Ok(made.0)
    }

    fn place(&mut self, data: &Data, kind: &Kind, number: u32) -> Result<PlaceInput, ApiError> {
        let stems = u32::try_from(data.stems.len()).map_err(|_| ErrorCode::Damaged)?;
        let stem = usize::try_from(number % stems).ok().and_then(|at| data.stems.get(at));
        let stem = self.say(stem.ok_or(ErrorCode::Damaged)?);
        let noun = self.say(&kind.name);
        let name = if self.arabic {
            format!("{noun} {stem}")
        } else {
            format!("{stem} {noun}")
        };
        let again = number / stems;
        let (least, most) = kind.capacity;
        let capacity = self.dice.random_range(least..=most);
        let held = self.dice.random_range(capacity / 2..=capacity + capacity / 3);
        let region = self.pick(&data.regions).ok_or(ErrorCode::Damaged)?;
        let (latitude, longitude) = region.place(number);
        Ok(PlaceInput {
            name: if again == 0 {
                name
            } else {
                format!("{name} {}", again + 1)
            },
            place_type: kind.place_type.clone(),
            authority: self.say(&kind.authority).to_owned(),
            region: self.say(&region.name).to_owned(),
            latitude: Some(latitude),
            longitude: Some(longitude),
            capacity: Some(capacity),
            occupancy: Some(held),
            ..PlaceInput::default()
        })
    }

    fn visit(&mut self, data: &Data, place: &Place, days_ago: i64) -> Result<(), ApiError> {
        self.on(days_ago);
        let day = self.session.today();
        let length = self.dice.random_range(0..3);
        let drawn = Drawn {
            facts: Visit {
                place: Some(place.id),
                kind: self.kind(),
                announced: self.chance(35),
                starts_on: Some(day),
                ends_on: Some(self.session.day_of(days_before(self.session.now(), -length))),
                objectives: self.say(&data.objectives).to_owned(),
                phase: phase(days_ago),
                called_off: String::new(),
            },
            checklist: place.checklist,
            areas: data.areas.iter().map(|area| self.say(area)).collect(),
            subjects: self.subjects(data),
            good: self.chance(25),
        };
        let good = self.say(&data.good);
        let held = json!(
            self.dice
                .random_range(place.capacity / 2..=place.capacity + place.capacity / 3)
        );
        let answers = self.answers(&drawn)?;
        let me = self.session.team()?.author.member.clone();
        let seat = Seat {
            role: Role::Lead,
            areas: Vec::new(),
            clinician: false,
            dropped: false,
        };
        let arabic = self.arabic;
        let mut concerns = Vec::new();
        let (visit, _) = self.session.create(DocumentKind::Visit, Audience::Team, None, |edit| {
            edit.set_section("visit", &drawn.facts)?;
            fact(edit, &format!("team/{me}"), &json!(seat))?;
            fact(edit, &format!("checklist/{}", drawn.checklist.id), &json!(true))?;
            for (number, area) in drawn.areas.iter().enumerate() {
                fact(edit, &format!("area/{}", area_id(number)), &json!({ "name": area }))?;
            }
            for (path, answer) in &answers {
                edit.set(path, Some(&json!(answer)), WritePolicy::Testimony)?;
            }
            edit.set("population/total/register", Some(&held), WritePolicy::Testimony)?;
            for subject in &drawn.subjects {
                let finding = concern(edit, subject, arabic)?;
                concerns.push(Concern { finding, subject });
            }
            if drawn.good {
                finding(edit, Theme::Complaints, good, true)?;
            }
            Ok(())
        })?;
        self.plan(visit, &drawn.facts)?;
        self.ask(
            data,
            &Concluded {
                visit,
                facts: &drawn.facts,
                place,
                concerns,
            },
        )
    }

    fn kind(&mut self) -> VisitKind {
        match self.dice.random_range(0..10) {
            0..=4 => VisitKind::InDepth,
            5 | 6 => VisitKind::FollowUp,
            7 => VisitKind::Thematic,
            _ => VisitKind::AdHoc,
        }
    }

    /// As many subjects as a visit has findings, none twice.
    fn subjects<'a>(&mut self, data: &'a Data) -> Vec<&'a Subject> {
        let mut left: Vec<&Subject> = data.subjects.iter().collect();
        let mut drawn = Vec::new();
        while drawn.len() < FINDINGS_A_VISIT && !left.is_empty() {
            drawn.push(left.swap_remove(self.dice.random_range(0..left.len())));
        }
        drawn
    }

    /// Yes-no items, area by area, until there are enough.
    fn answers(&mut self, drawn: &Drawn<'_>) -> Result<Vec<(String, answer::Answer)>, ApiError> {
        let items: Vec<_> = drawn.checklist.items().collect();
        let asked: Vec<_> = items
            .iter()
            .filter(|item| matches!(item.item_type, ItemType::YesNoPartly))
            .collect();
        let areas = std::iter::once(GENERAL_AREA.to_owned()).chain((0..drawn.areas.len()).map(area_id));
        let mut answers = Vec::new();
        for area in areas {
            for item in &asked {
                if answers.len() < ANSWERS_A_VISIT {
                    let path = format!("answer/{area}/{}/{}", drawn.checklist.id, item.id);
                    answers.push((path, self.answer()?));
                }
            }
        }
        Ok(answers)
    }

    fn answer(&mut self) -> Result<answer::Answer, ApiError> {
        let said = match self.dice.random_range(0..20) {
            0..=9 => YesNoPartly::Yes,
            10..=13 => YesNoPartly::Partly,
            14..=17 => YesNoPartly::No,
            _ => YesNoPartly::NotChecked,
        };
        let source = *self
            .pick(&[
                SourceType::Observed,
                SourceType::Observed,
                SourceType::Register,
                SourceType::Staff,
                SourceType::Document,
            ])
            .ok_or(ErrorCode::Damaged)?;
        Ok(answer::Answer {
            value: AnswerValue::YesNoPartly(said),
            note: String::new(),
            source: Some(source),
            flag: self.chance(2),
        })
    }
}

/// Where a visit of so many days ago stands.
fn phase(days_ago: i64) -> Phase {
    match days_ago {
        ..REPORTED_DAYS => Phase::Reporting,
        REPORTED_DAYS..CLOSED_DAYS => Phase::FollowUp,
        _ => Phase::Closed,
    }
}

fn area_id(number: usize) -> String {
    format!("area-{number}")
}

fn fact(edit: &mut Edit<'_>, path: &str, value: &Value) -> Result<(), EditError> {
    edit.set(path, Some(value), WritePolicy::Fact)
}

/// Something seen, and the finding it stands behind.
fn concern(edit: &mut Edit<'_>, subject: &Subject, arabic: bool) -> Result<String, EditError> {
    let say = |text: &Text| if arabic { text.ar.clone() } else { text.en.clone() };
    let seen = make_id();
    for (name, value) in [
        ("text", json!(say(&subject.seen))),
        ("theme", json!(subject.theme)),
        ("source", json!(SourceType::Observed)),
        ("area", json!(area_id(0))),
    ] {
        edit.set(
            &format!("observation/{seen}/{name}"),
            Some(&value),
            WritePolicy::Testimony,
        )?;
    }
    let id = finding(edit, subject.theme, &say(&subject.finding), false)?;
    let link = Evidence {
        kind: EvidenceKind::Observation,
        target: seen.clone(),
        source: SourceType::Observed,
        against: false,
        depends: None,
    };
    let kind = code_of(&link.kind);
    fact(edit, &format!("finding/{id}/evidence/{kind}-{seen}"), &json!(link))?;
    fact(
        edit,
        &format!("finding/{id}/one_source_reason"),
        &json!(say(&subject.seen)),
    )?;
    Ok(id)
}

fn finding(edit: &mut Edit<'_>, theme: Theme, statement: &str, good: bool) -> Result<String, EditError> {
    let id = make_id();
    for (name, value) in [
        ("statement", json!(statement)),
        ("theme", json!(theme)),
        ("status", json!(FindingStatus::Established)),
        ("confidence", json!(Confidence::Confirmed)),
        ("good_practice", json!(good)),
    ] {
        fact(edit, &format!("finding/{id}/{name}"), &value)?;
    }
    Ok(id)
}

#[cfg(test)]
mod tests;
