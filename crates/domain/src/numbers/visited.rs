//! Visits against the plan, and places visited or not.

use super::table::{Label, Period, Series, Shape, Table, Unit, counted};
use crate::codes::code_of;
use crate::dates::{Day, months_later};
use crate::place::PlaceType;
use crate::programme::month::Month;
use crate::visit::VisitKind;
use std::collections::BTreeSet;

/// Months within which a visit to a place counts as lately.
const LATELY_MONTHS: u32 = 12;

/// The type that a place is counted under.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeCounted {
    /// One that every body knows.
    Known(PlaceType),
    /// One that the body names itself, in one spelling.
    Own(String),
}

impl TypeCounted {
    fn label(&self) -> Label {
        match self {
            Self::Known(of) => Label::code("place-type", &code_of(of)),
            Self::Own(name) => Label::code("text", name),
        }
    }
}

/// A visit that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitFact {
    /// Its first day.
    pub on: Day,
    /// Its kind.
    pub kind: VisitKind,
    /// The type of its place; none where the place is not on this device.
    pub place_type: Option<TypeCounted>,
}

/// A visit that the programme had planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFact {
    /// The first day of its window.
    pub on: Day,
    /// The type of its place; none where the place is not on this device.
    pub place_type: Option<TypeCounted>,
    /// It was missed or called off: nobody goes any more.
    pub lapsed: bool,
}

/// A place of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceFact {
    /// Its type.
    pub place_type: TypeCounted,
    /// The first days of the visits to it, in any order.
    pub visits: Vec<Day>,
}

impl PlaceFact {
    /// The first day of the last visit that had begun by the end of a period: what came later, nobody knew then.
    fn last_visit(&self, period: &Period) -> Option<Day> {
        self.visits.iter().copied().filter(|day| *day <= period.to).max()
    }
}

const KINDS: [(VisitKind, &str); 4] = [
    (VisitKind::InDepth, "in_depth"),
    (VisitKind::Thematic, "thematic"),
    (VisitKind::AdHoc, "ad_hoc"),
    (VisitKind::FollowUp, "follow_up"),
];

/// Visits a month by kind, and beside them what the programme had planned, by the month it was planned for.
#[must_use]
pub fn by_month(period: &Period, visits: &[VisitFact], planned: &[PlannedFact]) -> Table {
    let months = period.months();
    let mut series: Vec<Series> = KINDS
        .iter()
        .map(|(kind, code)| Series {
            label: Label::code("visit-kind", code),
            values: counted(
                &months,
                visits,
                |visit| Some(Month::of(visit.on)),
                |visit| visit.kind == *kind && period.holds(visit.on),
            ),
        })
        .collect();
    series.push(Series {
        label: Label::code("series", "planned"),
        values: counted(
            &months,
            planned,
            |plan| Some(Month::of(plan.on)),
            |plan| period.holds(plan.on),
        ),
    });
    let rows = months.into_iter().map(Label::month).collect();
    Table::new("visits_by_month", Unit::Things, Shape::Stacked, rows, series)
}

/// Visits by type of place, and beside them what the programme had planned.
#[must_use]
pub fn by_place_type(period: &Period, visits: &[VisitFact], planned: &[PlannedFact]) -> Table {
    let types = types(
        visits
            .iter()
            .map(|visit| visit.place_type.as_ref())
            .chain(planned.iter().map(|plan| plan.place_type.as_ref()))
            .flatten(),
    );
    let made = Series {
        label: Label::code("series", "visits"),
        values: counted(
            &types,
            visits,
            |visit| visit.place_type.clone(),
            |visit| period.holds(visit.on),
        ),
    };
    let planned = Series {
        label: Label::code("series", "planned"),
        values: counted(
            &types,
            planned,
            |plan| plan.place_type.clone(),
            |plan| period.holds(plan.on),
        ),
    };
    let columns = vec![made, planned];
    Table::new("visits_by_type", Unit::Things, Shape::Bars, labels(&types), columns).without_empty_rows()
}

