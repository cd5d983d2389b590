//! Places by how urgent they are.

use super::known::Gathered;
use crate::api::programme::{ProgrammePlace, Reason, StateCounts, UnannouncedView};
use crate::project::PlaceBody;
use crate::session::code_of;
use std::cmp::Reverse;
use visita_domain::DocumentId;
use visita_domain::programme::score::{self, Factor, Score, State};
use visita_domain::programme::{Asked, Known, RuleSource, score as weigh};

/// A place with its score.
pub(super) struct Weighed {
    pub id: DocumentId,
    pub capacity: Option<u32>,
    pub last_full_visit: Option<visita_domain::dates::Day>,
    pub last_visit: Option<visita_domain::dates::Day>,
    pub follow_ups: u32,
    pub score: Score,
}

/// The code of a state, and its days.
pub(super) fn state_code(state: State) -> (&'static str, u32) {
    match state {
        State::NeverVisited => ("never_visited", 0),
        State::NoFullVisit => ("no_full_visit", 0),
        State::Overdue { days } => ("overdue", days),
        State::DueSoon { days } => ("due_soon", days),
        State::InTime { days } => ("in_time", days),
    }
}

/// All places, the most urgent first.
pub(super) fn weighed(gathered: &Gathered) -> Vec<Weighed> {
    let one = |(id, known): &(DocumentId, Known)| Weighed {
        id: *id,
        capacity: known.capacity,
        last_full_visit: known.last_full_visit,
        last_visit: known.last_visit,
        follow_ups: known.follow_ups,
        score: weigh(*id, known, &gathered.rules, gathered.today),
    };
    let mut all: Vec<Weighed> = gathered.places.iter().map(one).collect();
    all.sort_by_key(|one| (Reverse(one.score.points), one.id));
    all
}

pub(super) fn counts(all: &[Weighed]) -> StateCounts {
    let mut counts = StateCounts::default();
    for one in all {
        let count = match one.score.state {
            State::NeverVisited => &mut counts.never_visited,
            State::NoFullVisit => &mut counts.no_full_visit,
            State::Overdue { .. } => &mut counts.overdue,
            State::DueSoon { .. } => &mut counts.due_soon,
            State::InTime { .. } => &mut counts.in_time,
        };
        *count += 1;
    }
    counts
}

pub(super) fn reasons(score: &Score) -> Vec<Reason> {
    let reasons = score.reasons.iter();
    reasons
        .map(
            |score::Reason {
                 factor,
                 points,
                 number,
                 of,
             }| Reason {
                factor: code_of::<Factor>(factor),
                points: *points,
                number: *number,
                of: *of,
            },
        )
        .collect()
}

/// What is asked of a place, as the screen says it.
pub(super) fn unannounced_view(asked: &Asked) -> UnannouncedView {
    UnannouncedView {
        months: asked.months,
        last: asked.last.map(|day| day.to_string()),
        planned: asked.planned.map(|month| month.to_string()),
        lacking: asked.lacking,
    }
}

/// A place as the screen says it.
pub(super) fn place_view(one: &Weighed, body: &PlaceBody, planned: Vec<String>) -> ProgrammePlace {
    let (state, days) = state_code(one.score.state);
    ProgrammePlace {
        id: one.id.to_string(),
        name: body.facts.name.clone(),
        place_type: code_of(&body.facts.place_type),
        region: body.facts.region.clone(),
        capacity: one.capacity,
        last_full_visit: one.last_full_visit.map(|day| day.to_string()),
        last_visit: one.last_visit.map(|day| day.to_string()),
        follow_ups: one.follow_ups,
        state: state.to_owned(),
        days,
        due_on: one.score.due_on.map(|day| day.to_string()),
        period_months: one.score.period.months,
        unshortened_months: one.score.period.unshortened_months,
        rule: match one.score.period.source {
            RuleSource::Place => "place",
            RuleSource::Type => "type",
            RuleSource::Problem => "problem",
            RuleSource::Groups => "groups",
        }
        .to_owned(),
        unannounced: one.score.unannounced.as_ref().map(unannounced_view),
        points: one.score.points,
        band: code_of(&one.score.band),
        reasons: reasons(&one.score),
        unknown: one.score.unknown.iter().map(code_of).collect(),
        planned,
    }
}
