//! Rows of units, contacts, documents and counts on their way into the register. Nothing that stands there is doubled, and
//! nothing is written over that nobody saw.

use super::import::{ADDED, CHANGED, STALE};
use super::part_rows::{PartRow, PartSaid, PartVerdict, StandingPart};
use super::rows::folded;
use crate::api::place_table::{TableChoice, TableDone};
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use std::collections::BTreeMap;
use visita_domain::place::row_part::RowPart;

/// It stands in the register as the row says it.
const SAME: &str = "same";
/// Something stands there under that name that says otherwise, and that nobody was shown.
const STANDS: &str = "stands";
/// Several places are called what the row calls its own, and nobody said which it is.
const UNPLACED: &str = "unplaced";

impl Session {
    /// Writes the rows of one step, but for those that were told of in a try before.
    pub(super) fn write_parts(
        &mut self,
        rows: &[PartRow],
        choices: &BTreeMap<u32, TableChoice>,
        told: &mut BTreeMap<u32, &'static str>,
    ) -> Result<Vec<TableDone>, ApiError> {
        let mut done = Vec::with_capacity(rows.len());
        for row in rows {
            let outcome = match told.get(&row.number).copied() {
                Some(before) => before,
                None => self.write_part(row, choices.get(&row.number))?,
            };
            told.insert(row.number, outcome);
            let reason = match &row.verdict {
                PartVerdict::Refused(reason) => Some(reason.clone()),
                PartVerdict::New(..)
                | PartVerdict::Same(_)
                | PartVerdict::Changed { .. }
                | PartVerdict::Unplaced(..)
                | PartVerdict::Repeated(..) => None,
            };
            done.push(TableDone {
                number: row.number,
                name: row.name.clone(),
                at: Some(row.at.clone()),
                outcome: outcome.to_owned(),
                reason,
            });
        }
        Ok(done)
    }

    /// Does with a row what its verdict says, or what somebody chose; says what became of it.
    fn write_part(&mut self, row: &PartRow, choice: Option<&TableChoice>) -> Result<&'static str, ApiError> {
        let chosen = choice.map(|choice| choice.choice.as_str());
        match (&row.verdict, chosen) {
            (PartVerdict::Refused(_), _) => Ok("refused"),
            (PartVerdict::Same(_), _) => Ok(SAME),
            (_, Some("leave")) => Ok("chosen"),
            (PartVerdict::New(place, said), _) => self.add_part(place, said),
            (PartVerdict::Repeated(_, place, said), Some("add")) => self.put_part(place, said),
            (PartVerdict::Repeated(..), _) => Ok("repeated"),
            (PartVerdict::Changed { seen, said, .. }, _) => self.change_part(seen, said),
            (PartVerdict::Unplaced(_, said), _) => match choice.and_then(|choice| choice.place.as_deref()) {
                Some(place) => self.add_part(place, said),
                None => Ok(UNPLACED),
            },
        }
    }

    /// Adds a part, unless one of that name came to stand there, or stands where nobody had looked.
    fn add_part(&mut self, place: &str, said: &PartSaid) -> Result<&'static str, ApiError> {
        let records = self.open()?.shelf()?.records_of(place);
        let standing = self.standing_parts(&records, said.part.kind())?;
        let alike: Vec<&StandingPart> = standing.iter().filter(|one| said.may_be(&one.part)).collect();
        if alike.iter().any(|one| said.changes(&one.part).is_empty()) {
            return Ok(SAME);
        }
        if alike.is_empty() {
            self.put_part(place, said)
        } else {
            Ok(STANDS)
        }
    }

    fn put_part(&mut self, place: &str, said: &PartSaid) -> Result<&'static str, ApiError> {
        let nothing = RowPart::empty(said.part.kind());
        self.row_part_set(place, None, &nothing, &said.part)?;
        Ok(ADDED)
    }

    fn change_part(&mut self, seen: &StandingPart, said: &PartSaid) -> Result<&'static str, ApiError> {
        let wanted = seen.part.told(&said.part, &said.columns, folded);
        match self.row_part_set(&seen.place, Some(seen.id.clone()), &seen.part, &wanted) {
            Ok(_) => Ok(CHANGED),
            Err(error) if matches!(error.code, ErrorCode::Stale | ErrorCode::Refused | ErrorCode::NotFound) => {
                Ok(STALE)
            }
            Err(error) => Err(error),
        }
    }
}
