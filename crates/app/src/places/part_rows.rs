//! What would become of each row of a table of units, contacts, documents or counts: which place it is of, and whether the
//! register has it already.

use super::judged::MAX_SHOWN_CHARS;
use super::parts::row_parts;
use super::rows::folded;
use super::types::TypeWords;
use crate::api::ApiError;
use crate::api::place::{Likeness, PlaceName};
use crate::api::place_table::{TableChange, TableChoice, TableLike, TableRow};
use crate::project::PlaceBody;
use crate::session::{Session, code_of};
use crate::shelf::Shelf;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use visita_domain::place::PlaceType;
use visita_domain::place::part_columns::{PartColumn, PartKind};
use visita_domain::place::row_part::RowPart;
use visita_forms::Table;
use visita_record::DocumentKind;
use visita_seal::name::shows_whole;

/// Most places named that a row may be of.
const MAX_PLACES: usize = 5;
/// All of a likeness: the row names the place by its own name.
const SAME_NAME: u32 = 100;

/// No column says the place, or what the rows are about.
const PART_COLUMNS: &str = "part_columns";
/// The register has no such place.
const NO_PLACE: &str = "no_place";
/// Several of that name stand there, and none says what the row says.
const SEVERAL: &str = "several";

/// A row, and what would become of it.
pub(super) struct PartRow {
    pub number: u32,
    /// What it calls its place.
    pub at: String,
    /// What it is called itself.
    pub name: String,
    pub verdict: PartVerdict,
}

/// What a row says of a part, and in which columns.
#[derive(Debug, Clone)]
pub(super) struct PartSaid {
    pub part: RowPart,
    pub columns: BTreeSet<PartColumn>,
}

/// Something that stands in the register: in which record, under which id.
#[derive(Debug, Clone)]
pub(super) struct StandingPart {
    pub place: String,
    pub id: String,
    pub part: RowPart,
}

/// What would become of a row.
pub(super) enum PartVerdict {
    New(String, PartSaid),
    Same(String),
    Changed {
        /// What stands there, as it was compared with: what a colleague writes after that is not written over.
        seen: Box<StandingPart>,
        changes: Vec<TableChange>,
        said: PartSaid,
    },
    /// Several places are called what the row calls its own.
    Unplaced(Vec<TableLike>, PartSaid),
    /// The row of this number says the same part of the same place.
    Repeated(u32, String, PartSaid),
    Refused(String),
}

/// Which place a row says it is of.
struct Which {
    id: String,
    name: String,
    place_type: Option<PlaceType>,
    region: String,
}

/// Which place that is.
enum Placed {
    At(String),
    Among(Vec<TableLike>),
    Nowhere,
}

/// A row as it was read, before it is held against what stands in its place.
struct ReadRow {
    number: u32,
    at: String,
    name: String,
    said: Result<(Placed, PartSaid), String>,
}

/// The places that rows name.
struct Places<'a> {
    shelf: &'a Shelf,
    by_name: HashMap<String, Vec<(&'a String, &'a PlaceBody)>>,
}

/// What stands in a place, and what the rows before a row said of it.
struct Here {
    parts: Vec<StandingPart>,
    by_name: HashMap<String, Vec<usize>>,
    /// Parts that rows were found to be.
    claimed: HashSet<usize>,
    before: HashMap<String, Vec<(u32, RowPart)>>,
}

impl PartSaid {
    /// What the row says otherwise than what stands there.
    pub(super) fn changes(&self, here: &RowPart) -> Vec<TableChange> {
        let differ = self.columns.iter().filter_map(|column| {
            let (was, now) = (here.cell(*column), self.part.cell(*column));
            (was.trim() != now.trim()).then(|| TableChange {
                field: code_of(column),
                was,
                now,
            })
        });
        differ.collect()
    }

    /// Whether it may be one that stands there, by what both are called.
    pub(super) fn may_be(&self, here: &RowPart) -> bool {
        folded(&self.part.label()) == folded(&here.label()) && self.part.may_be(here, folded)
    }
}

impl PartRow {
    pub(super) fn view(&self) -> TableRow {
        let mut view = TableRow {
            number: self.number,
            name: self.name.clone(),
            at: Some(self.at.clone()),
            verdict: String::new(),
            changes: Vec::new(),
            place: None,
            like: Vec::new(),
            repeats: None,
            reason: None,
        };
        view.verdict = match &self.verdict {
            PartVerdict::New(..) => "new",
            PartVerdict::Same(place) => {
                view.place = Some(place.clone());
                "same"
            }
            PartVerdict::Changed { seen, changes, .. } => {
                view.place = Some(seen.place.clone());
                view.changes.clone_from(changes);
                "changed"
            }
            PartVerdict::Unplaced(like, _) => {
                view.like.clone_from(like);
                "unplaced"
            }
            PartVerdict::Repeated(earlier, ..) => {
                view.repeats = Some(*earlier);
                "repeated"
            }
            PartVerdict::Refused(reason) => {
                view.reason = Some(reason.clone());
                "refused"
            }
        }
        .to_owned();
        view
    }

