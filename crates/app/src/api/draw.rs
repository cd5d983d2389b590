//! Draws by lot: made, recorded, kept or discarded, and checked afterwards.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Draw places by lot. What is drawn is recorded before it is shown.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DrawAsk {
    /// The year for which places are drawn: those planned in it are not among them; 0: this one.
    pub year: i32,
    /// How many.
    pub count: u32,
    /// Only among these types; empty: all.
    pub place_types: Vec<String>,
    /// Only among places of this type of the body's own, in whatever spelling; absent: any. Not beside `place_types`.
    #[ts(optional)]
    pub own_type: Option<String>,
    /// 32 hex digits, thrown or published elsewhere; absent: made here.
    #[ts(optional)]
    pub seed: Option<String>,
}

/// What was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Drawn {
    /// Places that could have been drawn.
    pub pool: u32,
    /// The draw as it is recorded; none where no place could be drawn.
    pub draw: Option<DrawView>,
}

/// Which draw.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DrawRef {
    /// Its id.
    pub draw: String,
}

/// Discard a draw, saying why. It stays in the record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DrawDiscard {
    /// Which.
    pub draw: String,
    /// Why.
    pub reason: String,
}

/// The draws for a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Draws {
    /// The year.
    pub year: i32,
    /// Newest first.
    pub rows: Vec<DrawView>,
    /// Draws of any year that are sealed for others: that they were made is all that is known here.
    pub sealed: u32,
}

/// A draw as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrawView {
    /// Its id.
    pub id: String,
    /// The year for which it was.
    pub year: i32,
    /// Who drew.
    pub by: String,
    /// When, by the clock of their device.
    pub at: String,
    /// The one who asks drew.
    pub mine: bool,
    /// The seed: with the same places it draws the same.
    pub seed: String,
    /// The seed was given, not made for this draw.
    pub seed_given: bool,
    /// How many were asked for.
    pub count: u32,
    /// Among which types; empty: all.
    pub place_types: Vec<String>,
    /// The type of the body's own that alone was drawn among.
    pub own_type: Option<String>,
    /// Places that could have been drawn.
    pub pool: u32,
    /// They are recorded by their ids as well as by their hash.
    pub named: bool,
    /// SHA-256 of the pool, lower hex: for each place a line with its type, a blank and its id, sorted by bytes.
    pub digest: String,
    /// What was drawn, by type.
    pub drawn: Vec<DrawnPlace>,
    /// `open`: nobody has said what becomes of it; `kept`, `discarded`.
    pub state: String,
    /// Why it was discarded.
    pub reason: String,
    /// Who kept or discarded it.
    pub ended_by: Option<String>,
    /// When.
    pub ended_at: Option<String>,
    /// Something of it was written again after it was drawn: no version does so.
    pub altered: bool,
    /// Fields on which people differ, as merge paths.
    pub conflicts: Vec<String>,
    /// Fields a newer version wrote, kept as they are.
    pub unreadable: Vec<String>,
}

/// A place that was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrawnPlace {
    /// The place.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// Its type.
    pub place_type: String,
    /// Places of its type that could have been drawn.
    pub of: u32,
    /// Places of its type that were drawn.
    pub drawn: u32,
    /// It was planned from this draw.
    pub kept: bool,
    /// It is planned or visited in the year of the draw, from this draw or by other ways.
    pub planned: bool,
    /// One drawn before it stands for the same place.
    pub repeated: bool,
}

/// A draw held against the register as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrawCheck {
    /// `same`: the pool and the seed draw what was drawn; `differs`; `unknown`: the pool is known by its hash alone, and
    /// today's is another one.
    pub redrawn: String,
    /// The type of the body's own that alone was drawn among.
    pub own_type: Option<String>,
    /// Something of the record was written again after it was drawn.
    pub altered: bool,
    /// The places of its pool are recorded by their ids.
    pub named: bool,
    /// Today's pool is another one.
    pub changed: bool,
    /// Places that have come into the pool since.
    pub came: u32,
    /// Places that have gone from it: closed, planned by other ways, of another type now, no record of their own any more.
    pub went: u32,
    /// The first of those that came.
    pub came_places: Vec<PoolPlace>,
    /// The first of those that went.
    pub went_places: Vec<PoolPlace>,
    /// Types of which there were more or fewer.
    pub types: Vec<TypeThen>,
}

/// A place of a pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PoolPlace {
    /// The place.
    pub place: String,
    /// Its name; empty where there is none of that id any more.
    pub place_name: String,
    /// The type it stood under.
    pub place_type: String,
}

/// How many places of a type there were in a pool, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TypeThen {
    /// The type.
    pub place_type: String,
    /// When it was drawn.
    pub then: u32,
    /// Today.
    pub now: u32,
}
