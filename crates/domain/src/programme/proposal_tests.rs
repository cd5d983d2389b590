use super::*;
use crate::dates::{days_earlier, parse_day};
use crate::place::PlaceType;
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
        last_visit: on.map(day),
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

prop_compose! {
    fn case()(
        known in prop::collection::vec(known(), 0..60),
        per_month in 0..6u32,
        reserve in 0..=90u32,
        standing in prop::collection::vec((0..80u32, 2025..=2026i32, 1..=12u32, any::<bool>(), any::<bool>()), 0..12),
        today in prop::sample::select(vec!["2025-11-26", "2026-01-01", "2026-05-17", "2026-12-31"]),
    )(
        mixed in Just(known.clone().into_iter().enumerate().map(|(n, k)| (id(u32::try_from(n).unwrap()), k)).collect::<Vec<_>>()).prop_shuffle(),
        known in Just(known),
        rules in Just(rules(per_month, reserve)),
        standing in Just(standing),
        today in Just(day(today)),
    ) -> Case {
        let places = known.into_iter().enumerate().map(|(n, k)| (id(u32::try_from(n).unwrap()), k)).collect();
        let standing = standing.into_iter().map(|(place, year, month, from_reserve, is_plan)| {
            let month = Month::new(year, month).unwrap();
            Standing { place: id(place), month, from_reserve, until: is_plan.then(|| month.last_day()) }
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
                prop_assert!(made.lines.iter().all(|line| line.why != Why::Again && line.score.points >= left.points));
            }
            prop_assert_eq!(left.why == LeftWhy::NotDue, left.why != LeftWhy::Planned && left.due_on > Some(day("2026-12-31")));
        }
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
    fn a_place_is_planned_again_only_after_its_period_or_as_near_to_it_as_there_is_room(case in case()) {
        let made = propose(&case.ask(&case.places));
        let mut months: BTreeMap<DocumentId, Vec<Month>> = BTreeMap::new();
        for line in &made.lines { months.entry(line.place).or_default().push(line.month); }
        for of_place in months.values() {
            prop_assert!(of_place.windows(2).all(|two| two[0] < two[1]), "never twice in a month");
        }
    }
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
fn ten_thousand_places_are_planned_while_one_waits() {
    let places: Vec<_> = (0..10_000)
        .map(|n| {
            let last = days_earlier(day("2026-01-01"), u64::from(n % 2_000));
            let known = Known {
                place_type: PlaceType::ALL[usize::try_from(n).unwrap() % PlaceType::ALL.len()],
                capacity: Some(n % 300),
                occupancy: Some(n % 400),
                last_visit: (n % 7 != 0).then_some(last),
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
