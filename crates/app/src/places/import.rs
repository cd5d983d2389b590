//! A table of places: looked at, row by row, before anything is written; then written some rows at a time, so that a person
//! sees how far it has come and can stop. What is done stays done, and the same table looked at again says `same` of it.

use super::facts_view;
use super::headers::{PLACES, columns_of, example, holds, looked, position};
use super::judged::{Against, Register, Row, Verdict};
use super::part_rows::PartRow;
use super::rows::{folded, told};
use super::types::TypeWords;
use crate::api::place::PlaceSet;
use crate::api::place_table::*;
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::chosen::read_file;
use crate::session::{Session, code_of};
use std::collections::{BTreeMap, HashMap};
use visita_domain::place::Place;
use visita_domain::place::columns::Column;
use visita_domain::place::part_columns::{PartColumn, PartKind};
use visita_forms::{MAX_TABLE_BYTES, ReadError, Table, read_table};
use visita_record::DocumentKind;
use visita_seal::grant::Audience;

/// What became of a row that was written.
pub(super) const ADDED: &str = "added";
pub(super) const CHANGED: &str = "changed";
/// It was changed to something else meanwhile, or has become unreadable.
pub(super) const STALE: &str = "stale";
/// Rows written in one transaction: a fraction of a second even on a slow disk.
const ROWS_A_STEP: usize = 200;
/// Rows of units, contacts, documents or counts that are written in one step: each may be of another place, and is then a change
/// of its own.
const PARTS_A_STEP: usize = 50;

/// The rows of a table, and what would become of each.
enum Work {
    Places(Vec<Row>),
    Parts(Vec<PartRow>),
}

impl Work {
    fn len(&self) -> usize {
        match self {
            Self::Places(rows) => rows.len(),
            Self::Parts(rows) => rows.len(),
        }
    }

    /// Rows written in one step.
    fn step(&self) -> usize {
        match self {
            Self::Places(_) => ROWS_A_STEP,
            Self::Parts(_) => PARTS_A_STEP,
        }
    }

    /// Whether each row leaves the choice that was made for it.
    fn require_choices(&self, choices: &[TableChoice]) -> Result<(), ApiError> {
        match self {
            Self::Places(rows) => require_choices(rows, |row| row.number, leaves, choices),
            Self::Parts(rows) => require_choices(rows, |row| row.number, PartRow::leaves, choices),
        }
    }
}

/// A table that was looked at, and how far its import has come.
pub(crate) struct Pending {
    work: Work,
    choices: BTreeMap<u32, TableChoice>,
    next: usize,
    begun: bool,
    done: PlaceImported,
    /// What came of rows that a place was told of, by their number, in a step that then failed: they are not told again.
    told: BTreeMap<u32, &'static str>,
}

impl From<ReadError> for ApiError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NotATable | ReadError::OldWorkbook | ReadError::Encoding => {
                Self::about(ErrorCode::BadTable, error.to_string().replace(' ', "_"))
            }
            ReadError::TooLarge => ErrorCode::TableTooLarge.into(),
            ReadError::NoSheet => Self::about(ErrorCode::NotFound, "sheet"),
            ReadError::Empty => Self::about(ErrorCode::BadTable, "empty"),
        }
    }
}

impl Session {
    pub(crate) fn place_table(&mut self, args: PlaceTable) -> Result<PlaceTableView, ApiError> {
        self.require_all_here()?;
        let files = self.chosen();
        self.open()?.import = None;
        let bytes = read_file(files.as_ref(), &args.path, MAX_TABLE_BYTES)?;
        let table = read_table(&bytes, args.sheet.as_deref())?;
        let (view, work) = match holds(&table, args.holds.as_deref())? {
            None => self.look_at_places(&table, &args)?,
            Some(kind) => self.look_at_parts(kind, &table, &args)?,
        };
        self.open()?.import = Some(Pending::of(work));
        Ok(PlaceTableView {
            examples: (0..table.header.len()).map(|column| example(&table, column)).collect(),
            headers: table.header,
            sheets: table.sheets,
            ..view
        })
    }

    fn look_at_places(&mut self, table: &Table, args: &PlaceTable) -> Result<(PlaceTableView, Work), ApiError> {
        let columns = columns_of(table, args.columns.as_deref(), |header| Column::guess(header, folded))?;
        let types = TypeWords::of(table, position(&columns, Column::PlaceType), &args.types)?;
        let shelf = self.open()?.shelf()?;
        let register = Register::of(shelf);
        let rows = register.judge(&columns, table, &types);
        let view = PlaceTableView {
            holds: PLACES.to_owned(),
            known: Column::ALL.iter().map(code_of).collect(),
            rows: rows.iter().map(|row| register.row_view(row)).collect(),
            ..looked(&columns, &types)
        };
        Ok((view, Work::Places(rows)))
    }

