//! What would become of each row of a table: held against the register, and against the rows before it.

use super::rows::{Said, cell_text, compared, folded, read_row, site, told};
use super::same::likeness_view;
use super::types::TypeWords;
use crate::api::place::PlaceName;
use crate::api::place_table::{TableChange, TableLike, TableRow};
use crate::project::PlaceBody;
use crate::session::code_of;
use crate::shelf::Shelf;
use std::collections::{BTreeSet, HashMap, HashSet};
use visita_domain::DocumentId;
use visita_domain::place::columns::Column;
use visita_domain::place::likeness::{Compared, Index, Likeness, Site};
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
        against: Box<Against>,
    },
    /// Places that it may be, likeliest first.
    Duplicate(Vec<Like>),
    /// The row of this number says the same place, as far as both say which it is.
    Repeated(u32),
    Refused(String),
}

/// A row held against a place.
pub(super) struct Against {
    /// What the row says otherwise.
    pub changes: Vec<TableChange>,
    /// As much of the row as that is: what the register shows already is not written once more.
    pub said: Said,
    /// The place as it was compared with: what a colleague writes after that is not written over.
    pub seen: Place,
}

/// A place that a row may be.
pub(super) struct Like {
    pub place: String,
    /// How alike they are; none where the row names a record that is merged into it.
    likeness: Option<Likeness>,
    pub against: Against,
}

