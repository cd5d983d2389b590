//! What is known of every place that bears on when it is visited, gathered from the lists in memory.

use super::rules::Regularity;
use crate::api::ApiError;
use crate::project::{PlaceBody, VisitBody};
use crate::session::Session;
use crate::shelf::Shelf;
use std::collections::{BTreeMap, HashMap, HashSet};
use visita_domain::DocumentId;
use visita_domain::dates::Day;
use visita_domain::place::parts::Numbers;
use visita_domain::programme::unannounced::NONE_ASKED;
use visita_domain::programme::{Complaints, Established, Known, Rules};
use visita_domain::recommendation::{Implementation, Recommendation, Status};

/// Everything a programme is made from.
pub(crate) struct Gathered {
    pub today: Day,
    /// The rules of the body, those of single places by the place that stands.
    pub rules: Rules,
    /// The same rules as they were set.
    pub regularity: Regularity,
    /// Places, with what is known of each from all its records.
    pub places: Vec<(DocumentId, Known)>,
}

/// Whether a place is open between two days, on either of them or for some time.
pub(crate) fn is_open(body: &PlaceBody, from: Day, to: Day) -> bool {
    body.bearing.closed_on.is_none_or(|closed| closed > from) && body.facts.opened_on.is_none_or(|opened| opened <= to)
}

/// Findings to which recommendations answer, and whether all that was recommended about them is carried out, or nothing is to be
/// done any more. By visit, then by id.
type Answered<'a> = HashMap<DocumentId, BTreeMap<&'a str, bool>>;

/// Recommendations under which an earlier one is followed up, by that one; of several the last made.
type Repeats<'a> = HashMap<DocumentId, (DocumentId, &'a Recommendation)>;

fn repeats(shelf: &Shelf) -> Repeats<'_> {
    let all = shelf.recommendations.bodies.iter();
    let later = all.filter_map(|(id, body)| {
        let id: DocumentId = id.parse().ok()?;
        let repeats = body.facts.repeats?;
        let earlier = shelf.recommendations.bodies.get(&repeats.to_string())?;
        let takes_over = body.facts.takes_over(&earlier.facts);
        takes_over.then_some((repeats, (id, &body.facts)))
    });
    later.collect()
}

/// Whether nothing is left to do. What was repeated is followed up under the last that repeats it, and nobody writes any more
/// what came of the first.
fn is_done(id: DocumentId, facts: &Recommendation, repeats: &Repeats<'_>) -> bool {
    let (mut at, mut last) = (id, facts);
    let mut seen = HashSet::new();
    while let Some((later, facts)) = repeats.get(&at)
        && seen.insert(at)
    {
        (at, last) = (*later, *facts);
    }
    matches!(last.implementation, Implementation::Full | Implementation::Obsolete)
}

fn answered(shelf: &Shelf) -> Answered<'_> {
    let (mut answered, repeats) = (Answered::new(), repeats(shelf));
    for (id, body) in &shelf.recommendations.bodies {
        let Ok(id) = id.parse() else { continue };
        if body.facts.status == Status::Withdrawn {
            continue;
        }
        let done = is_done(id, &body.facts, &repeats);
        for basis in &body.findings {
            let of_visit = answered.entry(basis.visit).or_default();
            let all_done = of_visit.entry(basis.finding.as_str()).or_insert(true);
            *all_done &= done;
        }
    }
    answered
}

/// What the visits to a place come to, under whichever of its records they were made.
#[derive(Default)]
struct Earlier {
    last_full_visit: Option<Day>,
    last_unannounced: Option<Day>,
    last_visit: Option<Day>,
    /// The days on which follow-ups began.
    follow_ups: Vec<Day>,
    /// The newest number of persons held that a delegation counted on site, and the day its visit began.
    held: Option<(Day, u32)>,
    concerns: Established,
}

impl Earlier {
    fn add(&mut self, id: DocumentId, body: &VisitBody, answered: &Answered<'_>) {
        self.last_visit = self.last_visit.max(body.begun());
        self.held = self.held.max(body.begun().zip(body.held));
        if body.facts.kind.is_full() {
            self.last_full_visit = self.last_full_visit.max(body.begun());
            let unannounced = body.begun().filter(|_| !body.facts.announced);
            self.last_unannounced = self.last_unannounced.max(unannounced);
        } else {
            self.follow_ups.extend(body.begun());
        }
        let answered = answered.get(&id);
        for finding in body.findings.iter().filter(|finding| !finding.good_practice) {
            let settled = answered.and_then(|answered| answered.get(finding.id.as_str()).copied());
            // What nothing was recommended about, nobody has mended.
            self.concerns.add(finding.severity, settled.unwrap_or_default());
        }
    }

    /// Follow-ups since the last full visit.
    fn followed_up(&self) -> u32 {
        let since = self.follow_ups.iter().filter(|day| Some(**day) >= self.last_full_visit);
        u32::try_from(since.count()).unwrap_or(u32::MAX)
    }
}

