//! A draw by lot as it stands in the record, so that whoever doubts it can make it again and see what has changed since.
//!
//! What was in the pool is told by a hash over all of it, and up to [`MAX_NAMED_POOL`] places by their ids as well. Within its
//! type each place weighs the same, and each type gets its share: what a place weighed is its type, and stands beside its id.

use super::draw::{Seed, draw};
use super::plan::Lot;
use crate::ids::DocumentId;
use crate::place::PlaceType;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Most places of a pool that are named one by one; a larger one is known by its hash and by how many there were of each type.
pub const MAX_NAMED_POOL: usize = 1_000;
/// Longest reason for discarding a draw, characters.
pub const MAX_DISCARD_CHARS: usize = 2_000;

/// A place in a pool, with the type it can be drawn among.
pub type InPool = (DocumentId, PlaceType);
/// Places of a pool by type, as they are named in the record.
pub type NamedPool = BTreeMap<PlaceType, BTreeSet<DocumentId>>;

/// What became of a draw once it was seen. One field: who keeps it and who discards it apart from each other differ on the
/// whole of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum DrawEnd {
    /// These places of it were planned.
    Kept {
        /// They.
        places: BTreeSet<DocumentId>,
    },
    /// Nothing came of it.
    Discarded {
        /// Why.
        reason: String,
    },
}

/// A draw. Each member is a field of its own in the record; all but its end are written once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Drawing {
    /// The year for which it was: places planned in it were not in the pool.
    pub year: i32,
    /// Among which types; empty: all.
    pub place_types: Vec<PlaceType>,
    /// The type of the body's own that alone was drawn among, as it was written; its places stand in the pool as `other`.
    pub own_type: Option<String>,
    /// How many were asked for.
    pub count: u32,
    /// The seed.
    pub seed: Option<Seed>,
    /// The seed was given, not made for this draw.
    pub seed_given: bool,
    /// How many of each type were in the pool.
    pub held: BTreeMap<PlaceType, u32>,
    /// SHA-256 of the pool as [`listed`] writes it, lower hex.
    pub digest: String,
    /// What was drawn, in its order.
    pub places: Vec<InPool>,
    /// What became of it; none while nobody has said.
    pub end: Option<DrawEnd>,
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn code(of: PlaceType) -> String {
    let value = serde_json::to_value(of).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

fn counted(pool: &[InPool]) -> BTreeMap<PlaceType, u32> {
    let by_type = named(pool).into_iter();
    by_type.map(|(of, places)| (of, number(places.len()))).collect()
}

/// A pool by type.
#[must_use]
pub fn named(pool: &[InPool]) -> NamedPool {
    let mut by_type = NamedPool::new();
    for (place, of) in pool {
        by_type.entry(*of).or_default().insert(*place);
    }
    by_type
}

/// The places of a pool that is named.
#[must_use]
pub fn of_named(pool: &NamedPool) -> Vec<InPool> {
    let by_type = pool.iter();
    by_type
        .flat_map(|(of, places)| places.iter().map(|place| (*place, *of)))
        .collect()
}

/// A pool as an auditor writes it out to hash it: for each place a line with its type, a blank and its id, the lines in the
/// order of their bytes, each ended by a line feed.
#[must_use]
pub fn listed(pool: &[InPool]) -> String {
    let by_type = named(pool).into_iter();
    let by_code: BTreeMap<String, BTreeSet<DocumentId>> = by_type.map(|(of, places)| (code(of), places)).collect();
    let mut text = String::new();
    for (code, places) in by_code {
        for place in places {
            let _ = writeln!(text, "{code} {place}");
        }
    }
    text
}

impl Drawing {
    /// Draws, and tells all that it takes to draw again. `digest` hashes what is [`listed`].
    #[must_use]
    pub fn make(self, seed: Seed, pool: &[InPool], digest: impl Fn(&str) -> String) -> Self {
        let count = usize::try_from(self.count).unwrap_or(usize::MAX);
        let drawn = draw(seed, pool, count).into_iter();
        Self {
            seed: Some(seed),
            held: counted(pool),
            digest: digest(&listed(pool)),
            places: drawn.map(|one| (one.place, one.place_type)).collect(),
            ..self
        }
    }

    /// How many places were in the pool.
    #[must_use]
    pub fn pool(&self) -> u32 {
        self.held.values().fold(0, |all, held| all.saturating_add(*held))
    }

    /// Of a type, how many were drawn and among how many.
    #[must_use]
    pub fn share(&self, of: PlaceType) -> (u32, u32) {
        let drawn = self.places.iter().filter(|(_, drawn)| *drawn == of);
        (number(drawn.count()), self.held.get(&of).copied().unwrap_or_default())
    }

    /// What a plan of one of its places says of it; none of a place that was not drawn.
    #[must_use]
    pub fn lot(&self, draw: DocumentId, place: DocumentId) -> Option<Lot> {
        let (_, place_type) = *self.places.iter().find(|(drawn, _)| *drawn == place)?;
        let (drawn, of) = self.share(place_type);
        Some(Lot {
            seed: self.seed?,
            place_type,
            of,
            drawn,
            pool: self.pool(),
            count: number(self.places.len()),
            draw: Some(draw),
        })
    }
}

/// What drawing again comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Redrawn {
    /// The pool of then and the seed draw what was drawn.
    Same,
    /// They do not, or what is named of the pool is not what was hashed.
    Differs,
    /// The pool is known by its hash alone, and today's is another one.
    Unknown,
}

