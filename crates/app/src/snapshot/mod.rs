//! Snapshots: a newcomer reads a record, and goes on writing in it, on a lead's word, before its envelopes have come.
//!
//! Nothing else rests on that word. What this device says it holds stays what its envelopes are; they come all the same,
//! are passed on as they came, and in the end prove every change or show that somebody invented one. Then the record is
//! made anew from the envelopes alone, and stands where it would stand had no snapshot ever come.

mod make;
mod prove;
mod take;

use crate::session::Seating;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_record::Refusal;
use visita_seal::snapshot::SnapshotError;

/// Reason of what is no snapshot of the document it came for, or only a part of one.
const MALFORMED: &str = "snapshot_malformed";
/// Reason of one of another team, document, kind or epoch.
const SWAPPED: &str = "snapshot_swapped";
/// Reason of one by somebody who leads no more, or never did.
const NOT_A_LEAD: &str = "snapshot_not_a_lead";
/// Reason of one whose signature is not the lead's.
const FORGED: &str = "snapshot_forged";
/// Reason of one that names a device nobody knows.
const STRANGER: &str = "snapshot_stranger";
/// Reason of one that goes beyond the cut-off of a removed device.
const BEYOND_REMOVAL: &str = "snapshot_beyond_removal";
/// Reason of one that does not hold what it says it holds.
const CHAINS: &str = "snapshot_chains";
/// Reason of one with a change that no device may have written.
const CONTENT: &str = "snapshot_content";
/// Reason of one with a change that no envelope carries: nobody signed it.
const UNSIGNED: &str = "snapshot_unsigned";
/// Reason of what this device itself wrote on top of a snapshot that was undone, for whatever reason.
const RESTS_ON_UNDONE: &str = "rests_on_undone";

/// Every reason a snapshot is kept in quarantine for.
const REASONS: [&str; 9] = [
    MALFORMED,
    SWAPPED,
    NOT_A_LEAD,
    FORGED,
    STRANGER,
    BEYOND_REMOVAL,
    CHAINS,
    CONTENT,
    UNSIGNED,
];

/// What a snapshot in quarantine was refused for; none for what is no snapshot.
pub(crate) fn refused_for(reason: &str) -> Option<&'static str> {
    REASONS.into_iter().find(|known| *known == reason)
}

/// Which snapshots are to be held against their envelopes: after a change of the roster, and after an unlock, all; otherwise
/// those of records into which something came since.
#[derive(Default)]
pub(crate) struct Unweighed {
    /// By whom all others were weighed.
    by: Option<Seating>,
    records: BTreeSet<DocumentId>,
}

impl Unweighed {
    /// Something came into a record.
    pub(crate) fn came_into(&mut self, id: DocumentId) {
        self.records.insert(id);
    }
}

fn reason(error: SnapshotError) -> &'static str {
    match error {
        SnapshotError::Malformed => MALFORMED,
        SnapshotError::Swapped => SWAPPED,
        SnapshotError::NotALead => NOT_A_LEAD,
        SnapshotError::Forged => FORGED,
        SnapshotError::Stranger => STRANGER,
        SnapshotError::AfterRemoval => BEYOND_REMOVAL,
        SnapshotError::Content => CONTENT,
    }
}

/// Whatever the guard refuses a change for, the snapshot is refused whole.
fn guarded(_: Refusal) -> &'static str {
    CONTENT
}

#[cfg(test)]
mod tests;
