//! XLSX: a packed folder of XML.

use crate::limits::{MAX_COLUMNS, MAX_ENTRIES, MAX_ROWS, MAX_UNPACKED_BYTES};
use crate::table::{OutCell, OutSheet, ReadError, Rows, Table, WriteError};
use calamine::{DataRef, Reader as _, Xlsx};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::io::{Cursor, Read as _};

/// Numbers up to here are whole as a spreadsheet keeps them.
const MAX_WHOLE: f64 = 9_007_199_254_740_992.0;
/// Widest a column is made, characters.
const MAX_WIDTH: usize = 60;
/// Narrowest.
const MIN_WIDTH: usize = 8;

/// Reads one sheet, cell by cell.
pub(crate) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Table, ReadError> {
    unpack(bytes, MAX_UNPACKED_BYTES)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| ReadError::NotATable)?;
    let sheets = book.sheet_names();
    let name = match wanted {
        Some(wanted) => sheets.iter().find(|name| *name == wanted).ok_or(ReadError::NoSheet)?,
        None => sheets.first().ok_or(ReadError::NotATable)?,
    };
    let name = name.clone();
    let mut rows = Rows::of(sheets);
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| ReadError::NotATable)?;
    let mut current: Option<(u32, Vec<String>)> = None;
    while let Some(cell) = cells.next_cell().map_err(|_| ReadError::NotATable)? {
        let (row, column) = cell.get_position();
        let text = shown(cell.get_value());
        if text.is_empty() {
            continue;
        }
        rows.weigh(&text)?;
        let column = usize::try_from(column).ok().filter(|column| *column < MAX_COLUMNS);
        let column = column.ok_or(ReadError::TooLarge)?;
        if current.as_ref().is_none_or(|(at, _)| *at != row) {
            put(&mut rows, current.take())?;
        }
        let (_, line) = current.get_or_insert_with(|| (row, Vec::new()));
        if line.len() <= column {
            line.resize(column + 1, String::new());
        }
        if let Some(place) = line.get_mut(column) {
            *place = text;
        }
    }
    put(&mut rows, current)?;
    rows.finish()
}

fn put(rows: &mut Rows, row: Option<(u32, Vec<String>)>) -> Result<(), ReadError> {
    match row {
        Some((at, cells)) => rows.push(at.saturating_add(1), cells),
        None => Ok(()),
    }
}

/// Unpacks everything and keeps nothing: what it comes to is counted, not asked.
fn unpack(bytes: &[u8], most: u64) -> Result<(), ReadError> {
    let mut packed = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::NotATable)?;
    if packed.len() > MAX_ENTRIES {
        return Err(ReadError::TooLarge);
    }
    let mut left = most;
    for number in 0..packed.len() {
        let entry = packed.by_index(number).map_err(|_| ReadError::NotATable)?;
        let read = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink());
        let read = read.map_err(|_| ReadError::NotATable)?;
        left = left.checked_sub(read).ok_or(ReadError::TooLarge)?;
    }
    Ok(())
}

