use super::*;
use crate::dates::{days_earlier, parse_day};
use crate::place::PlaceType;
use crate::programme::balance::{Balance, Mix, More};
use crate::programme::capacity::Capacity;
use crate::programme::rules::Defaults;
use crate::programme::score::tests::known;
use proptest::prelude::*;
use std::time::Instant;

/// Longest that a plan of ten thousand places may take, even unoptimised, milliseconds.
const MAX_PLAN_MS: u128 = 1_000;

fn day(text: &str) -> Day {
    parse_day(text).unwrap()
}

fn id(number: u32) -> DocumentId {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    DocumentId::from_bytes(bytes)
}

fn rules(per_month: u32, reserve_percent: u32) -> Rules {
    Rules {
        capacity: Capacity {
            per_month,
            reserve_percent,
        },
        ..Defaults::shipped().unwrap().rules()
    }
}

fn visited(on: Option<&str>) -> Known {
    Known {
        place_type: PlaceType::RemandPrison,
        last_full_visit: on.map(day),
        ..Known::default()
    }
}

/// A plan for the whole of a month.
fn planned(place: u32, month: &str) -> Standing {
    let month: Month = month.parse().unwrap();
    Standing {
        place: id(place),
        month,
        from_reserve: false,
        full: true,
        announced: true,
        until: Some(month.last_day()),
    }
}

#[derive(Debug, Clone)]
struct Case {
    places: Vec<(DocumentId, Known)>,
    mixed: Vec<(DocumentId, Known)>,
    rules: Rules,
    standing: Vec<Standing>,
    today: Day,
}

impl Case {
    fn ask<'a>(&'a self, places: &'a [(DocumentId, Known)]) -> Ask<'a> {
        Ask {
            year: 2026,
            today: self.today,
            places,
            rules: &self.rules,
            standing: &self.standing,
        }
    }
}

impl Case {
    /// The first day that is planned for.
    fn begins(&self) -> Day {
        day("2026-01-01").max(self.today)
    }

    /// Months in which full visits to a place were made or stand.
    fn anchors(&self, place: DocumentId) -> Vec<Month> {
        let standing = self.standing.iter().filter(|one| one.place == place && one.full);
        let stands = standing.filter(|one| !one.is_missed(self.today)).map(|one| one.month);
        let known = self.places.iter().filter(|(id, _)| *id == place);
        let made = known.filter_map(|(_, known)| known.last_full_visit.map(Month::of));
        stands.chain(made).collect()
    }

    /// Whether a full visit to a place may be proposed in a month, as far as what stands says.
    fn may(&self, place: DocumentId, month: Month) -> bool {
        let (_, known) = self.places.iter().find(|(id, _)| *id == place).unwrap();
        let period = score(place, known, &self.rules, self.begins()).period;
        let gap = i64::from(period.least_gap_months());
        let far = |other: &Month| other.months_until(month).abs() >= gap;
        self.anchors(place).iter().all(far)
    }
}

prop_compose! {
    fn case()(
        known in prop::collection::vec(known(), 0..60),
        per_month in 0..6u32,
        reserve in 0..=90u32,
        standing in prop::collection::vec((0..80u32, 2025..=2026i32, 1..=12u32, any::<bool>(), any::<bool>(), any::<(bool, bool)>()), 0..12),
        today in prop::sample::select(vec!["2025-11-26", "2026-01-01", "2026-05-17", "2026-12-31"]),
    )(
        mixed in Just(known.clone().into_iter().enumerate().map(|(n, k)| (id(u32::try_from(n).unwrap()), k)).collect::<Vec<_>>()).prop_shuffle(),
        known in Just(known),
        rules in Just(rules(per_month, reserve)),
        standing in Just(standing),
        today in Just(day(today)),
    ) -> Case {
        let places = known.into_iter().enumerate().map(|(n, k)| (id(u32::try_from(n).unwrap()), k)).collect();
        let standing = standing.into_iter().map(|(place, year, month, from_reserve, full, (is_plan, announced))| {
            let month = Month::new(year, month).unwrap();
            Standing { place: id(place), month, from_reserve, full, announced, until: is_plan.then(|| month.last_day()) }
        }).collect();
        Case { places, mixed, rules, standing, today }
    }
}

