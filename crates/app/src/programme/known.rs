//! What is known of every place that bears on when it is visited, gathered from the lists in memory.

use crate::api::ApiError;
use crate::places::Visited;
use crate::project::PlaceBody;
use crate::session::Session;
use visita_domain::DocumentId;
use visita_domain::dates::Day;
use visita_domain::programme::{Known, Rules};

/// Everything a programme is made from.
pub(crate) struct Gathered {
    pub today: Day,
    pub rules: Rules,
    /// Places that can be visited, with what is known of each.
    pub places: Vec<(DocumentId, Known)>,
}

/// Whether it is a place to visit: not closed, and no second entry of one that stands.
fn stands(body: &PlaceBody, today: Day) -> bool {
    let bearing = &body.bearing;
    bearing.same_as.is_none() && bearing.closed_on.is_none_or(|closed| closed > today)
}

fn known(body: &PlaceBody, earlier: Visited, recommendations: u32) -> Known {
    Known {
        place_type: body.facts.place_type,
        capacity: body.facts.capacity,
        occupancy: body.facts.occupancy,
        turnover: body.bearing.turnover,
        last_visit: earlier.last,
        findings: earlier.concerns,
        recommendations,
        complaints: body.bearing.complaints,
        groups: body.bearing.groups,
        suspected: body.facts.suspected,
        known_problem: !body.bearing.known_problem.trim().is_empty(),
    }
}

impl Session {
    /// Gathers it.
    pub(crate) fn gather_programme(&mut self) -> Result<Gathered, ApiError> {
        let today = self.today();
        let (rules, _) = self.regularity()?;
        let open_recommendations = self.open_recommendations()?;
        let shelf = self.open()?.shelf()?;
        let earlier = shelf.visited(None);
        let places = shelf.places.iter().filter(|(_, body)| stands(body, today));
        let places = places.filter_map(|(id, body)| {
            let earlier = earlier.get(id).copied().unwrap_or_default();
            let id: DocumentId = id.parse().ok()?;
            let recommendations = open_recommendations.get(&id).copied().unwrap_or_default();
            Some((id, known(body, earlier, recommendations)))
        });
        Ok(Gathered {
            places: places.collect(),
            today,
            rules,
        })
    }
}
