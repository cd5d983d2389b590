//! The recommendations that came out of the visit, as far as this audience is told.

use crate::api::ApiError;
use crate::recommendations::{disputes, standing_facts};
use crate::session::Session;
use visita_domain::recommendation::Status;
use visita_record::DocumentKind;
use visita_report::{Audience, RecommendationEntry, Subject, Telling, telling};

impl Session {
    /// Recommendations of a visit: for the team all that were not withdrawn, for the authority those it was sent.
    pub(super) fn recommended(
        &mut self,
        visit: &str,
        audience: Audience,
    ) -> Result<Vec<RecommendationEntry>, ApiError> {
        let lines = self.recommendation_lines()?;
        let of_visit = lines.rows().filter(|row| row.visit == visit);
        let mut told = Vec::new();
        for row in of_visit {
            let record = self.record(row.id.parse()?, DocumentKind::Recommendation)?;
            let facts = standing_facts(record);
            let subject = Subject::Recommendation {
                sent: facts.value.status == Status::Sent,
                disputed: disputes(&facts) > 0,
            };
            if facts.value.status == Status::Withdrawn || telling(audience, subject) != Telling::Whole {
                continue;
            }
            told.push(RecommendationEntry {
                reference: row.reference.clone(),
                text: facts.value.text,
                theme: facts.value.theme,
                addressee: row.addressee_name.clone(),
                deadline: row.deadline.clone().unwrap_or_default(),
                draft: facts.value.status == Status::Draft,
            });
        }
        told.sort_by(|a, b| a.reference.cmp(&b.reference));
        Ok(told)
    }
}