proptest! {
    #[test]
    fn a_plan_keeps_to_the_capacity_and_leaves_the_reserve_alone(case in case()) {
        let made = propose(&case.ask(&case.places));
        let mut regular = 0;
        for month in Month::of_year(2026) {
            let new = made.lines.iter().filter(|line| line.month == month).count();
            let stands = case.standing.iter().filter(|one| !one.is_missed(case.today));
            let stood = stands.filter(|one| one.month == month && !one.from_reserve).count();
            let room = usize::try_from(case.rules.capacity.regular_in(month.number())).unwrap();
            prop_assert!(new <= room.saturating_sub(stood), "{month}: {new} beside {stood}, room for {room}");
            prop_assert!(new == 0 || month >= Month::of(case.today), "nothing is planned for a month that is over");
            regular += new;
        }
        prop_assert!(regular <= usize::try_from(case.rules.capacity.regular_per_year()).unwrap());
    }

    #[test]
    fn nothing_due_is_left_out_while_something_less_urgent_is_in(case in case()) {
        let made = propose(&case.ask(&case.places));
        let told: BTreeSet<_> = made.lines.iter().map(|line| line.place).chain(made.left.iter().map(|left| left.place)).collect();
        prop_assert_eq!(told.len(), case.places.len(), "every place is in, or a reason is said");
        for left in &made.left {
            prop_assert!(made.lines.iter().all(|line| line.place != left.place));
            if left.why == LeftWhy::NoRoom {
                let could = made.lines.iter().filter(|line| case.may(left.place, line.month));
                let others = could.map(|line| (line.why, line.score.points)).collect::<Vec<_>>();
                prop_assert!(others.iter().all(|(why, points)| *why != Why::Again && *points >= left.points));
            }
            prop_assert_eq!(left.why == LeftWhy::NotDue, left.why != LeftWhy::Planned && left.due_on > Some(day("2026-12-31")));
        }
    }

    #[test]
    fn a_plan_is_mixed_and_never_announces_more_than_the_balance_allows_nor_a_night_or_a_weekend(case in case()) {
        let made = propose(&case.ask(&case.places));
        let mix = |line: &Line| Mix { hours: line.hours, days: line.days, announced: line.announced };
        let balance = Balance::of(made.lines.iter().map(mix));
        prop_assert!(balance.advice().iter().all(|one| one.more != More::Unannounced), "{balance:?}");
        let surprise = |line: &&Line| line.hours == Hours::Night || line.days == Days::Weekend;
        let mut could = made.lines.iter().skip(2).filter(|line| !surprise(line) && line.unannounced.is_none());
        prop_assert!(could.next().is_none() || balance.announced > 0, "both are proposed");
        prop_assert!(made.lines.iter().filter(surprise).all(|line| !line.announced));
    }

    #[test]
    fn an_announced_visit_leaves_time_for_one_that_is_not(case in case(), months in 1..90u32) {
        let mut case = case;
        case.rules.unannounced.by_type = PlaceType::ALL.into_iter().map(|of| (of, months)).collect();
        let made = propose(&case.ask(&case.places));
        for line in made.lines.iter().filter(|line| line.announced) {
            let (place, month) = (line.place, line.month);
            let (_, known) = case.places.iter().find(|(id, _)| *id == place).unwrap();
            let lines = made.lines.iter().filter(|other| other.place == place && !other.announced).map(|other| other.month);
            let standing = case.standing.iter().filter(|one| one.place == place && one.full && !one.announced);
            let stands = standing.filter(|one| !one.is_missed(case.today)).map(|one| one.month);
            let all: Vec<Month> = lines.chain(stands).chain(known.last_unannounced.map(Month::of)).collect();
            let period = i64::from(line.score.period.months);
            let Some(last) = all.iter().filter(|one| **one <= month).max() else {
                prop_assert!(case.anchors(place).iter().all(|one| *one > month), "visited, and only announced: {line:?}");
                continue;
            };
            let next = all.iter().filter(|one| **one > month).min();
            let after = next.map_or(last.months_until(month) + period, |next| last.months_until(*next));
            let due = after.min(last.months_until(month) + period);
            prop_assert!(due <= i64::from(months), "{line:?}: {all:?}");
        }
    }

    #[test]
    fn what_has_to_be_unannounced_moves_no_visit(case in case()) {
        let mut without = case.clone();
        without.rules.unannounced = crate::programme::Unannounced::default();
        let said = |case: &Case| {
            let made = propose(&case.ask(&case.places));
            let lines = made.lines.iter().map(|line| (line.place, line.month, line.why, line.hours, line.days));
            (lines.collect::<Vec<_>>(), made.left)
        };
        prop_assert_eq!(said(&case), said(&without));
    }

    #[test]
    fn the_order_in_which_places_come_changes_nothing(case in case()) {
        prop_assert_eq!(propose(&case.ask(&case.places)), propose(&case.ask(&case.mixed)));
    }

    #[test]
    fn plans_that_were_missed_change_nothing(case in case()) {
        let kept = case.standing.iter().filter(|one| !one.is_missed(case.today)).copied();
        let without = Case { standing: kept.collect(), ..case.clone() };
        prop_assert_eq!(propose(&case.ask(&case.places)), propose(&without.ask(&case.places)));
    }

    #[test]
    fn two_full_visits_to_a_place_are_never_proposed_nearer_than_the_least_gap(case in case()) {
        let made = propose(&case.ask(&case.places));
        for (at, line) in made.lines.iter().enumerate() {
            prop_assert!(case.may(line.place, line.month), "too near to what stands: {line:?}");
            let gap = i64::from(line.score.period.least_gap_months());
            let later = made.lines.iter().skip(at + 1).filter(|other| other.place == line.place);
            let months: Vec<Month> = later.map(|other| other.month).collect();
            prop_assert!(months.iter().all(|other| line.month.months_until(*other) >= gap), "{line:?}: {months:?}");
        }
    }

    #[test]
    fn where_there_is_room_a_place_is_seen_as_often_as_its_period_asks(case in case()) {
        let case = Case { rules: rules(1_000, 0), ..case };
        let made = propose(&case.ask(&case.places));
        let begins = Month::of(case.begins());
        let december: Month = "2026-12".parse().unwrap();
        prop_assert!(made.left.iter().all(|left| left.why != LeftWhy::NoRoom));
        for (place, known) in &case.places {
            if made.left.iter().any(|left| left.place == *place && left.why == LeftWhy::NotDue) {
                continue;
            }
            let period = i64::from(score(*place, known, &case.rules, case.begins()).period.months);
            let proposed = made.lines.iter().filter(|line| line.place == *place).map(|line| line.month);
            let mut seen: Vec<Month> = proposed.chain(case.anchors(*place)).collect();
            seen.sort();
            // What was overdue at the beginning cannot be made good; from then on no whole period is missed.
            let mut pairs = seen.windows(2).filter(|two| two[0] >= begins && two[1] <= december);
            prop_assert!(pairs.all(|two| two[0].months_until(two[1]) < 2 * period), "{seen:?}, every {period}");
            let last = seen.iter().rev().find(|month| **month <= december);
            prop_assert!(last.is_some_and(|last| last.months_until(december) < period), "{seen:?}, every {period}");
        }
    }

    #[test]
    fn follow_ups_that_stand_move_no_visit_but_for_the_room_they_take(case in case()) {
        let of_reserve = |one: &Standing| Standing { from_reserve: one.from_reserve || !one.full, ..*one };
        let case = Case { standing: case.standing.iter().map(of_reserve).collect(), ..case };
        let full = case.standing.iter().filter(|one| one.full).copied().collect();
        let without = Case { standing: full, ..case.clone() };
        prop_assert_eq!(propose(&case.ask(&case.places)), propose(&without.ask(&case.places)));
    }
}