    fn look_at_parts(
        &mut self,
        kind: PartKind,
        table: &Table,
        args: &PlaceTable,
    ) -> Result<(PlaceTableView, Work), ApiError> {
        let guess = |header: &str| PartColumn::guess(kind, header, folded);
        let columns = columns_of(table, args.columns.as_deref(), guess)?;
        if columns.iter().flatten().any(|column| !kind.columns().contains(column)) {
            return Err(ApiError::about(ErrorCode::Refused, "columns"));
        }
        let types = TypeWords::of(table, position(&columns, PartColumn::PlaceType), &args.types)?;
        let rows = self.judge_parts(kind, &columns, table, &types)?;
        let view = PlaceTableView {
            holds: code_of(&kind),
            known: kind.columns().iter().map(code_of).collect(),
            rows: rows.iter().map(PartRow::view).collect(),
            ..looked(&columns, &types)
        };
        Ok((view, Work::Parts(rows)))
    }

    pub(crate) fn place_import(&mut self, args: PlaceImport) -> Result<PlaceImported, ApiError> {
        self.require_all_here()?;
        let pending = self.open()?.import.as_mut().ok_or_else(nothing)?;
        if pending.begun {
            return Err(ErrorCode::Stale.into());
        }
        pending.choose(args.choices)?;
        self.place_import_go(Nothing {})
    }

    pub(crate) fn place_import_go(&mut self, _: Nothing) -> Result<PlaceImported, ApiError> {
        let mut pending = self.open()?.import.take().ok_or_else(nothing)?;
        if !pending.begun {
            self.open()?.import = Some(pending);
            return Err(nothing());
        }
        let stepped = self.import_step(&mut pending);
        let done = pending.done.clone();
        // Also after a step that failed: it wrote nothing of its new rows, and may be tried again.
        if stepped.is_err() || done.remaining > 0 {
            self.open()?.import = Some(pending);
        }
        stepped.map(|()| done)
    }

    pub(crate) fn place_import_end(&mut self, _: Nothing) -> Result<Nothing, ApiError> {
        self.open()?.import = None;
        Ok(Nothing {})
    }

    fn import_step(&mut self, pending: &mut Pending) -> Result<(), ApiError> {
        let until = (pending.next + pending.work.step()).min(pending.work.len());
        let mut told = std::mem::take(&mut pending.told);
        let written = match &pending.work {
            Work::Places(rows) => {
                let rows = rows.get(pending.next..until).unwrap_or_default();
                self.write_rows(pending, rows, &mut told)
            }
            Work::Parts(rows) => {
                let rows = rows.get(pending.next..until).unwrap_or_default();
                self.write_parts(rows, &pending.choices, &mut told)
            }
        };
        // Also where the step failed: what a place was told stays told.
        pending.told = told;
        let rows = written?;
        let count = |wanted: &str| length(rows.iter().filter(|row| row.outcome == wanted).count());
        let (added, changed, all) = (count(ADDED), count(CHANGED), length(rows.len()));
        let done = &mut pending.done;
        done.added += added;
        done.changed += changed;
        done.left += all - added - changed;
        done.remaining -= all;
        done.rows = rows;
        pending.next = until;
        pending.told.clear();
        Ok(())
    }

    /// Writes the rows of one step, but for those that were told of in a try before.
    fn write_rows(
        &mut self,
        pending: &Pending,
        rows: &[Row],
        told: &mut BTreeMap<u32, &'static str>,
    ) -> Result<Vec<TableDone>, ApiError> {
        let (mut new, mut done) = (Vec::<&Place>::new(), Vec::with_capacity(rows.len()));
        for row in rows {
            let before = told.get(&row.number).copied();
            let outcome = match (before, pending.wanted(row)) {
                (Some(before), _) => before,
                (None, Wanted::Add) => {
                    new.push(&row.place);
                    ADDED
                }
                (None, Wanted::Change(place, against)) => {
                    let outcome = if self.tell_place(place, against)? {
                        CHANGED
                    } else {
                        STALE
                    };
                    told.insert(row.number, outcome);
                    outcome
                }
                (None, Wanted::Leave) => pending.left(row),
            };
            done.push(row_done(row, outcome));
        }
        // Last, and all or none of them: where it fails, no new place stands, and the step may be tried again.
        self.create_many(DocumentKind::Place, &Audience::Team, &new, |edit, place| {
            edit.set_section("place", *place)
        })?;
        Ok(done)
    }

