//! The register as tables: the facts of places, and beside them what a person names of what places have several of. Contacts
//! are persons: they stay in the register unless somebody names them.

use super::part_rows::StandingPart;
use super::rows::cell_text;
use crate::api::place_table::{PlaceExport, PlaceExported};
use crate::api::{ApiError, ErrorCode};
use crate::chosen::{may_write, write_file, write_new};
use crate::session::{Session, from_code};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use visita_domain::place::Place;
use visita_domain::place::columns::{Column, group_name, operator_name, yes_name};
use visita_domain::place::part_columns::{PartColumn, PartKind};
use visita_domain::place::type_words::type_name;
use visita_forms::{MAX_ROWS, OutCell, OutSheet, write_csv, write_xlsx};
use visita_transport::file::ChosenFiles;

/// A table to write.
struct OutTable {
    /// What its sheet is called.
    sheet: &'static str,
    /// What stands in the name of its file, after the name of the table of places; nothing of that one.
    suffix: &'static str,
    rows: Vec<Vec<OutCell>>,
}

/// A file of text to write.
struct OutFile {
    path: String,
    bytes: Vec<u8>,
    /// Whether what stands there stays: a chooser asked about the file of places alone.
    is_new: bool,
}

impl OutFile {
    fn of(table: &OutTable, args: &PlaceExport) -> Result<Self, ApiError> {
        Ok(Self {
            path: beside(&args.path, table.suffix)?,
            bytes: write_csv(&table.rows).map_err(|_| ErrorCode::Refused)?,
            is_new: !table.suffix.is_empty() && !args.replace,
        })
    }

    fn write(&self, files: &dyn ChosenFiles) -> Result<(), ApiError> {
        if self.is_new {
            write_new(files, &self.path, &self.bytes)
        } else {
            write_file(files, &self.path, &self.bytes)
        }
    }
}

impl Session {
    pub(crate) fn place_export(&mut self, args: PlaceExport) -> Result<PlaceExported, ApiError> {
        self.require_all_here()?;
        let arabic = match args.language.as_str() {
            "ar" => true,
            "en" => false,
            _ => return Err(ApiError::about(ErrorCode::Refused, "language")),
        };
        let codes = args.parts.iter().flatten();
        let wanted = codes.map(|code| from_code::<PartKind>(code, "parts"));
        let wanted = wanted.collect::<Result<BTreeSet<PartKind>, ApiError>>()?;
        let places = self.places_shown(&args)?;
        let mut tables = vec![table_of_places(&places, arabic)];
        tables.extend(self.tables_of_parts(&wanted, &places, arabic)?);
        let written = self.write_tables(&args, &tables, arabic);
        written.map(|()| PlaceExported {
            rows: count_of(tables.iter().filter(|table| table.suffix.is_empty())),
            parts: count_of(tables.iter().filter(|table| !table.suffix.is_empty())),
        })
    }

    /// The places that go out, as the register has them, by their ids.
    fn places_shown(&mut self, args: &PlaceExport) -> Result<Vec<(String, Place)>, ApiError> {
        let lines = self.place_list(args.filter.clone())?.rows;
        let is_wanted = |id: &String| args.places.as_ref().is_none_or(|wanted| wanted.contains(id));
        let shelf = &*self.open()?.shelf()?;
        let under = shelf.under();
        let mut places = Vec::new();
        for line in lines.iter().filter(|line| is_wanted(&line.row.id)) {
            if let Some(body) = shelf.places.get(&line.row.id) {
                let below = under.get(&line.row.id).map(Vec::as_slice).unwrap_or_default();
                places.push((line.row.id.clone(), shelf.told_of(body, below)));
            }
        }
        within(places.len())?;
        Ok(places)
    }

