//! What is known of a place before a visit to it: earlier visits, what they found and what they were not let see, numbers over
//! time, what was recommended and is not done, and the law.

use super::drawings::number;
use crate::access::ACCESS;
use crate::api::ApiError;
use crate::api::plan::{Dossier, EarlierAccess, EarlierFinding, NumberThen, OpenRecommendation, PlanView};
use crate::api::recommendation::RecommendationRow;
use crate::api::visit::{VisitRef, VisitRow};
use crate::entries::standing;
use crate::findings::{ids, read_finding};
use crate::places::counted;
use crate::project::{PlaceBody, VisitBody};
use crate::session::{Session, code_of};
use crate::shelf::Shelf;
use std::collections::HashMap;
use visita_domain::DocumentId;
use visita_domain::access::{Access, Outcome};
use visita_domain::finding::FindingStatus;
use visita_record::{DocumentKind, RecordDocument};

/// The column of what a later recommendation says again.
const REPEATED: &str = "repeated";
/// Most earlier visits of which is told what they found, and what they were not let see.
const MAX_VISITS_TOLD: usize = 10;

/// Numbers over time, as one record of a place has them.
fn numbers(record: &RecordDocument) -> Vec<NumberThen> {
    let standing = counted(record).into_iter().filter(|count| !count.dropped);
    let then = standing.filter_map(|count| {
        Some(NumberThen {
            on: count.on?.to_string(),
            held: count.held,
            capacity: count.capacity,
        })
    });
    then.collect()
}

/// Findings of one visit that nobody took back.
fn findings(record: &RecordDocument, row: &VisitRow) -> Vec<EarlierFinding> {
    let found = ids(record, "finding")
        .into_iter()
        .filter_map(|id| read_finding(record, &id));
    let standing = found.filter(|finding| finding.status != FindingStatus::Withdrawn);
    let mut told: Vec<EarlierFinding> = standing
        .map(|finding| EarlierFinding {
            visit: row.id.clone(),
            on: row.starts_on.clone(),
            theme: finding.theme.code().to_owned(),
            statement: finding.statement,
            status: code_of(&finding.status),
            good_practice: finding.good_practice,
        })
        .collect();
    // What was established first, and concerns before good practices.
    told.sort_by(|a, b| (&b.status, a.good_practice, &a.theme).cmp(&(&a.status, b.good_practice, &b.theme)));
    told
}

/// What one visit was refused, or given late or in part.
fn fell_short(record: &RecordDocument, row: &VisitRow) -> Vec<EarlierAccess> {
    let requests = standing::<Access>(record, ACCESS).into_iter();
    let told = requests.filter_map(|one| {
        let outcome = one.facts.outcome.filter(|outcome: &Outcome| outcome.falls_short())?;
        Some(EarlierAccess {
            visit: row.id.clone(),
            on: row.starts_on.clone(),
            asked: one.facts.asked.as_ref().map(code_of),
            outcome: code_of(&outcome),
            delay_minutes: one.facts.delay_minutes(),
            what: one.facts.what,
            reason: one.facts.reason,
        })
    });
    told.collect()
}

/// What the records of one place say, each of it once: what the one that stands says first.
fn all_said<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut said: Vec<&str> = Vec::new();
    for text in texts.map(str::trim).filter(|text| !text.is_empty()) {
        if !said.contains(&text) {
            said.push(text);
        }
    }
    said.join("\n")
}

/// Whether a recommendation is not yet carried out, and none that came after it says it again.
fn is_open(shelf: &Shelf, row: &RecommendationRow) -> bool {
    let body = shelf.recommendations.bodies.get(&row.id);
    row.column != REPEATED && body.is_some_and(|body| body.facts.is_open())
}

