//! Persons held over time, and persons the team talked with.

use super::table::{Label, Period, Series, Shape, Table, Unit, is_few};
use crate::dates::Day;
use std::collections::{BTreeMap, BTreeSet};

/// How many were held in a place on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountFact {
    /// The place.
    pub place: String,
    /// The day.
    pub on: Day,
    /// Persons held.
    pub held: u32,
    /// Official capacity then.
    pub capacity: Option<u32>,
    /// The day the place was closed; none where it stands open.
    pub closed_on: Option<Day>,
}

/// What is known of a place by its counts up to a day.
#[derive(Debug, Clone, Copy)]
struct Standing {
    held: u32,
    capacity: Option<u32>,
    closed_on: Option<Day>,
}

/// Where all places stand at the end of a month.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    /// Places with a count.
    places: u32,
    /// Of them, those whose capacity is not known.
    without_capacity: u32,
    /// Persons held in all of them.
    held: f64,
    /// Of these, those held where the capacity is known.
    held_within: f64,
    capacity: f64,
}

impl Sums {
    fn of<'a>(standing: impl Iterator<Item = &'a Standing>) -> Self {
        let mut sums = Self::default();
        for one in standing {
            let held = f64::from(one.held);
            sums.places += 1;
            sums.held += held;
            if let Some(capacity) = one.capacity {
                sums.held_within += held;
                sums.capacity += f64::from(capacity);
            } else {
                sums.without_capacity += 1;
            }
        }
        sums
    }

    fn is_capacity_known(&self) -> bool {
        self.places > self.without_capacity
    }

    /// Whether the occupancy would say how few are held: those it is of, or, taken from all, those it is not of.
    fn is_few(&self, threshold: u32) -> bool {
        is_few(self.held_within, threshold) || is_few(self.held - self.held_within, threshold)
    }
}

/// At the end of each month, by the last count of every place: persons held in all of them, the capacity of those whose capacity
/// is known, and the occupancy of these. Of how many places it is not known, both tables say. From the month in which a place is
/// closed, its count stands no longer. Months in which no count stands are empty. Where fewer than `threshold` persons are held
/// in the places whose capacity is known, or in the others, the occupancy is held back, since with the capacity it would say how
/// many.
#[must_use]
pub fn over_time(period: &Period, counts: &[CountFact], threshold: u32) -> (Table, Table) {
    let mut in_order: Vec<_> = counts.iter().filter(|count| count.on <= period.to).collect();
    in_order.sort_by_key(|count| count.on);
    let mut next = in_order.into_iter().peekable();
    let mut last: BTreeMap<&str, Standing> = BTreeMap::new();
    let (mut held, mut capacity, mut occupancy) = (Vec::new(), Vec::new(), Vec::new());
    let (mut held_back, mut without_capacity) = (BTreeSet::new(), 0);
    let months = period.months();
    for (row, month) in months.iter().enumerate() {
        while let Some(count) = next.next_if(|count| count.on <= month.last_day()) {
            let standing = Standing {
                held: count.held,
                capacity: count.capacity,
                closed_on: count.closed_on,
            };
            last.insert(&count.place, standing);
        }
        last.retain(|_, place| place.closed_on.is_none_or(|closed| closed > month.last_day()));
        let sums = Sums::of(last.values());
        held.push((sums.places > 0).then_some(sums.held));
        capacity.push(sums.is_capacity_known().then_some(sums.capacity));
        let rate = (sums.capacity > 0.0).then(|| sums.held_within * 100.0 / sums.capacity);
        if rate.is_some() && sums.is_few(threshold) {
            held_back.insert((0, row));
        }
        occupancy.push(rate.filter(|_| !sums.is_few(threshold)));
        without_capacity = sums.without_capacity.max(without_capacity);
    }
    let rows: Vec<_> = months.into_iter().map(Label::month).collect();
    let series = |code: &str, values| Series {
        label: Label::code("series", code),
        values,
    };
    let persons = vec![series("held", held), series("capacity", capacity)];
    let occupancy = vec![series("occupancy", occupancy)];
    (
        Table {
            without_capacity,
            ..Table::new("population", Unit::Persons, Shape::Line, rows.clone(), persons)
        },
        Table {
            held_back,
            without_capacity,
            ..Table::new("occupancy", Unit::Percent, Shape::Line, rows, occupancy)
        },
    )
}