    /// What places have several of; a kind of which there is nothing has no table.
    fn tables_of_parts(
        &mut self,
        wanted: &BTreeSet<PartKind>,
        places: &[(String, Place)],
        arabic: bool,
    ) -> Result<Vec<OutTable>, ApiError> {
        let under = self.open()?.shelf()?.under();
        let wanted = PartKind::ALL.into_iter().filter(|kind| wanted.contains(kind));
        let mut tables: Vec<(PartKind, OutTable)> = wanted.map(|kind| (kind, table_for(kind, arabic))).collect();
        for (id, place) in places {
            let below = under.get(id).into_iter().flatten().cloned();
            let records: Vec<String> = std::iter::once(id.clone()).chain(below).collect();
            for (kind, table) in &mut tables {
                for part in self.standing_parts(&records, *kind)? {
                    let cell = |column: &PartColumn| part_cell(id, place, &part, *column, arabic);
                    table.rows.push(kind.columns().iter().map(cell).collect());
                }
                within(table.rows.len() - 1)?;
            }
        }
        let tables = tables.into_iter().map(|(_, table)| table);
        Ok(tables.filter(|table| table.rows.len() > 1).collect())
    }

    /// Writes one workbook with a sheet for each table, or a text file for each: those of parts beside that of places.
    fn write_tables(&self, args: &PlaceExport, tables: &[OutTable], arabic: bool) -> Result<(), ApiError> {
        let files = Arc::clone(&self.chosen());
        match args.format.as_str() {
            "csv" => {
                let made = tables.iter().map(|table| OutFile::of(table, args));
                let made = made.collect::<Result<Vec<_>, ApiError>>()?;
                // All are looked at first: where one cannot be written, none is.
                for file in &made {
                    may_write(files.as_ref(), &file.path, &file.bytes, file.is_new)?;
                }
                made.iter().try_for_each(|file| file.write(files.as_ref()))
            }
            "xlsx" => {
                let sheets: Vec<OutSheet<'_>> = tables
                    .iter()
                    .map(|table| OutSheet {
                        name: table.sheet,
                        rows: &table.rows,
                    })
                    .collect();
                let bytes = write_xlsx(&sheets, arabic).map_err(|_| ErrorCode::Refused)?;
                write_file(files.as_ref(), &args.path, &bytes)
            }
            _ => Err(ApiError::about(ErrorCode::Refused, "format")),
        }
    }
}

/// More rows than a table holds that is to be read again are not written.
fn within(rows: usize) -> Result<(), ApiError> {
    if rows > MAX_ROWS {
        return Err(ErrorCode::TableTooLarge.into());
    }
    Ok(())
}

/// Rows below the headers.
fn count_of<'a>(tables: impl Iterator<Item = &'a OutTable>) -> u32 {
    let rows: usize = tables.map(|table| table.rows.len().saturating_sub(1)).sum();
    u32::try_from(rows).unwrap_or(u32::MAX)
}

/// The path of a file beside another: `places.csv`, `places-units.csv`.
///
/// # Errors
/// `Refused` on `parts` where a phone's chooser gave an address, beside which nothing can be written.
fn beside(path: &str, suffix: &str) -> Result<String, ApiError> {
    if suffix.is_empty() {
        return Ok(path.to_owned());
    }
    let whole = Path::new(path);
    let stem = whole.file_stem().and_then(|stem| stem.to_str());
    let Some(stem) = stem.filter(|_| !path.contains("://")) else {
        return Err(ApiError::about(ErrorCode::Refused, "parts"));
    };
    let name = match whole.extension().and_then(|extension| extension.to_str()) {
        Some(extension) => format!("{stem}-{suffix}.{extension}"),
        None => format!("{stem}-{suffix}"),
    };
    let path = whole.with_file_name(name);
    let path = path.to_str().map(ToOwned::to_owned);
    path.ok_or_else(|| ApiError::about(ErrorCode::Refused, "parts"))
}

fn header((english, arabic_names): (&[&'static str], &[&'static str]), arabic: bool) -> OutCell {
    let names = if arabic { arabic_names } else { english };
    OutCell::words(names.first().copied().unwrap_or_default())
}

