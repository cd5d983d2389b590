//! Units of the place's register as a visit meets them: which area stands for which, and who is held where.
//!
//! An area that was made from a unit has the unit's own id. However either is renamed they belong together, two members who
//! add it apart from each other add one area, and versions that know no units read an area like any other.

use crate::api::area::{Area, AreaUnit};
use crate::api::{ApiError, ErrorCode};
use crate::delegation::areas;
use crate::entries::{entries, standing};
use crate::findings::ids;
use crate::session::{Session, code_of};
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::place::parts::{Part as _, Unit};
use visita_domain::visit::{Area as DomainArea, Visit};
use visita_record::{DocumentKind, RecordDocument};

/// A unit of a place, as all its records together have it, with the areas of a visit that stand for it.
pub(crate) struct PlaceUnit {
    /// Its id; where records of one place were merged that both have it, that of each.
    pub ids: Vec<String>,
    pub unit: Unit,
    pub areas: Vec<Area>,
}

/// A name as it is compared.
pub(crate) fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

impl PlaceUnit {
    /// The id that it goes by.
    pub(crate) fn id(&self) -> &str {
        self.ids.first().map(String::as_str).unwrap_or_default()
    }

    fn is_called(&self, name: &str) -> bool {
        folded(name) == folded(&self.unit.name)
    }

    /// Its name, and those of the areas that stand for it, as they are compared.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        let named = self.areas.iter().map(|area| folded(&area.name));
        named.chain([folded(&self.unit.name)]).collect()
    }

    /// Ids of the areas that stand for it.
    pub(crate) fn area_ids(&self) -> Vec<String> {
        self.areas.iter().map(|area| area.id.clone()).collect()
    }
}

/// Units with the areas that stand for each, for a screen.
pub(crate) fn views(units: &[PlaceUnit]) -> Vec<AreaUnit> {
    let told = units.iter().map(|one| AreaUnit {
        id: one.id().to_owned(),
        name: one.unit.name.clone(),
        regime: one.unit.regime.clone(),
        gender: one.unit.gender.as_ref().map(code_of),
        areas: one.area_ids(),
    });
    told.collect()
}

/// Units of all records of a place, and the ids of all that there ever were.
#[derive(Default)]
struct Register {
    units: Vec<PlaceUnit>,
    known: BTreeSet<String>,
    taken_off: Vec<TakenOff>,
}

/// Units that one record of a place took off, by id and name, and the ids of those that it has.
struct TakenOff {
    units: Vec<(String, String)>,
    standing: BTreeSet<String>,
}

fn taken_off(record: &RecordDocument) -> TakenOff {
    let standing: BTreeSet<String> = standing::<Unit>(record, Unit::NOUN)
        .into_iter()
        .map(|one| one.id)
        .collect();
    let gone = entries::<Unit>(record, Unit::NOUN).into_iter();
    let gone = gone.filter(|one| !standing.contains(&one.id) && !one.facts.name.trim().is_empty());
    TakenOff {
        units: gone.map(|one| (one.id, one.facts.name)).collect(),
        standing,
    }
}

impl Register {
    /// Takes in the units of one record of the place. One that another record has under the same name is the same unit, and
    /// stays so where one of the records has taken it off.
    fn take(&mut self, record: &RecordDocument) {
        self.known.extend(ids(record, Unit::NOUN));
        let before = self.units.len();
        for one in standing::<Unit>(record, Unit::NOUN) {
            let (id, unit) = (one.id, one.facts);
            if unit.name.trim().is_empty() {
                continue;
            }
            let mut elsewhere = self.units.iter_mut().take(before);
            match elsewhere.find(|known| known.is_called(&unit.name)) {
                Some(known) => known.ids.push(id),
                None => self.units.push(PlaceUnit {
                    ids: vec![id],
                    unit,
                    areas: Vec::new(),
                }),
            }
        }
        self.taken_off.push(taken_off(record));
    }

    /// Gives each unit the ids of those that another record of the place had under its name and took off.
    fn join_taken_off(&mut self) {
        for gone in &self.taken_off {
            for one in &mut self.units {
                // One that a record took off and has anew is two.
                if one.ids.iter().any(|id| gone.standing.contains(id)) {
                    continue;
                }
                let called = gone.units.iter().filter(|(_, name)| one.is_called(name));
                let ids: Vec<String> = called.map(|(id, _)| id.clone()).collect();
                one.ids.extend(ids);
            }
        }
    }

    /// The units by name, each with the areas that stand for it: made from it, or free and called the same by whoever typed
    /// them. An area that was made from one unit never stands for another, whatever either is called now.
    fn with_areas(mut self, areas: &[Area]) -> Vec<PlaceUnit> {
        self.join_taken_off();
        for one in &mut self.units {
            let stands = areas.iter().filter(|area| {
                let made = one.ids.contains(&area.id);
                made || (!self.known.contains(&area.id) && one.is_called(&area.name))
            });
            one.areas = stands.cloned().collect();
        }
        self.units
            .sort_by_cached_key(|one| (folded(&one.unit.name), one.id().to_owned()));
        self.units
    }
}

impl Session {
    /// Units of a visit's place that were not taken off, by name. Of a place that has not come here none are known.
    pub(crate) fn units_of(&mut self, visit: DocumentId) -> Result<Vec<PlaceUnit>, ApiError> {
        let record = self.record(visit, DocumentKind::Visit)?;
        let (facts, areas) = (record.section::<Visit>("visit").value, areas(record));
        let Some(place) = facts.place else {
            return Ok(Vec::new());
        };
        let shelf = self.open()?.shelf()?;
        let records = shelf.records_of(&place.to_string()).into_iter();
        let records: Vec<String> = records.filter(|id| shelf.places.contains_key(id)).collect();
        let mut register = Register::default();
        for id in records {
            // A record that cannot be read here keeps no visit closed.
            if let Ok(record) = self.record(id.parse()?, DocumentKind::Place) {
                register.take(record);
            }
        }
        Ok(register.with_areas(&areas))
    }

    /// All ids of the unit that has this one; of an id that no unit has, itself.
    pub(crate) fn ids_of_unit(&mut self, visit: DocumentId, unit: &str) -> Result<Vec<String>, ApiError> {
        let units = self.units_of(visit)?;
        let found = units.into_iter().find(|one| one.ids.iter().any(|id| id == unit));
        Ok(found.map_or_else(|| vec![unit.to_owned()], |one| one.ids))
    }

    /// The id and the name of the area that stands for a unit: as it was called where it was an area before, else as it was
    /// typed, else as the register has it.
    pub(crate) fn area_of_unit(
        &mut self,
        visit: DocumentId,
        unit: &str,
        typed: &str,
    ) -> Result<(String, String), ApiError> {
        let units = self.units_of(visit)?;
        let found = units.into_iter().find(|one| one.ids.iter().any(|id| id == unit));
        let found = found.ok_or_else(|| ApiError::about(ErrorCode::NotFound, "unit"))?;
        let path = format!("area/{unit}");
        let before = self.record(visit, DocumentKind::Visit)?.field::<DomainArea>(&path).ok();
        let before = before.and_then(|field| field.shown().map(|area| area.name.clone()));
        let typed = Some(typed.to_owned()).filter(|typed| !typed.trim().is_empty());
        Ok((unit.to_owned(), before.or(typed).unwrap_or(found.unit.name)))
    }
}
