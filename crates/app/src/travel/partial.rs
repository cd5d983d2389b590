//! The visits of which something stays at home: what needs all of a visit waits there, and nowhere else.

use super::{Left, PARTIAL};
use crate::api::{ApiError, ErrorCode};
use crate::session::Open;
use crate::shelf::Shelf;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_vault::{Tx, VaultError};

/// The visits that a record belongs to, is, or stands on; of a place, those to it, which are reported with its name.
fn visits_of(shelf: &Shelf, id: DocumentId) -> BTreeSet<DocumentId> {
    let record = id.to_string();
    let itself = shelf.visits.contains_key(&record).then_some(id);
    let interview = shelf.interviews.get(&record).and_then(|body| body.frame.visit);
    let entry = shelf.reprisals.get(&record).and_then(|body| body.visit);
    let plan = shelf.plans.get(&record).and_then(|body| body.facts.visit);
    let recommendation = shelf.recommendations.bodies.get(&record);
    let stands_on = recommendation.map(|body| body.stands_on()).unwrap_or_default();
    let of_one = [itself, interview, entry, plan].into_iter().flatten();
    let mut visits: BTreeSet<DocumentId> = of_one.chain(stands_on).collect();
    if shelf.places.contains_key(&record) {
        let to_it = shelf.visits.iter().filter(|(_, body)| body.facts.place == Some(id));
        visits.extend(to_it.filter_map(|(visit, _)| visit.parse::<DocumentId>().ok()));
    }
    visits
}

/// The visits that lack something once these records are left.
pub(super) fn partial(shelf: &Shelf, left: &BTreeSet<DocumentId>) -> BTreeSet<DocumentId> {
    left.iter().flat_map(|id| visits_of(shelf, *id)).collect()
}

/// Forgets which visits lacked something, once everything is here again.
pub(super) fn forget_partial(tx: &Tx<'_>, left: &Left) -> Result<(), VaultError> {
    if left.lacks_some() {
        return Ok(());
    }
    tx.drop_setting(PARTIAL)
}

impl Open {
    /// Whether something of a visit was left behind. Where an earlier version left it, which did not note of which visits, all is
    /// known to be here of the visit of the journey alone.
    pub(super) fn lacks_of(&self, visit: DocumentId) -> Result<bool, ApiError> {
        let noted = self.vault.read().setting(PARTIAL)?;
        let noted = noted.map(|noted| serde_json::from_str::<BTreeSet<DocumentId>>(&noted));
        match noted.transpose().map_err(|_| ErrorCode::Damaged)? {
            Some(partial) => Ok(partial.contains(&visit)),
            None => Ok(self.journey()?.is_none_or(|journey| journey.visit != visit.to_string())),
        }
    }
}