#[test]
fn a_place_is_proposed_only_while_it_is_open() {
    let open = |on: Option<&str>, opens: Option<&str>, closes: Option<&str>| Known {
        opens_on: opens.map(day),
        closes_on: closes.map(day),
        ..visited(on)
    };
    let places = [
        (id(1), open(None, Some("2026-05-20"), None)),
        // Due in June, when there is nobody any more; and overdue, while there still is.
        (id(2), open(Some("2025-06-10"), None, Some("2026-03-15"))),
        (id(3), open(Some("2024-06-10"), None, Some("2026-02-15"))),
        (id(4), open(None, None, Some("2026-01-20"))),
    ];
    let made = propose(&Ask {
        year: 2026,
        today: day("2026-01-05"),
        places: &places,
        rules: &rules(4, 0),
        standing: &[],
    });
    let said: Vec<_> = made
        .lines
        .iter()
        .map(|line| (line.month.number(), line.place))
        .collect();
    assert_eq!(said, [(1, id(3)), (5, id(1))]);
    let mut left: Vec<_> = made.left.iter().map(|left| (left.place, left.why)).collect();
    left.sort();
    assert_eq!(left, [(id(2), LeftWhy::NotDue), (id(4), LeftWhy::NotDue)]);
}

#[test]
fn the_overdue_go_first_and_the_others_near_the_day_they_are_due() {
    let places = [
        (id(1), visited(Some("2025-09-10"))),
        (id(2), visited(None)),
        (id(3), visited(Some("2024-02-01"))),
        (id(4), visited(Some("2025-09-20"))),
        (id(5), visited(Some("2026-06-01"))),
    ];
    let made = propose(&Ask {
        year: 2026,
        today: day("2026-01-05"),
        places: &places,
        rules: &rules(1, 0),
        standing: &[],
    });
    let said: Vec<_> = made
        .lines
        .iter()
        .map(|line| (line.month.number(), line.place, line.why))
        .collect();
    assert_eq!(
        said,
        [
            (1, id(2), Why::NeverVisited),
            (2, id(3), Why::Overdue),
            (8, id(4), Why::Earlier),
            (9, id(1), Why::Due),
        ]
    );
    assert_eq!(
        made.left.iter().map(|left| (left.place, left.why)).collect::<Vec<_>>(),
        [(id(5), LeftWhy::NotDue)]
    );
}

