//! Draws as they are recorded: listed, kept, discarded with a reason, and checked.
//!
//! A draw stands in a record of the kind of planned visits, about the body, so that the same keys and the same readers hold for
//! it. Its fields stand under `draw/` and `pool/`. It is no planned visit, in no count of them, and nothing takes it off: who
//! draws until they like what comes leaves every draw behind.

use super::lots::pool_digest;
use crate::api::draw::*;
use crate::api::programme::YearRef;
use crate::api::vault::Saved;
use crate::api::{ApiError, ErrorCode};
use crate::project::{DrawBody, END, NAMED};
use crate::session::{Open, Session, code_of};
use crate::shelf::Shelf;
use serde_json::json;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use visita_domain::dates::rfc3339;
use visita_domain::place::PlaceType;
use visita_domain::programme::drawing::{InPool, MAX_DISCARD_CHARS, NamedPool, check};
use visita_domain::programme::{DrawEnd, Drawing, Lot};
use visita_domain::slots::WritePolicy;
use visita_domain::{DocumentId, MemberId};
use visita_record::{DocumentKind, RecordDocument};

/// Most places named of those that came into a pool since, and of those that went.
const MAX_CHANGES_SHOWN: usize = 200;

/// Whether a record of the kind of planned visits is a draw.
pub(crate) fn is_draw(record: &RecordDocument) -> bool {
    record.kind() == DocumentKind::Plan && !record.raw_fields("draw/").is_empty()
}

pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A draw of which places are to be planned.
pub(super) struct ToKeep {
    id: DocumentId,
    facts: Drawing,
    /// Those of its places that have been planned in its year since, under whichever of their records.
    planned: BTreeSet<DocumentId>,
}

impl ToKeep {
    /// What is recorded of it with one of its places.
    pub fn lot(&self, place: DocumentId) -> Option<Lot> {
        if self.planned.contains(&place) {
            return None;
        }
        self.facts.lot(self.id, place)
    }
}

/// What has been planned of a draw, by the places that stand: what its end says, and what plans say of which nobody came to
/// write it there.
fn kept(shelf: &Shelf, id: &str, facts: &Drawing) -> BTreeSet<DocumentId> {
    let draw: Option<DocumentId> = id.parse().ok();
    let plans = shelf.plans.values().map(|body| &body.facts);
    let from_it = plans.filter(|plan| draw.is_some() && plan.lot.as_ref().and_then(|lot| lot.draw) == draw);
    let mut kept: BTreeSet<DocumentId> = from_it.filter_map(|plan| plan.place).collect();
    if let Some(DrawEnd::Kept { places }) = &facts.end {
        kept.extend(places);
    }
    kept.into_iter().map(|place| shelf.standing_id(place)).collect()
}

fn state(body: &DrawBody, kept: &BTreeSet<DocumentId>) -> &'static str {
    match &body.facts.end {
        Some(DrawEnd::Kept { .. }) => "kept",
        Some(DrawEnd::Discarded { .. }) => "discarded",
        None if kept.is_empty() => "open",
        None => "kept",
    }
}

fn place_name(shelf: &Shelf, place: DocumentId) -> String {
    let known = shelf.places.get(&place.to_string());
    known.map(|body| body.facts.name.clone()).unwrap_or_default()
}

fn pool_places(shelf: &Shelf, places: &[InPool]) -> Vec<PoolPlace> {
    let shown = places.iter().take(MAX_CHANGES_SHOWN);
    shown
        .map(|(place, of)| PoolPlace {
            place: place.to_string(),
            place_name: place_name(shelf, *place),
            place_type: code_of(of),
        })
        .collect()
}

impl Open {
    /// A draw; `planned` are the places that are planned in its year, by those that stand.
    fn drawn_view(&self, shelf: &Shelf, id: &str, body: &DrawBody, planned: &BTreeSet<DocumentId>) -> DrawView {
        let facts = &body.facts;
        let kept = kept(shelf, id, facts);
        let me = self.this_member();
        let mut seen = BTreeSet::new();
        let drawn = facts.places.iter().map(|(place, of)| {
            let (drawn, held) = facts.share(*of);
            let stands = shelf.standing_id(*place);
            DrawnPlace {
                place: place.to_string(),
                place_name: place_name(shelf, *place),
                place_type: code_of(of),
                of: held,
                drawn,
                kept: kept.contains(&stands),
                planned: planned.contains(&stands),
                // Two that turned out to be one place are planned once.
                repeated: !seen.insert(stands),
            }
        });
        let name = |member: &MemberId| self.name_of(member);
        DrawView {
            id: id.to_owned(),
            year: facts.year,
            by: body.by.as_ref().map(name).unwrap_or_default(),
            at: body.at.map(rfc3339).unwrap_or_default(),
            mine: me.is_some() && body.by == me,
            seed: facts.seed.map(|seed| seed.to_string()).unwrap_or_default(),
            seed_given: facts.seed_given,
            count: facts.count,
            place_types: facts.place_types.iter().map(code_of).collect(),
            own_type: facts.own_type.clone(),
            pool: facts.pool(),
            named: body.named,
            digest: facts.digest.clone(),
            drawn: drawn.collect(),
            state: state(body, &kept).to_owned(),
            reason: match &facts.end {
                Some(DrawEnd::Discarded { reason }) => reason.clone(),
                Some(DrawEnd::Kept { .. }) | None => String::new(),
            },
            ended_by: body.ended_by.as_ref().map(name),
            ended_at: body.ended_at.map(rfc3339),
            altered: body.altered,
            conflicts: body.conflicts.clone(),
            unreadable: body.unreadable.clone(),
        }
    }
}