    /// Whether it leaves a choice.
    pub(super) fn leaves(&self, choice: &TableChoice) -> bool {
        match (&self.verdict, choice.choice.as_str()) {
            (_, "leave")
            | (PartVerdict::New(..) | PartVerdict::Repeated(..), "add")
            | (PartVerdict::Changed { .. }, "change") => true,
            (PartVerdict::Unplaced(like, _), "change") => {
                like.iter().any(|like| Some(&like.place.place) == choice.place.as_ref())
            }
            _ => false,
        }
    }
}

/// What a row has in a column, without the blanks around it.
fn cell(columns: &[Option<PartColumn>], cells: &[String], wanted: PartColumn) -> String {
    let mut held = columns.iter().zip(cells);
    let found = held.find(|(column, _)| **column == Some(wanted));
    found.map(|(_, cell)| cell.trim().to_owned()).unwrap_or_default()
}

/// Reads what a row says of a part.
///
/// # Errors
/// The column whose cell cannot be read or is out of range.
fn read_part(kind: PartKind, columns: &[Option<PartColumn>], cells: &[String]) -> Result<PartSaid, PartColumn> {
    let mut said = PartSaid {
        part: RowPart::empty(kind),
        columns: BTreeSet::new(),
    };
    for (column, cell) in columns.iter().zip(cells) {
        let (Some(column), cell) = (*column, cell.trim()) else {
            continue;
        };
        let is_of_place = matches!(
            column,
            PartColumn::PlaceId | PartColumn::Place | PartColumn::PlaceType | PartColumn::Region
        );
        // An empty cell says nothing.
        if cell.is_empty() || is_of_place {
            continue;
        }
        said.part.take(column, cell, folded).ok_or(column)?;
        said.columns.insert(column);
    }
    said.part.check()?;
    let named = kind.keys().iter().find(|key| !shows_whole(&said.part.cell(**key)));
    match named {
        Some(key) => Err(*key),
        None => Ok(said),
    }
}

impl<'a> Places<'a> {
    fn of(shelf: &'a Shelf) -> Self {
        let mut by_name: HashMap<String, Vec<(&String, &PlaceBody)>> = HashMap::new();
        for (id, body) in shelf.places.iter().filter(|(id, body)| shelf.stands(id, body)) {
            by_name.entry(folded(&body.facts.name)).or_default().push((id, body));
        }
        Self { shelf, by_name }
    }

    /// The place by its id; where this register has none of that id, by its name, and by type and region where both say them.
    fn placed(&self, which: &Which) -> Placed {
        if self.shelf.places.contains_key(&which.id) {
            return Placed::At(self.shelf.standing_place(&which.id));
        }
        let named = self.by_name.get(&folded(&which.name)).into_iter().flatten();
        let region = folded(&which.region);
        let fitting = named.filter(|(_, body)| {
            let there = folded(&body.facts.region);
            let typed = which.place_type.is_none_or(|kind| kind == body.facts.place_type);
            typed && (region.is_empty() || there.is_empty() || there == region)
        });
        let fitting: Vec<_> = fitting.copied().collect();
        match fitting.as_slice() {
            [] => Placed::Nowhere,
            [(id, _)] => Placed::At((*id).clone()),
            several => Placed::Among(
                several
                    .iter()
                    .take(MAX_PLACES)
                    .map(|(id, body)| like(id, body))
                    .collect(),
            ),
        }
    }

    fn read(
        &self,
        kind: PartKind,
        columns: &[Option<PartColumn>],
        (number, cells): &(u32, Vec<String>),
        types: &TypeWords,
    ) -> ReadRow {
        let at = cell(columns, cells, PartColumn::Place);
        let keys = kind.keys().iter().map(|key| cell(columns, cells, *key));
        let mut named = keys.filter(|name| !name.is_empty());
        let told: BTreeSet<PartColumn> = columns.iter().flatten().copied().collect();
        let said = if kind.is_told_by(&told) {
            self.said(kind, columns, cells, types)
        } else {
            Err(PART_COLUMNS.to_owned())
        };
        ReadRow {
            number: *number,
            name: named.next().unwrap_or_default().chars().take(MAX_SHOWN_CHARS).collect(),
            at: at.chars().take(MAX_SHOWN_CHARS).collect(),
            said,
        }
    }

    fn said(
        &self,
        kind: PartKind,
        columns: &[Option<PartColumn>],
        cells: &[String],
        types: &TypeWords,
    ) -> Result<(Placed, PartSaid), String> {
        let word = cell(columns, cells, PartColumn::PlaceType);
        let which = Which {
            id: cell(columns, cells, PartColumn::PlaceId),
            name: cell(columns, cells, PartColumn::Place),
            place_type: types.of_cell(&word),
            region: cell(columns, cells, PartColumn::Region),
        };
        if !word.is_empty() && which.place_type.is_none() {
            return Err(code_of(&PartColumn::PlaceType));
        }
        let said = read_part(kind, columns, cells).map_err(|column| code_of(&column))?;
        Ok((self.placed(&which), said))
    }
}

