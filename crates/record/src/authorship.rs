//! What the signer of a change may claim: whose cell it is, which cells of others it replaces, and what it decides.

use crate::cell::{Author, CellKey, DEVICE_BYTES, device_of, hex};
use crate::document::RecordDocument;
use crate::fields::ids;
use crate::intake::Refusal;
use crate::passages::PASSAGES;
use crate::withdrawn::WITHDRAWALS;
use automerge::{ActorId, ChangeHash};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use visita_domain::MemberId;
use visita_domain::slots::{SlotId, WritePolicy};

/// Who signed changes, as the roster says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The device.
    pub device: [u8; DEVICE_BYTES],
    /// Whose device it is.
    pub member: MemberId,
    /// The member's other devices.
    pub others: BTreeSet<[u8; DEVICE_BYTES]>,
    /// Whether its member may have been a lead when it wrote.
    pub may_decide: bool,
}

impl Signer {
    /// A member with one device, who is no lead.
    #[must_use]
    pub fn of(author: &Author) -> Self {
        Self {
            device: author.device,
            member: author.member.clone(),
            others: BTreeSet::new(),
            may_decide: false,
        }
    }

    /// The same, as a lead.
    #[must_use]
    pub fn lead(author: &Author) -> Self {
        Self {
            may_decide: true,
            ..Self::of(author)
        }
    }

    /// Whether the signer's member made a write, on whichever device.
    fn made(&self, id: &SlotId) -> bool {
        let actor =
            id.0.split_once('@')
                .and_then(|(_, actor)| ActorId::try_from(actor).ok());
        let device = actor.and_then(|actor| device_of(&actor));
        device.is_some_and(|device| device == self.device || self.others.contains(&device))
    }

    /// Judges one cell; what only the record can tell is left as a claim.
    pub(crate) fn judge(&self, cell: CellKey, json: &str, deps: &[ChangeHash]) -> Result<Option<Claim>, Refusal> {
        if cell.device != hex(&self.device) {
            return Err(Refusal::Schema);
        }
        if cell.member != self.member {
            return Err(Refusal::ForeignMember);
        }
        if cell.decision && !self.may_decide {
            return Err(Refusal::NotALead);
        }
        // What cannot be read claims nothing.
        let Ok(json) = serde_json::from_str::<Json>(json) else {
            return Ok(None);
        };
        let mut covers = ids(&json, "covers");
        covers.retain(|id| !self.made(id));
        if !cell.decision && !covers.is_empty() && WritePolicy::of(&cell.path) == WritePolicy::Testimony {
            return Err(Refusal::ForeignCovers);
        }
        // What these decisions have seen stands in the text or in other fields.
        let elsewhere = [PASSAGES, WITHDRAWALS]
            .iter()
            .any(|prefix| cell.path.starts_with(prefix));
        let seen = if cell.decision && !elsewhere {
            ids(&json, "seen")
        } else {
            BTreeSet::new()
        };
        let claim = Claim {
            deps: deps.to_vec(),
            path: cell.path,
            decision: cell.decision,
            covers,
            seen,
        };
        Ok((!claim.covers.is_empty() || !claim.seen.is_empty()).then_some(claim))
    }
}

/// What a cell says of cells of others: true or not by what its author knew, the changes it rests on.
pub(crate) struct Claim {
    deps: Vec<ChangeHash>,
    path: String,
    decision: bool,
    covers: BTreeSet<SlotId>,
    seen: BTreeSet<SlotId>,
}

impl RecordDocument {
    /// Whether a claim holds. A fact replaces what others wrote only where its author was shown one value, and nothing
    /// replaces, or has seen, what its author did not know.
    pub(crate) fn bears_out(&self, claim: &Claim) -> bool {
        let field = self.raw_field_at(&claim.path, &claim.deps);
        let slots: BTreeSet<&SlotId> = field.slots.iter().map(|slot| &slot.id).collect();
        let decisions: BTreeSet<&SlotId> = field.decisions.iter().map(|decision| &decision.id).collect();
        let replaced = if claim.decision { &decisions } else { &slots };
        let settled = claim.decision || claim.covers.is_empty() || !field.in_conflict();
        settled && claim.covers.iter().all(|id| replaced.contains(id)) && claim.seen.iter().all(|id| slots.contains(id))
    }
}
