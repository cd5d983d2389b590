//! What the hub of a visit and its capture tell beside the facts: whether the delegation waits or is there, who recorded
//! without a seat; and that a closed visit is written into by nobody who has not said so.

use crate::access::{requests, stays};
use crate::api::delegation::TeamSeat;
use crate::api::talk::Named;
use crate::api::vault::Nothing;
use crate::api::visit::{StayHere, VisitRef, Waiting};
use crate::api::{ApiError, ErrorCode};
use crate::session::{Open, Session, code_of};
use std::collections::BTreeSet;
use visita_domain::dates::rfc3339;
use visita_domain::finding::Review;
use visita_domain::visit::Phase;
use visita_domain::{DocumentId, MemberId};
use visita_record::{DocumentKind, RecordDocument};

/// The requests that nobody has met yet, as they were made.
pub(crate) fn waiting(record: &RecordDocument) -> Vec<Waiting> {
    let open = requests(record).into_iter().filter(|one| one.facts.waits());
    let told = open.filter_map(|one| {
        Some(Waiting {
            asked: one.facts.asked.as_ref().map(code_of).unwrap_or_default(),
            asked_at: rfc3339(one.facts.asked_at?),
            what: one.facts.what,
            access: one.id,
        })
    });
    told.collect()
}

/// The stay that has not ended.
pub(crate) fn here(record: &RecordDocument) -> Option<StayHere> {
    let found = stays(record).into_iter().rfind(|one| one.facts.left_at.is_none())?;
    Some(StayHere {
        arrived_at: rfc3339(found.facts.arrived_at?),
        stay: found.id,
    })
}

/// How far the report's text has gone through the team.
pub(crate) fn report_review(record: &RecordDocument) -> Review {
    let field = record.field::<Review>("report/review").unwrap_or_default();
    field.shown().copied().unwrap_or_default()
}

/// Members who wrote into a visit and have no seat in it: the list of seats alone would not say that they were there.
pub(crate) fn without_a_seat(record: &RecordDocument, seated: &BTreeSet<String>) -> BTreeSet<MemberId> {
    let recorded = [
        "answer/",
        "observation/",
        "remark/",
        "population/",
        "sample/",
        "access/",
        "stay/",
    ];
    let fields = recorded
        .into_iter()
        .flat_map(|noun| record.raw_fields(noun).into_values());
    let wrote = fields.flat_map(|field| field.slots.into_iter().map(|slot| slot.by));
    wrote.filter(|member| !seated.contains(member.as_str())).collect()
}

impl Open {
    pub(crate) fn recorded_without_seat(&self, record: &RecordDocument, team: &[TeamSeat]) -> Vec<Named> {
        let seated = team.iter().map(|seat| seat.member.clone()).collect();
        let members = without_a_seat(record, &seated).into_iter();
        members
            .map(|member| Named {
                name: self.name_of(&member),
                member: member.to_string(),
            })
            .collect()
    }
}

impl Session {
    /// Refuses a write into a closed visit until somebody has said that they mean it.
    pub(crate) fn require_under_way(&mut self, id: DocumentId) -> Result<(), ApiError> {
        let open = self.open()?;
        if open.meant.contains(&id) {
            return Ok(());
        }
        // Whoever writes to a record that is not here is told so by the write itself.
        let Ok(record) = open.record(id) else { return Ok(()) };
        let closed = record.kind() == DocumentKind::Visit
            && record
                .field::<Phase>("visit/phase")
                .is_ok_and(|phase| phase.shown() == Some(&Phase::Closed));
        if closed {
            return Err(ApiError::about(ErrorCode::VisitClosed, id.to_string()));
        }
        Ok(())
    }

    /// This member means to write into a closed visit without taking it up again; until the vault is locked.
    pub(crate) fn visit_acknowledge_closed(&mut self, args: VisitRef) -> Result<Nothing, ApiError> {
        let id: DocumentId = args.visit.parse()?;
        self.record(id, DocumentKind::Visit)?;
        self.open()?.meant.insert(id);
        Ok(Nothing {})
    }
}
