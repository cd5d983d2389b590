//! CSV: text, one row a line.

use crate::limits::MAX_COLUMNS;
use crate::table::{OutCell, ReadError, Rows, Table, WriteError};

/// What tells a spreadsheet that a file is UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";
/// First characters that a spreadsheet takes for the beginning of a formula, or that hide one.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '|'];
/// What stands before such a text.
const GUARD: char = '\'';
/// What may stand between cells.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Reads text in UTF-8, or in UTF-16 with its mark. What separates the cells is what the header has most of.
pub(crate) fn read(bytes: &[u8]) -> Result<Table, ReadError> {
    let text = decoded(bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut rows = Rows::default();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|_| ReadError::NotATable)? {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() > MAX_COLUMNS && record.iter().skip(MAX_COLUMNS).any(|cell| !cell.is_empty()) {
            return Err(ReadError::TooLarge);
        }
        let mut cells = Vec::with_capacity(record.len().min(MAX_COLUMNS));
        for cell in record.iter().take(MAX_COLUMNS) {
            rows.weigh(cell)?;
            cells.push(unguarded(cell).to_owned());
        }
        rows.push(u32::try_from(line).unwrap_or(u32::MAX), cells)?;
    }
    rows.finish()
}

fn decoded(bytes: &[u8]) -> Result<String, ReadError> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = rest.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        let text = String::from_utf16(&units).map_err(|_| ReadError::Encoding)?;
        if rest.is_empty() {
            Ok(text)
        } else {
            Err(ReadError::Encoding)
        }
    };
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes)?,
        [0xEF, 0xBB, 0xBF, rest @ ..] => plain(rest)?,
        rest => plain(rest)?,
    };
    // A picture or a program may be valid text by chance; no table has these.
    if text.contains('\0') {
        return Err(ReadError::NotATable);
    }
    Ok(text)
}

fn plain(bytes: &[u8]) -> Result<String, ReadError> {
    String::from_utf8(bytes.to_vec()).map_err(|_| ReadError::Encoding)
}

/// What the first line that says something has most of, outside quotes; a comma where it has none.
fn separator(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [0_usize; SEPARATORS.len()];
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        for (count, separator) in counts.iter_mut().zip(SEPARATORS) {
            *count += usize::from(!quoted && byte == separator);
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let first = counts.iter().zip(SEPARATORS).find(|(count, _)| **count == most);
    first.map_or(b',', |(_, separator)| separator)
}

/// A text that no spreadsheet takes for a formula.
fn guarded(text: &str) -> String {
    let bare = text.trim_start_matches(GUARD);
    if bare.starts_with(FORMULA) {
        format!("{GUARD}{text}")
    } else {
        text.to_owned()
    }
}

/// A text as it was before [`guarded`].
fn unguarded(text: &str) -> &str {
    match text.strip_prefix(GUARD) {
        Some(bare) if bare.trim_start_matches(GUARD).starts_with(FORMULA) => bare,
        _ => text,
    }
}

/// Whether a header, unquoted, would hold more of another separator than of commas: whoever reads the file would take that one.
fn is_ambiguous(header: &[OutCell]) -> bool {
    let bytes = || {
        header.iter().flat_map(|cell| match cell {
            OutCell::Text(text) => text.bytes(),
            OutCell::Empty | OutCell::Whole(_) | OutCell::Decimal(_) => "".bytes(),
        })
    };
    let others = SEPARATORS.iter().filter(|separator| **separator != b',');
    let most = others
        .map(|separator| bytes().filter(|byte| byte == separator).count())
        .max();
    most.is_some_and(|most| most >= header.len())
}

/// Writes a table as CSV in UTF-8 with its mark; the first row is the header.
///
/// # Errors
/// [`WriteError`] where memory gives out.
pub fn write_csv(rows: &[Vec<OutCell>]) -> Result<Vec<u8>, WriteError> {
    let style = if rows.first().is_some_and(|header| is_ambiguous(header)) {
        csv::QuoteStyle::Always
    } else {
        csv::QuoteStyle::Necessary
    };
    let mut writer = csv::WriterBuilder::new()
        .quote_style(style)
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_vec());
    for row in rows {
        let cells = row.iter().map(|cell| match cell {
            OutCell::Empty => String::new(),
            OutCell::Text(text) => guarded(text),
            OutCell::Whole(count) => count.to_string(),
            OutCell::Decimal(measure) => measure.to_string(),
        });
        writer.write_record(cells).map_err(|_| WriteError)?;
    }
    writer.into_inner().map_err(|_| WriteError)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let table = read(text.as_bytes()).unwrap();
        std::iter::once(table.header)
            .chain(table.rows.into_iter().map(|(_, cells)| cells))
            .collect()
    }

    #[test]
    fn what_separates_cells_is_seen_in_the_header() {
        for text in [
            "Name,Type\nTarn Hill,prison",
            "Name;Type\nTarn Hill;prison",
            "Name\tType\nTarn Hill\tprison",
        ] {
            assert_eq!(cells(text), [["Name", "Type"], ["Tarn Hill", "prison"]], "{text}");
        }
        assert_eq!(cells("\"A, B\";C\n1;2"), [["A, B", "C"], ["1", "2"]]);
    }

    #[test]
    fn text_of_other_encodings_is_read_with_its_mark_or_refused_in_words() {
        let wide: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("الاسم\tb\n1\t2".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(read(&wide).unwrap().header, ["الاسم", "b"]);
        assert_eq!(read(b"Nom,Type\n\xC9tablissement,x"), Err(ReadError::Encoding));
        assert_eq!(read(b"a,b\n\0,1"), Err(ReadError::NotATable));
        assert_eq!(read(b"only,a,header"), Err(ReadError::Empty));
    }

    #[test]
    fn rows_keep_their_number_in_the_file_and_empty_ones_are_passed_over() {
        let table = read(b"\n\nName,Note\n,\nTarn Hill,\"two\nlines\"\nMill Lane,\n").unwrap();
        let numbers: Vec<u32> = table.rows.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [5, 7]);
    }

    #[test]
    fn no_spreadsheet_runs_what_is_written() {
        let row = ["=1+1", "+1", "-1", "@x", "\t=1", "'=1", "plain", "it's"].map(OutCell::words);
        let written = write_csv(&[row.to_vec(), vec![OutCell::Decimal(-1.5), OutCell::Whole(3)]]).unwrap();
        let text = String::from_utf8(written.clone()).unwrap();
        assert_eq!(text, "\u{feff}'=1+1,'+1,'-1,'@x,'\t=1,''=1,plain,it's\r\n-1.5,3\r\n");
        assert_eq!(read(&written).unwrap().header.last().unwrap(), "it's");
    }

    proptest! {
        #[test]
        fn what_was_written_reads_back(rows in prop::collection::vec(prop::collection::vec("[ -~؀-ي]{1,12}", 3), 2..9)) {
            let said = |cell: &String| format!("x{cell}x");
            let out: Vec<Vec<OutCell>> = rows.iter().map(|row| row.iter().map(|cell| OutCell::Text(said(cell))).collect()).collect();
            let table = read(&write_csv(&out).unwrap()).unwrap();
            let back: Vec<Vec<String>> = std::iter::once(table.header).chain(table.rows.into_iter().map(|row| row.1)).collect();
            let put: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(said).collect()).collect();
            prop_assert_eq!(back, put);
        }

        #[test]
        fn a_guard_is_taken_away_as_it_was_put(text in "['=+@x\t-]{0,5}") {
            let put = guarded(&text);
            prop_assert_eq!(unguarded(&put), text);
        }
    }
}
