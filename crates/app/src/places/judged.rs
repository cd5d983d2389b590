//! What would become of each row of a table: held against the register, and against the rows before it.

use super::numbers_of;
use super::rows::{Said, cell_text, compared, folded, read_row, site, told};
use super::same::likeness_view;
use super::types::TypeWords;
use crate::api::place::PlaceName;
use crate::api::place_table::{TableChange, TableLike, TableRow};
use crate::project::PlaceBody;
use crate::session::code_of;
use std::collections::{BTreeMap, HashMap, HashSet};
use visita_domain::place::columns::Column;
use visita_domain::place::likeness::{Index, Likeness, Site};
use visita_domain::place::{Place, PlaceType};
use visita_forms::Table;

/// Most places named that a row may be.
const MAX_LIKE: usize = 5;
/// Characters of a name that are shown of a row that cannot be read.
pub(super) const MAX_SHOWN_CHARS: usize = 100;

/// A row, and what would become of it.
pub(super) struct Row {
    pub number: u32,
    pub verdict: Verdict,
    pub place: Place,
}

/// What would become of a row.
pub(super) enum Verdict {
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
    /// The row of this number says the same place, as far as both say which it is.
    Repeated(u32),
    Refused(String),
}

/// The places that rows are held against.
pub(super) struct Register<'a> {
    bodies: Vec<(&'a String, &'a PlaceBody)>,
    by_id: HashMap<&'a str, usize>,
    by_name: HashMap<String, Vec<usize>>,
    index: Index,
    sites: Vec<Site>,
}

/// What the rows before a row said.
#[derive(Default)]
struct Before {
    /// Rows by the name and the type they say, and where they say it is.
    named: HashMap<(String, PlaceType), Vec<(u32, Site)>>,
    /// Rows by the id that they say.
    ids: HashMap<String, u32>,
    /// Places that rows were found to be.
    known: HashSet<String>,
}

impl Before {
    /// The first row that is of the same place as far as both say which it is. An id says it; without one, name, type and where
    /// it is do.
    fn row_of(&self, said: &Said) -> Option<u32> {
        if let Some(id) = &said.id {
            return self.ids.get(id).copied();
        }
        let here = site(&said.place);
        let mut named = self.named.get(&key(said))?.iter();
        named.find(|(_, there)| there.may_be(&here)).map(|(number, _)| *number)
    }

    fn take(&mut self, number: u32, said: &Said) {
        if let Some(id) = &said.id {
            self.ids.entry(id.clone()).or_insert(number);
        }
        self.named
            .entry(key(said))
            .or_default()
            .push((number, site(&said.place)));
    }
}

fn key(said: &Said) -> (String, PlaceType) {
    (folded(&said.place.name), said.place.place_type)
}

/// What is shown of a row that cannot be read.
fn named_only(columns: &[Option<Column>], cells: &[String]) -> Place {
    let mut named = columns.iter().zip(cells);
    let cell = named.find(|(column, _)| **column == Some(Column::Name));
    Place {
        name: cell
            .map(|(_, cell)| cell.chars().take(MAX_SHOWN_CHARS).collect())
            .unwrap_or_default(),
        ..Place::default()
    }
}

impl<'a> Register<'a> {
    pub(super) fn of(places: &'a BTreeMap<String, PlaceBody>, stands: impl Fn(&str) -> String) -> Self {
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
            sites: bodies.iter().map(|(_, body)| site(&body.facts)).collect(),
            by_name,
            bodies,
        }
    }

    pub(super) fn judge(&self, columns: &[Option<Column>], table: &Table, types: &TypeWords) -> Vec<Row> {
        let mut before = Before::default();
        let judged = table.rows.iter().map(|(number, cells)| {
            let (verdict, place) = self.judge_row(columns, cells, types, *number, &mut before);
            Row {
                number: *number,
                verdict,
                place,
            }
        });
        judged.collect()
    }

    fn judge_row(
        &self,
        columns: &[Option<Column>],
        cells: &[String],
        types: &TypeWords,
        number: u32,
        before: &mut Before,
    ) -> (Verdict, Place) {
        if !columns.contains(&Some(Column::Name)) {
            return (Verdict::Refused("columns".to_owned()), Place::default());
        }
        let said = match read_row(columns, cells, types) {
            Ok(said) => said,
            Err(field) => return (Verdict::Refused(field), named_only(columns, cells)),
        };
        let place = said.place.clone();
        let earlier = before.row_of(&said);
        before.take(number, &said);
        let verdict = match (self.verdict(said, before), earlier) {
            // Once it was taken in all the same, it is the place that was made of it.
            (Verdict::Same(known), _) if !before.known.contains(&known) => Verdict::Same(known),
            (_, Some(earlier)) => Verdict::Repeated(earlier),
            (verdict, None) => verdict,
        };
        if let Verdict::Same(known) | Verdict::Changed { place: known, .. } = &verdict {
            before.known.insert(known.clone());
        }
        (verdict, place)
    }

    fn verdict(&self, said: Said, before: &Before) -> Verdict {
        let known = said.id.as_deref().and_then(|id| self.by_id.get(id));
        let named = self.by_name.get(&folded(&said.place.name)).into_iter().flatten();
        let here = site(&said.place);
        let mut same: Vec<usize> = named
            .filter(|number| self.is_same(**number, &said, &here))
            .copied()
            .collect();
        if let Some(known) = known {
            same = vec![*known];
        } else if same.len() > 1
            && let Some(one) = same
                .iter()
                .copied()
                .find(|number| self.says_all(*number, &said, before))
        {
            same = vec![one];
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
    fn is_same(&self, number: usize, said: &Said, here: &Site) -> bool {
        let (Some((_, body)), Some(site)) = (self.bodies.get(number), self.sites.get(number)) else {
            return false;
        };
        let typed = said.fields.contains(&Column::PlaceType);
        site.may_be(here) && (!typed || body.facts.place_type == said.place.place_type)
    }

    /// Whether a place that no row before was found to be says everything that a row says.
    fn says_all(&self, number: usize, said: &Said, before: &Before) -> bool {
        let body = self.bodies.get(number);
        body.is_some_and(|(id, body)| !before.known.contains(*id) && changes(body, said).is_empty())
    }

    pub(super) fn row_view(&self, row: &Row) -> TableRow {
        let mut view = TableRow {
            number: row.number,
            name: row.place.name.clone(),
            at: None,
            verdict: String::new(),
            changes: Vec::new(),
            place: None,
            like: Vec::new(),
            repeats: None,
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
            Verdict::Repeated(earlier) => {
                view.repeats = Some(*earlier);
                "repeated"
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
