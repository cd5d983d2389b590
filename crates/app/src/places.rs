//! The register of places: its list, one place with what stands under it, its facts.

mod export;
mod headers;
mod import;
mod judged;
mod lines;
mod part_import;
mod part_rows;
mod parts;
mod rows;
mod same;
mod types;

pub(crate) use import::Pending;
pub(crate) use lines::PlaceLines;
pub(crate) use parts::{counted, held_on, numbers_of, numbers_until};
pub(crate) use same::APART;

use crate::api::ApiError;
use crate::api::place::*;
use crate::api::vault::{Created, Saved};
use crate::api::visit::VisitRow;
use crate::facts::{changes, write_changes};
use crate::session::{Session, code_of, coded, from_code};
use crate::visits::optional_day;
use crate::visits::visible_name;
use visita_domain::DocumentId;
use visita_domain::place::{MAX_NAME_CHARS, Place, kept_degree};
use visita_record::{DocumentKind, RecordDocument};
use visita_seal::grant::Audience;

pub(crate) fn facts_view(place: &Place) -> PlaceInput {
    let day = |day: Option<visita_domain::dates::Day>| day.map(|day| day.to_string());
    PlaceInput {
        name: place.name.clone(),
        place_type: code_of(&place.place_type),
        other_type: place.other_type.clone(),
        authority: place.authority.clone(),
        authority_id: place.authority_id.map(|id| id.to_string()),
        operator: place.operator.as_ref().map(code_of),
        operator_name: place.operator_name.clone(),
        legal_basis: place.legal_basis.clone(),
        region: place.region.clone(),
        address: place.address.clone(),
        latitude: place.latitude,
        longitude: place.longitude,
        capacity: place.capacity,
        occupancy: place.occupancy,
        turnover: place.turnover,
        vulnerable: place.vulnerable.iter().map(code_of).collect(),
        opened_on: day(place.opened_on),
        closed_on: day(place.closed_on),
        suspected: place.suspected,
        suspected_note: place.suspected_note.clone(),
    }
}

/// The facts of a form as they were shown; what no form holds is as in `here`. They are held to no rule: where two changed
/// one day each, the days can be out of order, and are to be put right.
fn facts_shown(input: &PlaceInput, here: &Place) -> Result<Place, ApiError> {
    let authority = input.authority_id.as_deref().filter(|id| !id.is_empty());
    let vulnerable = input.vulnerable.iter().map(|code| from_code(code, "vulnerable"));
    Ok(Place {
        name: input.name.trim().to_owned(),
        place_type: from_code(&input.place_type, "place_type")?,
        other_type: input.other_type.clone(),
        authority: input.authority.clone(),
        authority_id: authority.map(str::parse).transpose()?,
        operator: coded(input.operator.as_deref(), "operator")?,
        operator_name: input.operator_name.clone(),
        legal_basis: input.legal_basis.clone(),
        region: input.region.clone(),
        address: input.address.clone(),
        latitude: input.latitude.map(kept_degree),
        longitude: input.longitude.map(kept_degree),
        capacity: input.capacity,
        occupancy: input.occupancy,
        turnover: input.turnover,
        vulnerable: vulnerable.collect::<Result<_, _>>()?,
        opened_on: optional_day(input.opened_on.as_deref(), "opened_on")?,
        closed_on: optional_day(input.closed_on.as_deref(), "closed_on")?,
        suspected: input.suspected,
        suspected_note: input.suspected_note.clone(),
        same_as: here.same_as,
    })
}

/// The facts of a form as they should be.
fn facts_from(input: &PlaceInput, here: &Place) -> Result<Place, ApiError> {
    let place = facts_shown(input, here)?;
    place.check()?;
    Ok(place)
}

impl Session {
    pub(crate) fn place_list(&mut self, args: PlaceFilter) -> Result<PlaceRows, ApiError> {
        let lines = self.place_lines()?;
        let kind = args.place_type.as_deref().filter(|kind| !kind.is_empty());
        Ok(PlaceRows {
            rows: lines.kept(|line| kind.is_none_or(|wanted| wanted == line.row.facts.place_type)),
        })
    }

