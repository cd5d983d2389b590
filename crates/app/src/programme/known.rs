//! What is known of every place that bears on when it is visited, gathered from the lists in memory.

use crate::api::ApiError;
use crate::places::Visited;
use crate::project::PlaceBody;
use crate::session::Session;
use visita_domain::DocumentId;
use visita_domain::dates::Day;
use visita_domain::place::parts::Numbers;
use visita_domain::programme::{Known, Rules};

/// Everything a programme is made from.
pub(crate) struct Gathered {
    pub today: Day,
    pub rules: Rules,
    /// Places, with what is known of each from all its records.
    pub places: Vec<(DocumentId, Known)>,
}

fn is_open(body: &PlaceBody, today: Day) -> bool {
    body.bearing.closed_on.is_none_or(|closed| closed > today)
}

fn known(body: &PlaceBody, numbers: Numbers, earlier: Visited, recommendations: u32) -> Known {
    Known {
        place_type: body.facts.place_type,
        capacity: numbers.capacity,
        occupancy: numbers.held,
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
    /// Gathers it, of places that can be visited: those that are not closed.
    pub(crate) fn gather_programme(&mut self) -> Result<Gathered, ApiError> {
        let today = self.today();
        self.gather(|_, body| is_open(body, today))
    }

    /// Gathers it, of those of the places wanted that stand.
    pub(super) fn gather(&mut self, wanted: impl Fn(&str, &PlaceBody) -> bool) -> Result<Gathered, ApiError> {
        let today = self.today();
        let (rules, _) = self.regularity()?;
        let open_recommendations = self.open_recommendations()?;
        let shelf = &*self.open()?.shelf()?;
        let (under, earlier) = (shelf.under(), shelf.visited(None));
        let places = shelf.places.iter();
        let places = places.filter(|(id, body)| wanted(id, body) && shelf.stands(id, body));
        let places = places.filter_map(|(id, body)| {
            let below = under.get(id).map(Vec::as_slice).unwrap_or_default();
            let earlier = earlier.get(id).copied().unwrap_or_default();
            let id: DocumentId = id.parse().ok()?;
            let recommendations = open_recommendations.get(&id).copied().unwrap_or_default();
            Some((id, known(body, shelf.numbers(body, below), earlier, recommendations)))
        });
        Ok(Gathered {
            places: places.collect(),
            today,
            rules,
        })
    }
}
