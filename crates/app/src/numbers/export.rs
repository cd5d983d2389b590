//! The tables of numbers as one CSV file, one below the other, in words.

use super::count;
use crate::api::numbers::{NumberLabel, NumberTable, NumbersExport, NumbersExported};
use crate::api::{ApiError, ErrorCode};
use crate::chosen::write_file;
use crate::session::Session;
use visita_forms::{OutCell, write_csv};
use visita_report::{Language, Words};

impl Session {
    pub(crate) fn numbers_export(&mut self, args: NumbersExport) -> Result<NumbersExported, ApiError> {
        let language =
            Language::from_code(&args.language).ok_or_else(|| ApiError::about(ErrorCode::Refused, "language"))?;
        let files = self.chosen();
        let view = self.numbers_get(args.ask)?;
        let words = Words::of(language);
        let rows: Vec<Vec<OutCell>> = view.tables.iter().flat_map(|table| rows(&words, table)).collect();
        let bytes = write_csv(&rows).map_err(|_| ErrorCode::Refused)?;
        write_file(files.as_ref(), &args.path, &bytes)?;
        Ok(NumbersExported {
            tables: count(view.tables.len()),
            held_back: view.tables.iter().any(|table| table.held_back),
        })
    }
}

/// The name of a table, its series, its rows, and an empty line.
fn rows(words: &Words, table: &NumberTable) -> Vec<Vec<OutCell>> {
    let name = words.say(&format!("numbers-{}", table.key.replace('_', "-")));
    let series = table
        .series
        .iter()
        .map(|series| OutCell::words(&named(words, &series.label)));
    let mut rows = vec![std::iter::once(OutCell::words(&name)).chain(series).collect()];
    for (at, row) in table.rows.iter().enumerate() {
        let values = table
            .series
            .iter()
            .map(|series| cell(words, table, series.values.get(at).copied().flatten()));
        rows.push(
            std::iter::once(OutCell::words(&named(words, row)))
                .chain(values)
                .collect(),
        );
    }
    rows.push(Vec::new());
    rows
}

/// A number; of persons, words where it was held back, since an empty cell would say that nothing is known.
fn cell(words: &Words, table: &NumberTable, value: Option<f64>) -> OutCell {
    match value {
        None if table.held_back => OutCell::words(&words.say("held-back")),
        value => OutCell::measure(value),
    }
}

fn named(words: &Words, label: &NumberLabel) -> String {
    match (label.group.as_str(), label.code.as_str()) {
        ("text" | "month", code) => code.to_owned(),
        (_, "") => words.say("number-not-said"),
        (group, code) => words.say(&format!("{group}-{}", code.replace('_', "-"))),
    }
}
