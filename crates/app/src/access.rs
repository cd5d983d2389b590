//! Access on site: requests with their timer, and the stays of the delegation at the place.

use crate::api::access::*;
use crate::api::vault::{Created, Saved};
use crate::api::visit::VisitRef;
use crate::api::{ApiError, ErrorCode};
use crate::entries::{Entry, at_most, checked_id, entries, entry, from_form, standing, to_form};
use crate::session::{Open, Session, code_of, from_code};
use crate::taken_off::tell_withdrawn;
use serde_json::json;
use std::collections::BTreeSet;
use visita_domain::DocumentId;
use visita_domain::access::{
    Access, Asked, Grounds, MAX_ACCESS_CHARS, MAX_FUNCTION_CHARS, MAX_OFFSET_MINUTES, MAX_WAIT_MINUTES, Outcome, Stay,
    granted_after, minutes_between,
};
use visita_domain::body::Ground;
use visita_domain::dates::{Timestamp, is_typed_moment, rfc3339};
use visita_record::{DocumentKind, RecordDocument};

/// Where requests stand in a visit.
pub(crate) const ACCESS: &str = "access";
/// Where stays stand in a visit.
const STAY: &str = "stay";

/// Requests of a visit that count, as they were made.
pub(crate) fn requests(record: &RecordDocument) -> Vec<Entry<Access>> {
    let mut found = standing::<Access>(record, ACCESS);
    found.sort_by_key(|one| (one.facts.asked_at.unwrap_or(one.at), one.id.clone()));
    found
}

/// Stays of the delegation that count, as they began.
pub(crate) fn stays(record: &RecordDocument) -> Vec<Entry<Stay>> {
    let mut found = standing::<Stay>(record, STAY);
    found.sort_by_key(|one| (one.facts.arrived_at.unwrap_or(one.at), one.id.clone()));
    found
}

fn moment_in_order(from: Option<Timestamp>, to: Option<Timestamp>, field: &str) -> Result<(), ApiError> {
    let typed = [from, to].into_iter().flatten().all(is_typed_moment);
    let ordered = from.zip(to).is_none_or(|(from, to)| from <= to);
    (typed && ordered)
        .then_some(())
        .ok_or_else(|| ApiError::about(ErrorCode::Refused, field))
}

fn access_from(facts: &AccessFacts) -> Result<Access, ApiError> {
    let access: Access = from_form(facts)?;
    at_most(&access.what, MAX_ACCESS_CHARS, "what")?;
    at_most(&access.reason, MAX_ACCESS_CHARS, "reason")?;
    at_most(&access.by_function, MAX_FUNCTION_CHARS, "by_function")?;
    moment_in_order(access.asked_at, access.answered_at, "answered_at")?;
    if access.minutes.is_some_and(|minutes| minutes > MAX_WAIT_MINUTES) {
        return Err(ApiError::about(ErrorCode::Refused, "minutes"));
    }
    Ok(access)
}

fn stay_from(facts: &StayFacts) -> Result<Stay, ApiError> {
    let stay: Stay = from_form(facts)?;
    if stay.offset_minutes.abs() > MAX_OFFSET_MINUTES {
        return Err(ApiError::about(ErrorCode::Refused, "offset_minutes"));
    }
    moment_in_order(stay.arrived_at, stay.left_at, "left_at")?;
    Ok(stay)
}

fn access_view(open: &Open, grounds: &BTreeSet<Ground>, one: Entry<Access>) -> AccessView {
    let objection = one.facts.grounds.and_then(Grounds::objection);
    AccessView {
        facts: to_form(&one.facts),
        waiting: one.facts.waits(),
        delay_minutes: one.facts.delay_minutes(),
        ground_known: objection.is_some_and(|ground| grounds.contains(&ground)),
        by: open.name_of(&one.by),
        at: rfc3339(one.at),
        dropped: one.facts.dropped,
        conflicts: one.conflicts,
        id: one.id,
    }
}

/// From the gate to the first request for entry that was met during the stay.
fn gate_minutes(stay: &Stay, requests: &[Entry<Access>]) -> Option<u32> {
    let arrived = stay.arrived_at?;
    let met = requests.iter().filter_map(|one| {
        let entry = one.facts.asked == Some(Asked::Entry) && one.facts.outcome != Some(Outcome::Refused);
        let here = |met: &Timestamp| *met >= arrived && stay.left_at.is_none_or(|left| *met <= left);
        one.facts.answered_at.filter(|met| entry && here(met))
    });
    minutes_between(arrived, met.min()?)
}

impl Session {
    pub(crate) fn access_list(&mut self, args: VisitRef) -> Result<AccessLog, ApiError> {
        let mut record = self.record(args.visit.parse()?, DocumentKind::Visit)?.clone();
        let counted = requests(&record);
        let stays = stays(&record).into_iter().map(|one| StayView {
            gate_minutes: gate_minutes(&one.facts, &counted),
            facts: to_form(&one.facts),
            conflicts: one.conflicts,
            id: one.id,
        });
        let stays = stays.collect();
        let waited = counted.iter().filter_map(|one| one.facts.delay_minutes());
        let waited_minutes = waited.fold(0_u32, u32::saturating_add);
        let mut all = entries::<Access>(&record, ACCESS);
        tell_withdrawn(&mut all, ACCESS, &record.open_withdrawals());
        all.sort_by_key(|one| (one.facts.asked_at.unwrap_or(one.at), one.id.clone()));
        let body = self.body_profile()?;
        let grounds = body.objection_grounds();
        let open = self.open()?;
        let rows = all.into_iter().map(|one| access_view(open, &grounds, one));
        Ok(AccessLog {
            stays,
            rows: rows.collect(),
            waited_minutes,
            grounds: grounds.iter().map(code_of).collect(),
            grounds_source: body.objection_grounds_source().to_owned(),
        })
    }