/// Visits by the place that stands for theirs.
fn earlier(shelf: &Shelf) -> HashMap<String, Earlier> {
    let answered = answered(shelf);
    let mut earlier: HashMap<String, Earlier> = HashMap::new();
    for (id, body) in &shelf.visits {
        if let (Ok(id), Some(place)) = (id.parse(), body.facts.place) {
            let place = shelf.standing_place(&place.to_string());
            earlier.entry(place).or_default().add(id, body, &answered);
        }
    }
    earlier
}

/// The complaints that weigh most of those that records of a place tell of. A number without a day is of the day it was written.
fn complaints<'a>(records: impl Iterator<Item = &'a PlaceBody>, today: Day) -> Option<Complaints> {
    let counted = records.filter_map(|body| {
        Some(Complaints {
            number: body.bearing.complaints?,
            until: body.bearing.complaints_until.unwrap_or(today),
        })
    });
    counted.max_by_key(|one| (one.number.saturating_mul(one.weight_percent(today)), one.until))
}

/// What is known of a place. `others` are the records that it stands for: where it says nothing they do, and what weighs most
/// counts where each says something of its own.
fn known(
    body: &PlaceBody,
    others: &[&PlaceBody],
    numbers: Numbers,
    earlier: &Earlier,
    recommendations: u32,
    own_types: bool,
    today: Day,
) -> Known {
    let records = || std::iter::once(body).chain(others.iter().copied());
    Known {
        place_type: body.facts.place_type,
        own_type: own_types.then(|| super::own_types::of_place(&body.facts)).flatten(),
        capacity: numbers.capacity,
        occupancy: numbers.held,
        turnover: records().find_map(|body| body.bearing.turnover),
        last_full_visit: earlier.last_full_visit,
        last_unannounced: earlier.last_unannounced,
        last_visit: earlier.last_visit,
        follow_ups: earlier.followed_up(),
        concerns: earlier.concerns,
        recommendations,
        complaints: complaints(records(), today),
        groups: records().filter_map(|body| body.bearing.groups).max(),
        suspected: records().any(|body| body.facts.suspected),
        opens_on: body.facts.opened_on,
        closes_on: body.bearing.closed_on,
        known_problem: records().any(|body| !body.bearing.known_problem.trim().is_empty()),
    }
}

/// The months of single places, by the place that stands; of several the shortest, and that nothing is asked comes last.
fn by_standing(shelf: &Shelf, months: &BTreeMap<DocumentId, u32>) -> BTreeMap<DocumentId, u32> {
    let asking = |months: u32| if months == NONE_ASKED { u32::MAX } else { months };
    let mut standing: BTreeMap<DocumentId, u32> = BTreeMap::new();
    for (place, months) in months {
        let shortest = standing.entry(shelf.standing_id(*place)).or_insert(*months);
        if asking(*months) < asking(*shortest) {
            *shortest = *months;
        }
    }
    standing
}

impl Session {
    /// Gathers it, of places that can be visited: those that are open.
    pub(crate) fn gather_programme(&mut self) -> Result<Gathered, ApiError> {
        let today = self.today();
        self.gather(|_, body| is_open(body, today, today))
    }

    /// The same of places that can be visited until a day: those, too, that open until then.
    pub(super) fn gather_until(&mut self, until: Day) -> Result<Gathered, ApiError> {
        let today = self.today();
        self.gather(|_, body| is_open(body, today, until.max(today)))
    }

    /// Gathers it, of those of the places wanted that stand.
    pub(super) fn gather(&mut self, wanted: impl Fn(&str, &PlaceBody) -> bool) -> Result<Gathered, ApiError> {
        let today = self.today();
        let regularity = self.regularity()?;
        let mut rules = regularity.rules.clone();
        let open_recommendations = self.open_recommendations()?;
        let shelf = &*self.open()?.shelf()?;
        rules.by_place = by_standing(shelf, &rules.by_place);
        rules.unannounced.by_place = by_standing(shelf, &rules.unannounced.by_place);
        let own_types = !rules.by_own_type.is_empty() || !rules.unannounced.by_own_type.is_empty();
        let (under, mut earlier) = (shelf.under(), earlier(shelf));
        let places = shelf.places.iter();
        let places = places.filter(|(id, body)| wanted(id, body) && shelf.stands(id, body));
        let places = places.filter_map(|(id, body)| {
            let below = under.get(id).map(Vec::as_slice).unwrap_or_default();
            let others: Vec<&PlaceBody> = below.iter().filter_map(|other| shelf.places.get(other)).collect();
            let earlier = earlier.remove(id).unwrap_or_default();
            let id: DocumentId = id.parse().ok()?;
            let recommendations = open_recommendations.get(&id).copied().unwrap_or_default();
            let numbers = shelf.numbers(body, below, earlier.held);
            Some((
                id,
                known(body, &others, numbers, &earlier, recommendations, own_types, today),
            ))
        });
        Ok(Gathered {
            places: places.collect(),
            today,
            rules,
            regularity,
        })
    }
}
