//! Rows of a table as facts of a place, and facts as what is compared and written.

use super::types::TypeWords;
use crate::session::code_of;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::place::columns::{self, Column};
use visita_domain::place::likeness::{Compared, Site};
use visita_domain::place::{MAX_NAME_CHARS, Place, PlaceType};
use visita_seal::name::shows_whole;

/// Texts that people take for the same: as the search folds them.
pub(super) fn folded(text: &str) -> String {
    visita_vault::fold(text)
}

/// What is compared of a place.
pub(super) fn compared(place: &Place) -> Compared {
    Compared::new(
        &folded(&place.name),
        &folded(&place.region),
        place.place_type,
        place.position(),
    )
}

/// What is said of where a place is.
pub(super) fn site(place: &Place) -> Site {
    Site {
        region: folded(&place.region),
        address: folded(&place.address),
        position: place.position(),
    }
}

/// What a row says: facts, and which of them it says anything about.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub id: Option<String>,
    /// Its type, in the words of the table.
    pub type_word: Option<String>,
    pub place: Place,
    pub fields: BTreeSet<Column>,
}

impl Said {
    /// Its authority, where the words name one record: the place is linked to it.
    pub(super) fn linked_to(mut self, authority: Option<DocumentId>) -> Self {
        if authority.is_some() {
            self.place.authority = String::new();
            self.place.authority_id = authority;
        }
        self
    }

    /// As much of it as these fields hold.
    pub(super) fn only(&self, fields: BTreeSet<Column>) -> Self {
        Self { fields, ..self.clone() }
    }
}

/// Reads the cells of a row.
///
/// # Errors
/// The field whose cell cannot be read or is out of range.
pub(super) fn read_row(columns: &[Option<Column>], cells: &[String], types: &TypeWords) -> Result<Said, String> {
    let mut said = Said {
        id: None,
        type_word: None,
        place: Place::default(),
        fields: BTreeSet::new(),
    };
    for (column, cell) in columns.iter().zip(cells) {
        let (Some(column), cell) = (column, cell.trim()) else {
            continue;
        };
        // An empty cell says nothing.
        if cell.is_empty() {
            continue;
        }
        take(&mut said, *column, cell, types).ok_or_else(|| code_of(column))?;
        if *column != Column::Id {
            said.fields.insert(*column);
        }
    }
    keep_word(&mut said, types);
    said.place.check().map_err(|field| field.0.to_owned())?;
    if said.place.name.chars().count() > MAX_NAME_CHARS || !shows_whole(&said.place.name) {
        return Err("name".to_owned());
    }
    Ok(said)
}

/// A word that a person said means no type that there is stands beside `other`, unless the row says more itself.
fn keep_word(said: &mut Said, types: &TypeWords) {
    if said.place.place_type == PlaceType::Other
        && !said.fields.contains(&Column::OtherType)
        && let Some(word) = said.type_word.as_deref().filter(|word| types.was_asked(word))
    {
        word.clone_into(&mut said.place.other_type);
        said.fields.insert(Column::OtherType);
    }
}

fn take(said: &mut Said, column: Column, cell: &str, types: &TypeWords) -> Option<()> {
    let place = &mut said.place;
    let text = cell.to_owned();
    match column {
        Column::Id => said.id = Some(text),
        Column::Name => place.name = text,
        Column::PlaceType => {
            place.place_type = types.of_cell(cell)?;
            said.type_word = Some(text);
        }
        Column::OtherType => place.other_type = text,
        Column::Authority => place.authority = text,
        Column::Operator => place.operator = Some(columns::operator(cell, folded)?),
        Column::OperatorName => place.operator_name = text,
        Column::LegalBasis => place.legal_basis = text,
        Column::Region => place.region = text,
        Column::Address => place.address = text,
        Column::Latitude => place.latitude = Some(columns::degrees(cell)?),
        Column::Longitude => place.longitude = Some(columns::degrees(cell)?),
        Column::Capacity => place.capacity = Some(columns::count(cell)?),
        Column::Occupancy => place.occupancy = Some(columns::count(cell)?),
        Column::Turnover => place.turnover = Some(columns::count(cell)?),
        Column::Vulnerable => place.vulnerable = columns::groups(cell, folded)?,
        Column::OpenedOn => place.opened_on = Some(columns::day(cell)?),
        Column::ClosedOn => place.closed_on = Some(columns::day(cell)?),
        Column::Suspected => place.suspected = columns::yes_no(cell, folded)?,
        Column::SuspectedNote => place.suspected_note = text,
    }
    Some(())
}

/// The facts of a place with what a row says of it.
pub(super) fn told(here: &Place, said: &Said) -> Place {
    let mut told = here.clone();
    let row = &said.place;
    for column in &said.fields {
        match column {
            Column::Id => {}
            Column::Name => told.name.clone_from(&row.name),
            Column::PlaceType => told.place_type = row.place_type,
            Column::OtherType => told.other_type.clone_from(&row.other_type),
            Column::Authority => {
                told.authority.clone_from(&row.authority);
                told.authority_id = row.authority_id;
            }
            Column::Operator => told.operator = row.operator,
            Column::OperatorName => told.operator_name.clone_from(&row.operator_name),
            Column::LegalBasis => told.legal_basis.clone_from(&row.legal_basis),
            Column::Region => told.region.clone_from(&row.region),
            Column::Address => told.address.clone_from(&row.address),
            Column::Latitude => told.latitude = row.latitude,
            Column::Longitude => told.longitude = row.longitude,
            Column::Capacity => told.capacity = row.capacity,
            Column::Occupancy => told.occupancy = row.occupancy,
            Column::Turnover => told.turnover = row.turnover,
            Column::Vulnerable => told.vulnerable.clone_from(&row.vulnerable),
            Column::OpenedOn => told.opened_on = row.opened_on,
            Column::ClosedOn => told.closed_on = row.closed_on,
            Column::Suspected => told.suspected = row.suspected,
            Column::SuspectedNote => told.suspected_note.clone_from(&row.suspected_note),
        }
    }
    told
}

/// A fact as a table writes it.
pub(super) fn cell_text(place: &Place, column: Column) -> String {
    let count = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
    let degree = |degree: Option<f64>| degree.map(|degree| degree.to_string()).unwrap_or_default();
    let day = |day: Option<visita_domain::dates::Day>| day.map(|day| day.to_string()).unwrap_or_default();
    match column {
        Column::Id => String::new(),
        Column::Name => place.name.clone(),
        Column::PlaceType => code_of(&place.place_type),
        Column::OtherType => place.other_type.clone(),
        Column::Authority => place.authority.clone(),
        Column::Operator => place.operator.as_ref().map(code_of).unwrap_or_default(),
        Column::OperatorName => place.operator_name.clone(),
        Column::LegalBasis => place.legal_basis.clone(),
        Column::Region => place.region.clone(),
        Column::Address => place.address.clone(),
        Column::Latitude => degree(place.latitude),
        Column::Longitude => degree(place.longitude),
        Column::Capacity => count(place.capacity),
        Column::Occupancy => count(place.occupancy),
        Column::Turnover => count(place.turnover),
        Column::Vulnerable => place.vulnerable.iter().map(code_of).collect::<Vec<_>>().join("; "),
        Column::OpenedOn => day(place.opened_on),
        Column::ClosedOn => day(place.closed_on),
        Column::Suspected => if place.suspected { "yes" } else { "" }.to_owned(),
        Column::SuspectedNote => place.suspected_note.clone(),
    }
}
