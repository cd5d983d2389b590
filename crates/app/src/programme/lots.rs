//! Places drawn by lot, among those of the register that no plan of the year has.

use super::known::Gathered;
use crate::api::programme::{DrawAsk, DrawView, DrawnPlace};
use crate::api::{ApiError, ErrorCode};
use crate::session::{Session, code_of, from_code};
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::place::PlaceType;
use visita_domain::programme::Lot;
use visita_domain::programme::draw::{Drawn, SEED_BYTES, Seed, draw};

/// Most places drawn at once.
pub(crate) const MAX_DRAWN: u32 = 500;

/// A draw, with what it was made among.
pub(super) struct Draw {
    pub seed: Seed,
    pub pool: usize,
    pub drawn: Vec<Drawn>,
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Draw {
    /// What is recorded of it with one of its places.
    pub fn lot(&self, place: DocumentId) -> Option<Lot> {
        let drawn = self.drawn.iter().find(|drawn| drawn.place == place)?;
        Some(Lot {
            seed: self.seed,
            place_type: drawn.place_type,
            of: number(drawn.of),
            drawn: number(drawn.drawn),
            pool: number(self.pool),
            count: number(self.drawn.len()),
        })
    }
}

/// Whatever could be drawn: of the types asked for, and not planned in the year.
fn pool(gathered: &Gathered, types: &[PlaceType], planned: &BTreeSet<DocumentId>) -> Vec<(DocumentId, PlaceType)> {
    let places = gathered.places.iter().map(|(id, known)| (*id, known.place_type));
    places
        .filter(|(id, of)| !planned.contains(id) && (types.is_empty() || types.contains(of)))
        .collect()
}

impl Session {
    pub(super) fn draw_lots(&mut self, args: &DrawAsk) -> Result<Draw, ApiError> {
        if args.count == 0 || args.count > MAX_DRAWN {
            return Err(ApiError::about(ErrorCode::Refused, "count"));
        }
        let year = self.year(args.year)?;
        let seed = match &args.seed {
            Some(seed) => seed.parse().map_err(|_| ApiError::about(ErrorCode::Refused, "seed"))?,
            None => make_seed(),
        };
        let types = args.place_types.iter().map(|of| from_code(of, "place_types"));
        let types = types.collect::<Result<Vec<PlaceType>, _>>()?;
        let gathered = self.gather_programme()?;
        let standing = self.entries()?.into_iter().map(|entry| entry.standing);
        let planned = standing
            .filter(|one| one.month.year() == year)
            .map(|one| one.place)
            .collect();
        let pool = pool(&gathered, &types, &planned);
        Ok(Draw {
            seed,
            drawn: draw(seed, &pool, usize::try_from(args.count).unwrap_or(usize::MAX)),
            pool: pool.len(),
        })
    }

    pub(crate) fn plan_draw(&mut self, args: DrawAsk) -> Result<DrawView, ApiError> {
        let Draw { seed, pool, drawn } = self.draw_lots(&args)?;
        let bodies = self.place_bodies()?;
        let name = |place: &DocumentId| bodies.get(&place.to_string()).map(|body| body.facts.name.clone());
        Ok(DrawView {
            seed: seed.to_string(),
            pool: number(pool),
            drawn: drawn
                .into_iter()
                .map(|one| DrawnPlace {
                    place: one.place.to_string(),
                    place_name: name(&one.place).unwrap_or_default(),
                    place_type: code_of(&one.place_type),
                    of: number(one.of),
                    drawn: number(one.drawn),
                })
                .collect(),
        })
    }
}

fn make_seed() -> Seed {
    let mut bytes = [0; SEED_BYTES];
    rand::Rng::fill_bytes(&mut rand::rng(), &mut bytes);
    Seed(bytes)
}
