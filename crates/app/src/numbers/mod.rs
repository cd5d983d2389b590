//! Numbers of the body's work, computed here from what lists hold: no record is opened for them.

mod export;
mod facts;

use crate::api::numbers::*;
use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::session::{Session, code_of};
use crate::visits::day;
use serde_json::json;
use visita_domain::numbers::{self, Label, Period, Series, Table};
use visita_domain::slots::WritePolicy;

/// What is held back where the team has set nothing: one and two persons, as a quote of a group under three would be.
const DEFAULT_THRESHOLD: u32 = 3;
/// The highest threshold.
const MAX_THRESHOLD: u32 = 100;
/// Where the team's threshold stands in the record of the body.
const THRESHOLD: &str = "numbers/threshold";
/// The bands of age that an interview can name.
const AGE_BANDS: [&str; 5] = ["under_18", "18_24", "25_39", "40_59", "60_plus"];

/// What was counted of a period.
struct Counted {
    period: Period,
    threshold: u32,
    facts: facts::Facts,
    tables: Vec<Table>,
}

impl Session {
    pub(crate) fn numbers_get(&mut self, args: NumbersAsk) -> Result<NumbersView, ApiError> {
        let Counted {
            period,
            threshold,
            facts,
            tables,
        } = self.counted(&args)?;
        let answered = numbers::answered(&period, &facts.recommendations);
        let in_period = facts.visits.iter().filter(|visit| period.holds(visit.on));
        Ok(NumbersView {
            threshold,
            visits: count(in_period.count()),
            planned: count(facts.planned.len()),
            lapsed: count(facts.planned.iter().filter(|plan| plan.lapsed).count()),
            places: count(facts.places.len()),
            places_visited: count(numbers::visited_lately(&period, &facts.places)),
            sent: answered.sent,
            replied_percent: answered.replied,
            implemented_percent: answered.implemented,
            days_to_reply: answered.days,
            sealed: facts.sealed,
            tables: tables.into_iter().map(view).collect(),
        })
    }

    /// The tables, as they may be shown and written: small numbers of persons are held back in them.
    fn counted(&mut self, args: &NumbersAsk) -> Result<Counted, ApiError> {
        let period = period(args)?;
        let threshold = match args.threshold {
            Some(threshold) => bounded(threshold)?,
            None => self.threshold()?,
        };
        let facts = self.number_facts(&period)?;
        let (population, occupancy) = numbers::over_time(&period, &facts.counts, threshold);
        let [rates, days_to_reply] = numbers::rates_by_year(&period, &facts.recommendations);
        let [rates_to, days_to_reply_of] = numbers::rates_by_addressee(&period, &facts.recommendations);
        let tables = [
            numbers::by_month(&period, &facts.visits, &facts.planned),
            numbers::by_place_type(&period, &facts.visits, &facts.planned),
            numbers::coverage(&period, &facts.places),
            numbers::by_theme(&period, &facts.findings),
            numbers::by_standard(&period, &facts.findings),
            numbers::by_column(&facts.recommendations),
            numbers::by_grade(&period, &facts.recommendations),
            numbers::by_implementation(&period, &facts.recommendations),
            rates,
            rates_to,
            days_to_reply,
            days_to_reply_of,
            population,
            occupancy,
            numbers::by_code("interviews_by_age", "age-band", &AGE_BANDS, &facts.ages),
        ];
        let tables = tables.into_iter().map(|table| table.suppressed(threshold));
        Ok(Counted {
            period,
            threshold,
            facts,
            tables: tables.collect(),
        })
    }

    pub(crate) fn threshold_set(&mut self, args: ThresholdSet) -> Result<Saved, ApiError> {
        self.require_lead()?;
        let threshold = json!(bounded(args.threshold)?);
        self.write_body(|edit| edit.set(THRESHOLD, Some(&threshold), WritePolicy::Fact))
    }

    /// The team's threshold; where leads differ, the highest holds back most.
    fn threshold(&mut self) -> Result<u32, ApiError> {
        let record = self.body_record()?;
        let field = record
            .and_then(|record| record.field::<u32>(THRESHOLD).ok())
            .unwrap_or_default();
        let set = field.current().into_iter().filter_map(|slot| slot.value);
        Ok(set.max().unwrap_or(DEFAULT_THRESHOLD))
    }
}

fn period(args: &NumbersAsk) -> Result<Period, ApiError> {
    let (from, to) = (day(&args.from, "from")?, day(&args.to, "to")?);
    Period::new(from, to).ok_or_else(|| ApiError::about(ErrorCode::Refused, "to"))
}

/// Whether a team can hold back tables of fewer persons than this.
pub(crate) fn is_threshold(persons: u32) -> bool {
    persons <= MAX_THRESHOLD
}

fn bounded(threshold: u32) -> Result<u32, ApiError> {
    if !is_threshold(threshold) {
        return Err(ApiError::about(ErrorCode::Refused, "threshold"));
    }
    Ok(threshold)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn view(table: Table) -> NumberTable {
    let held_back = table.held_back;
    let rows_held_back = |number: usize| -> Vec<u32> {
        let of_series = held_back.iter().filter(|(series, _)| *series == number);
        of_series.map(|(_, row)| count(*row)).collect()
    };
    let all = table.series.into_iter().enumerate();
    NumberTable {
        key: table.key.to_owned(),
        unit: code_of(&table.unit),
        shape: code_of(&table.shape),
        rows: table.rows.into_iter().map(label).collect(),
        series: all.map(|(number, one)| series(one, rows_held_back(number))).collect(),
        held_back: !held_back.is_empty(),
        without_capacity: table.without_capacity,
    }
}

fn series(series: Series, held_back: Vec<u32>) -> NumberSeries {
    NumberSeries {
        label: label(series.label),
        values: series.values,
        held_back,
    }
}

fn label(label: Label) -> NumberLabel {
    NumberLabel {
        group: label.group.to_owned(),
        code: label.code,
    }
}

#[cfg(test)]
mod tests;
