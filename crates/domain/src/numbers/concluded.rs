//! Findings by theme and by standard.

use super::table::{Label, Period, Series, Shape, Table, Unit, counted};
use crate::dates::Day;
use crate::theme::Theme;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A finding that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingFact {
    /// The first day of its visit.
    pub on: Day,
    /// Its theme.
    pub theme: Theme,
    /// A good practice rather than a concern.
    pub good_practice: bool,
    /// The standards it touches, as written: `MR 13`.
    pub standards: Vec<String>,
}

/// Concerns and good practices by theme.
#[must_use]
pub fn by_theme(period: &Period, findings: &[FindingFact]) -> Table {
    let series = |code: &str, good: bool| Series {
        label: Label::code("series", code),
        values: counted(
            Theme::ALL,
            findings,
            |finding| Some(finding.theme),
            |finding| finding.good_practice == good && period.holds(finding.on),
        ),
    };
    let rows = Theme::ALL
        .iter()
        .map(|theme| Label::code("theme", theme.code()))
        .collect();
    let columns = vec![series("concerns", false), series("good_practices", true)];
    Table::new("findings_by_theme", Unit::Things, Shape::Stacked, rows, columns).without_empty_rows()
}

/// Concerns by the standards they touch, the most frequent first.
#[must_use]
pub fn by_standard(period: &Period, findings: &[FindingFact]) -> Table {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    let concerns = findings
        .iter()
        .filter(|finding| !finding.good_practice && period.holds(finding.on));
    for standard in concerns.flat_map(|finding| &finding.standards) {
        *counts.entry(standard).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(standard, count)| (Reverse(*count), *standard));
    let series = Series {
        label: Label::code("series", "concerns"),
        values: counts.iter().map(|(_, count)| Some(f64::from(*count))).collect(),
    };
    let rows = counts
        .iter()
        .map(|(standard, _)| Label::code("text", standard))
        .collect();
    Table::new("findings_by_standard", Unit::Things, Shape::Bars, rows, vec![series])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::parse_day;

    #[test]
    fn concerns_stand_by_theme_and_standard_and_good_practices_beside_them() {
        let finding = |theme: Theme, good_practice: bool, standards: &[&str]| FindingFact {
            on: parse_day("2026-03-02").unwrap(),
            theme,
            good_practice,
            standards: standards.iter().map(|standard| (*standard).to_owned()).collect(),
        };
        let findings = [
            finding(Theme::Health, false, &["MR 24", "MR 27"]),
            finding(Theme::Health, false, &["MR 27"]),
            finding(Theme::Health, true, &["MR 31"]),
            finding(Theme::Staff, false, &[]),
        ];
        let period = Period::new(parse_day("2026-01-01").unwrap(), parse_day("2026-12-31").unwrap()).unwrap();
        let table = by_theme(&period, &findings);
        assert_eq!(
            table.rows,
            [Label::code("theme", "health"), Label::code("theme", "staff")]
        );
        assert_eq!(table.series[0].values, [Some(2.0), Some(1.0)]);
        assert_eq!(table.series[1].values, [Some(1.0), Some(0.0)]);
        let table = by_standard(&period, &findings);
        assert_eq!(table.rows, [Label::code("text", "MR 27"), Label::code("text", "MR 24")]);
        let before = Period::new(parse_day("2025-01-01").unwrap(), parse_day("2025-12-31").unwrap()).unwrap();
        assert!(by_theme(&before, &findings).rows.is_empty());
    }
}