/// A draw held against the register of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What drawing again comes to.
    pub redrawn: Redrawn,
    /// Today's pool is another one.
    pub changed: bool,
    /// In today's pool and not in that of then; of a pool that is not named, nobody can say.
    pub came: Vec<InPool>,
    /// In the pool of then and not in today's.
    pub went: Vec<InPool>,
    /// Of each type, how many there were and how many there are.
    pub counts: Vec<(PlaceType, u32, u32)>,
}

/// Draws again, and tells what has come into the pool and gone from it since. `now` is the pool of today by the same rule, with
/// the places drawn still in it.
#[must_use]
pub fn check(drawing: &Drawing, then: Option<&NamedPool>, now: &[InPool], digest: impl Fn(&str) -> String) -> Check {
    let changed = digest(&listed(now)) != drawing.digest;
    let then = then.map(of_named);
    let redrawn = match &then {
        Some(then) if digest(&listed(then)) != drawing.digest => Redrawn::Differs,
        Some(then) => redraw(drawing, then),
        None if changed => Redrawn::Unknown,
        None => redraw(drawing, now),
    };
    let without = |all: &[InPool], others: &[InPool]| {
        let others: BTreeSet<&InPool> = others.iter().collect();
        let mut rest: Vec<InPool> = all.iter().filter(|one| !others.contains(one)).copied().collect();
        rest.sort_unstable();
        rest
    };
    let (came, went) = match &then {
        Some(then) => (without(now, then), without(then, now)),
        None => (Vec::new(), Vec::new()),
    };
    let here = counted(now);
    let types: BTreeSet<PlaceType> = drawing.held.keys().chain(here.keys()).copied().collect();
    let many = |held: &BTreeMap<PlaceType, u32>, of: PlaceType| held.get(&of).copied().unwrap_or_default();
    let counts = types
        .into_iter()
        .map(|of| (of, many(&drawing.held, of), many(&here, of)));
    Check {
        redrawn,
        changed,
        came,
        went,
        counts: counts.collect(),
    }
}

fn redraw(drawing: &Drawing, pool: &[InPool]) -> Redrawn {
    let Some(seed) = drawing.seed else {
        return Redrawn::Differs;
    };
    let again = Drawing {
        count: drawing.count,
        ..Drawing::default()
    };
    if again.make(seed, pool, |_| String::new()).places == drawing.places {
        Redrawn::Same
    } else {
        Redrawn::Differs
    }
}

#[cfg(test)]
#[path = "drawing_tests.rs"]
mod tests;
