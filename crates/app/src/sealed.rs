//! What grants tell of records that are for a few: how many are kept from this device, and which of those here are kept from
//! others.

use crate::api::ApiError;
use crate::membership::epochs::Access;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_seal::grant::Audience;
use visita_vault::Tx;
use visita_wire::DocKind;

/// How many interviews of each visit are sealed for others.
pub(crate) fn sealed_interviews(tx: &Tx<'_>) -> Result<BTreeMap<DocumentId, u32>, ApiError> {
    let mut of_visit = BTreeMap::new();
    for (_, visit) in tx.sealed_documents(DocKind::Interview.code())? {
        if let Some(visit) = visit {
            *of_visit.entry(DocumentId::from_bytes(visit)).or_default() += 1;
        }
    }
    Ok(of_visit)
}

/// How many records of some kinds are sealed for others.
fn sealed_of(tx: &Tx<'_>, kinds: &[DocKind]) -> Result<u32, ApiError> {
    let mut sealed: usize = 0;
    for kind in kinds {
        sealed += tx.sealed_documents(kind.code())?.len();
    }
    Ok(u32::try_from(sealed).unwrap_or(u32::MAX))
}

/// How many planned visits and how many draws are. The grants of a draw are about the body; those of a planned visit name
/// nothing they are about.
pub(crate) fn sealed_plans(tx: &Tx<'_>) -> Result<(u32, u32), ApiError> {
    let sealed = tx.sealed_documents(DocKind::Plan.code())?;
    let (draws, plans): (Vec<_>, Vec<_>) = sealed.into_iter().partition(|(_, about)| about.is_some());
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    Ok((count(plans.len()), count(draws.len())))
}

/// How many visits are, and recommendations made because of them.
pub(crate) fn sealed_visits(tx: &Tx<'_>) -> Result<u32, ApiError> {
    sealed_of(tx, &[DocKind::Visit, DocKind::Recommendation])
}

/// Visits and planned visits that not everybody of the team may read.
pub(crate) fn for_a_few(tx: &Tx<'_>) -> Result<BTreeSet<String>, ApiError> {
    let mut for_a_few = BTreeSet::new();
    for kind in [DocKind::Plan, DocKind::Visit] {
        let said = tx.granted_of_kind(kind.code())?;
        let few = said.chunk_by(|a, b| a.doc == b.doc).filter_map(Access::of);
        let few = few.filter(|access| access.audience != Audience::Team);
        for_a_few.extend(few.map(|access| DocumentId::from_bytes(access.doc.0).to_string()));
    }
    Ok(for_a_few)
}
