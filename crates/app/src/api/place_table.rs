//! Tables of places: what comes in from a file, looked at before anything is written; and what goes out.

use super::place::{Likeness, PlaceFilter, PlaceName};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Look at a table; nothing is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlaceTable {
    /// Path of a CSV or XLSX file.
    pub path: String,
    /// Sheet of a workbook; the first one where none is named.
    #[serde(default)]
    pub sheet: Option<String>,
    /// What its rows are: `place`, `unit`, `contact`, `document` or `count`. Where it is absent, the headers say it.
    #[serde(default)]
    #[ts(optional)]
    pub holds: Option<String>,
    /// What each column holds, in the order of the file: a code of [`PlaceTableView::columns`], or none to leave it out.
    /// Where it is absent, the headers are guessed.
    #[serde(default)]
    pub columns: Option<Vec<Option<String>>>,
    /// What words for types mean that nobody knows otherwise; they count before those that are known.
    #[serde(default)]
    pub types: Vec<TypeWord>,
}

/// What a person says that a word for a type means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TypeWord {
    /// The word, as it stands in the table.
    pub word: String,
    /// The type, as in `place_add`. Of `other`, the word stays with the place.
    pub place_type: String,
}

/// A table that was looked at. It stays until it is imported, given up, another is looked at, or the vault locks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlaceTableView {
    /// Sheets of the workbook; none of a CSV file.
    pub sheets: Vec<String>,
    /// What its rows are taken for, as in [`PlaceTable::holds`].
    pub holds: String,
    /// Headers of the columns.
    pub headers: Vec<String>,
    /// What each column is taken for: `name`, `place_type`, `region`…; none where it is left out.
    pub columns: Vec<Option<String>>,
    /// The first cell of each column that says something.
    pub examples: Vec<String>,
    /// Every code a column may have.
    pub known: Vec<String>,
    /// Words for types that no list has, the most frequent first, at most 200: somebody has to say what they mean.
    pub types: Vec<TableType>,
    /// What would become of each row.
    pub rows: Vec<TableRow>,
}

/// A word for a type of places that no list has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableType {
    /// The word, as the first row has it.
    pub word: String,
    /// How many rows have it.
    pub rows: u32,
    /// What somebody said that it means.
    pub place_type: Option<String>,
    /// The type that has the likest words, if any is like it.
    pub like: Option<String>,
}

/// What would become of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableRow {
    /// Its number in the file, from one.
    pub number: u32,
    /// The name it gives; of a unit, a contact, a document or a count, what that is called.
    pub name: String,
    /// The place that it names as its own; none of a row that is a place.
    pub at: Option<String>,
    /// `new`, `same`, `changed`, `duplicate`, `unplaced`, `repeated` or `refused`.
    pub verdict: String,
    /// `changed`: what the register says and what the row says.
    pub changes: Vec<TableChange>,
    /// `same`, `changed`: the place it is, or is of.
    pub place: Option<String>,
    /// `duplicate`: places it may be, likeliest first. `unplaced`: places it may be of.
    pub like: Vec<TableLike>,
    /// `repeated`: the number of the earlier row that is of the same place as far as both say which it is, or of the same part
    /// of one.
    pub repeats: Option<u32>,
    /// `refused`: the field, as in `place_add`, or a code of [`PlaceTableView::known`]; `columns` where no column holds the
    /// name; `part_columns` where none says the place or what a row is about; `no_place` where the register has no such place;
    /// `several` where several of that name stand there.
    pub reason: Option<String>,
}

/// A fact that a row says otherwise than the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableChange {
    /// The fact.
    pub field: String,
    /// As the register has it.
    pub was: String,
    /// As the row has it.
    pub now: String,
}

/// A place that a row may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableLike {
    /// It.
    pub place: PlaceName,
    /// Why; null where the row names a record that is merged into it.
    pub likeness: Option<Likeness>,
    /// What the row says otherwise than the register, were it that place; nothing of a row that is no place.
    pub changes: Vec<TableChange>,
}

/// What a person says about a row whose verdict leaves a choice. A row nobody says anything about: `new` is added,
/// `changed` is changed, `duplicate`, `unplaced` and `repeated` are left out.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TableChoice {
    /// Number of the row.
    pub number: u32,
    /// `add`, `change` or `leave`.
    pub choice: String,
    /// `change` of a `duplicate`: the place it is; of an `unplaced`: the place it is of.
    #[serde(default)]
    pub place: Option<String>,
}

/// Begin to write the table that was looked at; the first rows with it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlaceImport {
    /// What was chosen where there was a choice.
    #[serde(default)]
    pub choices: Vec<TableChoice>,
}

/// How far an import has come. Each step writes some rows in one transaction; stopping leaves those that are done, and the
/// same table looked at again says `same` of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlaceImported {
    /// Rows that were added.
    pub added: u32,
    /// Rows whose place was changed.
    pub changed: u32,
    /// Rows left out.
    pub left: u32,
    /// Rows not done yet.
    pub remaining: u32,
    /// What became of each row of this step.
    pub rows: Vec<TableDone>,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableDone {
    /// Its number in the file.
    pub number: u32,
    /// The name it gives, as in [`TableRow::name`].
    pub name: String,
    /// As in [`TableRow::at`].
    pub at: Option<String>,
    /// `added` or `changed`; left out as it is the `same`, was `chosen` to be, may be known (`duplicate`), may be of several
    /// places (`unplaced`), `stands` there saying otherwise, is `repeated`, was changed by somebody meanwhile (`stale`), or
    /// cannot be read (`refused`).
    pub outcome: String,
    /// `refused`: as in [`TableRow::reason`].
    pub reason: Option<String>,
}

/// Write the register to a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlaceExport {
    /// Where to.
    pub path: String,
    /// `csv` or `xlsx`.
    pub format: String,
    /// Language of the headers: `en` or `ar`.
    pub language: String,
    /// Only some places.
    #[serde(default)]
    pub filter: PlaceFilter,
    /// Of those, only these; all where none are named.
    #[serde(default)]
    #[ts(optional)]
    pub places: Option<BTreeSet<String>>,
    /// What goes out beside the facts: `unit`, `contact`, `document`, `count`. XLSX has a sheet for each, CSV a file beside.
    /// Contacts are persons: they go nowhere unless they are named here.
    #[serde(default)]
    #[ts(optional)]
    pub parts: Option<BTreeSet<String>>,
    /// Whether files that stand beside the first may be written over: of those a chooser has asked nobody.
    #[serde(default)]
    pub replace: bool,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlaceExported {
    /// Rows of places.
    pub rows: u32,
    /// Rows of what they have several of.
    pub parts: u32,
}
