//! The register of places.

use crate::api::place::*;
use crate::api::vault::{Created, Saved};
use crate::api::visit::VisitRow;
use crate::api::{ApiError, ErrorCode};
use crate::project::PlaceBody;
use crate::session::{Session, code_of, from_code};
use std::collections::BTreeMap;
use visita_domain::DocumentId;
use visita_domain::place::Place;
use visita_record::DocumentKind;

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
    /// Places by id, from projections.
    pub(crate) fn place_bodies(&mut self) -> Result<BTreeMap<String, PlaceBody>, ApiError> {
        let rows = self.open()?.vault.read().projections("place")?;
        Ok(rows
            .into_iter()
            .filter_map(|row| Some((row.id, serde_json::from_str(&row.body).ok()?)))
            .collect())
    }

    pub(crate) fn place_list(&mut self, args: PlaceFilter) -> Result<PlaceRows, ApiError> {
        let visits = self.visit_rows()?;
        let wanted = |row: &PlaceRow| {
            args.place_type
                .as_ref()
                .is_none_or(|wanted| *wanted == row.facts.place_type)
        };
        let mut rows: Vec<PlaceRow> = self
            .place_bodies()?
            .into_iter()
            .map(|(id, body)| place_row(id, &body, &visits))
            .filter(wanted)
            .collect();
        rows.sort_by_key(|row| row.facts.name.to_lowercase());
        Ok(PlaceRows { rows })
    }

    pub(crate) fn place_get(&mut self, args: PlaceRef) -> Result<PlaceView, ApiError> {
        let mut visits = self.visit_rows()?;
        let body = self.place_bodies()?.remove(&args.place).ok_or(ErrorCode::NotFound)?;
        visits.retain(|visit| visit.place == args.place);
        Ok(PlaceView {
            row: place_row(args.place, &body, &visits),
            visits,
            conflicts: body.conflicts,
        })
    }

    pub(crate) fn place_add(&mut self, args: PlaceInput) -> Result<Created, ApiError> {
        let facts = facts_from(&args)?;
        let (id, saved) = self.create(DocumentKind::Place, |edit| edit.set_section("place", &facts))?;
        Ok(Created {
            id: id.to_string(),
            saved_at: saved.saved_at,
        })
    }

    pub(crate) fn place_set(&mut self, args: PlaceSet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.place.parse()?;
        self.record(id, DocumentKind::Place)?;
        let facts = facts_from(&args.facts)?;
        self.write(id, |edit| edit.set_section("place", &facts), |_| Ok(()))
    }
}

fn place_row(id: String, body: &PlaceBody, visits: &[VisitRow]) -> PlaceRow {
    let here: Vec<&VisitRow> = visits.iter().filter(|visit| visit.place == id).collect();
    PlaceRow {
        facts: facts_view(&body.facts),
        last_visit: here
            .iter()
            .filter(|v| v.phase != "preparation")
            .map(|v| v.starts_on.clone())
            .max(),
        visits: u32::try_from(here.len()).unwrap_or(u32::MAX),
        id,
    }
}