    pub(crate) fn place_get(&mut self, args: PlaceRef) -> Result<PlaceView, ApiError> {
        let id: DocumentId = args.place.parse()?;
        let row = self.place_row(&args.place)?;
        let (stands, under) = self.place_group(&args.place)?;
        let visits = self.visits_of(&args.place, &under)?;
        let mut about = vec![args.place.as_str()];
        about.extend(under.iter().map(|one| one.place.as_str()));
        let recommendations = self.recommendations_open_at(&about)?;
        let findings = self.findings_of(&visits)?;
        let on_site = self.counted_on_site(&visits)?;
        let authority_name = match &row.facts.authority_id {
            Some(authority) => self.authority_name(authority)?,
            None => None,
        };
        let mut view = PlaceView {
            row,
            visits,
            recommendations,
            findings,
            units: Vec::new(),
            counts: Vec::new(),
            on_site,
            contacts: Vec::new(),
            documents: Vec::new(),
            authority_name,
            stands,
            conflicts: Vec::new(),
            unreadable: self
                .record(id, DocumentKind::Place)?
                .section::<Place>("place")
                .unreadable,
            merged: under,
        };
        let held = std::iter::once(args.place.clone()).chain(view.merged.iter().map(|one| one.place.clone()));
        for place in held.collect::<Vec<_>>() {
            let known = self.place_bodies()?.get(&place);
            view.conflicts
                .extend(known.into_iter().flat_map(|body| body.conflicts.clone()));
            let record = self.record(place.parse()?, DocumentKind::Place)?;
            let withdrawn = record.open_withdrawals();
            view.take_parts(&place, record, &withdrawn);
        }
        view.sort_parts();
        Ok(view)
    }

    /// Persons held as delegations counted them on visits.
    fn counted_on_site(&mut self, visits: &[VisitRow]) -> Result<Vec<CountOnSite>, ApiError> {
        let bodies = &self.open()?.shelf()?.visits;
        let counted = visits.iter().filter_map(|row| {
            let body = bodies.get(&row.id)?;
            Some(CountOnSite {
                visit: row.id.clone(),
                on: body.begun()?.to_string(),
                held: body.held?,
            })
        });
        Ok(counted.collect())
    }

    /// Visits to a place and to those that it stands for, newest first.
    fn visits_of(&mut self, place: &str, under: &[PlaceName]) -> Result<Vec<VisitRow>, ApiError> {
        let lines = self.visit_lines()?;
        let here = |row: &&VisitRow| row.place == place || under.iter().any(|one| one.place == row.place);
        Ok(lines.rows().filter(here).cloned().collect())
    }

    pub(crate) fn place_add(&mut self, args: PlaceInput) -> Result<Created, ApiError> {
        let facts = facts_from(&args, &Place::default())?;
        visible_name(&facts.name, MAX_NAME_CHARS, "name")?;
        self.require_authority(facts.authority_id, "authority_id")?;
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
        let here = self.record(id, DocumentKind::Place)?.section::<Place>("place").value;
        let facts = facts_from(&args.facts, &here)?;
        // A name that somebody else brought in does not keep the other facts from being corrected.
        if args.facts.name != args.was.name {
            visible_name(&facts.name, MAX_NAME_CHARS, "name")?;
        }
        let was = facts_shown(&args.was, &here)?;
        if facts.authority_id != was.authority_id {
            self.require_authority(facts.authority_id, "authority_id")?;
        }
        let record = self.record(id, DocumentKind::Place)?;
        let changes = changes(record, "place", &was, &facts)?;
        self.write(id, |edit| write_changes(edit, "place", &changes), |_| Ok(()))
    }
}

impl PlaceView {
    fn take_parts(&mut self, place: &str, record: &RecordDocument, withdrawn: &[String]) {
        self.units.extend(parts::units(place, record, withdrawn));
        self.counts.extend(parts::counts(place, record, withdrawn));
        self.contacts.extend(parts::contacts(place, record, withdrawn));
        self.documents.extend(parts::documents(place, record, withdrawn));
    }

    fn sort_parts(&mut self) {
        self.units.sort_by_cached_key(|unit| unit.facts.name.to_lowercase());
        self.counts
            .sort_by(|a, b| (&b.facts.on, &b.id).cmp(&(&a.facts.on, &a.id)));
        self.contacts
            .sort_by_cached_key(|contact| contact.facts.name.to_lowercase());
        self.documents
            .sort_by(|a, b| (&b.facts.on, &b.id).cmp(&(&a.facts.on, &a.id)));
    }
}
