//! Numbers as files: tables as CSV, one below the other, and plots as SVG, all of them or one; in words.

use super::{Counted, count};
use crate::api::numbers::{NumbersExport, NumbersExported};
use crate::api::{ApiError, ErrorCode};
use crate::chosen::write_file;
use crate::session::Session;
use visita_domain::DocumentId;
use visita_domain::numbers::{self, Period, Table};
use visita_forms::{OutCell, write_csv};
use visita_record::DocumentKind;
use visita_report::{Language, Words, label_text, plots, table_text, without_capacity};

/// The recommendations of a year by theme, as their own screen shows them.
const BY_THEME: &str = "recommendations_by_theme";
/// Persons held in one place, as its page shows them.
const OF_PLACE: &str = "place_population";

impl Session {
    pub(crate) fn numbers_export(&mut self, args: NumbersExport) -> Result<NumbersExported, ApiError> {
        self.require_all_here()?;
        let language =
            Language::from_code(&args.language).ok_or_else(|| ApiError::about(ErrorCode::Refused, "language"))?;
        let files = self.chosen();
        let (period, tables) = self.asked_tables(&args)?;
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
            held_back: tables.iter().any(|table| !table.held_back.is_empty()),
        })
    }

    /// What goes into a file: what the dashboard shows, all of it or one, or one of the plots that stand elsewhere.
    fn asked_tables(&mut self, args: &NumbersExport) -> Result<(Period, Vec<Table>), ApiError> {
        let place = args
            .place
            .as_deref()
            .map(|place| self.place_counted(place))
            .transpose()?;
        let counted = self.counted(&args.ask)?;
        let Counted { period, facts, .. } = &counted;
        let elsewhere = match (args.plot.as_deref(), place) {
            (Some(OF_PLACE), Some(place)) => numbers::of_place(period, &place, &facts.counts, counted.threshold),
            (Some(BY_THEME), None) => numbers::standing_by_theme(period, &facts.recommendations),
            (_, Some(_)) | (Some(OF_PLACE), None) => return Err(ApiError::about(ErrorCode::Refused, "place")),
            (plot, None) => return Ok((counted.period, wanted(counted.tables, plot)?)),
        };
        Ok((counted.period, vec![elsewhere]))
    }

    /// The place that stands for a record, as counts name it.
    fn place_counted(&mut self, place: &str) -> Result<String, ApiError> {
        let id: DocumentId = place.parse()?;
        self.record(id, DocumentKind::Place)?;
        Ok(self.open()?.shelf()?.standing_place(&id.to_string()))
    }
}

/// All tables, or the one of this name.
fn wanted(tables: Vec<Table>, plot: Option<&str>) -> Result<Vec<Table>, ApiError> {
    let Some(plot) = plot else { return Ok(tables) };
    let elsewhere = [BY_THEME, OF_PLACE].map(ToOwned::to_owned);
    let known = tables
        .iter()
        .map(|table| table.key.to_owned())
        .chain(elsewhere)
        .collect();
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

/// The name of a table, its series, its rows, what none of its numbers is of, and an empty line.
fn rows(words: &Words, table: &Table) -> Vec<Vec<OutCell>> {
    let series = table.series.iter().map(|series| label_text(words, &series.label));
    let head = std::iter::once(table_text(words, table)).chain(series);
    let mut rows = vec![head.map(|text| OutCell::words(&text)).collect()];
    for (at, row) in table.rows.iter().enumerate() {
        let values = table.series.iter().enumerate().map(|(number, series)| {
            let value = series.values.get(at).copied().flatten();
            cell(words, value, table.is_held_back(number, at))
        });
        let name = std::iter::once(OutCell::words(&label_text(words, row)));
        rows.push(name.chain(values).collect());
    }
    rows.extend(without_capacity(words, table).map(|note| vec![OutCell::words(&note)]));
    rows.push(Vec::new());
    rows
}

/// A number; words where it was held back, since an empty cell says that nothing is known.
fn cell(words: &Words, value: Option<f64>, held_back: bool) -> OutCell {
    match value {
        None if held_back => OutCell::words(&words.say("held-back")),
        value => OutCell::measure(value),
    }
}
