//! The register of places.

use crate::api::place::*;
use crate::api::vault::{Created, Saved};
use crate::api::visit::VisitRow;
use crate::api::{ApiError, ErrorCode};
use crate::facts::{changes, write_changes};
use crate::project::PlaceBody;
use crate::session::{Session, code_of, from_code};
use crate::visits::visible_name;
use std::collections::HashMap;
use visita_domain::DocumentId;
use visita_domain::place::{MAX_NAME_CHARS, Place};
use visita_record::DocumentKind;
use visita_seal::grant::Audience;

pub(crate) fn facts_view(place: &Place) -> PlaceInput {
    PlaceInput {
        name: place.name.clone(),
        place_type: code_of(&place.place_type),
        authority: place.authority.clone(),
        region: place.region.clone(),
        address: place.address.clone(),
        capacity: place.capacity,
        occupancy: place.occupancy,
        suspected: place.suspected,
    }
}

fn facts_from(input: &PlaceInput) -> Result<Place, ApiError> {
    let place = Place {
        name: input.name.trim().to_owned(),
        place_type: from_code(&input.place_type, "place_type")?,
        authority: input.authority.clone(),
        region: input.region.clone(),
        address: input.address.clone(),
        capacity: input.capacity,
        occupancy: input.occupancy,
        suspected: input.suspected,
    };
    place.check()?;
    Ok(place)
}

impl Session {
    pub(crate) fn place_list(&mut self, args: PlaceFilter) -> Result<PlaceRows, ApiError> {
        let visits = self.visit_lines()?;
        let mut of_place: HashMap<&str, Vec<&VisitRow>> = HashMap::new();
        for visit in visits.iter().map(|line| &line.row) {
            of_place.entry(&visit.place).or_default().push(visit);
        }
        let wanted = |row: &PlaceRow| {
            args.place_type
                .as_ref()
                .is_none_or(|wanted| *wanted == row.facts.place_type)
        };
        let none = Vec::new();
        let mut rows: Vec<PlaceRow> = self
            .place_bodies()?
            .iter()
            .map(|(id, body)| place_row(id, body, of_place.get(id.as_str()).unwrap_or(&none)))
            .filter(wanted)
            .collect();
        rows.sort_by_cached_key(|row| row.facts.name.to_lowercase());
        Ok(PlaceRows { rows })
    }

    pub(crate) fn place_get(&mut self, args: PlaceRef) -> Result<PlaceView, ApiError> {
        let unreadable = self
            .record(args.place.parse()?, DocumentKind::Place)?
            .section::<Place>("place")
            .unreadable;
        let visits = self.visit_lines()?;
        let here = visits.iter().map(|line| &line.row);
        let here: Vec<&VisitRow> = here.filter(|visit| visit.place == args.place).collect();
        let body = self.place_bodies()?.get(&args.place).ok_or(ErrorCode::NotFound)?;
        Ok(PlaceView {
            row: place_row(&args.place, body, &here),
            conflicts: body.conflicts.clone(),
            unreadable,
            visits: here.into_iter().cloned().collect(),
        })
    }

    pub(crate) fn place_add(&mut self, args: PlaceInput) -> Result<Created, ApiError> {
        let facts = facts_from(&args)?;
        visible_name(&facts.name, MAX_NAME_CHARS, "name")?;
        let (id, saved) = self.create(DocumentKind::Place, Audience::Team, None, |edit| {
            edit.set_section("place", &facts)
        })?;
        Ok(Created {
            id: id.to_string(),
            saved_at: saved.saved_at,
        })
    }

    pub(crate) fn place_set(&mut self, args: PlaceSet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.place.parse()?;
        let facts = facts_from(&args.facts)?;
        // A name that somebody else brought in does not keep the other facts from being corrected.
        if args.facts.name != args.was.name {
            visible_name(&facts.name, MAX_NAME_CHARS, "name")?;
        }
        let record = self.record(id, DocumentKind::Place)?;
        let changes = changes(record, "place", &facts_from(&args.was)?, &facts)?;
        self.write(id, |edit| write_changes(edit, "place", &changes), |_| Ok(()))
    }
}

fn place_row(id: &str, body: &PlaceBody, visits: &[&VisitRow]) -> PlaceRow {
    PlaceRow {
        facts: facts_view(&body.facts),
        last_visit: visits
            .iter()
            .filter(|visit| visit.phase != "preparation")
            .map(|visit| visit.starts_on.clone())
            .max(),
        visits: u32::try_from(visits.len()).unwrap_or(u32::MAX),
        id: id.to_owned(),
    }
}
