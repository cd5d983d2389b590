//! Authorities: a list, one of them, its facts.

use crate::api::authority::*;
use crate::api::place::PlaceName;
use crate::api::vault::{Created, Nothing, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::facts::{changes, write_changes};
use crate::project::AuthorityBody;
use crate::session::{Session, code_of, from_code};
use crate::shelf::Shelf;
use crate::visits::visible_name;
use std::collections::HashMap;
use visita_domain::DocumentId;
use visita_domain::authority::Authority;
use visita_domain::place::MAX_NAME_CHARS;
use visita_record::DocumentKind;
use visita_seal::grant::Audience;

/// Longest chain of authorities above each other that is followed.
const MAX_ABOVE: usize = 50;

fn facts_view(facts: &Authority) -> AuthorityInput {
    AuthorityInput {
        name: facts.name.clone(),
        kind: code_of(&facts.kind),
        parent: facts.parent.map(|id| id.to_string()),
        address: facts.address.clone(),
        contact: facts.contact.clone(),
        phone: facts.phone.clone(),
        mail: facts.mail.clone(),
        dropped: facts.dropped,
    }
}

fn facts_from(input: &AuthorityInput) -> Result<Authority, ApiError> {
    let parent = input.parent.as_deref().filter(|id| !id.is_empty());
    let facts = Authority {
        name: input.name.trim().to_owned(),
        kind: from_code(&input.kind, "kind")?,
        parent: parent.map(str::parse).transpose()?,
        address: input.address.clone(),
        contact: input.contact.clone(),
        phone: input.phone.trim().to_owned(),
        mail: input.mail.trim().to_owned(),
        dropped: input.dropped,
    };
    facts.check()?;
    Ok(facts)
}

impl Shelf {
    /// How many places of the register each authority answers for.
    fn answered_for(&self) -> HashMap<DocumentId, u32> {
        let mut answered: HashMap<DocumentId, u32> = HashMap::new();
        for (id, body) in &self.places {
            if let Some(authority) = body.facts.authority_id
                && self.standing_place(id) == *id
            {
                *answered.entry(authority).or_default() += 1;
            }
        }
        answered
    }

    fn authority_row(&self, id: &str, body: &AuthorityBody, answered: &HashMap<DocumentId, u32>) -> AuthorityRow {
        let parent = body
            .facts
            .parent
            .and_then(|parent| self.authorities.get(&parent.to_string()));
        let here: Option<DocumentId> = id.parse().ok();
        AuthorityRow {
            id: id.to_owned(),
            name: body.facts.name.clone(),
            kind: code_of(&body.facts.kind),
            parent_name: parent.map(|parent| parent.facts.name.clone()),
            dropped: body.facts.dropped,
            places: here.and_then(|here| answered.get(&here).copied()).unwrap_or_default(),
            conflicts: u32::try_from(body.conflicts.len()).unwrap_or(u32::MAX),
        }
    }

    fn authority_rows(&self, wanted: impl Fn(&AuthorityBody) -> bool) -> Vec<AuthorityRow> {
        let answered = self.answered_for();
        let wanted = self.authorities.iter().filter(|(_, body)| wanted(body));
        let mut rows: Vec<AuthorityRow> = wanted
            .map(|(id, body)| self.authority_row(id, body, &answered))
            .collect();
        rows.sort_by_cached_key(|row| (row.dropped, row.name.to_lowercase(), row.id.clone()));
        rows
    }

    /// Whether an authority stands above another, or is it. Two who put each above the other made a ring: it is followed
    /// no further than once around.
    pub(crate) fn is_above(&self, above: DocumentId, below: DocumentId) -> bool {
        let mut here = Some(below);
        for _ in 0..MAX_ABOVE {
            match here {
                Some(id) if id == above => return true,
                Some(id) => here = self.authorities.get(&id.to_string()).and_then(|body| body.facts.parent),
                None => return false,
            }
        }
        false
    }
}

impl Session {
    pub(crate) fn authority_list(&mut self, _: Nothing) -> Result<AuthorityRows, ApiError> {
        Ok(AuthorityRows {
            rows: self.open()?.shelf()?.authority_rows(|_| true),
        })
    }

    pub(crate) fn authority_get(&mut self, args: AuthorityRef) -> Result<AuthorityView, ApiError> {
        let id: DocumentId = args.authority.parse()?;
        let section = self
            .record(id, DocumentKind::Authority)?
            .section::<Authority>("authority");
        let shelf = self.open()?.shelf()?;
        let body = shelf.authorities.get(&args.authority).ok_or(ErrorCode::NotFound)?;
        let row = shelf.authority_row(&args.authority, body, &shelf.answered_for());
        let here = shelf
            .places
            .iter()
            .filter(|(_, body)| body.facts.authority_id == Some(id));
        let named = here
            .filter(|(place, _)| shelf.standing_place(place) == **place)
            .map(|(place, body)| PlaceName {
                place: place.clone(),
                name: body.facts.name.clone(),
            });
        let mut places: Vec<PlaceName> = named.collect();
        places.sort_by_cached_key(|place| place.name.to_lowercase());
        let conflicts = shelf
            .authorities
            .get(&args.authority)
            .map(|body| body.conflicts.clone());
        let conflicts = conflicts.unwrap_or_default();
        Ok(AuthorityView {
            row,
            facts: facts_view(&section.value),
            below: shelf.authority_rows(|body| body.facts.parent == Some(id)),
            places,
            conflicts,
            unreadable: section.unreadable,
        })
    }

    pub(crate) fn authority_add(&mut self, args: AuthorityInput) -> Result<Created, ApiError> {
        let facts = facts_from(&args)?;
        visible_name(&facts.name, MAX_NAME_CHARS, "name")?;
        self.require_authority(facts.parent, "parent")?;
        let (id, saved) = self.create(DocumentKind::Authority, Audience::Team, None, |edit| {
            edit.set_section("authority", &facts)
        })?;
        Ok(Created {
            id: id.to_string(),
            saved_at: saved.saved_at,
        })
    }

    pub(crate) fn authority_set(&mut self, args: AuthoritySet) -> Result<Saved, ApiError> {
        let id: DocumentId = args.authority.parse()?;
        let (was, facts) = (facts_from(&args.was)?, facts_from(&args.facts)?);
        if args.facts.name != args.was.name {
            visible_name(&facts.name, MAX_NAME_CHARS, "name")?;
        }
        if facts.parent != was.parent {
            self.require_authority(facts.parent, "parent")?;
            let shelf = self.open()?.shelf()?;
            if facts.parent.is_some_and(|parent| shelf.is_above(id, parent)) {
                return Err(ApiError::about(ErrorCode::Refused, "parent"));
            }
        }
        let record = self.record(id, DocumentKind::Authority)?;
        let changes = changes(record, "authority", &was, &facts)?;
        self.write(id, |edit| write_changes(edit, "authority", &changes), |_| Ok(()))
    }

    /// Refuses an id that is no authority on this device.
    pub(crate) fn require_authority(&mut self, id: Option<DocumentId>, field: &str) -> Result<(), ApiError> {
        let Some(id) = id else { return Ok(()) };
        let missing = |_| ApiError::about(ErrorCode::NotFound, field);
        self.record(id, DocumentKind::Authority).map(|_| ()).map_err(missing)
    }

    /// Name of an authority; none where this device does not have it.
    pub(crate) fn authority_name(&mut self, id: &str) -> Result<Option<String>, ApiError> {
        let known = self.open()?.shelf()?.authorities.get(id);
        Ok(known.map(|body| body.facts.name.clone()))
    }
}