impl Session {
    /// Told of the place that stands, from all its records, whichever of them the visit names.
    pub(crate) fn dossier_get(&mut self, args: VisitRef) -> Result<Dossier, ApiError> {
        let here = self.visit_row(&args.visit)?;
        let shelf = self.open()?.shelf()?;
        let place = shelf.standing_id(here.place.parse()?);
        let records = shelf.records_of(&here.place);
        let lines = self.visit_lines()?;
        let shelf = self.open()?.shelf()?;
        let first_day = shelf.visits.get(&here.id).and_then(|body| body.facts.starts_on);
        let was_before = |row: &&VisitRow| {
            let begun = shelf.visits.get(&row.id).and_then(VisitBody::begun);
            row.id != here.id && begun.is_some_and(|begun| first_day.is_none_or(|first_day| begun <= first_day))
        };
        let of_place = lines.rows().filter(|row| records.contains(&row.place));
        let earlier: Vec<VisitRow> = of_place.filter(was_before).cloned().collect();
        let (mut told, mut access) = (Vec::new(), Vec::new());
        for row in earlier.iter().take(MAX_VISITS_TOLD) {
            let record = self.record(row.id.parse()?, DocumentKind::Visit)?;
            told.extend(findings(record, row));
            access.extend(fell_short(record, row));
        }
        let untold = number(earlier.len().saturating_sub(MAX_VISITS_TOLD));
        let standing = self.place_standing(place)?;
        let shelf = &*self.open()?.shelf()?;
        let bodies: Vec<&PlaceBody> = records.iter().filter_map(|id| shelf.places.get(id)).collect();
        let legal_basis = all_said(bodies.iter().map(|body| body.facts.legal_basis.as_str()));
        let known_problem = all_said(bodies.iter().map(|body| body.bearing.known_problem.as_str()));
        Ok(Dossier {
            place: standing.id.clone(),
            place_name: standing.name.clone(),
            visits: earlier,
            findings: told,
            numbers: self.numbers_over_time(&records)?,
            recommendations: self.recommendations_of(&records)?,
            standing,
            plan: self.plan_of_visit(here.id.parse()?)?,
            mandate: self.body_profile()?.mandate,
            legal_basis,
            known_problem,
            access,
            untold,
        })
    }

    /// Numbers of a place over time, as its records have them and as delegations counted them on site, oldest first.
    fn numbers_over_time(&mut self, records: &[String]) -> Result<Vec<NumberThen>, ApiError> {
        let mut found = Vec::new();
        for id in records {
            found.extend(numbers(self.record(id.parse()?, DocumentKind::Place)?));
        }
        let visits = self.open()?.shelf()?.visits.values();
        let here = visits.filter(|body| {
            body.facts
                .place
                .is_some_and(|place| records.contains(&place.to_string()))
        });
        found.extend(here.filter_map(|body| {
            Some(NumberThen {
                on: body.begun()?.to_string(),
                held: Some(body.held?),
                capacity: None,
            })
        }));
        found.sort_by(|a, b| (&a.on, a.held).cmp(&(&b.on, b.held)));
        Ok(found)
    }

    /// The plan that a visit comes from, where this device may read it.
    fn plan_of_visit(&mut self, visit: DocumentId) -> Result<Option<PlanView>, ApiError> {
        let today = self.today();
        let open = self.open()?;
        open.shelf()?;
        let open = &*open;
        let mut plans = open.shelf.iter().flat_map(|shelf| &shelf.plans);
        let plan = plans.find(|(_, body)| body.facts.visit == Some(visit));
        Ok(plan.map(|(id, body)| open.plan_view(id, body, today)))
    }

    /// How many recommendations are not yet carried out, by the place that stands.
    pub(super) fn open_recommendations(&mut self) -> Result<HashMap<DocumentId, u32>, ApiError> {
        let lines = self.recommendation_lines()?;
        let shelf = &*self.open()?.shelf()?;
        let mut counts: HashMap<DocumentId, u32> = HashMap::new();
        // Counted where they lie: a line holds texts, and there may be ten thousand of them.
        for row in lines.rows().filter(|row| is_open(shelf, row)) {
            if let Ok(place) = row.place.parse() {
                *counts.entry(shelf.standing_id(place)).or_default() += 1;
            }
        }
        Ok(counts)
    }

    /// Recommendations that are not yet carried out: about a place, in any of its records (the first is the one that stands), and
    /// about none to whoever answers for it.
    fn recommendations_of(&mut self, records: &[String]) -> Result<Vec<OpenRecommendation>, ApiError> {
        let lines = self.recommendation_lines()?;
        let shelf = &*self.open()?.shelf()?;
        let asked_of_all = |row: &RecommendationRow| {
            let addressee = shelf
                .recommendations
                .bodies
                .get(&row.id)
                .and_then(|body| body.facts.addressee);
            row.place.is_empty() && records.first().is_some_and(|place| shelf.answers_for(addressee, place))
        };
        let here = |row: &&RecommendationRow| records.contains(&row.place) || asked_of_all(row);
        let told = lines.rows().filter(|row| is_open(shelf, row)).filter(here);
        let told = told.map(|row| OpenRecommendation {
            id: row.id.clone(),
            text: row.text.clone(),
            deadline: row.deadline.clone(),
        });
        Ok(told.collect())
    }
}