fn is_lately(period: &Period, day: Day) -> bool {
    months_later(day, LATELY_MONTHS) > period.to
}

/// How many places were visited within a year before the last day.
#[must_use]
pub fn visited_lately(period: &Period, places: &[PlaceFact]) -> usize {
    let visited = places.iter().filter_map(|place| place.last_visit(period));
    visited.filter(|day| is_lately(period, *day)).count()
}

/// Places by type: visited within a year before the last day, before that, never until then.
#[must_use]
pub fn coverage(period: &Period, places: &[PlaceFact]) -> Table {
    let lately = |day| is_lately(period, day);
    let types = types(places.iter().map(|place| &place.place_type));
    let series = |code: &str, accept: &dyn Fn(Option<Day>) -> bool| Series {
        label: Label::code("series", code),
        values: counted(
            &types,
            places,
            |place| Some(place.place_type.clone()),
            |place| accept(place.last_visit(period)),
        ),
    };
    let columns = vec![
        series("visited_lately", &|last| last.is_some_and(lately)),
        series("visited_before", &|last| last.is_some_and(|day| !lately(day))),
        series("never_visited", &|last| last.is_none()),
    ];
    Table::new("coverage", Unit::Things, Shape::Stacked, labels(&types), columns).without_empty_rows()
}

/// The types that every body knows, in their order, and then its own that are counted, by name.
fn types<'a>(counted: impl Iterator<Item = &'a TypeCounted>) -> Vec<TypeCounted> {
    let own = counted.filter(|of| matches!(of, TypeCounted::Own(_)));
    let own: BTreeSet<TypeCounted> = own.cloned().collect();
    PlaceType::ALL.into_iter().map(TypeCounted::Known).chain(own).collect()
}