fn table_of_places(places: &[(String, Place)], arabic: bool) -> OutTable {
    let mut rows: Vec<Vec<OutCell>> = vec![
        Column::ALL
            .iter()
            .map(|column| header(column.names(), arabic))
            .collect(),
    ];
    rows.extend(places.iter().map(|(id, place)| row(id, place, arabic)));
    OutTable {
        sheet: if arabic { "الأماكن" } else { "Places" },
        suffix: "",
        rows,
    }
}

/// A table of parts with its headers alone.
fn table_for(kind: PartKind, arabic: bool) -> OutTable {
    let (english, arabic_name, suffix) = match kind {
        PartKind::Unit => ("Units", "الوحدات", "units"),
        PartKind::Contact => ("Contacts", "جهات الاتصال", "contacts"),
        PartKind::Document => ("Documents", "الوثائق", "documents"),
        PartKind::Count => ("Counts", "الإحصاءات", "counts"),
    };
    let columns = kind.columns().iter();
    OutTable {
        sheet: if arabic { arabic_name } else { english },
        suffix,
        rows: vec![columns.map(|column| header(column.names(), arabic)).collect()],
    }
}

fn row(id: &str, place: &Place, arabic: bool) -> Vec<OutCell> {
    let cell = |column: &Column| match column {
        Column::Id => OutCell::words(id),
        Column::PlaceType => OutCell::words(type_name(place.place_type, arabic)),
        Column::Capacity => OutCell::count(place.capacity),
        Column::Occupancy => OutCell::count(place.occupancy),
        Column::Turnover => OutCell::count(place.turnover),
        Column::Operator => OutCell::words(place.operator.map(|one| operator_name(one, arabic)).unwrap_or_default()),
        Column::Vulnerable => {
            let groups = place.vulnerable.iter().map(|group| group_name(*group, arabic));
            OutCell::words(&groups.collect::<Vec<_>>().join("; "))
        }
        Column::Suspected => OutCell::words(if place.suspected { yes_name(arabic) } else { "" }),
        Column::Latitude => OutCell::measure(place.latitude),
        Column::Longitude => OutCell::measure(place.longitude),
        Column::Name
        | Column::OtherType
        | Column::Authority
        | Column::OperatorName
        | Column::LegalBasis
        | Column::Region
        | Column::Address
        | Column::OpenedOn
        | Column::ClosedOn
        | Column::SuspectedNote => OutCell::words(&cell_text(place, *column)),
    };
    Column::ALL.iter().map(cell).collect()
}

/// A cell of a table of parts: of which place it is, and what it is.
fn part_cell(id: &str, place: &Place, part: &StandingPart, column: PartColumn, arabic: bool) -> OutCell {
    let of_place = [
        (PartColumn::PlaceId, id),
        (PartColumn::Place, place.name.as_str()),
        (PartColumn::PlaceType, type_name(place.place_type, arabic)),
        (PartColumn::Region, place.region.as_str()),
    ];
    let said = part.part.cell(column);
    match of_place.into_iter().find(|(held, _)| *held == column) {
        Some((_, text)) => OutCell::words(text),
        None if column.is_number() => OutCell::count(said.parse().ok()),
        None => OutCell::words(&said),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_file_beside_another_is_named_after_it_and_none_stands_beside_an_address() {
        assert_eq!(beside("/tmp/places.csv", "").unwrap(), "/tmp/places.csv");
        assert_eq!(
            beside("/tmp/a.b/places.csv", "units").unwrap(),
            "/tmp/a.b/places-units.csv"
        );
        assert_eq!(beside("places", "units").unwrap(), "places-units");
        assert_eq!(beside("content://docs/1", "").unwrap(), "content://docs/1");
        let refused = beside("content://docs/1", "units").unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("parts"));
    }
}
