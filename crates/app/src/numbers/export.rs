//! Numbers as files: tables as CSV, one below the other, and plots as SVG, all of them or one; in words.

use super::{Counted, count};
use crate::api::numbers::{NumbersExport, NumbersExported};
use crate::api::{ApiError, ErrorCode};
use crate::chosen::write_file;
use crate::session::Session;
use visita_domain::numbers::{Period, Table};
use visita_forms::{OutCell, write_csv};
use visita_report::{Language, Words, label_text, plots, table_text};

impl Session {
    pub(crate) fn numbers_export(&mut self, args: NumbersExport) -> Result<NumbersExported, ApiError> {
        self.require_all_here()?;
        let language =
            Language::from_code(&args.language).ok_or_else(|| ApiError::about(ErrorCode::Refused, "language"))?;
        let files = self.chosen();
        let Counted { period, tables, .. } = self.counted(&args.ask)?;
        let tables = wanted(tables, args.plot.as_deref())?;
        let words = Words::of(language);
        let bytes = match args.format.as_str() {
            "" | "csv" => {
                let rows: Vec<Vec<OutCell>> = tables.iter().flat_map(|table| rows(&words, table)).collect();
                write_csv(&rows).map_err(|_| ErrorCode::Refused)?
            }
            "svg" => plots(&tables, &days(&words, &period), &words).into_bytes(),
            _ => return Err(ApiError::about(ErrorCode::Refused, "format")),
        };
        write_file(files.as_ref(), &args.path, &bytes)?;
        Ok(NumbersExported {
            tables: count(tables.len()),
            held_back: tables.iter().any(|table| table.held_back),
        })
    }
}

/// All tables, or the one of this name.
fn wanted(tables: Vec<Table>, plot: Option<&str>) -> Result<Vec<Table>, ApiError> {
    let Some(plot) = plot else { return Ok(tables) };
    let known = tables.iter().map(|table| table.key.to_owned()).collect();
    let found: Vec<Table> = tables.into_iter().filter(|table| table.key == plot).collect();
    if found.is_empty() {
        return Err(ApiError {
            allowed: known,
            ..ApiError::about(ErrorCode::Refused, "plot")
        });
    }
    Ok(found)
}

/// Of which days the numbers are.
fn days(words: &Words, period: &Period) -> String {
    let (from, to) = (period.from.to_string(), period.to.to_string());
    words.with("numbers-days", &[("from", from.into()), ("to", to.into())])
}

/// The name of a table, its series, its rows, and an empty line.
fn rows(words: &Words, table: &Table) -> Vec<Vec<OutCell>> {
    let series = table.series.iter().map(|series| label_text(words, &series.label));
    let head = std::iter::once(table_text(words, table)).chain(series);
    let mut rows = vec![head.map(|text| OutCell::words(&text)).collect()];
    for (at, row) in table.rows.iter().enumerate() {
        let values = table
            .series
            .iter()
            .map(|series| series.values.get(at).copied().flatten());
        let name = std::iter::once(OutCell::words(&label_text(words, row)));
        rows.push(name.chain(values.map(|value| cell(words, table, value))).collect());
    }
    rows.push(Vec::new());
    rows
}

/// A number; words where it was held back, since an empty cell would say that nothing is known.
fn cell(words: &Words, table: &Table, value: Option<f64>) -> OutCell {
    match value {
        None if table.held_back => OutCell::words(&words.say("held-back")),
        value => OutCell::measure(value),
    }
}
