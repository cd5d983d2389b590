//! A table of numbers, as a plot and its table show it.

use crate::dates::{Day, months_later};
use crate::programme::month::Month;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Longest period, months.
pub const MAX_MONTHS: usize = 240;

/// Days that are counted, the first and the last among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

impl Period {
    /// From one day to another; `None` where the last is before the first, or more than [`MAX_MONTHS`] away.
    #[must_use]
    pub fn new(from: Day, to: Day) -> Option<Self> {
        let furthest = months_later(from, u32::try_from(MAX_MONTHS).ok()?);
        (from <= to && to < furthest).then_some(Self { from, to })
    }

    /// Whether a day is in it.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Its months, also those it holds only a part of.
    #[must_use]
    pub fn months(&self) -> Vec<Month> {
        let first = Month::of(self.from).first_day();
        let months = (0..).map_while(|number| {
            let day = months_later(first, number);
            (day <= self.to).then(|| Month::of(day))
        });
        months.take(MAX_MONTHS + 1).collect()
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Visits, findings, recommendations.
    Things,
    /// Persons; suppressed where there are few.
    Persons,
    /// Per cent.
    Percent,
    /// Days.
    Days,
}

/// How a table is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A bar for each row; several series stand beside each other.
    Bars,
    /// A bar for each row; several series stand on each other.
    Stacked,
    /// A line for each series, over months.
    Line,
}

/// What a row or a series is called: a code of a group such as `theme` or `place-type`, a month, or words as they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Label {
    /// `month`, `text`, or the group its code is of.
    pub group: &'static str,
    /// The code, `YYYY-MM`, or the words.
    pub code: String,
}

impl Label {
    /// A code of a group.
    #[must_use]
    pub fn code(group: &'static str, code: &str) -> Self {
        Self {
            group,
            code: code.to_owned(),
        }
    }

    /// A month.
    #[must_use]
    pub fn month(month: Month) -> Self {
        Self {
            group: "month",
            code: month.to_string(),
        }
    }
}

/// Numbers of one kind, one for each row; `None` where nothing is known, or where it is not to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name.
    pub label: Label,
    /// A number for each row.
    pub values: Vec<Option<f64>>,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name.
    pub key: &'static str,
    /// What is counted.
    pub unit: Unit,
    /// How it is drawn.
    pub shape: Shape,
    /// Names of the rows.
    pub rows: Vec<Label>,
    /// The numbers.
    pub series: Vec<Series>,
    /// Which numbers were held back, by the series and the row. All others that are missing are not known.
    pub held_back: BTreeSet<(usize, usize)>,
    /// Of how many places at most, in one row, the capacity is not known: they are in no number that says or needs it.
    pub without_capacity: u32,
}

impl Table {
    pub(super) fn new(key: &'static str, unit: Unit, shape: Shape, rows: Vec<Label>, series: Vec<Series>) -> Self {
        Self {
            key,
            unit,
            shape,
            rows,
            series,
            held_back: BTreeSet::new(),
            without_capacity: 0,
        }
    }

    /// A table of persons without numbers from 1 to under `threshold`. Nothing and many say nothing of anybody. Where the rows
    /// are parts of a whole and what is held back follows from the whole, the next smallest goes too.
    #[must_use]
    pub fn suppressed(mut self, threshold: u32) -> Self {
        if self.unit != Unit::Persons {
            return self;
        }
        for (at, series) in self.series.iter_mut().enumerate() {
            let (mut held_back, mut sum) = (BTreeSet::new(), 0.0);
            for (row, value) in series.values.iter_mut().enumerate() {
                if let Some(few) = value.filter(|number| is_few(*number, threshold)) {
                    *value = None;
                    sum += few;
                    held_back.insert(row);
                }
            }
            if self.shape == Shape::Bars && follows_from(sum, held_back.len(), threshold) {
                held_back.extend(hold_back_smallest(&mut series.values));
            }
            self.held_back.extend(held_back.into_iter().map(|row| (at, row)));
        }
        self
    }

    /// Whether the number of a series and a row was held back: where it is missing and was not, nothing is known.
    #[must_use]
    pub fn is_held_back(&self, series: usize, row: usize) -> bool {
        self.held_back.contains(&(series, row))
    }

    /// Without rows in which nothing was counted; months stay, since a gap is a fact.
    #[must_use]
    pub(super) fn without_empty_rows(mut self) -> Self {
        let counted = |at: usize| {
            let mut values = self.series.iter().filter_map(|series| series.values.get(at));
            values.any(|value| value.is_none_or(|number| number > 0.0))
        };
        let keep: Vec<bool> = (0..self.rows.len()).map(counted).collect();
        let mut of_rows = keep.iter();
        self.rows.retain(|_| of_rows.next() == Some(&true));
        for series in &mut self.series {
            let mut of_values = keep.iter();
            series.values.retain(|_| of_values.next() == Some(&true));
        }
        // Those below a row that goes move up.
        let kept = |row: usize| keep.iter().take(row).filter(|kept| **kept).count();
        self.held_back = self.held_back.iter().map(|(at, row)| (*at, kept(*row))).collect();
        self
    }
}

/// Whether so many persons are few enough to be known by their number.
pub(super) fn is_few(number: f64, threshold: u32) -> bool {
    number > 0.0 && number < f64::from(threshold)
}

