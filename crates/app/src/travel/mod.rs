//! Travel mode: a device takes only what one visit needs. What is left behind keeps its envelopes, which nobody opens
//! without a key, and what says who may read it; its keys, its document and everything that was made from it go.
//!
//! Nothing is left behind that another device that reads it is not known to hold whole. What exists here alone, the keys, the
//! drafts and the real identities, stays in the vault, sealed to a key that was never written down on this device but in a file
//! for those at home. On the way back that key opens it, and each record is made anew from its envelopes, those that came
//! meanwhile among them.

mod back;
mod chest;
mod key_file;
mod leave;
mod look;
mod meanwhile;
mod partial;
mod standing;
#[cfg(test)]
mod tests;

pub(crate) use chest::BEFORE;
pub(crate) use meanwhile::KeptOut;

use crate::api::travel::{TravelLoad, TravelState};
use crate::api::vault::Nothing;
use crate::api::{ApiError, ErrorCode};
use crate::session::{Open, Session};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_domain::dates::{from_millis, rfc3339};
use visita_record::DocumentKind;
use visita_seal::envelope::envelope_hash;
use visita_vault::{EnvelopeRow, Tx, VaultError};
use visita_wire::{DeviceId, Digest, DocKind, life_of};

/// The setting that says which journey it is.
const JOURNEY: &str = "travel/journey";
/// The setting that stands until nothing in the store shows any more what was left. It counts how often that was begun.
const TRACES: &str = "travel/traces";
/// The setting that says under which keys nothing may be typed: drafts that are put away stood there, and they name what is left.
const DRAFTS: &str = "travel/drafts";
/// The setting that says which left records did not come back, and will not by themselves.
const GIVEN_UP: &str = "travel/given_up";
/// The setting that names the visits of which something was left, until all of it is here again.
const PARTIAL: &str = "travel/partial";
/// Hashed with a device, it is that device's word that it is on a journey.
const LABEL: &[u8] = b"visita/travel/1";

/// How far each life of a device was in a record.
type HeldBefore = BTreeMap<([u8; 32], u32), u64>;

/// The records that are left behind, for whoever takes in, writes or tells what is held.
pub(crate) struct Left {
    /// Something is put away. Otherwise what is named here is on its way back.
    away: bool,
    docs: BTreeMap<[u8; 16], HeldBefore>,
    /// Those of them of which nothing more comes: nobody waits for them.
    given_up: BTreeSet<[u8; 16]>,
    /// Keys of the drafts that are put away and name a record that is left.
    drafts: BTreeSet<String>,
}

/// What a journey is known by.
#[derive(Serialize, Deserialize)]
struct Journey {
    /// What is put away is sealed to it.
    recipient: String,
    since_ms: i64,
    visit: String,
    /// Names of those whose devices hand the key back.
    holders: Vec<String>,
}

impl Left {
    pub(crate) fn load(tx: &Tx<'_>) -> Result<Self, VaultError> {
        let mut docs = BTreeMap::new();
        for row in tx.left()? {
            let held = row.held.into_iter();
            docs.insert(
                row.doc,
                held.map(|(device, seq)| ((device, life_of(seq)), seq)).collect(),
            );
        }
        let drafts = tx.setting(DRAFTS)?.map(|text| serde_json::from_str(&text));
        let given_up = tx.setting(GIVEN_UP)?.map(|text| serde_json::from_str(&text));
        Ok(Self {
            away: tx.is_away()?,
            docs,
            given_up: given_up
                .transpose()
                .map_err(|_| VaultError::Damaged)?
                .unwrap_or_default(),
            drafts: drafts.transpose().map_err(|_| VaultError::Damaged)?.unwrap_or_default(),
        })
    }

    /// A record belongs to one that is left behind.
    pub(crate) fn add(&mut self, doc: [u8; 16]) {
        self.docs.entry(doc).or_default();
    }

    /// Whether this device is on a journey.
    pub(crate) fn is_away(&self) -> bool {
        self.away
    }

    /// Whether some records are left behind, or not here again yet.
    fn lacks_some(&self) -> bool {
        self.away || self.docs.keys().any(|doc| !self.is_given_up(doc))
    }

    /// Whether the key was handed back, and not every record is here again.
    fn is_returning(&self) -> bool {
        !self.away && self.lacks_some()
    }

    /// Whether a record did not come back from a journey, and nothing more comes of it.
    fn is_given_up(&self, doc: &[u8; 16]) -> bool {
        self.given_up.contains(doc)
    }

    /// Whether a record is left behind, or not here again.
    pub(crate) fn names(&self, doc: &[u8; 16]) -> bool {
        self.docs.contains_key(doc)
    }

    /// Whether an envelope was in its record when that was left: a removal since then does not unsay it.
    pub(crate) fn had(&self, row: &EnvelopeRow) -> bool {
        let held = self.docs.get(&row.doc);
        let last = held.and_then(|held| held.get(&(row.device, life_of(row.seq))));
        last.is_some_and(|last| row.seq <= *last)
    }
}

/// What a device says among the grants it holds while it is on a journey: then nobody else leaves a record behind because of
/// what it holds. Devices of an earlier version take it for a grant that they do not have.
pub(crate) fn travels(device: &DeviceId) -> Digest {
    Digest(envelope_hash(&[LABEL, &device.0].concat()).0)
}

