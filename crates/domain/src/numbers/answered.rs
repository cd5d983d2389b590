//! What became of recommendations.

use super::table::{Label, Period, Series, Shape, Table, Unit, counted};
use crate::codes::code_of;
use crate::dates::{Day, days_between, year_and_month};
use crate::recommendation::{Column, Grade, Implementation};
use crate::theme::Theme;

/// A recommendation that was not withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecommendationFact {
    /// The year in its reference.
    pub year: i32,
    /// Its theme; none where nobody has said one.
    pub theme: Option<Theme>,
    /// The name of the authority it is addressed to; empty where none is named.
    pub addressee: String,
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
    rates_of(&sent_in(period, facts).collect::<Vec<_>>())
}

/// The rates of what was sent.
pub(super) fn rates_of(sent: &[&RecommendationFact]) -> Answered {
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

pub(super) fn sent_in<'a>(
    period: &'a Period,
    facts: &'a [RecommendationFact],
) -> impl Iterator<Item = &'a RecommendationFact> {
    facts
        .iter()
        .filter(|fact| fact.sent.is_some_and(|day| period.holds(day)))
}

/// How a recommendation stands in the view of a year, in the order of a bar.
const STANDINGS: [&str; 4] = ["done", "partly", "open", "rejected"];

fn standing(fact: &RecommendationFact) -> &'static str {
    if fact.column == Column::Done {
        "done"
    } else if fact.implementation == Implementation::Partial {
        "partly"
    } else if fact.column == Column::Rejected {
        "rejected"
    } else {
        "open"
    }
}

/// What stands of the years of a period, by theme and by how it stands. The year is that of the reference, so that drafts are
/// in it; what was said again counts where it was said last.
#[must_use]
pub fn standing_by_theme(period: &Period, facts: &[RecommendationFact]) -> Table {
    let themes: Vec<Option<Theme>> = Theme::ALL.iter().copied().map(Some).chain([None]).collect();
    let years = year_and_month(period.from).0..=year_and_month(period.to).0;
    let stands = |fact: &RecommendationFact| years.contains(&fact.year) && fact.column != Column::Repeated;
    let series = STANDINGS.map(|name| Series {
        label: Label::code("standing", name),
        values: counted(
            &themes,
            facts,
            |fact| Some(fact.theme),
            |fact| stands(fact) && standing(fact) == name,
        ),
    });
    let rows = themes
        .iter()
        .map(|theme| Label::code("theme", theme.map_or("", Theme::code)))
        .collect();
    Table::new(
        "recommendations_by_theme",
        Unit::Things,
        Shape::Stacked,
        rows,
        series.into(),
    )
    .without_empty_rows()
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
pub(crate) mod tests {
    use super::*;
    use crate::dates::parse_day;

    pub(crate) fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    pub(crate) fn fact(sent: &str, replied: Option<&str>, implementation: Implementation) -> RecommendationFact {
        let sent = day(sent);
        RecommendationFact {
            year: year_and_month(sent).0,
            theme: None,
            addressee: "Prison Service".to_owned(),
            column: Column::Sent,
            sent: Some(sent),
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
    fn a_year_by_theme_counts_its_drafts_and_leaves_out_what_was_said_again() {
        let of = |column, theme, implementation| RecommendationFact {
            column,
            theme,
            ..fact("2026-01-10", None, implementation)
        };
        let facts = [
            of(Column::Done, Some(Theme::Health), Implementation::Full),
            of(Column::Replied, Some(Theme::Health), Implementation::Partial),
            of(Column::Rejected, None, Implementation::None),
            of(Column::Repeated, Some(Theme::Staff), Implementation::None),
            RecommendationFact {
                sent: None,
                ..of(Column::Draft, Some(Theme::Health), Implementation::None)
            },
            RecommendationFact {
                year: 2025,
                ..of(Column::Sent, Some(Theme::Staff), Implementation::None)
            },
        ];
        let table = standing_by_theme(&year(), &facts);
        assert_eq!(table.rows, [Label::code("theme", "health"), Label::code("theme", "")]);
        let counts: Vec<_> = table.series.iter().map(|series| series.values.clone()).collect();
        let (one, none) = (Some(1.0), Some(0.0));
        assert_eq!(counts, [[one, none], [one, none], [one, none], [none, one]]);
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
