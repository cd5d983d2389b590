//! Places drawn by lot: each draw is a record of its own, for whoever drew and for the lead. Either may discard it who knows of
//! no end of it yet.

use crate::device::{Device, text};
use crate::kinds::Kind;
use crate::office::for_few;
use crate::records::{fact, is_true, rows};
use crate::world::World;
use anyhow::{Context as _, Result, bail};
use rand::RngExt as _;
use serde_json::json;
use visita_app::api::ErrorCode;

/// Years for which people draw: none of the planned visits is in one, so the place can be drawn.
const YEARS: [i32; 3] = [2027, 2028, 2029];
/// Most draws in a world.
const MAX_DRAWS: usize = 8;

impl World {
    /// Draws for a year, or discards what was drawn for it.
    pub(crate) fn draws_by_lot(&mut self, one: usize) -> Result<()> {
        let year = self.some(&YEARS).context("no year")?;
        let Some(shown) = self.looks(one, "draw_list", json!({"year": year}))? else {
            return Ok(());
        };
        let open = rows(&shown, "rows")
            .into_iter()
            .filter(|draw| text(draw, "state") == "open");
        let open: Vec<_> = open.collect();
        let all = self.records.values().filter(|model| model.kind == Kind::Draw).count();
        if all < MAX_DRAWS && !open.iter().any(|draw| is_true(draw, "mine")) {
            let (half, other) = (self.rng.random_range(0..=u64::MAX), self.rng.random_range(0..=u64::MAX));
            let seed = format!("{half:016x}{other:016x}");
            let args = json!({"year": year, "count": 1, "seed": seed});
            let readers = Some(for_few(&[one]));
            return self.makes(one, (Kind::Draw, readers), ("plan_draw", args)).map(|_| ());
        }
        let Some(draw) = self.some(&open).map(|draw| text(&draw, "id")) else {
            return Ok(());
        };
        if !self.records.contains_key(&draw) {
            // Its process died before it was told what it had drawn.
            return Ok(());
        }
        let reason = self.words(one);
        let cell = fact("draw/end".to_owned(), json!({"state": "discarded", "reason": reason}));
        let args = json!({"draw": draw, "reason": reason});
        self.marks(one, &draw, cell, &[], ("draw_discard", args))
    }

    /// A draw is shown to nobody but its readers.
    pub(crate) fn shows_no_draw(&mut self, one: usize, draw: &str) -> Result<()> {
        match self.device(one)?.call("draw_check", json!({"draw": draw})) {
            Err(stopped) if Device::is(&stopped, ErrorCode::NotFound) => Ok(()),
            shown => bail!("device {one}: a draw sealed for others: {shown:?}"),
        }
    }
}
