//! A table of places: looked at, row by row, before anything is written; then written some rows at a time, so that a person
//! sees how far it has come and can stop. What is done stays done, and the same table looked at again says `same` of it.

use super::rows::{Said, cell_text, compared, folded, read_row, told};
use super::same::likeness_view;
use super::{facts_view, numbers_of};
use crate::api::place::{PlaceName, PlaceSet};
use crate::api::place_table::*;
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::chosen::read_file;
use crate::project::PlaceBody;
use crate::session::{Session, code_of, from_code};
use std::collections::{BTreeMap, HashMap};
use visita_domain::DocumentId;
use visita_domain::place::Place;
use visita_domain::place::columns::Column;
use visita_domain::place::likeness::{Index, Likeness};
use visita_forms::{MAX_TABLE_BYTES, ReadError, Table, read_table};
use visita_record::DocumentKind;
use visita_seal::grant::Audience;

/// Rows written in one transaction: a fraction of a second even on a slow disk.
const ROWS_A_STEP: usize = 200;
/// Most places named that a row may be.
const MAX_LIKE: usize = 5;

/// A table that was looked at, and how far its import has come.
pub(crate) struct Pending {
    rows: Vec<Row>,
    choices: BTreeMap<u32, TableChoice>,
    next: usize,
    begun: bool,
    done: PlaceImported,
}

struct Row {
    number: u32,
    verdict: Verdict,
    place: Place,
}

