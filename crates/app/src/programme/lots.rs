//! Places drawn by lot, among those of the register that no plan of the year has. A draw is recorded before anybody sees it, for
//! who drew and the leads: what was in its pool tells which places are planned for a few.

use super::drawings::number;
use super::own_types::{compared, of_place};
use crate::api::draw::{DrawAsk, Drawn};
use crate::api::{ApiError, ErrorCode};
use crate::project::NAMED;
use crate::session::{Session, from_code};
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::place::{MAX_NAME_CHARS, PlaceType};
use visita_domain::programme::Drawing;
use visita_domain::programme::draw::{SEED_BYTES, Seed};
use visita_domain::programme::drawing::{InPool, MAX_NAMED_POOL, named};
use visita_domain::slots::WritePolicy;
use visita_record::DocumentKind;
use visita_seal::digest::sha256_hex;
use visita_seal::name::shows_whole;

/// Most places drawn at once.
pub(crate) const MAX_DRAWN: u32 = 500;

/// The hash of a pool that is written out.
pub(super) fn pool_digest(listed: &str) -> String {
    sha256_hex(listed.as_bytes())
}

impl Session {
    /// Places planned or visited in a year.
    pub(super) fn planned_in(&mut self, year: i32) -> Result<BTreeSet<DocumentId>, ApiError> {
        let standing = self.entries()?.into_iter().map(|entry| entry.standing);
        let of_year = standing.filter(|one| one.month.year() == year);
        Ok(of_year.map(|one| one.place).collect())
    }

    /// Whatever could be drawn: of the types asked for, and not planned in the year but for what is named.
    pub(super) fn pool_of(&mut self, asked: &Drawing, but_for: &BTreeSet<DocumentId>) -> Result<Vec<InPool>, ApiError> {
        let planned = self.planned_in(asked.year)?;
        let gathered = self.gather_programme()?;
        let shelf = &*self.open()?.shelf()?;
        let places = gathered.places.iter().map(|(id, known)| (*id, known.place_type));
        let free = |place: &DocumentId| but_for.contains(place) || !planned.contains(place);
        let types = &asked.place_types;
        let own = asked.own_type.as_deref().map(compared);
        let of_own = |place: &DocumentId| {
            own.is_none()
                || shelf
                    .places
                    .get(&place.to_string())
                    .and_then(|body| of_place(&body.facts))
                    == own
        };
        Ok(places
            .filter(|(id, of)| free(id) && (types.is_empty() || types.contains(of)) && of_own(id))
            .collect())
    }

    /// Draws, and records it. One at a time: what was drawn is kept, or discarded with a reason, before the same member draws for
    /// the year again.
    pub(crate) fn plan_draw(&mut self, args: DrawAsk) -> Result<Drawn, ApiError> {
        self.require_all_here()?;
        if args.count == 0 || args.count > MAX_DRAWN {
            return Err(ApiError::about(ErrorCode::Refused, "count"));
        }
        let year = self.year(args.year)?;
        let seed: Option<Seed> = match &args.seed {
            Some(seed) => Some(seed.parse().map_err(|_| ApiError::about(ErrorCode::Refused, "seed"))?),
            None => None,
        };
        let types = args.place_types.iter().map(|of| from_code(of, "place_types"));
        let types = types.collect::<Result<BTreeSet<PlaceType>, _>>()?;
        let own_type = own_type_asked(&args)?;
        // A version that knows no types of the body's own reads that the draw was among others, which it was.
        let place_types = match own_type {
            Some(_) => vec![PlaceType::Other],
            None => types.into_iter().collect(),
        };
        if self.has_undecided_draw(year)? {
            return Err(ApiError::about(ErrorCode::Refused, "undecided"));
        }
        let asked = Drawing {
            year,
            place_types,
            own_type,
            count: args.count,
            seed_given: seed.is_some(),
            ..Drawing::default()
        };
        let pool = self.pool_of(&asked, &BTreeSet::new())?;
        let drawing = asked.make(seed.unwrap_or_else(make_seed), &pool, pool_digest);
        let draw = if drawing.places.is_empty() {
            None
        } else {
            let id = self.record_draw(&drawing, &pool)?;
            Some(self.draw_view(&id.to_string())?)
        };
        Ok(Drawn {
            pool: number(pool.len()),
            draw,
        })
    }

    fn record_draw(&mut self, drawing: &Drawing, pool: &[InPool]) -> Result<DocumentId, ApiError> {
        let audience = self.audience_of(false, &[])?;
        let body = self.body_id()?;
        let named = (pool.len() <= MAX_NAMED_POOL).then(|| json!(named(pool)));
        let (id, _) = self.create(DocumentKind::Plan, audience, Some(body), |edit| {
            edit.set_section("draw", drawing)?;
            match &named {
                Some(named) => edit.set(NAMED, Some(named), WritePolicy::Fact),
                None => Ok(()),
            }
        })?;
        Ok(id)
    }
}

/// The type of the body's own that alone is drawn among. Beside other types it would share their draw, and have no pool of its own.
fn own_type_asked(args: &DrawAsk) -> Result<Option<String>, ApiError> {
    let Some(own) = args.own_type.as_deref().map(str::trim) else {
        return Ok(None);
    };
    let is_name = !compared(own).is_empty() && own.chars().count() <= MAX_NAME_CHARS && shows_whole(own);
    if !is_name || !args.place_types.is_empty() {
        return Err(ApiError::about(ErrorCode::Refused, "own_type"));
    }
    Ok(Some(own.to_owned()))
}

fn make_seed() -> Seed {
    let mut bytes = [0; SEED_BYTES];
    rand::Rng::fill_bytes(&mut rand::rng(), &mut bytes);
    Seed(bytes)
}
