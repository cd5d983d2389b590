//! The register as a table: facts alone. Contacts are persons; they stay in the register.

use super::rows::cell_text;
use crate::api::place_table::{PlaceExport, PlaceExported};
use crate::api::{ApiError, ErrorCode};
use crate::chosen::write_file;
use crate::project::PlaceBody;
use crate::session::Session;
use std::sync::Arc;
use visita_domain::place::Place;
use visita_domain::place::columns::Column;
use visita_domain::place::type_words::type_name;
use visita_forms::{MAX_ROWS, OutCell, write_csv, write_xlsx};

impl Session {
    pub(crate) fn place_export(&mut self, args: PlaceExport) -> Result<PlaceExported, ApiError> {
        self.require_all_here()?;
        let arabic = match args.language.as_str() {
            "ar" => true,
            "en" => false,
            _ => return Err(ApiError::about(ErrorCode::Refused, "language")),
        };
        let lines = self.place_list(args.filter)?.rows;
        let is_wanted = |id: &String| args.places.as_ref().is_none_or(|wanted| wanted.contains(id));
        let count = lines.rows().filter(|row| is_wanted(&row.id)).count();
        if count > MAX_ROWS {
            return Err(ErrorCode::TableTooLarge.into());
        }
        let shelf = self.open()?.shelf()?;
        let mut rows = vec![
            Column::ALL
                .iter()
                .map(|column| OutCell::words(header(*column, arabic)))
                .collect(),
        ];
        for line in lines.iter().filter(|line| is_wanted(&line.row.id)) {
            if let Some(PlaceBody { facts, .. }) = shelf.places.get(&line.row.id) {
                let linked = facts.authority_id.and_then(|id| shelf.authorities.get(&id.to_string()));
                let shown = Place {
                    capacity: line.row.capacity,
                    occupancy: line.row.held,
                    authority: linked.map_or_else(|| facts.authority.clone(), |body| body.facts.name.clone()),
                    ..facts.clone()
                };
                rows.push(row(&line.row.id, &shown, arabic));
            }
        }
        let bytes = match args.format.as_str() {
            "csv" => write_csv(&rows),
            "xlsx" => write_xlsx(if arabic { "الأماكن" } else { "Places" }, &rows, arabic),
            _ => return Err(ApiError::about(ErrorCode::Refused, "format")),
        };
        let bytes = bytes.map_err(|_| ErrorCode::Refused)?;
        let files = Arc::clone(&self.chosen());
        write_file(files.as_ref(), &args.path, &bytes)?;
        Ok(PlaceExported {
            rows: u32::try_from(count).unwrap_or(u32::MAX),
        })
    }
}

fn header(column: Column, arabic: bool) -> &'static str {
    let (english, names) = column.names();
    let names = if arabic { names } else { english };
    names.first().copied().unwrap_or_default()
}

fn row(id: &str, place: &Place, arabic: bool) -> Vec<OutCell> {
    let cell = |column: &Column| match column {
        Column::Id => OutCell::words(id),
        Column::PlaceType => OutCell::words(type_name(place.place_type, arabic)),
        Column::Capacity => OutCell::count(place.capacity),
        Column::Occupancy => OutCell::count(place.occupancy),
        Column::Turnover => OutCell::count(place.turnover),
        Column::Latitude => OutCell::measure(place.latitude),
        Column::Longitude => OutCell::measure(place.longitude),
        Column::Name
        | Column::OtherType
        | Column::Authority
        | Column::Operator
        | Column::OperatorName
        | Column::LegalBasis
        | Column::Region
        | Column::Address
        | Column::Vulnerable
        | Column::OpenedOn
        | Column::ClosedOn
        | Column::Suspected
        | Column::SuspectedNote => OutCell::words(&cell_text(place, *column)),
    };
    Column::ALL.iter().map(cell).collect()
}
