//! What is counted, gathered from the lists in memory.

use crate::api::ApiError;
use crate::programme::{OwnTypes, is_open};
use crate::project::VisitBody;
use crate::session::{Session, from_code};
use crate::shelf::Shelf;
use std::collections::HashMap;
use visita_domain::DocumentId;
use visita_domain::dates::{Day, parse_day, plus_days};
use visita_domain::numbers::{
    CountFact, FindingFact, Period, PlaceFact, PlannedFact, RecommendationFact, TypeCounted, VisitFact,
};
use visita_domain::programme::{Plan, PlanState};

/// Everything that is counted.
pub(super) struct Facts {
    pub visits: Vec<VisitFact>,
    /// Planned visits whose window begins in the period.
    pub planned: Vec<PlannedFact>,
    pub places: Vec<PlaceFact>,
    pub findings: Vec<FindingFact>,
    pub recommendations: Vec<RecommendationFact>,
    pub counts: Vec<CountFact>,
    /// Ages of the persons of interviews, as bands.
    pub ages: Vec<String>,
    /// Records that are sealed for others: interviews, plans, visits, and what is recommended because of those.
    pub sealed: u32,
}

impl Session {
    pub(super) fn number_facts(&mut self, period: &Period) -> Result<Facts, ApiError> {
        let recommendations = self.recommendation_facts()?;
        let today = self.today();
        let shelf = &*self.open()?.shelf()?;
        let types = &OwnTypes::of_register(shelf);
        Ok(Facts {
            visits: visits(shelf, types),
            planned: planned(shelf, types, period, today),
            places: places(shelf, types, period),
            findings: findings(shelf),
            counts: counts(shelf),
            ages: ages(shelf, period),
            sealed: sealed(shelf),
            recommendations,
        })
    }

    /// From the lines of the list, which know the column of each by now.
    fn recommendation_facts(&mut self) -> Result<Vec<RecommendationFact>, ApiError> {
        let lines = self.recommendation_lines()?;
        let standing = lines.rows();
        let facts = standing.filter_map(|row| {
            let day = |text: &Option<String>| text.as_deref().and_then(parse_day);
            let sent = day(&row.sent_on);
            let days = row.days_to_reply.and_then(|days| u64::try_from(days).ok());
            // A reply that bears an earlier day than its letter is one, and took no length of time.
            let replied = sent.zip(days).and_then(|(sent, days)| plus_days(sent, days));
            Some(RecommendationFact {
                year: row.year,
                theme: row.theme.as_deref().and_then(|theme| from_code(theme, "theme").ok()),
                addressee: row.addressee_name.clone(),
                // What was withdrawn has no column.
                column: from_code(&row.column, "column").ok()?,
                replied: replied.or_else(|| day(&row.replied_on)),
                sent,
                grade: row.grade.as_deref().and_then(|grade| from_code(grade, "grade").ok()),
                implementation: from_code(&row.implementation, "implementation").ok()?,
            })
        });
        Ok(facts.collect())
    }
}

fn sealed(shelf: &Shelf) -> u32 {
    let interviews = shelf.sealed.values().sum::<u32>();
    interviews
        .saturating_add(shelf.sealed_plans)
        .saturating_add(shelf.sealed_visits)
}

fn type_of(shelf: &Shelf, types: &OwnTypes, place: Option<DocumentId>) -> Option<TypeCounted> {
    let place = shelf.standing_place(&place?.to_string());
    Some(types.of(&shelf.places.get(&place)?.facts))
}

fn visits(shelf: &Shelf, types: &OwnTypes) -> Vec<VisitFact> {
    let visits = shelf.visits.values().filter_map(|body| {
        Some(VisitFact {
            on: body.begun()?,
            kind: body.facts.kind,
            place_type: type_of(shelf, types, body.facts.place),
        })
    });
    visits.collect()
}

