use super::*;
use crate::dates::{days_earlier, parse_day};
use crate::programme::rules::Defaults;
use proptest::prelude::*;

fn rules() -> Rules {
    Defaults::shipped().unwrap().rules()
}

fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn place() -> DocumentId {
    DocumentId::from_bytes([1; 16])
}

pub(crate) fn known() -> impl Strategy<Value = Known> {
    let numbers = (
        prop::option::of(0..2_000u32),
        prop::option::of(0..3_000u32),
        prop::option::of(0..50_000u32),
        prop::option::of(0..40u32),
        prop::option::of(0..5u32),
    );
    let found = (0..12u32, 0..12u32, any::<bool>(), any::<bool>());
    let last = prop::option::of(0..4_000u64);
    (prop::sample::select(PlaceType::ALL.to_vec()), numbers, found, last).prop_map(
        |(place_type, (capacity, occupancy, turnover, complaints, groups), found, last)| Known {
            place_type,
            capacity,
            occupancy,
            turnover,
            complaints,
            groups,
            findings: found.0,
            recommendations: found.1,
            suspected: found.2,
            known_problem: found.3,
            last_visit: last.map(|days| days_earlier(day("2026-01-01"), days)),
        },
    )
}

proptest! {
    #[test]
    fn a_longer_time_since_the_last_visit_never_lowers_a_score(known in known(), more in 0..4_000u64) {
        let today = day("2026-01-01");
        let longer = Known {
            last_visit: known.last_visit.map(|last| days_earlier(last, more)),
            ..known.clone()
        };
        let never = Known { last_visit: None, ..known.clone() };
        let points = |known: &Known| score(place(), known, &rules(), today).points;
        prop_assert!(points(&longer) >= points(&known));
        prop_assert!(points(&never) >= points(&longer));
    }

    #[test]
    fn the_reasons_add_up_to_the_score_and_the_state_follows_the_day_it_is_due(known in known()) {
        let today = day("2026-01-01");
        let found = score(place(), &known, &rules(), today);
        prop_assert_eq!(found.points, found.reasons.iter().map(|reason| reason.points).sum::<u32>());
        prop_assert!(found.reasons.iter().all(|reason| reason.points > 0));
        prop_assert!(found.reasons.is_sorted_by(|a, b| a.points >= b.points));
        let overdue = found.due_on.is_some_and(|due| due < today);
        prop_assert_eq!(overdue, matches!(found.state, State::Overdue { .. }));
        prop_assert_eq!(known.last_visit.is_none(), found.state == State::NeverVisited);
    }
}

#[test]
fn a_crowded_prison_three_years_without_a_visit_says_why_it_comes_first() {
    let known = Known {
        place_type: PlaceType::Prison,
        capacity: Some(420),
        occupancy: Some(611),
        complaints: Some(0),
        last_visit: Some(day("2023-01-10")),
        findings: 3,
        ..Known::default()
    };
    let found = score(place(), &known, &rules(), day("2026-01-10"));
    let said: Vec<_> = found
        .reasons
        .iter()
        .map(|r| (r.factor, r.points, r.number, r.of))
        .collect();
    assert_eq!(
        said,
        [
            (Factor::Time, 81, Some(1_096), Some(669)),
            (Factor::Crowding, 20, Some(611), Some(420)),
            (Factor::Findings, 6, Some(3), None),
            (Factor::NoComplaints, 6, Some(611), None),
        ]
    );
    assert_eq!(
        (found.band, found.period.months, found.period.unshortened_months),
        (Band::Raised, 22, 30)
    );
    assert_eq!(found.state, State::Overdue { days: 426 });
    assert_eq!(found.unknown, [Factor::Turnover, Factor::Groups]);
}

#[test]
fn the_day_a_visit_is_due_is_soon_and_the_day_after_is_late() {
    let known = Known {
        place_type: PlaceType::RemandPrison,
        last_visit: Some(day("2025-03-02")),
        ..Known::default()
    };
    let on = |today| score(place(), &known, &rules(), day(today)).state;
    assert_eq!(on("2026-03-02"), State::DueSoon { days: 0 });
    assert_eq!(on("2026-03-03"), State::Overdue { days: 1 });
    assert_eq!(on("2026-01-01"), State::DueSoon { days: 60 });
    assert_eq!(on("2025-12-31"), State::InTime { days: 61 });
}

#[test]
fn that_nobody_complains_is_a_signal_only_where_people_are_held() {
    let complaints = |known: Known| {
        let found = score(place(), &known, &rules(), day("2026-01-01"));
        found
            .reasons
            .into_iter()
            .find(|r| matches!(r.factor, Factor::NoComplaints | Factor::Complaints))
    };
    let held = |occupancy, complaints| Known {
        occupancy: Some(occupancy),
        complaints,
        ..Known::default()
    };
    assert_eq!(
        complaints(held(NO_COMPLAINT_HELD, Some(0))).map(|r| r.factor),
        Some(Factor::NoComplaints)
    );
    assert_eq!(complaints(held(NO_COMPLAINT_HELD - 1, Some(0))), None);
    assert_eq!(complaints(held(NO_COMPLAINT_HELD, None)), None, "not known is not none");
    assert_eq!(
        complaints(held(5, Some(3))).map(|r| r.points),
        Some(3 * COMPLAINT_POINTS)
    );
}
