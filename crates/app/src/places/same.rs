//! Records of one place: found by likeness, merged by saying so, and parted again. Nothing is ever moved: a record keeps
//! what is written in it, and shows under the one that stands for it.

use super::rows::compared;
use crate::api::place::{Likeness, PlaceApart, PlaceMerge, PlacePair, PlacePairs};
use crate::api::vault::{Nothing, Saved};
use crate::api::{ApiError, ErrorCode};
use crate::session::{Open, Session};
use serde_json::json;
use std::sync::Arc;
use visita_domain::DocumentId;
use visita_domain::place::likeness::{self, Index};
use visita_domain::slots::WritePolicy;
use visita_record::{DocumentKind, RecordDocument};

/// Where the record that stands is named.
const SAME_AS: &str = "place/same_as";
/// Where records are named that are of another place, however alike.
pub(crate) const APART: &str = "apart";

impl Open {
    /// The records of the place that one is of, as far as they are here: the one that stands, then those under it.
    pub(crate) fn records_of_place(&mut self, place: DocumentId) -> Result<Vec<Arc<RecordDocument>>, ApiError> {
        let mut records = Vec::new();
        for id in self.shelf()?.records_of(&place.to_string()) {
            match self.reading(id.parse()?) {
                Ok(record) if record.kind() == DocumentKind::Place => records.push(record),
                Err(error) if error.code != ErrorCode::NotFound => return Err(error),
                Ok(_) | Err(_) => {}
            }
        }
        Ok(records)
    }
}

impl Session {
    pub(crate) fn place_merge(&mut self, args: PlaceMerge) -> Result<Saved, ApiError> {
        let id: DocumentId = args.place.parse()?;
        self.record(id, DocumentKind::Place)?;
        let Some(other) = args.same_as else {
            return self.write(id, |edit| edit.set(SAME_AS, None, WritePolicy::Fact), |_| Ok(()));
        };
        let other: DocumentId = other.parse()?;
        self.record(other, DocumentKind::Place)?;
        // Each under the other, said by one person, would mean nothing; said by two apart, it does (see `standing`).
        if self.open()?.shelf()?.standing_place(&other.to_string()) == id.to_string() {
            return Err(ApiError::about(ErrorCode::Refused, "same_as"));
        }
        let value = json!(other);
        self.write(
            id,
            |edit| edit.set(SAME_AS, Some(&value), WritePolicy::Fact),
            |_| Ok(()),
        )
    }

    /// Says that two records are of two places, or takes it back.
    pub(crate) fn place_apart(&mut self, args: PlaceApart) -> Result<Saved, ApiError> {
        let (one, other): (DocumentId, DocumentId) = (args.one.parse()?, args.other.parse()?);
        self.record(one, DocumentKind::Place)?;
        self.record(other, DocumentKind::Place)?;
        // In the older of both, whoever says it: said twice is said once.
        let (id, path) = (one.min(other), format!("{APART}/{}", one.max(other)));
        let value = json!(args.apart);
        self.write(id, |edit| edit.set(&path, Some(&value), WritePolicy::Fact), |_| Ok(()))
    }

    pub(crate) fn place_pairs(&mut self, _: Nothing) -> Result<PlacePairs, ApiError> {
        let lines = self.place_lines()?;
        let shelf = self.open()?.shelf()?;
        let bodies: Vec<_> = lines.iter().map(|line| shelf.places.get(&line.row.id)).collect();
        let index = Index::of(bodies.iter().flatten().map(|body| compared(&body.facts)).collect());
        let apart = |one: usize, other: &str| {
            let body = bodies.get(one).copied().flatten();
            body.is_some_and(|body| body.apart.contains(other))
        };
        let mut pairs = Vec::new();
        for (one, other, likeness) in index.pairs() {
            let (Some(left), Some(right)) = (lines.get(one), lines.get(other)) else {
                continue;
            };
            if !apart(one, &right.row.id) && !apart(other, &left.row.id) {
                pairs.push(PlacePair {
                    one: left.row.clone(),
                    other: right.row.clone(),
                    likeness: likeness_view(likeness),
                });
            }
        }
        Ok(PlacePairs { pairs })
    }
}

pub(super) fn likeness_view(likeness: likeness::Likeness) -> Likeness {
    Likeness {
        name: u32::try_from(likeness.name).unwrap_or(0),
        same_type: likeness.same_type,
        same_region: likeness.same_region,
        metres: likeness.metres.map(whole_metres),
    }
}

/// Half the way round the Earth fits by far.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole_metres(metres: f64) -> u32 {
    metres.round() as u32
}
