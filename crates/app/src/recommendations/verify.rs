//! What is looked at on a visit: open recommendations to its place that went out before it, and what each member found.
//!
//! It stands in the record of the visit at `verified/<recommendation>`, each member's own word, so that two who differ are a
//! conflict on the merge desk; the thread of the recommendation reads it from there.

use super::body::{RecommendationBody, things};
use crate::api::dialogue::{VerifiedSet, VerifiedSlot, VerifyItem, VerifyItems};
use crate::api::recommendation::RecommendationRow;
use crate::api::vault::Saved;
use crate::api::visit::VisitRef;
use crate::api::{ApiError, ErrorCode};
use crate::capture::state_code;
use crate::session::{Open, Session, code_of, from_code};
use crate::shelf::Shelf;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::dates::{Day, rfc3339};
use visita_domain::recommendation::{self as domain, CheckResult, MAX_TEXT_CHARS, Reply};
use visita_domain::slots::{Field, FieldState, WritePolicy};
use visita_domain::visit::{Phase, Visit};
use visita_domain::{DocumentId, MemberId};
use visita_record::{DocumentKind, RecordDocument};

/// What was found at a visit, by recommendation: one result where members agree or a lead decided, several where they differ.
pub(crate) type Verified = BTreeMap<String, Vec<CheckResult>>;

const VERIFIED: &str = "verified/";

fn field(record: &RecordDocument, recommendation: &str) -> Field<domain::Verified> {
    record.field(&format!("{VERIFIED}{recommendation}")).unwrap_or_default()
}

fn results(field: &Field<domain::Verified>) -> Vec<CheckResult> {
    if let FieldState::Decided(decision) = field.state()
        && let Some(settled) = decision.outcome.value()
    {
        return vec![settled.result];
    }
    let said: BTreeSet<CheckResult> = field
        .current()
        .into_iter()
        .filter_map(|slot| Some(slot.value.as_ref()?.result))
        .collect();
    said.into_iter().collect()
}

/// Everything found at a visit.
pub(crate) fn verified(record: &RecordDocument) -> Verified {
    let fields = record.fields::<domain::Verified>(VERIFIED).into_iter();
    let found = fields.filter_map(|(path, field)| {
        let results = results(&field.ok()?);
        Some((path.strip_prefix(VERIFIED)?.to_owned(), results))
    });
    found.filter(|(_, results)| !results.is_empty()).collect()
}

/// What was found about one; none where nobody looked.
pub(super) fn results_at(verified: &Verified, recommendation: &str) -> Option<Vec<CheckResult>> {
    verified.get(recommendation).cloned()
}

/// How members' words stand together, and what each says.
pub(super) fn told(
    open: &Open,
    record: &RecordDocument,
    recommendation: &str,
) -> Option<(&'static str, Vec<VerifiedSlot>)> {
    let me: Option<&MemberId> = open.team.as_ref().map(|team| &team.author.member);
    let field = field(record, recommendation);
    let state = state_code(&field)?;
    let slots = field.current().into_iter().filter_map(|slot| {
        let said = slot.value.as_ref()?;
        Some(VerifiedSlot {
            result: code_of(&said.result),
            source: said.source.as_ref().map(code_of),
            note: said.note.clone(),
            by: open.name_of(&slot.by),
            mine: Some(&slot.by) == me,
            at: rfc3339(slot.at),
        })
    });
    Some((state, slots.collect()))
}

/// What the authority said last.
fn last_words(record: &RecordDocument) -> String {
    let replies = things::<Reply>(record, "answered")
        .into_iter()
        .map(|(_, reply)| reply.value);
    let last = replies.filter(Reply::is_reply).max_by_key(|reply| reply.on);
    last.map(|reply| reply.words).unwrap_or_default()
}

/// Whether somebody is still to look at things on a visit: it is made, or is to be, and its record is not closed.
fn looks_at_things(visit: &Visit) -> bool {
    visit.phase != Phase::Closed && !visit.is_called_off()
}

/// Whether a visit begins on a day or after it; one that nobody has set a day for is still to come.
fn begins_since(visit: &Visit, day: Day) -> bool {
    visit.starts_on.is_none_or(|starts_on| starts_on >= day)
}