/// A cell as people see it.
fn shown(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "true" } else { "false" }.to_owned(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(duration) => number_text(duration.as_f64()),
        // What could not be computed says nothing.
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < MAX_WHOLE {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

/// Writes tables as a workbook, a sheet each; the first row of each is the header, and stays in sight.
///
/// # Errors
/// [`WriteError`] where a name or a text is longer than a workbook may hold, or a table has more rows than are read again.
pub fn write_xlsx(sheets: &[OutSheet<'_>], right_to_left: bool) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    for sheet in sheets {
        if sheet.rows.len() > MAX_ROWS + 1 {
            return Err(WriteError);
        }
        let page = book.add_worksheet();
        page.set_name(sheet.name).map_err(|_| WriteError)?;
        page.set_right_to_left(right_to_left);
        page.set_freeze_panes(1, 0).map_err(|_| WriteError)?;
        fill(page, sheet.rows)?;
    }
    book.save_to_buffer().map_err(|_| WriteError)
}

/// Writes the rows of a sheet, and makes its columns as wide as what stands in them.
fn fill(page: &mut Worksheet, rows: &[Vec<OutCell>]) -> Result<(), WriteError> {
    let bold = Format::new().set_bold();
    let mut widths: Vec<usize> = Vec::new();
    for (at, row) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            let chars = match cell {
                OutCell::Empty => 0,
                OutCell::Text(text) if at == 0 => {
                    page.write_string_with_format(at, column, text, &bold)
                        .map_err(|_| WriteError)?;
                    text.chars().count()
                }
                OutCell::Text(text) => {
                    page.write_string(at, column, text).map_err(|_| WriteError)?;
                    text.chars().count()
                }
                OutCell::Whole(count) => {
                    page.write_number(at, column, f64::from(*count))
                        .map_err(|_| WriteError)?;
                    MIN_WIDTH
                }
                OutCell::Decimal(measure) => {
                    page.write_number(at, column, *measure).map_err(|_| WriteError)?;
                    MIN_WIDTH
                }
            };
            let column = usize::from(column);
            if widths.len() <= column {
                widths.resize(column + 1, MIN_WIDTH);
            }
            if let Some(width) = widths.get_mut(column) {
                *width = (*width).max(chars).min(MAX_WIDTH);
            }
        }
    }
    for (column, width) in (0_u16..).zip(widths) {
        let width = u16::try_from(width).map_err(|_| WriteError)?;
        page.set_column_width(column, f64::from(width))
            .map_err(|_| WriteError)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            packed.start_file(*name, SimpleFileOptions::default()).unwrap();
            packed.write_all(bytes).unwrap();
        }
        packed.finish().unwrap().into_inner()
    }

    #[test]
    fn a_workbook_reads_back_as_it_was_written_and_a_formula_stays_words() {
        let rows = vec![
            vec![
                OutCell::words("Name"),
                OutCell::words("Held"),
                OutCell::words("Latitude"),
            ],
            vec![
                OutCell::words("=HYPERLINK(\"x\")"),
                OutCell::Whole(412),
                OutCell::Decimal(-33.25),
            ],
        ];
        let units = vec![vec![OutCell::words("Unit")], vec![OutCell::words("Wing B")]];
        let (places, units) = (
            OutSheet {
                name: "Places",
                rows: &rows,
            },
            OutSheet {
                name: "Units",
                rows: &units,
            },
        );
        let written = write_xlsx(&[places, units], true).unwrap();
        let table = read(&written, None).unwrap();
        assert_eq!(table.sheets, ["Places", "Units"]);
        assert_eq!(table.header, ["Name", "Held", "Latitude"]);
        assert_eq!(table.rows.first().unwrap().1, ["=HYPERLINK(\"x\")", "412", "-33.25"]);
        assert_eq!(read(&written, Some("Units")).unwrap().header, ["Unit"]);
        assert_eq!(read(&written, Some("Other")), Err(ReadError::NoSheet));
    }

    #[test]
    fn a_bomb_is_refused_by_what_it_unpacks_to() {
        const MOST: u64 = 1024 * 1024;
        let half = vec![0; 512 * 1024];
        let fits = packed(&[("xl/one.xml", &half), ("xl/two.xml", &half)]);
        assert!(fits.len() < 8 * 1024, "{}", fits.len());
        assert_eq!(unpack(&fits, MOST), Ok(()));
        let bomb = packed(&[("xl/one.xml", &half), ("xl/two.xml", &half), ("xl/three.xml", b"x")]);
        assert_eq!(unpack(&bomb, MOST), Err(ReadError::TooLarge));
    }

    #[test]
    fn two_cells_at_the_ends_of_a_sheet_make_no_table_of_all_between() {
        let root = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
        let rels = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
        let book = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
        let sheet = |last: &str| {
            format!(
                r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="{last}1048576"><v>2</v></c></row></sheetData></worksheet>"#
            )
        };
        let made = |last: &str| {
            packed(&[
                ("_rels/.rels", root),
                ("xl/workbook.xml", book),
                ("xl/_rels/workbook.xml.rels", rels),
                ("xl/worksheets/sheet1.xml", sheet(last).as_bytes()),
            ])
        };
        let far = read(&made("B"), None).unwrap();
        assert_eq!(far.rows, [(1_048_576, vec![String::new(), "2".to_owned()])]);
        assert_eq!(read(&made("XFD"), None), Err(ReadError::TooLarge));
    }
}