    pub(crate) fn access_add(&mut self, args: AccessAdd) -> Result<Created, ApiError> {
        let mut access = access_from(&args.facts)?;
        access
            .asked
            .ok_or_else(|| ApiError::about(ErrorCode::Refused, "asked"))?;
        // What is noted after the fact without its hour was asked now, as far as anybody can tell.
        access.asked_at.get_or_insert(self.now());
        self.entry_add(args.visit.parse()?, DocumentKind::Visit, ACCESS, &access)
    }

    /// One tap at the gate: the wait begins. It is in the record at once, so nothing that happens to the app ends it.
    pub(crate) fn access_start(&mut self, args: AccessStart) -> Result<Created, ApiError> {
        let asked: Asked = from_code(args.asked.as_deref().unwrap_or("entry"), "asked")?;
        let access = Access {
            asked: Some(asked),
            article: asked.usual_article(self.body_profile()?.kind),
            asked_at: Some(self.now()),
            ..Access::default()
        };
        self.entry_add(args.visit.parse()?, DocumentKind::Visit, ACCESS, &access)
    }

    pub(crate) fn access_end(&mut self, args: AccessEnd) -> Result<Saved, ApiError> {
        let visit: DocumentId = args.visit.parse()?;
        let mut outcome: Outcome = from_code(&args.outcome, "outcome")?;
        let now = self.now();
        let id = checked_id(&args.access, ACCESS)?;
        let record = self.record(visit, DocumentKind::Visit)?;
        let waiting = entry::<Access>(record, ACCESS, &id).filter(|one| one.facts.waits());
        let asked_at = waiting.and_then(|one| one.facts.asked_at);
        let asked_at = asked_at.ok_or_else(|| ApiError::about(ErrorCode::NotFound, ACCESS))?;
        if outcome == Outcome::Granted {
            outcome = granted_after(asked_at, now);
        }
        let ended = [("answered_at", json!(now)), ("outcome", json!(outcome))];
        self.entry_mark((visit, DocumentKind::Visit), ACCESS, &id, &ended)
    }

    pub(crate) fn access_set(&mut self, args: AccessSet) -> Result<Saved, ApiError> {
        // What was shown may be out of order, where two set its ends apart: only what is wanted is held to the rules.
        let (was, facts) = (from_form::<Access>(&args.was)?, access_from(&args.facts)?);
        let visit = (args.visit.parse()?, DocumentKind::Visit);
        self.entry_set(visit, ACCESS, &args.access, (&was, &facts))
    }

    pub(crate) fn access_drop(&mut self, args: EntryDrop) -> Result<Saved, ApiError> {
        self.drop_entry(ACCESS, args)
    }

    /// A stay with its times as somebody typed them: phones stay at the gate, and what was written down is entered later.
    pub(crate) fn stay_add(&mut self, args: StayAdd) -> Result<Created, ApiError> {
        let stay = stay_from(&args.facts)?;
        stay.arrived_at
            .ok_or_else(|| ApiError::about(ErrorCode::Refused, "arrived_at"))?;
        self.entry_add(args.visit.parse()?, DocumentKind::Visit, STAY, &stay)
    }

    pub(crate) fn stay_arrive(&mut self, args: StayArrive) -> Result<Created, ApiError> {
        let facts = StayFacts {
            arrived_at: Some(rfc3339(self.now())),
            left_at: None,
            offset_minutes: args.offset_minutes,
        };
        self.stay_add(StayAdd {
            visit: args.visit,
            facts,
        })
    }

    pub(crate) fn stay_leave(&mut self, args: StayLeave) -> Result<Saved, ApiError> {
        let left = [("left_at", json!(self.now()))];
        self.entry_mark((args.visit.parse()?, DocumentKind::Visit), STAY, &args.stay, &left)
    }

    pub(crate) fn stay_set(&mut self, args: StaySet) -> Result<Saved, ApiError> {
        // As in a request: it is to be put right, too, where two clocks put it out of order.
        let (was, facts) = (from_form::<Stay>(&args.was)?, stay_from(&args.facts)?);
        let visit = (args.visit.parse()?, DocumentKind::Visit);
        self.entry_set(visit, STAY, &args.stay, (&was, &facts))
    }

    pub(crate) fn stay_drop(&mut self, args: EntryDrop) -> Result<Saved, ApiError> {
        self.drop_entry(STAY, args)
    }

    pub(crate) fn drop_entry(&mut self, noun: &str, args: EntryDrop) -> Result<Saved, ApiError> {
        let visit = (args.visit.parse()?, DocumentKind::Visit);
        self.entry_mark(visit, noun, &args.entry, &[("dropped", json!(args.dropped))])
    }
}