impl Session {
    /// A draw, from the lists in memory.
    fn draw(&mut self, draw: &str) -> Result<(DocumentId, DrawBody), ApiError> {
        let id: DocumentId = draw.parse()?;
        let body = self.open()?.shelf()?.draws.get(draw).cloned();
        Ok((id, body.ok_or(ErrorCode::NotFound)?))
    }

    pub(super) fn draw_view(&mut self, draw: &str) -> Result<DrawView, ApiError> {
        let year = self.draw(draw)?.1.facts.year;
        let planned = self.planned_in(year)?;
        let open = self.open()?;
        open.shelf()?;
        let open = &*open;
        let shelf = open.shelf.as_ref().ok_or(ErrorCode::Locked)?;
        let body = shelf.draws.get(draw).ok_or(ErrorCode::NotFound)?;
        Ok(open.drawn_view(shelf, draw, body, &planned))
    }

    pub(crate) fn draw_list(&mut self, args: YearRef) -> Result<Draws, ApiError> {
        let year = self.year(args.year)?;
        let planned = self.planned_in(year)?;
        let open = self.open()?;
        open.shelf()?;
        let open = &*open;
        let shelf = open.shelf.as_ref().ok_or(ErrorCode::Locked)?;
        let of_year = shelf.draws.iter().filter(|(_, body)| body.facts.year == year);
        let rows = of_year.map(|(id, body)| open.drawn_view(shelf, id, body, &planned));
        let mut rows: Vec<DrawView> = rows.collect();
        rows.sort_by_key(|row| Reverse((row.at.clone(), row.id.clone())));
        Ok(Draws {
            year,
            rows,
            sealed: shelf.sealed_draws,
        })
    }

    /// Whether the member who is here drew for a year and has not said what becomes of it.
    pub(super) fn has_undecided_draw(&mut self, year: i32) -> Result<bool, ApiError> {
        let rows = self.draw_list(YearRef { year })?.rows;
        Ok(rows.iter().any(|row| row.mine && row.state == "open"))
    }

    /// A draw whose places are about to be planned. What was discarded stays so.
    pub(super) fn draw_to_keep(&mut self, draw: &str) -> Result<ToKeep, ApiError> {
        let (id, body) = self.draw(draw)?;
        if let Some(DrawEnd::Discarded { .. }) = body.facts.end {
            return Err(ApiError::about(ErrorCode::Refused, "draw"));
        }
        let planned = self.planned_in(body.facts.year)?;
        let shelf = &*self.open()?.shelf()?;
        let drawn = body.facts.places.iter().map(|(place, _)| *place);
        let planned = drawn
            .filter(|place| planned.contains(&shelf.standing_id(*place)))
            .collect();
        Ok(ToKeep {
            id,
            planned,
            facts: body.facts,
        })
    }

    /// Says that places of a draw were planned, beside those that were before.
    pub(super) fn keep_draw(&mut self, draw: &ToKeep, planned: BTreeSet<DocumentId>) -> Result<Saved, ApiError> {
        let mut places = planned;
        if let Some(DrawEnd::Kept { places: before }) = &draw.facts.end {
            places.extend(before);
        }
        self.end_draw(draw.id, &DrawEnd::Kept { places })
    }

    fn end_draw(&mut self, id: DocumentId, end: &DrawEnd) -> Result<Saved, ApiError> {
        let end = json!(end);
        self.write(id, |edit| edit.set(END, Some(&end), WritePolicy::Fact), |_| Ok(()))
    }

    pub(crate) fn draw_discard(&mut self, args: DrawDiscard) -> Result<Saved, ApiError> {
        let reason = args.reason.trim();
        if reason.is_empty() {
            return Err(ErrorCode::ReasonNeeded.into());
        }
        if reason.chars().count() > MAX_DISCARD_CHARS {
            return Err(ApiError::about(ErrorCode::Refused, "reason"));
        }
        let (id, _) = self.draw(&args.draw)?;
        if self.draw_view(&args.draw)?.state != "open" {
            return Err(ApiError::about(ErrorCode::Refused, "state"));
        }
        let reason = reason.to_owned();
        self.end_draw(id, &DrawEnd::Discarded { reason })
    }

    /// Draws again, and holds the pool of then against today's. Nothing is written.
    pub(crate) fn draw_check(&mut self, args: DrawRef) -> Result<DrawCheck, ApiError> {
        self.require_all_here()?;
        let (id, body) = self.draw(&args.draw)?;
        let facts = &body.facts;
        let shelf = &*self.open()?.shelf()?;
        let drawn = facts.places.iter().map(|(place, _)| shelf.standing_id(*place));
        let drawn: BTreeSet<DocumentId> = drawn.collect();
        let now = self.pool_of(facts, &drawn)?;
        let field = self.record(id, DocumentKind::Plan)?.field::<NamedPool>(NAMED);
        let then = field.ok().and_then(|field| field.shown().cloned());
        let told = check(facts, then.as_ref(), &now, pool_digest);
        let differing = told.counts.iter().filter(|(_, then, now)| then != now);
        let types = differing.map(|(of, then, now)| TypeThen {
            place_type: code_of::<PlaceType>(of),
            then: *then,
            now: *now,
        });
        let shelf = &*self.open()?.shelf()?;
        Ok(DrawCheck {
            redrawn: code_of(&told.redrawn),
            own_type: facts.own_type.clone(),
            altered: body.altered,
            named: then.is_some(),
            changed: told.changed,
            came: number(told.came.len()),
            went: number(told.went.len()),
            came_places: pool_places(shelf, &told.came),
            went_places: pool_places(shelf, &told.went),
            types: types.collect(),
        })
    }
}
