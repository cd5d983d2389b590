//! The lines of the register, kept in memory: written out once, until something in them changes.

use super::{facts_view, numbers_of};
use crate::api::ApiError;
use crate::api::place::{PlaceName, PlaceRow};
use crate::lines::{Line, Lines};
use crate::project::{PlaceBody, VisitBody};
use crate::session::Session;
use crate::shelf::Shelf;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use visita_domain::DocumentId;
use visita_domain::dates::Day;
use visita_domain::place::Place;
use visita_domain::place::parts::Numbers;
use visita_domain::place::same::standing;

/// The register; each line with its name in small letters.
pub(crate) type PlaceLines = Lines<PlaceRow, String>;
type PlaceLine = Line<PlaceRow, String>;

fn line(row: PlaceRow) -> Result<PlaceLine, ApiError> {
    let name = row.facts.name.to_lowercase();
    Line::new(row, name)
}

fn by_name(a: &PlaceLine, b: &PlaceLine) -> Ordering {
    (&a.key, &a.row.id).cmp(&(&b.key, &b.row.id))
}

/// Visits to a place, and to the records that it stands for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Visited {
    pub count: u32,
    /// The day the last one began that was begun.
    pub last: Option<Day>,
    /// The newest number of persons held that a delegation counted on site, and the day its visit began.
    pub held: Option<(Day, u32)>,
}

impl Visited {
    fn add(&mut self, body: &VisitBody) {
        self.count += 1;
        self.last = self.last.max(body.begun());
        self.held = self.held.max(body.begun().zip(body.held));
    }
}

impl Shelf {
    /// The place that stands for one, as far as this device has it.
    pub(crate) fn standing_place(&self, id: &str) -> String {
        let next = |id: &String| {
            let other = self.places.get(id)?.facts.same_as?.to_string();
            self.places.contains_key(&other).then_some(other)
        };
        standing(&id.to_owned(), next)
    }

    /// The place that stands for one, by its id.
    pub(crate) fn standing_id(&self, place: DocumentId) -> DocumentId {
        self.standing_place(&place.to_string()).parse().unwrap_or(place)
    }

    /// Of every record that another stands for, the place that does.
    pub(crate) fn stood_for(&self) -> HashMap<DocumentId, DocumentId> {
        let merged = self.merged.all().filter_map(|id| id.parse().ok());
        merged.map(|id| (id, self.standing_id(id))).collect()
    }

    /// Whether a record stands for its place, and shows as a place of its own.
    pub(crate) fn stands(&self, id: &str, body: &PlaceBody) -> bool {
        body.facts.same_as.is_none() || self.standing_place(id) == id
    }

    /// All records of the place that one is of: the one that stands, then those under it.
    pub(crate) fn records_of(&self, id: &str) -> Vec<String> {
        let stands = self.standing_place(id);
        let under = self.under_one(&stands);
        std::iter::once(stands).chain(under).collect()
    }

    /// Capacity and persons held of a place, for whoever shows them or reckons with them: what the newest count in any of its
    /// records says, or what a delegation counted on site since (`on_site`), else the facts of the one that stands. `under` are
    /// the records that it stands for.
    pub(crate) fn numbers(&self, body: &PlaceBody, under: &[String], on_site: Option<(Day, u32)>) -> Numbers {
        let others = under.iter().filter_map(|other| self.places.get(other));
        let on_site = on_site.map(|(day, held)| Numbers {
            capacity: None,
            held: Some(held),
            counted_on: Some(day),
            capacity_on: None,
        });
        others
            .map(numbers_of)
            .chain(on_site)
            .fold(numbers_of(body), Numbers::with)
    }

    /// The same of the place that a record is of; none where this device has not got it.
    pub(crate) fn numbers_at(&self, id: &str) -> Option<Numbers> {
        let records = self.records_of(id);
        let (stands, under) = records.split_first()?;
        let on_site = self.visited(Some(stands)).remove(stands).unwrap_or_default().held;
        Some(self.numbers(self.places.get(stands)?, under, on_site))
    }

    /// A place as a table tells it: with the numbers of the newest counts in all its records, and the name of the authority that it is
    /// linked to. What delegations counted on site stays with their visits. `under` as in [`Self::numbers`].
    pub(super) fn told_of(&self, body: &PlaceBody, under: &[String]) -> Place {
        let facts = &body.facts;
        let numbers = self.numbers(body, under, None);
        let linked = facts.authority_id.and_then(|id| self.authorities.get(&id.to_string()));
        Place {
            capacity: numbers.capacity,
            occupancy: numbers.held,
            authority: linked.map_or_else(|| facts.authority.clone(), |body| body.facts.name.clone()),
            ..facts.clone()
        }
    }