/// What would become of a row.
enum Verdict {
    New,
    Same(String),
    Changed {
        place: String,
        changes: Vec<TableChange>,
        said: Said,
        /// The place as it was compared with: what a colleague writes after that is not written over.
        seen: Box<Place>,
    },
    Duplicate(Vec<(String, Likeness)>, Said),
    Refused(String),
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
        let files = self.chosen();
        self.open()?.import = None;
        let bytes = read_file(files.as_ref(), &args.path, MAX_TABLE_BYTES)?;
        let table = read_table(&bytes, args.sheet.as_deref())?;
        let columns = columns_of(&table, args.columns.as_deref())?;
        let shelf = self.open()?.shelf()?;
        let register = Register::of(&shelf.places, |id| shelf.standing_place(id));
        let rows = register.judge(&columns, &table);
        let view = PlaceTableView {
            examples: (0..columns.len()).map(|column| example(&table, column)).collect(),
            columns: columns.iter().map(|column| column.as_ref().map(code_of)).collect(),
            known: Column::ALL.iter().map(code_of).collect(),
            rows: rows.iter().map(|row| register.row_view(row)).collect(),
            headers: table.header,
            sheets: table.sheets,
        };
        self.open()?.import = Some(Pending::of(rows));
        Ok(view)
    }

    pub(crate) fn place_import(&mut self, args: PlaceImport) -> Result<PlaceImported, ApiError> {
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
        let until = (pending.next + ROWS_A_STEP).min(pending.rows.len());
        let rows = pending.rows.get(pending.next..until).unwrap_or_default();
        let (mut new, mut changed) = (Vec::<&Place>::new(), Vec::new());
        for row in rows {
            match pending.wanted(row) {
                Wanted::Add => new.push(&row.place),
                Wanted::Change(place, said, seen) => changed.push((place, said, seen)),
                Wanted::Leave => {}
            }
        }
        let mut stale = 0;
        for (place, said, seen) in &changed {
            stale += u32::from(!self.tell_place(place, said, *seen)?);
        }
        // Last: what failed may be tried again, and telling a place the same twice changes nothing.
        self.create_many(DocumentKind::Place, &Audience::Team, &new, |edit, place| {
            edit.set_section("place", *place)
        })?;
        let (added, told, all) = (length(&new), length(&changed) - stale, length(rows));
        let done = &mut pending.done;
        done.added += added;
        done.changed += told;
        done.left += all - added - told;
        done.remaining -= all;
        pending.next = until;
        Ok(())
    }

    /// Writes what a row says of a place; false where it has become unreadable or been changed to something else meanwhile.
    fn tell_place(&mut self, place: &str, said: &Said, seen: Option<&Place>) -> Result<bool, ApiError> {
        let id: DocumentId = place.parse()?;
        let here = self.record(id, DocumentKind::Place)?.section::<Place>("place").value;
        let was = seen.unwrap_or(&here);
        let set = PlaceSet {
            place: place.to_owned(),
            was: facts_view(was),
            facts: facts_view(&told(was, said)),
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

fn length<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

fn example(table: &Table, column: usize) -> String {
    let mut cells = table.rows.iter().filter_map(|(_, cells)| cells.get(column));
    cells.find(|cell| !cell.trim().is_empty()).cloned().unwrap_or_default()
}

/// What each column holds: as a person said, or as its header says. No two hold the same.
fn columns_of(table: &Table, said: Option<&[Option<String>]>) -> Result<Vec<Option<Column>>, ApiError> {
    let mut columns = Vec::with_capacity(table.header.len());
    for (number, header) in table.header.iter().enumerate() {
        let column = match said {
            Some(said) => said
                .get(number)
                .cloned()
                .flatten()
                .map(|code| from_code(&code, "columns"))
                .transpose()?,
            None => Column::guess(header, folded).filter(|column| !columns.contains(&Some(*column))),
        };
        if column.is_some() && columns.contains(&column) {
            return Err(ApiError::about(ErrorCode::Refused, "columns"));
        }
        columns.push(column);
    }
    Ok(columns)
}

/// The places that rows are held against.
struct Register<'a> {
    bodies: Vec<(&'a String, &'a PlaceBody)>,
    by_id: HashMap<&'a str, usize>,
    by_name: HashMap<String, Vec<usize>>,
    index: Index,
}

impl<'a> Register<'a> {
    fn of(places: &'a BTreeMap<String, PlaceBody>, stands: impl Fn(&str) -> String) -> Self {
        let bodies: Vec<_> = places.iter().filter(|(id, _)| stands(id) == **id).collect();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, (_, body)) in bodies.iter().enumerate() {
            by_name.entry(folded(&body.facts.name)).or_default().push(number);
        }
        Self {
            by_id: bodies
                .iter()
                .enumerate()
                .map(|(number, (id, _))| (id.as_str(), number))
                .collect(),
            index: Index::of(bodies.iter().map(|(_, body)| compared(&body.facts)).collect()),
            by_name,
            bodies,
        }
    }

    fn judge(&self, columns: &[Option<Column>], table: &Table) -> Vec<Row> {
        let mut seen: HashMap<(String, String, String), u32> = HashMap::new();
        let judged = table.rows.iter().map(|(number, cells)| {
            let row = |verdict, place| Row {
                number: *number,
                verdict,
                place,
            };
            if !columns.contains(&Some(Column::Name)) {
                return row(Verdict::Refused("columns".to_owned()), Place::default());
            }
            let said = match read_row(columns, cells) {
                Ok(said) => said,
                Err(field) => {
                    let named = columns
                        .iter()
                        .zip(cells)
                        .find(|(column, _)| **column == Some(Column::Name));
                    let place = Place {
                        name: named
                            .map(|(_, cell)| cell.chars().take(100).collect())
                            .unwrap_or_default(),
                        ..Place::default()
                    };
                    return row(Verdict::Refused(field), place);
                }
            };
            let place = said.place.clone();
            let key = (folded(&place.name), code_of(&place.place_type), folded(&place.region));
            if seen.insert(key, *number).is_some() && said.id.is_none() {
                return row(Verdict::Refused("repeated".to_owned()), place);
            }
            row(self.verdict(said), place)
        });
        judged.collect()
    }

    fn verdict(&self, said: Said) -> Verdict {
        let known = said.id.as_deref().and_then(|id| self.by_id.get(id));
        let named = self.by_name.get(&folded(&said.place.name)).into_iter().flatten();
        let mut same: Vec<usize> = named.filter(|number| self.is_same(**number, &said)).copied().collect();
        if let Some(known) = known {
            same = vec![*known];
        }
        if let [one] = same.as_slice()
            && let Some((id, body)) = self.bodies.get(*one)
        {
            let changes = changes(body, &said);
            return match changes.is_empty() {
                true => Verdict::Same((*id).clone()),
                false => Verdict::Changed {
                    place: (*id).clone(),
                    changes,
                    said,
                    seen: Box::new(body.facts.clone()),
                },
            };
        }
        let like = self.index.like(&compared(&said.place)).into_iter().take(MAX_LIKE);
        let like: Vec<_> = like
            .filter_map(|(number, likeness)| Some((self.bodies.get(number)?.0.clone(), likeness)))
            .collect();
        match like.is_empty() {
            true => Verdict::New,
            false => Verdict::Duplicate(like, said),
        }
    }

    /// Of the same name: whether nothing that the row says makes it another place.
    fn is_same(&self, number: usize, said: &Said) -> bool {
        let Some((_, body)) = self.bodies.get(number) else {
            return false;
        };
        let typed = said.fields.contains(&Column::PlaceType);
        let (here, there) = (folded(&body.facts.region), folded(&said.place.region));
        let region = here.is_empty() || there.is_empty() || here == there;
        region && (!typed || body.facts.place_type == said.place.place_type)
    }

    fn row_view(&self, row: &Row) -> TableRow {
        let mut view = TableRow {
            number: row.number,
            name: row.place.name.clone(),
            verdict: String::new(),
            changes: Vec::new(),
            place: None,
            like: Vec::new(),
            reason: None,
        };
        view.verdict = match &row.verdict {
            Verdict::New => "new",
            Verdict::Same(place) => {
                view.place = Some(place.clone());
                "same"
            }
            Verdict::Changed { place, changes, .. } => {
                view.place = Some(place.clone());
                view.changes.clone_from(changes);
                "changed"
            }
            Verdict::Duplicate(like, _) => {
                view.like = like
                    .iter()
                    .map(|(id, likeness)| self.like_view(id, *likeness))
                    .collect();
                "duplicate"
            }
            Verdict::Refused(reason) => {
                view.reason = Some(reason.clone());
                "refused"
            }
        }
        .to_owned();
        view
    }

    fn like_view(&self, id: &str, likeness: Likeness) -> TableLike {
        let known = self.by_id.get(id).and_then(|number| self.bodies.get(*number));
        TableLike {
            place: PlaceName {
                place: id.to_owned(),
                name: known.map(|(_, body)| body.facts.name.clone()).unwrap_or_default(),
            },
            likeness: likeness_view(likeness),
        }
    }
}