fn labels(types: &[TypeCounted]) -> Vec<Label> {
    types.iter().map(TypeCounted::label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_day;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn year() -> Period {
        Period::new(day("2026-01-01"), day("2026-12-31")).unwrap()
    }

    fn visit(on: &str, kind: VisitKind) -> VisitFact {
        VisitFact {
            on: day(on),
            kind,
            place_type: Some(TypeCounted::Known(PlaceType::Prison)),
        }
    }

    fn planned(on: &str, place_type: Option<PlaceType>) -> PlannedFact {
        PlannedFact {
            on: day(on),
            place_type: place_type.map(TypeCounted::Known),
            lapsed: false,
        }
    }

    fn prison(visits: &[&str]) -> PlaceFact {
        PlaceFact {
            place_type: TypeCounted::Known(PlaceType::Prison),
            visits: visits.iter().map(|on| day(on)).collect(),
        }
    }

    fn values<'a>(table: &'a Table, code: &str) -> &'a [Option<f64>] {
        &table
            .series
            .iter()
            .find(|series| series.label.code == code)
            .unwrap()
            .values
    }

    #[test]
    fn visits_are_counted_in_their_month_by_kind_beside_the_plan() {
        let visits = [
            visit("2026-03-02", VisitKind::InDepth),
            visit("2026-03-30", VisitKind::InDepth),
            visit("2026-03-31", VisitKind::FollowUp),
            visit("2025-12-31", VisitKind::InDepth),
        ];
        let planned = ["2026-03-12", "2026-04-01", "2027-01-01"].map(|on| planned(on, None));
        let table = by_month(&year(), &visits, &planned);
        assert_eq!(table.rows.len(), 12);
        assert_eq!(
            (values(&table, "in_depth")[2], values(&table, "in_depth")[11]),
            (Some(2.0), Some(0.0))
        );
        assert_eq!(values(&table, "follow_up")[2], Some(1.0));
        let planned: f64 = values(&table, "planned").iter().flatten().sum();
        assert_eq!(planned.to_string(), "2");
    }

    #[test]
    fn what_was_planned_stands_beside_what_was_made_by_type() {
        let visits = [visit("2026-03-02", VisitKind::AdHoc)];
        let plans = [
            planned("2026-03-01", Some(PlaceType::Prison)),
            planned("2026-12-31", Some(PlaceType::Prison)),
            planned("2026-05-01", Some(PlaceType::CourtCells)),
            planned("2027-01-01", Some(PlaceType::PoliceStation)),
            planned("2026-05-01", None),
        ];
        let table = by_place_type(&year(), &visits, &plans);
        let of = |code: &str| {
            let row = table.rows.iter().position(|row| row.code == code)?;
            Some((values(&table, "visits")[row]?, values(&table, "planned")[row]?))
        };
        assert_eq!(of("prison"), Some((1.0, 2.0)));
        assert_eq!(of("court_cells"), Some((0.0, 1.0)), "planned, and not made");
        assert_eq!(of("police_station"), None, "planned for another year");
    }

    #[test]
    fn types_nobody_visited_are_left_out_and_a_place_counts_once() {
        let visits = [visit("2026-03-02", VisitKind::AdHoc)];
        assert_eq!(by_place_type(&year(), &visits, &[]).rows.len(), 1);
        let places = [
            prison(&[]),
            prison(&["2026-01-01"]),
            prison(&["2025-12-31"]),
            prison(&["2019-05-05"]),
        ];
        let table = coverage(&year(), &places);
        let counts: Vec<_> = table.series.iter().map(|series| series.values[0]).collect();
        assert_eq!(counts, [Some(1.0), Some(2.0), Some(1.0)]);
        assert_eq!(visited_lately(&year(), &places), 1);
    }

    #[test]
    fn types_of_the_bodys_own_have_rows_of_their_own_after_all_others() {
        let own = |name: &str| TypeCounted::Own(name.to_owned());
        let visits = [
            VisitFact {
                place_type: Some(own("Ship")),
                ..visit("2026-03-02", VisitKind::AdHoc)
            },
            visit("2026-03-02", VisitKind::AdHoc),
        ];
        let plans = [PlannedFact {
            place_type: Some(own("Halfway house")),
            ..planned("2026-05-01", None)
        }];
        let table = by_place_type(&year(), &visits, &plans);
        let rows: Vec<_> = table.rows.iter().map(|row| (row.group, row.code.as_str())).collect();
        assert_eq!(
            rows,
            [("place-type", "prison"), ("text", "Halfway house"), ("text", "Ship")]
        );
        assert_eq!(values(&table, "visits"), [Some(1.0), Some(0.0), Some(1.0)]);
        assert_eq!(values(&table, "planned"), [Some(0.0), Some(1.0), Some(0.0)]);
        let ship = PlaceFact {
            place_type: own("Ship"),
            ..prison(&["2026-03-02"])
        };
        let other = PlaceFact {
            place_type: TypeCounted::Known(PlaceType::Other),
            ..prison(&[])
        };
        let table = coverage(&year(), &[ship, other]);
        let rows: Vec<_> = table.rows.iter().map(|row| row.code.as_str()).collect();
        assert_eq!(rows, ["other", "Ship"]);
        assert_eq!(values(&table, "visited_lately"), [Some(0.0), Some(1.0)]);
        assert_eq!(values(&table, "never_visited"), [Some(1.0), Some(0.0)]);
    }

    #[test]
    fn a_year_that_is_over_is_told_as_it_stood_at_its_end() {
        let then = Period::new(day("2024-01-01"), day("2024-12-31")).unwrap();
        let places = [
            prison(&["2026-03-02"]),
            prison(&["2026-03-02", "2024-12-31"]),
            prison(&["2019-05-05", "2026-03-02"]),
        ];
        let table = coverage(&then, &places);
        let counts: Vec<_> = table.series.iter().map(|series| series.values[0]).collect();
        assert_eq!(counts, [Some(1.0), Some(1.0), Some(1.0)]);
        assert_eq!(visited_lately(&then, &places), 1);
    }
}