#[test]
fn where_there_is_no_room_the_least_urgent_waits_and_the_plan_says_so() {
    let places = [
        (id(1), visited(Some("2020-01-01"))),
        (id(2), visited(Some("2024-12-01"))),
    ];
    let standing = [planned(9, "2026-12")];
    let ask = |today, standing| Ask {
        year: 2026,
        today: day(today),
        places: &places,
        rules: Box::leak(Box::new(rules(1, 0))),
        standing,
    };
    let made = propose(&ask("2026-11-03", &standing));
    assert_eq!(made.lines.iter().map(|line| line.place).collect::<Vec<_>>(), [id(1)]);
    assert_eq!(made.left[0].why, LeftWhy::NoRoom);
    assert_eq!(propose(&ask("2026-11-03", &[])).lines.len(), 2);
}

#[test]
fn what_is_planned_for_this_year_is_taken_as_made_by_the_plan_of_the_next() {
    let places = [(id(1), visited(Some("2024-12-01")))];
    let standing = [planned(1, "2026-12")];
    let made = propose(&Ask {
        year: 2027,
        today: day("2026-11-26"),
        places: &places,
        rules: &rules(4, 20),
        standing: &standing,
    });
    assert_eq!((made.lines[0].month.number(), made.lines[0].why), (12, Why::Due));
}

#[test]
fn a_place_whose_plan_of_last_year_nobody_carried_out_was_still_never_visited() {
    let places = [(id(1), visited(None))];
    let rules = rules(4, 20);
    let ask = |standing| Ask {
        year: 2026,
        today: day("2026-01-10"),
        places: &places,
        rules: &rules,
        standing,
    };
    let missed = [planned(1, "2025-11")];
    let made = propose(&ask(&missed));
    assert_eq!(
        (made.lines[0].month.number(), made.lines[0].why),
        (1, Why::NeverVisited)
    );
    let begun = [Standing {
        until: None,
        ..missed[0]
    }];
    let made = propose(&ask(&begun));
    assert_eq!((made.lines[0].month.number(), made.lines[0].why), (11, Why::Due));
}

#[test]
fn a_plan_that_was_missed_in_february_leaves_its_place_to_be_planned_in_october() {
    let places = [(id(1), visited(Some("2024-12-01")))];
    let rules = rules(4, 20);
    let on = |today| {
        propose(&Ask {
            year: 2026,
            today: day(today),
            places: &places,
            rules: &rules,
            standing: &[planned(1, "2026-02")],
        })
    };
    let last_day = on("2026-02-28");
    assert!(last_day.lines.is_empty());
    assert_eq!(last_day.left[0].why, LeftWhy::Planned);
    let october = on("2026-10-05");
    assert_eq!((october.lines[0].place, october.lines[0].month.number()), (id(1), 10));
    assert!(october.left.is_empty());
}