/// Whether so many few numbers are known by their sum: whoever knows the whole subtracts what is shown. One alone is; of several
/// all are the least there is, or the most.
fn follows_from(sum: f64, numbers: usize, threshold: u32) -> bool {
    let times =
        |each: u32| u32::try_from(numbers).map_or(f64::INFINITY, |numbers| f64::from(numbers) * f64::from(each));
    let (least, most) = (times(1), times(threshold.saturating_sub(1)));
    numbers == 1 || (numbers > 1 && (sum <= least || sum >= most))
}

/// Holds back the smallest number there is, and says in which row it stood.
fn hold_back_smallest(values: &mut [Option<f64>]) -> Option<usize> {
    let counted = values
        .iter_mut()
        .enumerate()
        .filter(|(_, value)| value.is_some_and(|number| number > 0.0));
    let smallest = counted.min_by(|(_, one), (_, other)| one.partial_cmp(other).unwrap_or(Ordering::Equal));
    let (row, value) = smallest?;
    *value = None;
    Some(row)
}

/// How many of `facts` fall to each row and series: a series counts those its function accepts.
pub(super) fn counted<T, R: PartialEq>(
    rows: &[R],
    facts: &[T],
    row_of: impl Fn(&T) -> Option<R>,
    accept: impl Fn(&T) -> bool,
) -> Vec<Option<f64>> {
    let mut counts = vec![0_u32; rows.len()];
    for fact in facts.iter().filter(|fact| accept(fact)) {
        let at = row_of(fact).and_then(|row| rows.iter().position(|known| *known == row));
        if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    counts.into_iter().map(|count| Some(f64::from(count))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_day;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    #[test]
    fn a_period_knows_its_months_and_refuses_to_run_backwards_or_for_ever() {
        let period = Period::new(day("2025-12-20"), day("2026-02-01")).unwrap();
        let months: Vec<_> = period.months().iter().map(ToString::to_string).collect();
        assert_eq!(months, ["2025-12", "2026-01", "2026-02"]);
        assert!(period.holds(day("2026-02-01")) && !period.holds(day("2026-02-02")));
        assert_eq!(Period::new(day("2026-02-01"), day("2026-01-31")), None);
        assert_eq!(Period::new(day("1990-01-01"), day("2026-01-31")), None);
    }

    fn persons(values: &[u32]) -> Table {
        let rows = (0..values.len())
            .map(|row| Label::code("text", &row.to_string()))
            .collect();
        let series = Series {
            label: Label::code("series", "persons"),
            values: values.iter().map(|value| Some(f64::from(*value))).collect(),
        };
        Table::new("by_gender", Unit::Persons, Shape::Bars, rows, vec![series])
    }

    #[test]
    fn few_persons_are_not_shown_and_nobody_and_many_are() {
        let shown = persons(&[0, 1, 4, 5, 60]).suppressed(5);
        assert_eq!(shown.series[0].values, [Some(0.0), None, None, Some(5.0), Some(60.0)]);
        assert_eq!(shown.held_back, BTreeSet::from([(0, 1), (0, 2)]));
        assert!(persons(&[0, 5]).suppressed(5).held_back.is_empty());
        assert!(persons(&[1, 2]).suppressed(0).held_back.is_empty());
    }

    #[test]
    fn what_is_not_known_is_not_held_back() {
        let mut counted = persons(&[0, 1, 60, 2]);
        counted.series[0].values[0] = None;
        let shown = counted.suppressed(5);
        assert_eq!(shown.series[0].values, [None, None, Some(60.0), None]);
        let held_back: Vec<bool> = (0..4).map(|row| shown.is_held_back(0, row)).collect();
        assert_eq!(held_back, [false, true, false, true]);
    }

    #[test]
    fn rows_without_anything_go_and_those_held_back_stay() {
        let shown = persons(&[0, 2, 1, 7]).suppressed(5).without_empty_rows();
        let rows: Vec<_> = shown.rows.iter().map(|row| row.code.as_str()).collect();
        assert_eq!(rows, ["1", "2", "3"]);
        assert_eq!(shown.series[0].values, [None, None, Some(7.0)]);
        assert_eq!(
            shown.held_back,
            BTreeSet::from([(0, 0), (0, 1)]),
            "by the rows there are"
        );
    }

    #[test]
    fn one_part_of_a_whole_is_never_held_back_alone() {
        let shown = persons(&[0, 2, 60, 7]).suppressed(5);
        assert_eq!(shown.series[0].values, [Some(0.0), None, Some(60.0), None]);
        assert!(
            shown.is_held_back(0, 3),
            "the next smallest is known, and held back too"
        );
        let only = persons(&[0, 2]).suppressed(5);
        assert_eq!(only.series[0].values, [Some(0.0), None]);
    }

    #[test]
    fn several_that_their_sum_would_tell_are_held_back_with_one_more() {
        let values = |counts: &[u32], threshold| persons(counts).suppressed(threshold).series[0].values.clone();
        let all = [Some(5.0), None, None, None];
        assert_eq!(values(&[5, 5, 1, 1], 3)[2..], [None, None]);
        assert_eq!(
            values(&[5, 6, 1, 1], 3),
            [None, Some(6.0), None, None],
            "twelve less eleven is one each"
        );
        assert_eq!(
            values(&[5, 6, 2, 2], 3),
            [None, Some(6.0), None, None],
            "both are the most there is"
        );
        assert_eq!(
            values(&[5, 6, 1, 2], 3),
            [Some(5.0), Some(6.0), None, None],
            "which is which nobody can tell"
        );
        assert_eq!(values(&[5, 1, 2, 3], 4), all);
    }
}
