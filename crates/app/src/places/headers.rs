//! What a table is by its headers: what its rows are, and what each column holds.

use super::rows::folded;
use super::types::TypeWords;
use crate::api::place_table::PlaceTableView;
use crate::api::{ApiError, ErrorCode};
use crate::session::{code_of, from_code};
use serde::Serialize;
use serde::de::DeserializeOwned;
use visita_domain::place::part_columns::PartKind;
use visita_forms::Table;

/// What a table holds that is one of places.
pub(super) const PLACES: &str = "place";

/// The first cell of a column that says something.
pub(super) fn example(table: &Table, column: usize) -> String {
    let mut cells = table.rows.iter().filter_map(|(_, cells)| cells.get(column));
    cells.find(|cell| !cell.trim().is_empty()).cloned().unwrap_or_default()
}

/// What the rows of a table are, where they are not places: as a person said, or as the headers say.
pub(super) fn holds(table: &Table, said: Option<&str>) -> Result<Option<PartKind>, ApiError> {
    match said {
        None => Ok(PartKind::guess(&table.header, folded)),
        Some(PLACES) => Ok(None),
        Some(code) => from_code(code, "holds").map(Some),
    }
}

/// What is said of a table whatever its rows are.
pub(super) fn looked<T: Serialize>(columns: &[Option<T>], types: &TypeWords) -> PlaceTableView {
    PlaceTableView {
        sheets: Vec::new(),
        holds: String::new(),
        headers: Vec::new(),
        columns: columns.iter().map(|column| column.as_ref().map(code_of)).collect(),
        examples: Vec::new(),
        known: Vec::new(),
        types: types.asked(),
        rows: Vec::new(),
    }
}

/// Which column holds something.
pub(super) fn position<T: PartialEq>(columns: &[Option<T>], wanted: T) -> Option<usize> {
    let wanted = Some(wanted);
    columns.iter().position(|column| *column == wanted)
}

/// What each column holds: as a person said, or as its header says. No two hold the same.
pub(super) fn columns_of<T: DeserializeOwned + PartialEq + Copy>(
    table: &Table,
    said: Option<&[Option<String>]>,
    guess: impl Fn(&str) -> Option<T>,
) -> Result<Vec<Option<T>>, ApiError> {
    let mut columns: Vec<Option<T>> = Vec::with_capacity(table.header.len());
    for (number, header) in table.header.iter().enumerate() {
        let column = match said {
            Some(said) => said
                .get(number)
                .cloned()
                .flatten()
                .map(|code| from_code(&code, "columns"))
                .transpose()?,
            None => guess(header).filter(|column| !columns.contains(&Some(*column))),
        };
        if column.is_some() && columns.contains(&column) {
            return Err(ApiError::about(ErrorCode::Refused, "columns"));
        }
        columns.push(column);
    }
    Ok(columns)
}