/// Forgets the journey, with all work.
pub(crate) fn forget(tx: &Tx<'_>) -> Result<(), VaultError> {
    [JOURNEY, TRACES, DRAFTS, PARTIAL, GIVEN_UP]
        .into_iter()
        .try_for_each(|name| tx.drop_setting(name))
}

/// How many records of each kind.
fn load(kinds: impl IntoIterator<Item = DocumentKind>) -> TravelLoad {
    let mut load = TravelLoad::default();
    for kind in kinds {
        let count = match kind {
            DocumentKind::Place => &mut load.places,
            DocumentKind::Visit => &mut load.visits,
            DocumentKind::Interview => &mut load.interviews,
            DocumentKind::Plan => &mut load.plans,
            DocumentKind::Recommendation => &mut load.recommendations,
            DocumentKind::Scratch | DocumentKind::Body | DocumentKind::Authority => continue,
        };
        *count = count.saturating_add(1);
    }
    load
}

impl Open {
    /// Whether a record was left behind and is not here again.
    pub(crate) fn is_left(&self, id: DocumentId) -> Result<bool, VaultError> {
        let doc = id.bytes();
        Ok(self.left.names(&doc) && self.vault.read().document_standing(&doc)?.is_none())
    }

    /// Refuses what is left behind. There is nothing of it to read, and what is written would stand beside it, and not on top
    /// of it.
    pub(crate) fn require_here(&self, id: DocumentId) -> Result<(), ApiError> {
        match self.is_left(id)? {
            true => Err(ApiError::about(ErrorCode::LeftBehind, id.to_string())),
            false => Ok(()),
        }
    }

    /// When the journey began that this device is on, milliseconds since 1970.
    pub(crate) fn away_since_ms(&self) -> Result<Option<i64>, ApiError> {
        Ok(self.journey()?.map(|journey| journey.since_ms))
    }

    fn journey(&self) -> Result<Option<Journey>, ApiError> {
        let text = self.vault.read().setting(JOURNEY)?;
        let journey = text.map(|text| serde_json::from_str(&text));
        journey.transpose().map_err(|_| ErrorCode::Damaged.into())
    }
}

impl Session {
    /// Why a record is on no list of this device.
    pub(crate) fn not_here(&mut self, id: &str) -> ApiError {
        let left = match id.parse::<DocumentId>() {
            Ok(id) => self.open().and_then(|open| open.require_here(id)),
            Err(error) => Err(error.into()),
        };
        left.err().unwrap_or_else(|| ErrorCode::NotFound.into())
    }

    /// Refuses what would speak of all records and know only some.
    pub(crate) fn require_all_here(&mut self) -> Result<(), ApiError> {
        match self.open()?.left.lacks_some() {
            true => Err(ErrorCode::LeftBehind.into()),
            false => Ok(()),
        }
    }

    /// Refuses what needs everything that belongs to a visit, where some of it is left behind: its report, which would count
    /// less than there is, and a change of who reads it, which would leave the rest open to whom it no longer is. Of the visit of
    /// the journey, and of each that came along with everything, all of it is here.
    pub(crate) fn require_whole(&mut self, visit: DocumentId) -> Result<(), ApiError> {
        let open = self.open()?;
        if open.left.lacks_some() && open.lacks_of(visit)? {
            return Err(ApiError::about(ErrorCode::LeftBehind, visit.to_string()));
        }
        self.require_interviews_here(visit)
    }

    /// Refuses what weighs the interviews of a visit where one of them is left behind: what was said in it may have been taken
    /// back. Which visit an interview belongs to is said with the grants of its keys, and they stay.
    pub(crate) fn require_interviews_here(&mut self, visit: DocumentId) -> Result<(), ApiError> {
        let open = self.open()?;
        if !open.left.lacks_some() {
            return Ok(());
        }
        let said = open.vault.read().granted_of_kind(DocKind::Interview.code())?;
        for row in said.iter().filter(|row| row.about == Some(visit.bytes())) {
            if open.is_left(DocumentId::from_bytes(row.doc))? {
                return Err(ApiError::about(ErrorCode::LeftBehind, visit.to_string()));
            }
        }
        Ok(())
    }

    /// Refuses to keep text that was typed for a record that was left behind.
    pub(crate) fn require_draft_here(&mut self, key: &str) -> Result<(), ApiError> {
        let open = self.open()?;
        if open.left.drafts.contains(key) {
            return Err(ErrorCode::LeftBehind.into());
        }
        // The merge desk names a record and what is in it as one part.
        let parts = key.split(['/', ' ']);
        let mut ids = parts.filter_map(|part| part.parse::<DocumentId>().ok());
        ids.try_for_each(|id| open.require_here(id))
    }

    /// Whether this device is on a journey, and what is left behind.
    pub(crate) fn journey_get(&mut self, _: Nothing) -> Result<TravelState, ApiError> {
        let open = self.open()?;
        let tx = open.vault.read();
        let mut left = tx.left()?;
        left.retain(|row| !open.left.is_given_up(&row.doc));
        let traces = tx.setting(TRACES)?.is_some();
        let journey = open.journey()?;
        let since = journey.as_ref().and_then(|journey| from_millis(journey.since_ms));
        Ok(TravelState {
            away: open.left.is_away(),
            returning: open.left.is_returning(),
            since: since.map(rfc3339),
            visit: journey.as_ref().map(|journey| journey.visit.clone()),
            left: load(left.iter().filter_map(|row| DocumentKind::from_code(&row.kind))),
            holders: journey.map(|journey| journey.holders).unwrap_or_default(),
            traces,
        })
    }
}
