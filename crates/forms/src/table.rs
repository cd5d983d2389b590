//! A table, whatever file it came in.

use crate::limits::{MAX_CELL_CHARS, MAX_COLUMNS, MAX_ROWS, MAX_TABLE_BYTES, MAX_TEXT_BYTES};
use crate::{csv_file, workbook};
use std::panic::catch_unwind;

/// What every packed file begins with.
const ZIP_MARK: &[u8] = b"PK\x03\x04";
/// What a workbook of before 2007 begins with.
const OLD_WORKBOOK_MARK: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// A table as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Names of the sheets of a workbook; none of a CSV file.
    pub sheets: Vec<String>,
    /// The first row that is not empty.
    pub header: Vec<String>,
    /// The rows below it that are not empty, each with its number in the file, counted from one.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// Why a file gave no table. None of them carries what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Neither CSV text nor an XLSX workbook, or broken.
    #[error("not a table")]
    NotATable,
    /// A workbook of before 2007: save it as XLSX or CSV.
    #[error("a workbook of an old kind")]
    OldWorkbook,
    /// Text in no encoding of Unicode: save it as CSV in UTF-8.
    #[error("not Unicode")]
    Encoding,
    /// More than a table may hold.
    #[error("too large")]
    TooLarge,
    /// No sheet of that name.
    #[error("no such sheet")]
    NoSheet,
    /// Nothing below a header.
    #[error("empty")]
    Empty,
}

/// Why a table was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the table could not be written")]
pub struct WriteError;

/// A cell to write.
#[derive(Debug, Clone, PartialEq)]
pub enum OutCell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A count.
    Whole(u32),
    /// A measure.
    Decimal(f64),
}

impl OutCell {
    /// Words, or nothing where there are none.
    #[must_use]
    pub fn words(text: &str) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text.to_owned())
        }
    }

    /// A count, or nothing.
    #[must_use]
    pub fn count(count: Option<u32>) -> Self {
        count.map_or(Self::Empty, Self::Whole)
    }

    /// A measure, or nothing.
    #[must_use]
    pub fn measure(measure: Option<f64>) -> Self {
        measure.map_or(Self::Empty, Self::Decimal)
    }
}

/// A sheet to write: its name, and its rows, of which the first is the header.
#[derive(Debug, Clone, Copy)]
pub struct OutSheet<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its rows.
    pub rows: &'a [Vec<OutCell>],
}

/// Reads a table; of a workbook the named sheet, or the first one.
///
/// # Errors
/// See [`ReadError`].
pub fn read_table(bytes: &[u8], sheet: Option<&str>) -> Result<Table, ReadError> {
    if bytes.len() > MAX_TABLE_BYTES {
        return Err(ReadError::TooLarge);
    }
    if bytes.starts_with(OLD_WORKBOOK_MARK) {
        return Err(ReadError::OldWorkbook);
    }
    let read = catch_unwind(|| {
        if bytes.starts_with(ZIP_MARK) {
            workbook::read(bytes, sheet)
        } else {
            csv_file::read(bytes)
        }
    });
    read.unwrap_or(Err(ReadError::NotATable))
}

/// Rows as they come, held to the limits.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    table: Table,
    bytes: usize,
}

impl Rows {
    pub(crate) fn of(sheets: Vec<String>) -> Self {
        Self {
            table: Table {
                sheets,
                ..Table::default()
            },
            bytes: 0,
        }
    }

    /// Whether a text may still come in.
    pub(crate) fn weigh(&mut self, text: &str) -> Result<(), ReadError> {
        self.bytes = self.bytes.saturating_add(text.len());
        if self.bytes > MAX_TEXT_BYTES || text.chars().nth(MAX_CELL_CHARS).is_some() {
            return Err(ReadError::TooLarge);
        }
        Ok(())
    }

    /// Takes a row; one with nothing in it is passed over.
    pub(crate) fn push(&mut self, number: u32, mut cells: Vec<String>) -> Result<(), ReadError> {
        while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.len() > MAX_COLUMNS {
            return Err(ReadError::TooLarge);
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        if self.table.header.is_empty() {
            self.table.header = cells.iter().map(|cell| cell.trim().to_owned()).collect();
        } else if self.table.rows.len() == MAX_ROWS {
            return Err(ReadError::TooLarge);
        } else {
            self.table.rows.push((number, cells));
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<Table, ReadError> {
        if self.table.rows.is_empty() {
            return Err(ReadError::Empty);
        }
        let widest = self.table.rows.iter().map(|(_, cells)| cells.len()).max();
        let width = widest.unwrap_or(0).max(self.table.header.len());
        self.table.header.resize(width, String::new());
        for (_, cells) in &mut self.table.rows {
            cells.resize(width, String::new());
        }
        Ok(self.table)
    }
}