/// What a row says otherwise than the register shows. Numbers that the newest count says are no news.
fn changes(body: &PlaceBody, said: &Said) -> Vec<TableChange> {
    let (here, there) = (&body.facts, told(&body.facts, said));
    let numbers = numbers_of(body);
    let news = |column: &Column| {
        let counted = (*column == Column::Capacity && there.capacity == numbers.capacity)
            || (*column == Column::Occupancy && there.occupancy == numbers.held);
        !counted
    };
    let differ = said.fields.iter().filter(|column| news(column)).filter_map(|column| {
        let (was, now) = (cell_text(here, *column), cell_text(&there, *column));
        (was != now).then(|| TableChange {
            field: code_of(column),
            was,
            now,
        })
    });
    differ.collect()
}

/// What is to be done with a row.
enum Wanted<'a> {
    Add,
    /// What the row says of a place, and the place as the row was compared with it.
    Change(&'a str, &'a Said, Option<&'a Place>),
    Leave,
}

impl Pending {
    fn of(rows: Vec<Row>) -> Self {
        Self {
            done: PlaceImported {
                added: 0,
                changed: 0,
                left: 0,
                remaining: length(&rows),
            },
            rows,
            choices: BTreeMap::new(),
            next: 0,
            begun: false,
        }
    }

    /// Takes what a person chose; a choice that its row does not leave is refused, and nothing begins.
    fn choose(&mut self, choices: Vec<TableChoice>) -> Result<(), ApiError> {
        let rows: HashMap<u32, &Row> = self.rows.iter().map(|row| (row.number, row)).collect();
        for choice in &choices {
            let row = rows
                .get(&choice.number)
                .ok_or_else(|| ApiError::about(ErrorCode::NotFound, "number"))?;
            let fits = match (&row.verdict, choice.choice.as_str()) {
                (_, "leave") | (Verdict::New | Verdict::Duplicate(..), "add") | (Verdict::Changed { .. }, "change") => {
                    true
                }
                (Verdict::Duplicate(like, _), "change") => like.iter().any(|(id, _)| Some(id) == choice.place.as_ref()),
                _ => false,
            };
            if !fits {
                return Err(ApiError::about(ErrorCode::Refused, "choice"));
            }
        }
        self.choices = choices.into_iter().map(|choice| (choice.number, choice)).collect();
        self.begun = true;
        Ok(())
    }

    fn wanted<'a>(&'a self, row: &'a Row) -> Wanted<'a> {
        let choice = self.choices.get(&row.number);
        match (&row.verdict, choice.map(|choice| choice.choice.as_str())) {
            (_, Some("leave")) => Wanted::Leave,
            (Verdict::New, _) | (Verdict::Duplicate(..), Some("add")) => Wanted::Add,
            (Verdict::Changed { place, said, seen, .. }, _) => Wanted::Change(place, said, Some(seen)),
            (Verdict::Duplicate(_, said), Some("change")) => match choice.and_then(|choice| choice.place.as_deref()) {
                Some(place) => Wanted::Change(place, said, None),
                None => Wanted::Leave,
            },
            (Verdict::Duplicate(..) | Verdict::Same(_) | Verdict::Refused(_), _) => Wanted::Leave,
        }
    }
}