/// Persons held in one place on the days they were counted, and its capacity then. Of two counts of a day the later in `counts`
/// is told. A number under `threshold` is held back; no day is a part of a whole, so that no other goes with it.
#[must_use]
pub fn of_place(period: &Period, place: &str, counts: &[CountFact], threshold: u32) -> Table {
    let of_place = counts
        .iter()
        .filter(|count| count.place == place && period.holds(count.on));
    let by_day: BTreeMap<Day, &CountFact> = of_place.map(|count| (count.on, count)).collect();
    let is_few = |count: &CountFact| is_few(f64::from(count.held), threshold);
    let held = by_day
        .values()
        .copied()
        .map(|count| (!is_few(count)).then(|| f64::from(count.held)));
    let capacity = by_day.values().map(|count| count.capacity.map(f64::from));
    let series = |code: &str, values| Series {
        label: Label::code("series", code),
        values,
    };
    let columns = vec![series("held", held.collect()), series("capacity", capacity.collect())];
    let rows = by_day.keys().map(|day| Label::code("text", &day.to_string())).collect();
    let few = by_day.values().copied().enumerate().filter(|&(_, count)| is_few(count));
    Table {
        held_back: few.map(|(row, _)| (0, row)).collect(),
        ..Table::new("place_population", Unit::Persons, Shape::Bars, rows, columns)
    }
}