/// What was decided. It has lapsed where it was missed, or became a visit that was called off; a visit that has not come here is held
/// to be one.
fn planned(shelf: &Shelf, types: &OwnTypes, period: &Period, today: Day) -> Vec<PlannedFact> {
    let became = |plan: &Plan| shelf.visits.get(&plan.visit?.to_string());
    let standing = shelf.plans.values().map(|body| &body.facts);
    let decided = standing.filter(|plan| matches!(plan.state, PlanState::Agreed | PlanState::Done));
    let facts = decided.filter_map(|plan| {
        let on = plan.window?.from;
        period.holds(on).then(|| PlannedFact {
            on,
            place_type: type_of(shelf, types, plan.place),
            lapsed: plan.is_missed(today) || became(plan).is_some_and(|visit| !visit.is_made_or_ahead(today)),
        })
    });
    facts.collect()
}

/// Places that stand and were open in the period, or for a part of it, each with the visits to all its records.
fn places(shelf: &Shelf, types: &OwnTypes, period: &Period) -> Vec<PlaceFact> {
    let mut visits: HashMap<String, Vec<Day>> = HashMap::new();
    for body in shelf.visits.values() {
        if let (Some(place), Some(on)) = (body.facts.place, body.begun()) {
            let place = shelf.standing_place(&place.to_string());
            visits.entry(place).or_default().push(on);
        }
    }
    let standing = shelf.places.iter().filter(|(id, body)| shelf.stands(id, body));
    let open = standing.filter(|(_, body)| is_open(body, period.from, period.to));
    let facts = open.map(|(id, body)| PlaceFact {
        place_type: types.of(&body.facts),
        visits: visits.remove(id).unwrap_or_default(),
    });
    facts.collect()
}

fn findings(shelf: &Shelf) -> Vec<FindingFact> {
    let of_visit = |body: &VisitBody| {
        let on = body.begun();
        let facts = body.findings.iter().filter_map(move |finding| {
            Some(FindingFact {
                on: on?,
                theme: finding.theme,
                good_practice: finding.good_practice,
                standards: finding.standards.clone(),
            })
        });
        facts.collect::<Vec<_>>()
    };
    shelf.visits.values().flat_map(of_visit).collect()
}

/// How many were held on a day, and the capacity then where somebody said it.
type Held = (Day, u32, Option<u32>);

/// A count of the place that stands for a record. Where it says no capacity, that of the place is meant.
fn count(shelf: &Shelf, under: &HashMap<String, Vec<String>>, record: &str, (on, held, capacity): Held) -> CountFact {
    let place = shelf.standing_place(record);
    let (known, below) = (shelf.places.get(&place), under.get(&place));
    let below = below.map(Vec::as_slice).unwrap_or_default();
    CountFact {
        on,
        held,
        capacity: capacity.or_else(|| shelf.numbers(known?, below, None).capacity),
        closed_on: known.and_then(|body| body.bearing.closed_on),
        place,
    }
}

/// Persons held, as the register says and as the delegations counted them on site.
fn counts(shelf: &Shelf) -> Vec<CountFact> {
    let under = &shelf.under();
    let of_register = shelf.places.iter().flat_map(|(id, body)| {
        let all = body.held_on.iter();
        all.map(move |counted| count(shelf, under, id, *counted))
    });
    let on_site = shelf.visits.values().filter_map(|body| {
        let counted = (body.begun()?, body.held?, None);
        Some(count(shelf, under, &body.facts.place?.to_string(), counted))
    });
    of_register.chain(on_site).collect()
}

fn ages(shelf: &Shelf, period: &Period) -> Vec<String> {
    let interviews = shelf.interviews.values().filter(|body| !body.withdrawn());
    let asked = interviews.filter(|body| {
        let visit = body.frame.visit.and_then(|visit| shelf.visits.get(&visit.to_string()));
        visit.and_then(VisitBody::begun).is_some_and(|day| period.holds(day))
    });
    asked.map(|body| body.age_band.clone()).collect()
}
