//! What became of recommendations.

use super::table::{Label, Period, Series, Shape, Table, Unit, counted};
use crate::codes::code_of;
use crate::dates::{Day, days_between};
use crate::recommendation::{Column, Grade, Implementation};

/// A recommendation that was not withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecommendationFact {
    /// Where it stands on the board.
    pub column: Column,
    /// The day it was sent; none while it is a draft.
    pub sent: Option<Day>,
    /// The day of the first reply.
    pub replied: Option<Day>,
    /// The grade of the last reply.
    pub grade: Option<Grade>,
    /// What was done about it.
    pub implementation: Implementation,
}

/// Of what was sent in a period: how much was replied to, how much was done, and how long a reply took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answered {
    /// Recommendations sent.
    pub sent: u32,
    /// Of them, those replied to, per cent; none where nothing was sent.
    pub replied: Option<f64>,
    /// Of them, those done in full, per cent. What became obsolete is left out.
    pub implemented: Option<f64>,
    /// Days from sending to the first reply, the median of those replied to.
    pub days: Option<f64>,
}

/// The rates of a period, by the day of sending.
#[must_use]
pub fn answered(period: &Period, facts: &[RecommendationFact]) -> Answered {
    let sent: Vec<_> = sent_in(period, facts).collect();
    let replied = sent.iter().filter(|fact| fact.replied.is_some()).count();
    let alive = sent
        .iter()
        .filter(|fact| fact.implementation != Implementation::Obsolete);
    let done = sent
        .iter()
        .filter(|fact| fact.implementation == Implementation::Full)
        .count();
    let days = sent
        .iter()
        .filter_map(|fact| Some(days_between(fact.sent?, fact.replied?)));
    Answered {
        sent: whole(sent.len()),
        replied: percent(replied, sent.len()),
        implemented: percent(done, alive.count()),
        days: median(days.filter(|days| *days >= 0).collect()),
    }
}

/// All that stands, by the columns of the board.
#[must_use]
pub fn by_column(facts: &[RecommendationFact]) -> Table {
    let values = counted(&Column::ALL, facts, |fact| Some(fact.column), |_| true);
    one(
        "recommendations_by_status",
        "board",
        Column::ALL.iter().map(code_of).collect(),
        values,
    )
}

/// The last replies to what was sent in a period, by grade.
#[must_use]
pub fn by_grade(period: &Period, facts: &[RecommendationFact]) -> Table {
    const GRADES: [Grade; 4] = [Grade::Satisfactory, Grade::Partial, Grade::NotSatisfactory, Grade::None];
    let sent: Vec<_> = sent_in(period, facts).collect();
    let values = counted(&GRADES, &sent, |fact| fact.grade, |_| true);
    one(
        "replies_by_grade",
        "grade",
        GRADES.iter().map(code_of).collect(),
        values,
    )
}

/// What was done about what was sent in a period.
#[must_use]
pub fn by_implementation(period: &Period, facts: &[RecommendationFact]) -> Table {
    const STEPS: [Implementation; 4] = [
        Implementation::None,
        Implementation::Partial,
        Implementation::Full,
        Implementation::Obsolete,
    ];
    let sent: Vec<_> = sent_in(period, facts).collect();
    let values = counted(&STEPS, &sent, |fact| Some(fact.implementation), |_| true);
    one(
        "implementation",
        "implementation",
        STEPS.iter().map(code_of).collect(),
        values,
    )
}

fn sent_in<'a>(period: &'a Period, facts: &'a [RecommendationFact]) -> impl Iterator<Item = &'a RecommendationFact> {
    facts
        .iter()
        .filter(|fact| fact.sent.is_some_and(|day| period.holds(day)))
}

fn one(key: &'static str, group: &'static str, codes: Vec<String>, values: Vec<Option<f64>>) -> Table {
    let rows = codes.iter().map(|code| Label::code(group, code)).collect();
    let series = Series {
        label: Label::code("series", "recommendations"),
        values,
    };
    Table::new(key, Unit::Things, Shape::Bars, rows, vec![series])
}

fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn percent(part: usize, all: usize) -> Option<f64> {
    (all > 0).then(|| f64::from(whole(part)) * 100.0 / f64::from(whole(all)))
}

/// The middle one; of an even number, half-way between the two in the middle.
fn median(mut days: Vec<i64>) -> Option<f64> {
    days.sort_unstable();
    let upper = i32::try_from(*days.get(days.len() / 2)?).ok()?;
    let lower = i32::try_from(*days.get(days.len().checked_sub(1)? / 2)?).ok()?;
    Some(f64::midpoint(f64::from(lower), f64::from(upper)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_day;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    fn fact(sent: &str, replied: Option<&str>, implementation: Implementation) -> RecommendationFact {
        RecommendationFact {
            column: Column::Sent,
            sent: Some(day(sent)),
            replied: replied.map(day),
            grade: replied.map(|_| Grade::Partial),
            implementation,
        }
    }

    fn year() -> Period {
        Period::new(day("2026-01-01"), day("2026-12-31")).unwrap()
    }

    #[test]
    fn rates_are_of_what_was_sent_in_the_period_and_nothing_sent_has_none() {
        let facts = [
            fact("2026-01-10", Some("2026-01-20"), Implementation::Full),
            fact("2026-01-10", Some("2026-02-09"), Implementation::None),
            fact("2026-02-01", None, Implementation::None),
            fact("2026-02-01", Some("2026-02-05"), Implementation::Obsolete),
            fact("2025-02-01", Some("2025-12-05"), Implementation::Full),
        ];
        let rates = answered(&year(), &facts);
        assert_eq!((rates.sent, rates.replied, rates.days), (4, Some(75.0), Some(10.0)));
        assert_eq!(rates.implemented.map(f64::round), Some(33.0));
        let none = answered(&year(), &[]);
        assert_eq!(
            (none.sent, none.replied, none.implemented, none.days),
            (0, None, None, None)
        );
    }

    #[test]
    fn the_median_of_an_even_number_is_half_way() {
        assert_eq!(median(vec![30, 10]), Some(20.0));
        assert_eq!(median(vec![7]), Some(7.0));
        assert_eq!(median(Vec::new()), None);
    }

    #[test]
    fn a_reply_dated_before_its_letter_is_a_slip_and_counts_for_no_length() {
        let rates = answered(&year(), &[fact("2026-03-10", Some("2026-03-01"), Implementation::None)]);
        assert_eq!((rates.replied, rates.days), (Some(100.0), None));
    }

    #[test]
    fn every_recommendation_stands_in_one_row_of_each_table() {
        let facts = [
            fact("2026-01-10", Some("2026-01-20"), Implementation::Full),
            fact("2026-02-01", None, Implementation::None),
        ];
        let sum = |table: &Table| table.series[0].values.iter().flatten().sum::<f64>().to_string();
        assert_eq!(sum(&by_column(&facts)), "2");
        assert_eq!(sum(&by_implementation(&year(), &facts)), "2");
        assert_eq!(sum(&by_grade(&year(), &facts)), "1");
    }
}
