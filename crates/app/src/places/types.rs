//! Words of a table for types of places: those that are known, those that a person says what they mean, and those that are to be
//! asked about.

use super::rows::folded;
use crate::api::ApiError;
use crate::api::place_table::{TableType, TypeWord};
use crate::session::{code_of, from_code};
use std::cmp::Reverse;
use std::collections::HashMap;
use visita_domain::place::PlaceType;
use visita_domain::place::type_words::{likely_type, place_type};
use visita_forms::Table;

/// Unknown words that are listed: more of them, and the column holds something else than types.
const MAX_LISTED: usize = 200;

/// What each word of a table means; words are folded.
pub(super) struct TypeWords {
    meant: HashMap<String, Option<PlaceType>>,
    /// Words that no list has, as they stand in the table, and in how many rows.
    asked: HashMap<String, (String, u32)>,
}

impl TypeWords {
    /// Reads every cell of the column that holds types once; `said` is what a person says that words mean.
    ///
    /// # Errors
    /// `Refused` on `types` where that is no type.
    pub(super) fn of(table: &Table, column: Option<usize>, said: &[TypeWord]) -> Result<Self, ApiError> {
        let mut told = HashMap::new();
        for TypeWord { word, place_type } in said {
            let kind: PlaceType = from_code(place_type, "types")?;
            told.insert(folded(word), kind);
        }
        let mut words = Self {
            meant: HashMap::new(),
            asked: HashMap::new(),
        };
        let cells = table
            .rows
            .iter()
            .filter_map(|(_, cells)| cells.get(column?).map(|cell| cell.trim()));
        for cell in cells.filter(|cell| !cell.is_empty()) {
            words.read(cell, &told);
        }
        Ok(words)
    }

    fn read(&mut self, cell: &str, told: &HashMap<String, PlaceType>) {
        let word = folded(cell);
        if let Some((_, rows)) = self.asked.get_mut(&word) {
            *rows += 1;
        } else if !self.meant.contains_key(&word) {
            let known = place_type(cell, folded);
            if known.is_none() {
                self.asked.insert(word.clone(), (cell.to_owned(), 1));
            }
            let meant = told.get(&word).copied().or(known);
            self.meant.insert(word, meant);
        }
    }

    /// The type that a cell means.
    pub(super) fn of_cell(&self, cell: &str) -> Option<PlaceType> {
        self.meant.get(&folded(cell)).copied().flatten()
    }

    /// Whether a person was asked what a word means.
    pub(super) fn was_asked(&self, cell: &str) -> bool {
        self.asked.contains_key(&folded(cell))
    }

    /// The words to ask about, the most frequent first.
    pub(super) fn asked(&self) -> Vec<TableType> {
        let mut asked: Vec<(&String, &(String, u32))> = self.asked.iter().collect();
        asked.sort_by_key(|(word, (_, rows))| (Reverse(*rows), *word));
        let listed = asked.into_iter().take(MAX_LISTED);
        let view = listed.map(|(word, (said, rows))| TableType {
            word: said.clone(),
            rows: *rows,
            place_type: self.meant.get(word).copied().flatten().as_ref().map(code_of),
            like: likely_type(said, folded).as_ref().map(code_of),
        });
        view.collect()
    }
}
