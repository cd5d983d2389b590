use super::*;
use crate::dates::{days_earlier, parse_day, plus_days};
use crate::finding::Severity;
use crate::programme::known::{COMPLAINTS_WINDOW_DAYS, Complaints, FRESH_COMPLAINTS_DAYS};
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

const SEVERITIES: [Option<Severity>; 5] = [
    None,
    Some(Severity::Shortcoming),
    Some(Severity::Hardship),
    Some(Severity::Serious),
    Some(Severity::Grave),
];

fn counted_as(all: impl IntoIterator<Item = (Option<Severity>, bool)>) -> Established {
    let mut established = Established::default();
    all.into_iter()
        .for_each(|(severity, settled)| established.add(severity, settled));
    established
}

fn established() -> impl Strategy<Value = Established> {
    let concern = (prop::sample::select(SEVERITIES.to_vec()), any::<bool>());
    prop::collection::vec(concern, 0..8).prop_map(counted_as)
}

/// The day of the last of so many follow-ups.
fn followed_up(follow_ups: u32) -> Option<Day> {
    (follow_ups > 0).then(|| day("2026-01-01"))
}

pub(crate) fn known() -> impl Strategy<Value = Known> {
    let numbers = (
        prop::option::of(0..2_000u32),
        prop::option::of(0..3_000u32),
        prop::option::of(0..50_000u32),
        prop::option::of((0..40u32, 0..2_000u64)),
        prop::option::of(0..5u32),
    );
    let found = (established(), 0..12u32, any::<bool>(), any::<bool>(), 0..3u32);
    let last = prop::option::of(0..4_000u64);
    (prop::sample::select(PlaceType::ALL.to_vec()), numbers, found, last).prop_map(
        |(place_type, (capacity, occupancy, turnover, complaints, groups), found, last)| Known {
            place_type,
            own_type: None,
            opens_on: None,
            closes_on: None,
            capacity,
            occupancy,
            turnover,
            complaints: complaints.map(|(number, days)| Complaints {
                number,
                until: days_earlier(day("2026-01-01"), days),
            }),
            groups,
            concerns: found.0,
            recommendations: found.1,
            suspected: found.2,
            known_problem: found.3,
            follow_ups: found.4,
            last_full_visit: last.map(|days| days_earlier(day("2026-01-01"), days)),
            last_unannounced: last
                .filter(|days| days % 3 > 0)
                .map(|days| days_earlier(day("2026-01-01"), days * (days % 3))),
            last_visit: followed_up(found.4).max(last.map(|days| days_earlier(day("2026-01-01"), days))),
        },
    )
}

proptest! {
    #[test]
    fn a_longer_time_since_the_last_visit_never_lowers_a_score(known in known(), more in 0..4_000u64) {
        let today = day("2026-01-01");
        let longer = Known {
            last_full_visit: known.last_full_visit.map(|last| days_earlier(last, more)),
            ..known.clone()
        };
        let never = Known { last_full_visit: None, ..known.clone() };
        let points = |known: &Known| score(place(), known, &rules(), today).points;
        prop_assert!(points(&longer) >= points(&known));
        prop_assert!(points(&never) >= points(&longer));
    }

    #[test]
    fn the_reasons_add_up_to_the_score_and_the_state_follows_the_day_it_is_due(known in known()) {
        let today = day("2026-01-01");
        let found = score(place(), &known, &rules(), today);
        prop_assert_eq!(found.points, found.reasons.iter().map(|reason| reason.points).sum::<u32>());
        let told_anyway = |factor| matches!(
            factor,
            Factor::FollowUps | Factor::GraveConcerns | Factor::SeriousConcerns | Factor::Hardships | Factor::Shortcomings
        );
        prop_assert!(found.reasons.iter().all(|reason| reason.points > 0 || told_anyway(reason.factor)));
        prop_assert!(found.reasons.is_sorted_by(|a, b| a.points >= b.points));
        let overdue = found.due_on.is_some_and(|due| due < today);
        prop_assert_eq!(overdue, matches!(found.state, State::Overdue { .. }));
        let never = matches!(found.state, State::NeverVisited | State::NoFullVisit);
        prop_assert_eq!(known.last_full_visit.is_none(), never);
        prop_assert_eq!(known.last_visit.is_none(), found.state == State::NeverVisited);
    }

    #[test]
    fn complaints_never_weigh_more_for_being_older(known in known(), more in 0..2_000u64) {
        let today = day("2026-01-01");
        let older = Known {
            complaints: known.complaints.map(|one| Complaints { until: days_earlier(one.until, more), ..one }),
            ..known.clone()
        };
        let points = |known: &Known| score(place(), known, &rules(), today).risk;
        prop_assert!(points(&older) <= points(&known));
    }

    #[test]
    fn a_follow_up_changes_no_score_and_no_day_and_is_told(known in known()) {
        let today = day("2026-01-01");
        let without = score(place(), &Known { follow_ups: 0, ..known.clone() }, &rules(), today);
        let with = score(place(), &Known { follow_ups: 2, ..known.clone() }, &rules(), today);
        prop_assert_eq!((with.points, with.due_on, with.state), (without.points, without.due_on, without.state));
        let told = with.reasons.iter().find(|reason| reason.factor == Factor::FollowUps);
        prop_assert_eq!(told.and_then(|reason| reason.number), Some(2));
    }

    #[test]
    fn what_is_graver_weighs_no_less_and_what_is_settled_no_more(
        severity in prop::sample::select(SEVERITIES.to_vec()),
        number in 1..6usize,
    ) {
        let points = |severity, settled| {
            let concerns = counted_as(vec![(severity, settled); number]);
            score(place(), &Known { concerns, ..Known::default() }, &rules(), day("2026-01-01")).risk
        };
        prop_assert!(points(severity, true) <= points(severity, false));
        prop_assert!(points(severity, true) > 0, "what was mended comes back");
        prop_assert!(points(severity, false) <= points(Some(Severity::Grave), false));
        prop_assert!(points(Some(Severity::Shortcoming), false) <= points(severity, false));
        prop_assert!(points(severity, false) <= MAX_CONCERN_POINTS);
    }
}