/// Persons by a code, such as the gender of those the team talked with; codes in the order given, then what is not said.
#[must_use]
pub fn by_code(key: &'static str, group: &'static str, known: &[&str], persons: &[String]) -> Table {
    let count = |code: &str| persons.iter().filter(|person| person.as_str() == code).count();
    let codes: Vec<&str> = known.iter().copied().chain([""]).collect();
    let rows = codes.iter().map(|code| Label::code(group, code)).collect();
    let values = codes.iter().map(|code| u32::try_from(count(code)).ok().map(f64::from));
    let series = Series {
        label: Label::code("series", "persons"),
        values: values.collect(),
    };
    Table::new(key, Unit::Persons, Shape::Bars, rows, vec![series]).without_empty_rows()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_day;

    fn count(place: &str, on: &str, held: u32, capacity: Option<u32>) -> CountFact {
        CountFact {
            place: place.to_owned(),
            on: parse_day(on).unwrap(),
            held,
            capacity,
            closed_on: None,
        }
    }

    #[test]
    fn nobody_is_held_any_longer_in_a_place_that_was_closed() {
        let period = Period::new(parse_day("2026-01-01").unwrap(), parse_day("2026-04-30").unwrap()).unwrap();
        let closed = CountFact {
            closed_on: parse_day("2026-03-15"),
            ..count("a", "2026-01-10", 120, Some(100))
        };
        let alone = over_time(&period, std::slice::from_ref(&closed), 3).0;
        assert_eq!(alone.series[0].values, [Some(120.0), Some(120.0), None, None]);
        let (persons, occupancy) = over_time(&period, &[closed, count("b", "2026-01-10", 50, Some(100))], 3);
        assert_eq!(
            persons.series[0].values,
            [Some(170.0), Some(170.0), Some(50.0), Some(50.0)]
        );
        assert_eq!(occupancy.series[0].values[3], Some(50.0));
    }

    #[test]
    fn the_last_count_of_each_place_stands_until_the_next() {
        let period = Period::new(parse_day("2026-01-01").unwrap(), parse_day("2026-04-30").unwrap()).unwrap();
        let counts = [
            count("b", "2026-03-31", 50, Some(100)),
            count("a", "2026-02-10", 120, Some(100)),
            count("a", "2026-04-30", 90, Some(100)),
            count("c", "2026-02-01", 7, None),
            count("a", "2026-05-01", 1, Some(100)),
        ];
        let (persons, occupancy) = over_time(&period, &counts, 3);
        assert_eq!(persons.series[0].values, [None, Some(127.0), Some(177.0), Some(147.0)]);
        assert_eq!(persons.series[1].values, [None, Some(100.0), Some(200.0), Some(200.0)]);
        assert_eq!(occupancy.series[0].values, [None, Some(120.0), Some(85.0), Some(70.0)]);
    }

    #[test]
    fn places_of_unknown_capacity_count_for_persons_held_and_for_no_rate_and_both_tables_say_so() {
        let period = Period::new(parse_day("2026-01-01").unwrap(), parse_day("2026-03-31").unwrap()).unwrap();
        let counts = [
            count("a", "2026-01-10", 40, None),
            count("b", "2026-02-10", 60, Some(100)),
            count("c", "2026-02-10", 9, None),
            count("c", "2026-03-10", 9, Some(10)),
        ];
        let (persons, occupancy) = over_time(&period, &counts, 3);
        assert_eq!(persons.series[0].values, [Some(40.0), Some(109.0), Some(109.0)]);
        assert_eq!(persons.series[1].values, [None, Some(100.0), Some(110.0)]);
        assert_eq!(occupancy.series[0].values[..2], [None, Some(60.0)]);
        assert_eq!((persons.without_capacity, occupancy.without_capacity), (2, 2));
        assert!(occupancy.held_back.is_empty(), "not known is not held back");
        let known = over_time(&period, &counts[1..2], 3);
        assert_eq!((known.0.without_capacity, known.1.without_capacity), (0, 0));
    }

    #[test]
    fn occupancy_does_not_say_how_few_are_held_where_the_capacity_is_not_known() {
        let period = Period::new(parse_day("2026-01-01").unwrap(), parse_day("2026-01-31").unwrap()).unwrap();
        let counts = |few: u32| {
            let known = count("a", "2026-01-10", 60, Some(100));
            [known, count("b", "2026-01-10", few, None)]
        };
        let (_, occupancy) = over_time(&period, &counts(2), 3);
        assert_eq!(occupancy.series[0].values, [None]);
        assert!(occupancy.is_held_back(0, 0));
        assert_eq!(over_time(&period, &counts(3), 3).1.series[0].values, [Some(60.0)]);
    }

    #[test]
    fn the_days_of_one_place_hold_back_the_few_and_no_other_day_with_them() {
        let period = Period::new(parse_day("2026-01-01").unwrap(), parse_day("2026-12-31").unwrap()).unwrap();
        let counts = [
            count("a", "2026-05-10", 40, Some(30)),
            count("a", "2026-02-10", 2, Some(30)),
            count("b", "2026-02-11", 9, Some(30)),
            count("a", "2026-03-01", 3, None),
            count("a", "2025-12-31", 8, Some(30)),
        ];
        let table = of_place(&period, "a", &counts, 3);
        let days: Vec<_> = table.rows.iter().map(|row| row.code.as_str()).collect();
        assert_eq!(days, ["2026-02-10", "2026-03-01", "2026-05-10"]);
        assert_eq!(table.series[0].values, [None, Some(3.0), Some(40.0)]);
        assert_eq!(table.series[1].values, [Some(30.0), None, Some(30.0)]);
        assert_eq!(table.held_back, BTreeSet::from([(0, 0)]));
        assert!(of_place(&period, "a", &counts, 2).held_back.is_empty());
    }

    #[test]
    fn occupancy_does_not_say_how_few_are_held() {
        let period = Period::new(parse_day("2026-01-01").unwrap(), parse_day("2026-02-28").unwrap()).unwrap();
        let counts = [
            count("a", "2026-01-10", 2, Some(40)),
            count("a", "2026-02-10", 20, Some(40)),
        ];
        let (persons, occupancy) = over_time(&period, &counts, 3);
        assert_eq!(occupancy.series[0].values, [None, Some(50.0)]);
        assert_eq!(occupancy.held_back, BTreeSet::from([(0, 0)]));
        assert_eq!(persons.suppressed(3).series[0].values, [None, Some(20.0)]);
    }

    #[test]
    fn persons_of_whom_a_thing_is_not_said_are_counted_too() {
        let persons: Vec<String> = ["woman", "man", "man", ""].map(ToOwned::to_owned).into();
        let table = by_code("interviews_by_gender", "gender", &["woman", "man", "other"], &persons);
        let rows: Vec<_> = table.rows.iter().map(|row| row.code.as_str()).collect();
        assert_eq!(rows, ["woman", "man", ""]);
        assert_eq!(table.series[0].values, [Some(1.0), Some(2.0), Some(1.0)]);
    }
}