    /// Writes what a row says of a place; false where it has become unreadable or been changed to something else meanwhile.
    fn tell_place(&mut self, place: &str, against: &Against) -> Result<bool, ApiError> {
        let set = PlaceSet {
            place: place.to_owned(),
            was: facts_view(&against.seen),
            facts: facts_view(&told(&against.seen, &against.said)),
        };
        match self.place_set(set) {
            Ok(_) => Ok(true),
            Err(error) if matches!(error.code, ErrorCode::Stale | ErrorCode::Refused) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// No table is looked at.
fn nothing() -> ApiError {
    ApiError::about(ErrorCode::NotFound, "table")
}

fn length(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn row_done(row: &Row, outcome: &str) -> TableDone {
    let reason = match &row.verdict {
        Verdict::Refused(reason) => Some(reason.clone()),
        Verdict::New | Verdict::Same(_) | Verdict::Changed { .. } | Verdict::Duplicate(..) | Verdict::Repeated(_) => {
            None
        }
    };
    TableDone {
        number: row.number,
        name: row.place.name.clone(),
        at: None,
        outcome: outcome.to_owned(),
        reason,
    }
}

/// A choice that its row does not leave is refused.
fn require_choices<R>(
    rows: &[R],
    number: impl Fn(&R) -> u32,
    leaves: impl Fn(&R, &TableChoice) -> bool,
    choices: &[TableChoice],
) -> Result<(), ApiError> {
    let rows: HashMap<u32, &R> = rows.iter().map(|row| (number(row), row)).collect();
    for choice in choices {
        let row = rows.get(&choice.number).copied();
        let row = row.ok_or_else(|| ApiError::about(ErrorCode::NotFound, "number"))?;
        if !leaves(row, choice) {
            return Err(ApiError::about(ErrorCode::Refused, "choice"));
        }
    }
    Ok(())
}

/// Whether a row leaves a choice.
fn leaves(row: &Row, choice: &TableChoice) -> bool {
    match (&row.verdict, choice.choice.as_str()) {
        (_, "leave")
        | (Verdict::New | Verdict::Duplicate(..) | Verdict::Repeated(_), "add")
        | (Verdict::Changed { .. }, "change") => true,
        (Verdict::Duplicate(like), "change") => like.iter().any(|like| Some(&like.place) == choice.place.as_ref()),
        _ => false,
    }
}

/// What is to be done with a row.
enum Wanted<'a> {
    Add,
    /// What the row says of a place.
    Change(&'a str, &'a Against),
    Leave,
}

impl Pending {
    fn of(work: Work) -> Self {
        Self {
            done: PlaceImported {
                added: 0,
                changed: 0,
                left: 0,
                remaining: length(work.len()),
                rows: Vec::new(),
            },
            work,
            choices: BTreeMap::new(),
            next: 0,
            begun: false,
            told: BTreeMap::new(),
        }
    }

    /// Takes what a person chose; a choice that its row does not leave is refused, and nothing begins.
    fn choose(&mut self, choices: Vec<TableChoice>) -> Result<(), ApiError> {
        self.work.require_choices(&choices)?;
        self.choices = choices.into_iter().map(|choice| (choice.number, choice)).collect();
        self.begun = true;
        Ok(())
    }

    fn wanted<'a>(&'a self, row: &'a Row) -> Wanted<'a> {
        let choice = self.choices.get(&row.number);
        match (&row.verdict, choice.map(|choice| choice.choice.as_str())) {
            (_, Some("leave")) => Wanted::Leave,
            (Verdict::New, _) | (Verdict::Duplicate(..) | Verdict::Repeated(_), Some("add")) => Wanted::Add,
            (Verdict::Changed { place, against }, _) => Wanted::Change(place, against),
            (Verdict::Duplicate(like), Some("change")) => {
                let place = choice.and_then(|choice| choice.place.as_ref());
                let like = like.iter().find(|like| Some(&like.place) == place);
                like.map_or(Wanted::Leave, |like| Wanted::Change(&like.place, &like.against))
            }
            (Verdict::Duplicate(..) | Verdict::Repeated(_) | Verdict::Same(_) | Verdict::Refused(_), _) => {
                Wanted::Leave
            }
        }
    }

    /// Why a row is left out.
    fn left(&self, row: &Row) -> &'static str {
        let chosen = self.choices.contains_key(&row.number);
        match &row.verdict {
            Verdict::Same(_) => "same",
            Verdict::Refused(_) => "refused",
            Verdict::Duplicate(..) if !chosen => "duplicate",
            Verdict::Repeated(_) if !chosen => "repeated",
            Verdict::New | Verdict::Changed { .. } | Verdict::Duplicate(..) | Verdict::Repeated(_) => "chosen",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;
    use crate::desk::Desk;
    use serde_json::json;

    #[test]
    fn what_a_place_was_told_in_a_step_that_failed_is_counted_and_not_told_again() {
        let mut lead = Desk::founded("Amina");
        let known = json!({"name": "Mill Lane", "place_type": "police_station", "region": "North", "capacity": 12});
        let place = lead.id("place_add", known);
        let path = lead.file("places.csv");
        std::fs::write(&path, "Name;Type;Capacity\nMill Lane;police;14\nHarbour;prison;3\n").unwrap();
        let view = lead.ok("place_table", json!({"path": path}));
        assert_eq!(view["rows"][0]["verdict"], "changed");
        // As the first try left it: the place was told, and a colleague has corrected it since.
        let session = lead.session.as_mut().unwrap();
        session.open().unwrap().import.as_mut().unwrap().told.insert(2, CHANGED);
        let done = lead.ok("place_import", json!({"choices": []}));
        assert_eq!(
            (&done["added"], &done["changed"], &done["left"]),
            (&json!(1), &json!(1), &json!(0))
        );
        let facts = lead.ok("place_get", json!({"place": place}))["row"]["facts"].clone();
        assert_eq!(facts["capacity"], 12);
    }
}