impl Shelf {
    /// The day since which it can be asked on a visit whether something was done: that of the first letter. Before it nobody was
    /// asked to do anything, and a reminder does not take it off the visits that were made in between. What an earlier version
    /// called sent without a letter is asked since the visit that it came out of; where neither is known, on every visit.
    fn asked_since(&self, body: &RecommendationBody) -> Option<Day> {
        let of_its_visit = || {
            let visit = self.visits.get(&body.facts.visit?.to_string())?;
            visit.facts.starts_on
        };
        body.sent_on.or_else(of_its_visit)
    }

    /// Whether a recommendation waits for something to be found on a visit that begins after it went out.
    fn awaits_visit(&self, body: &RecommendationBody, visit: &Visit) -> bool {
        let later = |day| begins_since(visit, day);
        body.facts.is_open() && self.asked_since(body).is_none_or(later)
    }

    /// Whether an authority answers for a place, itself or as one above it: by its record, or where the place names none, by its
    /// name.
    pub(crate) fn answers_for(&self, authority: Option<DocumentId>, place: &str) -> bool {
        let (Some(authority), Some(place)) = (authority, self.places.get(place)) else {
            return false;
        };
        match place.facts.authority_id {
            Some(named) => self.is_above(authority, named),
            None => !place.facts.authority.is_empty() && place.facts.authority == self.authority_name(authority),
        }
    }
}

impl Session {
    /// Lines of what a visit is to look at and of what was looked at on it, most pressing first.
    fn awaiting_a_look(&mut self, visit: &str) -> Result<Vec<RecommendationRow>, ApiError> {
        let lines = self.recommendation_lines()?;
        let shelf = self.open()?.shelf()?;
        let held = shelf.visits.get(visit).ok_or(ErrorCode::NotFound)?;
        let place = held.facts.place.map(|place| place.to_string()).unwrap_or_default();
        let place = shelf.standing_place(&place);
        let looks = looks_at_things(&held.facts);
        let wanted = |row: &RecommendationRow| {
            let body = shelf.recommendations.bodies.get(&row.id);
            let here = if row.place.is_empty() {
                body.is_some_and(|body| shelf.answers_for(body.facts.addressee, &place))
            } else {
                shelf.standing_place(&row.place) == place
            };
            let awaited = body.is_some_and(|body| shelf.awaits_visit(body, &held.facts)) && row.column != "repeated";
            held.verified.contains_key(&row.id) || (looks && here && awaited && row.visit != visit)
        };
        let rows = lines.rows();
        Ok(rows.filter(|row| wanted(row)).cloned().collect())
    }

    pub(crate) fn verify_list(&mut self, args: VisitRef) -> Result<VerifyItems, ApiError> {
        let visit = self.reading(args.visit.parse()?, DocumentKind::Visit)?;
        let rows = self.awaiting_a_look(&args.visit)?;
        let open = self.open()?;
        let mut items = Vec::new();
        for row in rows {
            let record = open.record(row.id.parse()?)?;
            let last_reply = last_words(record);
            let text = record.section::<domain::Recommendation>(super::FACTS).value.text;
            let (state, slots) = told(open, &visit, &row.id).unwrap_or(("open", Vec::new()));
            items.push(VerifyItem {
                row,
                text,
                last_reply,
                state: state.to_owned(),
                slots,
            });
        }
        Ok(VerifyItems { rows: items })
    }

    pub(crate) fn verified_set(&mut self, args: VerifiedSet) -> Result<Saved, ApiError> {
        let visit: DocumentId = args.visit.parse()?;
        self.record(visit, DocumentKind::Visit)?;
        let recommendation: DocumentId = args.recommendation.parse()?;
        self.record(recommendation, DocumentKind::Recommendation)?;
        if args.note.chars().count() > MAX_TEXT_CHARS {
            return Err(ApiError::about(ErrorCode::Refused, "note"));
        }
        let source = args.source.as_deref().filter(|source| !source.is_empty());
        let source = source.map(|source| from_code(source, "source")).transpose()?;
        let result = args
            .result
            .as_deref()
            .map(|result| from_code(result, "result"))
            .transpose()?;
        let found = result.map(|result| {
            json!(domain::Verified {
                result,
                source,
                note: args.note.trim().to_owned(),
            })
        });
        let path = format!("{VERIFIED}{recommendation}");
        self.write(
            visit,
            |edit| edit.set(&path, found.as_ref(), WritePolicy::Testimony),
            |_| Ok(()),
        )
    }
}