/// A place of the name that a row says. What tells it from the others stands with its name.
fn like(id: &str, body: &PlaceBody) -> TableLike {
    let facts = &body.facts;
    let told = [&facts.name, &facts.region, &facts.address];
    let told: Vec<&str> = told
        .into_iter()
        .map(|said| said.trim())
        .filter(|said| !said.is_empty())
        .collect();
    TableLike {
        place: PlaceName {
            place: id.to_owned(),
            name: told.join(" · "),
        },
        likeness: Some(Likeness {
            name: SAME_NAME,
            same_type: true,
            same_region: true,
            metres: None,
        }),
        changes: Vec::new(),
    }
}

impl Here {
    fn of(parts: Vec<StandingPart>) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, one) in parts.iter().enumerate() {
            by_name.entry(folded(&one.part.label())).or_default().push(at);
        }
        Self {
            parts,
            by_name,
            claimed: HashSet::new(),
            before: HashMap::new(),
        }
    }

    fn verdict(&mut self, place: String, number: u32, said: PartSaid) -> PartVerdict {
        let name = folded(&said.part.label());
        let known = self.by_name.get(&name).cloned().unwrap_or_default();
        let mut known: Vec<(usize, StandingPart)> = known
            .into_iter()
            .filter_map(|at| Some((at, self.parts.get(at)?.clone())))
            .filter(|(_, one)| said.may_be(&one.part))
            .collect();
        let before = self.before.entry(name).or_default();
        let earlier = before
            .iter()
            .find(|(_, one)| said.part.may_be(one, folded))
            .map(|(number, _)| *number);
        before.push((number, said.part.clone()));
        let same = known
            .iter()
            .find(|(at, one)| !self.claimed.contains(at) && said.changes(&one.part).is_empty());
        if let Some((at, one)) = same {
            self.claimed.insert(*at);
            return PartVerdict::Same(one.place.clone());
        }
        if let Some(earlier) = earlier {
            return PartVerdict::Repeated(earlier, place, said);
        }
        match (known.pop(), known.is_empty()) {
            (None, _) => PartVerdict::New(place, said),
            (Some((at, one)), true) => {
                self.claimed.insert(at);
                changed(one, said)
            }
            (Some(_), false) => PartVerdict::Refused(SEVERAL.to_owned()),
        }
    }
}

/// What a row says otherwise of what stands there, where both together can be.
fn changed(seen: StandingPart, said: PartSaid) -> PartVerdict {
    match seen.part.told(&said.part, &said.columns, folded).check() {
        Err(column) => PartVerdict::Refused(code_of(&column)),
        Ok(()) => PartVerdict::Changed {
            changes: said.changes(&seen.part),
            seen: Box::new(seen),
            said,
        },
    }
}

impl Session {
    /// Holds every row against the register.
    pub(super) fn judge_parts(
        &mut self,
        kind: PartKind,
        columns: &[Option<PartColumn>],
        table: &Table,
        types: &TypeWords,
    ) -> Result<Vec<PartRow>, ApiError> {
        let shelf = self.open()?.shelf()?;
        let under = shelf.under();
        let places = Places::of(shelf);
        let read: Vec<ReadRow> = table
            .rows
            .iter()
            .map(|row| places.read(kind, columns, row, types))
            .collect();
        let mut here: HashMap<String, Here> = HashMap::new();
        let mut rows = Vec::with_capacity(read.len());
        for ReadRow { number, at, name, said } in read {
            let verdict = match said {
                Err(reason) => PartVerdict::Refused(reason),
                Ok((Placed::Nowhere, _)) => PartVerdict::Refused(NO_PLACE.to_owned()),
                Ok((Placed::Among(like), said)) => PartVerdict::Unplaced(like, said),
                Ok((Placed::At(place), said)) => {
                    let one = match here.entry(place.clone()) {
                        Entry::Occupied(known) => known.into_mut(),
                        Entry::Vacant(unknown) => {
                            let below = under.get(&place).into_iter().flatten().cloned();
                            let records: Vec<String> = std::iter::once(place.clone()).chain(below).collect();
                            unknown.insert(Here::of(self.standing_parts(&records, kind)?))
                        }
                    };
                    one.verdict(place, number, said)
                }
            };
            rows.push(PartRow {
                number,
                at,
                name,
                verdict,
            });
        }
        Ok(rows)
    }

    /// What stands in the records of a place.
    pub(super) fn standing_parts(&mut self, records: &[String], kind: PartKind) -> Result<Vec<StandingPart>, ApiError> {
        let mut standing = Vec::new();
        for place in records {
            let record = self.record(place.parse()?, DocumentKind::Place)?;
            let parts = row_parts(record, kind).into_iter().map(|(id, part)| StandingPart {
                place: place.clone(),
                id,
                part,
            });
            standing.extend(parts);
        }
        Ok(standing)
    }
}