#[test]
fn a_place_with_a_period_of_five_months_is_planned_three_times_a_year() {
    let mut rules = rules(4, 20);
    rules.by_place.insert(id(1), 5);
    let places = [(id(1), visited(None))];
    let made = propose(&Ask {
        year: 2026,
        today: day("2026-01-01"),
        places: &places,
        rules: &rules,
        standing: &[],
    });
    let said: Vec<_> = made.lines.iter().map(|line| (line.month.number(), line.why)).collect();
    assert_eq!(said, [(1, Why::NeverVisited), (6, Why::Again), (11, Why::Again)]);
}

#[test]
fn a_prison_that_was_always_announced_is_proposed_unannounced_and_the_next_is_announced_instead() {
    let prison = |on, unannounced: Option<&str>| Known {
        place_type: PlaceType::Prison,
        last_unannounced: unannounced.map(day),
        ..visited(Some(on))
    };
    let places = [
        (id(1), visited(None)),
        (id(2), visited(None)),
        (id(3), prison("2023-07-10", None)),
        (id(4), visited(Some("2025-05-01"))),
        (id(5), visited(Some("2025-06-01"))),
        (id(6), prison("2024-01-10", Some("2021-07-10"))),
    ];
    let rules = rules(4, 0);
    let made = propose(&Ask {
        year: 2026,
        today: day("2026-01-05"),
        places: &places,
        rules: &rules,
        standing: &[],
    });
    let of = |number| made.lines.iter().find(|line| line.place == id(number)).unwrap();
    assert!(
        of(3)
            .unannounced
            .is_some_and(|asked| asked.lacking && asked.months == 60)
    );
    assert!(!of(3).announced);
    assert!(
        of(6).unannounced.is_some_and(|asked| !asked.lacking),
        "in July the five years end"
    );
    assert_eq!(of(4).unannounced, None);
    assert!(made.lines.iter().any(|line| line.announced));
}

/// The months proposed for one place with a period of its own, never visited, in a year in which nothing else is to be done.
fn months_beside(period: u32, standing: &[Standing]) -> Vec<(u32, Why)> {
    let mut rules = rules(4, 20);
    rules.by_place.insert(id(1), period);
    let places = [(id(1), visited(None))];
    let made = propose(&Ask {
        year: 2026,
        today: day("2026-01-01"),
        places: &places,
        rules: &rules,
        standing,
    });
    made.lines.iter().map(|line| (line.month.number(), line.why)).collect()
}

#[test]
fn a_plan_that_stands_only_moves_the_day_on_which_the_next_is_due() {
    let in_march = [planned(1, "2026-03")];
    assert_eq!(months_beside(4, &in_march), [(7, Why::Again), (11, Why::Again)]);
    let in_november = [planned(1, "2026-11")];
    assert_eq!(
        months_beside(4, &in_november),
        [(1, Why::NeverVisited), (5, Why::Again)],
        "September is waited for: November is nearer to it than a period"
    );
    assert!(
        months_beside(12, &in_november).is_empty(),
        "the year holds the one visit that its period asks for"
    );
}

#[test]
fn a_follow_up_that_stands_does_not_stand_for_a_visit() {
    let follow_up = Standing {
        full: false,
        from_reserve: true,
        ..planned(1, "2026-03")
    };
    assert_eq!(months_beside(12, &[follow_up]), [(1, Why::NeverVisited)]);
}

#[test]
fn ten_thousand_places_are_planned_while_one_waits() {
    let places: Vec<_> = (0..10_000)
        .map(|n| {
            let last = days_earlier(day("2026-01-01"), u64::from(n % 2_000));
            let known = Known {
                place_type: PlaceType::ALL[usize::try_from(n).unwrap() % PlaceType::ALL.len()],
                capacity: Some(n % 300),
                occupancy: Some(n % 400),
                last_full_visit: (n % 7 != 0).then_some(last),
                ..Known::default()
            };
            (id(n), known)
        })
        .collect();
    let rules = rules(200, 20);
    let ask = Ask {
        year: 2026,
        today: day("2026-01-01"),
        places: &places,
        rules: &rules,
        standing: &[],
    };
    let began = Instant::now();
    let made = propose(&ask);
    let took = began.elapsed().as_millis();
    println!("10,000 places planned in {took} ms");
    assert_eq!(
        made.lines.len(),
        usize::try_from(rules.capacity.regular_per_year()).unwrap()
    );
    assert!(took < MAX_PLAN_MS, "{took} ms");
}
