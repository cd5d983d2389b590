//! What a visit needs on a device, and what could stay at home. A device that is taken at a gate gives away what it carries;
//! this is the look before the journey. Nothing is left behind by it.

use super::load;
use super::standing::Standing;
use crate::api::travel::{TravelRecord, TravelView};
use crate::api::visit::VisitRef;
use crate::api::{ApiError, ErrorCode};
use crate::session::Session;
use crate::shelf::Shelf;
use std::collections::{BTreeMap, BTreeSet};
use visita_domain::DocumentId;
use visita_record::DocumentKind;

/// An entry of the register about it comes along, which shows no words that may have been taken back in it.
const ENTRY: &str = "entry";

/// A record that is on this device, and whether the visit needs it.
pub(super) struct Carried {
    pub id: DocumentId,
    pub kind: DocumentKind,
    /// The visit it belongs to, or is.
    pub visit: Option<DocumentId>,
    pub needed: bool,
}

/// Every record of a kind that may be left behind. What a visit needs are the visit with its interviews and what is on
/// record of those who may suffer for it, with the interviews that these gave elsewhere, the records of its place, the earlier
/// visits to it without their interviews, what was planned and recommended there, and what is still asked of whoever answers for
/// it without naming a place. Authorities, draws by lot and the body itself are of all visits, and always come.
fn carried(shelf: &Shelf, visit: DocumentId) -> Vec<Carried> {
    let place_of = |id: DocumentId| shelf.visits.get(&id.to_string()).and_then(|body| body.facts.place);
    let here: Vec<String> = place_of(visit)
        .map(|place| shelf.records_of(&place.to_string()))
        .unwrap_or_default();
    let is_here = |place: Option<DocumentId>| place.is_some_and(|place| here.contains(&place.to_string()));
    let at_it = |other: DocumentId| other == visit || is_here(place_of(other));
    let mut all = Vec::new();
    let mut add = |id: &str, kind, visit: Option<DocumentId>, needed| {
        if let Ok(id) = id.parse() {
            all.push(Carried {
                id,
                kind,
                visit,
                needed,
            });
        }
    };
    for id in shelf.places.keys() {
        add(id, DocumentKind::Place, None, here.contains(id));
    }
    for id in shelf.visits.keys() {
        let own: Option<DocumentId> = id.parse().ok();
        add(id, DocumentKind::Visit, own, own.is_some_and(at_it));
    }
    let entries = shelf.reprisals.values();
    let watched = entries.filter(|entry| entry.visit == Some(visit));
    let heard: BTreeSet<String> = watched
        .filter_map(|entry| entry.interview)
        .map(|interview| interview.to_string())
        .collect();
    for (id, body) in &shelf.interviews {
        let of = body.frame.visit;
        add(id, DocumentKind::Interview, of, of == Some(visit) || heard.contains(id));
    }
    for (id, body) in &shelf.reprisals {
        add(id, DocumentKind::Interview, body.visit, body.visit == Some(visit));
    }
    for (id, body) in &shelf.plans {
        let facts = &body.facts;
        let needed = facts.visit == Some(visit) || is_here(facts.place);
        add(id, DocumentKind::Plan, facts.visit, needed);
    }
    let looked_at = shelf.visits.get(&visit.to_string()).map(|body| &body.verified);
    let answers_here = |authority| here.first().is_some_and(|place| shelf.answers_for(authority, place));
    for (id, body) in &shelf.recommendations.bodies {
        let facts = &body.facts;
        let asked_here = facts.place.is_none() && facts.is_open() && answers_here(facts.addressee);
        let needed = is_here(facts.place)
            || asked_here
            || looked_at.is_some_and(|verified| verified.contains_key(id))
            || body.stands_on().into_iter().any(at_it);
        add(id, DocumentKind::Recommendation, body.facts.visit, needed);
    }
    all
}

/// Interviews that entries of the register name which come along.
fn named_by_entries(shelf: &Shelf, comes: impl Fn(DocumentId) -> bool) -> BTreeSet<DocumentId> {
    let entries = shelf.reprisals.iter();
    let entries = entries.filter(|(id, _)| id.parse::<DocumentId>().is_ok_and(&comes));
    entries.filter_map(|(_, body)| body.interview).collect()
}

impl Session {
    pub(super) fn carried(&mut self, visit: &str) -> Result<Vec<Carried>, ApiError> {
        self.visit_row(visit)?;
        let visit: DocumentId = visit.parse()?;
        Ok(carried(self.open()?.shelf()?, visit))
    }

    /// Refuses to leave an interview without the entries of the register that name it: where they come along, nothing here
    /// would say that their words were taken back.
    pub(super) fn require_entries_stay(&mut self, stays: &BTreeMap<DocumentId, DocumentKind>) -> Result<(), ApiError> {
        let shelf = self.open()?.shelf()?;
        let named = named_by_entries(shelf, |entry| !stays.contains_key(&entry));
        match named.into_iter().find(|interview| stays.contains_key(interview)) {
            Some(interview) => Err(ApiError::about(ErrorCode::CannotLeave, interview.to_string())),
            None => Ok(()),
        }
    }

    /// What the visit needs, what could stay, and why what must not is to come along.
    pub(crate) fn travel_get(&mut self, args: VisitRef) -> Result<TravelView, ApiError> {
        let only_here = self.only_here()?;
        let all = self.carried(&args.visit)?;
        let lines = self.visit_lines()?;
        let days: BTreeMap<&str, &str> = lines
            .rows()
            .map(|row| (row.id.as_str(), row.starts_on.as_str()))
            .collect();
        let now_ms = self.now_ms();
        let open = self.open()?;
        let standing = Standing::of(open, now_ms)?;
        let shelf = open.shelf()?;
        let named = named_by_entries(shelf, |entry| standing.why_not(entry).is_some());
        let why_not = |id: DocumentId| standing.why_not(id).or(named.contains(&id).then_some(ENTRY));
        let (needed, others): (Vec<&Carried>, Vec<&Carried>) = all.iter().partition(|one| one.needed);
        let mut records: Vec<TravelRecord> = others
            .iter()
            .map(|one| {
                let record = one.id.to_string();
                let visit = one.visit.map(|visit| visit.to_string());
                let entry = shelf.reprisals.get(&record);
                let about = entry.and_then(|entry| entry.interview);
                TravelRecord {
                    title: shelf.heading(&record).unwrap_or_default().title,
                    on: visit
                        .as_deref()
                        .and_then(|visit| days.get(visit))
                        .map(|day| (*day).to_owned()),
                    kind: one.kind.code().to_owned(),
                    why_not: why_not(one.id).map(str::to_owned),
                    about: about.map(|interview| interview.to_string()),
                    visit,
                    record,
                }
            })
            .collect();
        records.sort_by(|a, b| (&b.on, &a.kind, &a.title, &a.record).cmp(&(&a.on, &b.kind, &b.title, &b.record)));
        Ok(TravelView {
            needed: load(needed.iter().map(|one| one.kind)),
            could_stay: load(
                others
                    .iter()
                    .filter(|one| why_not(one.id).is_none())
                    .map(|one| one.kind),
            ),
            records,
            only_here,
        })
    }
}