/// The places that rows are held against.
pub(super) struct Register<'a> {
    shelf: &'a Shelf,
    /// Those that stand.
    bodies: Vec<(&'a String, &'a PlaceBody)>,
    /// The records that each of them stands for.
    under: HashMap<String, Vec<String>>,
    by_id: HashMap<&'a str, usize>,
    /// Which of them stands for a record.
    merged: HashMap<&'a str, usize>,
    by_name: HashMap<String, Vec<usize>>,
    /// Names of all records.
    index: Index,
    /// Of each record in the index, which of the places stands for it.
    indexed: Vec<usize>,
    sites: Vec<Site>,
    /// Authorities by their names; none where several have one.
    authorities: HashMap<String, Option<DocumentId>>,
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
    pub(super) fn of(shelf: &'a Shelf) -> Self {
        let bodies: Vec<_> = shelf
            .places
            .iter()
            .filter(|(id, body)| shelf.stands(id, body))
            .collect();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, (_, body)) in bodies.iter().enumerate() {
            by_name.entry(folded(&body.facts.name)).or_default().push(number);
        }
        let numbered = bodies.iter().enumerate();
        let by_id: HashMap<&str, usize> = numbered.map(|(number, (id, _))| (id.as_str(), number)).collect();
        let under = shelf.under();
        let all = under
            .iter()
            .filter_map(|(stands, under)| Some((*by_id.get(stands.as_str())?, under)));
        let all = all.flat_map(|(stands, under)| under.iter().map(move |id| (id, stands)));
        let merged: HashMap<&str, usize> = all
            .filter_map(|(id, stands)| Some((shelf.places.get_key_value(id)?.0.as_str(), stands)))
            .collect();
        let mut names: Vec<(Compared, usize)> = Vec::new();
        names.extend(
            bodies
                .iter()
                .enumerate()
                .map(|(number, (_, body))| (compared(&body.facts), number)),
        );
        names.extend(
            merged
                .iter()
                .filter_map(|(id, stands)| Some((compared(&shelf.places.get(*id)?.facts), *stands))),
        );
        let (names, indexed) = names.into_iter().unzip();
        Self {
            index: Index::of(names),
            indexed,
            sites: bodies.iter().map(|(_, body)| site(&body.facts)).collect(),
            authorities: authorities(shelf),
            shelf,
            bodies,
            under,
            by_id,
            merged,
            by_name,
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
        let authority = self.authorities.get(&folded(&said.place.authority)).copied().flatten();
        let said = said.linked_to(authority);
        let earlier = before.row_of(&said);
        before.take(number, &said);
        let verdict = match (self.verdict(&said, before), earlier) {
            // Once it was taken in all the same, it is the place that was made of it.
            (Verdict::Same(known), _) if !before.known.contains(&known) => Verdict::Same(known),
            (_, Some(earlier)) => Verdict::Repeated(earlier),
            (verdict, None) => verdict,
        };
        if let Verdict::Same(known) | Verdict::Changed { place: known, .. } = &verdict {
            before.known.insert(known.clone());
        }
        (verdict, said.place)
    }

    fn verdict(&self, said: &Said, before: &Before) -> Verdict {
        let id = said.id.as_deref();
        // Whoever merged the record said which place it is; whether its row is to go over that one, nobody has said yet.
        if let Some(stands) = id.and_then(|id| self.merged.get(id)) {
            return Verdict::Duplicate(self.like(*stands, None, said).into_iter().collect());
        }
        let known = id.and_then(|id| self.by_id.get(id));
        let named = self.by_name.get(&folded(&said.place.name)).into_iter().flatten();
        let here = site(&said.place);
        let mut same: Vec<usize> = named
            .filter(|number| self.is_same(**number, said, &here))
            .copied()
            .collect();
        if let Some(known) = known {
            same = vec![*known];
        } else if same.len() > 1
            && let Some(one) = same.iter().copied().find(|number| self.says_all(*number, said, before))
        {
            same = vec![one];
        }
        if let [one] = same.as_slice()
            && let Some((id, body)) = self.bodies.get(*one)
        {
            let against = Box::new(self.against(id, body, said));
            let place = (*id).clone();
            return match against.changes.is_empty() {
                true => Verdict::Same(place),
                false => Verdict::Changed { place, against },
            };
        }
        let like = self.likely(said);
        match like.is_empty() {
            true => Verdict::New,
            false => Verdict::Duplicate(like),
        }
    }

    /// Places that a row may be by any of their records' names, likeliest first.
    fn likely(&self, said: &Said) -> Vec<Like> {
        let mut named = BTreeSet::new();
        let like = self.index.like(&compared(&said.place)).into_iter();
        let like = like.filter_map(|(number, likeness)| Some((*self.indexed.get(number)?, likeness)));
        let once = like.filter(|(number, _)| named.insert(*number)).take(MAX_LIKE);
        once.filter_map(|(number, likeness)| self.like(number, Some(likeness), said))
            .collect()
    }

    fn like(&self, number: usize, likeness: Option<Likeness>, said: &Said) -> Option<Like> {
        let (id, body) = self.bodies.get(number)?;
        Some(Like {
            place: (*id).clone(),
            likeness,
            against: self.against(id, body, said),
        })
    }

    /// What a row says otherwise than the register tells: what an untouched table brings back is no news.
    fn against(&self, id: &str, body: &PlaceBody, said: &Said) -> Against {
        let under = self.under.get(id).map(Vec::as_slice).unwrap_or_default();
        let (here, shown) = (&body.facts, self.shelf.told_of(body, under));
        let there = told(here, said);
        let is_news = |column: &Column| {
            if *column == Column::Authority {
                let linked = there.authority_id.is_some() && there.authority_id == here.authority_id;
                let said = folded(&self.shelf.authority_of(&there));
                return !linked && said != folded(&shown.authority) && said != folded(&here.authority);
            }
            let now = cell_text(&there, *column);
            now != cell_text(here, *column) && now != cell_text(&shown, *column)
        };
        let news: BTreeSet<Column> = said.fields.iter().copied().filter(is_news).collect();
        let changes = news.iter().map(|column| TableChange {
            field: code_of(column),
            was: self.text(here, *column),
            now: self.text(&there, *column),
        });
        Against {
            changes: changes.collect(),
            said: said.only(news.clone()),
            seen: here.clone(),
        }
    }

    /// A fact as it is shown beside another.
    fn text(&self, place: &Place, column: Column) -> String {
        if column == Column::Authority {
            self.shelf.authority_of(place)
        } else {
            cell_text(place, column)
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
        body.is_some_and(|(id, body)| !before.known.contains(*id) && self.against(id, body, said).changes.is_empty())
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
            Verdict::Changed { place, against } => {
                view.place = Some(place.clone());
                view.changes.clone_from(&against.changes);
                "changed"
            }
            Verdict::Duplicate(like) => {
                view.like = like.iter().map(|like| self.like_view(like)).collect();
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

    fn like_view(&self, like: &Like) -> TableLike {
        let known = self
            .by_id
            .get(like.place.as_str())
            .and_then(|number| self.bodies.get(*number));
        TableLike {
            place: PlaceName {
                place: like.place.clone(),
                name: known.map(|(_, body)| body.facts.name.clone()).unwrap_or_default(),
            },
            likeness: like.likeness.map(likeness_view),
            changes: like.against.changes.clone(),
        }
    }
}

/// Authorities by their folded names; none where several have one.
fn authorities(shelf: &Shelf) -> HashMap<String, Option<DocumentId>> {
    let mut named: HashMap<String, Option<DocumentId>> = HashMap::new();
    for (id, body) in shelf.authorities.iter().filter(|(_, body)| !body.facts.dropped) {
        let only = named.entry(folded(&body.facts.name));
        only.and_modify(|known| *known = None)
            .or_insert_with(|| id.parse().ok());
    }
    named.remove("");
    named
}
