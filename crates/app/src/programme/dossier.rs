//! What is known of a place before a visit to it: earlier visits and what they found, numbers over time, what was recommended
//! and is not done.

use crate::api::ApiError;
use crate::api::plan::{Dossier, EarlierFinding, NumberThen, OpenRecommendation};
use crate::api::recommendation::RecommendationRow;
use crate::api::visit::{VisitRef, VisitRow};
use crate::findings::{ids, read_finding};
use crate::session::{Session, code_of};
use std::collections::HashMap;
use visita_domain::DocumentId;
use visita_domain::dates::Day;
use visita_domain::finding::FindingStatus;
use visita_record::{DocumentKind, RecordDocument};

/// The column of what a later recommendation says again.
const REPEATED: &str = "repeated";
/// Most earlier visits whose findings are told.
const MAX_VISITS_TOLD: usize = 10;

/// Numbers over time, as the record of the place has them.
fn numbers(record: &RecordDocument) -> Vec<NumberThen> {
    let number = |id: &str, name: &str| {
        let field = record.field::<u32>(&format!("count/{id}/{name}")).ok()?;
        field.shown().copied()
    };
    let mut found: Vec<NumberThen> = ids(record, "count")
        .iter()
        .filter_map(|id| {
            let dropped = record.field::<bool>(&format!("count/{id}/dropped")).unwrap_or_default();
            let on = record.field::<Day>(&format!("count/{id}/on")).ok()?;
            let on = on.shown().filter(|_| dropped.shown() != Some(&true))?.to_string();
            Some(NumberThen {
                on,
                held: number(id, "held"),
                capacity: number(id, "capacity"),
            })
        })
        .collect();
    found.sort_by(|a, b| a.on.cmp(&b.on));
    found
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

impl Session {
    pub(crate) fn dossier_get(&mut self, args: VisitRef) -> Result<Dossier, ApiError> {
        let here = self.visit_row(&args.visit)?;
        let place: DocumentId = here.place.parse()?;
        let lines = self.visit_lines()?;
        let earlier = lines.rows();
        let earlier: Vec<VisitRow> = earlier
            .filter(|row| row.place == here.place && row.id != here.id)
            .cloned()
            .collect();
        let mut told = Vec::new();
        for row in earlier.iter().take(MAX_VISITS_TOLD) {
            let record = self.record(row.id.parse()?, DocumentKind::Visit)?;
            told.extend(findings(record, row));
        }
        let numbers = numbers(self.record(place, DocumentKind::Place)?);
        let open = self.open()?;
        open.shelf()?;
        let open = &*open;
        let visit: DocumentId = here.id.parse()?;
        let plans = open.shelf.iter().flat_map(|shelf| &shelf.plans);
        let plan = plans.into_iter().find(|(_, body)| body.facts.visit == Some(visit));
        let plan = plan.map(|(id, body)| open.plan_view(id, body));
        Ok(Dossier {
            place_name: here.place_name,
            visits: earlier,
            findings: told,
            numbers,
            recommendations: self.recommendations_of(place)?,
            standing: self.place_standing(place)?,
            plan,
            place: here.place,
        })
    }

    /// Lines of recommendations that are not yet carried out and whose place is known.
    fn open_of_places(&mut self) -> Result<Vec<RecommendationRow>, ApiError> {
        let lines = self.recommendation_lines()?;
        let bodies = &self.open()?.shelf()?.recommendations.bodies;
        let open = |row: &&RecommendationRow| {
            let body = bodies.get(&row.id);
            !row.place.is_empty() && row.column != REPEATED && body.is_some_and(|body| body.facts.is_open())
        };
        Ok(lines.rows().filter(open).cloned().collect())
    }

    /// How many recommendations are not yet carried out, by place.
    pub(super) fn open_recommendations(&mut self) -> Result<HashMap<DocumentId, u32>, ApiError> {
        let mut counts: HashMap<DocumentId, u32> = HashMap::new();
        for row in self.open_of_places()? {
            if let Ok(place) = row.place.parse() {
                *counts.entry(place).or_default() += 1;
            }
        }
        Ok(counts)
    }

    /// Recommendations about a place that are not yet carried out.
    fn recommendations_of(&mut self, place: DocumentId) -> Result<Vec<OpenRecommendation>, ApiError> {
        let place = place.to_string();
        let here = self.open_of_places()?.into_iter().filter(|row| row.place == place);
        let told = here.map(|row| OpenRecommendation {
            id: row.id,
            text: row.text,
            deadline: row.deadline,
        });
        Ok(told.collect())
    }
}