    /// Which places another stands for, by the one that stands.
    pub(crate) fn under(&self) -> HashMap<String, Vec<String>> {
        let mut under: HashMap<String, Vec<String>> = HashMap::new();
        let merged = self.places.iter().filter(|(_, body)| body.facts.same_as.is_some());
        for (id, _) in merged {
            let stands = self.standing_place(id);
            if stands != *id {
                under.entry(stands).or_default().push(id.clone());
            }
        }
        under
    }

    /// The same of one place alone.
    pub(crate) fn under_one(&self, stands: &str) -> Vec<String> {
        let merged = self.places.iter().filter(|(_, body)| body.facts.same_as.is_some());
        merged
            .map(|(id, _)| id)
            .filter(|id| *id != stands && self.standing_place(id) == stands)
            .cloned()
            .collect()
    }

    /// Visits by the place that stands for theirs; of one place alone where it is wanted.
    pub(crate) fn visited(&self, wanted: Option<&str>) -> HashMap<String, Visited> {
        let mut visited: HashMap<String, Visited> = HashMap::new();
        for body in self.visits.values() {
            let Some(place) = body.facts.place else { continue };
            let place = self.standing_place(&place.to_string());
            if wanted.is_some_and(|wanted| wanted != place) {
                continue;
            }
            visited.entry(place).or_default().add(body);
        }
        visited
    }

    fn place_row(&self, id: &str, body: &PlaceBody, under: &[String], visited: Visited) -> PlaceRow {
        let others = under.iter().filter_map(|other| self.places.get(other));
        let conflicts = body.conflicts.len() + others.map(|other| other.conflicts.len()).sum::<usize>();
        let numbers = self.numbers(body, under, visited.held);
        PlaceRow {
            id: id.to_owned(),
            facts: facts_view(&body.facts),
            capacity: numbers.capacity,
            held: numbers.held,
            counted_on: numbers.counted_on.map(|day| day.to_string()),
            last_visit: visited.last.map(|day| day.to_string()),
            visits: visited.count,
            merged: u32::try_from(under.len()).unwrap_or(u32::MAX),
            conflicts: u32::try_from(conflicts).unwrap_or(u32::MAX),
        }
    }

    fn line_of(&self, id: &str) -> Result<Option<PlaceLine>, ApiError> {
        let Some(body) = self.places.get(id) else {
            return Ok(None);
        };
        let under = self.under_one(id);
        let visited = self.visited(Some(id)).remove(id).unwrap_or_default();
        line(self.place_row(id, body, &under, visited)).map(Some)
    }

    /// Lines of the register, by name.
    pub(crate) fn place_lines(&mut self) -> Result<PlaceLines, ApiError> {
        if let Some(lines) = &self.place_lines {
            return Ok(lines.clone());
        }
        let (mut under, mut visited) = (self.under(), self.visited(None));
        let mut lines = Vec::with_capacity(self.places.len());
        for (id, body) in &self.places {
            if self.stands(id, body) {
                let below = under.remove(id).unwrap_or_default();
                let row = self.place_row(id, body, &below, visited.remove(id).unwrap_or_default());
                lines.push(line(row)?);
            }
        }
        let lines = Lines::sorted(lines, by_name);
        self.place_lines = Some(lines.clone());
        Ok(lines)
    }

    /// Makes the lines of these places anew, and of what stands for them.
    pub(crate) fn renew_places(&mut self, places: &BTreeSet<String>) -> Result<(), ApiError> {
        let Some(mut lines) = self.place_lines.take() else {
            return Ok(());
        };
        let mut touched: BTreeSet<String> = places.clone();
        touched.extend(places.iter().map(|id| self.standing_place(id)));
        let standing = touched.iter().filter(|id| self.standing_place(id) == **id);
        let made = standing.filter_map(|id| self.line_of(id).transpose());
        let made = made.collect::<Result<Vec<_>, _>>()?;
        lines.renew(|row| touched.contains(&row.id), made, by_name);
        self.place_lines = Some(lines);
        Ok(())
    }
}

impl Session {
    /// The register, by name.
    pub(crate) fn place_lines(&mut self) -> Result<PlaceLines, ApiError> {
        self.open()?.shelf()?.place_lines()
    }

    /// The line of one place, whether another stands for it or not.
    pub(super) fn place_row(&mut self, id: &str) -> Result<PlaceRow, ApiError> {
        let line = self.open()?.shelf()?.line_of(id)?;
        line.map(|line| line.row).ok_or_else(|| self.not_here(id))
    }

    /// The place that stands for one, if another does; and the places that it stands for itself.
    pub(super) fn place_group(&mut self, id: &str) -> Result<(Option<PlaceName>, Vec<PlaceName>), ApiError> {
        let shelf = self.open()?.shelf()?;
        let named = |place: String| PlaceName {
            name: shelf
                .places
                .get(&place)
                .map(|body| body.facts.name.clone())
                .unwrap_or_default(),
            place,
        };
        let stands = Some(shelf.standing_place(id)).filter(|stands| stands != id);
        let under = shelf.under_one(id);
        Ok((stands.map(named), under.into_iter().map(named).collect()))
    }
}
