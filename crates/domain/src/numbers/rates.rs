//! Rates of reply and of implementation, and how long a reply took: by the year of sending, and by the authority addressed.

use super::answered::{RecommendationFact, rates_of, sent_in};
use super::table::{Label, Period, Series, Shape, Table, Unit};
use crate::dates::year_and_month;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What was sent, under one name.
type Group<'a> = (Label, Vec<&'a RecommendationFact>);

/// Per cent replied to and done in full, and the days to a reply, by the year of sending. A year in which nothing was sent has
/// no rates, and stays: that gap is a fact.
#[must_use]
pub fn rates_by_year(period: &Period, facts: &[RecommendationFact]) -> [Table; 2] {
    let sent: Vec<&RecommendationFact> = sent_in(period, facts).collect();
    let years = year_and_month(period.from).0..=year_and_month(period.to).0;
    let groups: Vec<Group<'_>> = years
        .map(|year| {
            let is_of_year = |fact: &RecommendationFact| fact.sent.is_some_and(|day| year_and_month(day).0 == year);
            let of_year = sent.iter().copied().filter(|fact| is_of_year(fact)).collect();
            (Label::code("text", &year.to_string()), of_year)
        })
        .collect();
    rates(["rates_by_year", "days_to_reply_by_year"], groups)
}

/// The same by the authority addressed, the one that was sent most first.
#[must_use]
pub fn rates_by_addressee(period: &Period, facts: &[RecommendationFact]) -> [Table; 2] {
    let mut sent: BTreeMap<&str, Vec<&RecommendationFact>> = BTreeMap::new();
    for fact in sent_in(period, facts) {
        sent.entry(&fact.addressee).or_default().push(fact);
    }
    let mut sent: Vec<_> = sent.into_iter().collect();
    sent.sort_by_key(|(name, of_name)| (Reverse(of_name.len()), *name));
    let groups: Vec<Group<'_>> = sent
        .into_iter()
        .map(|(name, of_name)| {
            let group = if name.is_empty() { "addressee" } else { "text" };
            (Label::code(group, name), of_name)
        })
        .collect();
    rates(["rates_by_addressee", "days_to_reply_by_addressee"], groups)
}

/// Two tables, since days are no per cent.
fn rates([rates_key, days_key]: [&'static str; 2], groups: Vec<Group<'_>>) -> [Table; 2] {
    let (mut rows, mut replied, mut implemented, mut days) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (label, sent) in groups {
        let of_group = rates_of(&sent);
        rows.push(label);
        replied.push(of_group.replied);
        implemented.push(of_group.implemented);
        days.push(of_group.days);
    }
    let series = |code: &str, values| Series {
        label: Label::code("series", code),
        values,
    };
    let shares = vec![series("replied", replied), series("implemented", implemented)];
    let days = vec![series("days_to_reply", days)];
    [
        Table::new(rates_key, Unit::Percent, Shape::Bars, rows.clone(), shares),
        Table::new(days_key, Unit::Days, Shape::Bars, rows, days),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::answered::tests::{day, fact};
    use super::*;
    use crate::recommendation::Implementation;

    fn names(table: &Table) -> Vec<&str> {
        table.rows.iter().map(|row| row.code.as_str()).collect()
    }

    #[test]
    fn each_year_has_its_own_rates_and_one_in_which_nothing_was_sent_has_none() {
        let period = Period::new(day("2024-07-01"), day("2026-12-31")).unwrap();
        let facts = [
            fact("2024-08-10", Some("2024-08-20"), Implementation::Full),
            fact("2024-09-01", None, Implementation::None),
            fact("2026-02-01", Some("2026-03-03"), Implementation::Obsolete),
            fact("2024-01-01", Some("2024-01-02"), Implementation::Full),
        ];
        let [shares, days] = rates_by_year(&period, &facts);
        assert_eq!(names(&shares), ["2024", "2025", "2026"]);
        assert_eq!(shares.series[0].values, [Some(50.0), None, Some(100.0)]);
        assert_eq!(
            shares.series[1].values,
            [Some(50.0), None, None],
            "what became obsolete is left out"
        );
        assert_eq!(days.series[0].values, [Some(10.0), None, Some(30.0)]);
    }

    #[test]
    fn authorities_stand_by_how_much_they_were_sent_and_what_names_none_has_a_row_of_its_own() {
        let period = Period::new(day("2026-01-01"), day("2026-12-31")).unwrap();
        let to = |addressee: &str, replied| RecommendationFact {
            addressee: addressee.to_owned(),
            ..fact("2026-02-01", replied, Implementation::None)
        };
        let facts = [
            to("Police", None),
            to("", None),
            to("Health Board", Some("2026-02-03")),
            to("Police", Some("2026-02-11")),
        ];
        let [shares, days] = rates_by_addressee(&period, &facts);
        assert_eq!(names(&shares), ["Police", "", "Health Board"]);
        assert_eq!(shares.rows[1], Label::code("addressee", ""));
        assert_eq!(shares.series[0].values, [Some(50.0), Some(0.0), Some(100.0)]);
        assert_eq!(days.series[0].values, [Some(10.0), None, Some(2.0)]);
    }
}