#[test]
fn a_crowded_prison_three_years_without_a_visit_says_why_it_comes_first() {
    let known = Known {
        place_type: PlaceType::Prison,
        capacity: Some(420),
        occupancy: Some(611),
        complaints: Some(Complaints {
            number: 0,
            until: day("2025-12-31"),
        }),
        last_full_visit: Some(day("2023-01-10")),
        follow_ups: 1,
        concerns: counted_as([(Some(Severity::Grave), false), (None, false), (None, true)]),
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
            (Factor::NoComplaints, 6, Some(611), Some(10)),
            (Factor::GraveConcerns, 5, Some(1), Some(0)),
            (Factor::Hardships, 3, Some(2), Some(1)),
            (Factor::FollowUps, 0, Some(1), None),
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
        last_full_visit: Some(day("2025-03-02")),
        ..Known::default()
    };
    let on = |today| score(place(), &known, &rules(), day(today)).state;
    assert_eq!(on("2026-03-02"), State::DueSoon { days: 0 });
    assert_eq!(on("2026-03-03"), State::Overdue { days: 1 });
    assert_eq!(on("2026-01-01"), State::DueSoon { days: 60 });
    assert_eq!(on("2025-12-31"), State::InTime { days: 61 });
}

#[test]
fn a_place_that_follow_ups_alone_saw_is_as_urgent_as_one_never_visited_and_is_not_called_so() {
    let never = Known::default();
    let followed_up = Known {
        last_visit: Some(day("2025-12-01")),
        follow_ups: 1,
        ..Known::default()
    };
    let on = |known: &Known| score(place(), known, &rules(), day("2026-01-01"));
    assert_eq!(on(&never).state, State::NeverVisited);
    assert_eq!(on(&followed_up).state, State::NoFullVisit);
    assert_eq!(on(&never).points, on(&followed_up).points);
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
    let held = |occupancy, complaints: Option<u32>| Known {
        occupancy: Some(occupancy),
        complaints: complaints.map(|number| Complaints {
            number,
            until: day("2025-12-31"),
        }),
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

#[test]
fn complaints_fade_within_the_window_and_are_unknown_after_it() {
    let until = day("2023-01-01");
    let known = |number| Known {
        occupancy: Some(60),
        complaints: Some(Complaints { number, until }),
        ..Known::default()
    };
    let after = |number, days: i64| {
        let today = plus_days(until, u64::try_from(days).unwrap()).unwrap();
        score(place(), &known(number), &rules(), today)
    };
    let points = |number, days| {
        let found = after(number, days);
        let mut told = found.reasons.iter();
        let told = told.find(|r| matches!(r.factor, Factor::Complaints | Factor::NoComplaints));
        told.map(|r| (r.points, r.of))
    };
    assert_eq!(points(4, FRESH_COMPLAINTS_DAYS), Some((8, Some(365))));
    assert_eq!(points(4, 2 * FRESH_COMPLAINTS_DAYS), Some((4, Some(730))));
    assert_eq!(points(0, 2 * FRESH_COMPLAINTS_DAYS), Some((3, Some(730))));
    for number in [0, 4] {
        assert_eq!(points(number, COMPLAINTS_WINDOW_DAYS), None);
        assert!(
            after(number, COMPLAINTS_WINDOW_DAYS)
                .unknown
                .contains(&Factor::Complaints)
        );
        assert!(!after(number, 0).unknown.contains(&Factor::Complaints));
    }
}

#[test]
fn the_gravest_concerns_take_the_points_first_and_the_others_are_told_all_the_same() {
    let concerns = counted_as([
        (Some(Severity::Shortcoming), false),
        (Some(Severity::Grave), false),
        (Some(Severity::Serious), false),
        (Some(Severity::Grave), true),
    ]);
    let known = Known {
        concerns,
        last_full_visit: Some(day("2026-01-01")),
        ..Known::default()
    };
    let found = score(place(), &known, &rules(), day("2026-01-01"));
    let said: Vec<_> = found
        .reasons
        .iter()
        .map(|r| (r.factor, r.points, r.number, r.of))
        .collect();
    assert_eq!(
        said,
        [
            (Factor::GraveConcerns, 8, Some(2), Some(1)),
            (Factor::SeriousConcerns, 2, Some(1), Some(0)),
            (Factor::Shortcomings, 0, Some(1), Some(0)),
        ]
    );
}
